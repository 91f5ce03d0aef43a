"""The letter that goes before the memo in an e-mail: what was agreed, who does what, and when the table meets next."""

from collections.abc import Iterable, Iterator

from kpfacil.export import tell_task
from kpfacil.export.document import Block, Doc, Heading, Inlines, Labels, ListBlock, Para, Text
from kpfacil.export.tell import Profile, Teller, teller
from kpfacil.model.entries import OPEN_STATES, Task
from kpfacil.model.moments import recorded_here
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.rules.consent import consent_state


def letter(session: Session, texts: Texts, profile: Profile = "participants", others: Iterable[Session] = ()) -> Doc:
    """Return the letter of a meeting's memo, in the memo's language and profile."""
    tell = teller(session, texts, profile, others)
    meeting = session.meeting
    return Doc(
        title=texts.say("memo.title", table=session.table.name, number=meeting.number, year=meeting.date.year),
        blocks=tuple(_blocks(tell)),
        date=meeting.date,
        lang=texts.locale.tag,
        author=session.table.name,
        labels=Labels(page=texts.say("memo.page")),
    )


def _blocks(tell: Teller) -> Iterator[Block]:
    meeting = tell.session.meeting
    yield _say(tell.say("letter.opening", table=tell.session.table.name, date=tell.day(meeting.date)))
    agreed = tuple(tell.words(entry.text) for entry in tell.session.agreements if _is_agreed(tell.session, entry.id))
    if agreed:
        yield Heading(1, tell.say("letter.agreed"))
        yield ListBlock(agreed, ordered=True)
    tasks = [task for task in tell.session.tasks if task.state in OPEN_STATES]
    if tasks:
        yield Heading(1, tell.say("letter.tasks"))
        yield ListBlock(tuple(task_line(tell, task) for task in tasks))
    if meeting.next_date is not None:
        yield Heading(1, tell.say("word.heading.next"))
        yield _say(next_line(tell))
    yield _say(tell.say("letter.attached"))


def task_line(tell: Teller, task: Task) -> Inlines:
    """Return a task as one line: who, what, by when, with what."""
    what = tell_task.what(tell, task)
    due = tell_task.due(tell, task, tell.session.meeting.date)
    resources = tell_task.resources(tell, task)
    parts = (part for part in (what, due, resources) if part)
    line: list[Inlines] = [(*tell_task.owners(tell, task), Text(": ")), next(parts, ())]
    return tuple(inline for part in (*line, *((Text(" – "), *part) for part in parts)) for inline in part)


def next_line(tell: Teller) -> str:
    """Return when and where the table meets next."""
    meeting = tell.session.meeting
    parts = [tell.day(meeting.next_date)] if meeting.next_date else []
    if meeting.next_date and meeting.next_start:
        parts = [tell.say("memo.time.from", date=tell.day(meeting.next_date), start=tell.clock(meeting.next_start))]
    return ", ".join((*parts, *((tell.line(meeting.next_place),) if meeting.next_place else ())))


def _is_agreed(session: Session, entry_id: str) -> bool:
    agreement = next(one for one in session.agreements if one.id == entry_id)
    return recorded_here(session, agreement) and not consent_state(session, agreement).blocked


def _say(words: str) -> Para:
    return Para((Text(words),))

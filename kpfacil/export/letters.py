"""The letters of a table: the one before a memo, a reminder to each owner, and the invitation with its agenda."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from kpfacil.export import memo, tell_task
from kpfacil.export.document import (
    Block,
    Doc,
    Facts,
    Inlines,
    ListBlock,
    TableBlock,
    Text,
    join_parts,
    para,
    plain,
)
from kpfacil.export.memo_page import first_page, hours, when_next
from kpfacil.export.tasks import ALL, Kept, TableTask, rows
from kpfacil.export.tell import Profile, Teller, paper, tell_unproofed, teller
from kpfacil.model.entries import OPEN_STATES, Agreement, Task
from kpfacil.model.grammar import lexicon
from kpfacil.model.meeting import shift
from kpfacil.model.people import Participant
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.rules.promises import still_to_take
from kpfacil.views.name_parts import is_last_name_first

_PAGE = 38
"""How many lines of a table to write in a page holds."""


def letter(session: Session, texts: Texts, profile: Profile = "participants", others: Iterable[Session] = ()) -> Doc:
    """Return the letter of a meeting's memo, in the memo's language and profile."""
    tell = teller(session, texts, profile, others)
    day, name = session.meeting.date, session.table.name
    doc = paper(texts, memo.title(session, texts), _blocks(tell), day, author=name)
    if tell.public:
        doc = replace(doc, standing=texts.say(f"memo.standing.{session.meeting.status}"))
    return tell_unproofed(doc, tell)


def _blocks(tell: Teller) -> Iterator[Block]:
    meeting = tell.session.meeting
    yield para(tell.say("letter.opening", table=tell.session.table.name, date=tell.day(meeting.date)))
    yield from first_page(tell)
    yield para(tell.say("letter.attached"))


def tasks_owed(kept: Iterable[Kept], today: date, before: int | None = None) -> dict[str, tuple[TableTask, ...]]:
    """Return the open tasks of a table by owner; with `before` those that are late or due within so many days."""
    last = None if before is None else today + timedelta(days=before)
    found: dict[str, list[TableTask]] = {}
    for row in rows(kept, ALL, today):
        due = row.task.due
        if row.task.state in OPEN_STATES and (last is None or (due is not None and due <= last)):
            for owner in row.task.owners:
                found.setdefault(owner, []).append(row)
    return {owner: tuple(tasks) for owner, tasks in found.items()}


def matters_to_take(
    session: Session, today: date, before: int | None = None
) -> dict[str, tuple[Agreement | Task, ...]]:
    """Return by carrier what they take to decision makers for others; with `before` as `tasks_owed` does."""
    last = None if before is None else today + timedelta(days=before)
    found: dict[str, tuple[Agreement | Task, ...]] = {}
    for entry in still_to_take(session):
        is_own = isinstance(entry, Task) and entry.carrier in entry.owners
        soon = last is None or (entry.carrier_due is not None and entry.carrier_due <= last)
        if entry.carrier and not is_own and soon:
            found[entry.carrier] = (*found.get(entry.carrier, ()), entry)
    return found


def _name_in_greeting(person: Participant) -> str:
    """Return how a letter greets somebody: by the first name, by all of it where that seems to be the last one."""
    return person.name if is_last_name_first(person.name.split(), lexicon().first) else person.first_name


def reminder(
    session: Session,
    owner: str,
    tasks: Iterable[TableTask],
    taken: Iterable[Agreement | Task],
    texts: Texts,
    today: date,
) -> Doc:
    """Return the letter that tells one owner what they promised, and what they have `taken` on to take further.

    `session` is the table's latest.
    """
    tell = teller(session, texts, "participants")
    person = session.participant(owner)
    reader, name = ("person", _name_in_greeting(person)) if person else ("party", session.name_of(owner))
    items = tuple(
        task_line(teller(row.session, texts, "participants"), row.task, today, named=len(row.task.owners) > 1)
        for row in tasks
    )
    matters = tuple(tell_task.taken_line(tell, entry, today) for entry in taken)
    blocks: list[Block] = [
        para(tell.say(f"letter.remind.{reader}.opening", name=name, table=session.table.name)),
        ListBlock((*items, *matters)),
    ]
    if session.meeting.next_date is not None and session.meeting.next_date >= today:
        blocks.append(para(tell.say("letter.remind.next", when=plain(when_next(tell)))))
    blocks.append(para(tell.say(f"letter.remind.{reader}.closing")))
    return paper(
        texts,
        texts.say(f"letter.remind.{reader}.title", table=session.table.name),
        blocks,
        today,
        author=session.table.name,
    )


def invitation(session: Session, process: Process, texts: Texts, today: date) -> Doc:
    """Return the invitation to a prepared meeting: when, where, the programme, what was promised, and a question."""
    tell = teller(session, texts, "participants")
    day = tell.day(session.meeting.date)
    blocks: list[Block] = [para(tell.say("letter.invite.opening", table=session.table.name)), _facts(tell)]
    blocks += [tell.heading("letter.invite.programme"), ListBlock(tuple(_steps(tell, process)))]
    tasks = [task for task in session.tasks if task.state in OPEN_STATES]
    taken = [entry for matters in matters_to_take(session, today).values() for entry in matters]
    if tasks or taken:
        promised = [task_line(tell, task, today) for task in tasks]
        matters = (tell_task.taken_line(tell, entry, today) for entry in taken)
        blocks += [tell.heading("letter.invite.promised"), ListBlock((*promised, *matters))]
    blocks.append(para(tell.say("letter.invite.question")))
    title = texts.say("letter.invite.title", table=session.table.name, date=day)
    return paper(texts, title, blocks, today, author=session.table.name)


def agenda(session: Session, process: Process, texts: Texts, today: date) -> Doc:
    """Return the agenda on one page, with room beside each step to write."""
    tell = teller(session, texts, "participants")
    head = (tell.say("letter.agenda.step"), tell.say("letter.agenda.notes"))
    lines = tuple((step, ()) for step in _steps(tell, process))
    table = TableBlock(
        caption=tell.say("letter.invite.programme"),
        head=head,
        rows=lines,
        row_header=True,
        widths=(2, 3),
        room=max(2, min(5, _PAGE // max(1, len(lines)))),
    )
    title = texts.say("letter.agenda.title", table=session.table.name, date=tell.day(session.meeting.date))
    return paper(texts, title, [_facts(tell), table], today, author=session.table.name)


def _steps(tell: Teller, process: Process) -> Iterator[Inlines]:
    """Yield the steps of the meeting with the time that each takes, and the clock where its beginning is known."""
    meeting = tell.session.meeting
    at = datetime.combine(meeting.date, meeting.start) if meeting.start else None
    for step in process.steps(meeting.phase, tell.session.programme):
        title = step.title.in_(tell.texts.language)
        if at is None:
            yield tell.sentence("letter.invite.step", title=title, n=step.minutes)
        else:
            yield tell.sentence("letter.invite.step-at", time=tell.clock(at.time()), title=title, n=step.minutes)
            at = shift(at, timedelta(minutes=step.minutes))


def _facts(tell: Teller) -> Facts:
    meeting = tell.session.meeting
    when = hours(tell, tell.day(meeting.date), meeting.start, meeting.end)
    return tell.facts({"word.label.time": (Text(when),), "word.label.place": tell.words(meeting.place)})


def task_line(tell: Teller, task: Task, today: date, *, named: bool = True) -> Inlines:
    """Return a task as one line: who, what, by when, with what; without `named` the reader is who.

    Whether the doers have still to be asked is not told: the meeting a letter looks forward to has heard nobody yet.
    """
    who: Inlines = (*tell_task.doers(tell, task), Text(": ")) if named else ()
    parts = (*who, *tell_task.what(tell, task)), tell_task.due(tell, task, today), tell_task.resources(tell, task)
    return join_parts(" – ", parts)

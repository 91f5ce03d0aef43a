"""The memo's action table, what was left waiting, what goes to decision makers, the look back."""

from collections.abc import Iterator
from itertools import compress

from kpfacil.export import tell_task
from kpfacil.export.document import Alert, Block, Break, Heading, Inline, Inlines, ListBlock, Para, Strong, Table, Text
from kpfacil.export.memo_agreed import agreed
from kpfacil.export.tell import Teller
from kpfacil.model.dates import plain_date
from kpfacil.model.entries import Agreement, Mandate, Parked, Task
from kpfacil.model.meeting import Meeting
from kpfacil.model.moments import recorded_here

_WIDTHS = (26, 18, 17, 24, 15)
_TAKEN: tuple[Mandate, ...] = ("decision", "organisation")
_COLUMNS = ("what", "who", "by-when", "with-what", "state")


def action_table(tell: Teller) -> Iterator[Block]:
    """Yield the tasks given in this meeting and those of earlier meetings, each in a table of its own."""
    tasks = tell.session.tasks
    if not tasks:
        return
    yield Heading(1, tell.say("memo.heading.tasks"))
    new = [recorded_here(tell.session, task) for task in tasks]
    yield _table(tell, "memo.tasks.new", tuple(compress(tasks, new)))
    yield _table(tell, "memo.tasks.earlier", tuple(task for task, here in zip(tasks, new, strict=True) if not here))


def _table(tell: Teller, caption: str, tasks: tuple[Task, ...]) -> Table:
    head = tuple(tell.say(f"memo.column.{column}") for column in _COLUMNS)
    rows = tuple(_row(tell, task) for task in tasks)
    return Table(caption=tell.say(caption), head=head, rows=rows, row_header=True, widths=_WIDTHS)


def _row(tell: Teller, task: Task) -> tuple[Inlines, ...]:
    today = tell.session.meeting.date
    return (
        tell_task.what(tell, task),
        tell_task.owners(tell, task),
        tell_task.due(tell, task, today),
        tell_task.resources(tell, task),
        tell_task.state(tell, task),
    )


def waiting(tell: Teller) -> Iterator[Block]:
    """Yield what was left waiting, each with its next step or a word that none was agreed."""
    parked = tell.session.parked
    if parked:
        yield Heading(1, tell.say("word.heading.parked-long"))
        yield ListBlock(tuple(_parked(tell, item) for item in parked))


def _parked(tell: Teller, item: Parked) -> Inlines:
    by = f" – {tell.names(item.by)}" if item.by and not tell.public else ""
    if item.next_step:
        then: Inlines = (Text(tell.say("memo.parked.next")), Text(" "), *tell.words(item.next_step))
    else:
        then = (Alert(tell.say("memo.parked.no-next")),)
    return (Strong(item.id), Text(" "), *tell.words(item.text), Text(by), Break(), *then)


def decisions(tell: Teller) -> Iterator[Block]:
    """Yield what goes to decision makers or to a party's own people: what, who takes it there, by when."""
    entries: tuple[Agreement | Task, ...] = (*tell.session.agreements, *tell.session.tasks)
    for kind in _TAKEN:
        taken = tuple(entry for entry in entries if entry.mandate == kind)
        if taken:
            yield Heading(1, tell.say(f"memo.heading.{kind}"))
            yield taken_table(tell, kind, taken)


def taken_table(tell: Teller, kind: Mandate, taken: tuple[Agreement | Task, ...]) -> Table:
    """Return the matters that are taken further, with who takes them and by when."""
    head = tuple(tell.say(f"memo.column.{column}") for column in ("what", "carrier", "by-when"))
    rows = tuple(_taken(tell, entry) for entry in taken)
    return Table(caption=tell.say(f"memo.taken.{kind}"), head=head, rows=rows, row_header=True, widths=(5, 3, 2))


def _taken(tell: Teller, entry: Agreement | Task) -> tuple[Inlines, ...]:
    """Return a matter, who takes it further and by when; to a party's own people the owner of a task does."""
    carrier, day = entry.carrier, entry.carrier_due
    if isinstance(entry, Task) and not carrier and entry.mandate == "organisation" and entry.owners:
        carrier, day = entry.owners[0], day or entry.due
    who: Inline = Text(tell.who(carrier))
    if not carrier and isinstance(entry, Agreement) and entry.mandate == "organisation":
        who = Text(tell.say("memo.taken.each"))
    elif not carrier:
        who = Alert(tell.say("memo.taken.nobody"))
    by = tell.day(day) if day else tell.say("tell.task.no-date")
    return (Strong(entry.id), Text(" "), *tell.words(entry.text)), (who,), (Text(by),)


def look_back(tell: Teller) -> Iterator[Block]:
    """Yield what became of the promises of earlier meetings, and what was agreed then and still waits for consent."""
    session = tell.session
    here = session.meeting
    looked = tuple(task for task in session.tasks if not recorded_here(session, task) and _looked_at(task, here))
    earlier = tuple(agreement for agreement in session.agreements if not recorded_here(session, agreement))
    if looked or earlier:
        yield Heading(2, tell.say("memo.heading.look-back"))
        yield ListBlock(tuple(_looked(tell, task) for task in looked))
    if earlier:
        yield Para((Strong(tell.say("memo.look-back.agreed")),))
        yield ListBlock(tuple(agreed(tell, agreement) for agreement in earlier))


def _looked_at(task: Task, here: Meeting) -> bool:
    reviewed = here.told(task.reviewed_on, task.reviewed_meeting)
    return reviewed or any(here.told(told.on, told.meeting) for told in task.story)


def _looked(tell: Teller, task: Task) -> Inlines:
    """Return a promise in the words of the meeting that gave it, and what was told of it now."""
    owners = tell.listed(tell.each(task.owners)) if task.owners else tell.say("tell.task.nobody")
    state = tell.say("memo.look-back.now", state=tell.say(f"word.state.{task.state}"))
    told = "".join(f" {line}" for line in _told(tell, task))
    note: Inlines = ()
    if task.note and task.state in ("waiting", "lapsed"):
        note = (Text(f" {tell.say('memo.look-back.why')} "), *tell.words(task.note))
    return (Strong(task.id), Text(" "), *tell.words(task.text), Text(f" – {owners}. {state}{told}"), *note)


def _told(tell: Teller, task: Task) -> Iterator[str]:
    """Yield what happened to the task in this meeting beside its state."""
    now = {told.what for told in task.story if tell.session.meeting.told(told.on, told.meeting)}
    if "postponed" in now and task.due:
        yield tell.say("memo.look-back.postponed", date=plain_date(task.due, tell.texts.locale))
    elif "postponed" in now:
        yield tell.say("memo.look-back.undated")
    if "given-on" in now:
        yield tell.say("memo.look-back.new-owner")

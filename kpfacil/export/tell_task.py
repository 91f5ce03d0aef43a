"""A task as the cells of an action table: who, by when, with what, how it stands. Never in the passive."""

import re
from collections.abc import Iterator
from datetime import date

from kpfacil.export.document import Alert, Inline, Inlines, Strong, Text, join_parts
from kpfacil.export.tell import Teller
from kpfacil.model.days import whole_day
from kpfacil.model.entries import OPEN_STATES, Agreement, Offer, Pledge, Task
from kpfacil.model.fold import fold
from kpfacil.model.grammar import words_of
from kpfacil.model.meeting import Meeting
from kpfacil.rules.promises import overdue, to_be_asked


def what(tell: Teller, task: Task) -> Inlines:
    """Return the task's id and words."""
    return (Strong(task.id), Text(" "), *tell.words(task.text))


def doers(tell: Teller, task: Task) -> Inlines:
    """Return who does it, who carries the task first, or loudly that nobody does."""
    if not task.owners:
        return (Alert(tell.say("tell.task.nobody")),)
    return (Text(tell.names(task.owners)),)


def owners(tell: Teller, task: Task, form: str = " ({})") -> Inlines:
    """Return the doers, and in a form of its own whether they have still to be asked.

    Whoever was there when the task was given, or later, need not be, whoever has come to the meeting that is told.
    """
    known = (one for one in tell.known if any(other.id == task.id for other in one.tasks))
    if not all(to_be_asked(one, task) for one in (tell.session, *known)):
        return doers(tell, task)
    return (*doers(tell, task), Text(form.format(tell.say("tell.task.to-be-asked"))))


def due(tell: Teller, task: Task, today: date | None = None) -> Inlines:
    """Return by when, as a date or as it was said; an open task whose date is before `today` is late."""
    if task.due is None:
        return tell.words(task.due_text) or tell.sentence("tell.task.no-date")
    said = said_day(tell, task, tell.day(task.due))
    if today is not None and overdue(task, today):
        return (Text(said), Text(" "), Alert(tell.say("tell.task.overdue")))
    return (Text(said),)


def said_day(tell: Teller, task: Task, day: str) -> str:
    """Return a task's day behind the words it was said in, unless these tell it themselves."""
    words = tell.line(task.due_text)
    return words if day in words else f"{words} ({day})" if words else day


def resources(tell: Teller, task: Task) -> Inlines:
    """Return who gives what: each giver once, with all that they give, in the order in which they came up."""
    given: dict[str, list[Pledge]] = {}
    for pledge in task.resources:
        given.setdefault(_giver(tell, task, pledge), []).append(pledge)
    return join_parts("; ", ((Text(giver), *_things(tell, pledges)) for giver, pledges in given.items()))


def _giver(tell: Teller, task: Task, pledge: Pledge) -> str:
    """Return who gives, as it is said before the things; nobody where that is the only one who does the task."""
    if not pledge.by:
        return f"{tell.say('tell.task.together')} " if len(task.owners) > 1 else ""
    return "" if task.owners == (pledge.by,) else f"{tell.who(pledge.by)}: "


def _things(tell: Teller, pledges: list[Pledge]) -> Inlines:
    """Return what one giver gives, and whether they have still to be asked: for all of it once."""
    asked = tell.say("tell.task.giver-asked")
    together = len(pledges) > 1 and all(pledge.ask for pledge in pledges)
    things = (
        (*tell.words(one.text), Text(amount(tell, one, asked if one.ask and not together else ""))) for one in pledges
    )
    return (*join_parts(", ", things), Text(f" ({asked})" if together else ""))


def amount(tell: Teller, pledge: Pledge | Offer, more: str = "") -> str:
    """Return the amount in brackets where the words do not tell it already, and what more is said there."""
    said = ", ".join(filter(None, (_amount(tell, pledge), more)))
    return f" ({said})" if said else ""


def _amount(tell: Teller, pledge: Pledge | Offer) -> str:
    if pledge.amount is None:
        return ""
    number = tell.figure(pledge.amount)
    said = "".join(pledge.text.split())
    if "".join(number.split()) in said or str(pledge.amount) in said:
        return ""
    return " ".join(filter(None, (number, tell.line(pledge.unit))))


def tell_day_given(tell: Teller, task: Task) -> Inlines:
    """Return the day of the meeting that gave the task, and how often its date has moved."""
    parts = [tell.plain_day(task.raised_on)] if task.raised_on else []
    if task.postponed:
        parts.append(tell.count("tell.task.postponed", task.postponed))
    return (Text(", ".join(parts)),)


def standing(tell: Teller, task: Task) -> Inlines:
    """Return how the task stands, and the remark on it."""
    return join_parts("; ", (tell.sentence(f"word.state.{task.state}"), tell.reason(task.note)))


def moved_from(task: Task, here: Meeting) -> date | None:
    """Return the day that a task's date was before this meeting moved it, None where it did not."""
    moved = [told.text for told in task.story if told.what == "postponed" and here.matches(told.on, told.meeting)]
    return whole_day(moved[0]) if moved else None


def history(tell: Teller, task: Task) -> Iterator[str]:
    """Yield when the task was given, where that was before this meeting, and how often it was postponed."""
    if task.raised_on is not None and task.raised_on != tell.session.meeting.date:
        yield tell.say("tell.task.given", date=tell.plain_day(task.raised_on))
    if task.postponed:
        yield tell.count("tell.task.postponed", task.postponed)


def is_told_as_taken(task: Task) -> bool:
    """Return whether the line of what goes to decision makers tells all of a task: its one doer takes it by its day."""
    same_day = not task.due_text and task.due in (None, task.carrier_due or task.due)
    return task.mandate == "decision" and same_day and set(task.owners) <= {_carrier_of(task)}


def _carrier_of(entry: Agreement | Task) -> str:
    """Return who takes a matter to decision makers: of a task its first owner, where nobody else was named."""
    return entry.carrier or (next(iter(entry.owners), "") if isinstance(entry, Task) else "")


def taken_line(tell: Teller, entry: Agreement | Task, today: date | None = None) -> Inlines:
    """Return a matter and who takes it to those who decide, by when, and whether that day has passed.

    It is late by the day of the meeting, or by `today`.
    """
    carrier, day, is_open = _carrier_of(entry), entry.carrier_due, True
    told = _key_of_taking(entry.text)
    more: list[Inline] = []
    if isinstance(entry, Task):
        day, is_open = day or entry.due, entry.state in OPEN_STATES
        if (given := resources(tell, entry)) and is_told_as_taken(entry):
            more += [Text(" – "), *given]
    if not is_open:
        who: Inlines = tell.sentence("word.state.done")
    elif not carrier:
        who = (Alert(tell.say("memo.taken.nobody")),)
    elif day is None:
        who = tell.sentence(f"memo.{told}.who", who=tell.who(carrier))
    elif day < (today or tell.session.meeting.date):
        late = Alert(tell.say("memo.tasks.late", date=tell.plain_day(day)))
        who = (Text(f"{tell.say(f'memo.{told}.who', who=tell.who(carrier))}, "), late)
    else:
        who = tell.sentence(f"memo.{told}.by", who=tell.who(carrier), date=tell.plain_day(day))
    return (*tell.entry(entry, ": "), *who, *more)


def _key_of_taking(text: str) -> str:
    """Return how to say who takes a matter on: shortly where its words tell of taking, as *Viedään aloite kunnalle*."""
    tells = any(fold(word) in words_of("taking") for word in re.findall(r"\w+", text))
    return "taken-on" if tells else "taken"

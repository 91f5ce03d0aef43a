"""What has been recorded: an entry as a card, as the boards of both screens show it, and the columns by kind."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from operator import attrgetter

from kpfacil.model.entries import Agreement, Answer, Entry, Hands, Idea, Note, Offer, Parked, Pledge, Remark, Task
from kpfacil.model.kinds import Kind, Records, carriers, kind_of
from kpfacil.model.session import Session
from kpfacil.model.value import frozen
from kpfacil.rules.promises import to_be_asked
from kpfacil.views.names import parties_among, short_name, short_names

_DOT = "●"
_MANY_DOTS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One entry for the eye, on either screen.

    `state` is a task's, an agreement's or an idea's word; `trouble` names what is missing, by key.
    """

    id: str
    kind: Kind
    text: str
    who: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    """Those among `who` that are parties."""
    theme: str = ""
    votes: int = 0
    due: date | None = None
    due_text: str = ""
    pledges: tuple[str, ...] = ()
    became: tuple[str, ...] = ()
    answers: tuple[tuple[str, int], ...] = ()
    state: str = ""
    trouble: str = ""
    hands: Hands | None = None
    """The show of hands on an agreement's own words."""
    confirmed: bool = False
    mandate: str = "self"
    to_ask: bool = False
    """Whether no owner of the task is here to say yes to it (*kysyttävä*)."""
    carrier: str = ""
    given: date | None = None
    """The day of the earlier meeting that gave the task; None where it is this meeting's."""
    postponed: int = 0
    note: str = ""


Call = Callable[[Session, tuple[str, ...]], tuple[str, ...]]
"""What people and parties are called: the facilitator's board and the wall each have their way."""


def card(session: Session, entry: Entry, call: Call = short_names) -> Shown:
    """Return an entry as it is shown."""
    who = carriers(entry)
    parties = parties_among(session, who)
    made = partial(Shown, id=entry.id, kind=kind_of(entry), text=entry.text, who=call(session, who), parties=parties)
    match entry:
        case Idea():
            became = _became(session, entry)
            return made(theme=entry.theme, votes=entry.votes, state=entry.fate, became=became)
        case Agreement() | Task():
            carrier = "".join(call(session, (entry.carrier,) if entry.carrier else ()))
            made = partial(made, state=entry.state, confirmed=entry.confirmed, mandate=entry.mandate, carrier=carrier)
            return _agreement(entry, made) if isinstance(entry, Agreement) else _task(session, entry, made)
        case Parked():
            return made(theme=entry.theme)
        case Offer():
            return made(became=(entry.task,) if entry.task else ())
        case Remark() | Note():
            return made()


def _became(session: Session, idea: Idea) -> tuple[str, ...]:
    """Return what an idea that was sent on has become."""
    if idea.fate not in ("forward", "parked"):
        return ()
    made: tuple[Agreement | Task | Parked, ...] = (*session.agreements, *session.tasks, *session.parked)
    return tuple(entry.id for entry in made if idea.id in entry.origin)


def _agreement(agreement: Agreement, made: partial[Shown]) -> Shown:
    given = [consent.answer for consent in agreement.answers]
    answers: tuple[Answer, ...] = ("yes", "reservation", "no", "absent")
    return made(
        answers=tuple((answer, given.count(answer)) for answer in answers if answer in given),
        hands=agreement.own_hands,
        trouble="blocked" if agreement.blocked else "",
    )


def _task(session: Session, task: Task, made: partial[Shown]) -> Shown:
    finished = task.state in ("done", "lapsed")
    return made(
        due=task.due,
        due_text=task.due_text,
        pledges=tuple(pledge_words(session, pledge) for pledge in task.resources),
        given=task.raised_on if task.raised_on != session.meeting.date else None,
        postponed=task.postponed,
        note=task.note,
        to_ask=any(person.here for person in session.participants) and to_be_asked(session, task),
        trouble="" if task.owners or finished else "no-owner",
    )


def pledge_words(session: Session, pledge: Pledge) -> str:
    """Return a pledge as it was said, with its giver before it: `Seurakunta: tila`, `?: tila` where that is asked."""
    giver = short_name(session, pledge.by) if pledge.by else "?" if pledge.ask else ""
    return f"{giver}: {pledge.text}" if giver else pledge.text


def dots(votes: int) -> str:
    """Return the hand-counted dots: drawn one by one while they can be counted at a glance, then as a number."""
    if votes <= 0:
        return ""
    return _DOT * votes if votes <= _MANY_DOTS else f"{_DOT}×{votes}"


_DOWN: dict[Kind, tuple[str, frozenset[str]]] = {
    "idea": ("fate", frozenset({"dropped", "parked"})),
    "agreement": ("state", frozenset({"not_agreed"})),
    "task": ("state", frozenset({"done", "lapsed"})),
}
"""Fates and states that come after the rest."""


def shown_kind(records: Records) -> Kind:
    """Return the kind whose column a step is about; own notes have none, ground rules stand with what was agreed."""
    if records == "rule":
        return "agreement"
    return "idea" if records in ("note", "goal") else records


@frozen()
class Column:
    """The entries of one kind in the order they are read from the top. Cards are made of them one by one, when seen."""

    kind: Kind
    entries: tuple[Entry, ...]


def column(session: Session, kind: Kind, *, agreeing: bool = False) -> Column:
    """Return a column: newest first; what was let go and finished tasks after the rest; parked ideas are in P.

    Where the table is `agreeing`, the ideas that were sent on come first, then those with the most dots.
    """
    name, down = _DOWN.get(kind, ("", frozenset()))
    newest = session.entries_of(kind)[::-1]
    # Of ten thousand entries sorting is felt at every paint.
    if name and not down.isdisjoint(map(attrgetter(name), newest)):
        newest = tuple(entry for after in (False, True) for entry in newest if (getattr(entry, name) in down) is after)
    if agreeing and kind == "idea":
        ideas = session.ideas[::-1]
        newest = (*sorted(ideas, key=_worth_agreeing),)
    return Column(kind=kind, entries=newest)


def _worth_agreeing(idea: Idea) -> tuple[bool, bool, int]:
    return idea.fate in _DOWN["idea"][1], idea.fate != "forward", -idea.votes

"""Rounds: in which order, who has spoken, who was passed by, whose turn comes next."""

from kpfacil.model.meeting import RoundOrder
from kpfacil.model.people import Participant
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.model.value import frozen_by_name
from kpfacil.rules.presence import count_here, parties_expected

MANY = 20
"""Above this many people a round goes by parties: 45 s for each of 46 people is 35 minutes (domain.md, 2.6)."""


@frozen_by_name
class Round:
    """How a round stands. `left` are those who have not spoken, those passed by included; `seconds` are for one turn.

    `next` is empty when everybody has spoken.
    """

    order: RoundOrder
    everyone: tuple[str, ...]
    speaker: str
    spoken: tuple[str, ...]
    skipped: tuple[str, ...]
    left: tuple[str, ...]
    next: str
    seconds: int


def by_party_needed(session: Session) -> bool:
    """Return whether there are too many people for everyone to take a turn in an introduction."""
    expected = sum(person.may_answer and not person.here for person in session.participants)
    return count_here(session) + expected > MANY


def round_of(session: Session, process: Process, order: RoundOrder | None = None) -> Round:
    """Return how the round of the current step stands; without an order, parties take turns where people are many."""
    usual: RoundOrder = "parties" if by_party_needed(session) else "seat"
    order = order or session.meeting.round_order or usual
    everyone = _everyone(session, order)
    meeting = session.meeting
    voices = _turns(session, skipped=False)
    if order == "parties":
        voices += map(session.party_of, tuple(voices))
    spoken = tuple(filter(voices.__contains__, everyone))
    left = tuple(who for who in everyone if who not in (*voices, meeting.speaker))
    skipped = tuple(dict.fromkeys(filter(left.__contains__, _turns(session, skipped=True))))
    step = session.step_in(process)
    return Round(
        order=order,
        everyone=everyone,
        speaker=meeting.speaker,
        spoken=spoken,
        skipped=skipped,
        left=left,
        next=_next(everyone, left, skipped, meeting.speaker or "".join(voices[-1:])),
        seconds=step.seconds or step.minutes * 60 // max(1, len(everyone)),
    )


def _turns(session: Session, *, skipped: bool) -> list[str]:
    """Return who took a turn in the current step, or who was passed by, in the order in which they did."""
    step = session.meeting.step
    return [turn.who for turn in session.turns if turn.step == step and turn.skipped is skipped]


def _everyone(session: Session, order: RoundOrder) -> tuple[str, ...]:
    people = [person for person in session.participants if person.may_answer]
    alone = tuple(person.id for person in people if not person.party)
    match order:
        case "seat":
            return tuple(person.id for person in people)
        case "parties":
            return (*parties_expected(session), *alone)
        case "by-party":
            return (*_by_party(session, people), *alone)


def _by_party(session: Session, people: list[Participant]) -> list[str]:
    return [person.id for party in session.parties for person in people if person.party == party.id]


def _next(everyone: tuple[str, ...], left: tuple[str, ...], skipped: tuple[str, ...], latest: str) -> str:
    """Return the next one round the table from the latest speaker; those passed by come last."""
    start = everyone.index(latest) + 1 if latest in everyone else 0
    around = (*everyone[start:], *everyone[:start])
    fresh = [who for who in around if who in left and who not in skipped]
    return next(iter((*fresh, *skipped)), "")

"""Rounds: in which order, who has spoken, who was passed by, whose turn comes next."""

from dataclasses import dataclass

from kpfacil.model.meeting import RoundOrder
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.rules.presence import count_here, parties_expected

MANY = 20
"""Above this many people a round goes by parties: 45 s for each of 46 people is 35 minutes (domain.md, 2.6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
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

    @property
    def over(self) -> bool:
        """Whether everybody has had their turn."""
        return not self.left and not self.speaker


def by_party_needed(session: Session) -> bool:
    """Return whether there are too many people for everyone to take a turn in an introduction."""
    expected = sum(person.may_answer and not person.here for person in session.participants)
    return count_here(session) + expected > MANY


def round_of(session: Session, process: Process, order: RoundOrder | None = None) -> Round:
    """Return how the round of the current step stands; without an order, parties take turns where people are many."""
    order = order or session.meeting.round_order or ("parties" if by_party_needed(session) else "seat")
    everyone = _everyone(session, order)
    meeting = session.meeting
    turns = [turn for turn in session.turns if turn.step == meeting.step]
    voices = [turn.who for turn in turns if not turn.skipped]
    if order == "parties":
        voices += [session.party_of(who) for who in voices]
    spoken = tuple(who for who in everyone if who in voices)
    left = tuple(who for who in everyone if who not in voices and who != meeting.speaker)
    skipped = tuple(dict.fromkeys(turn.who for turn in turns if turn.skipped and turn.who in left))
    step = process.step(meeting.phase, meeting.step, session.programme)
    return Round(
        order=order,
        everyone=everyone,
        speaker=meeting.speaker,
        spoken=spoken,
        skipped=skipped,
        left=left,
        next=_next(everyone, left, skipped, meeting.speaker or (voices[-1] if voices else "")),
        seconds=step.seconds or step.minutes * 60 // max(1, len(everyone)),
    )


def _everyone(session: Session, order: RoundOrder) -> tuple[str, ...]:
    people = [person for person in session.participants if person.may_answer]
    if order == "seat":
        return tuple(person.id for person in people)
    alone = tuple(person.id for person in people if not person.party)
    if order == "parties":
        return (*parties_expected(session), *alone)
    grouped = [person.id for party in session.parties for person in people if person.party == party.id]
    return (*grouped, *alone)


def _next(everyone: tuple[str, ...], left: tuple[str, ...], skipped: tuple[str, ...], latest: str) -> str:
    """Return the next one round the table from the latest speaker; those passed by come last."""
    start = everyone.index(latest) + 1 if latest in everyone else 0
    around = (*everyone[start:], *everyone[:start])
    fresh = [who for who in around if who in left and who not in skipped]
    return next(iter((*fresh, *skipped)), "")

"""Who has been heard, and how the talk spreads over the parties. Heard is who said an entry or took a turn."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import or_

from kpfacil.model import kinds, moments
from kpfacil.model.entries import Entry
from kpfacil.model.meeting import PhaseName, Turn
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session
from kpfacil.model.value import frozen_by_name, kept_growing, last_kept
from kpfacil.rules.presence import in_party_order, parties_expected

_FEW = 3


@frozen_by_name
class NotHeard:
    """The people and parties, here or expected, of whom nothing has been heard."""

    people: tuple[Participant, ...]
    parties: tuple[Party, ...]


@frozen_by_name
class Share:
    """What has been heard of one party; `party` empty gathers those who stand for none. `seconds` are of turns."""

    party: str
    people: int
    entries: int
    turns: int
    seconds: int


@last_kept
def ids_heard(session: Session, phase: PhaseName | None = None) -> frozenset[str]:
    """Return the ids of the people and parties heard in this meeting, or in one phase of it."""
    is_new, many = moments.recorded_in(session.meeting, session.visits), _many(session)
    said = (voices_of(session.entries_of(kind), is_new, many, phase) for kind, voices_of in _VOICES.items())
    voices = set[str]().union(*said, (turn.who for turn in _turns(session, phase)))
    if session.meeting.speaker and phase in (None, session.meeting.phase):
        voices.add(session.meeting.speaker)
    return frozenset(voices)


def _voices_of(
    entries: Sequence[Entry], is_new: Callable[[Entry], bool], many: int, phase: PhaseName | None
) -> frozenset[str]:
    voices: set[str] = set()
    for entry, by in _entries_said(entries, many, phase):
        # Whose voice is known already needs no look at when it was: with ten thousand entries this is felt.
        if not voices.issuperset(by) and is_new(entry):
            voices.update(by)
    return frozenset(voices)


_VOICES = {row.kind: kept_growing(_voices_of, or_) for row in kinds.ROWS}
"""Each kind's own voices: an idea more leaves the others as they are."""


def not_heard(session: Session, phase: PhaseName | None = None) -> NotHeard:
    """Return who has not been heard in this meeting, or in one phase of it, among those here or expected."""
    voices = ids_heard(session, phase)
    parties = {session.party_of(who) for who in voices}
    expected = parties_expected(session)
    return NotHeard(
        people=tuple(person for person in session.members if person.may_answer and person.id not in voices),
        parties=tuple(party for party in session.parties if party.id in expected and party.id not in parties),
    )


@last_kept
def balance(session: Session, phase: PhaseName | None = None) -> tuple[Share, ...]:
    """Return each expected or heard party's share, in the order of the parties, those without a party last."""
    entries, turns, seconds = Counter[str](), Counter[str](), Counter[str]()
    for entry, by in _entries_said(session.entries(), _many(session), phase):
        if moments.recorded_here(session, entry):
            entries.update({session.party_of(who) for who in by})
    for turn in _turns(session, phase):
        party = session.party_of(turn.who)
        turns[party] += 1
        seconds[party] += turn.seconds
    named = {*entries, *turns, *parties_expected(session)}
    named |= {person.party for person in session.members if person.may_answer}
    return tuple(
        Share(
            party=party,
            people=_people(session, party),
            entries=entries[party],
            turns=turns[party],
            seconds=seconds[party],
        )
        for party in in_party_order(session, named)
    )


def _people(session: Session, party: str) -> int:
    counted = sum(crowd.count for crowd in session.crowd if crowd.party == party and crowd.presence != "absent")
    return counted + sum(person.may_answer and person.party == party for person in session.members)


def _many(session: Session) -> int:
    """Return how many may say one thing: what more than half of a room says (*kaikki*) is nobody's own voice."""
    return max(_FEW, len(session.members) // 2)


def _entries_said(
    entries: Iterable[Entry], many: int, phase: PhaseName | None
) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    """Yield each entry that somebody said, also those of earlier meetings, and who said it."""
    for entry in entries:
        by = kinds.speakers(entry)
        if by and len(by) <= many and phase in (None, entry.phase):
            yield entry, by


def _turns(session: Session, phase: PhaseName | None) -> Iterator[Turn]:
    for turn in session.turns:
        if not turn.skipped and (phase is None or _phase_of(session, turn) == phase):
            yield turn


def _phase_of(session: Session, turn: Turn) -> PhaseName:
    """Return the phase in which a turn was taken: that of the latest visit to its step begun before it."""
    phases = [
        visit.phase
        for visit in session.visits
        if visit.step == turn.step
        and visit.phase is not None
        and (turn.at is None or visit.entered is None or moments.not_before(turn.at, visit.entered))
    ]
    return phases[-1] if phases else session.meeting.phase

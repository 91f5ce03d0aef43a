"""Who has been heard, and how the talk spreads over the parties. Heard is who said an entry or took a turn."""

from collections import Counter
from collections.abc import Iterator

from kpfacil.model.entries import Entry
from kpfacil.model.kinds import speakers
from kpfacil.model.meeting import PhaseName, Turn
from kpfacil.model.moments import not_before, recorded_here
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session
from kpfacil.model.value import frozen, last_kept
from kpfacil.rules.presence import parties_expected

_FEW = 3


@frozen(kw_only=True)
class NotHeard:
    """The people and parties, here or expected, of whom nothing has been heard."""

    people: tuple[Participant, ...]
    parties: tuple[Party, ...]


@frozen(kw_only=True)
class Share:
    """What has been heard of one party; `party` empty gathers those who stand for none. `seconds` are of turns."""

    party: str
    people: int
    entries: int
    turns: int
    seconds: int


@last_kept
def heard(session: Session, phase: PhaseName | None = None) -> frozenset[str]:
    """Return the ids of the people and parties heard in this meeting, or in one phase of it."""
    voices: set[str] = set()
    for entry, by in _said(session, phase):
        # Whose voice is known already needs no look at when it was: with ten thousand entries this is felt.
        if not voices.issuperset(by) and recorded_here(session, entry):
            voices.update(by)
    voices.update(turn.who for turn in _turns(session, phase))
    if session.meeting.speaker and phase in (None, session.meeting.phase):
        voices.add(session.meeting.speaker)
    return frozenset(voices)


def not_heard(session: Session, phase: PhaseName | None = None) -> NotHeard:
    """Return who has not been heard in this meeting, or in one phase of it, among those here or expected."""
    return without_voice(session, heard(session, phase))


def without_voice(session: Session, voices: frozenset[str]) -> NotHeard:
    """Return who of those here or expected is not among the voices."""
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
    for entry, by in _said(session, phase):
        if recorded_here(session, entry):
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
        for party in (*(party.id for party in session.parties), "")
        if party in named
    )


def _people(session: Session, party: str) -> int:
    counted = sum(crowd.count for crowd in session.crowd if crowd.party == party and crowd.presence != "absent")
    return counted + sum(person.may_answer and person.party == party for person in session.members)


def _said(session: Session, phase: PhaseName | None) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    """Yield each entry that somebody said, also those of earlier meetings, and who said it.

    What more than half of a room of many said (*kaikki*) is the table's voice, and nobody's own.
    """
    many = max(_FEW, len(session.members) // 2)
    for entry in session.entries():
        by = speakers(entry)
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
        and (turn.at is None or visit.entered is None or not_before(turn.at, visit.entered))
    ]
    return phases[-1] if phases else session.meeting.phase

"""The table's self-check: the checklist of eight and the five kinds of results (seed A)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kpfacil.model.meeting import Evaluation
from kpfacil.model.session import Session
from kpfacil.rules.presence import parties_min, parties_taking_part

CHECKLIST: tuple[str, ...] = (
    "local-needs",
    "permanent-structure",
    "equal-respectful",
    "three-parties",
    "agreements-needed",
    "networked-flexible",
    "residents-organisations",
    "open-government",
)
"""The keys of the checklist: of `word.checklist` in the texts and of `[[evaluations]]` in the file."""
RESULTS: tuple[str, ...] = ("new-people", "informed", "cooperation", "together", "community")
"""The keys of the five kinds of results: of `word.result` in the texts and of `[[evaluations]]` in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One point. `seen` is True where the data itself tells it; `asked` are the room's answers to it."""

    key: str
    seen: bool
    asked: tuple[Evaluation, ...]


def checklist(session: Session) -> tuple[Check, ...]:
    """Return the eight points in their order."""
    return tuple(
        Check(key=key, seen=key in _SEEN and _SEEN[key](session), asked=answers(session, key)) for key in CHECKLIST
    )


def results(session: Session) -> tuple[Check, ...]:
    """Return the five kinds of results in their order; only the room can tell of them."""
    return tuple(Check(key=key, seen=False, asked=answers(session, key)) for key in RESULTS)


def answers(session: Session, key: str) -> tuple[Evaluation, ...]:
    """Return the answers recorded to one question."""
    return tuple(answer for answer in session.evaluations if answer.key == key)


def _needs_written(session: Session) -> bool:
    return bool(session.table.goal.strip()) or any(idea.phase == "exploration" for idea in session.ideas)


def _term_and_next(session: Session) -> bool:
    table = session.table
    return None not in (table.term_start, table.term_end, session.meeting.next_date)


def _enough_parties(session: Session) -> bool:
    return len(parties_taking_part(session)) >= parties_min(session)


def _agreement_answered(session: Session) -> bool:
    return session.table.agreement_needed != "open"


def _published(session: Session) -> bool:
    return bool(session.table.url)


_SEEN: Mapping[str, Callable[[Session], bool]] = {
    "local-needs": _needs_written,
    "permanent-structure": _term_and_next,
    "three-parties": _enough_parties,
    "agreements-needed": _agreement_answered,
    "open-government": _published,
}

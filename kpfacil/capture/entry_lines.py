"""Lines that begin with an id: which operations each kind of entry has, tried one after another."""

from collections.abc import Callable

from kpfacil.capture import entry_states as states
from kpfacil.capture import entry_tasks as tasks
from kpfacil.capture import entry_words as words
from kpfacil.capture.marks import Part
from kpfacil.capture.outcome import Reading
from kpfacil.capture.who import Roster
from kpfacil.capture.work import Work
from kpfacil.commands.base import Refused
from kpfacil.model.kinds import ROW_OF, Kind
from kpfacil.model.session import Session

_Operation = Callable[[Work], Reading | None]

_OPERATIONS: dict[Kind, tuple[_Operation, ...]] = {
    "idea": (
        states.dots,
        words.let_go,
        words.theme,
        words.rewrite,
        words.to_agreement,
        words.to_task,
        states.park,
        states.fate,
        words.speakers,
    ),
    "agreement": (
        words.let_go,
        words.rewrite,
        words.to_task,
        words.confirm,
        states.hands,
        states.mandate,
        states.consent,
    ),
    "task": (
        words.let_go,
        words.confirm,
        states.task_state,
        states.heir,
        states.mandate,
        tasks.task_work,
    ),
    "parked": (
        words.let_go,
        words.theme,
        words.rewrite,
        words.to_agreement,
        words.to_task,
        states.next_step,
        words.speakers,
    ),
    "goal": (words.let_go, words.rewrite, states.goal_state),
    "offer": (words.let_go, words.tie, words.rewrite, words.speakers),
    "remark": (
        words.let_go,
        words.rewrite,
        words.to_idea,
        words.to_agreement,
        words.to_task,
        states.park,
        words.speakers,
    ),
    "note": (words.let_go, words.rewrite),
}


def entry_work(entry_id: str, kind: Kind, rest: Part, session: Session, roster: Roster) -> Reading:
    """Read what a line does to an entry; a line that does nothing to it is refused with what would work.

    Raises `Refused` where a text is too long.
    """
    entry = session.find(entry_id)
    if entry is None:
        return Reading(kind=kind, entry=entry_id, refusal=Refused("line-no-such-entry", id=entry_id))
    work = Work(session, roster, entry, kind, rest)
    return _operated(work) or work.refused("", f"line-{kind}")


def is_text(entry_id: str, kind: Kind, rest: Part, session: Session, roster: Roster) -> bool:
    """Return whether an id-shaped word names nothing and nothing that could be done follows it: `K18 tilaisuus`."""
    if session.find(entry_id) is not None or not rest.said:
        return False
    work = Work(session, roster, ROW_OF[kind].cls(id=entry_id, text=entry_id), kind, rest)
    reading = _operated(work)
    return reading is None or bool(reading.asks)


def _operated(work: Work) -> Reading | None:
    readings = (operation(work) for operation in _OPERATIONS[work.kind])
    return next((reading for reading in readings if reading is not None), None)

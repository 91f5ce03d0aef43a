"""Reading and recording with care: a fault of the program refuses one line, and never ends the meeting."""

from collections.abc import Callable

from kpfacil import capture
from kpfacil.capture import Reading, Window
from kpfacil.commands.base import Refused
from kpfacil.model.kinds import Records
from kpfacil.model.session import Session
from kpfacil.storage.program import note_fault

_HERE = Window()


def read(line: str, session: Session, kind: Records, window: Window = _HERE) -> Reading:
    """Return how a line is understood; one that the program stumbles over is refused, and the fault written down."""
    try:
        return capture.read(line, session, kind, window)
    except Exception as fault:  # noqa: BLE001  whatever it is, one line must not end the meeting
        return Reading(kind=kind, refusal=Refused("line-fault", log=note_fault(fault)))


def attempt(change: Callable[[], Session]) -> Session:
    """Return what a change makes; raises `Refused`, also where the program stumbles over it."""
    try:
        return change()
    except Refused:
        raise
    except Exception as fault:
        raise Refused("line-fault", log=note_fault(fault)) from fault


def complete(line: str, cursor: int, session: Session) -> tuple[str, int] | None:
    """Return the line as Tab goes on with it, and the place of its cursor; None where there is nothing to write.

    Nor where the program stumbles, for reading has written it down.
    """
    try:
        offers = capture.complete(line, cursor, session)
    except Exception:  # noqa: BLE001  as above
        return None
    if not offers:
        return None
    first = offers[0]
    return line[: first.start] + first.text + line[first.end :], first.start + len(first.text)

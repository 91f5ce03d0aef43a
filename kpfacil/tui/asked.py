"""What the facilitator's screen begins with, and what a click or a key asks it for: small values, in a span's style."""

from collections.abc import Callable
from datetime import datetime

from kpfacil.model.meeting import PhaseName
from kpfacil.model.process import Process
from kpfacil.model.value import frozen, frozen_by_name
from kpfacil.storage.decode import Opened


@frozen_by_name
class Start:
    """A session as it was opened; the table's process, the clock, and the screen's language.

    `practice` tells that it is a copy to play with; `tell` and `warn` take what is said when the screen is gone.
    `errand` publishes, reminds or invites by the name of that command, and returns what came of it.
    """

    opened: Opened
    process: Process
    clock: Callable[[], datetime]
    language: str
    practice: bool = False
    tell: Callable[[str], object] = print
    warn: Callable[[str], object] = print
    errand: Callable[[str], str] = str


@frozen()
class Act:
    """An action of the table of keys, by its name."""

    name: str


@frozen()
class Press:
    """A key of the panel on the stage."""

    key: str


@frozen()
class ListPlace:
    """A place of the panel's list."""

    at: int


@frozen()
class GiveAnswer:
    """An answer to the line that waits, by its place."""

    at: int


@frozen()
class OpenPeople:
    """Somebody in the roster."""

    id: str


@frozen()
class Pick:
    """An entry of the board."""

    entry: str


@frozen()
class Operate:
    """What a chip does with the chosen entry."""

    name: str


@frozen()
class WalkToPhase:
    """A phase of the ring."""

    phase: PhaseName


Asked = Act | Press | ListPlace | GiveAnswer | OpenPeople | Pick | Operate | WalkToPhase

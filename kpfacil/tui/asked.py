"""What a click or a key asks the facilitator's screen for: one union of small values, carried in a span's style."""

from kpfacil.model.meeting import PhaseName
from kpfacil.model.value import frozen


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

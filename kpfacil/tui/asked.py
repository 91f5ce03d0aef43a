"""What a click or a key asks the facilitator's screen for: one union of small values, carried in a span's style."""

from dataclasses import dataclass

from kpfacil.model.meeting import PhaseName


@dataclass(frozen=True, slots=True)
class Act:
    """An action of the table of keys, by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Press:
    """A key of the panel on the stage."""

    key: str


@dataclass(frozen=True, slots=True)
class ListPlace:
    """A place of the panel's list."""

    at: int


@dataclass(frozen=True, slots=True)
class GiveAnswer:
    """An answer to the line that waits, by its place."""

    at: int


@dataclass(frozen=True, slots=True)
class OpenPeople:
    """Somebody in the roster."""

    id: str


@dataclass(frozen=True, slots=True)
class Pick:
    """An entry of the board."""

    entry: str


@dataclass(frozen=True, slots=True)
class Operate:
    """What a chip does with the chosen entry."""

    name: str


@dataclass(frozen=True, slots=True)
class WalkToPhase:
    """A phase of the ring."""

    phase: PhaseName


Asked = Act | Press | ListPlace | GiveAnswer | OpenPeople | Pick | Operate | WalkToPhase

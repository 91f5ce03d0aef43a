"""How each value of the model stands in the file: its keys in the contract's order, and which are always written."""

import dataclasses
import types
from collections.abc import Callable
from typing import Union, get_args, get_origin

from kpfacil.model.entries import Agreement, Hands, Idea, Offer, Pledge, Task
from kpfacil.model.meeting import Evaluation, Material, Meeting
from kpfacil.model.people import Crowd, Participant
from kpfacil.model.references import PartyId, PersonId, Who
from kpfacil.model.table import Charter, Goal, Table
from kpfacil.model.workings import PendingLine, Proof

_ORDER: dict[type[object], tuple[str, ...]] = {
    Meeting: ("number", "date"),
    Pledge: ("by", "kind", "amount", "unit", "text"),
    Offer: ("id", "by", "kind", "amount", "unit", "text"),
}
"""Where the file's order differs from the model's: these first."""

_SHOWN: dict[type[object], tuple[str, ...]] = {
    Table: ("kind", "theme", "goal", "indicator", "agreement_needed", "choice", "url"),
    Charter: ("parties_min",),
    Goal: ("state",),
    Meeting: ("number", "place", "mode", "status", "phase", "step"),
    Material: ("url",),
    Participant: ("party", "field", "presence", "site"),
    Crowd: ("party", "count", "presence"),
    Idea: ("fate",),
    Agreement: ("mandate", "confirmed"),
    Task: ("owners", "state", "postponed", "mandate", "confirmed", "note"),
    Pledge: ("kind",),
    Offer: ("kind",),
    Evaluation: ("text",),
    PendingLine: ("kind",),
    Proof: ("nth", "text", "decision"),
}
"""Keys written even while they are at their default, because a person who opens the file looks for them."""

_INLINE = (Hands,)
"""Values short enough to be written on the line of their key."""
_HANDLES: tuple[object, ...] = (str, Who, PersonId, PartyId)
_FILE_NAMES = {"origin": "from"}  # `from` is a word of Python


@dataclasses.dataclass(frozen=True, slots=True)
class Key:
    """One key of a value: its name in the model and in the file, and what stands under it."""

    attribute: str
    name: str
    default: object
    """What is left out of the file; `dataclasses.MISSING` where the key is always written."""
    inner: type[object] | None
    """The value class of a nested table or of nested blocks."""
    inline: bool
    """Whether what stands under it is written on the key's own line, short as it is."""
    many: bool
    handle: bool
    """Whether it holds ids or other words that the model itself does not clean."""


@dataclasses.dataclass(frozen=True, slots=True)
class Shape:
    """The keys of one value class in the order of the file."""

    make: Callable[..., object]
    lines: tuple[Key, ...]
    nested: tuple[Key, ...]
    by_name: dict[str, Key]


def shape_of(cls: type[object]) -> Shape:
    """Return how a value class stands in the file."""
    shape = _shapes.get(cls)
    if shape is None:
        shape = _shapes[cls] = _made(cls)
    return shape


_shapes: dict[type[object], Shape] = {}


def _made(cls: type[object]) -> Shape:
    if not dataclasses.is_dataclass(cls):
        raise TypeError(cls)
    shown = _SHOWN.get(cls, ())
    keys = {field.name: _key(field, shown) for field in dataclasses.fields(cls) if field.name != "extra"}
    first = _ORDER.get(cls, ())
    ordered = [keys[name] for name in first] + [key for name, key in keys.items() if name not in first]
    return Shape(
        make=cls,
        lines=tuple(key for key in ordered if key.inner is None or key.inline),
        nested=tuple(key for key in ordered if key.inner is not None and not key.inline),
        by_name={key.name: key for key in ordered},
    )


def _key(field: "dataclasses.Field[object]", shown: tuple[str, ...]) -> Key:
    hint = _without_none(field.type)
    many = get_origin(hint) is tuple
    item = get_args(hint)[0] if many else hint
    return Key(
        attribute=field.name,
        name=_FILE_NAMES.get(field.name, field.name),
        default=dataclasses.MISSING if field.name in shown else field.default,
        inner=item if isinstance(item, type) and dataclasses.is_dataclass(item) else None,
        many=many,
        handle=item in _HANDLES,
        inline=item in _INLINE or get_origin(item) is tuple,
    )


def _without_none(hint: object) -> object:
    if get_origin(hint) in (Union, types.UnionType):
        rest = [arm for arm in get_args(hint) if arm is not type(None)]
        return rest[0] if len(rest) == 1 else hint
    return hint

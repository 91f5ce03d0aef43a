"""Which fields hold the ids of people and parties: said once, where the field is declared."""

import dataclasses
from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple, get_args

from kpfacil.model.value import fields_of, frozen, item_of

Among = Literal["anybody", "participants", "parties"]


@frozen()
class RefersTo:
    """The mark of a field that holds ids of people or parties; every rule about such ids asks it."""

    among: Among


Who = Annotated[str, RefersTo("anybody")]
"""The id of a participant or a party."""
PersonId = Annotated[str, RefersTo("participants")]
PartyId = Annotated[str, RefersTo("parties")]


class Reference(NamedTuple):
    """An id that a value names: where in it (`consent[2].who`), among whom it has to be, and the id."""

    path: str
    among: Among
    handle: str


def references(value: object, prefix: str = "") -> Iterator[Reference]:
    """Yield every id of a person or party in a value and in the values in it; a lone empty id names nobody."""
    for name, many, among in _fields_of(type(value)):
        content: object = getattr(value, name)
        if not content:
            continue
        for number, item in enumerate(content if isinstance(content, tuple) else (content,), start=1):
            path = f"{prefix}{name}[{number}]" if many else f"{prefix}{name}"
            if among is None:
                yield from references(item, f"{path}.")
            elif isinstance(item, str):
                yield Reference(path, among, item)


_Field = tuple[str, bool, Among | None]
_fields: dict[type[object], tuple[_Field, ...]] = {}


def _fields_of(cls: type[object]) -> tuple[_Field, ...]:
    """Return the fields that hold ids, or values with ids in them: their name, whether they are many, among whom."""
    if cls not in _fields:
        _fields[cls] = tuple(found for field in fields_of(cls) if (found := _field_mark(field)) is not None)
    return _fields[cls]


def _field_mark(field: "dataclasses.Field[object]") -> _Field | None:
    item, many = item_of(field.type)
    among = next((mark.among for mark in get_args(item) if isinstance(mark, RefersTo)), None)
    if among is None and not (isinstance(item, type) and _fields_of(item)):
        return None
    return field.name, many, among

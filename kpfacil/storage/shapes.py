"""How each value of the model stands in the file: its keys in their order there, and which are always written.

The format, for readers: docs/format.md, which has a section for each of these values.
"""

import dataclasses
import difflib
import itertools
import math
import operator
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Annotated, Literal, Union, get_args, get_origin

from kpfacil.model import people, references, table, text, workings
from kpfacil.model.entries import Agreement, Hands, Idea, Offer, Pledge, Task
from kpfacil.model.kinds import LETTERS
from kpfacil.model.meeting import Evaluation, Material, Meeting
from kpfacil.model.session import BLOCKS, Session
from kpfacil.model.value import fields_of, frozen, item_of

_ORDER: dict[type[object], tuple[str, ...]] = {
    Idea: ("id", "text", "by", "phase", "step"),
    Meeting: ("number", "date"),
    Pledge: ("by", "kind", "amount", "unit", "text"),
    Offer: ("id", "by", "kind", "amount", "unit", "text"),
}
"""Where the file's order differs from the model's: these first. What a value inherits comes last."""

_SHOWN: dict[type[object], tuple[str, ...]] = {
    table.Table: ("kind", "theme", "goal", "indicator", "agreement_needed", "choice", "url"),
    table.Charter: ("parties_min",),
    table.Goal: ("state",),
    Meeting: ("number", "place", "mode", "status", "phase", "step"),
    Material: ("url",),
    people.Participant: ("party", "field", "presence", "site"),
    people.Crowd: ("party", "count", "presence"),
    Idea: ("fate",),
    Agreement: ("mandate", "confirmed"),
    Task: ("owners", "state", "postponed", "mandate", "confirmed", "note"),
    Pledge: ("kind",),
    Offer: ("kind",),
    Evaluation: ("text",),
    workings.PendingLine: ("kind",),
    workings.Proof: ("nth", "text", "decision"),
}
"""Keys written even while they are at their default, because a person who opens the file looks for them."""

_INLINE = (Hands,)
"""Values short enough to be written on the line of their key."""
_ALIKE = 0.7
"""How alike two keys are where one may be meant by the other: `teaxt` and `text`, not `hands` and `phase`."""
_HANDLES: tuple[object, ...] = (str, references.Who, references.PersonId, references.PartyId)
_FILE_NAMES = {"origin": "from"}  # `from` is a word of Python


@frozen()
class FileKey:
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
    fits: Callable[[object], bool]
    """Whether a value is what the model would make of it, so that it need not be validated."""

    @property
    def is_block(self) -> bool:
        """Whether it stands under a header of its own."""
        return self.inner is not None and not self.inline


@frozen()
class Shape:
    """The keys of one value class in the order of the file."""

    lines: tuple[FileKey, ...]
    nested: tuple[FileKey, ...]
    handles: tuple[FileKey, ...]
    by_name: dict[str, FileKey]
    required: frozenset[str]
    """The attributes that have no default."""


def shape_of(cls: type[object]) -> Shape:
    """Return how a value class stands in the file."""
    shape = _shapes.get(cls)
    if shape is None:
        shape = _shapes[cls] = _shape(cls)
    return shape


_shapes: dict[type[object], Shape] = {}


def every_key(name: str) -> tuple[FileKey, ...]:
    """Return the keys of that name of all values that a file can hold."""
    found: list[FileKey] = []
    classes: list[type[object]] = [table.Table, Meeting, *BLOCKS.values()]
    for cls in classes:  # grows with what is nested
        shape = shape_of(cls)
        classes += [key.inner for key in shape.nested if key.inner and key.inner not in classes]
        found += [shape.by_name[name]] if name in shape.by_name else []
    return tuple(found)


def _shape(cls: type[object]) -> Shape:
    fields = {field.name: field for field in fields_of(cls) if field.name != "extra"}
    own = (name for name in fields if name in cls.__annotations__)
    names = dict.fromkeys((*_ORDER.get(cls, ()), *own, *fields))
    ordered = [_key(fields[name], _SHOWN.get(cls, ())) for name in names]
    return Shape(
        lines=tuple(itertools.filterfalse(operator.attrgetter("is_block"), ordered)),
        nested=tuple(filter(operator.attrgetter("is_block"), ordered)),
        handles=tuple(filter(operator.attrgetter("handle"), ordered)),
        by_name={key.name: key for key in ordered},
        required=frozenset(
            name for name, field in fields.items() if field.default is field.default_factory is dataclasses.MISSING
        ),
    )


def _key(field: "dataclasses.Field[object]", shown: tuple[str, ...]) -> FileKey:
    item, many = item_of(_without_none(field.type))
    fits = _fitting(item)
    return FileKey(
        attribute=field.name,
        name=_FILE_NAMES.get(field.name, field.name),
        default=dataclasses.MISSING if field.name in shown else field.default,
        inner=item if isinstance(item, type) and dataclasses.is_dataclass(item) else None,
        many=many,
        handle=item in _HANDLES,
        inline=item in _INLINE or get_origin(item) is tuple,
        fits=_all_fitting(fits) if many else fits,
    )


def _fitting(hint: object) -> Callable[[object], bool]:
    """Return what tells whether a single value needs no validation; nothing fits a hint that is not understood."""
    if get_origin(hint) is tuple:
        return _all_fitting(_fitting(get_args(hint)[0]))
    plain, *more = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    if plain is str:
        return _clean_already(next((one.make for one in more if isinstance(one, text.Cleaned)), text.clean_line))
    arms = get_args(plain) if get_origin(plain) in (Union, types.UnionType) else (plain,)
    kinds = frozenset(get_origin(arm) or arm for arm in arms)
    if kinds == {Literal}:
        words = tuple(itertools.chain.from_iterable(map(get_args, arms)))
        return lambda content: content in words
    return _of_kinds(kinds)


def _clean_already(cleaned: Callable[[str], str]) -> Callable[[object], bool]:
    return lambda content: type(content) is str and len(content) <= text.LONGEST and cleaned(content) == content


def _of_kinds(kinds: frozenset[object]) -> Callable[[object], bool]:
    if float in kinds:
        return lambda content: type(content) in kinds and (not isinstance(content, float) or math.isfinite(content))
    return lambda content: type(content) in kinds


def _all_fitting(fits: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda content: isinstance(content, tuple) and all(map(fits, content))


def _without_none(hint: object) -> object:
    if get_origin(hint) in (Union, types.UnionType):
        rest = [arm for arm in get_args(hint) if arm is not type(None)]
        return rest[0] if len(rest) == 1 else hint
    return hint


def key_at(path: str, name: str) -> str:
    """Return the dotted place of a key in the table at that place; the place of the whole file is empty."""
    return f"{path}.{name}" if path else name


@frozen()
class UnknownKey:
    """A key that is kept without being understood; `suggestion` is the known key it resembles, or empty."""

    path: str
    name: str
    suggestion: str = ""
    known: tuple[str, ...] = ()
    """The keys that are known there."""


def unknown_keys(session: Session) -> tuple[UnknownKey, ...]:
    """Return every unknown key of a session in the order of the file; a whole unknown table is one key."""
    top = [key for key in session.extra if key != "counters"]
    found = [*_name_unknown("", top, ("format", *shape_of(Session).by_name))]
    counters = session.extra.get("counters")
    if isinstance(counters, Mapping):
        found += _name_unknown("counters", counters, LETTERS.values())
    return (*found, *unknown_in("", dataclasses.replace(session, extra={})))


def unknown_in(path: str, value: object) -> Iterator[UnknownKey]:
    """Yield the unknown keys of a value that stands at that place of a file, and of those in it."""
    shape = shape_of(type(value))
    extra: Mapping[str, object] = getattr(value, "extra")  # noqa: B009 - every value has it, `object` does not say so
    if extra:
        yield from _name_unknown(path, extra, shape.by_name)
    for key in shape.nested:
        inner = getattr(value, key.attribute)
        if key.many:
            for number, one in enumerate(inner or (), start=1):
                yield from unknown_in(f"{key_at(path, key.name)}[{number}]", one)
        elif inner is not None:
            yield from unknown_in(key_at(path, key.name), inner)


def _name_unknown(place: str, extra: Iterable[str], known: Iterable[str]) -> Iterator[UnknownKey]:
    words = {word.casefold(): word for word in known}
    for name in extra:
        near = difflib.get_close_matches(name.casefold(), words, n=1, cutoff=_ALIKE)
        yield UnknownKey(key_at(place, name), name, words[near[0]] if near else "", tuple(words.values()))

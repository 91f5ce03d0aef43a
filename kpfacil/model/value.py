"""The decorator that makes a value: frozen, slotted, keyword-only, validated when made and when replaced."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter, is_not
from typing import Concatenate, Generic, ParamSpec, Protocol, TypeVar, cast, dataclass_transform, get_args, get_origin

P = ParamSpec("P")
T = TypeVar("T")
MadeT = TypeVar("MadeT")
MadeT_co = TypeVar("MadeT_co", covariant=True)

Extra = Mapping[str, object]
"""Keys of the file that the program does not know; they survive a load and a save."""

Validate = Callable[[object, dict[str, object]], object]


class Maker(Protocol[MadeT_co]):
    """What makes or changes a value by fields whose names are known only at run time."""

    def __call__(self, *values: object, **fields: object) -> MadeT_co:
        """Return the value; raises what validating it raises."""
        ...


def fields_of(cls: object) -> "tuple[dataclasses.Field[object], ...]":
    """Return the fields of a value or of its class; anything else has none."""
    return dataclasses.fields(cls) if dataclasses.is_dataclass(cls) else ()


def item_of(hint: object) -> tuple[object, bool]:
    """Return what a field holds by its type, and whether it holds many of it, as `tuple[Line, ...]` does."""
    many = get_origin(hint) is tuple
    return get_args(hint)[0] if many else hint, many


def with_parts(old: T, parts: Mapping[str, object]) -> T:
    """Return a value with other contents in fields whose names are known only at run time."""
    change = cast("Maker[T]", dataclasses.replace)
    return change(old, **parts)


_WANTED = object()
"""What stands in a field without a default until it is given."""
_values: list[type[object]] = []
_validators: dict[type[object], Validate] = {}


@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def frozen(*, kw_only: bool = False) -> Callable[[type[T]], type[T]]:
    """Make a class a dataclass that is frozen and slotted, in a tenth of the time that dataclasses needs for it.

    An instance takes twice as long to make as one of `dataclasses.dataclass`, which classes use that have thousands.
    """

    def make(cls: type[T]) -> type[T]:
        made = _with_slots(cls, kw_only=kw_only)
        # Rich keeps what a click on words does in their style, as a pickle.
        setattr(made, "__reduce__", _reduce)  # noqa: B010 - a class knows nothing of it by its type
        return _freeze(made, _init_of(made))

    return make


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(dataclasses.field,))
def frozen_by_name(cls: type[T]) -> type[T]:
    """Make a class what `frozen` makes it, to be made by the names of its fields alone."""
    return frozen(kw_only=True)(cls)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(dataclasses.field,))
def value(cls: type[T]) -> type[T]:
    """Make a class a value, to be changed with `dataclasses.replace`, which validates again.

    Raises `Misfit` when made with a value of the wrong type. pydantic is
    loaded with the first value that is validated: the first picture of a session stands before that (`make_trusted`).
    """
    made = _with_slots(cls, kw_only=True)

    def init(self: object, **fields: object) -> None:
        validate = _validators.get(made) or _validator(made)
        validate(self, fields)

    _values.append(made)
    return _freeze(made, init)


def _with_slots(cls: type[T], *, kw_only: bool) -> type[T]:
    return dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(cls)


def _freeze(cls: type[T], init: object) -> type[T]:
    """Give a class what dataclasses would write and compile for each class anew: a tenth of the time to a picture."""
    _compare(cls)
    for name, method in (("__init__", init), ("__setattr__", _refuse), ("__delattr__", _refuse)):
        setattr(cls, name, method)
    return cls


def _init_of(cls: type[object]) -> object:
    """Return what fills an instance with what it is made of; it raises `TypeError` as other functions do."""
    fields = fields_of(cls)
    names = [field.name for field in fields]
    puts = [getattr(cls, name).__set__ for name in names]
    missing = dataclasses.MISSING
    defaults = {field.name: _WANTED if field.default is missing else field.default for field in fields}
    factories = {field.name: field.default_factory for field in fields if field.default_factory is not missing}
    finish: Callable[[object], None] | None = getattr(cls, "__post_init__", None)

    def init(self: object, *values: object, **named: object) -> None:
        content = {**defaults, **dict(zip(names, values, strict=False)), **named}
        for name, make in factories.items():
            content[name] = make() if content[name] is _WANTED else content[name]
        if len(content) > len(names) or len(values) > len(names):
            raise TypeError(f"{cls.__qualname__} is made of {', '.join(names)} alone")
        for put, one in zip(puts, content.values(), strict=True):
            if one is _WANTED:
                raise TypeError(f"{cls.__qualname__} is made of {', '.join(names)}: something is missing")
            put(self, one)
        if finish is not None:
            finish(self)

    return init


def last_kept(make: Callable[P, MadeT]) -> Callable[P, MadeT]:
    """Keep what was made of the last values, for as long as the very same ones are asked about: values never change."""
    last: tuple[tuple[object, ...], MadeT] | None = None

    def keep(*of: P.args, **named: P.kwargs) -> MadeT:
        nonlocal last
        asked, found = (*of, *named.values()), last  # another thread may ask at the same time
        if found is None or len(found[0]) != len(asked) or any(map(is_not, found[0], asked)):
            found = last = (asked, make(*of, **named))
        return found[1]

    return keep


def kept_growing(
    make: Callable[Concatenate[Sequence[T], P], MadeT], join: Callable[[MadeT, MadeT], MadeT]
) -> Callable[Concatenate[Sequence[T], P], MadeT]:
    """Keep what was made of the last sequence; where that has only grown, look at what is new and join the two."""
    last: tuple[Sequence[T], tuple[object, ...], MadeT] | None = None

    def keep(sequence: Sequence[T], /, *of: P.args, **named: P.kwargs) -> MadeT:
        nonlocal last
        before, asked, made = last or ((), (), None)  # another thread may ask at the same time
        now, fresh = (*of, *named.values()), sequence[len(before) :]
        others = len(before) > len(sequence) or any(map(is_not, before, sequence))
        if made is None or others or len(asked) != len(now) or any(map(is_not, asked, now)):
            made = make(sequence, *of, **named)
        elif fresh:
            made = join(made, make(fresh, *of, **named))
        last = (sequence, now, made)
        return made

    return keep


def _compare(cls: type[object]) -> None:
    """Give a class its comparison, hash and display."""
    fields = fields_of(cls)
    compared = _contents([field.name for field in fields if field.compare])
    hashed = _contents([field.name for field in fields if (field.compare if field.hash is None else field.hash)])

    def equal(self: object, other: object) -> object:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    def hash_of(self: object) -> int:
        return hash(hashed(self))

    def show(self: object) -> str:
        return f"{cls.__qualname__}({', '.join(f'{field.name}={getattr(self, field.name)!r}' for field in fields)})"

    for name, method in (("__eq__", equal), ("__hash__", hash_of), ("__repr__", show)):
        setattr(cls, name, method)


def _contents(names: list[str]) -> Callable[[object], object]:
    """Return what reads the fields of those names."""
    return attrgetter(*names) if names else lambda _: ()


def _reduce(self: object) -> tuple[object, ...]:
    return _remake, (type(self), {field.name: getattr(self, field.name) for field in fields_of(self)})


def _remake(cls: Maker[MadeT], content: Mapping[str, object]) -> MadeT:
    return cls(**content)


def _refuse(_: object, name: str, *content: object) -> None:
    del content
    raise dataclasses.FrozenInstanceError(f"cannot change field {name!r}")


def _validator(cls: type[object]) -> Validate:
    """Return what fills an instance of a value class with validated fields."""
    # Nothing before the first change needs it, and the first picture is not to wait for it.
    from kpfacil.model.validation import validator_of  # noqa: PLC0415

    validate = _validators[cls] = validator_of(cls, fields_of(cls))
    return validate


def warm_up() -> None:
    """Build what validates each value: for a moment when nobody waits."""
    for cls in _values:
        if cls not in _validators:
            _validator(cls)


def make_trusted(cls: type[T], fields: Mapping[str, object]) -> T:
    """Return a value of fields that were validated before, such as those of a file the program has written itself."""
    made = object.__new__(cls)
    puts, defaults = _slots_of.get(cls) or _slots(cls)
    for put, content in zip(puts, {**defaults, **fields}.values(), strict=True):
        put(made, content)
    return made


_Slots = tuple[tuple[Callable[[object, object], None], ...], dict[str, object]]
_slots_of: dict[type[object], _Slots] = {}


def _slots(cls: type[object]) -> _Slots:
    """Return what puts a content into each field of a value class, and what stands in each by default."""
    if not dataclasses.is_dataclass(cls):
        raise TypeError(cls)
    fields = dataclasses.fields(cls)
    puts = tuple(getattr(cls, field.name).__set__ for field in fields)
    found = _slots_of[cls] = puts, {field.name: _default(field) for field in fields}
    return found


def _default(field: "dataclasses.Field[object]") -> object:
    """Return what stands in a field by default; values are frozen, so one empty mapping is enough for all."""
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return None if field.default is dataclasses.MISSING else field.default


class Same(Generic[T]):
    """A value that equals nothing but itself, so that `lru_cache` keeps what is found out of it, whatever it holds."""

    __slots__ = ("value",)

    def __init__(self, value: T) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value


class Shipped(Generic[T]):
    """What ships with the program in files: whoever reads them says so once; they are read when first asked for."""

    def __init__(self) -> None:
        self._sources: list[Callable[[], T]] = []

    def learn_from(self, source: Callable[[], T]) -> None:
        """Take what reads it; the last one that was taken is asked."""
        self._sources.append(source)

    def read(self) -> T:
        """Return it; raises `LookupError` where nothing was said to learn from."""
        if not self._sources:
            raise LookupError("nothing was given to learn from")
        return self._sources[-1]()


@value
class Stored:
    """A value of a file: what it is made of, and the keys there that the program does not know."""

    extra: Extra = dataclasses.field(default_factory=dict, hash=False)

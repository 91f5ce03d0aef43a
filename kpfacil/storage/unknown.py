"""Keys of a file that the program does not know: kept, and told as possible misspellings."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kpfacil.model.kinds import LETTERS
from kpfacil.model.session import BLOCKS, Session
from kpfacil.storage.shapes import shape_of


@dataclass(frozen=True, slots=True)
class UnknownKey:
    """A key that is kept without being understood; `suggestion` is the known key it resembles, or empty."""

    path: str
    name: str
    suggestion: str = ""


def unknown_keys(session: Session) -> tuple[UnknownKey, ...]:
    """Return every unknown key of a session in the order of the file; a whole unknown table is one key."""
    return tuple(_unknown(session))


def _unknown(session: Session) -> Iterator[UnknownKey]:
    top = {key: value for key, value in session.extra.items() if key != "counters"}
    yield from _named("", top, ("format", "language", "counters", "table", "meeting", *BLOCKS))
    counters = session.extra.get("counters")
    if isinstance(counters, Mapping):
        yield from _named("counters.", counters, LETTERS.values())
    yield from _of_value("table", session.table)
    yield from _of_value("meeting", session.meeting)
    for block in BLOCKS:
        for number, value in enumerate(getattr(session, block), start=1):
            yield from _of_value(f"{block}[{number}]", value)


def _of_value(path: str, value: object) -> Iterator[UnknownKey]:
    shape = shape_of(type(value))
    extra: Mapping[str, object] = getattr(value, "extra")  # noqa: B009 - every value has it, `object` does not say so
    if extra:
        yield from _named(f"{path}.", extra, shape.by_name)
    for key in shape.nested:
        inner = getattr(value, key.attribute)
        if key.many:
            for number, one in enumerate(inner, start=1):
                yield from _of_value(f"{path}.{key.name}[{number}]", one)
        elif inner is not None:
            yield from _of_value(f"{path}.{key.name}", inner)


def _named(prefix: str, extra: Iterable[str], known: Iterable[str]) -> Iterator[UnknownKey]:
    words = list(known)
    for name in extra:
        near = difflib.get_close_matches(name.casefold(), words, n=1)
        yield UnknownKey(f"{prefix}{name}", name, near[0] if near else "")

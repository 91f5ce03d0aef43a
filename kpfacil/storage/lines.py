"""The lines of a TOML file: keys with their values, headers, tables that nobody knows, and the mark at its end."""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

import tomli_w

_LONGEST_LINE = 100
_LOWEST, _HIGHEST = -(2**127), 2**128 - 1
"""The numbers that can be read again."""


@dataclass(frozen=True, slots=True)
class Inline:
    """A list or table that is written on the line of its key."""

    content: object


def key_lines(pairs: Iterable[tuple[str, object]]) -> Iterator[str]:
    """Yield the lines of many keys, the single values between two lists written in one go.

    Raises `TypeError` or `ValueError` for what TOML has no form for.
    """
    single: dict[str, object] = {}
    for key, value in pairs:
        if isinstance(value, (datetime, list, tuple, Inline)):
            yield tomli_w.dumps(single)
            single = {}
            yield key_line(key, value)
        else:
            single[key] = max(_LOWEST, min(value, _HIGHEST)) if isinstance(value, int) else value
    yield tomli_w.dumps(single)


def key_line(key: str, value: object) -> str:
    """Return `key = value` with its line end; a short list stays on one line.

    Raises `TypeError` or `ValueError` for what TOML has no form for.
    """
    match value:
        case datetime():
            return f"{name_part(key)} = {_moment(value)}\n"
        case list() | tuple():
            return _list_line(key, list(value))
        case Inline():
            return f"{name_part(key)} = {_inline(value.content)}\n"
        case _:
            return tomli_w.dumps({key: value})


def literal(value: object) -> str:
    """Return a single value as it is written after the equals sign."""
    return key_line("k", value)[len("k = ") : -1]


def _inline(content: object) -> str:
    match content:
        case Mapping():
            return f"{{ {', '.join(f'{name_part(key)} = {_inline(inner)}' for key, inner in content.items())} }}"
        case list() | tuple():
            return f"[{', '.join(map(_inline, content))}]"
        case _:
            return literal(content)


@lru_cache(maxsize=512)
def name_part(key: str) -> str:
    """Return a key as it is written, quoted where it has to be."""
    return tomli_w.dumps({key: 0})[: -len(" = 0\n")]


def table_lines(header: str, content: Mapping[str, object], *, one_of_many: bool = False) -> Iterator[str]:
    """Yield a whole table of plain values: its header, its keys, then the tables in it with their own headers."""
    yield f"[[{header}]]\n" if one_of_many else f"[{header}]\n"
    yield from plain_lines(content)
    yield from inner_tables(f"{header}.", content)


def plain_lines(content: Mapping[str, object]) -> Iterator[str]:
    """Yield a line for each key that holds neither a table nor blocks."""
    yield from key_lines(
        (key, value) for key, value in content.items() if not isinstance(value, Mapping) and not _is_blocks(value)
    )


def inner_tables(prefix: str, content: Mapping[str, object]) -> Iterator[str]:
    """Yield the tables and blocks among the keys, each with its full header after an empty line."""
    for key, value in content.items():
        header = f"{prefix}{name_part(key)}"
        if isinstance(value, Mapping):
            yield "\n"
            yield from table_lines(header, value)
        elif isinstance(value, (list, tuple)) and _is_blocks(value):
            for block in value:
                yield "\n"
                yield from table_lines(header, block, one_of_many=True)


def _is_blocks(value: object) -> bool:
    return isinstance(value, (list, tuple)) and bool(value) and all(isinstance(item, Mapping) for item in value)


def _list_line(key: str, items: list[object]) -> str:
    many_lines = tomli_w.dumps({key: items})
    if any(isinstance(item, (list, tuple, Mapping)) for item in items):
        return many_lines
    if not items:
        return many_lines
    _, *middle, _, _ = many_lines.split("\n")
    one_line = f"{name_part(key)} = [{' '.join(line.strip() for line in middle).removesuffix(',')}]\n"
    return one_line if len(one_line) <= _LONGEST_LINE else many_lines


def _moment(moment: datetime) -> str:
    offset = moment.utcoffset()
    if offset is not None and offset.total_seconds() % 60:
        moment = moment.astimezone(UTC)  # an offset with seconds has no form in TOML
    return moment.isoformat()


_BEGIN = b"\n# kpfacil "
_LENGTH = len(_BEGIN) + 9  # eight digits and a line end


def marked(data: bytes) -> bytes:
    """Return the bytes of a file with the mark at their end."""
    return data + _mark(data)


def is_ours(data: bytes) -> bool:
    """Return whether the program wrote these bytes and nobody has touched them since."""
    return data[-_LENGTH:] == _mark(data[:-_LENGTH])


def unmarked(data: bytes) -> str | None:
    """Return the text that the program wrote, without the mark; None where somebody else has had a hand in it."""
    return data[:-_LENGTH].decode("utf-8") if is_ours(data) else None


def _mark(data: bytes) -> bytes:
    return _BEGIN + f"{zlib.crc32(data):08x}\n".encode("ascii")

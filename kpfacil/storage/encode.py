"""A session as the lines of its file, with a mark at the end; what has not changed is not written anew."""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache

import tomli_w

from kpfacil.model.kinds import LETTERS
from kpfacil.model.session import BLOCKS, FORMAT, Session
from kpfacil.model.value import frozen
from kpfacil.storage.shapes import shape_of

_LONGEST_LINE = 100
_LOWEST, _HIGHEST = -(2**127), 2**128 - 1
"""The numbers that can be read again."""


@frozen()
class Inline:
    """A list or table that is written on the line of its key."""

    content: object


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
            return f"{name_part(key)} = {_on_one_line(value.content)}\n"
        case _:
            return tomli_w.dumps({key: value})


def literal(value: object) -> str:
    """Return a single value as it is written after the equals sign."""
    return key_line("k", value)[len("k = ") : -1]


def _on_one_line(content: object) -> str:
    match content:
        case Mapping():
            return f"{{ {', '.join(f'{name_part(key)} = {_on_one_line(inner)}' for key, inner in content.items())} }}"
        case list() | tuple():
            return f"[{', '.join(map(_on_one_line, content))}]"
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
    """Yield the lines of the keys that hold neither tables nor blocks, single values between two lists in one go.

    Raises `TypeError` or `ValueError` for what TOML has no form for.
    """
    single: dict[str, object] = {}
    for key, value in content.items():
        if isinstance(value, Mapping) or _is_blocks(value):
            continue
        if isinstance(value, (datetime, list, tuple, Inline)):
            yield tomli_w.dumps(single)
            single = {}
            yield key_line(key, value)
        else:
            single[key] = max(_LOWEST, min(value, _HIGHEST)) if isinstance(value, int) else value
    yield tomli_w.dumps(single)


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
    if not items or any(isinstance(item, (list, tuple, Mapping)) for item in items):
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


def add_mark(data: bytes) -> bytes:
    """Return the bytes of a file with the mark at their end."""
    return data + _mark(data)


def is_ours(data: bytes) -> bool:
    """Return whether the program wrote these bytes and nobody has touched them since."""
    return data[-_LENGTH:] == _mark(data[:-_LENGTH])


def strip_mark(data: bytes) -> str | None:
    """Return the text that the program wrote, without the mark; None where somebody else has had a hand in it."""
    try:
        return data[:-_LENGTH].decode("utf-8") if is_ours(data) else None
    except UnicodeDecodeError:  # the mark is anybody's to forge
        return None


def _mark(data: bytes) -> bytes:
    return _BEGIN + f"{zlib.crc32(data):08x}\n".encode("ascii")


_SPARE = 1024


class Encoder:
    """Writes sessions, and keeps each block as long as the frozen value it was made of is in use.

    Not for several threads at once. Ten thousand unchanged entries are joined in a few milliseconds.
    """

    def __init__(self) -> None:
        self._kept: dict[int, tuple[object, bytes]] = {}

    def encode(self, session: Session) -> bytes:
        """Return the file of a session: the same bytes for equal sessions, UTF-8 with LF line ends.

        Raises `TypeError` or `ValueError` where `extra` holds something that TOML has no form for.
        """
        pieces = [_bytes(_head(session))]
        placed: list[tuple[str, object]] = [("table", session.table), ("meeting", session.meeting)]
        for name in BLOCKS:
            placed += [(name, value) for value in getattr(session, name)]
        pieces += [self._block(name, value) for name, value in placed]
        pieces.append(_bytes(inner_tables("", _unknown(session))))
        self._forget(len(placed), (value for _, value in placed))
        return add_mark(b"\n".join(pieces[:-1]) + pieces[-1])

    def _block(self, name: str, value: object) -> bytes:
        kept = self._kept.get(id(value))
        if kept is not None and kept[0] is value:
            return kept[1]
        written = _bytes(table_lines(name, _as_table(value), one_of_many=name in BLOCKS))
        self._kept[id(value)] = (value, written)
        return written

    def _forget(self, used: int, values: Iterable[object]) -> None:
        if len(self._kept) > 2 * used + _SPARE:
            self._kept = {id(value): self._kept[id(value)] for value in values}


def encode(session: Session) -> bytes:
    """Return the file of one session; see `Encoder` for writing the same session again and again."""
    return Encoder().encode(session)


def _bytes(lines: Iterable[str]) -> bytes:
    # A lone surrogate has no place in a file, and must not be what keeps the rest from being saved.
    return "".join(lines).encode("utf-8", "replace")


def _head(session: Session) -> Iterator[str]:
    yield key_line("format", FORMAT)
    yield key_line("language", session.language)
    yield from plain_lines(_unknown(session))
    counters = {letter: session.counters[letter] for letter in LETTERS.values() if letter in session.counters}
    more = session.extra.get("counters")
    unknown: Mapping[str, object] = more if isinstance(more, Mapping) else {}
    if counters or unknown:
        yield from inner_tables("", {"counters": {**counters, **unknown}})


def _unknown(session: Session) -> dict[str, object]:
    """Return the unknown keys of the file's top; those of `[counters]` are written with it."""
    return {key: value for key, value in session.extra.items() if key != "counters"}


def _as_table(value: object) -> dict[str, object]:
    """Return a value as a table of plain ones: its keys that say something, what is nested in it, then unknown keys."""
    shape = shape_of(type(value))
    table: dict[str, object] = {}
    for key in shape.lines:
        content = getattr(value, key.attribute)
        if content is not None and content != key.default:
            table[key.name] = _inline(content) if key.inline else content
    for key in shape.nested:
        inner = getattr(value, key.attribute)
        if inner:
            table[key.name] = list(map(_as_table, inner)) if key.many else _as_table(inner)
    extra: Mapping[str, object] = getattr(value, "extra")  # noqa: B009 - every value has it, `object` does not say so
    return {**table, **extra}


def _inline(content: object) -> Inline:
    """Return what is written on the key's own line: a list of lists, or a value with the keys that say something."""
    return Inline(content if isinstance(content, tuple) else _as_table(content))

"""A session as the bytes of its file; the block of a value that has not changed is not written anew."""

from collections.abc import Iterable, Iterator, Mapping

from kpfacil.model.kinds import LETTERS
from kpfacil.model.session import BLOCKS, FORMAT, Session
from kpfacil.storage.lines import Inline, inner_tables, key_line, key_lines, marked, plain_lines
from kpfacil.storage.shapes import shape_of

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
        placed: list[tuple[str, object]] = [("[table]\n", session.table), ("[meeting]\n", session.meeting)]
        for name in BLOCKS:
            header = f"[[{name}]]\n"
            placed += [(header, value) for value in getattr(session, name)]
        pieces += [self._block(header, value) for header, value in placed]
        pieces.append(_bytes(inner_tables("", _unknown(session))))
        self._forget(len(placed), (value for _, value in placed))
        return marked(b"\n".join(pieces[:-1]) + pieces[-1])

    def _block(self, header: str, value: object) -> bytes:
        kept = self._kept.get(id(value))
        if kept is not None and kept[0] is value:
            return kept[1]
        written = _bytes((header, *_value_lines(header.strip("[]\n"), value)))
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
        yield "\n[counters]\n"
        yield from plain_lines({**counters, **unknown})
        yield from inner_tables("counters.", unknown)


def _unknown(session: Session) -> dict[str, object]:
    """Return the unknown keys of the file's top; those of `[counters]` are written with it."""
    return {key: value for key, value in session.extra.items() if key != "counters"}


def _inline(content: object) -> Inline:
    """Return what is written on the key's own line: a list of lists, or a value with the keys that say something."""
    if isinstance(content, tuple):
        return Inline(content)
    pairs = ((key.name, getattr(content, key.attribute), key.default) for key in shape_of(type(content)).lines)
    known = {name: inner for name, inner, default in pairs if inner != default}
    extra: Mapping[str, object] = getattr(content, "extra")  # noqa: B009 - likewise
    return Inline({**known, **extra})


def _value_lines(header: str, value: object) -> Iterator[str]:
    shape = shape_of(type(value))
    extra: Mapping[str, object] = getattr(value, "extra")  # noqa: B009 - every value has it, `object` does not say so
    pairs = ((key, getattr(value, key.attribute)) for key in shape.lines)
    yield from key_lines(
        (key.name, _inline(content) if key.inline else content)
        for key, content in pairs
        if content is not None and content != key.default
    )
    yield from plain_lines(extra)
    for key in shape.nested:
        yield from _nested_lines(f"{header}.{key.name}", getattr(value, key.attribute))
    yield from inner_tables(f"{header}.", extra)


def _nested_lines(place: str, inner: object) -> Iterator[str]:
    if isinstance(inner, tuple):
        for one in inner:
            yield f"\n[[{place}]]\n"
            yield from _value_lines(place, one)
    elif inner is not None:
        yield f"\n[{place}]\n"
        yield from _value_lines(place, inner)

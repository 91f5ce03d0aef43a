"""The words that people type beside names, by dotted key: they stand in `content/<language>/grammar.toml`.

What reads the files says so once, by `learn_from`; they are read when the first word is asked for.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

Words = Mapping[str, Sequence[str]]
"""The words of one language: `weekday.1` is Monday's, in the forms in which they are typed."""

_sources: list[Callable[[], Sequence[Words]]] = []


def learn_from(source: Callable[[], Sequence[Words]]) -> None:
    """Take what gives the words of every language; the last one that was taken is asked."""
    _sources.append(source)


@cache
def vocabulary() -> Words:
    """Return the words of all languages together; raises `LookupError` where nothing was said to learn from."""
    if not _sources:
        raise LookupError("no words were given to learn from")
    together: dict[str, tuple[str, ...]] = {}
    for language in _sources[-1]():
        for key, words in language.items():
            together[key] = (*together.get(key, ()), *words)
    return together

"""Shipped lists of words that tell names from other words.

What reads the files says so once, by `learn_names_from`; they are read when they are first asked for.
"""

from collections.abc import Callable

from kpfacil.model.value import frozen


@frozen(kw_only=True)
class Lexicon:
    """Shipped lists of words, in small letters: names that are also words, and words that are nobody's name."""

    ordinary: frozenset[str]
    """Names that are an ordinary word in any case form: `mäki`, `toivo`."""
    ordinary_alone: frozenset[str]
    """Words that a name's form equals only as they are written: `anna`."""
    beginnings: tuple[str, ...]
    """How ordinary words begin that look like compounds of a name: `riittä`, `päivit`."""
    seats: frozenset[str]
    """What a seat without a person is called: `edustaja`."""
    known: frozenset[str]
    """Municipalities, offices, services: capitalised, and nobody's name."""
    loud: frozenset[str]
    """What may have a capital letter anywhere, as it is written: `klo`, `sinulle`."""
    endings: frozenset[str]
    """How names end that are no person's: `katu`, `rahasto`."""


_sources: list[Callable[[], Lexicon]] = []


def learn_names_from(source: Callable[[], Lexicon]) -> None:
    """Take what gives the shipped lists of words; the last one that was taken is asked."""
    _sources.append(source)


def lexicon() -> Lexicon:
    """Return the shipped lists of words; raises `LookupError` where nothing was said to learn from."""
    if not _sources:
        raise LookupError("no lists of names were given to learn from")
    return _sources[-1]()

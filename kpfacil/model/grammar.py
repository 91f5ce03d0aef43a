"""The shipped words: those that people type beside names, by dotted key, and those that tell names from other words.

What reads the files says so once, by `learn_from` and `learn_names_from`; they are read when they are first asked for.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import TypeVar

from kpfacil.model.fold import fold
from kpfacil.model.value import Shipped, frozen_by_name

Words = Mapping[str, Sequence[str]]
"""The words of one language's `grammar.toml`: `weekday.1` is Monday's, in the forms in which they are typed."""

_words = Shipped[Sequence[Words]]()
learn_from = _words.learn_from
"""Takes what gives the words of every language."""


@cache
def vocabulary() -> Words:
    """Return the words of all languages together; raises `LookupError` where nothing was said to learn from."""
    together: dict[str, tuple[str, ...]] = {}
    for language in _words.read():
        for key, words in language.items():
            together[key] = (*together.get(key, ()), *words)
    return together


def words_of(key: str) -> tuple[str, ...]:
    """Return the words of a key, folded, those of every language."""
    return tuple(dict.fromkeys(fold(word) for word in vocabulary().get(key, ())))


@cache
def any_of(key: str) -> str:
    """Return the source of a regular expression for the words of a key, as they are written and folded."""
    words = {*vocabulary().get(key, ()), *words_of(key)}
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))) or r"(?!)"


@cache
def listing() -> re.Pattern[str]:
    """Return what stands between two names: a comma, `&`, a word such as *ja*, or that word after a comma."""
    return re.compile(rf"\s*[,&]\s*(?:(?:{any_of('and')}|och)\s+|&\s*)?|\s+(?:{any_of('and')})\s+", re.IGNORECASE)


_KEYS = re.compile(r"\{([a-z][a-z0-9.|-]*)\}")


@cache
def pattern(source: str) -> re.Pattern[str]:
    """Return a regular expression, case forgiven, in which `{key}` is any word of that key, and `{one|two}` of both."""
    words = _KEYS.sub(lambda keys: f"(?:{'|'.join(map(any_of, keys[1].split('|')))})", source)
    return re.compile(words, re.IGNORECASE)


LOOSE = re.compile(r"\s*[;/+]\s*|\s+och\s+")
"""What else may stand between names that everybody knows."""


def cuts_between(text: str, between: re.Pattern[str] | None = None) -> list[tuple[int, int]]:
    """Return where each name of a list begins, after the end of the one before it; `between` may part two as well."""
    signs = (found.span() for one in (listing(), between) if one is not None for found in one.finditer(text))
    return [(0, 0), *sorted(signs)]


M = TypeVar("M")


class Meanings(Mapping[str, M]):
    """What each word of a group means: a mapping by folded word that is filled when it is first asked."""

    def __init__(self, meanings: Mapping[str, M], *, own_words: bool = False) -> None:
        """Take what each dotted key means; `own_words`: the session file's own words are known too."""
        self._meanings = meanings
        self._own_words = own_words

    @classmethod
    def of(cls, begin: str, words: Iterable[M], *, own_words: bool = False) -> "Meanings[M]":
        """Return what the words mean whose keys begin alike: `answer.yes` means `yes`."""
        return cls({f"{begin}.{word}": word for word in words}, own_words=own_words)

    def __getitem__(self, word: str) -> M:
        return self._known[word]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    @cached_property
    def _known(self) -> dict[str, M]:
        known: dict[str, M] = {}
        for key, meaning in self._meanings.items():
            for word in words_of(key):
                known.setdefault(word, meaning)
        if self._own_words:  # any word of theirs does, the program's own too
            known.update({key.rpartition(".")[2]: meaning for key, meaning in self._meanings.items()})
        return known


@frozen_by_name
class Lexicon:
    """Shipped lists of words, in small letters: names that are also words, and words that are nobody's name."""

    ordinary: frozenset[str]
    """Names that are an ordinary word in any case form: `mäki`, `toivo`."""
    ordinary_alone: frozenset[str]
    """Words that a name's form equals only as they are written: `anna`."""
    quiet: frozenset[str]
    """Names that are an ordinary word where they are written small, as they are: `aino`."""
    beginnings: tuple[str, ...]
    """How ordinary words begin that look like compounds of a name: `riittä`, `päivit`."""
    seats: frozenset[str]
    """What a seat without a person is called: `edustaja`."""
    first: frozenset[str]
    """Common first names."""
    famous: frozenset[str]
    """Last names that everybody knows: `Lönnrot`."""
    known: frozenset[str]
    """Municipalities, offices, services: capitalised, and nobody's name."""
    bodies: frozenset[str]
    """Of these, offices, associations and services: `Kela`."""
    loud: frozenset[str]
    """What may have a capital letter anywhere, as it is written: `klo`, `sinulle`."""
    endings: frozenset[str]
    """How names end that are no person's: `katu`, `rahasto`."""


_lexicon = Shipped[Lexicon]()
learn_names_from = _lexicon.learn_from
"""Takes what gives the shipped lists of words."""
lexicon = _lexicon.read
"""Returns the shipped lists of words."""

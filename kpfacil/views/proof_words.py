"""Words that name nobody, told from those that look like a stranger's name: shipped lists, and what a table writes."""

import re
from collections import ChainMap
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache

from kpfacil.model.fold import fold
from kpfacil.model.grammar import Lexicon
from kpfacil.model.value import frozen
from kpfacil.views.name_forms import spelt_alike, without_enclitics, word_forms
from kpfacil.views.proof_shapes import is_domain, parts_of, small_words

_WHERE = re.compile(r"(?<!se)ss[aä]\Z")
"""How a word ends that says where something is, and hardly ever in whom: `Kontulassa`, but `Virtasessa`."""
_LAST_NAME = re.compile(r"..[aouyäö](?:nen|sen|sell[eaä]|selt[aä])\Z")
"""How last names end, and hardly any other words: `Ahosella`."""
_INHABITANTS = re.compile(r"lais(?:et|ten|ia|ille|illa|ilta|issa|ista|iin|iksi)\Z")
"""How the folded words for the people of a place end: `Ruotsalaiset`."""
_FOLLOWING = re.compile(r"(?: (?:[A-ZÅÄÖ][\w-]+|ry|rf|oy|ab)\b){1,3}")
_COMPANIES = frozenset({"ry", "rf", "oy", "ab", "Oy", "Ab", "Oyj"})
_HEAD = 3
"""How many letters a compound's beginning has at least."""


@frozen(kw_only=True)
class KnownWords:
    """Folded case forms of words by what they are."""

    known: Mapping[str, str]
    """Of words that are nobody's name, each with its word."""
    bodies: Mapping[str, str]
    """Of these, what bodies and services are called, and what the table has given a name."""
    ordinary: Container[str]
    """Of names that are ordinary words too: with a capital inside a sentence they may be names."""
    alone: Container[str]
    """Of names, as they are written, that are ordinary words: `anna`."""
    endings: Container[str]
    """Of how names end that are no person's: `Kulttuurirahastolta`."""
    first: Mapping[str, str]
    """Of common first names, each with the name."""
    famous: Container[str]
    """Of last names that everybody knows."""
    small: frozenset[str]
    """Words that stand in small letters somewhere in the table's texts."""

    def has(self, word: str) -> bool:
        """Return whether a word, or what it ends with, is known to name nobody.

        What is somebody's name is not known by being a place, written in haste in small letters, or by what it begins
        with: `Jani` is not `ja` and what hangs at it.
        """
        if self.is_name(word):
            return False
        if word.isupper() and len(word) > 1:
            return True
        return any(
            bare in self.small or fold(bare) in self.known or self.ends_body(bare) or _INHABITANTS.search(fold(bare))
            for bare in ((word.casefold(),) if self.is_first_name(word) else _bares(word))
        )

    def has_handle(self, word: str) -> bool:
        """Return whether a handle is that of a body, or made of known words."""
        return self.has(re.sub(r"[\W_]", "", word)) or all(map(self.has, re.findall(r"[^\W\d_]+", word)))

    def ends_body(self, word: str) -> bool:
        """Return whether a word is how names of bodies end, or ends so; a name that is also a word is neither."""
        word = fold(word)
        whole = word in self.endings and word not in self.known and word not in self.ordinary
        return whole or any(word[cut:] in self.endings for cut in range(_HEAD, len(word) - 1))

    def bodies_after(self, text: str, end: int) -> list[str]:
        """Return the capitalised words that follow, where they end as the names of bodies do: `Koneen Säätiö`."""
        following = _FOLLOWING.match(text, end)
        words = following[0].split() if following else []
        return words if any(word in _COMPANIES or self.ends_body(word) for word in words) else []

    def may_be_stranger(self, word: str, *, begins: bool, named: bool) -> bool:
        """Return whether a capitalised word may be a stranger's name, and goes on with a last one where it is `named`.

        What `begins` a sentence is one where it can hardly be anything else, or a first name with a last one.
        """
        if _WHERE.search(word) or is_domain(word):
            return False
        if begins or self._is_nickname(word):
            return self._is_nickname(word) or self.is_name(word) or (named and self.is_first_name(word))
        return not any(self.has(part) for part in parts_of(word) if len(part) > 1)

    def is_first_name(self, word: str) -> bool:
        """Return whether a word begins with a form of a common first name."""
        return any(map(self._is_first, _bares(word.partition("-")[0])))

    def is_name(self, word: str) -> bool:
        """Return whether a word is a form of a common first name, or of a last one by its ending, and nothing else."""
        whole, *bares = _bares(word)
        if whole in self.small or whole in self.alone or fold(whole) in self.known:
            bares = []
        return any(map(self._is_only_name, (whole, *bares)))

    def _is_only_name(self, bare: str) -> bool:
        other = bare in self.alone or fold(bare) in self.ordinary or fold(bare) in self.bodies
        return not other and bool(self._is_first(bare) or _LAST_NAME.search(bare))

    def _is_first(self, bare: str) -> bool:
        name = self.first.get(fold(bare))
        return name is not None and spelt_alike(bare, name)

    def _is_nickname(self, word: str) -> bool:
        """Return whether a first name is called something: `Ritva-täti`, but neither `Onni-bussi` nor `Lucia-päivä`."""
        head, *rest = word.split("-")
        named = bool(rest) and self.is_name(head)
        return named and not any(fold(one) in self.endings or self.ends_body(one) for one in rest)


_LITTLE = 4
"""How many letters are left at least where something is taken off a word's end: `Jani` is not `ja`."""


def known_words(lexicon: Lexicon, titles: Iterable[str], texts: Iterable[str]) -> KnownWords:
    """Return the words known to a table that has called things by the folded words `titles`, and written `texts`."""
    given = word_forms(titles)
    return KnownWords(
        known=ChainMap(given, known_forms(lexicon)),
        bodies=ChainMap(given, _forms_of(lexicon.bodies)),
        ordinary=_forms_of(lexicon.ordinary),
        alone=lexicon.ordinary_alone,
        endings=_forms_of(lexicon.endings),
        first=_forms_of(lexicon.first, given=True),
        famous=_forms_of(lexicon.famous),
        small=lexicon.loud.union(word for text in texts for word in small_words(text)),
    )


def known_forms(lexicon: Lexicon) -> dict[str, str]:
    """Return the folded case forms of words that are nobody's name, each with its word."""
    return _forms_of(lexicon.known)


def _bares(word: str) -> Iterator[str]:
    """Yield a word in small letters, and without what may hang at its end: little is left of no word by that."""
    whole, *bares = without_enclitics(word)
    yield whole
    yield from (bare for bare in bares if len(bare) >= _LITTLE)


@cache
def _forms_of(words: frozenset[str], *, given: bool = False) -> dict[str, str]:
    return word_forms(words, given=given)

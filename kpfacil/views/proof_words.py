"""Words that name nobody, told from those that look like a stranger's name: shipped lists, and what a table writes."""

import re
from collections import ChainMap
from collections.abc import Container, Iterable, Mapping
from functools import cache

from kpfacil.model.fold import fold
from kpfacil.model.grammar import Lexicon
from kpfacil.model.value import frozen
from kpfacil.views.name_forms import without_enclitics, word_forms
from kpfacil.views.proof_shapes import is_domain, parts_of, small_words

_WHERE = re.compile(r"(?<!se)ss[aä]\Z")
"""How a word ends that says where something is, and hardly ever in whom: `Kontulassa`, but `Virtasessa`."""
_FOLLOWING = re.compile(r"(?: (?:[A-ZÅÄÖ][\w-]+|ry|rf|oy|ab)\b){1,3}")
_COMPANIES = frozenset({"ry", "rf", "oy", "ab", "Oy", "Ab", "Oyj"})
_HEAD = 3
"""How many letters a compound's beginning has at least."""


@frozen(kw_only=True)
class KnownWords:
    """Folded case forms of words by what they are."""

    known: Mapping[str, str]
    ordinary: Container[str]
    """Of names that are ordinary words too: with a capital inside a sentence they may be names."""
    alone: Container[str]
    """Of names, as they are written, that are ordinary words: `anna`."""
    endings: Container[str]
    """Of how names end that are no person's: `Kulttuurirahastolta`."""
    first: Container[str]
    """Of common first names."""
    famous: Container[str]
    """Of last names that everybody knows."""
    small: frozenset[str]
    """Words that stand in small letters somewhere in the table's texts."""

    def has(self, word: str) -> bool:
        """Return whether a word, or what it ends with, is known to name nobody."""
        if word.isupper() and len(word) > 1:
            return True
        return any(
            bare in self.small or fold(bare) in self.known or self.ends_body(bare) for bare in without_enclitics(word)
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

    def may_be_stranger(self, word: str) -> bool:
        """Return whether a capitalised word inside a sentence may be a name."""
        if is_nickname := self._is_nickname(word):
            return is_nickname
        return not (_WHERE.search(word) or is_domain(word) or any(map(self.has, parts_of(word))))

    def is_first_name(self, word: str) -> bool:
        """Return whether a word begins with a form of a common first name."""
        return any(fold(bare) in self.first for bare in without_enclitics(word.partition("-")[0]))

    def is_only_first_name(self, word: str) -> bool:
        """Return whether a word is a form of a common first name and nothing else that is known."""
        other = any(bare in self.alone for bare in without_enclitics(word))
        return self.is_first_name(word) and not (other or self.has(word))

    def _is_nickname(self, word: str) -> bool:
        """Return whether a first name is called something: `Ritva-täti`, but neither `Onni-bussi` nor `Lucia-päivä`."""
        head, *rest = word.split("-")
        named = bool(rest) and fold(head) not in self.ordinary and self.is_only_first_name(head)
        return named and not any(fold(one) in self.endings or self.ends_body(one) for one in rest)


def known_words(lexicon: Lexicon, titles: Iterable[str], texts: Iterable[str]) -> KnownWords:
    """Return the words known to a table that has called things by the folded words `titles`, and written `texts`."""
    return KnownWords(
        known=ChainMap(word_forms(titles), known_forms(lexicon)),
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


@cache
def _forms_of(words: frozenset[str], *, given: bool = False) -> dict[str, str]:
    return word_forms(words, given=given)

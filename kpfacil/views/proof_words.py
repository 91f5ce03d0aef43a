"""Words that name nobody, told from those that look like a stranger's name: shipped lists, and what a table writes."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from functools import cache
from itertools import pairwise

from kpfacil.model.days import MONTHS
from kpfacil.model.fold import fold
from kpfacil.model.grammar import Lexicon, any_of
from kpfacil.model.value import frozen_by_name
from kpfacil.views.name_forms import without_enclitics, word_forms
from kpfacil.views.name_parts import spelt_alike
from kpfacil.views.proof_shapes import begins_sentence, is_beside, is_domain, parts_of, small_words

_WHERE = re.compile(r"(?<!se)ss[aä]\Z")
"""How a word ends that says where something is, and hardly ever in whom: `Kontulassa`, but `Virtasessa`."""
_LAST_NAME = re.compile(r"..[aouyäö](?:nen|sen|sell[eaä]|selt[aä])\Z")
"""How last names end, and hardly any other words: `Ahosella`."""
_INHABITANTS = re.compile(r"lais(?:et|ten|ia|ille|illa|ilta|issa|ista|iin|iksi)\Z")
"""How the folded words for the people of a place end: `Ruotsalaiset`."""
_FOLLOWING = re.compile(r"(?: (?:[A-ZÅÄÖ][\w-]+|ry|rf|oy|ab)\b){1,3}")
_FROM_WHERE = re.compile(r"s[st][aä]\Z")
_SHOUTED = 4
"""How many capital letters a name has at least that is written in them alone."""
_CAPITAL = re.compile(r"[A-ZÅÄÖ]")
_LETTER = re.compile(r"(?:[A-ZÅÄÖ]\.|[A-ZÅÄÖ]-[A-ZÅÄÖ]\.?) ?")
_CLAUSE = re.compile(r"(?:,|\b(?:että|kun|jos|koska)) \Z")
"""How another clause begins."""
_LETTERED = re.compile(r"\bA\. .*\bB\. ")
"""Things told from each other by letters: `A. Kahvit B. Pullat`."""
_COMPANIES = frozenset({"ry", "rf", "oy", "ab", "Oy", "Ab", "Oyj"})
_HEAD = 3
"""How many letters a compound's beginning has at least."""


class ShippedForms:
    """The folded case forms of many words, made when one is looked up: a form begins as its word does."""

    def __init__(self, words: Iterable[str], *, given: bool) -> None:
        self._given = given
        self._made: dict[str, dict[str, str]] = {}
        self._words = defaultdict[str, list[str]](list)
        for word in words:
            self._words[fold(word)[:_ALIKE]].append(word)

    def find(self, form: str) -> str:
        """Return the word that a folded form is of; nothing where it is of none."""
        beginning = form[:_ALIKE]
        if beginning not in self._made:
            self._made[beginning] = word_forms(self._words.get(beginning, ()), given=self._given)
        return self._made[beginning].get(form, "")

    def __contains__(self, form: object) -> bool:
        return isinstance(form, str) and bool(self.find(form))


@frozen_by_name
class KnownWords:
    """Folded case forms of words by what they are."""

    known: Container[str]
    """Of words that are nobody's name."""
    bodies: Container[str]
    """Of these, what bodies and services are called."""
    titles: Container[str]
    """Of what the table has given a name."""
    ordinary: Container[str]
    """Of names that are ordinary words too: with a capital inside a sentence they may be names."""
    alone: Container[str]
    """Of names, as they are written, that are ordinary words: `anna`."""
    endings: Container[str]
    """Of how names end that are no person's: `Kulttuurirahastolta`."""
    first: ShippedForms
    """Of common first names."""
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
            bare in self.small or self._is_known(bare) or self.ends_body(bare) or _INHABITANTS.search(fold(bare))
            for bare in ((word.casefold(),) if self.is_first_name(word) else _bares(word))
        )

    def has_handle(self, word: str) -> bool:
        """Return whether a handle is that of a body, or made of known words."""
        return self.has(re.sub(r"[\W_]", "", word)) or all(map(self.has, re.findall(r"[^\W\d_]+", word)))

    def ends_body(self, word: str) -> bool:
        """Return whether a word is how names of bodies end, or ends so; a name that is also a word is neither."""
        word = fold(word)
        whole = word in self.endings and word not in self.ordinary and not self._is_known(word)
        return whole or any(word[cut:] in self.endings for cut in range(_HEAD, len(word) - 1))

    def _is_known(self, word: str) -> bool:
        folded = fold(word)
        return folded in self.titles or folded in self.known

    def bodies_after(self, text: str, end: int) -> list[str]:
        """Return the capitalised words that follow, where they end as the names of bodies do: `Koneen Säätiö`."""
        following = _FOLLOWING.match(text, end)
        words = following[0].split() if following else []
        return words if any(word in _COMPANIES or self.ends_body(word) for word in words) else []

    def _may_be_stranger(self, word: str, *, begins: bool, named: bool) -> bool:
        """Return whether a capitalised word may be a stranger's name, and goes on with a last one where it is `named`.

        What `begins` a sentence is one where it can hardly be anything else, or a first name with a last one.
        """
        if _WHERE.search(word) or is_domain(word):
            return False
        if begins or self._is_nickname(word):
            return self._is_nickname(word) or self.is_name(word) or (named and self.is_first_name(word))
        return not any(self.has(part) for part in parts_of(word) if len(part) > 1)

    def names_behind(self, text: str, words: list[re.Match[str]]) -> int:
        """Return how many words go on with the first one as a last name does, where that is a first name or letters."""
        if self._is_behind_letter(text, words):
            return 1
        return self._last_names(text, words) if self.is_first_name(words[0][0]) else 0

    def looks_named(self, text: str, words: list[re.Match[str]]) -> int:
        """Return how many words, from the first on, look like a stranger's name; none where the first does not."""
        if self._is_behind_letter(text, words):
            return 2
        last = self._last_names(text, words)
        if fold(words[last][0]) in self.famous or not self._is_stranger(text, words[0], named=bool(last)):
            return 0
        return last + 1

    def _is_behind_letter(self, text: str, words: list[re.Match[str]]) -> bool:
        """Return whether a first letter stands here before what may be a last name: `K. Korpi`.

        A word that is no name otherwise is one only where the letter begins a clause, and not one of several things.
        """
        if len(words) == 1 or not _LETTER.fullmatch(text, words[0].start(), words[1].start()):
            return False
        word = words[1][0]
        if not _is_capitalised(word) or self._may_be_last_name(word):
            return _is_capitalised(word)
        begins = begins_sentence(text, words[0]) or _CLAUSE.search(text, 0, words[0].start())
        return bool(begins) and not (self.has(word) or _LETTERED.search(text))

    def _may_be_last_name(self, word: str) -> bool:
        return self.is_name(word) or any(fold(bare) in self.ordinary for bare in _bares(word))

    def _last_names(self, text: str, words: list[re.Match[str]]) -> int:
        """Return how many words follow one that looks like a first name as its last name, other first ones before it.

        It may be a place or a letter too: `Ritva Lahti`, `Ritva Maija L`.
        """
        last = 0
        for one, other in pairwise(words if words[0][0][0] not in "@#" else ()):
            word = other[0]
            if not is_beside(text, one, other) or not _is_capitalised(word) or _FROM_WHERE.search(word):
                letter = bool(_CAPITAL.fullmatch(word)) and is_beside(text, one, other)
                return last + letter + (letter and self._goes_on_behind(text, words[last + 1 :]))
            last += 1
            if not self.is_first_name(word):
                break
        return last

    def _goes_on_behind(self, text: str, words: list[re.Match[str]]) -> bool:
        """Return whether a last name is behind the letter of a second first name: `Ritva H. Salmi`."""
        if len(words) == 1 or not is_beside(text, words[0], words[1]):
            return False
        word = words[1][0]
        return _is_capitalised(word) and (self._may_be_last_name(word) or not self.has(word))

    def _is_stranger(self, text: str, match: re.Match[str], *, named: bool) -> bool:
        """Return whether a word looks like a name: a capital letter that no sentence and nothing known gives it.

        Some words are names at the beginning of a sentence too.
        """
        word = match[0].removeprefix("@")
        if match[0] != word:
            return not self.has_handle(word)
        word = word.removeprefix("#")
        if not named and _is_month(text, match):
            return False
        begins = begins_sentence(text, match)
        return _is_capitalised(word) and self._may_be_stranger(word, begins=begins, named=named)

    def is_first_name(self, word: str) -> bool:
        """Return whether a word begins with a form of a common first name."""
        return any(map(self._is_first, _bares(word.partition("-")[0])))

    def is_name(self, word: str) -> bool:
        """Return whether a word is a form of a common first name, or of a last one by its ending, and nothing else."""
        whole, *bares = _bares(word)
        if whole in self.small or whole in self.alone or self._is_known(whole):
            bares = []
        return any(map(self._is_only_name, (whole, *bares)))

    def _is_only_name(self, bare: str) -> bool:
        folded = fold(bare)
        other = bare in self.alone or any(folded in forms for forms in (self.ordinary, self.bodies, self.titles))
        return not other and bool(self._is_first(bare) or _LAST_NAME.search(bare))

    def _is_first(self, bare: str) -> bool:
        if name := self.first.find(fold(bare)):
            return spelt_alike(bare, name)
        halves = ((bare[:cut], bare[cut:]) for cut in range(_LITTLE, len(bare) - _LITTLE))
        return any(self.first.find(fold(head)) == head and self._ends_name(tail) for head, tail in halves)

    def _ends_name(self, tail: str) -> bool:
        """Return whether the rest of a word is a form of a first name that is hardly anything else: `Marjaliisa`."""
        name = self.first.find(fold(tail))
        return len(name) >= _TAIL and fold(name) not in self.ordinary

    def _is_nickname(self, word: str) -> bool:
        """Return whether a first name is called something: `Ritva-täti`, but neither `Onni-bussi` nor `Lucia-päivä`."""
        head, *rest = word.split("-")
        named = bool(rest) and self.is_name(head)
        return named and not any(fold(one) in self.endings or self.ends_body(one) for one in rest)


def _is_capitalised(word: str) -> bool:
    """Return whether a word is written as a name is, in any alphabet: `Liisa`, `O'Brien`, `LIISA`, `Žarko`."""
    whole, bare = word.split("-", maxsplit=1)[0], word[2:] if word[1:2] == "'" else word
    shouted = whole.isupper() and whole.isalpha() and len(whole) >= _SHOUTED
    return shouted or (bare[:1].isupper() and bare[1:2].islower())


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Return whether a word is a month by what is beside it, though a name too: `in May`, `5 May`, `May 2027`."""
    if fold(match[0]) not in MONTHS:
        return False
    before = re.search(
        rf"(?:\b(?:{any_of('in')})|\d(?:st|nd|rd|th)?(?: (?:{any_of('of')}))?) \Z", text[: match.start()]
    )
    return bool(before or _DAY_BEHIND.match(text, match.end()))


_DAY_BEHIND = re.compile(r" \d{1,4}\b")
_ALIKE = 2
"""How many letters a word has at its beginning in each of its forms."""
_TAIL = 5
"""How many letters a first name has at least that ends another one."""
_LITTLE = 4
"""How many letters are left at least where something is taken off a word's end: `Jani` is not `ja`."""


def known_words(lexicon: Lexicon, titles: Iterable[str], texts: Iterable[str]) -> KnownWords:
    """Return the words known to a table that has called things by the folded words `titles`, and written `texts`."""
    return KnownWords(
        known=known_forms(lexicon),
        bodies=_forms_of(lexicon.bodies),
        titles=word_forms(titles),
        ordinary=_forms_of(lexicon.ordinary),
        alone=lexicon.ordinary_alone | lexicon.loud,
        endings=_forms_of(lexicon.endings),
        first=_forms_of(lexicon.first, given=True),
        famous=_forms_of(lexicon.famous),
        small=lexicon.loud.union(word for text in texts for word in small_words(text)),
    )


def known_forms(lexicon: Lexicon) -> ShippedForms:
    """Return the folded case forms of words that are nobody's name, each with its word."""
    return _forms_of(lexicon.known)


def _bares(word: str) -> Iterator[str]:
    """Yield a word in small letters, and without what may hang at its end: little is left of no word by that."""
    whole, *bares = without_enclitics(word)
    yield whole
    yield from (bare for bare in bares if len(bare) >= _LITTLE)


@cache
def _forms_of(words: frozenset[str], *, given: bool = False) -> ShippedForms:
    return ShippedForms(words, given=given)

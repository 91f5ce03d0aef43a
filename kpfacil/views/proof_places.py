"""Proofreading before publishing: the places in people's words that name somebody, or may name somebody.

A place that can only be a name, a number or a code is *certain*: it is covered until other words are put there. One
that may also be an ordinary word waits to be decided, once for each place in each text.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from urllib.parse import unquote

from kpfacil.model.fold import fold
from kpfacil.model.value import frozen
from kpfacil.views.name_forms import NameForm, NameForms, Phrases
from kpfacil.views.proof_shapes import (
    WORD,
    PlaceKind,
    Shaped,
    Stretch,
    begins_sentence,
    disguises,
    parts_of,
    plain_signs,
    shapes,
    user_names,
    widest,
)
from kpfacil.views.proof_words import KnownWords

_PAIR = re.compile(r"(?<![\w.])([^\W\d_])(?: ?/ ?| )([^\W\d_])(?![\w.])")
"""Two letters that may be initials: `L M`, `L/M`."""
_ENCODED = re.compile(r"[\w.~+-]*(?:%[0-9A-Fa-f]{2}[\w.~+-]*)+")
_FROM_WHERE = re.compile(r"s[st][aä]\Z")
_CAPITALISED = re.compile(r"(?:[^\W\d_]')?(?:[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ\u0100-\u024f]|[A-ZÀ-ÖØ-Þ]{4,}\b)")
"""How a name is written: `Liisa`, `O'Brien`, `LIISA`."""
_NOBODY: tuple[tuple[NameForm, ...], bool | None] = ((), None)
"""What an ordinary word is found to be."""
_SIGNS_OF_INITIALS = re.compile(r"[-._ ]|\d+\Z")


@frozen()
class ProofPlace:
    """One stretch of a text: `word` as it stands there, the `nth` such in the text, from `start` to `end`."""

    start: int
    end: int
    word: str
    nth: int
    kind: PlaceKind
    certain: bool


@frozen(kw_only=True)
class PlaceFinder:
    """Finds the places of a table's texts."""

    names: NameForms
    lone_parties: Phrases
    """Parties that one person stands for: in a text they tell who it was."""
    open_names: Phrases
    """The full names of those who agreed to be named, of the table and of its parties."""
    words: KnownWords
    _seen: dict[str, tuple[ProofPlace, ...]] = field(default_factory=dict, compare=False)
    _words: dict[str, tuple[tuple[NameForm, ...], bool | None]] = field(default_factory=dict, compare=False)
    """What each word was found to be: the parts of names it is a form of, and whether it can be nothing else."""

    def places(self, text: str) -> tuple[ProofPlace, ...]:
        """Return the places of a text in their order."""
        if text not in self._seen:
            self._seen[text] = tuple(self._places(text))
        return self._seen[text]

    def _places(self, text: str) -> Iterator[ProofPlace]:
        seen: dict[str, int] = {}
        for start, stop, kind, certain in widest(self._find(plain_signs(text))):
            word = text[start:stop]
            seen[word] = seen.get(word, 0) + 1
            yield ProofPlace(start, stop, word, seen[word], kind, certain)

    def _find(self, text: str) -> Iterator[Stretch]:
        shaped = tuple(shapes(text))
        yield from ((start, end, kind, kind != "address") for start, end, kind in shaped)
        words = [match for match in WORD.finditer(text) if not (shaped and _is_within(match, shaped))]
        yield from ((start, end, "name", True) for start, end in self.names.seats.find(words))
        yield from ((start, end, "stranger", False) for start, end in self.lone_parties.find(words))
        yield from self._find_disguised(text, words)
        yield from self._find_encoded(text)
        yield from self._find_named(text, self._unless_open(words))
        for start, end, first in user_names(text, words):
            if self.words.is_name(first) if first else not self.words.has_handle(text[start:end]):
                yield start, end, "stranger", False

    def _find_disguised(self, text: str, words: list[re.Match[str]]) -> Iterator[Stretch]:
        """Yield what is not written as a name and is read as one: parted, spread, with figures, initials apart."""
        for start, end, meant in disguises(text, words):
            forms = self.names.find(meant)
            if forms:
                yield start, end, "name", not all(form.ordinary for form in forms)
        for pair in _PAIR.finditer(text):
            if self.names.is_initials(pair[1] + pair[2]):
                yield *pair.span(), "name", False

    def _find_encoded(self, text: str) -> Iterator[Stretch]:
        """Yield the parts of addresses that name somebody in the signs of the web: `M%C3%A4kinen`."""
        for match in _ENCODED.finditer(text) if "%" in text else ():
            meant = (unquote(match[0], encoding) for encoding in ("utf-8", "latin-1"))
            if any(place.certain for said in meant for place in self.places(said)):
                yield *match.span(), "name", True

    def _unless_open(self, words: list[re.Match[str]]) -> list[re.Match[str]]:
        """Return the words but for those of whole names that may be told."""
        named: list[Shaped] = [(start, end, "name") for start, end in self.open_names.find(words)]
        return [match for match in words if not _is_within(match, named)] if named else words

    def _find_named(self, text: str, words: list[re.Match[str]]) -> Iterator[Stretch]:
        at = 0
        while at < len(words):
            word = words[at][0]
            if word == word.lower() and word[0] != "@" and self._known_as(word) == _NOBODY:
                at += 1
                continue
            length, certain = self._full_name(text, words, at)
            if length > 1:
                yield words[at].start(), words[at + length - 1].end(), "name", certain
            else:
                yield from self._alone(text, words[at : at + 3])
            at += length

    def _full_name(self, text: str, words: list[re.Match[str]], first: int) -> tuple[int, bool]:
        """Return how many of the words, from the first on, are one name, and whether they can be nothing else.

        Initials may stand before it, and that of a last name after it; ordinary words in small letters side by side
        are only doubted.
        """
        found: list[tuple[NameForm, ...]] = []
        for at in range(first, len(words)):
            if found and not _is_beside(text, words[at - 1], words[at]):
                break
            forms = self._goes_on(found, words[at][0])
            if forms is None:
                break
            named = any(found)
            found.append(forms)
            if named and not forms:
                break
        if len(found) <= 1 or not any(found):
            return 1, False
        return len(found), any(_is_sure(words[first + at][0], forms) for at, forms in enumerate(found))

    def _goes_on(self, found: list[tuple[NameForm, ...]], word: str) -> tuple[NameForm, ...] | None:
        """Return the parts of names with which a word goes on, none for a first letter; None where it does not."""
        forms = self._forms(word)
        if forms and _is_same_name(found, forms):
            return forms
        return () if self._is_initial(word, named=any(found)) else None

    def _forms(self, word: str) -> tuple[NameForm, ...]:
        return self._known_as(word)[0]

    def _known_as(self, word: str) -> tuple[tuple[NameForm, ...], bool | None]:
        known = self._words.get(word)
        if known is None:
            whole = self.names.find(word)
            forms = whole or tuple(form for part in parts_of(word)[1:] for form in self.names.find(part))
            known = self._words[word] = forms, self._names_somebody(word)
        return known

    def _is_initial(self, word: str, *, named: bool) -> bool:
        """Return whether a word is a first letter: any before a name, that of a last name after a first one."""
        letter = word.partition(":")[0].rstrip(".")
        if named:
            return letter in self.names.last_initials
        letters = _SIGNS_OF_INITIALS.sub("", letter)
        if "." in letter:
            return self.names.is_initials(letters.upper())
        return letter.isupper() and (len(letter) == 1 or self.names.is_initials(letters))

    def _alone(self, text: str, words: list[re.Match[str]]) -> Iterator[Stretch]:
        """Yield the first word where it names somebody, or may do so, by itself or with the one behind it."""
        match = words[0]
        certain = self._known_as(match[0])[1]
        last = self._last_name(text, words)
        if certain is not None:
            if certain or not (self.names.is_ours(match[0]) and begins_sentence(text, match)):
                end = words[last if self.words.is_first_name(match[0]) else 0].end()
                yield match.start(), end, "name", certain
        elif fold(words[last][0]) in self.words.famous:
            return
        elif self._is_stranger(text, match, named=bool(last)):
            yield match.start(), words[last].end(), "stranger", False

    def _last_name(self, text: str, words: list[re.Match[str]]) -> int:
        """Return how many words follow one that looks like a first name as its last name, other first ones before it.

        It may be a place too: `Ritva Lahti`, `Ritva Maija Lahti`.
        """
        last = 0
        for one, other in itertools.pairwise(words if words[0][0][0] not in "@#" else ()):
            word = other[0]
            if not (_is_beside(text, one, other) and _CAPITALISED.match(word)) or _FROM_WHERE.search(word):
                break
            last += 1
            if not self.words.is_first_name(word):
                break
        return last

    def _names_somebody(self, word: str) -> bool | None:
        """Return whether a word can be nothing but somebody's name; None where it names nobody."""
        sign = self._sign_of_somebody(word)
        found = self._found_in(word)
        if sign or not all(form.ordinary for _, form in found) or _is_joined_name(found):
            return True
        return False if sign is False or _is_loud(word, found) or self._is_joined(word) else None

    def _found_in(self, word: str) -> list[tuple[str, NameForm]]:
        return [(part, form) for part in parts_of(word) for form in self.names.find(part)]

    def _sign_of_somebody(self, word: str) -> bool | None:
        """Return whether an id or initials can be nothing else, None where a word is neither."""
        word = word.partition(":")[0]
        handle = self.names.handle(word)
        if handle is not None:
            return handle
        bare = word.lstrip("@#")
        letters = _SIGNS_OF_INITIALS.sub("", bare)
        if not self.names.is_initials(letters.upper()):
            return None
        if "." in bare:
            return bare.count(".") > 1 and letters.isupper()
        shown = letters.isupper() and fold(letters) not in self.names.words
        return False if shown or word[0] == "@" else None

    def _is_joined(self, word: str) -> bool:
        parts = [part for part in parts_of(word) if part[:1] not in ("@", "#")]
        loud = word[:1] in ("@", "#")
        return any(
            self.names.begins(part, loud=loud or part[:1].isupper())
            and not (self.words.has(part) or fold(part) in self.words.ordinary)
            for part in parts
        )

    def _is_stranger(self, text: str, match: re.Match[str], *, named: bool) -> bool:
        """Return whether a word looks like a name: a capital letter that no sentence and nothing known gives it.

        Some words are names at the beginning of a sentence too.
        """
        word = match[0].removeprefix("@")
        if match[0] != word:
            return not self.words.has_handle(word)
        word = word.removeprefix("#")
        if not _CAPITALISED.match(word):
            return False
        may_be = self.words.may_be_stranger(word, begins=begins_sentence(text, match), named=named)
        return may_be and not self._begins_body(text, match.end())

    def _begins_body(self, text: str, end: int) -> bool:
        bodies = self.words.bodies_after(text, end)
        return bool(bodies) and not any(map(self.names.find, bodies))


def _is_loud(word: str, found: list[tuple[str, NameForm]]) -> bool:
    """Return whether a word is written as names are: with a capital letter, as a handle, with a figure at its end."""
    marked = word[0] == "@" or word[-1].isdigit()
    return any(marked or part[:1].isupper() for part, _ in found)


def _is_joined_name(found: list[tuple[str, NameForm]]) -> bool:
    """Return whether a word is joined of two parts of one person's name: `toivo.lahti`."""
    pairs = itertools.combinations(found, 2)
    return any(
        one[1].person == other[1].person
        and one[1].written != other[1].written
        and one[0] not in other[0]
        and other[0] not in one[0]
        for one, other in pairs
    )


def _is_beside(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Return whether two words can be one name: nothing stands between them, or the full stop of an initial."""
    between = text[one.end() : other.start()].strip()
    return not between or (between == "." and len(one[0]) == 1)


def _is_same_name(before: Iterable[tuple[NameForm, ...]], forms: tuple[NameForm, ...]) -> bool:
    """Return whether a word goes on with a name: it can be nothing else, or is of a person named before it."""
    people = [{form.person for form in one} for one in before if one]
    sure = not all(form.ordinary for form in forms)
    return sure or not people or any(form.person in one for form in forms for one in people)


def _is_sure(word: str, forms: tuple[NameForm, ...]) -> bool:
    """Return whether a word beside a name can be nothing but a part of it."""
    return not forms or not all(form.ordinary for form in forms) or word[0].isupper()


def _is_within(match: re.Match[str], stretches: Iterable[tuple[int, int, PlaceKind]]) -> bool:
    return any(start < match.end() and match.start() < end for start, end, _ in stretches)

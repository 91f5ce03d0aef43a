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
    is_beside,
    parts_of,
    plain_signs,
    shapes,
    user_names,
    widest,
)
from kpfacil.views.proof_words import KnownWords

_PAIR = re.compile(r"(?<![\w.-])([^\W\d_](?:-[^\W\d_])?)(?: ?/ ?| )([^\W\d_])(?!\w|\.\w)")
"""Letters that may be initials: `L M`, `L/M`, `A-M K`."""
_STOP = re.compile(r"(?<=\b[^\W\d_])\.(?= [^A-ZÅÄÖ]|[,;:)])")
"""The full stop of a first letter, which ends no sentence."""
_ENCODED = re.compile(r"[\w.~+-]*(?:%[0-9A-Fa-f]{2}[\w.~+-]*)+")
_PAIRED = 2
"""How many initials may be something else."""
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

    def tells_whole_name(self, text: str) -> bool:
        """Return whether somebody's whole name is in a text that is told as it is."""
        words = list(WORD.finditer(plain_signs(text)))
        return any(self._full_name(text, words, at)[0] > 1 for at in range(len(words)))

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
        yield from self._find_listed(text, words)
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
            letters = pair[1].replace("-", "") + pair[2]
            if self.names.is_initials(letters):
                yield *pair.span(), "name", len(letters) > _PAIRED

    def _find_listed(self, text: str, words: list[re.Match[str]]) -> Iterator[Stretch]:
        """Yield names as lists have them, the last name first: `Mäkinen, Onni`."""
        for one, other in itertools.pairwise(words) if "," in text else ():
            if text[one.end() : other.start()].strip(" ") == "," and one[0][0].isupper() and other[0][0].isupper():
                last, first = self._found_in(one[0]), self._found_in(other[0])
                if not _people_in(last, given=False).isdisjoint(_people_in(first, given=True)):
                    yield one.start(), other.end(), "name", True

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
                yield words[at].start(), _end(text, words[at + length - 1]), "name", certain
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
            forms = self._goes_on(found, words[at][0])
            if forms is None or (found and not is_beside(text, words[at - 1], words[at])):
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
        forms = self._known_as(word)[0]
        if forms and _is_same_name(found, forms):
            return forms
        return () if self._is_initial(word, named=any(found)) else None

    def _known_as(self, word: str) -> tuple[tuple[NameForm, ...], bool | None]:
        known = self._words.get(word)
        if known is None:
            whole = self.names.find(word)
            forms = whole or tuple(form for part in parts_of(word)[1:] for form in self.names.find(part))
            known = self._words[word] = forms, self._names_somebody(word)
        return known

    def _is_initial(self, word: str, *, named: bool) -> bool:
        """Return whether a word is a first letter: any before a name, that of some name after one."""
        letter = word.partition(":")[0].rstrip(".")
        if named:
            return letter in self.names.letters
        letters = _SIGNS_OF_INITIALS.sub("", letter)
        if "." in letter:
            return self.names.is_initials(letters.upper())
        return letter.isupper() and (len(letter) == 1 or self.names.is_initials(letters))

    def _alone(self, text: str, words: list[re.Match[str]]) -> Iterator[Stretch]:
        """Yield the first word where it names somebody, or may do so, by itself or with what is behind it."""
        first, certain = words[0], self._known_as(words[0][0])[1]
        if certain is None:
            length = self.words.looks_named(text, words)
            if length and not self._begins_body(text, first.end()):
                yield first.start(), _end(text, words[length - 1]), "stranger", False
        elif certain or not (self.names.is_ours(first[0]) and begins_sentence(text, first)):
            yield first.start(), _end(text, words[self.words.names_behind(text, words)]), "name", certain

    def _names_somebody(self, word: str) -> bool | None:
        """Return whether a word can be nothing but somebody's name; None where it names nobody."""
        sign = self._sign_of_somebody(word)
        found = self._found_in(word)
        if sign or not all(form.ordinary for _, form in found) or _is_joined_name(found):
            return True
        asked = sign is False or _is_loud(word, found) or (found and self.names.is_quiet(word))
        return False if asked or self._is_joined(word) else None

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


def _people_in(found: list[tuple[str, NameForm]], *, given: bool) -> set[int]:
    """Return whose first names, or whose others, are among the forms of a word."""
    return {form.person for _, form in found if form.given is given}


def _end(text: str, word: re.Match[str]) -> int:
    """Return where a name ends with a word, the full stop of a first letter with it."""
    stop = _STOP.match(text, word.end())
    return stop.end() if stop else word.end()


def _is_same_name(before: Iterable[tuple[NameForm, ...]], forms: tuple[NameForm, ...]) -> bool:
    """Return whether a word goes on with a name: it can be nothing else, or is another name of a person before it."""
    named = [form for one in before for form in one]
    if not named or not all(form.ordinary for form in forms):
        return True
    return any(one.person == other.person and one.written != other.written for one in forms for other in named)


def _is_sure(word: str, forms: tuple[NameForm, ...]) -> bool:
    """Return whether a word beside a name can be nothing but a part of it."""
    return not forms or not all(form.ordinary for form in forms) or word[0].isupper()


def _is_within(match: re.Match[str], stretches: Iterable[tuple[int, int, PlaceKind]]) -> bool:
    return any(start < match.end() and match.start() < end for start, end, _ in stretches)

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
from kpfacil.model.value import frozen_by_name
from kpfacil.views.name_forms import NameForms, Phrases
from kpfacil.views.name_parts import (
    NameForm,
    end_of_name,
    is_in_case,
    is_joined_name,
    is_loud,
    is_named_by,
    is_only_name,
    is_ordinary,
    is_same_name,
    is_whole,
    without_case,
)
from kpfacil.views.proof_shapes import (
    STREET,
    WORD,
    Shaped,
    begins_sentence,
    disguises,
    is_beside,
    may_be_read,
    parts_of,
    plain_signs,
    shapes,
    user_names,
)
from kpfacil.views.proof_stretches import ProofPlace, Stretch, as_places
from kpfacil.views.proof_words import KnownWords

_LETTER = r"[A-ZÀ-ÖØ-Þ](?:-?[A-ZÀ-ÖØ-Þ])?(?::\w+)?"
_ROWS = tuple(
    re.compile(rf"(?<![\w.-])(?=({_LETTER}(?:(?: ?/ ?| ){_LETTER}){{{more}}})(?!\w|\.\w))") for more in (1, 2)
)
"""Letters that may be initials: `L M`, `L/M`, `A-M K`, `K A-M`, `AM K`, `A-M P K`."""
_MIDDLE = re.compile(r"[A-ZÀ-ÖØ-Þ](?:(?:\. ?|-|\.-)?[A-ZÀ-ÖØ-Þ])*\.?|v")
"""What stands between a first name and a last one: `Lahja H. Ranta`, `Lahja A.-M. Ranta`, `Jari v. Wright`."""
_LISTED = re.compile(r" *[,;/|] *")
"""What stands between the first and the last name in a list, or in the cells of a row."""
_ENCODED = re.compile(r"[\w.~+-]*(?:%[0-9A-Fa-f]{2}[\w.~+-]*)+")
_PAIRED = 2
"""How many initials may be something else."""
_NOBODY: tuple[tuple[NameForm, ...], bool | None] = ((), None)
"""What an ordinary word is found to be."""
_SIGNS_OF_INITIALS = re.compile(r"[-._ ]|\d+\Z")


@frozen_by_name
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
            self._seen[text] = tuple(as_places(text, self._find(plain_signs(text))))
        return self._seen[text]

    def tells_whole_name(self, text: str) -> bool:
        """Return whether somebody's whole name is in a text that is told as it is."""
        words = list(WORD.finditer(plain_signs(text)))
        return any(self._full_name(text, words, at)[0] > 1 for at in range(len(words)))

    def _find(self, text: str) -> Iterator[Stretch]:
        shaped = tuple(shapes(text))
        sure = [one for one in shaped if one[2] != "address" and not may_be_read(text[one[0] : one[1]])]
        yield from ((*one, one in sure) for one in shaped)
        words = _outside(WORD.finditer(text), sure)
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
        yield from ((*match.span(), "name", True) for match in self.names.shortened.finditer(text))
        for row in (row for rows in _ROWS for row in rows.finditer(text)):
            letters = "".join(filter(str.isupper, row[1]))
            if self.names.is_initials(letters):
                yield *row.span(1), "name", len(letters) > _PAIRED

    def _find_listed(self, text: str, words: list[re.Match[str]]) -> Iterator[Stretch]:
        """Yield names as lists and the cells of a row have them: `Mäkinen, Onni`, `Onni; Mäkinen`."""
        for one, other in itertools.pairwise(words):
            if _LISTED.fullmatch(text, one.end(), other.start()) and one[0][0].isupper() and other[0][0].isupper():
                before, behind = self._found_in(one[0]), self._found_in(other[0])
                last_first = is_named_by(behind, before)
                if last_first or is_named_by(before, behind):
                    certain = last_first or not all(form.ordinary for _, form in (*before, *behind))
                    yield one.start(), other.end(), "name", certain

    def _find_encoded(self, text: str) -> Iterator[Stretch]:
        """Yield the parts of addresses that name somebody in the signs of the web: `M%C3%A4kinen`."""
        for match in _ENCODED.finditer(text) if "%" in text else ():
            meant = (unquote(match[0], encoding) for encoding in ("utf-8", "latin-1"))
            if any(place.certain for said in meant for place in self.places(said)):
                yield *match.span(), "name", True

    def _unless_open(self, words: list[re.Match[str]]) -> list[re.Match[str]]:
        """Return the words but for those of whole names that may be told."""
        named: list[Shaped] = [(start, end, "name") for start, end in self.open_names.find(words)]
        return _outside(words, named)

    def _find_named(self, text: str, words: list[re.Match[str]]) -> Iterator[Stretch]:
        at = 0
        while at < len(words):
            word = words[at][0]
            if at and self._is_left_by_name(text, words[at - 1], words[at]):
                yield *words[at].span(), "name", False
                at += 1
                continue
            if word == word.lower() and word[0] != "@" and self._known_as(word) == _NOBODY:
                at += 1
                continue
            length, certain = self._full_name(text, words, at)
            if length > 1:
                yield words[at].start(), end_of_name(text, words[at + length - 1]), "name", certain
            else:
                yield from self._alone(text, words[at : at + 3])
            at += length

    def _full_name(self, text: str, words: list[re.Match[str]], first: int) -> tuple[int, bool]:
        """Return how many of the words, from the first on, are one name, and whether they can be nothing else.

        Initials may stand before it, and those of a first name or that of a last one after it; words that are all
        ordinary ones are doubted, unless they are written as nothing but a name is.
        """
        found: list[tuple[NameForm, ...]] = []
        for at in range(first, len(words)):
            forms = self._goes_on(text, found, words[at : at + 2])
            if forms is None or (found and not self._may_be_one(text, words[at - 1], words[at])):
                break
            found.append(forms)
            if any(found) and not forms and not self._is_in_middle(text, found, words[at : at + 2]):
                break
        if len(found) <= 1 or not any(found):
            return 1, False
        return len(found), is_only_name(text, [*zip(words[first:], found, strict=False)])

    def _is_in_middle(self, text: str, found: list[tuple[NameForm, ...]], words: list[re.Match[str]]) -> bool:
        """Return whether letters stand between two names of one person: `Lahja H. Ranta`."""
        if not any(found) or len(words) == 1 or not _MIDDLE.fullmatch(words[0][0]):
            return False
        forms = self._known_as(words[1][0])[0]
        return bool(forms) and is_same_name(found, forms) and is_beside(text, *words)

    def _may_be_one(self, text: str, one: re.Match[str], other: re.Match[str]) -> bool:
        """Return whether two words beside each other may be parts of one name."""
        return is_beside(text, one, other) and not self._is_left_by_name(text, one, other)

    def _is_left_by_name(self, text: str, one: re.Match[str], other: re.Match[str]) -> bool:
        """Return whether a small word behind a first name in one of its cases may be just that word: `Liisan aho`.

        Somebody's last name is beside the first name as it is, and takes the case itself.
        """
        before, forms = self._known_as(one[0])[0], self._known_as(other[0])[0]
        return (
            bool(before and forms)
            and not is_ordinary(before)
            and is_ordinary(forms)
            and other[0].islower()
            and is_in_case(one[0], before)
            and is_same_name([before], forms)
            and is_beside(text, one, other)
        )

    def _goes_on(
        self, text: str, found: list[tuple[NameForm, ...]], words: list[re.Match[str]]
    ) -> tuple[NameForm, ...] | None:
        """Return the parts of names with which a word goes on, none for letters; None where it does not."""
        forms = self._known_as(words[0][0])[0]
        if forms and is_same_name(found, forms):
            return forms
        initial = self._is_initial(words[0][0], found) or self._is_in_middle(text, found, words)
        return () if initial else None

    def _known_as(self, word: str) -> tuple[tuple[NameForm, ...], bool | None]:
        known = self._words.get(word)
        if known is None:
            found = self._found_in(word)
            whole = tuple(form for part, form in found if part == word)
            forms = whole or tuple(form for _, form in found)
            known = self._words[word] = forms, self._names_somebody(word)
        return known

    def _is_initial(self, word: str, found: list[tuple[NameForm, ...]]) -> bool:
        """Return whether a word is a first letter or several: any before a name, a person's own after half of one."""
        letter = without_case(word).rstrip(".")
        named = next(filter(None, reversed(found)), ())
        if is_whole(found):
            return False
        if named:
            own = any(letter in self.names.letters[form.person] for form in named)
            return own or (letter.isupper() and self._are_initials(letter))
        if "." in letter:
            return letter.isupper() or self._are_initials(letter)
        return letter.isupper() and (len(letter) == 1 or self._are_initials(letter))

    def _are_initials(self, word: str) -> bool:
        """Return whether letters are somebody's initials, or end or begin with such: `J.P. T.L.` are two people's."""
        letters = _SIGNS_OF_INITIALS.sub("", word).upper()
        apart = "." in word and not re.search(r"\w\w", word)
        parts = [(letters[:cut], letters[cut:]) for cut in range(2, len(letters) - 1)] if apart else []
        return self.names.is_initials(letters) or any(self.names.is_initials(part) for pair in parts for part in pair)

    def _alone(self, text: str, words: list[re.Match[str]]) -> Iterator[Stretch]:
        """Yield the first word where it names somebody, or may do so, by itself or with what is behind it."""
        first, certain = words[0], self._known_as(words[0][0])[1]
        if certain is None:
            length = self.words.looks_named(text, words)
            if length and not self._begins_body(text, first.end()):
                yield first.start(), end_of_name(text, words[length - 1]), "stranger", False
        elif certain or not (self.names.is_ours(first[0]) and begins_sentence(text, first)):
            yield first.start(), end_of_name(text, words[self.words.names_behind(text, words)]), "name", certain

    def _names_somebody(self, word: str) -> bool | None:
        """Return whether a word can be nothing but somebody's name; None where it names nobody."""
        sign = self._sign_of_somebody(word)
        found = self._found_in(word)
        if sign or not all(form.ordinary for _, form in found) or is_joined_name(found):
            return True
        asked = sign is False or is_loud(word, found) or (found and self.names.is_quiet(word))
        return False if asked or self._is_joined(word) else None

    def _found_in(self, word: str) -> list[tuple[str, NameForm]]:
        parts = parts_of(word)
        found = [(part, form) for part in parts for form in self.names.find(part)]
        is_plain = len(parts) == 1 and (word[1:].islower() or word.isupper())
        return [(part, form) for part, form in found if not form.lettered] if is_plain else found

    def _sign_of_somebody(self, word: str) -> bool | None:
        """Return whether an id or initials can be nothing else, None where a word is neither."""
        word = without_case(word)
        handle = self.names.handle(word)
        if handle is not None or any(map(self.names.handle, parts_of(word))):
            return handle is not False
        bare = word.lstrip("@#")
        letters = _SIGNS_OF_INITIALS.sub("", bare)
        if not self._are_initials(bare):
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
            and not (fold(part) in self.words.ordinary or STREET.search(part))
            for part in parts
        )

    def _begins_body(self, text: str, end: int) -> bool:
        bodies = self.words.bodies_after(text, end)
        return bool(bodies) and not any(map(self.names.find, bodies))


def _outside(words: Iterable[re.Match[str]], stretches: list[Shaped]) -> list[re.Match[str]]:
    """Return the words but for those within some stretches."""
    return [
        match for match in words if all(match.end() <= start or end <= match.start() for start, end, _ in stretches)
    ]

"""Proofreading before publishing: the places in people's words that name somebody, or may name somebody.

A place that can only be a name, a number or a code is *certain*: it is covered until other words are put there. One
that may also be an ordinary word waits to be decided, once for each place in each text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kpfacil.model.fold import fold
from kpfacil.views.name_forms import NameForm, NameForms, without_enclitics, word_forms

PlaceKind = Literal["name", "mail", "phone", "code", "address", "stranger"]

_MAIL = (
    r"[\w.+%'-]+\s?(?:@|\(at\)|\[at\]|\(ät\)|\{at\})\s?[\w-]+(?:\s?(?:\.|\(dot\)|\(piste\))\s?[\w-]+)*\s?\.\s?[a-z]{2,}"
)
_SPOKEN_MAIL = r"[\w+-]+(?:\.[\w+-]+)*\s(?:at|ät)\s[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}"
_CODE = r"\b\d{6}[-+A-FU-Ya-fu-y]\d{3}[0-9A-Za-z]\b"
_IBAN = r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?\b"
_PHONE = (
    r"(?<![\w.,-])(?:(?:\+|00)\d{1,3}(?:[ ./-]?\(0\))?|\(?0\d{1,3}\)?)(?:[ ./-]{0,2}\d{2,4}){2,4}(?![\w])"
    r"|(?<=puh )\d{5,}|(?<=puh\. )[\d ]{5,}\d|(?<=p\. )[\d ]{5,}\d|(?<=tel )[\d ]{5,}\d|(?<=tel\. )[\d ]{5,}\d"
)
_STREET = (
    r"\b[A-ZÅÄÖ][\w-]*(?:katu|tie|kuja|polku|raitti|kaari|rinne|gatan|vägen|gränd)\s\d+(?:\s?[A-Za-z]\b)?(?:\s\d+)?"
)
_SHAPES: tuple[tuple[PlaceKind, re.Pattern[str]], ...] = (
    ("mail", re.compile(f"{_MAIL}|{_SPOKEN_MAIL}", re.IGNORECASE)),
    ("code", re.compile(f"{_IBAN}|{_CODE}")),
    ("phone", re.compile(_PHONE, re.IGNORECASE)),
    ("address", re.compile(_STREET)),
)
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?(?::\w+)?|@?[^\W_]+(?:[-'’´:._][^\W_]+)*")
_PARTS = re.compile(r"[-'’´:._@]")
_BEGINS = re.compile(r"(?:^|[.!?:…\n]|^\W+)[\s\"'”’»(\[-]*\Z")
_BETWEEN_NAMES = " .\t\n\u00a0"

_Stretch = tuple[int, int, PlaceKind, bool]
"""Where a place begins and ends, its kind, and whether it can be nothing else."""


@dataclass(frozen=True, slots=True)
class ProofPlace:
    """One stretch of a text: `word` as it stands there, the `nth` such in the text, from `start` to `end`."""

    start: int
    end: int
    word: str
    nth: int
    kind: PlaceKind
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFinder:
    """Finds the places of a table's texts."""

    names: NameForms
    lone_parties: tuple[tuple[str, ...], ...]
    """The folded words of parties that one person stands for: in a text they tell who it was."""
    known: Mapping[str, str]
    small: frozenset[str]
    """Words that stand in small letters somewhere in the table's texts."""

    def places(self, text: str) -> tuple[ProofPlace, ...]:
        """Return the places of a text in their order."""
        found = sorted(self._found(text), key=lambda place: (place[0], -place[1]))
        places: list[ProofPlace] = []
        seen: dict[str, int] = {}
        end = 0
        for start, stop, kind, certain in found:
            if start < end:
                continue
            word = text[start:stop]
            seen[word] = seen.get(word, 0) + 1
            places.append(ProofPlace(start, stop, word, seen[word], kind, certain))
            end = stop
        return tuple(places)

    def _found(self, text: str) -> Iterator[_Stretch]:
        shaped = [(*match.span(), kind) for kind, shape in _SHAPES for match in shape.finditer(text)]
        yield from ((start, end, kind, kind != "address") for start, end, kind in shaped)
        words = [match for match in _WORD.finditer(text) if not _is_within(match, shaped)]
        yield from _phrases(words, self.names.seats, "name")
        yield from _phrases(words, self.lone_parties, "stranger")
        at = 0
        while at < len(words):
            length, certain = self._full_name(text, words[at:])
            if length > 1:
                yield words[at].start(), words[at + length - 1].end(), "name", certain
            else:
                yield from self._alone(text, words[at])
            at += length

    def _full_name(self, text: str, words: list[re.Match[str]]) -> tuple[int, bool]:
        """Return how many of the words, from the first on, are one name, and whether they can be nothing else.

        Initials may stand before it; ordinary words in small letters side by side are only doubted.
        """
        forms: list[NameForm | None] = []
        end = words[0].start()
        for word in words:
            form = self.names.find(word[0])
            if text[end : word.start()].strip(_BETWEEN_NAMES) or (
                form is None and (any(forms) or not _is_initial(word[0]))
            ):
                break
            forms.append(form)
            end = word.end()
        if len(forms) <= 1 or not any(forms):
            return 1, False
        return len(forms), any(_is_sure(word[0], form) for word, form in zip(words, forms, strict=False))

    def _is_sign_of_somebody(self, word: str) -> bool:
        bare = word.removeprefix("@").partition(":")[0]
        dotted = bare.count(".") > 1 and self.names.is_initials(bare.replace(".", "").upper())
        return dotted or self.names.is_handle(bare)

    def _alone(self, text: str, match: re.Match[str]) -> Iterator[_Stretch]:
        """Yield a word that names somebody, or may do so, by itself."""
        word = match[0]
        found = [(part, form) for part in _parts(word) if (form := self.names.find(part)) is not None]
        if self._is_sign_of_somebody(word) or not all(form.ordinary for _, form in found):
            yield *match.span(), "name", True
        elif any(part[0].isupper() for part, _ in found) or self._is_initials(word):
            yield *match.span(), "name", False
        elif self._is_stranger(text, match):
            yield *match.span(), "stranger", False

    def _is_initials(self, word: str) -> bool:
        letters = word.partition(":")[0]
        return letters.isupper() and self.names.is_initials(letters) and fold(letters) not in self.known

    def _is_stranger(self, text: str, match: re.Match[str]) -> bool:
        """Return whether a word looks like a name: a capital letter that no sentence and nothing known gives it."""
        word = match[0].removeprefix("@")
        if not word[:1].isupper() or word[1:2].isupper() or len(word) < len("Ab") or not word[1:2].isalpha():
            return False
        if _BEGINS.search(text[: match.start()]):
            return False
        return not any(map(self._is_known, _parts(word)))

    def _is_known(self, word: str) -> bool:
        if word.isupper() and len(word) > 1:
            return True
        return any(bare in self.small or fold(bare) in self.known for bare in without_enclitics(word))


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isupper()


def _is_sure(word: str, form: NameForm | None) -> bool:
    """Return whether a word beside a name can be nothing but a part of it."""
    return form is None or not form.ordinary or word[0].isupper()


def _is_within(match: re.Match[str], stretches: Iterable[tuple[int, int, PlaceKind]]) -> bool:
    return any(start < match.end() and match.start() < end for start, end, _ in stretches)


def _phrases(words: list[re.Match[str]], phrases: Iterable[tuple[str, ...]], kind: PlaceKind) -> Iterator[_Stretch]:
    """Yield seats named by their field, or parties of one person, where they stand as a whole."""
    folded = [fold(word[0]) for word in words]
    for phrase in phrases:
        for at in range(len(words) - len(phrase) + 1):
            last = at + len(phrase) - 1
            if words[at][0][0].isupper() and _is_phrase(phrase, folded[at : last + 1]):
                yield words[at].start(), words[last].end(), kind, kind == "name"


def _is_phrase(phrase: tuple[str, ...], words: list[str]) -> bool:
    if tuple(words[:-1]) != phrase[:-1]:
        return False
    last_forms = word_forms(phrase[-1:])
    return any(bare in last_forms for bare in without_enclitics(words[-1]))


def _parts(word: str) -> Iterator[str]:
    """Yield a word and, where it is joined of several, each of them."""
    yield from filter(None, dict.fromkeys((word, *_PARTS.split(word))))


def words_of(text: str) -> Iterator[str]:
    """Yield the words of a text and, where one is joined of several, each of them."""
    for word in _WORD.findall(text):
        yield from _parts(word)

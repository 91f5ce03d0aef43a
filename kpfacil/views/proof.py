"""Proofreading before publishing: the places in people's words that name somebody, or may name somebody.

A place that can only be a name, a number or a code is *certain*: it is covered until other words are put there. One
that may also be an ordinary word waits to be decided, once for each place in each text (contract, section 5).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

import snowballstemmer

from kpfacil.model.fold import fold
from kpfacil.model.lexicon import Lexicon, lexicon
from kpfacil.model.session import Session
from kpfacil.model.workings import Proof
from kpfacil.views.name_forms import NameForm, NameForms, people_of, without_enclitics, word_forms

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
_STEMMER = snowballstemmer.stemmer("finnish")
_PARTS = re.compile(r"[-'’´:._@]")
_BEGINS = re.compile(r"(?:^|[.!?:…\n]|^\W+)[\s\"'”’»(\[-]*\Z")
_BETWEEN_NAMES = " .\t\n\u00a0"

_KEYS = ("text", "title", "question", "reason", "theme", "due_text", "note", "next_step", "unit")
"""The keys of entries and blocks under which people's words stand."""

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
class Reader:
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
        length, certain = 0, False
        named = False
        for before, word in zip([None, *words], words, strict=False):
            apart = before is not None and text[before.end() : word.start()].strip(_BETWEEN_NAMES)
            form = self.names.find(word[0])
            if apart or (form is None and (named or not _is_initial(word[0]))):
                break
            length += 1
            named = named or form is not None
            certain = certain or _is_sure(word[0], form)
        return (length, certain) if length > 1 and named else (1, False)

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


@dataclass(frozen=True, slots=True)
class Proofreading:
    """What a table's public documents show of people's words, by its reader and the decisions made so far."""

    reader: Reader
    decisions: Mapping[tuple[str, str, int], Proof]
    """The decisions by text, word and which of the equal words it is: another text asks again."""
    kept_words: frozenset[str]
    """The stems of words that the table has kept once."""

    def covered(self, text: str, covers: Mapping[PlaceKind, str]) -> str:
        """Return a text as the public may read it; `covers` says what stands in place of each kind.

        A place that waits for its decision stands as it is written.
        """
        parts: list[str] = []
        at = 0
        for place in self.reader.places(text):
            parts += [text[at : place.start], self._shown(text, place, covers)]
            at = place.end
        return "".join((*parts, text[at:]))

    def decision(self, text: str, place: ProofPlace) -> Proof | None:
        """Return what was decided of a place, None while nothing was; nobody can decide to keep a certain one."""
        made = self.decisions.get((text, place.word, place.nth))
        if made is None and place.kind == "stranger" and _stems(place.word) & self.kept_words:
            return Proof(where="table.kept_words", word=place.word, text=text, decision="keep")
        return None if made and place.certain and made.decision == "keep" else made

    def waiting(self, texts: Iterable[str]) -> int:
        """Return how many places of these texts wait for a decision."""
        return sum(
            not place.certain and self.decision(text, place) is None
            for text in dict.fromkeys(texts)
            for place in self.reader.places(text)
        )

    def _shown(self, text: str, place: ProofPlace, covers: Mapping[PlaceKind, str]) -> str:
        made = self.decision(text, place)
        if made is not None and made.decision == "replace":
            return made.words
        hidden = place.certain if made is None else made.decision == "cover"
        return covers[place.kind] if hidden else place.word


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """A place as it is decided: its number from 1 on, where its text stands, and what was decided of it."""

    number: int
    where: str
    text: str
    place: ProofPlace
    made: Proof | None

    @property
    def waits(self) -> bool:
        """Whether the memo cannot be published before something is decided here."""
        return not self.place.certain and self.made is None

    def around(self, signs: int) -> tuple[str, str]:
        """Return at most so many signs of the text before the place and after it."""
        before, after = self.text[: self.place.start], self.text[self.place.end :]
        return before[-signs:] if signs else "", after[:signs]


def listed_places(session: Session, proof: Proofreading, printed: Iterable[str]) -> tuple[ListedPlace, ...]:
    """Return the places of the texts that a session's public memo prints, numbered in the order of the session.

    A place keeps its number while the texts stand, whatever is decided; equal texts are decided once.
    """
    wanted = set(printed)
    found: list[ListedPlace] = []
    for where, text in texts_of(session):
        if text not in wanted:
            continue
        wanted.discard(text)
        for place in proof.reader.places(text):
            found.append(ListedPlace(len(found) + 1, where, text, place, proof.decision(text, place)))
    return tuple(found)


def proofread(sessions: Iterable[Session]) -> Proofreading:
    """Return the proofreading of a table, given all its sessions from the oldest to the latest."""
    every = tuple(sessions)
    made = {(one.text, one.word, one.nth): one for session in every for one in session.proof}
    kept = {stem for session in every for word in session.table.kept_words for stem in _stems(word)}
    return Proofreading(reader_of(every, lexicon()), made, frozenset(kept))


def _stems(word: str) -> set[str]:
    return set(_STEMMER.stemWords(list(without_enclitics(word))))


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


def reader_of(sessions: Iterable[Session], lexicon: Lexicon) -> Reader:
    """Return what finds the places in the texts of a table, given all its sessions from the oldest to the latest."""
    every = tuple(sessions)
    parties = {party.id: party.name for session in every for party in session.parties}
    lone = _stood_for_by_one(every) & parties.keys()
    titles = [name for handle, name in parties.items() if handle not in lone]
    known = {fold(word) for title in (*titles, *_titles(every)) for word in _words(title)}
    small = {word for session in every for _, text in texts_of(session) for word in _words(text) if word[0].islower()}
    return Reader(
        names=NameForms(people_of(every), lexicon),
        lone_parties=tuple(words for handle in sorted(lone) if not known.issuperset(words := _phrase(parties[handle]))),
        known=_lexicon_forms(lexicon) | word_forms(known),
        small=frozenset(small),
    )


@cache
def _lexicon_forms(lexicon: Lexicon) -> dict[str, str]:
    return word_forms(lexicon.known | lexicon.ordinary)


def _stood_for_by_one(sessions: Iterable[Session]) -> set[str]:
    people: dict[str, set[str]] = {}
    for session in sessions:
        for person in session.participants:
            people.setdefault(person.party, set()).add(person.name)
    return {handle for handle, names in people.items() if len(names) == 1}


def _titles(sessions: Iterable[Session]) -> Iterator[str]:
    """Yield the names that the table itself has given: its own, its themes and its places."""
    for session in sessions:
        table, meeting = session.table, session.meeting
        yield from (table.name, table.theme, meeting.place, meeting.next_place)
        yield from (idea.theme for idea in session.ideas)
        yield from (matter.theme for matter in session.parked)
        yield from (word for person in session.participants for word in (person.site, person.field))
        yield from (person.name for person in session.participants if person.public)


def _phrase(name: str) -> tuple[str, ...]:
    return tuple(fold(name).split())


def _words(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        yield from _parts(word)


def texts_of(session: Session) -> Iterator[tuple[str, str]]:
    """Yield every text of a session that somebody wrote and a public document may print, with where it stands."""
    table, meeting = session.table, session.meeting
    yield from ((f"table.{key}", text) for key, text in _texts(table, ("theme", "goal", "indicator")))
    yield from ((f"table.ground_rules.{at}", rule) for at, rule in enumerate(table.ground_rules, start=1))
    yield from ((f"meeting.{key}", text) for key, text in _texts(meeting, ("place", "next_place")))
    for entry in (*table.goals, *session.entries()):
        yield from ((f"{entry.id}.{key}", text) for key, text in _texts(entry, _KEYS))
    for task in session.tasks:
        yield from ((f"{task.id}.resources.{at}", gift.text) for at, gift in enumerate(task.resources, start=1))
        yield from ((f"{task.id}.story.{at}", told.text) for at, told in enumerate(task.story, start=1))
    for agreement in session.agreements:
        yield from ((f"{agreement.id}.consent.{one.who}", one.reason) for one in agreement.consent)
    blocks = {"materials": session.materials, "evaluations": session.evaluations, "programme": session.programme}
    for block, values in blocks.items():
        for at, value in enumerate(values, start=1):
            yield from ((f"{block}.{at}.{key}", text) for key, text in _texts(value, _KEYS))


def _texts(value: object, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    for key in keys:
        text = getattr(value, key, "")
        if text:
            yield key, text

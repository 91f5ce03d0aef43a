"""The people of a table as their names are written in running text, and which of these are also other words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kpfacil.capture.inflection import forms
from kpfacil.model.fold import fold
from kpfacil.model.lexicon import Lexicon
from kpfacil.model.people import Participant
from kpfacil.model.session import Session

_SHORTEST = 2
_AROUND = ".,()\"'”’"
_PARTICLES = frozenset({"af", "av", "da", "de", "del", "der", "di", "la", "le", "of", "van", "von"})
_ENCLITICS = ("kin", "kaan", "kään", "han", "hän", "ko", "kö", "pa", "pä", "s", "ni", "si", "nsa", "nsä", "mme", "nne")
"""What Finnish hangs at the end of a word, also two of them (`Liisallekin`, `Liisaltakohan`, `Liisamme`)."""
_MOST_ENCLITICS = 3


@dataclass(frozen=True, slots=True)
class NameForm:
    """One part of somebody's name as it may be inflected; `written` is how the roster has it, in small letters."""

    written: str
    ordinary: bool


class NameForms:
    """Looks a word up among the names of people who have not agreed to be named in public."""

    def __init__(self, people: Iterable[Participant], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._forms: dict[str, list[NameForm]] = {}
        self._handles: set[str] = set()
        self._initials: set[str] = set()
        self.seats: set[tuple[str, ...]] = set()
        """Seats named by their field, as folded words: they are covered as a whole."""
        for person in people:
            self._add(person)

    def find(self, word: str) -> NameForm | None:
        """Return the part of a name that a word is a form of; one that is no other word before one that is."""
        found: NameForm | None = None
        for bare in _without_enclitics(word.casefold()):
            for form in self._forms.get(fold(bare), ()):
                if _spelt_alike(bare, form.written):
                    ordinary = form.ordinary or bare in self._lexicon.ordinary_alone
                    if not ordinary:
                        return form
                    found = NameForm(form.written, ordinary=True)
        return found

    def is_handle(self, word: str) -> bool:
        """Return whether a word is a participant's id and no ordinary word."""
        return word.casefold() in self._handles

    def is_initials(self, letters: str) -> bool:
        """Return whether capital letters are somebody's initials."""
        return letters in self._initials

    def _add(self, person: Participant) -> None:
        words = person.name.split()
        if not words:
            return
        if len(words) > 1 and words[-1].casefold() in self._lexicon.seats:
            self.seats.add(tuple(fold(person.name).split()))
            return
        names = list(_names(words))
        for at, name in enumerate(names):
            for part in {name, *name.split("-")}:
                self._add_part(part.casefold(), given=at == 0)
        self._initials |= _initials(person.name)
        handle = person.id.casefold()
        if not self._is_ordinary(handle) and handle not in self._lexicon.ordinary_alone:
            self._handles.add(handle)

    def _is_ordinary(self, word: str) -> bool:
        return word in self._lexicon.ordinary or word in self._lexicon.known

    def _add_part(self, written: str, *, given: bool) -> None:
        if len(written) < _SHORTEST:
            return
        name = NameForm(written, ordinary=self._is_ordinary(written))
        folded = fold(written)
        for form in {folded, *forms(folded, given=True), *forms(folded, given=given)}:
            self._forms.setdefault(form, []).append(name)


def people_of(sessions: Iterable[Session]) -> tuple[Participant, ...]:
    """Return everybody who is or was on a roster of these sessions and has not agreed to be named in public.

    What the latest session says of a person's consent counts.
    """
    latest: dict[tuple[str, str], Participant] = {}
    for session in sessions:
        for person in session.participants:
            latest[person.id, person.name] = person
    return tuple(person for person in latest.values() if not person.public)


def _initials(name: str) -> set[str]:
    letters = "".join(part[0].upper() for part in re.split(r"[\s.-]+", name) if part)
    return {letters, letters[:2], letters[0] + letters[-1]} if len(letters) > 1 else set()


def _names(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        for name in word.strip(_AROUND).split("."):
            if len(name) >= _SHORTEST and name.casefold() not in _PARTICLES:
                yield name


def word_forms(words: Iterable[str]) -> dict[str, str]:
    """Return the folded case forms of known words, each with the word it is a form of."""
    found: dict[str, str] = {}
    for word in words:
        folded = fold(word)
        found.update(dict.fromkeys((folded, *forms(folded)), word))
    return found


def without_enclitics(word: str) -> Iterator[str]:
    """Yield a word as it is, and without what may hang at its end."""
    yield from _without_enclitics(word.casefold())


def _without_enclitics(word: str) -> Iterator[str]:
    level = {word}
    for _ in range(_MOST_ENCLITICS):
        yield from level
        level = {
            bare.removesuffix(ending)
            for bare in level
            for ending in _ENCLITICS
            if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST
        }


def _spelt_alike(word: str, written: str) -> bool:
    """Return whether a word may be a form of a name by its letters: `mikä` is not Mika, but `makinen` is Mäkinen."""
    without_dots = word == fold(word)
    for letter, other in zip(word, written, strict=False):
        if fold(letter) != fold(other):
            return True
        if letter != other and not without_dots:
            return False
    return True

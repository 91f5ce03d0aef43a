"""Somebody the roster does not know: the id that suits the name, and the command that brings the person in."""

import re
from collections.abc import Iterable

from kpfacil.capture.names import names_of
from kpfacil.capture.words import ANSWERS, EVERYONE
from kpfacil.commands.people import AddParticipant, AddParty
from kpfacil.model.fold import fold
from kpfacil.model.kinds import split_id
from kpfacil.model.session import Session
from kpfacil.model.text import clean_line

_LETTERS = re.compile(r"[^a-z0-9]+")
_LONGEST_ID = 24
_NAMELESS = "vieras"  # a name without a letter that folds to ASCII


def suggest_id(session: Session, name: str) -> str:
    """Return a short free id for a new name: `liisa`, else `liisav`, `liisavi` …, else `liisa2`."""
    names = names_of(session)
    return FreeIds({*names.ids, *names.first}).take(name)


class FreeIds:
    """Short ids for new names: none of the folded ids and first names in `taken`."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.taken = set(taken)
        self._numbers: dict[str, int] = {}

    def take(self, name: str) -> str:
        """Return a free id for a name; however many share a first name, each number is tried once."""
        words = [word for word in (_LETTERS.sub("", part) for part in fold(name).split()) if word]
        first = (words[0] if words else _NAMELESS)[:_LONGEST_ID]
        last = words[-1] if len(words) > 1 else ""
        lettered = (first + last[:length] for length in range(len(last) + 1))
        taken = next((option for option in lettered if self._is_free(option)), "") or self._numbered(first)
        self.taken.add(taken)
        return taken

    def _numbered(self, first: str) -> str:
        between = "-" if split_id(first.upper()) else ""
        number = self._numbers.get(first, 2)
        while not self._is_free(f"{first}{between}{number}"):
            number += 1
        self._numbers[first] = number + 1
        return f"{first}{between}{number}"

    def _is_free(self, option: str) -> bool:
        return option not in self.taken and not (split_id(option.upper()) or option in EVERYONE or option in ANSWERS)


def newcomer(session: Session, typed_name: str) -> AddParticipant:
    """Return the command that adds a typed name as a participant; a name in small letters gets its capitals."""
    name = clean_line(typed_name)
    return AddParticipant(id=suggest_id(session, name), name=_with_capitals(name))


def new_party(session: Session, typed_name: str) -> AddParty:
    """Return the command that adds a typed name as a party."""
    name = clean_line(typed_name)
    return AddParty(id=suggest_id(session, name), name=name[:1].upper() + name[1:])


def _with_capitals(name: str) -> str:
    if name != name.lower():
        return name
    return re.sub(r"(?<![^\s-])\w", lambda letter: letter[0].upper(), name)

"""Somebody the roster does not know: the id that suits the name, and the command that brings the person in."""

import re
from collections.abc import Iterator
from itertools import count

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
    free = (option for option in _options(name) if option not in names.ids and option not in names.first)
    return next(option for option in free if _may_be(option))


def newcomer(session: Session, typed_name: str) -> AddParticipant:
    """Return the command that adds a typed name as a participant; a name in small letters gets its capitals."""
    name = clean_line(typed_name)
    return AddParticipant(id=suggest_id(session, name), name=_with_capitals(name))


def new_party(session: Session, typed_name: str) -> AddParty:
    """Return the command that adds a typed name as a party."""
    name = clean_line(typed_name)
    return AddParty(id=suggest_id(session, name), name=name[:1].upper() + name[1:])


def _options(name: str) -> Iterator[str]:
    words = [word for word in (_LETTERS.sub("", part) for part in fold(name).split()) if word]
    first = (words[0] if words else _NAMELESS)[:_LONGEST_ID]
    last = words[-1] if len(words) > 1 else ""
    yield first
    yield from (first + last[:length] for length in range(1, len(last) + 1))
    between = "-" if split_id(first.upper()) else ""
    yield from (f"{first}{between}{number}" for number in count(2))


def _may_be(option: str) -> bool:
    return not split_id(option.upper()) and option not in EVERYONE and option not in ANSWERS


def _with_capitals(name: str) -> str:
    if name != name.lower():
        return name
    return re.sub(r"(?<![^\s-])\w", lambda letter: letter[0].upper(), name)

"""What the public profile takes out of people's words: names of the roster, e-mail addresses, telephone numbers.

A name is replaced by the party in brackets, as an editor marks a change: the full name, first and last name together
in either order and any case form, and one of the two alone with a capital. A name alone that is also a word in the
name of the table or of a party stays, and so does a name that the roster does not know: nobody can tell it from other
words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kpfacil.capture.inflection import forms
from kpfacil.model.fold import fold
from kpfacil.model.people import Participant
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts

_MAIL = r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)*\.\w+"
_PHONE = r"(?<![\w-])(?:\+\d{1,3}|\(?0\d{1,3}\)?)(?:[ -]?\d{2,4}){2,4}(?!\w)"
_WORD = re.compile(r"[^\W_]+(?:[-'’:][^\W_]+)*")
_SHORTEST = 2

_Known = dict[str, frozenset[str]]
"""What to say instead of a form of a name: more than one where people of different parties share it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask:
    """What to look for in people's words and what to say instead."""

    fixed: re.Pattern[str]
    instead: tuple[str, ...]
    pairs: dict[tuple[str, str], str]
    alone: _Known
    somebody: str

    def cover(self, said: str) -> str:
        """Return the words without the people in them."""
        kept: list[str] = []
        at = 0
        for match in self.fixed.finditer(said):
            group = match.lastindex or 1
            kept += [self._without_forms(said[at : match.start()]), self.instead[group - 1]]
            at = match.end()
        return "".join((*kept, self._without_forms(said[at:])))

    def _without_forms(self, said: str) -> str:
        """Return the words without names in their case forms."""
        found = list(_WORD.finditer(said))
        kept: list[str] = []
        at = index = 0
        while index < len(found):
            word = found[index]
            end, instead = word.end(), self._pair(said, found[index : index + 2])
            if instead:
                end = found[index + 1].end()
                index += 1
            elif word[0][0].isupper():
                instead = self._single(word[0])
            if instead:
                kept += [said[at : word.start()], instead]
                at = end
            index += 1
        return "".join((*kept, said[at:]))

    def _pair(self, said: str, two: list[re.Match[str]]) -> str:
        if len(two) < len(("first", "last")) or said[two[0].end() : two[1].start()].strip():
            return ""
        return self.pairs.get((fold(two[0][0]), fold(two[1][0])), "")

    def _single(self, word: str) -> str:
        meant = self.alone.get(fold(word), frozenset())
        return next(iter(meant)) if len(meant) == 1 else self.somebody if meant else ""


def mask(session: Session, texts: Texts) -> Mask:
    """Return the mask that a session's public documents need."""
    somebody = texts.say("tell.mask.name", who=texts.say("tell.somebody"))
    stands_for = {
        person.id: texts.say("tell.mask.name", who=party.name) if (party := session.party(person.party)) else somebody
        for person in session.participants
    }
    people = [person for person in session.participants if person.name]
    longest_first = sorted(people, key=lambda person: -len(person.name))
    names = [rf"(?<!\w)((?i:{_spaced(person.name)}))(?!\w)" for person in longest_first]
    return Mask(
        fixed=re.compile("|".join([f"({_MAIL})", f"({_PHONE})", *names])),
        instead=(
            texts.say("tell.mask.mail"),
            texts.say("tell.mask.phone"),
            *(stands_for[person.id] for person in longest_first),
        ),
        pairs={pair: stands_for[person.id] for person in people for pair in _pairs(person)},
        alone=_alone(session, people, stands_for),
        somebody=somebody,
    )


def _spaced(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))


def _ends(person: Participant) -> tuple[frozenset[str], frozenset[str]]:
    """Return the forms of the first name and of the last; both are empty where there is no such name.

    What is written with a small letter at its end (`Kulttuurin edustaja`) is a description, not a last name.
    """
    if not person.name.split()[-1][0].isupper():
        return frozenset(), frozenset()
    words = fold(person.name).split()
    first = forms(words[0], given=True) | {words[0]} if words else frozenset[str]()
    last = forms(words[-1]) | {words[-1]} if len(words) > 1 else frozenset[str]()
    return first, last


def _pairs(person: Participant) -> Iterator[tuple[str, str]]:
    firsts, lasts = _ends(person)
    for first in firsts:
        for last in lasts:
            yield first, last
            yield last, first


def _alone(session: Session, people: list[Participant], stands_for: dict[str, str]) -> _Known:
    names = (session.table.name, *(party.name for party in session.parties))
    spared = {fold(word) for name in names for word in _WORD.findall(name)}
    known: dict[str, frozenset[str]] = {}
    for person in people:
        for form in frozenset().union(*_ends(person)) - spared:
            if len(form) >= _SHORTEST:
                known[form] = known.get(form, frozenset()) | {stands_for[person.id]}
    return known

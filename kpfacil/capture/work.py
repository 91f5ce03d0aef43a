"""A line that works on an entry: which one, and what is said of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from kpfacil.capture.actions import TypedLine
from kpfacil.capture.entries import with_commands
from kpfacil.capture.marks import ID_ENDS, ID_WORD, Part, plain
from kpfacil.capture.outcome import Ask, Reading, fitting
from kpfacil.capture.who import Roster
from kpfacil.commands.base import Command, Refused
from kpfacil.model.entries import Entry
from kpfacil.model.fold import fold
from kpfacil.model.kinds import KINDS, Kind
from kpfacil.model.session import Session
from kpfacil.model.table import Goal

_ID = re.compile(rf"(?P<id>{ID_WORD}){ID_ENDS}")
_SLIP = re.compile(
    rf"(?P<letter>[{''.join(KINDS)}{''.join(KINDS).lower()}])(?:(?P<number>[0-9]+): *| +(?P<apart>[0-9]+)(?: *: *| +))"
    r"(?P<operation>[+\-−–] ?[0-9]{1,4}|[=!>+-]|#\S+)\Z"
)
_WORD_AND_REASON = re.compile(r"(?P<word>[^:,]+?)\s*(?:[:,](?:\s+(?P<reason>.*))?)?\Z", re.DOTALL)
_Meaning = TypeVar("_Meaning", bound=str)


@dataclass(frozen=True, slots=True)
class Work:
    """An entry and what a line says of it; `rest` is what follows the id, `sure` whether it was asked about."""

    session: Session
    roster: Roster
    entry: Entry | Goal
    kind: Kind
    rest: Part
    sure: bool = False

    @property
    def id(self) -> str:
        """The entry's id."""
        return self.entry.id

    @property
    def said(self) -> str:
        """What follows the id, in plain words."""
        return self.rest.said

    def done(self, act: str, *commands: Command, value: str = "", text: str = "") -> Reading:
        """Return the reading of an operation that needs nothing more."""
        reading = Reading(kind=self.kind, entry=self.id, act=act, value=value, text=text)
        return with_commands(reading, commands, None)

    def refused(self, act: str, key: str, **details: str) -> Reading:
        """Return the reading of an operation that cannot be done as it was typed."""
        refusal = Refused(key, id=self.id, **details)
        return Reading(kind=self.kind, entry=self.id, act=act, refusal=refusal)

    def asking(self, act: str, asks: tuple[Ask, ...]) -> Reading:
        """Return the reading of an operation that waits for a name; there is no text for the name to belong to."""
        return Reading(kind=self.kind, entry=self.id, act=act, asks=tuple(replace(ask, colons=()) for ask in asks))

    def after(self, signs: str) -> Part | None:
        """Return what follows one of the signs at the beginning, or None where none of them stands there."""
        rest = self.rest.trimmed()
        return rest.cut(1) if rest.text[:1] and rest.text[0] in signs else None


def id_at(line: Part, roster: Roster) -> tuple[str, Kind, Part] | None:
    """Return the id that a line begins with, its kind and the rest of the line; None where it begins with no id.

    An id-shaped handle of the roster before a colon is a person.
    """
    match = _ID.match(line.text)
    if match is None:
        return None
    word, rest = match["id"], line.cut(match.end())
    if rest.text[:1] == ":" and word in roster.names.handles:
        return None
    return word.upper(), KINDS[word[0].upper()], rest


def slip_at(typed: TypedLine) -> Reading | None:
    """Return the refusal of a slip in an operation, with what would work: `I1: +5`, `I 1 +5`."""
    match = _SLIP.match(typed.part.said)
    if match is None:
        return None
    number = match["number"] or match["apart"]
    entry_id = f"{match['letter'].upper()}{number}"
    if typed.session.find(entry_id) is None or match["letter"] + number in typed.roster.names.handles:
        return None
    line = f"{entry_id} {match['operation']}"
    return Reading(kind=KINDS[entry_id[0]], entry=entry_id, refusal=Refused("line-slip", line=line))


def meaning(part: Part, words: Mapping[str, _Meaning]) -> tuple[_Meaning, str] | None:
    """Return what a word such as a state means, and the reason after a colon or comma; None for an unknown word."""
    match = _WORD_AND_REASON.match(part.text.strip())
    if match is None:
        return None
    found = words.get(fold(plain(match["word"])).rstrip(".!"))
    return None if found is None else (found, fitting(plain(match["reason"] or "")))

"""What is searched for, as a sieve for the text of session files: a block that falls through holds no hit."""

import re
from dataclasses import dataclass

from kpfacil.model.fold import fold
from kpfacil.model.session import Session
from kpfacil.views.query import Query
from kpfacil.views.search import meant

_OPEN = re.compile(r'^state = "(?:open|active|waiting)"$', re.MULTILINE)
_ESCAPED = '"\\'
"""What a session file writes otherwise than it was said."""


@dataclass(frozen=True, slots=True)
class Named:
    """Who is meant in a session by the conditions, and by each word: ids as they stand in the file, quoted."""

    conditions: tuple[tuple[str, ...], ...]
    words: dict[str, tuple[str, ...]]


class Sieve:
    """Tells which blocks of a file may hold a hit; it may be wrong about those that stay, never about the others."""

    def __init__(self, asked: Query) -> None:
        self.asked = asked
        self.words = tuple(word for word in asked.words if not any(sign in word for sign in _ESCAPED))

    def named(self, session: Session) -> Named:
        """Return who is meant in a session."""
        people = {person.id: f"{person.name}\n{session.name_of(person.party)}" for person in session.participants}
        names = {**{party.id: party.name for party in session.parties}, **people}
        folded = {handle: fold(name) for handle, name in names.items()}
        return Named(
            tuple(tuple(map(_quoted, handles)) for handles in meant(session, self.asked)),
            {word: tuple(_quoted(handle) for handle in folded if word in folded[handle]) for word in self.words},
        )

    def file_may_hold(self, folded: str) -> bool:
        """Return whether every word stands somewhere in a folded file."""
        return all(word in folded for word in self.words)

    def may_hold(self, kind: str, block: str, folded: str, named: Named) -> bool:
        """Return whether a block may hold a hit, `folded` being the same block folded."""
        return (
            self._in_state(kind, block)
            and (not self.asked.theme or self.asked.theme in folded)
            and all(any(handle in block for handle in handles) for handles in named.conditions)
            and all(word in folded or any(handle in block for handle in named.words[word]) for word in self.words)
        )

    def _in_state(self, kind: str, block: str) -> bool:
        asked = self.asked
        if kind == "tasks":
            waits = not (asked.unfinished or asked.overdue) or _OPEN.search(block) is not None
            return waits and (asked.state is None or f'state = "{asked.state}"' in block)
        if asked.overdue or asked.state:
            return False
        return not (asked.unfinished and kind == "agreements" and "\nconfirmed = true\n" in f"{block}\n")


def _quoted(handle: str) -> str:
    return f'"{handle}"'

"""Ids of entries: a letter that says the kind, and a number that is given once."""

import re
from typing import Literal

Kind = Literal["idea", "agreement", "task", "parked", "note", "offer", "goal"]

LETTERS: dict[Kind, str] = {
    "idea": "I",
    "agreement": "S",  # sovittu
    "task": "T",
    "parked": "P",
    "note": "N",
    "goal": "G",
    "offer": "O",
}
KINDS: dict[str, Kind] = {letter: kind for kind, letter in LETTERS.items()}

_HANDLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")
_ID = re.compile(r"([ISTPNGO])([1-9][0-9]{0,8})\Z")


def split_id(entry_id: str) -> tuple[Kind, int] | None:
    """Return the kind and number of an id such as `T4`, or None where the text is not an id."""
    match = _ID.match(entry_id)
    return (KINDS[match[1]], int(match[2])) if match else None


def number_of(entry_id: str) -> int:
    """Return the number of an id, 0 where it is not one."""
    parts = split_id(entry_id)
    return parts[1] if parts else 0


def is_handle(text: str) -> bool:
    """Return whether the text can be the id of a participant or a party: short ASCII, and no entry's id."""
    return _HANDLE.match(text) is not None and split_id(text.upper()) is None

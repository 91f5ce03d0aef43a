"""The cells of a list as rows of text, how they are compared, the words that lists use, and a person as listed.

What reads the words says so once, by `learn_lists_from`; they are read when they are first asked for.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from kpfacil.model.people import Role
from kpfacil.model.text import clean, clean_line
from kpfacil.model.texts import Detail
from kpfacil.model.value import frozen

_LETTERS = 26
_ADDRESS = re.compile(r"[<(\[]?(?:mailto:)?([^\s<>()\[\],;]+)@[^\s<>()\[\],;]+[>)\]]?")
PHONE = re.compile(r"[\s,;(]*(?:\b(?:p|puh|tel|gsm|m)\b[.:]*)?\s*\+?\(?\d[\d ()\-]{5,}\Z", re.IGNORECASE)
_CONTACT = re.compile(rf"{_ADDRESS.pattern}|{PHONE.pattern.replace(chr(92) + 'Z', '$')}", re.IGNORECASE | re.MULTILINE)


class ListError(Exception):
    """What was given is no list of people, or not one that can be read: the key and details of the sentence."""

    def __init__(self, key: str, **details: Detail) -> None:
        super().__init__(key, details)
        self.key = key
        self.details = details


@frozen()
class SheetRow:
    """One row with the number of its line (CSV) or row (XLSX), counted from 1; a cell may have line breaks in it."""

    line: int
    cells: tuple[str, ...]


@frozen()
class Sheet:
    """The rows of a sheet, or of a whole CSV file, that have something in them."""

    rows: tuple[SheetRow, ...]
    name: str = ""
    merged: bool = False
    """Whether a cell that spans several rows was filled into each."""
    far: int = 0
    """How many cells were left out because they lie far from the rest."""


def cleaned(cell: str) -> str:
    """Return a cell with its line breaks, and single spaces in each line."""
    return "\n".join(line for line in (clean_line(part) for part in clean(cell).split("\n")) if line)


def column_letter(index: int) -> str:
    """Return the letters of a column counted from 0: `A`, `Z`, `AA`."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the place, counted from 0, of a column given by its letters."""
    index = 0
    for letter in letters.upper():
        index = index * _LETTERS + ord(letter) - ord("A") + 1
    return index - 1


@frozen(kw_only=True)
class ListWords:
    """Shipped words of lists: by their table and key, and the common first names in small letters."""

    tables: Mapping[str, Mapping[str, Sequence[str]]]
    first_names: frozenset[str]


_sources: list[Callable[[], ListWords]] = []


def learn_lists_from(source: Callable[[], ListWords]) -> None:
    """Take what gives the words of lists; the last one that was taken is asked."""
    _sources.append(source)


def list_words() -> ListWords:
    """Return the words of lists; raises `LookupError` where nothing was said to learn from."""
    if not _sources:
        raise LookupError("no words of lists were given to learn from")
    return _sources[-1]()


@lru_cache(maxsize=4096)
def folded(cell: str) -> str:
    """Return a cell as it is compared: composed, in small letters, with single spaces and without a label's signs."""
    said = unicodedata.normalize("NFC", cell).casefold().replace("’", "'")
    return " ".join(said.split()).strip(" :*\"'")


def without_contacts(cell: str) -> tuple[str, str]:
    """Return a cell of names without an address or a phone's number, and what was left out of it."""
    bare = "\n".join(filter(None, (_CONTACT.sub("", line).strip(" ,;<>()") for line in cell.split("\n"))))
    left = ", ".join(match[0].strip(" ,;<>()\n") for match in _CONTACT.finditer(cell))
    return (bare, left) if left and bare else (cell, "")


def name_of_address(cell: str) -> str:
    """Return the name that an address alone in a cell is made of, empty where it is none or tells no name."""
    address = _ADDRESS.fullmatch(cell)
    names = address[1].split(".") if address else []
    whole = len(names) > 1 and all(name.replace("-", "").isalpha() for name in names)
    return " ".join(map(str.title, names)) if whole else ""


@frozen()
class Listed:
    """One participant of a list; `party` is the party's name as written, `handle` the id asked for or empty."""

    line: int
    name: str
    party: str = ""
    field: str = ""
    roles: tuple[Role, ...] = ()
    handle: str = ""
    remote: bool = False

    def joined(self, other: "Listed") -> "Listed":
        """Return the person with what another row tells of them."""
        return replace(
            self,
            party=self.party or other.party,
            field=self.field or other.field,
            roles=tuple(dict.fromkeys((*self.roles, *other.roles))),
            handle=self.handle or other.handle,
            remote=self.remote or other.remote,
        )

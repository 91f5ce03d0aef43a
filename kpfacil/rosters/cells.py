"""The cells of a list as rows of text, addresses in them, a person as listed, and what is to be told of a list."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Literal

from kpfacil.model.people import Role
from kpfacil.model.text import clean, clean_line
from kpfacil.model.texts import Detail, Sentence
from kpfacil.model.value import frozen

_LETTERS = 26
_NAMED = 12
"""How many names a sentence tells before it ends in `…`."""
Column = Literal["name", "party", "field", "role", "id", "first", "last", "state", "way", "replaces"]
"""What a column can hold: `state` is whether somebody comes at all, `way` whether in the room or remotely.

Under `replaces` stands whose place somebody takes for good.
"""
Columns = Mapping[Column, tuple[int, ...]]
"""The places of the columns that hold a thing, the best first."""
STRUCK = "(yliviivattu)"
"""What stands behind the words of a cell that is struck through."""
NAMES: tuple[Column, ...] = ("name", "first", "last")


_ADDRESS = re.compile(r"[<(\[]?(?:mailto:)?([^\s<>()\[\],;]+)@[^\s<>()\[\],;]+[>)\]]?")
PHONE = re.compile(r"[\s,;(]*(?:\b(?:p|puh|tel|gsm|m)\b[.:]*)?\s*\+?\(?\d[\d ()\-]{5,}\Z", re.IGNORECASE)
_CONTACT = re.compile(rf"{_ADDRESS.pattern}|{PHONE.pattern.replace(chr(92) + 'Z', '$')}", re.IGNORECASE | re.MULTILINE)


_AROUND = " ,;<>\"'"
"""What a letter writes around a name and behind it."""


class ListError(Exception):
    """What was given is no list of people, or not one that can be read: the key and details of the sentence."""

    def __init__(self, key: str, **details: Detail) -> None:
        super().__init__(key, details)
        self.key = key
        self.details = details


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row with the number of its line (CSV) or row (XLSX), counted from 1; a cell may have line breaks in it."""

    line: int
    cells: tuple[str, ...]

    @property
    def filled(self) -> list[str]:
        """The cells with something in them."""
        return [*filter(None, self.cells)]

    def under(self, places: Iterable[int]) -> list[str]:
        """Return what stands in some columns."""
        cells = self.cells
        return [cells[place] for place in places if place < len(cells) and cells[place]]

    def cells_of(self, columns: Columns, *kinds: Column) -> list[str]:
        """Return what stands in the columns of some kinds."""
        return self.under([place for kind in kinds for place in columns.get(kind, ())])


@frozen()
class Sheet:
    """The rows of a sheet, or of a whole CSV file, that have something in them."""

    rows: tuple[SheetRow, ...]
    name: str = ""
    merged: bool = False
    """Whether a cell that spans several rows was filled into each."""
    far: int = 0
    """How many cells were left out because they lie far from the rest."""
    hidden: int = 0
    """How many rows were left out because nobody sees them."""
    headless: int = -1
    """The column that got the word for names, which nobody wrote above it."""


def spread(cells: Iterable[str]) -> list[str]:
    """Return the cells of a row with those that one on their left spans."""
    return [*accumulate(cells, _of_span)]


def _of_span(left: str, cell: str) -> str:
    return cell or left


def clean_cell(cell: str) -> str:
    """Return a cell with its line breaks, and single spaces in each line."""
    return "\n".join(line for line in (clean_line(part) for part in clean(cell).split("\n")) if line)


def without_contacts(cell: str) -> tuple[str, str]:
    """Return a cell of names without an address or a phone's number, and what was left out of it."""
    left = [match[0].strip(f"{_AROUND}()\n") for match in _CONTACT.finditer(cell)]
    if not left:
        return cell, ""
    bare = "\n".join(filter(None, (_CONTACT.sub("", line).strip(_AROUND) for line in cell.split("\n"))))
    return (bare, ", ".join(left)) if bare else (left[0] if len({*left}) == 1 else cell, "")


def is_address(cell: str) -> bool:
    """Return whether a cell is nothing but an address."""
    return _ADDRESS.fullmatch(cell) is not None


def name_of_address(cell: str) -> str:
    """Return the name that an address alone in a cell is made of, empty where it is none or tells no name."""
    address = _ADDRESS.fullmatch(cell)
    names = address[1].split(".") if address else []
    whole = len(names) > 1 and all(name.replace("-", "").isalpha() for name in names)
    return " ".join(map(str.title, names)) if whole else ""


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


@dataclass(frozen=True, slots=True)
class Listed:
    """One participant of a list; `party` is the party's name as written, `handle` the id asked for or empty.

    `gone` is why somebody who stands on the list does not come, `cancelled` or `waiting`; `replaces` is the name of
    whom they come for.
    """

    line: int
    name: str
    party: str = ""
    field: str = ""
    roles: tuple[Role, ...] = ()
    handle: str = ""
    remote: bool = False
    gone: str = ""
    replaces: str = ""

    def join(self, other: "Listed") -> "Listed":
        """Return the person with what another row tells of them."""
        return replace(
            self,
            party=self.party or other.party,
            field=self.field or other.field,
            roles=tuple(dict.fromkeys((*self.roles, *other.roles))),
            handle=self.handle or other.handle,
            remote=self.remote or other.remote,
            replaces=self.replaces or other.replaces,
        )


@dataclass(slots=True)
class Notes:
    """What was left out, guessed or changed on the way: the names to be told, by the last part of a sentence's key."""

    names: dict[str, list[str]] = field(default_factory=dict)

    def tell(self, key: str, *names: str) -> None:
        """Tell some names once each; empty ones are none."""
        for name in filter(None, names):
            told = self.names.setdefault(key, [])
            if len(told) > _NAMED or name not in told:
                told.append(name)

    def beside(self, key: str, words: str, name: str) -> None:
        """Tell words with the name that they stand beside, where there are any."""
        self.tell(key, words and f"{words} ({name})")

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """A sentence for each kind."""
        return tuple(Sentence(f"roster.told.{key}", {"names": few(names)}) for key, names in self.names.items())


def few(names: Sequence[str]) -> str:
    """Return the first of some names, with `…` for the others."""
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")

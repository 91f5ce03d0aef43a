"""Addresses and phone numbers in the cells of a list, and lists of names and addresses."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kpfacil.model.value import frozen
from kpfacil.rosters.cells import ListError, Sheet
from kpfacil.rosters.header_rows import find_header
from kpfacil.rosters.person_cells import people_in

_ADDRESS = re.compile(r"[<(\[]?(?:mailto:)?([^\s<>()\[\],;]+)@[^\s<>()\[\],;]+[>)\]]?")
PHONE = re.compile(r"[\s,;(]*(?:\b(?:p|puh|tel|gsm|m)\b[.:]*)?\s*\+?\(?\d[\d ()\-]{5,}\Z", re.IGNORECASE)
_CONTACT = re.compile(rf"{_ADDRESS.pattern}|{PHONE.pattern.replace(chr(92) + 'Z', '$')}", re.IGNORECASE | re.MULTILINE)


_AROUND = " ,;<>\"'"
"""What a letter writes around a name and behind it."""


def without_contacts(cell: str) -> tuple[str, str]:
    """Return a cell of names without an address or a phone's number, and what was left out of it."""
    bare = "\n".join(filter(None, (_CONTACT.sub("", line).strip(_AROUND) for line in cell.split("\n"))))
    left = [match[0].strip(f"{_AROUND}()\n") for match in _CONTACT.finditer(cell)]
    return (bare, ", ".join(left)) if left and bare else (left[0] if len({*left}) == 1 else cell, "")


def is_address(cell: str) -> bool:
    """Return whether a cell is nothing but an address."""
    return _ADDRESS.fullmatch(cell) is not None


def name_of_address(cell: str) -> str:
    """Return the name that an address alone in a cell is made of, empty where it is none or tells no name."""
    address = _ADDRESS.fullmatch(cell)
    names = address[1].split(".") if address else []
    whole = len(names) > 1 and all(name.replace("-", "").isalpha() for name in names)
    return " ".join(map(str.title, names)) if whole else ""


_WHOLE_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]]+@[^\s@<>,;:\"()\[\]]+\.[^\s@<>,;:\"()\[\].]+")


@frozen()
class Contact:
    """One row of the list; `address` is empty where what stands there is no address."""

    line: int
    name: str
    address: str = ""
    written: str = ""


def contacts_in(sheets: Iterable[Sheet]) -> tuple[Contact, ...]:
    """Return the rows of a list of names and addresses; raises `ListError` where it has no column of addresses."""
    for sheet in sheets:
        places = (at for row in sheet.rows for at, cell in enumerate(row.cells) if _WHOLE_ADDRESS.fullmatch(cell))
        most = Counter(places).most_common(1)
        if most:
            return tuple(_contacts(sheet, most[0][0]))
    raise ListError("contacts.no-addresses")


def _contacts(sheet: Sheet, column: int) -> Iterator[Contact]:
    """Yield the rows with something in the column of addresses; without a header the names stand in another of two."""
    found = find_header((sheet,), {}, None)
    named = found.header.columns
    names = named.get("name", ())[:1] or (*named.get("first", ())[:1], *named.get("last", ())[:1])
    for row in sheet.rows[found.at + 1 :] if names else sheet.rows:
        written = "".join(row.under((column,)))
        people = people_in(" ".join(row.under(names or (0 if column else 1,))))
        if written:
            address = written if _WHOLE_ADDRESS.fullmatch(written) else ""
            yield Contact(row.line, people[0].name if people else "", address, written)

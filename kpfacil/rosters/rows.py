"""The rows of a list one after another: who is on each, who is left out, and who stands there twice."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import get_args

from kpfacil.model.people import Role
from kpfacil.model.text import LONGEST
from kpfacil.model.texts import Fault, Sentence
from kpfacil.rosters.above import Filled, aside_of, is_device, is_sum
from kpfacil.rosters.answers import Coming, Questions
from kpfacil.rosters.cells import Listed, SheetRow, folded, list_words, name_of_address, without_contacts
from kpfacil.rosters.headers import NAMES, Column, Columns, is_header_word, read_header
from kpfacil.rosters.person_cells import (
    Person,
    bare_body,
    is_first_name,
    is_one_of,
    people_in,
    says,
    stands_turned,
    turned,
)

_BETWEEN_ROLES = re.compile(r"\s*[,;/&+|\n]\s*|\s+ja\s+|\s+and\s+|\s+och\s+")
_HANDLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")
_SURNAME_FIRST = re.compile(r"\b(?:sukunim|efternamn|last|surname).*\b(?:etu|för|first|given)")
_SLASHED = re.compile(r"([^\s\d/]{2,})/([^\s\d/]{2,})")
_RUNNING = re.compile(r"\d{1,4}\.?")
_NAMED = 12
"""How many names a sentence tells before it ends in `…`."""


@dataclass(slots=True)
class RosterRows:
    """The people found so far, the rows refused, and what is to be told, by the key of its sentence."""

    columns: Columns
    headers: tuple[str, ...]
    above: Filled
    """The rows, with what was taken from those above each."""
    ways: frozenset[int] = frozenset()
    """The columns in which one of several ways of taking part is named."""
    day: date | None = None
    refused: list[Fault] = field(default_factory=list)
    _found: list[Listed] = field(default_factory=list)
    _said: dict[str, list[str]] = field(default_factory=dict)
    _section: str = ""
    """What the last heading among the rows says of those below it: `cancelled`, `waiting`, `remote` or nothing."""

    def __post_init__(self) -> None:
        """Tell what was taken from the rows above, and refuse what may head others or be somebody."""
        self.refused += self.above.refused
        for key, name in self.above.told:
            self._tell(key, name)

    def take(self, row: SheetRow, after: SheetRow | None) -> None:
        """Take one row; a header that stands again tells the columns below it, and a lone cell above it is a title."""
        if self._is_header(row):
            again = read_header(row.cells)
            self.columns = {kind: places[:1] for kind, places in again.columns.items()}
            self.headers = row.cells
        elif after is not None and self._is_header(after) and sum(map(bool, row.cells)) == 1:
            return
        elif any(row.cells[len(self.headers) :]):
            self._refuse(row, "roster.too-many", n=str(len(row.cells)), most=str(len(self.headers)))
        else:
            self._read(row)

    def people(self) -> tuple[Listed, ...]:
        """Return everybody once, with the first name first."""
        return tuple(self._once(self._turned()))

    def told(self) -> tuple[Sentence, ...]:
        """Return what was left out, guessed or changed."""
        return tuple(Sentence(key, {"names": _few(names)}) for key, names in self._said.items())

    def _is_header(self, row: SheetRow) -> bool:
        """Return whether a row is a header: in the column of names, or with nothing but headers in it."""
        if not any(map(is_header_word, row.cells)) or (len(self.headers) > sum(map(bool, row.cells)) == 1):
            return False
        cells = [*filter(None, row.cells)]
        named = any(is_header_word(cell) for kind in NAMES for cell in self._cells(row, kind))
        alone = len(cells) > 1 and all(read_header((cell,)).known for cell in cells)
        return (named or alone) and read_header(cells).names_people

    def _cells(self, row: SheetRow, kind: Column) -> list[str]:
        return [row.cells[index] for index in self.columns.get(kind, ()) if index < len(row.cells)]

    def _cell(self, row: SheetRow, kind: Column) -> str:
        return next((cell for cell in self._cells(row, kind) if cell), "")

    def _line(self, row: SheetRow, kind: Column) -> str:
        return " ".join(self._cell(row, kind).split())

    def _read(self, row: SheetRow) -> None:
        name = self._name(row)
        longest = max(len(cell) for kind in self.columns for cell in ("", *self._cells(row, kind)))
        if longest > LONGEST:
            self._refuse(row, "roster.cell-long", most=str(LONGEST))
        elif not self._is_aside(row) and not self._left_out(row, name) and longest:
            self._seat(row, name)

    def _name(self, row: SheetRow) -> str:
        """Return the name in a row: the first and the last one where there are both."""
        name, halves = self._cell(row, "name"), (self._cell(row, "first"), self._cell(row, "last"))
        return " ".join(filter(None, halves)) if all(halves) or not name or says(name, "nobody") else name

    def _is_free_seat(self, row: SheetRow) -> bool:
        """Return whether a row without a name has a number and a party, and nothing of anybody's beside its columns."""
        read = {place for places in self.columns.values() for place in places}
        beside = [cell for place, cell in enumerate(row.cells) if cell and place not in read]
        return (
            self._line(row, "party") != ""
            and any(map(_RUNNING.fullmatch, row.cells))
            and all(map(_RUNNING.fullmatch, beside))
        )

    def _is_aside(self, row: SheetRow) -> bool:
        """Return whether a row is a heading among the people or a remark beside them, and take it so."""
        cells = [cell for cell in row.cells if cell]
        aside = aside_of(cells[0]) if len(cells) == 1 and not is_sum(cells[0]) else ""
        if aside:
            self._section = "" if aside == "notes" else aside
            self._tell("roster.told.notes", cells[0])
        return aside != ""

    def _left_out(self, row: SheetRow, name: str) -> bool:
        """Return whether a row is a sum, no person's, or of somebody who does not come, and tell it."""
        cells = [cell for cell in row.cells if cell]
        sums = list(filter(is_sum, [name, " ".join(cells)] if name else cells))
        why = "sums" if sums else self._reason(row, name)
        if why:
            told = self._line(row, "party") if why == "vacant" else ""
            self._tell(f"roster.told.{why}", told or "".join(sums[:1]) or name)
        return why != ""

    def _reason(self, row: SheetRow, name: str) -> str:
        """Return why nobody comes from a row; empty where somebody does, or where a name is missing."""
        if not name:
            return "vacant" if self._is_free_seat(row) else ""
        if is_one_of(name, "vacant") or not any(map(str.isalnum, name)):
            return "vacant"
        headed = self._section if self._section in ("cancelled", "waiting") else ""
        return "devices" if is_device(name) else self._coming(row).why or headed

    def _coming(self, row: SheetRow) -> Coming:
        return Questions(self.columns, self.headers, self.ways, self.day).coming(row.cells)

    def _seat(self, row: SheetRow, cell: str) -> None:
        name, dropped = without_contacts(cell)
        guessed = name_of_address(name)
        people = people_in(_joined_name(guessed or name))
        handle = self._handle(row) if len(people) == 1 else ""
        if not people or "@" in people[0].name:
            self._refuse(row, "roster.no-name")
        elif handle and not _HANDLE.match(handle):
            self._refuse(row, "roster.handle", name=people[0].name, id=handle)
        else:
            self._tell("roster.told.several", *map(str, people[1:] and people))
            self._tell("roster.told.titles", dropped and f"{dropped} ({people[0].name})")
            self._tell("roster.told.from-address", guessed)
            for person in people:
                self._one(row, person, handle)

    def _handle(self, row: SheetRow) -> str:
        """Return the id that a row asks for; a running number is none."""
        handle = self._line(row, "id")
        return "" if handle.isdecimal() else handle

    def _one(self, row: SheetRow, person: Person, handle: str) -> None:
        if person.cancelled:
            self._tell("roster.told.cancelled", person.name)
            return
        coming = self._coming(row)
        self._tell("roster.told.unsure", coming.unsure and f"{person.name} ({coming.unsure})")
        remote = person.remote or self._section == "remote" or coming.remote
        self._tell("roster.told.remote", person.name if remote else "")
        party = self._party(row, person)
        roles = self._roles(person, _BETWEEN_ROLES.split(self._cell(row, "role")))
        self._found.append(Listed(row.line, person.name, party, self._line(row, "field"), roles, handle, remote=remote))

    def _party(self, row: SheetRow, person: Person) -> str:
        """Return the party in a row, beside the name or above the row, the first of them that there is."""
        named = self._line(row, "party")
        if named and not is_one_of(named, "partyless"):
            beside = person.party if bare_body(person.party) != bare_body(named) else ""
            self._tell("roster.told.titles", beside and f"{beside} ({person.name})")
            return named
        self._tell("roster.told.party-beside", person.party and f"{person.party} ({person.name})")
        return person.party or self.above.parties.get(row.line, "")

    def _roles(self, person: Person, words: list[str]) -> tuple[Role, ...]:
        """Return the roles that a person's cell and what stood beside the name tell."""
        roles: list[Role] = []
        for word in (*words, *person.dropped):
            said = folded(word)
            if said in _roles():
                roles.append(_roles()[said])
            elif said in _words("vice"):
                self._tell("roster.told.vice", person.name)
            elif said not in _words("member"):
                key = "titles" if word in person.dropped else "roles"
                self._tell(f"roster.told.{key}", f"{word} ({person.name})")
        return tuple(dict.fromkeys(roles))

    def _turned(self) -> Iterable[Listed]:
        """Yield everybody, the first name first: where a header, every row or a comma shows that it is not."""
        sure = self._is_surname_first() or all(stands_turned(listed.name) for listed in self._found)
        for listed in self._found:
            name = turned(listed.name, sure=sure)
            if name:
                self._tell("roster.told.turned", name)
            yield replace(listed, name=name or listed.name)

    def _is_surname_first(self) -> bool:
        """Return whether the header of the names says that the surname stands first: `Sukunimi ja etunimi`."""
        headers = [self.headers[place] for place in self.columns.get("name", ()) if place < len(self.headers)]
        return any(_SURNAME_FIRST.search(folded(header)) for header in headers)

    def _once(self, people: Iterable[Listed]) -> Iterable[Listed]:
        """Return everybody once, with all that their rows tell; a row with somebody else's id is refused."""
        named: dict[str, dict[str, int]] = {}
        handles: dict[str, Listed] = {}
        kept: list[Listed] = []
        for listed in people:
            name, party = folded(listed.name), bare_body(listed.party)
            same = _same(named.setdefault(name, {}), party, kept, listed.handle)
            if same is not None:
                kept[same] = kept[same].joined(listed)
                named[name] = {bare_body(kept[same].party): same} if len(named[name]) == 1 else named[name]
                self._tell("roster.told.twice", listed.name)
                continue
            other = handles.get(listed.handle) if listed.handle else None
            if other is not None:
                details = {"name": listed.name, "id": listed.handle, "other": str(other.line)}
                self.refused.append(Fault("", "roster.handle-twice", details, listed.line))
                continue
            handles[listed.handle] = listed
            named[name][party] = len(kept)
            kept.append(listed)
        self._without_party(kept)
        return kept

    def _without_party(self, people: list[Listed]) -> None:
        """Tell who has no party: one by one where the list has parties, else of the whole list."""
        bare = [listed.name for listed in people if not listed.party]
        if bare and len(bare) == len(people):
            self._said["roster.told.names-only"] = bare
        elif bare:
            self._tell("roster.told.no-party", *bare)

    def _tell(self, key: str, *names: str) -> None:
        for name in filter(None, names):
            told = self._said.setdefault(key, [])
            if len(told) > _NAMED or name not in told:
                told.append(name)

    def _refuse(self, row: SheetRow, key: str, **details: str) -> None:
        self.refused.append(Fault("", key, details, row.line))


def _joined_name(cell: str) -> str:
    """Return `Liisa/Mäkinen` with a space; between two first names the slash stays."""
    found = _SLASHED.fullmatch(cell)
    halves = (found[1], found[2]) if found else ()
    return cell if all(map(is_first_name, halves)) else " ".join(halves)


def _same(parties: Mapping[str, int], party: str, kept: list[Listed], handle: str) -> int | None:
    """Return who of one name is meant: of the same party, or without one; another id is another person."""
    place = parties.get(party, parties.get("") if party else next(iter(parties.values()), None))
    if place is None or (party not in parties and len(set(parties.values())) > 1):
        return None
    known = kept[place].handle
    return None if handle and known and handle != known else place


def _few(names: list[str]) -> str:
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


@cache
def _roles() -> Mapping[str, Role]:
    """Return what each word for a role of the table means."""
    roles: tuple[Role, ...] = get_args(Role)
    return {word: role for role in roles for word in _words(role)}


def _words(kind: str) -> Sequence[str]:
    """Return the words for a role, or for what is no role of the table: `vice` and `member`."""
    return list_words().tables["roles"][kind]

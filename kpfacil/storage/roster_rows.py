"""The rows of a list one after another: who is on each, who is left out, and who stands there twice."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import get_args

from kpfacil.model.listed import Listed
from kpfacil.model.people import Role
from kpfacil.model.text import LONGEST
from kpfacil.rules.integrity import Fault
from kpfacil.storage.cells import Row
from kpfacil.storage.headers import Column, Columns, folded, is_header_word, list_words, read_header
from kpfacil.storage.person_cells import Person, is_sum, people_in, says, stands_turned, turned

_BETWEEN_ROLES = re.compile(r"\s*[,;/&+|\n]\s*|\s+ja\s+|\s+and\s+|\s+och\s+")
_HANDLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")
_SURNAME_FIRST = re.compile(r"\b(?:sukunim|efternamn|last|surname).*\b(?:etu|för|first|given)")
_NAMED = 12
"""How many names a sentence tells before it ends in `…`."""


@dataclass(slots=True)
class RosterRows:
    """The people found so far, the rows refused, and what is to be told, by the key of its sentence."""

    columns: Columns
    headers: tuple[str, ...]
    refused: list[Fault] = field(default_factory=list)
    _found: list[Listed] = field(default_factory=list)
    _said: dict[str, list[str]] = field(default_factory=dict)

    def take(self, row: Row, after: Row | None) -> None:
        """Take one row; a header that stands again tells the columns of those below it, and the row above it a title."""
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

    def told(self) -> tuple[Fault, ...]:
        """Return what was left out, guessed or changed."""
        return tuple(Fault("", key, {"names": _few(names)}) for key, names in self._said.items())

    def _is_header(self, row: Row) -> bool:
        names = [row.cells[index] for index in self._name_places() if index < len(row.cells)]
        return any(is_header_word(cell) for cell in names) and read_header(row.cells).names_people

    def _name_places(self) -> list[int]:
        return [place for kind in ("name", "first", "last") for place in self._places(kind)]

    def _places(self, kind: str) -> tuple[int, ...]:
        return next((places for column, places in self.columns.items() if column == kind), ())

    def _cell(self, row: Row, kind: Column) -> str:
        cells = (row.cells[index] for index in self._places(kind) if index < len(row.cells))
        return next((cell for cell in cells if cell), "")

    def _line(self, row: Row, kind: Column) -> str:
        return " ".join(self._cell(row, kind).split())

    def _read(self, row: Row) -> None:
        name = self._cell(row, "name")
        if not name or says(name, "nobody"):
            name = f"{self._cell(row, 'first')} {self._cell(row, 'last')}".strip()
        used = [row.cells[place] for places in self.columns.values() for place in places if place < len(row.cells)]
        if is_sum(name) or (not name and any(is_sum(cell) for cell in row.cells)):
            self._tell("roster.told.sums", name or next(cell for cell in row.cells if is_sum(cell)))
        elif not name:
            if any(used):
                self._refuse(row, "roster.no-name")
        elif any(len(cell) > LONGEST for cell in used):
            self._refuse(row, "roster.cell-long", most=str(LONGEST))
        elif self._is_cancelled(row):
            self._tell("roster.told.cancelled", name)
        else:
            self._seat(row, people_in(name))

    def _is_cancelled(self, row: Row) -> bool:
        """Return whether the row says that its person does not come."""
        state = self._cell(row, "state") or self._cell(row, "way")
        if says(state, "cancelled") or folded(state) in list_words()["rows"]["no"] or says(state, "no"):
            return True
        words = list_words()["rows"]["cancelled"]
        return any(folded(cell) in words for cell in row.cells)

    def _seat(self, row: Row, people: tuple[Person, ...]) -> None:
        handle = self._line(row, "id")
        handle = "" if handle.isdecimal() or len(people) > 1 else handle
        if handle and not _HANDLE.match(handle):
            self._refuse(row, "roster.handle", name=people[0].name, id=handle)
            return
        if len(people) > 1:
            self._tell("roster.told.several", *(person.name for person in people))
        for person in people:
            self._one(row, person, handle)

    def _one(self, row: Row, person: Person, handle: str) -> None:
        if person.cancelled:
            self._tell("roster.told.cancelled", person.name)
            return
        party = self._line(row, "party") or person.party
        if person.party and not self._line(row, "party"):
            self._tell("roster.told.party-beside", f"{person.party} ({person.name})")
        remote = person.remote or says(self._cell(row, "way"), "remote") or says(self._cell(row, "state"), "remote")
        if remote:
            self._tell("roster.told.remote", person.name)
        roles = self._roles(person, _BETWEEN_ROLES.split(self._cell(row, "role")))
        self._found.append(
            Listed(row.line, person.name, party, self._line(row, "field"), roles, handle, remote=remote)
        )

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
        header = " ".join(folded(self.headers[place]) for place in self._places("name") if place < len(self.headers))
        names = [listed.name for listed in self._found]
        sure = bool(_SURNAME_FIRST.search(header)) or (bool(names) and all(stands_turned(name) for name in names))
        for listed in self._found:
            name = turned(listed.name, sure=sure)
            if name:
                self._tell("roster.told.turned", name)
            yield replace(listed, name=name or listed.name)

    def _once(self, people: Iterable[Listed]) -> Iterable[Listed]:
        """Yield everybody once, with all that their rows tell; of an id that is somebody's already the row is refused."""
        named: dict[str, dict[str, int]] = {}
        handles: dict[str, Listed] = {}
        kept: list[Listed] = []
        for listed in people:
            name, party = folded(listed.name), folded(listed.party)
            same = _same(named.setdefault(name, {}), party, kept, listed.handle)
            if same is not None:
                kept[same] = _joined(kept[same], listed)
                named[name] = {folded(kept[same].party): same} if len(named[name]) == 1 else named[name]
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
        told = self._said.setdefault(key, [])
        told.extend(name for name in names if len(told) > _NAMED or name not in told)

    def _refuse(self, row: Row, key: str, **details: str) -> None:
        self.refused.append(Fault("", key, details, row.line))


def _same(parties: Mapping[str, int], party: str, kept: list[Listed], handle: str) -> int | None:
    """Return who of one name is meant: of the same party, or without one; another id is another person."""
    place = parties.get(party, parties.get("") if party else next(iter(parties.values()), None))
    if place is None or (party not in parties and len(set(parties.values())) > 1):
        return None
    known = kept[place].handle
    return None if handle and known and handle != known else place


def _joined(one: Listed, other: Listed) -> Listed:
    return replace(
        one,
        party=one.party or other.party,
        field=one.field or other.field,
        roles=tuple(dict.fromkeys((*one.roles, *other.roles))),
        handle=one.handle or other.handle,
        remote=one.remote or other.remote,
    )


def _few(names: list[str]) -> str:
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


@cache
def _roles() -> Mapping[str, Role]:
    """Return what each word for a role of the table means."""
    roles: tuple[Role, ...] = get_args(Role)
    return {word: role for role in roles for word in _words(role)}


def _words(kind: str) -> list[str]:
    """Return the words for a role, or for what is no role of the table: `vice` and `member`."""
    return list_words()["roles"][kind]

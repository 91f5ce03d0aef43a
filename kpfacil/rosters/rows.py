"""The rows of a list one after another: who is on each, and who is left out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import get_args

from kpfacil.model.people import Role
from kpfacil.model.text import LONGEST
from kpfacil.model.texts import Fault
from kpfacil.rosters import above
from kpfacil.rosters.answers import Question, questions_of, read_answers
from kpfacil.rosters.cells import NAMES, Column, Columns, Listed, Notes, SheetRow, name_of_address, without_contacts
from kpfacil.rosters.headers import is_header_word, read_header
from kpfacil.rosters.names import is_of_one_case, once, stands_turned, turn_name
from kpfacil.rosters.person_cells import Person, people_in
from kpfacil.rosters.words import (
    Coming,
    bare_body,
    coming_in,
    endings,
    fold_cell,
    has_first_name,
    has_legal_form,
    is_body,
    is_one_of,
    list_words,
    pattern,
    says,
)

_BETWEEN_ROLES = r"\s*[,;/&+|\n]\s*|\s+{ands}\s+"
_HANDLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")
_SURNAME_FIRST = r"\b{surnames}.*\b{givens}"
_RUNNING = re.compile(r"\d{1,4}\.?")


@dataclass(slots=True)
class RosterRows:
    """The people found so far, the rows refused, and what is to be told."""

    columns: Columns
    headers: tuple[str, ...]
    rows: Sequence[SheetRow]
    """The rows below the header."""
    day: date | None = None
    refused: list[Fault] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)
    gone: list[Listed] = field(default_factory=list)
    """Those on the list who do not come."""
    _found: list[Listed] = field(default_factory=list)
    _questions: tuple[Question, ...] = ()
    _party: str = ""
    """The party that the last heading among the rows names."""
    _section: Coming = field(default_factory=Coming)
    """What the last heading among the rows says of the coming of those below it."""
    _spare: str = ""
    """The last heading among the rows where it heads substitutes."""
    _coming: Coming = field(default_factory=Coming)
    """What the row that is read and its heading say of somebody's coming."""

    def read(self) -> None:
        """Read every row; a heading that may be somebody's name as well is refused, but not right below another."""
        self._questions = questions_of(self.headers, self.columns, self.rows, self.day)
        rows = above.without_dittos(self.rows, self.columns, self.notes)
        groups = above.groups_in(rows, self.columns)
        for row, group, before, after in zip(rows, groups, (None, *groups), (*rows[1:], None), strict=False):
            if group is None:
                self._take(row, after)
            elif group.sure:
                self._party = group.party
                self.notes.tell("groups", group.party)
            elif self._party and not (before and before.sure) and above.reads_as_party(group.party):
                self._refuse(row, "roster.group-or-person", name=group.party, party=self._party)
            else:
                self._take(row, after)

    def people(self) -> tuple[Listed, ...]:
        """Return everybody once, with the first name first where a header, every row, a comma or capitals tell it."""
        told = {"first", "last"} <= self.columns.keys()
        sure = self._is_surname_first()
        people, refused = once(self._found if told else [self._turn(one, sure=sure) for one in self._found], self.notes)
        self.refused += refused
        names = [one.name for one in people]
        self.notes.tell("not-turned", *filter(stands_turned, [] if told or sure else names))
        self.notes.tell("case", *filter(is_of_one_case, names))
        bare = [one.name for one in people if not one.party]
        self.notes.tell("names-only" if len(bare) == len(people) else "no-party", *bare)
        return tuple(people)

    def _take(self, row: SheetRow, after: SheetRow | None) -> None:
        """Take one row; a header that stands again tells the columns below it, a lone cell above it may be a title."""
        if self._is_header(row):
            again = read_header(row.cells)
            self.columns = {kind: places[:1] for kind, places in again.columns.items()}
            self.headers = row.cells
            self._questions = questions_of(self.headers, self.columns, self.rows, self.day)
        elif any(row.cells[len(self.headers) :]):
            self._refuse(row, "roster.too-many", n=str(len(row.cells)), most=str(len(self.headers)))
        elif any(len(cell) > LONGEST for cell in row.cells_of(self.columns, *self.columns)):
            self._refuse(row, "roster.cell-long", most=str(LONGEST))
        else:
            self._read(row, after)

    def _is_header(self, row: SheetRow) -> bool:
        """Return whether a row is a header: in the column of names, or with nothing but headers in it."""
        cells = row.filled
        if not any(map(is_header_word, cells)) or len(self.headers) > len(cells) == 1:
            return False
        if row.cells != self.headers and any(map(has_legal_form, cells)):
            return False
        named = any(map(is_header_word, row.cells_of(self.columns, *NAMES)))
        if not named and (len(cells) == 1 or not all(read_header((cell,)).known for cell in cells)):
            return False
        found = read_header(cells)
        return found.names_people and found.known * 2 >= len(cells)

    def _cell(self, row: SheetRow, kind: Column) -> str:
        return next(iter(row.cells_of(self.columns, kind)), "")

    def _line(self, row: SheetRow, kind: Column) -> str:
        return " ".join(self._cell(row, kind).split())

    def _read(self, row: SheetRow, after: SheetRow | None) -> None:
        """Seat who is in a row, or tell why it is nobody."""
        name, said = self._name(row), " ".join(row.filled)
        total = "" if after and _heads_others(row) else _total_in(row, name)
        if total:
            why, told = "sums", total
        elif self._is_aside(row, said, after):
            why, told = "notes", said
        else:
            self._coming = read_answers(self._questions, row.cells).join(self._section)
            why, told = self._left_out(row, name)
        if not why:
            self._seat(row, name)
        elif why == "devices" or any(map(str.isalpha, said)):
            self.notes.tell(why, told)
        if why in ("cancelled", "waiting"):
            for person in people_in(without_contacts(name)[0]):
                self._leave(row, person, why)

    def _name(self, row: SheetRow) -> str:
        """Return the name in a row: the first and the last one where there are both, beside a first name the last."""
        name, first, last = (self._cell(row, kind) for kind in NAMES)
        if says(name, "nobody"):
            name = ""
        if "last" not in self.columns:
            last = "" if name == first or _is_whole(name) else name
        return f"{first} {last}" if first and last else name or first or last

    def _is_aside(self, row: SheetRow, said: str, after: SheetRow | None) -> bool:
        """Return whether a row is a heading among the people or a remark beside them; a heading is kept."""
        unread = not row.cells_of(self.columns, *self.columns)
        if said not in row.cells:
            return above.is_remark(row.filled) or unread
        aside = self._heads(row, said, after)
        if aside:
            self._section = coming_in(said.strip(" :")) or Coming()
            self._party = self._party if is_one_of(said, "roles", "members") else ""
            self._spare = said.strip(" :") if is_one_of(said, "spare") else ""
        return aside or unread

    def _heads(self, row: SheetRow, said: str, after: SheetRow | None) -> bool:
        """Return whether what stands alone in a row heads people or is a remark, and no role whose name is missing."""
        if self._line(row, "role") == said and is_one_of(said, "roles"):
            return False
        return above.is_aside(said) or (after is not None and not has_first_name(said) and self._is_header(after))

    def _left_out(self, row: SheetRow, name: str) -> tuple[str, str]:
        """Return why nobody comes from a row and what is told of it; nothing where somebody does."""
        party = self._line(row, "party")
        if not name:
            return ("vacant", f"{party}{spare}") if party and (spare := self._spare_of(row)) is not None else ("", "")
        if above.is_device(name):
            return "devices", name
        if above.is_nobody(name) or _names_party(name, party):
            return "vacant", name if " " in name and not is_one_of(name, "vacant") else party or name
        return self._coming.why, name

    def _spare_of(self, row: SheetRow) -> str | None:
        """Return in brackets who stands in where no name is; None where more is beside the columns than a number."""
        places = {*range(len(row.cells))}.difference(*self.columns.values())
        spares = sorted(at for at in places if fold_cell(self.headers[at]).startswith(endings("spare")))
        beside = row.under(places.difference(spares))
        named = ", ".join(row.under(spares))
        return (named and f" ({named})") if all(map(_RUNNING.fullmatch, beside)) else None

    def _seat(self, row: SheetRow, cell: str) -> None:
        """Take everybody named in a cell; an id is that of one alone, and a running number is none."""
        name, dropped = without_contacts(cell)
        guessed = name_of_address(name)
        people = people_in(guessed or name)
        handle = "" if len(people) != 1 or self._line(row, "id").isdecimal() else self._line(row, "id")
        if not people:
            self._refuse(row, "roster.no-name")
        elif handle and not _HANDLE.match(handle):
            self._refuse(row, "roster.handle", name=people[0].name, id=handle)
        else:
            self.notes.tell("several", *(turn_name(one.name) or one.name for one in people * (len(people) > 1)))
            self.notes.beside("titles", dropped, people[0].name)
            self.notes.tell("from-address", guessed)
            for person in people:
                self._one(row, person, handle)

    def _one(self, row: SheetRow, person: Person, handle: str) -> None:
        coming = self._coming.join(person.coming)
        if coming.why:
            self.notes.tell(coming.why, person.name)
            self._leave(row, person, coming.why)
            return
        self.notes.tell("unsure", coming.unsure and f"{person.name} ({coming.unsure})")
        self.notes.tell("unmarked", person.name if coming.unmarked else "")
        self.notes.tell("remote", person.name if coming.remote else "")
        self.notes.beside("spare", self._spare, person.name)
        party = self._party_of(row, person)
        roles = self._roles(person, pattern(_BETWEEN_ROLES).split(self._cell(row, "role")))
        stands_for = self._line(row, "replaces")
        stands_for = "" if is_one_of(stands_for, "partyless") else stands_for
        listed = Listed(row.line, person.name, party, self._line(row, "field"), roles, handle)
        self._found.append(replace(listed, remote=coming.remote, replaces=stands_for))

    def _leave(self, row: SheetRow, person: Person, why: str) -> None:
        """Keep who does not come: the table may expect them."""
        party = self._line(row, "party") or person.party or self._party
        self.gone.append(Listed(row.line, person.name, party, handle=self._line(row, "id"), gone=why))

    def _party_of(self, row: SheetRow, person: Person) -> str:
        """Return the party in a row, beside the name or above the row, the first of them that there is."""
        named = self._line(row, "party")
        if named and not is_one_of(named, "partyless"):
            beside = person.party if bare_body(person.party) != bare_body(named) else ""
            self.notes.beside("titles", beside, person.name)
            return named
        self.notes.beside("party-beside", person.party, person.name)
        return person.party or self._party

    def _roles(self, person: Person, words: list[str]) -> tuple[Role, ...]:
        """Return the roles that a person's cell and what stood beside the name tell."""
        roles: list[Role] = []
        for word in (*words, *person.dropped):
            said = fold_cell(word)
            if said in _roles():
                roles.append(_roles()[said])
            elif said in _words("vice"):
                self.notes.tell("vice", person.name)
            elif is_one_of(word.strip("0123456789. "), "spare"):
                self.notes.beside("spare", word, person.name)
            elif said not in _words("member"):
                self.notes.beside("titles" if word in person.dropped else "roles", word, person.name)
        return tuple(dict.fromkeys(roles))

    def _turn(self, listed: Listed, *, sure: bool) -> Listed:
        name = turn_name(listed.name, sure=sure)
        self.notes.tell("turned", name)
        return replace(listed, name=name) if name else listed

    def _is_surname_first(self) -> bool:
        """Return whether the header of the names, `Sukunimi ja etunimi`, or every name has the surname first."""
        headers = SheetRow(0, self.headers).cells_of(self.columns, "name")
        told = any(pattern(_SURNAME_FIRST).search(fold_cell(header)) for header in headers)
        return told or all(stands_turned(listed.name) for listed in self._found)

    def _refuse(self, row: SheetRow, key: str, **details: str) -> None:
        self.refused.append(Fault("", key, details, row.line))


def _heads_others(row: SheetRow) -> bool:
    """Return whether what stands alone in a row says whether those below it come: `Peruneet (2)`."""
    return len(row.filled) == 1 and coming_in(row.filled[0]) is not None


def _total_in(row: SheetRow, name: str) -> str:
    """Return what in a row only counts something, empty where nothing does."""
    return next(filter(above.is_sum, (name, " ".join(row.filled)) if name else row.cells), "")


def _is_whole(name: str) -> bool:
    return " " in name and has_first_name(name)


def _names_party(name: str, party: str) -> bool:
    return bare_body(name) == bare_body(party) and (is_body(name) or not _is_whole(name))


@cache
def _roles() -> Mapping[str, Role]:
    """Return what each word for a role of the table means."""
    roles: tuple[Role, ...] = get_args(Role)
    return {word: role for role in roles for word in _words(role)}


def _words(kind: str) -> Sequence[str]:
    """Return the words for a role, or for what is no role of the table: `vice` and `member`."""
    return list_words()["roles"][kind]

"""The rows of a list one after another: who is on each, who is left out, and who stands there twice."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import chain
from typing import get_args

from kpfacil.model.people import Role
from kpfacil.model.text import LONGEST
from kpfacil.model.texts import Fault, Sentence
from kpfacil.rosters.above import (
    Group,
    aside_of,
    groups_in,
    is_device,
    is_nobody,
    is_remark,
    is_sum,
    reads_as_party,
    with_label,
    without_dittos,
)
from kpfacil.rosters.answers import Coming, Question, questions_of, read_answers
from kpfacil.rosters.cells import (
    Listed,
    SheetRow,
    fold_cell,
    has_first_name,
    is_of_one_case,
    is_one_of,
    list_words,
    name_of_address,
    says,
    stands_turned,
    turn_name,
    without_contacts,
    words_of,
)
from kpfacil.rosters.headers import NAMES, Column, Columns, is_header_word, read_header
from kpfacil.rosters.person_cells import Person, bare_body, people_in

_BETWEEN_ROLES = re.compile(r"\s*[,;/&+|\n]\s*|\s+ja\s+|\s+and\s+|\s+och\s+")
_HANDLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")
_SURNAME_FIRST = re.compile(r"\b(?:sukunim|efternamn|last|surname).*\b(?:etu|för|first|given)")
_RUNNING = re.compile(r"\d{1,4}\.?")
_NAMED = 12
"""How many names a sentence tells before it ends in `…`."""


@dataclass(slots=True)
class RosterRows:
    """The people found so far, the rows refused, and what is to be told, by the key of its sentence."""

    columns: Columns
    headers: tuple[str, ...]
    rows: Sequence[SheetRow]
    """The rows below the header."""
    day: date | None = None
    refused: list[Fault] = field(default_factory=list)
    _found: list[Listed] = field(default_factory=list)
    _said: dict[str, list[str]] = field(default_factory=dict)
    _questions: tuple[Question, ...] = ()
    _coming: Coming = field(default_factory=Coming)
    """What the row that is read says of somebody's coming."""
    _party: str = ""
    """The party that the last heading among the rows names."""
    _section: str = ""
    """What the last heading among the rows says of those below it, as `aside_of` does, and its words."""
    _heading: str = ""

    def read(self) -> None:
        """Read every row; a heading that may be somebody's name as well is refused, but not right below another."""
        self._questions = questions_of(self.headers, self.columns, self.rows, self.day)
        filled = [*without_dittos([with_label(row, self.columns) for row in self.rows], self.columns)]
        self._tell("roster.told.ditto", *(name for _, name in filled))
        rows = [row for row, _ in filled]
        above: Group | None = None
        for row, group, after in zip(rows, groups_in(rows, self.columns), (*rows[1:], None), strict=False):
            if group and group.sure:
                self._party = group.party
                self._tell("roster.told.groups", group.party)
            elif group and self._party and not (above and above.sure) and reads_as_party(group.party):
                self._refuse(row, "roster.group-or-person", name=group.party, party=self._party)
            else:
                self._take(row, after)
            above = group

    def _take(self, row: SheetRow, after: SheetRow | None) -> None:
        """Take one row; a header that stands again tells the columns below it, a lone cell above it may be a title."""
        if self._is_header(row):
            again = read_header(row.cells)
            self.columns = {kind: places[:1] for kind, places in again.columns.items()}
            self.headers = row.cells
            self._questions = questions_of(self.headers, self.columns, self.rows, self.day)
        elif any(row.cells[len(self.headers) :]):
            self._refuse(row, "roster.too-many", n=str(len(row.cells)), most=str(len(self.headers)))
        else:
            self._read(row, titled=after is not None and self._is_header(after))

    def people(self) -> tuple[Listed, ...]:
        """Return everybody once, with the first name first where a header, every row, a comma or capitals tell it."""
        told = {"first", "last"} <= self.columns.keys()
        sure = self._is_surname_first() or all(stands_turned(listed.name) for listed in self._found)
        people = self._once(self._found if told else [self._turn_names(listed, sure=sure) for listed in self._found])
        doubtful = (one.name for one in people if not told and not sure and stands_turned(one.name))
        self._tell("roster.told.not-turned", *doubtful)
        self._tell("roster.told.case", *(one.name for one in people if is_of_one_case(one.name)))
        self._without_party(people)
        return tuple(people)

    def notes(self) -> tuple[Sentence, ...]:
        """Return what was left out, guessed or changed."""
        return tuple(Sentence(key, {"names": few(names)}) for key, names in self._said.items())

    def _is_header(self, row: SheetRow) -> bool:
        """Return whether a row is a header: in the column of names, or with nothing but headers in it."""
        cells = row.filled
        if not any(map(is_header_word, cells)) or len(self.headers) > len(cells) == 1:
            return False
        named = any(is_header_word(cell) for kind in NAMES for cell in self._cells(row, kind))
        alone = len(cells) > 1 and all(read_header((cell,)).known for cell in cells)
        return (named or alone) and read_header(cells).names_people

    def _cells(self, row: SheetRow, kind: Column) -> list[str]:
        return row.under(self.columns.get(kind, ()))

    def _cell(self, row: SheetRow, kind: Column) -> str:
        return next(iter(self._cells(row, kind)), "")

    def _line(self, row: SheetRow, kind: Column) -> str:
        return " ".join(self._cell(row, kind).split())

    def _read(self, row: SheetRow, *, titled: bool) -> None:
        name = self._name(row)
        self._coming = read_answers(self._questions, row.cells)
        longest = max(len(cell) for kind in self.columns for cell in ("", *self._cells(row, kind)))
        if longest > LONGEST:
            self._refuse(row, "roster.cell-long", most=str(LONGEST))
        elif not self._left_out(row, name, titled=titled):
            self._seat(row, name)

    def _name(self, row: SheetRow) -> str:
        """Return the name in a row: the first and the last one where there are both."""
        name, halves = self._cell(row, "name"), (self._cell(row, "first"), self._cell(row, "last"))
        return " ".join(filter(None, halves)) if all(halves) or not name or says(name, "nobody") else name

    def _left_out(self, row: SheetRow, name: str, *, titled: bool) -> bool:
        """Return whether a row is a sum, a remark, no person's, or of somebody who does not come, and tell it."""
        said = " ".join(row.filled)
        sums = [*filter(is_sum, (name, said) if name else row.cells)]
        why = "sums" if sums else self._aside(row, said, titled=titled) or self._reason(row, name)
        told = {
            "sums": sums[:1],
            "notes": [said],
            "vacant": [name if " " in name and not is_one_of(name, "vacant") else self._line(row, "party") or name],
        }.get(why, [name])
        if why and (why == "devices" or any(map(str.isalpha, said))):
            self._tell(f"roster.told.{why}", *told)
        return why != ""

    def _aside(self, row: SheetRow, said: str, *, titled: bool) -> str:
        """Return `notes` where a row is a heading among the people or a remark beside them; a heading is kept."""
        if said not in row.cells:
            return "notes" * (is_remark(row.filled) or self._is_unread(row))
        title = titled and not has_first_name(said)
        aside = aside_of(said) or "notes" * title
        if aside:
            self._section, self._heading = aside, said.strip(" :")
            self._party = self._party if is_one_of(said, "roles", "members") else ""
        return "notes" * (aside != "" or self._is_unread(row))

    def _is_unread(self, row: SheetRow) -> bool:
        return not any(self._cells(row, kind) for kind in self.columns)

    def _reason(self, row: SheetRow, name: str) -> str:
        """Return why nobody comes from a row; empty where somebody does, or where a name is missing."""
        if not name:
            return "vacant" * self._is_free_seat(row)
        if is_device(name):
            return "devices"
        if is_nobody(name) or bare_body(name) == bare_body(self._line(row, "party")):
            return "vacant"
        return self._coming.why or (self._section if self._section in ("cancelled", "waiting") else "")

    def _is_free_seat(self, row: SheetRow) -> bool:
        """Return whether a row without a name has a party, and beside its columns nothing but a number."""
        beside = row.under({*range(len(row.cells))}.difference(*self.columns.values()))
        return self._line(row, "party") != "" and all(map(_RUNNING.fullmatch, beside))

    def _seat(self, row: SheetRow, cell: str) -> None:
        name, dropped = without_contacts(cell)
        guessed = name_of_address(name)
        people = people_in(guessed or name)
        handle = self._handle(row) if len(people) == 1 else ""
        if not people:
            self._refuse(row, "roster.no-name")
        elif handle and not _HANDLE.match(handle):
            self._refuse(row, "roster.handle", name=people[0].name, id=handle)
        else:
            self._tell("roster.told.several", *(turn_name(one.name) or one.name for one in people * (len(people) > 1)))
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
        coming = self._coming
        unsure = coming.unsure or person.unsure or (self._heading if self._section == "away" else "")
        self._tell("roster.told.unsure", unsure and f"{person.name} ({unsure})")
        remote = person.remote or self._section == "remote" or coming.remote
        self._tell("roster.told.remote", person.name if remote else "")
        party = self._party_of(row, person)
        roles = self._roles(person, _BETWEEN_ROLES.split(self._cell(row, "role")))
        self._found.append(Listed(row.line, person.name, party, self._line(row, "field"), roles, handle, remote=remote))

    def _party_of(self, row: SheetRow, person: Person) -> str:
        """Return the party in a row, beside the name or above the row, the first of them that there is."""
        named = self._line(row, "party")
        if named and not is_one_of(named, "partyless"):
            beside = person.party if bare_body(person.party) != bare_body(named) else ""
            self._tell("roster.told.titles", beside and f"{beside} ({person.name})")
            return named
        self._tell("roster.told.party-beside", person.party and f"{person.party} ({person.name})")
        return person.party or self._party

    def _roles(self, person: Person, words: list[str]) -> tuple[Role, ...]:
        """Return the roles that a person's cell and what stood beside the name tell."""
        roles: list[Role] = []
        for word in (*words, *person.dropped):
            said = fold_cell(word)
            if said in _roles():
                roles.append(_roles()[said])
            elif said in _words("vice"):
                self._tell("roster.told.vice", person.name)
            elif said not in _words("member"):
                key = "titles" if word in person.dropped else "roles"
                self._tell(f"roster.told.{key}", f"{word} ({person.name})")
        return tuple(dict.fromkeys(roles))

    def _turn_names(self, listed: Listed, *, sure: bool) -> Listed:
        name = turn_name(listed.name, sure=sure)
        self._tell("roster.told.turned", name)
        return replace(listed, name=name or listed.name)

    def _is_surname_first(self) -> bool:
        """Return whether the header of the names says that the surname stands first: `Sukunimi ja etunimi`."""
        headers = [self.headers[place] for place in self.columns.get("name", ()) if place < len(self.headers)]
        return any(_SURNAME_FIRST.search(fold_cell(header)) for header in headers)

    def _once(self, people: Iterable[Listed]) -> list[Listed]:
        """Return everybody once, with all that their rows tell; a row with somebody else's id is refused."""
        named: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        handles: dict[str, Listed] = {}
        kept: list[Listed] = []
        for listed in people:
            keys = words_of(listed.name)
            namesakes = sorted({*chain.from_iterable(map(named.__getitem__, keys))})
            same = [at for at in namesakes if _is_same(kept[at], listed, alone=len(namesakes) == 1)]
            other = handles.get(listed.handle)
            if same:
                better = listed if stands_turned(kept[same[0]].name) else kept[same[0]]
                kept[same[0]] = replace(kept[same[0]].join(listed), name=better.name)
                self._tell("roster.told.twice", listed.name)
            elif other is not None:
                details = {"name": listed.name, "id": listed.handle, "other": str(other.line)}
                self.refused.append(Fault("", "roster.handle-twice", details, listed.line))
            else:
                self._tell("roster.told.namesakes", listed.name if namesakes else "")
                handles |= {listed.handle: listed} if listed.handle else {}
                for key in keys:
                    named[key].append(len(kept))
                kept.append(listed)
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


def _is_same(known: Listed, other: Listed, *, alone: bool) -> bool:
    """Return whether two of one name are one: of one party, or `alone` of that name and without one in a row."""
    parties = {bare_body(known.party), bare_body(other.party)}
    ids = {known.handle, other.handle} - {""}
    return len(ids) <= 1 and (len(parties) == 1 or (alone and "" in parties))


def few(names: Sequence[str]) -> str:
    """Return the first of some names, with `…` for the others."""
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


@cache
def _roles() -> Mapping[str, Role]:
    """Return what each word for a role of the table means."""
    roles: tuple[Role, ...] = get_args(Role)
    return {word: role for role in roles for word in _words(role)}


def _words(kind: str) -> Sequence[str]:
    """Return the words for a role, or for what is no role of the table: `vice` and `member`."""
    return list_words().tables["roles"][kind]

"""People of a list coming to the table: those known are brought up to date, the others get an id."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Protocol

from kpfacil.capture.newcomers import suggest_id
from kpfacil.commands.base import Command, Refused, Together
from kpfacil.commands.people import AddParticipant, AddParty, EditParticipant, SetPresence
from kpfacil.model.kinds import is_handle
from kpfacil.model.people import Participant, Party, Role
from kpfacil.model.session import Session
from kpfacil.model.text import clean_line


class Guest(Protocol):
    """One person of a list; `party` is the party's name as written, `handle` the id asked for or empty."""

    @property
    def name(self) -> str:
        """The person's whole name."""
        ...

    @property
    def party(self) -> str:
        """The name of the party."""
        ...

    @property
    def field(self) -> str:
        """The field."""
        ...

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles."""
        ...

    @property
    def handle(self) -> str:
        """The id asked for."""
        ...


@dataclass(slots=True)
class Joining:
    """People taken one by one; `commands` is what it takes, `session` what comes of it.

    People and parties of this or the `previous` session are known by their names and keep their ids. With `expected`
    everybody on the list is expected again; else those at the table stay as they are.
    """

    session: Session
    previous: Session | None = None
    expected: bool = False
    commands: list[Command] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)

    def take(self, guest: Guest) -> None:
        """Seat one person; raises `Refused` where the id asked for is another's or can be nobody's."""
        if guest.handle and not is_handle(guest.handle):
            raise Refused("bad-handle", id=guest.handle)
        here = self._match(self.session, guest)
        if here is not None:
            self._update(here, guest)
            return
        before = self._match(self.previous, guest) if self.previous else None
        session, count = self.session, len(self.commands)
        try:
            self._add(guest, before)
        except Refused:
            self.session, self.commands = session, self.commands[:count]  # the party does not come alone
            raise

    @property
    def command(self) -> Command:
        """Everything as one change, undone as one."""
        return Together(commands=tuple(self.commands))

    def _add(self, guest: Guest, before: Participant | None) -> None:
        kept = before.party if before is not None and self.session.party(before.party) else ""
        party = self._party(guest.party) or kept
        handle = guest.handle
        if handle and not self._is_free(handle):
            raise Refused("handle-taken", id=handle)
        if not handle and before is not None and self._is_free(before.id):
            handle = before.id
        handle = handle or suggest_id(self.session, guest.name)
        sector = guest.field or (before.field if before else "")
        self.commands.append(
            AddParticipant(
                id=handle, name=guest.name, party=party, field=sector, presence="expected", roles=guest.roles
            )
        )
        person = Participant(id=handle, name=guest.name, party=party, field=sector, roles=guest.roles)
        self.session = replace(self.session, participants=(*self.session.participants, person))
        self.added.append(handle)

    def _update(self, person: Participant, guest: Guest) -> None:
        changed = replace(
            person,
            name=guest.name,
            party=self._party(guest.party) or person.party,
            field=guest.field or person.field,
            roles=guest.roles or person.roles,
        )
        if changed != person:
            edit = EditParticipant(
                id=person.id,
                name=changed.name,
                party=changed.party,
                field=changed.field,
                site=changed.site,
                roles=changed.roles,
            )
            self.commands.append(edit)
        if self.expected and person.presence != "expected":
            self.commands.append(SetPresence(id=person.id, presence="expected"))
            changed = replace(changed, presence="expected")
        people = tuple(changed if one.id == person.id else one for one in self.session.participants)
        self.session = replace(self.session, participants=people)
        self.known.append(person.id)

    def _match(self, where: Session, guest: Guest) -> Participant | None:
        """Return who of a session is meant: by the id asked for, else by name and party, else by the name alone."""
        free = [one for one in where.participants if one.id not in self.added and one.id not in self.known]
        if guest.handle:
            return next((person for person in free if person.id == guest.handle), None)
        named = [person for person in free if _same(person.name, guest.name)]
        of_party = [person for person in named if _same(where.name_of(person.party), guest.party)]
        return next(iter(of_party), named[0] if len(named) == 1 else None)

    def _party(self, name: str) -> str:
        """Return the id of the party of that name, brought to the table where it is new."""
        here = _named(self.session.parties, name)
        if here or not name:
            return here
        before = _named(self.previous.parties, name) if self.previous else ""
        handle = before if before and self._is_free(before) else suggest_id(self.session, name)
        self.commands.append(AddParty(id=handle, name=clean_line(name)))
        self.session = replace(self.session, parties=(*self.session.parties, Party(id=handle, name=clean_line(name))))
        return handle

    def _is_free(self, handle: str) -> bool:
        return self.session.participant(handle) is None and self.session.party(handle) is None


def _named(parties: Iterable[Party], name: str) -> str:
    return next((party.id for party in parties if _same(party.name, name)), "")


def _same(one: str, other: str) -> bool:
    return clean_line(one).casefold() == clean_line(other).casefold()

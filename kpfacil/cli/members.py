"""Seating the participants of a list: those known keep their ids, the others get one."""

from dataclasses import replace
from pathlib import Path

from kpfacil.capture import suggest_id
from kpfacil.cli.console import Console, Refusal
from kpfacil.commands.base import Refused, Scene
from kpfacil.commands.people import AddParticipant, AddParty
from kpfacil.model.people import Participant
from kpfacil.model.session import Session
from kpfacil.model.text import clean_line
from kpfacil.rules.integrity import Fault
from kpfacil.storage.errors import Unreadable
from kpfacil.storage.rosters import Listed, read_roster


def seated(path: Path, session: Session, previous: Session | None, scene: Scene, console: Console) -> Session:
    """Return the session with the participants of a CSV or XLSX list.

    People and parties of this or the previous session are known by their names and keep their ids. Raises
    `StorageError` where the list can't be read, `Refusal` with every row that can't be taken.
    """
    roster = read_roster(path)
    refused = list(roster.refused)
    seating = _Seating(session, previous, scene)
    for listed in roster.people:
        try:
            seating.take(listed)
        except Refused as reason:
            refused.append(Fault("", f"refused.{reason.key}", reason.details, listed.line))
    if refused:
        told = sorted(refused, key=lambda fault: fault.line or 0)
        raise Refusal(*Unreadable(tuple(told), path).sentences(console.texts))
    return seating.session


class _Seating:
    """The session while people of a list come to the table."""

    def __init__(self, session: Session, previous: Session | None, scene: Scene) -> None:
        self.session = session
        self._previous = previous
        self._scene = scene
        self._taken: set[str] = set()

    def take(self, listed: Listed) -> None:
        """Seat one participant; raises `Refused` where the id asked for is another's."""
        party = self._party(listed.party)
        here = self._match(self.session.participants, listed, party)
        before = self._match(self._previous.participants, listed, party) if self._previous and not here else None
        if here is not None:
            self._update(here, listed, party)
        else:
            self._add(listed, party, before)

    def _add(self, listed: Listed, party: str, before: Participant | None) -> None:
        handle = listed.handle
        if not handle and before is not None and self._is_free(before.id):
            handle = before.id
        handle = handle or suggest_id(self.session, listed.name)
        command = AddParticipant(
            id=handle,
            name=listed.name,
            party=party or self._known_party(before),
            field=listed.field or (before.field if before else ""),
            presence="expected",
            roles=listed.roles,
        )
        self.session = command.apply(self.session, self._scene)
        self._taken.add(handle)

    def _update(self, person: Participant, listed: Listed, party: str) -> None:
        changed = replace(
            person,
            name=listed.name,
            party=party or person.party,
            field=listed.field or person.field,
            roles=listed.roles or person.roles,
            presence="expected",
        )
        people = tuple(changed if one.id == person.id else one for one in self.session.participants)
        self.session = replace(self.session, participants=people)
        self._taken.add(person.id)

    def _match(self, people: tuple[Participant, ...], listed: Listed, party: str) -> Participant | None:
        """Return who of the people is meant: by the id asked for, else by name and party, else by the name alone."""
        free = [person for person in people if person.id not in self._taken]
        if listed.handle:
            return next((person for person in free if person.id == listed.handle), None)
        named = [person for person in free if _same(person.name, listed.name)]
        of_party = [person for person in named if person.party == party]
        return next(iter(of_party), named[0] if len(named) == 1 else None)

    def _party(self, name: str) -> str:
        """Return the id of the party of that name, brought to the table where it is new."""
        if not name:
            return ""
        known = next((party.id for party in self.session.parties if _same(party.name, name)), None)
        if known is not None:
            return known
        before = self._previous.parties if self._previous else ()
        earlier = next((party.id for party in before if _same(party.name, name)), "")
        handle = earlier if earlier and self._is_free(earlier) else suggest_id(self.session, name)
        self.session = AddParty(id=handle, name=clean_line(name)).apply(self.session, self._scene)
        return handle

    def _known_party(self, before: Participant | None) -> str:
        return before.party if before is not None and self.session.party(before.party) else ""

    def _is_free(self, handle: str) -> bool:
        return self.session.participant(handle) is None and self.session.party(handle) is None


def _same(one: str, other: str) -> bool:
    return clean_line(one).casefold() == clean_line(other).casefold()

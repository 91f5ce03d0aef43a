"""People of a list coming to the table as one change, however many they are."""

from dataclasses import replace

from kpfacil.commands.base import Refused, Scene
from kpfacil.commands.people import AddParticipant, AddParty, EditParticipant, SetPresence
from kpfacil.model.kinds import is_handle
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session
from kpfacil.model.value import value

Seating = AddParty | AddParticipant | EditParticipant | SetPresence


@value
class SeatPeople:
    """Bring people and parties to the table, or change those who are there, in the order of the changes."""

    changes: tuple[Seating, ...]

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with all of them; when one is refused, none is done."""
        people = {person.id: person for person in session.participants}
        parties = {party.id: party for party in session.parties}
        for change in self.changes:
            if isinstance(change, AddParty):
                _check(change, people, parties)
                parties[change.id] = Party(id=change.id, name=change.name)
            elif isinstance(change, AddParticipant):
                _check(change, people, parties)
                people[change.id] = change.person
            elif isinstance(change, SetPresence):
                people[change.id] = change.mark(session, _person(change, people), scene)
            else:
                people[change.id] = _edited(change, _person(change, people), parties)
        return replace(session, participants=tuple(people.values()), parties=tuple(parties.values()))


def _check(change: AddParty | AddParticipant, people: dict[str, Participant], parties: dict[str, Party]) -> None:
    if not is_handle(change.id):
        raise Refused("bad-handle", id=change.id)
    if change.id in people or change.id in parties:
        raise Refused("handle-taken", id=change.id)
    if not change.name:
        raise Refused("nameless")
    _check_party("" if isinstance(change, AddParty) else change.party, parties)


def _check_party(party: str, parties: dict[str, Party]) -> None:
    if party and party not in parties:
        raise Refused("no-such-party", id=party)


def _person(change: EditParticipant | SetPresence, people: dict[str, Participant]) -> Participant:
    person = people.get(change.id)
    if person is None:
        raise Refused("no-such-person", id=change.id)
    return person


def _edited(change: EditParticipant, person: Participant, parties: dict[str, Party]) -> Participant:
    if not change.name:
        raise Refused("nameless")
    _check_party(change.party, parties)
    return change.edit(person)

"""Who is at the table: adding people and parties, and saying who came, left, takes part remotely or is excused."""

from dataclasses import replace
from datetime import time

from kpfacil.commands.base import Refused, Scene
from kpfacil.model.kinds import is_handle
from kpfacil.model.meeting import moment_of
from kpfacil.model.people import Crowd, Participant, Party, Presence, Role
from kpfacil.model.references import references
from kpfacil.model.session import Session
from kpfacil.model.text import Line
from kpfacil.model.value import value


def _free(session: Session, handle: str) -> None:
    if not is_handle(handle):
        raise Refused("bad-handle", id=handle)
    if session.participant(handle) or session.party(handle):
        raise Refused("handle-taken", id=handle)


def person_of(session: Session, handle: str) -> Participant:
    """Return the participant with that id; raises `Refused` where there is none."""
    person = session.participant(handle)
    if person is None:
        raise Refused("no-such-person", id=handle)
    return person


def _with(session: Session, new: Participant) -> Session:
    return replace(session, participants=tuple(new if old.id == new.id else old for old in session.participants))


def _require_party(session: Session, party: str) -> None:
    if party and session.party(party) is None:
        raise Refused("no-such-party", id=party)


@value
class AddParty:
    """Bring a party to the table."""

    id: str
    name: Line

    def apply(self, session: Session, scene: Scene) -> Session:
        _free(session, self.id)
        if not self.name:
            raise Refused("nameless")
        return replace(session, parties=(*session.parties, Party(id=self.id, name=self.name)))


@value
class RenameParty:
    """Give a party another name; its id stays."""

    id: str
    name: Line

    def apply(self, session: Session, scene: Scene) -> Session:
        if not self.name.strip():
            raise Refused("nameless")
        if session.party(self.id) is None:
            raise Refused("no-such-party", id=self.id)
        parties = (replace(one, name=self.name) if one.id == self.id else one for one in session.parties)
        return replace(session, parties=tuple(parties))


@value
class AddParticipant:
    """Bring a person to the table; `party` is the id of a party or empty. One who is replaced is a former member."""

    id: str
    name: Line
    party: str = ""
    field: Line = ""
    presence: Presence = "present"
    roles: tuple[Role, ...] = ()
    replaces: str = ""

    def apply(self, session: Session, scene: Scene) -> Session:
        _free(session, self.id)
        if not self.name:
            raise Refused("nameless")
        _require_party(session, self.party)
        if self.replaces:
            session = _with(session, replace(person_of(session, self.replaces), standing="former"))
        return replace(session, participants=(*session.participants, self.person))

    @property
    def person(self) -> Participant:
        """The person as they come to the table."""
        return Participant(
            id=self.id,
            name=self.name,
            party=self.party,
            field=self.field,
            presence=self.presence,
            roles=self.roles,
            replaces=self.replaces,
        )


@value
class EditParticipant:
    """Change a person's name, party, field, site or roles; the handle stays, and a former member is one again."""

    id: str
    name: Line
    party: str = ""
    field: Line = ""
    site: Line = ""
    roles: tuple[Role, ...] = ()

    def apply(self, session: Session, scene: Scene) -> Session:
        person = person_of(session, self.id)
        if not self.name:
            raise Refused("nameless")
        _require_party(session, self.party)
        return _with(session, self.edit(person))

    def edit(self, person: Participant) -> Participant:
        """Return the person with the change."""
        return replace(
            person,
            name=self.name,
            party=self.party,
            field=self.field,
            site=self.site,
            roles=self.roles,
            standing="member",
        )


@value
class SetPresence:
    """Say how a person takes part; whoever had gone and is marked as here again has come back now."""

    id: str
    presence: Presence

    def apply(self, session: Session, scene: Scene) -> Session:
        return _with(session, self.mark(session, person_of(session, self.id), scene))

    def mark(self, session: Session, person: Participant, scene: Scene) -> Participant:
        """Return the person as they take part now."""
        if self.presence in ("present", "remote"):
            person = _came_back(session, person, _minute(scene))
        return replace(person, presence=self.presence)


@value
class MarkArrived:
    """Say that a person came late, or came back after having gone, at `at` or now."""

    id: str
    at: time | None = None

    def apply(self, session: Session, scene: Scene) -> Session:
        person, at = person_of(session, self.id), self.at or _minute(scene)
        gone = person.left is not None or person.out
        person = _came_back(session, person, at) if gone else replace(person, arrived=at)
        return _with(session, replace(person, presence=_taking_part(person)))


@value
class MarkLeft:
    """Say that a person left, at `at` or now; it was for good unless they come back."""

    id: str
    at: time | None = None

    def apply(self, session: Session, scene: Scene) -> Session:
        person = person_of(session, self.id)
        return _with(session, replace(person, presence=_taking_part(person), left=self.at or _minute(scene)))


def _came_back(session: Session, person: Participant, at: time) -> Participant:
    """Return a person who had gone as here again since `at`: they were away meanwhile, unless they left by mistake."""
    if person.out:
        return replace(person, away=(*person.away[:-1], (*person.away[-1], at)))
    if person.left is None:
        return person
    pair = (person.left, at)
    away = moment_of(session.meeting, person.left) < moment_of(session.meeting, at)
    return replace(person, left=None, away=(*person.away, pair) if away else person.away)


def _taking_part(person: Participant) -> Presence:
    return "remote" if person.presence == "remote" else "present"


def _minute(scene: Scene) -> time:
    return scene.now.time().replace(second=0, microsecond=0)


@value
class CountCrowd:
    """Count people of a party who are not named; a count of zero takes the line away."""

    party: str
    count: int
    presence: Presence = "present"

    def apply(self, session: Session, scene: Scene) -> Session:
        _require_party(session, self.party)
        if self.count < 0:
            raise Refused("negative-count")
        others = tuple(crowd for crowd in session.crowd if (crowd.party, crowd.presence) != (self.party, self.presence))
        counted = (Crowd(party=self.party, count=self.count, presence=self.presence),) if self.count else ()
        return replace(session, crowd=(*others, *counted))


@value
class RemoveParticipant:
    """Take a person off the roster who was put there by mistake, and out of ideas and tasks that were let go."""

    id: str

    def apply(self, session: Session, scene: Scene) -> Session:
        person_of(session, self.id)
        ideas = tuple(replace(one, by=self._others(one.by)) if one.fate == "dropped" else one for one in session.ideas)
        tasks = tuple(
            replace(one, owners=self._others(one.owners)) if one.state == "lapsed" else one for one in session.tasks
        )
        session = replace(session, ideas=ideas, tasks=tasks)
        if self.id in ids_mentioned(session):
            raise Refused("person-is-named", name=session.name_of(self.id))
        kept = tuple(person for person in session.participants if person.id != self.id)
        return replace(session, participants=kept)

    def _others(self, handles: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(handle for handle in handles if handle != self.id)


def ids_mentioned(session: Session) -> frozenset[str]:
    """Return the ids of the people and parties that something recorded points at."""
    return frozenset(reference.handle for *_, value in session.values() for reference in references(value))


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
                people[change.id] = _edit_person(change, _person(change, people), parties)
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


def _edit_person(change: EditParticipant, person: Participant, parties: dict[str, Party]) -> Participant:
    if not change.name:
        raise Refused("nameless")
    _check_party(change.party, parties)
    return change.edit(person)

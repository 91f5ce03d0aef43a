"""Who is at the table: adding people and parties, and saying who came, left, takes part remotely or is excused."""

from dataclasses import replace
from datetime import time

from kpfacil.commands.base import Refused, Scene, with_given
from kpfacil.model.kinds import is_handle
from kpfacil.model.meeting import moment_of
from kpfacil.model.people import Crowd, Participant, Party, Presence, Role
from kpfacil.model.references import references
from kpfacil.model.session import Session
from kpfacil.model.text import Line
from kpfacil.model.value import value


class RosterDraft:
    """The people and parties of a session by their ids, in their order, while they are being changed."""

    def __init__(self, session: Session) -> None:
        """Take those of a session."""
        self.session = session
        self.people = {person.id: person for person in session.participants}
        self.parties = {party.id: party for party in session.parties}

    def person(self, handle: str) -> Participant:
        """Return the participant with that id; raises `Refused` where there is none."""
        if handle not in self.people:
            raise Refused("no-such-person", id=handle)
        return self.people[handle]

    def make_former(self, handle: str | None) -> None:
        """Make whoever is replaced a former member, where anybody is; raises `Refused` where there is none."""
        if handle:
            self.people[handle] = replace(self.person(handle), standing="former")

    def check_id(self, handle: str) -> None:
        """Raise `Refused` where nobody new can have that id."""
        if not is_handle(handle):
            raise Refused("bad-handle", id=handle)
        if handle in self.people or handle in self.parties:
            raise Refused("handle-taken", id=handle)

    def check_names(self, name: str, party: str = "") -> None:
        """Raise `Refused` where the name is none, or a party is named that there is not."""
        if not name.strip():
            raise Refused("nameless")
        if party and party not in self.parties:
            raise Refused("no-such-party", id=party)


@value
class Seating:
    """One change of who is at the table: made alone, or with others by `SeatPeople`."""

    id: str

    def apply(self, session: Session, scene: Scene) -> Session:
        return SeatPeople(changes=(self,)).apply(session, scene)

    def seat(self, roster: RosterDraft, scene: Scene) -> None:
        """Make the change; raises `Refused` where it cannot be made."""


@value
class SeatPeople:
    """Bring people and parties to the table, or change those who are there: all of the changes in order, or none."""

    changes: tuple[Seating, ...]

    def apply(self, session: Session, scene: Scene) -> Session:
        roster = RosterDraft(session)
        for change in self.changes:
            change.seat(roster, scene)
        return replace(session, participants=tuple(roster.people.values()), parties=tuple(roster.parties.values()))


@value
class AddParty(Seating):
    """Bring a party to the table."""

    name: Line

    def seat(self, roster: RosterDraft, scene: Scene) -> None:
        roster.check_id(self.id)
        roster.check_names(self.name)
        roster.parties[self.id] = Party(id=self.id, name=self.name)


@value
class RenameParty(Seating):
    """Give a party another name; its id stays."""

    name: Line

    def seat(self, roster: RosterDraft, scene: Scene) -> None:
        roster.check_names(self.name, self.id)
        roster.parties[self.id] = replace(roster.parties[self.id], name=self.name)


@value
class AddParticipant(Seating):
    """Bring a person to the table; `party` is the id of a party or empty. One who is replaced is a former member."""

    name: Line
    party: str = ""
    field: Line = ""
    presence: Presence = "present"
    roles: tuple[Role, ...] = ()
    replaces: str = ""

    @property
    def person(self) -> Participant:
        """The person as they come to the table."""
        return with_given(Participant(id=self.id, name=self.name), self)

    def seat(self, roster: RosterDraft, scene: Scene) -> None:
        roster.check_id(self.id)
        roster.check_names(self.name, self.party)
        roster.make_former(self.replaces)
        roster.people[self.id] = self.person


@value
class EditParticipant(Seating):
    """Change a person's name, party, field, site or roles; the handle stays, and a former member is one again.

    Where `replaces` is given, that one is a former member from now on.
    """

    name: Line
    party: str = ""
    field: Line = ""
    site: Line = ""
    roles: tuple[Role, ...] = ()
    replaces: str | None = None

    def seat(self, roster: RosterDraft, scene: Scene) -> None:
        person = roster.person(self.id)
        roster.check_names(self.name, self.party)
        roster.make_former(self.replaces)
        roster.people[self.id] = replace(with_given(person, self), standing="member")


@value
class SetPresence(Seating):
    """Say how a person takes part; whoever had gone and is marked as here again has come back now."""

    presence: Presence

    def seat(self, roster: RosterDraft, scene: Scene) -> None:
        person = roster.person(self.id)
        if self.presence in ("present", "remote"):
            person = _came_back(roster.session, person, _minute(scene))
        roster.people[self.id] = replace(person, presence=self.presence)


@value
class MarkArrived(Seating):
    """Say that a person came late, or came back after having gone, at `at` or now."""

    at: time | None = None

    def seat(self, roster: RosterDraft, scene: Scene) -> None:
        person, at = roster.person(self.id), self.at or _minute(scene)
        gone = person.left is not None or person.out
        person = _came_back(roster.session, person, at) if gone else replace(person, arrived=at)
        roster.people[self.id] = replace(person, presence=_taking_part(person))


@value
class MarkLeft(Seating):
    """Say that a person left, at `at` or now; it was for good unless they come back."""

    at: time | None = None

    def seat(self, roster: RosterDraft, scene: Scene) -> None:
        person, at = roster.person(self.id), self.at or _minute(scene)
        roster.people[self.id] = replace(person, presence=_taking_part(person), left=at)


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

    crowd: Crowd

    def apply(self, session: Session, scene: Scene) -> Session:
        new = self.crowd
        if new.party and session.party(new.party) is None:
            raise Refused("no-such-party", id=new.party)
        if new.count < 0:
            raise Refused("negative-count")
        others = tuple(old for old in session.crowd if (old.party, old.presence) != (new.party, new.presence))
        return replace(session, crowd=(*others, new) if new.count else others)


@value
class RemoveParticipant:
    """Take a person off the roster who was put there by mistake, and out of ideas and tasks that were let go."""

    id: str

    def apply(self, session: Session, scene: Scene) -> Session:
        RosterDraft(session).person(self.id)
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

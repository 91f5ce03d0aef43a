"""Who is at the table: adding people and parties, and saying who came, left, takes part remotely or is excused."""

from dataclasses import replace
from datetime import time

from kpfacil.commands.base import Refused, Scene
from kpfacil.model.kinds import is_handle
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


def _changed(session: Session, new: Participant) -> Session:
    return replace(
        session,
        participants=tuple(new if old.id == new.id else old for old in session.participants),
    )


@value
class AddParty:
    """Bring a party to the table."""

    id: str
    name: Line

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the party; raises `Refused` where the id is taken or cannot be one."""
        del scene
        _free(session, self.id)
        if not self.name:
            raise Refused("nameless")
        return replace(session, parties=(*session.parties, Party(id=self.id, name=self.name)))


@value
class AddParticipant:
    """Bring a person to the table; `party` is the id of a party or empty."""

    id: str
    name: Line
    party: str = ""
    field: Line = ""
    presence: Presence = "present"
    roles: tuple[Role, ...] = ()

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the person; raises `Refused` where the id is taken or the party unknown."""
        del scene
        _free(session, self.id)
        if not self.name:
            raise Refused("nameless")
        if self.party and session.party(self.party) is None:
            raise Refused("no-such-party", id=self.party)
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
        )


@value
class EditParticipant:
    """Change a person's name, party, field, site or roles; the handle stays."""

    id: str
    name: Line
    party: str = ""
    field: Line = ""
    site: Line = ""
    roles: tuple[Role, ...] = ()

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the person changed; raises `Refused` for an unknown person or party."""
        del scene
        person = person_of(session, self.id)
        if not self.name:
            raise Refused("nameless")
        if self.party and session.party(self.party) is None:
            raise Refused("no-such-party", id=self.party)
        return _changed(
            session,
            replace(person, name=self.name, party=self.party, field=self.field, site=self.site, roles=self.roles),
        )


@value
class SetPresence:
    """Say how a person takes part; whoever is marked as here again has not left."""

    id: str
    presence: Presence

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the person's presence."""
        del scene
        person = person_of(session, self.id)
        left = None if self.presence in ("present", "remote") else person.left
        return _changed(session, replace(person, presence=self.presence, left=left))


@value
class MarkArrived:
    """Say that a person came late."""

    id: str
    at: time | None = None

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the person present since `at`, or since now."""
        person = person_of(session, self.id)
        presence: Presence = "remote" if person.presence == "remote" else "present"
        at = self.at or _minute(scene)
        return _changed(session, replace(person, presence=presence, arrived=at, left=None))


@value
class MarkLeft:
    """Say that a person left early."""

    id: str
    at: time | None = None

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the person gone since `at`, or since now."""
        person = person_of(session, self.id)
        presence: Presence = "remote" if person.presence == "remote" else "present"
        return _changed(session, replace(person, presence=presence, left=self.at or _minute(scene)))


def _minute(scene: Scene) -> time:
    return scene.now.time().replace(second=0, microsecond=0)


@value
class CountCrowd:
    """Count people of a party who are not named; a count of zero takes the line away."""

    party: str
    count: int
    presence: Presence = "present"

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the count; raises `Refused` for an unknown party or a negative count."""
        del scene
        if self.party and session.party(self.party) is None:
            raise Refused("no-such-party", id=self.party)
        if self.count < 0:
            raise Refused("negative-count")
        others = tuple(crowd for crowd in session.crowd if (crowd.party, crowd.presence) != (self.party, self.presence))
        counted = (Crowd(party=self.party, count=self.count, presence=self.presence),) if self.count else ()
        return replace(session, crowd=(*others, *counted))


@value
class RemoveParticipant:
    """Take a person off the roster who was put there by mistake."""

    id: str

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session without the person; raises `Refused` where something recorded names the person."""
        del scene
        person_of(session, self.id)
        if self.id in mentioned(session):
            raise Refused("person-is-named", name=session.name_of(self.id))
        kept = tuple(person for person in session.participants if person.id != self.id)
        return replace(session, participants=kept)


def mentioned(session: Session) -> frozenset[str]:
    """Return the ids of the people and parties that something recorded points at."""
    return frozenset(reference.handle for _, value in session.values() for reference in references(value))

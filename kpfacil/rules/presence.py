"""Who takes part: now, in this meeting, or perhaps still. Former members are seen by none of these."""

from collections.abc import Set as AbstractSet

from kpfacil.model.meeting import Mode
from kpfacil.model.people import Participant
from kpfacil.model.session import Session


def people_here(session: Session) -> tuple[Participant, ...]:
    """Return the people who take part right now, in the room or remotely."""
    return tuple(person for person in session.members if person.here)


def count_here(session: Session) -> int:
    """Return how many take part right now, those only counted included."""
    return len(people_here(session)) + sum(crowd.count for crowd in session.crowd if crowd.took_part)


def headcount(session: Session) -> int:
    """Return how many took part in the meeting, also those who have left already, those only counted included."""
    people = sum(person.took_part for person in session.participants)
    return people + sum(crowd.count for crowd in session.crowd if crowd.took_part)


def held_as(session: Session) -> Mode:
    """Return how the meeting was held, as the presences tell; as it was announced where nobody has been marked."""
    ways = {person.presence for person in session.participants if person.took_part}
    ways |= {crowd.presence for crowd in session.crowd if crowd.took_part}
    if not ways:
        return session.meeting.mode
    if len(ways) > 1:
        return "hybrid"
    return "remote" if "remote" in ways else "room"


def parties_taking_part(session: Session) -> tuple[str, ...]:
    """Return the ids of the parties that took part in the meeting, also through those who have left already."""
    named = {person.party for person in session.participants if person.took_part}
    named |= {crowd.party for crowd in session.crowd if crowd.took_part}
    return in_party_order(session, named - {""})


def parties_expected(session: Session) -> tuple[str, ...]:
    """Return the ids of the parties of which somebody is here or may still come."""
    named = {person.party for person in session.members if person.may_answer}
    named |= {crowd.party for crowd in session.crowd if crowd.took_part or crowd.presence == "expected"}
    return in_party_order(session, named - {""})


def in_party_order(session: Session, named: AbstractSet[str]) -> tuple[str, ...]:
    """Return those parties of the session that are named, in its order; the empty id of those who have none last."""
    return tuple(party for party in (*(one.id for one in session.parties), "") if party in named)


def parties_min(session: Session) -> int:
    """Return how many parties a table needs: at least three unless its charter says otherwise."""
    return session.table.charter.parties_min if session.table.charter else 3


def names(session: Session, handles: tuple[str, ...]) -> str:
    """Return the names of participants and parties in one line, separated by commas."""
    return ", ".join(session.name_of(handle) for handle in handles)

"""What people and parties are called on the wall: name and party, never a title; in the narikka first names only."""

from kpfacil.model.session import Session
from kpfacil.views.names import name_and_party, short_name

MANY = 3
"""More names than this are a crowd, which is counted."""


def said_by(session: Session, handle: str) -> str:
    """Return a name for the wall: `Liisa Mäkinen, Kylätoimikunta`; titles and parties in the narikka: `Liisa`."""
    return name_and_party(session, handle, first_names=session.table.wall_names == "first")


def called(session: Session, handles: tuple[str, ...]) -> tuple[str, ...]:
    """Return names for a line: with the party where there is one name, else short ones."""
    if len(handles) == 1:
        return (said_by(session, handles[0]),)
    return tuple(short_name(session, handle) for handle in handles)


def party_name(session: Session, handle: str) -> str:
    """Return the name of the party that somebody stands for, else the name the room calls by."""
    party = session.party_of(handle)
    return session.name_of(party) if party else short_name(session, handle)


def name(session: Session, handle: str) -> str:
    """Return the name alone: the whole one, in the narikka the first; empty for nobody."""
    if not handle:
        return ""
    return short_name(session, handle) if session.table.wall_names == "first" else session.name_of(handle)


def party_beside(session: Session, handle: str) -> str:
    """Return the party that stands beside a participant's name; empty where it would say the same again."""
    person = session.participant(handle)
    party = session.name_of(person.party) if person and person.party else ""
    return "" if person and (party == person.name or f"({party})" in name(session, handle)) else party

"""What people and parties are called on the screens: name and party, never a title."""

from kpfacil.model.people import Participant
from kpfacil.model.session import Session


def short_name(session: Session, handle: str) -> str:
    """Return the first name of a participant, where two share it with what tells them apart; a party's whole name.

    That is the last name's initial, or the party in brackets where the initial does not tell.
    """
    person = session.participant(handle)
    if person is None:
        return session.name_of(handle)
    first = person.first_name
    same = [one for one in session.participants if one.first_name.casefold() == first.casefold() and one.id != handle]
    if not same:
        return first
    initial = _initial(person)
    if initial and all(_initial(other) != initial for other in same):
        return f"{first} {initial}."
    return f"{first} ({session.mark_of(person, same)})"


def _initial(person: Participant) -> str:
    rest = person.name.split()[1:]
    return rest[-1][0].upper() if rest else ""


def name_and_party(session: Session, handle: str, *, first_names: bool = False) -> str:
    """Return `Liisa Mäkinen, Kylätoimikunta`; with `first_names` (narikka) only the name the room calls by."""
    person = session.participant(handle)
    if person is None:
        return session.name_of(handle)
    if first_names:
        return short_name(session, handle)
    name, party = session.name_of(handle), session.name_of(person.party) if person.party else ""
    return f"{name}, {party}" if party and name == person.name != party else name

"""What people and parties are called on the screens: name and party, never a title."""

from collections import Counter

from kpfacil.model.session import Session


def short_name(session: Session, handle: str) -> str:
    """Return the first name of a participant, with the last name's initial where two share it; a party's whole name."""
    person = session.participant(handle)
    if person is None:
        return session.name_of(handle)
    first = person.first_name
    same = Counter(other.first_name.casefold() for other in session.participants)[first.casefold()]
    rest = person.name.split()[1:]
    return f"{first} {rest[-1][0]}." if same > 1 and rest else first


def name_and_party(session: Session, handle: str, *, first_names: bool = False) -> str:
    """Return `Liisa Mäkinen, Kylätoimikunta`; with `first_names` (narikka) only the name the room calls by."""
    person = session.participant(handle)
    if person is None:
        return session.name_of(handle)
    if first_names:
        return short_name(session, handle)
    party = session.name_of(person.party) if person.party else ""
    return f"{person.name}, {party}" if party and party != person.name else person.name

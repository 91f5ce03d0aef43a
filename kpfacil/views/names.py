"""What people and parties are called on the screens: name and party, never a title."""

from collections.abc import Collection, Sequence

from kpfacil.model.people import Participant
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts


def short_name(session: Session, handle: str) -> str:
    """Return the first name of a participant, where two share it with what tells them apart; a party's whole name.

    That is the last name's initial, or the party in brackets where the initial does not tell.
    """
    person = session.participant(handle)
    if person is None:
        return session.name_of(handle)
    first, same, initial = person.first_name, _namesakes(session, person), _initial(person)
    if same and initial and all(_initial(other) != initial for other in same):
        return f"{first} {initial}."
    return f"{first} ({session.mark_of(person, same)})" if same else first


def _namesakes(session: Session, person: Participant) -> list[Participant]:
    """Return the others of the same first name."""
    first = person.first_name.casefold()
    return [one for one in session.participants if one.first_name.casefold() == first and one.id != person.id]


def _initial(person: Participant) -> str:
    rest = person.name.split()[1:]
    return rest[-1][0].upper() if rest else ""


def short_names(session: Session, handles: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names that the room calls by."""
    return tuple(short_name(session, handle) for handle in handles)


def name_and_party(session: Session, handle: str) -> str:
    """Return `Liisa Mäkinen, Kylätoimikunta`."""
    name, party = session.name_of(handle), _party_to_tell(session, handle)
    return f"{name}, {party}" if party else name


def _party_to_tell(session: Session, handle: str) -> str:
    """Return the name of a participant's party; empty where the name tells it already."""
    person = session.participant(handle)
    party = session.name_of(person.party) if person else ""
    return party if person and session.name_of(handle) == person.name != party else ""


def apart(names: Sequence[str], parties: Collection[str], texts: Texts) -> str:
    """Return names with commas; people first and then parties, in so many words, where both are among them."""
    people = [name for name in names if name not in parties]
    others = [name for name in names if name in parties]
    if not (people and others):
        return ", ".join(names)
    return texts.count("word.names.apart", len(others), people=", ".join(people), parties=", ".join(others))


def parties_among(session: Session, handles: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of those handles that are parties."""
    return tuple(session.name_of(handle) for handle in handles if session.party(handle) is not None)


def short_names_apart(session: Session, handles: tuple[str, ...], texts: Texts) -> str:
    """Return the names that the room calls by, people told apart from parties."""
    return apart(short_names(session, handles), parties_among(session, handles), texts)


def names_and_parties(session: Session, handles: tuple[str, ...], texts: Texts) -> str:
    """Return one name with its party behind a comma, of several each with its party in brackets."""
    if len(handles) == 1:
        return name_and_party(session, handles[0])
    named = ((session.name_of(handle), _party_to_tell(session, handle)) for handle in handles)
    names = [f"{name} ({party})" if party else name for name, party in named]
    return apart(names, parties_among(session, handles), texts)


def wall_name(session: Session, handle: str) -> str:
    """Return a name for the wall: the first one, unless the table chose the whole.

    Two of one first name get their party.
    """
    person = session.participant(handle)
    if person is None or session.table.wall_names == "full":
        return session.name_of(handle)
    same = _namesakes(session, person)
    return f"{person.first_name} ({session.mark_of(person, same)})" if same else person.first_name


def name_in_party(session: Session, handle: str) -> str:
    """Return a name for the wall where the party stands beside it and need not tell two of one name apart."""
    name, party = wall_name(session, handle), session.name_of(session.party_of(handle))
    return name.removesuffix(f" ({party})") if party else name


def wall_party(session: Session, handle: str) -> str:
    """Return the party that stands beside a participant's name on the wall; empty where it would say the same again."""
    person = session.participant(handle)
    party = session.name_of(person.party) if person else ""
    return "" if person and party == person.name else party


def wall_name_and_party(session: Session, handle: str) -> str:
    """Return `Liisa, Kylätoimikunta`; empty for nobody."""
    return ", ".join(part for part in (name_in_party(session, handle), wall_party(session, handle)) if part)


def wall_names(session: Session, handles: tuple[str, ...]) -> tuple[str, ...]:
    """Return names for a line of the wall: with the party where there is one name."""
    if len(handles) == 1:
        return (wall_name_and_party(session, handles[0]),)
    return tuple(wall_name(session, handle) for handle in handles)


def party_name(session: Session, handle: str) -> str:
    """Return the name of the party that somebody stands for, else the name that the wall calls by."""
    party = session.party_of(handle)
    return session.name_of(party) if party else wall_name(session, handle)

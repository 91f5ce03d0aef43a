"""Who is at the table, held against its charter: advice, never a refusal (seed B, Kokoonpano)."""

from collections.abc import Iterator

from kpfacil.model.people import Participant, Role
from kpfacil.model.session import Session
from kpfacil.model.table import Charter
from kpfacil.rules.finding import Finding

_OUTSIDE: frozenset[Role] = frozenset({"expert", "opener", "facilitator"})
"""Those who come as needed and hold no seat, where they stand for no field."""
_NEEDED: tuple[Role, ...] = ("chair", "secretary", "facilitator")
_MONTHS = 12


def composition(session: Session) -> tuple[Finding, ...]:
    """Return where the table differs from its charter, and replacements that stand for another field."""
    return (*_replacements(session), *(_held(session, session.table.charter) if session.table.charter else ()))


def _held(session: Session, charter: Charter) -> Iterator[Finding]:
    if not session.members:
        return
    extra, unfilled = _extra_seats(session, charter)
    yield from _seats(session, charter, extra)
    yield from (Finding(key="rule.extra-seat", details={"seat": seat}, path="participants") for seat in unfilled)
    yield from _parties(session, charter)
    yield from _fields(session, charter)
    yield from _roles(session)
    yield from _rhythm(session, charter)


def _extra_seats(session: Session, charter: Charter) -> tuple[set[str], list[str]]:
    """Return the ids of those who fill the seats beside the members, and the seats that nobody fills."""
    taken: set[str] = set()
    unfilled: list[str] = []
    for seat in charter.extra_seats:
        who = next((one.id for one in session.members if one.id not in taken and _fits(session, one, seat)), None)
        if who is None:
            unfilled.append(seat)
        else:
            taken.add(who)
    return taken, unfilled


def _fits(session: Session, person: Participant, seat: str) -> bool:
    known = (person.name, person.field, session.name_of(person.party) if person.party else "")
    return any(words and words.casefold() == seat.casefold() for words in known)


def members(session: Session) -> tuple[Participant, ...]:
    """Return those who hold a member's seat: not outsiders who come as needed, nor those who have been replaced."""
    replaced = {person.replaces for person in session.participants}
    return tuple(
        person
        for person in session.members
        if person.id not in replaced and (person.field or not (set(person.roles) & _OUTSIDE))
    )


def _seats(session: Session, charter: Charter, extra: set[str]) -> Iterator[Finding]:
    if not charter.seats:
        return
    count = sum(person.id not in extra for person in members(session))
    fewest, most = min(charter.seats), max(charter.seats)
    if count < fewest:
        yield Finding(key="rule.too-few-seats", details={"min": fewest}, count=count, path="participants")
    elif count > most:
        yield Finding(key="rule.too-many-seats", details={"max": most}, count=count, path="participants")


def _parties(session: Session, charter: Charter) -> Iterator[Finding]:
    count = len({person.party for person in session.members} - {""})
    if count < charter.parties_min:
        yield Finding(key="rule.too-few-parties", details={"min": charter.parties_min}, count=count, path="parties")


def _fields(session: Session, charter: Charter) -> Iterator[Finding]:
    known = {person.field.casefold() for person in session.members}
    for field in charter.fields:
        if field.casefold() not in known:
            yield Finding(key="rule.field-missing", details={"field": field}, path="table.charter.fields")


def _roles(session: Session) -> Iterator[Finding]:
    held = {role for person in session.members for role in person.roles}
    yield from (Finding(key=f"rule.no-{role}", path="participants") for role in _NEEDED if role not in held)


def _rhythm(session: Session, charter: Charter) -> Iterator[Finding]:
    """Say where the year has more meetings than the charter means, or has fallen behind its even pace."""
    if not charter.meetings_per_year:
        return
    number, month = session.meeting.number, session.meeting.date.month
    fewest, most = min(charter.meetings_per_year), max(charter.meetings_per_year)
    if number > most:
        yield Finding(key="rule.many-meetings", details={"max": most}, count=number, path="meeting.number")
    elif number < fewest * (month - 1) // _MONTHS:
        yield Finding(key="rule.few-meetings", details={"min": fewest}, count=number, path="meeting.number")


def _replacements(session: Session) -> Iterator[Finding]:
    for number, person in enumerate(session.participants, start=1):
        old = session.participant(person.replaces)
        if old is not None and old.field.casefold() != person.field.casefold():
            yield Finding(
                key="rule.replaces-other-field",
                details={"name": person.name, "old": old.name, "field": old.field},
                path=f"participants[{number}].replaces",
            )

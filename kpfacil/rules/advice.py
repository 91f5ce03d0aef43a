"""What `check` advises: plain oddities of a session that can be read all the same, and its composition.

The composition is held against the table's charter: advice, never a refusal (*kokoonpano*).
"""

from collections.abc import Iterator

from kpfacil.model.people import Participant, Role
from kpfacil.model.process import PHASES, Process
from kpfacil.model.session import Session
from kpfacil.model.table import Charter
from kpfacil.rules.checks import RULES, missing_fields
from kpfacil.rules.oddities import Finding, oddities

_OUTSIDE: frozenset[Role] = frozenset({"expert", "opener", "facilitator"})
"""Those who come as needed and hold no seat, where they stand for no field."""
_NEEDED: tuple[Role, ...] = ("chair", "secretary", "facilitator")
_MONTHS = 12
_KEY_OF = {"tasks-owned": ".owners", "task-day": ".due_text"}
"""The rules that `check` asks, each with the key of an entry in the file that it is about."""


def advice(session: Session, process: Process) -> tuple[Finding, ...]:
    """Return every piece of advice on a session, each with its place in the file."""
    empty = (
        Finding("rule.empty-text", {"id": entry.id}, path=f"{row.block}[{number}].text")
        for row, number, entry in session.entries_in_blocks()
        if not entry.text.strip()
    )
    return (*oddities(session), *_programme(session, process), *empty, *_rules(session), *composition(session))


def _programme(session: Session, process: Process) -> Iterator[Finding]:
    now = {step.id for step in session.steps_in(process)}
    known = {step.id for phase in PHASES for step in process.steps(phase)}
    known |= {item.step for item in session.programme if item.title}
    named = [("meeting.step", session.meeting.step, now)]
    for number, item in enumerate(session.programme, start=1):
        named.append((f"programme[{number}].step", item.step, known))
        named.append((f"programme[{number}].after", item.after, known))
    for path, step, steps in named:
        if step and step not in steps:
            yield Finding("rule.unknown-step", {"step": step}, path=path)


def _rules(session: Session) -> Iterator[Finding]:
    """Yield what the rules that `check` asks find, a line for each entry."""
    places = {entry.id: f"{row.block}[{number}]" for row, number, entry in session.entries_in_blocks()}
    for name, key in _KEY_OF.items():
        for entry_id in RULES[name].check(session).entries:
            yield Finding(f"rule.gap.{name}", {"ids": entry_id}, 1, path=f"{places[entry_id]}{key}")


def composition(session: Session) -> tuple[Finding, ...]:
    """Return where the table differs from its charter, and replacements that stand for another field."""
    charter = session.table.charter if session.members else None
    return (*_replacements(session), *(_against_charter(session, charter) if charter else ()))


def _against_charter(session: Session, charter: Charter) -> Iterator[Finding]:
    extra, unfilled = _extra_seats(session, charter)
    seated = sum(person.id not in extra for person in members(session))
    yield from _differ(("rule.too-few-seats", "rule.too-many-seats"), seated, charter.seats, "participants")
    yield from (Finding("rule.extra-seat", {"seat": seat}, path="participants") for seat in unfilled)
    parties = len({person.party for person in session.members} - {""})
    if parties < charter.parties_min:
        yield Finding("rule.too-few-parties", {"min": charter.parties_min}, parties, path="parties")
    yield from _fields_and_roles(session)
    number, months = session.meeting.number, session.meeting.date.month - 1
    keys = ("rule.few-meetings", "rule.many-meetings")  # the even pace of a year
    yield from _differ(keys, number, charter.meetings_per_year, "meeting.number", months)


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


def _differ(
    keys: tuple[str, str], count: int, pair: tuple[int, ...], path: str, months: int = _MONTHS
) -> Iterator[Finding]:
    """Say where a count is below what so many months make of the year's fewest, or above the most."""
    fewest, most = min(pair, default=0), max(pair, default=count)
    if count < fewest * months // _MONTHS:
        yield Finding(keys[0], {"min": fewest}, count, path=path)
    elif count > most:
        yield Finding(keys[1], {"max": most}, count, path=path)


def _fields_and_roles(session: Session) -> Iterator[Finding]:
    for field in missing_fields(session):
        yield Finding("rule.field-missing", {"field": field}, path="table.charter.fields")
    held = {role for person in session.members for role in person.roles}
    yield from (Finding(f"rule.no-{role}", path="participants") for role in _NEEDED if role not in held)


def _replacements(session: Session) -> Iterator[Finding]:
    for number, person in enumerate(session.participants, start=1):
        old = session.participant(person.replaces)
        if old is not None and old.field.casefold() != person.field.casefold():
            details = {"name": person.name, "old": old.name, "field": old.field}
            yield Finding("rule.replaces-other-field", details, path=f"participants[{number}].replaces")

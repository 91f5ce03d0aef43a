"""What `check` advises: plain oddities of a session that can be read all the same, and its composition.

The composition is held against the table's charter: advice, never a refusal (*kokoonpano*).
"""

import difflib
from collections.abc import Iterator

from kpfacil.model.entries import Agreement, Task
from kpfacil.model.kinds import ROWS
from kpfacil.model.meeting import length_of
from kpfacil.model.moments import not_before
from kpfacil.model.people import Participant, Role
from kpfacil.model.process import PHASES, Process
from kpfacil.model.session import Session
from kpfacil.model.table import Charter
from kpfacil.rules.checklist import QUESTIONS
from kpfacil.rules.checks import RULES
from kpfacil.rules.oddities import Finding, oddities

_OUTSIDE: frozenset[Role] = frozenset({"expert", "opener", "facilitator"})
"""Those who come as needed and hold no seat, where they stand for no field."""
_NEEDED: tuple[Role, ...] = ("chair", "secretary", "facilitator")
_MONTHS = 12
_KEY_OF = {"tasks-owned": ".owners", "task-day": ".due_text"}
"""The key of an entry in the file that each rule is about."""


def advice(session: Session, process: Process) -> tuple[Finding, ...]:
    """Return every piece of advice on a session, each with its place in the file."""
    return (
        *_table(session),
        *_meeting(session),
        *_programme(session, process),
        *_people(session),
        *_texts(session),
        *_tasks(session),
        *_agreements(session),
        *_visits(session),
        *_evaluations(session),
        *oddities(session),
        *_rules(session),
        *composition(session),
    )


def _table(session: Session) -> Iterator[Finding]:
    table, day = session.table, session.meeting.date
    if not table.name.strip():
        yield Finding(key="rule.empty-name", path="table.name")
    if table.term_start and table.term_end and table.term_end < table.term_start:
        yield Finding(key="rule.term-backwards", path="table.term_end")
    elif (table.term_start and day < table.term_start) or (table.term_end and day > table.term_end):
        yield Finding(key="rule.outside-term", details={"day": day}, path="meeting.date")


def _meeting(session: Session) -> Iterator[Finding]:
    meeting = session.meeting
    if meeting.start and meeting.end and length_of(meeting) is None:
        yield Finding(key="rule.end-before-start", path="meeting.end")
    if meeting.next_date and meeting.next_date < meeting.date:
        yield Finding(key="rule.next-before-this", details={"day": meeting.next_date}, path="meeting.next_date")


def _programme(session: Session, process: Process) -> Iterator[Finding]:
    meeting = session.meeting
    now = {step.id for step in process.steps(meeting.phase, session.programme)}
    known = {step.id for phase in PHASES for step in process.steps(phase)}
    known |= {item.step for item in session.programme if item.title}
    named = [("meeting.step", meeting.step, now)]
    for number, item in enumerate(session.programme, start=1):
        named.append((f"programme[{number}].step", item.step, known))
        named.append((f"programme[{number}].after", item.after, known))
    for path, step, steps in named:
        if step and step not in steps:
            yield Finding(key="rule.unknown-step", details={"step": step}, path=path)


def _people(session: Session) -> Iterator[Finding]:
    for number, crowd in enumerate(session.crowd, start=1):
        if crowd.count <= 0:
            yield Finding(key="rule.empty-crowd", path=f"crowd[{number}].count")


def _texts(session: Session) -> Iterator[Finding]:
    for row in ROWS:
        for number, entry in enumerate(session.of_kind(row.kind), start=1):
            if not entry.text.strip():
                yield Finding(key="rule.empty-text", details={"id": entry.id}, path=f"{row.block}[{number}].text")


def _tasks(session: Session) -> Iterator[Finding]:
    for number, task in enumerate(session.tasks, start=1):
        given = task.raised_on or session.meeting.date
        if task.due is not None and task.due < given:
            yield Finding(
                key="rule.due-before-given",
                details={"id": task.id, "day": task.due, "given": given},
                path=f"tasks[{number}].due",
            )
        if task.raised_on is not None and task.raised_on > session.meeting.date:
            yield Finding(key="rule.given-later", details={"id": task.id}, path=f"tasks[{number}].raised_on")
        yield from _carrier(task, f"tasks[{number}]")
    for number, idea in enumerate(session.ideas, start=1):
        if idea.votes < 0:
            yield Finding(key="rule.negative-dots", details={"id": idea.id}, path=f"ideas[{number}].votes")


def _agreements(session: Session) -> Iterator[Finding]:
    for number, agreement in enumerate(session.agreements, start=1):
        seen: set[tuple[str, str]] = set()
        for place, consent in enumerate(agreement.consent, start=1):
            if (consent.who, consent.text) in seen:
                yield Finding(
                    key="rule.answered-twice",
                    details={"id": agreement.id, "name": session.name_of(consent.who)},
                    path=f"agreements[{number}].consent[{place}].who",
                )
            seen.add((consent.who, consent.text))
        yield from _carrier(agreement, f"agreements[{number}]")


def _carrier(entry: Agreement | Task, path: str) -> Iterator[Finding]:
    if entry.mandate == "self" and entry.carrier:
        yield Finding(key="rule.carrier-of-nothing", details={"id": entry.id}, path=f"{path}.carrier")


def _visits(session: Session) -> Iterator[Finding]:
    for number, visit in enumerate(session.visits, start=1):
        if visit.entered and visit.left and not not_before(visit.left, visit.entered):
            yield Finding(key="rule.left-before-entered", details={"step": visit.step}, path=f"visits[{number}].left")


def _evaluations(session: Session) -> Iterator[Finding]:
    for number, answer in enumerate(session.evaluations, start=1):
        if answer.key not in QUESTIONS:
            near = difflib.get_close_matches(answer.key, QUESTIONS, n=1)
            key = "rule.unknown-question-near" if near else "rule.unknown-question"
            details = {"name": answer.key, "near": "".join(near)}
            yield Finding(key=key, details=details, path=f"evaluations[{number}].key")


def _rules(session: Session) -> Iterator[Finding]:
    """Yield what the rules that `check` asks find, a line for each entry."""
    places = {
        entry.id: f"{row.block}[{number}]"
        for row in ROWS
        for number, entry in enumerate(session.of_kind(row.kind), start=1)
    }
    for rule in RULES.values():
        for entry_id in rule.check(session).entries if "check" in rule.asked_in else ():
            key = _KEY_OF.get(rule.name, "")
            yield Finding(
                key=f"rule.gap.{rule.name}", details={"ids": entry_id}, count=1, path=f"{places[entry_id]}{key}"
            )


def composition(session: Session) -> tuple[Finding, ...]:
    """Return where the table differs from its charter, and replacements that stand for another field."""
    return (
        *_replacements(session),
        *(_check_meetings_held(session, session.table.charter) if session.table.charter else ()),
    )


def _check_meetings_held(session: Session, charter: Charter) -> Iterator[Finding]:
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

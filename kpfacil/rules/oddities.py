"""Single values that can be read and can't be meant: amounts below nothing, days backwards, ids that mean more."""

import difflib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from kpfacil.model import grammar, kinds, moments, texts, workings
from kpfacil.model.entries import Agreement, Offer, Pledge, Task
from kpfacil.model.fold import fold
from kpfacil.model.meeting import Evaluation, Meeting, ProgrammeItem, Visit, length_of, moment_of
from kpfacil.model.people import Crowd, Participant, Party
from kpfacil.model.session import Session, place_in
from kpfacil.model.table import Charter, Table, is_pair
from kpfacil.model.value import frozen_by_name
from kpfacil.rules.checklist import QUESTIONS

_LEAST: dict[type[object], tuple[str, int]] = {
    Pledge: ("amount", 0),
    Offer: ("amount", 0),
    ProgrammeItem: ("minutes", 0),
    workings.Proof: ("nth", 1),
    Charter: ("parties_min", 0),
}
"""The least that a number can be."""


@frozen_by_name
class Finding(texts.Sentence):
    """One finding. `path` is its place in the file, such as `tasks[2].due`, the first block being 1; else empty."""

    path: str = ""


def oddities(session: Session) -> Iterator[Finding]:
    """Yield each value that can't be meant, with its place and the right form."""
    for block, number, value in session.values():
        for found in (*_too_small(value), *_oddities_of(value, session)):
            yield replace(found, path=f"{place_in(block, number)}.{found.path}")


def _too_small(value: object, path: str = "") -> Iterator[Finding]:
    name, least = _LEAST.get(type(value), ("", 0))
    amount: int | float | None = getattr(value, name, None)
    if amount is not None and amount < least:
        yield Finding("rule.too-small", {"number": amount, "least": least}, path=f"{path}{name}")


def _oddities_of(value: object, session: Session) -> Iterator[Finding]:
    """Yield what is odd in one value, each with its place in it."""
    match value:
        case Table():
            yield from _in_table(value)
        case Meeting():
            yield from _in_meeting(value, session.table)
        case Party() | Participant():
            yield from _in_person(value, session)
        case Crowd() if value.count <= 0:
            yield Finding("rule.empty-crowd", path="count")
        case Task():
            yield from _in_task(value, session.meeting.date)
        case Agreement():
            yield from _in_agreement(value, session)
        case Visit(entered=datetime() as entered, left=datetime() as left) if not moments.not_before(left, entered):
            yield Finding("rule.left-before-entered", {"step": value.step}, path="left")
        case Evaluation() if value.key not in QUESTIONS:
            yield _unknown_question(value.key)


def _in_table(table: Table) -> Iterator[Finding]:
    if not table.name.strip():
        yield Finding("rule.empty-name", path="name")
    if table.term_start and table.term_end and table.term_end < table.term_start:
        yield Finding("rule.term-backwards", path="term_end")
    if table.charter:
        yield from _too_small(table.charter, "charter.")
        yield from _no_pair("seats", table.charter.seats)
        yield from _no_pair("meetings_per_year", table.charter.meetings_per_year)


def _no_pair(name: str, numbers: tuple[int, ...]) -> Iterator[Finding]:
    if not is_pair(numbers):
        right = f"{name} = {[max(0, min(numbers)), max(0, *numbers)]}"
        yield Finding("rule.no-pair", {"right": right}, path=f"charter.{name}")


def _in_meeting(meeting: Meeting, table: Table) -> Iterator[Finding]:
    if meeting.start and meeting.end and length_of(meeting) is None:
        yield Finding("rule.end-before-start", path="end")
    if meeting.next_date and meeting.next_date < meeting.date:
        yield Finding("rule.next-before-this", {"day": meeting.next_date}, path="next_date")
    start, end = table.term_start or date.min, table.term_end or date.max
    if start <= end and not start <= meeting.date <= end:
        yield Finding("rule.outside-term", {"day": meeting.date}, path="date")


def _in_person(one: Party | Participant, session: Session) -> Iterator[Finding]:
    if kinds.split_id(one.id.upper()) or fold(one.id) in grammar.words_of("everyone"):
        yield Finding("rule.handle-means-other", {"id": one.id, "right": f"{one.id}-1"}, path="id")
    if isinstance(one, Participant):
        if _replaces_self(one, session):
            yield Finding("rule.replaces-self", {"name": one.name}, path="replaces")
        if one.away and not _in_order(one, session.meeting):
            yield Finding("rule.comings-backwards", {"name": one.name}, path="away")


def _in_order(person: Participant, meeting: Meeting) -> bool:
    times = (person.arrived, *(at for pair in person.away for at in pair), person.left)
    told = [moment_of(meeting, at) for at in times if at is not None]
    return told == sorted(told)


def _replaces_self(person: Participant, session: Session) -> bool:
    """Return whether somebody stands in their own place, or in that of somebody who stands in theirs."""
    old = {other.id: other.replaces for other in session.participants}
    chain, at = {""}, person.replaces
    while at not in chain and at != person.id:
        chain.add(at)
        at = old.get(at, "")
    return at == person.id


def _in_task(task: Task, today: date) -> Iterator[Finding]:
    given = task.raised_on or today
    if task.due is not None and task.due < given:
        yield Finding("rule.due-before-given", {"id": task.id, "day": task.due, "given": given}, path="due")
    if given > today:
        yield Finding("rule.given-later", {"id": task.id}, path="raised_on")
    for at, pledge in enumerate(task.resources, start=1):
        yield from _too_small(pledge, f"resources[{at}].")
    yield from _carrier_of_nothing(task)


def _in_agreement(agreement: Agreement, session: Session) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for at, consent in enumerate(agreement.consent, start=1):
        if (consent.who, consent.text) in seen:
            details = {"id": agreement.id, "name": session.name_of(consent.who)}
            yield Finding("rule.answered-twice", details, path=f"consent[{at}].who")
        seen.add((consent.who, consent.text))
    yield from _carrier_of_nothing(agreement)


def _carrier_of_nothing(entry: Agreement | Task) -> Iterator[Finding]:
    if entry.mandate == "self" and entry.carrier:
        yield Finding("rule.carrier-of-nothing", {"id": entry.id}, path="carrier")


def _unknown_question(name: str) -> Finding:
    near = difflib.get_close_matches(name, QUESTIONS, n=1)
    key = "rule.unknown-question-near" if near else "rule.unknown-question"
    return Finding(key, {"name": name, "near": "".join(near)}, path="key")

"""Preparing the next meeting of a table: what is carried over from the latest one (contract, section 1)."""

from dataclasses import replace
from datetime import date, time

from kpfacil.commands.people import mentioned
from kpfacil.model.consents import unanswered
from kpfacil.model.entries import OPEN_STATES, Agreement, Task, Told
from kpfacil.model.meeting import Meeting, PhaseName
from kpfacil.model.people import Participant
from kpfacil.model.session import Session
from kpfacil.model.table import Table
from kpfacil.model.text import Line
from kpfacil.model.value import value


@value
class Plan:
    """What is known of the meeting to prepare; None means that nobody said."""

    day: date
    number: int
    start: time | None = None
    end: time | None = None
    place: Line | None = None
    step: str = ""


def first(name: str, plan: Plan) -> Session:
    """Return the first session of a new table."""
    return Session(table=Table(name=name), meeting=_meeting(plan))


def blank(previous: Session, plan: Plan) -> Session:
    """Return the table's next session with nothing carried but the counters."""
    table = Table(name=previous.table.name)
    return Session(table=table, meeting=_meeting(plan), language=previous.language, counters=dict(previous.counters))


def carried(previous: Session, plan: Plan) -> Session:
    """Return the table's next session with roster, open tasks, waiting agreements, parked matters and offers."""
    tasks = tuple(task for task in previous.tasks if task.state in OPEN_STATES)
    kept = {task.id for task in tasks}
    before = previous.meeting
    meeting = replace(
        _meeting(plan),
        start=plan.start or before.next_start or before.start,
        end=_end(plan, before),
        place=(before.next_place or before.place) if plan.place is None else plan.place,
        mode=before.mode,
        phase=_phase(previous),
    )
    return replace(
        previous,
        meeting=meeting,
        participants=tuple(_expected(person) for person in previous.participants),
        ideas=(),
        agreements=tuple(
            _dated(agreement, before.date) for agreement in previous.agreements if _waits(previous, agreement)
        ),
        tasks=tasks,
        offers=tuple(offer for offer in previous.offers if not offer.task or offer.task in kept),
        materials=(),
        crowd=(),
        notes=(),
        visits=(),
        turns=(),
        programme=(),
        evaluations=(),
    )


def new_term(previous: Session, plan: Plan, start: date, end: date) -> Session:
    """Return the first session of a new term: goals reset, members chosen anew, promises with their heirs.

    A former member stays on the roster, as absent, only where something carried over still names them.
    """
    session = carried(previous, plan)
    table = replace(session.table, term_start=start, term_end=end, goals=(), choice="open")
    session = replace(
        session,
        table=table,
        meeting=replace(session.meeting, phase="exploration"),
        tasks=tuple(_inherited(task, previous) for task in session.tasks),
    )
    named = mentioned(session)
    former = tuple(replace(person, presence="absent") for person in session.participants if person.id in named)
    return replace(session, participants=former)


def _meeting(plan: Plan) -> Meeting:
    return Meeting(
        date=plan.day,
        number=plan.number,
        start=plan.start,
        end=plan.end,
        place=plan.place or "",
        step=plan.step,
    )


def _end(plan: Plan, before: Meeting) -> time | None:
    """Return the end that belongs to the start: planned, agreed on, or the last meeting's own."""
    if plan.start is not None:
        return plan.end
    return before.next_end if before.next_start is not None else before.end


def _phase(previous: Session) -> PhaseName:
    renewed = previous.meeting.phase == "renewal" and previous.table.choice == "renew"
    return "exploration" if renewed else previous.meeting.phase


def _expected(person: Participant) -> Participant:
    return replace(person, presence="expected", arrived=None, left=None)


def _waits(session: Session, agreement: Agreement) -> bool:
    """Return whether it is not confirmed, or a round of consent was begun that somebody has yet to answer."""
    if not agreement.confirmed:
        return True
    absent = any(consent.answer == "absent" for consent in agreement.consent)
    return absent or bool(agreement.consent and unanswered(session, agreement))


def _dated(agreement: Agreement, day: date) -> Agreement:
    """Return the agreement with its answers dated, so that who was absent is asked again."""
    if all(consent.on for consent in agreement.consent):
        return agreement
    return replace(agreement, consent=tuple(replace(consent, on=consent.on or day) for consent in agreement.consent))


def _inherited(task: Task, previous: Session) -> Task:
    """Return the task as its heir's, who has yet to say yes; its story tells whose it was."""
    if not task.heir:
        return task
    before = ", ".join(previous.name_of(owner) for owner in task.owners)
    told = (Told(on=previous.meeting.date, what="given-on", text=before),) if before else ()
    return replace(task, owners=(task.heir,), heir="", confirmed=False, story=(*task.story, *told))

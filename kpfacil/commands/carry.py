"""Preparing the next meeting of a table: what is carried over from the latest one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

from kpfacil.commands import base, change
from kpfacil.commands.people import ids_mentioned
from kpfacil.model import kinds, text, workings
from kpfacil.model.entries import OPEN_STATES, Agreement, Offer, Parked, Task
from kpfacil.model.meeting import Meeting
from kpfacil.model.people import Participant
from kpfacil.model.session import Session, still_to_answer
from kpfacil.model.table import Goal, Table
from kpfacil.model.value import value


@value
class Plan:
    """What is known of the meeting to prepare; None means that nobody said. `nth` is its place among its day's."""

    day: date
    number: int
    nth: int = 1
    start: time | None = None
    end: time | None = None
    place: text.Line | None = None
    step: str = ""


def first_session(name: str, plan: Plan) -> Session:
    """Return the first session of a new table."""
    return Session(table=Table(name=name), meeting=_meeting(plan))


def blank_session(previous: Session, plan: Plan) -> Session:
    """Return the table's next session with nothing carried but the counters."""
    table = Table(name=previous.table.name)
    return Session(table=table, meeting=_meeting(plan), language=previous.language, counters=dict(previous.counters))


def carry_over(previous: Session, plan: Plan) -> Session:
    """Return the table's next session: the table, its people, what is open, and where the process stands."""
    entries = previous.only(_carries(previous))
    session = Session(
        table=previous.table,
        meeting=_next_meeting(previous, plan),
        language=previous.language,
        counters=previous.counters,
        parties=previous.parties,
        participants=tuple(_expect(person) for person in previous.participants),
        offers=entries.offers,
        agreements=tuple(_date_answers(agreement, previous.meeting) for agreement in entries.agreements),
        tasks=tuple(replace(task, raised_on=task.raised_on or previous.meeting.date) for task in entries.tasks),
        parked=entries.parked,
        extra=previous.extra,
    )
    named = ids_mentioned(session)
    return _note_beginning(
        replace(
            session,
            # A former member stays for the sake of old entries alone.
            participants=tuple(one for one in session.participants if one.standing == "member" or one.id in named),
            proof=tuple(proof for proof in previous.proof if _is_of(session, proof)),
        )
    )


def new_term(previous: Session, plan: Plan) -> Session:
    """Return the first session of a new term: goals reset, members chosen anew, promises with their heirs.

    Everybody is a former member until chosen anew; one whom nothing carried over names is left out.
    """
    session = carry_over(previous, plan)
    session = replace(
        session,
        table=replace(session.table, goals=(), choice="open"),
        meeting=replace(session.meeting, phase="exploration"),
        participants=(),
        tasks=tuple(
            replace(change.give_on(previous, task, (task.heir,), tell=True), heir="") if task.heir else task
            for task in session.tasks
        ),
    )
    named = ids_mentioned(session)
    former = (replace(_expect(one), standing="former") for one in previous.participants if one.id in named)
    return _note_beginning(replace(session, participants=tuple(former)))


def _meeting(plan: Plan) -> Meeting:
    return base.with_given(Meeting(date=plan.day, began=()), plan)


def _next_meeting(previous: Session, plan: Plan) -> Meeting:
    before = previous.meeting
    start = plan.start or before.next_start or before.start
    renewed = before.phase == "renewal" and previous.table.choice == "renew"
    return replace(
        _meeting(plan),
        start=start,
        end=_end(start, plan, before),
        place=(before.next_place or before.place) if plan.place is None else plan.place,
        mode=before.mode,
        phase="exploration" if renewed else before.phase,
        extra=before.extra,
    )


def _end(start: time | None, plan: Plan, before: Meeting) -> time | None:
    """Return the end that belongs to the start: planned, agreed on, or the last meeting's own."""
    hours = ((plan.start, plan.end), (before.next_start, before.next_end), (before.start, before.end))
    return next((end for begin, end in hours if begin == start and end is not None), None)


def _note_beginning(session: Session) -> Session:
    """Return the session with the ids that it begins with written down."""
    began = tuple(entry.id for entry in session.entries())
    return replace(session, meeting=replace(session.meeting, began=began))


def _carries(session: Session) -> Callable[[kinds.Numbered], bool]:
    """Return whether an entry is carried over: what is open, still to be agreed on, parked, or offered."""
    open_tasks = {task.id for task in session.tasks if task.state in OPEN_STATES}

    def carries(entry: kinds.Numbered) -> bool:
        match entry:
            case Task():
                return entry.id in open_tasks
            case Agreement():
                return _waits(session, entry)
            case Offer():
                return not entry.task or entry.task in open_tasks
            case _:
                return isinstance(entry, Parked | Goal)

    return carries


def _is_of(session: Session, proof: workings.Proof) -> bool:
    """Return whether a decision made before publishing belongs to the table or to an entry of the session."""
    return proof.where.startswith("table.") or session.find(proof.where.partition(".")[0]) is not None


def _expect(person: Participant) -> Participant:
    # A replacement is told of in the meeting where it happened.
    return replace(person, presence="expected", arrived=None, left=None, away=(), replaces="")


def _waits(session: Session, agreement: Agreement) -> bool:
    """Return whether it is not confirmed, or a round of consent was begun that somebody has yet to answer."""
    if agreement.state == "not_agreed":
        return False
    if not agreement.confirmed:
        return True
    absent = any(consent.answer == "absent" for consent in agreement.answers)
    return absent or bool(agreement.answers and still_to_answer(session, agreement))


def _date_answers(agreement: Agreement, held: Meeting) -> Agreement:
    """Return the agreement with its answers dated, so that who was absent is asked again."""
    if all(consent.on for consent in agreement.consent):
        return agreement
    consent = (
        consent if consent.on else replace(consent, on=held.date, meeting=held.name) for consent in agreement.consent
    )
    return replace(agreement, consent=tuple(consent))

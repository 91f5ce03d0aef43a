"""The closing check: what is still open before people leave. Each gap says where it is mended; none is a lock."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kpfacil.model.days import Calendar
from kpfacil.model.due import read_due
from kpfacil.model.entries import Task
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.rules.consent import ConsentState, consent_state
from kpfacil.rules.finding import Finding
from kpfacil.rules.heard import not_heard
from kpfacil.rules.presence import names, parties_min, parties_taking_part
from kpfacil.rules.promises import for_decision, look_back, to_be_asked
from kpfacil.rules.ready import open_tasks, ready

Where = Literal[
    "roster", "round", "task", "consent", "read-back", "parked", "decision", "review", "next", "heir", "phase"
]
"""What mends a gap: the roster, a round, the task or parked matter named first in the capture line, the consent round,
the reading aloud, who carries a matter to decision makers, the look back, the next meeting, who goes on with the task
named first, or the phase's own work."""

_COVERED = frozenset({"three-parties", "tasks-owned", "old-tasks-reviewed", "decisions-carried"})
"""The rules of readiness that the closing check asks in its own words already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One line of the closing check. `entries` and `people` are the ids it is about; `advice` may well stay open."""

    name: str
    met: bool
    finding: Finding
    where: Where
    entries: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    advice: bool = False


def gaps(session: Session, process: Process) -> tuple[Gap, ...]:
    """Return every line of the closing check in the order in which it is read, the ones in order included."""
    return (
        _parties(session),
        *_tasks(session),
        *_agreements(session),
        _decisions(session),
        _parked(session),
        _reviewed(session),
        _heard(session),
        _next(session),
        *_ready(session, process),
    )


def open_gaps(session: Session, process: Process) -> tuple[Gap, ...]:
    """Return only what is still open, pieces of advice last."""
    return tuple(sorted((gap for gap in gaps(session, process) if not gap.met), key=lambda gap: gap.advice))


def _parties(session: Session) -> Gap:
    count, needed = len(parties_taking_part(session)), parties_min(session)
    finding = Finding(key=_key("parties", met=count >= needed), details={"count": count, "min": needed})
    return Gap(name="parties", met=count >= needed, finding=finding, where="roster")


def _tasks(session: Session) -> Iterator[Gap]:
    tasks = open_tasks(session)
    yield _of_tasks("task-owner", [task for task in tasks if not task.owners])
    yield _of_tasks("task-due", [task for task in tasks if task.due is None and not task.due_text])
    doubtful = [task for task in tasks if _is_doubtful(session, task)]
    if doubtful:
        yield _of_tasks("task-day", doubtful)
    yield _of_tasks("task-resource", [task for task in tasks if not task.resources], advice=True)
    yield _of_tasks("task-asked", [task for task in tasks if to_be_asked(session, task)], advice=True)


def _is_doubtful(session: Session, task: Task) -> bool:
    """Whether the words of by when name a day that is in no calendar or has another weekday."""
    given = Calendar(task.raised_on or session.meeting.date)
    return task.due is None and read_due(task.due_text, given).wrong is not None


def _of_tasks(name: str, tasks: list[Task], *, advice: bool = False) -> Gap:
    return _of(name, tuple(task.id for task in tasks), "task", advice=advice)


def _agreements(session: Session) -> Iterator[Gap]:
    states = {entry.id: consent_state(session, entry) for entry in session.agreements}
    unread = tuple(entry.id for entry in session.agreements if not entry.confirmed and not states[entry.id].blocked)
    yield _of("consent", tuple(entry_id for entry_id, state in states.items() if _unfinished(state)), "consent")
    yield _of("blocked", tuple(entry_id for entry_id, state in states.items() if state.blocked), "consent")
    yield _of("absent", tuple(entry_id for entry_id, state in states.items() if state.pending), "consent", advice=True)
    yield _of("read-back", unread, "read-back", advice=True)


def _unfinished(state: ConsentState) -> bool:
    return not state.begun or bool(state.waiting)


def _decisions(session: Session) -> Gap:
    return _of("decision", tuple(entry.id for entry in for_decision(session) if not entry.carrier), "decision")


def _parked(session: Session) -> Gap:
    return _of("parked", tuple(entry.id for entry in session.parked if not entry.next_step.strip()), "parked")


def _reviewed(session: Session) -> Gap:
    return _of("review", tuple(promise.task.id for promise in look_back(session).left), "review")


def _heard(session: Session) -> Gap:
    people = tuple(person.id for person in not_heard(session).people)
    met = not people
    finding = Finding(
        key=_key("heard", met=met), details={"names": names(session, people)}, count=None if met else len(people)
    )
    return Gap(name="heard", met=met, finding=finding, where="round", people=people)


def _next(session: Session) -> Gap:
    day = session.meeting.next_date
    if day is None:
        return Gap(name="next", met=False, finding=Finding(key=_key("next", met=False)), where="next")
    return Gap(name="next", met=True, finding=Finding(key=_key("next", met=True), details={"day": day}), where="next")


def _ready(session: Session, process: Process) -> Iterator[Gap]:
    for sign in ready(session, process):
        met = sign.verdict.met
        if met is not None and sign.rule not in _COVERED:
            finding = Finding(key=_key("ready", met=met), details={"sign": sign.text})
            where: Where = "heir" if sign.rule == "tasks-have-heirs" else "phase"
            yield Gap(name=sign.rule, met=met, finding=finding, where=where, entries=sign.verdict.entries)


def _of(name: str, entries: tuple[str, ...], where: Where, *, advice: bool = False) -> Gap:
    met = not entries
    finding = Finding(key=_key(name, met=met), details={"ids": ", ".join(entries)}, count=None if met else len(entries))
    return Gap(name=name, met=met, finding=finding, where=where, entries=entries, advice=advice)


def _key(name: str, *, met: bool) -> str:
    return f"rule.gap-met.{name}" if met else f"rule.gap.{name}"

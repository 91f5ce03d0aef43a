"""What `check` advises: plain oddities of a session that can be read all the same, and its composition."""

from collections.abc import Iterator

from kpfacil.model.entries import Agreement, Task
from kpfacil.model.kinds import ROWS
from kpfacil.model.meeting import length_of
from kpfacil.model.process import PHASES, Process
from kpfacil.model.session import Session
from kpfacil.rules.composition import composition
from kpfacil.rules.finding import Finding
from kpfacil.rules.moments import not_before


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
    if meeting.step and all(step.id != meeting.step for step in process.steps(meeting.phase, session.programme)):
        yield Finding(key="rule.unknown-step", details={"step": meeting.step}, path="meeting.step")
    own = {step.id for phase in PHASES for step in process.steps(phase)}
    added = {item.step for item in session.programme if item.title}
    for number, item in enumerate(session.programme, start=1):
        if item.step not in own | added:
            yield Finding(key="rule.unknown-step", details={"step": item.step}, path=f"programme[{number}].step")
        if item.after and item.after not in own | added:
            yield Finding(key="rule.unknown-step", details={"step": item.after}, path=f"programme[{number}].after")


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
        seen: set[str] = set()
        for place, consent in enumerate(agreement.consent, start=1):
            if consent.who in seen:
                yield Finding(
                    key="rule.answered-twice",
                    details={"id": agreement.id, "name": session.name_of(consent.who)},
                    path=f"agreements[{number}].consent[{place}].who",
                )
            seen.add(consent.who)
        yield from _carrier(agreement, f"agreements[{number}]")


def _carrier(entry: Agreement | Task, path: str) -> Iterator[Finding]:
    if entry.mandate == "self" and entry.carrier:
        yield Finding(key="rule.carrier-of-nothing", details={"id": entry.id}, path=f"{path}.carrier")


def _visits(session: Session) -> Iterator[Finding]:
    for number, visit in enumerate(session.visits, start=1):
        if visit.entered and visit.left and not not_before(visit.left, visit.entered):
            yield Finding(key="rule.left-before-entered", details={"step": visit.step}, path=f"visits[{number}].left")

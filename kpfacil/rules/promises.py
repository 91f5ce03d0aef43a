"""What was agreed and promised: answers in rounds of consent, open tasks of earlier meetings, whom to ask."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from kpfacil.model.entries import OPEN_STATES, Agreement, Answer, Consent, Task
from kpfacil.model.moments import recorded_here
from kpfacil.model.session import Session, still_to_answer
from kpfacil.model.value import frozen_by_name, last_kept


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentState:
    """The answers of a round, who here has yet to answer, and who was absent and is asked later (*vahvistettava*)."""

    answers: tuple[Consent, ...]
    waiting: tuple[str, ...]
    absent: tuple[str, ...]

    def of(self, answer: Answer) -> tuple[Consent, ...]:
        """Return the answers of one kind, in the order they were given."""
        return tuple(consent for consent in self.answers if consent.answer == answer)

    @property
    def begun(self) -> bool:
        """Whether anybody has answered."""
        return bool(self.answers)

    @property
    def complete(self) -> bool:
        """Whether everybody here has answered."""
        return self.begun and not self.waiting


def consent_state(session: Session, agreement: Agreement) -> ConsentState:
    """Return how the agreement's consent round stands; a party's answer speaks for its absent people too."""
    answered = {consent.who for consent in agreement.answers if consent.answer != "absent"}
    waiting = still_to_answer(session, agreement)
    absent = tuple(
        consent.who
        for consent in agreement.answers
        if consent.answer == "absent" and consent.who not in waiting and session.party_of(consent.who) not in answered
    )
    return ConsentState(answers=agreement.answers, waiting=waiting, absent=absent)


def is_agreed(agreement: Agreement) -> bool:
    """Return whether the table stands behind it: what was let go or what somebody said no to is not agreed."""
    return agreement.state != "not_agreed" and not agreement.blocked


def to_ask(session: Session, agreement: Agreement) -> bool:
    """Return whether it has yet to be accepted at the table, or answered by somebody here who was absent before."""
    waiting = still_to_answer(session, agreement)
    absent = any(consent.who in waiting for consent in agreement.answers)
    return agreement.state != "not_agreed" and (absent or not agreement.confirmed)


def to_confirm(session: Session, agreement: Agreement) -> bool:
    """Return whether it has yet to be confirmed, here or by somebody who is still absent."""
    absent = consent_state(session, agreement).absent
    return to_ask(session, agreement) or (agreement.state != "not_agreed" and bool(absent))


_YOUNG = 2
"""A task older than this many meetings asks to be done, moved with a reason, or let go."""


@frozen_by_name
class OldPromise:
    """A task of an earlier meeting. `age` is in meetings: 1 where the previous meeting gave it."""

    task: Task
    age: int
    reviewed: bool

    @property
    def asks(self) -> bool:
        """Whether it is older than two meetings, open, and not looked back at in this one."""
        return self.age > _YOUNG and not self.reviewed and self.task.state in OPEN_STATES


@frozen_by_name
class LookBack:
    """What the table looks back at, one by one: tasks, then the agreements that came along to be confirmed.

    `confirmed` is how many of the agreements wait for nobody here any more.
    """

    tasks: tuple[OldPromise, ...]
    agreements: tuple[Agreement, ...]
    confirmed: int

    @property
    def left(self) -> tuple[OldPromise, ...]:
        """The tasks that have not been looked at in this meeting."""
        return tuple(promise for promise in self.tasks if not promise.reviewed)

    @property
    def dealt(self) -> int:
        """How many have been dealt with in this meeting."""
        return len(self.tasks) - len(self.left) + self.confirmed


@last_kept
def look_back(session: Session, earlier: Collection[date] = ()) -> LookBack:
    """Return the promises of earlier meetings, the oldest first; `earlier` are the dates of the table's other sessions.

    Those dealt with in this meeting stay in their places, so that the walk through them does not jump.
    """
    tasks = [
        OldPromise(
            task=task,
            age=max(1, age(task.raised_on, session.meeting.date, earlier)),
            reviewed=session.meeting.matches(task.reviewed_on, task.reviewed_meeting),
        )
        for task in session.tasks
        if not recorded_here(session, task)
    ]
    agreements = tuple(one for one in session.agreements if not recorded_here(session, one))
    return LookBack(
        tasks=tuple(sorted(tasks, key=lambda promise: -promise.age)),
        agreements=agreements,
        confirmed=sum(not to_ask(session, agreement) for agreement in agreements),
    )


def age(raised: date | None, today: date, earlier: Iterable[date]) -> int:
    """Return how many meetings ago something was promised: 0 on the same day, 1 in the meeting before it."""
    if raised is None or raised >= today:
        return 0
    return max(1, len({day for day in earlier if raised <= day < today}))


def overdue(task: Task, today: date) -> bool:
    """Return whether an open task's date has passed."""
    return task.state in OPEN_STATES and task.due is not None and task.due < today


def to_be_asked(session: Session, task: Task) -> bool:
    """Return whether nobody who owns the task has been here to say yes to it (*kysyttävä*)."""
    if task.confirmed or not task.owners or task.state not in OPEN_STATES:
        return False
    here = {handle for person in session.participants if person.here for handle in (person.id, person.party)}
    return here.isdisjoint(task.owners)


def for_decision(session: Session) -> tuple[Agreement | Task, ...]:
    """Return what is taken to decision makers: agreements and tasks whose mandate is a decision, lapsed ones not."""
    tasks = [task for task in session.tasks if task.mandate == "decision" and task.state != "lapsed"]
    return (*(agreement for agreement in session.agreements if agreement.mandate == "decision"), *tasks)


def still_to_take(session: Session) -> tuple[Agreement | Task, ...]:
    """Return what is still to be taken to decision makers: what stands agreed, and tasks that are not done."""
    return tuple(
        entry
        for entry in for_decision(session)
        if (is_agreed(entry) if isinstance(entry, Agreement) else entry.state in OPEN_STATES)
    )

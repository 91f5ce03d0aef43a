"""Whether a phase is ready: advice that the program checks where it can, never a lock (process.md)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kpfacil.model.entries import OPEN_STATES, Task
from kpfacil.model.meeting import PhaseName
from kpfacil.model.process import Localized, Process
from kpfacil.model.session import Session
from kpfacil.model.texts import Detail
from kpfacil.rules.consent import agreed
from kpfacil.rules.finding import Finding
from kpfacil.rules.presence import names, parties_min, parties_taking_part
from kpfacil.rules.promises import for_decision, look_back


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a sign is seen: None where people judge. `finding` says why, `entries` are the ids it is about."""

    met: bool | None
    finding: Finding | None = None
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One sign that a phase is ready, in the process's own words, and what the program can tell of it."""

    rule: str
    text: Localized
    verdict: Verdict


def ready(session: Session, process: Process, phase: PhaseName | None = None) -> tuple[Sign, ...]:
    """Return the signs of a phase, the meeting's own where none is named, each with its verdict."""
    rules = process.phase(phase or session.meeting.phase).ready
    return tuple(Sign(rule=rule.rule, text=rule.text, verdict=judged(session, rule.rule)) for rule in rules)


def judged(session: Session, rule: str) -> Verdict:
    """Return the verdict of a rule by its name; people judge what the program does not know."""
    check = RULES.get(rule)
    return check(session) if check else Verdict(met=None)


def _three_parties(session: Session) -> Verdict:
    count, needed = len(parties_taking_part(session)), parties_min(session)
    return _verdict("three-parties", met=count >= needed, details={"count": count, "min": needed})


def _need_agreed(session: Session) -> Verdict:
    stands = tuple(entry.id for entry in session.agreements if agreed(session, entry))
    return _verdict("need-agreed", met=bool(stands), entries=stands)


def _missing_invited(session: Session) -> Verdict:
    """Judge by the parties and fields that nobody stands for: each needs a task with an owner that names it."""
    missing = _missing(session)
    if not missing:
        return Verdict(met=None)
    words = [task.text.casefold() for task in session.tasks if task.owners]
    alone = [name for name in missing if not any(_stem(name) in text for text in words)]
    return _verdict("missing-invited", met=not alone, details={"names": ", ".join(alone)})


def _missing(session: Session) -> list[str]:
    stood = {person.party for person in session.members} | {crowd.party for crowd in session.crowd}
    fields = {person.field.casefold() for person in session.members}
    charter = session.table.charter.fields if session.table.charter else ()
    parties = [party.name for party in session.parties if party.id not in stood]
    return parties + [field for field in charter if field.casefold() not in fields]


def _stem(name: str) -> str:
    """Return the beginning of a name that stays when it inflects: `nuorisovaltuusto`, `nuorisovaltuuston`."""
    shortest = 4
    return name.casefold()[: max(shortest, len(name) - 3)]


def _goal_written(session: Session) -> Verdict:
    return _verdict("goal-written", met=bool(session.table.goal.strip()))


def _every_party_has_part(session: Session) -> Verdict:
    at_table = [party.id for party in session.parties if any(one.party == party.id for one in session.members)]
    if not at_table:
        return Verdict(met=None)
    givers = {owner for task in session.tasks for owner in task.owners}
    givers |= {pledge.by for task in session.tasks for pledge in task.resources}
    givers |= {offer.by for offer in session.offers}
    givers |= {person.id for person in session.members if person.roles}
    with_part = {session.party_of(giver) for giver in givers}
    without = tuple(party for party in at_table if party not in with_part)
    return _verdict("every-party-has-part", met=not without, details={"names": names(session, without)})


def _roles_and_date_set(session: Session) -> Verdict:
    roles = {role for person in session.members for role in person.roles}
    met = {"chair", "secretary"} <= roles and session.meeting.next_date is not None
    return _verdict("roles-and-date-set", met=met)


def _tasks_owned(session: Session) -> Verdict:
    return _tasks("tasks-owned", [task for task in open_tasks(session) if not task.owners])


def _old_tasks_reviewed(session: Session) -> Verdict:
    return _tasks("old-tasks-reviewed", [promise.task for promise in look_back(session).left])


def _decisions_carried(session: Session) -> Verdict:
    alone = tuple(entry.id for entry in for_decision(session) if not entry.carrier)
    return _verdict("decisions-carried", met=not alone, entries=alone)


def _choice_recorded(session: Session) -> Verdict:
    return _verdict("choice-recorded", met=session.table.choice != "open")


def _tasks_have_heirs(session: Session) -> Verdict:
    return _tasks("tasks-have-heirs", [task for task in open_tasks(session) if not task.heir])


def _goals_settled(session: Session) -> Verdict:
    if not session.table.goals:
        return Verdict(met=None)
    unsaid = tuple(goal.id for goal in session.table.goals if goal.state == "open")
    return _verdict("goals-settled", met=not unsaid, entries=unsaid)


def _agreement_answered(session: Session) -> Verdict:
    return _verdict("agreement-answered", met=session.table.agreement_needed != "open")


def open_tasks(session: Session) -> tuple[Task, ...]:
    """Return the tasks that are open, active or waiting."""
    return tuple(task for task in session.tasks if task.state in OPEN_STATES)


def _tasks(rule: str, failing: list[Task]) -> Verdict:
    return _verdict(rule, met=not failing, entries=tuple(task.id for task in failing))


def _verdict(
    rule: str, *, met: bool, details: Mapping[str, Detail] | None = None, entries: tuple[str, ...] = ()
) -> Verdict:
    key = f"rule.ready.{rule}.{'met' if met else 'unmet'}"
    return Verdict(
        met=met, finding=Finding(key=key, details={"ids": ", ".join(entries), **(details or {})}), entries=entries
    )


RULES: Mapping[str, Callable[[Session], Verdict]] = {
    "three-parties": _three_parties,
    "need-agreed": _need_agreed,
    "missing-invited": _missing_invited,
    "goal-written": _goal_written,
    "every-party-has-part": _every_party_has_part,
    "roles-and-date-set": _roles_and_date_set,
    "agreement-answered": _agreement_answered,
    "tasks-owned": _tasks_owned,
    "old-tasks-reviewed": _old_tasks_reviewed,
    "decisions-carried": _decisions_carried,
    "choice-recorded": _choice_recorded,
    "tasks-have-heirs": _tasks_have_heirs,
    "goals-settled": _goals_settled,
}
"""The rules that a process may name in `ready`."""

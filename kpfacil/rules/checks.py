"""One table of rules: what a meeting should have. Phases, closing check, `check` and self-check are questions to it.

None of them is a lock: each says what is open and where it is mended.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field, replace
from typing import Literal

from kpfacil.model import days, due, texts, value
from kpfacil.model.entries import OPEN_STATES, Agreement, Task
from kpfacil.model.session import Session
from kpfacil.rules import heard, promises
from kpfacil.rules.presence import names, parties_min, parties_taking_part

Where = Literal[
    "roster",
    "round",
    "task",
    "consent",
    "read-back",
    "parked",
    "decision",
    "review",
    "next",
    "heir",
    "line",
    "resources",
]
"""What mends a gap: the roster, a round, the task or parked matter named first in the capture line, the consent round,
the reading aloud, who carries a matter to decision makers, the look back, the next meeting, who goes on with the task
named first, a line begun for it, or the resources."""


@value.frozen()
class Verdict:
    """What a rule says of a session: None where people judge. `entries` and `people` are the ids it is about.

    `count` chooses the sentence's form; `where` is another place, and `key` another sentence, than the rule's own.
    """

    met: bool | None
    details: dict[str, texts.Detail] = field(default_factory=dict)
    count: int | None = None
    entries: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    where: Where | None = None
    key: str = ""


@value.frozen()
class Rule:
    """One rule by its name, as processes name it in `ready`; what is `advice` may well stay open."""

    name: str
    check: Callable[[Session], Verdict]
    where: Where = "line"
    advice: bool = False


def open_tasks(session: Session) -> tuple[Task, ...]:
    """Return the tasks that are open, active or waiting."""
    return tuple(task for task in session.tasks if task.state in OPEN_STATES)


def _none_of(entries: Iterable[str]) -> Verdict:
    """Return the verdict that is met where there are none of the entries it would be about."""
    ids = tuple(entries)
    return Verdict(not ids, {"ids": ", ".join(ids)}, count=len(ids) or None, entries=ids)


def _tasks(fails: Callable[[Session, Task], bool]) -> Callable[[Session], Verdict]:
    return lambda session: _none_of(task.id for task in open_tasks(session) if fails(session, task))


def _three_parties(session: Session) -> Verdict:
    count, needed = len(parties_taking_part(session)), parties_min(session)
    return Verdict(count >= needed, {"count": count, "min": needed})


def _doubtful_days(session: Session) -> Verdict:
    """Judge the days that are only words: one that is in no calendar or has another weekday is no day."""
    worded = [task for task in open_tasks(session) if task.due is None and task.due_text]
    calendars = [(task, days.Calendar(task.raised_on or session.meeting.date)) for task in worded]
    doubtful = [task.id for task, calendar in calendars if due.read_due(task.due_text, calendar).wrong is not None]
    return replace(_none_of(doubtful), met=False if doubtful else None)


def _standing(session: Session) -> Iterator[tuple[Agreement, promises.ConsentState]]:
    return ((one, promises.consent_state(session, one)) for one in session.agreements if one.state != "not_agreed")


def _consent(session: Session) -> Verdict:
    """Judge by what nobody was asked about, in a round or by a show of hands; then by whose answer is missing."""
    unasked = _none_of(entry.id for entry, state in _standing(session) if not (state.begun or entry.own_hands))
    waiting = {entry.id: state.waiting for entry, state in _standing(session) if state.begun and state.waiting}
    if not unasked.met or not waiting:
        return replace(unasked, entries=(*unasked.entries, *waiting))
    people = tuple(dict.fromkeys(itertools.chain(*waiting.values())))
    missing = _none_of(waiting)
    return replace(missing, details={**missing.details, "names": names(session, people)}, people=people, key="answers")


def _check_blocked(session: Session) -> Verdict:
    """Judge by who said no in a round; hands that were raised against block nothing, and are told."""
    blocked = _none_of(entry.id for entry, _ in _standing(session) if entry.blocked)
    against = [entry.id for entry, _ in _standing(session) if entry.own_hands and entry.own_hands.no]
    return replace(blocked, details={"ids": ", ".join(against)}, key="hands") if blocked.met and against else blocked


def _check_heard(session: Session) -> Verdict:
    people = tuple(person.id for person in heard.not_heard(session).people)
    return Verdict(not people, {"names": names(session, people)}, count=len(people) or None, people=people)


def _next_meeting(session: Session) -> Verdict:
    day = session.meeting.next_date
    return Verdict(day is not None, {"day": day} if day else {})


def _missing_invited(session: Session) -> Verdict:
    """Judge by the parties and fields that nobody stands for: each needs a task with an owner that names it."""
    missing = tuple(_missing(session))
    words = [task.text.casefold() for task in session.tasks if task.owners]
    alone = [name for name in missing if not any(_stem(name) in text for text in words)]
    return Verdict(not alone if missing else None, {"names": ", ".join(alone)})


def _missing(session: Session) -> Iterator[str]:
    stood = {person.party for person in session.members} | {crowd.party for crowd in session.crowd}
    yield from (party.name for party in session.parties if party.id not in stood)
    yield from missing_fields(session)


def missing_fields(session: Session) -> Iterator[str]:
    """Yield the fields of the table's charter that nobody stands for."""
    stood = {person.field.casefold() for person in session.members}
    charter = session.table.charter
    yield from (field for field in (charter.fields if charter else ()) if field.casefold() not in stood)


def _stem(name: str) -> str:
    """Return the beginning of a name that stays when it inflects: `nuorisovaltuusto`, `nuorisovaltuuston`."""
    shortest = 4
    return name.casefold()[: max(shortest, len(name) - 3)]


def _every_party_has_part(session: Session) -> Verdict:
    at_table = {person.party for person in session.members}
    parties = [party.id for party in session.parties if party.id in at_table]
    with_part = {session.party_of(giver) for giver in _givers(session)}
    without = tuple(party for party in parties if party not in with_part)
    return Verdict(not without if parties else None, {"names": names(session, without)})


def _givers(session: Session) -> Iterator[str]:
    for task in session.tasks:
        yield from task.owners
        yield from (pledge.by for pledge in task.resources)
    yield from (offer.by for offer in session.offers)
    yield from (person.id for person in session.members if person.roles)


def _roles_and_date_set(session: Session) -> Verdict:
    roles = {role for person in session.members for role in person.roles}
    dated = session.meeting.next_date is not None
    where: Where = "roster" if dated else "next"
    return Verdict(dated and {"chair", "secretary"} <= roles, where=where)


def _goals_settled(session: Session) -> Verdict:
    goals = session.table.goals
    return _none_of(goal.id for goal in goals if goal.state == "open") if goals else Verdict(None)


def _has_goal(session: Session) -> bool:
    return bool(session.table.goal.strip())


CLOSING = (
    Rule("three-parties", _three_parties, "roster"),
    Rule("tasks-owned", _tasks(lambda _, task: not task.owners), "task"),
    Rule("task-due", _tasks(lambda _, task: task.due is None and not task.due_text), "task"),
    Rule("task-day", _doubtful_days, "task"),
    Rule("task-resource", _tasks(lambda _, task: not task.resources), "task", advice=True),
    Rule("task-asked", _tasks(promises.to_be_asked), "task", advice=True),
    Rule("consent", _consent, "consent"),
    Rule("blocked", _check_blocked, "consent"),
    Rule(
        "absent",
        lambda session: _none_of(one.id for one, state in _standing(session) if state.absent),
        "consent",
        advice=True,
    ),
    Rule(
        "read-back",
        lambda session: _none_of(one.id for one in session.agreements if not one.confirmed and promises.is_agreed(one)),
        "read-back",
        advice=True,
    ),
    Rule(
        "decisions-carried",
        lambda session: _none_of(one.id for one in promises.for_decision(session) if not one.carrier),
        "decision",
    ),
    Rule(
        "parked",
        lambda session: _none_of(one.id for one in session.parked if not one.next_step.strip()),
        "parked",
    ),
    Rule(
        "old-tasks-reviewed",
        lambda session: _none_of(old.task.id for old in promises.look_back(session).left),
        "review",
    ),
    Rule("heard", _check_heard, "round"),
    Rule("next", _next_meeting, "next"),
)
"""The rules that the closing check asks in any phase, in the order in which it is read."""
_ASKED_BY_NAME = (
    Rule("need-agreed", lambda session: Verdict(any(map(promises.is_agreed, session.agreements)))),
    Rule("missing-invited", _missing_invited),
    Rule("goal-written", lambda session: Verdict(_has_goal(session))),
    Rule("every-party-has-part", _every_party_has_part, "resources"),
    Rule("roles-and-date-set", _roles_and_date_set, "roster"),
    Rule("agreement-answered", lambda session: Verdict(session.table.agreement_needed != "open")),
    Rule("choice-recorded", lambda session: Verdict(session.table.choice != "open")),
    Rule("tasks-have-heirs", _tasks(lambda _, task: not task.heir), "heir"),
    Rule("goals-settled", _goals_settled),
    Rule(
        "needs-written",
        lambda session: Verdict(_has_goal(session) or any(idea.phase == "exploration" for idea in session.ideas)),
    ),
    Rule(
        "term-and-next",
        lambda session: Verdict(
            None not in (session.table.term_start, session.table.term_end, session.meeting.next_date)
        ),
        "next",
    ),
    Rule("published", lambda session: Verdict(bool(session.table.url))),
)
RULES: dict[str, Rule] = {rule.name: rule for rule in (*CLOSING, *_ASKED_BY_NAME)}
"""Every rule by its name; a phase, `check` and the points of the self-check name theirs."""


def judge(session: Session, rule: str) -> Verdict:
    """Return the verdict of a rule by its name; people judge what the program does not know."""
    return RULES[rule].check(session) if rule in RULES else Verdict(None)

"""Laws of words and rules: what holds for any text, any round, any answers."""

import unicodedata
from dataclasses import replace
from datetime import time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kpfacil.commands.carry import Plan, carry_over
from kpfacil.model.entries import OPEN_STATES, Agreement, Answer, Consent, Idea, Task, TaskState
from kpfacil.model.meeting import RoundOrder, Turn, Visit
from kpfacil.model.text import clean, clean_line
from kpfacil.rules.checklist import gaps
from kpfacil.rules.funnel import budget, by_dots, evening, term
from kpfacil.rules.heard import balance, ids_heard, not_heard
from kpfacil.rules.plan import plan
from kpfacil.rules.promises import consent_state, look_back
from kpfacil.rules.rounds import round_of
from tests.fakes import DAY, NOW, PROCESS, a_meeting, a_session, people, tahot

STEPS = [step.id for step in PROCESS.steps("action")]
WHO = st.integers(1, 12).map(lambda number: f"p{number}")
TURNS = st.lists(st.builds(Turn, step=st.just("introduction"), who=WHO, skipped=st.booleans()), max_size=20).map(tuple)
ANSWERS: st.SearchStrategy[Answer] = st.sampled_from(("yes", "reservation", "no", "absent"))
STATES: st.SearchStrategy[TaskState] = st.sampled_from(("open", "active", "waiting", "done", "lapsed"))
TASKS = st.lists(st.tuples(STATES, st.lists(WHO, max_size=2).map(tuple), st.integers(0, 60)), max_size=12).map(
    lambda drawn: tuple(
        Task(id=f"T{number}", text="a", state=state, owners=owners, raised_on=DAY - timedelta(days=days))
        for number, (state, owners, days) in enumerate(drawn, start=1)
    )
)
UNSEEN = {"Cc", "Cs"}
UNRULY = "a \n\t\u0301\u034f\u200b\u200c\u200d\ufe0f\u2003\u2028\u2800\u3000\xa0\xad❤🔥م"
"""Signs that join, part, vary or blank others."""


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(UNRULY))))
def test_clean_words_are_clean(text: str) -> None:
    """Any text, cleaned, stays as it is when cleaned again, with its ends cut or not, and steers no terminal."""
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert clean(cleaned.strip()) == cleaned.strip()
    assert all(sign == "\n" or unicodedata.category(sign) not in UNSEEN for sign in cleaned)
    assert clean_line(clean_line(text)) == clean_line(text)
    assert "\n" not in clean_line(text)
    assert cleaned.encode().decode() == cleaned


@given(TURNS, st.sampled_from(("", "p1", "p7")), st.sampled_from(("seat", "by-party", "parties")))
def test_a_round_forgets_nobody_and_comes_to_an_end(turns: tuple[Turn, ...], speaker: str, order: RoundOrder) -> None:
    """Everybody has spoken, speaks or is left; giving the turn to the next, again and again, ends the round."""
    meeting = replace(a_meeting(step="introduction"), speaker=speaker)
    session = a_session(meeting=meeting, participants=people(12), parties=tahot(3), turns=turns)
    state = round_of(session, PROCESS, order)
    assert {*state.spoken, *state.left} | ({speaker} & set(state.everyone)) == set(state.everyone)
    assert not set(state.spoken) & set(state.left)
    for _ in state.everyone:
        if state.next:
            assert state.next in state.left
            taken = (*session.turns, Turn(step="introduction", who=state.next))
            session = replace(session, turns=taken)
            state = round_of(session, PROCESS, order)
    assert (state.left, state.next) == ((), "")


@given(TURNS, st.lists(st.lists(WHO, max_size=4, unique=True).map(tuple), max_size=8))
def test_everybody_is_either_heard_or_not(turns: tuple[Turn, ...], said: list[tuple[str, ...]]) -> None:
    """Each person here is heard or waited for, and the balance has every turn that was taken."""
    ideas = tuple(Idea(id=f"I{number}", text="a", by=by) for number, by in enumerate(said, start=1))
    session = a_session(participants=people(12), parties=tahot(3), turns=turns, ideas=ideas)
    waited = {person.id for person in not_heard(session).people}
    assert waited | ids_heard(session) == {person.id for person in session.participants}
    assert not waited & ids_heard(session)
    assert sum(share.turns for share in balance(session)) == sum(not turn.skipped for turn in turns)


@given(st.dictionaries(WHO, ANSWERS))
def test_a_consent_round_counts_everybody_once(answers: dict[str, Answer]) -> None:
    """Whoever is here has answered or has yet to; a no always blocks."""
    consent = tuple(Consent(who=who, answer=answer, on=DAY) for who, answer in answers.items())
    session = a_session(participants=people(12), parties=tahot(3))
    agreement = Agreement(id="S1", text="a", consent=consent)
    state = consent_state(session, agreement)
    assert {*state.waiting, *answers} == {person.id for person in session.participants}
    assert agreement.blocked == ("no" in answers.values())


@given(st.lists(st.integers(0, 9), max_size=20))
def test_sorting_by_dots_loses_and_adds_nothing(votes: list[int]) -> None:
    """Ideas keep their number, and stand in falling order of dots; the budget counts them all."""
    ideas = tuple(Idea(id=f"I{number}", text="a", votes=dots) for number, dots in enumerate(votes, start=1))
    ordered = by_dots(ideas)
    assert sorted(idea.id for idea in ordered) == sorted(idea.id for idea in ideas)
    assert [idea.votes for idea in ordered] == sorted(votes, reverse=True)
    dots = budget(a_session(ideas=ideas))
    assert dots.used == sum(votes)
    assert dots.over == max(0, dots.used - dots.total)


@given(TASKS)
def test_the_closing_check_asks_about_open_tasks_alone(tasks: tuple[Task, ...]) -> None:
    """Only open tasks can be gaps; the open gaps are those of all that are not met."""
    session = a_session(participants=people(12), parties=tahot(3), tasks=tasks)
    living = {task.id for task in tasks if task.state in OPEN_STATES}
    for gap in gaps(session, PROCESS):
        assert gap.finding.key.startswith("rule.gap-met." if gap.met else "rule.gap.")
        if gap.where == "task":
            assert set(gap.entries) <= living


@given(TASKS)
def test_what_is_carried_over_is_looked_back_at(tasks: tuple[Task, ...]) -> None:
    """Every open task comes to the next meeting under its id, is looked back at there, and is counted once."""
    session = a_session(participants=people(12), parties=tahot(3), tasks=tasks)
    following = carry_over(session, Plan(day=DAY + timedelta(days=21), number=4))
    living = {task.id for task in tasks if task.state in OPEN_STATES}
    assert {task.id for task in following.tasks} == living
    assert {promise.task.id for promise in look_back(following, (DAY,)).tasks} == living
    assert evening(following).tasks == 0
    assert term((session, following)).tasks == sum(task.state != "lapsed" for task in tasks)
    assert carry_over(following, Plan(day=DAY + timedelta(days=42), number=5)).counters == session.counters


@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 1800)), max_size=10), st.integers(0, 3600))
def test_the_plan_adds_up(stays: list[tuple[str, int]], last: int) -> None:
    """The time used is that of the visits, and being ahead never exceeds what was planned so far."""
    at = NOW.replace(hour=9)
    visits: list[Visit] = []
    for step, seconds in stays:
        visits.append(Visit(step=step, phase="action", entered=at, left=at + timedelta(seconds=seconds)))
        at += timedelta(seconds=seconds)
    visits.append(Visit(step="ideas", phase="action", entered=at))
    now = at + timedelta(seconds=last)
    meeting = replace(a_meeting(), start=time(9))
    standing = plan(a_session(meeting=meeting, visits=tuple(visits)), PROCESS, now)
    used = sum(seconds for _, seconds in stays) + last
    assert sum(standing.used.values()) == used
    assert standing.ahead is not None
    assert -used <= standing.ahead <= (35 + 15) * 60
    assert standing.ends_at is not None
    assert standing.ends_at >= now

"""What the table itself is, and this meeting's own programme."""

import pytest

from kpfacil.commands.base import Command, Together
from kpfacil.commands.table import AddGoal, AddMaterial, AddRule, AddStep, ChangeStep, Evaluate, MoveStep, SetTable
from kpfacil.model.meeting import Evaluation, ProgrammeItem
from kpfacil.model.session import Session
from kpfacil.model.table import Goal
from tests.commands.conftest import Refusal
from tests.fakes import PROCESS, a_session, after


def order(session: Session) -> list[str]:
    """Return the ids of the meeting's steps."""
    return [step.id for step in PROCESS.steps(session.meeting.phase, session.programme)]


def test_the_table_changes_where_something_is_given() -> None:
    """What is given changes and what is None stays."""
    made = SetTable(goal="Hillotehdas", indicator="kuusi tapahtumaa", agreement_needed="no", choice="renew")
    more = SetTable(url="https://esimerkki.fi", kind="thematic", theme="kylän lapset", wall_names="full")
    table = after(a_session(), made, more, AddRule(text="Tittelit narikkaan"), AddRule(text="Yksi puhuu")).table
    assert (table.goal, table.indicator) == ("Hillotehdas", "kuusi tapahtumaa")
    assert (table.agreement_needed, table.choice, table.url) == ("no", "renew", "https://esimerkki.fi")
    assert (table.kind, table.theme, table.wall_names) == ("thematic", "kylän lapset", "full")
    assert table.ground_rules == ("Tittelit narikkaan", "Yksi puhuu")
    session = a_session(table=table)
    assert after(session, SetTable(goal="")).table.goal == ""
    assert after(session, SetTable()) == session


def test_a_goal_is_numbered() -> None:
    """A goal of the term gets the next number."""
    session = after(a_session(), AddGoal(text="Strategia"), AddGoal(text="Tapahtumat"))
    assert session.table.goals == (Goal(id="G1", text="Strategia"), Goal(id="G2", text="Tapahtumat"))


def test_a_later_answer_replaces_an_earlier_one_of_the_same_person() -> None:
    """Each question keeps one answer of each person and one of the whole room."""
    commands = (
        Evaluate(key="three-parties", value=3),
        Evaluate(key="closing", who="liisa", text="hyvä ilta"),
        Evaluate(key="three-parties", value=4),
    )
    assert after(a_session(), *commands).evaluations == (
        Evaluation(key="closing", who="liisa", text="hyvä ilta"),
        Evaluation(key="three-parties", value=4),
    )


def test_a_step_takes_new_words_and_minutes() -> None:
    """What is given changes, and what is not said again stays as it was changed."""
    commands = (ChangeStep(step="ideas", title="Ideat kyläpäivään", minutes=20), ChangeStep(step="ideas", kind="talk"))
    session = after(a_session(), *commands)
    assert session.programme == (ProgrammeItem(step="ideas", title="Ideat kyläpäivään", kind="talk", minutes=20),)
    assert PROCESS.step("action", "ideas", session.programme).minutes == 20
    assert after(session, ChangeStep(step="ideas", minutes=0)).programme[0].minutes == 0


def test_a_step_is_added_after_another() -> None:
    """An added step stands after the one it names."""
    session = after(a_session(), AddStep(step="kahvi", title="Kahvitauko", after="ideas", minutes=10))
    assert order(session)[4:6] == ["ideas", "kahvi"]


def test_a_step_is_left_out_and_taken_back() -> None:
    """A dropped step is not part of the meeting until it is taken back."""
    session = after(a_session(), ChangeStep(step="think", dropped=True))
    assert "think" not in order(session)
    assert order(after(session, ChangeStep(step="think", dropped=False))) == order(a_session())


def test_a_step_moves_after_another() -> None:
    """A moved step stands after the one it names, its other changes kept."""
    session = after(a_session(), ChangeStep(step="agree", minutes=30), MoveStep(step="agree", after="think"))
    assert order(session)[3:6] == ["think", "agree", "ideas"]
    assert PROCESS.step("action", "agree", session.programme).minutes == 30
    assert after(session, MoveStep(step="agree", after="agree")) == session


REFUSALS: tuple[tuple[Command, str], ...] = (
    (AddGoal(text=" "), "empty-goal"),
    (AddRule(text=" "), "empty-rule"),
    (Together(commands=(AddRule(text="Yksi puhuu"), AddRule(text="yksi  puhuu"))), "rule-stands"),
    (Together(commands=(AddRule(text="Yksi puhuu."), AddRule(text="Yksi puhuu"))), "rule-stands"),
    (Together(commands=(AddGoal(text="Hillotehdas"), AddGoal(text="hillotehdas."))), "goal-stands"),
    (ChangeStep(step="ideas", minutes=-1), "negative-minutes"),
    (AddStep(step="ideas", title="A", after="think"), "step-taken"),
    (AddStep(step="uusi", title="", after="think"), "step-taken"),
    (ChangeStep(step="ideas", dropped=True), "step-in-use"),
)


@pytest.mark.parametrize(("command", "key"), REFUSALS)
def test_a_programme_that_would_not_hold_is_refused(command: Command, key: str, refusal: Refusal) -> None:
    """Empty goals and steps, what stands already, negative minutes and dropping the step at hand are refused."""
    assert refusal(a_session(), command) == key


@pytest.mark.parametrize(("title", "stands"), [("", "Kalvot"), ("Diat", "Diat")])
def test_an_address_said_again_keeps_its_title(title: str, stands: str) -> None:
    """Only another title takes the place of the one that stands; an address alone is its own."""
    first = after(a_session(), AddMaterial(url="https://kunta.fi/kalvot", title="Kalvot"))
    again = after(first, AddMaterial(url="https://kunta.fi/kalvot", title=title))
    assert [one.title for one in again.materials] == [stands]
    assert [one.title for one in after(a_session(), AddMaterial(url="https://x.fi")).materials] == ["https://x.fi"]

"""What is new in a meeting and what was carried into it."""

from dataclasses import replace
from datetime import timedelta

from kpfacil.model.entries import Agreement, Task
from kpfacil.model.moments import recorded_here, with_beginning, with_beginnings
from kpfacil.model.session import Session
from tests.fakes import DAY, NOW, a_meeting, a_session

SEPTEMBER = a_session(
    meeting=a_meeting(DAY - timedelta(days=60), number=1),
    tasks=(Task(id="T1", text="a", raised_on=DAY, at=NOW),),
    agreements=(Agreement(id="S1", text="a", at=NOW),),
)
"""A meeting that was typed in afterwards: its entries bear the day on which they were typed."""


def october(began: tuple[str, ...] | None) -> Session:
    """Return the next meeting, with what was carried and one of its own of each kind."""
    return a_session(
        meeting=replace(a_meeting(number=2), began=began),
        tasks=(*SEPTEMBER.tasks, Task(id="T2", text="b", raised_on=DAY, at=NOW)),
        agreements=(*SEPTEMBER.agreements, Agreement(id="S2", text="b", at=NOW - timedelta(days=1))),
    )


def new(session: Session) -> list[str]:
    """Return the ids of what is told as the meeting's own."""
    return [entry.id for entry in session.entries() if recorded_here(session, entry)]


def test_what_is_new_is_told_from_ids_and_not_from_clocks() -> None:
    """Whenever something was typed in, it belongs to the meeting that did not begin with it."""
    assert new(october(("T1", "S1"))) == ["S2", "T2"]
    assert new(october(())) == ["S1", "S2", "T1", "T2"]


def test_a_meeting_that_says_nothing_is_told_by_the_one_before_it() -> None:
    """Where nobody wrote down what a meeting began with, the ids of those before it tell; else its own clocks."""
    first, second = with_beginnings((october(None), SEPTEMBER))
    assert (first, second.meeting.began) == (SEPTEMBER, ("S1", "T1"))
    assert with_beginning(october(None), (SEPTEMBER,)) == second
    assert with_beginning(october(("T1",)), (SEPTEMBER,)).meeting.began == ("T1",)
    assert with_beginning(october(None), ()) == october(None)
    assert new(october(None)) == ["S1", "T1", "T2"]

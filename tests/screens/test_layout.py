"""How the rows of a terminal are shared out between the regions."""

from hypothesis import given
from hypothesis import strategies as st

from kpfacil.tui.glance import Wanted, layout

_FOOT = 5


def wanted(question: int = 1, guides: int = 3, waiting: int = 0, *, panel: bool = False) -> Wanted:
    return Wanted(question=question, guides=guides, waiting=waiting, panel=panel)


@given(
    width=st.integers(60, 240),
    height=st.integers(20, 67),
    question=st.integers(1, 3),
    guides=st.integers(0, 6),
    waiting=st.integers(0, 6),
    panel=st.booleans(),
)
def test_the_stage_always_has_room(
    *, width: int, height: int, question: int, guides: int, waiting: int, panel: bool
) -> None:
    """In every terminal that the room may have, something of the board is in sight."""
    made = layout(width, height, wanted(question, guides, waiting, panel=panel))
    assert made.question >= 2
    assert height - made.head - made.question - made.waiting - _FOOT >= (3 if waiting <= 4 else 1)


def test_the_smallest_terminal_is_tight() -> None:
    """At 60×20 there is no rule, no air, no guiding question and no roster."""
    made = layout(60, 20, wanted())
    assert (made.head, made.question, made.roster) == (2, 2, False)


def test_the_design_size_has_air_around_the_question() -> None:
    """At 80×24 the question has a row of air above and below it."""
    made = layout(80, 24, wanted())
    assert (made.head, made.question, made.roster) == (3, 4, False)


def test_a_wide_terminal_shows_the_roster_and_the_guiding_questions() -> None:
    """At 120×36 the roster stands beside the stage and the guiding questions under the question."""
    made = layout(120, 36, wanted())
    assert (made.head, made.question, made.roster) == (3, 7, True)


def test_a_waiting_line_takes_its_rows_from_the_stage() -> None:
    """A line that waits for an answer is seen whole."""
    assert layout(80, 24, wanted(waiting=3)).waiting == 3


@given(height=st.integers(5, 19), question=st.integers(0, 3), waiting=st.integers(0, 9), panel=st.booleans())
def test_the_line_is_in_sight_in_every_window(*, height: int, question: int, waiting: int, panel: bool) -> None:
    """However low a window is made, nothing above the line pushes it out."""
    made = layout(20, height, wanted(question, 0, waiting, panel=panel))
    assert min(made.head, made.question, made.waiting) >= 0
    assert made.head + made.question + made.waiting + _FOOT <= height

"""The process as data: phases, steps, and this meeting's own programme."""

import pytest

from kpfacil.model.meeting import ProgrammeItem
from tests.fakes import PROCESS, both

OWN = ["opening", "introduction", "lookback", "think", "ideas", "group", "agree", "readback", "next"]


def ids(*programme: ProgrammeItem) -> list[str]:
    """Return the ids of the steps of a meeting in action."""
    return [step.id for step in PROCESS.steps("action", programme)]


def test_a_meeting_has_opening_own_and_closing_steps() -> None:
    """The phase's own steps stand between the opening and the closing ones."""
    assert ids() == OWN


def test_a_step_is_found_or_the_first_stands_for_it() -> None:
    """A step is found by its id; one that the phase has not is taken as the first."""
    assert PROCESS.step("action", "ideas").id == "ideas"
    assert PROCESS.step("action", "ei").id == "opening"
    assert PROCESS.phase("renewal").id == "renewal"


def test_a_text_is_read_in_the_rooms_language() -> None:
    """A text is read in English or in Finnish."""
    assert (both("yksi", "one").in_("en"), both("yksi", "one").in_("fi")) == ("one", "yksi")


def test_a_programme_changes_what_it_says_and_nothing_else() -> None:
    """New title, kind, minutes and question take the place of the process's own; the rest stays."""
    item = ProgrammeItem(step="ideas", title="Ideat", kind="talk", minutes=0, question="Mitä?")
    step = PROCESS.step("action", "ideas", (item,))
    assert (step.title.in_("fi"), step.title.in_("en"), step.kind, step.minutes, step.question.in_("fi")) == (
        "Ideat",
        "Ideat",
        "talk",
        0,
        "Mitä?",
    )
    assert PROCESS.step("action", "ideas", (ProgrammeItem(step="ideas"),)) == PROCESS.step("action", "ideas")


@pytest.mark.parametrize(
    ("after", "order"),
    [
        ("opening", ["opening", "kahvi", *OWN[1:]]),
        ("next", [*OWN, "kahvi"]),
        ("", [*OWN, "kahvi"]),
        ("ei", [*OWN, "kahvi"]),
    ],
)
def test_a_step_of_the_meetings_own_stands_where_it_says(after: str, order: list[str]) -> None:
    """An unknown step is added after the one it names, or at the end."""
    assert ids(ProgrammeItem(step="kahvi", title="Kahvi", after=after)) == order


def test_an_added_step_has_what_it_needs() -> None:
    """An added step without more than an id is talk, takes no minutes and asks its title."""
    step = PROCESS.step("action", "kahvi", (ProgrammeItem(step="kahvi"),))
    assert (step.title.in_("fi"), step.kind, step.minutes, step.question.in_("fi")) == ("kahvi", "talk", 0, "kahvi")
    step = PROCESS.step("action", "kahvi", (ProgrammeItem(step="kahvi", title="Tauko", kind="silent", minutes=10),))
    assert (step.kind, step.minutes, step.question.in_("en")) == ("silent", 10, "Tauko")


def test_a_step_moves_after_another() -> None:
    """A step that names another stands after it; one that names itself stays."""
    assert ids(ProgrammeItem(step="agree", after="lookback"))[2:5] == ["lookback", "agree", "think"]
    assert ids(ProgrammeItem(step="think", after="group"))[3:6] == ["ideas", "group", "think"]
    assert ids(ProgrammeItem(step="think", after="think")) == OWN


def test_a_dropped_step_is_left_out() -> None:
    """A dropped step is not there, and dropping an unknown one changes nothing."""
    assert ids(ProgrammeItem(step="think", dropped=True)) == [step for step in OWN if step != "think"]
    assert ids(ProgrammeItem(step="ei", dropped=True)) == OWN


def test_a_meeting_always_has_a_step() -> None:
    """The last step left cannot be dropped."""
    assert ids(*(ProgrammeItem(step=step, dropped=True) for step in OWN)) == ["next"]

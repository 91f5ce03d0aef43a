"""What the README shows is what the line does."""

import re
from pathlib import Path

import pytest

from kpfacil.capture import Reading, read
from kpfacil.model.entries import Agreement, Idea, Offer, Parked, Remark, Task
from kpfacil.model.meeting import Meeting
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session, counted
from kpfacil.model.table import Goal, Table
from tests.capture.test_capture_actions import SESSION

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
PEOPLE = tuple(
    Participant(id=name.split()[0].lower(), name=name, presence="present")
    for name in ("Liisa Mäkinen", "Pekka Virtanen", "Anna Laine", "Matti Oja")
)
TABLE = counted(
    Session(
        table=Table(name="Kyläpöytä", goals=(Goal(id="G1", text="Strategia"),)),
        meeting=Meeting(date=SESSION.meeting.date),
        parties=(Party(id="seurakunta", name="Seurakunta"),),
        participants=PEOPLE,
        ideas=tuple(Idea(id=f"I{number}", text="idea", votes=9) for number in range(1, 8)),
        agreements=tuple(Agreement(id=f"S{number}", text="sovittu") for number in range(1, 4)),
        tasks=tuple(Task(id=f"T{number}", text="tehtävä") for number in range(1, 6)),
        parked=(Parked(id="P1", text="kyydit"),),
        offers=(Offer(id="O1", text="leipoa"),),
        remarks=(Remark(id="K1", text="bussit"),),
    )
)


def as_shown(line: str) -> Reading:
    return read(line, TABLE, "idea")


def test_the_first_lines_are_read_as_they_are_meant() -> None:
    """An idea with its theme, an agreement, a task of two with its day and pledges, and a parked matter."""
    block = re.search(r"```\n(Liisa: hillotalkoot.*?)```", README, re.DOTALL)
    assert block is not None
    idea, agreed, task, parked = map(as_shown, block[1].strip().splitlines())
    assert [one.kind for one in (idea, agreed, task, parked)] == ["idea", "agreement", "task", "parked"]
    assert (idea.theme, idea.who) == ("tapahtumat", ("liisa",))
    assert task.due is not None
    assert [(pledge.by, pledge.text) for pledge in task.pledges] == [("seurakunta", "tila"), ("", "20 h")]
    first = read(block[1].splitlines()[0], TABLE, "rule")
    assert (first.kind, first.theme) == ("idea", "tapahtumat")


@pytest.mark.parametrize("line", re.findall(r"^\| `.` \|[^|]*\| `([^`]*)` \|$", README, re.MULTILINE))
def test_the_examples_of_the_signs_are_recorded(line: str) -> None:
    """Each row of the table of signs shows a line that is taken."""
    assert as_shown(line).commands


OPERATIONS = re.findall(r"^\| (`[A-Z][0-9][^|]*) \|", README, re.MULTILINE)


@pytest.mark.parametrize("line", re.findall("`([^`]*)`", " ".join(OPERATIONS)))
def test_the_examples_of_operations_work(line: str) -> None:
    """Each operation on an entry that is shown does something."""
    assert as_shown(line).commands

"""The sample sessions: whole, canonical, and lively enough to show the program."""

from pathlib import Path

import pytest

from kpfacil.model.entries import OPEN_STATES
from kpfacil.model.session import Session
from kpfacil.rules.integrity import integrity
from kpfacil.storage.content import sample_folder
from kpfacil.storage.decode import decode
from kpfacil.storage.encode import encode
from kpfacil.storage.process_file import load_process
from kpfacil.storage.shapes import unknown_keys

FOLDER = sample_folder()
JAMSA = "jamsan-asukkaiden-kumppanuuspoyta/2020-01-28.toml"
FIRST = "jarjestojen-ja-maakunnan-kumppanuuspoyta/2020-02-13.toml"
SECOND = "jarjestojen-ja-maakunnan-kumppanuuspoyta/2020-06-04.toml"
CHECKLIST = [
    "local-needs",
    "permanent-structure",
    "equal-respectful",
    "three-parties",
    "agreements-needed",
    "networked-flexible",
    "residents-organisations",
    "open-government",
]


def _session(name: str) -> Session:
    return decode((FOLDER / name).read_bytes())


@pytest.mark.parametrize("name", [JAMSA, FIRST, SECOND])
def test_a_sample_is_whole_and_canonical(name: str) -> None:
    """A sample opens without a fault or an unknown key, and saving it unchanged changes not one byte."""
    session = _session(name)
    assert integrity(session) == ()
    assert list(unknown_keys(session)) == []
    assert encode(session) == (FOLDER / name).read_bytes()


@pytest.mark.parametrize("name", [JAMSA, FIRST, SECOND])
def test_every_step_of_a_sample_is_in_the_process(name: str) -> None:
    """The steps in which things were said are steps of the shipped process."""
    session = _session(name)
    known = {step.id for step in load_process().steps(session.meeting.phase)}
    assert {session.meeting.step, *(visit.step for visit in session.visits)} <= known
    assert {entry.step for entry in session.entries() if entry.phase == session.meeting.phase} <= known


def test_the_residents_table_has_the_checklist_of_eight() -> None:
    """The Jämsä table is at exploration and has judged itself by the eight points of its slides."""
    session = _session(JAMSA)
    assert session.meeting.phase == "exploration"
    assert [answer.key for answer in session.evaluations] == CHECKLIST


def test_the_association_table_has_its_charter_and_its_lapsed_goal() -> None:
    """The county's table has seats, extra seats and fields, and one key task that lapsed with its reason."""
    session = _session(SECOND)
    charter = session.table.charter
    assert charter is not None
    assert charter.seats == (10, 12)
    assert len(charter.extra_seats) == 3
    assert len(charter.fields) == 5
    assert [goal.id for goal in session.table.goals if goal.state == "lapsed" and goal.reason] == ["G2"]


def test_the_second_meeting_is_a_full_one() -> None:
    """Twelve people, twenty ideas, six agreements with consent and ten tasks with owners, dates and pledges."""
    session = _session(SECOND)
    new_tasks = [task for task in session.tasks if task.raised_on == session.meeting.date]
    assert len(session.participants) == 12
    assert len(session.ideas) >= 20
    assert len([agreement for agreement in session.agreements if agreement.consent]) >= 6
    assert len(new_tasks) == 10
    assert all(task.owners and task.resources and (task.due or task.due_text) for task in new_tasks)


def test_the_second_meeting_carries_over_and_tells_what_became_of_it() -> None:
    """What was open after the first meeting is in the second under the same id, each task with its story."""
    first, second = _session(FIRST), _session(SECOND)
    waiting = {task.id for task in first.tasks if task.state in OPEN_STATES}
    assert waiting
    carried = {task.id: task for task in second.tasks if task.raised_on == first.meeting.date}
    assert set(carried) == waiting
    assert all(task.story and task.reviewed_on == second.meeting.date for task in carried.values())
    assert {parked.id for parked in first.parked} <= {parked.id for parked in second.parked}


def test_samples_are_found_from_a_source_tree() -> None:
    """Without an installed copy the samples are those of the source tree."""
    assert Path(__file__).resolve().parents[2] / "sessions" == FOLDER

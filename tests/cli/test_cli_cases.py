"""Files as people, other programs and synchronised folders have left them, each with what is to be said of it."""

import shutil
from pathlib import Path

import pytest

from tests.command_line import Kpfacil

CASES = Path(__file__).parent / "cases"
LINES = {
    "number = 03": ("rivi 6:", "number = 3."),
    "start = 24:00:00": ("rivi 6:", "start = 00:00:00."),
    "due = pe": ("rivi 12:", 'due_text = "pe".'),
    "confirmed = kyllä": ("rivi 12:", "confirmed = true."),
    'owners = ["paivi"': ("rivi 12:", 'owners = ["paivi"].'),
    "[Meeting]": ("rivi 4:", "[meeting]"),
}
MEETING = 'format = 1\n[table]\nname = "Kylä"\n{head}\ndate = 2026-11-21\n'
TASK = '[[participants]]\nid = "paivi"\nname = "Päivi"\n[[tasks]]\nid = "T1"\ntext = "sali"\n'


def put(kp: Kpfacil, case: str, name: str) -> str:
    """Put a case into a table's folder as that meeting; return its path."""
    path = kp.folder / "sessions" / "yotalkoot" / name
    path.parent.mkdir()
    shutil.copy(CASES / case, path)
    return str(path)


def test_a_copy_with_a_promise_of_its_own_is_named_with_what_it_holds(kp: Kpfacil) -> None:
    """One meeting counts; the copy of a synchronised folder is named with the task that the meeting lacks."""
    shutil.copytree(CASES / "conflict-copies", kp.folder / "sessions" / "kyla")
    outcome = kp("tasks")
    assert outcome.code == 1
    assert "vain alkuperäisessä" in outcome.out
    assert "vain kopiossa" not in outcome.out
    assert "sync-conflict-20261125-171500-ABCDEFG.toml" in outcome.err
    assert "T2" in outcome.err


def test_a_meeting_over_midnight_and_the_end_of_summer_time_is_in_order(kp: Kpfacil) -> None:
    """Nothing is advised about the end of a meeting that passes midnight in the night when clocks are turned back."""
    outcome = kp("check", put(kp, "midnight.toml", "2026-10-24.toml"))
    assert (outcome.code, outcome.out) == (0, "")


def test_out_and_back_in_an_old_file_is_one_absence(kp: Kpfacil) -> None:
    """Who left before arriving was out between the two; who arrived and then left was here between them."""
    told = kp("memo", "--format", "md", "-o", "-", put(kp, "out-and-back.toml", "2026-10-24.toml")).out
    assert "Päivi Töyrylä (poissa klo 17.42–17.48)" in told.replace("\xa0", " ")
    assert "Pekka Kallio (saapui klo 17.10, poistui klo 18.10)" in told.replace("\xa0", " ")


@pytest.mark.parametrize("line", (CASES / "toml-lines.txt").read_text("utf-8").splitlines()[1:])
def test_a_slip_of_the_hand_is_told_with_its_line_and_a_form_that_is_right(kp: Kpfacil, line: str) -> None:
    """Each line that people have written wrong by hand is refused by its place, with what would be taken."""
    place, form = LINES[line]
    head = line if line.startswith("[") else "[meeting]"
    more = "" if line.startswith("[") else f"{line}\n" if line[0] in "ns" else f"{TASK}{line}\n"
    path = kp.folder / "2026-11-21.toml"
    path.write_text(MEETING.format(head=head) + more, "utf-8")
    outcome = kp("check", str(path))
    assert outcome.code == 1
    assert place in outcome.out
    assert form in outcome.out
    assert outcome.out.count("\n") == 1

"""A chain of six meetings: ids stay, the story is told, and nothing stands twice or gets lost."""

import re
from collections import Counter
from pathlib import Path

import pytest

from kpfacil.model.session import Session
from kpfacil.storage.decode import load
from tests.command_line import Kpfacil

TABLE = "Kyläpöytä"


@pytest.fixture
def chain(kp: Kpfacil, session: Path) -> list[Path]:
    """Return six meetings; one is skipped, two are held on one day."""

    def say(path: Path, *lines: str) -> None:
        outcome = kp("add", str(path), *lines)
        assert outcome.code == 0, outcome.err

    def following(day: str) -> Path:
        return Path(kp("new", "--table", TABLE, "--date", day).lines[0])

    say(session, "! liisa: varaa sali / 1.12. / 20 h", "! pekka: osta sokeria", "= liisa: pidetään kyläpäivä")
    say(session, "> kimppakyydit", "? pekka: ajan autoa", "+ hillotalkoot", "; oma muistiinpano")
    second = following("12.12.2026")
    say(second, "T1 / 15.1.2027", "T2 valmis", "! pekka: tee juliste / 20.12.")
    skipped = following("9.1.2027")  # prepared, and nobody came
    twice = following("9.1.2027")
    say(
        twice,
        "+ liisa: huomenta kaikille",
        "T1 odottaa: lupa puuttuu",
        "T3 liisa:",
        "S1 kaikki: kyllä",
        "S1 vahvistettu",
    )
    fifth = following("13.2.2027")
    say(fifth, "T1 / 1.3.2027", "T1 kesken", "P1 -", "! uusi tehtävä")
    sixth = following("13.3.2027")
    say(sixth, "T1 valmis")
    return [session, second, skipped, twice, fifth, sixth]


def _sessions(paths: list[Path]) -> list[Session]:
    return [load(path).session for path in paths]


def test_ids_are_stable_and_never_given_again(chain: list[Path]) -> None:
    """An id means the same promise in every meeting that has it, and each new one is above all before."""
    meant: dict[str, str] = {}
    for session in _sessions(chain):
        for entry in session.entries():
            assert meant.setdefault(entry.id, entry.text) == entry.text
    assert sorted(meant) == ["I1", "I2", "N1", "O1", "P1", "S1", "T1", "T2", "T3", "T4"]


def test_nothing_is_doubled_or_lost(chain: list[Path]) -> None:
    """In each meeting every id and person stands once, and what waits is there until it is dealt with."""
    for session in _sessions(chain):
        counts = Counter(entry.id for entry in session.entries())
        counts.update(person.id for person in session.participants)
        assert set(counts.values()) == {1}
    tasks = [[task.id for task in session.tasks] for session in _sessions(chain)]
    assert tasks == [
        ["T1", "T2"],
        ["T1", "T2", "T3"],
        ["T1", "T3"],
        ["T1", "T3"],
        ["T1", "T3", "T4"],
        ["T1", "T3", "T4"],
    ]
    agreed = [[one.id for one in session.agreements] for session in _sessions(chain)]
    assert agreed[:4] == [["S1"]] * 4
    assert agreed[4:] == [[], []]
    parked = [[one.id for one in session.parked] for session in _sessions(chain)]
    assert parked == [["P1"]] * 4 + [[], []]
    assert all([one.id for one in session.offers] == ["O1"] for session in _sessions(chain))


def test_meetings_of_one_day_are_numbered(chain: list[Path]) -> None:
    """Two meetings on a day have their own files and numbers; the number begins anew with the year."""
    assert [path.stem for path in chain][2:4] == ["2027-01-09", "2027-01-09-2"]
    assert [session.meeting.number for session in _sessions(chain)] == [1, 2, 1, 2, 3, 4]


def test_the_story_is_told(chain: list[Path]) -> None:
    """When a task was given, how often its day moved and through whose hands it went is known in the last meeting."""
    last = _sessions(chain)[-1]
    first, poster, _ = last.tasks
    assert (str(first.raised_on), first.postponed, first.state) == ("2026-11-21", 2, "done")
    assert [told.what for told in first.story] == ["postponed", "waiting", "postponed", "active", "done"]
    assert [(told.what, told.text) for told in poster.story] == [("given-on", "Pekka Virtanen")]


@pytest.mark.parametrize("command", [["tasks"], ["tasks", "--format", "md", "-o", "-"], ["report"]])
def test_papers_over_the_chain_tell_each_task_once(kp: Kpfacil, chain: list[Path], command: list[str]) -> None:
    """The action table and the report tell each task once, in its latest state."""
    kp.clock.forward(minutes=60 * 24 * 200)
    outcome = kp(*command, str(chain[0].parent))
    assert outcome.code == 0, outcome.err
    told = Counter(re.findall(r"\b(T\d+)\b", outcome.out))
    assert told == Counter({"T1": 1, "T2": 1, "T3": 1, "T4": 1})


def test_csv_over_the_chain_has_a_row_for_each_task(kp: Kpfacil, chain: list[Path]) -> None:
    """The spreadsheet counts the postponements."""
    rows = kp("tasks", "--format", "csv", "-o", "-", str(chain[0].parent)).out.splitlines()
    assert [row.split(";")[1] for row in rows[1:]] == ["T1", "T2", "T3", "T4"]
    assert rows[1].split(";")[-3] == "2"


def test_a_blank_meeting_breaks_the_chain_but_not_the_numbers(kp: Kpfacil, chain: list[Path]) -> None:
    """`--blank` carries nothing but the counters; what was open is still in the action table."""
    blank = kp("new", "--table", TABLE, "--date", "10.4.2027", "--blank").lines[0]
    kp("add", blank, "! aivan uusi")
    assert [task.id for task in load(Path(blank)).session.tasks] == ["T5"]
    told = kp("tasks", "--state", "open", str(chain[0].parent)).out
    assert re.findall(r"\b(T\d+)\b", told) == ["T3", "T4", "T5"]


def test_a_new_term_in_the_chain(kp: Kpfacil, chain: list[Path]) -> None:
    """A new term hands promises to their heirs, tells whose they were, and begins with the old term's report."""
    assert kp("add", str(chain[-1]), "T3 jatkaja: pekka", "T4 jatkaja Kylätoimikunta").code == 0
    kp.clock.forward(minutes=60 * 24 * 200)
    outcome = kp("new", "--table", TABLE, "--date", "10.4.2027", "--term", "1.4.2027:31.3.2029")
    made = load(Path(outcome.lines[0])).session
    assert [(task.id, task.owners, task.heir, task.confirmed) for task in made.tasks] == [
        ("T3", ("pekka",), "", False),
        ("T4", ("kylatoimikunta",), "", False),
    ]
    assert made.tasks[0].story[-1].text == "Liisa Mäkinen"
    assert [material.title for material in made.materials] == ["Edellisen toimikauden raportti"]
    reports = [chain[-1].with_suffix("") / f"raportti.{form}" for form in ("html", "md")]
    assert all(str(path) in outcome.err for path in reports)
    closing = reports[1].read_text("utf-8").partition("# Loppudokumentti")[2]
    assert "| T3 tee juliste | Liisa Mäkinen | Pekka Virtanen |" in closing.replace("**", "")
    assert "jatkaj" not in outcome.err
    told = kp("tasks", str(chain[0].parent)).out
    assert Counter(re.findall(r"\b(T\d+)\b", told)) == Counter(["T1", "T2", "T3", "T4"])


def test_a_new_term_names_the_promises_that_nobody_goes_on_with(kp: Kpfacil, chain: list[Path]) -> None:
    """Open tasks without an heir stay with their former owners, and are named."""
    outcome = kp("new", "--table", TABLE, "--date", "10.4.2027", "--term", "1.4.2027:31.3.2029", "--blank")
    assert "T3, T4" in outcome.err
    assert load(Path(outcome.lines[0])).session.materials == ()

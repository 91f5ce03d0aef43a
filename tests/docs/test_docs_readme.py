"""What README shows, in both languages, is what the program does."""

import re
import shlex
from pathlib import Path

import pytest

from kpfacil.storage.decode import load
from tests.command_line import Kpfacil

ROOT = Path(__file__).parents[2]
PAGES = {"en": ROOT / "README.md", "fi": ROOT / "README.fi.md"}
LANGUAGES = pytest.mark.parametrize("language", list(PAGES))


def blocks(language: str) -> list[list[str]]:
    """Return the lines of each block of code in a README."""
    found = re.findall(r"^```\n(.*?)^```", PAGES[language].read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return [block.splitlines() for block in found]


def block_with(language: str, begin: str) -> list[str]:
    """Return the block whose first line begins so."""
    return next(block for block in blocks(language) if block[0].startswith(begin))


@pytest.fixture
def kp(tmp_path: Path) -> Kpfacil:
    """Return the program in an empty folder."""
    (tmp_path / "sessions").mkdir()
    return Kpfacil(tmp_path)


def prepared(kp: Kpfacil, language: str) -> Path:
    """Prepare the meeting as it is shown and return its file."""
    name = re.search(r"`([a-z]+\.csv)`", PAGES[language].read_text("utf-8"))
    assert name is not None
    people = block_with(language, "Name;" if language == "en" else "Nimi;")
    (kp.folder / name[1]).write_text("\n".join(people), "utf-8")
    made = kp(*shlex.split(next(line for block in blocks(language) for line in block if " new " in line))[1:])
    assert made.code == 0, made.err
    return Path(made.lines[0])


@LANGUAGES
def test_the_evening_in_ten_lines_is_recorded(language: str, kp: Kpfacil) -> None:
    """Each of the ten lines is taken as it is, and does what is told of it."""
    path = prepared(kp, language)
    lines = block_with(language, "+ Liisa")
    assert len(lines) == 10
    for line in lines:
        done = kp("add", "--set", str(path), line)
        assert (done.code, done.err) == (0, ""), line
    session = load(kp.folder / path).session
    assert all(idea.theme for idea in session.ideas)
    assert session.ideas[0].votes == 5
    assert [len(found) for found in (session.ideas, session.remarks, session.offers, session.parked)] == [2, 1, 1, 1]
    assert len(session.agreements[0].consent) == 3
    task = session.tasks[0]
    assert [session.name_of(owner).split()[0] for owner in task.owners] == ["Liisa", "Pekka"]
    assert str(task.due) == "2026-12-15"
    parish = session.party_of("anna") or session.participants[2].party
    assert [(pledge.by, pledge.amount) for pledge in task.resources] == [(parish, None), (parish, 20), ("", 50)]
    assert str(session.meeting.next_date) == "2026-12-07"


@LANGUAGES
def test_the_commands_of_the_evening_work(language: str, kp: Kpfacil) -> None:
    """What follows the evening writes the memos and lists the tasks; screens alone say that they need a terminal."""
    path = prepared(kp, language)
    shown = [line for block in blocks(language) for line in block if line.startswith("kpfacil ")]
    assert len(shown) >= 6
    for line in shown:
        words = shlex.split(re.sub("FILE|TIEDOSTO", path.as_posix(), line))[1:]
        if "new" in words:
            continue
        done = kp(*words)
        if {"run", "show", "demo"} & set(words):
            assert done.code == 1
            assert "kpfacil" in done.err
        else:
            assert done.code == 0, done.err
    again = re.search(r'`kpfacil (new --table "[^"]*")`', PAGES[language].read_text("utf-8"))
    assert again is not None
    assert kp(*shlex.split(again[1])).code == 0


@LANGUAGES
def test_the_two_commands_are_those_that_there_are(language: str) -> None:
    """`make demo` and `make test` stand in README, and make knows them."""
    made = (ROOT / "Makefile").read_text("utf-8")
    targets = [line.split()[1] for line in block_with(language, "make demo")]
    assert targets == ["demo", "test"]
    assert all(re.search(rf"^{target}:", made, re.MULTILINE) for target in targets)


def test_both_languages_show_the_same_installation() -> None:
    """The commands that install, update and remove are alike in both."""
    said = [
        re.findall(r"(?:py -m |kp[/\\])?pipx? [a-z]+[^`\n]*|py -m venv kp", PAGES[one].read_text("utf-8"))
        for one in PAGES
    ]
    assert said[0] == said[1]

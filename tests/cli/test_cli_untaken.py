"""Lines that wait in the inbox of a meeting nobody holds: every command that reads the meeting says so."""

from pathlib import Path

import pytest

from kpfacil.storage.inbox import inbox_of
from kpfacil.storage.lock import hold
from tests.command_line import Kpfacil
from tests.fakes import NOW

COMMANDS: dict[str, tuple[tuple[str, ...], int]] = {
    "list": (("list",), 0),
    "search": (("search", "talkoot"), 0),
    "tasks": (("tasks",), 1),
    "tasks of the table": (("tasks", "{folder}"), 1),
    "tasks of the meeting": (("tasks", "{path}"), 1),
    "report": (("report", "{folder}"), 1),
    "publish": (("publish", "{folder}", "ulos"), 1),
    "remind": (("remind", "{folder}"), 1),
    "memo": (("memo", "{path}", "-o", "-"), 0),
    "index": (("memo", "--index", "{folder}"), 0),
    "proof": (("proof", "{path}"), 0),
    "invite": (("invite", "{path}"), 0),
    "forget": (("forget", "{folder}", "liisa"), 0),
    "check of the meeting": (("check", "{path}"), 0),
    "check of the table": (("check", "{folder}"), 0),
}


@pytest.fixture
def meeting(kp: Kpfacil, session: Path) -> Path:
    """Return a meeting into whose inbox two lines were sent while it was held; nobody has taken them."""
    assert kp("add", str(session), "+ talkoot").code == 0
    kp.env["HOME"] = str(kp.folder / "home")
    with hold(session, NOW):
        assert kp("add", str(session), "! Pekka: jäi saapuneisiin / ma", "+ Liisa: toinen").code == 0
    return session


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_tells_of_lines_nobody_has_taken(kp: Kpfacil, meeting: Path, command: str) -> None:
    """The meeting, how many lines and what to do are told once; what has to be whole then ends with 1."""
    words, code = COMMANDS[command]
    for language, said in (("fi", "2 riviä on saapuneissa"), ("en", "2 lines lie in the inbox")):
        outcome = kp(*(word.format(folder=meeting.parent, path=meeting) for word in words), "--lang", language)
        assert outcome.code == code, outcome.err
        told = outcome.out if command.startswith("check") else outcome.err
        assert [line.partition(": ")[0] for line in told.splitlines() if said in line] == [str(meeting)]
        assert "kpfacil run" in told


NEW = ("new", "--table", "Kyläpöytä", "--date", "30.12.2026", "--also")


def test_a_new_meeting_takes_them_first(kp: Kpfacil, meeting: Path) -> None:
    """What was sent to the meeting before is recorded there, told line by line, and carried over."""
    with hold(meeting, NOW):
        kp("add", str(meeting), "Martat: tarjoilu")
    outcome = kp(*NEW)
    assert (outcome.code, "saapuneissa ollutta riviä ”Martat: tarjoilu” ei kirjattu" in outcome.err) == (0, True)
    assert "”! Pekka: jäi saapuneisiin / ma” (T1)" in outcome.err
    assert "jäi saapuneisiin" in Path(outcome.lines[0]).read_text("utf-8")
    assert list(inbox_of(meeting).glob("*.toml")) == []
    assert kp(*NEW).err.count("jäi saapuneisiin") == 0


def test_a_new_meeting_tells_of_lines_that_it_cannot_take(kp: Kpfacil, meeting: Path) -> None:
    """Those behind a gap wait on, in the meeting before: that is told, and ends with 1."""
    first, _ = sorted(inbox_of(meeting).glob("*-00000?.toml"))
    first.unlink()
    outcome = kp(*NEW)
    assert (outcome.code, "1 rivi on saapuneissa" in outcome.err) == (1, True)


def test_once_they_are_taken_nothing_is_told(kp: Kpfacil, meeting: Path) -> None:
    """Whoever opens the meeting takes them, and the next one carries them."""
    kp("add", str(meeting), "+ kolmas")
    outcome = kp("new", "--table", "Kyläpöytä", "--date", "30.12.2026", "--also")
    assert (outcome.code, "saapuneissa" in outcome.err) == (0, False)
    assert "jäi saapuneisiin" in Path(outcome.lines[0]).read_text("utf-8")


def test_lines_whose_turn_has_not_come_are_counted(kp: Kpfacil, meeting: Path) -> None:
    """A sending that is lost on its way holds up those after it: they are not taken either."""
    first, _ = sorted(inbox_of(meeting).glob("*-00000?.toml"))
    first.unlink()
    outcome = kp("tasks", str(meeting))
    assert outcome.code == 1
    assert "1 rivi on saapuneissa" in outcome.err


def test_a_sending_taken_and_not_removed_yet_is_no_waiting_line(kp: Kpfacil, meeting: Path) -> None:
    """What the meeting's file remembers as taken is in it, wherever the sending's own file lies."""
    left = {path: path.read_bytes() for path in inbox_of(meeting).glob("*-00000?.toml")}
    kp("add", str(meeting), "+ kolmas")
    for path, data in left.items():
        path.write_bytes(data)
    assert "saapuneissa" not in kp("tasks", str(meeting)).err

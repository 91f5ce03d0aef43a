"""The program as it is given away: the demo, the wall in one key, a list from a workbook, memos in every format.

Of the packed program `make app` runs these alone (KPFACIL_PROGRAM); else they are of the one that is installed.
"""

import json
import shutil
import sys
from pathlib import Path

import pytest

from kpfacil.storage.decode import load
from tests.fakes import a_session
from tests.terminal.driver import Machine, Terminal

LISTS = Path(__file__).parents[1] / "rosters" / "lists"
BEGINS = {"html": b"<!DOCTYPE html>", "docx": b"PK", "pdf": b"%PDF-", "md": b"# ", "txt": b"J", "eml": b"Subject:"}
_TERMINAL = f"""#!{sys.executable}
import json, pathlib, sys
pathlib.Path(__file__).with_name("asked").write_text(json.dumps(sys.argv[2:]))
"""
in_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")


def test_every_format_of_the_memo_is_made(machine: Machine) -> None:
    """Each file begins as its kind does, and no other Python or library is needed for any of them."""
    path = machine.put(a_session())
    done = machine.run("memo", str(path), "--format", ",".join(BEGINS))
    assert (done.returncode, done.stderr) == (0, "")
    for ending, begin in BEGINS.items():
        assert (path.parent / path.stem / f"muistio.{ending}").read_bytes().lstrip().startswith(begin), ending


def test_a_workbook_is_read(machine: Machine) -> None:
    """People come from an Excel file, which is read in a process of its own."""
    shutil.copy(LISTS / "cover-sheet.xlsx", machine.home / "lista.xlsx")
    done = machine.run("new", "--table", "Pöytä", "--date", "21.11.2026", "--participants", "lista.xlsx")
    assert done.returncode == 0, done.stderr
    people = load(machine.home / done.stdout.strip()).session.participants
    assert [person.name for person in people] == ["Päivi Töyrylä"]


def test_it_knows_its_version(machine: Machine) -> None:
    """The version is told without the sources at hand."""
    assert machine.run("--version").stdout.split()[0] == "kpfacil"


@pytest.mark.terminal
@in_a_terminal
def test_the_demo_opens_and_takes_a_line(machine: Machine) -> None:
    """The sample is there; what is typed is recorded, and nothing is left behind."""
    with machine.open("demo") as screen:
        screen.wait("Jämsän asukkaiden kumppanuuspöytä")
        screen.line("+ Martta: kokeillaan tätä")
        screen.wait("I13")
        screen.send("^Q")
        screen.send("enter")
        assert screen.end() == 0
    assert [path.name for path in (machine.home / "tmp").iterdir()] == []


@pytest.mark.terminal
@in_a_terminal
def test_the_wall_opens_in_one_key(machine: Machine) -> None:
    """Ctrl+B starts the program itself in a window of its own, and that shows the room's screen."""
    path = machine.put(a_session())
    programs = machine.home / "bin"
    programs.mkdir()
    terminal = programs / "xterm"
    terminal.write_text(_TERMINAL, "utf-8")
    terminal.chmod(0o755)
    machine.env |= {"PATH": f"{programs}:{machine.env['PATH']}", "DISPLAY": ":0", "XTERM_VERSION": "1"}
    asked = programs / "asked"
    with machine.open("run", str(path)) as screen:
        screen.wait("F1")
        screen.send("^B")
        screen.wait(lambda _: asked.exists() and asked.read_text() != "")
        with Terminal(json.loads(asked.read_text()), machine.env, machine.home, (80, 24)) as wall:
            wall.wait("kumppanuuspöytä")
            screen.line("+ seinällekin asti")
            wall.wait("seinällekin asti")
            wall.send("q")
            assert wall.end() == 0

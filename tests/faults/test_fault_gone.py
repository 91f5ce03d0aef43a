"""A terminal that is gone without a word: no program goes on for ever in a window that is not there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kpfacil.storage.decode import load
from tests.fakes import a_session
from tests.terminal.driver import PATIENCE, PROGRAM, Machine

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind"),
]
_SHOWN = {"run": "Jäms", "show": "deat", "home": "Jäms"}


def _read_until(terminal: int, what: bytes) -> None:
    seen = b""
    while what not in seen:
        seen += os.read(terminal, 65536)


@pytest.mark.parametrize("command", ["run", "show", "home"])
def test_a_program_whose_terminal_is_gone_ends_in_good_order(machine: Machine, command: str) -> None:
    """Without a signal, as where the terminal is not the program's own, what was typed is saved and it ends."""
    path = machine.put(a_session())
    ours, theirs = os.openpty()
    argv = [*PROGRAM, *([] if command == "home" else [command, str(path)])]
    with subprocess.Popen(
        argv, stdin=theirs, stdout=theirs, stderr=theirs, env=machine.env, cwd=machine.home, start_new_session=True
    ) as program:
        os.close(theirs)
        _read_until(ours, _SHOWN[command].encode())
        if command == "run":
            os.write(ours, b"+ viimeinen\r")
            _read_until(ours, b"I1")
        os.close(ours)
        assert program.wait(PATIENCE) == 0
    _all_is_left_in_order(path, ["viimeinen"] if command == "run" else [])


def _all_is_left_in_order(path: Path, said: list[str]) -> None:
    assert [idea.text for idea in load(path).session.ideas] == said
    assert [left.name for left in path.parent.iterdir()] == [path.name]


def _left_by_a_killed_demo(machine: Machine) -> Path:
    """Kill a demo; return its folder, as it stands a while later."""
    with machine.open("demo") as screen:
        screen.wait("tallennettu")
        screen.kill()
    (left,) = (machine.home / "tmp").glob("kpfacil-demo-*")
    os.utime(left / ".kpfacil-demo.lock", (0, 0))
    return left


def test_what_a_killed_demo_leaves_goes_with_the_next_one(machine: Machine) -> None:
    """Demos that are dead are tidied away; one that runs, and whatever else has such a name, stays."""
    left = _left_by_a_killed_demo(machine)
    temporary = machine.home / "tmp"
    unmarked, elsewhere, linked = (
        temporary / "kpfacil-demo-muuta",
        machine.home / "muualla",
        temporary / "kpfacil-demo-x",
    )
    for kept in (unmarked, elsewhere):
        kept.mkdir()
        (kept / "oma.toml").write_text("oma", "utf-8")
    (elsewhere / ".kpfacil-demo.lock").touch()
    linked.symlink_to(elsewhere)
    os.utime(elsewhere / ".kpfacil-demo.lock", (0, 0))
    with machine.open("demo") as first, machine.open("demo") as second:
        first.wait("tallennettu")
        second.wait("tallennettu")
        assert not left.exists()
        for screen in (first, second):
            screen.send("^Q")
            assert screen.end() == 0
    assert (unmarked / "oma.toml").exists()
    assert (elsewhere / "oma.toml").exists()
    assert sorted(temporary.glob("kpfacil-demo-*")) == sorted([unmarked, linked])


def test_a_demo_that_runs_is_not_taken_for_a_dead_one(machine: Machine) -> None:
    """However old its folder is, a demo that runs keeps it."""
    with machine.open("demo") as first:
        first.wait("tallennettu")
        (folder,) = (machine.home / "tmp").glob("kpfacil-demo-*")
        os.utime(folder / ".kpfacil-demo.lock", (0, 0))
        with machine.open("demo") as second:
            second.wait("tallennettu")
            first.line("+ vielä täällä")
            first.wait("Kirjattu")
            first.wait("tallennettu ✓")
            assert any("vielä täällä" in path.read_text("utf-8") for path in folder.glob("*/*.toml"))

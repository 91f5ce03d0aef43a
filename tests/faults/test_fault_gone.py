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

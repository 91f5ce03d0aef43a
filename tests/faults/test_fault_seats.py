"""Two scribes beside a facilitator, all of them killed again and again: each line once, in order for each seat."""

import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from kpfacil.storage.decode import load
from kpfacil.storage.inbox import Sending, inbox_of
from kpfacil.storage.outbox import state_folder
from tests.fakes import a_session
from tests.scale import chance, count
from tests.terminal.driver import PROGRAM, Machine, Terminal

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.xdist_group("kills"),
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind"),
]
_KILLS = int(os.environ.get("KPFACIL_KILLS", count(2, 100)))
_LINES = int(os.environ.get("KPFACIL_LINES", count(6, 300)))
"""How many lines each of the two types, and how often the facilitator's program and a scribe's are killed."""
_PATIENCE = 60.0


@dataclass
class Typist:
    """Somebody at a scribe's seat, on a machine of their own, who types on where the last line that was sent ends."""

    machine: Machine
    name: str
    path: Path
    typed: int = 0
    _window: Terminal | None = None

    def open(self) -> Terminal:
        """Return the program's window, opened anew where it was killed."""
        if self._window is None:
            env = {**self.machine.env, "XDG_STATE_HOME": str(self.machine.home / f"state-{self.name}")}
            command = [*PROGRAM, "scribe", "--name", self.name, str(self.path)]
            self._window = Terminal(command, env, self.machine.home, (80, 24))
            self._window.wait("Kirjurin paikka", _PATIENCE)
            self.typed = self.sent()
        return self._window

    def sent(self) -> int:
        """Return the number of the last line that is safe: in the outbox, or let go of because it was answered."""
        state = state_folder({"XDG_STATE_HOME": str(self.machine.home / f"state-{self.name}")}, "linux")
        assert state is not None
        found = [Sending.read(file) for file in state.rglob("*-*.toml")]
        last = [int(file.read_text("ascii")) for file in state.rglob("last")]
        return max((0, *last, *(one.number for one in found if one is not None)))

    def type(self, lines: int) -> None:
        """Type the next lines in one burst."""
        window, first = self.open(), self.typed + 1
        last = min(self.typed + lines, _LINES)
        window.line(*(f"+ {self.name} {number}" for number in range(first, last + 1)))
        self.typed = last

    def kill(self) -> None:
        """Kill the program."""
        if self._window is not None:
            self._window.kill()
            self._window.hang_up()
            self._window = None


def _taken(path: Path, name: str) -> list[int]:
    texts = [idea.text.split() for idea in load(path).session.ideas]
    return [int(number) for who, number in texts if who == name]


def _is_sent(typist: Typist) -> bool:
    return typist.sent() == typist.typed


def _is_taken(typist: Typist) -> bool:
    return len(_taken(typist.path, typist.name)) >= _LINES


def _until(is_so: Callable[[], bool]) -> None:
    """Return as soon as it is so, or after a while."""
    pause = threading.Event()
    for _ in range(int(_PATIENCE * 10)):
        if is_so():
            return
        pause.wait(0.1)


def test_each_line_of_each_seat_comes_once_and_in_order(machine: Machine) -> None:
    """Whoever is killed, and whenever: nothing is lost, nothing comes twice, and nothing overtakes."""
    path = machine.put(a_session())
    when = chance("seats")
    typists = [Typist(machine, name, path) for name in ("aino", "pekka")]
    for round_ in range(_KILLS):
        with machine.open("run", str(path), size=(80, 24)) as holder:
            holder.wait("tallennettu ✓", _PATIENCE)
            for typist in typists:
                typist.type(-(-_LINES // _KILLS))
            threading.Event().wait(when.random())
            typists[round_ % 2].kill()
            threading.Event().wait(when.random() / 2)
            holder.kill()
    with machine.open("run", str(path), size=(80, 24)) as holder:
        holder.wait("tallennettu ✓", _PATIENCE)
        for typist in typists:
            typist.open()
            while typist.typed < _LINES:
                typist.type(10)
                _until(partial(_is_sent, typist))
            _until(partial(_is_taken, typist))
            _until(lambda: not list(inbox_of(path).glob("*.toml")))
            typist.open().wait("perillä ✓", _PATIENCE)
            typist.kill()
        holder.send("^Q")
        holder.end(_PATIENCE)
    for typist in typists:
        assert _taken(path, typist.name) == list(range(1, _LINES + 1))
    assert list(inbox_of(path).glob("*.toml")) == []
    assert len(list((inbox_of(path) / "taken").glob("*.toml"))) == 2 * _LINES

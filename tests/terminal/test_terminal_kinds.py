"""Terminals of every kind and size: without colours, with few, dumb, in another alphabet, tiny and huge."""

import re
import signal
import sys

import pytest

from kpfacil.storage.decode import load
from tests.evening import an_evening
from tests.scale import FULL
from tests.terminal.driver import Machine

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind"),
]
_ASCII = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
_KINDS: dict[str, dict[str, str]] = {
    "no-color": {"NO_COLOR": "1"},
    "ascii": _ASCII,
    "dumb": {"TERM": "dumb"},
    "linux": {"TERM": "linux", "COLORTERM": ""},
    "lang-c": {"LANG": "C"},
    "latin-1": {"PYTHONIOENCODING": "iso-8859-1", "PYTHONUTF8": "0"},
    "sixteen": {"TERM": "xterm-16color", "COLORTERM": ""},
    "unknown": {"TERM": "no-such-terminal"},
    "nameless": {"TERM": ""},
    "code-page": {"PYTHONIOENCODING": "cp850", "PYTHONUTF8": "0"},
}
_SIZES = ((20, 5), (300, 100), (30, 8), (40, 12), (80, 10), (21, 60), (160, 6))


def _recorded(machine: Machine, size: tuple[int, int]) -> str:
    """Record a line at the facilitator's screen and look at the wall; return what the terminal got."""
    path = machine.put(an_evening())
    raw = b""
    with machine.open("run", str(path), size=size) as terminal:
        terminal.wait(lambda _: b"\x1b[?2004h" in terminal.raw)
        terminal.line("+ Zqw1 äö – ✓", "= sovittu näin")
        terminal.wait(lambda _: b"sovittu n" in path.read_bytes())
        terminal.send("F8", "F7", "F1", "F1")
        terminal.signal(signal.SIGTERM)
        assert terminal.end() == 0
        assert terminal.restored()
        raw += terminal.raw
    with machine.open("show", str(path), size=size) as terminal:
        terminal.wait(lambda text: any(word in text for word in ("I7", "Ideat", "deat", "Jäms", "Jams")))
        terminal.signal(signal.SIGTERM)
        assert terminal.end() == 0
        raw += terminal.raw
    assert [idea.text for idea in load(path).session.ideas][-1] == "Zqw1 äö – ✓"
    assert not machine.faults()
    return raw.decode("utf-8", "replace")


@pytest.mark.parametrize("kind", list(_KINDS)[: None if FULL else 3])
def test_a_meeting_is_held_in_a_terminal_of_any_kind(machine: Machine, kind: str) -> None:
    """Lines are recorded and the wall is drawn whatever the terminal can show, without colour where none is wanted."""
    machine.env.update(_KINDS[kind])
    raw = _recorded(machine, (80, 24))
    if kind == "no-color":
        assert all(len({*shade.split(";")}) == 1 for shade in re.findall(r"[34]8;2;([0-9]+;[0-9]+;[0-9]+)", raw))
    if kind == "ascii":
        assert raw.isascii()
        assert "Jamsan asukkaiden" in raw


@pytest.mark.parametrize("size", _SIZES[: None if FULL else 2])
def test_a_meeting_is_held_in_a_terminal_of_any_size(machine: Machine, size: tuple[int, int]) -> None:
    """From 20 columns and 5 rows to 300 and 100, a line is recorded and the wall is drawn."""
    _recorded(machine, size)

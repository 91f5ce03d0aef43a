"""Bytes of every kind on the keyboard of each screen."""

import signal
import sys

import pytest

from kpfacil.storage.decode import load
from tests.evening import an_evening
from tests.fuzz.hostile import SIGNS, WORDS, Hostile
from tests.scale import chance, count
from tests.terminal.driver import KEYS, Machine

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.xdist_group("fuzz-terminal"),
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind"),
]
_NUMBERS = (
    "",
    "0",
    "1",
    "13",
    "27",
    "97",
    "127",
    "500",
    "1114112",
    "99999999999999999999",
    "-1",
    "1:2",
    "97:65",
    "?25",
    "<0",
)
_LETTERS = "ABCDHFMmRuc~tyITOPZ@$"
_LEAVING = (b"\x11", b"\x03", b"\x04", b"\x1a", b"q", b"Q")
"""What ends or suspends a screen, rightly."""
_CAME_THROUGH = (
    b"]52;c;aGVp\x07",
    b"]0;otsikko",
    "\x9b31m".encode(),
    "\x9d0;x".encode(),
    "\u202e".encode(),
    b"\x1bP1$r",
)


def _report(made: Hostile) -> bytes:
    numbers = ";".join(made.chance.choice(_NUMBERS) for _ in range(made.chance.randint(0, 5)))
    begin = made.chance.choice(
        ("\x1b[", "\x1b[", "\x1b[<", "\x1b[?", "\x1b[>", "\x1bO", "\x1b]", "\x1bP", "\x1b_", "\x9b")
    )
    return f"{begin}{numbers}{made.chance.choice(_LETTERS)}".encode()


def _keys(made: Hostile) -> bytes:
    """Return some bytes that a terminal may send, without those that leave."""
    what = made.chance.random()
    if what < 0.35:
        data = _report(made)
    elif what < 0.5:
        data = bytes(made.chance.randrange(256) for _ in range(made.chance.randint(1, 12)))
    elif what < 0.65:
        data = (
            b"\x1b[200~"
            + made.text().encode("utf-8", "replace")
            + made.chance.choice((b"\x1b[201~", b"\x1b[201~", b""))
        )
    elif what < 0.85:
        data = made.chance.choice(list(KEYS.values())).encode()
    else:
        data = made.chance.choice((*SIGNS, *WORDS)).encode("utf-8", "replace") + b"\r"
    for leaving in _LEAVING:
        data = data.replace(leaving, b"k")
    return data


@pytest.mark.parametrize("command", ["run", "show", "home"])
def test_whatever_arrives_from_a_terminal_the_screen_goes_on(machine: Machine, command: str) -> None:
    """Odd reports, torn pastes and bytes that are no letters neither end the screen nor come back out of it."""
    made = Hostile(chance(f"keys {command}"))
    for _ in range(count(1, 25)):
        path = machine.put(an_evening())
        argv = [] if command == "home" else [command, str(path)]
        with machine.open(*argv, size=made.chance.choice(((60, 20), (80, 24), (120, 36)))) as terminal:
            terminal.wait({"run": "Hillotalkoot", "show": "ideoita 6"}.get(command, "Jämsä"))
            for _ in range(count(60, 150)):
                terminal.send(_keys(made))
            # Whatever was begun, a sequence or a paste, is over after these.
            terminal.send(b"\x1b[201~\x07\x1b\\")
            assert terminal.process.poll() is None, terminal.text
            terminal.signal(signal.SIGTERM)
            assert terminal.end(60) == 0
            assert terminal.restored()
            assert b"Warning" not in terminal.raw
            for sign in _CAME_THROUGH:
                assert sign not in terminal.raw
        load(path)
        assert not machine.faults()

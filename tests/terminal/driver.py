"""A person at a terminal: starts the program in a pseudo-terminal, types, and sees what a real screen would show."""

import contextlib
import os
import re
import select
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

from kpfacil.model.session import Session
from kpfacil.storage.encode import encode

if sys.platform != "win32":
    import fcntl
    import termios

PATIENCE = 20.0
"""How many seconds a picture may take on a machine that does much else; a wait ends as soon as it is there."""
KEYS: Mapping[str, str] = {
    "F1": "\x1bOP",
    "F2": "\x1bOQ",
    "F3": "\x1bOR",
    "F4": "\x1bOS",
    "F5": "\x1b[15~",
    "F6": "\x1b[17~",
    "F7": "\x1b[18~",
    "F8": "\x1b[19~",
    "F9": "\x1b[20~",
    "F12": "\x1b[24~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "backspace": "\x7f",
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "space": " ",
    **{f"^{letter}": chr(ord(letter) - 64) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
}
"""What an xterm sends for each key."""
_LAUNCH = (
    "import fcntl, os, sys, termios\n"
    "os.setsid()\n"
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
    "os.execv(sys.argv[1], sys.argv[1:])\n"
)
# pyte prints the ends of requests that it does not know; a real terminal swallows them.
_UNKNOWN = re.compile(rb"\x1b\[[?><=]?[0-9;]*\$[a-z]|\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b[PX^_][^\x1b]*\x1b\\")
_BEGUN = re.compile(rb"\x1b(\[[?><=]?[0-9;]*\$?|[PX^_][^\x1b]*\x1b?)?\Z")
_FRAME_ASKED, _FRAME_KNOWN = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
_FRAME_BEGINS, _FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"
"""Synchronised output: terminals that know it show whole pictures only, and so does this one."""
PROGRAM = (os.environ["KPFACIL_PROGRAM"],) if "KPFACIL_PROGRAM" in os.environ else (sys.executable, "-m", "kpfacil")
"""The program: the installed one, or the packed one that is to be tried."""


def environment(home: Path) -> dict[str, str]:
    """Return surroundings with nothing of the developer's own: an empty home, a known terminal, Finnish time."""
    for name in ("home", "tmp"):
        (home / name).mkdir(parents=True, exist_ok=True)
    windows = {name: os.environ[name] for name in ("SYSTEMROOT", "USERPROFILE") if name in os.environ}
    return windows | {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home / "home"),
        "XDG_CONFIG_HOME": str(home / "home" / "config"),
        "XDG_DATA_HOME": str(home / "home" / "data"),
        "XDG_STATE_HOME": str(home / "home" / "state"),
        "XDG_CACHE_HOME": str(home / "home" / "cache"),
        "TMPDIR": str(home / "tmp"),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "TZ": "Europe/Helsinki",
    }


class Terminal:
    """One program in a terminal of `size` (columns, rows) cells; a context manager that kills what is left."""

    def __init__(
        self, argv: Sequence[str], env: Mapping[str, str], cwd: Path, size: tuple[int, int] = (120, 36)
    ) -> None:
        self.raw = bytearray()
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._pending = b""
        self._news = threading.Condition()
        self._shown = ""
        self._master, slave = os.openpty()
        self.name = os.ttyname(slave)
        self._set_size(size)
        self.modes = termios.tcgetattr(slave)
        launch = [sys.executable, "-I", "-S", "-c", _LAUNCH, *argv]
        self.process = subprocess.Popen(launch, stdin=slave, stdout=slave, stderr=slave, env=dict(env), cwd=cwd)
        os.close(slave)
        self._closed, self._close = os.pipe()
        self._reader = threading.Thread(target=self._read, name="terminal-reader", daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)
        self.hang_up()

    # --- what the person sees ---------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The screen after its last whole picture, a line a row."""
        with self._news:
            return self._shown

    def rows(self) -> list[str]:
        """Return the rows of the screen without the spaces at their ends."""
        return self.text.split("\n")

    def wait(self, what: str | Callable[[str], bool], seconds: float = PATIENCE) -> str:
        """Return the screen as soon as it shows the words or meets the condition; fail with the picture otherwise."""
        seen = what if callable(what) else lambda text: what in text
        with self._news:
            if not self._news.wait_for(lambda: seen(self._shown), seconds):
                wanted = repr(what) if isinstance(what, str) else "the condition"
                raise AssertionError(f"{wanted} did not show; the screen was\n{self._text()}")
            return self._shown

    def gone(self, words: str, seconds: float = PATIENCE) -> str:
        """Return the screen as soon as it no longer shows the words."""
        return self.wait(lambda text: words not in text, seconds)

    def _text(self) -> str:
        return "\n".join(row.rstrip() for row in self._screen.display)

    # --- what the person does ---------------------------------------------------------------------------------------

    def send(self, *what: str | bytes) -> None:
        """Type keys named as in `KEYS`, words, or raw bytes, all in one burst."""
        self._write(b"".join(one if isinstance(one, bytes) else KEYS.get(one, one).encode() for one in what))

    def line(self, *lines: str) -> None:
        """Type whole lines, each with Enter, in one burst."""
        self._write("".join(f"{line}\r" for line in lines).encode())

    def paste(self, text: str | bytes) -> None:
        """Paste as terminals with bracketed paste do."""
        data = text.encode() if isinstance(text, str) else text
        self._write(b"\x1b[200~" + data + b"\x1b[201~")

    def resize(self, columns: int, rows: int) -> None:
        """Make the window another size."""
        with self._news:
            self._screen.resize(rows, columns)
        self._set_size((columns, rows))

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self.process.send_signal(number)

    def end(self, seconds: float = PATIENCE) -> int:
        """Wait until the program has ended and all its output was read; return its exit code."""
        code = self.process.wait(seconds)
        self._reader.join(seconds)
        return code

    def kill(self) -> None:
        """Kill the program at once and read what it had still shown."""
        self.process.kill()
        self.end()

    def hang_up(self) -> None:
        """Close the window, whether the program still runs in it or not."""
        master, self._master = self._master, -1
        if master >= 0:
            if self.process.poll() is not None:
                self._reader.join(PATIENCE)
            # A window that somebody reads stands open until there is something to be read.
            os.close(self._close)
            self._reader.join(PATIENCE)
            os.close(master)
            os.close(self._closed)

    def modes_now(self) -> list[object]:
        """Return the terminal's modes as the shell would find them."""
        slave = os.open(self.name, os.O_RDWR | os.O_NOCTTY)
        try:
            return list(termios.tcgetattr(slave))
        finally:
            os.close(slave)

    def restored(self) -> bool:
        """Return whether the program left the alternate screen, the mouse and the modes as it found them."""
        off = (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?25h", b"\x1b[?2004l")
        on = (b"\x1b[?1049h", b"\x1b[?1000h", b"\x1b[?25l", b"\x1b[?2004h")
        left = all(self.raw.rfind(last) >= self.raw.rfind(first) for last, first in zip(off, on, strict=True))
        return left and self.modes_now() == list(self.modes)

    # --- the wire ---------------------------------------------------------------------------------------------------

    def _set_size(self, size: tuple[int, int]) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def _write(self, data: bytes) -> None:
        # Blocks while the program is behind; the reader's thread keeps its output flowing meanwhile.
        while data:
            data = data[os.write(self._master, data[:1024]) :]

    def _read(self) -> None:
        master = self._master
        with contextlib.suppress(OSError):
            while master in select.select([master, self._closed], [], [])[0] and (data := os.read(master, 65536)):
                with self._news:
                    self.raw += data
                    self._feed(data)
                    if self.raw.rfind(_FRAME_ENDS) >= self.raw.rfind(_FRAME_BEGINS):
                        self._shown = self._text()
                        self._news.notify_all()
                if _FRAME_ASKED in data:
                    os.write(master, _FRAME_KNOWN)
        with self._news:
            self._shown = self._text()
            self._news.notify_all()

    def _feed(self, data: bytes) -> None:
        data = self._pending + data
        begun = _BEGUN.search(data)
        cut = begun.start() if begun else len(data)
        self._pending = data[cut:]
        self._stream.feed(_UNKNOWN.sub(b"", data[:cut]))


class Machine:
    """A machine of its own under one folder: the sessions, an empty home, and nothing of the developer's."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.env = environment(home)
        self.sessions = home / "sessions"
        self.sessions.mkdir()

    def run(self, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command of the program without a terminal; return its code and what it wrote."""
        return subprocess.run(
            [*PROGRAM, *arguments],
            input=given,
            capture_output=True,
            encoding="utf-8",
            env=self.env,
            cwd=self.home,
            timeout=60,
            check=False,
        )

    def open(self, *arguments: str, size: tuple[int, int] = (120, 36)) -> Terminal:
        """Start a command of the program in a terminal."""
        return Terminal([*PROGRAM, *arguments], self.env, self.home, size)

    def put(self, session: Session, name: str = "poyta") -> Path:
        """Put a session on the disk as the program itself would; return its path."""
        path = self.sessions / name / f"{session.meeting.date}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(encode(session))
        return path

    def faults(self) -> list[str]:
        """Return what the program has written of faults of its own."""
        return [log.read_text("utf-8") for log in (self.home / "tmp").glob("kpfacil-*.log")]

"""What is around the program: clock, environment, folder and streams, so that tests can put others in their place."""

import contextlib
import io
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal, TextIO


def real_clock() -> datetime:
    """Return the moment with its offset from UTC: the only place where the program looks at the clock."""
    return datetime.now().astimezone()  # noqa: TID251 - this is the clock that everybody else is given


def _stream(stream: TextIO | None, mode: Literal["r", "w"]) -> TextIO:
    """Return the stream; where it was closed before the program began, one that refuses to be used so."""
    return stream or Path(os.devnull).open(mode, encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The world of one run of the program."""

    clock: Callable[[], datetime] = real_clock
    env: Mapping[str, str] = field(default_factory=lambda: os.environ)
    cwd: Path = field(default_factory=Path.cwd)
    stdin: TextIO = field(default_factory=lambda: _stream(sys.stdin, "w"))
    stdout: TextIO = field(default_factory=lambda: _stream(sys.stdout, "r"))
    stderr: TextIO = field(default_factory=lambda: _stream(sys.stderr, "r"))

    def path(self, named: str) -> Path:
        """Return the path that an argument names, seen from the working folder."""
        return self.cwd / Path(named)

    @property
    def has_terminal(self) -> bool:
        """Whether a screen can be opened; textual-serve has a driver of its own in place of a terminal."""
        return "TEXTUAL_DRIVER" in self.env or (self.stdin.isatty() and self.stdout.isatty())


def speak_utf8(around: Around) -> None:
    """Have the streams take every sign: UTF-8 where no terminal decides, and never an error for a rare letter."""
    for stream in (around.stdout, around.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace")


def forget(*streams: TextIO) -> None:
    """Let what could not be written go nowhere: Python's own last flush of these streams would complain once more."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)

"""What is around the program: clock, environment, folder and streams, so that tests can put others in their place."""

import io
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TextIO


def real_clock() -> datetime:
    """Return the moment with its offset from UTC: the only place where the program looks at the clock."""
    return datetime.now().astimezone()  # noqa: TID251 - this is the clock that everybody else is given


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The world of one run of the program."""

    clock: Callable[[], datetime] = real_clock
    env: Mapping[str, str] = field(default_factory=lambda: os.environ)
    cwd: Path = field(default_factory=Path.cwd)
    stdin: TextIO = field(default_factory=lambda: sys.stdin)
    stdout: TextIO = field(default_factory=lambda: sys.stdout)
    stderr: TextIO = field(default_factory=lambda: sys.stderr)

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

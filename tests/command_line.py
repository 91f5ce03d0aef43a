"""The command line run in process, for tests of its own folder and a clock that stands still."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kpfacil.cli import main
from kpfacil.cli.console import Around
from tests.fakes import Clock

Write = Callable[[str, str], Path]
"""Writes a text file into the program's folder and returns its path."""


@dataclass(frozen=True)
class Outcome:
    """What a run left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


@dataclass
class Kpfacil:
    """The program in a folder; `env` is all of its environment."""

    folder: Path
    clock: Clock = field(default_factory=Clock)
    env: dict[str, str] = field(default_factory=dict)
    pause: Callable[[float], None] = lambda _: None

    def __call__(self, *argv: str, stdin: str = "") -> Outcome:
        out, err = io.StringIO(), io.StringIO()
        around = Around(
            clock=self.clock,
            pause=self.pause,
            env=self.env,
            cwd=self.folder,
            stdin=io.StringIO(stdin),
            stdout=out,
            stderr=err,
        )
        code = main(list(argv), around)
        return Outcome(code, out.getvalue(), err.getvalue())

    @property
    def sessions(self) -> Path:
        return self.folder / "sessions"

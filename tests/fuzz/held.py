"""The laws that every run of the program is held to, whatever it is given."""

import re
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from kpfacil.storage import program
from tests.command_line import Kpfacil, Outcome

LONGEST = 1.0
"""Seconds of the processor that one case may take."""
_STEERING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_PLACED = re.compile(r"\w.*\w", re.DOTALL)


@dataclass
class Held(Kpfacil):
    """The program, held to its laws: no fault of its own, no sign that steers, in time, a sentence where it refuses."""

    longest: float = LONGEST
    spent: float = 0.0

    def __call__(self, *argv: str, stdin: str = "") -> Outcome:
        begun = time.process_time()
        outcome = Kpfacil.__call__(self, *argv, stdin=stdin)
        self.spent = time.process_time() - begun
        case = f"{argv!r} {outcome.err[:500]!r}"
        assert self.spent < self.longest, f"{self.spent:.1f} s: {case}"
        assert outcome.code in (0, 1, 2), case
        assert outcome.code == 0 or _PLACED.search(outcome.err + outcome.out), case
        unsteering(outcome.err)
        return outcome

    def shown(self, *argv: str, stdin: str = "") -> Outcome:
        """Run a command whose result is lines for people, not a document."""
        outcome = self(*argv, stdin=stdin)
        unsteering(outcome.out)
        return outcome


def unsteering(text: str) -> None:
    """Fail where a sign that steers a terminal stands in what is shown."""
    found = _STEERING.search(text)
    assert found is None, repr(text[max(0, found.start() - 80) : found.end() + 20])


def only(folder: Path, *names: str) -> None:
    """Fail where anything else than these stands in a folder."""
    assert sorted(one.name for one in folder.iterdir()) == sorted(names)


def faults_are_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have what would end in "the program has a fault" end the test."""

    def raised(error: BaseException) -> Path | None:
        raise AssertionError(f"a fault of the program: {type(error).__name__}: {error}") from error

    monkeypatch.setattr(program, "write_fault_log", raised)

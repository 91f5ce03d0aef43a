"""Kills while a meeting is being recorded: what was shown as saved is on the disk, and the file is whole."""

import contextlib
import re
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from kpfacil.storage.decode import load
from tests.fakes import a_session
from tests.scale import chance, count
from tests.terminal.driver import Machine

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.xdist_group("kills"),
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind"),
]
_KILLS = count(50, 1_000)
_AWAITED = 0.8
"""How often the kill waits until the burst has begun to show; else it may come before the first line of it."""
_PATIENCE = 90.0
"""How many seconds a start may take: the meeting grows to thousands of lines, and other tests run beside."""
_CALM, _BURST = 2, 8
"""How many lines of a run are typed one by one as they are saved, at most, and how many come in a burst after them."""


def _ideas(screen: str) -> int:
    """Return how many ideas the screen counted, saved or not."""
    count = re.search(r"IDEAT (\d+)", screen)
    return int(count[1]) if count else 0


def _shown_as_saved(screen: str) -> int:
    """Return how many ideas the screen showed as being on the disk, 0 where it showed no state or another one."""
    return _ideas(screen) if "tallennettu ✓" in screen else 0


def _shows_more(count: int, screen: str) -> bool:
    return _ideas(screen) > count


def _shows_as_saved(count: int, screen: str) -> bool:
    return _shown_as_saved(screen) == count


def _whole_and_in_order(path: Path) -> int:
    """Return how many ideas the file holds; each run's lines have to stand there whole, in order, without a gap."""
    texts = [idea.text for idea in load(path).session.ideas]
    runs: dict[str, list[str]] = {}
    for text in texts:
        run, _, rest = text.partition(" ")
        runs.setdefault(run, []).append(rest)
    assert all(lines == [f"rivi {number} loppuun asti" for number in range(len(lines))] for lines in runs.values())
    return len(texts)


def _line(run: int, number: int) -> str:
    return f"k{run} rivi {number} loppuun asti"


def test_kills_at_random_moments_lose_nothing_that_was_shown_as_saved(machine: Machine) -> None:
    """Killed again and again while lines pour in, the program has on the disk all that its screen called saved."""
    path = machine.put(a_session())
    moments = chance("kills")
    shown: list[int] = []
    kept = 0
    for run in range(_KILLS):
        with machine.open("run", str(path), size=(60, 20)) as terminal:
            calm = moments.randint(1, _CALM)
            for number in range(calm):
                terminal.line(_line(run, number))
                terminal.wait(partial(_shows_as_saved, kept + number + 1), _PATIENCE)
            terminal.line(*(_line(run, number) for number in range(calm, calm + _BURST)))
            if moments.random() < _AWAITED:
                terminal.wait(partial(_shows_more, kept + calm), _PATIENCE)
            with contextlib.suppress(subprocess.TimeoutExpired):
                terminal.process.wait(moments.uniform(0, 0.1))
            terminal.kill()
            shown.append(_shown_as_saved(terminal.text))
        found = _whole_and_in_order(path)
        assert found >= shown[-1]
        assert found >= kept
        kept = found
    assert kept >= max(shown) > _KILLS
    assert list(path.parent.glob("*conflict*")) == []
    assert len(list(path.parent.glob(".*.tmp"))) <= 1

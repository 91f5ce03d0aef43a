"""The program in a folder of its own, held to its laws."""

from pathlib import Path

import pytest

from tests.fuzz.held import Held, faults_are_raised
from tests.terminal.driver import Machine


@pytest.fixture
def kp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Held:
    """Return the program in an empty folder that lies alone in another one."""
    faults_are_raised(monkeypatch)
    folder = tmp_path / "own"
    (folder / "sessions").mkdir(parents=True)
    return Held(folder, env={"HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config")})


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Return a machine of its own for programs in a terminal."""
    return Machine(tmp_path)

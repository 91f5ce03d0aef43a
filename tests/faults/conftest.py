"""A machine of its own for each test; a fault of the program that nobody saw on the screen fails the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.driver import Machine


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    made = Machine(tmp_path)
    yield made
    assert made.faults() == []

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kpfacil.model.session import Session
from kpfacil.tui.paint import Row, fit
from tests.evening import an_evening

SNAPSHOTS = Path(__file__).parent / "snapshots"
UPDATE = "KPFACIL_UPDATE_SNAPSHOTS"

Same = Callable[[str, str], None]


@pytest.fixture
def same_as_stored() -> Same:
    """Compare a picture with the stored one of that name; with KPFACIL_UPDATE_SNAPSHOTS set, store it anew."""

    def compare(name: str, picture: str) -> None:
        stored = SNAPSHOTS / f"{name}.txt"
        if os.environ.get(UPDATE):
            stored.parent.mkdir(parents=True, exist_ok=True)
            stored.write_text(picture, encoding="utf-8")
        assert stored.is_file(), f"no picture of that name is stored: {name}; {UPDATE}=1 stores it"
        assert picture == stored.read_text(encoding="utf-8")

    return compare


def as_text(rows: list[Row], width: int) -> str:
    """Return rows as they stand on a screen, without the spaces at the ends of lines."""
    return "".join(f"{fit(made, width).plain.rstrip()}\n" for made in rows)


@pytest.fixture
def drawn() -> Callable[[list[Row], int], str]:
    """Return rows as text."""
    return as_text


@pytest.fixture
def evening() -> Session:
    """An evening with something of everything, own notes too, at the step of ideas with the timer running."""
    return an_evening()

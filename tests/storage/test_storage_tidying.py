"""Giving tables and files other names: nothing is moved from under somebody who records it."""

from dataclasses import replace
from pathlib import Path

import pytest

from kpfacil.storage.encode import encode
from kpfacil.storage.lock import Held, hold, name_file, remove_meeting, rename_table
from tests.fakes import NOW, a_session


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return a table's folder with two meetings and a file that has no meeting's name."""
    session = a_session()
    folder = tmp_path / "kylapoyta"
    folder.mkdir()
    for day in (19, 20):
        meeting = replace(session.meeting, date=session.meeting.date.replace(day=day))
        (folder / f"{meeting.date}.toml").write_bytes(encode(replace(session, meeting=meeting)))
    (folder / "kevat.toml").write_bytes(encode(session))
    return folder


@pytest.mark.parametrize("day", [19, 20])
def test_a_table_with_a_held_meeting_keeps_its_name_everywhere(table: Path, day: int) -> None:
    """Whichever of the meetings is being recorded, none gets the new name."""
    before = {path.name: path.read_bytes() for path in table.glob("*.toml")}
    with hold(table / f"2026-11-{day}.toml", NOW), pytest.raises(Held):
        rename_table(table, "Toinen pöytä", NOW)
    assert {path.name: path.read_bytes() for path in table.glob("*.toml")} == before
    assert rename_table(table, "Toinen pöytä", NOW).name == "toinen-poyta"


def test_a_held_file_keeps_its_name_and_place(table: Path) -> None:
    """A file that is being recorded is neither renamed nor removed."""
    path = table / "kevat.toml"
    with hold(path, NOW):
        with pytest.raises(Held):
            name_file(path, "2026-11-21.toml")
        with pytest.raises(Held):
            remove_meeting(path, NOW)
    assert path.exists()
    assert name_file(path, "2026-11-21.toml").exists()

"""This meeting's own facts: time, place and the memo's standing."""

import sys
from datetime import time
from pathlib import Path

import pytest

from kpfacil.tui.panels.memo import open_memo
from kpfacil.tui.sight import Written
from tests.rooms import a_seat


def test_this_meetings_time_and_place_are_asked_for_in_the_line() -> None:
    """The action asks in the capture line, and what was not said stays as it was."""
    seat = a_seat()
    before = seat.room.session.meeting
    seat.run("meeting")
    seat.enter("klo 17.30 Seurakuntasali")
    after = seat.room.session.meeting
    assert (after.start, after.end, after.place) == (time(17, 30), before.end, "Seurakuntasali")


def test_the_memos_standing_goes_round_with_one_key() -> None:
    """Draft, under review, accepted, and draft again."""
    seat = a_seat()
    seat.open("memo")
    standings = []
    for _ in range(3):
        seat.press("s")
        standings.append(seat.room.session.meeting.status)
    assert standings == ["review", "accepted", "draft"]


def test_the_name_of_what_was_written_is_seen() -> None:
    """Where the whole path has no room, its end has: the file's name is what is looked for."""
    seat = a_seat()
    seat.open("memo")
    paths = (Path("/koti/kokoukset/kylan-poyta/2026-11-21/muistio.html"), Path("/" + "pitka/" * 20 + "muistio.docx"))
    seat.room.written = tuple(Written(path.suffix, path) for path in paths)
    told = [line.split("✓ ")[1].strip() for line in seat.picture((80, 24)).splitlines() if "✓ " in line[:6]]
    assert told == [str(paths[0]), "…/pitka/muistio.docx"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these always have a desktop")
def test_nothing_is_opened_where_there_is_no_desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a display the system's opener would do nothing, in silence: the path is told instead."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert open_memo(tmp_path, [Written("html", tmp_path / "muistio.html")]) == tmp_path / "muistio.html"

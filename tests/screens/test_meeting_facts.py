"""This meeting's own facts: time, place and the memo's standing."""

import sys
from datetime import time
from pathlib import Path

import pytest

from kpfacil.model.formats import FORMATS
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
    paths = (Path("/koti/2026-11-21/muistio.html"), Path("/" + "pitka/" * 20 + "muistio.docx"))
    told = []
    for path in paths:
        seat.room.written = tuple(Written(path.with_suffix(f".{form}")) for form in FORMATS)
        stage = seat.picture((80, 24)).splitlines()
        told += [line.split("✓ ")[1].strip() for line in stage if "✓ " in line[:6]]
        assert any("– muistio" in line for line in stage)
    names = "muistio.html, .docx, .pdf, .md, .txt, .eml"
    assert told == [f"{paths[0].parent}/{names}", f"…/pitka/{names}"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these always have a desktop")
def test_nothing_is_opened_where_there_is_no_desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a display the system's opener would do nothing, in silence: the path is told instead."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert open_memo(tmp_path, [Written(tmp_path / "muistio.html")]) == tmp_path / "muistio.html"

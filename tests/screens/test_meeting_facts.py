"""This meeting's own facts: time, place and the memo's standing."""

from datetime import time

import pytest

from kpfacil.tui.when_where import Hours, hours_and_place
from tests.rooms import a_seat


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("klo 17–18.30 Kirjasto", Hours(time(17), time(18, 30), "Kirjasto")),
        ("17.00 - 18.30", Hours(time(17), time(18, 30), "")),
        ("klo 17 Kirjaston sali", Hours(time(17), None, "Kirjaston sali")),
        ("at 17:00–18:30 Library", Hours(time(17), time(18, 30), "Library")),
        ("Kirjasto", Hours(None, None, "Kirjasto")),
    ],
)
def test_hours_and_place_are_read_as_they_are_said(line: str, said: Hours) -> None:
    """A start, an end and a place may each stand alone, in Finnish or English."""
    assert hours_and_place(line) == said


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

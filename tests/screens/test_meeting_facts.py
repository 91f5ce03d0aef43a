"""This meeting's own facts: time, place and the memo's standing."""

from datetime import time

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

"""A meeting that passes midnight: its times count from its start, wherever they are used."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from kpfacil.export.tasks import Kept, TaskQuery
from kpfacil.export.tasks_calendar import calendar
from kpfacil.model.entries import Idea
from kpfacil.model.meeting import Meeting, Visit, day_of, length_of, moment_of
from kpfacil.rules.advice import advice
from kpfacil.rules.plan import plan, seconds_stayed
from kpfacil.storage.content import load_texts
from tests.fakes import PROCESS, WINTER, a_person, a_session

DAY, NEXT = date(2026, 10, 24), date(2026, 10, 25)
NIGHT = Meeting(date=DAY, start=time(22), end=time(0, 30), phase="action", step="ideas")


def at(hour: int, minute: int = 0, day: date = NEXT) -> datetime:
    """Return a moment of the night."""
    return datetime.combine(day, time(hour, minute), WINTER)


@pytest.mark.parametrize(
    ("start", "clock", "day"),
    [
        (time(22), time(22), DAY),
        (time(22), time(19), DAY),
        (time(22), time(18, 59), NEXT),
        (time(22), time(0, 30), NEXT),
        (time(17), time(14), DAY),
        (time(17), time(13, 59), NEXT),
        (time(1), time(23), date(2026, 10, 23)),
        (time(1), time(0), DAY),
        (None, time(0), DAY),
        (None, time(23, 59), DAY),
    ],
)
def test_a_time_more_than_three_hours_before_the_start_is_of_the_next_day(
    start: time | None, clock: time, day: date
) -> None:
    """Up to three hours before its start a time is of the meeting's day; without a start every time is."""
    assert moment_of(Meeting(date=DAY, start=start), clock) == datetime.combine(day, clock)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        (time(22), time(0, 30), 150),
        (time(17), time(18, 30), 90),
        (time(17), time(17), 0),
        (time(22), time(0), 120),
        (time(17), time(16), None),
        (time(17), time(13), None),
        (None, time(13), None),
        (time(17), None, None),
    ],
)
def test_a_length_passes_midnight(start: time | None, end: time | None, minutes: int | None) -> None:
    """A meeting lasts from its start to its end, which may be of the next day; longer than half a day is a slip."""
    length = None if minutes is None else timedelta(minutes=minutes)
    assert length_of(Meeting(date=DAY, start=start, end=end)) == length


def test_the_day_lasts_until_three_hours_before_the_start() -> None:
    """What happens after midnight is still of the meeting's day."""
    assert [day_of(NIGHT, at(hour)) for hour in (0, 3, 18)] == [DAY, DAY, DAY]
    assert day_of(NIGHT, at(19)) == NEXT
    assert day_of(NIGHT, at(18, day=DAY)) < DAY


def test_nothing_is_advised_of_a_night_and_its_time_is_counted() -> None:
    """The plan goes on after midnight, counted from the announced start, and a visit lasts over it."""
    visits = (
        Visit(step="opening", phase="action", entered=at(23, 50, DAY), left=at(0, 10)),
        Visit(step="ideas", phase="action", entered=at(0, 10)),
    )
    people = (a_person("a", arrived=time(23, 40)), a_person("b", arrived=time(23), left=time(0, 10)))
    session = a_session(meeting=NIGHT, visits=visits, participants=people)
    assert [finding.path for finding in advice(session, PROCESS)] == []
    assert [seconds_stayed(session, visit, at(0, 25)) for visit in visits] == [20 * 60, 15 * 60]
    assert (
        seconds_stayed(replace(session, ideas=(Idea(id="I1", text="a", step="ideas", at=at(0, 20)),)), visits[1]) == 600
    )
    standing = plan(session, PROCESS, at(0, 25))
    assert standing.ahead == (5 + 10 + 10 + 10 + 15) * 60 - 145 * 60
    assert plan(session, PROCESS, at(19, 25)).ahead is None


def test_the_next_meeting_in_the_calendar_lasts_as_long() -> None:
    """The calendar's entry of a meeting that begins at ten in the evening ends after midnight."""
    session = a_session(meeting=replace(NIGHT, next_date=date(2026, 11, 21), next_start=time(22)))
    (entry,) = calendar(TaskQuery((Kept(folder="a", session=session),), load_texts("fi"), DAY))
    assert getattr(entry, "end", None) == datetime.combine(date(2026, 11, 22), time(0, 30))

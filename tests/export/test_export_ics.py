"""Calendar files, read back with icalendar and counted in Finland's time."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar, Component, Timezone

from kpfacil.export import ics
from kpfacil.export.ics import CalendarDay, CalendarMeeting, CalendarTodo, stable_uid

WRITTEN = datetime(2026, 11, 21, 18, 0, 5, tzinfo=UTC)
HOSTILE = 'Varaa; sali, \\n "ä" BEGIN:VEVENT Ǯoǯoš 🧖‍♀️ ' + "pitkä " * 20


def _read(*entries: ics.Entry, name: str = "Pöytä") -> list[Component]:
    content = ics.render(entries, name, WRITTEN)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    calendar = Calendar.from_ical(content)
    assert (calendar["METHOD"], calendar["X-WR-CALNAME"]) == ("PUBLISH", name)
    return list(calendar.subcomponents)


def _time(component: Component, name: str) -> datetime:
    value = component.decoded(name)
    assert isinstance(value, datetime)
    return value


def test_deadline_is_a_whole_day_that_stays_free() -> None:
    """A deadline is an event of one whole day, does not book the day, and its words come back equal."""
    [day] = _read(CalendarDay(uid="u1", date=date(2026, 12, 31), summary=HOSTILE, description="a\nb; c"))
    assert day.name == "VEVENT"
    assert (day.decoded("DTSTART"), day.decoded("DTEND")) == (date(2026, 12, 31), date(2027, 1, 1))
    assert (day["SUMMARY"], day["DESCRIPTION"], day["UID"]) == (HOSTILE.strip(), "a\nb; c", "u1")
    assert (day["TRANSP"], day.decoded("DTSTAMP")) == ("TRANSPARENT", WRITTEN)
    assert "ATTENDEE" not in day


def test_task_may_have_no_deadline() -> None:
    """A task for task apps has a due day if one was said, and tells whether it is done."""
    due, done, gone = _read(
        CalendarTodo(uid="u1", due=date(2026, 12, 15), summary="a"),
        CalendarTodo(uid="u2", due=None, summary="b", done=True),
        CalendarTodo(uid="u3", due=None, summary="c", cancelled=True),
    )
    assert gone["STATUS"] == "CANCELLED"
    assert (due.name, due.decoded("DUE"), due["STATUS"]) == ("VTODO", date(2026, 12, 15), "NEEDS-ACTION")
    assert ("DUE" in done, done["STATUS"]) == (False, "COMPLETED")


@pytest.mark.parametrize(("day", "hour"), [(date(2026, 3, 28), 15), (date(2026, 3, 30), 14), (date(2026, 10, 26), 15)])
def test_meeting_is_in_finland_s_time(day: date, hour: int) -> None:
    """A meeting at 17 is at 17 in Finland before and after the clocks are turned, by the rules in the file itself."""
    start = datetime(day.year, day.month, day.day, 17)  # noqa: DTZ001 - local time is what is given
    zone, meeting = _read(
        CalendarMeeting(
            uid="u", start=start, end=start.replace(hour=18, minute=30), place="Kirjasto;\nsali", summary="x"
        )
    )
    assert isinstance(zone, Timezone)
    assert (meeting["LOCATION"], str(_time(meeting, "DTSTART").tzinfo)) == ("Kirjasto; sali", "Europe/Helsinki")
    assert _time(meeting, "DTSTART").astimezone(UTC).hour == hour
    assert _time(meeting, "DTEND").replace(tzinfo=None) == start.replace(hour=18, minute=30)
    assert start.replace(tzinfo=zone.to_tz()).astimezone(UTC).hour == hour


def test_meeting_without_an_end_or_a_place() -> None:
    """A meeting whose end is not known, or not after its beginning, lasts 90 minutes; a place not said is none."""
    start = datetime(2026, 12, 12, 17)  # noqa: DTZ001
    for end in (None, start):
        _, meeting = _read(CalendarMeeting(uid="u", start=start, end=end, place=" ", summary="x"))
        assert _time(meeting, "DTEND").replace(tzinfo=None) == start + timedelta(minutes=90)
        assert "LOCATION" not in meeting


def test_identity_is_stable() -> None:
    """The same table, day and id give the same identity, others another: an import twice doubles nothing."""
    assert stable_uid("jamsa", "T1") == stable_uid("jamsa", "T1")
    assert len({stable_uid("jamsa", "T1"), stable_uid("jamsa", "T2"), stable_uid("muurame", "T1")}) == 3


def test_a_later_file_replaces_an_earlier_one() -> None:
    """Whatever moved or ended is newer in a later file: its stamp and its sequence have grown, its identity has not."""
    task = CalendarDay(uid="u", date=date(2026, 12, 15), summary="a")
    moved = CalendarDay(uid="u", date=date(2026, 12, 20), summary="a", cancelled=True)
    (old,), (new,) = (
        Calendar.from_ical(ics.render((entry,), "x", at)).subcomponents
        for entry, at in ((task, WRITTEN), (moved, WRITTEN + timedelta(seconds=1)))
    )
    assert (old["UID"], old["STATUS"], new["STATUS"]) == (new["UID"], "CONFIRMED", "CANCELLED")
    assert int(str(new["SEQUENCE"])) > int(str(old["SEQUENCE"]))
    assert _time(new, "DTSTAMP") > _time(old, "DTSTAMP")


def test_the_last_day_of_the_calendar_has_no_day_after_it() -> None:
    """A deadline on the last day that there is makes an entry all the same."""
    (day,) = _read(CalendarDay(uid="u", date=date.max, summary="x"))
    assert day.decoded("DTSTART") == date.max


def test_the_first_and_the_last_night_of_the_calendar_are_written() -> None:
    """A meeting that would pass the last midnight ends before it, and a year of one figure has four."""
    late, early = _read(
        CalendarMeeting(uid="u", start=datetime.combine(date.max, time(23)), end=None, place="", summary="x"),
        CalendarDay(uid="v", date=date.min, summary="x"),
    )[1:]
    assert f"{_time(late, 'DTEND'):%Y-%m-%d %H.%M}" == "9999-12-31 23.59"
    assert early["DTSTART"].to_ical() == b"00010101"

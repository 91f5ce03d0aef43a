"""How calendar entries become iCalendar; imported only when a calendar is asked for."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import assert_never
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event, Timezone, Todo

from kpfacil.export.ics import CalendarDay, CalendarMeeting, CalendarTodo, Entry
from kpfacil.export.inlines import one_line
from kpfacil.model.text import clean

_ZONE = ZoneInfo("Europe/Helsinki")
_RULES = """BEGIN:VTIMEZONE
TZID:Europe/Helsinki
BEGIN:DAYLIGHT
TZNAME:EEST
DTSTART:19960331T030000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:EET
DTSTART:19961027T040000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
END:STANDARD
END:VTIMEZONE
"""  # the directive's rules: the library's own run only to 2038 and are 25 lines of dates


def write(entries: Iterable[Entry], name: str, written: date) -> bytes:
    """Return the calendar; nobody is named as an attendee, which would make invitations of the entries."""
    calendar = Calendar()
    calendar.add("PRODID", "-//kpfacil//kpfacil//FI")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", one_line(name).strip())
    stamp = datetime.combine(written, time(), tzinfo=UTC)
    entries = tuple(entries)
    if any(isinstance(entry, CalendarMeeting) for entry in entries):
        calendar.add_component(Timezone.from_ical(_RULES.replace("\n", "\r\n")))
    for entry in entries:
        calendar.add_component(_component(entry, stamp))
    content: bytes = calendar.to_ical()
    return content


def _component(entry: Entry, stamp: datetime) -> Component:
    match entry:
        case CalendarDay():
            made = _day(entry)
        case CalendarTodo():
            made = _todo(entry)
        case CalendarMeeting():
            made = _meeting(entry)
        case _:
            assert_never(entry)
    made.add("UID", entry.uid)
    made.add("DTSTAMP", stamp)
    made.add("SUMMARY", one_line(entry.summary).strip())
    if entry.description:
        made.add("DESCRIPTION", clean(entry.description))
    return made


def _day(entry: CalendarDay) -> Component:
    made = Event()
    made.add("DTSTART", entry.date)
    made.add("DTEND", entry.date + timedelta(days=1))
    made.add("TRANSP", "TRANSPARENT")
    return made


def _todo(entry: CalendarTodo) -> Component:
    made = Todo()
    if entry.due:
        made.add("DUE", entry.due)
    made.add("STATUS", "COMPLETED" if entry.done else "NEEDS-ACTION")
    return made


def _meeting(entry: CalendarMeeting) -> Component:
    made = Event()
    made.add("DTSTART", entry.start.replace(tzinfo=_ZONE))
    if entry.end and entry.end > entry.start:
        made.add("DTEND", entry.end.replace(tzinfo=_ZONE))
    if place := one_line(entry.place).strip():
        made.add("LOCATION", place)
    return made

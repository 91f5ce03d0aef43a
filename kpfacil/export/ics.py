"""Calendar files that Outlook, Google and Apple take: deadlines as whole days, meetings in Finland's time."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import assert_never
from uuid import NAMESPACE_URL, uuid5

from kpfacil.export.inlines import one_line
from kpfacil.model.meeting import shift
from kpfacil.model.text import clean
from kpfacil.model.value import frozen_by_name

CONTENT_TYPE = "text/calendar"
_ZONE = "Europe/Helsinki"
_RULES = (
    "BEGIN:VTIMEZONE",
    f"TZID:{_ZONE}",
    "BEGIN:DAYLIGHT",
    "TZNAME:EEST",
    "DTSTART:19960331T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0300",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZNAME:EET",
    "DTSTART:19961027T040000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZOFFSETFROM:+0300",
    "TZOFFSETTO:+0200",
    "END:STANDARD",
    "END:VTIMEZONE",
)
"""The directive's rules, of which a library's own list of days runs out in 2038."""
_STATES = {False: "NEEDS-ACTION", True: "COMPLETED"}
_FIRST = datetime(2026, 1, 1, tzinfo=UTC)
_USUAL = timedelta(minutes=90)
"""How long a meeting is whose end nobody said: what the programme of a meeting is made for."""


@frozen_by_name
class CalendarEntry:
    """What every entry of a calendar has."""

    uid: str
    summary: str
    description: str = ""


@frozen_by_name
class CalendarDay(CalendarEntry):
    """A deadline as an event of a whole day that leaves the day free; Outlook takes these, unlike tasks.

    One that is over, because it was done or let go, is `cancelled`: calendars that have it take it away.
    """

    date: date
    cancelled: bool = False


@frozen_by_name
class CalendarTodo(CalendarEntry):
    """A task for task apps; it may have no deadline."""

    due: date | None
    done: bool = False
    cancelled: bool = False


@frozen_by_name
class CalendarMeeting(CalendarEntry):
    """A meeting between two times without a zone, both in Finland's local time."""

    start: datetime
    end: datetime | None
    place: str


Entry = CalendarDay | CalendarTodo | CalendarMeeting


def stable_uid(*parts: str) -> str:
    """Return the same identity for the same parts, e.g. table, day and id: an entry imported again is not doubled."""
    return f"{uuid5(NAMESPACE_URL, 'kpfacil:' + '/'.join(parts))}@kpfacil"


def render(entries: Iterable[Entry], name: str, written: datetime) -> bytes:
    """Return a calendar of that name, written at a moment: each entry replaces what an earlier file said of it.

    Nobody is named as an attendee, which would make invitations of the entries.
    """
    entries = tuple(entries)
    lines = ["BEGIN:VCALENDAR", "PRODID:-//kpfacil//kpfacil//FI", "VERSION:2.0", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{_escape(one_line(name))}")
    if any(isinstance(entry, CalendarMeeting) for entry in entries):
        lines += _RULES
    for entry in entries:
        lines += _entry(entry, written.astimezone(UTC))
    return "".join(f"{_fold_line(line)}\r\n" for line in (*lines, "END:VCALENDAR")).encode()


def _entry(entry: Entry, written: datetime) -> Iterator[str]:
    kind = "VTODO" if isinstance(entry, CalendarTodo) else "VEVENT"
    yield f"BEGIN:{kind}"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{written:%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{max(0, round((written - _FIRST).total_seconds()))}"
    yield f"SUMMARY:{_escape(one_line(entry.summary))}"
    yield from _times(entry)
    if entry.description:
        yield f"DESCRIPTION:{_escape(clean(entry.description))}"
    yield f"END:{kind}"


def _times(entry: Entry) -> Iterator[str]:
    """Yield when an entry is, and how it stands."""
    match entry:
        case CalendarDay():
            yield f"DTSTART;VALUE=DATE:{_stamp(entry.date)}"
            if entry.date < date.max:
                yield f"DTEND;VALUE=DATE:{_stamp(entry.date + timedelta(days=1))}"
            yield "TRANSP:TRANSPARENT"
            yield "STATUS:CANCELLED" if entry.cancelled else "STATUS:CONFIRMED"
        case CalendarTodo():
            if entry.due:
                yield f"DUE;VALUE=DATE:{_stamp(entry.due)}"
            yield "STATUS:CANCELLED" if entry.cancelled else f"STATUS:{_STATES[entry.done]}"
        case CalendarMeeting():
            yield from _meeting(entry)
        case _:
            assert_never(entry)


def _meeting(entry: CalendarMeeting) -> Iterator[str]:
    end = entry.end if entry.end and entry.end > entry.start else shift(entry.start, _USUAL)
    yield f"DTSTART;TZID={_ZONE}:{_stamp(entry.start)}"
    yield f"DTEND;TZID={_ZONE}:{_stamp(end)}"
    if place := one_line(entry.place):
        yield f"LOCATION:{_escape(place)}"
    yield "STATUS:CONFIRMED"


def _stamp(at: date) -> str:
    return at.isoformat()[:19].replace("-", "").replace(":", "")


def _escape(words: str) -> str:
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        words = words.replace(sign, written)
    return words


def _fold_line(line: str) -> str:
    """Return a line in stretches of at most 75 bytes, no letter cut in two, each after the first behind a space."""
    stretches: list[str] = [""]
    size = 0
    for sign in line:
        bytes_of_sign = len(sign.encode())
        if size + bytes_of_sign > 75:  # noqa: PLR2004 - RFC 5545, section 3.1
            stretches.append(" ")
            size = 1
        stretches[-1] += sign
        size += bytes_of_sign
    return "\r\n".join(stretches)

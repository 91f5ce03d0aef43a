"""Calendar files that Outlook, Google and Apple take: deadlines as whole days, meetings in Finland's time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A deadline as an event of a whole day that leaves the day free; Outlook takes these, unlike tasks."""

    uid: str
    date: date
    summary: str
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarTodo:
    """A task for task apps; it may have no deadline."""

    uid: str
    due: date | None
    summary: str
    description: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMeeting:
    """A meeting between two times without a zone, both in Finland's local time."""

    uid: str
    start: datetime
    end: datetime | None
    place: str
    summary: str
    description: str = ""


Entry = CalendarDay | CalendarTodo | CalendarMeeting


def stable_uid(*parts: str) -> str:
    """Return the same identity for the same parts, e.g. table, day and id: an entry imported again is not doubled."""
    return f"{uuid5(NAMESPACE_URL, 'kpfacil:' + '/'.join(parts))}@kpfacil"


def render(entries: Iterable[Entry], name: str, written: date) -> bytes:
    """Return a calendar of that name; `written` is the day that its entries are said to be from."""
    from kpfacil.export.ics_writer import write  # noqa: PLC0415 - icalendar, only when a calendar is asked for

    return write(entries, name, written)

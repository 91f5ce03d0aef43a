"""The deadlines and the next meeting of each table, for a calendar."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

from kpfacil.export import tell_task
from kpfacil.export.document import plain
from kpfacil.export.ics import CalendarDay, CalendarMeeting, CalendarTodo, Entry, stable_uid
from kpfacil.export.tasks_rows import ALL, Filters, Kept, TableTask, in_order, rows
from kpfacil.export.tell import Profile, Teller, tellers
from kpfacil.model.entries import OPEN_STATES
from kpfacil.model.meeting import length_of
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts


def calendar(
    kept: Iterable[Kept],
    texts: Texts,
    today: date,
    filters: Filters = ALL,
    profile: Profile = "participants",
) -> tuple[Entry, ...]:
    """Return the open tasks' deadlines as whole days, and each table's next meeting."""
    kept = tuple(kept)
    tell_of = tellers((one.session for one in kept), texts, profile)
    found = (row for row in rows(kept, filters, today) if row.task.state in OPEN_STATES)
    days = (_day(row, tell_of(row.session)) for row in found)
    return (*(day for day in days if day), *_meetings(kept, texts, tell_of))


def todos(
    kept: Iterable[Kept],
    texts: Texts,
    today: date,
    filters: Filters = ALL,
    profile: Profile = "participants",
) -> tuple[Entry, ...]:
    """Return the tasks for task apps: those without a deadline and those done too, lapsed ones not."""
    kept = tuple(kept)
    tell_of = tellers((one.session for one in kept), texts, profile)
    found = (row for row in rows(kept, filters, today) if row.task.state != "lapsed")
    return tuple(_todo(row, tell_of(row.session)) for row in found)


def _day(row: TableTask, tell: Teller) -> CalendarDay | None:
    if row.task.due is None:
        return None
    uid = stable_uid(row.folder, row.task.id)
    return CalendarDay(uid=uid, date=row.task.due, summary=_summary(row, tell), description=_description(row, tell))


def _todo(row: TableTask, tell: Teller) -> CalendarTodo:
    return CalendarTodo(
        uid=stable_uid(row.folder, row.task.id, "todo"),
        due=row.task.due,
        summary=_summary(row, tell),
        description=_description(row, tell),
        done=row.task.state == "done",
    )


def _summary(row: TableTask, tell: Teller) -> str:
    who = plain(tell_task.owners(tell, row.task))
    return tell.say("tasks.calendar.task", what=tell.line(row.task.text), who=who)


def _description(row: TableTask, tell: Teller) -> str:
    lines = [tell.say("tasks.calendar.from", id=row.task.id, table=row.session.table.name)]
    if row.task.due_text:
        lines.append(tell.line(row.task.due_text))
    if resources := plain(tell_task.resources(tell, row.task)):
        lines.append(tell.say("tasks.calendar.with-what", resources=resources))
    if row.task.note:
        lines.append(plain(tell.words(row.task.note)))
    return "\n".join(lines)


def _meetings(kept: tuple[Kept, ...], texts: Texts, tell_of: Callable[[Session], Teller]) -> Iterator[Entry]:
    """Yield the next meeting of each table, as its latest session says; it lasts as long as that one was to last."""
    for one in {one.folder: one for one in in_order(kept)}.values():
        meeting = one.session.meeting
        if meeting.next_date is None:
            continue
        uid = stable_uid(one.folder, meeting.date.isoformat(), "next")
        summary = texts.say("tasks.calendar.meeting", table=one.session.table.name)
        place = tell_of(one.session).line(meeting.next_place)
        if meeting.next_start is None:
            yield CalendarDay(uid=uid, date=meeting.next_date, summary=summary, description=place)
            continue
        start = datetime.combine(meeting.next_date, meeting.next_start)
        length = length_of(meeting)
        end = start + length if length else None
        yield CalendarMeeting(uid=uid, start=start, end=end, place=place, summary=summary)

"""The deadlines and the next meeting of each table, for a calendar."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from kpfacil.export import tell_task
from kpfacil.export.document import plain
from kpfacil.export.ics import CalendarDay, CalendarMeeting, CalendarTodo, Entry, stable_uid
from kpfacil.export.tasks import TableTask, TaskQuery, in_order
from kpfacil.export.tell import Teller
from kpfacil.model.entries import OPEN_STATES, Task
from kpfacil.model.meeting import Meeting, length_of, shift
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts

_TOLD_FOR = timedelta(days=31)
"""For how long after its day a task that is over is told as cancelled."""


def calendar(query: TaskQuery) -> tuple[Entry, ...]:
    """Return the tasks' deadlines as whole days, and each table's next meeting.

    What has been done or let go is there as cancelled for a while, so that it goes from calendars that have it.
    """
    tell_of = query.tellers()
    found = (row for row in query.rows() if _is_shown(row.task, query.today))
    days = (task_day(row, tell_of[row.folder](row.session)) for row in found)
    return (*filter(None, days), *_meetings(query, tell_of))


def todos(query: TaskQuery) -> tuple[Entry, ...]:
    """Return the tasks for task apps: those without a deadline and those done too, lapsed ones as cancelled."""
    tell_of = query.tellers()
    return tuple(_todo(row, tell_of[row.folder](row.session)) for row in query.rows())


def _is_shown(task: Task, today: date) -> bool:
    over = task.state not in OPEN_STATES
    return task.due is not None and (not over or task.due >= today - _TOLD_FOR)


def task_day(row: TableTask, tell: Teller) -> CalendarDay | None:
    """Return the deadline of a task as a whole day; None where it has none."""
    if row.task.due is None:
        return None
    uid = stable_uid(row.folder, row.task.id)
    return CalendarDay(
        uid=uid,
        date=row.task.due,
        summary=_summary(row, tell),
        description=_description(row, tell),
        cancelled=row.task.state not in OPEN_STATES,
    )


def _todo(row: TableTask, tell: Teller) -> CalendarTodo:
    return CalendarTodo(
        uid=stable_uid(row.folder, row.task.id, "todo"),
        due=row.task.due,
        summary=_summary(row, tell),
        description=_description(row, tell),
        done=row.task.state == "done",
        cancelled=row.task.state == "lapsed",
    )


def _summary(row: TableTask, tell: Teller) -> str:
    who = plain(tell_task.owners(replace(tell, known=(row.first,)), row.task, ", {}"))
    return tell.say("tasks.calendar.task", what=tell.line(row.task.text), who=who)


def _description(row: TableTask, tell: Teller) -> str:
    lines = [tell.say("tasks.calendar.from", id=row.task.id, table=row.session.table.name)]
    if row.task.due_text:
        lines.append(tell.line(row.task.due_text))
    if resources := plain(tell_task.resources(tell, row.task)):
        lines.append(tell.say("tasks.calendar.with-what", resources=resources))
    if reason := plain(tell.reason(row.task.note)):
        lines.append(reason)
    return "\n".join(lines)


def _meetings(query: TaskQuery, tell_of: Mapping[str, Callable[[Session], Teller]]) -> Iterator[Entry]:
    """Yield the next meeting of each table, as its latest session says."""
    for one in {one.folder: one for one in in_order(query.kept)}.values():
        meeting = one.session.meeting
        if meeting.next_date is not None:
            place = tell_of[one.folder](one.session).line(meeting.next_place)
            uid = stable_uid(one.folder, meeting.date.isoformat(), "next")
            summary = query.texts.say("tasks.calendar.meeting", table=one.session.table.name)
            yield meeting_entry(uid, summary, place, meeting.next_date, meeting.next_start, next_end(meeting))


def meeting_of(session: Session, folder: str, before: date | None, texts: Texts) -> Entry:
    """Return a prepared meeting as a calendar takes it: the same entry that the meeting before it, if any, told of."""
    meeting = session.meeting
    uid = stable_uid(folder, before.isoformat(), "next") if before else stable_uid(folder, meeting.date.isoformat())
    summary = texts.say("tasks.calendar.meeting", table=session.table.name)
    length = length_of(meeting)
    start = datetime.combine(meeting.date, meeting.start) if meeting.start else None
    end = shift(start, length) if start and length else None
    return meeting_entry(uid, summary, meeting.place, meeting.date, meeting.start, end)


def meeting_entry(
    uid: str, summary: str, place: str, day: date, start: time | None, end: datetime | None
) -> CalendarDay | CalendarMeeting:
    """Return a meeting as a calendar takes it: a whole day where its hour is not known."""
    if start is None:
        return CalendarDay(uid=uid, date=day, summary=summary, description=place)
    return CalendarMeeting(uid=uid, start=datetime.combine(day, start), end=end, place=place, summary=summary)


def next_end(meeting: Meeting) -> datetime | None:
    """Return when the next meeting ends: as it was said, after midnight too, else as long as this one is to last."""
    if meeting.next_date is None or meeting.next_start is None:
        return None
    start = datetime.combine(meeting.next_date, meeting.next_start)
    if meeting.next_end is not None:
        end = datetime.combine(meeting.next_date, meeting.next_end)
        return end if end > start else shift(end, timedelta(days=1))
    length = length_of(meeting)
    return shift(start, length) if length else None

"""The archive for the home screen: tables and their sessions, the newest first, and the one to go on with."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kpfacil.model.fold import fold
from kpfacil.model.process import Process
from kpfacil.model.value import frozen_by_name
from kpfacil.views.brief import Brief
from kpfacil.views.query import search_word


@frozen_by_name
class FiledSession:
    """A session as it was found: `key` names its file, `changed` orders files by their last change.

    `left_behind` tells that a program that wrote it has died.
    """

    key: str
    folder: str
    brief: Brief
    process: Process
    changed: float = 0.0
    left_behind: bool = False


@frozen_by_name
class SessionLine:
    """One meeting of a table, with where it stands in words of the reader's language."""

    key: str
    brief: Brief
    phase: str
    step: str
    left_behind: bool
    words: str
    """Everything that a search looks through, folded."""


@frozen_by_name
class TableLines:
    """One table with its meetings, the newest first."""

    name: str
    sessions: tuple[SessionLine, ...]


@frozen_by_name
class DamagedLine:
    """A file that can't be read, or reads and is not counted, with the reason: it is named, never hidden.

    `key` names a file that would be a meeting if it were called `proposed`.
    """

    name: str
    reason: str
    aside: bool = False
    key: str = ""
    proposed: str = ""


@frozen_by_name
class ArchiveView:
    """What the home screen shows; `resume` is the meeting that one key returns to."""

    tables: tuple[TableLines, ...] = ()
    damaged: tuple[DamagedLine, ...] = ()
    resume: SessionLine | None = None
    language: str = "fi"

    @property
    def empty(self) -> bool:
        """Whether there is nothing in the folder yet."""
        return not self.tables and not self.damaged


def archive(filed: Iterable[FiledSession], damaged: Iterable[DamagedLine], today: date, language: str) -> ArchiveView:
    """Return the archive: tables with the latest meeting first, and what to go on with."""
    found = sorted(filed, key=lambda one: (one.brief.meeting.date, one.key), reverse=True)
    lines = {one.key: _line(one, language) for one in found}
    folders: dict[str, list[SessionLine]] = {}
    for one in found:
        folders.setdefault(one.folder, []).append(lines[one.key])
    resume = max(found, key=lambda one: (*_wish(one, today), one.changed), default=None)
    return ArchiveView(
        tables=tuple(
            TableLines(name=sessions[0].brief.table, sessions=tuple(sessions)) for sessions in folders.values()
        ),
        damaged=tuple(damaged),
        resume=lines[resume.key] if resume is not None and any(_wish(resume, today)) else None,
        language=language,
    )


def _wish(one: FiledSession, today: date) -> tuple[bool, bool, bool]:
    """Tell how surely a meeting is the one to go on with: cut short by a crash, under way today, or today's."""
    meeting = one.brief.meeting
    return one.left_behind, meeting.date == today and one.brief.under_way, meeting.date == today


def _line(one: FiledSession, language: str) -> SessionLine:
    meeting, day = one.brief.meeting, one.brief.meeting.date
    return SessionLine(
        key=one.key,
        brief=one.brief,
        phase=one.process.phase(meeting.phase).short.in_(language),
        step=one.process.step(meeting.phase, meeting.step, one.brief.programme).title.in_(language),
        left_behind=one.left_behind,
        words=f"{one.brief.words}\n{day.isoformat()}\n{day.day}.{day.month}.{day.year}",
    )


def matching(view: ArchiveView, query: str) -> ArchiveView:
    """Return the meetings in which every word of the query is found in some form; all of them for an empty query."""
    words = [search_word(word, view.language) for word in query.split()]
    if not words:
        return view

    def holds(text: str) -> bool:
        return all(word.stands_in(text) for word in words)

    held = (
        replace(table, sessions=tuple(filter(lambda one: holds(one.words), table.sessions))) for table in view.tables
    )
    damaged = tuple(line for line in view.damaged if holds(fold(line.name)))
    return replace(view, tables=tuple(table for table in held if table.sessions), damaged=damaged, resume=None)


def found_in(line: SessionLine, query: str, language: str) -> str:
    """Return the words of a meeting in which the query's first found word stands, if not its table's name."""
    wanted_words = [search_word(word, language) for word in query.split()]
    said = line.words.split("\n")[1:]
    return next((text for text in said for word in wanted_words if word.stands_in(text)), "")

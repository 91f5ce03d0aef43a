"""What the screen knows of the table's other meetings: their days at once, their sessions when they are asked for."""

import re
from datetime import date
from pathlib import Path

from kpfacil.model.session import Session
from kpfacil.storage.archive import table_in
from kpfacil.storage.files import StorageError
from kpfacil.tui.room import Room

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-\d+)?\.toml\Z")


def earlier_days(path: Path) -> tuple[date, ...]:
    """Return the days of the table's other sessions by their files' names; none where the folder can't be listed."""
    try:
        names = [other.name for other in path.parent.iterdir() if other.name != path.name]
    except OSError:
        return ()
    days: list[date] = []
    for name in names:
        match = _DATED.match(name)
        if match:
            try:
                days.append(date.fromisoformat(match[1]))
            except ValueError:
                continue
    return tuple(sorted(days))


class TermSessions:
    """Gives the table's sessions of the current term, read once, with the one on the desk as it stands now."""

    def __init__(self, path: Path, room: Room) -> None:
        self._path = path
        self._room = room
        self._others: tuple[Session, ...] | None = None

    def __call__(self) -> tuple[Session, ...]:
        """Return the sessions from the oldest to the newest."""
        now = self._room.session
        start, end = now.table.term_start or date.min, now.table.term_end or date.max
        within = (session for session in self.others() if start <= session.meeting.date <= end)
        return tuple(sorted((*within, now), key=lambda session: session.meeting.date))

    def others(self) -> tuple[Session, ...]:
        """Return all other sessions of the table, those of its other terms too."""
        if self._others is None:
            self._others = self._read()
        return self._others

    def _read(self) -> tuple[Session, ...]:
        try:
            found = table_in(self._path.parent).sessions
        except StorageError:
            return ()
        return tuple(opened.session for opened in found if opened.path.name != self._path.name)

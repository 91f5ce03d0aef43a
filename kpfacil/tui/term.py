"""The sessions of the table's other meetings, read when they are asked for."""

from datetime import date
from pathlib import Path

from kpfacil.model.session import Session
from kpfacil.storage.archive import table_in
from kpfacil.storage.files import StorageError
from kpfacil.tui.room import Room


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

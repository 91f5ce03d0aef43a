"""Lines that wait for an answer: kept in the session as they were entered, and let go when they have been answered."""

from dataclasses import replace

from kpfacil.commands.base import Scene
from kpfacil.model.session import Session
from kpfacil.model.value import value
from kpfacil.model.workings import PendingLine


@value
class KeepLine:
    """Keep a line that waits for an answer; `instead` is the waiting line that it has come of, if there is one.

    It was entered, so it is no change to take back: what waits is answered or let go, never undone.
    """

    line: PendingLine
    instead: PendingLine | None = None

    def apply(self, session: Session, scene: Scene) -> Session:
        if self.instead is None or self.instead not in session.pending:
            return replace(session, pending=(*session.pending, self.line))
        pending = tuple(self.line if one == self.instead else one for one in session.pending)
        return replace(session, pending=pending)


@value
class ReleaseLine:
    """Let a line go that has waited: it was answered or discarded. Undo brings it back."""

    line: PendingLine

    def apply(self, session: Session, scene: Scene) -> Session:
        if self.line not in session.pending:
            return session
        at = session.pending.index(self.line)
        return replace(session, pending=(*session.pending[:at], *session.pending[at + 1 :]))

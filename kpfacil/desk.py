"""The desk: where the session lies while it is worked on. Do, undo, redo."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from kpfacil.commands.base import Command, Refused, Scene
from kpfacil.commands.meeting import LookAt, SetWall, begin_visit, in_break
from kpfacil.commands.workings import KeepLine, TakeSending
from kpfacil.model.process import Process
from kpfacil.model.session import Session


@dataclass(slots=True)
class Desk:
    """The session being worked on, with everything that came before it since it was opened."""

    session: Session
    process: Process
    clock: Callable[[], datetime]
    past: list[Session] = field(default_factory=list)
    future: list[Session] = field(default_factory=list)
    _senders: dict[int, str] = field(default_factory=dict)
    """Who has sent the change that came after a session of the past, by the place there; only other seats' changes."""

    @property
    def scene(self) -> Scene:
        """What a command may know beside the session."""
        return Scene(process=self.process, now=self.clock())

    def do(self, command: Command) -> Session:
        """Apply a command and return the new session; what had been undone can no longer be redone.

        Raises `Refused`, and then nothing has changed.
        """
        scene = self.scene
        session = command.apply(self.session, scene)
        recorded = session.counters != self.session.counters or session.table != self.session.table
        if recorded and not in_break(session.meeting, scene.now):
            session = begin_visit(session, scene.now)
        if isinstance(command, LookAt | SetWall | KeepLine) or (isinstance(command, TakeSending) and command.alone):
            # Turning one's eyes, a line that waits or one that is refused is no change to take back.
            self.session = session
            if isinstance(command, KeepLine):
                self.future.clear()
        elif session != self.session:
            self._senders.pop(len(self.past), None)
            if isinstance(command, TakeSending):
                self._senders[len(self.past)] = command.name
            self.past.append(self.session)
            self.future.clear()
            self.session = session
        return self.session

    def sender(self, back: int = 1) -> str | None:
        """Return who has sent the last change, or the one that would be done again (0); None where it was made here."""
        return self._senders.get(len(self.past) - back)

    def undo(self) -> Session:
        """Go back to the session before the last change; numbers given are not given again.

        Raises `Refused` where nothing is left to undo.
        """
        kept = self.session.pending
        back = self._step(self.past, self.future, "nothing-to-undo")
        # What waits goes on waiting, and what the change had answered waits again.
        pending = (*back.pending, *(line for line in kept if line not in back.pending))
        if pending != back.pending:
            self.session = replace(back, pending=pending)
        return self.session

    def as_one(self, first: int) -> None:
        """Have everything done since the past was `first` long be one change to take back."""
        del self.past[first + 1 :]

    def redo(self) -> Session:
        """Do again what was undone last; raises `Refused` where there is nothing."""
        return self._step(self.future, self.past, "nothing-to-redo")

    def _step(self, source: list[Session], target: list[Session], reason: str) -> Session:
        if not source:
            raise Refused(reason)
        target.append(self.session)
        self.session = _keeping_eyes(_keeping_count(source.pop(), self.session), self.session)
        return self.session


def _keeping_eyes(session: Session, other: Session) -> Session:
    """Return the session with the wall as it is in the other: what is looked at is no change to take back."""
    seen = other.meeting
    meeting = replace(
        session.meeting,
        focus=seen.focus if session.find(seen.focus) else "",
        wall=seen.wall,
        wall_point=seen.wall_point,
        wall_page=seen.wall_page,
        wall_blank=seen.wall_blank,
    )
    return session if meeting == session.meeting else replace(session, meeting=meeting)


def _keeping_count(session: Session, other: Session) -> Session:
    letters = session.counters.keys() | other.counters.keys()
    counters = {
        letter: max(session.counters.get(letter, 0), other.counters.get(letter, 0)) for letter in sorted(letters)
    }
    # What was taken from the inbox stays taken, so that no sending is ever taken twice.
    same = counters == session.counters and session.seats == other.seats
    return session if same else replace(session, counters=counters, seats=other.seats)

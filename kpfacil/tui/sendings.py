"""What other seats have sent: taken into the meeting from its inbox, a few at a look, and said quietly."""

from datetime import datetime
from itertools import islice
from pathlib import Path

from kpfacil.commands.seats import TakeSending
from kpfacil.model.session import Session
from kpfacil.model.texts import Sentence
from kpfacil.storage.inbox import Inbox, Sending
from kpfacil.tui.room import Room
from kpfacil.tui.said import Said

_MOST = 40
"""How many are taken at one look: the screen answers its own keys in between."""


class Sendings:
    """The inbox of the meeting that is held; `path` is its file as it was opened."""

    def __init__(self, path: Path, room: Room) -> None:
        self._inbox = Inbox(path)
        self._room = room

    def look(self, on_disk: Session | None) -> bool:
        """Take what waits, after what was saved has been answered; return whether anything was taken."""
        if on_disk is not None:
            self._inbox.settle(on_disk)
        taken = list(islice(self._inbox.waiting(self._room.session), _MOST))
        for sending in taken:
            self._take(sending)
        return bool(taken)

    def seated(self, now: datetime) -> tuple[str, ...]:
        """Return who sits at other seats at the moment."""
        return self._inbox.seated(now)

    def _take(self, sending: Sending) -> None:
        room = self._room
        said, here, numbers = room.said, room.sight.last, room.session.counters
        taken = self._inbox.take(sending, room.session, room.desk.scene, room.texts, self._receive)
        # Another seat's new entry is never the one that this window goes on with.
        room.said, room.sight.last = said, here if room.session.counters == numbers else ""
        self._tell(sending, taken)

    def _receive(self, command: TakeSending) -> Session:
        self._room.receive(command)
        return self._room.session

    def _tell(self, sending: Sending, taken: TakeSending) -> None:
        """Say who has sent what, unless something else is being said that waits for the facilitator."""
        room = self._room
        if room.said.trouble or room.said.line:
            return
        seat = next(one for one in room.session.seats if one.id == sending.seat)
        name, ids = sending.by or room.texts.say("said.sent-by"), ", ".join(seat.answers[-1].made)
        key = "said.sent-refused" if taken.alone else "said.sent-undo" if sending.undo else "said.sent"
        room.said = Said(room.texts.said(Sentence(key, {"name": name, "ids": ids, "line": sending.line})))

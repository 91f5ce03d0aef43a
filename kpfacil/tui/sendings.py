"""What other seats have sent: taken into the meeting from its inbox, a few at a look, and said quietly."""

from itertools import islice
from pathlib import Path

from kpfacil.commands.base import Refused
from kpfacil.model.session import Session
from kpfacil.model.texts import Sentence
from kpfacil.storage.inbox import Inbox, Sending
from kpfacil.tui.room import Room
from kpfacil.tui.said import Said
from kpfacil.views.afar import refused

_MOST = 40
"""How many are taken at one look: the screen answers its own keys in between."""


class Sendings:
    """The inbox of the meeting that is held; `path` is its file as it was opened."""

    def __init__(self, path: Path, room: Room) -> None:
        self._inbox = Inbox(path)
        self._room = room
        self._last: dict[str, str] = {}

    def look(self, on_disk: Session | None) -> bool:
        """Take what waits, after what was saved has been answered; return whether anything was taken."""
        if on_disk is not None:
            self._inbox.settle(on_disk)
        taken = list(islice(self._inbox.waiting(self._room.session), _MOST))
        for sending in taken:
            self._take(sending)
        return bool(taken)

    def _take(self, sending: Sending) -> None:
        room = self._room
        last = self._last.get(sending.seat, "")
        command = self._inbox.command(sending, room.session, room.desk.process, room.texts, last)
        said, here = room.said, room.sight.last
        try:
            room.receive(command)
        except Refused as refusal:
            command = refused(command, refusal, room.texts)
            room.receive(command)
        room.said, room.sight.last = said, here
        self._tell(sending, command.alone)

    def _tell(self, sending: Sending, refused_: bool) -> None:  # noqa: FBT001
        """Say who has sent what, unless something else is being said that waits for the facilitator."""
        room = self._room
        seat = next(one for one in room.session.seats if one.id == sending.seat)
        ids = ", ".join(seat.answers[-1].made)
        self._last[sending.seat] = seat.answers[-1].made[-1] if seat.answers[-1].made else ""
        if room.said.trouble or room.said.line:
            return
        name = sending.by or room.texts.say("said.sent-by")
        key = "said.sent-refused" if refused_ else "said.sent"
        room.said = Said(room.texts.said(Sentence(key, {"name": name, "ids": ids, "line": sending.line})))

"""What other seats have sent: taken into the meeting from its inbox, a few at a look, and said quietly."""

from itertools import islice
from pathlib import Path

from kpfacil.commands.base import Refused
from kpfacil.model.session import Session
from kpfacil.model.texts import Sentence
from kpfacil.storage.inbox import Inbox, Sending
from kpfacil.tui.deeds import new_ids
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
        self._last: tuple[str, str, object] = ("", "", None)
        """Which seat recorded the last entry and which it is, and where the meeting stood then."""

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
        before = room.session
        seat, entry, stood = self._last
        last = entry if seat == sending.seat and stood == _standing(before) else ""
        command = self._inbox.command(sending, before, room.desk.process, room.texts, last)
        said, here = room.said, room.sight.last
        try:
            room.receive(command)
        except Refused as refusal:
            command = refused(command, refusal, room.texts)
            room.receive(command)
        made = new_ids(before, room.session)
        room.said, room.sight.last = said, "" if made else here
        if made:
            self._last = sending.seat, made[-1], _standing(room.session)
        self._tell(sending, command.alone)

    def _tell(self, sending: Sending, refused_: bool) -> None:  # noqa: FBT001
        """Say who has sent what, unless something else is being said that waits for the facilitator."""
        room = self._room
        seat = next(one for one in room.session.seats if one.id == sending.seat)
        ids = ", ".join(seat.answers[-1].made)
        if room.said.trouble or room.said.line:
            return
        name = sending.by or room.texts.say("said.sent-by")
        key = "said.sent-refused" if refused_ else "said.sent"
        room.said = Said(room.texts.said(Sentence(key, {"name": name, "ids": ids, "line": sending.line})))


def _standing(session: Session) -> object:
    """Return what changes when somebody records an entry or walks to another step: it ends what `...` adds to."""
    return session.counters, session.meeting.phase, session.meeting.step

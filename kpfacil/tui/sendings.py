"""What other seats have sent: taken into the meeting from its inbox, a few at a look, and said quietly."""

from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from kpfacil.commands.seats import TakeSending
from kpfacil.model.session import Session
from kpfacil.model.texts import Sentence
from kpfacil.model.workings import SendingAnswer
from kpfacil.storage.inbox import Inbox, Sending
from kpfacil.tui.room import Room
from kpfacil.tui.sight import Said

_PATIENCE = timedelta(seconds=30)
"""How long a line that is not there, or not whole, is waited for before that is said."""
_MOST = 40
"""How many are taken at one look: the screen answers its own keys in between."""


class Sendings:
    """The inbox of the meeting that is held; `path` is its file as it was opened."""

    def __init__(self, path: Path, room: Room) -> None:
        self._inbox = Inbox(path)
        self._inbox.forget_seats()
        self._room = room
        self._since: dict[tuple[str, int, bool], datetime] = {}
        self._told: set[object] = set()

    def look(self, on_disk: Session | None) -> bool:
        """Take what waits, after what was saved has been answered; return whether anything was taken."""
        if on_disk is not None:
            self._inbox.settle(on_disk)
        taken = list(islice(self._inbox.waiting(self._room.session), _MOST))
        for sending in taken:
            self._take(sending)
        return self._notice() or bool(taken)

    def _notice(self) -> bool:
        """Say once, when nothing else is being said, what has been waited for too long; return whether it was said."""
        late = self._late()
        if self._room.said.words:
            return False
        strange = [name for name in self._inbox.strange if name not in self._told]
        for seat, number, half in late:
            self._room.tell("said.half" if half else "said.gap", name=self._name(seat), number=number)
        if strange and not late:
            self._room.tell("said.strange", files=", ".join(strange))
        self._told |= {*late, *strange}
        return bool(late or strange)

    def _late(self) -> list[tuple[str, int, bool]]:
        """Return the seats and numbers that have been waited for too long, which was not said yet."""
        now = self._room.now()
        waits = [(seat, number, half) for seat, (number, half) in self._inbox.held_up.items()]
        self._since = {wait: self._since.get(wait, now) for wait in waits}
        return [wait for wait in waits if now - self._since[wait] >= _PATIENCE and wait not in self._told]

    def _name(self, seat: str) -> str:
        known = (one.name for one in self._room.session.seats if one.id == seat and one.name)
        return next(known, self._room.texts.say("said.sent-by"))

    def skip(self) -> None:
        """Go on without what is waited for: its sender gets it back as refused when it comes."""
        room = self._room
        if not self._inbox.held_up:
            room.tell("said.nothing-to-skip")
        for seat, (number, _) in self._inbox.held_up.items():
            answer = SendingAnswer(number=number, reason=room.texts.say("said.skipped"))
            room.receive(TakeSending(seat=seat, name="", answer=answer))

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
        name, ids = self._name(sending.seat), ", ".join(seat.answers[-1].made)
        key = "said.sent-refused" if taken.alone else "said.sent-undo" if sending.undo else "said.sent"
        room.said = Said(room.texts.said(Sentence(key, {"name": name, "ids": ids, "line": sending.line})))

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
_SAID = {
    (False, False): "said.sent",
    (False, True): "said.sent-refused",
    (True, False): "said.sent-undo",
    (True, True): "said.sent-undo-refused",
}
"""What is said of a sending: of one that takes back or not, and that was refused or not."""
_MOST = 40
"""How many are taken at one look: the screen answers its own keys in between."""


_TO_READ = timedelta(seconds=5)
"""How long a sentence has to stand before another one of the program's own takes its place."""
_Notice = tuple[str, int, bool] | str
"""A seat, the number that is waited for and whether it is there in part; or the files that are no sendings."""


class Sendings:
    """The inbox of the meeting that is held; `path` is its file as it was opened."""

    def __init__(self, path: Path, room: Room) -> None:
        self._inbox = Inbox(path)
        self._inbox.forget_seats()
        self._room = room
        self._since: dict[tuple[str, int, bool], datetime] = {}
        self._told: set[_Notice] = set()
        """What has stood on the screen long enough to be read."""
        self._saying: tuple[_Notice, Said] = ("", Said())
        self._said = (room.said, room.now())
        """What is being said, whoever says it, and since when."""

    def look(self, on_disk: Session | None) -> bool:
        """Take what waits, after what was saved has been answered; return whether anything was taken."""
        if on_disk is not None:
            self._inbox.settle(on_disk)
        taken = list(islice(self._inbox.waiting(self._room.session), _MOST))
        for sending in taken:
            self._take(sending)
        return self._notice() or bool(taken)

    def _notice(self) -> bool:
        """Say what has been waited for too long, each until it could be read; return whether anything was said anew.

        It waits until what is being said could be read, and while something is typed or has to be mended.
        """
        room, late, stood = self._room, self._late(), self._has_stood()
        if self._is_saying and stood:
            self._told.add(self._saying[0])
        notice = next((one for one in late if one not in self._told), None)
        if notice is None or not stood or room.line or room.said.line:
            return False
        room.said = Said(self._words(notice))
        self._saying, self._said = (notice, room.said), (room.said, room.now())
        return True

    def _has_stood(self) -> bool:
        """Return whether what is being said could be read by now."""
        said, now = self._room.said, self._room.now()
        if said is not self._said[0]:
            self._said = (said, now)
        return not said.words or now - self._said[1] >= _TO_READ

    @property
    def _is_saying(self) -> bool:
        """Whether one of the notices is on the screen, which might not have been read yet."""
        return self._room.said is self._saying[1] and self._saying[0] not in self._told

    @property
    def _is_answering(self) -> bool:
        """Whether something is being said that waits for the facilitator."""
        return self._room.said.trouble or bool(self._room.said.line)

    def _words(self, notice: _Notice) -> str:
        say = self._room.texts.say
        if isinstance(notice, tuple):
            seat, number, half = notice
            return say("said.half" if half else "said.gap", name=self._name(seat), number=number)
        return say("said.strange", files=notice)

    def _late(self) -> list[_Notice]:
        """Return the seats and numbers that have been waited for too long, and the files that are no sendings."""
        now = self._room.now()
        waits = [(seat, number, half) for seat, (number, half) in self._inbox.held_up.items()]
        self._since = {wait: self._since.get(wait, now) for wait in waits}
        late = (wait for wait in waits if now - self._since[wait] >= _PATIENCE)
        return [*late, *([", ".join(self._inbox.strange)] if self._inbox.strange else [])]

    def _name(self, seat: str) -> str:
        known = (one.name for one in self._room.session.seats if one.id == seat and one.name)
        return next(known, self._room.texts.say("said.sent-by"))

    def skip(self) -> None:
        """Go on without what is waited for: its sender gets it back as refused when it comes."""
        room = self._room
        if not self._inbox.held_up:
            room.tell("said.nothing-to-skip")
            return
        done: list[str] = []
        for seat, (number, _) in self._inbox.held_up.items():
            answer = SendingAnswer(number=number, reason=room.texts.say("said.skipped"))
            room.receive(TakeSending(seat=seat, name="", answer=answer))
            done.append(room.texts.say("said.skipped-over", name=self._name(seat), number=number))
        room.said = Said(" ".join(done))
        self._saying = (room.said.words, room.said)

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
        if self._is_answering or self._is_saying:
            return
        seat = next(one for one in room.session.seats if one.id == sending.seat)
        ids = ", ".join(seat.answers[-1].made) or sending.line or sending.join
        named = {"name": self._name(sending.seat), "ids": ids, "line": sending.line}
        room.said = Said(room.texts.said(Sentence(_SAID[sending.undo, taken.alone], named)))

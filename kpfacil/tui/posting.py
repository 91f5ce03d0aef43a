"""Lines between seats: sent, taken back and returned where the meeting is held elsewhere, taken where it is held."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from kpfacil.capture import CELL, Reading, Window, newcomer
from kpfacil.commands.base import Refused
from kpfacil.commands.workings import KeepLine, ReleaseLine, TakeSending
from kpfacil.model.kinds import Records
from kpfacil.model.session import Session
from kpfacil.model.text import clean_line
from kpfacil.model.texts import Sentence
from kpfacil.model.workings import PendingLine, SendingAnswer, Sent
from kpfacil.storage.inbox import Inbox, Sending
from kpfacil.storage.program import note_fault
from kpfacil.tui.reading import read
from kpfacil.tui.room import Room
from kpfacil.tui.sight import Said
from kpfacil.tui.waiting import OwnLine, Post, Waiting, own_line
from kpfacil.views.afar import Takings
from kpfacil.views.outcome import deed

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


def read_here(room: Room, line: str, kind: Records, window: Window) -> Reading:
    """Return how a line is understood; a seat is asked as the facilitator is, but marks nobody as being here."""
    reading = read(line, room.session, kind, window)
    marks = room.post is not None and reading.doubt is not None and reading.doubt.commands
    return read(line, room.session, kind, replace(window, alone=True)) if marks else reading


def send(room: Room, post: Post, sent: Sent, mended: PendingLine | None = None) -> bool:
    """Send a line and let the waiting one go that it has come of; one that can't be sent comes back."""
    try:
        post.outbox.send(replace(sent, by=post.name))
    except Refused as refusal:
        come_back(room, sent.line, sent.kind or "idea", sent.floor or "", mended)
        room.trouble(refusal, sent.line)
        return False
    if mended in room.session.pending:
        room.perform(ReleaseLine(line=mended))
    room.tell("said.posted")
    return True


def come_back(room: Room, line: str, kind: Records, by: str, mended: PendingLine | None) -> None:
    """Give a line back into the capture line; where another one stands there it waits."""
    if room.put is None and room.line_free:
        room.give_back(line, mended)
    else:
        keep_waiting(room, line, kind, by, mended)


def keep_waiting(room: Room, line: str, kind: Records, by: str, mended: PendingLine | None = None) -> PendingLine:
    """Have a line wait for an answer, in the place of the waiting one that it has come of."""
    meeting = room.session.meeting
    pending = PendingLine(
        line=line.replace("\t", CELL), kind=kind, phase=meeting.phase, step=meeting.step, at=room.now(), by=by
    )
    room.perform(KeepLine(line=pending, instead=mended))
    return pending


def join(room: Room, post: Post, first: Waiting) -> None:
    """Have the one who is not known come to the table, with the line where nothing else is to be asked about it."""
    name, pending = first.reading.asks[0].name, first.pending
    try:
        joined = newcomer(room.session, name).apply(room.session, room.desk.scene)
    except Refused as refusal:
        room.trouble(refusal)
        return
    reading = read(pending.line, joined, pending.kind, post.window(pending.by, "never", ""))
    if reading.commands:
        send(room, post, Sent(line=pending.line, kind=pending.kind, floor=pending.by, join=name), pending)
    else:
        send(room, post, Sent(line="", join=name))


def take_back(room: Room, post: Post) -> None:
    """Have the seat's own last line taken back."""
    last = post.last(room.session)
    send(room, post, Sent(line=_words(last, room), undo=True, back=last.number if last else 0))


def to_undo(room: Room) -> str:
    """Return in words what an undo at this screen would take back."""
    if room.post is not None:
        return _words(room.post.last(room.session), room)
    past = room.desk.past
    return deed(past[-1], room.session, room.desk.process, room.texts, room.desk.sender()) if past else ""


def _words(last: OwnLine | None, room: Room) -> str:
    """Return the seat's own last line in words, or what it is called where it is not known any more."""
    return last.words if last else room.texts.say("said.last-line")


def follow(room: Room, session: Session) -> None:
    """Show the session as it stands in the file now; what waits for an answer here goes on waiting."""
    before = room.session
    room.desk.session = replace(session, pending=before.pending)
    said = room.said
    room.see_change(before, room.session)
    room.said = said


def hear(room: Room, post: Post, sending: Sending, answer: SendingAnswer) -> None:
    """Say what came of a line; a refused one comes back to the line, or waits above it while another is typed."""
    quiet = room.said.trouble or bool(room.said.line)
    if answer.reason:
        _return(room, sending, answer.reason)
        return
    if sending.undo:
        post.taken_back(sending.back, room.session)
        words = room.texts.say("said.taken-back", ids=", ".join(answer.made) or sending.line)
    else:
        post.recorded.append(own_line(sending, answer.made))
        room.sight.last = answer.made[-1] if answer.made and answer.made[-1] in room.sight.lit else ""
        words = _tell_recorded(room, sending, answer)
    if not quiet:
        room.said = Said(words)


def _tell_recorded(room: Room, sending: Sending, answer: SendingAnswer) -> str:
    if sending.closing and not answer.made:
        return room.texts.say("said.closing", name=room.session.name_of(sending.floor or ""))
    return room.texts.say("said.recorded", ids=", ".join(answer.made) or clean_line(sending.line) or sending.join)


def _return(room: Room, sending: Sending, reason: str) -> None:
    key = "said.not-undone" if sending.undo else "said.returned"
    room.said = Said(room.texts.say(key, line=clean_line(sending.line), reason=reason), trouble=True)
    if sending.undo or not sending.line:
        return
    said = room.said
    keep_waiting(room, sending.line, sending.kind or "idea", sending.floor or "")
    line = room.session.pending[-1]
    if not room.line and len(room.session.pending) == 1:
        room.give_back(line.line, line)
        refusal = read(line.line, room.session, line.kind).refusal
        # What the line itself is told by here is not told twice.
        words = "" if refusal is not None and room.texts.say_sentence(refusal.sentence) == reason else reason
        room.said = Said(words, trouble=True, line=line.line)
    else:
        room.said = said


class Sendings:
    """The inbox of the meeting that is held; `path` is its file as it was opened."""

    def __init__(self, path: Path, room: Room) -> None:
        self._inbox, self._takings = Inbox(path), Takings(note_fault)
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

    def names_seated(self, now: datetime) -> tuple[str, ...]:
        """Return who sits at other seats at the moment."""
        return self._inbox.names_seated(now)

    def _take(self, sending: Sending) -> None:
        room = self._room
        said, here, numbers = room.said, room.sight.last, room.session.counters
        settled = self._inbox.numbers_settled(room.session, sending.seat)
        taken = self._takings.take(sending, room.session, room.desk.scene, room.texts, self._room.receive, settled)
        # Another seat's new entry is never the one that this window goes on with.
        room.said, room.sight.last = said, here if room.session.counters == numbers else ""
        self._tell(sending, taken)

    def _tell(self, sending: Sending, taken: TakeSending) -> None:
        """Say who has sent what, unless something else is being said that waits for the facilitator."""
        room = self._room
        if room.said.trouble or room.said.line or self._is_saying:
            return
        seat = next(one for one in room.session.seats if one.id == sending.seat)
        ids = ", ".join(seat.answers[-1].made) or sending.line or sending.join
        named = {"name": self._name(sending.seat), "ids": ids, "line": sending.line}
        room.said = Said(room.texts.say_sentence(Sentence(_SAID[sending.undo, taken.alone], named)))

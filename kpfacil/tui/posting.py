"""What becomes of lines on a screen whose lines are recorded elsewhere: sent, taken back, returned with a sentence."""

from dataclasses import replace

from kpfacil.capture import CELL, Reading, Window, newcomer, read
from kpfacil.commands.base import Refused
from kpfacil.commands.workings import KeepLine, ReleaseLine
from kpfacil.model.kinds import Records
from kpfacil.model.session import Session
from kpfacil.model.text import clean_line
from kpfacil.model.workings import PendingLine, SendingAnswer
from kpfacil.storage.inbox import Sending
from kpfacil.tui.deeds import deed
from kpfacil.tui.post import OwnLine, Post, own_line
from kpfacil.tui.room import Room
from kpfacil.tui.sight import Said
from kpfacil.tui.waiting import Waiting
from kpfacil.views.afar import Sent


def read_here(room: Room, line: str, kind: Records, window: Window) -> Reading:
    """Return how a line is understood; a seat is asked as the facilitator is, but marks nobody as being here."""
    reading = read(line, room.session, kind, window)
    marks = room.post is not None and reading.doubt is not None and reading.doubt.commands
    return read(line, room.session, kind, replace(window, alone=True)) if marks else reading


def send(room: Room, post: Post, sent: Sent, mended: PendingLine | None = None) -> bool:
    """Send a line and let the waiting one go that it has come of; one that can't be sent comes back."""
    refusal = post.send(sent)
    if refusal is not None:
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


def keep_waiting(room: Room, line: str, kind: Records, by: str, mended: PendingLine | None = None) -> None:
    """Have a line wait for an answer, in the place of the waiting one that it has come of."""
    meeting = room.session.meeting
    pending = PendingLine(
        line=line.replace("\t", CELL), kind=kind, phase=meeting.phase, step=meeting.step, at=room.now(), by=by
    )
    room.perform(KeepLine(line=pending, instead=mended))


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
    room.moved(before, room.session)
    room.said = said


def hear(room: Room, post: Post, sending: Sending, answer: SendingAnswer) -> None:
    """Say what came of a line; a refused one comes back to the line, or waits above it while another is typed."""
    quiet = room.said.trouble or bool(room.said.line)
    if answer.reason:
        _return(room, sending, answer.reason)
    elif sending.undo:
        post.taken_back(sending.back, room.session)
        room.said = (
            room.said if quiet else Said(room.texts.say("said.taken-back", ids=", ".join(answer.made) or sending.line))
        )
    else:
        post.recorded.append(own_line(sending, answer.made))
        room.sight.last = answer.made[-1] if answer.made and answer.made[-1] in room.sight.lit else ""
        room.said = room.said if quiet else Said(_recorded(room, sending, answer))


def _recorded(room: Room, sending: Sending, answer: SendingAnswer) -> str:
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
        words = "" if refusal is not None and room.texts.said(refusal.sentence) == reason else reason
        room.said = Said(words, trouble=True, line=line.line)
    else:
        room.said = said

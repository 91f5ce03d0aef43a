"""The scribe's seat: a second capture line with the board, whose lines the holder of the meeting records."""

import contextlib
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from kpfacil.commands.base import Refused
from kpfacil.desk import Desk
from kpfacil.model.session import Session
from kpfacil.model.text import clean_line
from kpfacil.model.value import frozen, frozen_by_name
from kpfacil.model.workings import SendingAnswer
from kpfacil.storage.content import load_texts
from kpfacil.storage.files import reason_of
from kpfacil.storage.follow import FileFollower, Watch
from kpfacil.storage.inbox import Sending
from kpfacil.storage.lock import is_held
from kpfacil.storage.outbox import Outbox
from kpfacil.tui import look, posting
from kpfacil.tui.asked import Act, Asked, OpenPeople, Start, WalkToPhase
from kpfacil.tui.facilitator import Facilitator
from kpfacil.tui.glance import Conductor
from kpfacil.tui.keys import SCRIBE_KEYS, bindings
from kpfacil.tui.live import SeatWork
from kpfacil.tui.panels.help import HelpPanel
from kpfacil.tui.room import Room
from kpfacil.tui.scribe_showing import ScribeShowing, SeatState
from kpfacil.tui.shell import Shell, read_input_carefully
from kpfacil.tui.waiting import Post

LOOK_EVERY = 0.3
_OWN = ("help", "kind", "answer", "answer-back")
_BEAT_EVERY = 60
"""How many looks lie between two beats by which the seat lets itself be seen."""
_HOLDER_EVERY = 5


@frozen_by_name
class ScribeStart(Start):
    """What a seat begins with beside a session as it was read: its outbox, and the name under which it sends."""

    outbox: Outbox
    name: str


@frozen()
class ScribeNews:
    """What one look gave: the session where it has changed, what came of lines, and how the seat stands."""

    session: Session | None
    answers: tuple[tuple[Sending, SendingAnswer], ...]
    state: SeatState


class Lookout:
    """Looks at the meeting's file and at what came of the lines, in a thread of its own: a slow folder stops no key."""

    def __init__(self, start: ScribeStart) -> None:
        self._path = start.opened.path
        self._outbox = start.outbox
        self._name = start.name
        self._file = FileFollower(self._path, start.clock)
        self._looks = 0
        self._state = SeatState(held=is_held(self._path))
        self._told: SeatState | None = None

    def look(self) -> ScribeNews | None:
        """Deliver what waits and read what has changed; None where nothing has."""
        answers, cut_off = self._deliver()  # before the file, which then holds what they speak of
        found = self._file.look()
        session = found if isinstance(found, Session) else None
        trouble = "" if session else found or self._state.trouble
        held = self._is_held()
        waiting = tuple(clean_line(sending.line) for sending in self._outbox.waiting)
        self._state = SeatState(held, str(trouble), waiting, cut_off)
        if session is None and not answers and self._state == self._told:
            return None
        self._told = self._state
        return ScribeNews(session, answers, self._state)

    def _deliver(self) -> tuple[tuple[tuple[Sending, SendingAnswer], ...], bool]:
        """Return what came of lines, and whether the folder can't be reached."""
        try:
            return tuple(self._outbox.deliver()), False
        except OSError:
            return (), True

    def _is_held(self) -> bool:
        """Return whether somebody holds the meeting, looked up now and then; as often the seat lets itself be seen."""
        if self._looks % _BEAT_EVERY == 0:
            self._outbox.beat(self._name)
        held = self._state.held if self._looks % _HOLDER_EVERY else is_held(self._path)
        self._looks += 1
        return held


class ScribeWork(SeatWork):
    """Carries out what a scribe asks for; nothing here writes the session."""

    def __init__(self, app: Shell[int], start: ScribeStart) -> None:
        self._outbox = start.outbox
        kept, self._told = start.outbox.read_kept()
        self._kept = kept
        session = replace(start.opened.session, pending=kept)
        self.post = post = Post(start.outbox, start.name)
        desk = Desk(session=session, process=start.process, clock=start.clock)
        room = Room(desk, load_texts(start.language), self._keep, post=post)
        room.panels["help"] = HelpPanel(room.view, seat="scribe")
        self._seen = ScribeShowing(room, post)
        super().__init__(app, room, self._seen, SCRIBE_KEYS)
        self._acts["take-back"] = lambda: posting.take_back(room, post)

    def carry_out(self, asked: Asked) -> None:
        """Do what a key, a click or the palette asks for, as far as it is this seat's to do."""
        match asked:
            case Act(name) if name not in (*self._acts, *_OWN) and not name.startswith(("select-", "column-")):
                pass
            case OpenPeople() | WalkToPhase():
                pass
            case _:
                super().carry_out(asked)

    def _keep(self, session: Session) -> None:
        """Keep on the own machine's disk what waits for an answer here."""
        if session.pending != self._kept:
            self._kept = session.pending
            try:
                self._outbox.keep(session.pending, self._told)
            except OSError as error:
                self.room.trouble(Refused("not-sent", reason=reason_of(error)))

    def hear(self, news: ScribeNews) -> None:
        """Take what a look gave."""
        if news.session is not None:
            posting.follow(self.room, news.session)
        for sending, answer in news.answers:
            if answer.number > self._told:
                self._told = answer.number
                posting.hear(self.room, self.post, sending, answer)
        if news.answers:
            with contextlib.suppress(OSError):  # a full disk: what was told is told again at the next start
                self._outbox.keep(self.room.session.pending, self._told)
                self._outbox.let_go(self._told)
        self._seen.seat = news.state


class Scribe(Facilitator, inherit_bindings=False):
    """Sends lines to whoever holds the meeting. `look_every` 0 starts no thread: whoever made it calls `look_now`."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(SCRIBE_KEYS)

    def __init__(self, start: ScribeStart, theme: str = look.DARK, *, look_every: float = LOOK_EVERY) -> None:
        super().__init__(start, theme)
        self._work_here = ScribeWork(self, start)
        self._conductor: Conductor | None = self._work_here
        self._lookout = Lookout(start)
        self._watch = Watch(self._lookout.look, partial(self.call_later, self._hear), look_every)

    def _work(self) -> None:
        super()._work()
        self._watch.start()

    def look_now(self) -> None:
        """Look at once."""
        news = self._lookout.look()
        if news is not None:
            self._hear(news)

    def _hear(self, news: ScribeNews) -> None:
        self._see_line()
        self._work_here.hear(news)
        self.arrange()

    def close(self) -> bool:
        """Look out no longer; what was sent stays sent."""
        self._watch.stop()
        return True


def run(start: ScribeStart, theme: str = look.DARK) -> int:
    """Run the scribe's screen; say at the end what has not been recorded yet."""
    read_input_carefully()
    app = Scribe(start, theme)
    app.run()
    app.close()
    texts = load_texts(start.language)
    app.say_fault(texts, start.warn)
    for key, number in (("end.on-its-way", len(start.outbox.waiting)), ("end.waiting-here", app.waiting)):
        if number:
            start.tell(texts.count(key, number))
    return 0 if app.fault_log is None else 1

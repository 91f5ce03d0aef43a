"""The scribe's seat: a second capture line with the board, whose lines the holder of the meeting records."""

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from rich.cells import cell_len
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
from kpfacil.tui.glance import Conductor, Wanted
from kpfacil.tui.keys import SCRIBE_KEYS, bindings
from kpfacil.tui.live import SeatWork
from kpfacil.tui.paint import EMPTY, Rows, indent, row, shorten
from kpfacil.tui.panels.base import Chip
from kpfacil.tui.panels.pages import HelpPanel
from kpfacil.tui.pictures.around import head_rows, question_lines
from kpfacil.tui.pictures.foot import key_bar, status_row
from kpfacil.tui.room import Room
from kpfacil.tui.shell import Shell, read_input_carefully
from kpfacil.tui.showing import Showing
from kpfacil.tui.sight import SaveLine, SaveState
from kpfacil.tui.waiting import Post

_SENT_SHOWN = 3
_AROUND = 5
"""The cells around the words of the seat's line."""
_LEAST_NAME = 5
_TROUBLE = {"audience.waiting.missing": "scribe.missing", "audience.waiting.unreadable": "scribe.unreadable"}
"""What is said here where the wall would say why there is no picture."""


@frozen()
class SeatState:
    """How the seat stands: whether somebody holds the meeting, why its file is not seen, and what is on its way."""

    held: bool = True
    trouble: str = ""
    """The key of the sentence why the file is not seen; empty where it is."""
    waiting: tuple[str, ...] = ()
    """The lines that have not been answered yet, the oldest first."""
    cut_off: bool = False
    """Whether the last delivery failed."""


class ScribeShowing(Showing):
    """Painters for the regions; `seat` is how the seat stands."""

    nobody = "scribe.nobody"

    def __init__(self, room: Room, post: Post) -> None:
        super().__init__(room, SaveLine(room.session))
        self._post = post
        self.seat = SeatState()

    @property
    def saved(self) -> SaveState:
        """Whether everything that was sent has been recorded, if anything was."""
        if self.seat.cut_off:
            return SaveState(self.texts.say("scribe.cut-off"), loud=True)
        if self.seat.waiting:
            return SaveState(self.texts.count("scribe.waiting", len(self.seat.waiting)))
        return SaveState(self.texts.say("scribe.nothing" if self._post.outbox.is_new else "scribe.recorded"))

    def lines_wanted(self, width: int) -> Wanted:
        return replace(super().lines_wanted(width), guides=0)

    def head(self, width: int, height: int) -> Rows:
        """Paint the title with what is on its way, and whose seat this is."""
        title = head_rows(self.session, self.process, self.texts, self.saved, "", (width, 1))
        not_held = "not-held" if self.seat.waiting else "not-open"
        state = self.texts.say(f"scribe.{'held' if self.seat.held else not_held}")
        if self.seat.trouble:
            state = self.texts.say(_TROUBLE[self.seat.trouble])
        room = width - cell_len(self.texts.say("scribe.seat-of", name="")) - cell_len(state) - _AROUND
        name = shorten(self._post.name, max(room, _LEAST_NAME))
        words = self.texts.say("scribe.seat-of", name=name) if name else self.texts.say("scribe.seat")
        told = f" {words} · {state}"
        quiet = self.seat.held and not self.seat.trouble
        seat = row((shorten(told, width - 1), "dim" if quiet else "trouble"))
        return [*title, seat, row(("─" * width, "rule"))][:height]

    def question(self, width: int, height: int) -> Rows:
        language = self.texts.language
        lines = question_lines(self.step.question.in_(language), width, self.height)
        airy = [EMPTY] if height > len(lines) + 2 else []
        return [row(" ", (self.step.title.in_(language), "strong")), *airy, *indent(lines, 3)][:height]

    def status(self, width: int, height: int) -> Rows:
        """Paint who is here and what waits; own notes are nobody's here."""
        return [status_row(replace(self.session, notes=()), self.texts, width, nobody=self.nobody)]

    def keys(self, width: int, height: int) -> Rows:
        return [key_bar(self.room.texts, width, self._chips(), SCRIBE_KEYS)]

    def _chips(self) -> Sequence[Chip]:
        return super()._chips() if self.room.entered or self.room.sight.chosen else ()

    def _said_and_waiting(self, width: int) -> Rows:
        rows = super()._said_and_waiting(width)
        if self.seat.held and not self.seat.cut_off:
            return rows
        sent = self.seat.waiting[-_SENT_SHOWN:]
        return [*(row((f"   → {shorten(line, width - 7)}", "dim")) for line in sent), *rows]

    def _line_hint(self, width: int) -> tuple[str, str] | None:
        """Return what is said of the line as it stands; of an own note where it goes, too."""
        hint = super()._line_hint(width)
        if hint is None or self.reading is None or self.reading.kind != "note" or not self.reading.commands:
            return hint
        return " · ".join(filter(None, (self.texts.say("scribe.note"), hint[0]))), hint[1]

    def _way_in(self) -> str:
        return ""


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

"""The first picture of a session, for which the file is enough, how it shares the rows, and what stands behind it.

It stands before the grammar, the commands and the panels are loaded; `Showing` takes its place when they are, and a
`Conductor` carries out what is asked for.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from rich.cells import cell_len
from textual.message import Message

from kpfacil.model.kinds import SIGN_OF, Records
from kpfacil.model.process import Process, Step
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.model.value import frozen
from kpfacil.rules.plan import plan
from kpfacil.tui.asked import Asked
from kpfacil.tui.capture import Capture
from kpfacil.tui.keys import SHOWN
from kpfacil.tui.paint import Rows, wrap
from kpfacil.tui.pictures.around import head_rows, question_lines, question_rows, roster_rows, urgent
from kpfacil.tui.pictures.board import board_rows
from kpfacil.tui.pictures.foot import NO_WALL, NOBODY, frame_bottom, frame_room, frame_top, key_bar, status_row
from kpfacil.tui.sight import Put, SaveState, Sight
from kpfacil.views.cards import shown_kind

_LOW = 22
_TALL = 30
_ROSTER_FROM = 110
_FRAME = 3
_FOOT = _FRAME + 2
_LEAST_STAGE = 4


@frozen()
class Layout:
    """Rows of head, question and waiting line, and whether the roster stands beside the stage."""

    head: int
    question: int
    waiting: int
    roster: bool


@frozen()
class Wanted:
    """How many lines the question, its guiding questions and the waiting line would take; whether a panel shows."""

    question: int
    """Rows of the question's words; more where they are drawn in large letters."""
    guides: int
    waiting: int
    panel: bool


def layout(width: int, height: int, wanted: Wanted) -> Layout:
    """Return the regions' heights for a terminal of that size, for what there is to show."""
    left = max(0, height - _FOOT)  # below all else the line has its place
    waiting = min(wanted.waiting, left)
    head = min(3 if height >= _LOW else 2, left - waiting)
    airy = height >= (_TALL if wanted.panel else _LOW)
    bare = 1 + wanted.question + (2 if airy else int(wanted.panel and height >= _LOW))
    question = bare + wanted.guides if height >= _TALL else bare
    least = 1 + min(wanted.question, 1)
    return Layout(
        head=head,
        question=min(max(least, min(question, left - head - _LEAST_STAGE - waiting)), left - head - waiting),
        waiting=waiting,
        roster=width >= _ROSTER_FROM and height >= _LOW,
    )


class Glance:
    """Painters for the regions of the facilitator's screen."""

    nobody: ClassVar[str] = NOBODY
    """The key of what stands where nobody is on the roster yet."""

    def __init__(self, session: Session, process: Process, texts: Texts, clock: Callable[[], datetime]) -> None:
        self._session = session
        self._texts = texts
        self.process = process
        self.height = 0
        """The screen's height in rows, which the app keeps true."""
        self.practice = False
        """Whether it is a copy to play with, which the head says."""
        self.clock = clock
        self.wall = NO_WALL
        """What is known of the audience's screens."""

    @property
    def session(self) -> Session:
        """The session that is shown."""
        return self._session

    @property
    def texts(self) -> Texts:
        """The language of the screen."""
        return self._texts

    @property
    def step(self) -> Step:
        """The step of the meeting."""
        return self.session.step_in(self.process)

    @property
    def saved(self) -> SaveState:
        """Whether the session is on the disk: it was just read from there."""
        return SaveState(self.texts.say("save.saved"))

    def lines_wanted(self, width: int) -> Wanted:
        """Return how many lines there are to show above and below the stage."""
        language = self.texts.language
        question = len(question_lines(self.step.question.in_(language), width, self.height))
        guides = sum(len(wrap(guide.in_(language), width - 10)) for guide in self.step.guides)
        return Wanted(question=question, guides=guides, waiting=0, panel=self.step.kind in SHOWN)

    def head(self, width: int, height: int) -> Rows:
        """Paint the title, the state of saving and the ring."""
        size = (width, height)
        told = urgent(self.session, wall_closed=self.wall.closed, practice=self.practice)
        return head_rows(self.session, self.process, self.texts, self.saved, told, size)

    def question(self, width: int, height: int) -> Rows:
        """Paint the step, the clock and the question."""
        now = self.clock()
        made = plan(self.session, self.process, now)
        return question_rows(self.session, self.process, self.texts, made, now, (width, height), self.height)

    def stage(self, width: int, height: int) -> Rows:
        """Paint the board; a step that brings a panel leaves the stage to it."""
        if self.step.kind in SHOWN:
            return []
        sight = Sight()
        sight.look_for(self.step)
        return board_rows(self.session, self.texts, sight, shown_kind(self.step.records), (width, height))

    def roster(self, width: int, height: int) -> Rows:
        """Paint the roster beside the stage."""
        return roster_rows(self.session, self.texts, (width, height), self.nobody)

    def waiting(self, width: int, height: int) -> Rows:
        """Paint the line that waits for an answer."""
        return []

    def status(self, width: int, height: int) -> Rows:
        """Paint who is here and what waits."""
        return [status_row(self.session, self.texts, width, wall=self.wall)]

    def frame_top(self, width: int, height: int) -> Rows:
        """Paint the frame's upper edge: what the line becomes."""
        return [frame_top(self.label(self.step.records), self.step.records, "", width)]

    def label(self, kind: Records) -> str:
        """Return what stands in the frame for a kind: its sign and its name."""
        name = self.texts.say(f"word.kind.{kind}")
        return f"{SIGN_OF.get(kind, '')} {name[:1].upper()}{name[1:]}".strip()

    def frame_bottom(self, width: int, height: int) -> Rows:
        """Paint the frame's lower edge."""
        return [frame_bottom(self.signs(width), "dim", width)]

    def signs(self, width: int) -> str:
        """Return what the first signs of a line mean, as it fits in the frame."""
        words = self.texts.say("hint.empty")
        return words if cell_len(words) <= frame_room(width) else self.texts.say("hint.short")

    def keys(self, width: int, height: int) -> Rows:
        """Paint the key bar."""
        return [key_bar(self.texts, width)]


@dataclass
class Heard(Message):
    """A thread has something to say; `take` hears it, and returns whether more than the state of saving has changed."""

    take: Callable[[], bool]


class Conductor(ABC):
    """Carries out what is asked for; `showing` paints what has come of it."""

    showing: Glance
    """The painters of the regions."""

    @abstractmethod
    def attend(self, capture: Capture) -> None:
        """Go on with words in the capture line, and hear when it is emptied or has its words again."""

    @abstractmethod
    def carry_out(self, asked: Asked) -> None:
        """Do what a key, a click or the palette asks for."""

    @abstractmethod
    def take_line(self, line: str) -> None:
        """Take a line; what has to be mended comes back."""

    @abstractmethod
    def take_paste(self, text: str) -> None:
        """Take several lines at once."""

    @abstractmethod
    def take_key(self, key: str, sign: str) -> bool:
        """Give a key to the panel; return whether it was the panel's."""

    @abstractmethod
    def step_back(self, line: str) -> bool:
        """Close the nearest thing; return whether there was any."""

    @abstractmethod
    def put_next(self) -> Put | None:
        """Return, once, what is to stand in the capture line now; None where it stays as it is."""

    @abstractmethod
    def see_line(self, line: str, let_go: str) -> None:
        """See what stands half-typed in the line, and what ↑ would bring back."""

    @abstractmethod
    def keep_half_typed(self, line: str) -> None:
        """Have the words that were typed by hand and not entered wait for an answer, where the program ends."""

    @abstractmethod
    def tick(self) -> bool:
        """Let the clocks go; return whether the stage may have become another picture."""

    # --- what only the one who holds the meeting has ----------------------------------------------------------------

    def look_around(self) -> None:  # noqa: B027  others have no wall and no inbox
        """Begin to look for the audience's screens and for what other seats send."""

    def close(self) -> bool:
        """Wait for the last save; return whether it was done."""
        return True

    def keep_elsewhere(self) -> Path | None:
        """Write what could not be saved to another place; return where, None where that could not be done."""
        return None

"""The first picture of a session: everything on the screen that needs nothing but the file.

It stands before the grammar, the commands and the panels are loaded; `Showing` takes its place when they are.
"""

from collections.abc import Callable, Collection
from datetime import datetime

from rich.cells import cell_len

from kpfacil.model.kinds import SIGN_OF, Kind, Records
from kpfacil.model.process import Process, Step
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.rules.funnel import COUNTED
from kpfacil.rules.heard import heard, without_voice
from kpfacil.rules.plan import plan
from kpfacil.tui.layout import Wanted
from kpfacil.tui.paint import Row, Rows, wrap
from kpfacil.tui.panels.kinds import SHOWN
from kpfacil.tui.pictures.board import board_rows
from kpfacil.tui.pictures.foot import NO_WALL, AtWall, frame_bottom, frame_room, frame_top, key_bar, status_row
from kpfacil.tui.pictures.head import SaveState, head_rows, question_lines, question_rows, told_first
from kpfacil.tui.pictures.roster import roster_rows
from kpfacil.tui.sight import Sight
from kpfacil.views.cards import shown_kind


class Glance:
    """Painters for the regions of the facilitator's screen."""

    def __init__(self, session: Session, process: Process, texts: Texts, clock: Callable[[], datetime]) -> None:
        self._session = session
        self._texts = texts
        self.process = process
        self.height = 0
        """The screen's height in rows, which the app keeps true."""
        self.practice = False
        """Whether it is a copy to play with, which the head says."""
        self.clock = clock
        self._heard: tuple[Session, frozenset[str]] | None = None

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

    def voices(self) -> frozenset[str]:
        """Return who has been heard, looked up once for each state of the session: it is painted more often."""
        if self._heard is None or self._heard[0] is not self.session:
            self._heard = (self.session, heard(self.session))
        return self._heard[1]

    @property
    def saved(self) -> SaveState:
        """Whether the session is on the disk: it was just read from there."""
        return SaveState(self.texts.say("save.saved"))

    @property
    def wall_closed(self) -> bool:
        """Whether an audience's screen that followed does so no longer."""
        return False

    def wanted(self, width: int) -> Wanted:
        """Return how many lines there are to show above and below the stage."""
        language = self.texts.language
        question = len(question_lines(self.step.question.in_(language), width, self.height))
        guides = sum(len(wrap(guide.in_(language), width - 10)) for guide in self.step.guides)
        return Wanted(question=question, guides=guides, waiting=0, panel=self.step.kind in SHOWN)

    def head(self, width: int, height: int) -> Rows:
        """Paint the title, the state of saving and the ring."""
        size = (width, height)
        told = told_first(self.session, self.texts, wall_closed=self.wall_closed, practice=self.practice)
        return head_rows(self.session, self.process, self.texts, self.saved, told, size)

    def question(self, width: int, height: int) -> Rows:
        """Paint the step, the clock and the question."""
        now = self.clock()
        made = plan(self.session, self.process, now)
        return question_rows(self.session, self.process, self.texts, made, now, (width, height), self.height)

    def stage(self, width: int, height: int) -> Rows:
        """Paint the board; a step that brings a panel leaves the stage to it."""
        if self.step.kind in SHOWN:
            return ()
        sight = Sight()
        sight.look_for(self.step)
        return board_rows(self.session, self.texts, sight, shown_kind(self.step.records), (width, height))

    def roster(self, width: int, height: int) -> Rows:
        """Paint the roster beside the stage."""
        return roster_rows(self.session, self.texts, self.voices(), (width, height))

    def waiting(self, width: int, height: int) -> Rows:
        """Paint the line that waits for an answer."""
        del width, height
        return ()

    def status(self, width: int, height: int) -> Rows:
        """Paint who is here and what waits."""
        del height
        return [self.status_of(width)]

    def status_of(self, width: int, told: Collection[Kind] = COUNTED, wall: AtWall = NO_WALL) -> Row:
        """Return the status line; `told` are the kinds that the stage shows or tells the number of."""
        unheard = len(without_voice(self.session, self.voices()).people)
        return status_row(self.session, self.texts, unheard, width, told=told, wall=wall)

    def frame_top(self, width: int, height: int) -> Rows:
        """Paint the frame's upper edge: what the line becomes."""
        del height
        return [frame_top(self.label(self.step.records), self.step.records, "", width)]

    def label(self, kind: Records) -> str:
        """Return what stands in the frame for a kind: its sign and its name."""
        name = self.texts.say(f"word.kind.{kind}")
        return f"{SIGN_OF.get(kind, '')} {name[:1].upper()}{name[1:]}".strip()

    def frame_bottom(self, width: int, height: int) -> Rows:
        """Paint the frame's lower edge."""
        del height
        return [frame_bottom(self.signs(width), "dim", width)]

    def signs(self, width: int) -> str:
        """Return what the first signs of a line mean, as it fits in the frame."""
        words = self.texts.say("hint.empty")
        return words if cell_len(words) <= frame_room(width) else self.texts.say("hint.short")

    def keys(self, width: int, height: int) -> Rows:
        """Paint the key bar."""
        del height
        return [key_bar(self.texts, width)]

"""The facilitator's screen: it wires keys, widgets, the room and the saver together, and decides nothing itself."""

import sys
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.types import CSSPathType

from kpfacil.desk import Desk
from kpfacil.model.session import Session
from kpfacil.storage.content import load_texts
from kpfacil.storage.files import Opened
from kpfacil.storage.following import following
from kpfacil.storage.saver import Saver
from kpfacil.storage.states import State
from kpfacil.tui import look
from kpfacil.tui.actions import Actions
from kpfacil.tui.do import Act, Do, Entered, MemoWritten, Pasted, Pointed, Pressed, Typed
from kpfacil.tui.layout import Layout, layout
from kpfacil.tui.palette import palette
from kpfacil.tui.room import Room
from kpfacil.tui.save import SaveLine, told
from kpfacil.tui.shell import Shell
from kpfacil.tui.showing import Showing
from kpfacil.tui.term import TermSessions, earlier_days
from kpfacil.tui.wall import open_wall
from kpfacil.tui.widgets.canvas import Canvas
from kpfacil.tui.widgets.capture import Capture

_TICK = 0.5
_LOOK_FOR_FOLLOWERS = 2.0


@dataclass
class SaverSaid(Message):
    """A word of the saver's thread."""

    state: State


class Facilitator(Shell[int]):
    """Runs one session live. Returns 0; what was recorded is on the disk when it ends."""

    CSS_PATH: ClassVar[CSSPathType] = ["facilitator.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, desk: Desk, opened: Opened, language: str, theme: str = look.DARK) -> None:
        super().__init__(theme)
        self.room = Room(desk, load_texts(language), self._changed)
        self.room.earlier = earlier_days(opened.path)
        self.room.term_sessions = TermSessions(opened.path, self.room)
        self.save_line = SaveLine(desk.session, on_disk=desk.session)
        self.saver = Saver(opened.path, opened, self._from_saver)
        self.showing = Showing(self.room, self.save_line)
        self.actions = Actions(self, self.room)
        self.line = ""
        self._layout: Layout | None = None

    def compose(self) -> ComposeResult:
        """Make the regions from top to bottom."""
        self.capture = Capture(self.room.session)
        showing = self.showing
        yield Canvas(showing.head, id="head")
        yield Canvas(showing.question, id="question")
        with Horizontal(id="body"):
            yield Canvas(showing.stage, id="stage")
            yield Canvas(showing.roster, id="roster")
        yield Canvas(showing.waiting, id="waiting")
        yield Canvas(showing.status, id="status")
        yield Canvas(showing.frame_top, id="frame-top")
        yield self.capture
        yield Canvas(showing.frame_bottom, id="frame-bottom")
        yield Canvas(showing.keys, id="keys")

    def on_mount(self) -> None:
        """Begin to listen and to let the clock go."""
        self.capture.focus()
        self.set_interval(_TICK, self._tick)
        self.set_interval(_LOOK_FOR_FOLLOWERS, self._count_followers)
        self.end_on_signals(self.leave)
        self.arrange()

    def leave(self) -> None:
        """End the program when the newest session is on the disk."""
        self.exit(0)

    def close_saver(self) -> bool:
        """Wait for the last save; return whether it was done."""
        return self.saver.close()

    # --- what happens -----------------------------------------------------------------------------------------------

    def _changed(self, session: Session) -> None:
        self.save_line.wanted(session)
        self.saver.want(session)
        self.capture.session = session

    def _from_saver(self, state: State) -> None:
        self.post_message(SaverSaid(state))

    @on(SaverSaid)
    def _saver_said(self, message: SaverSaid) -> None:
        news = self.save_line.heard(message.state)
        if news is not None:
            words, trouble = told(news, self.room.texts)
            self.room.said.words, self.room.said.trouble = words, trouble
            self.repaint("frame-bottom")
        self.repaint("head")

    @on(Do)
    def _do(self, message: Do) -> None:
        message.stop()
        self.room.do(message.command)
        self.arrange()

    @on(Entered)
    def _entered(self, message: Entered) -> None:
        message.stop()
        self._put_back(self.room.enter(message.line))
        self.arrange()

    @on(Pasted)
    def _pasted(self, message: Pasted) -> None:
        message.stop()
        self.room.paste(message.text)
        self.arrange()

    @on(Act)
    def _act(self, message: Act) -> None:
        message.stop()
        self.act(message.action)

    def act(self, action: str) -> None:
        """Do an action of the table of keys, from a key, a click or the palette."""
        self._put_back(self.actions.run(action))
        self.arrange()

    @on(Pressed)
    def _pressed(self, message: Pressed) -> None:
        message.stop()
        if message.key == "escape":
            self.actions.run("escape")
        elif (panel := self.showing.panel()) is not None:
            panel.press(self.room, message.key)
        self._grant()
        self.arrange()

    @on(Pointed)
    def _pointed(self, message: Pointed) -> None:
        message.stop()
        self._put_back(self.actions.point(message.target))
        self.arrange()

    @on(Typed)
    def _typed(self, message: Typed) -> None:
        message.stop()
        self.line = message.line
        self.showing.line = message.line
        self.showing.reading = self.room.read(message.line)
        if message.line:
            self.room.said.words = ""
        self.repaint("frame-top", "frame-bottom")

    def _put_back(self, line: str) -> None:
        """Put a line into the capture line, unless something has been typed there meanwhile: then it waits."""
        if not line:
            return
        if self.capture.value and not self.capture.prefix:
            self.room.hold(line)
        else:
            chosen = self.room.sight.chosen
            self.capture.set_line(line, prefix=line if chosen and line == f"{chosen} " else "")

    def on_resize(self, event: events.Resize) -> None:
        """Arrange the regions anew for the new size."""
        del event
        self.arrange()

    def on_app_focus(self) -> None:
        """Keep the capture line focused."""
        self.capture.focus()

    def on_click(self) -> None:
        """Keep the capture line focused wherever a click went."""
        self.capture.focus()

    def _tick(self) -> None:
        if self.room.fade():
            self.repaint("stage")
        self.repaint("question")
        panel = self.showing.panel()
        if panel is not None and panel.ticks:
            self.repaint("stage")

    def _count_followers(self) -> None:
        """See whether an audience's screen follows."""
        followers = following(self.saver.path)
        if followers != self.showing.followers:
            self.showing.followers = followers
            self.repaint("status")

    # --- what is seen -----------------------------------------------------------------------------------------------

    def arrange(self) -> None:
        """Give the regions their heights and draw what has changed."""
        width, height = self.size
        made = layout(width, height, self.showing.wanted(width))
        if made != self._layout:
            self._layout = made
            self.query_one("#head").styles.height = made.head
            self.query_one("#question").styles.height = made.question
            self.query_one("#waiting").styles.height = made.waiting
            self.query_one("#waiting").display = made.waiting > 0
            self.query_one("#roster").display = made.roster
        panel = self.showing.panel()
        self.capture.has_panel = True
        self.capture.panel_listens = panel is not None and self.room.entered
        self.capture.prompts = panel.prompts(self.room) if panel is not None else {}
        self.repaint()

    def repaint(self, *names: str) -> None:
        """Draw the named regions anew, or all of them."""
        for canvas in self.query(Canvas):
            if not names or canvas.id in names:
                canvas.repaint()

    # --- what the actions need of the screen ----------------------------------------------------------------------

    def switch_language(self) -> None:
        """Change between Finnish and English."""
        self.room.speak(load_texts("fi" if self.room.texts.language == "en" else "en"))

    def open_palette(self) -> None:
        """Open the command palette: every action by its name."""
        self.push_screen(palette(self.room.texts, self.act))

    def press(self, key: str) -> None:
        """Press a key of the panel."""
        panel = self.showing.panel()
        if panel is None:
            return
        prompts = panel.prompts(self.room)
        panel.press(self.room, key)
        self._grant()
        if key in prompts:
            self.capture.ask(prompts[key])

    def _grant(self) -> None:
        """Do what a panel has asked the screen for."""
        wish, self.room.wish = self.room.wish, ""
        panel = self.showing.panel()
        if wish and panel is not None:
            # The exports load when a memo is asked for, not at the start.
            from kpfacil.tui.granting import grant  # noqa: PLC0415

            grant(self, panel, wish)

    @on(MemoWritten)
    def _memo_written(self, message: MemoWritten) -> None:
        message.stop()
        path = message.path
        if path:
            self.room.tell("said.memo", path=path)
        self.repaint("stage", "frame-bottom")

    def point_in_panel(self, place: int) -> None:
        """Choose a place of the panel's list."""
        panel = self.showing.panel()
        if panel is not None:
            panel.point(self.room, place)

    def clear_line(self) -> None:
        """Empty the capture line."""
        self.capture.set_line("")

    def width(self) -> int:
        """Return the stage's width in cells."""
        return self.query_one("#stage").size.width

    def open_wall(self) -> None:
        """Open the audience's screen in a window of its own, or say how it is opened."""
        open_wall(self.room, self.saver.path)


def run(desk: Desk, opened: Opened, language: str, theme: str = look.DARK) -> int:
    """Run the facilitator's screen.

    Return 0 when everything is on the disk, 1 when the last save or the program itself failed; that is said, too.
    """
    app = Facilitator(desk, opened, language, theme)
    app.run()
    saved = app.close_saver()
    say = app.room.texts.say
    if app.fault_log is not None:
        print(say("end.fault", log=app.fault_log), file=sys.stderr)  # noqa: T201  the screen is gone
    if not saved:
        print(say("end.not-saved", path=app.saver.path), file=sys.stderr)  # noqa: T201  the screen is gone
    return 0 if saved and app.fault_log is None else 1

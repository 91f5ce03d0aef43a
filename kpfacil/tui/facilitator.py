"""The facilitator's screen: the regions and the first picture; the work itself comes right after it.

What the first picture does not need (grammar, commands, panels, saver) is loaded when it stands: half of the start.
"""

import gc
import threading
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.geometry import Size
from textual.types import CSSPathType

from kpfacil.model.value import warm_up
from kpfacil.storage.content import load_texts
from kpfacil.tui import look
from kpfacil.tui.asked import Act, Asked, Start
from kpfacil.tui.capture import Capture
from kpfacil.tui.glance import Conductor, Glance, Heard, Wanted, layout
from kpfacil.tui.keys import KEYS, bindings
from kpfacil.tui.look import Canvas, Painter
from kpfacil.tui.paint import Rows
from kpfacil.tui.shell import Shell, read_input_carefully

_TICK, _REST = 0.5, 1.0
"""Seconds between two looks at what moves by itself: while something does, and while nothing does."""
_REGIONS = ("head", "question", "stage", "roster", "waiting", "status", "frame-top", "frame-bottom", "keys")


class Facilitator(Shell[int], inherit_bindings=False):
    """Runs one session live. What was recorded is on the disk when `close` has returned True."""

    CSS_PATH: ClassVar[CSSPathType] = ["facilitator.tcss", "capture.tcss"]
    # Textual's own ^Q is a priority binding: it would overtake the lines typed before it. These wait for their turn.
    BINDINGS: ClassVar[list[BindingType]] = bindings(KEYS)

    def __init__(self, start: Start, theme: str = look.DARK) -> None:
        super().__init__(theme)
        self.start = start
        self.capture = Capture()
        self._glance = Glance(start.opened.session, start.process, load_texts(start.language), start.clock)
        self._glance.practice = start.practice
        self._conductor: Conductor | None = None
        self._wanted: Wanted | None = None
        self._regions: dict[str, Canvas] = {}
        """Held, not looked up: the clock may tick once more while the screens are being taken down."""

    @property
    def picture(self) -> Glance:
        """The painters: of the first picture, then of the work."""
        return self._glance if self._conductor is None else self._conductor.showing

    @property
    def live(self) -> Conductor:
        """The work, loaded when it is first needed and at the latest right after the first picture."""
        if self._conductor is None:
            # Everything that the first picture does without.
            from kpfacil.tui.live import Live  # noqa: PLC0415

            self._conductor = Live(self, self.start)
        return self._conductor

    def compose(self) -> ComposeResult:
        """Make the regions from top to bottom."""
        self._regions = regions = {name: Canvas(partial(self._paint, name), id=name) for name in _REGIONS}
        yield regions["head"]
        yield regions["question"]
        with Horizontal(id="body"):
            yield regions["stage"]
            yield regions["roster"]
        for name in ("waiting", "status", "frame-top"):
            yield regions[name]
        yield self.capture
        yield regions["frame-bottom"]
        yield regions["keys"]

    def _paint(self, name: str, width: int, height: int) -> Rows:
        """Return a region's picture by whoever paints now."""
        painter: Painter = getattr(self.picture, name.replace("-", "_"))
        return painter(width, height)

    def on_mount(self) -> None:
        """Draw the first picture, then get to work."""
        self.end_on_signals(self.leave)
        self.capture.focus()
        self.arrange()
        self.call_after_refresh(self._work)

    def _work(self) -> None:
        """Load the work behind the first picture, and what validates behind that."""
        self.live.attend(self.capture)
        self._tick()
        self.live.look_around()
        self.arrange()
        gc.freeze()
        gc.enable()
        threading.Thread(target=warm_up, name="kpfacil-warm-up", daemon=True).start()

    def leave(self) -> None:
        """End the program; the last save is waited for by whoever runs it. What stands half-typed waits in the file."""
        if self._conductor is not None:
            self._conductor.keep_half_typed(self.capture.value)
        self.exit(0)

    @property
    def waiting(self) -> int:
        """How many lines wait for an answer."""
        return len(self.picture.session.pending)

    def close(self) -> bool:
        """Wait for the last save; return whether it was done."""
        return self._conductor is None or self._conductor.close()

    # --- what the line, clicks and threads say ----------------------------------------------------------------------

    def action_act(self, name: str) -> None:
        """Do an action of the table of keys; what was typed just before it is seen first."""
        self._carry_out(Act(name))

    def action_take_line(self, line: str) -> None:
        """Take a line from the capture line."""
        self.live.take_line(line)
        self.arrange()

    def action_take_paste(self, text: str) -> None:
        """Take several lines at once."""
        self.live.take_paste(text)
        self.arrange()

    def action_panel_key(self, key: str, sign: str) -> None:
        """Give a key typed on an empty line to the panel; raises `SkipAction` where it is the line's."""
        self._see_line()
        if not self.live.take_key(key, sign):
            raise SkipAction
        self.arrange()

    def action_step_back(self) -> None:
        """Close the nearest thing; raises `SkipAction` where nothing is open."""
        closed = self.live.step_back(self.capture.value)
        self.arrange()
        if not closed:
            raise SkipAction

    def action_clicked(self, asked: Asked) -> None:
        """Do what a click asked for, behind the keys that were typed before it."""
        self.capture.call_later(self._carry_out, asked)

    def _carry_out(self, asked: Asked) -> None:
        self._see_line()
        self.live.carry_out(asked)
        self.arrange()

    @on(Capture.Typed)
    def _see_typed(self, message: Capture.Typed) -> None:
        message.stop()
        self._see_line()
        self._put_line()  # a letter that answered a question does not stay in the line
        if self.picture.lines_wanted(self.size.width) != self._wanted:
            self.arrange()
        self.repaint("frame-top", "frame-bottom")

    @on(Heard)
    def _hear_thread(self, message: Heard) -> None:
        message.stop()
        # The saver speaks twice a line: a whole new picture each time would hold up the word that it is saved.
        if message.take():
            self.arrange()
        else:
            self._regions["head"].look_again()

    def _tick(self) -> None:
        if self.live.tick():
            self._regions["stage"].look_again()
        self._regions["question"].look_again()
        meeting = self.picture.session.meeting
        moves = meeting.timer_ends_at or meeting.speaker_since or meeting.break_ends_at
        self.set_timer(_TICK if moves else _REST, self._tick)

    def on_resize(self, event: events.Resize) -> None:
        """Arrange the regions anew for the new size, which the application itself learns only after this."""
        self.arrange(event.size)

    # --- what is seen -----------------------------------------------------------------------------------------------

    def _see_line(self) -> None:
        if self._conductor is not None:
            self._conductor.see_line(self.capture.value, self.capture.let_go)

    def _put_line(self) -> None:
        """Put what was asked for into the line."""
        put = self._conductor.put_next() if self._conductor is not None else None
        if put is not None:
            self.capture.put(put)

    def arrange(self, size: Size | None = None) -> None:
        """Give the regions their heights and draw everything anew; `size` where it is another than was known."""
        width, height = size or self.size
        self._put_line()
        self._see_line()
        self.picture.height = height
        self._wanted = self.picture.lines_wanted(width)
        made = layout(width, height, self._wanted)
        for name in ("head", "question", "waiting"):
            self._regions[name].styles.height = getattr(made, name)
        self._regions["waiting"].display = made.waiting > 0
        self._regions["roster"].display = made.roster
        self.repaint()

    def repaint(self, *names: str) -> None:
        """Draw the named regions anew, or all of them."""
        for name in names or _REGIONS:
            self._regions[name].repaint()


def run(start: Start, theme: str = look.DARK) -> int:
    """Run the facilitator's screen.

    Return 0 when everything is on the disk, 1 when the last save or the program itself failed; that is said, too.
    """
    read_input_carefully()
    app = Facilitator(start, theme)
    app.run()
    saved, texts = app.close(), app.picture.texts
    app.say_fault(texts, start.warn)
    if app.waiting:
        start.tell(texts.count("end.waiting", app.waiting))
    if aside := app.picture.saved.aside:
        start.tell(texts.say("end.aside", file=aside))
    if not saved:
        kept = app.live.keep_elsewhere()
        start.warn(texts.say("end.kept" if kept else "end.not-saved", path=start.opened.path, file=kept))
    return 0 if saved and app.fault_log is None else 1

"""The facilitator's screen: the regions and the first picture; the work itself comes right after it.

What the first picture does not need (grammar, commands, panels, saver) is loaded when it stands: half of the start.
"""

import gc
import sys
import threading
from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.geometry import Size
from textual.screen import Screen
from textual.types import CSSPathType

from kpfacil.model.value import warm_up
from kpfacil.storage.content import load_texts
from kpfacil.tui import look
from kpfacil.tui.conductor import Conductor
from kpfacil.tui.do import Act, Entered, MemoWritten, Pasted, Pointed, Pressed, SaverSaid, Told, Typed
from kpfacil.tui.glance import Glance
from kpfacil.tui.layout import Layout, layout
from kpfacil.tui.paint import Row
from kpfacil.tui.shell import Shell
from kpfacil.tui.start import Start
from kpfacil.tui.terminal_input import read_input_carefully
from kpfacil.tui.widgets.canvas import Canvas, Painter
from kpfacil.tui.widgets.capture import Capture

_TICK = 0.5
_LOOK_FOR_FOLLOWERS = 2.0
_REGIONS = ("head", "question", "stage", "roster", "waiting", "status", "frame-top", "frame-bottom", "keys")


class Facilitator(Shell[int], inherit_bindings=False):
    """Runs one session live. What was recorded is on the disk when `close` has returned True."""

    CSS_PATH: ClassVar[CSSPathType] = ["facilitator.tcss"]
    # Textual's own ^Q is a priority binding: it would overtake the lines typed before it. These wait for their turn.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q,ctrl+c", "leave", show=False)]

    def __init__(self, start: Start, theme: str = look.DARK) -> None:
        super().__init__(theme)
        self.start = start
        self.capture = Capture()
        self._glance = Glance(start.opened.session, start.process, load_texts(start.language), start.clock)
        self._conductor: Conductor | None = None
        self._layout: Layout | None = None
        self._regions: dict[str, Canvas] = {}

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
        self._regions = regions = {name: Canvas(self._painter(name), id=name) for name in _REGIONS}
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

    def _painter(self, name: str) -> "Painting":
        return Painting(self, name.replace("-", "_"))

    def on_mount(self) -> None:
        """Draw the first picture, then get to work."""
        self.capture.focus()
        self.arrange()
        self.call_after_refresh(self._work)

    def _work(self) -> None:
        """Load the work behind the first picture, and pydantic behind that."""
        live = self.live
        self.end_on_signals(self.leave)
        self.set_interval(_TICK, live.tick)
        self.set_interval(_LOOK_FOR_FOLLOWERS, live.count_followers)
        self.arrange()
        gc.freeze()
        gc.enable()
        threading.Thread(target=warm_up, name="kpfacil-warm-up", daemon=True).start()

    def leave(self) -> None:
        """End the program; the last save is waited for by whoever runs it."""
        self.exit(0)

    def close(self) -> bool:
        """Wait for the last save; return whether it was done."""
        return self._conductor is None or self._conductor.close()

    # --- what the widgets say ---------------------------------------------------------------------------------------

    @on(Entered)
    def _entered(self, message: Entered) -> None:
        message.stop()
        self.live.enter(message.line)
        self.arrange()

    @on(Pasted)
    def _pasted(self, message: Pasted) -> None:
        message.stop()
        self.live.paste(message.text)
        self.arrange()

    @on(Act)
    def _act(self, message: Act) -> None:
        message.stop()
        self.live.act(message.action)
        self.arrange()

    @on(Pressed)
    def _pressed(self, message: Pressed) -> None:
        message.stop()
        self.live.press(message.key)
        self.arrange()

    @on(Told)
    def _told(self, message: Told) -> None:
        message.stop()
        self.capture.go_on()

    @on(Pointed)
    def _pointed(self, message: Pointed) -> None:
        message.stop()
        self.live.point(message.target)
        self.arrange()

    @on(Typed)
    def _typed(self, message: Typed) -> None:
        message.stop()
        self.live.type(message.line)

    @on(SaverSaid)
    def _saver_said(self, message: SaverSaid) -> None:
        message.stop()
        self.live.hear_saver(message.state)

    @on(MemoWritten)
    def _memo_written(self, message: MemoWritten) -> None:
        message.stop()
        self.live.memo_written(message.path)

    def on_resize(self, event: events.Resize) -> None:
        """Arrange the regions anew for the new size, which the application itself learns only after this."""
        self.arrange(event.size)

    def on_app_focus(self) -> None:
        """Keep the capture line focused."""
        self.capture.focus()

    def on_click(self) -> None:
        """Keep the capture line focused wherever a click went."""
        self.capture.focus()

    # --- what is seen -----------------------------------------------------------------------------------------------

    def arrange(self, size: Size | None = None) -> None:
        """Give the regions their heights and draw everything anew; `size` where it is another than was known."""
        width, height = size or self.size
        self.picture.height = height
        made = layout(width, height, self.picture.wanted(width))
        if made != self._layout:
            self._layout = made
            self._region("head").styles.height = made.head
            self._region("question").styles.height = made.question
            self._region("waiting").styles.height = made.waiting
            self._region("waiting").display = made.waiting > 0
            self._region("roster").display = made.roster
        if self._conductor is not None:
            self.capture.panel_listens = self._conductor.listening
            self.capture.space_acts = self._conductor.space_acts
            self.capture.prompts = self._conductor.prompts
        self.repaint()

    def repaint(self, *names: str) -> None:
        """Draw the named regions anew, or all of them."""
        for name in names or _REGIONS:
            self._region(name).repaint()

    def _region(self, name: str) -> Canvas:
        # Held, not looked up: the clock may tick once more while the screens are being taken down.
        return self._regions[name]

    def stage_width(self) -> int:
        """Return the stage's width in cells."""
        return self._region("stage").size.width

    def show_over(self, screen: Screen[None]) -> None:
        """Put a screen over this one."""
        self.push_screen(screen)


class Painting:
    """The painter of one region: asks whoever paints now."""

    def __init__(self, app: Facilitator, name: str) -> None:
        self._app = app
        self._name = name

    def __call__(self, width: int, height: int) -> Sequence[Row]:
        """Return the region's picture."""
        painter: Painter = getattr(self._app.picture, self._name)
        return painter(width, height)


def run(start: Start, theme: str = look.DARK) -> int:
    """Run the facilitator's screen.

    Return 0 when everything is on the disk, 1 when the last save or the program itself failed; that is said, too.
    """
    read_input_carefully()
    app = Facilitator(start, theme)
    app.run()
    saved = app.close()
    say = app.picture.texts.say
    if app.fault_log is not None:
        print(say("end.fault", log=app.fault_log), file=sys.stderr)  # noqa: T201  the screen is gone
    if not saved:
        print(say("end.not-saved", path=start.opened.path), file=sys.stderr)  # noqa: T201  the screen is gone
    return 0 if saved and app.fault_log is None else 1

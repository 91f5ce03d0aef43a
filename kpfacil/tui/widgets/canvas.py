"""A widget that draws rows, and nothing else: one for a whole region, never one for an entry."""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from kpfacil.tui import look
from kpfacil.tui.do import Pointed, Unpainted
from kpfacil.tui.paint import EMPTY, Row, fit

Painter = Callable[[int, int], Sequence[Row]]


class Canvas(Widget):
    """Draws what its painter returns for the region's width and height, and says which row was clicked.

    A row's `target` may hold several targets with the cells where each begins: `0:f1|12:f2`.
    """

    can_focus = False
    ALLOW_SELECT = False

    def __init__(self, painter: Painter, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._painter = painter
        self._rows: Sequence[Row] | None = None
        self._last: Sequence[Row] = ()
        self._painted_for = (0, 0)

    def repaint(self) -> None:
        """Draw anew, because what the painter sees has changed."""
        self._rows = None
        self.refresh()

    @property
    def rows(self) -> Sequence[Row]:
        """The rows as they stand on the screen."""
        size = (self.size.width, self.size.height)
        if self._rows is None or self._painted_for != size:
            self._rows = self._painted(size)
            self._painted_for = size
        return self._rows

    def _painted(self, size: tuple[int, int]) -> Sequence[Row]:
        """Return the new picture; where it cannot be drawn, the last one stays, for the meeting has to go on."""
        if not all(size):
            return ()
        try:
            self._last = self._painter(*size)
        except Exception as fault:  # noqa: BLE001  whatever it is, one picture must not end the meeting
            # Painting happens in the screen's turn, and a message never bubbles past the one whose turn it is.
            self.app.post_message(Unpainted(fault))
        return self._last

    def render_line(self, y: int) -> Strip:
        """Return one line of the picture."""
        width = self.size.width
        rows = self.rows
        made = fit(rows[y] if y < len(rows) else EMPTY, width)
        theme = self.app.theme
        segments = [Segment(span.text, look.style(theme, span.style, span.ground)) for span in made.spans]
        return Strip(segments, width)

    def on_click(self, event: events.Click) -> None:
        """Say what was clicked."""
        target = self.target_at(event.x, event.y)
        if target:
            event.stop()
            self.post_message(Pointed(target))

    def target_at(self, x: int, y: int) -> str:
        """Return the target at a cell, empty where there is none."""
        rows = self.rows
        if not 0 <= y < len(rows):
            return ""
        target = rows[y].target
        if ":" not in target.split("|", 1)[0]:
            return target
        found = ""
        for part in target.split("|"):
            start, _, name = part.partition(":")
            if x >= int(start):
                found = name
        return found

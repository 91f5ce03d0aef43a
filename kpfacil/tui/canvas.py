"""A widget that draws rows, and nothing else: one for a whole region, never one for an entry."""

from collections.abc import Callable
from dataclasses import dataclass

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from kpfacil.tui import look
from kpfacil.tui.paint import EMPTY, Rows, Size, fit

Painter = Callable[[int, int], Rows]


@dataclass
class Unpainted(Message):
    """A picture could not be drawn."""

    fault: Exception


class Canvas(Widget):
    """Draws what its painter returns for the region's width and height; a click is Textual's own, by the style."""

    can_focus = False
    ALLOW_SELECT = False

    def __init__(self, painter: Painter, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.auto_links = False  # lights up what is under the mouse: the same span only, and at the price of a repaint
        self._painter = painter
        self._rows: Rows | None = None
        self._last: Rows = []
        self._painted_for = (0, 0)

    def repaint(self) -> None:
        """Draw anew, because what the painter sees has changed."""
        self._rows = None
        self.refresh()

    def look_again(self) -> None:
        """Draw anew where the picture has become another one: nothing is written for what stands still."""
        before, self._rows = self._rows, None
        if before != self.rows:
            self.refresh()

    @property
    def rows(self) -> Rows:
        """The rows as they stand on the screen."""
        size = (self.size.width, self.size.height)
        if self._rows is None or self._painted_for != size:
            self._rows = self._paint(size)
            self._painted_for = size
        return self._rows

    def _paint(self, size: Size) -> Rows:
        """Return the new picture; where it cannot be drawn, the last one stays, for the meeting has to go on."""
        if not all(size):
            return []
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
        segments = [Segment(span.text, look.style(theme, span.style, span.ground, span.does)) for span in made.spans]
        return Strip(segments, width)

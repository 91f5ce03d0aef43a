"""How it looks on the wall: two themes made for projectors, styles by name, a widget that draws. The one with colours.

Every text stands at 7:1 or better on its ground (WCAG 2.2, 1.4.6), which a test measures.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip
from textual.theme import Theme
from textual.widget import Widget

from kpfacil.model.value import frozen
from kpfacil.tui.asked import Asked
from kpfacil.tui.paint import EMPTY, Rows, Size, fit

DARK = "kpfacil-dark"
LIGHT = "kpfacil-light"

_SHADES = {
    "ground": ("#0d1117", "#ffffff"),
    "raised": ("#1b222c", "#eef1f4"),
    "text": ("#f4f6f8", "#0b0f14"),
    "dim": ("#b9c1cb", "#3d4650"),
    "rule": ("#56616e", "#8a949e"),
    "idea": ("#8fd0ff", "#004a80"),
    "agreed": ("#8be28b", "#0b4f14"),
    "task": ("#ffd27a", "#5c3d00"),
    "parked": ("#dcbcff", "#55208a"),
    "note": ("#d0d4d9", "#3a3f45"),
    "offer": ("#7fe3d4", "#00504a"),
    "trouble": ("#ffa99c", "#8a1010"),
    "lit": ("#24321a", "#fff3b8"),
    "chosen": ("#1e3046", "#d5e6f7"),
    "paper": ("#ffffff", "#ffffff"),
    "ink": ("#000000", "#000000"),
}
"""Each colour in the dark and in the light theme."""


@frozen()
class Ink:
    """A style: the name of a colour, how the letters stand, and the name of its own ground where it has one."""

    colour: str = "text"
    bold: bool = False
    reverse: bool = False
    strike: bool = False
    ground: str = ""


STYLES: dict[str, Ink] = {
    "text": Ink(),
    "strong": Ink(bold=True),
    "dim": Ink("dim"),
    "rule": Ink("rule"),
    "here": Ink(bold=True, reverse=True),
    "idea": Ink("idea", bold=True),
    "agreement": Ink("agreed", bold=True),
    "task": Ink("task", bold=True),
    "parked": Ink("parked", bold=True),
    "note": Ink("note", bold=True),
    "offer": Ink("offer", bold=True),
    "remark": Ink("note", bold=True),
    "goal": Ink("agreed", bold=True),
    "trouble": Ink("trouble", bold=True),
    "alarm": Ink("trouble", bold=True, reverse=True),
    "good": Ink("agreed"),
    "gone": Ink("dim", strike=True),
    "paper": Ink("paper", ground="ink"),
}


COLOURS = {theme: {name: both[at] for name, both in _SHADES.items()} for at, theme in enumerate((DARK, LIGHT))}
THEMES = {
    name: Theme(
        name=name,
        primary=colours["idea"],
        secondary=colours["parked"],
        accent=colours["task"],
        warning=colours["task"],
        error=colours["trouble"],
        success=colours["agreed"],
        foreground=colours["text"],
        background=colours["ground"],
        surface=colours["ground"],
        panel=colours["raised"],
        dark=name == DARK,
        variables={f"kp-{key}": shade for key, shade in colours.items()},
    )
    for name, colours in COLOURS.items()
}


@lru_cache(maxsize=4096)
def style(theme: str, name: str, ground: str = "", does: Asked | None = None) -> Style:
    """Return the terminal's style of a name in a theme, on the ground named, with what a click on it asks for."""
    colours = COLOURS.get(theme, COLOURS[DARK])
    ink = STYLES[name]
    return Style(
        color=Color.parse(colours[ink.colour]),
        bgcolor=Color.parse(colours[ink.ground or ground or "ground"]),
        bold=ink.bold,
        reverse=ink.reverse,
        strike=ink.strike,
        meta=None if does is None else {"@click": ("app.clicked", (does,))},
    )


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
        segments = [Segment(span.text, style(theme, span.style, span.ground, span.does)) for span in made.spans]
        return Strip(segments, width)

"""Silent thinking: a large clock drawn with blocks, the question, nothing else."""

from dataclasses import dataclass
from typing import ClassVar

from kpfacil.model.dates import minutes_and_seconds
from kpfacil.model.meeting import time_left
from kpfacil.tui.asked import Act
from kpfacil.tui.paint import EMPTY, Rows, Size, row
from kpfacil.tui.panels.base import Panel, PanelView

_ROWS = 5
_SHAPES: dict[str, tuple[str, ...]] = {
    "0": ("█▀▀█", "█  █", "█  █", "█  █", "█▄▄█"),
    "1": ("  ▄█", "   █", "   █", "   █", "   █"),
    "2": ("▀▀▀█", "   █", "█▀▀▀", "█   ", "█▄▄▄"),
    "3": ("▀▀▀█", "   █", " ▀▀█", "   █", "▄▄▄█"),
    "4": ("█  █", "█  █", "▀▀▀█", "   █", "   █"),
    "5": ("█▀▀▀", "█   ", "▀▀▀█", "   █", "▄▄▄█"),
    "6": ("█▀▀▀", "█   ", "█▀▀█", "█  █", "█▄▄█"),
    "7": ("▀▀▀█", "   █", "   █", "   █", "   █"),
    "8": ("█▀▀█", "█  █", "█▀▀█", "█  █", "█▄▄█"),
    "9": ("█▀▀█", "█  █", "▀▀▀█", "   █", "▄▄▄█"),
    ":": (" ", "▀", " ", "▀", " "),
    ".": (" ", " ", " ", " ", "▄"),
    "+": ("   ", " █ ", "▀█▀", "   ", "   "),
}


@dataclass(frozen=True)
class SilentPanel(Panel):
    """A large clock that counts down when it was started."""

    ticks: ClassVar[bool] = True

    def rows(self, view: PanelView, size: Size) -> Rows:
        """Return the clock in the middle, and below it how it is started."""
        width, height = size
        left = time_left(view.session.meeting, view.now)
        running = view.session.meeting.timer_ends_at is not None
        seconds = view.step.minutes * 60 if left is None else left
        words = minutes_and_seconds(seconds, view.texts.locale)
        lines = big_digits(f"+{words}" if seconds < 0 else words)
        top = max(0, (height - len(lines) - 2) // 2)
        style = "trouble" if seconds < 0 else "strong"
        rows = [EMPTY] * top
        rows += [row(" " * max(0, (width - len(line)) // 2), (line, style)) for line in lines]
        hint = view.say("panel.silent.running" if running else "panel.silent.start")
        return [*rows, EMPTY, row(" " * max(0, (width - len(hint)) // 2), (hint, "dim"), does=Act("timer"))][:height]


def big_digits(words: str) -> list[str]:
    """Return the rows of a clock's time in large digits; signs that have no shape are left out."""
    shapes = [_SHAPES[sign] for sign in words if sign in _SHAPES]
    return ["  ".join(shape[at] for shape in shapes) for at in range(_ROWS)]

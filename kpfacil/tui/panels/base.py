"""What every panel is: a picture of the room, and the keys it listens to once it has been entered."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar

from kpfacil.tui.paint import Row, Span
from kpfacil.tui.room import Room

Chip = tuple[str, str, str]
"""A key as it is shown, its label, and the target that a click on it stands for."""
ARROWS = {"up": "↑", "down": "↓", "left": "←", "right": "→", "enter": "Enter", "space": "␣", "1": "1–9"}


class Panel(ABC):
    """A picture on the stage that can be entered with F4. All but the picture may be left as it is here."""

    keys: ClassVar[Mapping[str, str]] = {}
    """The panel's own keys and the texts' keys of their labels."""
    ticks: ClassVar[bool] = False
    """Whether the panel shows a clock of its own."""

    space_acts: ClassVar[bool] = False
    """Whether the space bar acts on an empty line even while the line has the keys: no line begins with a space."""

    @abstractmethod
    def rows(self, room: Room, size: tuple[int, int]) -> Sequence[Row]:
        """Return the picture for a size of (width, height) cells."""

    def press(self, room: Room, key: str) -> None:
        """Act on a key, or do nothing."""
        del room, key

    def prompts(self, room: Room) -> Mapping[str, str]:
        """Return the keys that begin a line, and how the line begins; `press` is told of them too."""
        del room
        return {}

    def chips(self, room: Room) -> Sequence[Chip]:
        """Return what the key bar shows first while the panel listens: the way back, as its keys stand in the panel."""
        return (("Esc", room.texts.say("chip.line"), "#escape"),)

    def after_line(self, room: Room) -> None:
        """Go on where a line that the panel had asked for has been recorded."""
        del room

    def point(self, room: Room, place: int) -> None:
        """Choose the place of the panel's list that was clicked."""
        del room, place

    def legend(self, room: Room, width: int) -> list[Row]:
        """Return the keys in words, where the eye is; a click on one presses it."""
        rows: list[Row] = []
        spans: list[Span] = [Span("   ")]
        targets: list[str] = []
        used = 3
        for key, label in self.keys.items():
            shown, words = ARROWS.get(key, key), room.texts.say(label)
            size = len(shown) + len(words) + 4
            if used + size > width and targets:
                rows.append(Row(tuple(spans), "|".join(targets)))
                spans, targets, used = [Span("   ")], [], 3
            targets.append(f"{used}:@{key}")
            spans += [Span(shown, "strong"), Span(f" {words}   ", "dim")]
            used += size
        return [*rows, Row(tuple(spans), "|".join(targets))] if targets else rows


def with_legend(rows: Sequence[Row], legend: Sequence[Row], height: int) -> list[Row]:
    """Return rows and legend for a height: the legend's end, the keys, always stays in sight."""
    kept = [*legend][-max(1, height - 1) :]
    return [*rows[: max(0, height - len(kept))], *kept][:height]


def moved(at: int, key: str, count: int, page: int = 8) -> int:
    """Return the place of a list's cursor after a key; the list has `count` places."""
    steps = {
        "up": -1,
        "down": 1,
        "left": -1,
        "right": 1,
        "pageup": -page,
        "pagedown": page,
        "home": -count,
        "end": count,
    }
    return max(0, min(count - 1, at + steps.get(key, 0)))


def window(at: int, count: int, height: int) -> range:
    """Return the places of a list that are seen through a window of `height` rows with the cursor in sight."""
    if count <= height:
        return range(count)
    first = max(0, min(at - height // 2, count - height))
    return range(first, first + height)

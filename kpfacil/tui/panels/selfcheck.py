"""The table's self-check by show of hands: the checklist of eight and the five kinds of results (seed A)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from kpfacil.commands.table import Evaluate
from kpfacil.rules.checklist import Check, checklist, results
from kpfacil.rules.presence import count_here
from kpfacil.tui.forms import HandsForm
from kpfacil.tui.paint import EMPTY, Row, ends, row, shorten
from kpfacil.tui.panels.base import Panel, moved, window, with_legend
from kpfacil.tui.room import Room


@dataclass(slots=True)
class SelfCheckPanel(Panel):
    """Thirteen points; a digit records the hands, Enter asks for a larger number and words."""

    keys: ClassVar[Mapping[str, str]] = {
        "1": "panel.self-check.hands",
        "enter": "panel.self-check.words",
        "down": "panel.one.next",
    }
    at: int = 0

    def rows(self, room: Room, size: tuple[int, int]) -> Sequence[Row]:
        """Return the points with what the data tells and what the room has said."""
        width, height = size
        points = _points(room)
        self.at = max(0, min(self.at, len(points) - 1))
        title = room.texts.say("panel.self-check.title", n=count_here(room.session))
        legend = self.legend(room, width)
        rows = [row("   ", (title, "strong")), EMPTY]
        seen = window(self.at, len(points), max(2, height - len(legend) - 3))
        rows += [_line(room, points[at], at, width, chosen=at == self.at and room.entered) for at in seen]
        return with_legend(rows, [EMPTY, *legend], height)

    def prompts(self, room: Room) -> Mapping[str, str]:
        """Return the key that asks for hands and words in the line."""
        del room
        return {"enter": ""}

    def press(self, room: Room, key: str) -> None:
        """Record the hands and go on, or ask for words."""
        points = _points(room)
        point = points[min(self.at, len(points) - 1)]
        if key == "enter":
            room.form = HandsForm(point.key)
        elif key.isdecimal():
            if room.do(Evaluate(key=point.key, value=int(key))):
                self.at = moved(self.at, "down", len(points))
        else:
            self.at = moved(self.at, key, len(points))

    def point(self, room: Room, place: int) -> None:
        """Choose the point that was clicked."""
        del room
        self.at = place


def _points(room: Room) -> tuple[Check, ...]:
    return (*checklist(room.session), *results(room.session))


def _line(room: Room, point: Check, place: int, width: int, *, chosen: bool) -> Row:
    key = f"word.checklist.{point.key}"
    words = room.texts.say(key if room.texts.knows(key) else f"word.result.{point.key}")
    answer = next((said for said in point.asked if not said.who), None)
    tail = ""
    if answer is not None:
        number = "" if answer.value is None else f"✋ {answer.value}"
        tail = "  ".join(part for part in (number, answer.text) if part)
    mark = "▸" if chosen else " "
    sign = "✓" if point.seen else " "
    right = row((f"  {shorten(tail, width // 3)} ", "strong"))
    left = row((f" {mark} {sign} ", "good"), (shorten(words, width - right.width - 6), "text"))
    made = ends(left, right, width)
    return Row(made.spans, f"^{place}", "chosen" if chosen else "")

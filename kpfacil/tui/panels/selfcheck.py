"""The table's self-check by show of hands: the checklist of eight and the five kinds of results."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kpfacil.commands.meeting import LookAt
from kpfacil.commands.table import Evaluate
from kpfacil.rules.checklist import Check, checklist, results
from kpfacil.rules.presence import count_here
from kpfacil.tui.asked import ListPlace
from kpfacil.tui.forms import HandsForm
from kpfacil.tui.paint import EMPTY, Row, ends, row, shorten
from kpfacil.tui.panels.base import Begin, Do, Effect, Panel, PanelKey, PanelView, moved, window, with_legend

_DIGITS = tuple("0123456789")


@dataclass(frozen=True)
class SelfCheckPanel(Panel):
    """Thirteen points; a digit records the hands, Enter asks for a larger number and words."""

    def rows(self, view: PanelView, size: tuple[int, int]) -> Sequence[Row]:
        """Return the points with what the data tells and what the room has said."""
        width, height = size
        points = _points(view)
        here = self.place(view)
        title = view.texts.say("panel.self-check.title", n=count_here(view.session))
        legend = self.legend(view, width)
        rows = [row("   ", (title, "strong")), EMPTY]
        seen = window(here, len(points), max(2, height - len(legend) - 3))
        rows += [_line(view, points[at], at, width, chosen=at == here and view.entered) for at in seen]
        return with_legend(rows, [EMPTY, *legend], height)

    def count(self, view: PanelView) -> int:
        """Return the number of points."""
        return len(_points(view))

    def looks_at(self, view: PanelView) -> LookAt:
        """Return the point that hands are counted for."""
        return LookAt(wall="self-check", point=_points(view)[self.place(view)].key)

    def keys(self, view: PanelView) -> Sequence[PanelKey]:
        """Return what records hands, what asks for more hands and words, and the way on."""
        point = _points(view)[self.place(view)]
        return (
            PanelKey("1", "panel.self-check.hands", self._hands(view, "1")),
            PanelKey("enter", "panel.self-check.words", Begin("", self, HandsForm(point.key))),
            PanelKey("down", "panel.one.next", self.step(view, "down")),
        )

    def press(self, view: PanelView, key: str) -> Effect | None:
        """Return what a key does; any digit records that many hands."""
        return self._hands(view, key) if key in _DIGITS else super().press(view, key)

    def _hands(self, view: PanelView, digit: str) -> Effect:
        """Return what records the hands and goes on to the next point."""
        point = _points(view)[self.place(view)]
        onward = replace(self, at=moved(self.place(view), "down", self.count(view)))
        return Do((Evaluate(key=point.key, value=int(digit)),), onward)


def _points(view: PanelView) -> tuple[Check, ...]:
    return (*checklist(view.session), *results(view.session))


def _line(view: PanelView, point: Check, place: int, width: int, *, chosen: bool) -> Row:
    key = f"word.checklist.{point.key}"
    words = view.texts.say(key if view.texts.knows(key) else f"word.result.{point.key}")
    tail = _said(point)
    mark = "▸" if chosen else " "
    sign = "✓" if point.seen else " "
    right = row((f"  {shorten(tail, width // 3)} ", "strong"))
    left = row((f" {mark} {sign} ", "good"), (shorten(words, width - right.width - 6), "text"))
    made = ends(left, right, width)
    return Row(made.spans, ListPlace(place), "chosen" if chosen else "")


def _said(point: Check) -> str:
    """Return the hands raised for a point and the words beside them."""
    answer = next((said for said in point.asked if not said.who), None)
    if answer is None:
        return ""
    number = "" if answer.value is None else f"✋ {answer.value}"
    return "  ".join(part for part in (number, answer.text) if part)

"""The table's self-check by show of hands: the checklist of eight and the five kinds of results."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kpfacil.commands.meeting import LookAt
from kpfacil.commands.table import Evaluate
from kpfacil.rules.checklist import Check, checklist, results
from kpfacil.rules.presence import count_here
from kpfacil.tui.forms import HandsForm
from kpfacil.tui.listing import moved
from kpfacil.tui.paint import EMPTY, Rows, Size, ends, row, shorten
from kpfacil.tui.panels.base import Begin, Do, Effect, ListPanel, PanelKey, PanelView

_DIGITS = tuple("0123456789")


@dataclass(frozen=True)
class SelfCheckPanel(ListPanel[Check]):
    """Thirteen points; a digit records the hands, Enter asks for a larger number and words."""

    def items(self, view: PanelView) -> Sequence[Check]:
        """Return the points with what the data tells and what the room has said."""
        return (*checklist(view.session), *results(view.session))

    def lines(self, view: PanelView, item: Check, width: int, *, chosen: bool) -> Rows:
        """Return a point, ticked where the data tells of it, and what the room has said."""
        del chosen
        key = f"word.checklist.{item.key}"
        words = view.say(key if view.texts.knows(key) else f"word.result.{item.key}")
        right = row((f"  {shorten(_said(item), width // 3)} ", "strong"))
        left = row(("✓ " if item.seen else "  ", "good"), (shorten(words, width - right.width - 3), "text"))
        return [ends(left, right, width)]

    def head(self, view: PanelView, size: Size) -> Rows:
        """Return how hands are counted."""
        del size
        return [row("   ", (view.say("panel.self-check.title", n=count_here(view.session)), "strong")), EMPTY]

    def foot(self, view: PanelView, size: Size) -> Rows:
        """Return the keys."""
        return [EMPTY, *self.legend(view, size[0])]

    def looks_at(self, view: PanelView) -> LookAt:
        """Return the point that hands are counted for."""
        return LookAt(wall="self-check", point=self.items(view)[self.place(view)].key)

    def keys(self, view: PanelView) -> Sequence[PanelKey]:
        """Return what records hands, what asks for more hands and words, and the way on."""
        point = self.items(view)[self.place(view)]
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
        point = self.items(view)[self.place(view)]
        onward = replace(self, at=moved(self.place(view), "down", self.count(view)))
        return Do((Evaluate(key=point.key, value=int(digit)),), onward)


def _said(point: Check) -> str:
    """Return the hands raised for a point and the words beside them."""
    answer = next((said for said in point.asked if not said.who), None)
    if answer is None:
        return ""
    number = "" if answer.value is None else f"✋ {answer.value}"
    return "  ".join(part for part in (number, answer.text) if part)

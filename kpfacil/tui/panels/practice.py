"""What the demo begins with: that it is one, and three things to try."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from kpfacil.model.session import Session
from kpfacil.tui.asked import Act, Asked
from kpfacil.tui.paint import EMPTY, Row, indent, paragraph, row, wrap
from kpfacil.tui.panels.base import Panel, PanelView

TRIES: tuple[tuple[str, Asked | None], ...] = (("line", None), ("wall", Act("wall")), ("memo", Act("memo")))
"""What is offered, and what a click on it asks for."""


@dataclass(frozen=True)
class PracticePanel(Panel):
    """A page that stays until Esc; the line has the keys. `recorded` is how many lines have been tried."""

    recorded: int = 0

    def rows(self, view: PanelView, size: tuple[int, int]) -> Sequence[Row]:
        """Return the page; on a low stage the three things alone."""
        width, height = size
        say = view.texts.say
        tries: list[Row] = []
        for at, (name, does) in enumerate(TRIES, start=1):
            done = bool(self.recorded) if name == "line" else bool(view.written) and name == "memo"
            first, *more = wrap(say(f"practice.{name}"), width - 8)
            tries.append(row((f"   {'✓' if done else at}  ", "strong"), first, does=does))
            tries += [row("      ", line, does=does) for line in more]
        before = [*_page(say("practice.title"), width, "strong"), *_page(say("practice.copy"), width), EMPTY]
        after = [EMPTY, *_page(say("practice.end"), width, "dim")]
        whole = [*before, *tries, *after]
        return whole if len(whole) <= height else tries[:height]

    def changed(self, before: Session, after: PanelView) -> Self:
        """Count what has been recorded."""
        more = sum(1 for _ in after.session.entries()) > sum(1 for _ in before.entries())
        return replace(self, recorded=self.recorded + more)


def _page(words: str, width: int, style: str = "text") -> list[Row]:
    return indent(paragraph(words, width - 2, style), 1)

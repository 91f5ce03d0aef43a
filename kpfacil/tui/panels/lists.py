"""What every panel is whose stage is a list: the head, the places around the chosen one, the foot with the keys."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kpfacil.tui.listing import MARK, Block, place_block, seen_rows
from kpfacil.tui.paint import Row
from kpfacil.tui.panels.base import Panel, PanelView, kept_legend

Item = TypeVar("Item")
_AIRY = 10
"""The least rows of a stage whose head has room for empty ones."""


@dataclass(frozen=True)
class ListPanel(Panel, Generic[Item]):
    """A list on the stage; the cursor, digits, arrows, clicks and scrolling are the same in all of them."""

    @abstractmethod
    def items(self, view: PanelView) -> Sequence[Item]:
        """Return what stands at the places of the list."""

    @abstractmethod
    def lines(self, view: PanelView, item: Item, width: int, *, chosen: bool) -> Sequence[Row]:
        """Return the rows of one place for a width without the mark."""

    def head(self, view: PanelView, size: tuple[int, int]) -> Sequence[Row]:
        """Return what stands above the list; its empty rows go where the stage is low."""
        del view, size
        return ()

    def foot(self, view: PanelView, size: tuple[int, int]) -> Sequence[Row]:
        """Return what stands below the list, the keys last."""
        return self.legend(view, size[0])

    def blocks(self, view: PanelView, width: int) -> Sequence[Block]:
        """Return the places, and whatever stands between them."""
        here = self.place(view) if view.entered else -1
        return [
            place_block(self.lines(view, item, width - MARK, chosen=at == here), at, chosen=at == here)
            for at, item in enumerate(self.items(view))
        ]

    def rows(self, view: PanelView, size: tuple[int, int]) -> Sequence[Row]:
        """Return head, places and foot; the chosen place is in sight, and how many are not is said."""
        width, height = size
        foot = kept_legend(self.foot(view, size), height)
        head = [line for line in self.head(view, size) if line.spans or height >= _AIRY]
        room = max(1, height - len(head) - len(foot))
        seen = seen_rows(self.blocks(view, width), self.place(view), room, view.texts)
        return [*[*head, *seen][: max(0, height - len(foot))], *foot][:height]

    def count(self, view: PanelView) -> int:
        """Return how many places the list has."""
        return len(self.items(view))

    def item(self, view: PanelView) -> Item | None:
        """Return what stands at the chosen place, None where the list is empty."""
        items = self.items(view)
        return items[self.place(view)] if items else None

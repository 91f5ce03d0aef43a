"""The board as a panel: for steps whose own panel stands on the stage, when the board is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpfacil.tui.paint import Row
from kpfacil.tui.panels.base import Panel, PanelView
from kpfacil.tui.pictures.board import board_rows


@dataclass(frozen=True)
class BoardPanel(Panel):
    """The columns of cards."""

    def rows(self, view: PanelView, size: tuple[int, int]) -> Sequence[Row]:
        """Return the board's picture."""
        return board_rows(view.session, view.texts, view.sight, view.board_kind, size)

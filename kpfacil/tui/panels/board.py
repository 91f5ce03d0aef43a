"""The board as a panel: for steps whose own panel stands on the stage, when the board is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpfacil.tui.paint import Row
from kpfacil.tui.panels.base import Panel
from kpfacil.tui.pictures.board import board_rows
from kpfacil.tui.room import Room


@dataclass(slots=True)
class BoardPanel(Panel):
    """The columns of cards."""

    def rows(self, room: Room, size: tuple[int, int]) -> Sequence[Row]:
        """Return the board's picture."""
        return board_rows(room.session, room.texts, room.sight, room.board_kind(), size)

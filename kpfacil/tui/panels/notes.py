"""The facilitator's own notes, shown only when asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpfacil.tui.paint import EMPTY, Row, indent, paragraph, row, wrap
from kpfacil.tui.panels.base import Panel, moved
from kpfacil.tui.room import Room


@dataclass(slots=True)
class NotesPanel(Panel):
    """The own notes, newest first; once entered, the arrows scroll."""

    top: int = 0

    def press(self, room: Room, key: str) -> None:
        """Scroll."""
        self.top = moved(self.top, key, len(room.session.notes))

    def rows(self, room: Room, size: tuple[int, int]) -> Sequence[Row]:
        """Return the notes as wrapped lines."""
        width, height = size
        rows = [*indent(paragraph(room.texts.say("notes.title"), width - 2, "strong"), 1), EMPTY]
        if not room.session.notes:
            rows += indent(paragraph(room.texts.say("notes.empty"), width - 6, "dim"), 3)
        for note in (*reversed(room.session.notes),)[self.top :]:
            lines = wrap(note.text, width - 10)
            rows.append(row((f"   {note.id:<4}", "note"), lines[0], target=note.id))
            rows += [row("       ", line, target=note.id) for line in lines[1:]]
            if len(rows) > height:
                break
        return rows[:height]

"""The facilitator's own notes, shown only when asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpfacil.tui.asked import Pick
from kpfacil.tui.paint import EMPTY, Row, indent, paragraph, row, wrap
from kpfacil.tui.panels.base import Panel, PanelView


@dataclass(frozen=True)
class NotesPanel(Panel):
    """The own notes, newest first; once entered, the arrows scroll."""

    def count(self, view: PanelView) -> int:
        """Return the number of notes; the arrows scroll."""
        return len(view.session.notes)

    def rows(self, view: PanelView, size: tuple[int, int]) -> Sequence[Row]:
        """Return the notes as wrapped lines."""
        width, height = size
        rows = [*indent(paragraph(view.texts.say("notes.title"), width - 2, "strong"), 1), EMPTY]
        if not view.session.notes:
            rows += indent(paragraph(view.texts.say("notes.empty"), width - 6, "dim"), 3)
        for note in (*reversed(view.session.notes),)[self.place(view) :]:
            lines = wrap(note.text, width - 10)
            rows.append(row((f"   {note.id:<4}", "note"), lines[0], does=Pick(note.id)))
            rows += [row("       ", line, does=Pick(note.id)) for line in lines[1:]]
            if len(rows) > height:
                break
        return rows[:height]

"""Panels that take the table's matters one at a time and turn the room's eyes to each."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from kpfacil.commands.base import Command
from kpfacil.commands.meeting import LookAt
from kpfacil.model.entries import Agreement, Task
from kpfacil.tui.paint import EMPTY, Row, ends, indent, paragraph, row
from kpfacil.tui.panels.base import Panel, moved, with_legend
from kpfacil.tui.room import Room


@dataclass(slots=True)
class OneByOne(Panel):
    """One matter on the stage, the next with one key; the audience's screen looks at the same one."""

    at: int = 0

    @abstractmethod
    def matters(self, room: Room) -> Sequence[Agreement | Task]:
        """Return the matters in their order; those dealt with stay in their places."""

    @abstractmethod
    def facts(self, room: Room, matter: Agreement | Task, width: int) -> list[Row]:
        """Return what stands under the matter's words."""

    @abstractmethod
    def title(self, room: Room) -> str:
        """Return what the panel is called."""

    @abstractmethod
    def nothing(self, room: Room) -> str:
        """Return what is said where there is no matter."""

    def rows(self, room: Room, size: tuple[int, int]) -> Sequence[Row]:
        """Return the matter at hand, what is known of it, and the keys."""
        width, height = size
        matters = self.matters(room)
        if not matters:
            return [
                EMPTY,
                row(("   ", "text"), (self.title(room), "strong")),
                EMPTY,
                *indent(paragraph(self.nothing(room), width - 6, "dim"), 3),
            ][:height]
        matter = self.matter(room)
        place = row((f"{self.at + 1} / {len(matters)} ", "dim"))
        rows = [ends(row("   ", (self.title(room), "strong")), place, width), EMPTY]
        lines = paragraph(matter.text, width - 12, "strong", 4)
        kind = "agreement" if isinstance(matter, Agreement) else "task"
        rows.append(Row((*row((f"   {matter.id:<5}", kind)).spans, *lines[0].spans), target=matter.id))
        rows += [Row((*row("        ").spans, *line.spans), target=matter.id) for line in lines[1:]]
        facts = self.facts(room, matter, width - 8)
        legend = self.legend(room, width)
        left = height - len(rows) - len(legend) - 1
        rows += [Row((*row("        ").spans, *fact.spans), fact.target, fact.fill) for fact in facts[: max(0, left)]]
        return with_legend(rows, [EMPTY, *legend], height)

    def matter(self, room: Room) -> Agreement | Task:
        """Return the matter at hand; there has to be one."""
        matters = self.matters(room)
        ids = [matter.id for matter in matters]
        focus = room.session.meeting.focus
        if focus in ids and room.entered:
            self.at = ids.index(focus)
        self.at = max(0, min(self.at, len(matters) - 1))
        return matters[self.at]

    def look(self, room: Room) -> None:
        """Turn the room's eyes to the matter at hand."""
        if self.matters(room):
            ids = [matter.id for matter in self.matters(room)]
            self.at = max(0, min(self.at, len(ids) - 1))
            room.do(LookAt(focus=ids[self.at]))

    def walk(self, room: Room, key: str) -> None:
        """Go to the next or the previous matter."""
        self.at = moved(self.at, key, len(self.matters(room)))
        self.look(room)

    def done(self, room: Room, command: Command, *, onward: bool = True) -> None:
        """Do a command about the matter at hand, then go on by itself."""
        if room.do(command) and onward:
            words = room.said.words
            self.walk(room, "right")
            room.said.words = words

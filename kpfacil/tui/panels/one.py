"""Panels that take the table's matters one at a time, with what is known of each, and turn the room's eyes to it."""

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from kpfacil.commands.base import Command
from kpfacil.commands.meeting import LookAt
from kpfacil.model.entries import Agreement, Task
from kpfacil.tui.asked import Pick
from kpfacil.tui.paint import EMPTY, Rows, Size, ends, hanging, indent, inset, paragraph, row
from kpfacil.tui.panels.base import Do, Effect, ListPanel, with_legend
from kpfacil.views.cards import pledge_words
from kpfacil.views.names import names_and_parties


@dataclass(frozen=True)
class OneByOne(ListPanel[Agreement | Task]):
    """One matter on the stage, the next with one key; the audience's screen looks at the same one."""

    name: ClassVar[str]
    """The panel's name in the texts, where its title is and what is said where there is no matter."""

    asked: str = ""
    """The matter that a line is being typed about."""

    def rows(self, size: Size) -> Rows:
        width, height = size
        matter = self.item
        title = row("   ", (self.say(f"panel.{self.name}.title"), "strong"))
        if matter is None:
            nothing = inset(self.say(f"panel.{self.name}.nothing"), width, "dim")
            return [EMPTY, title, EMPTY, *nothing][:height]
        place = row((f"{self.place + 1} / {self.count} ", "dim"))
        rows = [ends(title, place, width), EMPTY]
        lines = paragraph(matter.text, width - 12, "strong", 4)
        kind = "agreement" if isinstance(matter, Agreement) else "task"
        rows += hanging(row((f"   {matter.id:<5}", kind)), lines, Pick(matter.id))
        legend = self.legend(width)
        left = height - len(rows) - len(legend) - 1
        rows += indent(self.lines(matter, width - 8)[: max(0, left)], 8)
        return with_legend(rows, [EMPTY, *legend], height)

    def open(self) -> Self:
        """Begin at the matter that the room looks at."""
        ids = [matter.id for matter in self.items()]
        focus = self.session.meeting.focus
        return replace(self, at=ids.index(focus)) if focus in ids else self

    def looks_at(self) -> LookAt:
        matter = self.item
        return LookAt(focus=matter.id if matter is not None else "")

    def step(self, key: str) -> Effect | None:
        """Return the way to the next or the previous matter."""
        return Do((), replace(self, at=self.after(key), asked="")) if self.count else None

    def owner_rows(self, task: Task, width: int) -> Rows:
        """Return who has promised a task, or that nobody has."""
        owners = names_and_parties(self.session, task.owners, self.texts)
        return paragraph(owners or self.say("board.no-owner"), width, "text" if owners else "trouble")

    def pledge_rows(self, task: Task, width: int) -> Rows:
        """Return what is pledged to a task, nothing where nothing is."""
        pledges = "; ".join(pledge_words(self.session, pledge) for pledge in task.resources)
        return paragraph(pledges, width, "dim") if pledges else []

    def done(self, command: Command) -> Effect | None:
        """Return what does something about the matter at hand and goes on by itself."""
        return Do((command,), replace(self, at=self.after("right"), asked=""))

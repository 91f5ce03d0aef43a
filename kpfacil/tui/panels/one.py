"""Panels that take the table's matters one at a time and turn the room's eyes to each."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from kpfacil.commands.base import Command
from kpfacil.commands.meeting import LookAt
from kpfacil.model.entries import Agreement, Task
from kpfacil.tui.asked import Pick
from kpfacil.tui.forms import Form
from kpfacil.tui.listing import MOVING, move_cursor
from kpfacil.tui.paint import EMPTY, Row, Rows, Size, ends, indent, inset, paragraph, row
from kpfacil.tui.panels.base import Begin, Do, Effect, Panel, PanelView, with_legend


@dataclass(frozen=True)
class OneByOne(Panel):
    """One matter on the stage, the next with one key; the audience's screen looks at the same one."""

    name: ClassVar[str]
    """The panel's name in the texts, where its title is and what is said where there is no matter."""

    asked: str = ""
    """The matter that a line is being typed about."""

    @abstractmethod
    def matters(self, view: PanelView) -> Sequence[Agreement | Task]:
        """Return the matters in their order; those dealt with stay in their places."""

    @abstractmethod
    def facts(self, view: PanelView, matter: Agreement | Task, width: int) -> list[Row]:
        """Return what stands under the matter's words."""

    def rows(self, view: PanelView, size: Size) -> Rows:
        """Return the matter at hand, what is known of it, and the keys."""
        width, height = size
        matter = self.matter(view)
        title = row("   ", (view.say(f"panel.{self.name}.title"), "strong"))
        if matter is None:
            return [
                EMPTY,
                title,
                EMPTY,
                *inset(view.say(f"panel.{self.name}.nothing"), width, "dim"),
            ][:height]
        place = row((f"{self.place(view) + 1} / {self.count(view)} ", "dim"))
        rows = [ends(title, place, width), EMPTY]
        lines = paragraph(matter.text, width - 12, "strong", 4)
        kind = "agreement" if isinstance(matter, Agreement) else "task"
        rows.append(Row((*row((f"   {matter.id:<5}", kind)).spans, *lines[0].spans), does=Pick(matter.id)))
        rows += [Row(line.spans, does=Pick(matter.id)) for line in indent(lines[1:], 8)]
        legend = self.legend(view, width)
        left = height - len(rows) - len(legend) - 1
        rows += indent(self.facts(view, matter, width - 8)[: max(0, left)], 8)
        return with_legend(rows, [EMPTY, *legend], height)

    def count(self, view: PanelView) -> int:
        """Return the number of matters."""
        return len(self.matters(view))

    def matter(self, view: PanelView) -> Agreement | Task | None:
        """Return the matter at hand, None where there is none."""
        matters = self.matters(view)
        return matters[self.place(view)] if matters else None

    def open(self, view: PanelView) -> Self:
        """Begin at the matter that the room looks at."""
        ids = [matter.id for matter in self.matters(view)]
        focus = view.session.meeting.focus
        return replace(self, at=ids.index(focus)) if focus in ids else self

    def looks_at(self, view: PanelView) -> LookAt:
        """Return the matter at hand."""
        matter = self.matter(view)
        return LookAt(focus=matter.id if matter is not None else "")

    def walk(self, view: PanelView, key: str) -> Effect | None:
        """Return the way to the next or the previous matter."""
        if not self.count(view):
            return None
        return Do((), replace(self, at=move_cursor(self.place(view), key, self.count(view)), asked=""))

    def done(self, view: PanelView, command: Command) -> Effect | None:
        """Return what does something about the matter at hand and goes on by itself."""
        return Do((command,), replace(self, at=move_cursor(self.place(view), "right", self.count(view)), asked=""))

    def ask(self, line: str, matter: Agreement | Task, form: Form | None = None) -> Effect:
        """Return what begins a line about a matter."""
        return Begin(line, replace(self, asked=matter.id), form)

    def press(self, view: PanelView, key: str) -> Effect | None:
        """Return what a key does; the arrows walk from matter to matter."""
        walks = key in MOVING and self.count(view) and all(key not in (one.name, *one.more) for one in self.keys(view))
        return self.walk(view, key) if walks else super().press(view, key)

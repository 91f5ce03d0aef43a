"""*Pöydän resurssit*: what is pledged and offered by party, who has given nothing yet, and offers to tie to tasks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from kpfacil.commands.meeting import LookAt
from kpfacil.model.entries import Offer
from kpfacil.rules.resources import Giver, Resources, Sum, resources
from kpfacil.tui.listing import Block
from kpfacil.tui.paint import EMPTY, Row, Rows, Size, indent, inset, paragraph, row, shorten
from kpfacil.tui.panels.base import Begin, Do, ListPanel, PanelKey
from kpfacil.views.names import short_name


@dataclass(frozen=True)
class ResourcesPanel(ListPanel[Giver | Offer]):
    """Sums by party above, free offers below; Enter asks in the line for the task to tie an offer to."""

    def items(self) -> Sequence[Giver | Offer]:
        return (*resources(self.session).givers, *(offer for offer in self.session.offers if not offer.task))

    def lines(self, item: Giver | Offer, width: int) -> Rows:
        return self._giver(item, width) if isinstance(item, Giver) else [self._offer(item, width)]

    def blocks(self, size: Size) -> Sequence[Block]:
        blocks = super().blocks(size)
        givers = len(resources(self.session).givers)
        title = Block((row("   ", (self.say("panel.resources.free"), "strong")),))
        return [*blocks[:givers], *([title] if blocks[givers:] else []), *blocks[givers:]]

    def head(self, size: Size) -> Rows:
        title = row("   ", (self.say("panel.resources.title"), "strong"))
        nothing = [EMPTY, *inset(self.say("panel.resources.nothing"), size[0], "dim")]
        return [title] if resources(self.session).givers else [title, *nothing]

    def foot(self, size: Size) -> Rows:
        return [*self._hints(resources(self.session), size[0]), *self.legend(size[0])]

    def open(self) -> Self:
        """Begin at the first offer."""
        items = self.items()
        return replace(self, at=next((at for at, item in enumerate(items) if isinstance(item, Offer)), 0))

    def looks_at(self) -> LookAt:
        item = self.item
        return LookAt(focus=item.id if isinstance(item, Offer) else "", wall="resources")

    @property
    def keys(self) -> Sequence[PanelKey]:
        item = self.item
        no_task = Do((), self, tell="panel.resources.no-task", trouble=True)
        tie = Begin(f"{item.id} T", self) if isinstance(item, Offer) else None
        return (
            PanelKey("enter", "panel.resources.tie", tie if self.session.tasks or not tie else no_task),
            PanelKey("down", "panel.one.next", self.step("down")),
        )

    def _hints(self, made: Resources, width: int) -> Rows:
        """Return who has given nothing yet, and who bears too much."""
        session, say = self.session, self.say
        rows: Rows = []
        if made.silent:
            names = ", ".join(session.name_of(party) for party in made.silent)
            rows += inset(say("panel.resources.silent", names=names), width, "dim")
        if made.heavy:
            rows += inset(say("rule.heavy", party=session.name_of(made.heavy)), width, "trouble")
        return rows

    def _giver(self, giver: Giver, width: int) -> Rows:
        name = self.session.name_of(giver.party) if giver.party else self.say("panel.resources.nobody")
        parts: list[str] = []
        if giver.pledged:
            parts.append(self.say("panel.resources.pledged", what=self._sums(giver.pledged)))
        if giver.offered:
            parts.append(self.say("panel.resources.offered", what=self._sums(giver.offered)))
        if giver.tasks:
            parts.append(self.texts.count("panel.resources.tasks", giver.tasks))
        lines = paragraph(" · ".join(parts), width - 7, "text")
        return [row((name, "strong")), *indent(lines, 3)]

    def _sums(self, sums: tuple[Sum, ...]) -> str:
        return ", ".join(self._sum(one) for one in sums)

    def _sum(self, one: Sum) -> str:
        kind = self.say(f"word.resource.{one.kind}")
        if one.amount:
            amount = f"{one.amount:g}".replace(".", self.texts.locale.comma)
            return f"{amount} {one.unit}".strip() + f" ({kind})"
        return f"{kind} ×{one.count}" if one.count > 1 else kind

    def _offer(self, offer: Offer, width: int) -> Row:
        who = f"{short_name(self.session, offer.by)}: " if offer.by else ""
        return row((f" {offer.id:<5}", "offer"), shorten(f"{who}{offer.text}", width - 9))

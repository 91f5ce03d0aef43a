"""*Pöydän resurssit*: what is pledged and offered by party, who has given nothing yet, and offers to tie to tasks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from kpfacil.commands.meeting import LookAt
from kpfacil.model.entries import Offer
from kpfacil.rules.resources import Giver, Resources, Sum, resources
from kpfacil.tui.listing import Block
from kpfacil.tui.paint import EMPTY, Row, Rows, Size, indent, inset, paragraph, row, shorten
from kpfacil.tui.panels.base import Begin, Do, ListPanel, PanelKey, PanelView
from kpfacil.views.names import short_name


@dataclass(frozen=True)
class ResourcesPanel(ListPanel[Giver | Offer]):
    """Sums by party above, free offers below; Enter asks in the line for the task to tie an offer to."""

    def items(self, view: PanelView) -> Sequence[Giver | Offer]:
        """Return the givers, then the offers that no task has yet."""
        return (*resources(view.session).givers, *(offer for offer in view.session.offers if not offer.task))

    def lines(self, view: PanelView, item: Giver | Offer, width: int) -> Rows:
        """Return what somebody gives, or an offer."""
        return _giver(view, item, width) if isinstance(item, Giver) else [_offer(view, item, width)]

    def blocks(self, view: PanelView, size: Size) -> Sequence[Block]:
        """Return the givers and, below their title, the offers."""
        blocks = super().blocks(view, size)
        givers = len(resources(view.session).givers)
        title = Block((row("   ", (view.say("panel.resources.free"), "strong")),))
        return [*blocks[:givers], *([title] if blocks[givers:] else []), *blocks[givers:]]

    def head(self, view: PanelView, size: Size) -> Rows:
        """Return the title; what is said where nobody gives anything."""
        title = row("   ", (view.say("panel.resources.title"), "strong"))
        nothing = [EMPTY, *inset(view.say("panel.resources.nothing"), size[0], "dim")]
        return [title] if resources(view.session).givers else [title, *nothing]

    def foot(self, view: PanelView, size: Size) -> Rows:
        """Return who has given nothing or too much, and the keys."""
        return [*_hints(view, resources(view.session), size[0]), *self.legend(view, size[0])]

    def open(self, view: PanelView) -> Self:
        """Begin at the first offer."""
        items = self.items(view)
        return replace(self, at=next((at for at, item in enumerate(items) if isinstance(item, Offer)), 0))

    def looks_at(self, view: PanelView) -> LookAt:
        """Return what lies on the table, and the offer that is chosen."""
        item = self.item(view)
        return LookAt(focus=item.id if isinstance(item, Offer) else "", wall="resources")

    def keys(self, view: PanelView) -> Sequence[PanelKey]:
        """Return what asks in the line for the task of an offer, and the way to the next one."""
        item = self.item(view)
        no_task = Do((), self, tell="panel.resources.no-task", trouble=True)
        tie = Begin(f"{item.id} T", self) if isinstance(item, Offer) else None
        return (
            PanelKey("enter", "panel.resources.tie", tie if view.session.tasks or not tie else no_task),
            PanelKey("down", "panel.one.next", self.step(view, "down")),
        )


def _hints(view: PanelView, made: Resources, width: int) -> list[Row]:
    """Return who has given nothing yet, and who bears too much."""
    session, say = view.session, view.say
    rows: list[Row] = []
    if made.silent:
        names = ", ".join(session.name_of(party) for party in made.silent)
        rows += inset(say("panel.resources.silent", names=names), width, "dim")
    if made.heavy:
        rows += inset(say("rule.heavy", party=session.name_of(made.heavy)), width, "trouble")
    return rows


def _giver(view: PanelView, giver: Giver, width: int) -> list[Row]:
    name = view.session.name_of(giver.party) if giver.party else view.say("panel.resources.nobody")
    parts: list[str] = []
    if giver.pledged:
        parts.append(view.say("panel.resources.pledged", what=_sums(view, giver.pledged)))
    if giver.offered:
        parts.append(view.say("panel.resources.offered", what=_sums(view, giver.offered)))
    if giver.tasks:
        parts.append(view.count("panel.resources.tasks", giver.tasks))
    lines = paragraph(" · ".join(parts), width - 7, "text")
    return [row((name, "strong")), *indent(lines, 3)]


def _sums(view: PanelView, sums: tuple[Sum, ...]) -> str:
    return ", ".join(_sum(view, one) for one in sums)


def _sum(view: PanelView, one: Sum) -> str:
    kind = view.say(f"word.resource.{one.kind}")
    if one.amount:
        amount = f"{one.amount:g}".replace(".", view.texts.locale.comma)
        return f"{amount} {one.unit}".strip() + f" ({kind})"
    return f"{kind} ×{one.count}" if one.count > 1 else kind


def _offer(view: PanelView, offer: Offer, width: int) -> Row:
    who = f"{short_name(view.session, offer.by)}: " if offer.by else ""
    return row((f" {offer.id:<5}", "offer"), shorten(f"{who}{offer.text}", width - 9))

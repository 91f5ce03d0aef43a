"""*Pöydän resurssit*: what is pledged and offered by party, who has given nothing yet, and offers to tie to tasks."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpfacil.commands.meeting import LookAt
from kpfacil.model.entries import Offer
from kpfacil.rules.resources import Giver, Resources, Sum, resources
from kpfacil.tui.asked import ListPlace
from kpfacil.tui.paint import EMPTY, Row, paragraph, row, shorten
from kpfacil.tui.panels.base import Begin, Panel, PanelKey, PanelView, window, with_legend
from kpfacil.views.names import short_name


@dataclass(frozen=True)
class ResourcesPanel(Panel):
    """Sums by party above, free offers below; Enter asks in the line for the task to tie an offer to."""

    def rows(self, view: PanelView, size: tuple[int, int]) -> Sequence[Row]:
        """Return the sums, the hints and the free offers."""
        width, height = size
        made, say = resources(view.session), view.texts.say
        legend = [*_hints(view, made, width), *self.legend(view, width)]
        rows = [row("   ", (say("panel.resources.title"), "strong"))]
        if not made.givers:
            rows += [EMPTY, *_indented(say("panel.resources.nothing"), width, "dim")]
        for giver in made.givers:
            rows += _giver(view, giver, width)
        offers, here = self._offers(view), self.place(view) if view.entered else -1
        if offers:
            rows.append(row("   ", (say("panel.resources.free"), "strong")))
        first = len(rows)
        rows += [_offer(view, offer, at, width, chosen=at == here) for at, offer in enumerate(offers)]
        seen = window(first + here if here >= 0 else 0, len(rows), max(1, height - len(legend)))
        return with_legend([rows[at] for at in seen], legend, height)

    def _offers(self, view: PanelView) -> tuple[Offer, ...]:
        return tuple(offer for offer in view.session.offers if not offer.task)

    def count(self, view: PanelView) -> int:
        """Return the number of free offers."""
        return len(self._offers(view))

    def looks_at(self, view: PanelView) -> LookAt:
        """Return what lies on the table, and the offer that is chosen."""
        offers = self._offers(view)
        return LookAt(focus=offers[self.place(view)].id if offers else "", wall="resources")

    def keys(self, view: PanelView) -> Sequence[PanelKey]:
        """Return what asks in the line for the task of an offer, and the way to the next one."""
        offers = self._offers(view)
        tie = Begin(f"{offers[self.place(view)].id} T", self) if offers else None
        return (
            PanelKey("enter", "panel.resources.tie", tie),
            PanelKey("down", "panel.one.next", self.step(view, "down")),
        )


def _hints(view: PanelView, made: Resources, width: int) -> list[Row]:
    """Return who has given nothing yet, and who bears too much."""
    session, say = view.session, view.texts.say
    rows: list[Row] = []
    if made.silent:
        names = ", ".join(session.name_of(party) for party in made.silent)
        rows += _indented(say("panel.resources.silent", names=names), width, "dim")
    if made.heavy:
        rows += _indented(say("rule.heavy", party=session.name_of(made.heavy)), width, "trouble")
    return rows


def _giver(view: PanelView, giver: Giver, width: int) -> list[Row]:
    name = view.session.name_of(giver.party) if giver.party else view.texts.say("panel.resources.nobody")
    parts: list[str] = []
    if giver.pledged:
        parts.append(view.texts.say("panel.resources.pledged", what=_sums(view, giver.pledged)))
    if giver.offered:
        parts.append(view.texts.say("panel.resources.offered", what=_sums(view, giver.offered)))
    if giver.tasks:
        parts.append(view.texts.count("panel.resources.tasks", giver.tasks))
    lines = paragraph(" · ".join(parts), width - 10, "text")
    return [row("   ", (name, "strong")), *(Row((*row("      ").spans, *line.spans)) for line in lines)]


def _sums(view: PanelView, sums: tuple[Sum, ...]) -> str:
    return ", ".join(_sum(view, one) for one in sums)


def _sum(view: PanelView, one: Sum) -> str:
    kind = view.texts.say(f"word.resource.{one.kind}")
    if one.amount:
        amount = f"{one.amount:g}".replace(".", view.texts.locale.comma)
        return f"{amount} {one.unit}".strip() + f" ({kind})"
    return f"{kind} ×{one.count}" if one.count > 1 else kind


def _indented(words: str, width: int, style: str) -> list[Row]:
    return [Row((*row("   ").spans, *line.spans)) for line in paragraph(words, width - 6, style)]


def _offer(view: PanelView, offer: Offer, place: int, width: int, *, chosen: bool) -> Row:
    mark = "▸" if chosen else " "
    who = f"{short_name(view.session, offer.by)}: " if offer.by else ""
    words = shorten(f"{who}{offer.text}", width - 12)
    return row((f"  {mark} {offer.id:<5}", "offer"), words, does=ListPlace(place), fill="chosen" if chosen else "")

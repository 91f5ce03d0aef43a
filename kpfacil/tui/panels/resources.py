"""*Pöydän resurssit*: what is pledged and offered by party, who has given nothing yet, and offers to tie to tasks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from kpfacil.model.entries import Offer
from kpfacil.rules.resources import Giver, Sum, resources
from kpfacil.tui.paint import EMPTY, Row, paragraph, row, shorten
from kpfacil.tui.panels.base import Panel, moved, window, with_legend
from kpfacil.tui.room import Room
from kpfacil.views.names import short_name


@dataclass(slots=True)
class ResourcesPanel(Panel):
    """Sums by party above, free offers below; Enter asks in the line for the task to tie an offer to."""

    keys: ClassVar[Mapping[str, str]] = {"enter": "panel.resources.tie", "down": "panel.one.next"}
    at: int = 0

    def rows(self, room: Room, size: tuple[int, int]) -> Sequence[Row]:
        """Return the sums, the hints and the free offers."""
        width, height = size
        made = resources(room.session)
        say = room.texts.say
        hints: list[Row] = []
        if made.silent:
            names = ", ".join(room.session.name_of(party) for party in made.silent)
            hints += _indented(say("panel.resources.silent", names=names), width, "dim")
        if made.heavy:
            hints += _indented(say("rule.heavy", party=room.session.name_of(made.heavy)), width, "trouble")
        legend = [*hints, *self.legend(room, width)]
        rows = [row("   ", (say("panel.resources.title"), "strong"))]
        if not made.givers:
            rows += [EMPTY, *_indented(say("panel.resources.nothing"), width, "dim")]
        for giver in made.givers:
            rows += _giver(room, giver, width)
        offers = self._offers(room)
        self.at = max(0, min(self.at, len(offers) - 1))
        if offers:
            rows.append(row("   ", (say("panel.resources.free"), "strong")))
        first = len(rows)
        rows += [
            _offer(room, offers[at], at, width, chosen=at == self.at and room.entered) for at in range(len(offers))
        ]
        seen = window(first + self.at if room.entered else 0, len(rows), max(1, height - len(legend)))
        return with_legend([rows[at] for at in seen], legend, height)

    def _offers(self, room: Room) -> tuple[Offer, ...]:
        return tuple(offer for offer in room.session.offers if not offer.task)

    def prompts(self, room: Room) -> Mapping[str, str]:
        """Return the key that asks for the task in the line."""
        offers = self._offers(room)
        return {"enter": f"{offers[min(self.at, len(offers) - 1)].id} T"} if offers else {}

    def press(self, room: Room, key: str) -> None:
        """Choose an offer."""
        offers = self._offers(room)
        self.at = moved(self.at, key, len(offers)) if offers else 0

    def point(self, room: Room, place: int) -> None:
        """Choose the offer that was clicked."""
        del room
        self.at = place


def _giver(room: Room, giver: Giver, width: int) -> list[Row]:
    name = room.session.name_of(giver.party) if giver.party else room.texts.say("panel.resources.nobody")
    parts: list[str] = []
    if giver.pledged:
        parts.append(room.texts.say("panel.resources.pledged", what=_sums(room, giver.pledged)))
    if giver.offered:
        parts.append(room.texts.say("panel.resources.offered", what=_sums(room, giver.offered)))
    if giver.tasks:
        parts.append(room.texts.count("panel.resources.tasks", giver.tasks))
    lines = paragraph(" · ".join(parts), width - 10, "text")
    return [row("   ", (name, "strong")), *(Row((*row("      ").spans, *line.spans)) for line in lines)]


def _sums(room: Room, sums: tuple[Sum, ...]) -> str:
    return ", ".join(_sum(room, one) for one in sums)


def _sum(room: Room, one: Sum) -> str:
    kind = room.texts.say(f"word.resource.{one.kind}")
    if one.amount:
        amount = f"{one.amount:g}".replace(".", room.texts.locale.comma)
        return f"{amount} {one.unit}".strip() + f" ({kind})"
    return f"{kind} ×{one.count}" if one.count > 1 else kind


def _indented(words: str, width: int, style: str) -> list[Row]:
    return [Row((*row("   ").spans, *line.spans)) for line in paragraph(words, width - 6, style)]


def _offer(room: Room, offer: Offer, place: int, width: int, *, chosen: bool) -> Row:
    mark = "▸" if chosen else " "
    who = f"{short_name(room.session, offer.by)}: " if offer.by else ""
    words = shorten(f"{who}{offer.text}", width - 12)
    return row((f"  {mark} {offer.id:<5}", "offer"), words, target=f"^{place}", fill="chosen" if chosen else "")

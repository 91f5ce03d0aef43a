"""Not heard yet: for the facilitator's eyes. A speaker clock with one key, and the balance for the wall on request."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from kpfacil.commands.meeting import ShowBalance
from kpfacil.commands.rounds import EndTurn, TakeTurn
from kpfacil.model.dates import minutes_and_seconds
from kpfacil.rules.heard import Share, balance, heard, not_heard
from kpfacil.tui.asked import ListPlace
from kpfacil.tui.paint import EMPTY, Row, indent, paragraph, row
from kpfacil.tui.panels.base import Do, Panel, PanelKey, PanelView, window, with_legend
from kpfacil.views.names import name_and_party

_BAR = 24


@dataclass(frozen=True)
class HeardPanel(Panel):
    """Who has said nothing in this meeting or this phase, and how the talk spreads over the parties."""

    ticks: ClassVar[bool] = True

    this_phase: bool = False

    def rows(self, view: PanelView, size: tuple[int, int]) -> Sequence[Row]:
        """Return those not heard, the balance, and the keys."""
        width, height = size
        session, say = view.session, view.texts.say
        phase = session.meeting.phase if self.this_phase else None
        quiet = not_heard(session, phase)
        title = say("panel.heard.phase" if self.this_phase else "panel.heard.meeting")
        rows = [*indent(paragraph(title, width - 6, "strong"), 3), EMPTY, *_clock(view)]
        if not quiet.people:
            rows.append(row("   ", (f"✓ {say('panel.heard.everybody')}", "good")))
        if quiet.parties:
            names = ", ".join(party.name for party in quiet.parties)
            rows += indent(paragraph(say("panel.heard.parties", names=names), width - 6), 3)
        shares = _shares(view, balance(session, phase), width)
        legend = self.legend(view, width)
        foot = [*_some(shares, (height - len(rows) - len(legend)) // 2), *legend]
        people = self._people(view)
        seen = window(self.place(view), len(people), max(1, height - len(rows) - len(foot)))
        voices = heard(session, phase)
        rows += [self._line(view, people[at], at, heard_already=people[at] in voices) for at in seen]
        return with_legend(rows, foot, height)

    def count(self, view: PanelView) -> int:
        """Return how many may speak."""
        return len(self._people(view))

    def keys(self, view: PanelView) -> Sequence[PanelKey]:
        """Return the speaker clock, the span, and the balance for the wall."""
        people = self._people(view)
        shown = view.session.meeting.balance_shown
        speak = Do((TakeTurn(who=people[self.place(view)]),), self) if people else None
        return (
            PanelKey("enter", "panel.heard.clock", speak),
            PanelKey("space", "panel.heard.end", Do((EndTurn(),), self)),
            PanelKey("v", "panel.heard.span", Do((), replace(self, this_phase=not self.this_phase))),
            PanelKey("s", "panel.heard.wall", Do((ShowBalance(shown=not shown),), self)),
        )

    def _people(self, view: PanelView) -> list[str]:
        """Return everybody who may speak: those not heard first."""
        voices = heard(view.session, view.session.meeting.phase if self.this_phase else None)
        people = [person.id for person in view.session.participants if person.may_answer]
        return sorted(people, key=lambda who: who in voices)

    def _line(self, view: PanelView, who: str, place: int, *, heard_already: bool) -> Row:
        chosen = place == self.place(view) and view.entered
        mark = "▸" if chosen else " "
        sign = "✓" if heard_already else "·"
        return row(
            (f" {mark} {sign} ", "strong"),
            (name_and_party(view.session, who), "dim" if heard_already else "text"),
            does=ListPlace(place),
            fill="chosen" if chosen else "",
        )


def _clock(view: PanelView) -> list[Row]:
    meeting = view.session.meeting
    if not meeting.speaker or meeting.speaker_since is None:
        return []
    spent = round((view.now - meeting.speaker_since).total_seconds())
    clock = minutes_and_seconds(spent, view.texts.locale)
    return [row("   ▶ ", (name_and_party(view.session, meeting.speaker), "strong"), (f"  {clock}", "dim")), EMPTY]


def _some(rows: list[Row], most: int) -> list[Row]:
    """Return as many of the rows as fit, with the number of the rest."""
    if len(rows) <= most:
        return rows
    return [*rows[: most - 1], row((f"   + {len(rows) - most + 1}", "dim"))] if most > 2 else []  # noqa: PLR2004  a title and a number alone say nothing


def _shares(view: PanelView, shares: tuple[Share, ...], width: int) -> list[Row]:
    most = max((share.entries + share.turns for share in shares), default=0)
    rows: list[Row] = []
    for share in shares:
        name = view.session.name_of(share.party) if share.party else view.texts.say("panel.resources.nobody")
        number = share.entries + share.turns
        bar = "█" * round(_BAR * number / most) if most else ""
        rows.append(row(f"   {name[: width - _BAR - 10]:<24.24} ", (bar, "idea"), (f" {number}", "dim")))
    shown = view.texts.say("panel.heard.on-wall" if view.session.meeting.balance_shown else "panel.heard.off-wall")
    return [row("   ", (shown, "dim")), *rows] if rows else rows

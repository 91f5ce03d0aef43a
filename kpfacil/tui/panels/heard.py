"""Not heard yet: for the facilitator's eyes. A speaker clock with one key, and the balance for the wall on request."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from kpfacil.commands.meeting import ShowBalance
from kpfacil.commands.rounds import EndTurn, TakeTurn
from kpfacil.model.dates import minutes_and_seconds
from kpfacil.model.meeting import PhaseName
from kpfacil.model.value import frozen
from kpfacil.rules.heard import Share, balance, heard, not_heard
from kpfacil.tui.paint import EMPTY, Row, Rows, Size, indent, paragraph, row
from kpfacil.tui.panels.base import Do, ListPanel, PanelKey, PanelView
from kpfacil.views.names import name_and_party

_BAR = 24


@frozen()
class Voice:
    """Somebody who may speak, and whether the voice has been heard."""

    who: str
    heard: bool


@dataclass(frozen=True)
class HeardPanel(ListPanel[Voice]):
    """Who has said nothing in this meeting or this phase, and how the talk spreads over the parties."""

    ticks: ClassVar[bool] = True

    this_phase: bool = False

    def items(self, view: PanelView) -> Sequence[Voice]:
        """Return everybody who may speak: those not heard first."""
        voices = heard(view.session, self._phase(view))
        people = (Voice(person.id, person.id in voices) for person in view.session.participants if person.may_answer)
        return sorted(people, key=lambda voice: voice.heard)

    def lines(self, view: PanelView, item: Voice, width: int, *, chosen: bool) -> Rows:
        """Return somebody's name, ticked where the voice has been heard."""
        del width, chosen
        name = name_and_party(view.session, item.who)
        return [row(("✓ " if item.heard else "· ", "strong"), (name, "dim" if item.heard else "text"))]

    def head(self, view: PanelView, size: Size) -> Rows:
        """Return what is shown, the speaker clock, and the parties not heard."""
        width, say = size[0], view.say
        quiet = not_heard(view.session, self._phase(view))
        title = say("panel.heard.phase" if self.this_phase else "panel.heard.meeting")
        rows = [*indent(paragraph(title, width - 6, "strong"), 3), EMPTY, *_clock(view)]
        if not quiet.people:
            rows.append(row("   ", (f"✓ {say('panel.heard.everybody')}", "good")))
        if quiet.parties:
            names = ", ".join(party.name for party in quiet.parties)
            rows += indent(paragraph(say("panel.heard.parties", names=names), width - 6), 3)
        return rows

    def foot(self, view: PanelView, size: Size) -> Rows:
        """Return how the talk spreads over the parties, as far as there is room, and the keys."""
        width, height = size
        shares = _shares(view, balance(view.session, self._phase(view)), width)
        legend = self.legend(view, width)
        return [*_some(shares, (height - len(self.head(view, size)) - len(legend)) // 2), *legend]

    def _phase(self, view: PanelView) -> PhaseName | None:
        return view.session.meeting.phase if self.this_phase else None

    def keys(self, view: PanelView) -> Sequence[PanelKey]:
        """Return the speaker clock, the span, and the balance for the wall."""
        voice = self.item(view)
        shown = view.session.meeting.balance_shown
        speak = Do((TakeTurn(who=voice.who),), self) if voice is not None else None
        return (
            PanelKey("enter", "panel.heard.clock", speak),
            PanelKey("space", "panel.heard.end", Do((EndTurn(),), self)),
            PanelKey("v", "panel.heard.span", Do((), replace(self, this_phase=not self.this_phase))),
            PanelKey("s", "panel.heard.wall", Do((ShowBalance(shown=not shown),), self)),
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
        name = view.session.name_of(share.party) if share.party else view.say("panel.resources.nobody")
        number = share.entries + share.turns
        bar = "█" * round(_BAR * number / most) if most else ""
        rows.append(row(f"   {name[: width - _BAR - 10]:<24.24} ", (bar, "idea"), (f" {number}", "dim")))
    shown = view.say("panel.heard.on-wall" if view.session.meeting.balance_shown else "panel.heard.off-wall")
    return [row("   ", (shown, "dim")), *rows] if rows else rows

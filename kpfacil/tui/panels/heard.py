"""Not heard yet: for the facilitator's eyes. A speaker clock with one key, and the balance for the wall on request."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from kpfacil.commands.meeting import SetWall
from kpfacil.commands.rounds import EndTurn, TakeTurn
from kpfacil.model.dates import minutes_and_seconds
from kpfacil.rules.heard import Share, balance, heard, not_heard
from kpfacil.tui.paint import EMPTY, Row, paragraph, row
from kpfacil.tui.panels.base import Panel, moved, window, with_legend
from kpfacil.tui.room import Room
from kpfacil.views.names import name_and_party

_BAR = 24


@dataclass(slots=True)
class HeardPanel(Panel):
    """Who has said nothing in this meeting or this phase, and how the talk spreads over the parties."""

    ticks: ClassVar[bool] = True

    keys: ClassVar[Mapping[str, str]] = {
        "enter": "panel.heard.clock",
        "space": "panel.heard.end",
        "v": "panel.heard.span",
        "s": "panel.heard.wall",
    }
    at: int = 0
    this_phase: bool = False

    def rows(self, room: Room, size: tuple[int, int]) -> Sequence[Row]:
        """Return those not heard, the balance, and the keys."""
        width, height = size
        session = room.session
        say = room.texts.say
        phase = session.meeting.phase if self.this_phase else None
        quiet = not_heard(session, phase)
        title = say("panel.heard.phase" if self.this_phase else "panel.heard.meeting")
        rows = [row("   ", (title, "strong")), EMPTY, *_clock(room)]
        people = self._people(room)
        if not quiet.people:
            rows.append(row("   ", (f"✓ {say('panel.heard.everybody')}", "good")))
        if quiet.parties:
            names = ", ".join(party.name for party in quiet.parties)
            rows += [
                Row((*row("   ").spans, *line.spans))
                for line in paragraph(say("panel.heard.parties", names=names), width - 6)
            ]
        shares = _shares(room, balance(session, phase), width)
        legend = self.legend(room, width)
        self.at = max(0, min(self.at, len(people) - 1))
        foot = [*_some(shares, (height - len(rows) - len(legend)) // 2), *legend]
        seen = window(self.at, len(people), max(1, height - len(rows) - len(foot)))
        voices = heard(session, phase)
        rows += [self._line(room, people[at], at, heard_already=people[at] in voices) for at in seen]
        return with_legend(rows, foot, height)

    def _people(self, room: Room) -> list[str]:
        """Return everybody who may speak: those not heard first."""
        voices = heard(room.session, room.session.meeting.phase if self.this_phase else None)
        people = [person.id for person in room.session.participants if person.may_answer]
        return sorted(people, key=lambda who: who in voices)

    def _line(self, room: Room, who: str, place: int, *, heard_already: bool) -> Row:
        chosen = place == self.at and room.entered
        mark = "▸" if chosen else " "
        sign = "✓" if heard_already else "·"
        return row(
            (f" {mark} {sign} ", "strong"),
            (name_and_party(room.session, who), "dim" if heard_already else "text"),
            target=f"^{place}",
            fill="chosen" if chosen else "",
        )

    def press(self, room: Room, key: str) -> None:
        """Start or end the speaker clock, change the span, show the balance on the wall, or move."""
        people = self._people(room)
        match key:
            case "enter" if people:
                room.do(TakeTurn(who=people[min(self.at, len(people) - 1)]))
            case "space":
                room.do(EndTurn())
            case "v":
                self.this_phase = not self.this_phase
            case "s":
                room.do(SetWall(balance_shown=not room.session.meeting.balance_shown))
            case _:
                self.at = moved(self.at, key, len(people)) if people else 0

    def point(self, room: Room, place: int) -> None:
        """Choose the person that was clicked."""
        del room
        self.at = place


def _clock(room: Room) -> list[Row]:
    meeting = room.session.meeting
    if not meeting.speaker or meeting.speaker_since is None:
        return []
    spent = round((room.now() - meeting.speaker_since).total_seconds())
    clock = minutes_and_seconds(spent, room.texts.locale)
    return [row("   ▶ ", (name_and_party(room.session, meeting.speaker), "strong"), (f"  {clock}", "dim")), EMPTY]


def _some(rows: list[Row], most: int) -> list[Row]:
    """Return as many of the rows as fit, with the number of the rest."""
    if len(rows) <= most:
        return rows
    return [*rows[: most - 1], row((f"   + {len(rows) - most + 1}", "dim"))] if most > 2 else []  # noqa: PLR2004  a title and a number alone say nothing


def _shares(room: Room, shares: tuple[Share, ...], width: int) -> list[Row]:
    most = max((share.entries + share.turns for share in shares), default=0)
    rows: list[Row] = []
    for share in shares:
        name = room.session.name_of(share.party) if share.party else room.texts.say("panel.resources.nobody")
        number = share.entries + share.turns
        bar = "█" * round(_BAR * number / most) if most else ""
        rows.append(row(f"   {name[: width - _BAR - 10]:<24.24} ", (bar, "idea"), (f" {number}", "dim")))
    shown = room.texts.say("panel.heard.on-wall" if room.session.meeting.balance_shown else "panel.heard.off-wall")
    return [row("   ", (shown, "dim")), *rows] if rows else rows

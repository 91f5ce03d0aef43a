"""A round: whose turn it is, who is left; one key onward. What is typed meanwhile is the speaker's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from kpfacil.commands.base import Command
from kpfacil.commands.rounds import EndTurn, SetRoundOrder, SkipTurn, StartRoundAnew, TakeTurn
from kpfacil.model.dates import minutes_and_seconds
from kpfacil.model.meeting import RoundOrder
from kpfacil.rules.rounds import Round, round_of
from kpfacil.tui.paint import EMPTY, Row, indent, paragraph, row, shorten
from kpfacil.tui.panels.base import Panel, moved, window, with_legend
from kpfacil.tui.room import Room
from kpfacil.tui.spoken import CLOSING
from kpfacil.views.names import name_and_party

_ORDERS: tuple[RoundOrder, ...] = ("seat", "by-party", "parties")


@dataclass(slots=True)
class RoundPanel(Panel):
    """The round of the step: the speaker large, the rest as a list in turn order."""

    ticks: ClassVar[bool] = True
    space_acts: ClassVar[bool] = True
    keys: ClassVar[Mapping[str, str]] = {
        "space": "panel.round.next",
        "o": "panel.round.skip",
        "enter": "panel.round.give",
        "j": "panel.round.order",
        "v": "panel.round.end",
        "a": "panel.round.anew",
    }
    at: int = 0

    def rows(self, room: Room, size: tuple[int, int]) -> Sequence[Row]:
        """Return the speaker, then everybody in order with who has spoken, then the keys."""
        width, height = size
        made = round_of(room.session, room.desk.process)
        rows = [*_title(room, width), *_speaker(room, made, width), EMPTY]
        legend = self.legend(room, width)
        self.at = max(0, min(self.at, len(made.everyone) - 1))
        seen = window(self.at, len(made.everyone), max(1, height - len(rows) - len(legend) - 1))
        rows += [_line(room, made, place, width, chosen=place == self.at and room.entered) for place in seen]
        return with_legend(rows, [EMPTY, *legend], height)

    def press(self, room: Room, key: str) -> None:
        """Move the cursor, or do what the key says."""
        made = round_of(room.session, room.desk.process)
        if key == "j":
            at = _ORDERS.index(made.order)
            room.do(SetRoundOrder(order=_ORDERS[(at + 1) % len(_ORDERS)]))
            return
        command = self._command(made, key)
        if command is None:
            self.at = moved(self.at, key, len(made.everyone))
        elif room.do(command):
            after = round_of(room.session, room.desk.process)
            now = after.speaker or after.next
            self.at = after.everyone.index(now) if now in after.everyone else self.at

    def _command(self, made: Round, key: str) -> Command | None:
        match key:
            case "space":
                return TakeTurn(who=made.next) if made.next else EndTurn()
            case "o":
                who = made.speaker or made.next
                return SkipTurn(who=who) if who else None
            case "enter" if made.everyone:
                return TakeTurn(who=made.everyone[min(self.at, len(made.everyone) - 1)])
            case "v":
                return EndTurn()
            case "a":
                return StartRoundAnew()
            case _:
                return None

    def point(self, room: Room, place: int) -> None:
        """Give the turn to whoever was clicked."""
        self.at = place
        self.press(room, "enter")


def _title(room: Room, width: int) -> list[Row]:
    """Return what the round is where it is not the step's own."""
    if room.panel != CLOSING:
        return [EMPTY]
    return indent(paragraph(room.texts.say("panel.round.closing"), width - 6, "strong"), 3)


def _speaker(room: Room, made: Round, width: int) -> list[Row]:
    say = room.texts.say
    if not made.speaker:
        begin = "panel.round.begin-closing" if room.panel == CLOSING else "panel.round.begin"
        words = say(begin if made.left else "panel.round.over" if made.everyone else "at-table.empty")
        return indent(paragraph(words, width - 6, "dim" if made.left else "strong"), 3)
    since = room.session.meeting.speaker_since
    spent = round((room.now() - since).total_seconds()) if since else 0
    clock = minutes_and_seconds(spent, room.texts.locale)
    limit = minutes_and_seconds(made.seconds, room.texts.locale)
    style = "trouble" if spent > made.seconds else "dim"
    return [
        row("   ", (name_and_party(room.session, made.speaker), "strong")),
        row("   ", (say("panel.round.time", spent=clock, each=limit), style), ("  ", "dim"), _left(room, made)),
    ]


def _left(room: Room, made: Round) -> tuple[str, str]:
    return room.texts.count("panel.round.left", len(made.left)), "dim"


def _said(room: Room, who: str) -> str:
    """Return what somebody has said in the closing round."""
    if room.panel != CLOSING:
        return ""
    return next((said.text for said in room.session.evaluations if (said.key, said.who) == (CLOSING, who)), "")


def _line(room: Room, made: Round, place: int, width: int, *, chosen: bool) -> Row:
    who = made.everyone[place]
    signs = {made.speaker: "▶", made.next: "›"}
    sign = signs.get(who, "✓" if who in made.spoken else "–" if who in made.skipped else " ")
    style = "strong" if who == made.speaker else "dim" if who in made.spoken else "text"
    words = name_and_party(room.session, who)
    if who in made.skipped:
        words += f"  ({room.texts.say('panel.round.skipped')})"
    said = _said(room, who)
    mark = "▸" if chosen else " "
    return row(
        (f" {mark} {sign} ", "strong"),
        (shorten(words, width - 6), style),
        (f"  {said}" if said else "", "text"),
        target=f"^{place}",
        fill="chosen" if chosen else "",
    )

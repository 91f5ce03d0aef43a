"""The closing check before people stand up: each gap one key away, the funnel below. Nothing here is a lock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from kpfacil.commands.meeting import LookAt
from kpfacil.rules.funnel import Funnel, evening, term
from kpfacil.rules.gaps import Gap, gaps
from kpfacil.tui.forms import CarrierForm, NextMeetingForm, NextStepForm
from kpfacil.tui.paint import EMPTY, Row, ends, row, shorten
from kpfacil.tui.panels.base import Panel, moved, window, with_legend
from kpfacil.tui.room import Room

_LOW = 14
_TIGHT = 9
_PANEL_OF = {
    "roster": "people",
    "round": "heard",
    "consent": "consent",
    "read-back": "readback",
    "review": "review",
    "resources": "resources",
}


@dataclass(slots=True)
class ClosingPanel(Panel):
    """*Ennen kuin lähdetään*: what is in order and what is not, in words and signs."""

    keys: ClassVar[Mapping[str, str]] = {
        "enter": "panel.closing.mend",
        "n": "panel.closing.next",
        "i": "panel.closing.self-check",
        "l": "panel.closing.round",
        "m": "panel.closing.memo",
    }
    at: int = 0

    def rows(self, room: Room, size: tuple[int, int]) -> Sequence[Row]:
        """Return the lines of the check, the funnel, and the keys."""
        width, height = size
        lines = _gaps(room)
        self.at = max(0, min(self.at, len(lines) - 1))
        rows = [row("   ", (room.texts.say("panel.closing.title"), "strong")), EMPTY]
        legend = self.legend(room, width)
        funnel = [EMPTY, *funnel_rows(room, width), EMPTY] if height > _LOW else funnel_rows(room, width)
        funnel = funnel if height > _TIGHT else []
        seen = window(self.at, len(lines), max(2, height - len(rows) - len(funnel) - len(legend)))
        rows += [_line(room, lines[at], at, width, chosen=at == self.at and room.entered) for at in seen]
        return with_legend([*rows, *funnel], legend, height)

    def prompts(self, room: Room) -> Mapping[str, str]:
        """Return the keys that ask for what is missing in the line."""
        lines = _gaps(room)
        gap = lines[min(self.at, len(lines) - 1)]
        asked = {"n": ""}
        if gap.where in ("next", "parked", "decision") and (gap.entries or gap.where == "next"):
            return {**asked, "enter": ""}
        if gap.where == "heir" and gap.entries:
            return {**asked, "enter": f"{gap.entries[0]} {room.texts.say('word.label.heir').lower()}: "}
        if gap.where == "line" and not gap.met:
            first = next(iter(gap.entries), "")
            return {**asked, "enter": room.texts.say(f"panel.closing.line.{gap.name}", id=first)}
        if gap.where == "task" and gap.entries:
            sign = " / " if gap.name in ("task-due", "task-day") else " / / " if gap.name == "task-resource" else " "
            return {**asked, "enter": f"{gap.entries[0]}{sign}"}
        return asked

    def press(self, room: Room, key: str) -> None:
        """Go to what mends the gap, or ask for it in the line."""
        lines = _gaps(room)
        match key:
            case "enter":
                self._mend(room, lines[min(self.at, len(lines) - 1)])
            case "n":
                room.form = NextMeetingForm()
            case "i":
                room.panel = "self-check"
            case "l":
                room.panel = "closing-round"
            case "m":
                room.panel = "memo"
            case _:
                self.at = moved(self.at, key, len(lines))

    def _mend(self, room: Room, gap: Gap) -> None:
        first = gap.entries[0] if gap.entries else ""
        match gap.where:
            case "next":
                room.form = NextMeetingForm()
            case "parked" if first:
                room.form = NextStepForm(first)
            case "decision" if first:
                room.form = CarrierForm(first)
            case "task" | "heir" | "line":
                return
            case _:
                room.panel = _PANEL_OF.get(gap.where, room.panel)
                if gap.where in ("consent", "read-back") and first:
                    room.do(LookAt(focus=first))

    def point(self, room: Room, place: int) -> None:
        """Choose the line that was clicked."""
        del room
        self.at = place


def _gaps(room: Room) -> list[Gap]:
    """Return the lines: what is open first, then what may well stay open, then what is in order."""
    return sorted(gaps(room.session, room.desk.process), key=lambda gap: (gap.met, gap.advice))


def _line(room: Room, gap: Gap, place: int, width: int, *, chosen: bool) -> Row:
    sign, style = ("✓", "good") if gap.met else ("·", "dim") if gap.advice else ("!", "trouble")
    mark = "▸" if chosen else " "
    words = shorten(room.texts.said(gap.finding), width - 22)
    left = row((f" {mark} {sign} ", style), (words, "dim" if gap.met else "text"))
    right = row() if gap.met else row((f"Enter {room.texts.say(f'panel.closing.where.{gap.where}')} ", "dim"))
    made = ends(left, right, width)
    return Row(made.spans, f"^{place}", "chosen" if chosen else "")


def funnel_rows(room: Room, width: int) -> list[Row]:
    """Return *hillotehdas*: ideas, agreed, tasks and done, of the evening and of the term."""
    title = room.texts.say("panel.funnel.title")
    tonight = _tonight(room, evening(room.session))
    so_far = _so_far(room, term(room.term_sessions()))
    rows = [row("   ", (title, "strong"), "  ", tonight), row("   ", " " * len(title), "  ", so_far)]
    return rows if all(made.width <= width for made in rows) else [row("   ", tonight), row("   ", so_far)]


def _tonight(room: Room, made: Funnel) -> tuple[str, str]:
    count = room.texts.count
    words = room.texts.say(
        "panel.funnel.evening",
        ideas=count("word.count.idea", made.ideas),
        agreed=count("word.count.agreement", made.agreed),
        tasks=count("word.count.task", made.tasks),
        done=made.done,
    )
    return words, "text"


def _so_far(room: Room, made: Funnel) -> tuple[str, str]:
    words = room.texts.say("panel.funnel.term", ideas=made.ideas, agreed=made.agreed, tasks=made.tasks, done=made.done)
    return words, "text"

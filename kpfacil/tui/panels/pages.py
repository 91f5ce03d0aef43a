"""Pages without a list: the board, the own notes, the clock of silence, what the demo begins with, and the help."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from kpfacil.model.dates import minutes_and_seconds
from kpfacil.model.kinds import SIGN_OF
from kpfacil.model.meeting import time_left
from kpfacil.model.session import Session
from kpfacil.tui.asked import Act, Asked, Pick, Press
from kpfacil.tui.bigtext import fit_big
from kpfacil.tui.keys import KEYS, SCRIBE_KEYS
from kpfacil.tui.paint import EMPTY, Rows, Size, hanging, indent, inset, paragraph, row
from kpfacil.tui.panels.base import ARROWS, Chip, Effect, Panel
from kpfacil.tui.pictures.board import board_rows


@dataclass(frozen=True)
class BoardPanel(Panel):
    """The columns of cards, for steps whose own panel stands on the stage."""

    def rows(self, size: Size) -> Rows:
        return board_rows(self.session, self.texts, self.view.sight, self.view.board_kind, size)


@dataclass(frozen=True)
class NotesPanel(Panel):
    """The own notes, newest first; once entered, the arrows scroll."""

    @property
    def count(self) -> int:
        return len(self.session.notes)

    def rows(self, size: Size) -> Rows:
        width, height = size
        rows = [*inset(self.say("notes.title"), width, "strong", margin=1), EMPTY]
        if not self.session.notes:
            rows += inset(self.say("notes.empty"), width, "dim")
        for note in (*reversed(self.session.notes),)[self.place :]:
            rows += hanging(row((f"   {note.id:<4}", "note")), paragraph(note.text, width - 10), Pick(note.id))
            if len(rows) > height:
                break
        return rows[:height]


@dataclass(frozen=True)
class SilentPanel(Panel):
    """Silent thinking: a large clock that counts down when it was started, nothing else."""

    ticks = True

    def rows(self, size: Size) -> Rows:
        width, height = size
        meeting = self.session.meeting
        left = time_left(meeting, self.view.now)
        seconds = self.view.step.minutes * 60 if left is None else left
        words = minutes_and_seconds(seconds, self.texts.locale)
        words, style = (f"+{words}", "trouble") if seconds < 0 else (words, "strong")
        clock = fit_big(words, width, height - 2, style) or [row((words, style))]
        hint = self.say("panel.silent.start" if meeting.timer_ends_at is None else "panel.silent.running")
        rows = [*clock, EMPTY, row((hint, "dim"), does=Act("timer"))]
        above = [EMPTY] * max(0, (height - len(rows)) // 2)
        return [*above, *(indent([line], max(0, (width - line.width) // 2))[0] for line in rows)][:height]


TRIES: tuple[tuple[str, Asked | None], ...] = (("line", None), ("wall", Act("wall")), ("memo", Act("memo")))
"""What is offered, and what a click on it asks for."""


@dataclass(frozen=True)
class PracticePanel(Panel):
    """A page that stays until Esc; the line has the keys. `recorded` is how many lines have been tried."""

    recorded: int = 0

    def rows(self, size: Size) -> Rows:
        width, height = size
        say = self.say
        tries: Rows = []
        for at, (name, does) in enumerate(TRIES, start=1):
            done = bool(self.recorded) if name == "line" else bool(self.view.written) and name == "memo"
            mark = row((f"   {'✓' if done else at}  ", "strong"))
            tries += hanging(mark, paragraph(say(f"practice.{name}"), width - 8), does)
        title = inset(say("practice.title"), width, "strong", margin=1)
        copy, end = inset(say("practice.copy"), width, margin=1), inset(say("practice.end"), width, "dim", margin=1)
        whole = [*title, *copy, EMPTY, *tries, EMPTY, *end]
        return whole if len(whole) <= height else tries[:height]

    def follow(self, before: Session) -> Self:
        """Count what has been recorded."""
        more = sum(1 for _ in self.session.entries()) > sum(1 for _ in before.entries())
        return replace(self, recorded=self.recorded + more)


_LINES = ("who", "by-when", "with-what", "theme", "id", "quick", "table", "escape", "paste")
_NARROW = 60


@dataclass(frozen=True)
class HelpPanel(Panel):
    """One long page that can be scrolled; `seat` is empty on the facilitator's screen, else what it tells of."""

    seat: str = ""

    def rows(self, size: Size) -> Rows:
        width, height = size
        page = self._page(width)
        top = max(0, min(self.at, len(page) - height))
        return page[top : top + height]

    @property
    def count(self) -> int:
        """Return how many lines may be scrolled at the most."""
        return len(self._page(_NARROW))

    def press(self, key: str) -> Effect | None:
        """Scroll."""
        return super().press("pagedown" if key == "space" else key)

    def chips(self) -> Sequence[Chip]:
        say = self.say
        return (
            ("Esc", say("chip.close"), Act("escape")),
            ("↓", say("chip.more"), Press("pagedown")),
            ("↑", say("chip.less"), Press("pageup")),
        )

    def _page(self, width: int) -> Rows:
        say = self.say
        here = [*_wrap("", say(f"help.{self.seat}"), width), EMPTY] if self.seat else self._here(width)
        rows = [*here, row((f" {say('help.title')}", "strong")), EMPTY]
        rows += _wrap("", say("help.line"), width)
        rows.append(EMPTY)
        for kind, sign in SIGN_OF.items():
            rows += _wrap(sign, say(f"help.sign.{kind}"), width, kind)
        rows.append(EMPTY)
        for name in _LINES:
            rows += _wrap("", say(f"help.rule.{name}"), width)
        rows += [EMPTY, row((f" {say('help.keys')}", "strong")), EMPTY]
        for key in SCRIBE_KEYS if self.seat else KEYS:
            rows += _wrap(key.shown, say(f"key-help.{key.action}"), width)
        if not self.seat:
            rows += [EMPTY, *_wrap("", say("help.panels"), width)]
        return [*rows, EMPTY, *_wrap("", self.process.source.in_(self.texts.language), width)]

    def _here(self, width: int) -> Rows:
        """Return what the place is for that the help was opened from, and its letters."""
        say = self.say
        name = self.view.under or "board"
        rows = [row((f" {say('help.here', place=say(f'key.{name}'))}", "strong")), EMPTY]
        rows += _wrap("", say(f"key-help.{name}"), width)
        for key in self.view.keys_under:
            rows += _wrap(ARROWS.get(key.name, key.name), say(key.label), width)
        return [*rows, EMPTY]


def _wrap(sign: str, words: str, width: int, style: str = "strong") -> Rows:
    return hanging(row((f"   {f'{sign} ':<4}", style)), paragraph(words, width - 8))

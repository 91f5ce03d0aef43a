"""The audience's screen: it follows a session file, shows it large and calm, and never writes to it."""

import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.types import CSSPathType

from kpfacil.storage.content import load_texts
from kpfacil.storage.follow import Follower, Following, LastGood, News, Watch
from kpfacil.tui import look
from kpfacil.tui.look import Canvas
from kpfacil.tui.paint import Rows
from kpfacil.tui.pictures.audience_parts import Letters
from kpfacil.tui.pictures.audience_screen import audience_rows, page_turned_to, waiting_rows
from kpfacil.tui.shell import Shell, read_input_carefully
from kpfacil.views.audience_values import RoundPicture
from kpfacil.views.wall_words import seconds_left

LOOK_EVERY = 0.08
"""Seconds between two looks at the file while it changes: the room sees a change within half a second."""
_TICK, _REST = 0.2, 1.0
"""Seconds between two looks at what moves by itself: while something does, and while only pages turn."""


class AudienceApp(Shell[int]):
    """Shows one session to the room. Nothing that happens to the file or to the other program takes the picture away.

    `look_every` 0 starts no thread: whoever made the app calls `look_now`.
    """

    CSS_PATH: ClassVar[CSSPathType] = ["audience.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,ctrl+q,ctrl+c", "leave", show=False, priority=True),
        Binding("t", "switch_theme", show=False),
    ]

    def __init__(
        self,
        path: Path,
        language: str | None,
        clock: Callable[[], datetime],
        *,
        theme: str = look.DARK,
        look_every: float = LOOK_EVERY,
    ) -> None:
        super().__init__(theme)
        self._path = path
        self._clock = clock
        self._follower = Follower(path, clock, language)
        self._following = Following(path)
        self._watch = Watch(self._follower.look, partial(self.call_later, self._take), look_every)
        self._good = LastGood(language, clock)
        self._shown: tuple[object, ...] = ()
        self._letters = Letters()

    def compose(self) -> ComposeResult:
        """Make the one region there is."""
        yield Canvas(self._paint, id="wall")

    def on_mount(self) -> None:
        """Begin to follow the file and to let the clocks go."""
        self._following.begin()
        self.end_on_signals(self.action_leave)
        self._beat()
        self._watch.start()

    def on_unmount(self) -> None:
        """Let go of the file."""
        self._watch.stop()
        self._following.end()

    def look_now(self) -> None:
        """Look at the file at once."""
        news = self._follower.look()
        if news is not None:
            self._take(news)

    def _take(self, news: News) -> None:
        """Show what the file says now."""
        self._good.take(news)
        self._following.move(self._follower.file.path)
        self._repaint()

    def _beat(self) -> None:
        """Look at what moves by itself, often while something does, seldom while only pages turn."""
        self._tick()
        moves = self._good.view is not None and self._good.view.moves_at(self._clock())
        self.set_timer(_TICK if moves else _REST, self._beat)

    def _tick(self) -> None:
        """Draw anew only where something that moves by itself has moved."""
        if self._moving() != self._shown:
            self._repaint()

    def _moving(self) -> tuple[object, ...]:
        view, now = self._good.view, self._clock()
        if view is None:
            return (self._good.trouble,)
        turn = view.picture_at(now)
        since = turn.since if isinstance(turn, RoundPicture) else None
        spoken = round((now - (since or now)).total_seconds())
        ends_at = view.clock.break_ends_at or now
        rest = max(0, round((ends_at - now).total_seconds()))
        clock = now.minute if view.blank else seconds_left(view.clock, now)
        new = (view.lit_at(now), view.landed_at(now), turn is view.picture)
        return clock, rest, spoken, new, page_turned_to(view, now), self._good.note(now)

    def _repaint(self) -> None:
        self._shown = self._moving()
        self.query_one(Canvas).repaint()

    def _paint(self, width: int, height: int) -> Rows:
        now, view, texts = self._clock(), self._good.view, self._good.texts
        if view is None:
            return waiting_rows(texts, texts.say(self._good.trouble, file=self._path.name), (width, height))
        return audience_rows(view, texts, now, (width, height), self._good.note(now), self._letters)

    def on_resize(self) -> None:
        """Draw anew for the new size."""
        self._repaint()

    def action_leave(self) -> None:
        """End the screen."""
        self.exit(0)

    def action_switch_theme(self) -> None:
        """Change between the light and the dark theme."""
        self.switch_theme()
        self._repaint()


def run(path: Path, language: str | None, clock: Callable[[], datetime], theme: str = look.DARK) -> int:
    """Show a session to the room until it is closed; return the exit code."""
    read_input_carefully()
    app = AudienceApp(path, language, clock, theme=theme)
    app.run()
    app.say_fault(load_texts(language or "fi"), partial(print, file=sys.stderr))
    return (app.return_code or 0) if app.fault_log is None else 1

"""The help: the signs of the line, one example of each, and every key."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpfacil.model.kinds import SIGN_OF
from kpfacil.tui.asked import Act, Press
from kpfacil.tui.keys import KEYS, SCRIBE_KEYS
from kpfacil.tui.paint import EMPTY, Rows, Size, hanging, paragraph, row
from kpfacil.tui.panels.base import ARROWS, Chip, Effect, Panel

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

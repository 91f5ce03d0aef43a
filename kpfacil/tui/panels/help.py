"""The help: the signs of the line, one example of each, and every key."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpfacil.model.kinds import SIGN_OF
from kpfacil.tui.keys import KEYS
from kpfacil.tui.paint import EMPTY, Row, row, wrap
from kpfacil.tui.panels.base import Chip, Panel, moved
from kpfacil.tui.room import Room

_LINES = ("who", "by-when", "with-what", "theme", "id", "escape", "paste")


@dataclass(slots=True)
class HelpPanel(Panel):
    """One long page that can be scrolled."""

    top: int = 0
    _width: int = 80

    def rows(self, room: Room, size: tuple[int, int]) -> Sequence[Row]:
        """Return the part of the page that is seen."""
        width, height = size
        self._width = width
        page = _page(room, width)
        self.top = max(0, min(self.top, len(page) - height))
        return page[self.top : self.top + height]

    def press(self, room: Room, key: str) -> None:
        """Scroll."""
        self.top = moved(self.top, "pagedown" if key == "space" else key, len(_page(room, self._width)))

    def chips(self, room: Room) -> Sequence[Chip]:
        """Return the keys of the page."""
        return (
            ("Esc", room.texts.say("chip.close"), "#escape"),
            ("↓", room.texts.say("chip.more"), "@pagedown"),
            ("↑", room.texts.say("chip.less"), "@pageup"),
        )


def _page(room: Room, width: int) -> list[Row]:
    say = room.texts.say
    rows = [row((f" {say('help.title')}", "strong")), EMPTY]
    rows += _wrapped("", say("help.line"), width)
    rows.append(EMPTY)
    for kind, sign in SIGN_OF.items():
        rows += _wrapped(sign, say(f"help.sign.{kind}"), width, kind)
    rows.append(EMPTY)
    for name in _LINES:
        rows += _wrapped("", say(f"help.rule.{name}"), width)
    rows += [EMPTY, row((f" {say('help.keys')}", "strong")), EMPTY]
    for key in KEYS:
        rows += _wrapped(key.shown, say(f"key-help.{key.action}"), width)
    rows += [EMPTY, *_wrapped("", say("help.panels"), width), EMPTY]
    return [*rows, *_wrapped("", room.desk.process.source.in_(room.texts.language), width)]


def _wrapped(sign: str, words: str, width: int, style: str = "strong") -> list[Row]:
    lines = wrap(words, width - 8)
    rows = [row((f"   {sign:<4}", style), lines[0])]
    return rows + [row("       ", line) for line in lines[1:]]

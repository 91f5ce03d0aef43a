"""The memo before it is sent: a preview with either profile, chosen formats in one go, the clipboard, a QR code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from kpfacil.commands.meeting import SetMeeting
from kpfacil.export.tell import Profile
from kpfacil.model.formats import FORMATS, Format
from kpfacil.model.meeting import Status
from kpfacil.model.session import Session
from kpfacil.tui.exporting import Written, memo_document
from kpfacil.tui.paint import EMPTY, Row, ends, row, shorten
from kpfacil.tui.panels.base import Panel, moved, with_legend
from kpfacil.tui.room import Room

_PAGE = 10
_DIGITS = tuple(str(number) for number in range(1, len(FORMATS) + 1))
_STANDINGS: tuple[Status, ...] = ("draft", "review", "accepted")


@dataclass(slots=True)
class MemoPanel(Panel):
    """The memo's text, the formats to write, and what came of them."""

    keys: ClassVar[Mapping[str, str]] = {
        "enter": "panel.memo.write",
        "p": "panel.memo.profile",
        "s": "panel.memo.standing",
        "k": "panel.memo.copy",
        "o": "panel.memo.open",
        "f": "panel.memo.folder",
        "q": "panel.memo.qr",
        "down": "chip.more",
        "up": "chip.less",
    }
    profile: Profile = "participants"
    chosen: set[Format] = field(default_factory=lambda: {"html", "docx"})
    written: list[Written] = field(default_factory=list)
    top: int = 0
    qr: bool = False
    _made: tuple[Session, Profile, str] | None = None

    def rows(self, room: Room, size: tuple[int, int]) -> Sequence[Row]:
        """Return the preview, the formats with their digits, and what was written."""
        width, height = size
        say = room.texts.say
        title = say(f"panel.memo.title.{self.profile}")
        standing = say(f"word.status.{room.session.meeting.status}")
        head = [ends(row("   ", (title, "strong")), row((f"{standing} ", "dim")), width), self._formats(room)]
        foot = [*self._results(room, width), *self.legend(room, width)]
        if self.qr and room.session.table.url:
            body = [row("   ", (room.session.table.url, "strong")), *qr_rows(room.session.table.url)]
        else:
            lines = self.text(room).split("\n")
            self.top = max(0, min(self.top, len(lines) - 1))
            body = [row("   ", (shorten(line, width - 4), "text")) for line in lines[self.top :]]
        left = max(1, height - len(head) - len(foot) - 1)
        return with_legend([*head, EMPTY, *body[:left]], foot, height)

    def _formats(self, room: Room) -> Row:
        del room
        parts: list[tuple[str, str]] = [("   ", "text")]
        targets: list[str] = []
        at = 3
        for number, form in enumerate(FORMATS, start=1):
            mark = "☑" if form in self.chosen else "☐"
            words = f" {mark} {form}  "
            targets.append(f"{at}:@{number}")
            parts += [(f"{number}", "strong"), (words, "text" if form in self.chosen else "dim")]
            at += 1 + len(words)
        return row(*parts, target="|".join(targets))

    def _results(self, room: Room, width: int) -> list[Row]:
        rows: list[Row] = []
        for result in self.written[-len(FORMATS) :]:
            if result.path is not None:
                rows.append(row("   ✓ ", (shorten(str(result.path), width - 6), "good")))
            if result.trouble:
                words = room.texts.said(result.trouble)
                rows.append(row("   ! ", (shorten(words, width - 6), "trouble")))
        return rows

    def text(self, room: Room) -> str:
        """Return the memo as plain text."""
        from kpfacil.export import text  # noqa: PLC0415  an export loads when it is asked for

        if self._made is None or self._made[0] is not room.session or self._made[1] != self.profile:
            made = text.render(memo_document(room.session, room.desk.process, self.profile))
            self._made = (room.session, self.profile, made)
        return self._made[2]

    def press(self, room: Room, key: str) -> None:
        """Choose profile or formats, scroll, or ask the screen to write, copy or open."""
        if key in _DIGITS:
            self.chosen ^= {FORMATS[_DIGITS.index(key)]}
        elif key == "p":
            self.profile = "public" if self.profile == "participants" else "participants"
            self.written.clear()
        elif key == "s":
            at = _STANDINGS.index(room.session.meeting.status)
            room.do(SetMeeting(status=_STANDINGS[(at + 1) % len(_STANDINGS)]))
        elif key == "q":
            self.qr = not self.qr
            if self.qr and not room.session.table.url:
                room.tell("panel.memo.no-address")
        elif key in ("enter", "k", "o", "f"):
            room.wish = {"enter": "write-memo", "k": "copy-memo", "o": "open-memo", "f": "open-folder"}[key]
        else:
            lines = len(self.text(room).split("\n"))
            self.top = moved(self.top, {"down": "pagedown", "up": "pageup"}.get(key, key), lines, _PAGE)


def qr_rows(address: str) -> list[Row]:
    """Return an address as a QR code in half blocks, dark on light whatever the theme, with its quiet zone."""
    import segno  # noqa: PLC0415  loads when a code is asked for

    matrix = [list(line) for line in segno.make(address, error="m", micro=False).matrix_iter(border=2)]
    if len(matrix) % 2:
        matrix.append([0] * len(matrix[0]))
    rows: list[Row] = []
    for upper, lower in zip(matrix[::2], matrix[1::2], strict=True):
        # Ink is the letter colour, the ground the paper: full block = two light modules, in the style `paper`.
        line = "".join(_BLOCKS[bool(high), bool(low)] for high, low in zip(upper, lower, strict=True))
        rows.append(row("   ", (line, "paper")))
    return rows


_BLOCKS = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}

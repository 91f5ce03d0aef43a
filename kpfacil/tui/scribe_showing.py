"""What each region of the scribe's screen shows: the board and the line, without clocks, panels and own notes."""

from collections.abc import Sequence
from dataclasses import replace

from rich.cells import cell_len

from kpfacil.model.value import frozen
from kpfacil.tui.glance import Wanted
from kpfacil.tui.keys import SCRIBE_KEYS
from kpfacil.tui.paint import EMPTY, Rows, indent, row, shorten
from kpfacil.tui.panels.base import Chip
from kpfacil.tui.pictures.foot import key_bar, status_row
from kpfacil.tui.pictures.head import head_rows, question_lines
from kpfacil.tui.room import Room
from kpfacil.tui.showing import Showing
from kpfacil.tui.sight import SaveLine, SaveState
from kpfacil.tui.waiting import Post

_SENT_SHOWN = 3
_AROUND = 5
"""The cells around the words of the seat's line."""
_LEAST_NAME = 5
_TROUBLE = {"audience.waiting.missing": "scribe.missing", "audience.waiting.unreadable": "scribe.unreadable"}
"""What is said here where the wall would say why there is no picture."""


@frozen()
class SeatState:
    """How the seat stands: whether somebody holds the meeting, why its file is not seen, and what is on its way."""

    held: bool = True
    trouble: str = ""
    """The key of the sentence why the file is not seen; empty where it is."""
    waiting: tuple[str, ...] = ()
    """The lines that have not been answered yet, the oldest first."""
    cut_off: bool = False
    """Whether the last delivery failed."""


class ScribeShowing(Showing):
    """Painters for the regions; `seat` is how the seat stands."""

    nobody = "scribe.nobody"

    def __init__(self, room: Room, post: Post) -> None:
        super().__init__(room, SaveLine(room.session))
        self._post = post
        self.seat = SeatState()

    @property
    def saved(self) -> SaveState:
        """Whether everything that was sent has been recorded, if anything was."""
        if self.seat.cut_off:
            return SaveState(self.texts.say("scribe.cut-off"), loud=True)
        if self.seat.waiting:
            return SaveState(self.texts.count("scribe.waiting", len(self.seat.waiting)))
        return SaveState(self.texts.say("scribe.nothing" if self._post.outbox.is_new else "scribe.recorded"))

    def lines_wanted(self, width: int) -> Wanted:
        return replace(super().lines_wanted(width), guides=0)

    def head(self, width: int, height: int) -> Rows:
        """Paint the title with what is on its way, and whose seat this is."""
        title = head_rows(self.session, self.process, self.texts, self.saved, "", (width, 1))
        not_held = "not-held" if self.seat.waiting else "not-open"
        state = self.texts.say(f"scribe.{'held' if self.seat.held else not_held}")
        if self.seat.trouble:
            state = self.texts.say(_TROUBLE[self.seat.trouble])
        room = width - cell_len(self.texts.say("scribe.seat-of", name="")) - cell_len(state) - _AROUND
        name = shorten(self._post.name, max(room, _LEAST_NAME))
        words = self.texts.say("scribe.seat-of", name=name) if name else self.texts.say("scribe.seat")
        told = f" {words} · {state}"
        quiet = self.seat.held and not self.seat.trouble
        seat = row((shorten(told, width - 1), "dim" if quiet else "trouble"))
        return [*title, seat, row(("─" * width, "rule"))][:height]

    def question(self, width: int, height: int) -> Rows:
        language = self.texts.language
        lines = question_lines(self.step.question.in_(language), width, self.height)
        airy = [EMPTY] if height > len(lines) + 2 else []
        return [row(" ", (self.step.title.in_(language), "strong")), *airy, *indent(lines, 3)][:height]

    def status(self, width: int, height: int) -> Rows:
        """Paint who is here and what waits; own notes are nobody's here."""
        return [status_row(replace(self.session, notes=()), self.texts, width, nobody=self.nobody)]

    def keys(self, width: int, height: int) -> Rows:
        return [key_bar(self.room.texts, width, self._chips(), SCRIBE_KEYS)]

    def _chips(self) -> Sequence[Chip]:
        return super()._chips() if self.room.entered or self.room.sight.chosen else ()

    def _said_and_waiting(self, width: int) -> Rows:
        rows = super()._said_and_waiting(width)
        if self.seat.held and not self.seat.cut_off:
            return rows
        sent = self.seat.waiting[-_SENT_SHOWN:]
        return [*(row((f"   → {shorten(line, width - 7)}", "dim")) for line in sent), *rows]

    def _line_hint(self, width: int) -> tuple[str, str] | None:
        """Return what is said of the line as it stands; of an own note where it goes, too."""
        hint = super()._line_hint(width)
        if hint is None or self.reading is None or self.reading.kind != "note" or not self.reading.commands:
            return hint
        return " · ".join(filter(None, (self.texts.say("scribe.note"), hint[0]))), hint[1]

    def _way_in(self) -> str:
        return ""

"""What each region of the facilitator's screen shows once everything is there: the room's values in pictures."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from kpfacil.capture import Reading
from kpfacil.model.kinds import Kind, split_id
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.rules.funnel import COUNTED
from kpfacil.tui import lines
from kpfacil.tui.asked import Act, Operate
from kpfacil.tui.forms import Form
from kpfacil.tui.glance import Glance, Wanted
from kpfacil.tui.keys import opened_by
from kpfacil.tui.lines import closing_word, form_of
from kpfacil.tui.moves import neighbour
from kpfacil.tui.paint import Rows
from kpfacil.tui.panels.base import Chip
from kpfacil.tui.pictures.board import board_rows, kinds_counted
from kpfacil.tui.pictures.foot import frame_bottom, frame_top, key_bar, queue_row, status_row
from kpfacil.tui.pictures.hint import Hint, said_rows, waiting_rows
from kpfacil.tui.room import Room
from kpfacil.tui.sight import SaveLine, SaveState

_OPERATIONS: dict[Kind, dict[str, str]] = {
    "idea": {"=": "agree", "!": "task", ">": "park", "-": "drop", "+1": "dot", ":": "edit"},
    "agreement": {"✓": "confirm", "!": "task", "-": "remove", ":": "edit"},
    "task": {"✓": "done", "◦": "active", "-": "lapse", ":": "edit"},
    "parked": {"=": "agree", "!": "task", "-": "remove", ":": "edit"},
    "offer": {"-": "remove", ":": "edit"},
    "remark": {"=": "agree", "!": "task", ">": "park", "-": "remove", ":": "edit"},
    "note": {"-": "remove", ":": "edit"},
}
"""What can be done with a chosen entry by one click: the sign on the chip and the name of what it does."""


_TELL_TURNS = ("round", "closing-round", "heard")
"""The panels that tell whose turn it is."""


class Showing(Glance):
    """Painters for the regions; `line` and `reading` are what stands half-typed in the capture line."""

    def __init__(self, room: Room, save_line: SaveLine) -> None:
        super().__init__(room.session, room.desk.process, room.texts, room.desk.clock)
        self.room = room
        self.save_line = save_line
        self.line = ""
        self.reading: Reading | None = None
        self.let_go = ""
        """The line that ↑ would bring back."""

    @property
    def session(self) -> Session:
        return self.room.session

    @property
    def texts(self) -> Texts:
        return self.room.texts

    @property
    def saved(self) -> SaveState:
        return self.save_line.state(self.texts)

    def lines_wanted(self, width: int) -> Wanted:
        wanted = super().lines_wanted(width)
        waiting = len(self._said_and_waiting(width))
        return replace(wanted, waiting=waiting, panel=self.room.panel_shown is not None)

    def stage(self, width: int, height: int) -> Rows:
        room = self.room
        room.stage_width = width
        panel = room.panel_shown
        if panel is not None:
            return panel.rows((width, height))
        return board_rows(room.session, room.texts, room.sight, room.board_kind(), (width, height))

    def waiting(self, width: int, height: int) -> Rows:
        return self._said_and_waiting(width)[:height]

    def _said_and_waiting(self, width: int) -> Rows:
        room = self.room
        waiting = waiting_rows(lines.oldest(room), room.answer_at, room.session, room.texts, width)
        # Whose turn it is stands here where no panel tells of it.
        floor = room.session.queue or (room.session.meeting.speaker and room.panel_name not in _TELL_TURNS)
        queue = [queue_row(room.session, room.texts, width)] if floor else []
        return [*queue, *(said_rows(room.said, width) or self._hint_rows(width)), *waiting]

    def _hint_rows(self, width: int) -> Rows:
        """Return what the line will become where the frame has no room for all of it."""
        room = self.room
        untouched = self.line.strip() in ("", room.begun.strip(), room.sight.chosen)
        if self.reading is None or untouched or room.said.words or self._form() is not None:
            return []
        return Hint(self.reading, room.session, room.texts, width).above()

    def status(self, width: int, height: int) -> Rows:
        room = self.room
        told: Collection[Kind] = (*COUNTED, "note") if room.panel == "notes" else COUNTED
        if room.panel_shown is None:
            told = kinds_counted(room.stage_width, room.board_kind())
        return [status_row(room.session, room.texts, width, told=told, wall=self.wall)]

    def frame_top(self, width: int, height: int) -> Rows:
        room = self.room
        kind = self.reading.kind if self.reading is not None else room.kind
        label, style = self.label(kind), str(kind)
        if (form := self._form()) is not None:
            label, style = room.texts.say(f"form.{form.name}"), "strong"
        elif closing_word(room, self.line, room.kind) is not None:
            label, style = room.texts.say("frame.closing"), "strong"
        return [frame_top(label, style, self._who_listens(), width)]

    def _who_listens(self) -> str:
        """Return whose the keys are, and how the other gets them."""
        room = self.room
        if not room.entered:
            return self._way_in()
        return room.texts.say("frame.asked" if room.asking or room.form is not None else "frame.panel")

    def _form(self) -> Form | None:
        """Return the form that takes the line as it stands."""
        return form_of(self.room, self.line)

    def _way_in(self) -> str:
        """Return what F4 does: opens the step's panel, or gives its keys to the one on the stage where it has any."""
        panel = self.room.panel_shown
        if panel is None:
            name = opened_by(self.room.step)
            return self.texts.say("frame.opens", panel=self.texts.say(f"key.{name}"))
        return self.texts.say("frame.line") if panel.keys else ""

    def frame_bottom(self, width: int, height: int) -> Rows:
        room = self.room
        if room.said.words and not said_rows(room.said, width):
            return [frame_bottom(room.said.words, "trouble" if room.said.trouble else "good", width)]
        bare = room.texts.say("hint.panel") if room.entered else self.signs(width)
        return [frame_bottom(*(self._line_hint(width) or (bare, "dim")), width)]

    def _line_hint(self, width: int) -> tuple[str, str] | None:
        """Return what is said of the line as it stands: what it asks for, or what it will become."""
        room, form = self.room, self._form()
        if self.let_go and not self.line:
            return room.texts.say("hint.bring-back"), "dim"
        if form is not None:
            return room.texts.say(f"form.{form.name}-hint"), "dim"
        if room.sight.chosen and self.line.strip() == room.sight.chosen:
            return room.texts.say(f"hint.chosen.{self._chosen_kind()}", id=room.sight.chosen), "text"
        if room.asking and self.line == room.begun:
            return room.texts.say("hint.go-on"), "dim"
        hint = Hint(self.reading, room.session, room.texts, width).in_frame() if self.reading is not None else None
        return None if hint == ("", "trouble") else hint

    def keys(self, width: int, height: int) -> Rows:
        return [key_bar(self.room.texts, width, self._chips())]

    def _chips(self) -> Sequence[Chip]:
        room = self.room
        panel = room.panel_shown
        if panel is not None and room.entered:
            return panel.chips()
        if room.sight.chosen:
            say = room.texts.say
            operations = _OPERATIONS.get(self._chosen_kind(), {})
            return tuple((sign, say(f"chip.entry.{name}"), Operate(name)) for sign, name in operations.items())
        last = neighbour(room, 1) is None
        return (("F12", room.texts.say("key.memo"), Act("memo")),) if last else ()

    def _chosen_kind(self) -> Kind:
        parts = split_id(self.room.sight.chosen)
        return parts[0] if parts else "idea"

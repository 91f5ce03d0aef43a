"""What each region of the facilitator's screen shows: the room's values handed to the pictures."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kpfacil.capture import Reading
from kpfacil.commands.meeting import time_left
from kpfacil.model.ids import Kind, split_id
from kpfacil.rules.heard import heard, not_heard
from kpfacil.rules.plan import plan
from kpfacil.tui.layout import Wanted
from kpfacil.tui.paint import Row, wrap
from kpfacil.tui.panels.base import Chip, Panel
from kpfacil.tui.panels.registry import PANELS, SHOWN
from kpfacil.tui.pictures.board import board_rows
from kpfacil.tui.pictures.foot import frame_bottom, frame_top, key_bar, status_row
from kpfacil.tui.pictures.head import head_rows, question_rows
from kpfacil.tui.pictures.hint import hint_words, waiting_rows
from kpfacil.tui.pictures.roster import roster_rows
from kpfacil.tui.pictures.words import SIGNS
from kpfacil.tui.room import Room
from kpfacil.tui.save import SaveLine

_OPERATIONS: dict[Kind, tuple[tuple[str, str], ...]] = {
    "idea": (("=", "agree"), ("!", "task"), (">", "park"), ("-", "drop"), ("+1", "dot"), (":", "edit")),
    "agreement": (("ok", "confirm"), ("!", "task"), ("-", "remove"), (":", "edit")),
    "task": (("ok", "done"), ("…", "active"), ("-", "lapse"), (":", "edit")),
    "parked": (("=", "agree"), ("!", "task"), ("-", "remove"), (":", "edit")),
    "offer": (("-", "remove"), (":", "edit")),
    "note": (("-", "remove"), (":", "edit")),
}
"""What can be done with a chosen entry by one click: the sign on the chip and the name of what it does."""


@dataclass(slots=True)
class Showing:
    """Painters for the regions; `line` and `reading` are what stands half-typed in the capture line."""

    room: Room
    save_line: SaveLine
    line: str = ""
    reading: Reading | None = None
    made: dict[str, Panel] = field(default_factory=dict)
    followers: int = 0
    """How many audience's screens follow the session."""

    def panel(self) -> Panel | None:
        """Return the panel on the stage: the one asked for, or the step's own; None where the board shows."""
        name = self.room.panel or SHOWN.get(self.room.step.kind, "")
        if not name:
            return None
        if name not in self.made:
            self.made[name] = PANELS[name]()
        return self.made[name]

    def wanted(self, width: int) -> Wanted:
        """Return how many lines there are to show above and below the stage."""
        language = self.room.texts.language
        step = self.room.step
        question = min(3, len(wrap(step.question.in_(language), width - 6)))
        guides = sum(len(wrap(guide.in_(language), width - 10)) for guide in step.guides)
        waiting = len(waiting_rows(self.room, width))
        return Wanted(question=question, guides=guides, waiting=waiting, panel=self.panel() is not None)

    def head(self, width: int, height: int) -> Sequence[Row]:
        """Paint the title, the state of saving and the ring."""
        room = self.room
        saved = self.save_line.state(room.texts)
        return head_rows(room.session, room.desk.process, room.texts, saved, (width, height))

    def question(self, width: int, height: int) -> Sequence[Row]:
        """Paint the step, the clock and the question."""
        room = self.room
        now = room.now()
        made = plan(room.session, room.desk.process, now)
        left = time_left(room.session.meeting, now)
        return question_rows(room.session, room.desk.process, room.texts, made, left, (width, height))

    def stage(self, width: int, height: int) -> Sequence[Row]:
        """Paint the panel or the board."""
        panel = self.panel()
        if panel is not None:
            return panel.rows(self.room, (width, height))
        room = self.room
        return board_rows(room.session, room.texts, room.sight, room.board_kind(), (width, height))

    def roster(self, width: int, height: int) -> Sequence[Row]:
        """Paint the roster beside the stage."""
        return roster_rows(self.room.session, self.room.texts, heard(self.room.session), (width, height))

    def waiting(self, width: int, height: int) -> Sequence[Row]:
        """Paint the line that waits for an answer."""
        return waiting_rows(self.room, width)[:height]

    def status(self, width: int, height: int) -> Sequence[Row]:
        """Paint who is here and what waits."""
        del height
        room = self.room
        unheard = len(not_heard(room.session).people)
        shown = room.panel == "notes"
        return [status_row(room.session, room.texts, unheard, width, notes_shown=shown, followers=self.followers)]

    def frame_top(self, width: int, height: int) -> Sequence[Row]:
        """Paint the frame's upper edge: what the line becomes, and who listens to the keys."""
        del height
        room = self.room
        note = room.texts.say("frame.panel") if room.entered else ""
        if room.form is not None:
            return [frame_top(room.texts.say(room.form.label), "strong", note, width)]
        kind = self.reading.kind if self.reading is not None else room.kind
        name = room.texts.say(f"word.kind.{kind}")
        label = f"{SIGNS.get(kind, '')} {name[:1].upper()}{name[1:]}"
        return [frame_top(label, kind, note, width)]

    def frame_bottom(self, width: int, height: int) -> Sequence[Row]:
        """Paint the frame's lower edge: what the line will become, or what was just done."""
        del height
        words, style = self._hint()
        return [frame_bottom(words, style, width)]

    def _hint(self) -> tuple[str, str]:
        room = self.room
        if room.said.words:
            return room.said.words, "trouble" if room.said.trouble else "good"
        if room.form is not None:
            return room.texts.say(room.form.hint), "dim"
        if room.sight.chosen and self.line.strip() == room.sight.chosen:
            return room.texts.say(f"hint.chosen.{self._chosen_kind()}", id=room.sight.chosen), "text"
        if self.reading is not None:
            return hint_words(self.reading, room.session, room.texts)
        return room.texts.say("hint.empty" if not room.entered else "hint.panel"), "dim"

    def keys(self, width: int, height: int) -> Sequence[Row]:
        """Paint the key bar: the panel's or the chosen entry's own keys first."""
        del height
        return [key_bar(self.room.texts, width, self._chips())]

    def _chips(self) -> Sequence[Chip]:
        room = self.room
        panel = self.panel()
        if panel is not None and room.entered:
            return panel.chips(room)
        if room.sight.chosen:
            say = room.texts.say
            operations = _OPERATIONS.get(self._chosen_kind(), ())
            return tuple((sign, say(f"chip.entry.{name}"), f"%{name}") for sign, name in operations)
        return ()

    def _chosen_kind(self) -> Kind:
        parts = split_id(self.room.sight.chosen)
        return parts[0] if parts else "idea"

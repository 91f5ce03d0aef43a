"""Jumping between steps and phases: the whole ring as one list, with the time planned and used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kpfacil.commands.meeting import WalkTo
from kpfacil.model.meeting import PhaseName
from kpfacil.model.process import Step
from kpfacil.rules.plan import plan
from kpfacil.tui.paint import Row, ends, row
from kpfacil.tui.panels.base import Chip, Panel, moved, window
from kpfacil.tui.room import Room

_SECONDS = 60


@dataclass(slots=True)
class JumpPanel(Panel):
    """A list of the current phase's steps with the other phases folded to their own steps."""

    at: int | None = None

    def rows(self, room: Room, size: tuple[int, int]) -> Sequence[Row]:
        """Return the list with the cursor and the current step marked."""
        width, height = size
        places = _places(room)
        at = self._cursor(room)
        used = {line.step.id: line.used for line in plan(room.session, room.desk.process, room.now()).steps}
        rows = [row((f" {room.texts.say('jump.title')}", "strong"))]
        for place in window(at, len(places), height - 1):
            phase, step = places[place]
            rows.append(_line(room, phase, step, used, width, chosen=place == at))
        return rows

    def press(self, room: Room, key: str) -> None:
        """Move the cursor, or walk to the step under it."""
        places = _places(room)
        at = self._cursor(room)
        if key == "enter":
            self.at = None
            phase, step = places[at]
            room.do(WalkTo(phase=phase, step=step.id))
            room.panel = ""
            room.entered = False
        else:
            self.at = moved(at, key, len(places))

    def chips(self, room: Room) -> Sequence[Chip]:
        """Return the keys of the list."""
        return (("↑↓", room.texts.say("chip.choose"), ""), ("Enter", room.texts.say("chip.go"), "@enter"))

    def point(self, room: Room, place: int) -> None:
        """Walk to the step that was clicked."""
        self.at = place
        self.press(room, "enter")

    def _cursor(self, room: Room) -> int:
        if self.at is not None:
            return min(self.at, len(_places(room)) - 1)
        here = (room.session.meeting.phase, room.step.id)
        return next((place for place, (phase, step) in enumerate(_places(room)) if (phase, step.id) == here), 0)


def _places(room: Room) -> list[tuple[PhaseName, Step]]:
    process = room.desk.process
    return [(phase.id, step) for phase in process.phases for step in process.steps(phase.id, room.session.programme)]


def _line(room: Room, phase: PhaseName, step: Step, used: Mapping[str, int], width: int, *, chosen: bool) -> Row:
    language = room.texts.language
    here = (phase, step.id) == (room.session.meeting.phase, room.step.id)
    mark = "▸" if chosen else " "
    sign = "●" if here else " "
    name = room.desk.process.phase(phase).short.in_(language)
    place = _places(room).index((phase, step))
    left = row(
        (f" {mark} {sign} ", "strong"),
        (step.title.in_(language), "strong" if here else "text"),
        (f"  {name}", "dim"),
        target=f"^{place}",
        fill="chosen" if chosen else "",
    )
    minutes = room.texts.say("jump.minutes", planned=step.minutes)
    spent = used.get(step.id, 0) // _SECONDS if phase == room.session.meeting.phase else 0
    if spent:
        minutes = room.texts.say("jump.used", planned=step.minutes, used=spent)
    return ends(left, row((f"{minutes} ", "dim")), width)

"""Jumping between steps and phases: the whole ring as one list, with the time planned and used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from kpfacil.commands.meeting import WalkTo
from kpfacil.commands.table import ChangeStep, DropStep, MoveStep
from kpfacil.model.meeting import PhaseName
from kpfacil.model.process import Step
from kpfacil.rules.plan import plan
from kpfacil.tui.forms import StepForm
from kpfacil.tui.paint import Row, ends, row
from kpfacil.tui.panels.base import Panel, moved, window, with_legend
from kpfacil.tui.room import Room

_SECONDS = 60


@dataclass(slots=True)
class JumpPanel(Panel):
    """A list of the current phase's steps with the other phases folded to their own steps."""

    keys: ClassVar[Mapping[str, str]] = {
        "enter": "panel.jump.go",
        "e": "panel.jump.more",
        "v": "panel.jump.fewer",
        "y": "panel.jump.up",
        "a": "panel.jump.down",
        "x": "panel.jump.drop",
        "u": "panel.jump.new",
    }
    at: int | None = None

    def rows(self, room: Room, size: tuple[int, int]) -> Sequence[Row]:
        """Return the list with the cursor and the current step marked."""
        width, height = size
        places = _places(room)
        at = self._cursor(room)
        used = {line.step.id: line.used for line in plan(room.session, room.desk.process, room.now()).steps}
        rows = [row((f" {room.texts.say('jump.title')}", "strong"))]
        legend = self.legend(room, width)
        for place in window(at, len(places), max(1, height - 1 - len(legend))):
            phase, step = places[place]
            rows.append(_line(room, phase, step, used, width, chosen=place == at))
        return with_legend(rows, legend, height)

    def press(self, room: Room, key: str) -> None:
        """Move the cursor, or walk to the step under it."""
        places = _places(room)
        at = self._cursor(room)
        phase, step = places[at]
        if key in self.keys and key != "enter":
            self._edit(room, phase, step, key)
        elif key == "enter":
            self.at = None
            room.do(WalkTo(phase=phase, step=step.id))
            room.panel = ""
            room.entered = False
        else:
            self.at = moved(at, key, len(places))

    def prompts(self, room: Room) -> Mapping[str, str]:
        """Return the key that asks for a new step in the line."""
        del room
        return {"u": ""}

    def _edit(self, room: Room, phase: PhaseName, step: Step, key: str) -> None:
        """Change this meeting's own programme: minutes, order, a step left out, a step of its own."""
        steps = room.desk.process.steps(phase, room.session.programme)
        at = next((place for place, other in enumerate(steps) if other.id == step.id), 0)
        match key:
            case "e" | "v":
                minutes = max(0, step.minutes + (1 if key == "e" else -1))
                room.do(ChangeStep(step=step.id, minutes=minutes))
            case "x":
                room.do(DropStep(step=step.id))
            case "u":
                room.form = StepForm(step.id)
            case "y" if at > 0:
                self._swap(room, steps[at - 1].id, step.id, -1)
            case "a" if at + 1 < len(steps):
                self._swap(room, step.id, steps[at + 1].id, 1)
            case _:
                return

    def _swap(self, room: Room, first: str, second: str, by: int) -> None:
        """Move the earlier of two neighbours behind the later one; the cursor stays with its step."""
        if room.do(MoveStep(step=first, after=second)) and self.at is not None:
            self.at += by

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

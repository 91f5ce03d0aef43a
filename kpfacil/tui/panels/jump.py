"""Jumping between steps and phases: the whole ring as one list, with the time planned and used."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from kpfacil.commands.meeting import WalkTo
from kpfacil.commands.table import ChangeStep, MoveStep
from kpfacil.model.dates import clock_time
from kpfacil.model.meeting import PhaseName
from kpfacil.model.process import Step
from kpfacil.model.value import frozen
from kpfacil.rules.plan import plan
from kpfacil.tui.forms import LineForm
from kpfacil.tui.paint import Rows, Size, ends, row
from kpfacil.tui.panels.base import Begin, Do, Effect, ListPanel, Open, PanelKey

_SECONDS = 60
_LOW = 12
_ROOMY = 20
"""Rows from which the questions of a phase stand below the list."""


@frozen()
class Stop:
    """A step of the ring, its phase, and the minutes it has taken so far."""

    phase: PhaseName
    step: Step
    used: int = 0


@dataclass(frozen=True)
class JumpPanel(ListPanel[Stop]):
    """A list of the steps of all phases; the cursor begins at the step that is held, which stands as -1."""

    at: int = -1

    def items(self) -> Sequence[Stop]:
        used = plan(self.session, self.process, self.view.now).used
        held = self.session.meeting.phase
        return [
            Stop(phase.id, step, used.get(step.id, 0) // _SECONDS if phase.id == held else 0)
            for phase in self.process.phases
            for step in self.process.steps(phase.id, self.session.programme)
        ]

    def lines(self, item: Stop, width: int) -> Rows:
        language = self.texts.language
        here = (item.phase, item.step.id) == (self.session.meeting.phase, self.view.step.id)
        left = row(
            ("● " if here else "  ", "strong"),
            (item.step.title.in_(language), "strong" if here else "text"),
            (f"  {self.process.phase(item.phase).short.in_(language)}", "dim"),
        )
        key = "jump.used" if item.used else "jump.minutes"
        return [ends(left, row((f"{self.say(key, planned=item.step.minutes, used=item.used)} ", "dim")), width)]

    def head(self, size: Size) -> Rows:
        title = [row((f" {self.say('jump.title')}", "strong"))] if size[1] > _LOW else []
        return [*title, row((f" {self._sum()}", "dim"))]

    def foot(self, size: Size) -> Rows:
        """Return what the phase of the chosen step asks, where there is room for it, and the keys."""
        width, height = size
        language = self.texts.language
        phase = self.process.phase(self.items()[self.place].phase)
        asked = [row((f" {phase.name.in_(language)}", "strong"))] if phase.questions else []
        asked += [row((f"   {question.in_(language)}", "dim")) for question in phase.questions]
        return [*(asked if height >= _ROOMY else []), *self.legend(width)]

    @property
    def place(self) -> int:
        """Return the chosen place; the step that is held until another one is chosen."""
        stops = self.items()
        here = (self.session.meeting.phase, self.view.step.id)
        if self.at >= 0:
            return min(self.at, len(stops) - 1)
        return next((place for place, stop in enumerate(stops) if (stop.phase, stop.step.id) == here), 0)

    @property
    def keys(self) -> Sequence[PanelKey]:
        at = self.place
        stop = self.items()[at]
        phase, step = stop.phase, stop.step
        still = replace(self, at=at)
        steps = self.process.steps(phase, self.session.programme)
        here = next((place for place, other in enumerate(steps) if other.id == step.id), 0)
        fewer = ChangeStep(step=step.id, minutes=max(0, step.minutes - 1))
        up = MoveStep(step=steps[here - 1].id, after=step.id) if here else None
        down = MoveStep(step=step.id, after=steps[here + 1].id) if here + 1 < len(steps) else None
        return (
            PanelKey("enter", "panel.jump.go", Open("", (WalkTo(phase=phase, step=step.id),))),
            PanelKey("1", "panel.jump.phase", self._phase("1"), sign=f"1–{len(self.process.phases)}"),
            PanelKey("e", "panel.jump.more", Do((ChangeStep(step=step.id, minutes=step.minutes + 1),), still)),
            PanelKey("v", "panel.jump.fewer", Do((fewer,), still)),
            PanelKey("y", "panel.jump.up", Do((up,), replace(self, at=at - 1)) if up else None),
            PanelKey("a", "panel.jump.down", Do((down,), replace(self, at=at + 1)) if down else None),
            PanelKey("x", "panel.jump.drop", Do((ChangeStep(step=step.id, dropped=True),), still)),
            PanelKey("u", "panel.jump.new", Begin("", still, LineForm("step", step.id))),
        )

    def press(self, key: str) -> Effect | None:
        """Return what a key does; a digit goes to the phase of that number."""
        return self._phase(key) if key.isdecimal() else super().press(key)

    def point(self, place: int) -> Effect | None:
        """Return the way to the step that was clicked."""
        return replace(self, at=place).press("enter")

    def at_phase(self, phase: PhaseName) -> Self:
        """Return the list with the cursor at a phase's first step."""
        return replace(self, at=next(at for at, stop in enumerate(self.items()) if stop.phase == phase))

    def _phase(self, digit: str) -> Effect | None:
        """Return the way to a phase by its number in the ring."""
        at = int(digit) - 1
        if not 0 <= at < len(self.process.phases):
            return None
        phase = self.process.phases[at]
        return Open("", (WalkTo(phase=phase.id, step=self.process.steps(phase.id, self.session.programme)[0].id),))

    def _sum(self) -> str:
        """Return how long the phase's programme is planned to take, and its hours where the start is known."""
        minutes = sum(step.minutes for step in self.session.steps_in(self.process))
        start, locale = self.session.meeting.start, self.texts.locale
        if start is None:
            return self.say("jump.sum", minutes=minutes)
        begins = datetime.combine(self.session.meeting.date, start)
        ends_at = clock_time((begins + timedelta(minutes=minutes)).time(), locale)
        return self.say("jump.sum-hours", minutes=minutes, start=clock_time(start, locale), end=ends_at)

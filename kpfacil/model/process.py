"""The partnership process as data: a ring of four phases, their steps, questions and ready-when rules.

Plain frozen dataclasses: whoever reads a process from a file checks and cleans it there, with path and key.
"""

from collections.abc import Mapping
from dataclasses import replace

from kpfacil.model.kinds import Records
from kpfacil.model.meeting import PhaseName, ProgrammeItem, StepKind
from kpfacil.model.value import frozen, frozen_by_name

PHASES: tuple[PhaseName, ...] = ("exploration", "establishing", "action", "renewal")
"""The ring (Maijanen & Haikara 2014, chapter 3)."""


@frozen()
class Localized:
    """A text by the codes of its languages; the first one speaks where another is missing."""

    words: Mapping[str, str]

    def in_(self, language: str) -> str:
        """Return the text in a language."""
        return self.words.get(language) or next(iter(self.words.values()), "")


@frozen_by_name
class Ready:
    """One sign that a phase is ready; `rule` names what the program can check itself, empty where people judge."""

    text: Localized
    rule: str = ""


@frozen_by_name
class Step:
    """One step of a meeting. `minutes` is its planned length, `seconds` a turn's length in a round."""

    id: str
    title: Localized
    kind: StepKind
    minutes: int
    question: Localized
    guides: tuple[Localized, ...] = ()
    records: Records = "idea"
    seconds: int = 0


@frozen_by_name
class Phase:
    """One of the four phases with its own steps between the meeting's opening and closing steps."""

    id: PhaseName
    name: Localized
    short: Localized
    questions: tuple[Localized, ...] = ()
    steps: tuple[Step, ...] = ()
    ready: tuple[Ready, ...] = ()


@frozen_by_name
class Process:
    """The whole ring. `source` says where phases and questions come from, and is shown on the screen."""

    name: Localized
    source: Localized
    opening: tuple[Step, ...]
    closing: tuple[Step, ...]
    phases: tuple[Phase, ...]

    def phase(self, name: PhaseName) -> Phase:
        """Return a phase by its name."""
        return next(phase for phase in self.phases if phase.id == name)

    def steps(self, name: PhaseName, programme: tuple[ProgrammeItem, ...] = ()) -> tuple[Step, ...]:
        """Return the steps of a meeting in that phase, in order, with this meeting's own programme applied."""
        steps = [*self.opening, *self.phase(name).steps, *self.closing]
        for item in programme:
            _apply(item, steps)
        return tuple(steps)

    def step(self, name: PhaseName, step_id: str, programme: tuple[ProgrammeItem, ...] = ()) -> Step:
        """Return the step with that id, or the first step where the phase has none of that id."""
        steps = self.steps(name, programme)
        return next((step for step in steps if step.id == step_id), steps[0])


def _apply(item: ProgrammeItem, steps: list[Step]) -> None:
    places = {step.id: at for at, step in enumerate(steps)}
    index = places.get(item.step)
    if item.dropped:
        if index is not None and len(steps) > 1:
            del steps[index]
        return
    step = steps.pop(index) if index is not None else _new_step(item)
    after = next((at for at, other in enumerate(steps) if other.id == item.after), None)
    place = after + 1 if after is not None else len(steps) if index is None else index
    steps.insert(place, _change_step(step, item))


def _change_step(step: Step, item: ProgrammeItem) -> Step:
    return replace(
        step,
        title=_plain(item.title) if item.title else step.title,
        kind=item.kind or step.kind,
        minutes=step.minutes if item.minutes is None else item.minutes,
        question=_plain(item.question) if item.question else step.question,
    )


def _new_step(item: ProgrammeItem) -> Step:
    title = _plain(item.title or item.step)
    return Step(id=item.step, title=title, kind="talk", minutes=0, question=title)


def _plain(words: str) -> Localized:
    return Localized({"": words})

"""What the table itself is: its goal, rules, goals of the term, choice, and this meeting's own programme."""

from dataclasses import replace

from kpfacil.commands.base import Refused, Scene, found_as, number, with_given
from kpfacil.model.meeting import CLOSING_ROUND, Evaluation, Material, ProgrammeItem, StepKind
from kpfacil.model.session import Session
from kpfacil.model.table import AgreementNeeded, Choice, Goal, GoalState, TableKind, WallNames
from kpfacil.model.text import LONGEST, Line, Words
from kpfacil.model.value import value


@value
class SetTable:
    """Change what the table is; what is None stays as it is."""

    kind: TableKind | None = None
    theme: Line | None = None
    goal: Words | None = None
    indicator: Words | None = None
    agreement_needed: AgreementNeeded | None = None
    choice: Choice | None = None
    url: Line | None = None
    wall_names: WallNames | None = None

    def apply(self, session: Session, scene: Scene) -> Session:
        return replace(session, table=with_given(session.table, self))


@value
class AddRule:
    """Add a ground rule of the table, or give one other words; one that stands there already is refused."""

    text: Words
    instead: str | None = None
    """The rule in its old words."""

    def apply(self, session: Session, scene: Scene) -> Session:
        if not self.text.strip():
            raise Refused("empty-rule")
        rules = session.table.ground_rules
        if _alike(self.text) in (_alike(rule) for rule in rules if rule != self.instead):
            raise Refused("rule-stands", text=self.text)
        known = self.instead in rules
        rules = tuple(self.text if rule == self.instead else rule for rule in rules) if known else (*rules, self.text)
        return replace(session, table=replace(session.table, ground_rules=rules))


def _alike(text: str) -> str:
    """Return a text without what makes it no other: its capitals, how many spaces it has, a full stop at its end."""
    return " ".join(text.casefold().split()).rstrip(" .!")


@value
class AddGoal:
    """Add a goal or key task of the term; one that is there already, whatever its state, is refused with its id."""

    text: Words

    def apply(self, session: Session, scene: Scene) -> Session:
        if not self.text.strip():
            raise Refused("empty-goal")
        if known := next((one for one in session.table.goals if _alike(one.text) == _alike(self.text)), None):
            raise Refused("goal-stands", id=known.id, text=known.text)
        entry_id, session = number(session, "goal")
        goal = Goal(id=entry_id, text=self.text)
        return replace(session, table=replace(session.table, goals=(*session.table.goals, goal)))


@value
class SetGoalState:
    """Say how a goal of the term stands, and why where a reason is given."""

    goal: str
    state: GoalState
    reason: Words = ""

    def apply(self, session: Session, scene: Scene) -> Session:
        goal = found_as(session, self.goal, Goal)
        return session.with_entry(replace(goal, state=self.state, reason=self.reason or goal.reason))


@value
class AddMaterial:
    """Add other material of the meeting; an address that stands there keeps its title where none is given."""

    url: Line
    title: Line = ""

    def apply(self, session: Session, scene: Scene) -> Session:
        kept = tuple(one for one in session.materials if one.url != self.url)
        old = next((one.title for one in session.materials if one.url == self.url), self.url)
        return replace(session, materials=(*kept, Material(title=self.title or old, url=self.url)))


@value
class Evaluate:
    """Answer one question of the self-check or the closing round; a later answer replaces an earlier one."""

    key: str
    value: int | float | None = None
    text: Words = ""
    who: str = ""

    def apply(self, session: Session, scene: Scene) -> Session:
        kept = tuple(old for old in session.evaluations if (old.key, old.who) != (self.key, self.who))
        return replace(session, evaluations=(*kept, with_given(Evaluation(key=self.key), self)))


@value
class SayClosing:
    """Keep what somebody says in the closing round, behind what the same one has said there before."""

    who: str
    text: Words

    def apply(self, session: Session, scene: Scene) -> Session:
        key = (CLOSING_ROUND, self.who)
        earlier = [old.text for old in session.evaluations if (old.key, old.who) == key and old.text]
        text = " ".join((*earlier, self.text))
        if len(text) > LONGEST:
            raise Refused("line-too-long", length=str(len(text)), longest=str(LONGEST))
        return Evaluate(key=CLOSING_ROUND, who=self.who, text=text).apply(session, scene)


@value
class ChangeStep:
    """Give a step of this meeting's programme new words or minutes, or leave it out; what is None stays."""

    step: str
    title: Line | None = None
    kind: StepKind | None = None
    minutes: int | None = None
    dropped: bool | None = None

    def apply(self, session: Session, scene: Scene) -> Session:
        if self.minutes is not None and self.minutes < 0:
            raise Refused("negative-minutes")
        if self.dropped and self.step == session.meeting.step:
            raise Refused("step-in-use")
        return _with(session, with_given(_item(session, self.step), self))


@value
class AddStep:
    """Add a step of this meeting's own, after the step named in `after`."""

    step: str
    title: Line
    after: str
    kind: StepKind = "talk"
    minutes: int = 5

    def apply(self, session: Session, scene: Scene) -> Session:
        steps = session.steps_in(scene.process)
        if not self.title or any(step.id == self.step for step in steps):
            raise Refused("step-taken", step=self.step)
        return _with(session, with_given(ProgrammeItem(step=self.step), self))


@value
class MoveStep:
    """Move a step to stand after another."""

    step: str
    after: str

    def apply(self, session: Session, scene: Scene) -> Session:
        if self.step == self.after:
            return session
        moved = replace(_item(session, self.step), after=self.after)
        kept = tuple(item for item in session.programme if item.step != self.step)
        return replace(session, programme=(*kept, moved))


def _item(session: Session, step: str) -> ProgrammeItem:
    return next((item for item in session.programme if item.step == step), ProgrammeItem(step=step))


def _with(session: Session, new: ProgrammeItem) -> Session:
    programme = tuple(new if item.step == new.step else item for item in session.programme)
    return replace(session, programme=programme if new in programme else (*programme, new))

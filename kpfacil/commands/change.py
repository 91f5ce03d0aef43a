"""Changing what was recorded: its words, owner, date, pledges, state, theme, dots."""

from dataclasses import replace
from datetime import date
from typing import assert_never

from kpfacil.commands.base import Refused, Scene, found, found_as
from kpfacil.commands.record import given, speaking
from kpfacil.model.entries import Agreement, Fate, Idea, Note, Offer, Parked, Pledge, Remark, Task, TaskState, Told
from kpfacil.model.session import Session
from kpfacil.model.table import Goal, GoalState
from kpfacil.model.text import Line, Words
from kpfacil.model.value import value


def told(session: Session, task: Task, what: str, text: str = "") -> Task:
    """Return the task with one more line in its story, dated by the meeting."""
    return replace(task, story=(*task.story, Told(on=session.meeting.date, what=what, text=text)))


def _looked_at(session: Session, task: Task) -> Task:
    """Return a promise of an earlier meeting as looked at in this one; a task given today is not looked back at."""
    today = session.meeting.date
    return replace(task, reviewed_on=today) if task.raised_on is not None and task.raised_on < today else task


@value
class Rewrite:
    """Give an entry or goal new words."""

    entry: str
    text: Words

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the words changed; raises `Refused` for an empty text."""
        del scene
        if not self.text.strip():
            raise Refused("empty-text", id=self.entry)
        return session.with_entry(replace(found(session, self.entry), text=self.text))


@value
class SetSpeakers:
    """Say who an entry came from."""

    entry: str
    by: tuple[str, ...]

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the entry's people changed; raises `Refused` for a goal or a note."""
        del scene
        entry = found(session, self.entry)
        match entry:
            case Idea() | Agreement() | Parked() | Task() | Remark():
                return speaking(session.with_entry(replace(entry, by=self.by)), self.by)
            case Offer():
                by = self.by[0] if self.by else ""
                return speaking(session.with_entry(replace(entry, by=by)), (by,))
            case _:
                raise Refused("nobody-to-name", id=self.entry)


@value
class AssignTask:
    """Give a task to new owners, and new words where `text` is not empty."""

    task: str
    owners: tuple[str, ...]
    text: Words = ""

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the task's owners changed; a new owner has yet to say yes."""
        del scene
        task = found_as(session, self.task, Task)
        if task.owners and task.owners != self.owners and task.raised_on != session.meeting.date:
            before = ", ".join(session.name_of(owner) for owner in task.owners)
            task = told(session, task, "given-on", before)
        confirmed = task.confirmed and self.owners == task.owners
        task = _looked_at(session, task)
        return session.with_entry(
            replace(task, owners=self.owners, text=self.text or task.text, confirmed=confirmed),
        )


@value
class SetDue:
    """Set by when a task is done: a date, or words where no date was said."""

    task: str
    due: date | None = None
    due_text: Line = ""

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the date changed; a date that moves later counts as a postponement."""
        del scene
        task = found_as(session, self.task, Task)
        moved = task.due is not None and (self.due is None or self.due > task.due)
        if moved:
            task = told(session, task, "postponed", task.due.isoformat() if task.due else "")
        task = _looked_at(session, task)
        return session.with_entry(
            replace(task, due=self.due, due_text=self.due_text, postponed=task.postponed + int(moved)),
        )


@value
class AddPledges:
    """Promise resources to a task."""

    task: str
    resources: tuple[Pledge, ...]

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the pledges added."""
        del scene
        task = found_as(session, self.task, Task)
        return session.with_entry(replace(task, resources=(*task.resources, *given(self.resources, task.owners))))


@value
class SetTaskState:
    """Say how a task stands, with a reason where it waits or lapses."""

    task: str
    state: TaskState
    note: Words = ""

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the state changed and the task looked at in this meeting."""
        del scene
        task = found_as(session, self.task, Task)
        if task.state != self.state:
            task = told(session, task, self.state, self.note)
        return session.with_entry(
            replace(task, state=self.state, note=self.note or task.note, reviewed_on=session.meeting.date),
        )


@value
class MarkReviewed:
    """Note that the table looked back at a task without changing it."""

    task: str

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session where the task was looked at in this meeting."""
        del scene
        task = found_as(session, self.task, Task)
        return session.with_entry(replace(task, reviewed_on=session.meeting.date))


@value
class NameHeir:
    """Say who goes on with a task when the ring ends."""

    task: str
    heir: str

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the task's heir."""
        del scene
        return session.with_entry(replace(found_as(session, self.task, Task), heir=self.heir))


@value
class AddVotes:
    """Add hand-counted dots to an idea; a negative number takes them back."""

    idea: str
    votes: int

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the dots added; raises `Refused` where more would be taken than there are."""
        del scene
        idea = found_as(session, self.idea, Idea)
        if idea.votes + self.votes < 0:
            raise Refused("too-few-dots", id=idea.id, votes=str(idea.votes))
        return session.with_entry(replace(idea, votes=idea.votes + self.votes))


@value
class SetTheme:
    """Put an idea or a parked matter under a theme; an empty theme takes it out."""

    entry: str
    theme: Line

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the theme set; raises `Refused` for other kinds."""
        del scene
        entry = found(session, self.entry)
        if not isinstance(entry, Idea | Parked):
            raise Refused("no-theme-here", id=self.entry)
        return session.with_entry(replace(entry, theme=self.theme))


@value
class RenameTheme:
    """Give a theme another name; where the other exists already, the two become one."""

    old: Line
    new: Line

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with every idea and parked matter of the theme under the new name."""
        del scene
        ideas = tuple(replace(idea, theme=self.new) if idea.theme == self.old else idea for idea in session.ideas)
        parked = tuple(replace(item, theme=self.new) if item.theme == self.old else item for item in session.parked)
        return replace(session, ideas=ideas, parked=parked)


@value
class SetFate:
    """Say what becomes of an idea: it goes forward, is dropped, or is open again."""

    idea: str
    fate: Fate

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the idea's fate set."""
        del scene
        return session.with_entry(replace(found_as(session, self.idea, Idea), fate=self.fate))


@value
class LetGo:
    """Let an entry go: an idea is dropped, a task lapses, anything else is removed."""

    entry: str

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the entry let go."""
        entry = found(session, self.entry)
        match entry:
            case Idea():
                return session.with_entry(replace(entry, fate="dropped"))
            case Task():
                return SetTaskState(task=entry.id, state="lapsed").apply(session, scene)
            case Goal():
                return session.with_entry(replace(entry, state="lapsed"))
            case Agreement() | Parked() | Offer() | Note() | Remark():
                return session.without(entry.id)
            case _:
                assert_never(entry)


@value
class Confirm:
    """Stamp an agreement as accepted at the table, or a task as one its owner said yes to; or take the stamp back."""

    entry: str
    confirmed: bool = True

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the stamp; raises `Refused` for kinds that carry none."""
        del scene
        entry = found(session, self.entry)
        if not isinstance(entry, Agreement | Task):
            raise Refused("nothing-to-confirm", id=self.entry)
        return session.with_entry(replace(entry, confirmed=self.confirmed))


@value
class SetGoalState:
    """Say how a goal of the term stands."""

    goal: str
    state: GoalState
    reason: Words = ""

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the goal's state and, where given, its reason."""
        del scene
        goal = found_as(session, self.goal, Goal)
        return session.with_entry(replace(goal, state=self.state, reason=self.reason or goal.reason))


__all__ = [
    "AddPledges",
    "AddVotes",
    "AssignTask",
    "Confirm",
    "LetGo",
    "MarkReviewed",
    "NameHeir",
    "RenameTheme",
    "Rewrite",
    "SetDue",
    "SetFate",
    "SetGoalState",
    "SetSpeakers",
    "SetTaskState",
    "SetTheme",
]

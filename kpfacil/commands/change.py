"""Changing what was recorded: its words, owner, date, pledges, state, theme, dots."""

from dataclasses import replace
from datetime import date
from typing import assert_never

from kpfacil.commands.base import Refused, Scene, TaskChange, find_entry, found_as
from kpfacil.commands.record import mark_present, name_giver
from kpfacil.model import days, table, wording
from kpfacil.model.entries import Agreement, Fate, Idea, Note, Offer, Parked, Pledge, Remark, StoryLine, Task, TaskState
from kpfacil.model.moments import recorded_here
from kpfacil.model.session import Session
from kpfacil.model.text import Line, Words
from kpfacil.model.value import value


def add_to_story(session: Session, task: Task, what: str, text: str = "") -> Task:
    """Return the task with one more line in its story, told of this meeting."""
    here = session.meeting
    return replace(task, story=(*task.story, StoryLine(on=here.date, what=what, text=text, meeting=here.name)))


def mark_reviewed(session: Session, task: Task) -> Task:
    """Return the task as looked back at in this meeting."""
    return replace(task, reviewed_on=session.meeting.date, reviewed_meeting=session.meeting.name)


def _mark_old_reviewed(session: Session, task: Task) -> Task:
    """Return a promise of an earlier meeting as looked at in this one; a task given here is not looked back at."""
    return task if recorded_here(session, task) else mark_reviewed(session, task)


@value
class Rewrite:
    """Give an entry or goal new words; who answered or said yes to the old ones is asked again."""

    entry: str
    text: Words

    def apply(self, session: Session, scene: Scene) -> Session:
        if not self.text.strip():
            raise Refused("empty-text", id=self.entry)
        entry = find_entry(session, self.entry)
        match entry:
            case Agreement():
                return session.with_entry(wording.reword_agreement(entry, self.text))
            case Task():
                return session.with_entry(wording.reword_task(entry, self.text))
            case _:
                return session.with_entry(replace(entry, text=self.text))


@value
class SetSpeakers:
    """Say who an entry came from; goals and own notes come from nobody."""

    entry: str
    by: tuple[str, ...]

    def apply(self, session: Session, scene: Scene) -> Session:
        entry = find_entry(session, self.entry)
        match entry:
            case Idea() | Agreement() | Parked() | Task() | Remark():
                return mark_present(session.with_entry(replace(entry, by=self.by)), self.by)
            case Offer():
                by = self.by[0] if self.by else ""
                return mark_present(session.with_entry(replace(entry, by=by)), (by,))
            case _:
                raise Refused("nobody-to-name", id=self.entry)


@value
class AssignTask(TaskChange):
    """Give a task to new owners, who have yet to say yes, and new words where `text` is not empty.

    No pledge moves with it: one that the owners gave together has no giver until somebody is asked anew.
    """

    owners: tuple[str, ...]
    text: Words = ""

    def change(self, session: Session, task: Task) -> Task:
        if self.text:
            task = wording.reword_task(task, self.text)
        if self.owners != task.owners:
            task = give_on(session, task, self.owners, tell=not recorded_here(session, task))
        return _mark_old_reviewed(session, task)


def give_on(session: Session, task: Task, owners: tuple[str, ...], *, tell: bool) -> Task:
    """Return the task as that of other owners, who have yet to say yes; its story may tell whose it was.

    What the old owners gave together asks for its giver.
    """
    pledges = task.resources
    if set(owners) != set(task.owners):
        pledges = tuple(pledge if pledge.by else replace(pledge, ask=True) for pledge in pledges)
    if tell and task.owners:
        task = add_to_story(session, task, "given-on", ", ".join(map(session.name_of, task.owners)))
    return replace(task, owners=owners, confirmed=False, resources=pledges)


@value
class SetDue(TaskChange):
    """Set by when a task is done: a date, words, or both.

    A date of an earlier meeting that moves later counts as postponed once, whatever it is corrected to in this one.
    """

    due: date | None = None
    due_text: Line = ""

    def change(self, session: Session, task: Task) -> Task:
        if not recorded_here(session, task):
            task = self._postpone(session, task)
        same = (self.due, self.due_text) == (task.due, task.due_text)
        task = replace(task, due=self.due, due_text=self.due_text, confirmed=task.confirmed and same)
        return _mark_old_reviewed(session, task)

    def _postpone(self, session: Session, task: Task) -> Task:
        moved = [told for told in task.story if _tells_of_move(session, told)]
        before = days.whole_day(moved[0].text) if moved else task.due
        story = tuple(told for told in task.story if told not in moved)
        task = replace(task, story=story, postponed=max(0, task.postponed - len(moved)))
        if before is None or (self.due is not None and self.due <= before):
            return task
        return replace(add_to_story(session, task, "postponed", before.isoformat()), postponed=task.postponed + 1)


def _tells_of_move(session: Session, told: StoryLine) -> bool:
    """Return whether a line of a story tells from which day this meeting has postponed the task."""
    here = session.meeting.matches(told.on, told.meeting)
    return here and told.what == "postponed" and days.whole_day(told.text) is not None


@value
class AddPledges(TaskChange):
    """Promise resources to a task; its owners have yet to say yes to it with them. What stands there stays one."""

    resources: tuple[Pledge, ...]

    def change(self, session: Session, task: Task) -> Task:
        standing = {(old.by, old.text.casefold()) for old in task.resources if not old.ask}
        new = [one for one in name_giver(self.resources, task.owners) if (one.by, one.text.casefold()) not in standing]
        if not new:
            return task
        # What has to be asked anew is answered by saying it again with its giver.
        answered = set(map(_what, new))
        kept = (old for old in task.resources if not (old.ask and _what(old) in answered))
        return replace(task, resources=(*kept, *new), confirmed=False)


def _what(pledge: Pledge) -> tuple[object, ...]:
    return pledge.kind, pledge.amount, pledge.unit, pledge.text.casefold()


@value
class SetTaskState(TaskChange):
    """Say how a task stands, with a reason where it waits or lapses; that is looking back at it.

    A reason belongs to its state: it stays in the story when another state comes.
    """

    state: TaskState
    note: Words = ""

    def change(self, session: Session, task: Task) -> Task:
        note = self.note or task.note
        if task.state != self.state:
            if task.note and all(told.text != task.note for told in task.story):
                task = add_to_story(session, task, task.state, task.note)
            task, note = add_to_story(session, task, self.state, self.note), self.note
        return mark_reviewed(session, replace(task, state=self.state, note=note))


@value
class MarkReviewed(TaskChange):
    """Note that the table looked back at a task without changing it."""

    def change(self, session: Session, task: Task) -> Task:
        return mark_reviewed(session, task)


@value
class NameHeir(TaskChange):
    """Say who goes on with a task when the ring ends."""

    heir: str

    def change(self, session: Session, task: Task) -> Task:
        return replace(task, heir=self.heir)


@value
class AddVotes:
    """Add hand-counted dots to an idea; a negative number takes back what is there."""

    idea: str
    votes: int

    def apply(self, session: Session, scene: Scene) -> Session:
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
        entry = find_entry(session, self.entry)
        if not isinstance(entry, Idea | Parked):
            raise Refused("no-theme-here", id=self.entry)
        return session.with_entry(replace(entry, theme=self.theme))


@value
class RenameTheme:
    """Give a theme another name; where the other exists already, the two become one."""

    old: Line
    new: Line

    def apply(self, session: Session, scene: Scene) -> Session:
        ideas = tuple(replace(idea, theme=self.new) if idea.theme == self.old else idea for idea in session.ideas)
        parked = tuple(replace(item, theme=self.new) if item.theme == self.old else item for item in session.parked)
        return replace(session, ideas=ideas, parked=parked)


@value
class SetFate:
    """Say what becomes of an idea: it goes forward, is dropped, or is open again."""

    idea: str
    fate: Fate

    def apply(self, session: Session, scene: Scene) -> Session:
        return session.with_entry(replace(found_as(session, self.idea, Idea), fate=self.fate))


@value
class LetGo:
    """Let an entry go: an idea is dropped, a task lapses, an answered agreement is not agreed, others are removed."""

    entry: str

    def apply(self, session: Session, scene: Scene) -> Session:
        entry = find_entry(session, self.entry)
        match entry:
            case Idea():
                return session.with_entry(replace(entry, fate="dropped"))
            case Task():
                return SetTaskState(task=entry.id, state="lapsed").apply(session, scene)
            case table.Goal():
                return session.with_entry(replace(entry, state="lapsed"))
            case Agreement() if entry.answered:
                return session.with_entry(replace(entry, state="not_agreed", confirmed=False))
            case Agreement() | Parked() | Offer() | Note() | Remark():
                return session.without(entry.id)
            case _:
                assert_never(entry)


@value
class Confirm:
    """Stamp an agreement as accepted at the table, or a task as one its owner said yes to; or take the stamp back.

    What somebody said no to, or what was left at not agreed, takes no stamp.
    """

    entry: str
    confirmed: bool = True

    def apply(self, session: Session, scene: Scene) -> Session:
        entry = find_entry(session, self.entry)
        if not isinstance(entry, Agreement | Task):
            raise Refused("nothing-to-confirm", id=self.entry)
        if self.confirmed and isinstance(entry, Agreement) and (entry.blocked or entry.state == "not_agreed"):
            raise Refused("blocked" if entry.blocked else "not-agreed", id=self.entry)
        return session.with_entry(replace(entry, confirmed=self.confirmed, confirmed_text=""))

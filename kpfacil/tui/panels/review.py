"""Looking back: what was promised last time, one promise a screen, one key each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from kpfacil.commands.base import Command
from kpfacil.commands.change import Confirm, MarkReviewed, SetTaskState
from kpfacil.model.dates import due_words, plain_date
from kpfacil.model.entries import Agreement, StoryLine, Task
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.rules.promises import OldPromise, look_back, overdue, to_confirm
from kpfacil.tui.forms import Form, LineForm
from kpfacil.tui.paint import EMPTY, Rows, paragraph, row
from kpfacil.tui.panels.base import Begin, Effect, Open, PanelKey
from kpfacil.tui.panels.one import OneByOne
from kpfacil.views.wall_words import history


@dataclass(frozen=True)
class ReviewPanel(OneByOne):
    """*Viime kerralla lupasimme*: open tasks of earlier meetings, then agreements still to be confirmed."""

    name = "review"

    def items(self) -> Sequence[Agreement | Task]:
        made = look_back(self.session, self.view.around.days)
        return (*(promise.task for promise in made.tasks), *made.agreements)

    def lines(self, item: Agreement | Task, width: int) -> Rows:
        say = self.say
        if isinstance(item, Agreement):
            if to_confirm(self.session, item):
                return [EMPTY, *paragraph(say("panel.review.to-confirm"), width)]
            agreed = item.state != "not_agreed"
            words = f"✓ {say('board.confirmed')}" if agreed else say("word.state.not_agreed")
            return [EMPTY, *paragraph(words, width, "good" if agreed else "trouble")]
        promise = next(made for made in look_back(self.session, self.view.around.days).tasks if made.task.id == item.id)
        return [*self._now(item, width), *self._age(promise, width), EMPTY, *self._story(item, width)]

    @property
    def keys(self) -> Sequence[PanelKey]:
        matter = self.item
        task = matter if isinstance(matter, Task) else None
        say = self.say

        def begin(line: str, form: Form | None = None) -> Effect | None:
            return Begin(line, replace(self, asked=task.id), form) if task is not None else None

        name = task.id if task is not None else ""
        done = self.done(SetTaskState(task=name, state="done")) if task else None
        going_on: Command = SetTaskState(task=name, state="active")
        if task is not None and task.state == "active":
            going_on = MarkReviewed(task=name)  # it was so already and has only been looked at
        return (
            PanelKey("v", "panel.review.done", done),
            PanelKey("k", "panel.review.active", self.done(going_on) if task else None),
            PanelKey("o", "panel.review.waiting", begin(f"{name} {say('word.state.waiting')}: ")),
            PanelKey("s", "panel.review.move", begin(f"{name} / ")),
            PanelKey("u", "panel.review.owner", begin("", LineForm("owner", name))),
            PanelKey("r", "panel.review.lapsed", begin(f"{name} {say('word.state.lapsed')}: ")),
            PanelKey("h", "panel.review.confirmed", self._confirm(matter)),
            PanelKey("right", "panel.one.next", self.step("right")),
            PanelKey("left", "panel.one.back", self.step("left")),
        )

    def _confirm(self, matter: Agreement | Task | None) -> Effect | None:
        """Return what confirms an agreement: that it is accepted at the table, then the answers that are missing."""
        if not isinstance(matter, Agreement):
            return None
        return Open("consent") if matter.confirmed else self.done(Confirm(entry=matter.id))

    def follow(self, before: Session) -> Self:
        """Go on to the next promise where the line about this one has been recorded."""
        task = self.session.find(self.asked)
        if not isinstance(task, Task) or task == before.find(self.asked):
            return self
        if not self.session.meeting.matches(task.reviewed_on, task.reviewed_meeting):
            return self
        return replace(self, at=self.after("right"), asked="")

    def _now(self, task: Task, width: int) -> Rows:
        say = self.say
        rows = [*self.owner_rows(task, width), *self.pledge_rows(task, width)]
        state = say(f"word.state.{task.state}")
        note = f" – {task.note}" if task.note else ""
        mark = "✓ " if self.session.meeting.matches(task.reviewed_on, task.reviewed_meeting) else ""
        return [*rows, row(self._when(task), (f" · {mark}{state}{note}", "good" if mark else "text"))]

    def _when(self, task: Task) -> tuple[str, str]:
        """Return by when, and that the day has passed."""
        when = due_words(task.due, task.due_text, self.texts.locale) or self.say("panel.no-date")
        if overdue(task, self.session.meeting.date):
            return f"! {self.say('audience.alone.overdue', day=when)}", "trouble"
        return when, "text"

    def _age(self, promise: OldPromise, width: int) -> Rows:
        words = history(promise.task.raised_on, promise.age, promise.task.postponed, self.texts)
        rows = paragraph(words, width, "dim")
        if promise.asks:
            rows += paragraph(f"! {self.texts.count('rule.old-promise', promise.age)}", width, "trouble")
        return rows

    def _story(self, task: Task, width: int) -> Rows:
        texts = self.texts
        rows: Rows = []
        for line in task.story[-4:]:
            what = texts.say(f"panel.told.{line.what}") if texts.knows(f"panel.told.{line.what}") else line.what
            said = _moved_from(line, texts) if line.what == "postponed" else line.text
            words = f"{plain_date(line.on, texts.locale)}: {what}{f' – {said}' if said else ''}"
            rows += paragraph(words, width, "dim")
        return rows


def _moved_from(line: StoryLine, texts: Texts) -> str:
    """Return the date that a task was moved from, as people write dates; words that stood for one as they are."""
    try:
        return due_words(date.fromisoformat(line.text), "", texts.locale)
    except ValueError:
        return line.text

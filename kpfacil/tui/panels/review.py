"""Looking back: what was promised last time, one promise a screen, one key each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self

from kpfacil.commands.base import Command
from kpfacil.commands.change import Confirm, MarkReviewed, SetTaskState
from kpfacil.model.dates import due_words, plain_date
from kpfacil.model.entries import Agreement, Task, Told
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.rules.consent import to_confirm
from kpfacil.rules.promises import OldPromise, look_back, overdue
from kpfacil.tui.forms import Form, OwnerForm
from kpfacil.tui.listing import move_cursor
from kpfacil.tui.paint import EMPTY, Row, paragraph, row
from kpfacil.tui.panels.base import Effect, Open, PanelKey, PanelView
from kpfacil.tui.panels.one import OneByOne
from kpfacil.views.cards import pledge_words
from kpfacil.views.names import names_and_parties


@dataclass(frozen=True)
class ReviewPanel(OneByOne):
    """*Viime kerralla lupasimme*: open tasks of earlier meetings, then agreements still to be confirmed."""

    name: ClassVar[str] = "review"

    def matters(self, view: PanelView) -> Sequence[Agreement | Task]:
        """Return the promises of earlier meetings, the oldest first."""
        made = look_back(view.session, view.around.days)
        return (*(promise.task for promise in made.tasks), *made.agreements)

    def facts(self, view: PanelView, matter: Agreement | Task, width: int) -> list[Row]:
        """Return who, by when, with what, how old, how often moved, and the story in the words of each meeting."""
        say = view.say
        if isinstance(matter, Agreement):
            if to_confirm(view.session, matter):
                return [EMPTY, *paragraph(say("panel.review.to-confirm"), width)]
            agreed = matter.state != "not_agreed"
            words = f"✓ {say('board.confirmed')}" if agreed else say("word.state.not_agreed")
            return [EMPTY, *paragraph(words, width, "good" if agreed else "trouble")]
        promise = next(made for made in look_back(view.session, view.around.days).tasks if made.task.id == matter.id)
        return [*_now(view, matter, width), *_age(view, promise, width), EMPTY, *_story(view, matter, width)]

    def keys(self, view: PanelView) -> Sequence[PanelKey]:
        """Return what is said of the promise at hand with one key each, and the way to the next one."""
        matter = self.matter(view)
        task = matter if isinstance(matter, Task) else None
        say = view.say

        def begin(line: str, form: Form | None = None) -> Effect | None:
            return self.ask(line, task, form) if task is not None else None

        name = task.id if task is not None else ""
        done = self.done(view, SetTaskState(task=name, state="done")) if task else None
        return (
            PanelKey("v", "panel.review.done", done),
            PanelKey("k", "panel.review.active", self.done(view, _going_on(task)) if task else None),
            PanelKey("o", "panel.review.waiting", begin(f"{name} {say('word.state.waiting')}: ")),
            PanelKey("s", "panel.review.move", begin(f"{name} / ")),
            PanelKey("u", "panel.review.owner", begin("", OwnerForm(name))),
            PanelKey("r", "panel.review.lapsed", begin(f"{name} {say('word.state.lapsed')}: ")),
            PanelKey("h", "panel.review.confirmed", self._confirm(view, matter)),
            PanelKey("right", "panel.one.next", self.walk(view, "right")),
            PanelKey("left", "panel.one.back", self.walk(view, "left")),
        )

    def _confirm(self, view: PanelView, matter: Agreement | Task | None) -> Effect | None:
        """Return what confirms an agreement: that it is accepted at the table, then the answers that are missing."""
        if not isinstance(matter, Agreement):
            return None
        return Open("consent") if matter.confirmed else self.done(view, Confirm(entry=matter.id))

    def follow(self, before: Session, after: PanelView) -> Self:
        """Go on to the next promise where the line about this one has been recorded."""
        task = after.session.find(self.asked)
        if not isinstance(task, Task) or task == before.find(self.asked):
            return self
        if not after.session.meeting.is_told_of(task.reviewed_on, task.reviewed_meeting):
            return self
        return replace(self, at=move_cursor(self.place(after), "right", self.count(after)), asked="")


def _going_on(task: Task) -> Command:
    """Return what says that a task is in progress: one that was so already has only been looked at."""
    return MarkReviewed(task=task.id) if task.state == "active" else SetTaskState(task=task.id, state="active")


def _now(view: PanelView, task: Task, width: int) -> list[Row]:
    say = view.say
    owners = names_and_parties(view.session, task.owners, view.texts)
    rows = paragraph(owners or say("board.no-owner"), width, "text" if owners else "trouble")
    if task.resources:
        pledges = "; ".join(pledge_words(view.session, pledge) for pledge in task.resources)
        rows += paragraph(pledges, width, "dim")
    state = say(f"word.state.{task.state}")
    note = f" – {task.note}" if task.note else ""
    mark = "✓ " if view.session.meeting.is_told_of(task.reviewed_on, task.reviewed_meeting) else ""
    return [*rows, row(_when(view, task), (f" · {mark}{state}{note}", "good" if mark else "text"))]


def _when(view: PanelView, task: Task) -> tuple[str, str]:
    """Return by when, and that the day has passed."""
    when = due_words(task.due, task.due_text, view.texts.locale) or view.say("panel.no-date")
    if overdue(task, view.session.meeting.date):
        return f"! {view.say('audience.alone.overdue', day=when)}", "trouble"
    return when, "text"


def _age(view: PanelView, promise: OldPromise, width: int) -> list[Row]:
    texts = view.texts
    words: list[str] = []
    if promise.task.raised_on is not None:
        words.append(texts.say("panel.review.given", day=plain_date(promise.task.raised_on, texts.locale)))
    if promise.age > 1:
        words.append(texts.say("panel.review.age", n=promise.age))
    if promise.task.postponed:
        words.append(texts.count("panel.review.postponed", promise.task.postponed))
    rows = paragraph(" · ".join(words), width, "dim")
    if promise.asks:
        rows += paragraph(f"! {texts.count('rule.old-promise', promise.age)}", width, "trouble")
    return rows


def _story(view: PanelView, task: Task, width: int) -> list[Row]:
    texts = view.texts
    rows: list[Row] = []
    for line in task.story[-4:]:
        what = texts.say(f"panel.told.{line.what}") if texts.knows(f"panel.told.{line.what}") else line.what
        said = _moved_from(line, texts) if line.what == "postponed" else line.text
        words = f"{plain_date(line.on, texts.locale)}: {what}{f' – {said}' if said else ''}"
        rows += paragraph(words, width, "dim")
    return rows


def _moved_from(line: Told, texts: Texts) -> str:
    """Return the date that a task was moved from, as people write dates; words that stood for one as they are."""
    try:
        return due_words(date.fromisoformat(line.text), "", texts.locale)
    except ValueError:
        return line.text

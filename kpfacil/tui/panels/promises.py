"""Panels that take the table's matters one at a time, with what is known of each: looking back, and reading aloud."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self

from kpfacil.capture import editing
from kpfacil.commands.base import Command
from kpfacil.commands.change import Confirm, MarkReviewed, SetTaskState
from kpfacil.commands.meeting import LookAt
from kpfacil.commands.promise import SetMandate
from kpfacil.model.dates import due_words, plain_date
from kpfacil.model.entries import Agreement, StoryLine, Task
from kpfacil.model.moments import recorded_here
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.rules.funnel import stands
from kpfacil.rules.promises import OldPromise, consent_state, look_back, overdue, to_be_asked, to_confirm
from kpfacil.tui.asked import Pick
from kpfacil.tui.forms import Form, LineForm
from kpfacil.tui.paint import EMPTY, Rows, Size, hanging, indent, inset, paragraph, row
from kpfacil.tui.panels.base import Begin, Do, Effect, ListPanel, Open, PanelKey, with_legend
from kpfacil.views.cards import pledge_words
from kpfacil.views.names import name_and_party, names_and_parties
from kpfacil.views.wall_words import history


@dataclass(frozen=True)
class OneByOne(ListPanel[Agreement | Task]):
    """One matter on the stage, the next with one key; the audience's screen looks at the same one."""

    name: ClassVar[str]
    """The panel's name in the texts, where its title is and what is said where there is no matter."""

    asked: str = ""
    """The matter that a line is being typed about."""

    def rows(self, size: Size) -> Rows:
        width, height = size
        matter = self.item
        title = self.counted_title(f"panel.{self.name}.title", width)
        if matter is None:
            nothing = inset(self.say(f"panel.{self.name}.nothing"), width, "dim")
            return [EMPTY, title, EMPTY, *nothing][:height]
        rows = [title, EMPTY]
        lines = paragraph(matter.text, width - 12, "strong", 4)
        kind = "agreement" if isinstance(matter, Agreement) else "task"
        rows += hanging(row((f"   {matter.id:<5}", kind)), lines, Pick(matter.id))
        legend = self.legend(width)
        left = height - len(rows) - len(legend) - 1
        rows += indent(self.lines(matter, width - 8)[: max(0, left)], 8)
        return with_legend(rows, [EMPTY, *legend], height)

    def open(self) -> Self:
        """Begin at the matter that the room looks at."""
        ids = [matter.id for matter in self.items()]
        focus = self.session.meeting.focus
        return replace(self, at=ids.index(focus)) if focus in ids else self

    def looks_at(self) -> LookAt:
        matter = self.item
        return LookAt(focus=matter.id if matter is not None else "")

    def step(self, key: str) -> Effect | None:
        """Return the way to the next or the previous matter."""
        return Do((), replace(self, at=self.after(key), asked="")) if self.count else None

    def owner_rows(self, task: Task, width: int) -> Rows:
        """Return who has promised a task, or that nobody has."""
        owners = names_and_parties(self.session, task.owners, self.texts)
        return paragraph(owners or self.say("board.no-owner"), width, "text" if owners else "trouble")

    def pledge_rows(self, task: Task, width: int) -> Rows:
        """Return what is pledged to a task, nothing where nothing is."""
        pledges = "; ".join(pledge_words(self.session, pledge) for pledge in task.resources)
        return paragraph(pledges, width, "dim") if pledges else []

    def done(self, command: Command) -> Effect | None:
        """Return what does something about the matter at hand and goes on by itself."""
        return Do((command,), replace(self, at=self.after("right"), asked=""))


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


_READY = ("done", "lapsed")


@dataclass(frozen=True)
class ReadBackPanel(OneByOne):
    """*Näin kirjattiin*: this meeting's agreements, then its tasks."""

    name = "readback"

    def items(self) -> Sequence[Agreement | Task]:
        """Return what was agreed and promised in this meeting, and agreements that still wait from earlier ones."""
        session = self.session
        tasks = tuple(task for task in session.tasks if recorded_here(session, task) and task.state not in _READY)
        return (*filter(stands, session.agreements), *tasks)

    def lines(self, item: Agreement | Task, width: int) -> Rows:
        say = self.say
        rows = self._task_facts(item, width) if isinstance(item, Task) else self._consent_facts(item, width)
        if item.mandate != "self":
            rows += paragraph(f"→ {self._mandate(item)}", width)
        if item.confirmed:
            stamp = say("board.confirmed") if isinstance(item, Agreement) else say("panel.readback.said-yes")
            rows += paragraph(f"✓ {stamp}", width, "good")
        return rows

    @property
    def keys(self) -> Sequence[PanelKey]:
        matter = self.item
        if matter is None:
            return _keys({"l": Open("closing-round")})
        task = matter if isinstance(matter, Task) else None
        still = replace(self, at=self.place, asked="")
        no_task = Do((), still, tell="refused.not-a-task", trouble=True, details=(("id", matter.id),))
        carrier = SetMandate(entry=matter.id, mandate="decision")
        return _keys(
            {
                "k": self.done(Confirm(entry=matter.id)),
                "b": Do((Confirm(entry=matter.id, confirmed=False),), still),
                "c": Begin(editing(matter), still, taken=True),
                "i": Do((SetMandate(entry=matter.id, mandate="self"),), still),
                "t": Do((SetMandate(entry=matter.id, mandate="organisation"),), still),
                "d": Begin("", still, LineForm("carrier", matter.id), commands=(carrier,)),
                "u": Begin("", still, LineForm("owner", task.id)) if task else no_task,
                "p": Begin(f"{task.id} / ", still) if task else no_task,
                "l": Open("closing-round"),
                "right": self.step("right"),
                "left": self.step("left"),
            }
        )

    def _task_facts(self, task: Task, width: int) -> Rows:
        say = self.say
        when = due_words(task.due, task.due_text, self.texts.locale)
        due = paragraph(when or f"! {say('panel.no-date')}", width, "text" if when else "trouble")
        rows = [*self.owner_rows(task, width), *due, *self.pledge_rows(task, width)]
        if to_be_asked(self.session, task):
            rows += paragraph(f"! {say('panel.readback.to-ask')}", width, "trouble")
        return rows

    def _consent_facts(self, agreement: Agreement, width: int) -> Rows:
        state, hands = consent_state(self.session, agreement), agreement.hands
        counted = (
            self.say("audience.hands", yes=hands.yes, no=hands.no, blank=hands.blank)
            if hands and not hands.text
            else ""
        )
        rows = paragraph(counted, width, "dim") if counted else []
        if not state.begun:
            return rows or paragraph(self.say("panel.readback.no-consent"), width, "dim")
        for answer in ("yes", "reservation", "no", "absent"):
            number = len(state.of(answer))
            if number:
                rows += paragraph(
                    self.texts.count(f"board.answer.{answer}", number), width, "trouble" if answer == "no" else "dim"
                )
        return rows

    def _mandate(self, matter: Agreement | Task) -> str:
        words = self.say(f"word.mandate.{matter.mandate}")
        if matter.carrier:
            words += f": {name_and_party(self.session, matter.carrier)}"
        if matter.carrier_due is not None:
            words += f", {plain_date(matter.carrier_due, self.texts.locale)}"
        return words


_LABELS = {
    "k": "panel.readback.confirm",
    "b": "panel.readback.withdraw",
    "c": "panel.readback.correct",
    "i": "panel.mandate.self",
    "t": "panel.mandate.organisation",
    "d": "panel.mandate.decision",
    "u": "panel.readback.owner",
    "p": "panel.readback.due",
    "l": "panel.readback.round",
    "right": "panel.one.next",
    "left": "panel.one.back",
}


def _keys(does: Mapping[str, Effect | None]) -> Sequence[PanelKey]:
    return [PanelKey(name, label, does.get(name)) for name, label in _LABELS.items()]

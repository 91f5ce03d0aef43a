"""Reading aloud what was agreed and promised, one at a time, with a stamp and a mandate by one key each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kpfacil.capture import editing
from kpfacil.commands.change import Confirm
from kpfacil.commands.promise import SetMandate
from kpfacil.model.dates import due_words, plain_date
from kpfacil.model.entries import Agreement, Task
from kpfacil.model.moments import recorded_here
from kpfacil.rules.funnel import stands
from kpfacil.rules.promises import consent_state, to_be_asked
from kpfacil.tui.forms import LineForm
from kpfacil.tui.paint import Rows, paragraph
from kpfacil.tui.panels.base import Begin, Do, Effect, Open, PanelKey
from kpfacil.tui.panels.one import OneByOne
from kpfacil.views.names import name_and_party

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

"""Reading aloud what was agreed and promised, one at a time, with a stamp and a mandate by one key each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from kpfacil.commands.base import Refused
from kpfacil.commands.change import Confirm
from kpfacil.commands.promise import SetMandate
from kpfacil.model.dates import plain_date
from kpfacil.model.entries import Agreement, Mandate, Task
from kpfacil.model.moments import recorded_here
from kpfacil.rules.consent import consent_state
from kpfacil.rules.promises import to_be_asked
from kpfacil.tui.forms import CarrierForm, OwnerForm
from kpfacil.tui.paint import Row, paragraph
from kpfacil.tui.panels.one import OneByOne
from kpfacil.tui.pictures.words import by_when
from kpfacil.tui.room import Room
from kpfacil.views.cards import pledge_words
from kpfacil.views.names import name_and_party

_READY = ("done", "lapsed")
_MANDATES: dict[str, Mandate] = {"i": "self", "t": "organisation", "d": "decision"}


@dataclass(slots=True)
class ReadBackPanel(OneByOne):
    """*Näin kirjattiin*: this meeting's agreements, then its tasks."""

    keys: ClassVar[Mapping[str, str]] = {
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

    def title(self, room: Room) -> str:
        """Return the panel's name."""
        return room.texts.say("panel.readback.title")

    def nothing(self, room: Room) -> str:
        """Return what is said where nothing was agreed yet."""
        return room.texts.say("panel.readback.nothing")

    def matters(self, room: Room) -> Sequence[Agreement | Task]:
        """Return what was agreed and promised in this meeting, and agreements that still wait from earlier ones."""
        session = room.session
        tasks = tuple(task for task in session.tasks if recorded_here(session, task) and task.state not in _READY)
        return (*session.agreements, *tasks)

    def facts(self, room: Room, matter: Agreement | Task, width: int) -> list[Row]:
        """Return who, by when, with what, the consent, the stamp and the mandate."""
        say = room.texts.say
        rows = _task_facts(room, matter, width) if isinstance(matter, Task) else _consent_facts(room, matter, width)
        if matter.mandate != "self":
            rows += paragraph(f"→ {_mandate(room, matter)}", width)
        if matter.confirmed:
            stamp = say("board.confirmed") if isinstance(matter, Agreement) else say("panel.readback.said-yes")
            rows += paragraph(f"✓ {stamp}", width, "good")
        return rows

    def prompts(self, room: Room) -> Mapping[str, str]:
        """Return the keys that take the matter back into the line."""
        if not self.matters(room):
            return {}
        matter = self.matter(room)
        prompts = {"c": room.editable(matter.id), "d": ""}
        return {**prompts, "u": "", "p": f"{matter.id} / "} if isinstance(matter, Task) else prompts

    def press(self, room: Room, key: str) -> None:
        """Stamp, give a mandate, or go on."""
        if key == "l":
            room.panel = "closing-round"
            return
        if not self.matters(room):
            return
        matter = self.matter(room)
        if key in _MANDATES:
            self.done(room, SetMandate(entry=matter.id, mandate=_MANDATES[key]), onward=False)
            room.form = CarrierForm(matter.id) if key == "d" else None
            return
        match key:
            case "k":
                self.done(room, Confirm(entry=matter.id))
            case "b":
                self.done(room, Confirm(entry=matter.id, confirmed=False), onward=False)
            case "u" if isinstance(matter, Task):
                room.form = OwnerForm(matter.id)
            case "left" | "right" | "up" | "down" | "home" | "end":
                self.walk(room, key)
            case "u" | "p" if not isinstance(matter, Task):
                room.trouble(Refused("not-a-task", id=matter.id))
            case _:
                self.look(room)


def _task_facts(room: Room, task: Task, width: int) -> list[Row]:
    say = room.texts.say
    owners = ", ".join(name_and_party(room.session, owner) for owner in task.owners)
    rows = paragraph(owners or say("board.no-owner"), width, "text" if owners else "trouble")
    when = by_when(task.due, task.due_text, room.texts)
    rows += paragraph(when or f"! {say('panel.no-date')}", width, "text" if when else "trouble")
    if task.resources:
        rows += paragraph("; ".join(pledge_words(room.session, pledge) for pledge in task.resources), width, "dim")
    if to_be_asked(room.session, task):
        rows += paragraph(f"! {say('panel.readback.to-ask')}", width, "trouble")
    return rows


def _consent_facts(room: Room, agreement: Agreement, width: int) -> list[Row]:
    state = consent_state(room.session, agreement)
    if not state.begun:
        return paragraph(room.texts.say("panel.readback.no-consent"), width, "dim")
    rows: list[Row] = []
    for answer in ("yes", "reservation", "no", "absent"):
        number = len(state.of(answer))
        if number:
            rows += paragraph(
                room.texts.count(f"board.answer.{answer}", number), width, "trouble" if answer == "no" else "dim"
            )
    return rows


def _mandate(room: Room, matter: Agreement | Task) -> str:
    words = room.texts.say(f"word.mandate.{matter.mandate}")
    if matter.carrier:
        words += f": {name_and_party(room.session, matter.carrier)}"
    if matter.carrier_due is not None:
        words += f", {plain_date(matter.carrier_due, room.texts.locale)}"
    return words

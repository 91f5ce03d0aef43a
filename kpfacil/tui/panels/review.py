"""Looking back: what was promised last time, one promise a screen, one key each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from kpfacil.commands.change import Confirm, MarkReviewed, SetTaskState
from kpfacil.model.dates import plain_date
from kpfacil.model.entries import Agreement, Task, Told
from kpfacil.model.texts import Texts
from kpfacil.rules.promises import OldPromise, look_back
from kpfacil.tui.forms import OwnerForm
from kpfacil.tui.paint import EMPTY, Row, paragraph, row
from kpfacil.tui.panels.one import OneByOne
from kpfacil.tui.pictures.words import by_when
from kpfacil.tui.room import Room
from kpfacil.views.cards import pledge_words
from kpfacil.views.names import name_and_party


@dataclass(slots=True)
class ReviewPanel(OneByOne):
    """*Viime kerralla lupasimme*: open tasks of earlier meetings, then agreements still to be confirmed."""

    keys: ClassVar[Mapping[str, str]] = {
        "v": "panel.review.done",
        "k": "panel.review.active",
        "o": "panel.review.waiting",
        "s": "panel.review.move",
        "u": "panel.review.owner",
        "r": "panel.review.lapsed",
        "h": "panel.review.confirmed",
        "right": "panel.one.next",
        "left": "panel.one.back",
    }

    asked: str = ""
    """The task that a line is being typed about."""

    def title(self, room: Room) -> str:
        """Return the panel's name."""
        return room.texts.say("panel.review.title")

    def nothing(self, room: Room) -> str:
        """Return what is said where nothing was promised before."""
        return room.texts.say("panel.review.nothing")

    def matters(self, room: Room) -> Sequence[Agreement | Task]:
        """Return the promises of earlier meetings, the oldest first."""
        made = look_back(room.session, room.earlier)
        return (*(promise.task for promise in made.tasks), *made.agreements)

    def facts(self, room: Room, matter: Agreement | Task, width: int) -> list[Row]:
        """Return who, by when, with what, how old, how often moved, and the story in the words of each meeting."""
        say = room.texts.say
        if isinstance(matter, Agreement):
            return [EMPTY, *paragraph(say("panel.review.to-confirm"), width)]
        promise = next(made for made in look_back(room.session, room.earlier).tasks if made.task.id == matter.id)
        return [*_now(room, matter, width), *_age(room, promise, width), EMPTY, *_story(room, matter, width)]

    def prompts(self, room: Room) -> Mapping[str, str]:
        """Return the keys that ask for a reason, a date or an owner in the line."""
        matters = self.matters(room)
        if not matters or isinstance(self.matter(room), Agreement):
            return {}
        task = self.matter(room).id
        say = room.texts.say
        return {
            "o": f"{task} {say('word.state.waiting')}: ",
            "s": f"{task} / ",
            "u": "",
            "r": f"{task} {say('word.state.lapsed')}: ",
        }

    def after_line(self, room: Room) -> None:
        """Go on to the next promise when the line that was asked for about this one has been recorded."""
        asked, self.asked = self.asked, ""
        task = room.session.find(asked)
        if not isinstance(task, Task) or room.form is not None:
            return
        if room.session.meeting.told(task.reviewed_on, task.reviewed_meeting) and not room.said.trouble:
            said = room.said
            self.walk(room, "right")
            room.said = said

    def press(self, room: Room, key: str) -> None:
        """Do what the key says with the promise at hand, and go on to the next."""
        if not self.matters(room):
            return
        matter = self.matter(room)
        match key, matter:
            case "v", Task():
                self.done(room, SetTaskState(task=matter.id, state="done"))
            case "k", Task() if matter.state == "active":
                self.done(room, MarkReviewed(task=matter.id))
            case "k", Task():
                self.done(room, SetTaskState(task=matter.id, state="active"))
            case "u", Task():
                self.asked = matter.id
                room.form = OwnerForm(matter.id)
            case (("o" | "s" | "r"), Task()):
                self.asked = matter.id
            case "h", Agreement():
                self.done(room, Confirm(entry=matter.id))
            case (("left" | "right" | "up" | "down" | "home" | "end"), _):
                self.walk(room, key)
            case _:
                self.look(room)


def _now(room: Room, task: Task, width: int) -> list[Row]:
    say = room.texts.say
    owners = ", ".join(name_and_party(room.session, owner) for owner in task.owners)
    when = by_when(task.due, task.due_text, room.texts) or say("panel.no-date")
    rows = paragraph(owners or say("board.no-owner"), width, "text" if owners else "trouble")
    if task.resources:
        pledges = "; ".join(pledge_words(room.session, pledge) for pledge in task.resources)
        rows += paragraph(pledges, width, "dim")
    state = say(f"word.state.{task.state}")
    note = f" – {task.note}" if task.note else ""
    mark = "✓ " if room.session.meeting.told(task.reviewed_on, task.reviewed_meeting) else ""
    return [*rows, row(f"{when} · ", (f"{mark}{state}{note}", "good" if mark else "text"))]


def _age(room: Room, promise: OldPromise, width: int) -> list[Row]:
    texts = room.texts
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


def _story(room: Room, task: Task, width: int) -> list[Row]:
    texts = room.texts
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
        return by_when(date.fromisoformat(line.text), "", texts)
    except ValueError:
        return line.text

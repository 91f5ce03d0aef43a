"""What a line can do to entries of several kinds: new words, theme, speaker, farewell."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Unpack

from kpfacil.capture.corrections import answers_notice, reword_entry, yes_falls
from kpfacil.capture.grammar import (
    CONFIRMING,
    ID_ENDS,
    ID_WORD,
    THEMED,
    Ask,
    Details,
    Doubt,
    Reading,
    fitting,
    second_theme,
    with_commands,
)
from kpfacil.capture.parts import Part, meaning, take_themes
from kpfacil.capture.tasks import TaskLine, meanings_alone, read_task, typed_day
from kpfacil.capture.who import NOBODY, names_before, never_text, nobody_here, who_before
from kpfacil.commands.base import Command, Refused
from kpfacil.commands.change import AddPledges, AssignTask, Confirm, LetGo, Rewrite, SetDue, SetSpeakers, SetTheme
from kpfacil.commands.promise import DropPledges, MakeOf, TieOffer
from kpfacil.commands.record import NEW
from kpfacil.model.entries import Agreement, Idea, Parked, Task
from kpfacil.model.kinds import KINDS, Kind, Numbered, kind_of
from kpfacil.model.session import Session
from kpfacil.model.texts import Sentence
from kpfacil.model.value import frozen

_ID = re.compile(rf"(?P<id>{ID_WORD}){ID_ENDS}")


@frozen()
class Work:
    """An entry and what a line says of it; `rest` is what follows the id, `sure` whether it was asked about."""

    entry: Numbered
    rest: Part
    sure: bool = False

    @property
    def id(self) -> str:
        """The entry's id."""
        return self.entry.id

    @property
    def kind(self) -> Kind:
        """What the entry is."""
        return kind_of(self.entry)

    @property
    def session(self) -> Session:
        """The meeting that it is said in."""
        return self.rest.known.session

    @property
    def said(self) -> str:
        """What follows the id, in plain words."""
        return self.rest.said

    def done(self, act: str, *commands: Command, **details: Unpack[Details]) -> Reading:
        """Return the reading of an operation, which does nothing where its details have a refusal."""
        return with_commands(Reading(kind=self.kind, entry=self.id, act=act, **details), commands)

    def refuse(self, act: str, key: str, **details: str) -> Reading:
        """Return the reading of an operation that cannot be done as it was typed."""
        return self.done(act, refusal=Refused(key, id=self.id, **details))

    def asking(self, act: str, asks: tuple[Ask, ...]) -> Reading:
        """Return the reading of an operation that waits for a name; there is no text for the name to belong to."""
        return self.done(act, asks=never_text(asks))

    def after(self, signs: str) -> Part | None:
        """Return what follows one of the signs at the beginning, or None where none of them stands there."""
        rest = self.rest.trim()
        return rest.cut(1) if rest.text[:1] and rest.text[0] in signs else None


def id_at(line: Part) -> tuple[str, Kind, Part] | None:
    """Return the id that a line begins with, its kind and the rest of the line; None where it begins with no id.

    An id-shaped handle of the roster before a colon is a person, and so is a name that begins with one: `S2 Media Oy:`.
    """
    match = _ID.match(line.text)
    if match is None:
        return None
    word, rest = match["id"], line.cut(match.end())
    bare = rest.text.lstrip()[:1] == ":"
    if (word in line.names.handles and rest.text[:1] == ":") or (not bare and names_before(line).handles):
        return None
    return word.upper(), KINDS[word[0].upper()], rest


_MINUS = "-−–"
_TIE = re.compile(r"(?:->|[→>=])? ?(?P<task>[Tt][0-9]+)\Z")


def let_go(work: Work) -> Reading | None:
    """Read `I3 -`."""
    if work.said and work.said in _MINUS:
        reading = work.done("drop", LetGo(entry=work.id))
        if not (isinstance(work.entry, Agreement) and work.entry.answered):
            return reading
        if work.sure:
            return replace(reading, notice=Sentence("notice.kept-not-agreed"))
        doubt = Doubt(about="kept-not-agreed", details={"id": work.id})
        return replace(reading, commands=(), doubt=doubt)
    return None


def rewrite(work: Work) -> Reading | None:
    """Read `I3 : new words`, with a theme where the kind has one."""
    body = work.after(":")
    if body is None:
        return None
    themes, body = take_themes(body) if work.kind in THEMED else ((), body)
    text = fitting(body.said)
    commands = [reword_entry(work.entry, text), *(SetTheme(entry=work.id, theme=fitting(one)) for one in themes[:1])]
    return work.done(
        "rewrite",
        *commands,
        text=text,
        theme="".join(themes[:1]),
        notice=answers_notice(work.entry, text),
        refusal=second_theme(themes) or (None if text else Refused("line-no-text")),
    )


def theme(work: Work) -> Reading | None:
    """Read `I3 #theme`."""
    themes, rest = take_themes(work.rest)
    if not themes or rest.said:
        return None
    word = fitting(themes[0])
    return work.done("theme", SetTheme(entry=work.id, theme=word), theme=word, refusal=second_theme(themes))


def speakers(work: Work) -> Reading | None:
    """Read `I3 liisa:` (it came from Liisa), with new words where there are any."""
    found = who_before(work.rest, always=True)
    if found is None or found[0] is NOBODY:
        return None
    who, body = found
    text = fitting(body.said)
    commands: list[Command] = [SetSpeakers(entry=work.id, by=who.handles)]
    if text:
        commands.append(reword_entry(work.entry, text))
    if who.asks:
        return work.asking("speakers", who.asks)
    several = Refused("line-one-giver", id=work.id) if work.kind == "offer" and len(who.handles) > 1 else None
    return work.done("speakers", *commands, who=who.handles, text=text, refusal=nobody_here(who) or several)


def to_agreement(work: Work) -> Reading | None:
    """Read `I3 =`, with other words or speakers where there are any."""
    body = work.after("=")
    if body is None:
        return None
    who, body = who_before(body) or (NOBODY, body)
    text = fitting(body.said)
    command = MakeOf(entry=work.id, made=Agreement(id=NEW, text=text, by=who.handles))
    notice = _step_gone(work, text)
    return work.done(
        "agreement", command, text=text, who=who.handles, asks=who.asks, refusal=nobody_here(who), notice=notice
    )


def _step_gone(work: Work, text: str) -> Sentence | None:
    """Return what is told of a parked matter of which something is made in new words: what was to happen next goes."""
    step = work.entry.next_step if isinstance(work.entry, Parked) and text else ""
    return Sentence("notice.step-gone", {"step": step}) if step else None


def to_idea(work: Work) -> Reading | None:
    """Read `K1 +`: what was said is an idea after all."""
    return work.done("idea", MakeOf(entry=work.id, made=Idea(id=NEW, text=""))) if work.said == "+" else None


def to_task(work: Work) -> Reading | None:
    """Read `I3 !` and `I3 ! liisa: what / by when / with what`; nobody is assumed to own it."""
    body = work.after("!")
    if body is None:
        return None
    line = read_task(body)
    said = line.said
    meant = next(meanings_alone(body.say(said.text)), "")
    if meant and not (line.named or said.asks):
        meant = meant.replace(said.text, body.said)
        return work.done("task", refusal=Refused("line-slip", line=f"{work.id} ! {meant}"))
    made = MakeOf(entry=work.id, made=line.task)
    notice = said.notice or _step_gone(work, said.text)
    return with_commands(replace(said, kind=work.kind, act="task", entry=work.id, notice=notice), (made,))


def confirm(work: Work) -> Reading | None:
    """Read `S2 vahvistettu`."""
    found = meaning(work.rest, CONFIRMING)
    return work.done("confirm", Confirm(entry=work.id)) if found and not found[1] else None


def tie(work: Work) -> Reading | None:
    """Read `O1 T3`, with an arrow between them or without: the offer becomes a pledge of the task."""
    match = _TIE.match(work.said)
    if match is None:
        return None
    task = match["task"].upper()
    if not isinstance(work.session.find(task), Task):
        return work.refuse("tie", "line-no-such-task", task=task)
    return work.done("tie", TieOffer(offer=work.id, task=task), value=task)


def task_work(work: Work) -> Reading | None:
    """Read `T4 pekka:`, `T4 : new words`, `T4 / 15.12.`, `T4 / / seurakunta: tila`, `T4 / -`, and these together."""
    return _change_task(work, work.entry) if isinstance(work.entry, Task) else None


def _change_task(work: Work, task: Task) -> Reading | None:
    """Read what changes a task; without a colon after the id people may stand before the words."""
    body = work.after(":")
    people = body is None
    line = read_task(body or work.rest, owners=task.owners, people=people, only_people=True)
    text = line.said.text if people else ""
    if text.startswith("/ "):  # what was asked about is text behind the task's own
        line = replace(line, said=replace(line.said, text=fitting(f"{task.text} {text}")))
    elif text and not line.named:
        return None
    reading = _task_reading(task, line)
    if any((reading.commands, reading.asks, reading.refusal)):
        return reading
    if line.undated or line.nothing:
        return work.refuse("due", "line-nothing-there")
    return None if people else work.refuse("rewrite", "line-no-text")


def _task_reading(task: Task, line: TaskLine) -> Reading:
    """Return what the line does to the task, and what is said beside it."""
    said = line.said
    gone, old = _take_away(task, line)
    taken = Sentence("notice.taken-away", {"words": old}) if old else None
    moved = line.dated and (said.due, said.due_text) != (task.due, task.due_text)
    falls = yes_falls(task) if moved or said.pledges else None
    notice = taken or said.notice or answers_notice(task, said.text) or falls
    reading = replace(said, act=_task_act(line), entry=task.id, notice=notice)
    return with_commands(reading, (*gone, *_task_commands(task.id, line)))


def _task_commands(task: str, line: TaskLine) -> Iterator[Command]:
    said = line.said
    if line.named:
        yield AssignTask(task=task, owners=said.who, text=said.text)
    elif said.text:
        yield Rewrite(entry=task, text=said.text)
    if line.dated:
        yield SetDue(task=task, due=said.due, due_text=said.due_text)
    if said.pledges:
        yield AddPledges(task=task, resources=said.pledges)


def _take_away(task: Task, line: TaskLine) -> tuple[list[Command], str]:
    """Return what takes away the day and the pledges that the line says are none, and their words."""
    gone: list[Command] = []
    words = [one.text for one in task.resources if "" in line.nothing or one.by in line.nothing]
    if words:
        gone.append(DropPledges(task=task.id, by=line.nothing))
    day = task.due_text or typed_day(task.due)
    if day and line.undated and not line.dated:
        gone.append(SetDue(task=task.id))
        words.insert(0, day)
    return gone, "; ".join(words)


def _task_act(line: TaskLine) -> str:
    if line.named:
        return "assign"
    if line.said.text:
        return "rewrite"
    return "pledge" if line.said.pledges and not line.dated else "due"

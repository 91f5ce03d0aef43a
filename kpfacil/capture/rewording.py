"""What a line can do to entries of several kinds: new words, theme, speaker, farewell."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from kpfacil.capture.corrections import answers_told, reword_entry, yes_falls
from kpfacil.capture.grammar import (
    CONFIRMING,
    ID_ENDS,
    ID_WORD,
    THEMED,
    Ask,
    Doubt,
    Part,
    Reading,
    fitting,
    plain,
    second_theme,
    take_themes,
    with_commands,
)
from kpfacil.capture.pledges import amount_alone
from kpfacil.capture.tasks import TaskLine, read_task
from kpfacil.capture.who import NOBODY, Roster, calendar_of, names_before, names_somebody, nobody_here, who_before
from kpfacil.commands.base import Command, Refused
from kpfacil.commands.change import AddPledges, AssignTask, Confirm, LetGo, Rewrite, SetDue, SetSpeakers, SetTheme
from kpfacil.commands.promise import MakeOf, TieOffer
from kpfacil.commands.record import NEW
from kpfacil.model.due import read_due
from kpfacil.model.entries import Agreement, Entry, Idea, Task
from kpfacil.model.fold import fold
from kpfacil.model.kinds import KINDS, Kind
from kpfacil.model.session import Session
from kpfacil.model.table import Goal
from kpfacil.model.texts import Sentence
from kpfacil.model.value import frozen

_ID = re.compile(rf"(?P<id>{ID_WORD}){ID_ENDS}")
_WORD_AND_REASON = re.compile(r"(?P<word>[^:,]+?)\s*(?:[:,](?:\s+(?P<reason>.*))?)?\Z", re.DOTALL)
_Meaning = TypeVar("_Meaning", bound=str)


@frozen()
class Work:
    """An entry and what a line says of it; `rest` is what follows the id, `sure` whether it was asked about."""

    session: Session
    roster: Roster
    entry: Entry | Goal
    kind: Kind
    rest: Part
    sure: bool = False

    @property
    def id(self) -> str:
        """The entry's id."""
        return self.entry.id

    @property
    def said(self) -> str:
        """What follows the id, in plain words."""
        return self.rest.said

    def done(self, act: str, *commands: Command, value: str = "", text: str = "") -> Reading:
        """Return the reading of an operation that needs nothing more."""
        reading = Reading(kind=self.kind, entry=self.id, act=act, value=value, text=text)
        return with_commands(reading, commands, None)

    def refuse(self, act: str, key: str, **details: str) -> Reading:
        """Return the reading of an operation that cannot be done as it was typed."""
        refusal = Refused(key, id=self.id, **details)
        return Reading(kind=self.kind, entry=self.id, act=act, refusal=refusal)

    def asking(self, act: str, asks: tuple[Ask, ...]) -> Reading:
        """Return the reading of an operation that waits for a name; there is no text for the name to belong to."""
        named = tuple(replace(ask, colons=(), texty=False) for ask in asks)
        return Reading(kind=self.kind, entry=self.id, act=act, asks=named)

    def after(self, signs: str) -> Part | None:
        """Return what follows one of the signs at the beginning, or None where none of them stands there."""
        rest = self.rest.trim()
        return rest.cut(1) if rest.text[:1] and rest.text[0] in signs else None


def id_at(line: Part, roster: Roster) -> tuple[str, Kind, Part] | None:
    """Return the id that a line begins with, its kind and the rest of the line; None where it begins with no id.

    An id-shaped handle of the roster before a colon is a person, and so is a name that begins with one: `S2 Media Oy:`.
    """
    match = _ID.match(line.text)
    if match is None:
        return None
    word, rest = match["id"], line.cut(match.end())
    bare = rest.text.lstrip()[:1] == ":"
    if (word in roster.names.handles and rest.text[:1] == ":") or (not bare and names_before(line, roster).handles):
        return None
    return word.upper(), KINDS[word[0].upper()], rest


def meaning(part: Part, words: Mapping[str, _Meaning]) -> tuple[_Meaning, str] | None:
    """Return what a word such as a state means, and the reason after a colon or comma; None for an unknown word."""
    match = _WORD_AND_REASON.match(part.text.strip())
    if match is None:
        return None
    found = words.get(fold(plain(match["word"])).rstrip(".!"))
    return None if found is None else (found, fitting(plain(match["reason"] or "")))


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
        doubt = Doubt(question=Sentence("ask.kept-not-agreed", {"id": work.id}), yes=Sentence("ask.kept-yes"))
        return replace(reading, commands=(), doubt=doubt)
    return None


def rewrite(work: Work) -> Reading | None:
    """Read `I3 : new words`, with a theme where the kind has one."""
    body = work.after(":")
    if body is None:
        return None
    themes, body = take_themes(body) if work.kind in THEMED else ((), body)
    text = fitting(body.said)
    commands: list[Command] = [reword_entry(work.entry, text)]
    if themes:
        commands.append(SetTheme(entry=work.id, theme=fitting(themes[0])))
    refusal = second_theme(themes) or (None if text else Refused("line-no-text"))
    reading = Reading(
        kind=work.kind,
        entry=work.id,
        act="rewrite",
        text=text,
        theme="".join(themes[:1]),
        notice=answers_told(work.entry, text),
    )
    return with_commands(reading, tuple(commands), refusal)


def theme(work: Work) -> Reading | None:
    """Read `I3 #theme`."""
    themes, rest = take_themes(work.rest)
    if not themes or rest.said:
        return None
    word = fitting(themes[0])
    reading = Reading(kind=work.kind, entry=work.id, act="theme", theme=word)
    return with_commands(reading, (SetTheme(entry=work.id, theme=word),), second_theme(themes))


def speakers(work: Work) -> Reading | None:
    """Read `I3 liisa:` (it came from Liisa), with new words where there are any."""
    found = who_before(work.rest, work.roster, always=True)
    if found is None or found[0] is NOBODY:
        return None
    who, body = found
    text = fitting(body.said)
    commands: list[Command] = [SetSpeakers(entry=work.id, by=who.handles)]
    if text:
        commands.append(reword_entry(work.entry, text))
    if who.asks:
        return work.asking("speakers", who.asks)
    reading = Reading(kind=work.kind, entry=work.id, act="speakers", who=who.handles, text=text)
    several = Refused("line-one-giver", id=work.id) if work.kind == "offer" and len(who.handles) > 1 else None
    return with_commands(reading, tuple(commands), nobody_here(who) or several)


def to_agreement(work: Work) -> Reading | None:
    """Read `I3 =`, with other words or speakers where there are any."""
    body = work.after("=")
    if body is None:
        return None
    who, body = who_before(body, work.roster) or (NOBODY, body)
    text = fitting(body.said)
    reading = Reading(kind=work.kind, entry=work.id, act="agreement", text=text, who=who.handles, asks=who.asks)
    command = MakeOf(entry=work.id, made=Agreement(id=NEW, text=text, by=who.handles))
    return with_commands(reading, (command,), nobody_here(who))


def to_idea(work: Work) -> Reading | None:
    """Read `K1 +`: what was said is an idea after all."""
    return work.done("idea", MakeOf(entry=work.id, made=Idea(id=NEW, text=""))) if work.said == "+" else None


def to_task(work: Work) -> Reading | None:
    """Read `I3 !` and `I3 ! liisa: what / by when / with what`; nobody is assumed to own it."""
    body = work.after("!")
    if body is None:
        return None
    line = read_task(body, work.session, work.roster)
    meant = "" if line.named or line.asks or not line.text else _likely_words(body, line.text, work)
    if meant:
        refusal = Refused("line-slip", line=f"{work.id} ! {meant}")
        return Reading(kind=work.kind, entry=work.id, act="task", refusal=refusal)
    reading = line.reading(work.kind, "task", work.id)
    return with_commands(reading, (MakeOf(entry=work.id, made=line.task),), line.refusal)


def _likely_words(body: Part, text: str, work: Work) -> str:
    """Return what was meant by words of a new task that are an owner, a day or an amount alone; empty for others."""
    if names_somebody(Part(text), work.roster):
        return f"{text}:"
    if read_due(text, calendar_of(work.session)).only:
        return f"/ {body.said}"
    return f"/ / {body.said}" if amount_alone(Part(text), work.roster) == text else ""


def confirm(work: Work) -> Reading | None:
    """Read `S2 vahvistettu`."""
    if fold(work.said) in CONFIRMING:
        return work.done("confirm", Confirm(entry=work.id))
    return None


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
    """Read `T4 pekka:`, `T4 : new words`, `T4 / 15.12.`, `T4 / / seurakunta: tila`, and these together."""
    body = work.after(":")
    line = _line(work, body)
    if body is None and not line.named and line.text:
        return None
    commands = _task_commands(work.id, line)
    if not (commands or line.asks or line.refusal):
        return work.refuse("rewrite", "line-no-text") if body is not None else None
    asks = tuple(_only_giver(ask, line.who.asks) for ask in line.asks)
    reading = replace(line.reading(work.kind, _task_act(line), work.id), asks=asks)
    return with_commands(reading, commands, line.refusal)


def _line(work: Work, body: Part | None) -> TaskLine:
    """Return what the line says of the task; without a colon after the id people may stand before the words."""
    owners = work.entry.owners if isinstance(work.entry, Task) else ()
    part = work.rest if body is None else body
    line = read_task(part, work.session, work.roster, owners=owners, people=body is None, only_people=True)
    asked = yes_falls(work.entry) if line.dated or line.pledges else None
    return replace(line, notice=line.notice or answers_told(work.entry, line.text) or asked)


def _task_commands(task: str, line: TaskLine) -> tuple[Command, ...]:
    commands: list[Command] = []
    if line.named:
        commands.append(AssignTask(task=task, owners=line.who.handles, text=line.text))
    elif line.text:
        commands.append(Rewrite(entry=task, text=line.text))
    if line.dated:
        commands.append(SetDue(task=task, due=line.due, due_text=line.due_text))
    if line.pledges:
        commands.append(AddPledges(task=task, resources=line.pledges))
    return tuple(commands)


def _task_act(line: TaskLine) -> str:
    if line.named:
        return "assign"
    if line.text:
        return "rewrite"
    return "due" if line.dated else "pledge"


def _only_giver(ask: Ask, owners: tuple[Ask, ...]) -> Ask:
    """Return the ask; the name of an owner cannot belong to the text, a giver's can belong to the pledge's."""
    return Ask(ask.name, ask.candidates, ask.start, ask.end) if ask in owners else ask

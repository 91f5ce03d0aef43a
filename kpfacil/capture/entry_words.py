"""What a line that begins with an id can do to entries of several kinds: new words, theme, speaker, farewell."""

import re
from dataclasses import replace

from kpfacil.capture.actions import answers_told, reworded
from kpfacil.capture.entries import THEMED, second_theme, with_commands
from kpfacil.capture.marks import take_themes
from kpfacil.capture.outcome import Doubt, Reading, fitting
from kpfacil.capture.tasks import read_task
from kpfacil.capture.who import NOBODY, nobody_here, who_before
from kpfacil.capture.words import CONFIRMING
from kpfacil.capture.work import Work
from kpfacil.commands.base import Command, Refused
from kpfacil.commands.change import Confirm, LetGo, SetSpeakers, SetTheme
from kpfacil.commands.promise import TieOffer, ToAgreement, ToIdea, ToTask
from kpfacil.model.entries import Agreement, Task
from kpfacil.model.fold import fold
from kpfacil.model.texts import Sentence

_MINUS = "-−–"
_TIE = re.compile(r"(?:->|[→>=])? ?(?P<task>[Tt][0-9]+)\Z")


def let_go(work: Work) -> Reading | None:
    """Read `I3 -`."""
    if work.said and work.said in _MINUS:
        reading = work.done("drop", LetGo(entry=work.id))
        if not (isinstance(work.entry, Agreement) and work.entry.answered):
            return reading
        if work.sure:
            return replace(reading, notice=Sentence("hint.kept-not-agreed"))
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
    commands: list[Command] = [reworded(work.entry, text)]
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
        commands.append(reworded(work.entry, text))
    if who.asks:
        return work.asking("speakers", who.asks)
    reading = Reading(kind=work.kind, entry=work.id, act="speakers", who=who.handles, text=text)
    return with_commands(reading, tuple(commands), nobody_here(who))


def to_agreement(work: Work) -> Reading | None:
    """Read `I3 =`, with other words or speakers where there are any."""
    body = work.after("=")
    if body is None:
        return None
    who, body = who_before(body, work.roster) or (NOBODY, body)
    text = fitting(body.said)
    reading = Reading(kind=work.kind, entry=work.id, act="agreement", text=text, who=who.handles, asks=who.asks)
    command = ToAgreement(entry=work.id, text=text, by=who.handles)
    return with_commands(reading, (command,), nobody_here(who))


def to_idea(work: Work) -> Reading | None:
    """Read `K1 +`: what was said is an idea after all."""
    return work.done("idea", ToIdea(remark=work.id)) if work.said == "+" else None


def to_task(work: Work) -> Reading | None:
    """Read `I3 !` and `I3 ! liisa: what / by when / with what`; nobody is assumed to own it."""
    body = work.after("!")
    if body is None:
        return None
    line = read_task(body, work.session, work.roster)
    reading = line.reading(work.kind, "task", work.id)
    command = ToTask(
        entry=work.id,
        text=line.text,
        owners=line.who.handles,
        due=line.due,
        due_text=line.due_text,
        resources=line.pledges,
    )
    return with_commands(reading, (command,), line.refusal)


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
        return work.refused("tie", "line-no-such-task", task=task)
    return work.done("tie", TieOffer(offer=work.id, task=task), value=task)

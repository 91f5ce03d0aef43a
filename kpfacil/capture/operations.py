"""Lines that begin with an id: which operations each kind of entry has, tried one after another."""

import re
from collections.abc import Callable
from dataclasses import replace

from kpfacil.capture import rewording as words
from kpfacil.capture import standing as states
from kpfacil.capture.actions import TypedLine, answers_told, correct, correction_in
from kpfacil.capture.entries import with_commands
from kpfacil.capture.grammar import ID_WORD, Ask, Part, Reading
from kpfacil.capture.rewording import Work
from kpfacil.capture.tasks import TaskLine, read_task
from kpfacil.commands.base import Command, Refused
from kpfacil.commands.change import AddPledges, AssignTask, Rewrite, SetDue
from kpfacil.model.entries import Task
from kpfacil.model.kinds import KINDS, ROW_OF, Kind


def task_work(work: Work) -> Reading | None:
    """Read `T4 pekka:`, `T4 : new words`, `T4 / 15.12.`, `T4 / / seurakunta: tila`, and these together."""
    body = work.after(":")
    line = _line(work, body)
    if body is None and not line.named and line.text:
        return None
    commands = _task_commands(work.id, line)
    if not (commands or line.asks or line.refusal):
        return work.refused("rewrite", "line-no-text") if body is not None else None
    asks = tuple(_only_giver(ask, line.who.asks) for ask in line.asks)
    reading = replace(line.reading(work.kind, _task_act(line), work.id), asks=asks)
    return with_commands(reading, commands, line.refusal)


def _line(work: Work, body: Part | None) -> TaskLine:
    """Return what the line says of the task; without a colon after the id people may stand before the words."""
    owners = work.entry.owners if isinstance(work.entry, Task) else ()
    part = work.rest if body is None else body
    line = read_task(part, work.session, work.roster, owners=owners, people=body is None, only_people=True)
    return replace(line, notice=line.notice or answers_told(work.entry, line.text))


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


_SEVERAL = re.compile(rf"{ID_WORD}(?:\s*,\s*{ID_WORD})+(?=\s|\Z)\s*")
_SIGN_ALONE = re.compile(r"[-+=!>]\s*\d*\Z")
"""An operation on some kind of entry, whichever the id is of."""
_Operation = Callable[[Work], Reading | None]

_OPERATIONS: dict[Kind, tuple[_Operation, ...]] = {
    "idea": (
        states.dots,
        words.let_go,
        words.theme,
        words.rewrite,
        words.to_agreement,
        words.to_task,
        states.park,
        states.fate,
        words.speakers,
    ),
    "agreement": (
        words.let_go,
        words.rewrite,
        words.to_task,
        words.confirm,
        states.hands,
        states.mandate,
        states.consent,
    ),
    "task": (
        words.let_go,
        words.confirm,
        states.task_state,
        states.heir,
        states.mandate,
        task_work,
    ),
    "parked": (
        words.let_go,
        words.theme,
        words.rewrite,
        words.to_agreement,
        words.to_task,
        states.next_step,
        words.speakers,
    ),
    "goal": (words.let_go, words.rewrite, states.goal_state),
    "offer": (words.let_go, words.tie, words.rewrite, words.speakers),
    "remark": (
        words.let_go,
        words.rewrite,
        words.to_idea,
        words.to_agreement,
        words.to_task,
        states.park,
        words.speakers,
    ),
    "note": (words.let_go, words.rewrite),
}


def entry_work(entry_id: str, kind: Kind, rest: Part, typed: TypedLine) -> Reading:
    """Read what a line does to an entry; a line that does nothing to it is refused with what would work.

    Raises `Refused` where a text is too long.
    """
    entry = typed.session.find(entry_id)
    if entry is None:
        return Reading(kind=kind, entry=entry_id, refusal=Refused("line-no-such-entry", id=entry_id))
    correction = correction_in(rest)
    if correction is not None:
        return correct(entry, *correction, typed.session)
    work = Work(typed.session, typed.roster, entry, kind, rest, typed.window.sure or typed.window.alone)
    return _operated(work) or work.refused("", f"line-{kind}")


def several_at(typed: TypedLine) -> Reading | None:
    """Return what a line does to several entries at once, `I1, I2 +3`; None where no operation follows their ids."""
    match = _SEVERAL.match(typed.part.text)
    if match is None:
        return None
    rest = typed.part.cut(match.end())
    ids = dict.fromkeys(word.upper() for word in re.findall(ID_WORD, match[0]))
    works = [(entry_id, KINDS[entry_id[0]], rest) for entry_id in ids]
    if not rest.said or any(is_text(*work, typed) for work in works):
        return None
    return _together([entry_work(*work, typed) for work in works])


def _together(readings: list[Reading]) -> Reading:
    """Return the readings of several entries as one; the first that cannot be done stands for all."""
    waiting = next((reading for reading in readings if not reading.commands), None)
    ids = ", ".join(reading.entry for reading in readings)
    commands = tuple(command for reading in readings for command in reading.commands)
    return waiting or replace(readings[0], entry=ids, commands=commands)


def is_text(entry_id: str, kind: Kind, rest: Part, typed: TypedLine) -> bool:
    """Return whether an id-shaped word names nothing and nothing that could be done follows it: `K18 tilaisuus`."""
    if typed.session.find(entry_id) is not None or not rest.said:
        return False
    if correction_in(rest) is not None or _SIGN_ALONE.match(rest.said):
        return False
    work = Work(typed.session, typed.roster, ROW_OF[kind].cls(id=entry_id, text=entry_id), kind, rest)
    reading = _operated(work)
    return reading is None or bool(reading.asks)


def _operated(work: Work) -> Reading | None:
    readings = (operation(work) for operation in _OPERATIONS[work.kind])
    return next((reading for reading in readings if reading is not None), None)

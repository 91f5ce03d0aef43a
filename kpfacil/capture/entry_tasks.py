"""A task's own line: `T4 pekka: new words / by when / with what`, or any part of it."""

from dataclasses import replace

from kpfacil.capture.actions import answers_told
from kpfacil.capture.entries import with_commands
from kpfacil.capture.marks import Part
from kpfacil.capture.outcome import Ask, Reading
from kpfacil.capture.tasks import TaskLine, read_task
from kpfacil.capture.work import Work
from kpfacil.commands.base import Command
from kpfacil.commands.change import AddPledges, AssignTask, Rewrite, SetDue
from kpfacil.model.entries import Task


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

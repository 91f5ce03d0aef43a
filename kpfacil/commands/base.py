"""What every command is: a value that turns one session into the next, or is refused."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol, TypeVar, assert_never, runtime_checkable

from kpfacil.model.entries import Agreement, Entry, Idea, Note, Offer, Parked, Task
from kpfacil.model.ids import LETTERS, Kind
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.model.table import Goal
from kpfacil.model.texts import Detail, Sentence
from kpfacil.model.value import value


class Refused(Exception):  # noqa: N818  the room's word for it; it is an answer, not a fault
    """A change that cannot be made, with the sentence that says why: `key` names it under `refused.`."""

    def __init__(self, key: str, **details: Detail) -> None:
        super().__init__(key)
        self.key = key
        self.sentence = Sentence(f"refused.{key}", details)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What a command may know beside the session: the table's process and the moment."""

    process: Process
    now: datetime


@runtime_checkable
class Command(Protocol):
    """A change to a session."""

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the changed session.

        Raises `Refused` where the change cannot be made.
        """
        ...


@value
class Together:
    """Several commands that are done, and undone, as one."""

    commands: tuple[object, ...]

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session after all of them; when one is refused, none is done."""
        for command in self.commands:
            if isinstance(command, Command):
                session = command.apply(session, scene)
        return session


def number(session: Session, kind: Kind) -> tuple[str, Session]:
    """Return the next id of a kind and the session that has counted it."""
    entry_id = session.next_id(kind)
    counters = {**session.counters, LETTERS[kind]: int(entry_id[1:])}
    return entry_id, replace(session, counters=counters)


def found(session: Session, entry_id: str) -> Entry | Goal:
    """Return the entry or goal of that id.

    Raises `Refused` with the key `no-such-entry` where there is none.
    """
    entry = session.find(entry_id)
    if entry is None:
        raise Refused("no-such-entry", id=entry_id)
    return entry


def task_of(session: Session, entry_id: str) -> Task:
    """Return the task of that id; raises `Refused` where it is no task."""
    entry = found(session, entry_id)
    if not isinstance(entry, Task):
        raise Refused("not-a-task", id=entry_id)
    return entry


def idea_of(session: Session, entry_id: str) -> Idea:
    """Return the idea of that id; raises `Refused` where it is no idea."""
    entry = found(session, entry_id)
    if not isinstance(entry, Idea):
        raise Refused("not-an-idea", id=entry_id)
    return entry


def agreement_of(session: Session, entry_id: str) -> Agreement:
    """Return the agreement of that id; raises `Refused` where it is none."""
    entry = found(session, entry_id)
    if not isinstance(entry, Agreement):
        raise Refused("not-an-agreement", id=entry_id)
    return entry


def changed(session: Session, new: Entry | Goal) -> Session:
    """Return the session with the entry of the same id replaced."""
    match new:
        case Idea():
            session = replace(session, ideas=_swapped(session.ideas, new))
        case Agreement():
            session = replace(session, agreements=_swapped(session.agreements, new))
        case Task():
            session = replace(session, tasks=_swapped(session.tasks, new))
        case Parked():
            session = replace(session, parked=_swapped(session.parked, new))
        case Offer():
            session = replace(session, offers=_swapped(session.offers, new))
        case Note():
            session = replace(session, notes=_swapped(session.notes, new))
        case Goal():
            table = replace(session.table, goals=_swapped(session.table.goals, new))
            session = replace(session, table=table)
        case _:
            assert_never(new)
    return session


AnEntry = TypeVar("AnEntry", Idea, Agreement, Task, Parked, Offer, Note, Goal)


def _swapped(entries: tuple[AnEntry, ...], new: AnEntry) -> tuple[AnEntry, ...]:
    return tuple(new if old.id == new.id else old for old in entries)


def without(session: Session, entry_id: str) -> Session:
    """Return the session without that entry, nobody looking at it; its number is not given again."""
    meeting = session.meeting
    return replace(
        session,
        meeting=replace(meeting, focus="") if meeting.focus == entry_id else meeting,
        ideas=tuple(entry for entry in session.ideas if entry.id != entry_id),
        agreements=tuple(entry for entry in session.agreements if entry.id != entry_id),
        tasks=tuple(entry for entry in session.tasks if entry.id != entry_id),
        parked=tuple(entry for entry in session.parked if entry.id != entry_id),
        offers=tuple(entry for entry in session.offers if entry.id != entry_id),
        notes=tuple(entry for entry in session.notes if entry.id != entry_id),
        table=replace(session.table, goals=tuple(goal for goal in session.table.goals if goal.id != entry_id)),
    )

"""What every command is: a value that turns one session into the next, or is refused."""

from abc import ABC, abstractmethod
from dataclasses import fields, replace
from datetime import datetime
from typing import Protocol, TypeVar, runtime_checkable

from kpfacil.model import kinds, meeting, people, table, texts
from kpfacil.model.entries import Agreement, Idea, Offer, Parked, Remark, Task
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.model.value import frozen_by_name, value, with_parts


class Refused(Exception):  # noqa: N818  the room's word for it; it is an answer, not a fault
    """A change that cannot be made, with the sentence that says why: `key` names it under `refused.`."""

    def __init__(self, key: str, **details: texts.Detail) -> None:
        super().__init__(key)
        self.key = key
        self.sentence = texts.Sentence(f"refused.{key}", details)


@frozen_by_name
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


def number(session: Session, kind: kinds.Kind) -> tuple[str, Session]:
    """Return the next id of a kind and the session that has counted it."""
    entry_id = session.next_id(kind)
    counters = {**session.counters, kinds.LETTERS[kind]: int(entry_id[1:])}
    return entry_id, replace(session, counters=counters)


def find_entry(session: Session, entry_id: str) -> kinds.Numbered:
    """Return the entry or goal of that id.

    Raises `Refused` with the key `no-such-entry` where there is none.
    """
    entry = session.find(entry_id)
    if entry is None:
        raise Refused("no-such-entry", id=entry_id)
    return entry


def require_at_table(session: Session, who: str) -> None:
    """Raise `Refused` for an id of neither a member nor a party: former members answer and speak no more."""
    if session.party(who) is None and all(person.id != who for person in session.members):
        raise Refused("no-such-person", id=who)


_WRONG: dict[type[object], str] = {
    Task: "not-a-task",
    Idea: "not-an-idea",
    Agreement: "not-an-agreement",
    Offer: "not-an-offer",
    Parked: "not-parked",
    table.Goal: "not-a-goal",
    Remark: "not-a-remark",
}
AKind = TypeVar("AKind", Idea, Agreement, Task, Parked, Offer, table.Goal, Remark)


def found_as(session: Session, entry_id: str, kind: type[AKind]) -> AKind:
    """Return the entry of that id; raises `Refused` where there is none, or where it is of another kind."""
    entry = find_entry(session, entry_id)
    if not isinstance(entry, kind):
        raise Refused(_WRONG[kind], id=entry_id)
    return entry


@value
class TaskChange(ABC):
    """A change of one task."""

    task: str

    def apply(self, session: Session, scene: Scene) -> Session:
        return session.with_entry(self.change(session, found_as(session, self.task, Task)))

    @abstractmethod
    def change(self, session: Session, task: Task) -> Task:
        """Return the task as the session has it afterwards; raises `Refused` where that cannot be."""


Given = TypeVar("Given", table.Table, meeting.Meeting, meeting.ProgrammeItem, meeting.Evaluation, people.Participant)


def with_given(old: Given, change: object) -> Given:
    """Return a value with what a change gives under the same names; what is None or missing there stays."""
    given = {field.name: getattr(change, field.name, None) for field in fields(old)}
    return with_parts(old, {name: new for name, new in given.items() if new is not None})

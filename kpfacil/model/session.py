"""The session: the whole state of one meeting, which is one file."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args, get_origin

from kpfacil.model import text, workings
from kpfacil.model.entries import Agreement, Entry, Idea, Note, Offer, Parked, Remark, Task
from kpfacil.model.kinds import LETTERS, ROW_OF, ROWS, Kind, KindRow, Numbered, kind_of, number_of, split_id
from kpfacil.model.meeting import Evaluation, Material, Meeting, ProgrammeItem, Turn, Visit, moment_of
from kpfacil.model.people import Crowd, Participant, Party
from kpfacil.model.process import Process, Step
from kpfacil.model.table import Goal, Table
from kpfacil.model.value import Extra, frozen_by_name, last_kept, with_parts

FORMAT = 1


@frozen_by_name
class Session:
    """One meeting of a table, whole in itself; each field of many values is a block of the file, in the file's order.

    A plain frozen dataclass: its parts are validated values, and validating ten thousand of them again for each line
    recorded would cost more than the line.
    """

    table: Table
    meeting: Meeting
    language: text.Line = "fi"
    counters: Mapping[str, int] = dataclasses.field(default_factory=dict)
    """The last number given for each letter."""
    materials: tuple[Material, ...] = ()
    parties: tuple[Party, ...] = ()
    participants: tuple[Participant, ...] = ()
    offers: tuple[Offer, ...] = ()
    crowd: tuple[Crowd, ...] = ()
    ideas: tuple[Idea, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    tasks: tuple[Task, ...] = ()
    remarks: tuple[Remark, ...] = ()
    pending: tuple[workings.PendingLine, ...] = ()
    queue: tuple[workings.Queued, ...] = ()
    seats: tuple[workings.Seat, ...] = ()
    proof: tuple[workings.Proof, ...] = ()
    parked: tuple[Parked, ...] = ()
    notes: tuple[Note, ...] = ()
    visits: tuple[Visit, ...] = ()
    turns: tuple[Turn, ...] = ()
    programme: tuple[ProgrammeItem, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    extra: Extra = dataclasses.field(default_factory=dict, hash=False)

    def step_in(self, process: Process) -> Step:
        """Return the step that the meeting is at; the phase's first where it has none of that id."""
        return process.step(self.meeting.phase, self.meeting.step, self.programme)

    def steps_in(self, process: Process) -> tuple[Step, ...]:
        """Return the meeting's programme: the steps of its phase with its own changes."""
        return process.steps(self.meeting.phase, self.programme)

    def entries(self) -> Iterator[Entry]:
        """Yield every entry of every kind, own notes too, each kind in the order of recording."""
        for row in ROWS:
            yield from self.entries_of(row.kind)

    def all_numbered(self) -> Iterator[Numbered]:
        """Yield the table's goals and every entry."""
        yield from self.table.goals
        yield from self.entries()

    def entries_in_blocks(self, rows: Iterable[KindRow] = ROWS) -> Iterator[tuple[KindRow, int, Numbered]]:
        """Yield each goal and entry of the kinds asked for, with its kind and its number in its block."""
        for row in rows:
            for number, entry in enumerate(self.of_kind(row.kind), start=1):
                yield row, number, entry

    def values(self) -> Iterator[tuple[str, int, object]]:
        """Yield table and meeting, numbered 0, and each value of every block with its number there; see `place_in`."""
        yield "table", 0, self.table
        yield "meeting", 0, self.meeting
        for name in BLOCKS:
            for number, value in enumerate(getattr(self, name), start=1):
                yield name, number, value

    def find(self, entry_id: str) -> Numbered | None:
        """Return the entry or goal with that id, or None."""
        parts = split_id(entry_id)
        if parts is None:
            return None
        return next((entry for entry in self.of_kind(parts[0]) if entry.id == entry_id), None)

    def of_kind(self, kind: Kind) -> tuple[Numbered, ...]:
        """Return all entries of a kind, or the table's goals."""
        return self.table.goals if kind == "goal" else self.entries_of(kind)

    def entries_of(self, kind: Kind) -> tuple[Entry, ...]:
        """Return all entries of a kind in the order of recording; goals are no entries."""
        found: tuple[Entry, ...] = () if kind == "goal" else getattr(self, ROW_OF[kind].block)
        return found

    def with_kind(self, kind: Kind, entries: Iterable[Numbered]) -> "Session":
        """Return the session with these as all entries of a kind, or as the table's goals."""
        whole = tuple(entries)
        if kind == "goal":
            goals = tuple(goal for goal in whole if isinstance(goal, Goal))
            return dataclasses.replace(self, table=dataclasses.replace(self.table, goals=goals))
        return with_parts(self, {ROW_OF[kind].block: whole})

    def with_entry(self, new: Numbered) -> "Session":
        """Return the session with an entry or goal in the place of the one with its id, or after all others."""
        kind = kind_of(new)
        return self.with_kind(kind, {**{one.id: one for one in self.of_kind(kind)}, new.id: new}.values())

    def without(self, *ids: str) -> "Session":
        """Return the session without those entries and goals; their numbers are not given again."""
        return self.only(lambda entry: entry.id not in ids)

    def only(self, keep: Callable[[Numbered], bool]) -> "Session":
        """Return the session with those entries and goals alone that are kept; nobody looks at one that is gone."""
        session = self
        for row in ROWS:
            old = self.of_kind(row.kind)
            kept = [entry for entry in old if keep(entry)]
            if len(kept) < len(old):
                session = session.with_kind(row.kind, kept)
        if session is self or not self.meeting.focus or session.find(self.meeting.focus):
            return session
        return dataclasses.replace(session, meeting=dataclasses.replace(self.meeting, focus=""))

    @property
    def members(self) -> tuple[Participant, ...]:
        """The people at the table: all but the former members, who are kept for old entries alone."""
        return tuple(person for person in self.participants if person.standing == "member")

    def participant(self, handle: str) -> Participant | None:
        """Return the participant with that id, or None."""
        return next((person for person in self.participants if person.id == handle), None)

    def party(self, handle: str) -> Party | None:
        """Return the party with that id, or None."""
        return next((party for party in self.parties if party.id == handle), None)

    def name_of(self, handle: str) -> str:
        """Return the name of a participant or a party; an unknown id stands for itself.

        Where two people have one name, what tells them apart stands in brackets behind it.
        """
        person = self.participant(handle)
        if person is None:
            party = self.party(handle)
            return party.name if party else handle
        called = person.name.casefold()
        others = [other for other in self.participants if other.id != handle and other.name.casefold() == called]
        return f"{person.name} ({self.mark_of(person, others)})" if others else person.name

    def mark_of(self, person: Participant, others: Iterable[Participant]) -> str:
        """Return what tells a person from others of the same name: the party, or the id where that is the same too."""
        party = self.party(person.party)
        return person.id if party is None or any(other.party == party.id for other in others) else party.name

    def party_of(self, handle: str) -> str:
        """Return the id of the party that a participant stands for, or the party's own id; empty where unknown."""
        person = self.participant(handle)
        if person is not None:
            return person.party
        return handle if self.party(handle) else ""

    def next_id(self, kind: Kind) -> str:
        """Return the id that the next entry of a kind gets: one above the last ever given."""
        letter = LETTERS[kind]
        return f"{letter}{self.counters.get(letter, 0) + 1}"


BLOCKS: dict[str, type[object]] = {
    field.name: get_args(field.type)[0] for field in dataclasses.fields(Session) if get_origin(field.type) is tuple
}
"""The blocks of a session file after `[table]` and `[meeting]`, in the order in which they stand there."""


def place_in(block: str, number: int) -> str:
    """Return the place of a value in the file, such as `tasks[2]`, or `meeting`."""
    return f"{block}[{number}]" if number else block


@last_kept
def raise_counters(session: Session) -> Session:
    """Return the session with counters at least as high as the highest id in it."""
    counters = dict(session.counters)
    for kind, letter in LETTERS.items():
        highest = max((number_of(entry.id) for entry in session.of_kind(kind)), default=0)
        if highest > counters.get(letter, 0):
            counters[letter] = highest
    return session if counters == session.counters else dataclasses.replace(session, counters=counters)


def as_opened(session: Session) -> Session:
    """Return a session of a file with what older or hand-written files say otherwise.

    Counters are raised to the highest id, who left before arriving was out of the room meanwhile, and who has been
    replaced is a former member.
    """
    replaced = {person.replaces for person in session.participants} - {""}
    people = tuple(_as_opened(session.meeting, person, replaced) for person in session.participants)
    return raise_counters(
        session if people == session.participants else dataclasses.replace(session, participants=people)
    )


def _as_opened(meeting: Meeting, person: Participant, replaced: set[str]) -> Participant:
    left, arrived = person.left, person.arrived
    if left and arrived and moment_of(meeting, left) < moment_of(meeting, arrived):
        person = dataclasses.replace(person, left=None, arrived=None, away=(*person.away, (left, arrived)))
    if person.id in replaced and person.standing == "member":
        person = dataclasses.replace(person, standing="former")
    return person


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An entry or goal as the latest meeting that knew it left it; `first` is the earliest meeting that knew it."""

    entry: Numbered
    session: Session
    first: Session


def date_task(task: Task, first: Session) -> Task:
    """Return a task with the day it was given: that of the first meeting that knew it where nobody wrote it down."""
    return task if task.raised_on else dataclasses.replace(task, raised_on=first.meeting.date)


def in_order(sessions: Iterable[Session]) -> list[Session]:
    """Return the sessions of one table in the order of their meetings."""
    return sorted(sessions, key=place_of)


def place_of(session: Session) -> tuple[date, int, int]:
    """Return what puts the meetings of one table in order."""
    return session.meeting.date, session.meeting.nth, session.meeting.number


def latest(sessions: Iterable[Session]) -> dict[str, Known]:
    """Return by its id each entry and goal of one table's sessions once, in the order in which they came up."""
    known: dict[str, Known] = {}
    for session in in_order(sessions):
        for entry in session.all_numbered():
            first = known[entry.id].first if entry.id in known else session
            known[entry.id] = Known(entry=entry, session=session, first=first)
    return known


def still_to_answer(session: Session, agreement: Agreement) -> tuple[str, ...]:
    """Return the ids of those whom *kaikki* means who have not answered, themselves or through their party's answer.

    Who was absent from an earlier round and is here now has yet to answer.
    """
    answered = {
        consent.who
        for consent in agreement.answers
        if consent.answer != "absent" or consent.on is None or session.meeting.matches(consent.on, consent.meeting)
    }
    meant = everyone(session)
    return tuple(
        person.id
        for person in session.participants
        if person.id in meant and person.id not in answered and person.party not in answered
    )


@last_kept
def everyone(session: Session) -> tuple[str, ...]:
    """Return the ids of those whom *kaikki* means: those who are here; while nobody is marked yet, those expected."""
    here = tuple(person.id for person in session.participants if person.here)
    return here or tuple(person.id for person in session.participants if person.may_answer)

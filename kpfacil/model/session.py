"""The session: the whole state of one meeting, which is one file."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping

from kpfacil.model.entries import Agreement, Entry, Idea, Note, Offer, Parked, Task
from kpfacil.model.ids import LETTERS, Kind, number_of, split_id
from kpfacil.model.meeting import Evaluation, Material, Meeting, ProgrammeItem, Turn, Visit
from kpfacil.model.people import Crowd, Participant, Party
from kpfacil.model.table import Goal, Table
from kpfacil.model.text import Line
from kpfacil.model.value import Extra, nothing_extra

FORMAT = 1


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One meeting of a table, whole in itself.

    A plain frozen dataclass: its parts are validated values, and validating ten thousand of them again for each line
    recorded would cost more than the line.
    """

    table: Table
    meeting: Meeting
    language: Line = "fi"
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
    parked: tuple[Parked, ...] = ()
    notes: tuple[Note, ...] = ()
    visits: tuple[Visit, ...] = ()
    turns: tuple[Turn, ...] = ()
    programme: tuple[ProgrammeItem, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    extra: Extra = dataclasses.field(default_factory=nothing_extra, hash=False)

    def entries(self) -> Iterator[Entry]:
        """Yield every entry of every kind, own notes too, each kind in the order of recording."""
        yield from self.ideas
        yield from self.agreements
        yield from self.tasks
        yield from self.parked
        yield from self.offers
        yield from self.notes

    def find(self, entry_id: str) -> Entry | Goal | None:
        """Return the entry or goal with that id, or None."""
        parts = split_id(entry_id)
        if parts is None:
            return None
        return next((entry for entry in self.of_kind(parts[0]) if entry.id == entry_id), None)

    def of_kind(self, kind: Kind) -> tuple[Entry, ...] | tuple[Goal, ...]:
        """Return all entries of a kind, or the table's goals."""
        blocks: dict[Kind, tuple[Entry, ...] | tuple[Goal, ...]] = {
            "idea": self.ideas,
            "agreement": self.agreements,
            "task": self.tasks,
            "parked": self.parked,
            "note": self.notes,
            "offer": self.offers,
            "goal": self.table.goals,
        }
        return blocks[kind]

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


def counted(session: Session) -> Session:
    """Return the session with counters at least as high as the highest id in it (contract, section 1)."""
    counters = dict(session.counters)
    for kind, letter in LETTERS.items():
        highest = max((number_of(entry.id) for entry in session.of_kind(kind)), default=0)
        if highest > counters.get(letter, 0):
            counters[letter] = highest
    return session if counters == session.counters else dataclasses.replace(session, counters=counters)

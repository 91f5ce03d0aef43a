"""Whether a session hangs together: ids given once and of the right shape, references that lead somewhere.

A session that fails here is refused as a file (contract, section 1), so no command may produce one.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kpfacil.model.entries import Agreement, Entry, Note, Offer, Task
from kpfacil.model.ids import LETTERS, Kind, split_id
from kpfacil.model.session import Session, counted
from kpfacil.model.texts import Detail, Sentence

_HANDLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")
_BLOCKS: dict[Kind, str] = {
    "goal": "table.goals",
    "offer": "offers",
    "idea": "ideas",
    "agreement": "agreements",
    "task": "tasks",
    "parked": "parked",
    "note": "notes",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a file is refused: where, and the key and details of the sentence that says so.

    `path` is the place in the file, such as `tasks[2].due`, the first block being 1; `line` counts from 1 where known.
    """

    path: str
    key: str
    details: Mapping[str, Detail] = field(default_factory=dict)
    line: int | None = None

    @property
    def sentence(self) -> Sentence:
        """The sentence without the place."""
        return Sentence(self.key, self.details)


def integrity(session: Session) -> tuple[Fault, ...]:
    """Return every duplicate or misshapen id and every reference that leads nowhere, in the order of the file."""
    return tuple(_faults(counted(session)))


def _faults(session: Session) -> Iterator[Fault]:
    yield from _handle_faults(session)
    yield from _id_faults(session)
    people = _People(session)
    yield from _people_faults(session, people)
    yield from _entry_faults(session, people)
    yield from _origin_faults(session)


def _handle_faults(session: Session) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    handles = [(f"parties[{number}]", party.id) for number, party in enumerate(session.parties, start=1)]
    handles += [(f"participants[{number}]", person.id) for number, person in enumerate(session.participants, start=1)]
    for path, handle in handles:
        if not _HANDLE.match(handle):
            yield Fault(f"{path}.id", "fault.handle-shape", {"id": handle})
        elif handle in seen:
            yield Fault(f"{path}.id", "fault.id-twice", {"id": handle, "other": seen[handle]})
        seen.setdefault(handle, path)


def _id_faults(session: Session) -> Iterator[Fault]:
    for kind, block in _BLOCKS.items():
        seen: dict[str, str] = {}
        for number, value in enumerate(session.of_kind(kind), start=1):
            path = f"{block}[{number}].id"
            parts = split_id(value.id)
            if parts is None or parts[0] != kind:
                yield Fault(path, "fault.id-shape", {"id": value.id, "right": f"{LETTERS[kind]}{number}"})
            elif value.id in seen:
                yield Fault(path, "fault.id-twice", {"id": value.id, "other": seen[value.id]})
            seen.setdefault(value.id, f"{block}[{number}]")


class _People:
    """Who can be referred to: participants and parties by id, and what a wrong reference may have meant."""

    def __init__(self, session: Session) -> None:
        self.parties = {party.id: party.name for party in session.parties}
        self.participants = {person.id: person.name for person in session.participants}
        self.all = {**self.parties, **self.participants}

    def check(self, path: str, handle: str, among: Mapping[str, str] | None = None) -> Iterator[Fault]:
        """Yield a fault where a reference that is not empty names nobody."""
        known = self.all if among is None else among
        if handle and handle not in known:
            yield _dangling(path, handle, known)

    def check_all(self, path: str, handles: Iterable[str]) -> Iterator[Fault]:
        """Yield a fault for each reference of a list that names nobody; an empty one names nobody."""
        for number, handle in enumerate(handles, start=1):
            if handle not in self.all:
                yield _dangling(f"{path}[{number}]", handle, self.all)


def _dangling(path: str, handle: str, known: Mapping[str, str]) -> Fault:
    by_name = [other for other, name in known.items() if name.casefold() == handle.casefold()]
    near = by_name or difflib.get_close_matches(handle, known, n=1)
    if near:
        return Fault(path, "fault.nobody-near", {"id": handle, "near": near[0]})
    return Fault(path, "fault.nobody", {"id": handle})


def _people_faults(session: Session, people: _People) -> Iterator[Fault]:
    yield from people.check("meeting.speaker", session.meeting.speaker)
    for number, person in enumerate(session.participants, start=1):
        yield from people.check(f"participants[{number}].party", person.party, people.parties)
        yield from people.check(f"participants[{number}].replaces", person.replaces, people.participants)
    for number, crowd in enumerate(session.crowd, start=1):
        yield from people.check(f"crowd[{number}].party", crowd.party, people.parties)
    for number, turn in enumerate(session.turns, start=1):
        yield from people.check(f"turns[{number}].who", turn.who)
    for number, answer in enumerate(session.evaluations, start=1):
        yield from people.check(f"evaluations[{number}].who", answer.who)


def _entry_faults(session: Session, people: _People) -> Iterator[Fault]:
    for path, entry in _placed(session):
        match entry:
            case Note():
                pass
            case Offer():
                yield from people.check(f"{path}.by", entry.by)
            case Agreement():
                yield from people.check_all(f"{path}.by", entry.by)
                yield from people.check(f"{path}.carrier", entry.carrier)
                for number, consent in enumerate(entry.consent, start=1):
                    yield from people.check(f"{path}.consent[{number}].who", consent.who)
            case Task():
                yield from people.check_all(f"{path}.owners", entry.owners)
                yield from people.check_all(f"{path}.by", entry.by)
                yield from people.check(f"{path}.carrier", entry.carrier)
                yield from people.check(f"{path}.heir", entry.heir)
                for number, pledge in enumerate(entry.resources, start=1):
                    yield from people.check(f"{path}.resources[{number}].by", pledge.by)
            case _:
                yield from people.check_all(f"{path}.by", entry.by)


def _origin_faults(session: Session) -> Iterator[Fault]:
    here = {entry.id for entry in session.entries()} | {goal.id for goal in session.table.goals}
    for path, entry in _placed(session):
        if isinstance(entry, Offer) and entry.task:
            yield from _reference_faults(session, here, f"{path}.task", entry.task, ("task",))
        for number, origin in enumerate(getattr(entry, "origin", ()), start=1):
            yield from _reference_faults(session, here, f"{path}.from[{number}]", origin, tuple(LETTERS))


def _reference_faults(
    session: Session, here: set[str], path: str, entry_id: str, kinds: tuple[Kind, ...]
) -> Iterator[Fault]:
    """Yield a fault unless the id names an entry here, or one that an earlier meeting of the table gave."""
    parts = split_id(entry_id)
    if parts is None or parts[0] not in kinds:
        yield Fault(path, "fault.reference-shape", {"id": entry_id, "right": f"{LETTERS[kinds[0]]}1"})
    elif entry_id not in here and parts[1] > session.counters.get(LETTERS[parts[0]], 0):
        yield Fault(path, "fault.reference", {"id": entry_id})


def _placed(session: Session) -> Iterator[tuple[str, Entry]]:
    blocks: tuple[tuple[str, tuple[Entry, ...]], ...] = (
        ("offers", session.offers),
        ("ideas", session.ideas),
        ("agreements", session.agreements),
        ("tasks", session.tasks),
        ("parked", session.parked),
        ("notes", session.notes),
    )
    for block, entries in blocks:
        for number, entry in enumerate(entries, start=1):
            yield f"{block}[{number}]", entry

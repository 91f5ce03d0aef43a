"""Whether a session hangs together: ids given once and of the right shape, references that lead somewhere.

A session that fails here is refused as a file, so no command may produce one.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping

from kpfacil.model.entries import Agreement, Idea, Offer, Task
from kpfacil.model.kinds import HANDLE, LETTERS, Kind, split_id
from kpfacil.model.meeting import Meeting
from kpfacil.model.people import Crowd
from kpfacil.model.references import references
from kpfacil.model.session import Session, place_in, raise_counters
from kpfacil.model.texts import Fault

_COUNTED: dict[type[object], tuple[str, ...]] = {
    Meeting: ("number",),
    Crowd: ("count",),
    Idea: ("votes",),
    Task: ("postponed",),
}
"""What is counted, and so can't be below zero."""
AWAY_FORM = "away = [[17:42:00, 17:48:00]]"
"""How the times out of the room are written."""


def integrity(session: Session, sound: Session | None = None) -> tuple[Fault, ...]:
    """Return every duplicate or misshapen id and every reference that leads nowhere, in the order of the file.

    `sound` is an earlier session without a fault: where the people are the same, whom its values name is known.
    """
    return tuple(_faults(raise_counters(session), sound))


def _faults(session: Session, sound: Session | None) -> Iterator[Fault]:
    yield from _handle_faults(session)
    yield from _id_faults(session)
    unsure = list(_unsure_values(session, sound))
    yield from _people_faults(session, unsure)
    yield from _origin_faults(session)
    yield from _number_faults(unsure)
    yield from _away_faults(session)


def _handle_faults(session: Session) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    handles = [(f"parties[{number}]", party.id) for number, party in enumerate(session.parties, start=1)]
    handles += [(f"participants[{number}]", person.id) for number, person in enumerate(session.participants, start=1)]
    for path, handle in handles:
        if not HANDLE.match(handle):
            yield Fault(f"{path}.id", "fault.handle-shape", {"id": handle})
        elif handle in seen:
            yield Fault(f"{path}.id", "fault.id-twice", {"id": handle, "other": seen[handle]})
        seen.setdefault(handle, path)


def _id_faults(session: Session) -> Iterator[Fault]:
    seen: dict[str, tuple[str, int]] = {}
    for row, number, value in session.entries_in_blocks():
        parts, path = split_id(value.id), (row.block, number)
        if parts is None or parts[0] != row.kind:
            details = {"id": value.id, "right": f"{row.letter}{number}"}
            yield Fault(f"{place_in(*path)}.id", "fault.id-shape", details)
        elif value.id in seen:
            details = {"id": value.id, "other": place_in(*seen[value.id])}
            yield Fault(f"{place_in(*path)}.id", "fault.id-twice", details)
        seen.setdefault(value.id, path)


def _dangling(path: str, handle: str, known: Mapping[str, str]) -> Fault:
    by_name = [other for other, name in known.items() if name.casefold() == handle.casefold()]
    near = by_name or difflib.get_close_matches(handle, known, n=1)
    if near:
        return Fault(path, "fault.nobody-near", {"id": handle, "near": near[0]})
    return Fault(path, "fault.nobody", {"id": handle})


def _unsure_values(session: Session, sound: Session | None) -> Iterator[tuple[str, int, object]]:
    """Yield each value with its place, but those that a sound session of the same people holds too."""
    people = (session.parties, session.participants)
    same_people = sound is not None and people == (sound.parties, sound.participants)
    known = {id(value) for _, _, value in sound.values()} if sound is not None and same_people else ()
    yield from (one for one in session.values() if id(one[2]) not in known)


def _people_faults(session: Session, values: Iterable[tuple[str, int, object]]) -> Iterator[Fault]:
    """Yield a fault for each reference that names nobody, whatever value it stands in."""
    parties = {party.id: party.name for party in session.parties}
    participants = {person.id: person.name for person in session.participants}
    known = {"parties": parties, "participants": participants, "anybody": {**parties, **participants}}
    for block, number, value in values:
        for reference in references(value):
            if reference.handle not in known[reference.among]:
                path = f"{place_in(block, number)}.{reference.path}"
                yield _dangling(path, reference.handle, known[reference.among])


def _origin_faults(session: Session) -> Iterator[Fault]:
    here = {entry.id for entry in session.all_numbered()}
    for row, at, entry in session.entries_in_blocks():
        if isinstance(entry, Offer) and entry.task:
            yield from _reference_faults(session, here, f"{row.block}[{at}].task", entry.task, ("task",))
        for number, origin in enumerate(getattr(entry, "origin", ()), start=1):
            yield from _reference_faults(session, here, f"{row.block}[{at}].from[{number}]", origin, tuple(LETTERS))


def _reference_faults(
    session: Session, here: set[str], path: str, entry_id: str, kinds: tuple[Kind, ...]
) -> Iterator[Fault]:
    """Yield a fault unless the id names an entry here, or one that an earlier meeting of the table gave."""
    parts = split_id(entry_id)
    if parts is None or parts[0] not in kinds:
        yield Fault(path, "fault.reference-shape", {"id": entry_id, "right": f"{LETTERS[kinds[0]]}1"})
    elif entry_id not in here and parts[1] > session.counters.get(LETTERS[parts[0]], 0):
        yield Fault(path, "fault.reference", {"id": entry_id})


def _number_faults(values: Iterable[tuple[str, int, object]]) -> Iterator[Fault]:
    for block, number, value in values:
        for name in _COUNTED.get(type(value), ()):
            if getattr(value, name) < 0:
                yield _below_zero(place_in(block, number), name, value)
        if isinstance(value, Agreement) and value.hands:
            wrong = [name for name in ("yes", "no", "blank") if getattr(value.hands, name) < 0]
            yield from (_below_zero(f"{place_in(block, number)}.hands", name, value.hands) for name in wrong)


def _below_zero(path: str, name: str, value: object) -> Fault:
    details = {"name": name, "value": str(getattr(value, name)), "right": f"{name} = 0"}
    return Fault(f"{path}.{name}", "fault.below-zero", details)


def _away_faults(session: Session) -> Iterator[Fault]:
    """Yield a fault for each time out of the room that is no pair; the last may have its beginning alone."""
    for number, person in enumerate(session.participants, start=1):
        for at, times in enumerate(person.away, start=1):
            if len(times) not in ((1, 2) if at == len(person.away) else (2,)):
                details = {"name": "away", "right": AWAY_FORM}
                yield Fault(f"participants[{number}].away[{at}]", "fault.short-form", details)

"""Whether a session hangs together: ids given once and of the right shape, references that lead somewhere.

A session that fails here is refused as a file, so no command may produce one.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping

from kpfacil.model import entries, meeting
from kpfacil.model.kinds import HANDLE, LETTERS, ROWS, Kind, split_id
from kpfacil.model.people import Crowd, Participant, Party
from kpfacil.model.references import references
from kpfacil.model.session import Session, place_in, raise_counters
from kpfacil.model.texts import Fault

_COUNTED: dict[type[object], tuple[str, ...]] = {
    meeting.Meeting: ("number",),
    Crowd: ("count",),
    entries.Idea: ("votes",),
    entries.Task: ("postponed",),
    entries.Hands: ("yes", "no", "blank"),
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
    yield from _id_faults(_handles(session))
    yield from _id_faults(_ids_of_entries(session))
    unsure = list(_unsure_values(session, sound))
    yield from _people_faults(session, unsure)
    yield from _origin_faults(session)
    yield from _number_faults(unsure)
    yield from _away_faults(session)


_Id = tuple[str, int, str, str, str]
"""The block of an id and its number there, the id, what is wrong with its shape or nothing, and its right letter."""


def _handles(session: Session) -> Iterator[_Id]:
    for block, number, one in session.values():
        if isinstance(one, Party | Participant):
            yield block, number, one.id, "" if HANDLE.match(one.id) else "fault.handle-shape", ""


def _ids_of_entries(session: Session) -> Iterator[_Id]:
    for row, number, entry in session.entries_in_blocks():
        parts = split_id(entry.id)
        wrong = "" if parts and parts[0] == row.kind else "fault.id-shape"
        yield row.block, number, entry.id, wrong, row.letter


def _id_faults(ids: Iterable[_Id]) -> Iterator[Fault]:
    """Yield a fault for each id that is misshapen, or was given before."""
    seen: dict[str, tuple[str, int]] = {}
    for block, number, one, wrong, letter in ids:
        if wrong:
            right = f"{letter}{number}" if letter else ""
            yield Fault(f"{place_in(block, number)}.id", wrong, {"id": one, "right": right})
        elif one in seen:
            yield Fault(f"{place_in(block, number)}.id", "fault.id-twice", {"id": one, "other": place_in(*seen[one])})
        seen.setdefault(one, (block, number))


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
    referring = [row for row in ROWS if hasattr(row.cls, "origin") or row.kind == "offer"]
    for row, at, entry in session.entries_in_blocks(referring):
        if isinstance(entry, entries.Offer) and entry.task:
            yield from _reference_faults(session, here, f"{row.block}[{at}].task", entry.task, ("task",))
        for number, origin in enumerate(getattr(entry, "origin", ()), start=1):
            yield from _reference_faults(session, here, f"{row.block}[{at}].from[{number}]", origin, tuple(LETTERS))


def _reference_faults(
    session: Session, here: set[str], path: str, entry_id: str, kinds: tuple[Kind, ...]
) -> Iterator[Fault]:
    """Yield a fault unless the id names an entry here, or one that an earlier meeting of the table gave.

    A file that knows of no id with its letter, as one written by hand may not, can't tell.
    """
    parts = split_id(entry_id)
    if parts is None or parts[0] not in kinds:
        yield Fault(path, "fault.reference-shape", {"id": entry_id, "right": f"{LETTERS[kinds[0]]}1"})
    elif entry_id not in here and parts[1] > session.counters.get(LETTERS[parts[0]], parts[1]):
        yield Fault(path, "fault.reference", {"id": entry_id})


def _number_faults(values: Iterable[tuple[str, int, object]]) -> Iterator[Fault]:
    for block, number, value in values:
        hands = value.hands if isinstance(value, entries.Agreement) else None
        for path, part in (("", value), (".hands", hands)):
            for name in _COUNTED.get(type(part), ()):
                count: int = getattr(part, name)
                if count < 0:
                    details = {"name": name, "value": str(count), "right": f"{name} = 0"}
                    yield Fault(f"{place_in(block, number)}{path}.{name}", "fault.below-zero", details)


def _away_faults(session: Session) -> Iterator[Fault]:
    """Yield a fault for each time out of the room that is no pair; the last may have its beginning alone."""
    for number, person in enumerate(session.participants, start=1):
        for at, times in enumerate(person.away, start=1):
            if len(times) not in ((1, 2) if at == len(person.away) else (2,)):
                details = {"name": "away", "right": AWAY_FORM}
                yield Fault(f"participants[{number}].away[{at}]", "fault.short-form", details)

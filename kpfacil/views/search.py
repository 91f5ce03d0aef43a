"""The archive searched: every entry once, as the latest meeting that knew it left it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from kpfacil.capture.names import names_of
from kpfacil.model.entries import OPEN_STATES, Agreement, Idea, Parked, Task
from kpfacil.model.fold import fold
from kpfacil.model.kinds import Numbered, carriers, people_of
from kpfacil.model.session import Session
from kpfacil.model.table import Goal
from kpfacil.model.value import frozen
from kpfacil.rules.promises import overdue
from kpfacil.views.query import Query, SearchWord, search_word


@frozen()
class Hit:
    """Something found: its id, or what it is (`goal`, `participant`, `material`, `evaluation`), its words, whose it is.

    `at` is the place of its meeting among those searched.
    """

    at: int
    id: str
    text: str
    who: tuple[str, ...] = ()


class Searched(Protocol):
    """A meeting of a table that can be searched: its day, and what can be told of it before it is read whole."""

    @property
    def day(self) -> date:
        """The day of the meeting."""
        ...

    def may_hold(self, stem: str) -> bool:
        """Return whether a word with that stem can stand in it; a yes may be wrong, a no never is."""
        ...

    def ids(self) -> Mapping[str, str]:
        """Return the ids of its entries and goals, each with its state where that is known, else empty."""
        ...

    def read(self, stems: Sequence[str], ids: Collection[str]) -> Session | None:
        """Return at least what can hold the stems in the session, its people, and of its entries those with the ids.

        None where nothing can hold them, or where it can't be read after all.
        """
        ...


def search(meetings: Iterable[tuple[str, Searched]], asked: Query, today: date) -> tuple[Hit, ...]:
    """Return what is found in meetings, each given with its table's folder, from the oldest to the latest.

    Each entry is judged as the latest meeting that knew it left it. Own notes are found too: the archive is the
    facilitator's own.
    """
    tables: dict[str, list[tuple[int, Searched]]] = {}
    for at, (folder, meeting) in enumerate(meetings):
        early = asked.start is not None and meeting.day < asked.start
        late = asked.end is not None and meeting.day > asked.end
        if not early and not late:
            tables.setdefault(folder, []).append((at, meeting))
    found = [hit for within in tables.values() for hit in _find_hits(within, asked, today)]
    return tuple(sorted(found, key=lambda hit: hit.at))


def _find_hits(within: list[tuple[int, Searched]], asked: Query, today: date) -> Iterator[Hit]:
    """Yield what is found in one table's meetings; one that can hold nothing is not read."""
    stems = [word.stem for word in asked.words]
    holding = [all(map(meeting.may_hold, stems)) for _, meeting in within]
    first = holding.index(True) if any(holding) else len(holding)
    seen: set[str] = set()
    for (at, meeting), holds in reversed([*zip(within, holding, strict=True)][first:]):
        latest = at == within[-1][0]
        ids = meeting.ids()
        fresh = {handle: state for handle, state in ids.items() if handle not in seen}
        session = meeting.read(stems, fresh) if holds and _worth_reading(fresh, asked, latest=latest) else None
        if session is not None:
            yield from _hits(at, session, fresh.keys(), asked, today, latest=latest, seen=seen)
        seen.update(ids)


def _worth_reading(fresh: Mapping[str, str], asked: Query, *, latest: bool) -> bool:
    if latest or not asked.about_entries:
        return True
    if asked.unfinished or asked.overdue:
        return any(handle.startswith("T") and state in ("", *OPEN_STATES) for handle, state in fresh.items())
    return any(asked.state in (None, state) or not state for state in fresh.values())


def _hits(
    at: int, session: Session, fresh: Collection[str], asked: Query, today: date, *, latest: bool, seen: set[str]
) -> Iterator[Hit]:
    them = ids_meant(session, asked)
    for entry in session.all_numbered():
        # What waits is carried over: a matter that a later meeting no longer has does not wait any more.
        gone = asked.unfinished and not latest and not isinstance(entry, Task)
        if entry.id in fresh and not gone and _passes(entry, session, asked, them, today):
            yield Hit(at, entry.id, entry.text, tuple(map(session.name_of, carriers(entry))))
    if not asked.about_entries:
        yield from (Hit(at, what, text) for what, text in _other_words(session) if _is_new(what, text, asked, seen))


def _is_new(what: str, text: str, asked: Query, seen: set[str]) -> bool:
    """Whether words that are no entry's are found and were not before; notes them as seen."""
    folded, known = fold(text), f"{what}\n{text}"
    if not folded or known in seen or not all(word.stands_in(folded) for word in asked.words):
        return False
    seen.add(known)
    return True


def ids_meant(session: Session, asked: Query) -> tuple[frozenset[str], ...]:
    """Return the ids that the person and the party asked for mean in this session; a party means its people too."""
    if not (asked.person or asked.party):
        return ()  # the table of names is the dearest part of a search
    found: list[frozenset[str]] = []
    names = names_of(session)
    if asked.person:
        found.append(frozenset(names.find(asked.person)))
    if asked.party:
        word = search_word(asked.party, session.language)
        parties = {party.id for party in session.parties if word.stands_in(fold(party.name))}
        parties.update(names.find(asked.party))
        people = {person.id for person in session.participants if person.party in parties}
        found.append(frozenset(parties | people))
    return tuple(found)


def _passes(entry: Numbered, session: Session, asked: Query, them: tuple[frozenset[str], ...], today: date) -> bool:
    people = people_of(entry)
    if not _stands_as(entry, asked, today) or not all(handles & people for handles in them):
        return False
    themed = not asked.theme or asked.theme in fold(getattr(entry, "theme", ""))
    return themed and _has_words(entry, session, people, asked.words)


def _stands_as(entry: Numbered, asked: Query, today: date) -> bool:
    """Whether an entry is as it is asked for: unfinished, overdue, in a state."""
    if asked.unfinished and not _is_unfinished(entry):
        return False
    if not (asked.overdue or asked.state):
        return True
    late = isinstance(entry, Task) and (not asked.overdue or overdue(entry, today))
    return late and asked.state in (None, getattr(entry, "state", None))


def _is_unfinished(entry: Numbered) -> bool:
    match entry:
        case Task():
            return entry.state in OPEN_STATES
        case Agreement():
            return not entry.confirmed
        case Goal():
            return entry.state in ("open", "active")
        case _:
            return isinstance(entry, Parked)


def _has_words(entry: Numbered, session: Session, people: frozenset[str], words: tuple[SearchWord, ...]) -> bool:
    if not words:
        return True
    said = [entry.id, entry.text, *_more_words(entry)]
    for handle in people:
        said += [session.name_of(handle), session.name_of(session.party_of(handle))]
    all_words = fold("\n".join(said))
    return all(word.stands_in(all_words) for word in words)


def _more_words(entry: Numbered) -> Iterator[str]:
    match entry:
        case Task():
            yield from (entry.note, entry.due_text, *(pledge.text for pledge in entry.resources))
            yield from (told.text for told in entry.story)
        case Agreement():
            yield from (words for consent in entry.consent for words in (consent.reason, consent.text))
        case Goal():
            yield entry.reason
        case Parked():
            yield from (entry.theme, entry.next_step)
        case Idea():
            yield entry.theme
        case _:
            pass


def _other_words(session: Session) -> Iterator[tuple[str, str]]:
    """Yield what else stands in a session, with what it is."""
    yield "goal", session.table.goal
    for person in session.participants:
        yield "participant", ", ".join(filter(None, (person.name, session.name_of(person.party), person.field)))
    for material in session.materials:
        yield "material", " ".join(filter(None, (material.title, material.url)))
    for answer in session.evaluations:
        if answer.text:
            yield "evaluation", answer.text

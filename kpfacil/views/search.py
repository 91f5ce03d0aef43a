"""The archive searched: every entry once, as the latest meeting that knew it left it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kpfacil.capture.names import names_of
from kpfacil.model.entries import OPEN_STATES, Agreement, Idea, Parked, Task
from kpfacil.model.fold import fold
from kpfacil.model.kinds import Numbered, carriers, people_of
from kpfacil.model.session import Session
from kpfacil.model.table import Goal
from kpfacil.rules.promises import overdue
from kpfacil.views.query import Query


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: its id, or what it is (`goal`, `participant`, `material`, `evaluation`), and its words.

    `at` is the place of its session among those searched.
    """

    at: int
    id: str
    text: str
    who: tuple[str, ...] = ()


def search(sessions: Iterable[tuple[str, Session]], asked: Query, today: date) -> tuple[Hit, ...]:
    """Return what is found in sessions, each given with its table's folder, from the oldest to the latest.

    Own notes are found too: the archive is the facilitator's own.
    """
    found: dict[tuple[str, str, str], Hit | None] = {}
    within = [
        (at, folder, session)
        for at, (folder, session) in enumerate(sessions)
        if not (asked.start and session.meeting.date < asked.start)
        and not (asked.end and session.meeting.date > asked.end)
    ]
    latest = {folder: at for at, folder, _ in within}
    for at, folder, session in within:
        them = meant(session, asked)
        for entry in session.numbered():
            # What waits is carried over: a matter that a later meeting no longer has does not wait any more.
            gone = asked.unfinished and at != latest[folder] and not isinstance(entry, Task)
            passes = not gone and _passes(entry, session, asked, them, today)
            hit = Hit(at, entry.id, entry.text, carriers(entry)) if passes else None
            found[folder, entry.id, ""] = hit  # a later meeting's word on it counts, also that it is done
        if not asked.about_entries:
            for what, text in _other_words(session):
                if all(word in fold(text) for word in asked.words):
                    found[folder, what, text] = Hit(at, what, text)
    return tuple(sorted((hit for hit in found.values() if hit), key=lambda hit: hit.at))


def meant(session: Session, asked: Query) -> tuple[frozenset[str], ...]:
    """Return the ids that the person and the party asked for mean in this session; a party means its people too."""
    if not (asked.person or asked.party):
        return ()  # the table of names is the dearest part of a search
    found: list[frozenset[str]] = []
    names = names_of(session)
    if asked.person:
        found.append(frozenset(names.find(asked.person)))
    if asked.party:
        parties = frozenset(names.find(asked.party))
        people = {person.id for person in session.participants if person.party in parties}
        found.append(parties | people)
    return tuple(found)


def _passes(entry: Numbered, session: Session, asked: Query, them: tuple[frozenset[str], ...], today: date) -> bool:
    people = people_of(entry)
    return (
        all(handles & people for handles in them)
        and (not asked.unfinished or _unfinished(entry))
        and (not asked.overdue or (isinstance(entry, Task) and overdue(entry, today)))
        and (asked.state is None or (isinstance(entry, Task) and entry.state == asked.state))
        and (not asked.theme or asked.theme in fold(_theme(entry)))
        and _has_words(entry, session, people, asked.words)
    )


def _unfinished(entry: Numbered) -> bool:
    match entry:
        case Task():
            return entry.state in OPEN_STATES
        case Agreement():
            return not entry.confirmed
        case Goal():
            return entry.state in ("open", "active")
        case _:
            return isinstance(entry, Parked)


def _theme(entry: Numbered) -> str:
    return entry.theme if isinstance(entry, Idea | Parked) else ""


def _has_words(entry: Numbered, session: Session, people: frozenset[str], words: tuple[str, ...]) -> bool:
    if not words:
        return True
    said = [entry.id, entry.text, *_more_words(entry)]
    for handle in people:
        party = session.party_of(handle)
        said += [session.name_of(handle), session.name_of(party) if party else ""]
    all_words = fold("\n".join(said))
    return all(word in all_words for word in words)


def _more_words(entry: Numbered) -> Iterator[str]:
    match entry:
        case Task():
            yield from (entry.note, entry.due_text, *(pledge.text for pledge in entry.resources))
            yield from (told.text for told in entry.story)
        case Agreement():
            yield from (consent.reason for consent in entry.consent)
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
        party = session.name_of(person.party) if person.party else ""
        yield "participant", ", ".join(word for word in (person.name, party, person.field) if word)
    for material in session.materials:
        yield "material", " ".join(word for word in (material.title, material.url) if word)
    for answer in session.evaluations:
        if answer.text:
            yield "evaluation", answer.text

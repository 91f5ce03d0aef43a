"""Decisions before publishing: which places of a table's texts are covered, kept or given other words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

import snowballstemmer

from kpfacil.commands.forget import ERASED
from kpfacil.model.fold import fold
from kpfacil.model.grammar import Lexicon, lexicon
from kpfacil.model.session import Session, in_order
from kpfacil.model.value import frozen
from kpfacil.model.workings import Proof
from kpfacil.views.name_forms import NameForms, Phrases, without_enclitics
from kpfacil.views.proof_places import PlaceFinder
from kpfacil.views.proof_shapes import PlaceKind, words_of
from kpfacil.views.proof_stretches import ProofPlace, Stretch, as_places, rewrite, stands
from kpfacil.views.proof_words import known_forms, known_words

_STEMMER = snowballstemmer.stemmer("finnish")
_KEYS = ("text", "title", "question", "reason", "theme", "due_text", "note", "next_step", "unit", "url")
"""The keys of entries and blocks under which people's words stand."""
_SEVERAL = 2
"""How many people make a party one that may be named."""
_GENITIVE = 5
"""How many letters a name has that is known by its genitive: *Korpelan kyläpöytä* is in Korpela."""
People = tuple[tuple[str, str], ...]
"""Ids and names."""
_FORM = re.compile(r" (?:oyj?|ab|ky|tmi)\Z", re.IGNORECASE)
"""What is left out of what a firm is called: `Mäki & Pojat Oy`, `Mäki & Pojat`."""


@frozen()
class Proofreading:
    """What a table's public documents show of people's words, by its finder and the decisions made so far."""

    finder: PlaceFinder
    decisions: Mapping[str, tuple[Proof, ...]]
    """The decisions by text, each once for its word and which of the equal words it is: another text asks again."""
    kept_words: frozenset[str]
    """The stems of words that the table has kept once."""
    agreed: frozenset[str]
    """The stems of the names of those who agreed to be named."""

    def places(self, text: str) -> tuple[ProofPlace, ...]:
        """Return the places of a text: those that are found, and those decided once, whatever the table has said since.

        What is found and what was decided are one place where they overlap.
        """
        found = self.finder.places(text)
        known = {(place.word, place.nth) for place in found}
        decided = [one for one in self.decisions.get(text, ()) if (one.word, one.nth) not in known]
        spans = [(_stands_at(one), len(one.word)) for one in decided]
        stretches: list[Stretch] = [(place.start, place.end, place.kind, place.certain) for place in found]
        stretches += [(start, start + length, "name", False) for start, length in spans if start is not None]
        return tuple(as_places(text, stretches)) if len(stretches) > len(found) else found

    def cover(self, text: str, covers: Mapping[PlaceKind, str]) -> str:
        """Return a text as the public may read it; `covers` says what stands in place of each kind.

        A place that waits for its decision stands as it is written, unless it may be all of somebody's name.
        """
        return rewrite(text, self.places(text), lambda place: self._show_place(text, place, covers))

    def decision(self, text: str, place: ProofPlace) -> Proof | None:
        """Return what was decided of a place, None while nothing was; nobody can decide to keep a certain one."""
        made = self._own_decision(text, place)
        if made is None and place.kind == "stranger" and _stems(place.word) & self.kept_words:
            return Proof(where="table.kept_words", word=place.word, text=text, decision="keep")
        return None if made and place.certain and made.decision == "keep" else made

    def _own_decision(self, text: str, place: ProofPlace) -> Proof | None:
        """Return what was decided of a place; it is covered where only a part of it was, and not kept."""
        decided = self.decisions.get(text, ())
        for one in decided:
            if (one.word, one.nth) == (place.word, place.nth):
                return one
        for one in decided:
            start = _stands_at(one)
            if one.decision != "keep" and start is not None and place.start <= start < place.end:
                return replace(one, word=place.word, nth=place.nth, decision="cover", words="")
        return None

    def names_agreed(self, place: ProofPlace) -> bool:
        """Return whether a place names somebody who agreed to it."""
        return not place.certain and any(_stems(word) & self.agreed for word in words_of(place.word))

    def waits(self, text: str, place: ProofPlace) -> bool:
        """Return whether a place of a text has to be decided before it is published."""
        return not place.certain and self.decision(text, place) is None

    def _without_certain(self, words: str, covers: Mapping[PlaceKind, str]) -> str:
        """Return the words of a replacement; a file may have been given some by hand that name somebody."""
        certain = [place for place in self.finder.places(words) if place.certain]
        return rewrite(words, certain, lambda place: covers[place.kind])

    def _show_place(self, text: str, place: ProofPlace, covers: Mapping[PlaceKind, str]) -> str:
        made = self.decision(text, place)
        if made is not None and made.decision == "replace":
            return self._without_certain(made.words, covers)
        hidden = place.certain or place.tells_whole_name if made is None else made.decision == "cover"
        return covers[place.kind] if hidden else place.word


def _stands_at(decided: Proof) -> int | None:
    """Return where what was decided begins in its text; None where a file has been given some that is not there."""
    found = stands(decided.text, decided.word) if decided.word else []
    return found[decided.nth - 1] if 0 < decided.nth <= len(found) else None


def proofread(sessions: Iterable[Session], told: Session | None = None) -> Proofreading:
    """Return the proofreading of a table, given all its sessions; of those who are in the one `told` its rows count."""
    every = tuple(in_order(sessions))
    latest = {(one.text, one.word, one.nth): one for session in every for one in session.proof}
    made: dict[str, tuple[Proof, ...]] = {}
    for one in latest.values():
        made[one.text] = (*made.get(one.text, ()), one)
    kept = {stem for session in every for word in session.table.kept_words for stem in _stems(word)}
    agreed = {stem for _, name in people_of(every, told)[1] for word in words_of(name) for stem in _stems(word)}
    return Proofreading(finder_of(every, lexicon(), told), made, frozenset(kept), frozenset(agreed))


def _stems(word: str) -> set[str]:
    return set(_STEMMER.stemWords(list(without_enclitics(word))))


def people_of(sessions: Iterable[Session], told: Session | None = None) -> tuple[People, People]:
    """Return who is or was on a roster of these sessions: who is not to be named, and who agreed to it.

    What the session `told` says of a person's consent counts, else the latest one; whoever was erased is nobody.
    """
    public: dict[tuple[str, str], bool] = {}
    for session in (*sessions, told) if told else sessions:
        for person in session.participants:
            if not person.id.startswith(ERASED):
                public[person.id, person.name] = person.public
    hidden = tuple(person for person, agreed in public.items() if not agreed)
    return hidden, tuple(person for person, agreed in public.items() if agreed)


def finder_of(sessions: Iterable[Session], lexicon: Lexicon, told: Session | None = None) -> PlaceFinder:
    """Return what finds the places in the texts of a table, given all its sessions from the oldest to the latest."""
    every = tuple(sessions)
    empty, lone, several = _bodies(every)
    return _finder(
        lexicon=lexicon,
        people=people_of(every, told),
        lone=lone,
        bodies=(*dict.fromkeys(session.table.name for session in every), *several),
        titles=(*dict.fromkeys(_titles(every)), *several, *empty),
        texts=tuple(dict.fromkeys(text for session in every for _, text in texts_of(session))),
    )


@lru_cache(maxsize=4)
def _finder(
    *,
    lexicon: Lexicon,
    people: tuple[People, People],
    lone: tuple[str, ...],
    bodies: tuple[str, ...],
    titles: tuple[str, ...],
    texts: tuple[str, ...],
) -> PlaceFinder:
    """Return the finder for what a table has said: every public document of the table has the same."""
    hidden, agreed = people
    names = _told_names(hidden, agreed)
    known = _words((*titles, *names))
    known |= {word[:-1] for word in known if word.endswith("n") and len(word) >= _GENITIVE}
    firms = [name for name in lone if not known.issuperset(fold(name).split())]
    several_words = [name for name in (*bodies, *names) if len(name.split()) > 1]
    return PlaceFinder(
        names=NameForms(hidden, lexicon, known_forms(lexicon), _words(bodies)),
        open_names=Phrases(several_words),
        lone_parties=Phrases((*firms, *(_FORM.sub("", name) for name in firms))),
        words=known_words(lexicon, known, texts),
    )


def _told_names(hidden: People, agreed: People) -> tuple[str, ...]:
    """Return the names that may be told: not those that somebody bears who has not agreed to it."""
    taken = {fold(name) for _, name in hidden}
    return tuple(name for _, name in agreed if fold(name) not in taken)


def names_of_bodies(sessions: tuple[Session, ...]) -> frozenset[str]:
    """Return the folded words of the names of a table and of its parties of two or more people."""
    return _words((*(session.table.name for session in sessions), *_bodies(sessions)[-1]))


def _words(titles: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for title in titles for word in words_of(title))


def _bodies(sessions: tuple[Session, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the names of the parties that nobody stands for, that one person does, and that several do."""
    parties = {party.id: party.name for session in sessions for party in session.parties}
    people: dict[str, set[str]] = {handle: set() for handle in parties}
    for session in sessions:
        for person in session.participants:
            people.setdefault(person.party, set()).add(person.name)
    found: tuple[list[str], ...] = ([], [], [])
    for handle, name in parties.items():
        found[min(len(people[handle]), _SEVERAL)].append(name)
    return tuple(map(tuple, found))


def _titles(sessions: Iterable[Session]) -> Iterator[str]:
    """Yield the names that the table itself has given: its own, its themes and its places."""
    for session in sessions:
        table, meeting = session.table, session.meeting
        yield from (table.name, table.theme, meeting.place, meeting.next_place)
        yield from (idea.theme for idea in session.ideas)
        yield from (matter.theme for matter in session.parked)
        yield from (word for person in session.participants for word in (person.site, person.field))


def texts_of(session: Session) -> Iterator[tuple[str, str]]:
    """Yield every text of a session that somebody wrote and a public document may print, with where it stands."""
    table = session.table
    yield from _texts("table", table, ("theme", "goal", "indicator"))
    yield from _number_texts("table.ground_rules", table.ground_rules)
    yield from _texts("meeting", session.meeting, ("place", "next_place"))
    for entry in (*table.goals, *session.entries()):
        yield from _texts(entry.id, entry, _KEYS)
    for task in session.tasks:
        yield from _number_texts(f"{task.id}.resources", [gift.text for gift in task.resources])
        yield from _number_texts(f"{task.id}.story", [told.text for told in task.story])
        yield from _number_texts(f"{task.id}.units", [gift.unit for gift in task.resources])
    for agreement in session.agreements:
        for one in agreement.consent:
            yield from _texts(f"{agreement.id}.consent.{one.who}", one, ("reason", "text"))
        yield from _texts(f"{agreement.id}.hands", agreement.hands, ("text",))
    blocks = {"materials": session.materials, "evaluations": session.evaluations, "programme": session.programme}
    for block, values in blocks.items():
        for at, value in enumerate(values, start=1):
            yield from _texts(f"{block}.{at}", value, _KEYS)


def all_texts_of(session: Session) -> Iterator[tuple[str, str]]:
    """Yield every text of a session that somebody wrote, also those that no document prints."""
    yield from texts_of(session)
    yield from _texts("table", session.table, ("name", "url"))
    for party in session.parties:
        yield from _texts(f"parties.{party.id}", party, ("name",))
    yield from _number_texts("evaluations.key", [one.key for one in session.evaluations])
    yield from _number_texts("pending", [line.line for line in session.pending])
    yield from _number_texts("seats", [seat.name for seat in session.seats])


def _number_texts(where: str, texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    yield from ((f"{where}.{at}", text) for at, text in enumerate(texts, start=1))


def _texts(where: str, value: object, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    for key in keys:
        text = getattr(value, key, "")
        if text:
            yield f"{where}.{key}", text

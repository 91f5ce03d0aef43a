"""What names one person in a table's texts, so that it can be erased: what can be nobody else, and what is left."""

import contextlib
import dataclasses
import re
import zipfile
from collections.abc import Container, Iterable, Iterator, Sequence
from email import message_from_bytes
from io import BytesIO

from kpfacil.model.fold import fold
from kpfacil.model.grammar import lexicon
from kpfacil.model.people import Participant
from kpfacil.model.session import Session
from kpfacil.model.value import frozen
from kpfacil.views.name_forms import NameForms, Phrases
from kpfacil.views.proof import finder_of, names_of_bodies, people_of
from kpfacil.views.proof_places import PlaceFinder
from kpfacil.views.proof_shapes import words_of
from kpfacil.views.proof_stretches import ProofPlace, rewrite
from kpfacil.views.proof_words import known_forms

SEALED = (".pdf", ".doc", ".xls")
"""Files whose words can't be read here."""
_SIGN = re.compile(r"\s?[@(\[{ ]")
"""Where the first part of a mail address ends, however its sign is written."""
_FOLDED = re.compile(rb"\r?\n[ \t]")
"""Where a line of a calendar goes on, even in the middle of a word."""


@frozen()
class Traces:
    """Finds one person in texts, among the others who are or were at the table."""

    finder: PlaceFinder
    others: NameForms
    ids: frozenset[str]
    chosen: frozenset[tuple[str, ProofPlace]] = frozenset()
    """The places of texts that are not certain and that a reader has decided."""
    covered: frozenset[tuple[str, str, int]] = frozenset()
    """The texts and places that were covered before publishing."""

    def of(self, text: str) -> tuple[ProofPlace, ...]:
        """Return the places of a text that are or may be the person's name or id, or an address made of it.

        Where there is one, any other address, number or code beside it may be the person's too.
        """
        places = tuple(
            place for place in self.finder.places(text) if place.kind != "stranger" or self._people_named(place)
        )
        return places if any(map(self._may_name, places)) else ()

    def _may_name(self, place: ProofPlace) -> bool:
        """Return whether a place may name the person; initials and the beginnings of both names make an address too."""
        user = _user_in(place)
        letters = re.sub(r"[^a-zà-ÿ]", "", user).upper()
        names = self.finder.names
        made = bool(user) and (names.handle(user) is not None or names.is_initials(letters))
        return made or place.kind == "name" or bool(self._people_named(place))

    def _people_named(self, place: ProofPlace) -> set[str]:
        return _people_in(place, self.finder.names)

    def is_certain(self, place: ProofPlace) -> bool:
        """Return whether a place can be nobody else and no other word."""
        return place.certain and self._is_nobody_elses(place)

    def _is_nobody_elses(self, place: ProofPlace) -> bool:
        named = self._people_named(place)
        letters = "".join(filter(str.isupper, place.word))
        own = not named <= _people_in(place, self.others) if named else place.kind == "name"
        return own and (bool(named) or not self.others.is_initials(letters))

    def goes(self, text: str, place: ProofPlace) -> bool:
        """Return whether a place of a text is erased: it is certain, or was decided, now or before publishing."""
        covered = (text, place.word, place.nth) in self.covered and self._is_nobody_elses(place)
        return covered or self.is_certain(place) or (text, place) in self.chosen

    def named_in(self, lines: Sequence[str]) -> bool | None:
        """Return whether a file surely names the person, False where it only may; None where it does not.

        The person's id may, were it an ordinary word too.
        """
        places = [place for line in lines for place in self.of(line)]
        if any(map(self.is_certain, places)):
            return True
        may = places or any(word.casefold() in self.ids for line in lines for word in words_of(line))
        return False if may else None

    def cover(self, text: str, name: str) -> str:
        """Return a text with the name of nobody in the places that go."""
        return rewrite(text, [place for place in self.of(text) if self.goes(text, place)], lambda _: name)


def _user_in(place: ProofPlace) -> str:
    """Return what stands before the sign of a mail address in small letters, nothing of any other place."""
    return _SIGN.split(place.word.casefold())[0] if place.kind == "mail" else ""


def _people_in(place: ProofPlace, names: NameForms) -> set[str]:
    """Return the words of a place that are forms of names; in a mail address those made of two names, too."""
    made = {word for word in words_of(_user_in(place)) if names.is_user(word)}
    return made | {word for word in words_of(place.word) if names.find(word)}


def rows_of(sessions: Iterable[Session], asked: str) -> tuple[Participant, ...]:
    """Return the rows of who is called so, by name or by id, in any of the sessions; each once."""
    rows = [person for session in sessions for person in session.participants]
    ids = {person.id for person in rows if asked in (person.id, person.name) or fold(person.name) == fold(asked)}
    return tuple(dict.fromkeys(person for person in rows if person.id in ids))


def traces_of(sessions: Iterable[Session], rows: Iterable[Participant]) -> Traces:
    """Return what finds a person in the texts of a table."""
    ids = frozenset(person.id for person in rows)
    every = tuple(_hide_people(session, ids) for session in sessions)
    words, titles = known_forms(lexicon()), names_of_bodies(every)
    hidden, agreed = people_of(every)
    others = [(handle, name) for handle, name in (*hidden, *agreed) if handle not in ids]
    named = dataclasses.replace(
        finder_of(every, lexicon()),
        names=NameForms([(person.id, person.name) for person in rows], lexicon(), words, titles),
        lone_parties=Phrases(()),
        _seen={},
        _words={},
    )
    hides = {(one.text, one.word, one.nth) for session in every for one in session.proof if one.decision != "keep"}
    return Traces(named, NameForms(others, lexicon(), words, titles), ids, covered=frozenset(hides))


def _hide_people(session: Session, ids: Container[str]) -> Session:
    """Return a session where those people have not agreed to be named: whom everybody may know is erased too."""
    people = (dataclasses.replace(one, public=one.public and one.id not in ids) for one in session.participants)
    return dataclasses.replace(session, participants=tuple(people))


def words_in(name: str, data: bytes) -> Iterator[str]:
    """Yield the name and the lines of any file that lies in a table's folder: an export, a letter, a list, a copy."""
    ending = _ending(name)
    yield name[: len(name) - len(ending)]
    yield from _lines(ending, data)


def _ending(name: str) -> str:
    return "".join(name.casefold().rpartition(".")[1:]) if "." in name else ""


def _lines(ending: str, data: bytes) -> Iterator[str]:
    """Yield the lines of a file, those of the parts of a Word file, a spreadsheet or a letter too."""
    if ending == ".eml":
        yield from _letter(data)
    elif zipfile.is_zipfile(BytesIO(data)):
        with contextlib.suppress(zipfile.BadZipFile), zipfile.ZipFile(BytesIO(data)) as file:
            for part in file.namelist():
                if part.endswith((".xml", ".rels")) and "styles" not in part:
                    yield from _decode(file.read(part)).replace("<", "\n<").splitlines()
    else:
        yield from _decode(_FOLDED.sub(b"", data) if ending == ".ics" else data).splitlines()


def _letter(data: bytes) -> Iterator[str]:
    message = message_from_bytes(data)
    yield from (str(words) for words in message.values())
    for part in message.walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield from _lines(_ending(part.get_filename() or ""), content)


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")

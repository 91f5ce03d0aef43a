"""How a document speaks of people, dates and figures, for those who were there or for everybody."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date, time
from functools import cache
from typing import Literal, get_args

from kpfacil.export.document import (
    Alert,
    Block,
    Doc,
    Facts,
    Heading,
    Inline,
    Inlines,
    Labels,
    Para,
    TableBlock,
    Text,
    link,
    plain,
    words,
)
from kpfacil.model.dates import clock_time, figure, long_date, plain_date, short_date
from kpfacil.model.entries import Entry
from kpfacil.model.formats import Part
from kpfacil.model.session import Session, place_of
from kpfacil.model.table import Goal
from kpfacil.model.texts import Sentence, Texts
from kpfacil.model.value import Same, frozen
from kpfacil.views.proof import Proofreading, proofread
from kpfacil.views.proof_listed import Told
from kpfacil.views.proof_shapes import PlaceKind

Profile = Literal["participants", "public"]
_ALL_FROM = 5
_KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)


@frozen()
class Teller:
    """One session told in one language; in public nobody is named who has not agreed to it."""

    session: Session
    texts: Texts
    proof: Proofreading | None
    """What people's words go through before the public reads them; None for those who were there."""
    told: dict[Told, Proofreading] = field(default_factory=dict)
    """The places in people's words as they were told, each once, and what proofread them."""
    chosen: frozenset[Part] = frozenset()
    """What is told although it is left out by itself."""
    known: tuple[Session, ...] = ()
    """The table's sessions up to this one."""

    @property
    def public(self) -> bool:
        """Whether the document is for everybody."""
        return self.proof is not None

    def say(self, key: str, **named: object) -> str:
        """Return one of the program's own sentences; people's words put into it have gone through `line`."""
        return self.texts.say(key, **named)

    def sentence(self, key: str, **named: object) -> Inlines:
        """Return one of the program's own sentences as `say` does, as inlines."""
        return (Text(self.say(key, **named)),)

    def count(self, key: str, number: int) -> str:
        """Return the sentence for one thing or for many."""
        return self.texts.count(key, number)

    def line(self, said: str) -> str:
        """Return people's words on one line, without names where the document is public."""
        return plain((Text(self._cover(said)),))

    def words(self, said: str) -> Inlines:
        """Return people's words with their own line ends, without names where the document is public."""
        return words(self._cover(said))

    def shows(self, part: Part) -> bool:
        """Return whether a part is told: used minutes where they were asked for, the others also among participants."""
        return part in self.chosen or (part != "minutes" and not self.public)

    def reason(self, said: str) -> Inlines:
        """Return why something waits or came to nothing; in public only where reasons were asked for."""
        return self.words(said) if self.shows("reasons") else ()

    def address(self, url: str) -> str:
        """Return the address of a page; in public none of which something is covered: it would lead nowhere."""
        return url if self._cover(url) == url else ""

    def materials(self) -> Iterator[Inline]:
        """Yield the meeting's materials as links; in public nothing of one that shows only a name."""
        for material in self.session.materials:
            title, url = self.line(material.title), self.address(material.url)
            if title or url:
                yield link(title, url)

    def who(self, handle: str) -> str:
        """Return a participant's or party's name; in public the party, or just *somebody* where there is none."""
        if self.may_be_named(handle):
            return self.session.name_of(handle)
        return self.party(handle) or self.say("tell.somebody")

    def party(self, handle: str) -> str:
        """Return the name of a party, or of the one that somebody stands for; in public none that names a person."""
        party = self.session.party(self.session.party_of(handle))
        named = self.proof.places(party.name) if party and self.proof else ()
        if party is None or any(place.certain for place in named):
            return ""
        if not any(place.kind == "name" for place in named):
            return party.name
        said = self.line(party.name)
        return "" if said == self.say("tell.cover.name") else said

    def names(self, handles: Iterable[str]) -> str:
        """Return the names one after the other, each once, or *everybody* where they are all who were here."""
        given = tuple(handles)
        here = {person.id for person in self.session.participants if person.took_part}
        if len(given) >= _ALL_FROM and set(given) == here:
            return self.say("tell.everybody")
        return self.list_within(self.each(given))

    def each(self, handles: Iterable[str]) -> tuple[str, ...]:
        """Return the name of each person and party once; in public each party once."""
        known = {self._alike(handle): handle for handle in handles}
        return tuple(map(self.who, known.values()))

    def list_within(self, things: Iterable[str]) -> str:
        """Return things as a list within a sentence: *a, b ja c*."""
        *first, last = tuple(things) or ("",)
        return self.say("tell.and", first=", ".join(first), last=last) if first else last

    def day(self, day: date) -> str:
        """Return a date with its weekday."""
        return long_date(day, self.texts.locale)

    def plain_day(self, day: date) -> str:
        """Return a date without its weekday."""
        return plain_date(day, self.texts.locale)

    def near(self, day: date) -> str:
        """Return a date with its weekday, and with its year where that is not the meeting's."""
        same_year = day.year == self.session.meeting.date.year
        return (short_date if same_year else long_date)(day, self.texts.locale)

    def clock(self, at: time) -> str:
        """Return a time of day."""
        return clock_time(at, self.texts.locale)

    def figure(self, number: float) -> str:
        """Return a number as the language writes it, its thousands apart, at most two decimals."""
        whole, comma, decimals = figure(number, self.texts.locale).partition(self.texts.locale.comma)
        return f"{int(whole):,}".replace(",", "\N{NO-BREAK SPACE}") + comma + decimals

    def entry(self, entry: Entry | Goal, more: str = "") -> Inlines:
        """Return an entry's words with its id behind them, and what more is said there."""
        return (*self.words(entry.text), Text(f" ({entry.id}){more}"))

    def heading(self, key: str, level: int = 1) -> Heading:
        """Return a heading that is one of the program's own sentences."""
        return Heading(level, self.say(key))

    def facts(self, values: Mapping[str, Inlines]) -> Facts:
        """Return values under the labels that are said by their keys."""
        return Facts(tuple((self.say(key), value) for key, value in values.items()))

    def of(self, session: Session) -> "Teller":
        """Return what tells another session of the table in the same way."""
        return replace(self, session=session)

    def table(
        self,
        caption: str,
        columns: Mapping[str, int],
        rows: Iterable[tuple[Inlines, ...]],
        *,
        numbers: frozenset[int] = frozenset(),
        titled: bool = False,
    ) -> TableBlock:
        """Return a table whose first column names its rows; `columns` are the keys of its heads with their widths."""
        return TableBlock(
            caption=caption,
            head=tuple(map(self.say, columns)),
            rows=tuple(rows),
            row_header=True,
            widths=tuple(columns.values()),
            numbers=numbers,
            titled=titled,
        )

    def may_be_named(self, handle: str) -> bool:
        """Return whether somebody is named: among participants everybody, in public those who agreed to it."""
        if self.proof is None:
            return True
        person = self.session.participant(handle)
        return person is not None and person.public

    def _alike(self, handle: str) -> str:
        """Return what tells one from another: the person, or in public the party."""
        if self.may_be_named(handle):
            return handle
        return self.session.party_of(handle) or "?"

    def _cover(self, said: str) -> str:
        if self.proof is None:
            return said
        for place in self.proof.places(said):
            if (said, place) not in self.told or self.proof.waits(said, place):
                self.told[said, place] = self.proof
        return self.proof.cover(said, {kind: self.say(f"tell.cover.{kind}") for kind in _KINDS})


def teller(
    session: Session,
    texts: Texts,
    profile: Profile,
    others: Iterable[Session] = (),
    chosen: frozenset[Part] = frozenset(),
) -> Teller:
    """Return the teller of a session for a profile; `others` are the table's other sessions, whose people count too."""
    every = (*others, session)
    proof = proofread(every, session) if profile == "public" else None
    known = tuple(one for one in every if place_of(one) <= place_of(session))
    return Teller(session, texts, proof, chosen=chosen, known=known)


def tellers(
    sessions: Iterable[Session],
    texts: Texts,
    profile: Profile,
    others: Iterable[Session] = (),
    told: dict[Told, Proofreading] | None = None,
) -> Callable[[Session], Teller]:
    """Return what gives the teller of each of these sessions of one table.

    `others` are sessions of the table that are not told of, but whose people are not to be named either; `told` takes
    the places that are told.
    """
    every = (*others, *sessions)
    told = {} if told is None else told

    @cache
    def proof(one: Same[Session]) -> Proofreading | None:
        return proofread(every, one.value) if profile == "public" else None

    return lambda session: Teller(session, texts, proof(Same(session)), told)


def paper(
    texts: Texts,
    title: str,
    blocks: Iterable[Block],
    day: date,
    *,
    author: str,
    subtitle: str = "",
    subject: str = "",
) -> Doc:
    """Return a document in the language of the texts; its author is the table."""
    return Doc(
        title=title,
        subtitle=subtitle,
        blocks=tuple(blocks),
        labels=Labels(page=texts.say("memo.page")),
        date=day,
        lang=texts.locale.tag,
        author=author,
        subject=subject,
    )


def unproofed_words(waiting: int, texts: Texts) -> str:
    """Return the sentence that says how many places wait to be decided before publishing; empty where none do."""
    return texts.count("memo.unproofed", waiting) if waiting else ""


def count_waiting(told: Mapping[Told, Proofreading]) -> int:
    """Return how many of the places that were told wait to be decided before they are published."""
    return sum(proof.waits(*place) for place, proof in told.items())


def tell_unproofed(doc: Doc, tell: Teller) -> Doc:
    """Return a document that begins with how many places in what was told wait to be decided before publishing."""
    waiting = count_waiting(tell.told)
    mark = (Para((Alert(unproofed_words(waiting, tell.texts)),)),) if waiting else ()
    return replace(doc, blocks=(*mark, *doc.blocks), waiting=waiting, told=tell.told)


def missing_words(names: tuple[str, ...], texts: Texts) -> str:
    """Return the sentence that says which files a document was made without; empty where none is missing."""
    return texts.say_sentence(Sentence("tell.missing", {"names": ", ".join(names)}, len(names))) if names else ""


def tell_missing(doc: Doc, names: tuple[str, ...], texts: Texts) -> Doc:
    """Return a document that begins with what is missing from it: it must not look whole."""
    if not names:
        return doc
    return replace(doc, blocks=(Para((Alert(missing_words(names, texts)),)), *doc.blocks))

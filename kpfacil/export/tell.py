"""How a document speaks of people, dates and figures, for those who were there or for everybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from kpfacil.export.document import Inlines, Text, plain, words
from kpfacil.export.tell_mask import Mask, mask
from kpfacil.model.dates import clock_time, figure, long_date
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts

Profile = Literal["participants", "public"]
_ALL_FROM = 5


@dataclass(frozen=True, slots=True)
class Teller:
    """One session told in one language; the public profile names no participant (`mask` is None for the other)."""

    session: Session
    texts: Texts
    mask: Mask | None

    @property
    def public(self) -> bool:
        """Whether the document is for everybody."""
        return self.mask is not None

    def say(self, key: str, **named: object) -> str:
        """Return one of the program's own sentences; people's words put into it have gone through `line`."""
        return self.texts.say(key, **named)

    def count(self, key: str, number: int) -> str:
        """Return the sentence for one thing or for many."""
        return self.texts.count(key, number)

    def line(self, said: str) -> str:
        """Return people's words on one line, without names where the document is public."""
        return plain((Text(self._covered(said)),))

    def words(self, said: str) -> Inlines:
        """Return people's words with their own line ends, without names where the document is public."""
        return words(self._covered(said))

    def who(self, handle: str) -> str:
        """Return a participant's or party's name; in public the party, or just *somebody* where there is none."""
        if not self.public:
            return self.session.name_of(handle)
        party = self.session.party(self.session.party_of(handle))
        return party.name if party else self.say("tell.somebody")

    def names(self, handles: Iterable[str]) -> str:
        """Return the names one after the other, each once, or *everybody* where they are all who were here."""
        given = tuple(handles)
        here = {person.id for person in self.session.participants if person.took_part}
        if len(given) >= _ALL_FROM and set(given) == here:
            return self.say("tell.everybody")
        return self.listed(self.each(given))

    def each(self, handles: Iterable[str]) -> tuple[str, ...]:
        """Return the name of each person and party once; in public each party once."""
        known = {(self.session.party_of(handle) or "?") if self.public else handle: handle for handle in handles}
        return tuple(map(self.who, known.values()))

    def listed(self, things: Iterable[str]) -> str:
        """Return things as a list within a sentence: *a, b ja c*."""
        *first, last = tuple(things) or ("",)
        return self.say("tell.and", first=", ".join(first), last=last) if first else last

    def day(self, day: date) -> str:
        """Return a date with its weekday."""
        return long_date(day, self.texts.locale)

    def clock(self, at: time) -> str:
        """Return a time of day."""
        return clock_time(at, self.texts.locale)

    def figure(self, number: float) -> str:
        """Return a number as the language writes it, at most two decimals."""
        return figure(number, self.texts.locale)

    def _covered(self, said: str) -> str:
        return self.mask.cover(said) if self.mask else said


def teller(session: Session, texts: Texts, profile: Profile) -> Teller:
    """Return the teller of a session for a profile."""
    return Teller(session, texts, mask(session, texts) if profile == "public" else None)

"""Who is meant by a typed name: the roster's people and parties, looked up in the contract's order."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kpfacil.capture.inflection import forms
from kpfacil.capture.words import listing
from kpfacil.model.fold import fold
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session

_Found = Mapping[str, tuple[str, ...]]
_LEGAL_FORM = re.compile(r",? (?:ry|r\.y\.|rf|r\.f\.|oy|oyj|ky|osk|abp?)\Z")
_PARTICLES = frozenset({"af", "da", "de", "del", "der", "di", "la", "le", "van", "von", "zu"})
_INITIALS = re.compile(r"[^\W\d_]")
_LONGEST_INITIALS = 12
_GRAMMAR = re.compile(r"[:/#\\;+]")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one roster, folded, with the ids they may mean.

    `longest` is how many parts the most list-like name has, `shown` the names as they are written, the full one first.
    """

    handles: frozenset[str]
    ids: _Found
    full: _Found
    first: _Found
    last: _Found
    initials: _Found
    beginnings: tuple[tuple[str, str], ...]
    inflected: _Found
    longest: int
    shown: Mapping[str, tuple[str, ...]]

    def find(self, typed: str) -> tuple[str, ...]:
        """Return the ids that a typed name may mean: none, the one, or all those of the first tier that has any.

        An id written exactly, also as `@id`, is always that id.
        """
        if (handle := typed.removeprefix("@")) in self.handles:
            return (handle,)
        key = fold(typed)
        if key in self.ids:
            return _once((*self.ids[key], *self.first.get(key, ())))
        for tier in (self.full, self.first, self.last):
            if key in tier:
                return tier[key]
        bare = key.replace(".", "").replace(" ", "") if len(key) <= _LONGEST_INITIALS else key
        if bare in self.initials:
            return self.initials[bare]
        begun = _once(handle for name, handle in self.beginnings if name.startswith(key)) if key else ()
        return begun or self.inflected.get(key, ())

    def has(self, word: str) -> bool:
        """Return whether a word is somebody's id or whole name, first name or last name."""
        key = fold(word)
        return any(key in tier for tier in (self.ids, self.full, self.first, self.last))

    def sure(self, handle: str) -> str:
        """Return the shortest way to type a person or party that means nobody else."""
        options = (handle, *self.shown.get(handle, ()))
        return next((option for option in options if self._only(option, handle)), f"@{handle}")

    def spoken(self, handle: str) -> str:
        """Return the name as the room says it, first name alone where nobody else has it."""
        options = (*reversed(self.shown.get(handle, ())), handle)
        return next((option for option in options if self._only(option, handle)), f"@{handle}")

    def _only(self, option: str, handle: str) -> bool:
        return _GRAMMAR.search(option) is None and self.find(option) == (handle,)


def names_of(session: Session) -> Names:
    """Return the names of a session's roster; the same roster is read only once."""
    return _names(_Roster(session.participants, session.parties))


class _Roster:
    """A roster that is compared by identity: its values hold mappings, which have no hash."""

    __slots__ = ("participants", "parties")

    def __init__(self, participants: tuple[Participant, ...], parties: tuple[Party, ...]) -> None:
        self.participants = participants
        self.parties = parties

    @property
    def members(self) -> list[Participant]:
        """Those whom a name can mean: a new member may be called like a former one."""
        return [person for person in self.participants if person.standing == "member"]

    @property
    def handles(self) -> frozenset[str]:
        """The ids of all people, former members too, and parties."""
        return frozenset((*(one.id for one in self.participants), *(one.id for one in self.parties)))

    def __hash__(self) -> int:
        return hash((id(self.participants), id(self.parties)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Roster) and other.participants is self.participants and other.parties is self.parties


@lru_cache(maxsize=8)
def _names(roster: _Roster) -> Names:
    people = [_Known.person(person) for person in roster.members]
    known = [*people, *(_Known.party(party) for party in roster.parties)]
    return Names(
        handles=roster.handles,
        ids=_table((fold(one.handle), one.handle) for one in known),
        full=_table((name, one.handle) for one in known for name in one.full),
        first=_table((name, one.handle) for one in known for name in one.first),
        last=_table((name, one.handle) for one in known for name in one.last),
        initials=_table((letters, one.handle) for one in known for letters in one.initials()),
        beginnings=tuple((name, one.handle) for one in known for name in (*one.full, *one.last)),
        inflected=_table((form, one.handle) for one in known for form in one.forms()),
        longest=max((len(listing().split(name)) for one in known for name in one.full), default=1),
        shown={one.handle: one.shown for one in known},
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """One person or party: the folded names, and the names as they are written, the full one first."""

    handle: str
    full: tuple[str, ...]
    shown: tuple[str, ...]
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    is_party: bool = False

    @classmethod
    def person(cls, person: Participant) -> "_Known":
        name = fold(person.name)
        words = name.split()
        last: tuple[str, ...] = ()
        if len(words) > 1:
            particle = next((at for at, word in enumerate(words[1:-1], start=1) if word in _PARTICLES), None)
            last = (words[-1],) if particle is None else (words[-1], " ".join(words[particle:]))
        return cls(
            handle=person.id,
            full=(name,) if name else (),
            shown=(person.name, person.first_name) if name else (),
            first=tuple(words[:1]),
            last=last,
        )

    @classmethod
    def party(cls, party: Party) -> "_Known":
        name = fold(party.name)
        return cls(
            handle=party.id,
            full=_once(form for form in (name, _LEGAL_FORM.sub("", name)) if form),
            shown=(party.name,) if name else (),
            is_party=True,
        )

    def initials(self) -> Iterator[str]:
        """Yield the initials, of double names both ways: `alm` and `am`."""
        for name in self.full:
            for words in (name.split(), name.replace("-", " ").split()):
                letters = "".join(word[0] for word in words if _INITIALS.match(word))
                if len(letters) > 1:
                    yield letters

    def forms(self) -> Iterator[str]:
        for name in self.first:
            yield from forms(name, given=True)
        for name in self.last:
            yield from forms(name)
        for name in self.full:
            if self.is_party or self.last:
                yield from forms(name)
        if self.is_party:
            yield from forms(fold(self.handle))


def _table(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, handle in pairs:
        handles = found.setdefault(name, [])
        if handle not in handles:
            handles.append(handle)
    return {name: tuple(handles) for name, handles in found.items()}


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))

"""Who is meant by a typed name: the roster's people and parties, looked up from the id to the inflected forms.

The order of the tiers is told in docs/line.md, *Who*.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache, lru_cache
from operator import attrgetter

from kpfacil.capture.spellings import NOT_INITIAL, Spellings, once
from kpfacil.model.fold import fold
from kpfacil.model.grammar import LOOSE, Meanings, cuts_between, lexicon, words_of
from kpfacil.model.inflection import abbreviation, forms, plurals
from kpfacil.model.people import Participant, Party, bare_name
from kpfacil.model.session import Session
from kpfacil.model.value import Same, frozen

EVERYONE = Meanings({"everyone": True})
_Found = Mapping[str, tuple[str, ...]]
_LONGEST_INITIALS = 12
_WITH_PARTY = re.compile(r"(?P<name>[^()]+?)\s*\((?P<party>[^()]+)\)")
_CASES = ("lle", "lta", "lla", "ssa", "sta", "ksi")
"""Endings that stand where a genitive has its `n`."""
_DIGIT = re.compile(r"(?<=[0-9])[ -](?=[a-z](?![a-z]))")
"""What may stand between a digit and a letter of one short name: `4 H`."""
_BARED = re.compile(r"[.'`-]| ?[/+;] ?")
_PARTS = re.compile(r"[.-]? |[.-]+")
_MOST_WORDS = 4
_MOST_NEAR, _NEAR = 3, 0.75
_SHORTEST_END = 3
"""A word that ends another one has more letters than so many."""
FIRST, _LAST, _HEADS = 1, 2, 4
"""Which tiers hold the first and the last names, and the head words."""
SMALL_WORDS = Meanings({"small-word": True})
"""Words that begin a name, or are initials, and mean nobody for that: `ei`, `he`."""
_NOBODYS = Meanings({"everyone": True, "small-word": True})
_GRAMMAR = re.compile(r"[:/#\\;+]")


@cache
def _whole_names() -> frozenset[str]:
    """Return the folded names that are somebody's as they are: common first names, and last names that are words."""
    return frozenset(map(fold, lexicon().first | lexicon().ordinary))


def _is_whole(word: str) -> bool:
    return len(word) >= _SHORTEST_END and word in _whole_names()


def is_first_name(name: str) -> bool:
    """Return whether a name begins with a common first name."""
    return any(word.casefold() in lexicon().first for word in name.split()[:1])


@cache
def _bodies() -> frozenset[str]:
    """Return the words for what parties are, in all forms: `kerho`, `liiton`."""
    return frozenset(form for word in words_of("body") for form in (word, *forms(word)))


@frozen()
class Names:
    """The names of one roster, folded, with the ids they may mean; a new member may be called like a former one.

    `handles` are the ids of all, former members too. `tiers` are full names, first names, last names, other ways to
    write a whole one, a party's head words. `longest` is how many parts the most list-like name has, `shown` are the
    names as they are written, the full one first, `party` tells of each person the party's id, and `places` who bears a
    genitive: *Jämsän* of Jämsän kaupunki.
    """

    handles: frozenset[str]
    ids: _Found
    tiers: tuple[_Found, ...]
    initials: _Found
    beginnings: tuple[tuple[str, str], ...]
    inflected: _Found
    halves: _Found
    longest: int
    shown: Mapping[str, tuple[str, ...]]
    party: Mapping[str, str]
    places: _Found

    def find(self, typed: str) -> tuple[str, ...]:
        """Return the ids that a typed name may mean, as `look_up` does; what was asked before is known."""
        return _find_once(Same(self), typed)

    def look_up(self, typed: str) -> tuple[str, ...]:
        """Return the ids that a typed name may mean: none, the one, or all those of the first tier that has any.

        An id written exactly, or as `@id`, is always that id; otherwise it asks where it is a word of another party's
        name as well. *kaikki* and small words such as *ei* mean nobody by a mere part of a name.
        """
        name = typed.removeprefix("@")
        key = fold(name)
        if name in self.handles:
            return (name,)
        if key in self.ids:
            return once((*self.ids[key], *self.tiers[FIRST].get(key, ()), *self._others(key)))
        if key in _NOBODYS and not self.has(key):
            return self.tiers[_HEADS].get(key, ()) if name.isupper() else ()
        found = self._find(key) or self._find(_bare(key)) or self._of_party(name)
        return found or self._find_crossing(key.split()) or self._find_short(key)

    def _find_short(self, key: str) -> tuple[str, ...]:
        """Return the people the parts of whose names begin so, in their order: `Anna M-P`, `P. Virt.`."""
        parts = _PARTS.split(abbreviation(key).rstrip("."))
        if not 1 < len(parts) <= _MOST_WORDS or not all(parts) or _is_whole(parts[-1]):
            return ()
        found: list[str] = []
        for name, handles in self.tiers[0].items():
            words = _PARTS.split(name) if name[0] == parts[0][0] else []
            if len(words) == len(parts) and all(map(str.startswith, words, parts)):
                found.extend(handle for handle in handles if handle in self.party)
        return once(found)

    def _find_crossing(self, words: list[str]) -> tuple[str, ...]:
        """Return whom every word of a name means, also by the party, `kunnan Liisalle`, else the parties of a body."""
        tiers = (*self.tiers, self.inflected, self.places)
        found = [{*self._by_place(word)}.union(*(tier.get(word, ()) for tier in tiers)) for word in words]
        if not 1 < len(words) <= _MOST_WORDS:
            return self._of_body(" ".join(words))
        anyone = sorted(set.union(*found))
        crossing = tuple(one for one in anyone if all(one in ids or self.party.get(one) in ids for ids in found))
        return crossing or self._of_body(" ".join(words))

    def _of_body(self, key: str) -> tuple[str, ...]:
        """Return the parties that belong to a body, `Eläkeliitto`, or are so called in short: `4H-kerho`, `4 H`."""
        joined = _DIGIT.sub("", key)
        head, _, tail = key.rpartition("-")
        if joined != key or tail in _bodies():
            found = self._find(joined if joined != key else head)
            return found if self.party.keys().isdisjoint(found) else ()
        ones = (key, key.removesuffix("ta"), key.removesuffix("a"))
        whose = {*(f"{key.removesuffix(case)}n" for case in _CASES)}.union(*map(forms, ones))
        belongs = (word for word in sorted(whose & self.places.keys()) if word.endswith(tuple(_bodies())))
        return once(handle for word in belongs for handle in self.places[word])

    def _by_place(self, key: str) -> tuple[str, ...]:
        """Return the parties in whose name a word stands in the genitive: `Eläkeliitto`, `Jämsä`."""
        return tuple(one for form in forms(key) for one in self.places.get(form, ()))

    def _others(self, key: str) -> tuple[str, ...]:
        """Return the parties in whose name an id is a word, unless it is somebody's whole name."""
        return () if key in self.tiers[0] else (*self.tiers[_HEADS].get(key, ()), *self.places.get(key, ()))

    def _of_party(self, name: str) -> tuple[str, ...]:
        """Return the people of `Matti Virtanen (Martat)`, or the party of a register's `Martat ry`."""
        match = _WITH_PARTY.fullmatch(name)
        parties = self.find(match["party"]) if match else ()
        found = self.find(match["name"]) if match else self.tiers[0].get(fold(bare_name(name)), ())
        return tuple(handle for handle in found if self.party.get(handle) in (parties if match else (None,)))

    def _find(self, key: str) -> tuple[str, ...]:
        letters = NOT_INITIAL.sub("", key) if len(key) <= _LONGEST_INITIALS else key
        begun = self._find_begun(key) or self._find_begun(abbreviation(key))
        rest = (self.initials.get(letters), begun, self.inflected.get(key), self.halves.get(key), self._many(key))
        found = next(filter(None, (*(tier.get(key) for tier in self.tiers), *rest)), ())
        whole = any(key in tier for tier in self.tiers[:_HEADS])
        return once((*found, *(() if whole or not found else self._by_place(key))))

    def _many(self, key: str) -> tuple[str, ...]:
        """Return the parties that are called in the plural what a word says of one: `asukas`, `marttaa`."""
        tiers = (self.tiers[0], self.tiers[_HEADS])
        found = (handle for name in plurals(key) for tier in tiers for handle in tier.get(name, ()))
        return once(handle for handle in found if handle not in self.party)

    def _find_begun(self, key: str) -> tuple[str, ...]:
        """Return whose name a word begins; of parties also those in whose name a compound ends so: `seura`."""
        found = list(self._find_beginnings(key))
        if not found:
            return ()
        whole = _is_whole(key.rpartition(" ")[2]) or any(name.endswith(f"-{key}") for name, _ in self.beginnings)
        begun = once(handle for name, handle in found if not (whole and self._goes_on(key, name, handle)))
        return once((*begun, *self._find_endings(key))) if begun and self.party.keys().isdisjoint(begun) else begun

    def _goes_on(self, key: str, name: str, handle: str) -> bool:
        """Return whether a person's name goes on where a whole one ends: Heikki is not Heikkilä, nor a Mäki Mäkinen."""
        return handle in self.party and name[len(key) : len(key) + 1].isalpha()

    def _find_beginnings(self, key: str) -> Iterator[tuple[str, str]]:
        yield from ((name, handle) for name, handle in self.beginnings if key and name.startswith(key))

    def _find_endings(self, key: str) -> Iterator[str]:
        """Yield the parties in whose name a compound ends with a word."""
        parties = [] if len(key) <= _SHORTEST_END else [one for one in self.beginnings if one[1] not in self.party]
        yield from (handle for name, handle in parties if any(word.endswith(key) for word in name.split()))

    def has(self, word: str) -> bool:
        """Return whether a word is somebody's id or whole name, first name or last name."""
        key = fold(word)
        return any(key in tier for tier in (self.ids, *self.tiers[: _LAST + 1]))

    def is_written(self, word: str) -> bool:
        """Return whether a word is somebody's name, or the head word of a party's, as it is written."""
        return any(fold(bare_name(word)) in tier for tier in self.tiers) or fold(word) in self.tiers[0]

    def is_called(self, word: str) -> bool:
        """Return whether a word alone is a whole name or somebody's first one, or an abbreviation."""
        return word.isupper() or any(fold(word) in tier for tier in self.tiers[: FIRST + 1])

    def is_party(self, word: str) -> bool:
        """Return whether a word means a party and nobody else."""
        return not any(handle in self.party for handle in self.find(word) or self.party)

    def nearest(self, typed: str) -> tuple[str, ...]:
        """Return at most three ids of those whose names a name that nobody has begins or is spelt like.

        Inflected ones stand last, and parties behind people.
        """
        tiers = (*self.tiers, self.inflected)
        alike = [tier[name] for tier in tiers for name in get_close_matches(fold(typed), tier, _MOST_NEAR, _NEAR)]
        begun = (handle for _, handle in self._find_beginnings(fold(typed) if len(typed) >= _SHORTEST_END else ""))
        found = once((*begun, *(handles[0] for handles in alike if len(handles) == 1)))
        return tuple(sorted(found, key=lambda handle: handle not in self.party))[:_MOST_NEAR]

    def means(self, word: str) -> bool:
        """Return whether words are a whole name as it is written or inflected, no initials and no mere beginning.

        Several words may be an abbreviated one: `Pekka K`, `kaupungin Jaakko`.
        """
        key = fold(word.removeprefix("@"))
        return (" " in key and bool(self.find(word))) or any(
            one in tier for one in (key, _bare(key)) for tier in (self.ids, *self.tiers, self.inflected)
        )

    def sure(self, handle: str) -> str:
        """Return the shortest way to type a person or party that means nobody else."""
        options = (handle, *self.shown.get(handle, ()))
        return next((option for option in options if self._only(option, handle)), f"@{handle}")

    def say_name(self, handle: str) -> str:
        """Return the name as the room says it, first name alone where nobody else has it."""
        options = (*reversed(self.shown.get(handle, ())), handle)
        return next((option for option in options if self._only(option, handle)), f"@{handle}")

    def _only(self, option: str, handle: str) -> bool:
        return _GRAMMAR.search(option) is None and self.find(option) == (handle,)


@lru_cache(maxsize=2**12)
def _find_once(names: Same[Names], typed: str) -> tuple[str, ...]:
    """Return whom a name means, asked again at each key; who stands for a party called as they are goes before it."""
    found, known = names.value.look_up(typed), names.value
    own = {known.party[one] for one in found if one in known.party and len(found) > 1}
    called = {known.shown[one][:1] for one in found if one in known.party}
    return tuple(one for one in found if one not in own or known.shown[one][:1] not in called)


def names_of(session: Session) -> Names:
    """Return the names of a session's roster; they are read again only where it holds other people or names."""
    return _names(Same(session.participants), Same(session.parties))


@lru_cache(maxsize=8)
def _names(participants: Same[tuple[Participant, ...]], parties: Same[tuple[Party, ...]]) -> Names:
    """Return the names of people whatever else is told of them: who is here changes all the time."""
    handles = frozenset([*map(_id, participants.value), *map(_id, parties.value)])
    members = [one for one in participants.value if one.standing == "member"]
    return _names_of(handles, tuple(Participant(id=one.id, name=one.name, party=one.party) for one in members), parties)


_id = attrgetter("id")


@lru_cache(maxsize=8)
def _names_of(handles: frozenset[str], people: tuple[Participant, ...], parties: Same[tuple[Party, ...]]) -> Names:
    known = [*map(Spellings.person, people), *map(Spellings.body, parties.value)]
    beginnings = [(name, one.handle) for one in known for name in (*one.full, *one.last)]
    return Names(
        handles=handles,
        ids=_table(known, lambda one: (fold(one.handle),)),
        tiers=tuple(_table(known, attrgetter(tier)) for tier in ("full", "first", "last", "written", "heads")),
        initials=_table(known, lambda one: (word for word in one.initials() if len(word) > 1)),
        beginnings=tuple(beginnings),
        inflected=_table(known, Spellings.forms),
        halves=_table(known, Spellings.halves),
        longest=max((len(cuts_between(name, LOOSE)) for name, _ in beginnings), default=1),
        shown={one.handle: one.shown for one in known},
        party={person.id: person.party for person in people},
        places=_table(known, Spellings.places),
    )


def _table(known: Iterable[Spellings], names: Callable[[Spellings], Iterable[str]]) -> _Found:
    """Return the ids of those who have each of the names."""
    found: dict[str, dict[str, None]] = {}
    for one in known:
        for name in names(one):
            found.setdefault(name, {})[one.handle] = None
            if _BARED.search(name) and _bare(name):
                found.setdefault(_bare(name), {})[one.handle] = None
    return {name: tuple(handles) for name, handles in found.items()}


def _bare(name: str) -> str:
    """Return a folded name without full stops, hyphens, apostrophes and spaces beside a sign: `j p rantanen`, `a/b`."""
    return " ".join(_BARED.sub(lambda sign: " " if sign[0] in ".-" else sign[0].strip(" '`"), name).split())

"""Whom of those at a table a list means: by the whole name, however it is written, or by a short one."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from kpfacil.model.fold import fold
from kpfacil.model.people import Participant, Party, bare_name, heads_of
from kpfacil.model.session import Session
from kpfacil.model.value import frozen
from kpfacil.rosters.cells import Listed
from kpfacil.rosters.names import is_of_one_case, name_words, stands_turned, words_of
from kpfacil.rosters.words import bare_body

_SIGNS = re.compile(r"[\W_]+")
_INITIALS = 3
"""How many letters the initials of first names have at most: `JP`."""
_MANY = 12
"""How many people may share a first name or a surname and be looked through for one of them."""
_NEAR = 0.85
"""How much of two names must be alike for one to be the other misspelt."""


@frozen()
class Seats:
    """The people and parties of a session by id and by their names."""

    people: dict[str, Participant]
    parties: dict[str, Party]
    party_ids: dict[str, str]
    _named: Mapping[tuple[str, ...], list[Participant]]
    _worded: Mapping[str, list[Participant]]
    """Those in whose name a word stands."""
    _called: Mapping[str, frozenset[str]]
    """The ids of the parties that may be called so in short."""

    @classmethod
    def of(cls, session: Session | None) -> "Seats":
        """Learn who is at the table of a session."""
        people, parties = (session.participants, session.parties) if session else ((), ())
        return cls(
            people={person.id: person for person in people},
            parties={party.id: party for party in parties},
            party_ids={bare_body(party.name): party.id for party in reversed(parties)},
            _named=_by(people, lambda person: words_of(person.name)),
            _worded=_by(people, lambda person: {*name_words(person.name)}),
            _called={
                name: frozenset(party.id for party in called) for name, called in _by(parties, _short_names).items()
            },
        )

    def party_id(self, name: str) -> str:
        """Return the id of the party that a name means, whole or in short where it means one only; empty where none."""
        whole = self.party_ids.get(bare_body(name), "")
        called = self._called.get(_letters(bare_name(name)), frozenset())
        return whole or (next(iter(called)) if len(called) == 1 else "")

    def match(self, guests: Sequence[Listed], taken: Iterable[str] = ()) -> dict[int, Participant]:
        """Return whom each guest is, by the guest's place: nobody twice, and nobody where it isn't clear.

        An id that is asked for means its bearer. Of the others those found by name and party are seated first, then
        those by the name alone, then those by a short name that is nobody else's.
        """
        met = {*taken}
        found: dict[int, Participant] = {}
        for way, several in ((self._of_id, True), (self._of_party, True), (self._of_name, False)):
            for at, guest in enumerate(guests):
                person = _free(way(guest), met, several=several) if at not in found else None
                if person is not None:
                    found[at] = person
                    met.add(person.id)
        return found | self._match_short({at: guest for at, guest in enumerate(guests) if at not in found}, met)

    def _match_short(self, guests: Mapping[int, Listed], met: Container[str]) -> dict[int, Participant]:
        """Return whom each of some guests is by a short name."""
        found = {at: person for at, guest in guests.items() if (person := _free(self._of_short_name(guest), met))}
        claims = Counter(person.id for person in found.values())
        return {at: person for at, person in found.items() if claims[person.id] == 1}

    def near(self, guest: Listed) -> list[Participant]:
        """Return the members whom somebody of another name or party may be all the same."""
        name = guest.name
        alike = [one for one in self._sharing_word(guest) if is_short(name, one.name) or _are_near(name, one.name)]
        return [one for one in alike if one.standing == "member"]

    def stands_for(self, person: Participant, party: str) -> bool:
        """Return whether a person stands for the party of a name; an empty name is no party."""
        return person.party == self.party_id(party) and (person.party != "" or party == "")

    def _of_id(self, guest: Listed) -> list[Participant]:
        return [self.people[guest.handle]] if guest.handle in self.people else []

    def _of_party(self, guest: Listed) -> list[Participant]:
        return [person for person in self._of_name(guest) if self.stands_for(person, guest.party)]

    def _of_name(self, guest: Listed) -> list[Participant]:
        """Return those of a name, members where there are some; nobody where another id is asked for."""
        keys = () if guest.handle else words_of(guest.name)
        found = {person.id: person for key in keys for person in self._named.get(key, ())}
        return _members([*found.values()])

    def _of_short_name(self, guest: Listed) -> list[Participant]:
        """Return those whose name is a guest's in short or in full: of the party, else where one side has no party."""
        found = [one for one in self._sharing_word(guest) if is_short(guest.name, one.name)]
        of_party = [person for person in found if guest.party and self.stands_for(person, guest.party)]
        return _members(of_party or [person for person in found if not guest.party or not person.party])

    def _sharing_word(self, guest: Listed) -> list[Participant]:
        """Return those with a word of a guest's name in theirs; nobody where another id is asked for.

        A word that very many have tells nothing.
        """
        words = [word for word in name_words(guest.name) if len(word) > 1 and not guest.handle]
        bearers = [self._worded.get(word, []) for word in words]
        return [*{person.id: person for people in bearers if len(people) <= _MANY for person in people}.values()]


_Known = TypeVar("_Known", Participant, Party)
_Key = TypeVar("_Key", str, tuple[str, ...])


def _by(known: Iterable[_Known], keys: Callable[[_Known], Iterable[_Key]]) -> Mapping[_Key, list[_Known]]:
    """Return some people or parties by each of their keys."""
    found: defaultdict[_Key, list[_Known]] = defaultdict(list)
    for one in known:
        for key in keys(one):
            found[key].append(one)
    return found


def _free(people: Iterable[Participant], met: Container[str], *, several: bool = False) -> Participant | None:
    """Return the one of some people who has not been met, the first where there may be `several`."""
    free = [person for person in people if person.id not in met]
    return free[0] if len(free) == 1 or (several and free) else None


def _members(people: list[Participant]) -> list[Participant]:
    """Return the members among some people, or all of them where there is none."""
    return [person for person in people if person.standing == "member"] or people


def _short_names(party: Party) -> set[str]:
    """Return the letters of what a party may be called: its name, and the words in it that can stand for it."""
    bare = bare_name(party.name)
    return {_letters(name) for name in (bare, *heads_of(bare))} - {""}


def _letters(name: str) -> str:
    return _SIGNS.sub("", fold(name))


def is_short(one: str, other: str) -> bool:
    """Return whether one of two names is the other in short: `Pekka`, `Pekka V`, `P. Virtanen`, `Virtanen Pekka O.`."""
    names = sorted((name_words(one), name_words(other)), key=lambda words: len(" ".join(words)))
    short, whole = names
    if sorted(short) == sorted(whole):
        return False
    head, *rest = short or [""]
    split = [[*head, *rest]] if rest and 1 < len(head) <= _INITIALS else []
    return any(_shortens(words, whole) for words in (short, *split))


def _shortens(short: Sequence[str], whole: Sequence[str]) -> bool:
    """Return whether each word of a short name is one of a whole name or its initial, the first and last among them.

    Where the surname may stand first, the second word is as good as the last; one word alone is either of the ends.
    """
    left = list(whole)
    for word in sorted(short, key=len, reverse=True):
        same = next(
            (at for at, other in enumerate(left) if word == other or (len(word) == 1 and other[:1] == word)), None
        )
        if same is None:
            return False
        left.pop(same)
    found = [*(Counter(whole) - Counter(left))]
    if len(short) == 1:
        return found[0] in (whole[0], whole[-1])
    return whole[0] in found and (whole[1] in found or whole[-1] in found)


def _are_near(one: str, other: str) -> bool:
    """Return whether two names are spelt nearly alike; the cheaper measures, which are never below, come first."""
    alike = SequenceMatcher(None, _in_order(one), _in_order(other), autojunk=False)
    return alike.real_quick_ratio() > _NEAR and alike.quick_ratio() > _NEAR and alike.ratio() > _NEAR


def _in_order(name: str) -> str:
    return " ".join(sorted(name_words(name)))


def is_better(guest: Listed, known: str) -> bool:
    """Return whether a list's name is better than a known one: asked for with the id, fuller, or better spelt."""
    if words_of(guest.name).isdisjoint(words_of(known)):
        return guest.handle != "" or len(" ".join(name_words(guest.name))) > len(" ".join(name_words(known)))
    cased = not is_of_one_case(guest.name)
    return cased and (is_of_one_case(known) or (stands_turned(known) and not stands_turned(guest.name)))

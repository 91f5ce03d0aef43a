"""Names that stand surname first, names as they are compared, and everybody of a list once."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, groupby, takewhile

from kpfacil.model.fold import fold
from kpfacil.model.people import NAME_PARTICLES
from kpfacil.model.text import clean_line
from kpfacil.model.texts import Fault
from kpfacil.rosters.cells import Listed, Notes
from kpfacil.rosters.words import bare_body, has_first_name, is_body, is_first_name

_APOSTROPHES = re.compile(r"['`]")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_LIKE_NAME = re.compile(rf"[^\W\d_a-zåäö]\S*(?: (?:[^\W\d_a-zåäö]\S*|{'|'.join(NAME_PARTICLES)}))+")
_BETWEEN_WORDS = re.compile(r"[-.,:*\"]")
_SHORT = 2
"""Up to how many capitals are initials, not a surname."""


def turn_name(name: str, *, sure: bool = False) -> str:
    """Return a name that stands surname first the other way round; empty where nothing shows that it does.

    A comma or capitals before a first name show it. `sure` is a list whose header or whose every row says so.
    """
    last, first = halves(name)
    names = list(map(is_first_name, first.split()))
    shown = (names[:1] == [True] and "," in name) or (last.isupper() and not first.isupper() and all(names))
    return f"{first} {last}" if first and (sure or (shown and not is_body(last))) else ""


@lru_cache(maxsize=4096)
def stands_turned(name: str) -> bool:
    """Return whether a comma, capitals, or first names alone behind another word show that a surname is first."""
    last, first = halves(name)
    loud = last.isupper() and not name.isupper() and last.replace("-", "").isalpha() and len(last) > _SHORT
    return "," in name or ((loud or _stands_second(first, last)) and not is_body(last))


def _stands_second(first: str, last: str) -> bool:
    """Return whether first names and initials alone stand behind a word that is none."""
    whole = [word for word in first.split() if len(word.strip(".")) > 1]
    return whole != [] and all(map(is_first_name, whole)) and not is_first_name(last.partition(" ")[0])


def is_first_alone(name: str) -> bool:
    """Return whether a name is a first name alone."""
    return " " not in name and is_first_name(name)


def are_first_names_behind(first: str, others: Sequence[str]) -> bool:
    """Return whether first names alone stand behind a whole name that is turned, or behind another one."""
    turned = (" " in first and stands_turned(first)) or (len(others) > 1 and is_first_alone(first))
    return bool(others) and turned and all(map(is_first_alone, others))


def is_of_one_case(name: str) -> bool:
    """Return whether a name is in capitals or in small letters alone, and not only initials."""
    return (name.isupper() or name.islower()) and any(len(word) > _SHORT for word in name.split())


@lru_cache(maxsize=4096)
def halves(name: str) -> tuple[str, str]:
    """Return the surname and the first names of a name that stands surname first: before a comma, or in capitals."""
    last, comma, first = (part.strip() for part in name.partition(","))
    words = last.split()
    loud = len([*takewhile(str.isupper, words)])
    little = len([*takewhile(lambda word: word.casefold() in NAME_PARTICLES, words)])
    place = loud if loud < len(words) and loud else little + 1
    return (last, first) if comma else (" ".join(words[:place]), " ".join(words[place:]))


@lru_cache(maxsize=4096)
def words_of(name: str) -> frozenset[tuple[str, ...]]:
    """Return the words of a name as it is compared, in whatever order: its hyphens part words, or join them."""
    return frozenset(tuple(sorted(name_words(one))) for one in {name.replace("-", " "), name.replace("-", "")})


@lru_cache(maxsize=4096)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name without diacritics, stops, apostrophes and what is in brackets, its hyphens parted.

    Initials in a row are one word: `J. P.` is as good as `JP`.
    """
    bare = _BRACKETS.sub("", clean_line(name)) or name
    words = _BETWEEN_WORDS.sub(" ", _APOSTROPHES.sub("", fold(bare))).split()
    runs = (("".join(run),) if single else (*run,) for single, run in groupby(words, lambda word: len(word) == 1))
    return tuple(chain.from_iterable(runs))


def once(people: Iterable[Listed], notes: Notes) -> tuple[list[Listed], list[Fault]]:
    """Return everybody once, with all that their rows tell, and a fault for each row with somebody else's id."""
    named: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    handles: dict[str, int] = {}
    kept: list[Listed] = []
    refused: list[Fault] = []
    for listed in people:
        keys = words_of(listed.name)
        namesakes = sorted({*chain.from_iterable(map(named.__getitem__, keys))})
        same = [at for at in namesakes if _is_same(kept[at], listed, alone=len(namesakes) == 1)]
        if same:
            known = kept[same[0]]
            better = listed if stands_turned(known.name) else known
            kept[same[0]] = replace(known.join(listed), name=better.name)
            notes.tell("twice", listed.name)
        elif listed.handle and listed.handle in handles:
            details = {"name": listed.name, "id": listed.handle, "other": str(handles[listed.handle])}
            refused.append(Fault("", "roster.handle-twice", details, listed.line))
        else:
            notes.tell("namesakes", listed.name if namesakes else "")
            handles[listed.handle] = listed.line
            for key in keys:
                named[key].append(len(kept))
            kept.append(listed)
    return kept, refused


def _is_same(known: Listed, other: Listed, *, alone: bool) -> bool:
    """Return whether two of one name are one: of one party, or `alone` of that name and without one in a row."""
    parties = {bare_body(known.party), bare_body(other.party)}
    ids = {known.handle, other.handle} - {""}
    return len(ids) <= 1 and (len(parties) == 1 or (alone and "" in parties))


def is_like_name(words: str) -> bool:
    """Return whether words are written like a name: several, each with a capital but those of a noble one."""
    return _LIKE_NAME.fullmatch(words) is not None


def names_somebody(cells: Sequence[str]) -> bool:
    """Return whether the cells of a row have a common first name, an address, or one that is written like a name."""
    said = " ".join(cells)
    return "@" in said or has_first_name(said) or any(map(is_like_name, cells))

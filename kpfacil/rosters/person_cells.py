"""The people in one cell of a list: titles off, two told apart, and what stands in brackets understood."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from kpfacil.model.people import bare_name
from kpfacil.model.value import frozen
from kpfacil.rosters.cells import folded, list_words

_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_DASH = re.compile(r"\s+[-–—]\s+")
_BETWEEN = re.compile(r"\s*[;&|]\s*|\s+[/+]\s+|\s+(?:ja|sekä|and|och|samt)\s+")
_COMMA = re.compile(r"\s*,\s*(?![^()]*\))")
_SLASH = re.compile(r"(?<=[^\W\d])/(?=[^\W\d])")
_DASHED = re.compile(r"(.+?)\s+[-–—]\s+([^-–—]+)")
_TWICE = re.compile(r"(?<=\w)#\d+\Z")
"""What Zoom writes behind the name of somebody who is there twice."""
_LONGEST_INITIALS = 5
_NUMBERED = re.compile(r"\d{1,3}[.)]\s+(?=\D)")
_FULL = 2
"""From how many words on a name is a whole one."""


@frozen()
class Person:
    """One person of a cell; `dropped` are the words that were no part of the name: titles, roles, `(etänä)`."""

    name: str
    party: str = ""
    remote: bool = False
    cancelled: bool = False
    dropped: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the name."""
        return self.name


def people_in(cell: str) -> tuple[Person, ...]:
    """Return the people in a cell, each with what stands beside the name; a surname is lent to who shares it."""
    parts = [person for part in _parts(cell) if (person := _person(part)).name]
    return tuple(
        replace(person, name=f"{person.name} {after.name.split()[-1]}") if _shares(person, after) else person
        for person, after in zip(parts, (*parts[1:], Person("")), strict=False)
    )


def turned(name: str, *, sure: bool = False) -> str:
    """Return a name that stands surname first the other way round; empty where nothing shows that it does.

    A comma before a first name shows it, or a known first name as the second word only. `sure` is a list whose header
    or whose every row says so.
    """
    last, comma, rest = (part.strip() for part in name.partition(","))
    first = _BRACKETS.sub("", rest).strip()
    if comma:
        turned_round = f"{first} {last}{rest.removeprefix(first)}"
        return turned_round if first and (sure or is_first_name(first.split()[0])) else ""
    words = name.split()
    place = next((at for at, word in enumerate(words) if word.casefold() not in _named("particles")), 0) + 1
    return " ".join((*words[place:], *words[:place])) if sure and len(words) > place else ""


def stands_turned(name: str) -> bool:
    """Return whether a name shows by a comma, or by a first name that stands second, that its surname is first."""
    words = name.split()
    if "," in name:
        return True
    return len(words) >= _FULL and not is_first_name(words[0]) and is_first_name(words[1])


def is_first_name(word: str) -> bool:
    """Return whether a word, or the first half of a double name, is a common first name."""
    return folded(word.split("-", maxsplit=1)[0]) in list_words().first_names


def is_body(words: str) -> bool:
    """Return whether words name an association, an office or a company rather than a person."""
    last = folded(words).split()
    return any(word in _named("bodies") or word.endswith(_ends("bodies")) for word in last)


def bare_body(name: str) -> str:
    """Return a party's name as it is compared: folded, without what tells its legal form."""
    return bare_name(folded(name))


def is_one_of(cell: str, kind: str) -> bool:
    """Return whether a cell is nothing but one of the words of a kind."""
    return folded(cell) in _named(kind)


def says(cell: str, words: str) -> bool:
    """Return whether a cell says one of the words of a row: `cancelled`, `no` or `remote`, alone or with more."""
    return bool(cell) and _beginning(words).match(folded(cell)) is not None


def tells(answer: str, words: str) -> bool:
    """Return whether an answer says one of the words of a row anywhere in it, and does not deny it."""
    return bool(answer) and _anywhere(words).search(folded(answer)) is not None


def is_no(answer: str) -> bool:
    """Return whether an answer is a no, or says that somebody is away."""
    return (says(answer, "no") and not says(answer, "unanswered")) or says(answer, "away")


def begins(word: str, kind: str) -> bool:
    """Return whether a word begins with one of a kind, or is it where the kind asks for the whole word."""
    whole, begun = _beginnings(kind)
    return word in whole or word.startswith(begun)


def _parts(cell: str) -> list[str]:
    """Return the stretches of a cell that name a person each."""
    lines = _lines(cell)
    if len(lines) > 1 and not all(len(line.split()) >= _FULL for line in lines):
        lines = [" ".join(lines)]
    parts = [part for line in lines for part in _cut(line, _BETWEEN)]
    return [whole for part in parts for whole in _listed(part)]


def _lines(cell: str) -> list[str]:
    """Return the lines of a cell; one that names a body stays with the person in the line before."""
    lines: list[str] = []
    for line in cell.split("\n"):
        if lines and is_body(line):
            lines[-1] += f" ({line})"
        else:
            lines.append(line)
    return lines


def _cut(line: str, between: re.Pattern[str]) -> list[str]:
    """Return a line cut outside its brackets; what names a body stays with the person before it."""
    line = _SLASH.sub(lambda slash: " / " if _parts_people(line[: slash.start()], line[slash.end() :]) else "/", line)
    line = _DASH.sub(lambda dash: " / " if is_body(line[dash.end() :]) else dash[0], line)
    masked = _BRACKETS.sub(lambda match: "_" * len(match[0]), line)
    parts: list[str] = []
    begun = 0
    for start, end in [*(match.span() for match in between.finditer(masked)), (len(line), len(line))]:
        part = line[begun:start].strip()
        begun = end
        if parts and is_body(_BRACKETS.sub("", part)):
            parts[-1] += f" ({part})" if part == _BRACKETS.sub("", part) else f" ({part.replace(' (', ') (', 1)}"
        elif part:
            parts.append(part)
    return parts


def _listed(part: str) -> list[str]:
    """Return the names of a stretch with commas, one where they do not part whole names."""
    names = _cut(part, _COMMA)
    whole = all(len(_BRACKETS.sub("", name).split()) >= _FULL and not _is_aside(name) for name in names)
    return names if whole else [part]


def _person(part: str) -> Person:
    """Return one person without titles, roles and what stands in brackets."""
    person, name, begun = Person(""), "", 0
    for bracket in _BRACKETS.finditer(part):
        person, unknown = _in_brackets(person, bracket[1].strip())
        name += part[begun : bracket.start()] + (f" ({unknown})" if unknown else "")
        begun = bracket.end()
    name, *dashed = _without_dash(person, _NUMBERED.sub("", (name + part[begun:]).strip(" *"), count=1))
    pieces = [*_COMMA.split(name), *dashed]
    kept = pieces[:1]
    for piece in pieces[1:]:
        beside = _beside(person, piece)
        person = beside or person
        if beside is None:
            kept.append(piece)
    return _without_titles(replace(person, name=", ".join(kept)))


def _in_brackets(person: Person, words: str) -> tuple[Person, str]:
    """Return the person with what brackets beside the name say, initials of a party too, and what may be a name."""
    unknown: list[str] = []
    for piece in words.split(","):
        said = piece.strip()
        beside = _beside(person, said)
        initials = said.isupper() and said.isalnum() and 1 < len(said) <= _LONGEST_INITIALS
        if beside is None and initials and not person.party:
            beside = replace(person, party=said)
        unknown += [] if beside else [said]
        person = beside or person
    return person, ", ".join(unknown)


def _without_dash(person: Person, name: str) -> tuple[str, ...]:
    """Return a name, and the role or remark that stands behind a dash; a body before it is the party."""
    found = _DASHED.fullmatch(name)
    if found is None:
        return (name,)
    before, behind = found.groups()
    if is_body(before) and is_first_name(behind.split()[0]):
        return behind, before
    return (before, behind) if _beside(person, behind) is not None else (name,)


def _parts_people(left: str, right: str) -> bool:
    """Return whether a slash without spaces stands between two people, or before the body that one is of."""
    words, others = left.split(), right.split()
    whole = len(others) >= _FULL and (len(words) >= _FULL or is_first_name(left))
    known = any(map(is_first_name, words)) and any(map(is_first_name, others))
    return (whole and known) or (len(words) >= _FULL and is_body(right))


def _beside(person: Person, words: str) -> Person | None:
    """Return the person with what words beside the name say; None where they may be a part of it."""
    dropped = (*person.dropped, words) if words else person.dropped
    if says(words, "cancelled"):
        return replace(person, cancelled=True)
    if says(words, "remote"):
        return replace(person, remote=True)
    if is_body(words):
        return replace(person, party=words)
    return replace(person, dropped=dropped) if not words or _is_aside(words) else None


def _without_titles(person: Person) -> Person:
    words, dropped = _TWICE.sub("", person.name).split(), list(person.dropped)
    remote = len(words) >= _FULL and folded(words[-1]) in _named("remote")
    if remote:
        words = words[:-2] if words[-2] in ("-", "–") else words[:-1]
    while len(words) > 1 and _is_title(words[0]):
        dropped.append(words.pop(0).rstrip(","))
    while len(words) > _FULL and _is_degree(words[-1]):
        dropped.append(words.pop())
    name = " ".join(words)
    return replace(person, name=name, dropped=tuple(dropped), remote=person.remote or remote)


def _is_aside(words: str) -> bool:
    """Return whether words say what somebody is: a title, a role, a substitute, or a guest of the meeting's tool."""
    said = folded(words)
    known = said in _named("aside") or any(said in _named(role) for role in ("spare",)) or is_role(said)
    last = words.rsplit(maxsplit=1)[-1] if words.split() else ""
    return known or words == words.lower() or _is_title(last)


def is_role(said: str) -> bool:
    """Return whether folded words are a role of a list."""
    return bool(said) and any(said in words for words in list_words().tables["roles"].values())


def _is_title(word: str) -> bool:
    said = folded(word).strip(".,")
    known = said in _named("titles") or said in _named("spare") or is_role(said)
    return known or _is_degree(word) or said.endswith(_ends("ends"))


def _is_degree(word: str) -> bool:
    return folded(word).strip(".,") in _named("degrees") and (word.endswith(".") or not word.istitle())


def _shares(person: Person, after: Person) -> bool:
    """Return whether a first name alone stands before a whole name, as in `Matti ja Maija Meikäläinen`."""
    words = after.name.split()
    return len(words) == _FULL and " " not in person.name and is_first_name(person.name) and is_first_name(words[0])


@cache
def _named(kind: str) -> frozenset[str]:
    words: Iterable[str] = (word for table in ("names", "rows") for word in list_words().tables[table].get(kind, []))
    return frozenset(words)


@cache
def _beginnings(kind: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words of a kind that are meant whole, and the beginnings of the others."""
    whole = frozenset(word[:-1] for word in _named(kind) if word.endswith("="))
    return whole, tuple(word for word in _named(kind) if not word.endswith("="))


@cache
def _beginning(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, _named(kind)))})(?:[ ,.:?!]|\Z)")


@cache
def _anywhere(kind: str) -> re.Pattern[str]:
    denied = "".join(rf"(?<!\b{word} )" for word in ("ei", "en", "ei ole", "en ole", "not", "ej", "inte"))
    return re.compile(rf"{denied}(?<!\w)(?:{'|'.join(map(re.escape, _named(kind)))})(?!\w)")


@cache
def _ends(kind: str) -> tuple[str, ...]:
    """Return the words of a kind that are long enough to end a compound: `kunta` does, `ry` does not."""
    return tuple(word for word in _named(kind) if len(word) > len("r.y."))

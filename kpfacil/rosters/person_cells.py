"""The people in one cell of a list: titles off, two told apart, and what stands in brackets understood."""

import re
from dataclasses import replace
from functools import reduce
from itertools import chain

from kpfacil.model.people import bare_name
from kpfacil.model.value import frozen
from kpfacil.rosters.cells import (
    BRACKETS,
    endings,
    fold_cell,
    halves,
    has_first_name,
    is_body,
    is_company,
    is_first_name,
    is_one_of,
    is_role,
    says,
    stands_turned,
    words_named,
)

_DASH = re.compile(r"\s+[-–—]\s+")
_BETWEEN = re.compile(r"\s*[;&|]\s*|\s+(?:[/+]\s+|(?=\+\d))|\s+(?:ja|sekä|and|och|samt|med|with|plus)\s+")
_COMMA = re.compile(r"\s*,\s*(?![^()]*\))")
_SLASH = re.compile(r"(?<=[^\W\d])/(?=[^\W\d])")
_DASHED = re.compile(r"(.+?)\s+[-–—]\s+([^-–—]+)")
_TWICE = re.compile(r"(?<=\w)#\d+\Z")
"""What Zoom writes behind the name of somebody who is there twice."""
NUMBERED = re.compile(r"\A(?:\d{1,3}(?:[.)]\s+|(?:\s+[–-])?\s+(?=[^\W\da-zåäö]))|[•·▪◦●‣–-]\s*)(?=[^\W\d])")
_FOOTNOTE = re.compile(r"(?:\s*[*¹²³†]+\)?|\s+\d\))+\Z")
_LABEL = re.compile(r"([^():,\n]+):\s+(?=\S)")
_PARISH = re.compile(r"\bsrk\.?\Z")
_SLASHED = re.compile(r"([^\s\d/]{2,})/([^\s\d/]{2,})")
_FULL = 2
"""From how many words on a name is a whole one."""


@frozen()
class Person:
    """One person of a cell; `dropped` are the words that were no part of the name: titles, roles, `(etänä)`."""

    name: str
    party: str = ""
    remote: bool = False
    cancelled: bool = False
    unsure: str = ""
    dropped: tuple[str, ...] = ()


def bare_body(name: str) -> str:
    """Return a party's name as it is compared: folded, without what tells its legal form, a parish written out."""
    return _PARISH.sub("seurakunta", bare_name(fold_cell(name)))


def people_in(cell: str) -> tuple[Person, ...]:
    """Return the people in a cell, each with what stands beside the name; a surname is lent to who shares it."""
    lines = cell.split("\n")
    if sum(map(bool, map(_LABEL.match, lines))) > 1:
        return tuple(person for line in lines for person in people_in(line))
    label = _LABEL.match(cell)
    head = Person("") if label is None else _beside(Person(""), label[1]) or Person("", party=label[1])
    people: list[Person] = []
    for part in _parts(cell[label.end() :] if label else cell):
        people = _with_surname(people, _person(head, part))
    return tuple(people)


def _joined_name(cell: str) -> str:
    """Return `Liisa/Mäkinen` with a space; between two first names the slash stays."""
    found = _SLASHED.fullmatch(cell)
    halves = (found[1], found[2]) if found else ()
    return cell if all(map(is_first_name, halves)) else " ".join(halves)


def _parts(cell: str) -> list[str]:
    """Return the stretches of a cell that name a person each."""
    lines = _lines(_joined_name(cell))
    if len(lines) > 1 and not all(len(line.split()) >= _FULL for line in lines):
        lines = [" ".join(lines)]
    parts = [part for line in lines for part in _cut(line, _BETWEEN)]
    return [whole for part in parts for whole in _split_listed(part)]


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
    masked = BRACKETS.sub(lambda match: "_" * len(match[0]), line)
    cuts = [0, *chain.from_iterable(match.span() for match in between.finditer(masked)), len(line)]
    parts = (line[start:end].strip() for start, end in zip(cuts[::2], cuts[1::2], strict=True))
    return reduce(_with_part, filter(None, parts), [])


def _with_part(parts: list[str], part: str) -> list[str]:
    """Return parts with one more; one that is of the person before it, or a body before a person, goes in brackets."""
    *others, before = parts or [""]
    bare = BRACKETS.sub("", part)
    if before and _stays(bare, before):
        return [*others, f"{before} ({part})" if part == bare else f"{before} ({part.replace(' (', ') (', 1)}"]
    if is_body(before) and is_first_name(bare.partition(" ")[0]):
        return [*others, f"{part} ({before})"]
    return [*parts, part]


def _stays(words: str, person: str) -> bool:
    """Return whether words belong to the person before them: a body, a substitute, or company without a name."""
    little = words[:1].islower() and words.islower() and not person.islower()
    company = little and not has_first_name(words)
    return company or is_company(words) or is_body(words) or _is_note(words)


def _is_note(words: str) -> bool:
    """Return whether words tell what somebody was called before: no initial `F.`."""
    return says(words, "beside") and (words[0].islower() or words[1:2] != ".")


def _split_listed(part: str) -> list[str]:
    """Return the names of a stretch with commas, one where they part neither whole names nor those of one surname."""
    names = _cut(part, _COMMA) or [part]
    first, *others = (BRACKETS.sub("", name) for name in names)
    shared = others != [] and " " in first and stands_turned(first) and all(map(_is_first_alone, others))
    return names if shared or all(_is_whole(name, part) for name in (first, *others)) else [part]


def _is_whole(name: str, part: str) -> bool:
    """Return whether a name in a stretch has two words or more, and is nothing that stands beside one."""
    words = name.split()
    return len(words) >= _FULL and not _is_aside(name) and (part.islower() or not words[-1].islower())


def _person(person: Person, part: str) -> Person:
    """Return one person without titles, roles and what stands in brackets; a label may have told something already."""
    name = _FOOTNOTE.sub("", NUMBERED.sub("", BRACKETS.sub("", part).strip(" *"), count=1))
    if name.endswith("?"):
        person, name = replace(person, unsure="?"), name.rstrip("? ")
    for bracket in BRACKETS.finditer(part):
        whole = "" if BRACKETS.sub("", part[bracket.end() :]).strip() else name
        for words in map(str.strip, bracket[1].split(",")):
            if _is_other_name(words):
                name += f" ({words})"
            else:
                person = _beside(person, words) or _of_party(person, whole, words) or _without(person, words)
    name, *dashed = _without_dash(person, name)
    pieces = [*_COMMA.split(name), *dashed]
    kept = pieces[:1]
    for piece in pieces[1:]:
        beside = _beside(person, piece) or _of_party(person, kept[0], piece)
        person = beside or person
        if beside is None:
            kept.append(piece)
    return _without_titles(replace(person, name=", ".join(kept)))


def _is_other_name(words: str) -> bool:
    """Return whether words in brackets are a whole name, which a meeting's tool may know somebody by as well."""
    return has_first_name(words) and words.istitle() and " " in words and not (is_body(words) or says(words, "spare"))


def _of_party(person: Person, name: str, words: str) -> Person | None:
    """Return the person with words beside a whole name as the party, where they hold no first name and no number."""
    known = " " in name and has_first_name(name) and not has_first_name(words)
    party = known and not any(map(str.isdigit, words)) and not says(words, "spare")
    return replace(person, party=person.party or words) if party else None


def _without(person: Person, words: str) -> Person:
    return replace(person, dropped=(*person.dropped, words))


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
    whole = " " in right and (" " in left or is_first_name(left))
    return (whole and has_first_name(left) and has_first_name(right)) or (" " in left and is_body(right))


def _beside(person: Person, words: str) -> Person | None:
    """Return the person with what words beside the name say; None where they may be a part of it."""
    if says(words, "cancelled"):
        return replace(person, cancelled=True)
    if says(words, "remote"):
        return replace(person, remote=True)
    if is_body(words):
        return replace(person, party=words)
    if says(words, "unsure") or says(words, "away"):
        return replace(person, unsure=words)
    if not words:
        return person
    return _without(person, words) if _is_aside(words) else None


def _without_titles(person: Person) -> Person:
    """Return a person whose name has lost what stands before and behind it: titles, and how somebody comes."""
    words = _TWICE.sub("", person.name).split()
    behind = next((at for at in range(_FULL, len(words)) if _is_said_behind(words[at:])), len(words))
    said = " ".join(words[behind:]).strip("-– ")
    person, words = (_beside(person, said) or person) if said else person, words[:behind]
    words = words[:-1] if words[-1:] in (["-"], ["–"]) else words
    before = next((at for at in range(1, len(words) - 1) if is_one_of(" ".join(words[:at]), "cancelled")), 0)
    titles, name = _titles(words[before:])
    person = replace(person, cancelled=person.cancelled or before > 0)
    return replace(person, name=" ".join(name), dropped=(*person.dropped, *titles))


def _titles(words: list[str]) -> tuple[list[str], list[str]]:
    """Return the titles before and behind a name, words such as whose one is with it, and what is left of the name."""
    places = [at for at in range(1, len(words)) if _is_title(words[at - 1]) and all(map(_may_be_title, words[:at]))]
    said, name = words[: max(places, default=0)], words[max(places, default=0) :]
    titles = [word.rstrip(",") for word in said] if all(map(_is_title, said)) else [" ".join(said)]
    while len(name) > _FULL and _is_degree(name[-1]):
        titles.append(name.pop())
    return titles, name


def _is_said_behind(words: list[str]) -> bool:
    """Return whether words behind a name say how somebody comes, who stands in, or what the name was."""
    said = " ".join(words)
    known = words[0].islower() and (_is_note(said) or says(said, "spare") or is_role(fold_cell(said)))
    return known or any(is_one_of(said, kind) for kind in ("remote", "cancelled", "unsure"))


def _is_aside(words: str) -> bool:
    """Return whether words say what somebody is: a title, a role, a substitute, or a guest of the meeting's tool."""
    said = fold_cell(words)
    known = (
        said in words_named("aside")
        or said in words_named("spare")
        or is_role(said)
        or is_company(words)
        or _is_note(words)
    )
    return known or words == words.lower() or _is_title(words.rsplit(maxsplit=1)[-1])


def _may_be_title(word: str) -> bool:
    return word.islower() or _is_title(word)


def _is_title(word: str) -> bool:
    said = fold_cell(word).strip(".,")
    known = said in words_named("titles") or said in words_named("spare") or is_role(said)
    return known or _is_degree(word) or said.endswith(endings("ends"))


def _is_degree(word: str) -> bool:
    return fold_cell(word).strip(".,") in words_named("degrees") and (word.endswith(".") or not word.istitle())


def _is_first_alone(name: str) -> bool:
    return " " not in name and is_first_name(name)


def _lent(person: Person, surname: str) -> Person:
    return replace(person, name=f"{person.name} {surname}") if _is_first_alone(person.name) else person


def _with_surname(people: list[Person], after: Person) -> list[Person]:
    """Return people with one more, and with one surname where a first name stands alone.

    `Matti ja Maija Meikäläinen` is two of one surname, and so is `Järvinen Olli ja Maija`, who get a comma.
    """
    first, *surnames = after.name.split() or [""]
    if len(surnames) == 1 and is_first_name(first):
        people = [_lent(person, surnames[0]) for person in people]
    elif people and _is_first_alone(after.name) and stands_turned(people[-1].name):
        last, given = halves(people[-1].name)
        people = [*people[:-1], replace(people[-1], name=f"{last}, {given}")]
        after = replace(after, name=f"{last}, {after.name}")
    return [*people, after] if first else people

"""The people in one cell of a list: titles off, two told apart, and what stands in brackets understood."""

import re
from dataclasses import dataclass, replace
from functools import reduce
from itertools import accumulate, chain, islice
from operator import and_, or_

from kpfacil.rosters.names import are_first_names_behind, halves, is_first_alone, stands_turned
from kpfacil.rosters.words import (
    Coming,
    coming_in,
    endings,
    fold_cell,
    has_first_name,
    is_body,
    is_company,
    is_first_name,
    is_one_of,
    pattern,
    says,
)

BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_BETWEEN = r"\s*[;&|]\s*|\s+(?:[/+]\s+|(?=\+\d))|\s+(?:{ands}|{withs})\s+"
_SEEN = re.compile(r"\S")
_COMMA = re.compile(r"\s*,\s*(?![^()]*\))")
_SLASH = re.compile(r"(?<=[^\W\d])/(?=[^\W\d])")
_DASHED = re.compile(r"(.+?)\s+[-–—]\s+((?:(?!\s[-–—]\s).)+)")
_TWICE = re.compile(r"(?<=\w)#\d+\Z")
"""What Zoom writes behind the name of somebody who is there twice."""
NUMBERED = re.compile(r"\A(?:\d{1,3}(?:[.)]\s+|(?:\s+[–-])?\s+(?=[^\W\da-zåäö]))|[•·▪◦●‣–-]\s*)(?=[^\W\d])")
_SIGN = re.compile("([\u2600-\u27bf\u2b1c\U0001f300-\U0001faff])\ufe0f?")
"""What a phone writes beside a name: a hand, a cross, a mark."""
_FOOTNOTE = re.compile(r"(?:\s*[*¹²³†]+\)?|\s+\d\))+\Z")
_LABEL = re.compile(r"([^():,\n]+):\s+(?=\S)")
_SPACE = re.compile(r"\s+(?![-–—])")
_BEHIND_LABEL = " ,:–—-"
_LONGEST_ANSWER = 3
_ANSWERS = ("plain", "yes", "cancelled", "away", "unsure", "waiting", "remote")
_BEFORE = ("cancelled", "remote", "away", "headings")
"""What may stand before a name without a sign: `Etänä Anna Ek`."""
_FULL = 2
"""From how many words on a name is a whole one."""
_UNSAID = Coming()


@dataclass(frozen=True, slots=True)
class Person:
    """One person of a cell; `dropped` are the words that were no part of the name: titles, roles, `(etänä)`."""

    name: str
    party: str = ""
    coming: Coming = _UNSAID
    dropped: tuple[str, ...] = ()


def people_in(cell: str) -> tuple[Person, ...]:
    """Return the people in a cell, each with what stands beside the name; a surname is lent to who shares it."""
    lines = cell.split("\n")
    if len(lines) > 1 and sum(map(bool, map(_after_label, lines))) > 1:
        return tuple(person for line in lines for person in people_in(line))
    start = _after_label(cell)
    head, parts = _of_label(cell[:start], cell[start:]), _parts(cell[start:])
    people: list[Person] = []
    for part in parts:
        behind = _after_answer(part) if len(parts) > 1 else 0
        head = _of_label(part[:behind], part[behind:]) if behind else head
        people = _with_surname(people, _person(head, part[behind:]))
    return tuple(people)


def _of_label(label: str, name: str) -> Person:
    """Return somebody of whom only is known what a label before the name says; `Este Anna` may be a name as well."""
    words = label.rstrip(_BEHIND_LABEL)
    if words.istitle() and words == label.rstrip() and " " not in name and says(words, "cancelled", "away"):
        return Person("", coming=Coming(unsure=words))
    return (_beside(Person(""), words) or Person("", party=words)) if words else Person("")


def _after_label(cell: str) -> int:
    """Return where the people of a cell begin behind a label and a colon, or an answer."""
    label = _LABEL.match(cell)
    return label.end() if label else _after_answer(cell)


def _after_answer(cell: str) -> int:
    """Return where a name begins behind an answer, 0 where there is none: `Kyllä, Anna Ek`."""
    spaces = [space.end() for space in islice(_SPACE.finditer(cell), _LONGEST_ANSWER)]
    answers = (end for end in reversed(spaces) if is_one_of(cell[:end].rstrip(_BEHIND_LABEL), *_ANSWERS))
    return next((end for end in answers if has_first_name(" ".join(cell[end:].split()[:_FULL]))), 0)


def _parts(cell: str) -> list[str]:
    """Return the stretches of a cell that name a person each; a line that names a body is of the one before."""
    lines = cell.split("\n")
    whole = all(len(line.split()) >= _FULL or is_body(line) for line in lines)
    line = "".join((" / " if whole or is_body(line) else " ") + line for line in lines)
    return [name for part in _cut(line, pattern(_BETWEEN)) for name in _split_listed(part)]


def _cut(line: str, between: re.Pattern[str]) -> list[str]:
    """Return a line cut outside its brackets; what names a body stays with the person before it."""
    line = _SLASH.sub(lambda slash: _slash_between(line[: slash.start()], line[slash.end() :]), line)
    if not between.search(line):
        return [line.strip()] if line.strip() else []
    masked = BRACKETS.sub(lambda match: _SEEN.sub("_", match[0]), line)
    cuts = [0, *chain.from_iterable(match.span() for match in between.finditer(masked)), len(line)]
    parts = (line[start:end].strip() for start, end in zip(cuts[::2], cuts[1::2], strict=True))
    return reduce(_with_part, filter(None, parts), [])


def _slash_between(left: str, right: str) -> str:
    """Return a slash without spaces with some where it parts people, a space where it parts the words of one name."""
    people = has_first_name(left) and " " in right and has_first_name(right)
    if people or (" " in left and is_body(right)):
        return " / "
    halves = (left.strip(), right.strip())
    alone = all(half.isalpha() for half in halves)
    return " " if alone and not all(map(is_first_name, halves)) else "/"


def _with_part(parts: list[str], part: str) -> list[str]:
    """Return parts with one more; one that is of the person before it, or a body before a person, goes in brackets."""
    *others, before = parts or [""]
    bare = BRACKETS.sub("", part)
    if before and _stays(bare, before):
        return [*others, f"{before} ({bare}){part.removeprefix(bare)}"]
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
    """Return the names of a stretch with commas that part whole names, three first ones or those of one surname."""
    names = ("," in part and _cut(part, _COMMA)) or [part]
    first, *others = (BRACKETS.sub("", name) for name in names)
    listed = are_first_names_behind(first, others) or all(_is_whole(name, part) for name in (first, *others))
    return names if listed else [part]


def _is_whole(name: str, part: str) -> bool:
    """Return whether a name in a stretch has two words or more, and is nothing that stands beside one."""
    words = name.split()[: _end_of_name(name.split())]
    return len(words) >= _FULL and not _is_aside(name) and (part.islower() or not words[-1].islower())


def _end_of_name(words: list[str]) -> int:
    """Return after how many words a name ends behind which stands how somebody comes, who stands in, or what it was."""
    return next((at for at in range(_FULL, len(words)) if _is_said_behind(words[:at], words[at:])), len(words))


def _person(person: Person, part: str) -> Person:
    """Return one person without titles, roles and what stands in brackets; a label may have told something already."""
    for sign in _SIGN.findall(part):
        person = _beside(person, sign) or person
    part = _SIGN.sub(" ", part).strip()
    name = _FOOTNOTE.sub("", NUMBERED.sub("", BRACKETS.sub("", part).strip(" *"), count=1))
    if name.endswith("?"):
        person, name = _beside(person, "?") or person, name.rstrip("? ")
    name, *pieces = _pieces(name)
    whole = name
    for piece in pieces:
        told = _told_beside(person, whole, piece)
        person, name = (told, name) if told else (person, f"{name}, {piece}")
    return _without_titles(_with_brackets(replace(person, name=name), part))


def _pieces(name: str) -> list[str]:
    """Return a name and what stands behind commas or a dash; a body before a dash goes behind the person."""
    found = _DASHED.fullmatch(name)
    if found and is_body(found[1]) and is_first_name(found[2].split()[0]):
        return [found[2], found[1]]
    if found and _beside(Person(""), found[2]):
        return [*_COMMA.split(found[1]), found[2]]
    return _COMMA.split(name)


def _with_brackets(person: Person, part: str) -> Person:
    """Return the person with what brackets say: those behind the name may name a party, those within it do not."""
    name = person.name
    for bracket in BRACKETS.finditer(part):
        whole = "" if BRACKETS.sub("", part[bracket.end() :]).strip() else name
        for words in map(str.strip, bracket[1].split(",")):
            if _is_other_name(words):
                person = replace(person, name=f"{person.name} ({words})")
            else:
                person = _told_beside(person, whole, words) or _without(person, words)
    return person


def _is_other_name(words: str) -> bool:
    """Return whether words in brackets are a whole name, which a meeting's tool may know somebody by as well."""
    return has_first_name(words) and words.istitle() and " " in words and not (is_body(words) or says(words, "spare"))


def _told_beside(person: Person, name: str, words: str) -> Person | None:
    """Return the person with what words beside a name say, which may be the party; None where they may be a name."""
    if told := _beside(person, words):
        return told
    known = " " in name and has_first_name(name) and not has_first_name(words)
    party = known and not any(map(str.isdigit, words)) and not says(words, "spare")
    return replace(person, party=person.party or words) if party else None


def _without(person: Person, words: str) -> Person:
    return replace(person, dropped=(*person.dropped, words))


def _beside(person: Person, words: str) -> Person | None:
    """Return the person with what words beside the name say; None where they may be a part of it."""
    if not words:
        return person
    if is_body(words):
        return replace(person, party=words)
    if coming := coming_in(words):
        said = coming != _UNSAID
        return replace(person, coming=person.coming.join(coming)) if said else _without(person, words)
    if is_one_of(words, "headings"):
        return person
    return _without(person, words) if _is_aside(words) else None


def _without_titles(person: Person) -> Person:
    """Return a person whose name has lost what stands before and behind it: titles, and how somebody comes."""
    words = _TWICE.sub("", person.name).split()
    begun = next((at for at in range(1, len(words) - 1) if is_one_of(" ".join(words[:at]), *_BEFORE)), 0)
    ended = _end_of_name(words)
    for beside in (words[:begun], words[ended:]):
        person = _beside(person, " ".join(beside).strip("-– ")) or person
    titles, name = _titles(" ".join(words[begun:ended]).rstrip(" -–").split())
    return replace(person, name=" ".join(name), dropped=(*person.dropped, *titles))


def _titles(words: list[str]) -> tuple[list[str], list[str]]:
    """Return the titles before and behind a name, words such as whose one is with it, and what is left of the name."""
    titled = [*map(_is_title, words[:-1])]
    little = map(str.islower, words)
    ends = accumulate(map(or_, titled, little), and_)
    places = [at for at, (title, end) in enumerate(zip(titled, ends, strict=True), 1) if title and end]
    said, name = words[: max(places, default=0)], words[max(places, default=0) :]
    titles = [word.rstrip(",") for word in said] if all(map(_is_title, said)) else [" ".join(said)]
    while len(name) > _FULL and _is_degree(name[-1]):
        titles.append(name.pop())
    return titles, name


def _is_said_behind(name: list[str], words: list[str]) -> bool:
    """Return whether words behind a name say how somebody comes, for whom, who stands in, or what a name was."""
    said = " ".join(words)
    known = _is_note(said) or says(said, "spare") or is_one_of(said, "roles", *_ANSWERS)
    body = is_body(said) and has_first_name(" ".join(name))
    return body or (words[0].islower() and known) or is_one_of(said, "remote", "cancelled", "unsure")


def _is_aside(words: str) -> bool:
    """Return whether words say what somebody is: a title, a role, a substitute, or a guest of the meeting's tool."""
    known = is_one_of(words, "aside", "spare", "roles") or is_company(words) or _is_note(words)
    return known or words == words.lower() or _is_title(words.rsplit(maxsplit=1)[-1])


def _is_title(word: str) -> bool:
    bare = word.strip(".,")
    return is_one_of(bare, "titles", "spare", "roles") or _is_degree(word) or fold_cell(bare).endswith(endings("ends"))


def _is_degree(word: str) -> bool:
    return is_one_of(word.strip(".,"), "degrees") and (word.endswith(".") or not word.istitle())


def _with_surname(people: list[Person], after: Person) -> list[Person]:
    """Return people with one more, and with one surname where a first name stands alone.

    `Matti ja Maija Meikäläinen` is two of one surname, and so is `Järvinen Olli ja Maija`, who get a comma.
    """
    first, *rest = after.name.split() or [""]
    if len(rest) == 1 and is_first_name(first):
        people = [replace(one, name=f"{one.name} {rest[0]}") if is_first_alone(one.name) else one for one in people]
    elif people and is_first_alone(after.name) and stands_turned(people[-1].name):
        last, given = halves(people[-1].name)
        people = [*people[:-1], replace(people[-1], name=f"{last}, {given}")]
        after = replace(after, name=f"{last}, {after.name}")
    return [*people, after] if first else people

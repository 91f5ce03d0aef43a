"""The cells of a list as rows of text, how they are compared, the words that lists use, and a person as listed.

What reads the words says so once, by `learn_lists_from`; they are read when they are first asked for.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import chain, takewhile

from kpfacil.model.people import Role
from kpfacil.model.text import clean, clean_line
from kpfacil.model.texts import Detail
from kpfacil.model.value import frozen

_LETTERS = 26
_NAMES = re.compile(r"[^\s/,;:()]+")
_SHORT = 2
"""Up to how many capitals are initials, not a surname."""
BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_ADDRESS = re.compile(r"[<(\[]?(?:mailto:)?([^\s<>()\[\],;]+)@[^\s<>()\[\],;]+[>)\]]?")
PHONE = re.compile(r"[\s,;(]*(?:\b(?:p|puh|tel|gsm|m)\b[.:]*)?\s*\+?\(?\d[\d ()\-]{5,}\Z", re.IGNORECASE)
_CONTACT = re.compile(rf"{_ADDRESS.pattern}|{PHONE.pattern.replace(chr(92) + 'Z', '$')}", re.IGNORECASE | re.MULTILINE)


class ListError(Exception):
    """What was given is no list of people, or not one that can be read: the key and details of the sentence."""

    def __init__(self, key: str, **details: Detail) -> None:
        super().__init__(key, details)
        self.key = key
        self.details = details


@frozen()
class SheetRow:
    """One row with the number of its line (CSV) or row (XLSX), counted from 1; a cell may have line breaks in it."""

    line: int
    cells: tuple[str, ...]

    @property
    def filled(self) -> list[str]:
        """The cells with something in them."""
        return [*filter(None, self.cells)]

    def under(self, places: Iterable[int]) -> list[str]:
        """Return what stands in some columns."""
        return [self.cells[place] for place in places if place < len(self.cells) and self.cells[place]]


@frozen()
class Sheet:
    """The rows of a sheet, or of a whole CSV file, that have something in them."""

    rows: tuple[SheetRow, ...]
    name: str = ""
    merged: bool = False
    """Whether a cell that spans several rows was filled into each."""
    far: int = 0
    """How many cells were left out because they lie far from the rest."""


def clean_cell(cell: str) -> str:
    """Return a cell with its line breaks, and single spaces in each line."""
    return "\n".join(line for line in (clean_line(part) for part in clean(cell).split("\n")) if line)


def column_letter(index: int) -> str:
    """Return the letters of a column counted from 0: `A`, `Z`, `AA`."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the place, counted from 0, of a column given by its letters."""
    index = 0
    for letter in letters.upper():
        index = index * _LETTERS + ord(letter) - ord("A") + 1
    return index - 1


@frozen(kw_only=True)
class ListWords:
    """Shipped words of lists: by their table and key, and the common first names in small letters."""

    tables: Mapping[str, Mapping[str, Sequence[str]]]
    first_names: frozenset[str]


_sources: list[Callable[[], ListWords]] = []


def learn_lists_from(source: Callable[[], ListWords]) -> None:
    """Take what gives the words of lists; the last one that was taken is asked."""
    _sources.append(source)


def list_words() -> ListWords:
    """Return the words of lists; raises `LookupError` where nothing was said to learn from."""
    if not _sources:
        raise LookupError("no words of lists were given to learn from")
    return _sources[-1]()


@lru_cache(maxsize=4096)
def fold_cell(cell: str) -> str:
    """Return a cell as it is compared: composed, in small letters, with single spaces and without a label's signs."""
    said = unicodedata.normalize("NFC", cell).casefold().replace("’", "'")
    return " ".join(said.split()).strip(" :*\"'")


def is_first_name(word: str) -> bool:
    """Return whether a word, or the first half of a double name, is a common first name."""
    return fold_cell(word.split("-", maxsplit=1)[0]) in list_words().first_names


def has_first_name(words: str) -> bool:
    """Return whether one of some words is a common first name."""
    return any(map(is_first_name, _NAMES.findall(words)))


def is_body(words: str) -> bool:
    """Return whether words name an association, an office or a company rather than a person."""
    said = fold_cell(words).split()
    return any(word in words_named("bodies") or word.endswith(endings("bodies")) for word in said)


def is_one_of(cell: str, *kinds: str) -> bool:
    """Return whether a cell is nothing but one of the words of some kinds."""
    return fold_cell(cell) in words_named(*kinds)


def says(cell: str, *kinds: str) -> bool:
    """Return whether a cell begins with one of the words of some kinds: `cancelled`, `no` or `remote`."""
    return _beginning(*kinds).match(fold_cell(cell)) is not None


def tells(answer: str, *kinds: str) -> bool:
    """Return whether an answer says one of the words of some kinds anywhere in it, and does not deny it."""
    return _anywhere(*kinds).search(fold_cell(answer)) is not None


def begins(word: str, *kinds: str) -> bool:
    """Return whether a word begins with one of some kinds, or is it where the kind asks for the whole word."""
    return word + "=" in words_named(*kinds) or word.startswith(_beginnings(*kinds))


def is_no(answer: str) -> bool:
    """Return whether an answer is a no, or says that somebody is away or that a ticket is no longer valid."""
    return (says(answer, "no") and not says(answer, "unanswered")) or says(answer, "away", "repaid")


def is_company(words: str) -> bool:
    """Return whether words stand for people who come with somebody and have no names: `avec`, `+1`, `2 lasta`."""
    said = words.split()
    return said != [] and all(word.lstrip("+").isdecimal() or is_one_of(word, "company") for word in said)


@cache
def words_named(*kinds: str) -> frozenset[str]:
    """Return the words of some kinds: of those beside names, in rows and in headers, or of all roles."""
    tables = list_words().tables
    roles = [*chain.from_iterable(tables["roles"].values())]
    known = {**tables["names"], **tables["rows"], **tables["asking"], "roles": roles}
    return frozenset(filter(None, chain.from_iterable(known[kind] for kind in kinds)))


@cache
def _beginnings(*kinds: str) -> tuple[str, ...]:
    return tuple(word for word in words_named(*kinds) if not word.endswith("="))


@cache
def _beginning(*kinds: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, words_named(*kinds)))})(?:[ ,.:?!]|\Z)")


@cache
def _anywhere(*kinds: str) -> re.Pattern[str]:
    denied = "".join(rf"(?<!\b{word} )" for word in ("ei", "en", "ei ole", "en ole", "not", "ej", "inte"))
    return re.compile(rf"{denied}(?<!\w)(?:{'|'.join(map(re.escape, words_named(*kinds)))})(?!\w)")


@cache
def endings(kind: str) -> tuple[str, ...]:
    """Return the words of a kind that are long enough to end a compound: `kunta` does, `ry` does not."""
    return tuple(word for word in words_named(kind) if len(word) > len("r.y."))


def turn_name(name: str, *, sure: bool = False) -> str:
    """Return a name that stands surname first the other way round; empty where nothing shows that it does.

    A comma or capitals before a first name show it. `sure` is a list whose header or whose every row says so.
    """
    last, first = halves(BRACKETS.sub("", name))
    names = list(map(is_first_name, first.split()))
    shown = (names[:1] == [True] and "," in name) or (last.isupper() and not first.isupper() and all(names))
    behind = "".join(match[0] for match in BRACKETS.finditer(name))
    return f"{first} {last}{behind}" if first and (sure or (shown and not is_body(last))) else ""


def stands_turned(name: str) -> bool:
    """Return whether a comma, capitals or a first name that stands second show that a name's surname is first."""
    last, first = halves(name)
    loud = last.isupper() and not name.isupper() and last.replace("-", "").isalpha() and len(last) > _SHORT
    second = is_first_name(first.partition(" ")[0]) and not is_first_name(last.partition(" ")[0])
    return "," in name or ((loud or second) and not is_body(last))


def is_of_one_case(name: str) -> bool:
    """Return whether a name is in capitals or in small letters alone, and not only initials."""
    return (name.isupper() or name.islower()) and any(len(word) > _SHORT for word in _NAMES.findall(name))


def halves(name: str) -> tuple[str, str]:
    """Return the surname and the first names of a name that stands surname first: before a comma, or in capitals."""
    last, comma, first = (part.strip() for part in name.partition(","))
    words = last.split()
    loud = len([*takewhile(str.isupper, words)])
    little = len([*takewhile(lambda word: word.casefold() in words_named("particles"), words)])
    place = loud if loud < len(words) and loud else little + 1
    return (last, first) if comma else (" ".join(words[:place]), " ".join(words[place:]))


def words_of(name: str) -> set[tuple[str, ...]]:
    """Return the words of a name as it is compared, in whatever order: its hyphens part words, or join them."""
    said = fold_cell(name.replace(",", " "))
    return {tuple(sorted(said.replace("-", between).split())) for between in (" ", "")}


def without_contacts(cell: str) -> tuple[str, str]:
    """Return a cell of names without an address or a phone's number, and what was left out of it."""
    bare = "\n".join(filter(None, (_CONTACT.sub("", line).strip(" ,;<>()") for line in cell.split("\n"))))
    left = ", ".join(match[0].strip(" ,;<>()\n") for match in _CONTACT.finditer(cell))
    return (bare, left) if left and bare else (cell, "")


def is_address(cell: str) -> bool:
    """Return whether a cell is nothing but an address."""
    return _ADDRESS.fullmatch(cell) is not None


def name_of_address(cell: str) -> str:
    """Return the name that an address alone in a cell is made of, empty where it is none or tells no name."""
    address = _ADDRESS.fullmatch(cell)
    names = address[1].split(".") if address else []
    whole = len(names) > 1 and all(name.replace("-", "").isalpha() for name in names)
    return " ".join(map(str.title, names)) if whole else ""


@frozen()
class Listed:
    """One participant of a list; `party` is the party's name as written, `handle` the id asked for or empty."""

    line: int
    name: str
    party: str = ""
    field: str = ""
    roles: tuple[Role, ...] = ()
    handle: str = ""
    remote: bool = False

    def join(self, other: "Listed") -> "Listed":
        """Return the person with what another row tells of them."""
        return replace(
            self,
            party=self.party or other.party,
            field=self.field or other.field,
            roles=tuple(dict.fromkeys((*self.roles, *other.roles))),
            handle=self.handle or other.handle,
            remote=self.remote or other.remote,
        )

"""The words that lists of people use, and what a cell says by them.

What reads the words says so once, by `learn_lists_from`; they are read when they are first asked for.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, product
from typing import Literal

from kpfacil.model.grammar import lexicon
from kpfacil.model.people import bare_name
from kpfacil.model.value import Shipped, frozen

_NAMES = re.compile(r"[^\s/,;:()]+")
_PARISH = re.compile(r"\bsrk\.?\Z")
_SIGNED = re.compile(r"\A[^\w\s(]+\s+(?=\w)")
_LEGAL = re.compile(r"\w (?:r\.?[yf]|oyj?|ab|ltd|inc)\.?\Z", re.IGNORECASE)
_KIND = re.compile(r"\{([a-z]+)\}")
_COUNT = re.compile(r"\W*\b\d.*\Z", re.DOTALL)
_DATE = re.compile(r"\b(\d{1,2})([./])(0?[1-9]|1[0-2])\b[./]?(?:\d{2,4}\b)?|\b\d{4}-(\d\d)-(\d\d)\b")
_DAY = re.compile(r"(?<![\d.:])([12]?\d|3[01])\b(?![:.]?\d|\s*[ap]m\b)")
"""A number that is neither an hour nor a year."""
_WORD = re.compile(r"[^\W\d_]+")


ListWords = Mapping[str, Mapping[str, Sequence[str]]]
"""Shipped words of lists: by their table and key."""
_words = Shipped[ListWords]()
learn_lists_from = _words.learn_from
"""Takes what gives the words of lists."""
list_words = _words.read
"""Returns the words of lists."""


@lru_cache(maxsize=2**15)
def fold_cell(cell: str) -> str:
    """Return a cell as it is compared: composed, in small letters, with single spaces and without a label's signs."""
    said = unicodedata.normalize("NFC", cell).casefold().replace("’", "'")
    return " ".join(said.split()).strip(" :*\"'")


def is_first_name(word: str) -> bool:
    """Return whether a word, or the first half of a double name, is a common first name."""
    return fold_cell(word.split("-", maxsplit=1)[0]) in lexicon().first


def has_first_name(words: str) -> bool:
    """Return whether one of some words is a common first name."""
    return any(map(is_first_name, _NAMES.findall(words)))


def is_body(words: str) -> bool:
    """Return whether words without a comma name an association, an office or a company rather than a person."""
    said = [] if "," in words else fold_cell(words).split()
    return any(word in words_named("bodies") or word.endswith(endings("bodies")) for word in said)


def has_legal_form(words: str) -> bool:
    """Return whether words end as the full name of a body does: `Nimi ry`, `Party Ltd`."""
    return _LEGAL.search(words) is not None


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


def is_plain_no(cell: str) -> bool:
    """Return whether a cell is a no, or the sign for one in a column of marks."""
    return is_no(cell) or says(cell, "no") or is_one_of(cell, "unmarked")


def is_company(words: str) -> bool:
    """Return whether words stand for people who come with somebody and have no names: `avec`, `+1`, `2 lasta`."""
    said = words.split()
    return said != [] and all(word.lstrip("+").isdecimal() or is_one_of(word, "company") for word in said)


@cache
def words_named(*kinds: str) -> frozenset[str]:
    """Return the words of some kinds: of those beside names, in rows and in headers, or of all roles."""
    tables = list_words()
    roles = [*chain.from_iterable(tables["roles"].values())]
    known = {**tables["names"], **tables["rows"], **tables["asking"], "roles": roles}
    return frozenset(filter(None, chain.from_iterable(known[kind] for kind in kinds)))


@cache
def _beginnings(*kinds: str) -> tuple[str, ...]:
    return tuple(word for word in words_named(*kinds) if not word.endswith("="))


@cache
def pattern(source: str) -> re.Pattern[str]:
    """Return a regular expression in which `{kind}` is any word of that kind."""
    return re.compile(_KIND.sub(lambda kind: _any_word(kind[1]), source))


def _any_word(*kinds: str) -> str:
    return f"(?:{'|'.join(map(re.escape, words_named(*kinds)))})"


@cache
def _beginning(*kinds: str) -> re.Pattern[str]:
    return re.compile(rf"{_any_word(*kinds)}(?:[ ,.:?!]|\Z)")


@cache
def _anywhere(*kinds: str) -> re.Pattern[str]:
    denied = "".join(rf"(?<!\b{word} )" for word in words_named("denials"))
    return re.compile(rf"{denied}(?<!\w){_any_word(*kinds)}(?!\w)")


@cache
def endings(kind: str) -> tuple[str, ...]:
    """Return the words of a kind that are long enough to end a compound: `kunta` does, `ry` does not."""
    return tuple(word for word in words_named(kind) if len(word) > len("r.y."))


@lru_cache(maxsize=4096)
def bare_body(name: str) -> str:
    """Return a party's name as it is compared: folded, without what tells its legal form, a parish written out."""
    return _PARISH.sub("seurakunta", bare_name(fold_cell(name)))


@frozen()
class Coming:
    """What is said of somebody's coming: why they do not, whether remotely, what is not clear, and a missing mark."""

    why: Literal["", "cancelled", "waiting", "devices", "struck"] = ""
    remote: bool = False
    unsure: str = ""
    unmarked: bool = False

    def join(self, other: "Coming") -> "Coming":
        """Return it with what is said elsewhere."""
        if not any((other.why, other.remote, other.unsure, other.unmarked)):
            return self
        return Coming(
            self.why or other.why,
            self.remote or other.remote,
            self.unsure or other.unsure,
            self.unmarked or other.unmarked,
        )


def without_count(words: str) -> str:
    """Return words without a sign before them and a number behind: `✅ Kyllä (3)`, `Ei: 1 ääni`; a sign alone stays."""
    return _COUNT.sub("", _SIGNED.sub("", words)).strip(" :")


_ALONE = {"no": Coming(why="cancelled"), "struck": Coming(why="struck"), "unticked": Coming(unmarked=True)}
"""What words mean that say nothing else."""
_BEGUN = {"cancelled": Coming(why="cancelled"), "waiting": Coming(why="waiting"), "remote": Coming(remote=True)}
"""What words mean that begin so."""


def coming_in(words: str) -> Coming | None:
    """Return what words that head others or stand beside a name say of coming, None where they say nothing of it."""
    said = without_count(words)
    alone = (coming for kind, coming in _ALONE.items() if is_one_of(said, kind))
    heard = next(chain(alone, (coming for kind, coming in _BEGUN.items() if says(said, kind))), None)
    if heard is None and says(said, "unsure", "away"):
        return Coming(unsure=words)
    return Coming() if heard is None and is_one_of(said, "plain", "yes") else heard


def without_days(said: str) -> str:
    """Return a header without its days in numbers."""
    return _DATE.sub(" ", said)


def days_in(said: str) -> set[tuple[int, int]]:
    """Return the months and days in a header: in numbers, or a month by its name with the first number of a day."""
    months = filter(None, map(_month, _WORD.findall(said)))
    days = [int(day) for day in _DAY.findall(said)[:1]]
    return {*chain.from_iterable(map(_days, _DATE.finditer(said))), *product(months, days)}


@lru_cache(maxsize=1024)
def _month(word: str) -> int:
    """Return which month a word names, 0 where it names none."""
    months = enumerate(map(str.split, list_words()["asking"]["months"]), 1)
    return next((at for at, names in months if word + "=" in names or word.startswith(tuple(names))), 0)


def is_of_date(word: str) -> bool:
    """Return whether a word may stand beside a day: a weekday or a month."""
    return is_one_of(word, "weekdays") or _month(word) > 0


def _days(found: re.Match[str]) -> Iterable[tuple[int, int]]:
    """Yield the months and days that a date in a header may be."""
    if found[1] is None:
        return [(int(found[4]), int(found[5]))]
    one, other = int(found[1]), int(found[3])
    return [(other, one), (one, other)] if found[2] == "/" else [(other, one)]

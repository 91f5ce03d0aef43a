"""What the headers of a list say its columns hold."""

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cache, lru_cache
from itertools import filterfalse
from typing import Literal, get_args

from kpfacil.model.value import frozen
from kpfacil.rosters.cells import NAMES, Column, Columns
from kpfacil.rosters.words import (
    begins,
    days_in,
    fold_cell,
    is_of_date,
    is_one_of,
    list_words,
    pattern,
    says,
    tells,
    without_days,
    words_named,
)

_COLUMNS: tuple[Column, ...] = get_args(Column)
_PAIRS = re.compile(r"\s*[,;]\s*(?=[^,;=]+=)")
_SEGMENTS = r"[,/&+()|;]|\b(?:{ands}|{ors})\b"
_WORD = re.compile(r"[^\W_]+|#(?!\d)")
_JOINED = re.compile(r"(?<=\w)-\s*(?:\n|$)|-(?=[^\W\d])")
_ORDER = ("other", "party", "field", "role", "occasion", "id", "first", "last", "name", "stands", "presence", "person")
"""Which of the words in one part of a header tells what its column holds."""
_YES_OR_NO = r"\b(?!{unasking}\b)\w{2,}(?<!k)k[oö]\b|\b{permits}\b|\A(?:{asked}|{stated})\b"
"""A question, or words for a box to be ticked, that a yes or a no answers: nobody's name."""
_CONDITION = r"\A{ifs}\s[^,:?]*\w\b[,:?]*\s*"
_WHO = r"\b{whos}\b"
"""What asks for a name: no yes or no answers it."""
LEGEND = re.compile(r"\b([^\W\d_])\s*=\s*(\w+)")
"""What a letter stands for: `L = läsnä`."""
_LETTERS = re.compile(rf"{LEGEND.pattern}|\b\w(?:\s*/\s*\w)+\b")
_BEFORE_OPTION = re.compile(r"[:\[?–]")

Asked = Literal["this", "else", "presence", "day", "unclear"]
"""What a header asks of: coming to this meeting, another thing, who is or was in the room, another day, or unclear."""


@frozen()
class Header:
    """What the cells of one row say as headers.

    `columns` are those understood; one that asks of a party whether it comes may hold either. `unsure` are those that
    may hold more than one thing or that no word is known of.
    """

    columns: Columns
    unsure: tuple[int, ...] = ()
    known: int = 0
    """How many cells have a word that lists use."""
    usual: frozenset[int] = frozenset()
    """The places of those that are a usual header and nothing more."""

    @property
    def names_people(self) -> bool:
        """Whether there is a column of names, or of first or last names."""
        return bool({"name", "first", "last"} & self.columns.keys())


def read_header(cells: Sequence[str]) -> Header:
    """Read one row as headers."""
    found: dict[Column, list[tuple[int, int]]] = {}
    unsure: list[int] = []
    usual: set[int] = set()
    known = 0
    for index, cell in enumerate(cells):
        if not fold_cell(cell):
            continue
        kind, weight = _meaning(cell)
        usual |= {index} if weight > 1 else set()
        known += kind != ""
        if kind in ("", "several"):
            unsure.append(index)
        for column in _COLUMNS:
            if column in kind.split():
                found.setdefault(column, []).append((-weight, index))
    columns = {column: tuple(index for _, index in sorted(places)) for column, places in found.items()}
    return Header(columns, tuple(unsure), known, frozenset(usual))


def option_in(header: str) -> str:
    """Return the answer that a column is for, empty where it is for none: `Osallistun: Ei`, `Tuletko? [Kyllä]`."""
    option = _BEFORE_OPTION.split(fold_cell(header))[-1].strip(" ]")
    return option if is_one_of(option, "plain", "unsure") else ""


def question_of(header: str) -> str:
    """Return what a header asks behind its condition, `Jos et pääse`; empty where no yes or no answers that."""
    said = fold_cell(header)
    behind = pattern(_CONDITION).sub("", said)
    if behind == said:
        return header
    return behind if pattern(_YES_OR_NO).search(behind) and not pattern(_WHO).search(behind) else ""


def _question(header: str) -> str:
    """Return the question of a header, folded, without the letters that answer it."""
    return fold_cell(_LETTERS.sub("", _JOINED.sub("", question_of(header))))


@cache
def asks_of(header: str, day: date | None = None) -> Asked:
    """Return what a header of a list for the meeting of a day asks of."""
    said = _question(header)
    words = _asking_words(said)
    if _is_apart(header, said, words):
        return "else"
    days = days_in(said)
    if days and day is not None and (day.month, day.day) not in days:
        return "day"
    beside = filter(is_of_date, words) if days else ()
    unknown = set(map(_word_kind, filterfalse(is_plain_word, {*words} - {*beside})))
    return "unclear" if unknown - {"presence"} else "presence" if unknown else "this"


def is_of_day(header: str, day: date | None) -> bool:
    """Return whether a header is nothing but a day, and that of the meeting where it is known."""
    return bool(days_in(fold_cell(header))) and asks_of(header, day) == "this"


def _asking_words(said: str) -> list[str]:
    """Return the words of a header without its dates, and without those of an order where it asks of a state."""
    words = _WORD.findall(without_days(said))
    ordered = "state" in map(_word_kind, words)
    return [word for word in words if not (ordered and begins(word, "ordered"))]


def _is_apart(header: str, said: str, words: list[str]) -> bool:
    """Return whether a header asks for a name, or has words of another thing in it and none of the meeting."""
    named = header != "" == question_of(header) or pattern(_WHO).search(said) is not None
    return named or (any(begins(word, "apart") for word in words) and "occasion" not in map(_word_kind, words))


def is_plain_word(word: str) -> bool:
    """Return whether a word of a header asks of coming to the meeting, or of nothing at all."""
    if word.isdecimal() or word in _plain_words():
        return True
    meeting = any(part.strip("=") in word for part in list_words()["columns"]["occasion"])
    return meeting or (
        _word_kind(word) in ("state", "way", "person", "party", "stands") and not word.endswith("status")
    )


def is_header_word(cell: str) -> bool:
    """Return whether a cell is nothing but the usual header of a column of names."""
    return _whole().get(fold_cell(cell)) in ("name", "first", "last")


def read_choice(written: str) -> dict[Column, str]:
    """Return which columns `Nimi=B,Taho=D` tells; empty where a word names no column, or one is told twice."""
    pairs = [pair.partition("=") for pair in _PAIRS.split(written.strip())]
    meant = [_meaning(word)[0] if where.strip() else "" for word, _, where in pairs]
    places = list(filter(None, (fold_cell(where).strip("-–") for *_, where in pairs)))
    if not {*meant} <= {*_COLUMNS} or any(len(one) > len({*one}) for one in (meant, places)):
        return {}
    return {column: pairs[meant.index(column)][2].strip() for column in _COLUMNS if column in meant}


@lru_cache(maxsize=4096)
def _meaning(cell: str) -> tuple[str, int]:
    """Return what a header says its column holds, and how surely: 2 for a usual header, 1 for words in a longer one."""
    whole = _whole().get(fold_cell(cell))
    if whole is not None:
        return whole, 2
    said = _question(cell)
    if not said:
        return "other", 1
    kinds = list(filter(None, map(_kind_of, pattern(_SEGMENTS).split(said))))
    if pattern(_YES_OR_NO).search(said):
        kinds = _without(kinds, *NAMES, "person")
    if asks_of(cell) == "else":
        return _together(_without(kinds, "state", "way")), 1
    state = (
        tells(cell, "cancelled")
        or says(cell, "away")
        or option_in(cell) == fold_cell(cell)
        or _asks_whether(cell, said)
    )
    return _together(kinds + ["state"] * state + ["way"] * tells(cell, "room")), 1


def _asks_whether(header: str, said: str) -> bool:
    """Return whether a header is a question of coming to this meeting that a yes or a no answers: `Can you come?`."""
    coming = any(begins(word, "coming") for word in _WORD.findall(said))
    return coming and pattern(_YES_OR_NO).search(said) is not None and asks_of(header) == "this"


def _without(kinds: Iterable[str], *gone: str) -> list[str]:
    return ["other" if kind in gone else kind for kind in kinds]


def _together(kinds: list[str]) -> str:
    """Return what the parts of a header mean together; `several` where they say different things."""
    said = {word for kind in kinds for word in kind.split()}
    if sure := _surely(said):
        return sure
    for strong, weak in (("name", {"first", "last", "person"}), ("party", {"stands"}), ("field", {"stands"})):
        if strong in said:
            said -= weak
    if said == {"name", "role"}:
        return "name"
    if said == {"party", "person"}:
        return "party"
    if len(said) > 1:
        return "other" if said <= {"other", "first", "last", "id", "person", "role", "presence"} else "several"
    kind = next(iter(said), "")
    return {"person": "name", "stands": "party", "occasion": "other", "presence": "way"}.get(kind, kind)


def _kind_of(segment: str) -> str:
    """Return what one part of a header says; the first of two words counts in `Rooli järjestössä`."""
    kinds = list(filter(None, map(_word_kind, _WORD.findall(segment))))
    said = set(kinds)
    if sure := _surely(said):
        return sure
    said = said - {"occasion"} if said & {"party", "stands", "field", "role"} else said
    if "other" in said and said & {"party", "field"}:
        return "several"
    if said & {"party", "stands", "other"} and kinds[0] in ("role", "field"):
        return kinds[0]
    return next(filter(said.__contains__, _ORDER), "")


def _surely(said: AbstractSet[str]) -> str:
    """Return what words mean together whatever stands beside them; empty where it depends on that."""
    if "terms" in said:
        return "terms"
    if {"first", "last"} <= said:
        return "name"
    if said & {"state", "way"} and said & {"party", "stands"}:
        return "party state"
    return next((kind for kind in ("way", "state") if kind in said), "")


@lru_cache(maxsize=4096)
def _word_kind(word: str) -> str:
    whole, begun, ended = _words()
    endings = list_words()["compounds"]["endings"]
    if word in whole:
        return whole[word]
    compound = (kind for part, kind in ended if word.find(part) > 0 and word.partition(part)[2] in endings)
    return next(compound, "") or next((kind for part, kind in begun if word.startswith(part)), "")


@cache
def _whole() -> Mapping[str, Column]:
    named = list_words()["headers"]
    return {word: column for column in _COLUMNS for word in named.get(column, [])}


@cache
def _plain_words() -> frozenset[str]:
    """Return the words that may stand beside a question of coming, and those of the answers to one."""
    answers = words_named("cancelled", "away", "room", "remote", "marks", "unmarked", "waiting")
    phrases = (*list_words()["headers"]["state"], *answers)
    words = {word for phrase in phrases for word in _WORD.findall(phrase) if len(word) > 1}
    return words_named("neutral") | words - {"paikalla", "esteitä"}


_Pairs = tuple[tuple[str, str], ...]


@cache
def _words() -> tuple[Mapping[str, str], _Pairs, _Pairs]:
    """Return the whole words, the beginnings with the longest first, and the last parts of compounds."""
    pairs = [(word, kind) for kind, words in list_words()["columns"].items() for word in words]
    whole = {word[:-1]: kind for word, kind in pairs if word.endswith("=")}
    ended = tuple((word[1:], kind) for word, kind in pairs if word.startswith("-"))
    begun = [(word, kind) for word, kind in pairs if word[-1] != "=" and word[0] != "-"]
    return whole, tuple(sorted(begun, key=lambda pair: -len(pair[0]))), ended

"""What is searched for: plain words and conditions, as people type them in Finnish or English."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from typing import Literal, get_args

from kpfacil.capture.grammar import TASK_STATES
from kpfacil.model.days import whole_day
from kpfacil.model.entries import TaskState
from kpfacil.model.fold import fold
from kpfacil.model.grammar import words_of
from kpfacil.model.text import clean_line
from kpfacil.model.value import frozen, frozen_by_name

_Condition = Literal["is", "person", "party", "theme", "from", "to"]


_WORD = re.compile(r"[^\W_]+")
_SHORTEST_STEM = 3


@frozen()
class SearchWord:
    """A word that is searched for, folded, in any of its forms; `stem` is what all its forms hold."""

    word: str
    stem: str
    language: str = "fi"

    def stands_in(self, folded: str) -> bool:
        """Return whether a folded text holds the word itself, or a form of it at the end of some word."""
        if self.word in folded:
            return True
        if self.stem == self.word or self.stem not in folded:
            return False
        forms = (found for found in _WORD.findall(folded) if self.stem in found)
        return any(_stem(found, self.language).endswith(self.stem) for found in forms)


def search_word(word: str, language: str) -> SearchWord:
    """Return what to look for when a word is asked for; a short word, a number and an id have no other forms."""
    folded = fold(word)
    stem = _stem(folded, language) if _WORD.fullmatch(folded) and folded.isalpha() else folded
    return SearchWord(folded, stem if len(stem) >= _SHORTEST_STEM and folded.startswith(stem) else folded, language)


@lru_cache(maxsize=4096)
def _stem(folded: str, language: str) -> str:
    """Return the part of a folded word that stays the same in its forms, as far as endings tell."""
    stem = _stem_of(language)(folded)
    bare = stem.rstrip("aeiouy")
    return bare if len(bare) >= _SHORTEST_STEM else stem


@cache
def _stem_of(language: str) -> Callable[[str], str]:
    # The stemmers of all languages are loaded at once; only a search needs them.
    from snowballstemmer import stemmer  # noqa: PLC0415

    name = next(iter(words_of(f"stemmer.{language}")), "finnish")
    stem_word: Callable[[str], str] = stemmer(name).stemWord
    return stem_word


class BadCondition(ValueError):  # noqa: N818 - what it is
    """A condition whose value cannot be read: `condition` as it was typed."""

    def __init__(self, condition: str) -> None:
        super().__init__(condition)
        self.condition = condition


@frozen_by_name
class Query:
    """What is searched for; what is empty asks for everything. Each of the `words` has to be found, in any form.

    `unfinished` asks for what still waits for somebody: tasks not done, agreements not confirmed, goals under way and
    parked matters. `start` and `end` are the first and last day of the meetings searched.
    """

    words: tuple[SearchWord, ...] = ()
    unfinished: bool = False
    overdue: bool = False
    state: TaskState | None = None
    person: str = ""
    party: str = ""
    theme: str = ""
    start: date | None = None
    end: date | None = None

    @property
    def about_entries(self) -> bool:
        """Whether there is a condition that only an entry can meet."""
        return bool(self.unfinished or self.overdue or self.state or self.person or self.party or self.theme)


def query(typed: Iterable[str], language: str = "fi") -> Query:
    """Return what the words on a command line or in a search box ask for; raises `BadCondition`."""
    asked = Query()
    for word in clean_line(" ".join(typed)).split():
        asked = _with(asked, word, language)
    return asked


def _with(asked: Query, word: str, language: str) -> Query:
    name, colon, value = word.partition(":")
    condition = _condition(fold(name)) if colon else None
    if condition is not None:
        return _meeting(asked, condition, value.replace("_", " "), word)
    if fold(word) in words_of("overdue"):
        return replace(asked, overdue=True)
    if word.startswith("#") and len(word) > 1:
        return replace(asked, theme=fold(word[1:]))
    first, dots, last = word.partition("..")
    if dots and (whole_day(first) or whole_day(last)):
        return _between(asked, first, last, word)
    return replace(asked, words=(*asked.words, search_word(word, language)))


def _between(asked: Query, first: str, last: str, typed: str) -> Query:
    """Return the query for meetings of some days; one of the two may be left out."""
    start, end = _a_day(first, typed), _a_day(last, typed)
    if start and end and end < start:
        raise BadCondition(typed)
    return replace(asked, start=start, end=end)


def _condition(name: str) -> _Condition | None:
    conditions: tuple[_Condition, ...] = get_args(_Condition)
    return next((condition for condition in conditions if name in words_of(f"condition.{condition}")), None)


def _meeting(asked: Query, condition: _Condition, value: str, typed: str) -> Query:
    """Return the query with one condition more; `typed` is the whole of it, for the complaint."""
    if not value:
        raise BadCondition(typed)
    match condition:
        case "is":
            return _in_state(asked, fold(value), typed)
        case "person":
            return replace(asked, person=value)
        case "party":
            return replace(asked, party=value)
        case "theme":
            return replace(asked, theme=fold(value.removeprefix("#")))
        case "from":
            return replace(asked, start=_a_day(value, typed))
        case "to":
            return replace(asked, end=_a_day(value, typed))


def _in_state(asked: Query, word: str, typed: str) -> Query:
    if word in words_of("unfinished"):
        return replace(asked, unfinished=True)
    if word in words_of("overdue"):
        return replace(asked, overdue=True)
    if word not in TASK_STATES:
        raise BadCondition(typed)
    return replace(asked, state=TASK_STATES[word])


def _a_day(written: str, typed: str) -> date | None:
    if not written:
        return None
    found = whole_day(written)
    if found is None:
        raise BadCondition(typed)
    return found

"""What is searched for: plain words and conditions, as people type them in Finnish or English."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from kpfacil.capture.words import TASK_STATES
from kpfacil.model.days import whole_day
from kpfacil.model.entries import TaskState
from kpfacil.model.fold import fold
from kpfacil.model.grammar import said

_Condition = Literal["is", "person", "party", "theme", "from", "to"]


class BadCondition(ValueError):  # noqa: N818 - what it is
    """A condition whose value cannot be read: `condition` as it was typed."""

    def __init__(self, condition: str) -> None:
        super().__init__(condition)
        self.condition = condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is searched for; what is empty asks for everything. `words` are folded, each has to be found.

    `unfinished` asks for what still waits for somebody: tasks not done, agreements not confirmed, goals under way and
    parked matters. `start` and `end` are the first and last day of the meetings searched.
    """

    words: tuple[str, ...] = ()
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


def query(typed: Iterable[str]) -> Query:
    """Return what the words on a command line or in a search box ask for; raises `BadCondition`."""
    asked = Query()
    for word in " ".join(typed).split():
        asked = _with(asked, word)
    return asked


def _with(asked: Query, word: str) -> Query:
    name, colon, value = word.partition(":")
    condition = _condition(fold(name)) if colon and value else None
    if condition is not None:
        return _meeting(asked, condition, value.replace("_", " "), word)
    if fold(word) in said("overdue"):
        return replace(asked, overdue=True)
    if word.startswith("#") and len(word) > 1:
        return replace(asked, theme=fold(word[1:]))
    first, dots, last = word.partition("..")
    if dots and (whole_day(first) or whole_day(last)):
        return replace(asked, start=_a_day(first, word), end=_a_day(last, word))
    return replace(asked, words=(*asked.words, fold(word)))


def _condition(name: str) -> _Condition | None:
    conditions: tuple[_Condition, ...] = get_args(_Condition)
    return next((condition for condition in conditions if name in said(f"condition.{condition}")), None)


def _meeting(asked: Query, condition: _Condition, value: str, typed: str) -> Query:
    """Return the query with one condition more; `typed` is the whole of it, for the complaint."""
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
    if word in said("unfinished"):
        return replace(asked, unfinished=True)
    if word in said("overdue"):
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

"""The words the capture line knows beside names: weekdays, months, states, answers, mandates, resources.

They stand in `content/<language>/grammar.toml`. What people type is recognised in every language at once, whichever
language the screen speaks; a word that two languages have means what the first of them says.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import TypeVar, get_args

from kpfacil.capture.fold import fold
from kpfacil.model.entries import Answer, Fate, Mandate, ResourceKind, TaskState
from kpfacil.model.grammar import vocabulary
from kpfacil.model.table import GoalState

M = TypeVar("M")


class Meanings(Mapping[str, M]):
    """What each word of a group means: a mapping by folded word that is filled when it is first asked."""

    def __init__(self, meanings: Mapping[str, M], *, own_words: bool = False) -> None:
        """Take what each dotted key means; `own_words`: the session file's own words are known too."""
        self._meanings = meanings
        self._own_words = own_words

    def __getitem__(self, word: str) -> M:
        return self._known[word]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    @cached_property
    def _known(self) -> dict[str, M]:
        known: dict[str, M] = {}
        for key, meaning in self._meanings.items():
            for word in said(key):
                known.setdefault(word, meaning)
        if self._own_words:  # contract, section 3: "or any state word"
            known.update({key.rpartition(".")[2]: meaning for key, meaning in self._meanings.items()})
        return known


class Units(Meanings[tuple[str, ResourceKind]]):
    """A unit as it is typed: how it is written down, and the kind of resource that it suggests."""

    def __init__(self, group: str) -> None:
        """Take the first part of the keys: `unit` in `unit.time.h`."""
        super().__init__({})
        self._group = group

    @cached_property
    def _known(self) -> dict[str, tuple[str, ResourceKind]]:
        known: dict[str, tuple[str, ResourceKind]] = {}
        kinds: tuple[ResourceKind, ...] = get_args(ResourceKind)
        for key in vocabulary():
            for kind in kinds:
                if key.startswith(begin := f"{self._group}.{kind}."):
                    known = dict.fromkeys(said(key), (key.removeprefix(begin), kind)) | known
        return known


WEEKDAYS = Meanings({f"weekday.{number}": number - 1 for number in range(1, 8)})
"""Monday is 0."""
MONTHS = Meanings({f"month.{number}": number for number in range(1, 13)})
DAYS_ON = Meanings({f"day-on.{number}": number for number in range(3)})
"""Words for days near the meeting's own."""
EVERYONE = Meanings({"everyone": True})
CONFIRMING = Meanings({"confirmed": True})
"""What stamps an agreement as accepted at the table, or a task as one its owner said yes to."""
TASK_STATES: Meanings[TaskState] = Meanings(
    {f"task-state.{state}": state for state in get_args(TaskState)}, own_words=True
)
GOAL_STATES: Meanings[GoalState] = Meanings(
    {f"goal-state.{state}": state for state in get_args(GoalState)}, own_words=True
)
ANSWERS: Meanings[Answer] = Meanings({f"answer.{answer}": answer for answer in get_args(Answer)}, own_words=True)
MANDATES: Meanings[Mandate] = Meanings({f"mandate.{mandate}": mandate for mandate in get_args(Mandate)})
FATES: Meanings[Fate] = Meanings({f"fate.{fate}": fate for fate in get_args(Fate)})
UNITS = Units("unit")
WAITING_UNITS = Units("waiting-unit")
"""Units of a pledge that could as well be a time to wait, so they alone make no pledge of a task's second part."""

RESOURCES: tuple[ResourceKind, ...] = ("communication", "skill", "volunteers", "equipment", "space", "money", "time")
"""In the order in which a word of two kinds is asked what it says."""


def said(key: str) -> tuple[str, ...]:
    """Return the words of a key, folded, those of every language."""
    return tuple(dict.fromkeys(fold(word) for word in vocabulary().get(key, ())))


@cache
def any_of(key: str) -> str:
    """Return the source of a regular expression for the words of a key, as they are written and folded."""
    words = {*vocabulary().get(key, ()), *said(key)}
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))) or r"(?!)"


@cache
def listing() -> re.Pattern[str]:
    """Return what stands between two names: a comma, `&`, or a word such as *ja*."""
    return re.compile(rf"\s*[,&]\s*|\s+(?:{any_of('and')})\s+", re.IGNORECASE)


@cache
def resource_words() -> re.Pattern[str]:
    """Return what tells the kind of a resource in a folded text, each kind a group of that name."""
    return re.compile("|".join(f"(?P<{kind}>{'|'.join(vocabulary()[f'resource.{kind}'])})" for kind in RESOURCES))

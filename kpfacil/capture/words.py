"""The words the capture line knows beside names: states, answers, mandates, resources.

They stand in `content/<language>/grammar.toml`. What people type is recognised in every language at once, whichever
language the screen speaks; a word that two languages have means what the first of them says.
"""

import re
from functools import cache, cached_property
from typing import get_args

from kpfacil.model.entries import Answer, Fate, Mandate, ResourceKind, TaskState
from kpfacil.model.grammar import Meanings, any_of, said, vocabulary
from kpfacil.model.table import GoalState


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


@cache
def listing() -> re.Pattern[str]:
    """Return what stands between two names: a comma, `&`, or a word such as *ja*."""
    return re.compile(rf"\s*[,&]\s*|\s+(?:{any_of('and')})\s+", re.IGNORECASE)


@cache
def resource_words() -> re.Pattern[str]:
    """Return what tells the kind of a resource in a folded text, each kind a group of that name."""
    return re.compile("|".join(f"(?P<{kind}>{'|'.join(vocabulary()[f'resource.{kind}'])})" for kind in RESOURCES))

"""Erasing a person from a session: the name, the id, and the words that name nobody else."""

import dataclasses
from collections.abc import Callable, Mapping
from functools import cache
from typing import cast, get_args

from kpfacil.model import references, text
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session
from kpfacil.model.value import fields_of, frozen, item_of, with_parts
from kpfacil.model.workings import Proof, Queued

ERASED = "poistettu-"
"""How the ids begin of those who were erased."""


@frozen()
class Forgetting:
    """What takes a person's place: `handles` are old ids with new ones, `cover` gives a text without the name."""

    handles: Mapping[str, str]
    name: str
    cover: Callable[[str], str]

    def apply(self, session: Session) -> Session:
        """Return the session without the person; decisions on words that are no longer there go, and such words."""
        proof = tuple(self._decision_now(one) for one in session.proof if self._stands(one))
        kept = tuple(word for word in session.table.kept_words if self.cover(word) == word)
        table = dataclasses.replace(session.table, kept_words=kept)
        return cast("Session", self._value_without(dataclasses.replace(session, proof=proof, table=table)))

    def _stands(self, one: Proof) -> bool:
        return self.cover(one.text).count(one.word) == one.text.count(one.word)

    def _decision_now(self, one: Proof) -> Proof:
        """Return a decision where it stands now: on other words of a text that names the person, it holds."""
        return dataclasses.replace(one, where=".".join(self.handles.get(part, part) for part in one.where.split(".")))

    def _value_without(self, value: object) -> object:
        """Return a value with every part of it changed that names the person."""
        if not dataclasses.is_dataclass(value) or isinstance(value, type):
            return value
        changes: dict[str, object] = {}
        for name, kind in _fields_of(type(value)).items():
            old: object = getattr(value, name)
            new = self._part(old, kind)
            if new != old:
                changes[name] = new
        if isinstance(value, Participant | Party | Queued):
            changes |= self._person(value)
        return with_parts(value, changes) if changes else value

    def _person(self, value: Participant | Party | Queued) -> dict[str, object]:
        """Return how the person's own row changes; keys of others' programs in it may hold anything, so they go."""
        handle = value.who if isinstance(value, Queued) else value.id
        if handle not in self.handles:
            return {}
        new = self.handles[handle]
        if isinstance(value, Participant):
            return {"id": new, "name": self.name, "public": False, "site": "", "extra": {}}
        return {"who": new} if isinstance(value, Queued) else {"id": new}

    def _part(self, value: object, kind: str) -> object:
        if isinstance(value, tuple):
            return tuple(self._part(one, kind) for one in value)
        if isinstance(value, Mapping):
            return {key: self._part(one, "words") for key, one in value.items()}
        if isinstance(value, list):
            return [self._part(one, kind) for one in value]
        if not isinstance(value, str):
            return self._value_without(value)
        if kind == "handle":
            return self.handles.get(value, value)
        return self.cover(value) if kind == "words" else value


@cache
def _fields_of(cls: type[object]) -> dict[str, str]:
    """Return the fields of a class with what their texts are: ids of people, people's words, or neither."""
    return {field.name: _kind(field) for field in fields_of(cls)}


def _kind(field: "dataclasses.Field[object]") -> str:
    marks = get_args(item_of(field.type)[0])
    if any(isinstance(mark, references.RefersTo) for mark in marks):
        return "handle"
    return "words" if any(isinstance(mark, text.Cleaned) for mark in marks) else ""

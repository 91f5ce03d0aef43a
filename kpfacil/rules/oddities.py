"""Single values that can be read and can't be meant: amounts below nothing, pairs backwards, ids that mean more."""

from collections.abc import Iterator

from kpfacil.model.entries import Offer, Pledge
from kpfacil.model.fold import fold
from kpfacil.model.grammar import words_of
from kpfacil.model.kinds import split_id
from kpfacil.model.meeting import ProgrammeItem
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session, place_in
from kpfacil.model.table import Charter
from kpfacil.model.texts import Sentence
from kpfacil.model.value import frozen
from kpfacil.model.workings import Proof

_PAIR = ("fewest", "most")
_LEAST: dict[type[object], tuple[str, int]] = {
    Pledge: ("amount", 0),
    Offer: ("amount", 0),
    ProgrammeItem: ("minutes", 0),
    Proof: ("nth", 1),
    Charter: ("parties_min", 0),
}
"""The least that a number can be."""


@frozen(kw_only=True)
class Finding(Sentence):
    """One finding. `path` is its place in the file, such as `tasks[2].due`, the first block being 1; else empty."""

    path: str = ""


def oddities(session: Session) -> Iterator[Finding]:
    """Yield each value that can't be meant, with its place and the right form."""
    yield from _numbers(session)
    yield from _pairs(session.table.charter or Charter())
    yield from _handles(session)
    yield from _odd_replacements(session)


def _numbers(session: Session) -> Iterator[Finding]:
    placed = [(place_in(block, number), value) for block, number, value in session.values()]
    placed += [("table.charter", session.table.charter)]
    for number, task in enumerate(session.tasks, start=1):
        placed += [(f"tasks[{number}].resources[{at}]", pledge) for at, pledge in enumerate(task.resources, start=1)]
    for path, value in placed:
        name, least = _LEAST.get(type(value), ("", 0))
        amount: int | float | None = getattr(value, name, None)
        if amount is not None and amount < least:
            details = {"number": amount, "least": least}
            yield Finding(key="rule.too-small", details=details, path=f"{path}.{name}")


def _pairs(charter: Charter) -> Iterator[Finding]:
    for name, numbers in (("seats", charter.seats), ("meetings_per_year", charter.meetings_per_year)):
        if len(numbers) > len(_PAIR) or list(numbers) != sorted(numbers) or min(numbers, default=0) < 0:
            right = f"{name} = {[max(0, min(numbers)), max(0, *numbers)]}"
            yield Finding(key="rule.no-pair", details={"right": right}, path=f"table.charter.{name}")


def _handles(session: Session) -> Iterator[Finding]:
    for block, number, value in session.values():
        if isinstance(value, Party | Participant) and (
            split_id(value.id.upper()) or fold(value.id) in words_of("everyone")
        ):
            details = {"id": value.id, "right": f"{value.id}-1"}
            yield Finding(key="rule.handle-means-other", details=details, path=f"{place_in(block, number)}.id")


def _odd_replacements(session: Session) -> Iterator[Finding]:
    """Yield those who stand in their own place, or in that of somebody who stands in theirs."""
    old = {person.id: person.replaces for person in session.participants}
    for number, person in enumerate(session.participants, start=1):
        chain, at = {""}, person.replaces
        while at not in chain and at != person.id:
            chain.add(at)
            at = old.get(at, "")
        if at == person.id:
            details = {"name": person.name}
            yield Finding(key="rule.replaces-self", details=details, path=f"participants[{number}].replaces")

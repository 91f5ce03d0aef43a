"""What the table has: pledges and offers that add up by party, kind and unit (all resources come into use)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from kpfacil.model.entries import Offer, Pledge, ResourceKind, Task
from kpfacil.model.session import Session
from kpfacil.model.value import frozen
from kpfacil.rules.presence import parties_expected

_FEWEST = 3
"""Fewer promises than this say nothing of who carries the load."""


Thing = TypeVar("Thing", Pledge, Offer)


@frozen(kw_only=True)
class Sum:
    """What adds up of one kind and unit: the amount (0 where none was said) and in how many promises or offers."""

    kind: ResourceKind
    unit: str
    amount: int | float
    count: int


@frozen(kw_only=True)
class Giver:
    """What one party pledged and offered, and how many tasks it owns; `party` empty gathers those who have none."""

    party: str
    pledged: tuple[Sum, ...]
    offered: tuple[Sum, ...]
    tasks: int
    promises: int
    """Pledges and tasks together."""


@frozen(kw_only=True)
class Resources:
    """The table's resources. `silent` are the expected parties that have given nothing yet, `heavy` carries most."""

    givers: tuple[Giver, ...]
    pledged: tuple[Sum, ...]
    offered: tuple[Sum, ...]
    silent: tuple[str, ...]
    heavy: str


def resources(session: Session) -> Resources:
    """Return what is pledged to the tasks that live or are done, and what is offered and not tied to a task yet."""
    tasks = [task for task in session.tasks if task.state != "lapsed"]
    pledges = [pledge for task in tasks for pledge in task.resources]
    offers = [offer for offer in session.offers if not offer.task]
    givers = _givers(session, tasks, pledges, offers)
    given = {giver.party for giver in givers}
    return Resources(
        givers=givers,
        pledged=sums(pledges),
        offered=sums(offers),
        silent=tuple(party for party in parties_expected(session) if party not in given),
        heavy=_heavy(givers),
    )


def sums(things: Iterable[Pledge | Offer]) -> tuple[Sum, ...]:
    """Return the sums by kind and unit, in the order in which each came up first."""
    amounts: dict[tuple[ResourceKind, str], list[int | float]] = {}
    for thing in things:
        amounts.setdefault((thing.kind, thing.unit), []).append(thing.amount or 0)
    return tuple(
        Sum(kind=kind, unit=unit, amount=sum(given), count=len(given)) for (kind, unit), given in amounts.items()
    )


def together(*lists: tuple[Sum, ...]) -> tuple[Sum, ...]:
    """Return several lists of sums as one, by kind and unit."""
    made: dict[tuple[ResourceKind, str], Sum] = {}
    for one in (one for some in lists for one in some):
        old = made.get((one.kind, one.unit))
        made[one.kind, one.unit] = (
            one if old is None else replace(old, amount=old.amount + one.amount, count=old.count + one.count)
        )
    return tuple(made.values())


def by_unit(total: Iterable[Sum]) -> dict[str, int | float]:
    """Return the amounts by unit alone: hours, euros, pieces; what has no unit or no amount is left out."""
    amounts: dict[str, int | float] = {}
    for part in total:
        if part.unit and part.amount:
            amounts[part.unit] = amounts.get(part.unit, 0) + part.amount
    return amounts


def _givers(session: Session, tasks: list[Task], pledges: list[Pledge], offers: list[Offer]) -> tuple[Giver, ...]:
    """Return the parties that give something in their order, then those who stand for none."""
    owned = Counter(party for task in tasks for party in {session.party_of(owner) for owner in task.owners})
    pledged, offered = _by_party(session, pledges), _by_party(session, offers)
    named = {*owned, *pledged, *offered}
    return tuple(
        _giver(party, pledged.get(party, []), offered.get(party, []), owned[party])
        for party in (*(party.id for party in session.parties), "")
        if party in named
    )


def _by_party(session: Session, things: Iterable[Thing]) -> dict[str, list[Thing]]:
    found: dict[str, list[Thing]] = {}
    for thing in things:
        found.setdefault(session.party_of(thing.by), []).append(thing)
    return found


def _giver(party: str, pledged: list[Pledge], offered: list[Offer], tasks: int) -> Giver:
    return Giver(
        party=party,
        pledged=sums(pledged),
        offered=sums(offered),
        tasks=tasks,
        promises=len(pledged) + tasks,
    )


def _heavy(givers: tuple[Giver, ...]) -> str:
    """Return the party with more than half of the promises, where there are enough of them to tell."""
    total = sum(giver.promises for giver in givers)
    if total < _FEWEST:
        return ""
    return next((giver.party for giver in givers if giver.promises * 2 > total), "")

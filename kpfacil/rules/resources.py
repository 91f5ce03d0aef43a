"""What the table has: pledges and offers that add up by party, kind and unit (all resources come into use)."""

from collections import Counter
from collections.abc import Iterable

from kpfacil.model.entries import Offer, Pledge, ResourceKind, Task
from kpfacil.model.session import Session
from kpfacil.model.value import frozen_by_name
from kpfacil.rules.presence import in_party_order, parties_expected

_FEWEST = 3
"""Fewer promises than this say nothing of who carries the load."""


@frozen_by_name
class Sum:
    """What adds up of one kind and unit: the amount (0 where none was said) and in how many promises or offers."""

    kind: ResourceKind
    unit: str
    amount: int | float
    count: int


@frozen_by_name
class Giver:
    """What one party gives, and how many tasks it owns; `party` empty gathers those who have none."""

    party: str
    given: tuple[Pledge | Offer, ...]
    tasks: int

    @property
    def pledged(self) -> tuple[Sum, ...]:
        """The sums of what is promised to tasks."""
        return sums(one for one in self.given if isinstance(one, Pledge))

    @property
    def offered(self) -> tuple[Sum, ...]:
        """The sums of what is not tied to a task yet."""
        return sums(one for one in self.given if isinstance(one, Offer))

    @property
    def promises(self) -> int:
        """Pledges and tasks together."""
        return sum(isinstance(one, Pledge) for one in self.given) + self.tasks


@frozen_by_name
class Resources:
    """The table's resources. `silent` are the expected parties that have given nothing yet, `heavy` carries most."""

    givers: tuple[Giver, ...]
    total: tuple[Sum, ...]
    silent: tuple[str, ...]
    heavy: str


def resources(session: Session) -> Resources:
    """Return what is pledged to the tasks that live or are done, and what is offered and not tied to a task yet."""
    tasks = [task for task in session.tasks if task.state != "lapsed"]
    given: list[Pledge | Offer] = [pledge for task in tasks for pledge in task.resources]
    given += [offer for offer in session.offers if not offer.task]
    givers = _givers(session, tasks, given)
    giving = {giver.party for giver in givers}
    silent = tuple(party for party in parties_expected(session) if party not in giving)
    return Resources(givers=givers, total=sums(given), silent=silent, heavy=_heavy(givers))


def _givers(session: Session, tasks: Iterable[Task], given: Iterable[Pledge | Offer]) -> tuple[Giver, ...]:
    """Return the parties that give something in their order, then those who stand for none."""
    owned = Counter(party for task in tasks for party in {session.party_of(owner) for owner in task.owners})
    by_party: dict[str, list[Pledge | Offer]] = {}
    for thing in given:
        by_party.setdefault(session.party_of(thing.by), []).append(thing)
    parties = in_party_order(session, {*owned, *by_party})
    return tuple(Giver(party=one, given=tuple(by_party.get(one, ())), tasks=owned[one]) for one in parties)


def sums(things: Iterable[Pledge | Offer]) -> tuple[Sum, ...]:
    """Return the sums by kind and unit, in the order in which each came up first."""
    amounts: dict[tuple[ResourceKind, str], list[int | float]] = {}
    for thing in things:
        amounts.setdefault((thing.kind, thing.unit), []).append(thing.amount or 0)
    return tuple(
        Sum(kind=kind, unit=unit, amount=sum(given), count=len(given)) for (kind, unit), given in amounts.items()
    )


def by_unit(total: Iterable[Sum]) -> dict[str, int | float]:
    """Return the amounts by unit alone: hours, euros, pieces; what has no unit or no amount is left out."""
    amounts: dict[str, int | float] = {}
    for part in total:
        if part.unit and part.amount:
            amounts[part.unit] = amounts.get(part.unit, 0) + part.amount
    return amounts


def _heavy(givers: tuple[Giver, ...]) -> str:
    """Return the party with more than half of the promises, where there are enough of them to tell."""
    total = sum(giver.promises for giver in givers)
    if total < _FEWEST:
        return ""
    return next((giver.party for giver in givers if giver.promises * 2 > total), "")

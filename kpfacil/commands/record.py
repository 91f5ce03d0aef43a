"""Recording what was just said."""

from dataclasses import replace

from kpfacil.commands.base import Refused, Scene, found_as, number
from kpfacil.model.entries import Entry, Offer, Pledge, ResourceKind, Task
from kpfacil.model.kinds import kind_of, speakers
from kpfacil.model.session import Session
from kpfacil.model.text import Line, Words
from kpfacil.model.value import value

NEW = ""
"""The id of an entry that has yet to be recorded."""


def mark_present(session: Session, who: tuple[str, ...]) -> Session:
    """Return the session where those who spoke and were expected are present."""
    people = tuple(
        replace(person, presence="present") if person.id in who and person.presence == "expected" else person
        for person in session.participants
    )
    return session if people == session.participants else replace(session, participants=people)


@value
class Record:
    """Record an entry as it was said; its id, phase, step and moment are given here, whatever they were.

    `everyone` says that its people came from *kaikki*, which marks nobody as present.
    """

    entry: Entry
    everyone: bool = False

    def apply(self, session: Session, scene: Scene) -> Session:
        kind = kind_of(self.entry)
        entry_id, session = number(session, kind)
        here = session.meeting
        entry = replace(self.entry, id=entry_id, phase=here.phase, step=here.step, at=scene.now)
        if isinstance(entry, Task):
            entry = replace(entry, raised_on=here.date, resources=name_giver(entry.resources, entry.owners))
        session = session.with_kind(kind, (*session.entries_of(kind), entry))
        return session if self.everyone else mark_present(session, speakers(entry))


def name_giver(resources: tuple[Pledge, ...], owners: tuple[str, ...]) -> tuple[Pledge, ...]:
    """Return the pledges with a single owner as the giver of those that name nobody; several owners give together."""
    if len(owners) != 1:
        return resources
    return tuple(pledge if pledge.by else replace(pledge, by=owners[0]) for pledge in resources)


@value
class RewriteOffer:
    """Say an offer in other words: what and how much is given are read from them anew."""

    offer: str
    text: Words
    kind: ResourceKind = "other"
    amount: int | float | None = None
    unit: Line = ""

    def apply(self, session: Session, scene: Scene) -> Session:
        if not self.text.strip():
            raise Refused("empty-text", id=self.offer)
        said = replace(
            found_as(session, self.offer, Offer), text=self.text, kind=self.kind, amount=self.amount, unit=self.unit
        )
        return session.with_entry(said)

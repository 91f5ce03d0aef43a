"""Recording what was just said: one command for each kind of entry."""

from dataclasses import replace
from datetime import date

from kpfacil.commands.base import Refused, Scene, found_as, number
from kpfacil.model.entries import Agreement, Idea, Note, Offer, Parked, Pledge, Remark, ResourceKind, Task
from kpfacil.model.session import Session
from kpfacil.model.text import Line, Words
from kpfacil.model.value import value


def speaking(session: Session, who: tuple[str, ...]) -> Session:
    """Return the session where those who spoke and were expected are present (contract, section 1)."""
    if not any(person.presence == "expected" and person.id in who for person in session.participants):
        return session
    people = tuple(
        replace(person, presence="present") if person.id in who and person.presence == "expected" else person
        for person in session.participants
    )
    return replace(session, participants=people)


def _heard(session: Session, by: tuple[str, ...], *, everyone: bool) -> Session:
    return session if everyone else speaking(session, by)


@value
class AddIdea:
    """Record an idea. `everyone` says that `by` came from *kaikki*, which marks nobody as present."""

    text: Words
    by: tuple[str, ...] = ()
    theme: Line = ""
    everyone: bool = False

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the idea."""
        entry_id, session = number(_heard(session, self.by, everyone=self.everyone), "idea")
        place = session.meeting
        idea = Idea(
            id=entry_id,
            text=self.text,
            by=self.by,
            theme=self.theme,
            phase=place.phase,
            step=place.step,
            at=scene.now,
        )
        return replace(session, ideas=(*session.ideas, idea))


@value
class AddAgreement:
    """Record something agreed."""

    text: Words
    by: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    everyone: bool = False

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the agreement."""
        entry_id, session = number(_heard(session, self.by, everyone=self.everyone), "agreement")
        place = session.meeting
        agreement = Agreement(
            id=entry_id,
            text=self.text,
            by=self.by,
            origin=self.origin,
            phase=place.phase,
            step=place.step,
            at=scene.now,
        )
        return replace(session, agreements=(*session.agreements, agreement))


@value
class AddTask:
    """Record who does what, by when and with which resources; nobody is assumed to be the owner."""

    text: Words
    owners: tuple[str, ...] = ()
    due: date | None = None
    due_text: Line = ""
    resources: tuple[Pledge, ...] = ()
    origin: tuple[str, ...] = ()

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the task, raised in this meeting."""
        entry_id, session = number(session, "task")
        place = session.meeting
        task = Task(
            id=entry_id,
            text=self.text,
            owners=self.owners,
            due=self.due,
            due_text=self.due_text,
            resources=given(self.resources, self.owners),
            origin=self.origin,
            raised_on=place.date,
            phase=place.phase,
            step=place.step,
            at=scene.now,
        )
        return replace(session, tasks=(*session.tasks, task))


def given(resources: tuple[Pledge, ...], owners: tuple[str, ...]) -> tuple[Pledge, ...]:
    """Return the pledges with the first owner as the giver of those that name nobody (contract, section 3)."""
    if not owners:
        return resources
    return tuple(pledge if pledge.by else replace(pledge, by=owners[0]) for pledge in resources)


@value
class AddParked:
    """Leave a matter waiting."""

    text: Words
    by: tuple[str, ...] = ()
    theme: Line = ""
    origin: tuple[str, ...] = ()
    everyone: bool = False

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the parked matter."""
        entry_id, session = number(_heard(session, self.by, everyone=self.everyone), "parked")
        place = session.meeting
        parked = Parked(
            id=entry_id,
            text=self.text,
            by=self.by,
            theme=self.theme,
            origin=self.origin,
            phase=place.phase,
            step=place.step,
            at=scene.now,
        )
        return replace(session, parked=(*session.parked, parked))


@value
class AddRemark:
    """Record something said that is neither an idea nor agreed."""

    text: Words
    by: tuple[str, ...] = ()
    everyone: bool = False

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the remark."""
        entry_id, session = number(_heard(session, self.by, everyone=self.everyone), "remark")
        place = session.meeting
        remark = Remark(id=entry_id, text=self.text, by=self.by, phase=place.phase, step=place.step, at=scene.now)
        return replace(session, remarks=(*session.remarks, remark))


@value
class AddNote:
    """Record the facilitator's own note."""

    text: Words

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the note."""
        entry_id, session = number(session, "note")
        place = session.meeting
        note = Note(id=entry_id, text=self.text, phase=place.phase, step=place.step, at=scene.now)
        return replace(session, notes=(*session.notes, note))


@value
class AddOffer:
    """Record what somebody could give, before there is a task for it."""

    text: Words
    by: str = ""
    kind: ResourceKind = "other"
    amount: int | float | None = None
    unit: Line = ""

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the offer."""
        entry_id, session = number(speaking(session, (self.by,)), "offer")
        place = session.meeting
        offer = Offer(
            id=entry_id,
            text=self.text,
            by=self.by,
            kind=self.kind,
            amount=self.amount,
            unit=self.unit,
            phase=place.phase,
            step=place.step,
            at=scene.now,
        )
        return replace(session, offers=(*session.offers, offer))


@value
class RewriteOffer:
    """Say an offer in other words: what and how much is given are read from them anew."""

    offer: str
    text: Words
    kind: ResourceKind = "other"
    amount: int | float | None = None
    unit: Line = ""

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the offer changed; raises `Refused` for an empty text or what is no offer."""
        del scene
        if not self.text.strip():
            raise Refused("empty-text", id=self.offer)
        said = replace(
            found_as(session, self.offer, Offer), text=self.text, kind=self.kind, amount=self.amount, unit=self.unit
        )
        return session.with_entry(said)

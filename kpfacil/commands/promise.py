"""From idea to promise: agreements and tasks out of ideas, consent, mandates, offers tied to tasks."""

from dataclasses import replace
from datetime import date

from kpfacil.commands.base import Refused, Scene, found, found_as
from kpfacil.commands.record import NEW, Record, speaking
from kpfacil.model.consents import unanswered
from kpfacil.model.entries import Agreement, Answer, Consent, Idea, Mandate, Offer, Parked, Pledge, Remark, Task
from kpfacil.model.session import Session
from kpfacil.model.text import Line, Words
from kpfacil.model.value import value


@value
class ToAgreement:
    """Make an agreement of an idea, a remark or a parked matter, in its words or in new ones; its origin is kept."""

    entry: str
    text: Words = ""
    by: tuple[str, ...] = ()

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the agreement; an idea goes forward, a parked matter is no longer parked."""
        entry = found(session, self.entry)
        if not isinstance(entry, Idea | Parked | Remark):
            raise Refused("cannot-agree-on", id=self.entry)
        made = Agreement(id=NEW, text=self.text or entry.text, by=self.by or entry.by, origin=(entry.id,))
        return Record(entry=made, everyone=True).apply(_moved_on(session, entry), scene)


@value
class ToTask:
    """Make a task of an idea, an agreement, a remark or a parked matter. Nobody is assumed to own it."""

    entry: str
    text: Words = ""
    owners: tuple[str, ...] = ()
    due: date | None = None
    due_text: Line = ""
    resources: tuple[Pledge, ...] = ()

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the task; its origin is kept."""
        entry = found(session, self.entry)
        if not isinstance(entry, Idea | Agreement | Parked | Remark):
            raise Refused("cannot-task", id=self.entry)
        made = Task(
            id=NEW,
            text=self.text or entry.text,
            owners=self.owners,
            due=self.due,
            due_text=self.due_text,
            resources=self.resources,
            origin=(entry.id,),
        )
        return Record(entry=made).apply(_moved_on(session, entry), scene)


def _moved_on(session: Session, entry: Idea | Agreement | Parked | Remark) -> Session:
    """Return the session where an idea goes forward and a parked matter is parked no more; the rest stays."""
    if isinstance(entry, Idea):
        return session.with_entry(replace(entry, fate="forward"))
    return session.without(entry.id) if isinstance(entry, Parked) else session


@value
class ToIdea:
    """Make an idea of a remark, which stays as it was said."""

    remark: str

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the idea."""
        remark = found_as(session, self.remark, Remark)
        return Record(entry=Idea(id=NEW, text=remark.text, by=remark.by), everyone=True).apply(session, scene)


@value
class Park:
    """Leave an idea or a remark waiting: a parked matter with its words takes an idea's place."""

    entry: str

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the matter parked; raises `Refused` where it is parked already."""
        entry = found(session, self.entry)
        if not isinstance(entry, Idea | Remark):
            raise Refused("not-an-idea", id=self.entry)
        if isinstance(entry, Idea):
            if entry.fate == "parked":
                raise Refused("parked-already", id=entry.id)
            session = session.with_entry(replace(entry, fate="parked"))
        theme = entry.theme if isinstance(entry, Idea) else ""
        made = Parked(id=NEW, text=entry.text, by=entry.by, theme=theme, origin=(entry.id,))
        return Record(entry=made, everyone=True).apply(session, scene)


@value
class SetNextStep:
    """Say what happens next to a parked matter."""

    entry: str
    text: Words

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the parked matter's next step."""
        del scene
        return session.with_entry(replace(found_as(session, self.entry, Parked), next_step=self.text))


@value
class RecordConsent:
    """Record how people or parties answer in the consent round; a later answer replaces an earlier one."""

    agreement: str
    who: tuple[str, ...]
    answer: Answer
    reason: Words = ""

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the answers."""
        del scene
        agreement = found_as(session, self.agreement, Agreement)
        kept = tuple(consent for consent in agreement.consent if consent.who not in self.who)
        day = session.meeting.date
        new = tuple(Consent(who=who, answer=self.answer, reason=self.reason, on=day) for who in self.who)
        session = session.with_entry(replace(agreement, consent=(*kept, *new)))
        return session if self.answer == "absent" else speaking(session, self.who)


@value
class ConsentRest:
    """Record one answer for all who are present or remote and have not answered yet (`S2 kaikki: kyllä`)."""

    agreement: str
    answer: Answer
    reason: Words = ""

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the answers; raises `Refused` where nobody is left to answer."""
        rest = unanswered(session, found_as(session, self.agreement, Agreement))
        if not rest:
            raise Refused("nobody-left-to-answer", id=self.agreement)
        made = RecordConsent(agreement=self.agreement, who=rest, answer=self.answer, reason=self.reason)
        return made.apply(session, scene)


@value
class WithdrawConsent:
    """Take one answer of a consent round back."""

    agreement: str
    who: str

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session without that answer."""
        del scene
        agreement = found_as(session, self.agreement, Agreement)
        kept = tuple(consent for consent in agreement.consent if consent.who != self.who)
        return session.with_entry(replace(agreement, consent=kept))


@value
class SetMandate:
    """Say who can make a promise true: the one who gave it, their organisation, or decision makers."""

    entry: str
    mandate: Mandate
    carrier: str = ""
    due: date | None = None

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the mandate, and who carries the matter and by when."""
        del scene
        entry = found(session, self.entry)
        if not isinstance(entry, Agreement | Task):
            raise Refused("no-mandate-here", id=self.entry)
        carrier = "" if self.mandate == "self" else self.carrier or entry.carrier
        due = None if self.mandate == "self" else self.due or entry.carrier_due
        return session.with_entry(replace(entry, mandate=self.mandate, carrier=carrier, carrier_due=due))


@value
class TieOffer:
    """Tie an offer to a task: it becomes a pledge of the one who offered."""

    offer: str
    task: str

    def apply(self, session: Session, scene: Scene) -> Session:
        """Return the session with the pledge on the task and the offer marked as used."""
        del scene
        offer = found_as(session, self.offer, Offer)
        if offer.task:
            raise Refused("offer-used", id=offer.id, task=offer.task)
        task = found_as(session, self.task, Task)
        pledge = Pledge(text=offer.text, by=offer.by, kind=offer.kind, amount=offer.amount, unit=offer.unit)
        session = session.with_entry(replace(task, resources=(*task.resources, pledge)))
        return session.with_entry(replace(offer, task=task.id))

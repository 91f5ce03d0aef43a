"""From idea to promise: agreements and tasks out of ideas, consent, mandates, offers tied to tasks."""

from dataclasses import replace
from datetime import date

from kpfacil.commands.base import Refused, Scene, find_entry, found_as
from kpfacil.commands.record import NEW, Record, speaking
from kpfacil.model.entries import Agreement, Answer, Consent, Hands, Idea, Mandate, Offer, Parked, Pledge, Remark, Task
from kpfacil.model.session import Session, still_to_answer
from kpfacil.model.text import Line, Words
from kpfacil.model.value import value


@value
class ToAgreement:
    """Make an agreement of an idea, a remark or a parked matter, in its words or in new ones; its origin is kept."""

    entry: str
    text: Words = ""
    by: tuple[str, ...] = ()

    def apply(self, session: Session, scene: Scene) -> Session:
        entry = find_entry(session, self.entry)
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
        entry = find_entry(session, self.entry)
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
    """Make an idea of a remark: it takes the remark's place."""

    remark: str

    def apply(self, session: Session, scene: Scene) -> Session:
        remark = found_as(session, self.remark, Remark)
        made = Record(entry=Idea(id=NEW, text=remark.text, by=remark.by), everyone=True)
        return made.apply(session.without(remark.id), scene)


@value
class Park:
    """Leave an idea or a remark waiting: a parked matter with its words takes an idea's place."""

    entry: str

    def apply(self, session: Session, scene: Scene) -> Session:
        entry = find_entry(session, self.entry)
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
        return session.with_entry(replace(found_as(session, self.entry, Parked), next_step=self.text))


@value
class RecordConsent:
    """Record how people or parties answer in the consent round; a later answer replaces one given to the same words.

    A whole round of yes confirms the agreement, a no takes the stamp off.
    """

    agreement: str
    who: tuple[str, ...]
    answer: Answer
    reason: Words = ""

    def apply(self, session: Session, scene: Scene) -> Session:
        agreement = found_as(session, self.agreement, Agreement)
        here = session.meeting
        kept = tuple(consent for consent in agreement.consent if consent.text or consent.who not in self.who)
        new = tuple(
            Consent(who=who, answer=self.answer, reason=self.reason, on=here.date, meeting=here.name)
            for who in self.who
        )
        agreement = replace(agreement, consent=(*kept, *new))
        session = session if self.answer == "absent" else speaking(session, self.who)
        if _all_agree(session, agreement):
            agreement = replace(agreement, confirmed=True, confirmed_text="")
        return session.with_entry(replace(agreement, confirmed=agreement.confirmed and not agreement.blocked))


def _all_agree(session: Session, agreement: Agreement) -> bool:
    """Return whether everybody here, and everybody who may still come, has said yes to its words."""
    yes = {consent.who for consent in agreement.answers if consent.answer == "yes"}
    return (
        agreement.state == "open"
        and len(yes) == len(agreement.answers)
        and all(person.id in yes or person.party in yes for person in session.participants if person.may_answer)
    )


@value
class ConsentRest:
    """Record one answer for all who are present or remote and have not answered yet (`S2 kaikki: kyllä`)."""

    agreement: str
    answer: Answer
    reason: Words = ""

    def apply(self, session: Session, scene: Scene) -> Session:
        rest = still_to_answer(session, found_as(session, self.agreement, Agreement))
        if not rest:
            raise Refused("nobody-left-to-answer", id=self.agreement)
        made = RecordConsent(agreement=self.agreement, who=rest, answer=self.answer, reason=self.reason)
        return made.apply(session, scene)


@value
class WithdrawConsent:
    """Take one answer of a consent round back; what was confirmed by a whole round is so no more."""

    agreement: str
    who: str

    def apply(self, session: Session, scene: Scene) -> Session:
        agreement = found_as(session, self.agreement, Agreement)
        kept = tuple(consent for consent in agreement.consent if consent.text or consent.who != self.who)
        confirmed = agreement.confirmed and not _all_agree(session, agreement)
        return session.with_entry(replace(agreement, consent=kept, confirmed=confirmed))


@value
class CountHands:
    """Keep a show of hands on an agreement, in the place of an earlier one; None takes it away. It stamps nothing."""

    agreement: str
    hands: Hands | None

    def apply(self, session: Session, scene: Scene) -> Session:
        return session.with_entry(replace(found_as(session, self.agreement, Agreement), hands=self.hands))


@value
class RewritePledge:
    """Say one pledge of a task in other words, from 0 on; the owner's yes was given to the old ones."""

    task: str
    nth: int
    pledge: Pledge

    def apply(self, session: Session, scene: Scene) -> Session:
        task = found_as(session, self.task, Task)
        resources = tuple(self.pledge if at == self.nth else old for at, old in enumerate(task.resources))
        return session.with_entry(replace(task, resources=resources, confirmed=False))


@value
class SetMandate:
    """Say who can make a promise true: the one who gave it, their organisation, or decision makers."""

    entry: str
    mandate: Mandate
    carrier: str = ""
    due: date | None = None

    def apply(self, session: Session, scene: Scene) -> Session:
        entry = find_entry(session, self.entry)
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
        offer = found_as(session, self.offer, Offer)
        if offer.task:
            raise Refused("offer-used", id=offer.id, task=offer.task)
        task = found_as(session, self.task, Task)
        pledge = Pledge(text=offer.text, by=offer.by, kind=offer.kind, amount=offer.amount, unit=offer.unit)
        session = session.with_entry(replace(task, resources=(*task.resources, pledge), confirmed=False))
        return session.with_entry(replace(offer, task=task.id))

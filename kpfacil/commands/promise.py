"""From idea to promise: agreements and tasks out of ideas, consent, mandates, offers tied to tasks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kpfacil.commands.base import Refused, Scene, TaskChange, find_entry, found_as, require_at_table
from kpfacil.commands.record import Record, mark_present
from kpfacil.model.entries import (
    Agreement,
    Answer,
    Consent,
    Entry,
    Hands,
    Idea,
    Mandate,
    Offer,
    Parked,
    Pledge,
    Remark,
    Task,
)
from kpfacil.model.session import Session, still_to_answer
from kpfacil.model.text import Words
from kpfacil.model.value import value

_SOURCES: dict[type[Entry], tuple[tuple[type[Entry], ...], str]] = {
    Idea: ((Remark,), "not-a-remark"),
    Agreement: ((Idea, Parked, Remark), "cannot-agree-on"),
    Task: ((Idea, Parked, Remark, Agreement), "cannot-task"),
    Parked: ((Idea, Remark), "not-an-idea"),
}
"""What each kind can be made of, and the refusal where it cannot."""


@value
class MakeOf:
    """Make something new of an entry: in its words and from its people where it has none of its own.

    An idea goes forward or is parked; a parked matter is parked no more, and an idea takes the place of its remark.
    Nobody is assumed to own a task.
    """

    entry: str
    made: Idea | Agreement | Task | Parked

    def apply(self, session: Session, scene: Scene) -> Session:
        old, made = find_entry(session, self.entry), self.made
        sources, refusal = _SOURCES[type(made)]
        if not isinstance(old, sources) or not isinstance(old, Idea | Agreement | Parked | Remark):
            raise Refused(refusal, id=self.entry)
        made = replace(made, text=made.text or _whole_text(old))
        if not isinstance(made, Task):
            made = replace(made, by=made.by or old.by)
        if not isinstance(made, Idea):
            made = replace(made, origin=(old.id,))
        if isinstance(made, Parked) and isinstance(old, Idea):
            made = replace(made, theme=old.theme)
        session = _moved_on(session, old, made)
        return Record(entry=made, everyone=not isinstance(made, Task)).apply(session, scene)


def _whole_text(old: Entry) -> str:
    """Return the words of an entry that something is made of, with what was to happen next to it."""
    return f"{old.text} – {old.next_step}" if isinstance(old, Parked) and old.next_step else old.text


def _moved_on(session: Session, old: Entry, made: Entry) -> Session:
    """Return the session as it is with an entry that something was made of."""
    match old:
        case Idea(fate="parked") if isinstance(made, Parked):
            raise Refused("parked-already", id=old.id)
        case Idea():
            return session.with_entry(replace(old, fate="parked" if isinstance(made, Parked) else "forward"))
        case Remark() if not isinstance(made, Idea):
            return session
        case Parked() | Remark():
            return session.without(old.id)
        case _:
            return session


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

    The same answer without a reason keeps the one that was given. A whole round of yes confirms the agreement, a no
    takes the stamp off.
    """

    agreement: str
    who: tuple[str, ...]
    answer: Answer
    reason: Words = ""

    def apply(self, session: Session, scene: Scene) -> Session:
        agreement = found_as(session, self.agreement, Agreement)
        for who in self.who:
            require_at_table(session, who)
        here = session.meeting
        kept = tuple(consent for consent in agreement.consent if consent.text or consent.who not in self.who)
        new = self._answers(agreement, here.date, here.name)
        agreement = replace(agreement, consent=(*kept, *new))
        session = session if self.answer == "absent" else mark_present(session, self.who)
        if _all_agree(session, agreement):
            agreement = replace(agreement, confirmed=True, confirmed_text="")
        return session.with_entry(replace(agreement, confirmed=agreement.confirmed and not agreement.blocked))

    def _answers(self, agreement: Agreement, on: date, meeting: str) -> Iterator[Consent]:
        reasons = {old.who: old.reason for old in agreement.answers if old.answer == self.answer}
        for who in self.who:
            reason = self.reason or reasons.get(who, "")
            yield Consent(who=who, answer=self.answer, reason=reason, on=on, meeting=meeting)


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
class RewritePledge(TaskChange):
    """Say one pledge of a task in other words, from 0 on; the owner's yes was given to the old ones."""

    nth: int
    pledge: Pledge

    def change(self, session: Session, task: Task) -> Task:
        resources = tuple(self.pledge if at == self.nth else old for at, old in enumerate(task.resources))
        return replace(task, resources=resources, confirmed=False)


@value
class DropPledges(TaskChange):
    """Take back what some have promised to a task, or all of it where one of the ids is empty."""

    by: tuple[str, ...]

    def change(self, session: Session, task: Task) -> Task:
        kept = tuple(pledge for pledge in task.resources if "" not in self.by and pledge.by not in self.by)
        return replace(task, resources=kept, confirmed=False)


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

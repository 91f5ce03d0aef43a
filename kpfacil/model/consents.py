"""Who has yet to answer in a consent round."""

from kpfacil.model.entries import Agreement
from kpfacil.model.session import Session


def unanswered(session: Session, agreement: Agreement) -> tuple[str, ...]:
    """Return the ids of those whom *kaikki* means who have not answered, themselves or through their party's answer.

    Who was absent from an earlier round and is here now has yet to answer.
    """
    answered = {
        consent.who
        for consent in agreement.answers
        if consent.answer != "absent" or consent.on is None or session.meeting.told(consent.on, consent.meeting)
    }
    meant = everyone(session)
    return tuple(
        person.id
        for person in session.participants
        if person.id in meant and person.id not in answered and person.party not in answered
    )


def everyone(session: Session) -> tuple[str, ...]:
    """Return the ids of those whom *kaikki* means: those who are here; while nobody is marked yet, those expected."""
    here = tuple(person.id for person in session.participants if person.here)
    return here or tuple(person.id for person in session.participants if person.may_answer)

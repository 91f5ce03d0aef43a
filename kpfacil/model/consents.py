"""Who has yet to answer in a consent round."""

from kpfacil.model.entries import Agreement
from kpfacil.model.session import Session


def unanswered(session: Session, agreement: Agreement) -> tuple[str, ...]:
    """Return the ids of those here who have not answered, themselves or through their party's answer.

    Who was absent from an earlier round and is here now has yet to answer.
    """
    answered = {
        consent.who
        for consent in agreement.consent
        if consent.answer != "absent" or consent.on in (None, session.meeting.date)
    }
    return tuple(
        person.id
        for person in session.participants
        if person.here and person.id not in answered and person.party not in answered
    )

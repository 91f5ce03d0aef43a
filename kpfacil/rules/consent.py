"""How an agreement stands in its consent round."""

from dataclasses import dataclass

from kpfacil.model.entries import Agreement, Answer, Consent
from kpfacil.model.session import Session, still_to_answer


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentState:
    """The answers of a round, who here has yet to answer, and who was absent and is asked later (*vahvistettava*)."""

    answers: tuple[Consent, ...]
    waiting: tuple[str, ...]
    absent: tuple[str, ...]

    def of(self, answer: Answer) -> tuple[Consent, ...]:
        """Return the answers of one kind, in the order they were given."""
        return tuple(consent for consent in self.answers if consent.answer == answer)

    @property
    def begun(self) -> bool:
        """Whether anybody has answered."""
        return bool(self.answers)

    @property
    def complete(self) -> bool:
        """Whether everybody here has answered."""
        return self.begun and not self.waiting


def consent_state(session: Session, agreement: Agreement) -> ConsentState:
    """Return how the agreement's consent round stands; a party's answer speaks for its absent people too."""
    answered = {consent.who for consent in agreement.answers if consent.answer != "absent"}
    waiting = still_to_answer(session, agreement)
    absent = tuple(
        consent.who
        for consent in agreement.answers
        if consent.answer == "absent" and consent.who not in waiting and session.party_of(consent.who) not in answered
    )
    return ConsentState(answers=agreement.answers, waiting=waiting, absent=absent)


def is_agreed(agreement: Agreement) -> bool:
    """Return whether the table stands behind it: what was let go or what somebody said no to is not agreed."""
    return agreement.state != "not_agreed" and not agreement.blocked


def to_ask(session: Session, agreement: Agreement) -> bool:
    """Return whether it has yet to be accepted at the table, or answered by somebody here who was absent before."""
    waiting = still_to_answer(session, agreement)
    absent = any(consent.who in waiting for consent in agreement.answers)
    return agreement.state != "not_agreed" and (absent or not agreement.confirmed)


def to_confirm(session: Session, agreement: Agreement) -> bool:
    """Return whether it has yet to be confirmed, here or by somebody who is still absent."""
    absent = consent_state(session, agreement).absent
    return to_ask(session, agreement) or (agreement.state != "not_agreed" and bool(absent))

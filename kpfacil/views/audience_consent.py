"""The consent round for the room: the agreement's words, and the parties by what they answered."""

from collections import Counter
from dataclasses import dataclass

from kpfacil.model.entries import Agreement, Consent
from kpfacil.model.session import Session
from kpfacil.rules.consent import consent_state
from kpfacil.views.audience_words import party_name
from kpfacil.views.names import short_name


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentPicture:
    """One agreement in its round; reservations and objections stand with their reasons, which may be empty."""

    id: str
    text: str
    consents: tuple[str, ...]
    reservations: tuple[tuple[str, str], ...]
    objections: tuple[tuple[str, str], ...]
    absent: tuple[str, ...]
    waiting: tuple[str, ...]
    blocked: bool
    complete: bool
    confirmed: bool


def consent_picture(session: Session, agreement: Agreement) -> ConsentPicture:
    """Return the picture of an agreement's round. A party is named once in each row, its people where they differ."""
    state = consent_state(session, agreement)
    waiting = set(state.waiting)
    given = [consent for consent in state.answers if consent.who not in waiting]
    rows = {
        "yes": [consent.who for consent in given if consent.answer == "yes"],
        "reservation": [consent.who for consent in given if consent.answer == "reservation"],
        "no": [consent.who for consent in given if consent.answer == "no"],
        "absent": list(state.absent),
        "": list(state.waiting),
    }
    split = _split(session, rows)

    def names(row: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_name(session, who, split) for who in rows[row]))

    def reasons(answer: str) -> tuple[tuple[str, str], ...]:
        return tuple(_reason(session, consent, split) for consent in given if consent.answer == answer)

    return ConsentPicture(
        id=agreement.id,
        text=agreement.text,
        consents=names("yes"),
        reservations=reasons("reservation"),
        objections=reasons("no"),
        absent=names("absent"),
        waiting=names(""),
        blocked=state.blocked,
        complete=state.complete,
        confirmed=agreement.confirmed,
    )


def _split(session: Session, rows: dict[str, list[str]]) -> frozenset[str]:
    """Return the parties whose people do not all stand in the same row."""
    seen = Counter(party for people in rows.values() for party in {party_name(session, who) for who in people})
    return frozenset(party for party, times in seen.items() if times > 1)


def _name(session: Session, who: str, split: frozenset[str]) -> str:
    party = party_name(session, who)
    return f"{party} ({short_name(session, who)})" if party in split and session.participant(who) else party


def _reason(session: Session, consent: Consent, split: frozenset[str]) -> tuple[str, str]:
    return _name(session, consent.who, split), consent.reason

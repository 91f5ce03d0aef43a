"""What was agreed: the words, the consent round, who makes it true; what somebody blocked is not agreed."""

from collections import Counter
from collections.abc import Iterator

from kpfacil.export.document import Alert, Break, Heading, Inline, Inlines, ListBlock, Strong, Text
from kpfacil.export.tell import Teller
from kpfacil.model.dates import plain_date
from kpfacil.model.entries import Agreement, Answer, Hands
from kpfacil.rules.consent import ConsentState, consent_state

_OBJECTIONS: tuple[Answer, ...] = ("reservation", "no")


def agreed(tell: Teller, agreement: Agreement) -> Inlines:
    """Return one agreement as an item of a list."""
    state = consent_state(tell.session, agreement)
    if state.blocked or agreement.state == "not_agreed":
        head: tuple[Inline, ...] = (Alert(tell.say("memo.agreed.blocked", id=agreement.id)),)
    else:
        head = (Strong(tell.say("memo.agreed.head", id=agreement.id)),)
    return (*head, Text(" "), *tell.words(agreement.text), Break(), Text(" ".join(_lines(tell, agreement, state))))


def _lines(tell: Teller, agreement: Agreement, state: ConsentState) -> Iterator[str]:
    """Yield what is told of an agreement below its words, a sentence at a time."""
    if agreement.by:
        yield tell.say("memo.agreed.by", names=tell.names(agreement.by))
    if agreement.origin:
        yield tell.say("memo.agreed.from", ids=tell.listed(agreement.origin))
    yield from _answered(tell, agreement, state)
    if agreement.confirmed and not state.blocked:
        yield tell.say("memo.agreed.confirmed")
    elif not state.begun and agreement.state == "open":
        yield tell.say("memo.agreed.unconfirmed")
    if state.absent and not tell.public:
        yield tell.say("memo.consent.to-confirm", names=tell.names(state.absent))
    if agreement.mandate != "self":
        yield mandate(tell, agreement)


def _answered(tell: Teller, agreement: Agreement, state: ConsentState) -> Iterator[str]:
    if state.begun:
        yield tell.say("memo.consent.round", answers=_answers(tell, state))
    if agreement.hands is not None:
        yield _hands(tell, agreement.hands)
    yield from _before(tell, agreement)


def _hands(tell: Teller, hands: Hands) -> str:
    counts = {"yes": hands.yes, "no": hands.no, "blank": hands.blank}
    if hands.text:
        return tell.say("memo.hands-before", words=tell.line(hands.text), **counts)
    return tell.say("memo.hands", **counts)


def _before(tell: Teller, agreement: Agreement) -> Iterator[str]:
    """Yield how earlier words were answered: an answer is told only under the words that it was given to."""
    for words in dict.fromkeys(consent.text for consent in agreement.consent if consent.text):
        counts = Counter(consent.answer for consent in agreement.consent if consent.text == words)
        answers = ", ".join(tell.say(f"memo.consent.{answer}", n=count) for answer, count in counts.items())
        yield tell.say("memo.consent.before", words=tell.line(words), answers=answers)


def _answers(tell: Teller, state: ConsentState) -> str:
    """Return how many gave each answer; the absent ones who no longer need to confirm are left out."""
    counts = {answer: len(state.of(answer)) for answer in ("yes", "reservation", "no")}
    counts["absent"] = len(state.absent)
    return ", ".join(tell.say(f"memo.consent.{answer}", n=count) for answer, count in counts.items() if count)


def mandate(tell: Teller, agreement: Agreement) -> str:
    """Return who takes the agreement to those who can make it true, and by when."""
    if not agreement.carrier:
        return tell.say(f"memo.mandate.{agreement.mandate}.nobody")
    who = tell.who(agreement.carrier)
    who = who[:1].upper() + who[1:]
    if agreement.carrier_due is None:
        return tell.say(f"memo.mandate.{agreement.mandate}.who", who=who)
    day = plain_date(agreement.carrier_due, tell.texts.locale)
    return tell.say(f"memo.mandate.{agreement.mandate}.by", who=who, date=day)


def reservations(tell: Teller) -> Iterator[Heading | ListBlock]:
    """Yield reservations and blocks: in public only how many there were, as reasons tell who gave them."""
    items = tuple(item for agreement in tell.session.agreements for item in _objections(tell, agreement))
    if items:
        yield Heading(1, tell.say("memo.heading.reservations"))
        yield ListBlock(items)


def _objections(tell: Teller, agreement: Agreement) -> Iterator[Inlines]:
    for answer in _OBJECTIONS:
        given = tuple(consent for consent in agreement.answers if consent.answer == answer)
        if tell.public and given:
            yield (Strong(agreement.id), Text(": " + tell.count(f"memo.objection.{answer}", len(given))))
            continue
        for consent in given:
            key = f"memo.objection.by.{answer}"
            said = (Text(": "), *tell.words(consent.reason)) if consent.reason else ()
            yield (Strong(agreement.id), Text(" " + tell.say(key, who=tell.who(consent.who))), *said)

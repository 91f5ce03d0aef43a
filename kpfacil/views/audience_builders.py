"""What the room's pictures are made of: people, sums, answers and promises, as the wall names them."""

from collections import Counter
from collections.abc import Iterable, Iterator

from kpfacil.model.entries import Agreement, Consent, Entry, Task
from kpfacil.model.moments import recorded_here
from kpfacil.model.session import Session
from kpfacil.rules.checklist import CHECKLIST, RESULTS, answers
from kpfacil.rules.consent import consent_state
from kpfacil.rules.funnel import evening, term
from kpfacil.rules.heard import balance
from kpfacil.rules.presence import count_here
from kpfacil.rules.resources import resources, together
from kpfacil.views.audience_values import (
    BalancePicture,
    Closing,
    ConsentPicture,
    PartyRow,
    Promised,
    ResourcesPicture,
    RollCall,
    SelfCheck,
)
from kpfacil.views.cards import Shown, card
from kpfacil.views.names import name_in_party, party_name, short_name, wall_names

_BEST = 5
"""The best mean of a self-check."""


def cards(session: Session, entries: Iterable[Entry]) -> tuple[Shown, ...]:
    """Return entries as the wall shows them."""
    return tuple(card(session, entry, wall_names) for entry in entries)


def promised_here(session: Session) -> tuple[Task, ...]:
    """Return the tasks that were given in this meeting and have not lapsed."""
    return tuple(task for task in session.tasks if recorded_here(session, task) and task.state != "lapsed")


def roll_call(session: Session) -> RollCall:
    """Return who is here and who is still expected, by party."""
    meeting = session.meeting
    rows = tuple(_party_row(session, party) for party in (*(party.id for party in session.parties), ""))
    return RollCall(
        table=session.table.name,
        day=meeting.date,
        place=meeting.place,
        parties=tuple(row for row in rows if row.here or row.chairs or row.counted),
        here=count_here(session),
        expected=sum(row.chairs for row in rows),
    )


def _party_row(session: Session, party: str) -> PartyRow:
    people = [one for one in session.participants if one.party == party and one.standing != "former"]
    return PartyRow(
        name=session.name_of(party) if party else "",
        here=tuple(name_in_party(session, person.id) for person in people if person.here),
        chairs=sum(person.presence == "expected" and person.left is None for person in people),
        counted=_counted(session, party),
    )


def _counted(session: Session, party: str) -> int:
    crowd = [one for one in session.crowd if one.party == party]
    return sum(one.count for one in crowd if one.presence in ("present", "remote"))


def self_check(session: Session, earlier: tuple[Session, ...]) -> SelfCheck:
    """Return the question that is looked at, the hands for it, and those of the last meeting that answered it."""
    keys = (*CHECKLIST, *RESULTS)
    key = session.meeting.wall_point if session.meeting.wall_point in keys else keys[0]
    now = _hands(session, key)
    before, before_people = _before(session, key, earlier)
    return SelfCheck(
        key=key,
        at=keys.index(key) + 1,
        count=len(keys),
        hands=now[0] if now else None,
        people=now[1] if now else count_here(session),
        before=before,
        before_people=before_people,
        text=next((one.text for one in answers(session, key) if not one.who), ""),
    )


def _before(session: Session, key: str, earlier: tuple[Session, ...]) -> tuple[int | float | None, int]:
    """Return what the last meeting said that answered the question, and of how many."""
    past = sorted(earlier, key=lambda other: other.meeting.date, reverse=True)
    found = (_hands(other, key) for other in past if other.meeting.date <= session.meeting.date)
    return next((one for one in found if one), (None, 0))


def _hands(session: Session, key: str) -> tuple[int | float, int] | None:
    """Return the room's answer to a question and of how many it is."""
    value = next((one.value for one in answers(session, key) if not one.who), None)
    return None if value is None else (value, count_here(session) if isinstance(value, int) else _BEST)


def closing(session: Session, earlier: tuple[Session, ...]) -> Closing:
    """Return the end of the meeting: when the next one is, what came of this one and of the term, who promised what."""
    meeting = session.meeting
    start, end = session.table.term_start, session.table.term_end
    of_term = [
        other
        for other in earlier
        if (start is None or other.meeting.date >= start) and (end is None or other.meeting.date <= end)
    ]
    return Closing(
        evening=evening(session),
        term=term((*of_term, session)) if earlier else None,
        next_date=meeting.next_date,
        next_start=meeting.next_start,
        next_end=meeting.next_end,
        next_place=meeting.next_place,
        promised=_promised(session),
    )


def _promised(session: Session) -> tuple[tuple[str, tuple[Promised, ...]], ...]:
    """Return what each party has promised in this meeting: its people's tasks, and what it gives to others' tasks."""
    made: dict[str, dict[Promised, None]] = {}
    for task in promised_here(session):
        for party, promise in _parts(session, task):
            made.setdefault(party, {})[promise] = None
    order = [*(party.id for party in session.parties), *(person.id for person in session.participants), ""]
    return tuple((session.name_of(party) if party else "", tuple(made[party])) for party in order if party in made)


def _parts(session: Session, task: Task) -> Iterator[tuple[str, Promised]]:
    """Yield who has promised what of a task: each owner's party the task, each other giver's what it gives."""
    owners: dict[str, list[str]] = {} if task.owners else {"": []}
    for owner in task.owners:
        names = [name_in_party(session, owner)] if session.participant(owner) else []
        owners.setdefault(session.party_of(owner) or owner, []).extend(names)
    for party, people in owners.items():
        yield party, Promised(text=task.text, who=", ".join(people), due=task.due, due_text=task.due_text)
    for pledge in task.resources:
        giver = session.party_of(pledge.by) or pledge.by
        if giver and giver not in owners:
            yield giver, Promised(text=pledge.text, due=task.due, due_text=task.due_text)


def balance_picture(session: Session) -> BalancePicture:
    """Return how the talk has spread over the parties."""
    return BalancePicture(
        parties=tuple(
            (session.name_of(share.party), share.entries + share.turns)
            for share in balance(session)
            if share.party  # who stands for no party would be named by it
        )
    )


def resources_picture(session: Session, offer_id: str = "") -> ResourcesPicture:
    """Return what lies on the table, with one offer in sight; nobody's silence is shown."""
    made = resources(session)
    free = [offer for offer in session.offers if not offer.task and offer.id != offer_id]
    looked_at = next((card(session, offer, wall_names) for offer in session.offers if offer.id == offer_id), None)
    return ResourcesPicture(
        offer=looked_at,
        total=together(made.pledged, made.offered),
        parties=tuple(
            (session.name_of(giver.party), together(giver.pledged, giver.offered))
            for giver in made.givers
            if giver.party and (giver.pledged or giver.offered)
        ),
        offers=cards(session, reversed(free)),
    )


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
        return tuple(dict.fromkeys(_answerer(session, who, split) for who in rows[row]))

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


def _answerer(session: Session, who: str, split: frozenset[str]) -> str:
    party = party_name(session, who)
    return f"{party} ({short_name(session, who)})" if party in split and session.participant(who) else party


def _reason(session: Session, consent: Consent, split: frozenset[str]) -> tuple[str, str]:
    return _answerer(session, consent.who, split), consent.reason

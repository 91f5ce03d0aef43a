"""What the room's pictures are made of: people, sums, answers, promises and facts, as the wall names them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, partial

from kpfacil.model.appointments import next_appointment
from kpfacil.model.entries import Agreement, Entry, Task
from kpfacil.model.moments import recorded_here
from kpfacil.model.session import Session
from kpfacil.model.table import Setting
from kpfacil.rules.checklist import CHECKLIST, RESULTS, answers
from kpfacil.rules.funnel import evening, stands, term
from kpfacil.rules.heard import balance
from kpfacil.rules.presence import count_here, people_here
from kpfacil.rules.promises import consent_state, is_agreed
from kpfacil.rules.resources import resources, sums
from kpfacil.views.audience_values import (
    AnswerRow,
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
from kpfacil.views.settings import facts_of

_BEST = 5
"""The best mean of a self-check."""


def cards(session: Session, entries: Iterable[Entry]) -> tuple[Shown, ...]:
    """Return entries as the wall shows them."""
    called = cache(partial(wall_names, session))  # of ten thousand entries most are by the same people
    return tuple(card(session, entry, lambda _, handles: called(handles)) for entry in entries)


def table_facts(session: Session, settings: Iterable[Setting]) -> Iterator[tuple[Setting, str]]:
    """Yield what the table has said of some settings, each under its name."""
    yield from ((name, fact) for name in settings for fact in facts_of(session, name) if isinstance(fact, str))


def promised_here(session: Session) -> tuple[Task, ...]:
    """Return the tasks that were given in this meeting and have not lapsed."""
    return tuple(task for task in session.tasks if recorded_here(session, task) and stands(task))


def roll_call(session: Session) -> RollCall:
    """Return who is here and who is still expected, by party."""
    meeting = session.meeting
    rows = tuple(_party_row(session, party) for party in (*(party.id for party in session.parties), ""))
    here = Counter(person.presence for person in people_here(session))
    for crowd in session.crowd:
        here[crowd.presence] += crowd.count
    return RollCall(
        table=session.table.name,
        day=meeting.date,
        place=meeting.place,
        parties=tuple(row for row in rows if row.here or row.chairs or row.counted),
        present=here["present"],
        remote=here["remote"],
        expected=sum(row.chairs for row in rows),
    )


def _party_row(session: Session, party: str) -> PartyRow:
    people = [one for one in session.members if one.party == party]
    return PartyRow(
        name=session.name_of(party),
        here=tuple(name_in_party(session, person.id) for person in people if person.here),
        chairs=sum(person.presence == "expected" and person.left is None for person in people),
        counted=sum(one.count for one in session.crowd if one.party == party and one.took_part),
    )


def self_check(session: Session, earlier: tuple[Session, ...]) -> SelfCheck:
    """Return the question that is looked at, the hands for it, and those of the last meeting that answered it."""
    keys = (*CHECKLIST, *RESULTS)
    key = session.meeting.wall_point if session.meeting.wall_point in keys else keys[0]
    hands, people = _hands(session, key) or (None, count_here(session))
    before, before_people = _before(session, key, earlier)
    return SelfCheck(
        key=key,
        at=keys.index(key) + 1,
        count=len(keys),
        hands=hands,
        people=people,
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
    of_term = (other for other in earlier if session.table.in_term(other.meeting.date))
    return Closing(
        evening=evening(session),
        term=term((*of_term, session)) if earlier else None,
        next=next_appointment(session.meeting),
        promised=_promises_by_party(session),
    )


def _promises_by_party(session: Session) -> tuple[tuple[str, tuple[Promised, ...]], ...]:
    """Return what each party has promised in this meeting: its people's tasks, and what it gives to others' tasks."""
    made: dict[str, dict[Promised, None]] = {}
    for task in promised_here(session):
        for party, promise in _parts(session, task):
            made.setdefault(party, {})[promise] = None
    order = [*(party.id for party in session.parties), *(person.id for person in session.participants), ""]
    return tuple((session.name_of(party), tuple(made[party])) for party in order if party in made)


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
        total=made.total,
        parties=tuple((session.name_of(giver.party), sums(giver.given)) for giver in made.givers if giver.given),
        offers=cards(session, reversed(free)),
    )


def consent_picture(session: Session, agreement: Agreement) -> ConsentPicture:
    """Return the picture of an agreement's round. A party is named once in each row, its people where they differ."""
    state = consent_state(session, agreement)
    waiting = set(state.waiting)
    given = [consent for consent in state.answers if consent.who not in waiting]
    rows: dict[AnswerRow, list[tuple[str, str]]] = {"yes": [], "reservation": [], "no": []}
    for consent in given:
        rows.setdefault(consent.answer, []).append((consent.who, consent.reason))
    rows |= {"absent": [(who, "") for who in state.absent], "waiting": [(who, "") for who in state.waiting]}
    return ConsentPicture(
        id=agreement.id,
        text=agreement.text,
        answers=tuple((row, people) for row, people in _name_answers(session, rows).items() if people),
        blocked=not is_agreed(agreement),
        complete=state.complete,
    )


def _name_answers(
    session: Session, rows: dict[AnswerRow, list[tuple[str, str]]]
) -> dict[AnswerRow, tuple[tuple[str, str], ...]]:
    """Return who has answered by their parties, and by name too where not all of a party stand in the same row."""
    seen = Counter(party for row in rows.values() for party in {party_name(session, who) for who, _ in row})

    def call(who: str) -> str:
        party = party_name(session, who)
        return f"{party} ({short_name(session, who)})" if seen[party] > 1 and session.participant(who) else party

    return {row: tuple(dict.fromkeys((call(who), why) for who, why in people)) for row, people in rows.items()}

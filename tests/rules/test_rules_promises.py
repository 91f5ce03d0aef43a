"""Consent, dots, resources, old promises, the funnel and the self-check."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kpfacil.model.entries import Agreement, Answer, Consent, Idea, Offer, Pledge, Task, TaskState
from kpfacil.model.meeting import Evaluation
from kpfacil.model.people import Crowd
from kpfacil.model.session import Session
from kpfacil.model.table import Table
from kpfacil.rules.checklist import CHECKLIST, RESULTS, checklist, results
from kpfacil.rules.funnel import Funnel, budget, by_dots, evening, term
from kpfacil.rules.promises import (
    age,
    consent_state,
    for_decision,
    is_agreed,
    look_back,
    overdue,
    to_be_asked,
    to_confirm,
)
from kpfacil.rules.resources import Sum, resources
from tests.fakes import DAY, NOW, TABLE, a_meeting, a_person, a_session

OCTOBER = date(2026, 10, 24)
SEPTEMBER = date(2026, 9, 26)
AUGUST = date(2026, 8, 29)


def answered(**answers: Answer) -> Agreement:
    """Return an agreement with today's answers."""
    consent = tuple(Consent(who=who, answer=answer, on=DAY) for who, answer in answers.items())
    return Agreement(id="S1", text="Pidetään kyläpäivä", consent=consent)


def test_a_consent_round_that_has_not_begun_waits_for_everybody_here() -> None:
    """Before the first answer all who are here have yet to answer, and nothing is blocked."""
    state = consent_state(a_session(), answered())
    assert state.waiting == ("liisa", "pekka", "aino")
    assert (state.begun, state.complete, state.absent) == (False, False, ())


def test_everybody_saying_yes_completes_the_round() -> None:
    """When all here have said yes, also through their party, the round is complete."""
    state = consent_state(a_session(), answered(liisa="yes", pekka="yes", kunta="yes"))
    assert (state.complete, state.waiting) == (True, ())


def test_a_reservation_completes_the_round_too() -> None:
    """A reservation is an answer, kept by its kind, and not a block."""
    agreement = answered(liisa="yes", pekka="reservation", aino="yes")
    state = consent_state(a_session(), agreement)
    assert (state.complete, agreement.blocked) == (True, False)
    assert [consent.who for consent in state.of("reservation")] == ["pekka"]


def test_one_no_blocks() -> None:
    """What somebody says no to is not agreed."""
    agreement = answered(liisa="yes", pekka="no")
    assert agreement.blocked
    assert not is_agreed(agreement)
    assert is_agreed(answered(liisa="yes"))


def test_an_absent_answer_is_pending_until_it_is_given_or_the_party_answers() -> None:
    """What somebody absent has yet to confirm is pending; their party's answer settles it."""
    agreement = replace(answered(liisa="yes", matti="absent"), confirmed=True)
    state = consent_state(a_session(), agreement)
    assert state.absent == ("matti",)
    assert to_confirm(a_session(), agreement)
    settled = replace(answered(kylat="yes", matti="absent"), confirmed=True)
    assert not consent_state(a_session(), settled).absent
    assert not to_confirm(a_session(), settled)


def test_whoever_was_absent_last_time_and_is_here_now_waits_to_answer() -> None:
    """An earlier absence of somebody who is here now is not absence any more, and still unconfirmed."""
    earlier = Consent(who="pekka", answer="absent", on=OCTOBER)
    agreement = Agreement(id="S1", text="a", consent=(earlier,), confirmed=True)
    state = consent_state(a_session(), agreement)
    assert (state.absent, "pekka" in state.waiting) == ((), True)
    assert to_confirm(a_session(), agreement)


def test_what_was_not_accepted_at_the_table_is_to_be_confirmed() -> None:
    """An agreement without its stamp has yet to be confirmed."""
    assert to_confirm(a_session(), answered(liisa="yes"))


def test_the_budget_of_dots_is_three_for_each_person_here() -> None:
    """People here, the counted ones too, have three dots each; the sum over them tells how many are too many."""
    ideas = (Idea(id="I1", text="a", votes=8), Idea(id="I2", text="b", votes=5))
    dots = budget(a_session(ideas=ideas))
    assert (dots.people, dots.total, dots.used, dots.over) == (3, 9, 13, 4)
    more = budget(a_session(ideas=ideas, crowd=(Crowd(party="kylat", count=4),)))
    assert (more.total, more.over) == (21, 0)


def test_nothing_is_too_much_where_nobody_is_marked_as_here() -> None:
    """Before anybody is marked as being here no warning is given."""
    assert budget(a_session(participants=(), ideas=(Idea(id="I1", text="a", votes=8),))).over == 0


def test_ideas_with_the_most_dots_come_first_and_of_equals_the_older() -> None:
    """Sorting by dots keeps the order of recording among equals."""
    ideas = tuple(Idea(id=f"I{number}", text="a", votes=votes) for number, votes in ((1, 0), (2, 3), (3, 0), (4, 5)))
    assert [idea.id for idea in by_dots(ideas)] == ["I4", "I2", "I1", "I3"]


def giving() -> Session:
    """Return a session where kylat has promised much, martat offered something, and kunta nothing."""
    hours = Pledge(text="20 h", by="liisa", kind="time", amount=20, unit="h")
    return a_session(
        tasks=(
            Task(
                id="T1", text="a", owners=("liisa",), resources=(hours, Pledge(text="tila", by="kylat", kind="space"))
            ),
            Task(id="T2", text="b", owners=("matti", "liisa"), resources=(replace(hours, amount=1.5),)),
            Task(id="T3", text="c", state="lapsed", owners=("aino",), resources=(Pledge(text="500 €", by="kunta"),)),
        ),
        offers=(
            Offer(id="O1", text="leivon", by="pekka", kind="skill"),
            Offer(id="O2", text="50 €", kind="money", amount=50, unit="€"),
            Offer(id="O3", text="sidottu", by="aino", task="T1"),
        ),
    )


def test_what_is_pledged_and_offered_adds_up_by_party_kind_and_unit() -> None:
    """Pledges of living tasks and offers not tied yet add up; what lapsed is given by nobody."""
    found = resources(giving())
    hours = Sum(kind="time", unit="h", amount=21.5, count=2)
    space = Sum(kind="space", unit="", amount=0, count=1)
    assert [(giver.party, giver.pledged, giver.tasks, giver.promises) for giver in found.givers] == [
        ("kylat", (hours, space), 2, 5),
        ("martat", (), 0, 0),
        ("", (), 0, 0),
    ]
    assert found.givers[1].offered == (Sum(kind="skill", unit="", amount=0, count=1),)
    assert [(part.unit, part.amount) for part in found.givers[2].offered] == [("€", 50)]
    assert found.total == (hours, space, *found.givers[1].offered, *found.givers[2].offered)


def test_who_has_given_nothing_yet_and_who_carries_most_are_told() -> None:
    """A party here with no pledge, task or offer is silent; one with over half of three or more promises is heavy."""
    found = resources(giving())
    assert (found.silent, found.heavy) == (("kunta",), "kylat")


def test_a_load_that_is_shared_or_small_is_nobodys_burden() -> None:
    """Two promises are too few to tell, and an even half is not most."""
    few = a_session(tasks=(Task(id="T1", text="a", owners=("liisa",)), Task(id="T2", text="b", owners=("liisa",))))
    assert resources(few).heavy == ""
    owners = (("liisa",), ("matti",), ("pekka",), ("aino",))
    tasks = tuple(Task(id=f"T{number}", text="a", owners=who) for number, who in enumerate(owners, start=1))
    assert resources(a_session(tasks=tasks)).heavy == ""


def old(task_id: str, raised: date | None, state: TaskState = "open", reviewed: date | None = None) -> Task:
    """Return a task of an earlier meeting."""
    return Task(id=task_id, text="a", raised_on=raised, state=state, reviewed_on=reviewed)


def test_old_promises_are_looked_back_at_the_oldest_first() -> None:
    """Tasks of earlier meetings come with their age in meetings; those of this one do not come."""
    session = a_session(tasks=(old("T5", OCTOBER), old("T1", AUGUST), old("T9", DAY), old("T8", None)))
    found = look_back(session, (AUGUST, SEPTEMBER, OCTOBER, DAY, DAY + timedelta(days=9)))
    assert [(promise.task.id, promise.age, promise.asks) for promise in found.tasks] == [
        ("T1", 3, True),
        ("T5", 1, False),
    ]


def test_a_promise_dealt_with_today_stays_in_its_place_and_asks_no_more() -> None:
    """What was looked at in this meeting, or is no longer open, does not ask again."""
    session = a_session(tasks=(old("T1", AUGUST, "active", DAY), old("T2", AUGUST, "done"), old("T3", AUGUST)))
    found = look_back(session, (AUGUST, SEPTEMBER, OCTOBER))
    assert [promise.asks for promise in found.tasks] == [False, False, True]
    assert [promise.task.id for promise in found.left] == ["T2", "T3"]


def test_agreements_of_earlier_meetings_come_up_and_stay_in_their_places() -> None:
    """Those that came along are looked back at, also when they have been confirmed; one of this meeting is not."""
    session = a_session(
        agreements=(
            Agreement(id="S1", text="a", at=NOW - timedelta(days=28)),
            Agreement(id="S2", text="b", at=NOW - timedelta(days=28), confirmed=True),
            Agreement(id="S3", text="c", at=NOW),
        )
    )
    found = look_back(session)
    assert [agreement.id for agreement in found.agreements] == ["S1", "S2"]
    assert (found.confirmed, found.dealt) == (1, 1)


def test_age_is_counted_in_meetings() -> None:
    """A task of this meeting has no age; of an earlier one at least one meeting, also where dates are not known."""
    assert age(None, DAY, ()) == 0
    assert age(DAY, DAY, (OCTOBER,)) == 0
    assert age(OCTOBER, DAY, ()) == 1
    assert age(SEPTEMBER, DAY, (SEPTEMBER, OCTOBER, OCTOBER, DAY)) == 2


def test_an_open_task_whose_date_has_passed_is_overdue() -> None:
    """The day itself is not too late, and what is done is never overdue."""
    task = Task(id="T1", text="a", due=OCTOBER)
    assert overdue(task, DAY)
    assert not overdue(task, OCTOBER)
    assert not overdue(replace(task, state="done"), DAY)
    assert not overdue(Task(id="T1", text="a"), DAY)


@pytest.mark.parametrize(
    ("task", "asked"),
    [
        (Task(id="T1", text="a", owners=("matti",)), True),
        (Task(id="T1", text="a", owners=("matti", "liisa")), False),
        (Task(id="T1", text="a", owners=("martat",)), False),
        (Task(id="T1", text="a", owners=("matti",), confirmed=True), False),
        (Task(id="T1", text="a", owners=("matti",), state="done"), False),
        (Task(id="T1", text="a"), False),
    ],
)
def test_an_owner_who_is_not_here_has_to_be_asked(task: Task, asked: bool) -> None:  # noqa: FBT001  a column
    """Where nobody who owns an unconfirmed task is here, they have to be asked."""
    assert to_be_asked(a_session(), task) is asked


def test_what_goes_to_decision_makers_is_listed() -> None:
    """Agreements and tasks with that mandate are listed, but not what lapsed."""
    session = a_session(
        agreements=(Agreement(id="S1", text="a", mandate="decision"), Agreement(id="S2", text="b")),
        tasks=(
            Task(id="T1", text="a", mandate="decision", carrier="aino"),
            Task(id="T2", text="b", mandate="decision", state="lapsed"),
            Task(id="T3", text="c", mandate="organisation"),
        ),
    )
    assert [entry.id for entry in for_decision(session)] == ["S1", "T1"]


def autumn() -> tuple[Session, Session]:
    """Return two meetings, the second with a task carried over from the first and done."""
    first = a_session(
        meeting=a_meeting(OCTOBER),
        ideas=(Idea(id="I1", text="a"), Idea(id="I2", text="b")),
        agreements=(Agreement(id="S1", text="a"), answered(liisa="no")),
        tasks=(Task(id="T1", text="a", raised_on=OCTOBER), Task(id="T2", text="b", raised_on=OCTOBER, state="done")),
    )
    first = replace(first, agreements=(first.agreements[0], replace(first.agreements[1], id="S2")))
    second = a_session(
        ideas=(Idea(id="I3", text="c"),),
        agreements=(Agreement(id="S1", text="a", at=NOW - timedelta(days=28)),),
        tasks=(Task(id="T1", text="a", raised_on=OCTOBER, state="done"), Task(id="T3", text="c", raised_on=DAY)),
    )
    return first, second


def test_the_evenings_funnel_counts_what_was_recorded_in_it() -> None:
    """Carried agreements and tasks are not counted again, but what got done this evening is."""
    first, second = autumn()
    assert evening(first) == Funnel(ideas=2, agreed=1, tasks=2, done=1)
    assert evening(second) == Funnel(ideas=1, agreed=0, tasks=1, done=1)


def test_the_terms_funnel_counts_each_entry_once_in_its_latest_state() -> None:
    """Over the term each id counts once, whatever the order in which the sessions come."""
    first, second = autumn()
    assert term((second, first)) == Funnel(ideas=3, agreed=1, tasks=3, done=2)
    assert term(()) == Funnel(ideas=0, agreed=0, tasks=0, done=0)


def test_the_checklist_ticks_what_the_data_shows() -> None:
    """A new table shows nothing of itself but its parties; the room is asked the rest."""
    assert [check.key for check in checklist(a_session())] == list(CHECKLIST)
    assert [check.key for check in checklist(a_session()) if check.seen] == ["three-parties"]
    assert not any(check.seen for check in checklist(a_session(participants=())))


def test_a_table_in_order_has_most_of_its_checklist_ticked() -> None:
    """Goal, term, next date, agreement question and address each tick their point."""
    table = Table(
        name=TABLE,
        goal="Hillotehdas",
        term_start=OCTOBER,
        term_end=DAY,
        agreement_needed="no",
        url="https://esimerkki.fi",
    )
    session = a_session(table=table, meeting=replace(a_meeting(), next_date=DAY))
    assert [check.key for check in checklist(session) if check.seen] == [
        "local-needs",
        "permanent-structure",
        "three-parties",
        "agreements-needed",
        "open-government",
    ]


def test_needs_gathered_in_exploration_are_local_needs() -> None:
    """An idea of the exploration shows that local needs were the starting point."""
    session = a_session(ideas=(Idea(id="I1", text="a", phase="exploration"),))
    assert checklist(session)[0].seen


def test_only_the_room_can_tell_of_results() -> None:
    """The five kinds of results show the answers given, and are never ticked by the program."""
    answer = Evaluation(key="community", value=4)
    found = results(a_session(evaluations=(answer, Evaluation(key="three-parties", value=5))))
    assert [check.key for check in found] == list(RESULTS)
    assert [check.asked for check in found] == [(), (), (), (), (answer,)]
    assert not any(check.seen for check in found)


def test_a_person_without_a_party_gives_too() -> None:
    """What people without a party give is gathered under no party."""
    session = a_session(participants=(a_person("outi"),), tasks=(Task(id="T1", text="a", owners=("outi",)),))
    (giver,) = resources(session).givers
    assert (giver.party, giver.tasks) == ("", 1)

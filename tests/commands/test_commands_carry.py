"""Preparing the next meeting: what is carried over."""

from dataclasses import replace
from datetime import date, time

import pytest

from kpfacil.commands.carry import Plan, blank_session, carry_over, first_session, new_term
from kpfacil.commands.change import LetGo, SetTaskState
from kpfacil.commands.people import SetPresence
from kpfacil.commands.promise import RecordConsent
from kpfacil.commands.record import NEW, Record
from kpfacil.model.entries import Agreement, Consent, Idea, Note, Offer, Parked, Remark, Task
from kpfacil.model.meeting import Evaluation, Material, ProgrammeItem, Turn, Visit
from kpfacil.model.moments import recorded_here
from kpfacil.model.people import Crowd
from kpfacil.model.session import Session, still_to_answer
from kpfacil.model.table import Goal, Table
from kpfacil.model.workings import PendingLine, Proof, Queued, Seat
from tests.fakes import DAY, PARTIES, TABLE, a_meeting, a_person, a_session, after

NEXT = Plan(day=date(2026, 12, 12), number=4, step="opening")


def held() -> Session:
    """Return a meeting that was held, with something of everything in it."""
    return a_session(
        table=Table(name=TABLE, goals=(Goal(id="G1", text="a"),), choice="renew"),
        participants=(a_person("liisa", party="kylat", arrived=time(17, 20), left=time(18)), a_person("pekka")),
        crowd=(Crowd(count=3),),
        materials=(Material(title="kalvot"),),
        ideas=(Idea(id="I1", text="a", by=("pekka",)),),
        agreements=(
            Agreement(id="S1", text="luonnos"),
            Agreement(
                id="S2",
                text="valmis",
                confirmed=True,
                consent=(Consent(who="liisa", answer="yes"), Consent(who="pekka", answer="reservation")),
            ),
            Agreement(id="S3", text="odottaa", confirmed=True, consent=(Consent(who="liisa", answer="absent"),)),
        ),
        tasks=(
            Task(id="T1", text="avoin", owners=("liisa",), heir="kunta", confirmed=True),
            Task(id="T2", text="tehty", state="done"),
            Task(id="T3", text="odottaa", state="waiting", owners=("liisa",)),
            Task(id="T4", text="rauennut", state="lapsed"),
        ),
        parked=(Parked(id="P1", text="a"),),
        offers=(
            Offer(id="O1", text="vapaa"),
            Offer(id="O2", text="avoimelle", task="T1"),
            Offer(id="O3", text="tehdylle", task="T2"),
        ),
        notes=(Note(id="N1", text="oma"),),
        visits=(Visit(step="ideas"),),
        turns=(Turn(step="ideas", who="liisa"),),
        programme=(ProgrammeItem(step="ideas", minutes=5),),
        evaluations=(Evaluation(key="three-parties"),),
    )


def test_the_first_meeting_of_a_table_has_its_name_and_plan() -> None:
    """A new table's first session has nothing but the name and what was planned."""
    session = first_session("Uusi pöytä", Plan(day=DAY, number=1, start=time(17), place="Kirjasto", step="opening"))
    assert (session.table, session.meeting.start, session.meeting.place) == (
        Table(name="Uusi pöytä"),
        time(17),
        "Kirjasto",
    )
    assert (session.meeting.phase, session.meeting.step) == ("exploration", "opening")


def test_a_blank_meeting_carries_the_counters_alone() -> None:
    """Nothing is carried but the table's name, its language and the numbers given."""
    session = blank_session(replace(held(), language="en"), NEXT)
    assert session == Session(table=Table(name=TABLE), meeting=session.meeting, language="en", counters=held().counters)
    assert session.meeting.began == ()


def test_what_is_open_is_carried_over() -> None:
    """Open tasks, agreements to be confirmed, parked matters and unused offers come along under their ids."""
    session = carry_over(held(), NEXT)
    assert [task.id for task in session.tasks] == ["T1", "T3"]
    assert [agreement.id for agreement in session.agreements] == ["S1", "S3"]
    assert [item.id for item in session.parked] == ["P1"]
    assert [offer.id for offer in session.offers] == ["O1", "O2"]
    assert (session.table, session.parties, session.counters) == (held().table, PARTIES, held().counters)


def test_a_round_that_was_left_in_the_middle_goes_on() -> None:
    """An agreement comes along while somebody who was here has yet to answer, also when it has been read aloud."""
    begun = Agreement(id="S4", text="kesken", confirmed=True, consent=(Consent(who="liisa", answer="yes"),))
    accepted = Agreement(id="S5", text="hyväksytty ilman kierrosta", confirmed=True)
    session = carry_over(replace(held(), agreements=(begun, accepted)), NEXT)
    assert [agreement.id for agreement in session.agreements] == ["S4"]


def test_what_belongs_to_one_meeting_stays_there() -> None:
    """Ideas, notes, material, crowd, visits, turns, programme and answers are not carried."""
    session = carry_over(held(), NEXT)
    left = (session.ideas, session.notes, session.materials, session.crowd, session.visits, session.turns)
    assert left == ((), (), (), (), (), ())
    assert (session.programme, session.evaluations) == ((), ())


def test_everyone_is_expected_again() -> None:
    """The roster is carried, with presence, arrival and leave forgotten."""
    assert [(one.id, one.presence, one.arrived, one.left) for one in carry_over(held(), NEXT).participants] == [
        ("liisa", "expected", None, None),
        ("pekka", "expected", None, None),
    ]


def test_an_absence_is_dated_when_it_is_carried() -> None:
    """An answer written without a day is of the meeting it is carried from, so that the absent are asked again."""
    consent = carry_over(held(), NEXT).agreements[1].consent
    assert consent == (Consent(who="liisa", answer="absent", on=DAY),)


def test_start_and_place_come_from_what_was_agreed_or_from_the_last_meeting() -> None:
    """What is said wins, then what the last meeting agreed on, then how the last meeting was."""
    assert (carry_over(held(), NEXT).meeting.start, carry_over(held(), NEXT).meeting.place) == (time(17), "Kirjasto")
    agreed = replace(held(), meeting=replace(a_meeting(), next_start=time(12), next_place="Kylätalo"))
    assert (carry_over(agreed, NEXT).meeting.start, carry_over(agreed, NEXT).meeting.place) == (time(12), "Kylätalo")
    said = carry_over(agreed, replace(NEXT, start=time(9), place="")).meeting
    assert (said.start, said.place, said.number, said.step) == (time(9), "", 4, "opening")


def test_a_renewed_table_begins_the_ring_anew() -> None:
    """After a renewal that was chosen the next meeting explores; otherwise the phase goes on."""
    assert carry_over(held(), NEXT).meeting.phase == "action"
    renewed = replace(held(), meeting=a_meeting(phase="renewal"))
    assert carry_over(renewed, NEXT).meeting.phase == "exploration"
    ended = replace(renewed, table=Table(name=TABLE, choice="continue"))
    assert carry_over(ended, NEXT).meeting.phase == "renewal"


def test_a_new_term_resets_goals_and_hands_promises_to_their_heirs() -> None:
    """Goals and choice are reset, heirs own the tasks left to them, and members are chosen anew."""
    session = new_term(held(), NEXT)
    assert (session.table.goals, session.table.choice) == ((), "open")
    assert [(task.owners, task.heir, task.confirmed) for task in session.tasks] == [
        (("kunta",), "", False),
        (("liisa",), "", False),
    ]
    assert [(person.id, person.standing) for person in session.participants] == [("liisa", "former")]
    assert session.members == ()
    assert session.counters == held().counters


def test_a_meeting_writes_down_what_it_began_with() -> None:
    """The carried ids are written, also where there are none; what is new in the meeting is told from them."""
    session = carry_over(held(), NEXT)
    assert session.meeting.began == ("S1", "S3", "T1", "T3", "P1", "O1", "O2")
    assert first_session("Uusi", NEXT).meeting.began == ()
    new = after(session, Record(entry=Task(id=NEW, text="uusi")))
    assert [task.id for task in new.tasks if recorded_here(new, task)] == ["T5"]


def test_two_meetings_of_one_day_are_told_apart() -> None:
    """The second meeting of a day tells nothing of the first as its own, nor takes its reviews for its own."""
    noon = after(
        held(), SetTaskState(task="T1", state="active"), RecordConsent(agreement="S1", who=("liisa",), answer="absent")
    )
    evening = carry_over(noon, replace(NEXT, day=DAY, nth=2))
    assert (noon.meeting.name, evening.meeting.name) == ("", "2026-11-21-2")
    assert not any(recorded_here(evening, entry) for entry in evening.entries())
    assert evening.tasks[0].reviewed_on == DAY
    assert not evening.meeting.matches(evening.tasks[0].reviewed_on, evening.tasks[0].reviewed_meeting)
    evening = after(evening, SetPresence(id="liisa", presence="present"))
    assert still_to_answer(evening, evening.agreements[0]) == ("liisa",)
    told = after(evening, SetTaskState(task="T1", state="done")).tasks[0]
    assert (told.story[-1].meeting, told.reviewed_meeting) == ("2026-11-21-2", "2026-11-21-2")


def test_what_was_left_at_not_agreed_is_not_carried() -> None:
    """An agreement that was let go after a no stays in its meeting; words that no round was held on come along."""
    session = after(
        held(), RecordConsent(agreement="S1", who=("liisa",), answer="no", reason="kallis"), LetGo(entry="S1")
    )
    assert session.agreements[0].state == "not_agreed"
    assert [agreement.id for agreement in carry_over(session, NEXT).agreements] == ["S3"]


def test_proof_and_unknown_keys_are_carried_with_what_they_belong_to() -> None:
    """Decisions made before publishing come with the table and the entries they are about; unknown keys come along."""
    proof = tuple(Proof(where=where, word="Mäki") for where in ("T1.text", "T2.text", "table.goal", "I1.text"))
    session = replace(held(), proof=proof, extra={"sää": "pakkasta"}, remarks=(Remark(id="K1", text="a"),))
    session = replace(
        session,
        pending=(PendingLine(line="Martat: a"),),
        queue=(Queued(who="liisa"),),
        seats=(Seat(id="3fa92c01"),),
        meeting=replace(session.meeting, extra={"kahvit": True}),
    )
    following = carry_over(session, NEXT)
    assert [one.where for one in following.proof] == ["T1.text", "table.goal"]
    assert (following.extra, following.meeting.extra) == ({"sää": "pakkasta"}, {"kahvit": True})
    assert (following.remarks, following.pending, following.queue, following.seats) == ((), (), (), ())


@pytest.mark.parametrize(
    ("agreed", "planned", "end"),
    [
        ((time(17), None), (None, None), time(18, 30)),
        ((time(16), None), (None, None), None),
        ((time(16), time(18)), (None, None), time(18)),
        ((time(16), time(18)), (time(16), None), time(18)),
        ((None, None), (time(17), None), time(18, 30)),
        ((None, None), (time(9), None), None),
        ((time(16), time(18)), (time(17), time(20)), time(20)),
    ],
)
def test_a_meeting_at_the_hour_of_the_last_one_ends_as_it_did(
    agreed: tuple[time | None, time | None], planned: tuple[time | None, time | None], end: time | None
) -> None:
    """The end goes with its start: the one planned, the one agreed on for the next meeting, or the last meeting's."""
    meeting = replace(a_meeting(), next_start=agreed[0], next_end=agreed[1])
    plan = replace(NEXT, start=planned[0], end=planned[1])
    assert carry_over(a_session(meeting=meeting), plan).meeting.end == end

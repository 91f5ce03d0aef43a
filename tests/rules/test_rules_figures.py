"""Figures that everybody tells alike: who took part, how the meeting was held, how much was agreed and promised."""

from dataclasses import replace
from datetime import date, time

import pytest

from kpfacil.export.memo import memo
from kpfacil.export.text import render
from kpfacil.model.entries import Agreement, Consent, Idea, Parked, Task
from kpfacil.model.meeting import Mode
from kpfacil.model.people import Crowd, Presence
from kpfacil.rules.advice import members
from kpfacil.rules.funnel import counts, evening, term
from kpfacil.rules.heard import balance, not_heard
from kpfacil.rules.presence import (
    count_here,
    headcount,
    held_as,
    parties_expected,
    parties_taking_part,
    people_here,
)
from kpfacil.rules.promises import consent_state
from kpfacil.rules.rounds import round_of
from kpfacil.storage.content import load_texts
from kpfacil.views.audience import audience
from kpfacil.views.brief import brief
from tests.fakes import DAY, NOW, PARTIES, PROCESS, a_meeting, a_person, a_session

EARLIER = date(2026, 10, 24)


@pytest.mark.parametrize(
    ("presences", "crowd", "held"),
    [
        (("present", "present", "absent"), (), "room"),
        (("present", "remote"), (), "hybrid"),
        (("remote", "remote", "expected"), (), "remote"),
        (("remote",), (Crowd(count=3),), "hybrid"),
        (("present",), (Crowd(count=0, presence="remote"),), "room"),
        (("expected", "expected"), (), "hybrid"),
        ((), (), "hybrid"),
    ],
)
def test_how_a_meeting_was_held_is_told_by_the_presences(
    presences: tuple[Presence, ...], crowd: tuple[Crowd, ...], held: Mode
) -> None:
    """Remotely, in the room or both is what the presences say; what was announced, only where nobody is marked."""
    session = a_session(
        meeting=replace(a_meeting(), mode="hybrid", place="Kirjasto"),
        participants=tuple(a_person(f"p{at}", presence=presence) for at, presence in enumerate(presences)),
        crowd=crowd,
    )
    assert held_as(session) == held
    made = memo(session, load_texts("fi"), PROCESS, "participants").subtitle
    both = "paikan päällä ja etänä" in made or ("läsnä" in made and "etänä" in made)
    assert (both, "etätapaaminen" in made) == (held == "hybrid", held == "remote")


def test_a_meetings_people_are_those_who_were_there() -> None:
    """Who was there is counted, also who left early and who is only counted; not the roster."""
    session = a_session(
        participants=(
            a_person("a"),
            a_person("b", presence="remote", left=time(18)),
            a_person("c", presence="expected"),
            a_person("d", presence="absent"),
        ),
        crowd=(Crowd(count=30), Crowd(count=4, presence="absent")),
    )
    assert headcount(session) == brief(session).people == 32
    assert count_here(session) == 31


def test_a_former_member_is_nowhere() -> None:
    """Who is kept for old entries alone is in no count, round, consent, balance or composition."""
    gone = replace(a_person("vanha", "Vanha Jäsen", "kunta", field="sote", roles=("chair",)), standing="former")
    agreement = Agreement(id="S1", text="a", consent=(Consent(who="a", answer="yes"),))
    session = a_session(parties=PARTIES, participants=(a_person("a", party="kylat"), gone), agreements=(agreement,))
    assert [person.id for person in people_here(session)] == ["a"]
    assert (headcount(session), count_here(session)) == (1, 1)
    assert parties_taking_part(session) == parties_expected(session) == ("kylat",)
    assert round_of(session, PROCESS).everyone == ("a",)
    assert [person.id for person in not_heard(session).people] == ["a"]
    assert [share.party for share in balance(session)] == ["kylat"]
    assert consent_state(session, agreement).waiting == ()
    assert [person.id for person in members(session)] == ["a"]
    assert "Vanha" not in render(memo(session, load_texts("fi"), PROCESS, "participants"))


def test_the_wall_and_the_funnel_tell_one_count() -> None:
    """What is carried, let go or refused by somebody counts nowhere as agreed or promised in this meeting."""
    no = (Consent(who="liisa", answer="no"),)
    session = a_session(
        ideas=(
            Idea(id="I1", text="a"),
            Idea(id="I2", text="b", fate="dropped"),
            Idea(id="I3", text="c", fate="parked"),
        ),
        agreements=(
            Agreement(id="S1", text="a"),
            Agreement(id="S2", text="b", consent=no),
            Agreement(id="S3", text="c", state="not_agreed"),
        ),
        tasks=(
            Task(id="T1", text="a", raised_on=EARLIER),
            Task(id="T2", text="b", raised_on=DAY),
            Task(id="T3", text="c", raised_on=DAY, state="lapsed"),
            Task(id="T4", text="d", raised_on=DAY, state="done"),
        ),
        parked=(Parked(id="P1", text="a"),),
    )
    made = evening(session)
    assert (made.ideas, made.agreed, made.tasks, made.done) == (2, 1, 2, 1)
    assert term((session,)) == replace(made, tasks=3)
    assert counts(session) == dict(audience(session, PROCESS, NOW).counts)
    assert counts(session) == {"idea": 2, "agreement": 1, "task": 2, "parked": 1}


@pytest.mark.parametrize(
    ("presence", "signs"), [("present", True), ("expected", True), ("excused", False), ("absent", False)]
)
def test_nobody_records_who_is_not_there(presence: Presence, *, signs: bool) -> None:
    """The memo names the secretary as its writer only where the secretary could have written it."""
    secretary = a_person("siri", "Siri Sihteeri", presence=presence, roles=("secretary",))
    written = render(memo(a_session(participants=(secretary,)), load_texts("fi"), PROCESS, "participants"))
    assert ("Kirjasi: Siri Sihteeri" in written) is signs

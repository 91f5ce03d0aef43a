"""The walk through the meeting, its clock and its facts."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from kpfacil.commands.base import Command
from kpfacil.commands.meeting import (
    AddMinutes,
    LookAt,
    PauseTimer,
    SetMeeting,
    SetNextMeeting,
    SetWall,
    StartTimer,
    TakeBreak,
    WalkTo,
    begin_visit,
)
from kpfacil.commands.record import NEW, Record
from kpfacil.commands.rounds import EndTurn, SkipTurn, StartRoundAnew, TakeTurn
from kpfacil.model.entries import Idea
from kpfacil.model.meeting import Turn, Visit, time_left
from tests.commands.conftest import Refusal
from tests.fakes import DAY, NOW, a_meeting, a_session, after

LATER = NOW + timedelta(minutes=2)


def test_walking_on_closes_the_visit_and_opens_another() -> None:
    """The step left behind ends now, the next begins, and timer and focus stay behind."""
    session = after(
        a_session(), WalkTo(phase="action", step="ideas"), Record(entry=Idea(id=NEW, text="a")), StartTimer(seconds=60)
    )
    session = after(session, LookAt(focus="I1"), WalkTo(phase="renewal", step="agree"), now=LATER)
    assert session.visits == (
        Visit(step="ideas", phase="action", entered=NOW, left=LATER),
        Visit(step="agree", phase="renewal", entered=LATER),
    )
    assert (session.meeting.phase, session.meeting.step, session.meeting.focus) == ("renewal", "agree", "")
    assert time_left(session.meeting, LATER) is None


def test_walking_on_keeps_the_turn_that_was_under_way() -> None:
    """Whoever was speaking when the table walked on has had a turn."""
    session = after(after(a_session(), TakeTurn(who="liisa")), WalkTo(phase="action", step="agree"), now=LATER)
    assert session.turns == (Turn(step="ideas", who="liisa", seconds=120, at=NOW),)
    assert session.meeting.speaker == ""


def test_a_visit_begins_once() -> None:
    """A step that is being visited already is not entered again."""
    session = begin_visit(a_session(), NOW)
    assert session.visits == (Visit(step="ideas", phase="action", entered=NOW),)
    assert begin_visit(session, LATER) is session


def test_a_timer_runs_pauses_and_goes_on() -> None:
    """A timer counts down, stands where it was paused, and goes on from there."""
    session = after(a_session(), StartTimer(seconds=300))
    assert time_left(session.meeting, LATER) == 180
    session = after(session, PauseTimer(), now=LATER)
    assert (session.meeting.timer_left, session.meeting.timer_ends_at) == (180, None)
    session = after(session, StartTimer(), now=LATER)
    assert session.meeting.timer_ends_at == LATER + timedelta(seconds=180)
    assert time_left(session.meeting, LATER + timedelta(seconds=200)) == -20


def test_starting_the_timer_begins_the_visit() -> None:
    """The step's time begins to run with its timer at the latest."""
    assert after(a_session(), StartTimer(seconds=60)).visits == (Visit(step="ideas", phase="action", entered=NOW),)


def test_minutes_are_added_to_a_running_timer_from_now_at_the_earliest() -> None:
    """A minute more is added to what is left, or in overtime to the present moment."""
    running = after(a_session(), StartTimer(seconds=300))
    assert time_left(after(running, AddMinutes()).meeting, NOW) == 360
    late = NOW + timedelta(minutes=9)
    assert time_left(after(running, AddMinutes(minutes=2), now=late).meeting, late) == 120


def test_minutes_are_added_to_a_standing_timer_from_the_steps_own() -> None:
    """A timer that was never started begins from the step's planned minutes; a paused one goes on from its own."""
    session = after(a_session(), AddMinutes(minutes=-5))
    assert session.meeting.timer_left == 600
    assert after(session, AddMinutes(minutes=1)).meeting.timer_left == 660


def test_the_next_meeting_keeps_what_is_not_said_again() -> None:
    """The next meeting's start and place stay where only the day changes."""
    first = SetNextMeeting(day=date(2026, 12, 12), start=time(17), place="Kirjasto")
    meeting = after(a_session(), first, SetNextMeeting(day=date(2026, 12, 19))).meeting
    assert (meeting.next_date, meeting.next_start, meeting.next_place) == (date(2026, 12, 19), time(17), "Kirjasto")
    assert after(a_session(), first, SetNextMeeting(day=None)).meeting.next_date is None


def test_the_meetings_facts_change_where_they_are_given() -> None:
    """What is given changes, what is None stays, and an empty place is a place taken away."""
    session = after(a_session(), SetMeeting(end=time(19), status="review"))
    meeting = session.meeting
    assert (meeting.start, meeting.end, meeting.place) == (time(17), time(19), "Kirjasto")
    assert meeting.status == "review"
    session = after(session, SetMeeting(start=time(16), place=""))
    assert (session.meeting.start, session.meeting.place) == (time(16), "")


def test_the_room_looks_at_an_entry_and_away() -> None:
    """The focus is set to an entry and taken away."""
    session = after(a_session(), Record(entry=Idea(id=NEW, text="a")), LookAt(focus="I1"))
    assert session.meeting.focus == "I1"
    assert after(session, LookAt()).meeting.focus == ""


def test_the_balance_is_shown_and_hidden() -> None:
    """The wall tells how the talk spreads only where that was chosen."""
    shown = after(a_session(), SetMeeting(balance_shown=True))
    assert shown.meeting.balance_shown
    assert not after(shown, SetMeeting(balance_shown=False)).meeting.balance_shown


def test_the_walls_choices_stay_where_they_are_not_given() -> None:
    """The pages and nothing at all are each chosen on their own."""
    meeting = after(a_session(), SetWall(blank=True), SetWall(turn=1)).meeting
    assert (meeting.wall_blank, meeting.wall_page) == (True, 1)
    assert not after(a_session(), SetWall(blank=True), SetWall(blank=False)).meeting.wall_blank


def test_the_room_looks_at_a_picture_until_it_walks_on() -> None:
    """What was asked for stands beside no entry; another step, or looking away, frees the wall."""
    session = after(a_session(), LookAt(wall="self-check", point="three-parties"), SetWall(turn=2))
    assert (session.meeting.wall, session.meeting.wall_point, session.meeting.wall_page) == (
        "self-check",
        "three-parties",
        2,
    )
    assert after(session, LookAt(wall="self-check", point="three-parties")) is session
    for meeting in (after(session, LookAt()).meeting, after(session, WalkTo(phase="action", step="next")).meeting):
        assert (meeting.wall, meeting.wall_point, meeting.wall_page) == ("", "", 0)


def test_a_break_has_an_end() -> None:
    """A break ends after the minutes it was given, or at once where it is taken back."""
    session = after(a_session(), TakeBreak(minutes=10))
    assert session.meeting.break_ends_at == NOW + timedelta(minutes=10)
    assert after(session, TakeBreak()).meeting.break_ends_at is None


def test_a_turn_goes_from_one_to_the_next() -> None:
    """Giving the turn on ends the one before, with its length; whoever speaks is present."""
    session = after(after(a_session(), TakeTurn(who="matti")), TakeTurn(who="kylat"), now=LATER)
    assert session.turns == (Turn(step="ideas", who="matti", seconds=120, at=NOW),)
    assert (session.meeting.speaker, session.meeting.speaker_since) == ("kylat", LATER)
    assert session.participants[3].presence == "present"
    session = after(session, EndTurn(), now=LATER)
    assert session.turns[1] == Turn(step="ideas", who="kylat", seconds=0, at=LATER)
    assert (session.meeting.speaker, session.meeting.speaker_since) == ("", None)


def test_a_turn_without_a_beginning_lasts_nothing() -> None:
    """A speaker written by hand without a moment has a turn of no length."""
    session = a_session(meeting=replace(a_meeting(), speaker="liisa"))
    assert after(session, EndTurn()).turns == (Turn(step="ideas", who="liisa", at=NOW),)


def test_whoever_was_passed_by_can_be_come_back_to() -> None:
    """A skipped turn is kept until the same person speaks in that step."""
    session = after(a_session(), SkipTurn(who="liisa"))
    assert session.turns == (Turn(step="ideas", who="liisa", skipped=True, at=NOW),)
    session = after(after(session, TakeTurn(who="liisa")), EndTurn(), now=LATER)
    assert session.turns == (Turn(step="ideas", who="liisa", seconds=120, at=NOW),)


def test_passing_somebody_by_again_puts_them_last() -> None:
    """Whoever is passed by twice has one skipped turn, the later one."""
    session = after(a_session(), SkipTurn(who="liisa"), SkipTurn(who="pekka"), SkipTurn(who="liisa"))
    assert [turn.who for turn in session.turns] == ["pekka", "liisa"]


def test_passing_the_speaker_by_ends_the_turn() -> None:
    """Whoever is passed by no longer speaks; passing another by leaves the speaker."""
    session = after(a_session(), TakeTurn(who="liisa"), SkipTurn(who="pekka"))
    assert session.meeting.speaker == "liisa"
    assert after(session, SkipTurn(who="liisa")).meeting.speaker == ""


def test_a_round_can_start_anew() -> None:
    """The current step's turns are forgotten, those of other steps stay."""
    other = Turn(step="introduction", who="liisa")
    session = after(a_session(turns=(other,)), SkipTurn(who="pekka"), TakeTurn(who="liisa"), StartRoundAnew())
    assert session.turns == (other,)
    assert session.meeting.speaker == ""


REFUSALS: tuple[tuple[Command, str], ...] = (
    (WalkTo(phase="action", step="ei"), "no-such-step"),
    (StartTimer(), "no-time-to-run"),
    (PauseTimer(), "timer-not-running"),
    (SetNextMeeting(day=DAY - timedelta(days=1)), "next-before-this"),
    (LookAt(focus="T1"), "no-such-entry"),
    (TakeTurn(who="ei"), "no-such-person"),
    (SkipTurn(who="ei"), "no-such-person"),
    (EndTurn(), "nobody-speaks"),
)


@pytest.mark.parametrize(("command", "key"), REFUSALS)
def test_what_cannot_happen_in_the_meeting_is_refused(command: Command, key: str, refusal: Refusal) -> None:
    """A step, timer, day or speaker that is not there is refused with its reason."""
    assert refusal(a_session(), command) == key


def test_the_moment_may_have_its_own_zone() -> None:
    """What is left on the clock is the same whichever zone the moment is told in."""
    meeting = after(a_session(), StartTimer(seconds=300)).meeting
    assert time_left(meeting, datetime.fromisoformat("2026-11-21T15:12:00+00:00")) == 180

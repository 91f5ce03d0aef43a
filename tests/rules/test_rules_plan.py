"""Time: how long visits lasted, what belongs to this meeting, and how the plan stands."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from kpfacil.model.entries import Agreement, Entry, Idea, Note, Parked, Task
from kpfacil.model.meeting import ProgrammeItem, Visit
from kpfacil.model.moments import not_before, recorded_here
from kpfacil.model.session import Session
from kpfacil.rules.plan import plan, seconds_between, seconds_stayed
from tests.fakes import DAY, NOW, PROCESS, a_meeting, a_session

BEGAN = NOW - timedelta(minutes=10)


def walked() -> Session:
    """Return a meeting that spent 5 minutes in the opening, 3 in the introduction, and is 2 minutes in ideas."""
    return a_session(
        visits=(
            Visit(step="opening", phase="action", entered=BEGAN, left=BEGAN + timedelta(minutes=5)),
            Visit(step="introduction", entered=BEGAN + timedelta(minutes=5), left=BEGAN + timedelta(minutes=8)),
            Visit(step="ideas", phase="action", entered=BEGAN + timedelta(minutes=8)),
        )
    )


def test_seconds_are_whole_and_never_less_than_none() -> None:
    """The time between two moments is in whole seconds; a clock set back counts as no time."""
    assert seconds_between(NOW, NOW + timedelta(seconds=90, milliseconds=700)) == 90
    assert seconds_between(NOW, BEGAN) == 0


def test_moments_with_and_without_a_zone_are_held_together_by_the_walls_clock() -> None:
    """A moment written by hand without a zone is read as the clock on the wall."""
    bare = NOW.replace(tzinfo=None)
    assert seconds_between(bare, NOW + timedelta(seconds=5)) == 5
    assert not_before(NOW, bare)
    assert not not_before(bare - timedelta(seconds=1), NOW)
    assert not_before(NOW.astimezone(UTC), NOW)


def test_a_closed_visit_lasted_from_door_to_door() -> None:
    """A visit that was left lasted until it was left."""
    assert seconds_stayed(walked(), walked().visits[0]) == 300
    assert seconds_stayed(walked(), Visit(step="ideas")) == 0


def test_an_open_visit_lasts_until_now_on_the_meetings_day() -> None:
    """The step at hand counts until now while the meeting's day lasts."""
    session = walked()
    assert seconds_stayed(session, session.visits[2], NOW) == 120


def test_an_open_visit_ended_with_its_last_entry_on_any_other_day() -> None:
    """On another day, and without a clock, an open visit lasted until the last entry recorded in it."""
    session = replace(
        walked(),
        ideas=(
            Idea(id="I1", text="a", phase="action", step="ideas", at=BEGAN + timedelta(minutes=9)),
            Idea(id="I2", text="b", phase="action", step="agree", at=NOW),
            Idea(id="I3", text="c", phase="renewal", step="ideas", at=NOW),
            Idea(id="I4", text="d", step="ideas"),
        ),
    )
    for now in (None, NOW + timedelta(days=1)):
        assert seconds_stayed(session, session.visits[2], now) == 60
    assert seconds_stayed(walked(), walked().visits[2], None) == 0


def test_a_visit_left_open_over_a_night_lasted_until_its_last_entry() -> None:
    """A step entered when preparing the day before does not count the night."""
    night = Visit(step="ideas", phase="action", entered=NOW - timedelta(days=1), left=NOW)
    said = Idea(id="I1", text="a", phase="action", step="ideas", at=NOW - timedelta(days=1, minutes=-1))
    assert seconds_stayed(a_session(visits=(night,), ideas=(said,)), night, NOW) == 60


@pytest.mark.parametrize(
    ("entry", "visited", "here"),
    [
        (Idea(id="I1", text="a", at=NOW - timedelta(days=9)), False, True),
        (Note(id="N1", text="a", at=NOW - timedelta(days=9)), False, True),
        (Parked(id="P1", text="a"), False, True),
        (Parked(id="P1", text="a", at=NOW), False, True),
        (Parked(id="P1", text="a", at=NOW - timedelta(days=30)), False, False),
        (Agreement(id="S1", text="a", at=NOW - timedelta(days=30)), True, False),
        (Agreement(id="S1", text="a", at=NOW), True, True),
        (Task(id="T1", text="a", raised_on=DAY), False, True),
        (Task(id="T1", text="a", raised_on=date(2026, 10, 24), at=NOW), False, False),
        (Task(id="T1", text="a"), False, True),
    ],
)
def test_what_was_carried_over_was_not_recorded_here(entry: Entry, visited: bool, here: bool) -> None:  # noqa: FBT001
    """A task says when it was given; other carried entries are older than the meeting's first step or day."""
    session = walked() if visited else a_session()
    assert recorded_here(session, entry) is here


def test_the_plan_says_where_the_meeting_is_and_how_far_ahead() -> None:
    """Planned so far: 35 minutes before the ideas and 2 of them; used: 10. So it is 27 minutes ahead."""
    standing = plan(walked(), PROCESS, NOW)
    assert (standing.index, len(standing.steps), sum(step.minutes for step in standing.steps)) == (5, 9, 80)
    assert (sum(standing.used.values()), standing.ahead) == (600, 27 * 60)
    assert [standing.used[step.id] for step in standing.steps[:5]] == [300, 180, 0, 0, 120]
    assert standing.steps[standing.index - 1].id == "ideas"


def test_a_step_that_takes_too_long_puts_the_meeting_behind() -> None:
    """Only the step's planned minutes count as planned, however long it takes."""
    session = a_session(
        meeting=a_meeting(step="opening"), visits=(Visit(step="opening", phase="action", entered=BEGAN),)
    )
    assert plan(session, PROCESS, NOW).ahead == -300


def test_the_meeting_ends_when_what_is_left_has_been_held() -> None:
    """At this pace the meeting ends after what is left of this step and those to come."""
    standing = plan(walked(), PROCESS, NOW)
    assert standing.ends_at == NOW + timedelta(minutes=13 + 30)
    late = plan(walked(), PROCESS, NOW + timedelta(minutes=60))
    assert late.ends_at == NOW + timedelta(minutes=60 + 30)


def _left_open(entered: datetime, *, start: time | None = time(17), end: time | None = time(18, 30)) -> Session:
    """Return a meeting that was opened at its ideas at some moment and never walked on."""
    meeting = replace(a_meeting(), start=start, end=end)
    return a_session(meeting=meeting, visits=(Visit(step="ideas", phase="action", entered=entered),))


@pytest.mark.parametrize(
    ("session", "now"),
    [
        pytest.param(a_session(), NOW, id="nothing has begun"),
        pytest.param(walked(), NOW + timedelta(days=1), id="the next evening"),
        pytest.param(walked(), NOW + timedelta(hours=16), id="the next morning"),
        pytest.param(walked(), NOW.replace(hour=22), id="late in the evening, long after the end"),
        pytest.param(walked(), NOW.replace(hour=16, minute=59), id="a minute before the hour"),
        pytest.param(_left_open(NOW.replace(hour=1)), NOW.replace(hour=1, minute=44), id="opened in the night before"),
        pytest.param(_left_open(NOW.replace(hour=9)), NOW.replace(hour=12), id="rehearsed in the morning"),
        pytest.param(_left_open(NOW - timedelta(days=1)), NOW - timedelta(days=1), id="rehearsed the evening before"),
        pytest.param(_left_open(NOW - timedelta(days=1), start=None), NOW, id="rehearsed, and no hour was announced"),
        pytest.param(_left_open(NOW.replace(hour=4), start=None), NOW, id="open since the morning, no hour announced"),
    ],
)
def test_nothing_is_ahead_or_behind_where_nobody_holds_the_meeting(session: Session, now: datetime) -> None:
    """Where nothing has begun, before the hour, hours after the end or on another day there is no pace to tell."""
    standing = plan(session, PROCESS, now)
    assert (standing.ahead, standing.ends_at) == (None, None)


@pytest.mark.parametrize(
    ("session", "now", "minutes"),
    [
        pytest.param(_left_open(NOW - timedelta(hours=1)), NOW.replace(minute=0), 35 + 15, id="on the hour"),
        pytest.param(_left_open(NOW - timedelta(days=1)), NOW, 35 - 10, id="only the rehearsal was walked through"),
        pytest.param(_left_open(NOW), NOW.replace(hour=21, minute=25), 50 - 265, id="very late"),
        pytest.param(
            _left_open(NOW.replace(hour=23), start=time(23), end=None),
            NOW.replace(hour=23) + timedelta(hours=2),
            -80,
            id="past midnight",
        ),
        pytest.param(_left_open(NOW, start=None, end=None), NOW + timedelta(minutes=9), 35, id="no hour was announced"),
    ],
)
def test_the_pace_is_told_from_the_hour_on(session: Session, now: datetime, minutes: int) -> None:
    """From the announced hour until long after the end, also past midnight; a rehearsal's minutes do not count."""
    assert plan(session, PROCESS, now).ahead == minutes * 60


def test_the_plan_follows_the_meetings_own_programme() -> None:
    """Minutes changed for this meeting are the ones that count."""
    session = replace(walked(), programme=(ProgrammeItem(step="opening", minutes=30),))
    assert plan(session, PROCESS, NOW).ahead == 27 * 60 + 25 * 60


def test_a_step_of_another_phase_is_not_this_phases_time() -> None:
    """The phase's own steps count only their own visits, the opening and closing ones those of every phase."""
    session = replace(walked(), meeting=a_meeting(phase="renewal"))
    used = plan(session, PROCESS, NOW).used
    assert (used["opening"], used["ideas"]) == (300, 0)

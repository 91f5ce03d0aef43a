"""Rounds: their order."""

from kpfacil.commands.meeting import SetMeeting
from kpfacil.rules.rounds import round_of
from tests.fakes import PROCESS, SCENE, a_session


def test_the_order_of_rounds_is_chosen_for_the_wall_too() -> None:
    """The order stands in the session, so that both screens name the same next one."""
    session = SetMeeting(round_order="parties").apply(a_session(), SCENE)
    assert session.meeting.round_order == "parties"
    assert round_of(session, PROCESS).order == "parties"

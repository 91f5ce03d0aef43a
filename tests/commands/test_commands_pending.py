"""Lines that wait: kept as they were entered, replaced by what has come of them, let go when they are answered."""

from dataclasses import replace

from kpfacil.commands.workings import KeepLine, ReleaseLine
from kpfacil.model.workings import PendingLine
from tests.fakes import SCENE, a_session

FIRST, SECOND, THIRD = (PendingLine(line=line) for line in ("Pekko: a", "Pekko: b", "Pekko: c"))


def test_a_line_is_kept_behind_those_that_wait() -> None:
    """What waits longest stands first."""
    session = KeepLine(line=SECOND).apply(replace(a_session(), pending=(FIRST,)), SCENE)
    assert session.pending == (FIRST, SECOND)


def test_a_line_takes_the_place_of_the_one_it_has_come_of() -> None:
    """A line that was mended and still cannot be taken waits in its old place; one that is gone leaves none."""
    session = KeepLine(line=THIRD, instead=FIRST).apply(replace(a_session(), pending=(FIRST, SECOND)), SCENE)
    assert session.pending == (THIRD, SECOND)
    assert KeepLine(line=FIRST, instead=THIRD).apply(a_session(), SCENE).pending == (FIRST,)


def test_an_answered_line_is_let_go_once() -> None:
    """Of two equal lines one goes; one that is gone already changes nothing."""
    session = replace(a_session(), pending=(FIRST, SECOND, FIRST))
    assert ReleaseLine(line=FIRST).apply(session, SCENE).pending == (SECOND, FIRST)
    assert ReleaseLine(line=THIRD).apply(session, SCENE) is session

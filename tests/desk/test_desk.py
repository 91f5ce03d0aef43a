"""The desk: do, undo, redo."""

import pytest

from kpfacil.commands.base import Refused
from kpfacil.commands.change import LetGo, Rewrite
from kpfacil.commands.meeting import LookAt, StartTimer
from kpfacil.commands.record import NEW, Record
from kpfacil.model.entries import Idea, Parked
from kpfacil.model.meeting import Visit
from tests.fakes import NOW, Clock, a_desk, a_session


def test_what_is_done_can_be_undone_and_done_again() -> None:
    """Undo goes back to what was before, redo forward again, numbers apart."""
    desk = a_desk()
    desk.do(Record(entry=Idea(id=NEW, text="a")))
    done = desk.do(Record(entry=Idea(id=NEW, text="b")))
    assert [idea.text for idea in desk.undo().ideas] == ["a"]
    assert desk.redo() == done


def test_everything_can_be_undone_to_the_beginning() -> None:
    """Undo reaches as far back as the session was opened, and then says that nothing is left."""
    desk = a_desk()
    for number in range(20):
        desk.do(Record(entry=Idea(id=NEW, text=str(number))))
    for _ in range(20):
        desk.undo()
    assert (desk.session.ideas, desk.session.visits) == ((), ())
    with pytest.raises(Refused, match="nothing-to-undo"):
        desk.undo()


def test_there_is_nothing_to_redo_after_something_new() -> None:
    """Doing something new forgets what had been undone."""
    desk = a_desk()
    desk.do(Record(entry=Idea(id=NEW, text="a")))
    desk.undo()
    desk.do(Record(entry=Idea(id=NEW, text="b")))
    with pytest.raises(Refused, match="nothing-to-redo"):
        desk.redo()


def test_a_number_is_given_once_also_after_an_undo() -> None:
    """The number of an entry that was undone or removed is not given again."""
    desk = a_desk()
    desk.do(Record(entry=Idea(id=NEW, text="a")))
    desk.undo()
    assert desk.do(Record(entry=Idea(id=NEW, text="b"))).ideas[0].id == "I2"
    desk.do(Record(entry=Parked(id=NEW, text="c")))
    desk.do(LetGo(entry="P1"))
    assert desk.do(Record(entry=Parked(id=NEW, text="d"))).parked[0].id == "P2"


def test_what_is_redone_keeps_its_number() -> None:
    """An entry that comes back by redo has the number it had."""
    desk = a_desk()
    desk.do(Record(entry=Idea(id=NEW, text="a")))
    desk.undo()
    assert desk.redo().ideas[0].id == "I1"


def test_a_refusal_changes_nothing() -> None:
    """A refused command leaves session, undo and redo as they were."""
    desk = a_desk()
    desk.do(Record(entry=Idea(id=NEW, text="a")))
    before = desk.undo()
    with pytest.raises(Refused):
        desk.do(LetGo(entry="T1"))
    assert desk.session is before
    assert desk.redo().ideas[0].text == "a"


def test_what_changes_nothing_leaves_nothing_to_undo() -> None:
    """A command that changes nothing is no step to go back to."""
    desk = a_desk(a_session(ideas=()))
    desk.do(Record(entry=Idea(id=NEW, text="a")))
    desk.do(Rewrite(entry="I1", text="a"))
    assert desk.undo().ideas == ()


def test_the_visit_begins_with_the_first_thing_recorded() -> None:
    """The step's time runs from the first entry recorded in it, by the desk's clock."""
    clock = Clock()
    desk = a_desk(clock=clock)
    desk.do(Record(entry=Idea(id=NEW, text="a")))
    clock.forward(minutes=5)
    session = desk.do(Record(entry=Idea(id=NEW, text="b")))
    assert session.visits == (Visit(step="ideas", phase="action", entered=NOW),)
    assert session.ideas[1].at == clock.now


def test_time_alone_changes_nothing() -> None:
    """A clock that goes on leaves the session as it is."""
    clock = Clock()
    desk = a_desk(clock=clock)
    before = desk.do(StartTimer(seconds=60))
    clock.forward(minutes=5)
    assert desk.session is before


def test_turning_ones_eyes_is_nothing_to_undo() -> None:
    """Looking at an entry is seen at once, and undo goes on to what was said before it."""
    desk = a_desk()
    desk.do(Record(entry=Idea(id=NEW, text="a")))
    assert desk.do(LookAt(focus="I1")).meeting.focus == "I1"
    assert desk.undo().ideas == ()

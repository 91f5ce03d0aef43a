"""The desk: do, undo, redo."""

from datetime import timedelta

import pytest

from kpfacil.commands.base import Command, Refused
from kpfacil.commands.change import LetGo, Rewrite
from kpfacil.commands.meeting import LookAt, StartTimer, TakeBreak, WalkTo
from kpfacil.commands.people import SetPresence
from kpfacil.commands.record import NEW, Record
from kpfacil.commands.rounds import AskForFloor, TakeTurn
from kpfacil.commands.table import AddRule
from kpfacil.commands.workings import KeepLine, TakeSending
from kpfacil.model.entries import Idea, Note, Parked, Task
from kpfacil.model.meeting import Visit
from kpfacil.model.workings import PendingLine, SendingAnswer
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


@pytest.mark.parametrize(
    ("command", "ends"),
    [
        (Record(entry=Note(id=NEW, text="oma")), False),
        (Record(entry=Task(id=NEW, text="a", owners=("liisa",))), False),
        (
            TakeSending(
                seat="aa", name="s", answer=SendingAnswer(number=1), commands=(Record(entry=Idea(id=NEW, text="a")),)
            ),
            False,
        ),
        (AddRule(text="Yksi puhuu kerrallaan"), False),
        (AskForFloor(who=("liisa",)), False),
        (SetPresence(id="matti", presence="present"), False),
        (KeepLine(line=PendingLine(line="Martat: tarjoilu", kind="idea")), False),
        (LookAt(wall="people"), False),
        (TakeTurn(who="liisa"), True),
        (StartTimer(seconds=60), True),
        (WalkTo(phase="action", step="agree"), True),
        (TakeBreak(), True),
    ],
)
def test_only_what_the_room_does_ends_a_break(command: Command, *, ends: bool) -> None:
    """No line does, from whatever seat; after its end the next line begins the step's time again."""
    clock = Clock()
    desk = a_desk(clock=clock)
    desk.do(TakeBreak(minutes=10))
    clock.forward(minutes=2)
    desk.do(command)
    left = desk.session.meeting.break_ends_at
    assert (left is None) == ends
    assert all(visit.left is not None for visit in desk.session.visits) == (not ends)
    clock.forward(minutes=9)
    desk.do(Record(entry=Idea(id=NEW, text="b")))
    assert desk.session.meeting.break_ends_at is None
    assert desk.session.visits[-1].entered == NOW + timedelta(minutes=2 if ends else 11)


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

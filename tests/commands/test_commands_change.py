"""Changing what was recorded."""

from dataclasses import replace
from datetime import date

import pytest

from kpfacil.commands.base import Command
from kpfacil.commands.change import (
    AddPledges,
    AddVotes,
    AssignTask,
    Confirm,
    LetGo,
    MarkReviewed,
    NameHeir,
    RenameTheme,
    Rewrite,
    SetDue,
    SetFate,
    SetSpeakers,
    SetTaskState,
    SetTheme,
)
from kpfacil.commands.meeting import LookAt
from kpfacil.commands.record import NEW, Record
from kpfacil.commands.table import SetGoalState
from kpfacil.model.entries import Agreement, Idea, Note, Offer, Parked, Pledge, Task
from kpfacil.model.session import Session
from kpfacil.model.table import Goal, Table
from tests.commands.conftest import Refusal
from tests.fakes import DAY, TABLE, a_session, after

BEFORE = date(2026, 10, 24)


def full() -> Session:
    """Return a session with one entry of each kind, the task being of an earlier meeting."""
    return a_session(
        table=Table(name=TABLE, goals=(Goal(id="G1", text="Hillotehdas"),)),
        ideas=(Idea(id="I1", text="Kyläpäivä", theme="tapahtumat", votes=2), Idea(id="I2", text="Kimppakyydit")),
        agreements=(Agreement(id="S1", text="Pidetään kyläpäivä"),),
        tasks=(Task(id="T1", text="Varaa sali", owners=("liisa",), due=date(2026, 11, 30), raised_on=BEFORE),),
        parked=(Parked(id="P1", text="Ilmoitustaulu", theme="tapahtumat"),),
        offers=(Offer(id="O1", text="osaan leipoa", by="liisa"),),
        notes=(Note(id="N1", text="oma"),),
    )


@pytest.mark.parametrize("entry", ["I1", "S1", "T1", "P1", "O1", "N1", "G1"])
def test_any_entry_can_be_rewritten(entry: str) -> None:
    """Every kind of entry, and a goal, takes new words and keeps its id."""
    found = after(full(), Rewrite(entry=entry, text="uusi teksti")).find(entry)
    assert found is not None
    assert found.text == "uusi teksti"


@pytest.mark.parametrize("entry", ["I1", "S1", "T1", "P1"])
def test_who_said_it_can_be_changed(entry: str) -> None:
    """An idea, agreement, task or parked matter takes new people, and whoever was expected is present."""
    session = after(full(), SetSpeakers(entry=entry, by=("matti",)))
    found = session.find(entry)
    assert isinstance(found, Idea | Agreement | Task | Parked)
    assert found.by == ("matti",)
    assert session.participants[3].presence == "present"


def test_an_offer_has_one_giver_or_none() -> None:
    """The first one named gives an offer; with nobody named it is the table's."""
    assert after(full(), SetSpeakers(entry="O1", by=("pekka", "aino"))).offers[0].by == "pekka"
    assert after(full(), SetSpeakers(entry="O1", by=())).offers[0].by == ""


def test_a_task_changes_hands_and_its_story_tells_who_had_it() -> None:
    """A carried task given to somebody else tells in its story whose it was, and waits for the new owner's yes."""
    session = after(full(), Confirm(entry="T1"), AssignTask(task="T1", owners=("pekka",), text="Varaa kirjasto"))
    (task,) = session.tasks
    assert (task.owners, task.text, task.confirmed) == (("pekka",), "Varaa kirjasto", False)
    assert [(told.what, told.text, told.on) for told in task.story] == [("given-on", "Liisa Mäkinen", DAY)]


def test_a_task_with_the_same_owner_stays_confirmed() -> None:
    """Naming the same owner again changes nothing."""
    (task,) = after(full(), Confirm(entry="T1"), AssignTask(task="T1", owners=("liisa",))).tasks
    assert task.confirmed
    assert task.story == ()


def test_a_task_of_this_meeting_changes_hands_without_a_story() -> None:
    """Within the meeting that gave it, a task's owner is only being settled."""
    session = full()
    session = replace(session, tasks=(replace(session.tasks[0], raised_on=DAY),))
    assert after(session, AssignTask(task="T1", owners=("pekka",))).tasks[0].story == ()


@pytest.mark.parametrize(
    ("due", "text", "postponed"),
    [(date(2026, 12, 15), "", 1), (date(2026, 11, 25), "", 0), (None, "joskus", 1), (date(2026, 11, 30), "", 0)],
)
def test_a_date_that_moves_later_is_a_postponement(due: date | None, text: str, postponed: int) -> None:
    """A later date, or none where there was one, counts as a postponement; an earlier or the same one does not."""
    (task,) = after(full(), SetDue(task="T1", due=due, due_text=text)).tasks
    assert (task.due, task.due_text, task.postponed) == (due, text, postponed)
    assert [told.text for told in task.story] == ["2026-11-30"] * postponed


def test_a_date_is_postponed_once_a_meeting() -> None:
    """A slip in the new date is a correction: the promise moved once, and not at all where it is back where it was."""
    moved = after(full(), SetDue(task="T1", due=date(2027, 12, 1)), SetDue(task="T1", due=date(2027, 12, 12)))
    assert moved.tasks[0].postponed == 1
    assert [told.text for told in moved.tasks[0].story] == ["2026-11-30"]
    back = after(moved, SetDue(task="T1", due=date(2026, 11, 30))).tasks[0]
    assert (back.postponed, back.story) == (0, ())


def test_the_date_of_a_promise_made_here_is_corrected_and_not_postponed() -> None:
    """What was promised in this meeting moves nowhere: its date was wrong."""
    made = after(a_session(), Record(entry=Task(id=NEW, text="Varaa sali", due=date(2026, 12, 1))))
    (task,) = after(made, SetDue(task="T1", due=date(2026, 12, 2))).tasks
    assert (task.due, task.postponed, task.story) == (date(2026, 12, 2), 0, ())


def test_a_first_date_is_no_postponement() -> None:
    """A date given to a task that had none postpones nothing."""
    session = full()
    session = replace(session, tasks=(replace(session.tasks[0], due=None),))
    assert after(session, SetDue(task="T1", due=date(2027, 1, 1))).tasks[0].postponed == 0


def test_pledges_are_added_to_those_there_were() -> None:
    """A new pledge comes after the old ones, and falls to the first owner where it names nobody."""
    made = AddPledges(task="T1", resources=(Pledge(text="20 h"),))
    (task,) = after(full(), made, AddPledges(task="T1", resources=(Pledge(text="tila", by="kylat"),))).tasks
    assert [(pledge.text, pledge.by) for pledge in task.resources] == [("20 h", "liisa"), ("tila", "kylat")]


def test_a_pledge_said_again_is_one() -> None:
    """The same words of the same giver are no second pledge, and no yes falls by them; another giver's are one."""
    made = AddPledges(task="T1", resources=(Pledge(text="20 h"),))
    (task,) = after(full(), made, Confirm(entry="T1"), made).tasks
    assert ([pledge.text for pledge in task.resources], task.confirmed) == (["20 h"], True)
    (task,) = after(full(), made, AddPledges(task="T1", resources=(Pledge(text="20 h", by="kylat"),))).tasks
    assert [pledge.by for pledge in task.resources] == ["liisa", "kylat"]


def test_a_task_changes_state_and_its_story_tells() -> None:
    """A state with a reason is kept, told in the story, and counts as looked back at."""
    (task,) = after(full(), SetTaskState(task="T1", state="waiting", note="odottaa lupaa")).tasks
    assert (task.state, task.note, task.reviewed_on) == ("waiting", "odottaa lupaa", DAY)
    assert [(told.what, told.text) for told in task.story] == [("waiting", "odottaa lupaa")]


def test_a_reason_belongs_to_its_state() -> None:
    """Why it waited is not why it is done: it stays in the story, also where nobody told it there yet."""
    waited = after(full(), SetTaskState(task="T1", state="waiting", note="kamera rikki"))
    (task,) = after(waited, SetTaskState(task="T1", state="done")).tasks
    assert (task.state, task.note) == ("done", "")
    assert [(told.what, told.text) for told in task.story] == [("waiting", "kamera rikki"), ("done", "")]
    by_hand = full().with_entry(replace(full().tasks[0], state="waiting", note="käsin"))
    (task,) = after(by_hand, SetTaskState(task="T1", state="done", note="valmistui")).tasks
    assert task.note == "valmistui"
    assert [(told.what, told.text) for told in task.story] == [("waiting", "käsin"), ("done", "valmistui")]


def test_the_same_state_again_tells_nothing_new() -> None:
    """A state that stays adds nothing to the story and keeps the earlier note."""
    commands = (SetTaskState(task="T1", state="waiting", note="a"), SetTaskState(task="T1", state="waiting"))
    (task,) = after(full(), *commands).tasks
    assert task.note == "a"
    assert len(task.story) == 1


def test_a_task_can_be_looked_at_without_a_change() -> None:
    """Looking back at a task notes the meeting and nothing else."""
    (task,) = after(full(), MarkReviewed(task="T1")).tasks
    assert (task.reviewed_on, task.story) == (DAY, ())


def test_a_task_gets_an_heir() -> None:
    """Somebody is named to go on with a task."""
    assert after(full(), NameHeir(task="T1", heir="kunta")).tasks[0].heir == "kunta"


def test_dots_add_up_and_can_be_taken_back() -> None:
    """Dots are added to those there are, and a negative number takes them back."""
    assert after(full(), AddVotes(idea="I1", votes=5), AddVotes(idea="I1", votes=-7)).ideas[0].votes == 0


def test_an_idea_and_a_parked_matter_take_a_theme() -> None:
    """A theme is set, and an empty one takes it away."""
    session = after(full(), SetTheme(entry="I2", theme="liikenne"), SetTheme(entry="P1", theme=""))
    assert session.ideas[1].theme == "liikenne"
    assert session.parked[0].theme == ""


def test_renaming_a_theme_into_another_merges_them() -> None:
    """Every idea and parked matter of a theme moves under the new name, others stay."""
    session = after(full(), SetTheme(entry="I2", theme="juhlat"), RenameTheme(old="tapahtumat", new="juhlat"))
    assert [idea.theme for idea in session.ideas] == ["juhlat", "juhlat"]
    assert session.parked[0].theme == "juhlat"
    assert after(full(), RenameTheme(old="muu", new="juhlat")) == full()


def test_an_idea_goes_forward() -> None:
    """An idea's fate is set."""
    assert after(full(), SetFate(idea="I1", fate="forward")).ideas[0].fate == "forward"


def test_letting_go_drops_ideas_lapses_tasks_and_goals_and_removes_the_rest() -> None:
    """An idea is dropped, a task and a goal lapse, and anything else goes; numbers are not given again."""
    session = after(full(), *(LetGo(entry=entry) for entry in ("I1", "T1", "G1", "S1", "P1", "O1", "N1")))
    assert session.ideas[0].fate == "dropped"
    assert (session.tasks[0].state, session.table.goals[0].state) == ("lapsed", "lapsed")
    assert (session.agreements, session.parked, session.offers, session.notes) == ((), (), (), ())
    assert session.counters == full().counters


def test_nobody_looks_at_what_is_gone() -> None:
    """The room's eyes turn away from an entry that is removed, and stay on any other."""
    assert after(full(), LookAt(focus="S1"), LetGo(entry="S1")).meeting.focus == ""
    assert after(full(), LookAt(focus="T1"), LetGo(entry="S1")).meeting.focus == "T1"


def test_a_stamp_can_be_given_and_taken_back() -> None:
    """An agreement or a task is confirmed, and the stamp taken back."""
    session = after(full(), Confirm(entry="S1"), Confirm(entry="T1"))
    assert (session.agreements[0].confirmed, session.tasks[0].confirmed) == (True, True)
    assert not after(session, Confirm(entry="S1", confirmed=False)).agreements[0].confirmed


def test_a_goal_keeps_its_reason() -> None:
    """A goal's state is set with its reason, which stays when a later state has none."""
    commands = (SetGoalState(goal="G1", state="lapsed", reason="ei resursseja"), SetGoalState(goal="G1", state="open"))
    (goal,) = after(full(), *commands).table.goals
    assert (goal.state, goal.reason) == ("open", "ei resursseja")


REFUSALS: tuple[tuple[Command, str], ...] = (
    (Rewrite(entry="I1", text="  "), "empty-text"),
    (Rewrite(entry="I9", text="a"), "no-such-entry"),
    (SetSpeakers(entry="N1", by=("liisa",)), "nobody-to-name"),
    (SetSpeakers(entry="G1", by=("liisa",)), "nobody-to-name"),
    (AssignTask(task="I1", owners=()), "not-a-task"),
    (SetDue(task="S1"), "not-a-task"),
    (AddPledges(task="P1", resources=()), "not-a-task"),
    (SetTaskState(task="T9", state="done"), "no-such-entry"),
    (MarkReviewed(task="I1"), "not-a-task"),
    (NameHeir(task="I1", heir="liisa"), "not-a-task"),
    (AddVotes(idea="I1", votes=-3), "too-few-dots"),
    (AddVotes(idea="T1", votes=1), "not-an-idea"),
    (SetTheme(entry="T1", theme="a"), "no-theme-here"),
    (SetFate(idea="S1", fate="open"), "not-an-idea"),
    (LetGo(entry="ei"), "no-such-entry"),
    (Confirm(entry="I1"), "nothing-to-confirm"),
    (SetGoalState(goal="I1", state="open"), "not-a-goal"),
)


@pytest.mark.parametrize(("command", "key"), REFUSALS)
def test_what_cannot_be_changed_is_refused(command: Command, key: str, refusal: Refusal) -> None:
    """A change that makes no sense is refused with its reason."""
    assert refusal(full(), command) == key

"""Recording: one command for each kind of entry."""

from datetime import date

import pytest

from kpfacil.commands.base import Refused, Together, find_entry, found_as
from kpfacil.commands.change import LetGo
from kpfacil.commands.record import NEW, Record, RewriteOffer
from kpfacil.model.entries import Agreement, Idea, Note, Offer, Parked, Pledge, Task
from kpfacil.model.table import Goal, Table
from tests.fakes import DAY, NOW, TABLE, a_session, after


def test_an_idea_gets_the_next_id_and_its_place_in_the_meeting() -> None:
    """An idea is recorded with the next number, who said it, its theme, phase, step and moment."""
    session = after(a_session(), Record(entry=Idea(id=NEW, text="Kyläpäivä", by=("liisa",), theme="tapahtumat")))
    assert session.ideas == (
        Idea(id="I1", text="Kyläpäivä", by=("liisa",), theme="tapahtumat", phase="action", step="ideas", at=NOW),
    )
    assert session.counters == {"I": 1}


def test_who_speaks_is_present() -> None:
    """Somebody who was expected and says something is present."""
    session = after(a_session(), Record(entry=Idea(id=NEW, text="Kyläpäivä", by=("matti",))))
    assert session.participants[3].presence == "present"


def test_everyone_marks_nobody_as_present() -> None:
    """What came from everybody marks nobody as present who was only expected."""
    commands = (
        Record(entry=Idea(id=NEW, text="a", by=("matti",)), everyone=True),
        Record(entry=Agreement(id=NEW, text="b", by=("matti",)), everyone=True),
        Record(entry=Parked(id=NEW, text="c", by=("matti",)), everyone=True),
    )
    assert after(a_session(), *commands).participants[3].presence == "expected"


def test_an_agreement_keeps_its_origin() -> None:
    """An agreement is recorded with who said it and the entry it came from."""
    session = after(
        a_session(),
        Record(entry=Idea(id=NEW, text="a")),
        Record(entry=Agreement(id=NEW, text="b", by=("liisa",), origin=("I1",))),
    )
    (made,) = session.agreements
    assert (made.id, made.text, made.by, made.origin, made.at) == ("S1", "b", ("liisa",), ("I1",), NOW)


def test_a_task_is_raised_in_this_meeting_and_pledges_are_its_owners_together() -> None:
    """A task carries the meeting's day, and a pledge that names nobody is its two owners' together."""
    pledges = (Pledge(text="20 h", kind="time", amount=20, unit="h"), Pledge(text="tila", by="kylat", kind="space"))
    made = Record(
        entry=Task(id=NEW, text="Varaa sali", owners=("liisa", "pekka"), due=date(2026, 12, 15), resources=pledges)
    )
    (task,) = after(a_session(), made).tasks
    assert (task.id, task.raised_on, task.due, task.postponed) == ("T1", DAY, date(2026, 12, 15), 0)
    assert [pledge.by for pledge in task.resources] == ["", "kylat"]


def test_a_pledge_to_a_task_without_an_owner_stays_without_a_giver() -> None:
    """Where nobody owns the task, nobody is assumed to give."""
    (task,) = after(a_session(), Record(entry=Task(id=NEW, text="Varaa sali", resources=(Pledge(text="20 h"),)))).tasks
    assert task.resources[0].by == ""


def test_a_matter_is_left_waiting() -> None:
    """A parked matter keeps who said it, its theme and its origin."""
    (item,) = after(
        a_session(), Record(entry=Parked(id=NEW, text="Kimppakyydit", by=("pekka",), theme="liikenne", origin=("I1",)))
    ).parked
    assert (item.id, item.by, item.theme, item.origin, item.next_step) == ("P1", ("pekka",), "liikenne", ("I1",), "")


def test_an_own_note_names_nobody() -> None:
    """The facilitator's own note is recorded with its place and moment."""
    (note,) = after(a_session(), Record(entry=Note(id=NEW, text="Anna puheenvuoro Pekalle"))).notes
    assert (note.id, note.step, note.at) == ("N1", "ideas", NOW)


def test_an_offer_waits_for_a_task() -> None:
    """An offer is recorded with its giver, kind and amount, tied to no task."""
    session = after(
        a_session(), Record(entry=Offer(id=NEW, text="talkoot", by="matti", kind="time", amount=1.5, unit="h"))
    )
    (offer,) = session.offers
    assert (offer.id, offer.by, offer.kind, offer.amount, offer.unit, offer.task) == (
        "O1",
        "matti",
        "time",
        1.5,
        "h",
        "",
    )
    assert session.participants[3].presence == "present"


def test_several_commands_are_one() -> None:
    """Commands done together come one after another, and what is no command is passed by."""
    session = after(
        a_session(),
        Together(commands=(Record(entry=Idea(id=NEW, text="a")), "ei mikään", Record(entry=Idea(id=NEW, text="b")))),
    )
    assert [idea.id for idea in session.ideas] == ["I1", "I2"]


def test_of_several_commands_none_is_done_where_one_is_refused() -> None:
    """When one of several commands is refused, so are all."""
    with pytest.raises(Refused):
        after(a_session(), Together(commands=(Record(entry=Idea(id=NEW, text="a")), LetGo(entry="T9"))))


def test_a_refusal_names_its_reason_and_details() -> None:
    """A refusal carries the key of its sentence and what the sentence names."""
    with pytest.raises(Refused, match="no-such-entry") as refused:
        find_entry(a_session(), "I7")
    assert refused.value.sentence.details == {"id": "I7"}


def test_an_entry_of_another_kind_is_refused() -> None:
    """Where a task, idea or agreement is needed, another kind is refused."""
    session = after(a_session(), Record(entry=Idea(id=NEW, text="a")), Record(entry=Note(id=NEW, text="b")))
    with pytest.raises(Refused, match="not-a-task"):
        found_as(session, "I1", Task)
    with pytest.raises(Refused, match="not-an-agreement"):
        found_as(session, "I1", Agreement)
    with pytest.raises(Refused, match="not-an-idea"):
        found_as(session, "N1", Idea)


def test_every_kind_of_entry_is_changed_in_its_place() -> None:
    """An entry or goal of any kind is replaced by its id, and the others stay."""
    session = a_session(table=Table(name=TABLE, goals=(Goal(id="G1", text="a"), Goal(id="G2", text="b"))))
    session = after(
        session,
        Record(entry=Note(id=NEW, text="a")),
        Record(entry=Note(id=NEW, text="b")),
        Record(entry=Idea(id=NEW, text="c")),
    )
    new = session.with_entry(Goal(id="G2", text="uusi"))
    assert [goal.text for goal in new.table.goals] == ["a", "uusi"]
    note = session.notes[0]
    assert session.with_entry(note) == session


def test_an_offer_in_other_words_is_of_another_amount() -> None:
    """New words of an offer bring their own kind, amount and unit; an idea is no offer, and empty words are none."""
    session = after(
        a_session(),
        Record(entry=Offer(id=NEW, text="20 h", by="liisa", kind="time", amount=20, unit="h")),
        Record(entry=Idea(id=NEW, text="a")),
    )
    offer = after(session, RewriteOffer(offer="O1", text="sali", kind="space")).offers[0]
    assert (offer.text, offer.by, offer.kind, offer.amount, offer.unit) == ("sali", "liisa", "space", None, "")
    for wrong in (RewriteOffer(offer="O1", text=" "), RewriteOffer(offer="I1", text="sali")):
        with pytest.raises(Refused):
            after(session, wrong)

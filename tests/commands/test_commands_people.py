"""Who is at the table."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from kpfacil.commands.base import Command
from kpfacil.commands.people import (
    AddParticipant,
    AddParty,
    CountCrowd,
    EditParticipant,
    MarkArrived,
    MarkLeft,
    RemoveParticipant,
    RenameParty,
    SetPresence,
    ids_mentioned,
)
from kpfacil.commands.record import NEW, Record
from kpfacil.commands.rounds import TakeTurn
from kpfacil.model.entries import Agreement, Consent, Idea, Offer, Parked, Pledge, Task
from kpfacil.model.meeting import Evaluation, Turn
from kpfacil.model.people import Crowd, Participant, Party
from kpfacil.model.session import Session, everyone
from tests.commands.conftest import Refusal
from tests.fakes import NOW, a_meeting, a_person, a_session, after

LATER = NOW + timedelta(hours=1)


def of(session: Session, handle: str) -> Participant:
    """Return a participant who is known to be there."""
    person = session.participant(handle)
    assert person is not None
    return person


def test_a_party_comes_to_the_table() -> None:
    """A party is added after the others."""
    assert after(a_session(), AddParty(id="nuva", name="Nuorisovaltuusto")).parties[-1] == Party(
        id="nuva", name="Nuorisovaltuusto"
    )


def test_a_person_comes_to_the_table() -> None:
    """A person is added as present, with party, field and roles."""
    made = AddParticipant(id="eeva", name="Eeva Laine", party="kunta", field="sote", roles=("secretary",))
    person = of(after(a_session(), made), "eeva")
    assert (person.name, person.party, person.field, person.presence) == ("Eeva Laine", "kunta", "sote", "present")
    assert person.roles == ("secretary",)


def test_a_person_is_edited_and_keeps_the_handle() -> None:
    """Name, party, field, site and roles change; presence and the handle stay."""
    made = EditParticipant(id="aino", name="Aino Salo", party="martat", field="sote", site="Jämsä", roles=("chair",))
    person = of(after(a_session(), made), "aino")
    assert person == Participant(
        id="aino", name="Aino Salo", party="martat", field="sote", site="Jämsä", roles=("chair",), presence="remote"
    )


def test_whoever_is_here_again_has_not_left() -> None:
    """Marking somebody as present or remote takes an early leave away; being absent does not."""
    left = after(a_session(), MarkLeft(id="liisa", at=time(18)))
    assert of(left, "liisa").left == time(18)
    assert of(after(left, SetPresence(id="liisa", presence="remote")), "liisa").left is None
    assert of(after(left, SetPresence(id="liisa", presence="absent")), "liisa").left == time(18)


def test_somebody_comes_late() -> None:
    """Whoever arrives is present since then, or since now to the minute; a remote one stays remote."""
    session = after(a_session(), MarkArrived(id="matti"), MarkArrived(id="aino", at=time(17, 20)))
    assert (of(session, "matti").presence, of(session, "matti").arrived) == ("present", time(17, 10))
    assert (of(session, "aino").presence, of(session, "aino").arrived) == ("remote", time(17, 20))


def test_somebody_leaves_early() -> None:
    """Whoever leaves was there until then, or until now to the minute; a remote one stays remote."""
    session = after(a_session(), MarkLeft(id="matti"), MarkLeft(id="aino", at=time(18)))
    assert (of(session, "matti").presence, of(session, "matti").left) == ("present", time(17, 10))
    assert (of(session, "aino").presence, of(session, "aino").left) == ("remote", time(18))


def test_whoever_leaves_and_comes_back_was_out_of_the_room() -> None:
    """Each going and coming is kept as a pair; who is marked as here before having left had not left at all."""
    out = after(a_session(), MarkLeft(id="liisa", at=time(17, 42)))
    assert not of(out, "liisa").here
    back = after(out, MarkArrived(id="liisa", at=time(17, 48)))
    assert (of(back, "liisa").away, of(back, "liisa").arrived, of(back, "liisa").left) == (
        ((time(17, 42), time(17, 48)),),
        None,
        None,
    )
    assert of(back, "liisa").here
    twice = after(back, MarkLeft(id="liisa", at=time(18)), SetPresence(id="liisa", presence="present"), now=LATER)
    assert of(twice, "liisa").away == ((time(17, 42), time(17, 48)), (time(18), time(18, 10)))
    still_out = a_session(participants=(replace(a_person("liisa"), away=((time(17, 42),),)),))
    assert not of(still_out, "liisa").here
    assert of(after(still_out, MarkArrived(id="liisa", at=time(18))), "liisa").away == ((time(17, 42), time(18)),)


def test_a_former_member_is_nowhere_but_in_old_entries(refusal: Refusal) -> None:
    """Whoever is replaced becomes a former member, whom nothing counts, asks or means."""
    session = after(
        a_session(),
        AddParticipant(id="eeva", name="Eeva Kallio", party="martat", replaces="pekka"),
        TakeTurn(who="eeva"),
    )
    assert of(session, "pekka").standing == "former"
    assert "pekka" not in {person.id for person in session.members}
    assert (of(session, "pekka").here, of(session, "pekka").may_answer) == (False, False)
    assert "pekka" not in everyone(session)
    assert session.name_of("pekka") == "Pekka Virtanen"
    assert refusal(session, AddParticipant(id="uusi", name="A", replaces="kukaan")) == "no-such-person"


def test_people_can_be_counted_without_names() -> None:
    """A count of a party and presence replaces the earlier one, and zero takes it away."""
    session = after(
        a_session(),
        CountCrowd(crowd=Crowd(party="kylat", count=30)),
        CountCrowd(crowd=Crowd(party="", count=2, presence="remote")),
    )
    session = after(session, CountCrowd(crowd=Crowd(party="kylat", count=25)))
    assert session.crowd == (Crowd(count=2, presence="remote"), Crowd(party="kylat", count=25))
    assert after(session, CountCrowd(crowd=Crowd(party="kylat", count=0))).crowd == (Crowd(count=2, presence="remote"),)


def test_a_person_put_there_by_mistake_is_taken_off() -> None:
    """Somebody whom nothing recorded names is taken off the roster."""
    session = after(a_session(), RemoveParticipant(id="matti"))
    assert session.participant("matti") is None
    assert len(session.participants) == 3


def test_what_was_let_go_holds_nobody_at_the_table() -> None:
    """Whose only entries were let go can be taken off; the ideas and tasks stay, without the name."""
    ideas = (Idea(id="I1", text="a", by=("matti", "liisa"), fate="dropped"),)
    tasks = (Task(id="T1", text="a", owners=("matti",), state="lapsed"),)
    session = after(a_session(ideas=ideas, tasks=tasks), RemoveParticipant(id="matti"))
    assert (session.participant("matti"), session.ideas[0].by, session.tasks[0].owners) == (None, ("liisa",), ())


def test_everything_that_names_somebody_is_found() -> None:
    """Those named by entries, owners, carriers, heirs, consents, pledges, turns, replacements and answers are known."""
    session = a_session(
        ideas=(Idea(id="I1", text="a", by=("p1",)),),
        parked=(Parked(id="P1", text="a", by=("p2",)),),
        agreements=(
            Agreement(id="S1", text="a", by=("p3",), carrier="p4", consent=(Consent(who="p5", answer="yes"),)),
        ),
        tasks=(
            Task(
                id="T1",
                text="a",
                owners=("p6",),
                by=("p7",),
                carrier="p8",
                heir="p9",
                resources=(Pledge(text="a", by="p10"),),
            ),
        ),
        offers=(Offer(id="O1", text="a", by="p11"),),
        turns=(Turn(step="ideas", who="p12"),),
        participants=(a_person("uusi", replaces="p13"),),
        evaluations=(Evaluation(key="closing", who="p14"),),
    )
    assert ids_mentioned(session) == {f"p{number}" for number in range(1, 15)}


REFUSALS: tuple[tuple[Command, str], ...] = (
    (AddParty(id="kylat", name="A"), "handle-taken"),
    (AddParty(id="liisa", name="A"), "handle-taken"),
    (AddParty(id="", name="A"), "bad-handle"),
    (AddParty(id="kylä", name="A"), "bad-handle"),
    (AddParty(id="kaksi sanaa", name="A"), "bad-handle"),
    (AddParty(id="t1", name="A"), "bad-handle"),
    (AddParty(id="uusi", name=""), "nameless"),
    (AddParticipant(id="pekka", name="A"), "handle-taken"),
    (AddParticipant(id="uusi", name=" "), "nameless"),
    (AddParticipant(id="uusi", name="A", party="ei"), "no-such-party"),
    (EditParticipant(id="ei", name="A"), "no-such-person"),
    (EditParticipant(id="liisa", name=""), "nameless"),
    (EditParticipant(id="liisa", name="A", party="ei"), "no-such-party"),
    (SetPresence(id="kylat", presence="present"), "no-such-person"),
    (MarkArrived(id="ei"), "no-such-person"),
    (MarkLeft(id="ei"), "no-such-person"),
    (CountCrowd(crowd=Crowd(party="ei", count=1)), "no-such-party"),
    (CountCrowd(crowd=Crowd(party="kylat", count=-1)), "negative-count"),
    (RemoveParticipant(id="ei"), "no-such-person"),
    (RenameParty(id="ei", name="a"), "no-such-party"),
    (RenameParty(id="kylat", name=" "), "nameless"),
)


@pytest.mark.parametrize(("command", "key"), REFUSALS)
def test_a_roster_that_would_not_hold_together_is_refused(command: Command, key: str, refusal: Refusal) -> None:
    """A handle that is taken or cannot be one, a missing name and an unknown party are refused."""
    assert refusal(a_session(), command) == key


def test_a_person_whom_something_names_stays(refusal: Refusal) -> None:
    """Somebody who said something cannot be taken off the roster."""
    session = after(a_session(), Record(entry=Idea(id=NEW, text="a", by=("liisa",))))
    assert refusal(session, RemoveParticipant(id="liisa")) == "person-is-named"


def test_whoever_speaks_right_now_stays(refusal: Refusal) -> None:
    """Somebody whose turn it is cannot be taken off the roster."""
    meeting = a_meeting()
    session = a_session(meeting=type(meeting)(date=meeting.date, speaker="pekka"))
    assert refusal(session, RemoveParticipant(id="pekka")) == "person-is-named"

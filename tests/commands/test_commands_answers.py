"""Answers stay with the words that they were given to."""

from dataclasses import replace
from datetime import date

import pytest

from kpfacil.commands.change import AddPledges, AssignTask, Confirm, LetGo, Rewrite, SetDue
from kpfacil.commands.promise import ConsentRest, CountHands, RecordConsent, WithdrawConsent
from kpfacil.commands.record import NEW, Record
from kpfacil.commands.rounds import AskForFloor
from kpfacil.model.entries import Agreement, Consent, Hands, Pledge, Task
from kpfacil.model.session import Session, still_to_answer
from kpfacil.rules.promises import consent_state, is_agreed
from tests.commands.conftest import Refusal
from tests.fakes import DAY, PEOPLE, a_desk, a_session, after

ALL_HERE = a_session(participants=tuple(replace(person, presence="present") for person in PEOPLE))
"""Everybody of the roster is here."""


def answered(text: str = "Pidetään kyläpäivä") -> Session:
    """Return a session where everybody has said yes to an agreement."""
    return after(ALL_HERE, Record(entry=Agreement(id=NEW, text=text)), ConsentRest(agreement="S1", answer="yes"))


def test_a_whole_round_of_yes_confirms() -> None:
    """When everybody at the table has said yes, nothing is left to stamp; before that the round is not whole."""
    assert answered().agreements[0].confirmed
    waiting = after(a_session(), Record(entry=Agreement(id=NEW, text="a")), ConsentRest(agreement="S1", answer="yes"))
    assert not waiting.agreements[0].confirmed, "matti is still expected"
    doubtful = RecordConsent(agreement="S1", who=("liisa",), answer="reservation")
    assert not after(ALL_HERE, Record(entry=Agreement(id=NEW, text="a")), doubtful).agreements[0].confirmed
    withdrawn = after(answered(), WithdrawConsent(agreement="S1", who="liisa"))
    assert not withdrawn.agreements[0].confirmed


def test_new_words_are_asked_anew_and_keep_the_old_answers() -> None:
    """The answers stay with the old words, nobody has answered the new ones, and the stamp falls."""
    session = after(answered(), Rewrite(entry="S1", text="Myydään kylätalo"))
    (agreement,) = session.agreements
    assert (agreement.text, agreement.confirmed, agreement.answers) == ("Myydään kylätalo", False, ())
    assert {consent.text for consent in agreement.consent} == {"Pidetään kyläpäivä"}
    assert len(still_to_answer(session, agreement)) == len(PEOPLE)
    assert not consent_state(session, agreement).begun
    again = after(session, RecordConsent(agreement="S1", who=("liisa",), answer="no", reason="ei myydä"))
    assert [(one.who, one.text) for one in again.agreements[0].consent if one.who == "liisa"] == [
        ("liisa", "Pidetään kyläpäivä"),
        ("liisa", ""),
    ]


def test_the_old_words_bring_their_answers_back() -> None:
    """Where the old words return, the answers given to them count again; what was given between stays between."""
    session = after(
        answered(), Rewrite(entry="S1", text="Myydään kylätalo"), Rewrite(entry="S1", text="Pidetään kyläpäivä")
    )
    assert {consent.text for consent in session.agreements[0].consent} == {""}
    assert not session.agreements[0].confirmed


def test_a_mended_slip_keeps_the_answers() -> None:
    """A slip inside one long word is no new matter."""
    session = after(answered("Pidetään kyläpävä"), Rewrite(entry="S1", text="Pidetään kyläpäivä"))
    (agreement,) = session.agreements
    assert (agreement.text, agreement.confirmed) == ("Pidetään kyläpäivä", True)
    assert len(agreement.answers) == len(PEOPLE)


def test_a_show_of_hands_stays_with_its_words_too() -> None:
    """Hands are counted once for the same words, stamp nothing, and belong to the words that were voted on."""
    made = Record(entry=Agreement(id=NEW, text="Pidetään kyläpäivä"))
    session = after(a_session(), made, CountHands(agreement="S1", hands=Hands(yes=8, no=1, blank=2)))
    assert (session.agreements[0].hands, session.agreements[0].confirmed) == (Hands(yes=8, no=1, blank=2), False)
    session = after(session, Rewrite(entry="S1", text="Myydään kylätalo"))
    assert session.agreements[0].hands == Hands(yes=8, no=1, blank=2, text="Pidetään kyläpäivä")
    assert after(session, CountHands(agreement="S1", hands=None)).agreements[0].hands is None


def test_a_blocked_agreement_takes_no_stamp(refusal: Refusal) -> None:
    """Somebody's no keeps the stamp off, and takes it off where it was."""
    session = after(answered(), RecordConsent(agreement="S1", who=("pekka",), answer="no", reason="kallis"))
    assert not session.agreements[0].confirmed
    assert refusal(session, Confirm(entry="S1")) == "blocked"
    assert after(session, Confirm(entry="S1", confirmed=False)) == session


def test_an_answered_agreement_that_is_let_go_is_kept_as_not_agreed(refusal: Refusal) -> None:
    """Nobody's no is removed: the agreement stays, is not agreed, and takes no stamp until it has other words."""
    session = after(answered(), RecordConsent(agreement="S1", who=("pekka",), answer="no"), LetGo(entry="S1"))
    (agreement,) = session.agreements
    assert (agreement.state, agreement.confirmed, is_agreed(agreement)) == ("not_agreed", False, False)
    yes = after(session, RecordConsent(agreement="S1", who=("pekka",), answer="yes"))
    assert refusal(yes, Confirm(entry="S1")) == "not-agreed"
    assert after(session, Rewrite(entry="S1", text="Pidetään kirkkokahvit")).agreements[0].state == "open"
    plain = after(a_session(), Record(entry=Agreement(id=NEW, text="a")), LetGo(entry="S1"))
    assert plain.agreements == ()


def promised() -> Session:
    """Return a session with a task of two owners that its owner said yes to."""
    task = Task(
        id=NEW,
        text="Varataan kylätalon sali",
        owners=("liisa", "pekka"),
        due=DAY,
        resources=(Pledge(text="20 h", kind="time", amount=20, unit="h"), Pledge(text="tila", by="aino")),
    )
    return after(a_session(), Record(entry=task), Confirm(entry="T1"))


SLIPS = ("Pidetään kyläpäiwä", "Pidetäin kyläpäiwä")
"""The words of the agreement with one letter of them changed, and with one more in another word."""


def test_many_small_slips_make_no_other_text() -> None:
    """Each slip is held against the words that an answer was given to, not against the words just before."""
    session = after(answered(), Rewrite(entry="S1", text=SLIPS[0]))
    assert len(session.agreements[0].answers) == len(PEOPLE)
    session = after(session, Rewrite(entry="S1", text=SLIPS[1]))
    agreement = session.agreements[0]
    assert (agreement.text, agreement.answers, agreement.confirmed) == (SLIPS[1], (), False)
    assert {consent.text for consent in agreement.consent} == {answered().agreements[0].text}


def test_an_answer_is_held_against_the_words_of_its_own() -> None:
    """Who answered after a slip was mended answered the mended words; who answered before, those before."""
    session = after(answered(), Rewrite(entry="S1", text=SLIPS[0]))
    session = after(session, RecordConsent(agreement="S1", who=("liisa",), answer="yes"))
    agreement = after(session, Rewrite(entry="S1", text=SLIPS[1])).agreements[0]
    assert [consent.who for consent in agreement.answers] == ["liisa"]
    assert not agreement.confirmed


def test_mending_a_slip_back_leaves_nothing_behind() -> None:
    """The words that were answered return as they were."""
    there = Rewrite(entry="S1", text=SLIPS[0])
    back = Rewrite(entry="S1", text=answered().agreements[0].text)
    assert after(answered(), there, back) == answered()


def test_an_owners_yes_falls_after_many_small_slips() -> None:
    """The owner's yes is held against the words that it was given to, too."""
    one, two = "Varataan kylätupan sali", "Varataan kyhätupan sali"
    assert after(promised(), Rewrite(entry="T1", text=one)).tasks[0].confirmed
    task = after(promised(), Rewrite(entry="T1", text=one), Rewrite(entry="T1", text=two)).tasks[0]
    assert (task.text, task.confirmed) == (two, False)
    again = after(promised(), Rewrite(entry="T1", text=one), Confirm(entry="T1"), Rewrite(entry="T1", text=two))
    assert again.tasks[0].confirmed


@pytest.mark.parametrize(
    "command",
    [
        Rewrite(entry="T1", text="Myydään kylätalon sali"),
        SetDue(task="T1", due=date(2026, 12, 1)),
        SetDue(task="T1", due=DAY, due_text="aamulla"),
        AddPledges(task="T1", resources=(Pledge(text="kahvit", by="liisa"),)),
        AssignTask(task="T1", owners=("aino",)),
        AssignTask(task="T1", owners=("liisa", "pekka"), text="Ostetaan kylätalo"),
    ],
)
def test_an_owners_yes_falls_with_what_it_was_given_to(command: Rewrite | SetDue | AddPledges | AssignTask) -> None:
    """Other words, another day, more pledges or other owners ask for the yes again."""
    assert not after(promised(), command).tasks[0].confirmed


def test_an_owners_yes_stays_where_nothing_changes() -> None:
    """The same day said again or a mended slip leave the yes."""
    same = after(promised(), SetDue(task="T1", due=DAY), Rewrite(entry="T1", text="Varataan kylätaln sali"))
    assert same.tasks[0].confirmed


def test_a_change_of_owners_moves_no_pledge() -> None:
    """What the owners gave together asks for its giver anew; who was named still gives, and saying it again answers."""
    session = after(promised(), AssignTask(task="T1", owners=("matti",)))
    assert [(pledge.by, pledge.ask) for pledge in session.tasks[0].resources] == [("", True), ("aino", False)]
    told = Pledge(text="20 h", by="pekka", kind="time", amount=20, unit="h")
    session = after(session, AddPledges(task="T1", resources=(told,)))
    assert [(pledge.by, pledge.ask) for pledge in session.tasks[0].resources] == [("aino", False), ("pekka", False)]
    turned = after(promised(), AssignTask(task="T1", owners=("pekka", "liisa")))
    assert [pledge.ask for pledge in turned.tasks[0].resources] == [False, False]


def test_an_answer_is_undone() -> None:
    """New words and an agreement let go come back with their answers by one undo each."""
    desk = a_desk(answered())
    before = desk.session
    desk.do(Rewrite(entry="S1", text="Myydään kylätalo"))
    desk.do(LetGo(entry="S1"))
    desk.undo()
    assert desk.undo() == before
    assert before.agreements[0].consent[0] == Consent(who="liisa", answer="yes", on=DAY)


def test_a_former_member_neither_answers_nor_asks_for_the_floor(refusal: Refusal) -> None:
    """An id that an old entry needs is nobody whom a round can ask; the party still is."""
    former = tuple(replace(person, standing="former") if person.id == "pekka" else person for person in PEOPLE)
    session = after(a_session(participants=former), Record(entry=Agreement(id=NEW, text="a")))
    for command in (RecordConsent(agreement="S1", who=("pekka",), answer="yes"), AskForFloor(who=("pekka",))):
        assert refusal(session, command) == "no-such-person"
    party = session.parties[0].id
    assert (
        after(session, RecordConsent(agreement="S1", who=(party,), answer="yes")).agreements[0].answers[0].who == party
    )

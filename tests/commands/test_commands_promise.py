"""From idea to promise."""

from dataclasses import replace
from datetime import date

import pytest

from kpfacil.commands.base import Command
from kpfacil.commands.change import Rewrite
from kpfacil.commands.people import SetPresence
from kpfacil.commands.promise import (
    ConsentRest,
    MakeOf,
    RecordConsent,
    SetMandate,
    SetNextStep,
    TieOffer,
    WithdrawConsent,
)
from kpfacil.commands.record import NEW, Record
from kpfacil.model.entries import Agreement, Answer, Consent, Idea, Note, Offer, Parked, Pledge, Remark, Task
from kpfacil.model.session import Session, still_to_answer
from tests.commands.conftest import Refusal
from tests.fakes import DAY, a_session, after

BEFORE = date(2026, 10, 24)


def full() -> Session:
    """Return a session with something of each kind that can be promised."""
    return a_session(
        ideas=(Idea(id="I1", text="Kyläpäivä", by=("liisa",), theme="tapahtumat"),),
        agreements=(Agreement(id="S1", text="Pidetään kyläpäivä"),),
        tasks=(Task(id="T1", text="Varaa sali"),),
        parked=(Parked(id="P1", text="Ilmoitustaulu", by=("pekka",)),),
        offers=(Offer(id="O1", text="leivon", by="liisa", kind="time", amount=2, unit="h"),),
        notes=(Note(id="N1", text="oma"),),
    )


def test_an_idea_becomes_an_agreement() -> None:
    """The agreement has the idea's words and people and its id as origin; the idea goes forward."""
    session = after(full(), MakeOf(entry="I1", made=Agreement(id=NEW, text="")))
    made = session.agreements[1]
    assert (made.id, made.text, made.by, made.origin) == ("S2", "Kyläpäivä", ("liisa",), ("I1",))
    assert session.ideas[0].fate == "forward"


def test_a_parked_matter_becomes_an_agreement_in_new_words() -> None:
    """New words and people take the place of the old, and the matter no longer waits."""
    session = after(full(), MakeOf(entry="P1", made=Agreement(id=NEW, text="Tehdään taulu", by=("aino",))))
    made = session.agreements[1]
    assert (made.text, made.by, made.origin) == ("Tehdään taulu", ("aino",), ("P1",))
    assert session.parked == ()


@pytest.mark.parametrize(
    ("entry", "text"), [("I1", "Kyläpäivä"), ("S1", "Pidetään kyläpäivä"), ("P1", "Ilmoitustaulu")]
)
def test_a_task_is_made_of_an_idea_an_agreement_or_a_parked_matter(entry: str, text: str) -> None:
    """The task keeps its origin, and nobody is assumed to own it."""
    task = after(full(), MakeOf(entry=entry, made=Task(id=NEW, text=""))).tasks[1]
    assert (task.id, task.text, task.owners, task.origin) == ("T2", text, (), (entry,))


def test_a_task_made_of_an_idea_takes_all_that_was_said() -> None:
    """Words, owners, date and pledges come along."""
    made = MakeOf(
        entry="I1",
        made=Task(
            id=NEW,
            text="Järjestä",
            owners=("liisa",),
            due=date(2026, 12, 1),
            due_text="",
            resources=(Pledge(text="a"),),
        ),
    )
    session = after(full(), made)
    task = session.tasks[1]
    assert (task.text, task.owners, task.due) == ("Järjestä", ("liisa",), date(2026, 12, 1))
    assert task.resources == (Pledge(text="a", by="liisa"),)
    assert session.ideas[0].fate == "forward"
    assert after(full(), MakeOf(entry="S1", made=Task(id=NEW, text=""))).agreements == full().agreements


def test_an_idea_is_left_waiting_with_its_words_and_theme() -> None:
    """Parking an idea marks it and makes a parked matter that knows where it came from."""
    session = after(full(), MakeOf(entry="I1", made=Parked(id=NEW, text="")))
    item = session.parked[1]
    assert session.ideas[0].fate == "parked"
    assert (item.id, item.text, item.by, item.theme) == ("P2", "Kyläpäivä", ("liisa",), "tapahtumat")
    assert item.origin == ("I1",)


def test_a_parked_matter_gets_a_next_step() -> None:
    """What happens next to a parked matter is written on it."""
    assert after(full(), SetNextStep(entry="P1", text="Liisa kysyy")).parked[0].next_step == "Liisa kysyy"


def test_a_later_answer_replaces_an_earlier_one() -> None:
    """Each answers once; a later answer with its reason takes the place of the earlier."""
    first = RecordConsent(agreement="S1", who=("liisa", "matti"), answer="yes")
    later = RecordConsent(agreement="S1", who=("liisa",), answer="reservation", reason="budjetti auki")
    session = after(full(), first, later)
    assert session.agreements[0].consent == (
        Consent(who="matti", answer="yes", on=DAY),
        Consent(who="liisa", answer="reservation", reason="budjetti auki", on=DAY),
    )
    assert session.participants[3].presence == "present"


def test_being_absent_makes_nobody_present() -> None:
    """Whoever is marked as absent in a consent round is not taken as being here."""
    session = after(full(), RecordConsent(agreement="S1", who=("matti",), answer="absent"))
    assert session.participants[3].presence == "expected"


def test_the_rest_answer_at_once() -> None:
    """Only those here who have not answered, themselves or through their party, get the answer."""
    session = after(full(), RecordConsent(agreement="S1", who=("kylat",), answer="no"))
    session = after(session, ConsentRest(agreement="S1", answer="yes"))
    assert [(consent.who, consent.answer) for consent in session.agreements[0].consent] == [
        ("kylat", "no"),
        ("pekka", "yes"),
        ("aino", "yes"),
    ]


def test_the_rest_cannot_answer_twice(refusal: Refusal) -> None:
    """Where everybody here has answered, answering for the rest is refused."""
    session = after(full(), ConsentRest(agreement="S1", answer="yes"))
    assert refusal(session, ConsentRest(agreement="S1", answer="no")) == "nobody-left-to-answer"


def test_whoever_was_absent_last_time_is_asked_now() -> None:
    """An absence of an earlier meeting is asked again once the person is here; one of this meeting is not."""
    earlier = Consent(who="liisa", answer="absent", on=BEFORE)
    now = Consent(who="pekka", answer="absent", on=DAY)
    agreement = Agreement(id="S1", text="a", consent=(earlier, now))
    assert still_to_answer(full(), agreement) == ("liisa", "aino")


def test_only_those_here_are_asked() -> None:
    """Whoever has left or is only expected has nothing to answer yet."""
    session = after(full(), SetPresence(id="liisa", presence="excused"))
    assert still_to_answer(session, session.agreements[0]) == ("pekka", "aino")


def test_an_answer_can_be_taken_back() -> None:
    """One answer is taken back, the others stay."""
    made = RecordConsent(agreement="S1", who=("liisa", "pekka"), answer="yes")
    session = after(full(), made, WithdrawConsent(agreement="S1", who="liisa"))
    assert [consent.who for consent in session.agreements[0].consent] == ["pekka"]


@pytest.mark.parametrize("entry", ["S1", "T1"])
def test_a_mandate_names_who_carries_the_matter(entry: str) -> None:
    """Carrier and date are kept until the mandate is one's own again."""
    made = SetMandate(entry=entry, mandate="decision", carrier="aino", due=date(2026, 12, 1))
    session = after(full(), made, SetMandate(entry=entry, mandate="organisation"))
    found = session.find(entry)
    assert isinstance(found, Agreement | Task)
    assert (found.mandate, found.carrier, found.carrier_due) == ("organisation", "aino", date(2026, 12, 1))
    own = after(session, SetMandate(entry=entry, mandate="self", carrier="aino")).find(entry)
    assert isinstance(own, Agreement | Task)
    assert (own.mandate, own.carrier, own.carrier_due) == ("self", "", None)


def test_an_offer_tied_to_a_task_becomes_a_pledge() -> None:
    """The task gets a pledge of the one who offered, and the offer knows its task."""
    session = after(full(), TieOffer(offer="O1", task="T1"))
    assert session.tasks[0].resources == (Pledge(text="leivon", by="liisa", kind="time", amount=2, unit="h"),)
    assert session.offers[0].task == "T1"


REFUSALS: tuple[tuple[Command, str], ...] = (
    (MakeOf(entry="T1", made=Agreement(id=NEW, text="")), "cannot-agree-on"),
    (MakeOf(entry="N1", made=Task(id=NEW, text="")), "cannot-task"),
    (MakeOf(entry="S1", made=Parked(id=NEW, text="")), "not-an-idea"),
    (SetNextStep(entry="I1", text="a"), "not-parked"),
    (RecordConsent(agreement="I1", who=("liisa",), answer="yes"), "not-an-agreement"),
    (WithdrawConsent(agreement="S9", who="liisa"), "no-such-entry"),
    (SetMandate(entry="I1", mandate="decision"), "no-mandate-here"),
    (TieOffer(offer="T1", task="T1"), "not-an-offer"),
    (TieOffer(offer="O1", task="S1"), "not-a-task"),
)


@pytest.mark.parametrize(("command", "key"), REFUSALS)
def test_what_cannot_be_promised_is_refused(command: Command, key: str, refusal: Refusal) -> None:
    """A step towards a promise that makes no sense for the kind is refused with its reason."""
    assert refusal(full(), command) == key


def test_nothing_is_parked_or_tied_twice(refusal: Refusal) -> None:
    """A parked idea is not parked again, and a used offer is not used again."""
    session = after(full(), MakeOf(entry="I1", made=Parked(id=NEW, text="")), TieOffer(offer="O1", task="T1"))
    assert refusal(session, MakeOf(entry="I1", made=Parked(id=NEW, text=""))) == "parked-already"
    assert refusal(session, TieOffer(offer="O1", task="T1")) == "offer-used"


def test_looking_at_a_parked_matter_ends_when_it_becomes_something_else() -> None:
    """The room no longer looks at a parked matter that is gone."""
    session = full()
    session = replace(session, meeting=replace(session.meeting, focus="P1"))
    assert after(session, MakeOf(entry="P1", made=Task(id=NEW, text=""))).meeting.focus == ""


def test_something_is_made_of_a_remark() -> None:
    """A remark becomes an idea in its place; an agreement, a task and a parked matter say that they came from it."""
    session = after(a_session(), Record(entry=Remark(id=NEW, text="bussit eivät kulje", by=("liisa",))))
    idea = after(session, MakeOf(entry="K1", made=Idea(id=NEW, text="")))
    assert [(one.id, one.text, one.by) for one in idea.ideas] == [("I1", "bussit eivät kulje", ("liisa",))]
    assert idea.remarks == ()
    made = after(
        session,
        MakeOf(entry="K1", made=Agreement(id=NEW, text="")),
        MakeOf(entry="K1", made=Task(id=NEW, text="kysytään vuorot")),
        MakeOf(entry="K1", made=Parked(id=NEW, text="")),
    )
    assert [made.agreements[0].origin, made.tasks[0].origin, made.parked[0].origin] == [("K1",)] * 3
    assert (made.remarks, made.tasks[0].text, made.parked[0].by) == (session.remarks, "kysytään vuorot", ("liisa",))


@pytest.mark.parametrize(
    ("answer", "reason", "kept"),
    [
        ("reservation", "", "kustannukset auki"),
        ("reservation", "budjetti", "budjetti"),
        ("yes", "", ""),
        ("no", "", ""),
    ],
)
def test_the_same_answer_again_keeps_its_reason(answer: Answer, reason: str, kept: str) -> None:
    """Only another reason or another answer takes the place of a reason."""
    first = RecordConsent(agreement="S1", who=("liisa", "pekka"), answer="reservation", reason="kustannukset auki")
    session = after(full(), first, RecordConsent(agreement="S1", who=("liisa",), answer=answer, reason=reason))
    assert {consent.who: consent.reason for consent in session.agreements[0].consent} == {
        "liisa": kept,
        "pekka": "kustannukset auki",
    }


def test_a_reason_given_to_other_words_is_not_kept() -> None:
    """New words are answered anew."""
    first = RecordConsent(agreement="S1", who=("liisa",), answer="reservation", reason="kustannukset auki")
    reworded = Rewrite(entry="S1", text="Pidetään talvitapahtuma torilla")
    again = RecordConsent(agreement="S1", who=("liisa",), answer="reservation")
    consent = after(full(), first, reworded, again).agreements[0].consent
    assert [one.reason for one in consent] == ["kustannukset auki", ""]


@pytest.mark.parametrize("text", ["", "Tehdään taulu"])
def test_what_was_to_happen_next_stays_in_the_text(text: str) -> None:
    """The next step of a parked matter goes into what is made of it, unless that has words of its own."""
    waiting = after(full(), SetNextStep(entry="P1", text="kysytään kaupungilta"))
    made = after(waiting, MakeOf(entry="P1", made=Agreement(id=NEW, text=text))).agreements[-1]
    task = after(waiting, MakeOf(entry="P1", made=Task(id=NEW, text=text))).tasks[-1]
    assert (made.text, task.text) == (text or "Ilmoitustaulu – kysytään kaupungilta",) * 2

"""Lines that begin with an id."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from kpfacil.capture import Reading, Window, as_text, read
from kpfacil.commands.base import Command
from kpfacil.commands.change import (
    AddPledges,
    AddVotes,
    AssignTask,
    Confirm,
    LetGo,
    NameHeir,
    Rewrite,
    SetDue,
    SetFate,
    SetSpeakers,
    SetTaskState,
    SetTheme,
)
from kpfacil.commands.promise import (
    ConsentRest,
    CountHands,
    MakeOf,
    RecordConsent,
    SetMandate,
    SetNextStep,
    TieOffer,
)
from kpfacil.commands.record import NEW, RewriteOffer
from kpfacil.commands.table import SetGoalState
from kpfacil.model.entries import Agreement, Consent, Hands, Parked, Pledge, Task
from kpfacil.model.people import Participant
from kpfacil.model.session import Session

Read = Callable[..., Reading]
DAY = date(2026, 12, 15)
HOURS = Pledge(text="20 h", by="liisa", kind="time", amount=20, unit="h")


@pytest.mark.parametrize(
    ("typed", "act", "command"),
    [
        ("I3 +5", "dots", AddVotes(idea="I3", votes=5)),
        ("I3 + 5", "dots", AddVotes(idea="I3", votes=5)),
        ("i3 +5", "dots", AddVotes(idea="I3", votes=5)),
        ("I3+5", "dots", AddVotes(idea="I3", votes=5)),
        ("I3 -2", "dots", AddVotes(idea="I3", votes=-2)),
        ("I3 −2", "dots", AddVotes(idea="I3", votes=-2)),
        ("I3 #uusi", "theme", SetTheme(entry="I3", theme="uusi")),
        ("P1 #uusi", "theme", SetTheme(entry="P1", theme="uusi")),
        ("I3 =", "agreement", MakeOf(entry="I3", made=Agreement(id=NEW, text=""))),
        ("I3 = Liisa: tehdään", "agreement", MakeOf(entry="I3", made=Agreement(id=NEW, text="tehdään", by=("liisa",)))),
        ("P1 =", "agreement", MakeOf(entry="P1", made=Agreement(id=NEW, text=""))),
        ("I3 !", "task", MakeOf(entry="I3", made=Task(id=NEW, text=""))),
        ("S2 ! Liisa:", "task", MakeOf(entry="S2", made=Task(id=NEW, text="", owners=("liisa",)))),
        (
            "I3 ! Liisa: tee / 15.12. / 20 h",
            "task",
            MakeOf(entry="I3", made=Task(id=NEW, text="tee", owners=("liisa",), due=DAY, resources=(HOURS,))),
        ),
        ("I3 ! / keväällä", "task", MakeOf(entry="I3", made=Task(id=NEW, text="", due_text="keväällä"))),
        ("I3 >", "park", MakeOf(entry="I3", made=Parked(id=NEW, text=""))),
        ("I3 -", "drop", LetGo(entry="I3")),
        ("T4 -", "drop", LetGo(entry="T4")),
        ("S2 –", "drop", LetGo(entry="S2")),
        ("G1 -", "drop", LetGo(entry="G1")),
        ("O1 -", "drop", LetGo(entry="O1")),
        ("N1 -", "drop", LetGo(entry="N1")),
        ("P1 -", "drop", LetGo(entry="P1")),
        ("I3 jatkoon", "fate", SetFate(idea="I3", fate="forward")),
        ("I3 : uusi teksti", "rewrite", Rewrite(entry="I3", text="uusi teksti")),
        ("I3: uusi teksti", "rewrite", Rewrite(entry="I3", text="uusi teksti")),
        ("S2 : a / b: c #d", "rewrite", Rewrite(entry="S2", text="a / b: c #d")),
        ("T4 : uusi teksti", "rewrite", Rewrite(entry="T4", text="uusi teksti")),
        ("T4 : Liisa: uusi", "rewrite", Rewrite(entry="T4", text="Liisa: uusi")),
        ("G1 : uusi teksti", "rewrite", Rewrite(entry="G1", text="uusi teksti")),
        ("N1 : uusi teksti", "rewrite", Rewrite(entry="N1", text="uusi teksti")),
        ("O1 : uusi teksti", "rewrite", RewriteOffer(offer="O1", text="uusi teksti")),
        (
            "O1 : 10 h leipomista",
            "rewrite",
            RewriteOffer(offer="O1", text="10 h leipomista", kind="time", amount=10, unit="h"),
        ),
        ("I3 liisa:", "speakers", SetSpeakers(entry="I3", by=("liisa",))),
        ("P1 / kysytään kunnalta", "next-step", SetNextStep(entry="P1", text="kysytään kunnalta")),
        ("T4 valmis", "state", SetTaskState(task="T4", state="done")),
        ("T4 on jo valmis", "state", SetTaskState(task="T4", state="done")),
        ("T4 is done", "state", SetTaskState(task="T4", state="done")),
        ("T4 done", "state", SetTaskState(task="T4", state="done")),
        ("T4 In progress", "state", SetTaskState(task="T4", state="active")),
        ("T4 kesken", "state", SetTaskState(task="T4", state="active")),
        ("T4 odottaa: lupa puuttuu", "state", SetTaskState(task="T4", state="waiting", note="lupa puuttuu")),
        ("T4 rauennut, ei rahaa", "state", SetTaskState(task="T4", state="lapsed", note="ei rahaa")),
        ("T4 / 15.12.", "due", SetDue(task="T4", due=DAY)),
        ("T4 / keväällä", "due", SetDue(task="T4", due_text="keväällä")),
        ("T4 / / 20 h", "pledge", AddPledges(task="T4", resources=(HOURS,))),
        ("T4 / 20 h", "pledge", AddPledges(task="T4", resources=(HOURS,))),
        ("T4 pekka:", "assign", AssignTask(task="T4", owners=("pekka",))),
        ("T4 pekka: uusi teksti", "assign", AssignTask(task="T4", owners=("pekka",), text="uusi teksti")),
        ("T4 jatkaja: Pekka", "heir", NameHeir(task="T4", heir="pekka")),
        ("T4 heir pekka", "heir", NameHeir(task="T4", heir="pekka")),
        ("T4 itse", "mandate", SetMandate(entry="T4", mandate="self")),
        ("T4 lupaan itse", "mandate", SetMandate(entry="T4", mandate="self")),
        ("S2 taustayhteisö", "mandate", SetMandate(entry="S2", mandate="organisation")),
        ("S2 taustayhteisö pekka", "mandate", SetMandate(entry="S2", mandate="organisation", carrier="pekka")),
        (
            "S2 päätöksentekoon pekka / 15.12.",
            "mandate",
            SetMandate(entry="S2", mandate="decision", carrier="pekka", due=DAY),
        ),
        ("S2 päätöksentekoon: pekalle", "mandate", SetMandate(entry="S2", mandate="decision", carrier="pekka")),
        ("S2 decision / 15.12.", "mandate", SetMandate(entry="S2", mandate="decision", due=DAY)),
        ("S2 vahvistettu", "confirm", Confirm(entry="S2")),
        ("T4 Confirmed", "confirm", Confirm(entry="T4")),
        (
            "S2 liisa: varauma: budjetti auki",
            "consent",
            RecordConsent(agreement="S2", who=("liisa",), answer="reservation", reason="budjetti auki"),
        ),
        ("S2 liisa, kunta: yes", "consent", RecordConsent(agreement="S2", who=("liisa", "kunta"), answer="yes")),
        ("S2 liisa: EI", "consent", RecordConsent(agreement="S2", who=("liisa",), answer="no")),
        ("S2 liisa: poissa", "consent", RecordConsent(agreement="S2", who=("liisa",), answer="absent")),
        ("S2 kaikki: kyllä", "consent", ConsentRest(agreement="S2", answer="yes")),
        ("G1 saavutettu", "state", SetGoalState(goal="G1", state="reached")),
        ("G1 rauennut: ei resursseja", "state", SetGoalState(goal="G1", state="lapsed", reason="ei resursseja")),
        ("O1 T4", "tie", TieOffer(offer="O1", task="T4")),
        ("O1 → T4", "tie", TieOffer(offer="O1", task="T4")),
        ("O1 -> t4", "tie", TieOffer(offer="O1", task="T4")),
    ],
)
def test_an_id_and_an_operation_work_on_the_entry(line: Read, typed: str, act: str, command: Command) -> None:
    """A line that begins with an id does one thing to that entry."""
    reading = line(typed, "note")
    assert (reading.act, reading.commands, reading.refusal, reading.asks) == (act, (command,), None, ())
    assert reading.entry == typed[:2].upper()


def test_several_things_can_be_said_of_a_task_at_once(line: Read) -> None:
    """Owner, words, date and pledges of a task change together."""
    reading = line("T4 pekka: uusi / 15.12. / 20 h")
    assert reading.commands == (
        AssignTask(task="T4", owners=("pekka",), text="uusi"),
        SetDue(task="T4", due=DAY),
        AddPledges(task="T4", resources=(replace(HOURS, by="pekka"),)),
    )
    assert line("T4 : uusi / 15.12.").commands == (Rewrite(entry="T4", text="uusi"), SetDue(task="T4", due=DAY))


def test_new_words_can_bring_a_theme_or_a_speaker(line: Read) -> None:
    """An idea's new words can carry its theme, and can come from somebody."""
    assert line("I3 : uusi #talvi").commands == (Rewrite(entry="I3", text="uusi"), SetTheme(entry="I3", theme="talvi"))
    assert line("I3 liisa: uusi").commands == (SetSpeakers(entry="I3", by=("liisa",)), Rewrite(entry="I3", text="uusi"))


def test_all_and_a_name_answer_together(line: Read) -> None:
    """*Kaikki* beside a name is those here who have not answered, and the one named."""
    reading = line("S2 matti2, kaikki: kyllä: hyvä")
    assert reading.who == ("matti2", "liisa", "pekka", "anna", "heikki")
    assert reading.commands == (
        RecordConsent(agreement="S2", who=("matti2",), answer="yes", reason="hyvä"),
        ConsentRest(agreement="S2", answer="yes", reason="hyvä"),
    )


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("T9 valmis", "line-no-such-entry"),
        ("T0", "line-no-such-entry"),
        ("P9 +", "line-no-such-entry"),
        ("P9 >", "line-no-such-entry"),
        ("O9 =", "line-no-such-entry"),
        ("T9 +3", "line-no-such-entry"),
        ("S12345678901 -", "line-no-such-entry"),
        ("I3", "line-idea"),
        ("I3 on hyvä", "line-idea"),
        ("I3 +0", "line-idea"),
        ("I3 +99999", "line-idea"),
        ("I3 > foo", "line-idea"),
        ("I3 #1", "line-idea"),
        ("I3 #a foo", "line-idea"),
        ("I3 #a #b", "line-two-themes"),
        ("I3 : a #b #c", "line-two-themes"),
        ("I3 :", "line-no-text"),
        ("I3 : #a", "line-no-text"),
        ("I3 : kaksi: a", ""),
        ("T4", "line-task"),
        ("T4 on hyvä bussi", "line-task"),
        ("T4 +5", "line-task"),
        ("T4 foo / pe", "line-task"),
        ("T4 /", "line-task"),
        ("T4 :", "line-no-text"),
        ("T4 itse pekka", "line-task"),
        ("T4 yksi kaksi kolme neljä viisi: kuusi", "line-task"),
        ("S2", "line-agreement"),
        ("S2 liisa:", "line-no-answer"),
        ("S2 liisa: ehkä", "line-no-answer"),
        ("S2 päätöksentekoon / joskus", "line-not-a-date"),
        ("S2 päätöksentekoon / 31.11.", "no-such-day"),
        ("S2 päätöksentekoon pekka / 15.12. / x", "line-not-a-date"),
        ("S2 päätöksentekoon a/b / c", "line-agreement"),
        ("G1 hienoa", "line-goal"),
        ("G1", "line-goal"),
        ("P1 /", "line-parked"),
        ("P1 >", "line-parked"),
        ("O1 T9", "line-no-such-task"),
        ("O1 I3", "line-offer"),
        ("N1 !", "line-note"),
        ("S2 =", "line-agreement"),
        ("I3 kaikki:", ""),
        ("T4 / / kunta:", "line-empty-pledge"),
    ],
)
def test_an_id_without_an_operation_is_refused(session: Session, typed: str, key: str) -> None:
    """An id that names nothing, or is followed by no operation, is refused with what would work."""
    reading = read(typed, session, "idea")
    assert (reading.refusal.key if reading.refusal else "") == key
    assert bool(reading.commands) is not bool(key)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("T4 pekko:", "pekko"),
        ("T4 pekko: uusi", "pekko"),
        ("I3 pekko:", "pekko"),
        ("S2 pekko: kyllä", "pekko"),
        ("S2 Matti: kyllä", "Matti"),
        ("S2 päätöksentekoon pekko", "pekko"),
        ("S2 päätöksentekoon liisa pekka", "liisa pekka"),
    ],
)
def test_a_name_that_cannot_be_text_only_asks(line: Read, typed: str, name: str) -> None:
    """Where only people can stand, an unknown name asks, and it cannot belong to the text."""
    reading = line(typed)
    (ask,) = reading.asks
    assert (ask.name, reading.commands) == (name, ())
    assert typed[ask.start : ask.end] == name
    assert as_text(typed, ask) == typed


def test_an_unknown_giver_of_a_task_can_be_text(line: Read) -> None:
    """A giver's unknown name can belong to the pledge, also in a line that begins with an id."""
    typed = "T4 / / pekko: auto"
    (ask,) = line(typed).asks
    reading = line(as_text(typed, ask))
    assert [pledge.text for pledge in reading.pledges] == ["pekko: auto"]


def test_an_owner_typed_in_a_new_task_of_an_idea_can_be_text(line: Read) -> None:
    """`I3 ! pekko: x` asks for the name, which may belong to the task's words."""
    typed = "I3 ! pekko: x"
    (ask,) = line(typed).asks
    assert line(as_text(typed, ask)).commands == (MakeOf(entry="I3", made=Task(id=NEW, text="pekko: x")),)
    (ask,) = line("I3 = pekko: x").asks
    assert ask.name == "pekko"


def test_a_person_may_be_called_like_an_id(session: Session) -> None:
    """An id-shaped handle written into a file by hand is a person before a colon, the entry's id elsewhere."""
    session = replace(session, participants=(*session.participants, Participant(id="t4", name="Tuula Nelo")))
    assert read("t4: hei", session, "idea").who == ("t4",)
    assert read("T4: hei", session, "idea").entry == "T4"
    assert read("t4 valmis", session, "idea").entry == "T4"


@pytest.mark.parametrize(
    ("typed", "hands"),
    [
        ("S2 8-1-2", Hands(yes=8, no=1, blank=2)),
        ("S2 8–1", Hands(yes=8, no=1)),
        ("S2 kädet 8/1/2", Hands(yes=8, no=1, blank=2)),
        ("S2 hands -", None),
        ("S2 2 vastaan, 1 puolesta ja 1 tyhjä", Hands(yes=1, no=2, blank=1)),
        ("S2 äänestys: puolesta 3, vastaan 1", Hands(yes=3, no=1)),
        ("S2 3 ääntä puolesta 1 ääni vastaan", Hands(yes=3, no=1)),
        ("S2 2 in favour, 1 against", Hands(yes=2, no=1)),
    ],
)
def test_a_show_of_hands_is_counted_and_taken_away(session: Session, typed: str, hands: Hands | None) -> None:
    """Two or three numbers are hands for, against and blank; more hands than people are asked about, or told."""
    many = hands is not None and hands.yes + hands.no + hands.blank > 4
    counted = (Agreement(id="S2", text="Pidetään kyläpäivä", hands=Hands(yes=1)),)
    session = replace(session, agreements=counted)
    reading = read(typed, session, "idea", Window(alone=True))
    assert reading.commands == (CountHands(agreement="S2", hands=hands),)
    assert (reading.notice is not None) == many
    assert (read(typed, session, "idea").doubt is not None) == many
    assert read(typed, session, "idea", Window(swapping="always")).commands == reading.commands


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("S2 0-0-0", "line-no-hands-up"),
        ("S2 0-0", "line-no-hands-up"),
        ("S2 kädet 0/0/0", "line-no-hands-up"),
        ("S2 kädet -", "line-no-hands"),
        ("S2 hands –", "line-no-hands"),
        ("S2 kädet", "line-agreement"),
        ("S2 kädet 8", "line-agreement"),
        ("S2 / kyllä, +5", "line-agreement"),
    ],
)
def test_a_show_of_hands_that_says_nothing_is_refused(session: Session, typed: str, why: str) -> None:
    """No hand up at all, and hands taken away where none were counted, on the screen and where nobody is asked."""
    for window in (Window(), Window(alone=True), Window(swapping="always")):
        refusal = read(typed, session, "idea", window).refusal
        assert (refusal.key if refusal else "") == why


def test_the_line_says_what_happens_to_the_answers(session: Session) -> None:
    """Before Enter it is told whether answers stay with new words, are asked again, or make an agreement not agreed."""
    answered = replace(
        session,
        agreements=(Agreement(id="S1", text="Pidetään kyläpävä", consent=(Consent(who="liisa", answer="yes"),)),),
        tasks=(Task(id="T1", text="Varataan kylätalo", owners=("liisa",), due=date(2026, 12, 15), confirmed=True),),
    )
    told = {
        typed: notice.key if (notice := read(typed, answered, "idea", Window(alone=True)).notice) else ""
        for typed in (
            "S1 : Pidetään kyläpäivä",
            "S1 : myydään talo",
            "S1 -",
            "T1 : ostetaan talo",
            "S1 : Pidetään kyläpävä",
            "T1 / 16.12.",
            "T1 / 15.12.",
        )
    }
    assert list(told.values()) == [
        "notice.answers-kept",
        "notice.answers-asked",
        "notice.kept-not-agreed",
        "notice.answers-asked",
        "",
        "notice.answers-asked",
        "",
    ]
    assert read("S1 -", answered, "idea").doubt is not None

"""Panels of what is promised: looking back, grouping and dots, consent, reading aloud, resources, the closing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kpfacil.commands.change import AddVotes
from kpfacil.commands.meeting import WalkTo
from kpfacil.model.entries import Agreement, Consent, Idea, Offer, Parked, Pledge, StoryLine, Task
from kpfacil.model.people import Participant
from kpfacil.rules.promises import look_back, to_confirm
from kpfacil.tui.pictures.audience_screen import audience_rows
from kpfacil.views.audience import audience
from tests.fakes import DAY, NOW, PROCESS, a_meeting, a_session
from tests.lettering import stands
from tests.rooms import Seat, a_seat, as_text

BEFORE = date(2026, 10, 24)


def old_task(number: int) -> Task:
    """Return a task of an earlier meeting."""
    return Task(
        id=f"T{number}",
        text=f"lupaus {number}",
        owners=("pekka",),
        due=date(2026, 11, 30),
        raised_on=BEFORE,
        at=NOW - timedelta(days=28),
    )


# --- looking back ---------------------------------------------------------------------------------------------------


@pytest.fixture
def back() -> Seat:
    """A seat looking back at three promises and an agreement to be confirmed."""
    waiting = Agreement(id="S1", text="yhdessä", at=NOW - timedelta(days=28))
    seat = a_seat(
        a_session(
            meeting=a_meeting(step="lookback"),
            tasks=tuple(old_task(number) for number in (1, 2, 3)),
            agreements=(waiting,),
        )
    )
    seat.room.around.days = (date(2026, 8, 1), BEFORE)
    seat.run("panel")
    return seat


def test_promises_are_looked_at_one_by_one(back: Seat) -> None:
    """One promise stands on the stage with who, by when and how old, and the room looks at the same one."""
    shown = back.stage()
    assert "1 / 4" in shown
    assert "T1   lupaus 1" in shown
    assert "Pekka Virtanen, Marttayhdistys" in shown
    assert "annettu 24.10.2026" in shown
    back.press("right")
    assert "2 / 4" in back.stage()
    assert back.session.meeting.focus == "T2"
    back.press("end", "left")
    assert back.session.meeting.focus == "T3"


@pytest.mark.parametrize(("key", "state"), [("v", "done"), ("k", "active")])
def test_a_state_is_one_key_and_the_next_promise_comes_by_itself(back: Seat, key: str, state: str) -> None:
    """Done and in progress are said with one key, and the next promise follows."""
    back.press(key)
    assert (back.session.tasks[0].state, back.session.tasks[0].reviewed_on) == (state, DAY)
    assert "2 / 4" in back.stage()


def test_still_in_progress_counts_as_looked_at(back: Seat) -> None:
    """A task in progress that stays so has been looked at."""
    back.room.desk.session = replace(back.session, tasks=(replace(old_task(1), state="active"),))
    back.press("k")
    assert back.session.tasks[0].reviewed_on == DAY


@pytest.mark.parametrize(("key", "words", "state"), [("o", "lupa puuttuu", "waiting"), ("r", "ei ehditty", "lapsed")])
def test_a_reason_is_asked_in_the_line(back: Seat, key: str, words: str, state: str) -> None:
    """What needs a reason begins a line that lacks only the reason."""
    back.press(key)
    assert back.line.startswith("T1 ")
    back.enter(words)
    assert (back.session.tasks[0].state, back.session.tasks[0].note) == (state, words)


def test_a_promise_is_moved_or_given_on(back: Seat) -> None:
    """A new date and a new owner are asked for in the line, and the story keeps both."""
    back.press("s")
    back.enter("15.12.")
    assert (back.session.tasks[0].due, back.session.tasks[0].postponed) == (date(2026, 12, 15), 1)
    assert "2 / 4" in back.stage()
    back.press("left", "u")
    back.enter("liisa")
    back.press("left")
    assert back.session.tasks[0].owners == ("liisa",)
    assert "siirretty kerran" in back.stage()
    assert "siirrettiin" in back.stage()


@pytest.mark.parametrize(("kept", "shown"), [("2026-11-30", "30.11."), ("keväällä", "keväällä")])
def test_the_story_tells_the_date_a_promise_was_moved_from(back: Seat, kept: str, shown: str) -> None:
    """The date that was is told as people write dates, and words written in its place as they are."""
    moved = StoryLine(on=DAY, what="postponed", text=kept)
    back.room.desk.session = replace(back.session, tasks=(replace(old_task(1), due=None, story=(moved,)),))
    told = back.stage()
    assert f"siirrettiin, ennen – {'ma ' if kept != shown else ''}{shown}" in told
    assert "2026-11" not in told


def test_an_agreement_from_before_is_confirmed(back: Seat) -> None:
    """Agreements still to be confirmed come after the tasks; one key confirms, task keys do nothing to them."""
    back.press("end")
    assert "vahvistettava" in back.stage()
    back.press("v", "o", "h")
    assert back.session.agreements[0].confirmed
    assert not back.session.pending


@pytest.mark.parametrize("way", ["h", "people", "memo", "help"])
def test_what_was_opened_from_the_look_back_leads_back_to_it(back: Seat, way: str) -> None:
    """Esc closes what was opened while the promises had the keys, and they have them again, at the same place."""
    back.press("end", "h")
    (back.press if way == "h" else back.run)(way)
    assert back.room.panel in ("consent", way)
    back.run("escape")
    assert back.room.entered
    assert back.session.meeting.focus == "S1"
    assert "4 / 4" in back.stage()
    back.run("help", "next")
    assert (back.room.panel, back.room.entered, back.room.below) == ("", False, ())


def test_the_look_back_comes_to_its_end_on_both_screens() -> None:
    """What is confirmed stays in its place with its tick, none is passed over, and the wall has dealt with them all."""
    yes, away = Consent(who="liisa", answer="yes", on=BEFORE), Consent(who="pekka", answer="absent", on=BEFORE)
    made = Agreement(id="S1", text="yhdessä", at=NOW - timedelta(days=28), consent=(yes,))
    waiting = replace(made, id="S2", confirmed=True, consent=(yes, away))
    agreements = (replace(made, consent=()), waiting, replace(made, id="S3"), replace(made, id="S4"))
    seat = a_seat(a_session(meeting=a_meeting(step="lookback"), tasks=(old_task(1),), agreements=agreements))
    seat.run("panel")
    view = audience(seat.session, PROCESS, NOW)
    seen = []
    for deed in ("v", "h", "S2 pekka: kyllä", "right", "h", "S4 -"):
        (seat.enter if " " in deed else seat.key)(deed)
        seat.clock.forward(seconds=1 if deed == "h" else 9)
        view = audience(seat.session, PROCESS, seat.clock(), view)
        wall = as_text(audience_rows(view, seat.room.texts, seat.clock(), (80, 24)), 80)
        seen.append((seat.session.meeting.focus, "✓" in seat.stage(), stands("hyväksytty pöydässä", wall)))
    assert seen == [
        ("S1", False, False),
        ("S2", False, True),
        ("S2", True, True),
        ("S3", False, False),
        ("S4", False, True),
        ("S4", False, False),
    ]
    seat.answer(0)
    assert "ei sovittu" in seat.stage()
    seat.key("left")
    view = audience(seat.session, PROCESS, seat.clock(), view)
    assert "käyty läpi 5 / 5" in as_text(audience_rows(view, seat.room.texts, seat.clock(), (80, 24)), 80)
    assert "5 / 5" not in seat.stage()


def test_what_waits_for_the_absent_alone_is_looked_back_at_all_the_same() -> None:
    """Nobody here can confirm it tonight: it is in the wall's list, dealt with, and waits for who is away."""
    told = (Consent(who="liisa", answer="yes", on=BEFORE), Consent(who="matti", answer="absent", on=BEFORE))
    waiting = Agreement(id="S1", text="yhdessä", at=NOW - timedelta(days=28), confirmed=True, consent=told)
    away = Participant(id="matti", name="Matti", presence="excused")
    session = a_session(
        meeting=a_meeting(step="lookback"),
        participants=(*a_session().participants[:1], away),
        tasks=(old_task(1),),
        agreements=(waiting,),
    )
    view = audience(session, PROCESS, NOW)
    wall = as_text(audience_rows(view, a_seat(session).room.texts, NOW, (80, 24)), 80)
    assert "T1" in wall
    assert "S1" in wall
    assert (look_back(session).dealt, to_confirm(session, waiting)) == (1, True)
    back = replace(away, presence="present")
    assert look_back(replace(session, participants=(session.participants[0], back))).dealt == 0


def test_an_agreement_that_somebody_was_absent_from_gets_the_missing_answers(back: Seat) -> None:
    """Where it is accepted already, the same key opens its round, and with the last answer nothing is left of it."""
    absent = (Consent(who="liisa", answer="yes"), Consent(who="pekka", answer="absent"))
    agreement = replace(back.session.agreements[0], confirmed=True, consent=absent)
    back.room.desk.session = replace(back.session, agreements=(agreement,))
    back.press("end")
    assert "vahvistettava" in back.stage()
    back.press("h")
    assert (back.room.panel_name, back.session.meeting.focus) == ("consent", agreement.id)
    back.press("down", "k", "k")
    assert {one.who: one.answer for one in back.session.agreements[0].consent}["pekka"] == "yes"
    back.open("review")
    back.press("end")
    assert "vahvistettava" not in back.stage()


def test_a_promise_that_is_late_says_so(back: Seat) -> None:
    """The facilitator sees it before the room does; what is done is not late."""
    late = replace(old_task(1), due=DAY - timedelta(days=1))
    back.room.desk.session = replace(back.session, tasks=(late,))
    assert "! määräaika meni" in back.stage()
    back.room.desk.session = replace(back.session, tasks=(replace(late, state="done"),))
    assert "määräaika meni" not in back.stage()


def test_a_task_key_on_an_agreement_and_the_other_way_round_do_nothing(back: Seat) -> None:
    """A key that does not fit what is on the stage changes nothing."""
    before = back.session.tasks
    back.press("h", "z")
    assert back.session.tasks == before


def test_an_old_promise_asks_to_be_decided(back: Seat) -> None:
    """A task older than two meetings asks to be done, moved with a reason, or let go."""
    back.room.around.days = (date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1))
    tasks = (replace(old_task(1), raised_on=date(2026, 6, 1)),)
    back.room.desk.session = replace(back.session, tasks=tasks)
    assert "! " in back.stage()
    assert "tapaamisen takaa" in back.stage()


def test_nothing_to_look_back_at_leads_on() -> None:
    """Without open promises the panel says so and how to go on; its keys do nothing."""
    seat = a_seat(a_session(meeting=a_meeting(step="lookback")))
    seat.run("panel")
    assert "F8 vie eteenpäin" in seat.stage()
    seat.press("v", "o", "right")
    assert not seat.changes


# --- grouping and dots ----------------------------------------------------------------------------------------------


@pytest.fixture
def groups() -> Seat:
    """A seat grouping four ideas of two themes and none."""
    ideas = (
        Idea(id="I1", text="päivä", theme="tapahtumat", by=("liisa",)),
        Idea(id="I2", text="ilta", theme="tapahtumat"),
        Idea(id="I3", text="kyydit", theme="liikkuminen"),
        Idea(id="I4", text="taulu"),
    )
    seat = a_seat(a_session(meeting=a_meeting(step="group"), ideas=ideas))
    seat.run("panel")
    return seat


def test_ideas_stand_under_their_themes(groups: Seat) -> None:
    """Themes come in the order in which they came up, ideas without one at the end."""
    lines = [line.strip(" ▸") for line in groups.stage().splitlines()[1:8]]
    assert [line.split()[0] for line in lines] == ["#tapahtumat", "I1", "I2", "#liikkuminen", "I3", "Ilman", "I4"]


def test_taken_ideas_are_moved_under_a_theme(groups: Seat) -> None:
    """Take with the space bar, go to a theme, Enter: as one change; a click on the theme does the same."""
    groups.press("end", "space")
    assert "◆" in groups.stage()
    groups.press("home", "down", "down", "down", "enter")
    assert groups.session.ideas[3].theme == "liikkuminen"
    assert "◆" not in groups.stage()
    groups.click("^1")
    groups.press("space")
    groups.click("^3")
    assert groups.session.ideas[0].theme == "liikkuminen"
    groups.run("undo", "undo")
    assert (groups.session.ideas[0].theme, groups.session.ideas[3].theme) == ("tapahtumat", "")


def test_an_idea_that_was_taken_and_undone_is_left_alone(groups: Seat) -> None:
    """An idea that is gone does not keep the others from being moved."""
    groups.enter("uusi")
    groups.press("end", "space", "up", "space")
    groups.run("undo")
    groups.press("home", "enter")
    assert {idea.theme for idea in groups.session.ideas} >= {"tapahtumat"}
    assert not groups.room.said.trouble


def test_a_theme_is_given_renamed_and_merged(groups: Seat) -> None:
    """A theme is asked for in the line; the name of another theme makes one of the two."""
    groups.press("end", "t")
    assert groups.line == "I4 #"
    groups.enter("viestintä")
    assert groups.session.ideas[3].theme == "viestintä"
    groups.press("home", "n")
    assert groups.line == "tapahtumat"
    groups.type("")
    groups.enter("liikkuminen")
    assert [idea.theme for idea in groups.session.ideas[:3]] == ["liikkuminen"] * 3


def test_dots_are_counted_idea_by_idea(groups: Seat) -> None:
    """A digit adds dots and goes on to the next idea; zero only goes on; m takes one back."""
    groups.press("down", "5", "0", "up", "up", "up", "m")
    assert groups.session.ideas[0].votes == 4
    assert groups.session.ideas[1].votes == 0
    assert "●●●●" in groups.stage()
    assert "pisteitä 4/9 (3 × 3)" in groups.stage()


def test_too_many_dots_are_told(groups: Seat) -> None:
    """Above the budget the sum is said loudly, also on a narrow screen."""
    groups.press("down", "9", "9")
    for width in (60, 80):
        assert "! Pisteitä on 9 liikaa, jaettavana oli 9." in groups.stage(width)


@pytest.fixture
def many_dots() -> Seat:
    """A seat counting dots of twelve people, who have 36 to give, on five ideas in the order of their dots."""
    ideas = tuple(Idea(id=f"I{at}", text=f"ajatus {at}", votes=votes) for at, votes in enumerate((5, 3, 0, 0, 0), 1))
    people = tuple(Participant(id=f"p{at}", name=f"Nimi{at} Suku", presence="present") for at in range(12))
    seat = a_seat(a_session(meeting=a_meeting(step="group"), ideas=ideas, participants=people))
    seat.run("panel")
    seat.press("l")
    return seat


@pytest.mark.parametrize(
    ("keys", "votes"),
    [
        (("2", "down", "4", "down"), (7, 7, 0, 0, 0)),
        (("1", "2", "enter", "3"), (17, 6, 0, 0, 0)),
        (("2", "home", "end", "3"), (7, 3, 0, 0, 3)),
        (("4", "down", "up", "5"), (14, 3, 0, 0, 0)),
        (("down", "9", "down", "4", "down", "5"), (5, 12, 4, 5, 0)),
        (("4", "5", "down", "1"), (9, 8, 1, 0, 0)),
        (("3", "0", "up", "1"), (36, 3, 0, 0, 0)),
        (("0", "0", "6"), (5, 3, 6, 0, 0)),
        (("2", "m"), (6, 3, 0, 0, 0)),
        (("end", "9", "9", "9"), (5, 3, 0, 0, 27)),
    ],
)
def test_a_digit_counts_at_once_where_it_was_typed(
    many_dots: Seat, keys: tuple[str, ...], votes: tuple[int, ...]
) -> None:
    """A second digit goes on with the number, ↓ and Enter go on to the idea below it, other keys do their own work."""
    many_dots.press(*keys)
    assert tuple(idea.votes for idea in many_dots.session.ideas) == votes


@pytest.mark.parametrize("ways", [("escape",), ("next",), ("jump",), ("undo", "redo")])
def test_a_dot_given_is_recorded_whatever_follows(many_dots: Seat, ways: tuple[str, ...]) -> None:
    """Nothing waits for a second digit that may never come."""
    many_dots.press("2")
    many_dots.run(*ways)
    assert many_dots.session.ideas[0].votes == 7


def test_a_number_that_was_undone_is_not_gone_on_with(many_dots: Seat) -> None:
    """After an undo a digit begins a new number."""
    many_dots.press("1")
    many_dots.run("undo")
    many_dots.press("2")
    assert many_dots.session.ideas[0].votes == 7


def test_a_number_of_two_digits_is_taken_back_at_once(many_dots: Seat) -> None:
    """The digits of one number are one change, those of another number another, whatever else came between."""
    many_dots.press("1", "2", "down", "4", "5")
    many_dots.run("undo")
    assert [idea.votes for idea in many_dots.session.ideas[:3]] == [17, 7, 0]
    many_dots.run("undo")
    assert [idea.votes for idea in many_dots.session.ideas[:3]] == [17, 3, 0]
    many_dots.run("undo")
    assert [idea.votes for idea in many_dots.session.ideas[:3]] == [5, 3, 0]
    many_dots.press("home", "1")
    many_dots.room.receive(AddVotes(idea="I5", votes=1))
    many_dots.press("1")
    many_dots.run("undo")
    assert [idea.votes for idea in many_dots.session.ideas] == [6, 3, 0, 0, 1]


def test_ideas_can_be_ordered_by_dots(groups: Seat) -> None:
    """One key orders by dots and back; the theme stands beside the dots then."""
    groups.press("down", "down", "down", "down", "7", "l")
    first = groups.stage().splitlines()[1]
    assert "I3" in first
    assert "#liikkuminen" in first
    groups.press("home", "2")
    assert groups.session.ideas[2].votes == 9
    groups.press("l")
    assert "#tapahtumat" in groups.stage().splitlines()[1]


def _fate(seat: Seat) -> str:
    return seat.session.ideas[0].fate


def test_an_idea_goes_forward_waits_is_dropped_or_promised(groups: Seat) -> None:
    """Each decision is one key, and forward and drop are taken back with the same key."""
    groups.press("down", "f")
    assert _fate(groups) == "forward"
    groups.press("f", "x")
    assert _fate(groups) == "dropped"
    groups.press("x")
    assert _fate(groups) == "open"
    groups.press("o")
    assert (_fate(groups), groups.session.parked[0].text) == ("parked", "päivä")
    groups.press("down", "s")
    assert groups.session.agreements[0].origin == ("I2",)
    groups.press("down", "down", "h")
    assert groups.line == "I3 ! "
    groups.enter("pekka: / pe")
    assert (groups.session.tasks[0].text, groups.session.tasks[0].owners) == ("kyydit", ("pekka",))


def test_a_heading_has_no_dots_and_no_fate(groups: Seat) -> None:
    """Keys of ideas do nothing on a theme's heading."""
    before = groups.session
    groups.press("m", "f", "o", "x", "s", "space", "t", "h", "enter")
    assert groups.session == before
    assert groups.line == ""


def test_nothing_to_group_says_how_ideas_come() -> None:
    """Without ideas the panel says how to record one."""
    seat = a_seat(a_session(meeting=a_meeting(step="group")))
    seat.run("panel")
    assert "Ei vielä ideoita" in seat.stage()
    seat.press("space", "5", "l", "t")
    assert not seat.changes


# --- consent --------------------------------------------------------------------------------------------------------


@pytest.fixture
def consent() -> Seat:
    """A seat in the consent round of two agreements."""
    agreements = (Agreement(id="S1", text="yhdessä", at=NOW), Agreement(id="S2", text="kahvit", at=NOW))
    seat = a_seat(a_session(meeting=a_meeting(step="agree"), agreements=agreements))
    seat.run("panel")
    return seat


def _answers(seat: Seat, at: int = 0) -> dict[str, str]:
    return {consent.who: consent.answer for consent in seat.session.agreements[at].consent}


def test_each_answer_is_one_key(consent: Seat) -> None:
    """Yes and absent are said with one key, and the next person comes by itself; the room sees the agreement."""
    consent.press("k", "p")
    assert _answers(consent) == {"liisa": "yes", "pekka": "absent"}
    assert consent.session.meeting.focus == "S1"
    assert "▸ · Aino" in consent.stage()


@pytest.mark.parametrize(("key", "answer"), [("v", "reservation"), ("e", "no")])
@pytest.mark.parametrize("language", ["fi", "en"])
def test_a_reservation_and_a_no_ask_why(consent: Seat, key: str, answer: str, language: str) -> None:
    """What needs a reason begins a line with the person and the answer, in the language of the screen."""
    if language == "en":
        consent.run("language")
    consent.press("down", key)
    consent.enter("budjetti auki")
    assert _answers(consent) == {"pekka": answer}
    assert consent.session.agreements[0].consent[0].reason == "budjetti auki"
    assert "budjetti auki" in consent.stage()
    assert "▸ · Aino" in consent.stage()


def test_the_rest_consent_with_one_key_and_those_away_are_asked_next_time(consent: Seat) -> None:
    """*All the rest* answers for those here; who is not here yet is marked as absent, to confirm."""
    consent.press("e")
    consent.enter("ei käy")
    consent.press("a")
    assert _answers(consent) == {"liisa": "no", "pekka": "yes", "aino": "yes", "matti": "absent"}
    assert "! ei sovittu" in consent.stage()


def test_a_complete_round_is_told(consent: Seat) -> None:
    """When everybody has been asked, that is said."""
    consent.press("a")
    assert "✓ Kaikilta kysytty." in consent.stage()


def test_an_answer_can_be_withdrawn(consent: Seat) -> None:
    """B takes the chosen one's answer back."""
    consent.press("k", "home", "b")
    assert _answers(consent) == {}


def test_agreements_are_turned_over(consent: Seat) -> None:
    """Right and left turn to another agreement, and the cursor begins at the first person again."""
    consent.press("k", "right")
    assert consent.session.meeting.focus == "S2"
    assert "2 / 2" in consent.stage()
    assert "▸ · Liisa" in consent.stage()
    consent.press("k", "right", "left")
    assert consent.session.meeting.focus == "S1"
    assert _answers(consent, 1) == {"liisa": "yes"}


def test_a_person_can_be_clicked(consent: Seat) -> None:
    """A click chooses the person."""
    consent.click("^2")
    consent.press("k")
    assert _answers(consent) == {"aino": "yes"}


def test_the_round_begins_with_what_has_not_been_asked() -> None:
    """Without a focus the first agreement that nobody was asked about comes up, else the last."""
    yes = tuple(Consent(who=who, answer="yes") for who in ("liisa", "pekka"))
    agreements = (Agreement(id="S1", text="a", consent=yes), Agreement(id="S2", text="b"))
    seat = a_seat(a_session(meeting=a_meeting(step="agree"), agreements=agreements))
    seat.open("consent")
    assert "S2" in seat.stage()
    seat = a_seat(a_session(agreements=(agreements[0],), participants=()))
    seat.open("consent")
    assert "S1" in seat.stage()
    seat.press("k", "v", "down")


def test_nothing_agreed_says_how_it_comes() -> None:
    """Without agreements the panel says how one is recorded."""
    seat = a_seat()
    seat.open("consent")
    assert "= ja mitä sovitaan" in seat.stage()
    seat.press("k", "a", "v", "right")
    assert not seat.changes


# --- reading aloud --------------------------------------------------------------------------------------------------


@pytest.fixture
def aloud() -> Seat:
    """A seat reading aloud an agreement and a task of this meeting."""
    seat = a_seat()
    seat.enter("= pidetään kyläpäivä")
    seat.enter("! liisa: varaa sali / 15.12. / seurakunta\\: tila")
    seat.enter("! piirrä kartta")
    seat.room.do(WalkTo(phase="action", step="readback"))
    seat.run("panel")
    return seat


def test_what_was_agreed_is_read_one_at_a_time(aloud: Seat) -> None:
    """Agreements first, then tasks, each with who, by when and what is missing."""
    assert "S1   pidetään kyläpäivä" in aloud.stage()
    aloud.press("right")
    assert "Liisa Mäkinen, Kylätoimikunta" in aloud.stage()
    assert "ti 15.12." in aloud.stage()
    aloud.press("right")
    assert "! vastuuhenkilö puuttuu" in aloud.stage()
    assert "! määräaika puuttuu" in aloud.stage()


def test_a_stamp_is_one_key_and_goes_on(aloud: Seat) -> None:
    """Accepted at the table goes on to the next; another key takes the stamp back."""
    aloud.press("k")
    assert aloud.session.agreements[0].confirmed
    assert "2 / 3" in aloud.stage()
    aloud.press("left", "b")
    assert not aloud.session.agreements[0].confirmed


def test_a_correction_takes_the_words_back_into_the_line(aloud: Seat) -> None:
    """C gives the words back, and the corrected ones stand in their place."""
    aloud.press("c")
    assert aloud.line == "S1 : pidetään kyläpäivä"
    aloud.enter(" yhdessä")
    assert aloud.session.agreements[0].text == "pidetään kyläpäivä yhdessä"


def _mandate(seat: Seat) -> str:
    return seat.session.agreements[0].mandate


def test_the_mandate_is_one_key(aloud: Seat) -> None:
    """Own promise, to the organisation, to decision makers with who carries it; Esc leaves the carrier open."""
    aloud.press("t")
    assert _mandate(aloud) == "organisation"
    aloud.press("i")
    assert _mandate(aloud) == "self"
    aloud.press("d")
    aloud.enter("pekka / 15.1.")
    assert (_mandate(aloud), aloud.session.agreements[0].carrier) == ("decision", "pekka")
    assert "Pekka Virtanen, Marttayhdistys, 15.1.2027" in aloud.stage()
    aloud.press("right", "d")
    aloud.run("escape")
    assert (aloud.session.tasks[0].mandate, aloud.room.entered) == ("decision", True)


def test_what_a_task_lacks_is_filled_in(aloud: Seat) -> None:
    """The owner and the date are asked for in the line."""
    aloud.press("end", "u")
    aloud.enter("aino")
    aloud.press("p")
    aloud.enter("ensi kesänä")
    task = aloud.session.tasks[1]
    assert (task.owners, task.due_text) == (("aino",), "ensi kesänä")


def test_an_agreement_has_no_owner_and_no_date(aloud: Seat) -> None:
    """Keys of tasks are refused on an agreement with a sentence."""
    aloud.press("u")
    assert aloud.room.said.trouble
    assert aloud.room.form is None


def test_an_owner_who_is_not_here_has_to_be_asked() -> None:
    """A task of somebody who is not at the table says that they have to be asked."""
    seat = a_seat()
    seat.enter("! matti: kartta / pe")
    seat.enter("= yhdessä")
    seat.open("readback")
    seat.press("right")
    assert "kysyttävä" in seat.stage()
    seat.press("l")
    assert seat.room.panel == "closing-round"


def test_nothing_to_read_aloud_is_said() -> None:
    """Without agreements and promises the panel says so."""
    seat = a_seat()
    seat.open("readback")
    assert "Tänään ei ole vielä sovittu" in seat.stage()
    seat.press("k", "c", "d", "u", "right")
    assert not seat.changes


# --- resources ------------------------------------------------------------------------------------------------------


def test_resources_add_up_by_party_and_offers_are_tied() -> None:
    """Sums by party, who has promised nothing, and an offer tied to a task with Enter and the task's number."""
    task = Task(
        id="T1",
        text="sali",
        owners=("liisa",),
        resources=(
            Pledge(by="martat", kind="time", amount=2.5, unit="h", text="2,5 h"),
            Pledge(by="martat", kind="time", amount=4, unit="h", text="4 h"),
        ),
    )
    offers = (Offer(id="O1", by="liisa", kind="skill", text="leipoo"), Offer(id="O2", by="pekka", text="auto"))
    seat = a_seat(a_session(tasks=(task,), offers=offers))
    seat.run("resources")
    assert "luvattu 6,5 h (työaika)" in seat.stage()
    assert "Ei vielä luvannut mitään: Jämsän kaupunki" in seat.stage()
    seat.press("down", "enter")
    assert seat.line == "O2 T"
    seat.enter("1")
    assert seat.session.offers[1].task == "T1"
    assert "O2" not in seat.stage()
    seat.click("^0")
    seat.run("language")
    assert "6.5 h" in seat.stage()


def test_an_offer_has_no_task_to_be_tied_to() -> None:
    """Where the table has no task, Enter says how one is recorded and begins no line that cannot be right."""
    seat = a_seat(a_session(offers=(Offer(id="O1", by="liisa", kind="skill", text="leipoo"),)))
    seat.run("resources")
    seat.press("enter")
    assert seat.line == ""
    assert "ei ole vielä tehtävää" in seat.room.said.words


def test_no_resources_are_said_to_be_none() -> None:
    """Without pledges and offers the panel says so."""
    seat = a_seat(a_session(participants=(), parties=()))
    seat.run("resources")
    assert "Mitään ei ole vielä luvattu" in seat.stage()
    seat.press("enter", "down")


# --- the closing check and the self-check ---------------------------------------------------------------------------


@pytest.fixture
def closing() -> Seat:
    """A seat at the closing check with an ownerless task, an agreement and a parked matter."""
    seat = a_seat()
    for line in ("= yhdessä", "! kartta", "> kyydit"):
        seat.enter(line)
    seat.run("check")
    return seat


def _go_to(seat: Seat, words: str) -> None:
    """Move the cursor to the line with those words."""
    seat.press("home")
    for _ in range(30):
        if any("▸" in line and words in line for line in seat.stage(100, 30).splitlines()):
            return
        seat.press("down")
    pytest.fail(f"no line with {words}")


def test_what_is_in_order_has_the_whole_row() -> None:
    """Beside a sentence without a key nothing stands, and so it is not cut for one."""
    seat = a_seat()
    seat.enter("! liisa: kartta / pe / 2 h")
    seat.run("check")
    picture = seat.stage(60, 40)
    assert "✓ Jokaisella tehtävällä on vastuuhenkilö.\n" in picture
    assert "on seuraava\n     askel.\n" in picture
    assert not any("…" in line for line in picture.splitlines() if "✓" in line)


def test_open_matters_stand_first_with_what_mends_them(closing: Seat) -> None:
    """What is open has a sign and the key that mends it, what is in order a tick."""
    lines = closing.stage(100, 30).splitlines()
    assert "! T1 on ilman vastuuhenkilöä." in lines[2] + lines[3] + lines[4]
    assert any("✓" in line for line in lines)
    assert "Hillotehdas" in closing.stage(100, 30)


@pytest.mark.parametrize(
    ("words", "line", "done"),
    [
        ("vastuuhenkilöä", "liisa:", "owners"),
        ("määräaikaa", "pe", "due"),
    ],
)
def test_what_a_promise_lacks_is_one_key_away(closing: Seat, words: str, line: str, done: str) -> None:
    """Enter on a gap of a task begins the line that fills it."""
    _go_to(closing, words)
    closing.press("enter")
    assert closing.line.startswith("T1 ")
    closing.enter(line)
    assert getattr(closing.session.tasks[0], done)


@pytest.mark.parametrize(
    ("words", "panel"), [("suostumuskierrosta", "consent"), ("kuultu:", "heard"), ("Tahoja", "people")]
)
def test_a_gap_leads_to_the_panel_that_mends_it(closing: Seat, words: str, panel: str) -> None:
    """Enter on a gap opens what mends it."""
    closing.room.desk.session = replace(closing.session, participants=closing.session.participants[:1])
    _go_to(closing, words)
    closing.press("enter")
    assert closing.room.panel == panel


def test_a_parked_matter_and_the_next_meeting_are_asked_for(closing: Seat) -> None:
    """The next step of a parked matter and the next meeting are filled in the line."""
    _go_to(closing, "odottamaan")
    closing.press("enter")
    closing.enter("joulukuussa")
    assert closing.session.parked[0].next_step == "joulukuussa"
    closing.press("n")
    closing.enter("12.12. klo 17 Kirjasto")
    assert closing.session.meeting.next_date == date(2026, 12, 12)
    _go_to(closing, "Seuraava tapaaminen")


def test_the_closing_leads_on(closing: Seat) -> None:
    """Self-check, closing round and memo are one key each."""
    for key, panel in (("i", "self-check"), ("l", "closing-round")):
        closing.open("check")
        closing.press(key)
        assert closing.room.panel == panel
    closing.open("check")
    closing.press("m")
    assert closing.room.panel == "memo" or closing.room.wish


@pytest.mark.parametrize("key", ["i", "l", "p", "m"])
def test_what_the_closing_opened_leads_back_to_it(closing: Seat, key: str) -> None:
    """Esc closes what a key of the closing check has opened, and the check has its keys and its place again."""
    closing.press("down", key)
    assert closing.room.panel != "check"
    closing.run("escape")
    assert (closing.room.panel, closing.room.entered, closing.panel.at) == ("check", True, 1)
    closing.run("escape")
    assert (closing.room.panel, closing.room.entered) == ("", False)


def test_a_gap_that_was_mended_in_its_panel_leads_back(closing: Seat) -> None:
    """After the consent round that a gap has opened Esc leads back to the closing check, not to the board."""
    _go_to(closing, "suostumuskierrosta")
    closing.press("enter", "a")
    closing.run("escape")
    assert closing.room.panel == "check"
    assert closing.session.meeting.focus == ""
    assert "suostumuskierrosta" not in closing.stage(100, 30)


def test_the_funnel_counts_the_evening_and_the_term(closing: Seat) -> None:
    """The jam factory tells of this evening and of the term, whole on the narrowest screen too."""
    closing.room.around.others = (closing.session,)
    for width in (60, 80, 120):
        assert "tänään 0 ideaa → 1 sovittu → 1 tehtävä, valmiita 0" in closing.stage(width, 16)


def test_hands_are_counted_with_digits() -> None:
    """A digit records the hands and goes on; Enter asks for more hands and words."""
    seat = a_seat()
    seat.open("self-check")
    seat.press("3", "enter")
    seat.enter("12 hyvin alkanut")
    answers = [(answer.key, answer.value, answer.text) for answer in seat.session.evaluations]
    assert answers == [("local-needs", 3, ""), ("permanent-structure", 12, "hyvin alkanut")]
    assert "✋ 12  hyvin alkanut" in seat.stage()
    seat.click("^2")
    seat.press("²", "4")
    assert seat.session.evaluations[-1].value == 4
    assert "Läsnä 3" in seat.stage()


@pytest.mark.parametrize(
    ("keys", "hands"),
    [
        (("1", "2", "down", "9"), (12, 9)),
        (("1", "down", "2"), (1, 2)),
        (("9", "9", "enter", "0"), (9, 9, 0)),
        (("1", "2", "3"), (12, 3)),
        (("1", "up", "2"), (2,)),
    ],
)
def test_hands_of_ten_or_more_may_have_two_digits(keys: tuple[str, ...], hands: tuple[int, ...]) -> None:
    """A second digit goes on with the number while so many are here; ↓ and Enter go on to the next point."""
    people = tuple(Participant(id=f"p{at}", name=f"Nimi{at} Suku", presence="present") for at in range(13))
    seat = a_seat(a_session(participants=people))
    seat.open("self-check")
    seat.press(*keys)
    assert tuple(answer.value for answer in seat.session.evaluations) == hands


def test_hands_of_two_digits_are_taken_back_at_once() -> None:
    """One undo takes the whole number back, and none of its digits is gone on with after that."""
    people = tuple(Participant(id=f"p{at}", name=f"Nimi{at} Suku", presence="present") for at in range(13))
    seat = a_seat(a_session(participants=people))
    seat.open("self-check")
    seat.press("3", "1", "2")
    seat.run("undo")
    assert [answer.value for answer in seat.session.evaluations] == [3]
    seat.press("2", "down", "1")
    seat.run("undo")
    seat.press("2")
    assert [answer.value for answer in seat.session.evaluations] == [3, 2, 2]


def test_what_the_data_tells_is_ticked() -> None:
    """A point that the program can see has its tick."""
    seat = a_seat()
    seat.open("self-check")
    assert "✓ Pöydässä on osallistujia ainakin kolmelta taholta" in seat.stage()


def test_a_parked_matter_of_before_is_kept() -> None:
    """A parked matter that has its next step is in order."""
    seat = a_seat(a_session(parked=(Parked(id="P1", text="kyydit", next_step="keväällä"),)))
    seat.open("check")
    assert "odottamaan ilman" not in seat.stage(100, 30)

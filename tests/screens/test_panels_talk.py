"""Panels of the talk: the round, silent thinking, not heard yet, people, notes, help and jumping."""

from datetime import time

import pytest

from kpfacil.commands.meeting import StartTimer, WalkTo
from kpfacil.model.entries import Idea, Note
from kpfacil.storage.process_file import load_process
from kpfacil.tui.bigtext import can_write
from kpfacil.tui.panels.registry import PANELS
from tests.fakes import NOW, a_meeting, a_session, people, tahot
from tests.rooms import Seat, a_seat


@pytest.fixture
def seat() -> Seat:
    """A seat in the introduction round, with the keys given to the panel."""
    seat = a_seat(a_session(meeting=a_meeting(step="introduction")))
    seat.run("panel")
    return seat


# --- the round ------------------------------------------------------------------------------------------------------


def test_the_space_bar_takes_the_round_onward(seat: Seat) -> None:
    """One key gives the turn to the next one, and the last one ends the round."""
    assert "Kierros alkaa välilyönnillä" in " ".join(seat.stage().split())
    for who in ("liisa", "pekka", "aino", "matti"):
        seat.press("space")
        assert seat.session.meeting.speaker == who
    assert "▶ Matti Nieminen" in seat.stage()
    assert "✓ Liisa Mäkinen" in seat.stage()
    seat.press("space")
    assert seat.session.meeting.speaker == ""
    assert "Kierros on täynnä" in seat.stage()


def test_the_speakers_time_is_shown(seat: Seat) -> None:
    """The speaker's time stands beside the time that each has, and who is left as a number."""
    seat.press("space")
    seat.clock.forward(seconds=50)
    assert "0.50 (aikaa 0.45)  3 jäljellä" in seat.stage()


def test_somebody_is_passed_by_and_come_back_to(seat: Seat) -> None:
    """Who is skipped stays on the list and comes last."""
    seat.press("space", "o")
    assert "ohitettu, palataan" in seat.stage()
    for who in ("pekka", "aino", "matti", "liisa"):
        assert seat.session.meeting.speaker == who
        seat.press("space")


def test_anyone_can_be_given_the_turn(seat: Seat) -> None:
    """The chosen one gets the turn with Enter or a click, and the cursor follows the speaker."""
    seat.press("down", "down", "enter")
    assert seat.session.meeting.speaker == "aino"
    seat.click("^3")
    assert seat.session.meeting.speaker == "matti"
    assert "▸ ▶ Matti" in seat.stage()


def test_the_order_can_be_changed(seat: Seat) -> None:
    """By seat, by party with everybody, or one turn for each party."""
    seat.press("j")
    shown = seat.stage()
    names = sorted(("Liisa", "Pekka", "Aino", "Matti"), key=shown.index)
    assert names == ["Liisa", "Matti", "Pekka", "Aino"]
    seat.press("j")
    assert "Marttayhdistys\n" in seat.stage()
    assert "Pekka" not in seat.stage()
    seat.press("j")
    assert "Pekka Virtanen, Marttayhdistys" in seat.stage()


def test_a_turn_can_be_ended_and_the_round_begun_anew(seat: Seat) -> None:
    """Ending leaves the turn taken; anew forgets all the turns of the step."""
    seat.press("space", "v")
    assert (seat.session.meeting.speaker, len(seat.session.turns)) == ("", 1)
    seat.press("v")
    assert seat.room.said.trouble
    seat.press("a")
    assert seat.room.said.trouble
    seat.press("a")
    assert seat.session.turns == ()


def test_many_people_go_round_by_party() -> None:
    """Above twenty people each party has one turn."""
    seat = a_seat(a_session(meeting=a_meeting(step="introduction"), parties=tahot(6), participants=people(24, 6)))
    assert "Taho 6" in seat.stage()
    assert "Etunimi1" not in seat.stage()


def test_a_round_without_people_says_where_they_are_added() -> None:
    """With nobody on the list the round says how people are added."""
    seat = a_seat(a_session(meeting=a_meeting(step="introduction"), participants=(), parties=()))
    seat.open("round")
    assert "^O" in seat.stage()
    seat.press("space", "enter", "o", "down")
    assert seat.session.meeting.speaker == ""


def test_the_closing_round_says_that_it_is_one(seat: Seat) -> None:
    """The closing round has its own name and its own words."""
    seat.open("closing-round")
    assert seat.stage().startswith("   Loppukierros")
    seat.run("language")
    assert "closing words" in seat.stage()


# --- silent thinking ------------------------------------------------------------------------------------------------


def test_silent_thinking_shows_a_large_clock() -> None:
    """The step's minutes stand in large digits with the key that starts them, then count down."""
    seat = a_seat(a_session(meeting=a_meeting(step="think")))
    assert "F5 käynnistää kellon" in seat.stage()
    waiting = seat.stage().count("█")
    assert waiting > 40
    seat.room.do(StartTimer(seconds=60))
    assert "F5 pysäyttää" in seat.stage()
    seat.clock.forward(seconds=70)
    assert can_write("+0.10")
    assert seat.stage().count("█") not in (0, waiting)
    seat.click("#timer")
    assert seat.session.meeting.timer_ends_at is None


# --- not heard yet --------------------------------------------------------------------------------------------------


@pytest.fixture
def hearing() -> Seat:
    """A seat where Liisa has been heard, with the panel open."""
    seat = a_seat(a_session(ideas=(Idea(id="I1", text="a", by=("liisa",), at=NOW, phase="action", step="ideas"),)))
    seat.run("heard")
    return seat


def test_those_not_heard_come_first(hearing: Seat) -> None:
    """Who has not been heard stands first, who has been heard after them with a tick; for the facilitator alone."""
    lines = hearing.stage().splitlines()
    assert "ei näy salin näytöllä" in lines[0]
    names = [line.split()[1 if "▸" not in line else 2] for line in lines if " · " in line or "✓" in line]
    assert names == ["Pekka", "Aino", "Matti", "Liisa"]


def test_a_speaker_clock_is_one_key(hearing: Seat) -> None:
    """Enter gives the chosen one the clock, the space bar ends it."""
    hearing.press("enter")
    hearing.clock.forward(seconds=75)
    assert "▶ Pekka Virtanen, Marttayhdistys  1.15" in hearing.stage()
    hearing.press("space")
    assert hearing.session.turns[0].seconds == 75
    hearing.press("space")
    assert hearing.room.said.trouble


def test_the_span_is_the_meeting_or_the_phase(hearing: Seat) -> None:
    """One key shows the meeting or this phase alone."""
    hearing.room.do(WalkTo(phase="renewal", step="think"))
    hearing.open("heard")
    hearing.press("v")
    assert "tässä vaiheessa" in hearing.stage()
    assert "✓ Liisa" not in hearing.stage()
    hearing.press("v")
    assert "✓ Liisa" in hearing.stage()


def test_the_balance_goes_to_the_wall_only_on_request(hearing: Seat) -> None:
    """One key shows the balance by party on the audience's screen, and takes it away."""
    assert "ei näy seinällä" in hearing.stage()
    hearing.press("s")
    assert hearing.session.meeting.balance_shown
    assert "nyt myös seinällä" in hearing.stage()
    hearing.press("s")
    assert not hearing.session.meeting.balance_shown


def test_everybody_heard_is_said() -> None:
    """Where all have been heard, that is said."""
    people_heard = ("liisa", "pekka", "aino", "matti")
    ideas = tuple(Idea(id=f"I{at}", text="a", by=(who,), at=NOW) for at, who in enumerate(people_heard, 1))
    seat = a_seat(a_session(ideas=ideas))
    seat.open("heard")
    assert "✓ Kaikki on kuultu." in seat.stage()
    seat.click("^2")
    assert "▸ ✓ Aino" in seat.stage()


def test_a_long_balance_says_how_many_are_left_out() -> None:
    """On a low screen the parties that do not fit are counted."""
    seat = a_seat(a_session(parties=tahot(12), participants=people(24, 12)))
    seat.open("heard")
    assert "   + " in seat.stage(60, 18)


# --- people ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def roster() -> Seat:
    """A seat with the list of people open."""
    seat = a_seat()
    seat.run("people")
    return seat


@pytest.mark.parametrize(("key", "presence"), [("p", "present"), ("e", "remote"), ("s", "excused"), ("x", "absent")])
def test_presence_is_one_key(roster: Seat, key: str, presence: str) -> None:
    """A key says how the chosen one takes part, and the cursor goes on to the next."""
    roster.press("down", "down", key, "p")
    assert roster.session.participants[2].presence == presence
    assert roster.session.participants[3].presence == "present"


def test_arriving_and_leaving_take_the_time(roster: Seat) -> None:
    """Who comes late or leaves early has the time beside the name."""
    roster.press("end", "t")
    assert roster.session.participants[3].arrived == time(17, 10)
    assert "saapui 17.10" in roster.stage()
    roster.press("l")
    assert "poistui 17.10" in roster.stage(100)


def test_a_person_can_be_taken_off_the_list(roster: Seat) -> None:
    """Somebody on the list by mistake is taken off, and undo brings them back."""
    roster.press("end", "d")
    assert roster.session.participant("matti") is None
    roster.run("undo")
    assert roster.session.participant("matti") is not None
    roster.press("end", "end", "d", "d", "d", "d", "d", "p", "enter")
    assert roster.stage()


def test_a_new_person_is_typed_in_the_line(roster: Seat) -> None:
    """N asks for a person, Enter records and the list goes on."""
    roster.press("n")
    roster.enter("Tuula Aho; Martat")
    assert roster.session.participants[-1].name == "Tuula Aho"
    assert (roster.room.form, roster.room.panel) == (None, "people")


def test_a_person_is_edited_with_what_is_known(roster: Seat) -> None:
    """Enter puts the chosen person into the line as it is, ready to be mended."""
    roster.press("enter")
    assert roster.line == "Liisa Mäkinen; Kylätoimikunta"
    roster.enter("; liikunta; sihteeri")
    person = roster.session.participants[0]
    assert (person.field, person.roles) == ("liikunta", ("secretary",))
    roster.press("enter")
    roster.enter()
    assert roster.session.participants[0] == person


def test_an_empty_list_says_how_people_are_added() -> None:
    """With nobody on the list, the key and the form are said."""
    seat = a_seat(a_session(participants=(), parties=()))
    seat.run("people")
    assert "Nimi; taho" in seat.stage()
    seat.press("p", "enter", "down", "n")
    seat.enter("Tuula")
    assert seat.session.participants[0].name == "Tuula"


# --- notes, help and jumping ----------------------------------------------------------------------------------------


def test_notes_are_read_newest_first() -> None:
    """The newest note stands first; a click chooses one."""
    seat = a_seat(a_session(notes=(Note(id="N1", text="vanha"), Note(id="N2", text="uusi"))))
    seat.run("notes")
    assert seat.stage().index("N2") < seat.stage().index("N1")
    seat.click("N1")
    assert seat.line == "N1 "


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("size", [(60, 11), (80, 14), (88, 22)])
def test_the_help_can_be_read_to_its_end(language: str, size: tuple[int, int]) -> None:
    """Scrolling comes to the last line at every size, and back to the first."""
    seat = a_seat(language=language)
    seat.run("help")
    first = seat.stage(*size)
    seat.stage(*size)
    for _ in range(30):
        seat.press("space")
        seat.stage(*size)
    source = seat.room.desk.process.source.in_(language)
    assert source.split()[-1] in seat.stage(*size).splitlines()[-1]
    seat.press("home")
    assert seat.stage(*size) == first


def test_the_help_names_every_sign_and_key() -> None:
    """The whole page holds each sign with an example, and each action with its key."""
    seat = a_seat()
    seat.run("help")
    page = seat.stage(80, 200)
    for words in ("Idea. + Liisa", "F8", "^Z", "Lopeta.", "kenoviiva", "Suostumus"):
        assert words.casefold() in page.casefold()


@pytest.mark.parametrize("language", ["fi", "en"])
def test_the_help_knows_every_panel(language: str) -> None:
    """From wherever it is opened, the page begins with what that place is for."""
    for name in set(PANELS) - {"help"}:
        seat = a_seat(language=language)
        seat.room.open_panel(name)
        seat.run("help")
        assert seat.room.texts.say(f"key.{name}") in seat.stage(80, 200)


def test_any_step_of_any_phase_can_be_jumped_to() -> None:
    """The list holds the steps of all phases with their minutes; Enter or a click goes there."""
    seat = a_seat()
    seat.run("jump")
    assert "▸ ● Ideas" in seat.stage()
    seat.press("up", "enter")
    assert seat.session.meeting.step == "think"
    assert seat.room.panel == ""
    seat.run("jump")
    seat.press("home", "enter")
    assert (seat.session.meeting.phase, seat.session.meeting.step) == ("exploration", "opening")
    seat.run("jump")
    seat.click("^35")
    assert (seat.session.meeting.phase, seat.session.meeting.step) == ("renewal", "next")


def test_what_a_phase_asks_stands_below_its_steps_where_there_is_room() -> None:
    """They are those of the phase that the chosen step is in."""
    process = load_process()
    asked = process.phase("renewal").questions[-1].in_("fi")
    seat = a_seat(process=process)
    seat.run("jump")
    assert asked not in seat.stage(80, 30)
    seat.press("end")
    assert asked in seat.stage(80, 30)
    assert asked not in seat.stage(80, 14)


def test_used_minutes_stand_beside_the_planned_ones() -> None:
    """A step that has been visited shows the time it took."""
    seat = a_seat()
    seat.run("next")
    seat.run("back")
    seat.clock.forward(minutes=7)
    seat.run("next", "jump")
    assert "15 min, käytetty 7" in seat.stage()


def test_the_programme_is_edited_in_the_list() -> None:
    """Minutes more and fewer, a step left out, moved and added; the cursor stays with its step."""
    seat = a_seat()
    seat.run("jump")
    seat.press("down", "e", "e", "v")
    assert seat.room.desk.process.step("action", "group", seat.session.programme).minutes == 11
    order = [step.id for step in seat.room.desk.process.steps("action", seat.session.programme)]
    seat.press("a")
    after = [step.id for step in seat.room.desk.process.steps("action", seat.session.programme)]
    assert after.index("group") == order.index("group") + 1
    assert "▸   Group" in seat.stage()
    seat.press("y")
    assert [step.id for step in seat.room.desk.process.steps("action", seat.session.programme)] == order
    seat.press("x")
    assert "Group  Action" not in seat.stage()
    seat.press("u")
    seat.enter("Kahvi 15")
    assert "Kahvi" in seat.stage(80, 40)


def test_the_step_that_is_held_cannot_be_left_out() -> None:
    """Leaving out the current step is refused with a sentence."""
    seat = a_seat()
    seat.run("jump")
    seat.press("x")
    assert seat.room.said.trouble

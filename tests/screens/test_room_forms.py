"""What is asked for in the capture line instead of an entry: good lines, bad lines, and leaving."""

from dataclasses import replace
from datetime import date, time

import pytest

from kpfacil.commands.change import AssignTask
from kpfacil.commands.people import RemoveParticipant
from kpfacil.model.entries import Agreement, Idea, Parked, Task
from kpfacil.model.meeting import ProgrammeItem
from kpfacil.model.text import LONGEST
from kpfacil.tui.forms import Form, LineForm, PersonForm
from kpfacil.tui.pictures.foot import AtWall
from tests.fakes import a_session
from tests.rooms import Seat, a_seat

FORMS: tuple[Form, ...] = (
    PersonForm(),
    PersonForm("liisa"),
    LineForm("next"),
    LineForm("owner", "T1"),
    LineForm("carrier", "S1"),
    LineForm("theme", "talvi"),
    LineForm("next-step", "P1"),
    LineForm("hands", "local-needs"),
    LineForm("step", "ideas"),
)


def a_full_seat(language: str = "fi") -> Seat:
    """Return a seat with an entry of each kind that a form works on."""
    session = a_session(
        ideas=(Idea(id="I1", text="retki", theme="talvi"), Idea(id="I2", text="päivä", theme="tapahtumat")),
        agreements=(Agreement(id="S1", text="yhdessä"),),
        tasks=(Task(id="T1", text="sali", owners=("liisa",)),),
        parked=(Parked(id="P1", text="kyydit"),),
    )
    return a_seat(session, language)


def fill(form: Form, line: str, language: str = "fi") -> Seat:
    """Return a seat after a line was entered into a form."""
    seat = a_full_seat(language)
    seat.room.form = form
    seat.enter(line)
    return seat


# --- people ---------------------------------------------------------------------------------------------------------


def test_a_person_is_added_with_party_field_and_roles() -> None:
    """Name, party, field and roles stand in one line; a known party is found by its name."""
    person = fill(PersonForm(), "Tuula Aho; kylätoimikunta; liikunta; sihteeri/puheenjohtaja").session.participants[-1]
    assert (person.name, person.party, person.field) == ("Tuula Aho", "kylat", "liikunta")
    assert person.roles == ("secretary", "chair")


def test_a_person_of_a_new_party_brings_it_along() -> None:
    """A party that is new to the table is made, and both are undone as one."""
    seat = fill(PersonForm(), "Tuula Aho; Seurakunta")
    assert seat.session.parties[-1].name == "Seurakunta"
    assert seat.session.participants[-1].party == seat.session.parties[-1].id
    seat.run("undo")
    assert len(seat.session.parties) == 3


def test_a_name_alone_is_enough() -> None:
    """Nothing but the name is needed; commas do where no semicolon stands."""
    assert fill(PersonForm(), "Tuula Aho").session.participants[-1].party == ""
    assert fill(PersonForm(), "Tuula Aho, Martat, ruoka").session.participants[-1].field == "ruoka"


def test_a_comma_may_stand_in_a_name_between_semicolons() -> None:
    """Where semicolons part the line, a comma belongs to what it stands in."""
    assert fill(PersonForm(), "Tuula Aho; Kulttuuri, vapaa-aika").session.parties[-1].name == "Kulttuuri, vapaa-aika"


def test_a_role_is_known_in_both_languages() -> None:
    """A role may be said in the language of the screen or by its word in the file."""
    assert fill(PersonForm(), "Tuula; ; ; secretary", "en").session.participants[-1].roles == ("secretary",)
    assert fill(PersonForm(), "Tuula; ; ; secretary").session.participants[-1].roles == ("secretary",)


def test_a_person_is_edited_in_place() -> None:
    """Editing keeps the id and the presence; what is left empty becomes empty."""
    seat = fill(PersonForm("aino"), "Aino Lahti; Martat")
    person = seat.session.participant("aino")
    assert person is not None
    assert (person.name, person.presence, person.field) == ("Aino Lahti", "remote", "")


def test_a_person_who_has_gone_meanwhile_is_refused() -> None:
    """Editing somebody who was taken off the list says so; the line comes back."""
    seat = a_full_seat()
    seat.room.form = PersonForm("matti")
    seat.room.do(RemoveParticipant(id="matti"))
    seat.enter("Matti; Martat")
    assert seat.room.said.trouble
    assert seat.line == "Matti; Martat"


# --- the other forms: what a good line does -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "start", "place"),
    [
        ("12.12. klo 17.00 Kirjasto", time(17), "Kirjasto"),
        ("12.12.2026 17:30 Jämsän kirjasto", time(17, 30), "Jämsän kirjasto"),
        ("2026-12-12 at 17 Library", time(17), "Library"),
        ("la 12.12. klo 18", time(18), ""),
        ("12.12.", None, ""),
        ("pe vko 50 kylätalo", None, "kylätalo"),
    ],
)
def test_the_next_meeting_is_read(line: str, start: time | None, place: str) -> None:
    """Day, time and place are read in either language, the time and the place may wait."""
    meeting = fill(LineForm("next"), line).session.meeting
    day = date(2026, 12, 11) if line.startswith("pe vko") else date(2026, 12, 12)
    assert (meeting.next_date, meeting.next_start, meeting.next_place) == (day, start, place)


def test_a_week_alone_is_no_day_of_the_next_meeting() -> None:
    """No day is guessed for the room: the line comes back with what is missing."""
    seat = fill(LineForm("next"), "vko 50 kylätalo")
    assert (seat.session.meeting.next_date, "vko 50" in seat.room.said.words) == (None, True)


def test_the_next_meeting_is_repeated_in_words() -> None:
    """What was understood is said with its weekday, so that a slip is seen."""
    seat = fill(LineForm("next"), "12.12. klo 17–19 Kirjasto")
    assert seat.room.said.words == "Seuraava tapaaminen: la 12.12.2026, 17.00–19.00, Kirjasto"


def test_a_task_gets_new_owners() -> None:
    """One name or several, as in the capture line."""
    assert fill(LineForm("owner", "T1"), "pekka ja Aino").session.tasks[0].owners == ("pekka", "aino")
    assert fill(LineForm("owner", "T1"), "Marttayhdistys:").session.tasks[0].owners == ("martat",)


def test_a_carrier_takes_a_matter_to_decision_makers() -> None:
    """The carrier and the day are kept with the matter; the day may wait."""
    agreement = fill(LineForm("carrier", "S1"), "Pekka / 15.1.").session.agreements[0]
    assert (agreement.mandate, agreement.carrier, agreement.carrier_due) == ("decision", "pekka", date(2027, 1, 15))
    assert fill(LineForm("carrier", "S1"), "liisa").session.agreements[0].carrier == "liisa"


def test_a_theme_gets_a_new_name() -> None:
    """A new name renames the theme of every idea, the name of another theme makes one of the two."""
    assert fill(LineForm("theme", "talvi"), "#kova talvi").session.ideas[0].theme == "kova-talvi"
    assert {idea.theme for idea in fill(LineForm("theme", "talvi"), "tapahtumat").session.ideas} == {"tapahtumat"}


def test_a_parked_matter_gets_its_next_step() -> None:
    """What happens next is kept with the parked matter."""
    assert (
        fill(LineForm("next-step", "P1"), "otetaan esiin joulukuussa").session.parked[0].next_step
        == "otetaan esiin joulukuussa"
    )


@pytest.mark.parametrize(
    ("line", "value", "text"),
    [("12 hyvin alkanut", 12, "hyvin alkanut"), ("4,5", 4.5, ""), ("4.5 ka", 4.5, "ka"), ("hyvin", None, "hyvin")],
)
def test_hands_and_words_are_kept(line: str, value: float | None, text: str) -> None:
    """A number comes first, words after it; either may stand alone."""
    answer = fill(LineForm("hands", "local-needs"), line).session.evaluations[0]
    assert (answer.key, answer.value, answer.text) == ("local-needs", value, text)


def test_a_step_of_the_meetings_own_is_added() -> None:
    """Its name and minutes stand in the line; without minutes it gets five."""
    assert fill(LineForm("step", "ideas"), "Kahvi 15").session.programme == (
        ProgrammeItem(step="own-kahvi", title="Kahvi", kind="talk", minutes=15, after="ideas"),
    )
    assert fill(LineForm("step", "ideas"), "Pitkä tauko").session.programme[0].minutes == 5


def test_a_step_can_be_added_twice_and_under_a_known_name() -> None:
    """Two coffees are two steps, and a step named like one of the process is a step of its own."""
    seat = fill(LineForm("step", "ideas"), "Kahvi 15")
    seat.room.form = LineForm("step", "agree")
    seat.enter("Kahvi 5")
    seat.room.form = LineForm("step", "agree")
    seat.enter("Think 5")
    assert [item.step for item in seat.session.programme] == ["own-kahvi", "own-kahvi-2", "own-think"]


# --- bad lines ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize(
    ("form", "line"),
    [
        (PersonForm(), "; Martat"),
        (PersonForm(), "Tuula; ; ; kuningas"),
        (LineForm("next"), "joskus keväällä"),
        (LineForm("next"), "ti 7.12. klo 17"),
        (LineForm("next"), "7.12. klo 25"),
        (LineForm("next"), "1.1.2020"),
        (LineForm("owner", "T1"), "Pekko"),
        (LineForm("owner", "T9"), "liisa"),
        (LineForm("carrier", "S1"), "Pekko"),
        (LineForm("carrier", "S1"), "Pekka / joskus"),
        (LineForm("carrier", "S9"), "Pekka"),
        (LineForm("next-step", "P9"), "a"),
    ],
    ids=str,
)
def test_a_line_that_cannot_be_read_comes_back(form: Form, line: str, language: str) -> None:
    """What cannot be read changes nothing: the line comes back with a sentence, and the form stays."""
    seat = fill(form, line, language)
    assert seat.line == line
    assert seat.room.form is form
    assert seat.room.said.trouble
    assert seat.room.said.words
    assert not seat.changes
    seat.type(f"{line} x")
    assert not seat.room.said.words


@pytest.mark.parametrize("form", FORMS, ids=lambda form: type(form).__name__)
@pytest.mark.parametrize(
    "line",
    [
        "x" * (LONGEST + 1),
        "[/foo]",
        "*x* <b>",
        "\\",
        ":",
        "/",
        ";;;;;;",
        "# ",
        "a: b / c",
        "0",
        "- 1",
        "👩\u200d👩\u200d👧",
    ],
)
def test_no_line_ends_the_meeting(form: Form, line: str) -> None:
    """Whatever is typed into a form, it is taken or comes back with a sentence."""
    seat = fill(form, line)
    assert (seat.line == "" and not seat.room.said.trouble) or (seat.line == line and seat.room.said.trouble)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: type(form).__name__)
def test_an_empty_line_leaves_the_form(form: Form) -> None:
    """Enter on an empty line leaves without a change."""
    seat = fill(form, "  ")
    assert seat.room.form is None
    assert not seat.changes


@pytest.mark.parametrize("form", FORMS, ids=lambda form: type(form).__name__)
@pytest.mark.parametrize("language", ["fi", "en"])
def test_the_frame_says_what_is_asked_for(form: Form, language: str) -> None:
    """While a form asks, its name stands in the frame and what to type below, whole on 80 columns."""
    seat = a_full_seat(language)
    seat.room.form = form
    *_, top, _, bottom, _ = seat.picture((80, 24)).splitlines()
    assert seat.room.texts.say(f"form.{form.name}") in top
    assert seat.room.texts.say(f"form.{form.name}-hint") in bottom


def test_escape_leaves_the_form_and_the_panel_keeps_the_keys() -> None:
    """Leaving a form goes back to the panel that asked, not further."""
    seat = a_full_seat()
    seat.run("people")
    seat.press("n")
    seat.run("escape")
    assert seat.room.form is None
    assert (seat.room.panel, seat.room.entered) == ("people", True)


def test_walking_on_leaves_the_form() -> None:
    """Another step does not go on asking what the last one asked."""
    seat = a_full_seat()
    seat.room.form = LineForm("next")
    seat.run("next")
    assert seat.room.form is None


def test_a_form_does_not_read_the_line_as_an_entry() -> None:
    """While a form asks, what is half-typed is not explained as an entry."""
    seat = a_full_seat()
    seat.room.form = LineForm("owner", "T1")
    seat.type("pekka")
    assert seat.showing.reading is None
    assert AssignTask(task="T1", owners=("pekka",)) == seat.room.form.commands("pekka", seat.session, seat.room.texts)


def test_a_step_may_be_given_with_a_slash() -> None:
    """A slash before the minutes is no part of the step's name."""
    seat = a_seat()
    seat.run("jump")
    seat.press("u")
    seat.enter("Kahvit / 10")
    assert [(item.title, item.minutes) for item in seat.session.programme] == [("Kahvit", 10)]


def test_the_queue_is_seen_once_somebody_asks() -> None:
    """Who has the floor and who waits stand in one row, new voices with a mark; nothing is shown before."""
    seat = a_seat()
    assert "jonossa" not in seat.picture((80, 24))
    seat.enter("liisa: talkoot")
    seat.enter("@pekka, liisa")
    assert "Puheenvuoroa pyytävät Pekka (ensimmäinen puheenvuoro), Liisa" in seat.picture((80, 24))
    seat.enter("@")
    assert "Nyt Pekka · sitten Liisa" in seat.picture((80, 24))
    seat.enter("@")
    assert "Nyt Liisa · @ päättää puheenvuoron" in seat.picture((80, 24))
    seat.enter("@")
    assert "Nyt" not in seat.picture((80, 24))


def test_one_alone_is_told_in_the_singular() -> None:
    """One who asks for the floor *pyytää*, and one who is expected is not *kaikki*."""
    seat = a_seat()
    seat.enter("@pekka")
    assert "Puheenvuoroa pyytää Pekka" in seat.picture((80, 24))
    session = seat.session
    expected = tuple(
        replace(person, presence="expected" if person.id == "pekka" else "excused") for person in session.members
    )
    alone = a_seat(replace(session, participants=expected, queue=()))
    alone.enter("kaikki: kahvit")
    picture = alone.picture((80, 24))
    assert "Onko se yksi, jota odotetaan, paikalla?" in picture
    assert "Kaikki ovat paikalla" not in picture


def test_a_closed_and_a_blank_wall_are_told() -> None:
    """The screen says that the audience's screen follows, is blank, or was closed."""
    seat = a_seat()
    seat.showing.wall = AtWall(followers=1)
    assert "seinällä ✓" in seat.picture((80, 24))
    seat.run("blank-wall")
    assert "seinä pimeä" in seat.picture((80, 24))
    seat.showing.wall = AtWall(closed=True)
    assert "seinä suljettu" in seat.picture((80, 24))

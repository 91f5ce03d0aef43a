"""The table about itself: lines that set a fact of the table, and those that only look so."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone

import pytest

from kpfacil.capture import Reading, Window, as_entry, read
from kpfacil.commands.base import Scene
from kpfacil.commands.meeting import SetNextMeeting
from kpfacil.commands.people import AddParty, CountCrowd
from kpfacil.commands.table import SetTable
from kpfacil.model.appointments import Appointment
from kpfacil.model.people import Crowd, Participant, Party
from kpfacil.model.session import Session
from tests.fakes import PROCESS

SCENE = Scene(process=PROCESS, now=datetime(2026, 11, 21, 17, 10, tzinfo=timezone(timedelta(hours=2))))


def done(reading: Reading, session: Session) -> Session:
    """Return the session after what a line does."""
    assert reading.commands
    for command in reading.commands:
        session = command.apply(session, SCENE)
    return session


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("tavoite: Hillotehdas Jämsään", "goal", "Hillotehdas Jämsään"),
        ("Goal: A jam factory", "goal", "A jam factory"),
        ("mittari: kuusi tapahtumaa vuodessa", "indicator", "kuusi tapahtumaa vuodessa"),
        ("teema: vanhukset", "theme", "vanhukset"),
        ("table theme: the old", "theme", "the old"),
        ("sopimus: kyllä", "agreement_needed", "yes"),
        ("partnership agreement: no", "agreement_needed", "no"),
        ("valinta: uudistetaan", "choice", "renew"),
        ("choice: end", "choice", "end"),
        ("osoite: https://jamsa.fi/poyta", "url", "https://jamsa.fi/poyta"),
        ("pelisääntö: tittelit narikkaan", "ground_rules", ("tittelit narikkaan",)),
        ("ground rule: no titles", "ground_rules", ("no titles",)),
    ],
)
def test_a_line_sets_what_is_empty(session: Session, line: str, field: str, value: object) -> None:
    """A word of the table and a value of its form set a fact that nobody has set yet, in both languages."""
    assert getattr(done(read(line, session, "idea"), session).table, field) == value


def test_the_next_meeting_its_hours_and_place_are_set(session: Session) -> None:
    """Day, hours and place of the next meeting, and hours and place of this one."""
    session = replace(session, meeting=replace(session.meeting, next_date=None))
    after = done(read("seuraava: ma 7.12. klo 17–19 Kirjasto", session, "idea"), session).meeting
    assert (after.next_date, after.next_start, after.next_end, after.next_place) == (
        date(2026, 12, 7),
        time(17),
        time(19),
        "Kirjasto",
    )
    after = done(read("aika: klo 22–0.30", session, "idea"), session).meeting
    assert (after.start, after.end) == (time(22), time(0, 30))
    assert done(read("paikka: Kylätalo", session, "idea"), session).meeting.place == "Kylätalo"


def test_a_goal_of_the_term_and_a_crowd_are_added(session: Session) -> None:
    """A goal gets its id; people are counted by their party, which may be new, in the room or remotely."""
    after = done(read("kauden tavoite: Kylätalo kuntoon", session, "idea"), session)
    assert [(goal.id, goal.text) for goal in after.table.goals][1:] == [("G2", "Kylätalo kuntoon")]
    for line in ("väki: 30 yhdistykset, etänä", "väki: 12 seurakunnalta", "crowd: 5", "väki: 3 henkeä, etänä"):
        after = done(read(line, after, "idea"), after)
    counted = [(crowd.party, crowd.count, crowd.presence) for crowd in after.crowd]
    assert counted == [
        ("yhdistykset", 30, "remote"),
        ("seurakunta", 12, "present"),
        ("", 5, "present"),
        ("", 3, "remote"),
    ]
    assert after.name_of("yhdistykset") == "Yhdistykset"


@pytest.mark.parametrize(
    "line",
    [
        "aika: vie liikaa aikaa",
        "aika: 3 tuntia meni",
        "sopimus: ei vielä",
        "valinta: kumpi vain",
        "osoite: Kirkkotie 3",
        "tyyppi: outo",
        "väki: kaikki kylät",
        "väki: 3 vuotta sitten oli toisin täällä",
        "seuraava: mietitään",
        "seuraava: Pekka esittelee 7.12. suunnitelman",
    ],
)
def test_a_word_without_its_form_is_text(session: Session, line: str) -> None:
    """Where the value has not the setting's form, word and colon are text, and nobody is asked who that is."""
    reading = read(line, session, "idea")
    assert (reading.swap, reading.asks) == (None, ())
    assert reading.text == line


@pytest.mark.parametrize("line", ["tavoite:", "paikka: ", "next meeting:", "väki:"])
def test_a_word_alone_is_refused(session: Session, line: str) -> None:
    """As with the word of a kind, what it says is missing."""
    refusal = read(line, session, "idea").refusal
    assert refusal is not None
    assert refusal.key == "line-no-text"


@pytest.mark.parametrize(
    ("line", "party", "count", "presence"),
    [
        ("väki: 30 yhdistykset, etänä", "Yhdistykset", 30, "remote"),
        ("väki: 30 yhdistykset etänä", "Yhdistykset", 30, "remote"),
        ("väki: 12 verkossa", "", 12, "remote"),
        ("väki: 12 paikan päällä", "", 12, "present"),
        ("crowd: 12 people online", "", 12, "remote"),
        ("väki: 20 kuulijaa", "", 20, "present"),
    ],
)
def test_who_is_counted_and_where_needs_no_comma(
    session: Session, line: str, party: str, count: int, presence: str
) -> None:
    """The last words may say whether people are in the room; several groups are told one by one."""
    *made, command = read(line, session, "idea").commands
    assert isinstance(command, CountCrowd)
    assert (command.crowd.count, command.crowd.presence) == (count, presence)
    assert [one.name for one in made if isinstance(one, AddParty)] == [party] * bool(party)
    refusal = read("väki: 5 martat ja 6 mll", session, "idea").refusal
    assert refusal is not None
    assert refusal.key == "crowd-one-group"


@pytest.mark.parametrize(
    "words",
    [
        "10 uutta",
        "30 nuorta",
        "10 ihmistä Zoomissa",
        "10 of us",
        "15 villagers",
        "10 minuuttia myöhässä",
        "5 € / henki",
    ],
)
def test_other_words_make_no_party(session: Session, words: str) -> None:
    """What is no party of the table is one only with a capital letter, in the plural, or with a comma after it."""
    refusal = read(f"väki: {words}", session, "idea").refusal
    assert refusal is not None
    assert refusal.key == "crowd-no-party"
    assert read("väki: 30 Sonkajärven Nuoriso", session, "idea").commands


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("seuraava tapaaminen: 7.12. klo 17", "next"),
        ("next: 7 Dec", "next"),
        ("kumppanuussopimus: kyllä", "agreement-needed"),
        ("pelisäännöt: yksi puhuu kerrallaan", "rule"),
    ],
)
def test_facts_are_understood_by_what_the_screen_calls_them(session: Session, line: str, name: str) -> None:
    """Nobody is asked who *Seuraava tapaaminen* is."""
    swap = read(line, session, "idea").swap
    assert swap is not None
    assert swap.setting == name


@pytest.mark.parametrize("line", ["seuraava: ti 7.12. klo 17", "seuraava: 31.11.", "aika: klo 25", "aika: klo 17–17"])
def test_a_day_or_time_that_cannot_be_is_given_back(session: Session, line: str) -> None:
    """A day that does not exist or has another weekday, and a time that is none, are asked about."""
    reading = read(line, session, "idea")
    assert (reading.refusal is not None, reading.commands) == (True, ())


def test_what_stands_already_is_asked_about(session: Session) -> None:
    """Another value waits for an answer, the same does not; `never` always waits, `always` never does."""
    session = replace(session, table=replace(session.table, goal="Vanha"))
    reading = read("tavoite: Uusi", session, "idea")
    assert reading.swap is not None
    assert (reading.commands, reading.swap.old, reading.swap.new) == ((), "Vanha", "Uusi")
    assert read("tavoite: Vanha", session, "idea").commands
    assert done(read("tavoite: Uusi", session, "idea", Window(swapping="always")), session).table.goal == "Uusi"
    assert read("mittari: kuusi", session, "idea", Window(swapping="never")).commands == ()
    assert read("pelisääntö: hiljaa", session, "idea", Window(swapping="never")).commands == ()


def test_the_answer_that_it_is_text_makes_an_entry(session: Session) -> None:
    """The word is escaped; a fact that the step asks for gets the sign of its kind."""
    session = replace(session, table=replace(session.table, goal="Vanha"))
    line = as_entry("tavoite: Uusi", read("tavoite: Uusi", session, "idea"))
    assert (line, read(line, session, "idea").text) == (r"\tavoite: Uusi", "tavoite: Uusi")
    session = replace(session, meeting=replace(session.meeting, step="next"))
    line = as_entry("7.12. klo 17", read("7.12. klo 17", session, "parked"))
    assert (line, read(line, session, "parked").text) == ("> 7.12. klo 17", "7.12. klo 17")


@pytest.mark.parametrize("line", ["+ tavoite: Uusi", "=sopimus: kyllä", "! paikka: Kylätalo", "; aika: 17–18"])
def test_a_first_sign_makes_an_entry_of_it(session: Session, line: str) -> None:
    """After a sign nothing is a setting: word and colon are text, and nobody is asked who that is."""
    reading = read(line, session, "idea")
    assert (reading.swap, reading.asks, reading.text) == (None, (), line[1:].strip())


def test_somebody_of_that_name_goes_first(session: Session) -> None:
    """Whose id or name is the word speaks; a beginning or an inflected form of a name is not enough."""
    session = replace(session, participants=(*session.participants, Participant(id="paikka", name="Paikka Oja")))
    assert read("paikka: sauna", session, "idea").who == ("paikka",)
    session = replace(session, participants=(Participant(id="tavo", name="Tavoiteko Oja"),))
    assert read("tavoite: sauna", session, "idea").swap is not None


def test_steps_that_ask_for_a_fact_take_it_without_a_word(session: Session) -> None:
    """In the last step a day is the next meeting's, in the choice a listed word the choice; other words are entries."""
    session = replace(session, meeting=replace(session.meeting, step="next", next_date=None))
    assert done(read("ma 7.12. klo 17", session, "parked"), session).meeting.next_date == date(2026, 12, 7)
    assert read("kahvit puuttuivat", session, "parked").swap is None
    session = replace(session, meeting=replace(session.meeting, step="choice"))
    assert done(read("jatketaan", session, "agreement"), session).table.choice == "continue"
    assert read("jatketaan kesään", session, "agreement").swap is None


@pytest.mark.parametrize(
    ("value", "day", "start", "place"),
    [
        ("Kirjasto 7.12. klo 17", date(2026, 12, 7), time(17), "Kirjasto"),
        ("Kirjasto ma 7.12. klo 17–19", date(2026, 12, 7), time(17), "Kirjasto"),
        ("pe on Zoom", date(2026, 11, 27), None, "Zoom"),
        ("20.11.2027", date(2027, 11, 20), None, ""),
    ],
)
def test_the_place_of_the_next_meeting_may_stand_first(
    session: Session, value: str, day: date, start: time | None, place: str
) -> None:
    """Where its day and hours are all that follow."""
    bare = replace(session, meeting=replace(session.meeting, next_date=None))
    (command,) = read(f"seuraava: {value}", bare, "idea").commands
    assert command == SetNextMeeting(day=day, start=start, end=time(19) if "19" in value else None, place=place)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("seuraava: 20.11.", "next-year"),
        ("seuraava: pe on huono", "no-place"),
        ("aika: klo 12 Kahvit", "no-place"),
        ("seuraava tapaaminen 16.12. klo 18", "line-slip"),
        ("seuraava 16.12. klo 18", "line-slip"),
        ("next meeting Fri 5 pm", "line-slip"),
        ("aika klo 17–19", "line-slip"),
    ],
)
def test_a_next_meeting_that_is_said_wrongly_is_given_back(session: Session, line: str, key: str) -> None:
    """A day just passed, a sentence about a day, a colon too few."""
    refusal = read(line, session, "idea").refusal
    assert refusal is not None
    assert refusal.key == key


@pytest.mark.parametrize(
    "line", ["seuraava askel on sopia", "aika kuluu", "seuraava pe ei käy", "seuraava: Pekka pe klo 7"]
)
def test_words_that_only_begin_like_a_setting_are_text(session: Session, line: str) -> None:
    """Nothing of the form of a day or hours follows, or somebody stands there."""
    assert read(line, session, "idea").act == "add"


def test_hours_alone_are_those_of_the_next_meeting_that_is_known(session: Session) -> None:
    """Its day stays; where none is known it is asked for. What will stand is seen with what is kept."""
    known = replace(session, meeting=replace(session.meeting, next_place="Kirjasto", next_start=time(18)))
    swap = read("seuraava: klo 17", known, "idea").swap
    assert swap is not None
    assert swap.new == Appointment(day=date(2026, 12, 12), start=time(17), place="Kirjasto")
    moved = read("seuraava: 14.12.", known, "idea").swap
    assert moved is not None
    assert moved.new == Appointment(day=date(2026, 12, 14), start=time(18), place="Kirjasto")
    bare = replace(session, meeting=replace(session.meeting, next_date=None))
    refusal = read("seuraava: klo 17", bare, "idea").refusal
    assert refusal is not None
    assert refusal.key == "no-date-there"


def test_what_stands_already_is_taken_from_anywhere(session: Session) -> None:
    """Nothing is exchanged."""
    held = replace(session, meeting=replace(session.meeting, place="Kirjasto"))
    assert read("paikka: Kirjasto", held, "idea", Window(swapping="never")).commands


def test_people_are_counted_in_the_partitive(session: Session) -> None:
    """After a number a party is called by what one of it is called."""
    martat = replace(session, parties=(*session.parties, Party(id="nuoret", name="Nuoret")))
    assert read("väki: 8 nuorta", martat, "idea").commands == (CountCrowd(crowd=Crowd(party="nuoret", count=8)),)


@pytest.mark.parametrize(
    "line",
    [
        "Seuraava kokous: 12.12. klo 17 Kirjasto",
        "seuraava kerta: 12.12. klo 17 Kirjasto",
        "Ensi kokous: la 12.12. klo 17 Kirjasto",
        "next time: 12 Dec at 17 Kirjasto",
    ],
)
def test_the_next_meeting_goes_by_other_names(session: Session, line: str) -> None:
    """A table calls it as it likes."""
    swap = read(line, session, "idea").swap
    assert swap is not None
    day = date(2026, 12, 12)
    assert (swap.setting, swap.new) == ("next", Appointment(day=day, start=time(17), place="Kirjasto"))


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("Seuraava kokous 7.12. klo 17 Kirjasto", "Seuraava kokous: 7.12. klo 17 Kirjasto"),
        ("Seuraava kokous on 7.12. klo 17", "Seuraava kokous: 7.12. klo 17"),
        ("seuraava tapaaminen pidetään ma 7.12.", "seuraava tapaaminen: ma 7.12."),
        ("Next meeting will be on Dec 7", "Next meeting: Dec 7"),
    ],
)
def test_a_next_meeting_without_its_colon_is_told_back(session: Session, line: str, right: str) -> None:
    """It is refused with what would work."""
    refusal = read(line, session, "idea").refusal
    assert refusal is not None
    assert (refusal.key, refusal.sentence.details["line"]) == ("line-slip", right)


@pytest.mark.parametrize(
    "value",
    ["tammikuussa", "Tammikuussa kirjastolla", "keväällä", "ensi vuonna", "January", "in March", "joulun jälkeen"],
)
def test_a_next_meeting_without_a_day_is_told_back(session: Session, value: str) -> None:
    """A month is no day yet, and no idea either."""
    refusal = read(f"seuraava: {value}", session, "idea").refusal
    assert refusal is not None
    assert refusal.key == "line-next-when"


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("seuraava: Pekka esittelee", "notice.next-is-text"),
        ("Seuraava tapaaminen on tammikuussa", "notice.next-is-text"),
        ("seuraava tapaaminen 31.11.", "notice.next-is-text"),
        ("aika: vie liikaa aikaa", "notice.word-is-text"),
        ("seuraava askel on luvat", ""),
        ("+ seuraava: Pekka", ""),
    ],
)
def test_a_word_of_the_table_that_is_text_says_so(session: Session, line: str, key: str) -> None:
    """What reads like a fact of the table and is none is no entry in silence."""
    reading = read(line, session, "idea")
    assert (reading.notice.key if reading.notice else "", bool(reading.commands)) == (key, True)


def test_a_dash_takes_a_fact_of_the_table_away(session: Session) -> None:
    """Old words are shown, and it is asked; where nothing stands there is nothing to take away."""
    goal = replace(session, table=replace(session.table, goal="Hillotehdas"))
    swap = read("tavoite: -", goal, "idea").swap
    assert swap is not None
    assert (swap.old, swap.new) == ("Hillotehdas", "-")
    assert read("tavoite: -", goal, "idea", Window(swapping="always")).commands == (SetTable(goal=""),)
    refusal = read("tavoite: -", session, "idea").refusal
    assert refusal is not None
    assert refusal.key == "line-no-text"

"""What the hint says of a half-typed line, before Enter."""

import re
from datetime import date

import pytest

from kpfacil.capture import Reading, Window, read
from kpfacil.model.entries import Agreement, Hands, Idea, Task
from kpfacil.model.meeting import Meeting
from kpfacil.model.people import Participant
from kpfacil.model.session import Session
from kpfacil.model.table import Table
from kpfacil.storage.content import load_texts
from kpfacil.tui.pictures.hint import Hint
from kpfacil.views.afar import read_afar
from tests.capture.conftest import PEOPLE
from tests.evening import an_evening
from tests.fakes import PROCESS
from tests.rooms import a_seat

WIDE = 10_000
"""A screen on which every hint has room."""
WINDOW = Window(swapping="never", alone=True)
SESSION = Session(
    table=Table(name="Jämsä"),
    meeting=Meeting(date=date(2026, 11, 25)),
    participants=(*PEOPLE[1:2], Participant(id="aino", name="Aino Aalto", presence="present")),
    ideas=(Idea(id="I1", text="retki", theme="syksy"),),
    agreements=(Agreement(id="S1", text="pidetään", hands=Hands(yes=1)),),
    tasks=(Task(id="T1", text="sali"), Task(id="T2", text="tuolit", owners=("pekka",), due=date(2026, 12, 1))),
)


def typed(line: str) -> Reading:
    return read(line, SESSION, "idea")


@pytest.mark.parametrize(
    ("line", "finnish", "english"),
    [
        ("! Aino: x / 7.12.", "Aino Aalto · mennessä ma 7.12.", "Aino Aalto · by Mon 7 Dec"),
        (
            "! Aino: x / 29.2.",
            "Aino Aalto · mennessä ti 29.2.2028 · 29.2. on seuraavan kerran vasta 2028",
            "Aino Aalto · by Tue 29 Feb 2028 · The next 29 February is in 2028",
        ),
        ("! Aino: x / 7.12.2025", "Aino Aalto · mennessä su 7.12.2025", "Aino Aalto · by Sun 7 Dec 2025"),
        ("! Aino: x / joka pe", "Aino Aalto · määräaika: joka pe", "Aino Aalto · due: joka pe"),
        ("! Aino: x / 24.11.", "Aino Aalto · mennessä ke 24.11.2027", "Aino Aalto · by Wed 24 Nov 2027"),
        ("T2 : uudet sanat", "T2 uusin sanoin · tuolit → uudet sanat", "T2 in new words · tuolit → uudet sanat"),
        ("T2 aino:", "T2 uudelle tekijälle · Pekka → Aino Aalto", "T2 goes to · Pekka → Aino Aalto"),
        (
            "T2 pekka: pöydät",
            "T2 uudelle tekijälle · Pekka Virtanen, seurakunta · tuolit → pöydät",
            "T2 goes to · Pekka Virtanen, seurakunta · tuolit → pöydät",
        ),
        ("T2 / pe", "T2 · ti 1.12. → mennessä pe 27.11.", "T2 · Tue 1 Dec → by Fri 27 Nov"),
        ("T2 / 1.12.", "T2 · mennessä ti 1.12.", "T2 · by Tue 1 Dec"),
        ("T2 / kesällä", "T2 · ti 1.12. → määräaika: kesällä", "T2 · Tue 1 Dec → due: kesällä"),
        ("I1 #kevät", "I1 · teema syksy → kevät", "I1 · theme syksy → kevät"),
        ("I1 = juhla", "I1 sovituksi · retki → juhla", "I1 becomes agreed · retki → juhla"),
        ("S1 kädet 1-1", "S1: kädet 1-1-0", "S1: hands 1-1-0"),
        ("S1 kädet -", "S1: kädet -", "S1: hands -"),
        ("T1 Kalle:", "Kalle ei ole osallistujissa. Lisätäänkö?", "Kalle is not a participant. Add?"),
        (
            "peru",
            "Enter kysyy, kumotaanko viimeisin muutos vai kirjataanko sana tekstinä",
            "Enter asks whether the last change is undone or the word is recorded as text",
        ),
    ],
)
def test_the_hint_says_what_enter_does(line: str, finnish: str, english: str) -> None:
    """A far day bears its year, words are no day, and what is asked is told before it is asked."""
    assert Hint(typed(line), SESSION, load_texts("fi"), WIDE).in_frame()[0] == finnish
    assert Hint(typed(line), SESSION, load_texts("en"), WIDE).in_frame()[0] == english


@pytest.mark.parametrize(
    ("line", "end"),
    [
        ("Kalle: retki", "Lisää ensin osallistujaksi, tai kirjoita kaksoispisteen eteen \\, jos nimi kuuluu tekstiin."),
        ("! x / Kalle / pe", "tai kirjoita vinoviivan eteen \\, jos nimi kuuluu tekstiin."),
        ("T1 Kalle:", "ei ole osallistuja eikä taho. Lisää ensin osallistujaksi."),
        ("T1 jatkaja: Kalle", "ei ole osallistuja eikä taho. Lisää ensin osallistujaksi."),
        ("Aino s/Aino Aalto//", "Nimeen pitää jäädä sanoja. Kirjoita uusi nimi: s/vanha/uusi/"),
        ("peru", "Jos se on tekstiä, kirjoita \\peru."),
        ("sali\tAino\tpe", "! Aino: sali / pe. Jos se on tekstiä, aloita se lajin merkillä, esimerkiksi +."),
        ("I1 s/retki//", "I1 tarvitsee sanat. Jos se on turha, kirjoita: I1 -"),
    ],
)
def test_the_refusal_from_afar_tells_what_works(line: str, end: str) -> None:
    """The backslash is told before the sign that needs it, and only where the name can be text."""
    reading, reason = read_afar(line, SESSION, PROCESS, WINDOW, load_texts("fi"))
    assert reading.commands == ()
    assert reason.endswith(end)


@pytest.mark.parametrize("line", ["= idea: kahvit", "+ Tauko 10: kahvit", "! tehtävä: kahvit", "+ Break: tea"])
def test_a_word_of_the_grammar_before_the_colon_is_text_first(line: str) -> None:
    """Nobody is offered as a new participant who is called *idea* or *tauko*; where nobody is asked it is text."""
    (ask,) = typed(line).asks
    assert ask.texty
    assert read_afar(line, SESSION, PROCESS, WINDOW, load_texts("fi"))[0].text == line[2:]


LONG = (
    "! Liisa, Pekka: varataan sali koko viikonlopuksi ja tilataan tuolit / 15.12. mennessä / "
    "kunta: tila + 20 h; martat: pullat ja kahvit sadalle hengelle; 500 €"
)


@pytest.mark.parametrize(("width", "height"), [(60, 20), (80, 24)])
@pytest.mark.parametrize("line", [LONG, f"I1 {LONG}", LONG.replace("! Liisa, Pekka:", "T1 pekka, liisa:")])
def test_who_gives_what_and_by_when_is_seen_before_enter(line: str, width: int, height: int) -> None:
    """What the frame has no room for stands above it, whole, while the line is typed; the words are in the line."""
    seat = a_seat(an_evening())
    seat.type(line)
    picture = seat.picture((width, height))
    told = " ".join(picture.split())
    for words in ("Pekka", "mennessä ti 15.12.", "kaupunki: tila; 20 h", "Marttayhdistys: pullat ja kahvit sadalle"):
        assert words in told
    assert re.search(r"(Liisa, Pekka|Pekka, Liisa): 500 €", told)
    assert len(picture.splitlines()) == height
    seat.enter()
    assert "20 h" not in seat.showing.frame_bottom(width, 1)[0].plain


def test_long_pledges_are_shortened_before_a_giver_is_left_out() -> None:
    """Three rows are the most that a hint takes above the frame; each giver is among them."""
    seat = a_seat(an_evening())
    given = "; ".join(f"{giver}: {'pullat ja ' * 12}" for giver in ("kunta", "martat", "Aino"))
    seat.type(f"! Liisa: x / / {given}")
    rows = seat.showing.waiting(60, 9)
    told = "".join(made.plain for made in rows)
    assert len(rows) == 3
    assert [giver in told for giver in ("kaupunki: ", "Marttayhdistys: ", "Aino: ")] == [True] * 3


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
@pytest.mark.parametrize("line", ["I99 +2", "I1: +5", "Matikainen: kahvit", "tauko", "väki: monta", "S1 8-1-2-3"])
def test_a_refusal_and_a_question_are_read_whole_while_typing(line: str, size: tuple[int, int]) -> None:
    """What the frame has no room for stands above it in as many rows as it takes."""
    seat = a_seat(an_evening())
    seat.type(line)
    words, style = Hint(seat.showing.reading or typed(line), seat.session, load_texts("fi"), WIDE).in_frame()
    picture = seat.picture(size)
    told = " ".join(re.sub("[│╰╯─]", " ", picture).split())
    assert " ".join(words.split()) in told or style != "trouble"
    assert len(picture.splitlines()) == size[1]


def test_a_line_begun_by_a_key_is_not_refused_before_a_word_is_typed() -> None:
    """It says how to go on; what is typed then is read as ever."""
    seat = a_seat(an_evening())
    seat.run("table", "panel")
    seat.press("n")
    assert "kirjoita rivi loppuun" in seat.picture((80, 24))
    assert "puuttuu." not in seat.picture((80, 24)).split("seuraava:")[-1]
    seat.type(f"{seat.line}ma 7.12.")
    assert "kirjoita rivi loppuun" not in seat.picture((80, 24))


@pytest.mark.parametrize("line", ["Tavoite: Hillotehdas", "I1 s/e/on aika pitkä retki metsään/", "aika: klo 17–19"])
def test_a_short_hint_stays_in_the_frame(line: str) -> None:
    """Nothing moves while a line is typed that the frame has room for."""
    seat = a_seat(an_evening())
    seat.type(line)
    assert not seat.showing.waiting(80, 9)


@pytest.mark.parametrize(("width", "told"), [(60, "tehtävät 2"), (80, "tehtäviä 2"), (120, "TEHTÄVÄT 2")])
def test_whatever_has_no_column_is_counted_once(width: int, told: str) -> None:
    """Where a parked matter takes the place of the tasks' column, these are counted in the status line."""
    seat = a_seat(an_evening())
    seat.room.kind_chosen = "parked"
    rows = [row.plain for row in (*seat.showing.stage(width, 10), *seat.showing.status(width, 1))]
    assert sum(row.count(told) for row in rows) == 1
    assert sum(row.lower().count("odottamassa 1") for row in rows) == 1

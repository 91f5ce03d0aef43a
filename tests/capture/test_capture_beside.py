"""Words beside a name, an amount or a day: who owns and gives is never taken in silence, nor text for a day."""

from datetime import date

import pytest

from kpfacil.capture import Window, as_text, choose, nearest, read
from kpfacil.model.meeting import Meeting
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session
from kpfacil.model.table import Table
from tests.capture.conftest import Line

FRIDAY = date(2026, 11, 27)
SESSION = Session(
    table=Table(name="Jämsä"),
    meeting=Meeting(date=date(2026, 11, 26)),
    parties=(
        Party(id="srk", name="Seurakunta"),
        Party(id="jamsa", name="Jämsän kaupunki"),
        Party(id="martat", name="Martat"),
        Party(id="elo", name="Eläkeliiton Jämsän yhdistys"),
    ),
    participants=(
        Participant(id="ritva", name="Ritva Salo", party="martat", presence="present"),
        Participant(id="jaakko", name="Jaakko Oja", party="jamsa", presence="present"),
        Participant(id="anna", name="Anna Laine", party="elo", presence="present"),
        Participant(id="pekka", name="Pekka Korpi", party="martat", presence="present"),
        Participant(id="pekka2", name="Pekka Aho", party="elo", presence="present"),
        Participant(id="liisa", name="Liisa Lahti-Mäki", party="jamsa", presence="present"),
    ),
)


@pytest.fixture
def room() -> Line:
    """What reads a line where two are called Pekka."""
    return Line(SESSION)


def meant(room: Line, line: str) -> str:
    """Return what a refused line proposes instead."""
    refusal = room(line).refusal
    assert refusal is not None
    assert refusal.key == "line-slip"
    return str(refusal.sentence.details["line"])


@pytest.mark.parametrize(
    ("words", "name", "candidates"),
    [
        ("kaupungin Jaakko", "kaupungin Jaakko", ("jaakko",)),
        ("vastuu: Anna", "Anna", ("anna",)),
        ("Anna hoitaa", "Anna", ("anna",)),
        ("Annan kanssa", "Annan", ("anna",)),
        ("Anna 050 1234", "Anna", ("anna",)),
        ("Pekka hoitaa", "Pekka", ("pekka", "pekka2")),
        ("Pekka Kallio", "Pekka Kallio", ()),
        ("some", "some", ()),
        ("4567", "4567", ()),
        ("lehti, radio / some", "lehti, radio", ()),
    ],
)
def test_words_before_a_day_may_be_an_owner_or_text(
    room: Line, words: str, name: str, candidates: tuple[str, ...]
) -> None:
    """It is asked, whoever owns the task; the words are never the day's in silence."""
    line = f"! Ritva: kutsu / {words} / pe"
    (ask,) = room(line).asks
    assert (ask.name, ask.candidates, ask.texty) == (name, candidates, name.islower() or name.isdigit())
    assert room(as_text(line, ask)).text.startswith(f"kutsu / {words.partition(' /')[0]}")


@pytest.mark.parametrize(
    "words", ["Anna hoitaa", "Annan kanssa", "Pekka hoitaa", "some", "4567", "lehti, radio / some"]
)
def test_words_before_a_day_are_asked_about_where_nobody_owns_the_task(room: Line, words: str) -> None:
    """The first owner is not guessed either."""
    reading = room(f"! kutsu / {words} / pe")
    assert reading.asks
    assert not reading.commands


def test_whoever_is_chosen_before_a_day_owns_the_task(room: Line) -> None:
    """The words beside the name go; without another owner a name alone needs no answer."""
    line = "! Ritva: kutsu / Anna hoitaa / pe"
    chosen = room(choose(line, room(line).asks[0], "anna", SESSION))
    assert (chosen.who, chosen.text, chosen.due) == (("ritva", "anna"), "kutsu", FRIDAY)
    assert room("! Ritva: kutsu / Anna hoitaa / pe klo 12").asks
    assert room("! kutsu / kaupungin Jaakko / pe").who == ("jaakko",)
    assert room("kaupungin Jaakolle: kutsu").who == ("jaakko",)


@pytest.mark.parametrize("words", ["ASAP", "asap", "Heti", "Annan jälkeen", "viikon päästä"])
def test_a_time_that_is_no_day_stays_beside_it(room: Line, words: str) -> None:
    """How soon, and after what, are words of the day."""
    reading = room(f"! Ritva: kutsu / {words} / pe")
    assert (reading.asks, reading.due, reading.due_text) == ((), FRIDAY, words)


@pytest.mark.parametrize(
    ("words", "proposed"),
    [
        ("tila: seurakunta", "seurakunta: tila"),
        ("raha: kaupunki 500 €", "kaupunki: raha 500 €"),
        ("tila: Seurakunta 20 h", "Seurakunta: tila 20 h"),
        ("auto: Anna 2 kpl", "Anna: auto 2 kpl"),
        ("tila Seurakunta, kahvit Martat", "Seurakunta: tila; Martat: kahvit"),
        ("tila Seurakunta", "Seurakunta: tila"),
        ("auto Pekka", "Pekka: auto"),
        ("talkoot Anna ja Ritva", "Anna ja Ritva: talkoot"),
        ("20 h, Pekka auttaa", "20 h; Pekka: auttaa"),
        ("20 h ja Anna auttaa", "20 h; Anna: auttaa"),
    ],
)
def test_a_giver_without_a_sign_is_proposed_with_it(room: Line, words: str, proposed: str) -> None:
    """What is given is never the owner's in silence where somebody else is named beside it."""
    assert meant(room, f"! Liisa: juhla / pe / {words}") == proposed
    assert room(f"! Liisa: juhla / pe / {proposed}").refusal is None


def test_an_offer_of_a_resource_before_its_giver(room: Line) -> None:
    """It is turned round as a pledge is."""
    assert meant(room, "? raha: kaupunki 500 €") == "kaupunki: raha 500 €"
    assert meant(room, "? tila: seurakunta") == "seurakunta: tila"


@pytest.mark.parametrize("words", ["kutsut Martat", "iso tila", "20 € \\/ Anna", "500 € avustus"])
def test_words_that_only_seem_to_have_a_giver(room: Line, words: str) -> None:
    """What tells no resource, names nobody, or has a sign before the name is taken as it is."""
    assert room(f"! Liisa: juhla / pe / {words}").refusal is None


@pytest.mark.parametrize("words", ["auto Pekalta", "auto (Pekka)", "auto from Pekka", "20 h Pekalta"])
def test_a_giver_behind_who_may_be_two(room: Line, words: str) -> None:
    """It is asked which of them gives it."""
    (ask,) = room(f"! Liisa: juhla / pe / {words}").asks
    assert ask.candidates == ("pekka", "pekka2")


@pytest.mark.parametrize(
    "words", ["klo 12–14", "klo 12 Kirjasto", "17-19", "12.30–14", "kello 9", "at 9 library", "illalla"]
)
def test_a_time_behind_the_day_is_its_time(room: Line, words: str) -> None:
    """It is no pledge; an amount with a unit still is one."""
    reading = room(f"! Liisa: juhla / pe / {words}")
    assert (reading.due, reading.due_text, reading.pledges) == (FRIDAY, f"pe {words}", ())
    assert [one.text for one in room("! Liisa: juhla / pe / 12–14 h").pledges] == ["12–14 h"]
    assert [one.text for one in room(f"! Liisa: juhla / pe / {words}; Martat: kahvit").pledges] == ["kahvit"]


@pytest.mark.parametrize(
    "words",
    ["molemmat 2 h", "2 h molemmille", "2 h both", "2 h / hlö", "20 € / osallistuja", "2 h / kk / hlö", "5 €/henki"],
)
def test_how_much_each_gives_has_no_sum(room: Line, words: str) -> None:
    """One pledge, whose amount is not told."""
    (pledge,) = room(f"! Liisa: juhla / pe / {words}").pledges
    assert (pledge.text, pledge.amount, pledge.by) == (words, None, "liisa")


def test_an_amount_for_each_in_the_words_of_a_task(room: Line) -> None:
    """The slash is text there; between two amounts it parts them."""
    assert room("! maksetaan 20 € / henki / pe").text == "maksetaan 20 € / henki"
    assert [one.text for one in room("! juhla / pe / 20 € / 2 h").pledges] == ["20 €", "2 h"]
    assert [one.text for one in room("! juhla / pe / 20 h / hlö; tila").pledges] == ["20 h / hlö", "tila"]


def test_a_slash_right_behind_a_giver_keeps_the_giver(room: Line) -> None:
    """As ` + ` does; a semicolon ends the giver, and so does the day between them."""

    def given(line: str) -> list[tuple[str, str]]:
        return [(one.by, one.text) for one in room(line).pledges]

    assert given("! Liisa: juhla / Martat: tila / 20 h") == [("martat", "tila"), ("martat", "20 h")]
    assert given("! Liisa: juhla / pe / Martat: tila / 20 h / Anna: auto") == [
        ("martat", "tila"), ("martat", "20 h"), ("anna", "auto"),
    ]  # fmt: skip
    assert given("! Liisa: juhla / Martat: tila; 20 h") == [("martat", "tila"), ("liisa", "20 h")]
    assert given("! Liisa: juhla / Martat: tila / pe / 20 h") == [("martat", "tila"), ("liisa", "20 h")]


def test_a_place_is_nobody_whose_name_only_begins_so(room: Line) -> None:
    """Lahti is asked about, with Lahti-Mäki the likeliest; who is called so still is."""
    (ask,) = room("Lahti: kutsutaan kaikki").asks
    assert (ask.candidates, nearest(ask, SESSION)) == ((), ("liisa",))
    assert room("Lahti-Mäki: kutsu").who == ("liisa",)


@pytest.mark.parametrize("head", ["eläkeliittoa", "Eläkeliittoa", "eläkeliitto", "eläkeliitolta", "kaupunkia"])
def test_a_party_in_the_partitive(room: Line, head: str) -> None:
    """Also one in whose name it stands in the genitive."""
    assert room(f"{head}: kutsu").who == (("jamsa",) if head == "kaupunkia" else ("elo",))


def test_what_is_done_to_an_entry_that_is_not_there(line: Line) -> None:
    """Beside operations on others it is told which one is missing, and what works."""
    for said, missing, works in (
        ("I2+3, I9+2", "I9", "I2 +3"),
        ("I8 +1, I2 +3 ja T4 valmis", "I8", "I2 +3 · T4 valmis"),
    ):
        refusal = line(said).refusal
        assert refusal is not None
        assert (refusal.key, dict(refusal.sentence.details)) == ("line-each-but", {"id": missing, "lines": works})
    assert line.why("I8+3, I9+2") == "line-no-such-entry"
    assert line("I8 mukana, I9 mukana").text == "I8 mukana, I9 mukana"


def test_a_paste_refuses_what_would_be_asked() -> None:
    """Nothing is recorded of words that may be an owner."""
    reading = read("! Ritva: kutsu / Anna hoitaa / pe", SESSION, "idea", Window(alone=True, swapping="never"))
    assert reading.asks
    assert not reading.commands

"""Words beside a name, an amount or a day: who owns and gives is never taken in silence, nor text for a day."""

import re
from datetime import date

import pytest

from kpfacil.capture import Window, as_text, choose, read
from kpfacil.commands.record import Record
from kpfacil.model.entries import Offer
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


def given(room: Line, line: str) -> list[tuple[str, str]]:
    """Return who gives what in a line that is taken."""
    reading = room(line)
    assert (reading.asks, reading.refusal) == ((), None)
    return [(one.by, one.text) for one in reading.pledges]


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
        ("anna hoitaa", "anna hoitaa", ()),
        ("with Anna", "with Anna", ()),
        ("kirjastolla", "kirjastolla", ()),
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
    texty = not candidates and not name[0].isupper()
    assert (ask.name, ask.candidates, ask.texty) == (name, candidates, texty)
    assert room(as_text(line, ask)).text.startswith(f"kutsu / {words.partition(' /')[0]}")


@pytest.mark.parametrize(
    "words",
    ["Anna hoitaa", "anna hoitaa", "with Anna", "Annan kanssa", "Pekka hoitaa", "some", "4567", "lehti, radio / some"],
)
def test_words_before_a_day_are_asked_about_where_nobody_owns_the_task(room: Line, words: str) -> None:
    """The first owner is not guessed either."""
    reading = room(f"! kutsu / {words} / pe")
    assert reading.asks
    assert not reading.commands


def test_whoever_is_chosen_before_a_day_owns_the_task(room: Line) -> None:
    """The words beside the name stay in the text; without another owner a name alone needs no answer."""
    line = "! Ritva: kutsu / Anna hoitaa / pe"
    chosen = room(choose(line, room(line).asks[0], "anna", SESSION))
    assert (chosen.who, chosen.text, chosen.due) == (("ritva", "anna"), "kutsu / Anna hoitaa", FRIDAY)
    assert room("! Ritva: kutsu / Anna hoitaa / pe klo 12").asks
    assert room("! kutsu / kaupungin Jaakko / pe").who == ("jaakko",)
    assert room("kaupungin Jaakolle: kutsu").who == ("jaakko",)


def test_words_before_a_pledge_and_a_day_are_asked_about(room: Line) -> None:
    """A thing without an amount is no word of the day, whatever stands between them."""
    (ask,) = room("! Ritva: kutsu / tila / 20 h / pe").asks
    assert ask.name == "tila"
    taken = room(as_text("! Ritva: kutsu / tila / 20 h / pe", ask))
    assert (taken.text, [one.text for one in taken.pledges], taken.due) == ("kutsu / tila", ["20 h"], FRIDAY)


@pytest.mark.parametrize("words", ["ASAP", "asap", "Heti", "Annan jälkeen", "viikon päästä", "klo 12 ja 14", "kl 9"])
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
        ("tila Seurakunta", "Seurakunta: tila"),
        ("auto Pekka", "Pekka: auto"),
        ("talkoot Anna ja Ritva", "Anna ja Ritva: talkoot"),
        ("talkoot Pekka ja Ritva", "Pekka ja Ritva: talkoot"),
        ("2 h Anna Laine", "Anna Laine: 2 h"),
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


@pytest.mark.parametrize(
    ("words", "giver"),
    [
        ("auto Annalta", "anna"),
        ("Annalta auto", "anna"),
        ("Martat auto", "martat"),
        ("auto (Martat)", "martat"),
        ("Anna 20 h", "anna"),
        ("auto Pekalta", ""),
        ("kyyti Annalle", ""),
        ("kaikkien tila", ""),
        ("Kaikkien olohuone", ""),
        ("siivous (4h)", ""),
    ],
)
def test_an_offer_tells_its_giver_as_a_pledge_does(room: Line, words: str, giver: str) -> None:
    """From whom something is stands behind it, or before it; the words stay whole, and nobody is guessed."""
    reading = room(f"? {words}")
    assert (reading.asks, reading.refusal, reading.notice) == ((), None, None)
    offers = [one.entry for one in reading.commands if isinstance(one, Record)]
    assert [(one.by, one.text) for one in offers if isinstance(one, Offer)] == [(giver, words)]


@pytest.mark.parametrize(
    ("words", "proposed"),
    [
        ("auto Anna", "Anna: auto"),
        ("Anna Kallio 20 h", "Anna Kallio: 20 h"),
        ("auto Annalta ja Ritvalta", "? Anna, Ritva: auto"),
        ("auto (Anna ja Ritva)", "? Anna, Ritva: auto"),
        ("auto from Anna and Ritva", "? Anna, Ritva: auto"),
        ("tila Seurakunta, kahvit Martat", "Seurakunta: tila, Martat: kahvit"),
        ("kahvit; tila Seurakunnalta", "? kahvit · ? tila Seurakunnalta"),
        ("Anna 20 h, Ritva 2 h", "? Anna 20 h · ? Ritva 2 h"),
        ("tila (Seurakunta) ja kahvit (Martat)", "? tila (Seurakunta) · ? kahvit (Martat)"),
        ("kahvit, tila Seurakunnalta", "srk: kahvit, tila"),
    ],
)
def test_an_offer_with_names_in_it_tells_how_to_give_it_to_them(room: Line, words: str, proposed: str) -> None:
    """It is taken with all its words, of nobody, and what would make it somebody's is told."""
    reading = room(f"? {words}")
    assert (reading.text, reading.who, bool(reading.commands)) == (words, (), True)
    assert reading.notice is not None
    assert proposed in reading.notice.details.values()


@pytest.mark.parametrize("between", [",", ";"])
def test_what_several_offer_has_a_line_for_each(room: Line, between: str) -> None:
    """An offer has one giver before its colon."""
    refusal = room(f"? Seurakunta: tila{between} Martat: kahvit").refusal
    assert refusal is not None
    assert refusal.sentence.details == {"lines": "? Seurakunta: tila · ? Martat: kahvit"}
    assert room("? Anna: auto; peräkärry").refusal is None
    reading = room("? Anna, Ulla ja Ritva: auto")
    assert (reading.refusal, [ask.name for ask in reading.asks]) == (None, ["Ulla"])


@pytest.mark.parametrize("hours", ["klo 10–12 ja 14–16", "10–12, 14–16", "klo 10 ja 14–16 Kirjasto"])
def test_two_times_behind_a_day_are_its_times(room: Line, hours: str) -> None:
    """They are nobody's pledge."""
    reading = room(f"! Liisa: juhla / pe / {hours}")
    assert (reading.pledges, reading.due, reading.due_text) == ((), FRIDAY, f"pe {hours}")
    assert room("! Liisa: juhla / pe / klo 10 ja kahvit").pledges


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
    "words",
    [
        "klo 12–14",
        "klo 12 Kirjasto",
        "klo 17 koululla",
        "klo 17 salissa",
        "klo 12.",
        "klo 9 Kirkon aulassa",
        "17-19",
        "12.30–14",
        "kello 9",
        "at 9 Library",
        "illalla",
    ],
)
def test_a_time_behind_the_day_is_its_time(room: Line, words: str) -> None:
    """It is no pledge; an amount with a unit still is one."""
    reading = room(f"! Liisa: juhla / pe / {words}")
    assert (reading.due, reading.due_text, reading.pledges) == (FRIDAY, f"pe {words}", ())
    assert [one.text for one in room("! Liisa: juhla / pe / 12–14 h").pledges] == ["12–14 h"]
    assert [one.text for one in room(f"! Liisa: juhla / pe / {words}; Martat: kahvit").pledges] == ["kahvit"]


@pytest.mark.parametrize(
    "words",
    ["lounas", "lunch", "ilta", "päivä", "yö", "50-60", "12-25", "klo 12 ruoka", "klo 12 Lounas", "at 12 Lunch"],
)
def test_what_may_be_given_is_no_time(room: Line, words: str) -> None:
    """A meal or an evening is a gift, also behind another; so is a range of more than the day's hours."""
    reading = room(f"! Liisa: juhla / pe / {words}")
    assert (reading.due, reading.due_text, [one.text for one in reading.pledges]) == (FRIDAY, "", [words])
    assert given(room, f"! Liisa: juhla / pe / kahvi; {words}") == [("liisa", "kahvi"), ("liisa", words)]
    assert given(room, f"! Liisa: juhla / pe / Martat: tila + {words}") == [("martat", "tila"), ("martat", words)]


@pytest.mark.parametrize(
    ("words", "by"),
    [
        ("klo 10-12 tila", "liisa"),
        ("klo 12 alkaen tila", "liisa"),
        ("klo 12 Martat", "liisa"),
        ("klo 12 Sali", "liisa"),
        ("klo 12 pulla", "liisa"),
        ("klo 12 20 €", "liisa"),
    ],
)
def test_a_gift_behind_a_time_is_no_place(room: Line, words: str, by: str) -> None:
    """Resources and known names behind it are kept as what is given."""
    assert given(room, f"! Liisa: juhla / pe / {words}") == [(by, words)]


def test_a_giver_behind_a_time(room: Line) -> None:
    """It gives, or is asked about; a time behind a plus is no day's."""
    assert given(room, "! Liisa: juhla / pe / klo 10-12 tila Martoilta") == [("martat", "klo 10-12 tila")]
    assert given(room, "! Liisa: juhla / pe / Martat: kahvi + klo 12") == [("martat", "kahvi"), ("martat", "klo 12")]
    assert [ask.name for ask in room("! Liisa: juhla / pe / klo 12 Martat: kahvi; Seurakunta: tila").asks] == [
        "klo 12 Martat"
    ]


@pytest.mark.parametrize(
    "words", ["lounas", "klo 12 ruoka", "10-20", "klo 12", "illalla", "Martat: tila + lounas", "Martat: tila + illalla"]
)
def test_a_skipped_day_is_no_time_either(line: Line, words: str) -> None:
    """What follows the two slashes is given; the task's day stays."""
    reading = line(f"T4 / / {words}")
    assert (reading.act, reading.due, reading.due_text) == ("pledge", None, "")
    assert reading.pledges
    assert {one.text for one in line("T4 / / klo 10-12; tila").pledges} == {"klo 10-12", "tila"}


@pytest.mark.parametrize(
    "words", ["peräkärry Pekalta", "20 h Pekalta", "peräkärry (Pekka)", "20 h from Pekka", "Pekka auto", "Pekalta auto"]
)
@pytest.mark.parametrize("before", ["! Ritva: laavu / pe / ", "! laavu / pe / tila; "])
def test_whoever_is_chosen_to_give_gives(room: Line, before: str, words: str) -> None:
    """The chosen one stands before what is given, with a colon."""
    line = f"{before}{words}"
    (ask,) = room(line).asks
    chosen = given(room, choose(line, ask, "pekka2", SESSION))[-1]
    assert chosen == ("pekka2", re.sub(r" *\(?(from )?Pek\w+\)? *", "", words))


@pytest.mark.parametrize(
    "words",
    [
        "2 h Liisa",
        "auto Liisa",
        "20 h Liisa Lahti-Mäki",
        "200 €, Seurakunta päättää",
        "200 €, Anna tarkistaa",
        "100 €, martat avoinna",
        "20 h, vastuu Anna",
        "50 €, maksaja Seurakunta",
        "talkoot, Martat ja Seurakunta",
        "10 h ja Martat",
        "50 € maksaa Seurakunta",
        "5 vapaaehtoista Martoista",
        "10 km Salo",
        "sali Korpi",
    ],
)
def test_remarks_beside_what_is_given(room: Line, words: str) -> None:
    """The owner's own name, what somebody does with it, and words that are names as well stay the pledge's text."""
    assert given(room, f"! Liisa: juhla / pe / {words}") == [("liisa", words)]


def test_several_gifts_with_names_behind_them(room: Line) -> None:
    """The proposal keeps all words, and tells of each other giver who it is."""
    for words, proposed in (
        ("2 h Liisa + 3 h Anna", "2 h Liisa + Anna: 3 h"),
        ("tila Seurakunta, kahvit Martat", "Seurakunta: tila, Martat: kahvit"),
        ("tila; auto Anna ja kahvit", "tila; Anna: auto ja kahvit"),
    ):
        assert meant(room, f"! Liisa: juhla / pe / {words}") == proposed
        assert room(f"! Liisa: juhla / pe / {proposed}").refusal is None


@pytest.mark.parametrize("words", ["tila: seurakunnan sali", "auto: Annan pakettiauto", "osaaminen: Annan kurssi"])
def test_whose_a_thing_is(room: Line, words: str) -> None:
    """A genitive is no giver: what stands before the colon is asked about, in an offer too."""
    for line in (f"! Liisa: juhla / pe / {words}", f"? {words}"):
        reading = room(line)
        assert (len(reading.asks), reading.refusal) == (1, None)
        assert room(as_text(line, reading.asks[0])).pledges[0].text == words


@pytest.mark.parametrize("words", ["Anna tai Ritva", "Annalle tieto", "Annan tilalla", "Anna hoitaa"])
def test_no_answer_loses_a_word(room: Line, words: str) -> None:
    """Whoever is chosen owns the task, and the words beside the name stay."""
    line = f"! Liisa: kutsu / {words} / pe"
    (ask,) = room(line).asks
    for answer in (choose(line, ask, "anna", SESSION), as_text(line, ask)):
        reading = room(answer)
        assert (reading.text, reading.due, reading.asks) == (f"kutsu / {words}", FRIDAY, ())


def test_two_names_with_a_plus_before_a_day(room: Line) -> None:
    """Both own the task, or neither."""
    line = "! Liisa: kutsu / Anna + Ritva / pe"
    (ask,) = room(line).asks
    assert room(choose(line, ask, "anna", SESSION)).who == ("liisa", "anna", "ritva")


@pytest.mark.parametrize("line_before", ["T4", "T4 Pekka:"])
def test_words_before_a_task_s_new_day_go_on_with_its_text(line: Line, line_before: str) -> None:
    """The answer that they are text is taken."""
    typed = f"{line_before} / some / pe"
    reading = line(as_text(typed, line(typed).asks[0]))
    assert (reading.refusal, reading.asks, reading.due_text) == (None, (), "")
    assert reading.text.endswith(" / some")


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


def test_a_slash_ends_a_giver(room: Line) -> None:
    """As a semicolon does; only ` + ` keeps the giver."""
    assert given(room, "! Liisa: juhla / Martat: tila / 20 h") == [("martat", "tila"), ("liisa", "20 h")]
    assert given(room, "! Liisa: juhla / Martat: tila / pe / 20 h") == [("martat", "tila"), ("liisa", "20 h")]
    assert given(room, "! Liisa: juhla / Martat: tila + 20 h") == [("martat", "tila"), ("martat", "20 h")]


def test_the_first_half_of_a_double_name(room: Line) -> None:
    """It begins the name, also where it is a place's: to speak, to be corrected and to answer."""
    for line in ("Lahti: kutsutaan kaikki", "@lahti", "@Lahti, anna", "@-lahti"):
        assert room(line).who[:1] == ("liisa",)
    assert room("Lahti s/Mäki/Maki/").value == "Liisa Lahti-Maki"


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


@pytest.mark.parametrize("said", ["İ2 +3", "İ2+3, I1+2", "I2 +3, İ8 +1", "İ1, İ2 +3", "İ 2 +5", "ſ2 8-1-2", "ı2 +3"])
def test_a_letter_that_is_only_like_an_id_s(line: Line, said: str) -> None:
    """It begins no id: nothing is done to an entry that was not named."""
    reading = line(said)
    assert reading.text == said or reading.refusal is not None


def test_a_paste_refuses_what_would_be_asked() -> None:
    """Nothing is recorded of words that may be an owner."""
    reading = read("! Ritva: kutsu / Anna hoitaa / pe", SESSION, "idea", Window(alone=True, swapping="never"))
    assert reading.asks
    assert not reading.commands

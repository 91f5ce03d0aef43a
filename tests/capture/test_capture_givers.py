"""Names and pledges as rooms say them: givers without a colon, everyone but somebody, words of a party's name."""

from dataclasses import replace
from datetime import date

import pytest

from kpfacil.capture import Reading, Window, choose, new_party, read
from kpfacil.commands.promise import RecordConsent
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session
from tests.capture.conftest import Line

PARTIES = (
    Party(id="seurakunta", name="Jämsän seurakunta"),
    Party(id="jamsan", name="Jämsän kaupunki"),
    Party(id="martat", name="Korpikylän Martat ry"),
    Party(id="elakeliitto", name="Eläkeliiton Korpikylän yhdistys ry"),
    Party(id="asukkaat", name="Asukkaat"),
)
PEOPLE = (
    Participant(id="liisa", name="Liisa Mäkinen", party="seurakunta", presence="present"),
    Participant(id="toivo", name="Toivo Lahti", party="martat", presence="present"),
    Participant(id="anne", name="Ánne Sara", party="jamsan", presence="present"),
    Participant(id="heikki", name="Heikki Koski", party="elakeliitto", presence="present"),
)


@pytest.fixture
def room(session: Session) -> Line:
    """A table of parties whose names share words."""
    return Line(replace(session, parties=PARTIES, participants=PEOPLE, tasks=()))


def pledged(reading: Reading) -> list[tuple[str, str]]:
    """Return who gives what."""
    assert reading.commands, reading
    return [(pledge.by, pledge.text) for pledge in reading.pledges]


@pytest.mark.parametrize(
    ("words", "everything", "apart"),
    [
        ("20 h, 500 € kaupungilta", "jamsan: 20 h, 500 €", "20 h; 500 € kaupungilta"),
        ("500 € ja 20 h Martoilta", "martat: 500 € ja 20 h", "500 €; 20 h Martoilta"),
        ("oma auto, tila (seurakunta)", "seurakunta: oma auto, tila", "oma auto; tila (seurakunta)"),
        ("kahvit, pulla ja tila srk:lta", "seurakunta: kahvit, pulla ja tila", "kahvit, pulla; tila srk:lta"),
    ],
)
def test_a_giver_behind_several_things_is_asked_about(room: Line, words: str, everything: str, apart: str) -> None:
    """Whoever stands behind the last thing may not give the others: both ways to write it are told."""
    refusal = room(f"! Liisa: siivous / pe / {words}").refusal
    assert refusal is not None
    assert refusal.sentence.key == "refused.line-whose-share"
    assert refusal.sentence.details == {"all": everything, "apart": apart}


@pytest.mark.parametrize("words", ["Toivo hoitaa", "Toivon kanssa", "kaupungin edustaja"])
def test_words_with_a_name_before_a_day_are_no_pledge(room: Line, words: str) -> None:
    """A name with a verb or beside something gives nothing and is asked about; whose somebody is stays with the day."""
    reading = room(f"! Liisa: siivous / {words} / pe")
    assert reading.pledges == ()
    assert [ask.name for ask in reading.asks] == ([] if "edustaja" in words else [words.partition(" ")[0]])
    assert bool(reading.asks) != (words in reading.due_text)


@pytest.mark.parametrize(
    ("words", "gives"),
    [
        ("Toivo auto", [("toivo", "auto")]),
        ("Martat kahvit; Toivo auto", [("martat", "kahvit"), ("toivo", "auto")]),
        ("Martat 20 h + kahvit", [("martat", "20 h"), ("martat", "kahvit")]),
        ("seurakunnalta tila", [("seurakunta", "tila")]),
        ("Martat ja Toivo kahvit", [("martat", "kahvit"), ("toivo", "kahvit")]),
        ("martat ja toivo kahvit", [("martat", "kahvit"), ("toivo", "kahvit")]),
        ("Martat ja kahvit", [("", "Martat ja kahvit")]),
        ("... ja kahvit", [("", "... ja kahvit")]),
        ("toivo auto", [("", "toivo auto")]),
        ("Korpikylän Martat ry 20 €", [("martat", "20 €")]),
        ("imuri – Toivo: mopit", [("", "imuri"), ("toivo", "mopit")]),
        ("imuri - Toivo: mopit", [("", "imuri"), ("toivo", "mopit")]),
        ("imuri (Toivo: mopit)", [("", "imuri"), ("toivo", "mopit")]),
        ("(Toivo: mopit)", [("toivo", "mopit")]),
        ("seurakunta: tila, martat: kahvit", [("seurakunta", "tila"), ("martat", "kahvit")]),
        ("tila, srk: kahvit", [("", "tila"), ("seurakunta", "kahvit")]),
        ("tila, Eläkeliitto: kahvit", [("", "tila"), ("elakeliitto", "kahvit")]),
        ("Eläkeliitto kahvit", [("elakeliitto", "kahvit")]),
        ("seurakunta:tila", [("seurakunta", "tila")]),
        ("toivo paremmasta", [("", "toivo paremmasta")]),
        ("seurakunta: tila, esim: sali", [("seurakunta", "tila, esim: sali")]),
        ("500 € kaupungilta", [("jamsan", "500 €")]),
        ("20 h Martoilta", [("martat", "20 h")]),
        ("20 h Korpikylän Martoilta.", [("martat", "20 h")]),
        ("500 € (Martat)", [("martat", "500 €")]),
        ("500 € from Toivo", [("toivo", "500 €")]),
        ("500 € from the Martat, 20 h from Toivo", [("martat", "500 €"), ("toivo", "20 h")]),
        ("500 € kaupungilta ja 20 h Martoilta", [("jamsan", "500 €"), ("martat", "20 h")]),
        ("500 € kaupungilta, tila srk:lta", [("jamsan", "500 €"), ("seurakunta", "tila")]),
        ("kahvit Martoilta; tila seurakunnalta", [("martat", "kahvit"), ("seurakunta", "tila")]),
        ("20 h puolelta", [("", "20 h puolelta")]),
        ("500 € Kelalta", [("", "500 € Kelalta")]),
        ("Martat kahvit, Toivo auto", [("martat", "kahvit"), ("toivo", "auto")]),
        ("Martat kahvit ja Toivo auto", [("martat", "kahvit"), ("toivo", "auto")]),
        ("Martat: kahvit, Toivo auto", [("martat", "kahvit"), ("toivo", "auto")]),
        ("Martat kahvit, Toivo auto ja Liisa 20 h", [("martat", "kahvit"), ("toivo", "auto"), ("liisa", "20 h")]),
        ("kahvit, seurakunnalta tila", [("", "kahvit"), ("seurakunta", "tila")]),
        ("Martat kahvit, leivät ja mehut", [("martat", "kahvit, leivät ja mehut")]),
        ("kutsut ja Toivo mukaan", [("", "kutsut ja Toivo mukaan")]),
        ("Martat: kahvit, Liisa Mäkinen", [("martat", "kahvit, Liisa Mäkinen")]),
        ("500 € ja 20 h", [("", "500 €"), ("", "20 h")]),
        ("500 €, 20 h", [("", "500 €"), ("", "20 h")]),
        ("500 € 20 h", [("", "500 €"), ("", "20 h")]),
        ("€500 & 20 h", [("", "€500"), ("", "20 h")]),
        ("500 euroa ja 20 tuntia talkootyötä", [("", "500 euroa"), ("", "20 tuntia talkootyötä")]),
        ("500 €, kahvit ja 20 h", [("", "500 €, kahvit"), ("", "20 h")]),
        ("2 päivää ja 500 €", [("", "2 päivää"), ("", "500 €")]),
        ("20–30 h ja 500 €", [("", "20–30 h"), ("", "500 €")]),
        ("2 x 3 h, 500 €/hlö ja 5 kpl", [("", "2 x 3 h"), ("", "500 €/hlö"), ("", "5 kpl")]),
        ("Martat: 500 €, 20 h; tila", [("martat", "500 €"), ("martat", "20 h"), ("", "tila")]),
        ("500 € ja tila", [("", "500 € ja tila")]),
        ("20–30 h", [("", "20–30 h")]),
        ("20 h tai 30 h", [("", "20 h tai 30 h")]),
        ("1 h 30 min", [("", "1 h 30 min")]),
        ("1 h ja 30 min", [("", "1 h ja 30 min")]),
        ("1 500 €", [("", "1 500 €")]),
        ("500 € (300 € ja 200 €)", [("", "500 € (300 € ja 200 €)")]),
        ("10 kpl à 5 €", [("", "10 kpl à 5 €")]),
        ("20 €; Toivo: auto; ; -", [("", "20 €"), ("toivo", "auto")]),
        ("kaikki tarjoilut 200 €", [("", "kaikki tarjoilut 200 €")]),
        ("Toivo: -", []),
    ],
)
def test_who_gives_is_told_from_what_is_given(room: Line, words: str, gives: list[tuple[str, str]]) -> None:
    """A known name gives, with a colon or without; words that are nobody's name are what is given."""
    assert pledged(room(f"! siivous / pe / {words}")) == gives


@pytest.mark.parametrize(
    "words",
    [
        "Martat ja Hilkka: kahvit",
        "Hilkka ja Martat: kahvit",
        "seurakunta: tila, Hilkka: kahvit",
        "tila – Hilkka: kahvit",
        "Toivo, Hilkka ja Liisa: kahvit",
    ],
)
def test_a_giver_whom_nobody_knows_is_asked_about(room: Line, words: str) -> None:
    """A name with its capital letter before a colon is not taken for the words of another's pledge."""
    assert [ask.name for ask in room(f"! siivous / pe / {words}").asks] == ["Hilkka"]


@pytest.mark.parametrize("before", ["", "pe / ", "/ ", "20 € / "])
@pytest.mark.parametrize(
    ("words", "proposed"),
    [
        ("500 € Marjoilta", "Marjoilta: 500 €"),
        ("500 € SPR:ltä", "SPR:ltä: 500 €"),
        ("pakettiauto Virtasilta", "Virtasilta: pakettiauto"),
        ("2 h Hilkka", "Hilkka: 2 h"),
        ("2 h from Mary", "Mary: 2 h"),
        ("2 h Liisa Mäki", "Liisa Mäki: 2 h"),
        ("Hilkka 2 h", "Hilkka: 2 h"),
        ("Liisa Mäki 2 h", "Liisa Mäki: 2 h"),
        ("Liisa Lahti auto", "Liisa Lahti: auto"),
        ("tila Seurakunta", "Seurakunta: tila"),
        ("sali Seurakunta, kahvit Martat", "Seurakunta: sali, Martat: kahvit"),
        ("sali Seurakunta; kahvit Martat", "Seurakunta: sali; Martat: kahvit"),
        ("Hilkka kahvit", "Hilkka: kahvit"),
        ("Martat ja Hilkka kahvit", "Martat ja Hilkka: kahvit"),
        ("Hilkka, Toivo ja Martat kahvit", "Hilkka, Toivo ja Martat: kahvit"),
        ("Martat ja Lions kahvit", "Martat ja Lions: kahvit"),
        ("Toivo Liisa 2 h", "Toivo, Liisa: 2 h"),
    ],
)
def test_a_giver_without_a_colon_whom_nobody_knows(room: Line, before: str, words: str, proposed: str) -> None:
    """A name that is like no one's here, and one behind a thing, are told how to give, also where no day is told."""
    refusal = room(f"! siivous / {before}{words}").refusal
    assert refusal is not None
    assert (refusal.key, refusal.sentence.details) == ("line-slip", {"line": proposed})
    assert room.why(f"! siivous / {before}{proposed}") in ("", "line-whose-amount")


@pytest.mark.parametrize(
    "words",
    [
        "500 € Kelalta",
        "500 € from Kela",
        "500 € from the parish",
        "500 € Jämsältä",
        "10 km Koski",
        "2 h Talkootyö",
        "20 € puolelta",
        "Toivo Auto",
        "Kahvit 20 €",
    ],
)
def test_words_with_a_capital_letter_that_are_nobodys_name(room: Line, words: str) -> None:
    """Offices, towns and things have one, too."""
    reading = room(f"! siivous / pe / {words}")
    assert (bool(reading.commands), reading.asks, len(reading.pledges)) == (True, (), 1)


@pytest.mark.parametrize(
    "words", ["500 € Toivolta ja Hilkalta", "500 € Hilkalta ja Toivolta", "auto Hilkalta, Toivolta"]
)
def test_an_unknown_one_of_several_givers_is_asked_about(room: Line, words: str) -> None:
    """Whoever stands beside it does not give alone."""
    reading = room(f"! siivous / pe / {words}")
    (ask,) = reading.asks
    assert (ask.name, reading.refusal) == ("Hilkalta", None)
    chosen = room(choose(f"! siivous / pe / {words}", ask, "anne", room.session))
    assert {one.by for one in chosen.pledges} == {"toivo", "anne"}


@pytest.mark.parametrize(
    ("line", "gives", "due"),
    [
        ("! x / seurakunnalta tila / pe", [("seurakunta", "tila")], date(2026, 11, 27)),
        ("! x / Toivo auto", [("toivo", "auto")], None),
        ("! x / 20–30 h", [("", "20–30 h")], None),
        ("! x /15.12.", [], date(2026, 12, 15)),
        ("! x/ 15.12. / 20 h", [("", "20 h")], date(2026, 12, 15)),
        ("! x / pe /seurakunta: tila", [("seurakunta", "tila")], date(2026, 11, 27)),
    ],
)
def test_a_second_part_that_gives_is_no_day(
    room: Line, line: str, gives: list[tuple[str, str]], due: date | None
) -> None:
    """So it is with a slash that lacks a space, where a day or a pledge follows."""
    reading = room(line)
    assert (pledged(reading), reading.text, reading.due, reading.due_text) == (gives, "x", due, "")


@pytest.mark.parametrize(
    "text",
    ["siivous (klo 17 / 18)", "kahvit /tee", "ja/ tai", "auki ma/ ke", "auki ma /ke", "vuokra 20 €/ 2 h"],
)
def test_slashes_in_brackets_and_between_words_are_text(room: Line, text: str) -> None:
    """They part nothing, and neither does one that lacks a space between two days or two amounts."""
    reading = room(f"! {text} / pe")
    assert (reading.text, reading.due) == (text, date(2026, 11, 27))


@pytest.mark.parametrize(
    ("typed", "handle"),
    [
        ("Mäkisen Liisa", "liisa"),
        ("Mäkisen Liisalle", "liisa"),
        ("Mäkinen Liisa", "liisa"),
        ("ánne", "anne"),
        ("Anne", "anne"),
        ("Ánnelle", "anne"),
        ("Saran Ánne", "anne"),
        ("Eläkeliitto", "elakeliitto"),
        ("eläkeliitolta", "elakeliitto"),
        ("Korpikylän eläkeliitto", "elakeliitto"),
        ("srk", "seurakunta"),
        ("asukas", "asukkaat"),
        ("marttaa", "martat"),
        ("@jamsan", "jamsan"),
        ("jamsan", "jamsan"),
    ],
)
def test_names_in_the_forms_that_rooms_say(room: Line, typed: str, handle: str) -> None:
    """A last name may stand first in the genitive; one of a party is that party."""
    assert room(f"+ {typed}: x").who == (handle,)


def test_an_id_that_is_a_word_of_another_partys_name_is_asked_about(room: Line) -> None:
    """Nobody who says it knows that the town's id is what the parish is called as well."""
    (ask,) = room("+ Jämsän: x").asks
    assert set(ask.candidates) == {"jamsan", "seurakunta"}
    assert room("! x / pe / Jämsän: 500 €").asks
    assert new_party(room.session, "Jämsän palokunta").id == "palokunta"


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("S2 kaikki paitsi Heikki: kyllä", ("liisa", "toivo", "anne")),
        ("S2 all but Heikki and Toivo: yes", ("liisa", "anne")),
    ],
)
def test_everyone_but_somebody_answers(room: Line, line: str, who: tuple[str, ...]) -> None:
    """Who is left out has not answered."""
    assert room(line).commands == (RecordConsent(agreement="S2", who=who, answer="yes"),)


def test_everyone_but_somebody_does_a_task(room: Line) -> None:
    """So it is with owners."""
    assert room("! kaikki paitsi Heikki: talkoot").who == ("liisa", "toivo", "anne")


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("S2 kaikki: kyllä paitsi Heikki", "S2 kaikki paitsi Heikki: kyllä"),
        ("S2 muut: kyllä, paitsi Heikki", "S2 kaikki paitsi Heikki: kyllä"),
        ("S2 kaikki: ei: paitsi Heikki", "S2 kaikki paitsi Heikki: ei"),
        ("S2 liisa: kyllä, paitsi raha", "S2 liisa: varauma: paitsi raha"),
        ("S2 liisa: kyllä, mutta vasta keväällä", "S2 liisa: varauma: mutta vasta keväällä"),
        ("S2 liisa: yes, but not in May", "S2 liisa: varauma: but not in May"),
        ("S2 liisa: kyllä: jos rahat riittää", "S2 liisa: varauma: jos rahat riittää"),
    ],
)
def test_an_answer_that_is_not_plain_is_refused_with_what_would_work(room: Line, line: str, right: str) -> None:
    """A condition is no yes, and who is left out stands before the colon."""
    refusal = room(line).refusal
    assert refusal is not None
    assert (refusal.key, refusal.sentence.details["line"]) == ("line-slip", right)


@pytest.mark.parametrize(
    ("words", "proposed"),
    [
        ("Toivo Liisa Heikki kahvit", "Toivo, Liisa, Heikki: kahvit"),
        ("Martat seurakunta kahvit", "Martat, seurakunta: kahvit"),
    ],
)
def test_givers_with_nothing_between_them_are_told_apart(room: Line, words: str, proposed: str) -> None:
    """The second is no part of what the first one gives."""
    refusal = room(f"! siivous / pe / {words}").refusal
    assert refusal is not None
    assert refusal.sentence.details == {"line": proposed}
    assert len(pledged(room(f"! siivous / pe / {proposed}"))) > 1


@pytest.mark.parametrize("words", ["kaikki 2 h", "Kaikki 2 h", "kaikki: 2 h", "2 h kaikilta"])
def test_what_everyone_gives_is_not_counted_once(room: Line, words: str) -> None:
    """How an amount that everybody gives is shared is not guessed; what each gives is no sum."""
    assert room.why(f"! siivous / pe / {words}") == "line-whose-amount"
    offered = [room(f"? {said}").pledges[0] for said in ("kaikki 2 h", "2 h kaikki", "jokaiselta 2 h")]
    assert [offer.amount for offer in offered] == [None] * 3


@pytest.mark.parametrize("words", ["Toivo ja Liisa 2 h", "Toivon ja Liisan auto"])
def test_what_several_offer_without_a_colon_is_told(room: Line, words: str) -> None:
    """An offer keeps its words, and tells how it would be those people's."""
    reading = room(f"? {words}")
    assert (reading.text, reading.who, bool(reading.commands)) == (words, (), True)
    assert reading.notice is not None
    assert str(reading.notice.details["line"]).startswith("? Toivo, Liisa: ")
    assert room("? Toivo, Liisa: auto").who == ("toivo", "liisa")


def test_a_task_that_begins_with_a_name_tells_how_it_gets_its_owner(room: Line) -> None:
    """It is nobody's, since no name stands before a colon."""
    reading = room("! Toivo varaa salin")
    assert (reading.text, reading.who) == ("Toivo varaa salin", ())
    assert reading.notice is not None
    assert (reading.notice.key, reading.notice.details["line"]) == ("notice.owner-in-text", "T5 Toivo:")
    assert room("! Toivon sali varataan").notice is None


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("S2 toivo: kyllä; liisa: ei", "S2 toivo: kyllä · S2 liisa: ei"),
        ("S2 toivo: kyllä, liisa: varauma: raha", "S2 toivo: kyllä · S2 liisa: varauma: raha"),
        ("S2 toivo kyllä, liisa ei", "S2 toivo: kyllä · S2 liisa: ei"),
        ("S2 kaikki: kyllä, Heikki ei", "S2 kaikki: kyllä · S2 Heikki: ei"),
        ("I1 +3, jatkoon", "I1 +3 · I1 jatkoon"),
        ("I1: 5, I2: 3", "I1 +5 · I2 +3"),
    ],
)
def test_several_answers_in_a_line_are_told_one_by_one(room: Line, line: str, lines: str) -> None:
    """The second is no reason of the first, and nobody of everyone says yes who says no; a reason stays one."""
    refusal = room(line).refusal
    assert refusal is not None
    assert (refusal.key, refusal.sentence.details) == ("line-each", {"lines": lines})
    assert room("S2 liisa: varauma: raha, ei muuta").text == "raha, ei muuta"


def test_the_others_answer_like_everyone(room: Line) -> None:
    """*Muut* are those who have not answered."""
    assert room("S2 muut: kyllä").commands == room("S2 kaikki: kyllä").commands != ()


def test_everyone_is_asked_about_while_most_are_only_expected(room: Line) -> None:
    """A few have spoken, the others are not marked: all are meant, or only those, or it is told who is left out."""
    expected = tuple(replace(person, presence="expected") for person in PEOPLE[1:])
    room.session = replace(room.session, participants=(PEOPLE[0], *expected))
    doubt = room("! kaikki: talkoot").doubt
    assert doubt is not None
    assert len(doubt.commands) == 3
    told = read("! kaikki: talkoot", room.session, "idea", Window(alone=True))
    assert (told.who, told.notice and (told.notice.key, told.notice.count)) == (("liisa",), ("notice.left-out", 3))
    room.session = replace(room.session, participants=(*PEOPLE[:3], replace(PEOPLE[3], presence="expected")))
    mostly = room("! kaikki: talkoot")
    assert (len(mostly.who), mostly.notice and mostly.notice.count) == (3, 1)


@pytest.mark.parametrize(
    ("line", "who"), [("+ liisa:x", ("liisa",)), ("! Ánne:sali / pe", ("anne",)), ("+ 4H:lle x", ())]
)
def test_a_colon_right_behind_a_known_name_needs_no_space(room: Line, line: str, who: tuple[str, ...]) -> None:
    """Where it is not an ending that follows."""
    assert room(line).who == who


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("I1 ! pe", "I1 ! / pe"),
        ("I1 ! 15.12. / 20 €", "I1 ! / 15.12. / 20 €"),
        ("I1 ! 20 €", "I1 ! / / 20 €"),
        ("I1 ! Liisa", "I1 ! Liisa:"),
    ],
)
def test_a_day_or_an_amount_is_not_what_a_task_is_about(room: Line, line: str, right: str) -> None:
    """The entry keeps its words; what would work is told."""
    refusal = room(line).refusal
    assert refusal is not None
    assert (refusal.key, refusal.sentence.details["line"]) == ("line-slip", right)
    assert room(right).commands


def test_an_owner_that_was_asked_about_leaves_the_day_and_the_words(room: Line) -> None:
    """The answer makes `I1 ! liisa: / 18.12. / …` of it, and what is done stays what is done."""
    line = "I1 ! Liisa / 18.12. / seurakunta: pöytä"
    chosen = room(choose(line, room(line).asks[0], "liisa", room.session))
    assert (chosen.who, chosen.due, chosen.text, pledged(chosen)) == (
        ("liisa",),
        date(2026, 12, 18),
        "",
        [("seurakunta", "pöytä")],
    )
    line = "! Liisa / varataan sali / 18.12."
    chosen = room(choose(line, room(line).asks[0], "liisa", room.session))
    assert (chosen.who, chosen.due, chosen.text) == (("liisa",), date(2026, 12, 18), "varataan sali")


def test_who_goes_on_has_to_be_named(room: Line, session: Session) -> None:
    """The word alone is nobody's name."""
    room.session = replace(room.session, tasks=session.tasks)
    assert [room.why(f"T4 jatkaja{end}") for end in ("", ":", " :")] == ["line-no-heir"] * 3


def test_an_offer_of_two_amounts_is_two_offers(room: Line) -> None:
    """What is given is counted, each amount by itself."""
    reading = room("? Liisa: 500 € ja 20 h")
    assert [(offer.amount, offer.unit) for offer in reading.pledges] == [(500, "€"), (20, "h")]
    assert len(reading.commands) == len(reading.pledges)


def test_an_amount_that_several_give_at_the_end_is_refused(room: Line) -> None:
    """How they share it is not guessed, wherever their names stand."""
    assert room.why("! siivous / / 500 € Liisalta ja Toivolta") == "line-whose-amount"

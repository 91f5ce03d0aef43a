"""Who is meant by a typed name."""

from dataclasses import replace
from datetime import date

import pytest

from kpfacil.capture import read
from kpfacil.capture.names import Names, names_of
from kpfacil.model.entries import Agreement
from kpfacil.model.inflection import forms
from kpfacil.model.meeting import Meeting
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session
from kpfacil.model.table import Table
from tests.capture.conftest import Line


def names(*people: str, parties: tuple[str, ...] = ()) -> Names:
    """Return the names of people and parties whose ids are `p1`, `p2`… and `t1`, `t2`…."""
    return names_of(
        Session(
            table=Table(name="Jämsä"),
            meeting=Meeting(date=date(2026, 11, 21)),
            participants=tuple(Participant(id=f"p{at}", name=name) for at, name in enumerate(people, start=1)),
            parties=tuple(Party(id=f"t{at}", name=name) for at, name in enumerate(parties, start=1)),
        )
    )


FIRST = [
    ("Elsa", "Elsan Elsalle Elsalta Elsalla Elsaa"),
    ("Pekka", "Pekan Pekalle Pekalta Pekkaa Pekasta"),
    ("Matti", "Matin Matille Mattia Matilta"),
    ("Antti", "Antin Antille"),
    ("Heikki", "Heikin Heikille Heikkiin"),
    ("Kirsti", "Kirstin Kirstille"),
    ("Anna", "Annan Annalle Annalta"),
    ("Anne", "Annen Annelle Annelta"),
    ("Kalle", "Kallen Kallelle"),
    ("Johannes", "Johanneksen Johannekselle"),
    ("Markus", "Markuksen Markukselle Markusta"),
    ("Tuomas", "Tuomaan Tuomaalle Tuomaksen"),
    ("Satu", "Sadun Satun"),
    ("Seppo", "Sepon Sepolle"),
    ("Martin", "Martinin Martinille"),
    ("Daniel", "Danielin Danielille"),
    ("Leo", "Leon Leolle Leota"),
    ("Anna-Liisa", "Anna-Liisan Anna-Liisalle anna-liisalta"),
    ("Ahti", "Ahdin Ahtin"),
    ("Unto", "Unnon"),
    ("Liisa", "Liisa's"),
]
LAST = [
    ("Virtanen", "Virtasen Virtaselta Virtaselle Virtasta"),
    ("Korhonen", "Korhosen Korhoselle"),
    ("Laine", "Laineen Laineelle Lainetta"),
    ("Aalto", "Aallon Aallolle Aaltoa"),
    ("Lehto", "Lehdon Lehdolle"),
    ("Mäki", "Mäen Mäelle Mäkeä"),
    ("Lahti", "Lahden Lahdelle Lahtea"),
    ("Koski", "Kosken Koskelta"),
    ("Joki", "Joen Joelle"),
    ("Lampi", "Lammen Lammelle"),
    ("Kurki", "Kurjen Kurjelle"),
    ("Järvi", "Järven Järvelle"),
    ("Niemi", "Niemen Niemelle"),
    ("Kallio", "Kallion Kalliolle"),
    ("Ranta", "Rannan Rannalle"),
    ("Silta", "Sillan Sillalle"),
    ("Virta", "Virran"),
    ("Lappi", "Lapin Lapille"),
    ("Salo", "Salon"),
    ("Kangas", "Kankaan Kankaalle"),
    ("Rinne", "Rinteen Rinteelle"),
    ("Susi", "Suden Sudelle"),
    ("Leppä", "Lepän Lepälle"),
    ("Korpi", "Korven"),
    ("Puku", "Puvun"),
    ("Mäki-Petäjä", "Mäki-Petäjän Mäki-Petäjälle"),
    ("Halla-aho", "Halla-ahon"),
    ("Varis", "Variksen"),
    ("Lindström", "Lindströmin Lindströmille"),
]
PARTIES = [
    ("Kylätoimikunta", "Kylätoimikunnan Kylätoimikunnalta Kylätoimikunnalle"),
    ("Seurakunta", "seurakunnan seurakunnalle"),
    ("Marttayhdistys", "Marttayhdistyksen Marttayhdistykselle"),
    ("Kunta", "kunnan kunnalle kuntaa"),
    ("Liitto", "liiton liitolle"),
    ("Seura", "seuran seuralle"),
    ("Mansikka ry", "Mansikan Mansikalle Mansikka"),
    ("Jämsän kaupunki", "Jämsän kaupungin Jämsän kaupungille"),
    ("Kulttuuri ja vapaa-aika", "Kulttuuri ja vapaa-ajalle Kulttuuri ja vapaa-ajan"),
    ("Nuoret", "Nuorille Nuorilta Nuorten"),
    ("Martat", "Martoille Marttojen"),
    ("Yrittäjät", "Yrittäjille Yrittäjien"),
    ("Asukkaat", "Asukkaille Asukkaiden"),
    ("Järjestöt", "Järjestöille Järjestöjen"),
    ("Yhdistykset", "Yhdistyksille Yhdistysten"),
    ("Lionsit", "Lionseille"),
    ("MLL", "MLL:n MLL:lle MLL:lta"),
    ("Terveys", "Terveyden Terveydelle"),
    ("Avain", "Avaimen Avaimelle"),
    ("Jäsen", "Jäsenen"),
]


@pytest.mark.parametrize(("name", "said"), FIRST)
def test_a_first_name_is_known_in_its_cases(name: str, said: str) -> None:
    """A first name is known in the cases that people say it in."""
    known = names(f"{name} Sukunimi")
    assert [known.find(form) for form in said.split()] == [("p1",)] * len(said.split())


@pytest.mark.parametrize(("name", "said"), LAST)
def test_a_last_name_is_known_in_its_cases(name: str, said: str) -> None:
    """A last name is known in its cases, alone and after the first name."""
    known = names(f"Xenia {name}")
    for form in said.split():
        assert known.find(form) == ("p1",), form
        assert known.find(f"Xenia {form}") == ("p1",), form


@pytest.mark.parametrize(("name", "said"), PARTIES)
def test_a_party_is_known_in_its_cases(name: str, said: str) -> None:
    """A party's name is known in its cases, only its last word changing."""
    known = names(parties=(name,))
    words = len(name.removesuffix(" ry").split())
    parts = said.split()
    for form in (" ".join(parts[at : at + words]) for at in range(0, len(parts), words)):
        assert known.find(form) == ("t1",), form


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("Anna A", "Anne B", "Annalle"),
        ("Mika A", "Mia B", "Mikan"),
        ("Maria A", "Mari B", "Marian"),
        ("Elli A", "Ella B", "Ellille"),
        ("Anni A", "Anne B", "Annille"),
        ("Iida A", "Iita B", "Iidan"),
        ("Inga A", "Inka B", "Ingan"),
        ("Hannu A", "Hanna B", "Hannun"),
    ],
)
def test_a_form_of_one_name_is_no_form_of_another(one: str, other: str, said: str) -> None:
    """Names that look alike are told apart in their cases."""
    assert names(one, other).find(said) == ("p1",)


def test_who_stands_for_a_party_of_their_own_name_is_meant() -> None:
    """A party that is called as the person who stands for it asks nothing; one that somebody else stands for does."""
    own = names_of(with_parties(Participant(id="p1", name="Olli Oja", party="t1")))
    assert [own.find(form) for form in ("Olli Oja", "Ollille", "Oja", "t1")] == [("p1",)] * 3 + [("t1",)]
    other = names_of(with_parties(Participant(id="p1", name="Olli Oja", party="t2")))
    assert set(other.find("Olli Oja")) == {"p1", "t1"}


def test_names_are_read_once_whoever_is_here() -> None:
    """Who comes and goes changes no name: of two hundred people they are not read again at each line."""
    session = with_parties(Participant(id="p1", name="Olli Oja", party="t1"))
    came = replace(session, participants=(replace(session.participants[0], presence="present"),))
    gone = replace(session, participants=(replace(session.participants[0], standing="former"),))
    assert names_of(came) is names_of(session)
    assert names_of(gone).find("Olli Oja") == ("t1",)


def with_parties(person: Participant) -> Session:
    """Return a session of one person and two parties, `t1` called Olli Oja."""
    parties = (Party(id="t1", name="Olli Oja"), Party(id="t2", name="Kyläseura"))
    meeting = Meeting(date=date(2026, 11, 21))
    return Session(table=Table(name="Jämsä"), meeting=meeting, participants=(person,), parties=parties)


@pytest.mark.parametrize(
    ("name", "typed"), [("Mika A", "Mian"), ("Anni A", "Annelle"), ("Mari A", "Maria"), ("Kari A", "Karina")]
)
def test_a_name_of_somebody_else_is_not_guessed(name: str, typed: str) -> None:
    """A form that is another person's name does not match, even where that person is not on the roster."""
    assert names(name).find(typed) == ()


def test_the_tiers_come_in_the_order_of_the_page_on_the_line() -> None:
    """An earlier tier wins: id, full name, first name, last name, initials, beginning, inflected form."""
    known = names(
        "Liisa Mäkinen", "Mäkinen", "Leo Virta", "Virta Lehto", "Annalle Oja", "Anna Koski", "Lev Mo", "Lmx Oy"
    )
    assert known.find("p3") == ("p3",)
    assert known.find("mäkinen") == ("p2",)
    assert known.find("Virta") == ("p4",)
    assert known.find("lehto") == ("p4",)
    assert known.find("LM") == ("p1", "p7")
    assert known.find("L.V.") == ("p3",)
    assert known.find("liis") == ("p1",)
    assert known.find("leht") == ("p4",)
    assert known.find("Annalle") == ("p5",)
    assert known.find("Annalta") == ("p6",)


def test_two_hits_in_one_tier_are_both_candidates() -> None:
    """Two people of one name are both candidates, and neither is guessed."""
    known = names("Liisa Mäkinen", "Liisa Virtanen")
    assert known.find("liisa") == ("p1", "p2")
    assert known.find("Liisalle") == ("p1", "p2")
    assert known.find("Liisa Mäkiselle") == ("p1",)


def test_an_id_that_is_anothers_first_name_asks() -> None:
    """An id that is also another's first name means either of them, but written exactly it is always the id alone."""
    session = Session(
        table=Table(name="Jämsä"),
        meeting=Meeting(date=date(2026, 11, 21)),
        participants=(Participant(id="liisa", name="Liisa Mäki"), Participant(id="liisav", name="Liisa Virta")),
    )
    known = names_of(session)
    assert known.find("Liisa") == known.find("LIISA") == ("liisa", "liisav")
    assert known.find("liisa") == known.find("@liisa") == ("liisa",)
    assert known.find("@nobody") == ()
    assert known.sure("liisa") == "liisa"
    assert known.sure("liisav") == "liisav"
    assert known.say_name("liisav") == "Liisa Virta"


def test_two_of_the_same_full_name_can_still_be_chosen() -> None:
    """Where the name does not mean one person only, the surest way to type is the id."""
    session = Session(
        table=Table(name="Jämsä"),
        meeting=Meeting(date=date(2026, 11, 21)),
        participants=(Participant(id="liisa", name="Liisa Mäki"), Participant(id="b", name="Liisa Mäki")),
    )
    known = names_of(session)
    assert known.sure("liisa") == "liisa"
    assert known.say_name("liisa") == "liisa"
    assert known.say_name("b") == "b"


def test_case_and_diacritics_do_not_matter() -> None:
    """Neither capitals nor dots and rings on letters tell names apart."""
    known = names("Åke Sjöström", "Žofie Łęcka", "Søren Ærø")
    assert known.find("AKE") == ("p1",)
    assert known.find("sjostrom") == ("p1",)
    assert known.find("zofie lecka") == ("p2",)
    assert known.find("soren") == ("p3",)


def test_the_second_half_of_a_double_name_does_not_match_alone() -> None:
    """Of Anna-Liisa Mäki-Petäjä neither Liisa nor Petäjä is a name by itself, the beginnings are."""
    known = names("Anna-Liisa Mäki-Petäjä")
    assert known.find("Liisa") == ()
    assert known.find("Petäjä") == ()
    assert known.find("Anna") == ("p1",)
    assert known.find("Mäki") == ("p1",)
    assert known.find("ALMP") == ("p1",)
    assert known.find("AM") == ("p1",)


def test_a_name_with_a_particle_is_known_both_ways() -> None:
    """A last name with a particle is known with it and without."""
    known = names("Georg von Wright")
    assert known.find("von Wright") == ("p1",)
    assert known.find("Wright") == ("p1",)


def test_the_roster_is_read_once() -> None:
    """The same roster gives the same names, a changed one new names."""
    session = Session(
        table=Table(name="Jämsä"),
        meeting=Meeting(date=date(2026, 11, 21)),
        participants=(Participant(id="liisa", name="Liisa"),),
    )
    again = replace(session, counters={"I": 4})
    assert names_of(session) is names_of(again)
    assert names_of(replace(session, participants=())).find("liisa") == ()


def test_nameless_people_break_nothing() -> None:
    """A roster written by hand may hold names without letters, and nothing typed is taken for them."""
    known = names("", "-", "1 2", parties=("", "4H", "t"))
    assert known.find("4h") == ("t2",)
    assert known.find("") == ()
    assert known.sure("p1") == "p1"
    assert known.sure("gone") == "@gone"


@pytest.mark.parametrize("word", ["-", "a", "s", "as", "nen", "i", "kk", "tt", "si", "ei", "t", "aet"])
def test_a_name_of_a_letter_or_two_has_forms_too(word: str) -> None:
    """The shortest words are inflected without falling over."""
    assert word not in forms(word)
    assert word not in forms(word, given=True)


@pytest.mark.parametrize(
    "line", ["all: do it", "S1 all: yes", "Kaikki: tehdään", "S1 kaikki: kyllä", "kaikki, Ulla: x"]
)
@pytest.mark.parametrize("party", ["Kaikkien olohuone ry", "Kaikki mukaan ry", "Allin tupa"])
@pytest.mark.parametrize("names", [("Allan Oja",), ("Allan Oja", "Allie Oja"), ("Kaikkonen",)])
def test_everyone_is_everyone_whatever_a_name_begins_with(names: tuple[str, ...], party: str, line: str) -> None:
    """*Kaikki* and *all* are everyone here, though a name begins with the word or a party's has it among others."""
    people = [Participant(id=f"p{at}", name=name, presence="present") for at, name in enumerate((*names, "Ulla Salo"))]
    session = Session(
        table=Table(name="Jämsä"),
        meeting=Meeting(date=date(2026, 11, 21)),
        parties=(Party(id="ry", name=party),),
        participants=tuple(people),
        agreements=(Agreement(id="S1", text="Pidetään"),),
    )
    reading = read(line, session, "idea")
    assert set(reading.who) == {one.id for one in people}
    assert reading.commands


@pytest.mark.parametrize(("id", "name"), [("all", "Ulla Oja"), ("a", "All Oja"), ("a", "Ulla All"), ("a", "All")])
def test_somebody_called_everyone_goes_first(id: str, name: str) -> None:  # noqa: A002
    """An id, a first, last or full name that is the very word is that person."""
    people = (Participant(id=id, name=name, presence="present"), Participant(id="u", name="Eeva", presence="present"))
    session = Session(table=Table(name="Jämsä"), meeting=Meeting(date=date(2026, 11, 21)), participants=people)
    assert read("all: do it", session, "idea").who == (id,)


@pytest.mark.parametrize("last", ["and ", "ja ", "sekä ", "& ", "och ", "And "])
def test_the_last_of_a_list_may_have_a_word_after_its_comma(line: Line, last: str) -> None:
    """`Liisa, Pekka, and Heikki` are three people, in the queue and in every other list as well."""
    assert line(f"Liisa, Pekka, {last}Heikki: x").who == ("liisa", "pekka", "heikki")
    assert line(f"@liisa, pekka, {last}heikki").who == ("liisa", "pekka", "heikki")
    assert line(f"I1, I2, {last}I3 +3").entry == "I1, I2, I3"


def test_a_word_that_several_parties_bear_asks() -> None:
    """A head word, the last part of one with a hyphen, and a place that others bear in their names as well."""
    found = names(
        "Liisa Mäkinen", "J. P. Rantanen",
        parties=("4H-yhdistys", "Eläkeliiton Jämsän yhdistys", "MLL Jämsä", "Jämsän kaupunki"),
    )  # fmt: skip
    assert found.find("yhdistykselle") == found.find("yhdistys") == ("t1", "t2")
    assert found.find("Jämsä") == ("t3", "t2", "t4")
    assert [found.find(name) for name in ("4H", "MLL", "kaupungille")] == [("t1",), ("t3",), ("t4",)]
    assert [found.find(name) for name in ("Mäkinen L.", "Rantanen J.P.")] == [("p1",), ("p2",)]


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("Matti M-P", "matti"),
        ("Matti M.-P.", "matti"),
        ("Matti MP", "matti"),
        ("Matti Mäki-P.", "matti"),
        ("Matti M-Petäjä", "matti"),
        ("M. Mäki-P", "matti"),
        ("Matti M-P:lle", "matti"),
        ("Pekka Virt.", "pekka"),
        ("P. Virt.", "pekka"),
        ("Anna-L A", "anna"),
    ],
)
def test_last_names_are_abbreviated(line: Line, typed: str, who: str) -> None:
    """The beginnings of all parts of a name in their order are that name, where nobody else's begins so."""
    assert line(f"{typed}: kyläpäivä").who == (who,)


def test_an_abbreviation_of_nobody_is_asked_about(line: Line) -> None:
    """Parts that begin otherwise are nobody's name."""
    assert line("Matti L-P: kyläpäivä").asks

"""Proofreading of what stands beside each other: two ordinary words that are somebody's names, and rows of initials."""

from datetime import date
from typing import get_args

import pytest

from kpfacil.model.meeting import Meeting
from kpfacil.model.people import Participant
from kpfacil.model.session import Session
from kpfacil.model.table import Table
from kpfacil.storage.content import load_lexicon
from kpfacil.views.proof import Proofreading, finder_of
from kpfacil.views.proof_places import PlaceFinder
from kpfacil.views.proof_shapes import PlaceKind

COVERS: dict[PlaceKind, str] = dict.fromkeys(get_args(PlaceKind), "[*]")


def _finder(*people: Participant) -> PlaceFinder:
    """Return the finder of a table of these members."""
    session = Session(
        table=Table(name="Kyläpöytä"),
        meeting=Meeting(date=date(2026, 11, 21)),
        participants=people,
    )
    return finder_of([session], load_lexicon())


def _found(name: str, text: str) -> list[tuple[str, bool]]:
    return [(place.word, place.certain) for place in _finder(Participant(id="m1", name=name)).places(text)]


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("Rose Garden", "A Rose garden behind the school", "A Rose garden"),
        ("Rose Garden", "a rose garden is nice", "rose garden"),
        ("A. Rose", "A Rose garden behind the school", "A Rose"),
        ("Joy Day", "Joy's day out", "Joy's day"),
        ("May Day", "on May day", "May day"),
        ("Sunny Day", "A Sunny day out", "A Sunny day"),
        ("Heather Moor", "Heather moor is windy", "Heather moor"),
        ("Grace Church", "Grace church has a hall", "Grace church"),
        ("Will Irwin", "and I Will help", "I Will"),
        ("Will Irwin", "Will I help?", "Will I"),
        ("Lahja Ranta", "Lahjan ranta siivotaan", "Lahjan ranta"),
        ("Lahja Ranta", "Lahja rannalle", "Lahja rannalle"),
        ("Lahja Ranta", "siivotaan Lahjan Ranta", "Lahjan Ranta"),
        ("Kaste Katu", "Kasteen katu", "Kasteen katu"),
        ("Hilla Aho", "Hillan aho", "Hillan aho"),
        ("Rauha Niemi", "Rauhaa niemelle", "Rauhaa niemelle"),
        ("Toivo Metsä", "Toivoa metsään", "Toivoa metsään"),
        ("Usko Valta", "Uskon valtaan", "Uskon valtaan"),
        ("Sulo Talo", "sulo talo", "sulo talo"),
        ("Lahja Ranta", "sovittiin Lahja, Ranta", "Lahja, Ranta"),
        ("Liisa Mäkinen", "kysytään LMltä", "LMltä"),
        ("Lempi Mäkinen", "Kahvit: Lemmille, pullat", "Lemmille"),
        ("Aarre Mäkinen", "Aarteen auto", "Aarteen"),
        ("Säde Mäkinen", "Säteen auto", "Säteen"),
        ("Matti Saari", "Saarta pyydetään mukaan", "Saarta"),
        ("Matti Susi", "Sutta pyydetään mukaan", "Sutta"),
        ("Matti Lumi", "Lunta pyydetään mukaan", "Lunta"),
        ("Matti Hirsi", "Hirren auto", "Hirren"),
        ("Liisa Mäkinen", "see kirjaamo at example.org", "kirjaamo at example.org"),
        ("Meri Ranta", "siivotaan Merirannan polku", "Merirannan"),
    ],
)
def test_ordinary_words_in_a_row_are_asked(name: str, text: str, word: str) -> None:
    """Two ordinary words that are also a member's names are one place that waits, not written as a name is."""
    assert _found(name, text) == [(word, False)]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Amy Best", "Amy's best friend", ["Amy's", "best"]),
        ("Liisa Aho", "Liisan aho niitetään", ["Liisan", "aho"]),
        ("Liisa Aho", "Liisalla ahoa riittää", ["Liisalla", "ahoa"]),
    ],
)
def test_a_small_word_behind_a_name_in_a_case_is_asked(name: str, text: str, words: list[str]) -> None:
    """A first name in one of its cases is covered alone; the small word behind it waits."""
    assert _found(name, text) == [(words[0], True), (words[1], False)]


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("Lahja Ranta", "Lahja Ranta hoitaa", "Lahja Ranta"),
        ("Lahja Ranta", "kysytään Lahja Rannalta", "Lahja Rannalta"),
        ("Lahja Ranta", "kysytään Rannan Lahjalta", "Rannan Lahjalta"),
        ("Lahja Ranta", "LAHJA RANTA", "LAHJA RANTA"),
        ("Lahja Ranta", "L. Ranta hoitaa", "L. Ranta"),
        ("Lahja Ranta", "Lahja R. hoitaa", "Lahja R."),
        ("Hope Day", "when Hope Day comes", "Hope Day"),
        ("A. Rose", "A. Rose brings coffee", "A. Rose"),
        ("Amy Best", "Amy Best comes", "Amy Best"),
        ("Amy Best", "amy best comes", "amy best"),
        ("Onni Mäkinen", "paikalla Onni, Mäkinen", "Onni, Mäkinen"),
        ("Onni Mäkinen", "Onni;Mäkinen", "Onni;Mäkinen"),
        ("Onni Mäkinen", "Mäkinen | Onni", "Mäkinen | Onni"),
        ("Toivo Lahti", "kirjasi toivolahti", "toivolahti"),
        ("Johan von Wright", "kysytään JvWlle", "JvWlle"),
        ("Johan von Wright", "JvWn auto", "JvWn"),
        ("Meri Maria af Hällström", "Meri af Hällström tuo", "Meri af Hällström"),
        ("Rauha M. de la Chapelle", "R. de la Chapelle tuo", "R. de la Chapelle"),
        ("Aura Maria Mäkinen", "Mäkinen, Aura: tuo", "Mäkinen, Aura"),
        ("Visa Maria Lindström", "Lindström, Visa: tuo", "Lindström, Visa"),
        ("Visa Ali", "Kiitos Ali, Visa!", "Ali, Visa"),
        ("Visa Ali", "Kiitos Visa, Ali!", "Visa, Ali"),
        ("Mäkinen Aura Maria", "Mäkinen, Aura: tuo", "Mäkinen, Aura"),
        ("Céline Berg", "kysytään celineltä", "celineltä"),
        ("Celine Berg", "kysytään Célinelle", "Célinelle"),
        ("René Salo", "Reneltä saa auton", "Reneltä"),
        ("Matti Saari", "Matti M. Saarta pyydetään", "Matti M. Saarta"),
        ("Toivo Aho", "kirjasi @taho", "@taho"),
        ("Toivo Aho", "kirjasi taho84", "taho84"),
        ("Petri Oja", "kirjasi p.oja", "p.oja"),
        ("Petri Oja", "kirjasi POja", "POja"),
        ("Toivo Aho", "T.Aho soittaa", "T.Aho"),
        ("Kirsti-Leena de la Chapelle", "K. de la Chapelle tuo", "K. de la Chapelle"),
        ("Kirsti-Leena de la Chapelle", "Kirsti de la Chapelle tuo", "Kirsti de la Chapelle"),
        ("Liisa Mäkinen", "kysy liisa at example.org", "liisa at example.org"),
    ],
)
def test_what_is_written_as_a_name_stays_certain(name: str, text: str, word: str) -> None:
    """A first and a last name with capital letters, and letters with a full stop, can be nothing else."""
    assert _found(name, text) == [(word, True)]


def test_ordinary_words_in_a_row_are_covered_until_they_are_decided() -> None:
    """What may be all of somebody's name or address waits covered, and can be kept; a word alone waits as it is."""
    proof = Proofreading(_finder(Participant(id="m1", name="Lahja Ranta")), {}, frozenset(), frozenset())
    text = "Lahjan ranta siivotaan"
    (place,) = proof.finder.places(text)
    assert proof.cover(text, COVERS) == "[*] siivotaan"
    assert proof.waits(text, place)
    assert proof.cover("Lahja on suuri", COVERS) == "Lahja on suuri"
    assert proof.cover("matti at example.org", COVERS) == "[*]"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Kirsti-Liisa Ranta", "K-L R|K-L R:n|K-L:n R|R. K-L|R K-L|Ranta K-L|K-L Ranta|K-L. R.|KL R|K–L R"),
        ("Kirsti-Liisa Ranta-Aho", "K-L R|K-L R-A|R-A K-L|Ranta-Aho K-L|K-L Ranta-Aho"),
        ("Kirsti-Liisa Maria Ranta", "K-L R|K-L M R|K-L. Ranta|R K-L"),
        ("Anna-Liisa Virtanen", "Virtanen A-L|Virtanen A-L.|A-L. Virtanen|AL Virtanen|Virtanen AL|V. A-L|A-L Virtasen"),
    ],
)
def test_letters_of_a_double_name_are_one_place(name: str, written: str) -> None:
    """The letters of a double name and what they stand beside are covered or asked as one, none of them is left."""
    for one in written.split("|"):
        assert [word for word, _ in _found(name, f"lupaus: {one} vie viestin")] == [one]


@pytest.mark.parametrize(
    ("names", "text", "words"),
    [
        ("Hilla Koski|Hilla Ranta", "kyyti: Hilla K. Ranta tuo", ["Hilla K. Ranta"]),
        ("Hilla Mäkinen|Kaisa Ranta", "kyyti: Hilla K. Ranta tuo", ["Hilla K. Ranta"]),
        ("Hilla Koski|Lahja Ranta", "sanoo Hilla K. Ranta siivotaan", ["Hilla K", "Ranta?"]),
        ("Onni Mäkinen|Otto Mäki", "Kahvit hoitaa Onni M.\nMäki hiekoitetaan.", ["Onni M", "Mäki?"]),
        ("Impi Lehto|Pia Ranta|Otto Mäki", "Impi Lehto\nP. Ranta\nO. Mäki", ["Impi Lehto", "P. Ranta", "O. Mäki"]),
        ("Impi Lehto|May Ranta", "Impi Lehto\nM. Ranta", ["Impi Lehto", "M. Ranta"]),
        ("Vieno Korpi|Kaisla Ali|Vieno Puro", "Vieno Puro\nK. Alin", ["Vieno Puro", "K. Alin"]),
        ("Urho Aikio|Aarre Salo", "U. Aikio\tA. Salo", ["U. Aikio", "A. Salo"]),
        ("Aura Öhman|Aamu Ranta", "Aura Öhman  A. Rannalta", ["Aura Öhman", "A. Rannalta"]),
        ("Risto Virta", "R. Virralta\nR. Virralle", ["R. Virralta", "R. Virralle"]),
        ("Onni Hill|Aino von Wright", "Onni Hill\nAino W. tulee", ["Onni Hill\nAino W."]),
        ("Jari Oja|Mohamed Smith", "Jari Oja  Mohamed S. tulee", ["Jari Oja  Mohamed S."]),
        ("Aino Korpi|Bo Lehto", "Kohdat A. Korpi B. Lehto", ["A. Korpi", "B. Lehto"]),
    ],
)
def test_a_letter_goes_with_its_own_name(names: str, text: str, words: list[str]) -> None:
    """A first letter ends the name that it is a letter of, stands in its middle, or begins the next one."""
    people = (Participant(id=f"m{at}", name=name) for at, name in enumerate(names.split("|")))
    places = _finder(*people).places(text)
    assert [place.word + ("" if place.certain else "?") for place in places] == words


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Meri Ranta", "merirannalla on tuulista, meriranta siivotaan"),
        ("Toivo Aho", "Tahot sopivat, jokainen taho tuo kahvit"),
        ("Petri Oja", "pojat soittavat, pojan pyörä"),
        ("Liisa Mäkinen", "Sovittiin (a) kahvit, (b) pullat; valitaan [A] tai [B], retki (at) koululla"),
        ("Onni Mäkinen", "Onneksi talvi oli lauha"),
        ("Meri Mäkinen", "Meren rannalla"),
        ("Tuuli Mäkinen", "Tuulta tuli"),
        ("Ilta Mäkinen", "Illalla kahvit"),
        ("Anne Salonen", "Anteeksi, myöhästyin"),
        ("Päivi Salonen", "avoinna päivisin klo 9–15"),
        ("Ville Tamminen", "villit yrtit, viltillä istuen"),
        ("Risto Ikonen", "kaksi rikosta"),
        ("Aino Aalto", "ainoilla paikoilla"),
        ("Kaisa Niemi", "kaisaniemessä"),
        ("Liisa Mäkinen", "Mon 7 Dec, Tue and Thu evenings, Sat 5 June and Sun 6 June"),
    ],
)
def test_ordinary_words_are_left_alone(name: str, text: str) -> None:
    """Words joined of a member's names, things told apart by letters and short days are nobody."""
    assert _found(name, text) == []


def test_letters_of_others_are_left_alone() -> None:
    """Letters that are nobody's initials are no place, whatever stands beside them."""
    assert _found("Kirsti-Liisa Ranta", "luokat 5 A B ja EU A tai ATK, TV R") == []

"""Proofreading where a word is a name and something else too: what is covered whole, what is asked, what is left."""

from dataclasses import replace
from datetime import date

import pytest

from kpfacil.model.entries import Idea
from kpfacil.model.meeting import Meeting
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session
from kpfacil.model.table import Table
from kpfacil.storage.content import load_lexicon
from kpfacil.views.name_forms import word_forms
from kpfacil.views.proof import finder_of, proofread
from kpfacil.views.proof_places import PlaceFinder
from kpfacil.views.proof_stretches import Stretch, widest
from kpfacil.views.proof_words import known_forms

NAMES = (
    "Aino Harju",
    "Anna-Maija Korhonen",
    "Hilla Aho",
    "Hope Niemi",
    "Ilmi Siru",
    "Kuu Salo",
    "Liisa Mäkinen",
    "Onni Mäkinen",
    "Pekka Virtanen",
    "Toivo Lahti",
)


def _session(day: int = 21, **agreed: bool) -> Session:
    people = ((name.split()[0].casefold(), name) for name in NAMES)
    return Session(
        table=Table(name="Kyläpöytä"),
        meeting=Meeting(date=date(2026, 11, day), place="Kirjasto"),
        parties=(Party(id="kyla", name="Kylätoimikunta"),),
        participants=tuple(
            Participant(id=handle, name=name, party="kyla", public=agreed.get(handle, False)) for handle, name in people
        ),
    )


@pytest.fixture(scope="module")
def finder() -> PlaceFinder:
    """Return the finder of a table of ten people."""
    return finder_of([_session()], load_lexicon())


@pytest.mark.parametrize(
    "text",
    [
        "I hope for a food bank",
        "and I hope so",
        "nuorten ilta, kun kuu on täysi",
        "hillatalkoot ja hillaa suolta",
        "nettiyhteys Elisalta ja puhelin Telialta",
        "Elisalta tilataan laajakaista",
        "lainataan Valtra kylältä, tai Massey Ferguson tai John Deere",
        "haetaan Tokmannilta, Rustasta ja Ramirentiltä",
        "Ryhmä A. Kokoontuu huomenna",
        "A. Kahvit B. Pullat C. Mehu",
        "luokka 5 B. Tulkaa mukaan",
        "Arvostellaan hankkeet ja ainoastaan sallimalla",
        "Timantti löytyi",
    ],
)
def test_ordinary_words_and_firms_are_left_alone(finder: PlaceFinder, text: str) -> None:
    """A pronoun, a small word that is a name too, a firm and a letter before a sentence are nobody."""
    assert finder.places(text) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nuorille aino paikka", ["aino"]),
        ("tuli ilmi, että siru oli rikki", ["ilmi", "siru"]),
        ("Kuun valossa", ["Kuun"]),
        ("hillatalkoot, hillaa Hillan suolta", ["Hillan"]),
        ("Marjaliisa tuo kahvit", ["Marjaliisa"]),
        ("Marjaliisalta kysytään", ["Marjaliisalta"]),
        ("Kaijaleena ja Juhapekka tulevat", ["Kaijaleena", "Juhapekka"]),
        ("K. Korpi tuo mukit", ["K. Korpi"]),
        ("sovittiin, että K. Korpi tuo", ["K. Korpi"]),
        ("K. Korvelta kysytään", ["K. Korvelta"]),
        ("K. Bergström tuo", ["K. Bergström"]),
        ("J-P Korpi tuo", ["J-P Korpi"]),
        ("Virpi K. tuo kakun", ["Virpi K."]),
        ("Virpi K tuo kakun", ["Virpi K"]),
        ("Elisa tuo kakun", ["Elisa"]),
    ],
)
def test_what_may_be_a_name_is_asked(finder: PlaceFinder, text: str, words: list[str]) -> None:
    """A small word that is a name too, two first names in one, and letters with a last name wait to be decided."""
    assert [(place.word, place.certain) for place in finder.places(text)] == [(word, False) for word in words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Aino tuo kahvit", ["Aino"]),
        ("lautakunnan päätös, A-M K vie", ["A-M K"]),
        ("T.L. ja A-M.K. selvittävät", ["T.L.", "A-M.K."]),
        ("kun Kuu S. hoitaa", ["Kuu S."]),
        ("A-M. Korhonen tuo", ["A-M. Korhonen"]),
        ("Mäkinen, Onni tuo", ["Mäkinen, Onni"]),
        ("Mäkinen O. tuo", ["Mäkinen O."]),
        ("Virtanen, Pekka; Mäkinen, Liisa", ["Virtanen, Pekka", "Mäkinen, Liisa"]),
        ("Liisa, Pekka ja Liisa", ["Liisa", "Pekka", "Liisa"]),
        ("Mäkinen,Onni tuo", ["Mäkinen,Onni"]),
        ("soitetaan ensin Korhonen, Anna-Maija Korhonen tietää", ["Korhonen, Anna-Maija Korhonen"]),
        ("kyyti Mäkinen, Onni Pekka Virtasen kanssa", ["Mäkinen, Onni Pekka Virtasen"]),
        ("paikalla Liisa, Virtasen Pekka ja muita", ["Liisa", "Virtasen Pekka"]),
    ],
)
def test_a_name_is_covered_whole(finder: PlaceFinder, text: str, words: list[str]) -> None:
    """A name with the last name first, with letters and their full stops is one place; a list of people is several."""
    assert [(place.word, place.certain) for place in finder.places(text)] == [(word, True) for word in words]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Mäki & Pojat ei maksa siivousta", "Mäki & Pojat"),
        ("Mäki & Pojat Oy maksaa", "Mäki & Pojat Oy"),
        ("kysytään Kyläkauppa Kalliolta", "Kyläkauppa Kalliolta"),
        ("Koivukuja 3 B 12, 42100 Jämsä on vapaa", "Koivukuja 3 B 12, 42100 Jämsä"),
    ],
)
def test_a_firm_of_one_and_an_address_are_one_place(text: str, word: str) -> None:
    """What a party of one person is called, with or without its form, and an address with its town wait as a whole."""
    firms = {"maki": ("Mäki & Pojat Oy", "Sulo Mäki"), "kallio": ("Kyläkauppa Kallio", "Armas Kallio")}
    session = replace(
        _session(),
        parties=tuple(Party(id=handle, name=firm) for handle, (firm, _) in firms.items()),
        participants=tuple(Participant(id=name[:3], name=name, party=handle) for handle, (_, name) in firms.items()),
    )
    places = finder_of([session], load_lexicon()).places(text)
    assert [(place.word, place.certain) for place in places] == [(word, False)]


def test_a_whole_name_is_known_in_what_is_told_as_it_is(finder: PlaceFinder) -> None:
    """A table that bears a member's first and last name tells who it is; one of the names alone does not."""
    told = ("Onni Mäkisen muistopöytä", "Onnin pöytä", "Korpelan kyläpöytä")
    assert [finder.tells_whole_name(name) for name in told] == [True, False, False]


def test_each_meeting_has_its_own_consent() -> None:
    """What somebody agreed to in one meeting neither uncovers what another one wrote nor covers its own."""
    earlier, later = _session(), replace(_session(22, aino=True), ideas=(Idea(id="I1", text="Aino Harjun talkoot"),))
    shown = [proofread((earlier, later), told).finder.places("Aino Harju tuo") for told in (earlier, later)]
    assert [[place.word for place in places] for places in shown] == [["Aino Harju"], []]


def test_shipped_forms_are_those_of_their_words() -> None:
    """Forms that are made when they are looked up are the same as those that are made at once."""
    shipped, known = load_lexicon(), known_forms(load_lexicon())
    words = [word for word in shipped.known if len(word) > 2]
    assert all(known.find(form) for form in word_forms(words))
    assert "vääräsana" not in known
    assert 5 not in known


def test_stretches_that_overlap_are_one() -> None:
    """No end of a place is lost to another that begins before it: whatever either holds is covered."""
    found: list[Stretch] = [(0, 10, "name", True), (6, 18, "name", False), (18, 20, "stranger", False)]
    assert list(widest(found)) == [(0, 18, "name", True), (18, 20, "stranger", False)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("pidetään virtasentalkoot", "virtasentalkoot"),
        ("Virtasentalkoot", "Virtasentalkoot"),
        ("Virtastalkoot pidetään", "Virtastalkoot"),
        ("Virtas-talkoot pidetään", "Virtas-talkoot"),
        ("kutsutaan virtaslaiset", "virtaslaiset"),
        ("kutsutaan Töyryläläiset", "Töyryläläiset"),
        ("töyrylänmökki on vapaa", "töyrylänmökki"),
        ("Петрову надо позвонить", "Петрову"),
        ("с Юрием на праздник", "Юрием"),
        ("sovittu että Сидоров hoitaa", "Сидоров"),
        ("sovittu että Παπαδόπουλος hoitaa", "Παπαδόπουλος"),
        ("sovittu että Žarko hoitaa", "Žarko"),
        ("sovittu että Łukasz hoitaa", "Łukasz"),
        ("t. Masa", "Masa"),
        ("tulee mm. Tellu", "Tellu"),
    ],
)
def test_names_in_compounds_and_in_any_alphabet_are_asked(text: str, word: str) -> None:
    """A compound of a name is asked though the table has written it small or made a theme of it; so is any capital."""
    people = [("paivi", "Päivi Töyrylä"), ("matti", "Matti Virtanen"), ("juri", "Юрий Петров")]
    roster = tuple(Participant(id=handle, name=name) for handle, name in people)
    session = replace(_session(), participants=roster, ideas=(Idea(id="I1", text=text, theme="Virtasentalkoot"),))
    places = finder_of([session], load_lexicon()).places(text)
    assert [(place.word, place.certain) for place in places] == [(word, False)]


@pytest.mark.parametrize("text", ["Liisankatu remontoidaan", "Мы идём в лес. Дети поют", "5 kg. Sitten kahvit"])
def test_sentences_and_streets_are_no_names(text: str) -> None:
    """What begins a sentence of any alphabet names nobody, nor does a street."""
    session = replace(_session(), participants=(Participant(id="liisa", name="Liisa Mäkinen"),))
    assert finder_of([session], load_lexicon()).places(text) == ()

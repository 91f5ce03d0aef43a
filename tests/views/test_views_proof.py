"""Proofreading before publishing: what is found in people's words, and what is left alone."""

from datetime import date

import pytest

from kpfacil.model.entries import Idea
from kpfacil.model.meeting import Meeting
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session
from kpfacil.model.table import Table
from kpfacil.storage.content import load_lexicon
from kpfacil.views.proof import finder_of
from kpfacil.views.proof_listed import around
from kpfacil.views.proof_places import PlaceFinder

PARTIES = {
    "kyla": "Kylätoimikunta",
    "srk": "Korpelan seurakunta",
    "leipomo": "Leipomo Wäre",
    "puoti": "Pullapuoti Onnela",
}
PEOPLE = (
    ("liisa", "Liisa Mäkinen", "kyla"),
    ("pekka", "Pekka Virtanen", "kyla"),
    ("otto", "Otto Mäki", "kyla"),
    ("toivo", "Toivo Lahti", "kyla"),
    ("anna", "Anna-Maija Korhonen", "srk"),
    ("mika", "Mika Salo", "srk"),
    ("jp", "J.P. Rantanen", "kyla"),
    ("kulttuuri", "Kulttuurin edustaja", "kyla"),
    ("aino2", "Aino Wäre", "leipomo"),
    ("ebba", "Ebba Qvvist", "puoti"),
)


def _session(
    people: tuple[tuple[str, str, str], ...] = PEOPLE,
    ideas: tuple[str, ...] = (),
    day: int = 21,
    *,
    public: bool = False,
) -> Session:
    return Session(
        table=Table(name="Kyläpöytä"),
        meeting=Meeting(date=date(2026, 11, day), place="Kirjasto"),
        parties=tuple(Party(id=handle, name=name) for handle, name in PARTIES.items()),
        participants=tuple(
            Participant(id=handle, name=name, party=party, public=public) for handle, name, party in people
        ),
        ideas=tuple(Idea(id=f"I{at}", text=text) for at, text in enumerate(ideas, start=1)),
    )


@pytest.fixture(scope="module")
def finder() -> PlaceFinder:
    """Return the finder of a table of nine people."""
    return finder_of([_session()], load_lexicon())


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Otto K. Mäki hoitaa", "Otto K. Mäki"),
        ("kysytään Toivo K. Lahdelta", "Toivo K. Lahdelta"),
        ("Toivo K Lahti tuo", "Toivo K Lahti"),
        ("Toivo X. Lahti tuo", "Toivo X. Lahti"),
        ("Toivo K. J. Lahti tuo", "Toivo K. J. Lahti"),
        ("Toivo A.-M. Lahti tuo", "Toivo A.-M. Lahti"),
        ("Toivo-K. Lahti tuo", "Toivo-K. Lahti"),
        ("Liisa H. Mäkinen tuo", "Liisa H. Mäkinen"),
        ("T. K. Lahti tuo", "T. K. Lahti"),
        ("X. A.-M. Lahti tuo", "X. A.-M. Lahti"),
        ("Liisakin tulee", "Liisakin"),
        ("kysytään liisaltakaan", "liisaltakaan"),
        ("Liisallekohan se jäi", "Liisallekohan"),
        ("Liisa-täti leipoo", "Liisa-täti"),
        ("Virtasen-Pekka kantaa", "Virtasen-Pekka"),
        ("Makisen auto", "Makisen"),
        ("Annalle kukkia", "Annalle"),
        ("Maija tuo kahvit", "Maija"),
        ("Korhosen Anna lupasi", "Korhosen Anna"),
        ("kysytään liisa mäkiseltä", "liisa mäkiseltä"),
        ("Otto Mäeltä lainataan", "Otto Mäeltä"),
        ("Toivo Lahden auto", "Toivo Lahden"),
        ("L. Mäkinen lupasi", "L. Mäkinen"),
        ("J. P. Rantaselle soitetaan", "J. P. Rantaselle"),
        ("J.P. tulee", "J.P."),
        ("kysytään L.M.:ltä", "L.M.:ltä"),
        ("mikä on Mikalle", "Mikalle"),
        ("aino2 hoitaa", "aino2"),
        ("@liisa hoitaa", "@liisa"),
        ("Kulttuurin edustajalta kysytään", "Kulttuurin edustajalta"),
        ("soita 050/1234567", "050/1234567"),
        ("soita +358 (0)50 123 4567", "+358 (0)50 123 4567"),
        ("puh. 234567 iltaisin", "234567"),
        ("liisa.makinen (at) example.org", "liisa.makinen (at) example.org"),
        ("kirjoita etu.suku@example.org", "etu.suku@example.org"),
        ("hetu 010190-123A", "010190-123A"),
        ("tilille FI21 1234 5600 0007 85", "FI21 1234 5600 0007 85"),
        ("kysytään Liisallenikin", "Liisallenikin"),
        ("LIISALLE kiitos", "LIISALLE"),
        ("liisamäkinen tulee", "liisamäkinen"),
        ("#LiisaMäkinen", "#LiisaMäkinen"),
        ("kysytään Liisa M:ltä", "Liisa M:ltä"),
        ("L.Mäkinen tuo", "L.Mäkinen"),
        ("L. M. hoitaa", "L. M."),
        ("A-M Korhonen tuo", "A-M Korhonen"),
        ("Mäkinen-Wirta tuo", "Mäkinen-Wirta"),
        ("Virtaset tuovat", "Virtaset"),
        ("jäi Liisatta", "Liisatta"),
        ("Liisa\nMäkinen", "Liisa\nMäkinen"),
        ("sovittiin Mä-\nkisen kanssa", "Mä-\nkisen"),
        ("sovittiin Mä- kisen kanssa", "Mä- kisen"),
        ("ostetaan Leipomo Wäreen pullaa", "Leipomo Wäreen"),
        ("kutsutaan Tmi Liisa Mäkinen", "Liisa Mäkinen"),
        ("Liisa\u00a0Mäkinen", "Liisa\u00a0Mäkinen"),
        ("ＬＩＩＳＡ tulee", "ＬＩＩＳＡ"),
        ("https://example.org/toivo-lahti", "toivo-lahti"),
        ("liisa84 kirjoitti", "liisa84"),
        ("soita p.0501234567", "0501234567"),
        ("soita 050–123\u00a04567", "050–123\u00a04567"),
        ("soita numeroon 123 4567", "123 4567"),
        ("klo 17.00 050 123 4567", "050 123 4567"),
        ("0 4 0 1 2 3 4 5 6 7", "0 4 0 1 2 3 4 5 6 7"),
        ("etu(dot)suku(at)x.fi", "etu(dot)suku(at)x.fi"),
        ("etu piste suku ät x piste fi", "etu piste suku ät x piste fi"),
        ("hetu 010190–123a", "010190–123a"),
        ("fi21-1234-5600-0007-85", "fi21-1234-5600-0007-85"),
        ("kirjasi liisam eilen", "liisam"),
        ("kirjasi mäkinenl eilen", "mäkinenl"),
        ("kysytään Mäki-seltä", "Mäki-seltä"),
        ("tervetuloa P e k k a", "P e k k a"),
        ("V-i-r-t-a-n-e-n tuo", "V-i-r-t-a-n-e-n"),
        ("katso x.fi/?q=M%C3%A4kinen", "M%C3%A4kinen"),
        ("katso x.fi/kuva/M%E4kinen.jpg", "M%E4kinen.jpg"),
        ("katso x.fi/Toivo%20Lahti", "Toivo%20Lahti"),
        ("kirjasi M. L.", "M. L."),
        ("kirjasi M.L.", "M.L."),
        ("A.-M. K. tuo", "A.-M. K."),
        ("P3kka tuo", "P3kka"),
        ("kysytään p3kalta", "p3kalta"),
        ("L11sa ja kahvit", "L11sa"),
        ("V1rt4nen tuo", "V1rt4nen"),
        ("P€kka tuo", "P€kka"),
        ("@p3kka tuo", "@p3kka"),
        ("kirjasi p3kk4_84", "p3kk4"),
        ("nollanelkytkolme kakskytyks viiskytkuus", "nollanelkytkolme kakskytyks viiskytkuus"),
        ("nolla viisi nolla yksi kaksi kolme nelja", "nolla viisi nolla yksi kaksi kolme nelja"),
        ("tervetuloa P.e.k.k.a", "P.e.k.k.a"),
        ("soita nolla viisi nolla yksi kaksi kolme neljä", "nolla viisi nolla yksi kaksi kolme neljä"),
        ("nollaviisnolla yks kaks kolme nelj viis", "nollaviisnolla yks kaks kolme nelj viis"),
        ("nolla viisikymmentä yksi kaksi kaksi neljä viisi", "nolla viisikymmentä yksi kaksi kaksi neljä viisi"),
        ("plus 358 viisi nolla yksi kaksi kolme", "plus 358 viisi nolla yksi kaksi kolme"),
        ("nolla 50 123 45", "nolla 50 123 45"),
        ("puh. kuusi kolme kaksi neljä viisi", "kuusi kolme kaksi neljä viisi"),
        ("call zero five zero one two three four", "zero five zero one two three four"),
        ("ring noll fem noll ett två tre fyra", "noll fem noll ett två tre fyra"),
    ],
)
def test_what_can_only_be_somebody_is_certain(finder: PlaceFinder, text: str, word: str) -> None:
    """A form of a name, a handle, a number or a code that is nothing else is found as a whole and is certain."""
    places = finder.places(text)
    assert [(place.word, place.certain) for place in places] == [(word, True)]
    assert text[places[0].start : places[0].end] == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Mäki on liukas", "Mäki"),
        ("kuljetaan Mäen kautta", "Mäen"),
        ("Lahti on kaunis", "Lahti"),
        ("Toivo paremmasta", "Toivo"),
        ("Anna meille lupa", "Anna"),
        ("lupasi toivo lahti", "toivo lahti"),
        ("soitetaan Kallelle", "Kallelle"),
        ("ostetaan Pullapuoti Onnelan pullaa", "Pullapuoti Onnelan"),
        ("tavataan osoitteessa Kirkkokatu 5 A 3", "Kirkkokatu 5 A 3"),
        ("kirjasi OM", "OM"),
        ("kirjasi ML", "ML"),
        ("kirjasi LM25", "LM25"),
        ("kirjasi L_M", "L_M"),
        ("kysytään ML:ltä", "ML:ltä"),
        ("kirjasi m.l.", "m.l."),
        ("kirjasi L M", "L M"),
        ("kirjasi L/M", "L/M"),
        ("kirjasi liimak", "liimak"),
        ("T01vo tuo", "T01vo"),
        ("syödään liisantorttuja", "liisantorttuja"),
        ("seurataan @tuntematon_84", "@tuntematon_84"),
    ],
)
def test_what_may_be_another_word_waits(finder: PlaceFinder, text: str, word: str) -> None:
    """A name that is also a word, somebody unknown, a party of one person and an address are asked about."""
    assert [(place.word, place.certain) for place in finder.places(text)] == [(word, False)]


@pytest.mark.parametrize(
    "text",
    [
        "toivo paremmasta, mäki on liukas ja lahti jäässä",
        "anna meille lupa",
        "annan luvan, toivon parasta ja maria lauletaan",
        "a b c d, 100%:n tuki, k-a-u-h-e-a kiire, linja-auto",
        "katso x.fi/kyl%C3%A4p%C3%A4iv%C3%A4",
        "mikä se oli",
        "4H-kerho, CO2, K18-ilta, A4-lehtiö, 2x viikossa, klo17, mp3, 5€ ja 20€/h",
        "lasketaan yksi, kaksi, kolme, neljä, viisi, kuusi, seitsemän",
        "yks kaks kolme nelj yks kaks kolme nelj, kuusen juurella",
        "klo 17.00-18.30 kaksi tai kolme ryhmää, viisi kuusi henkeä",
        "7.12.2026 klo 17.00 yksi ryhmä, kaksi kuusta",
        "a) Kahvit b) Pullat, 1) Kakut 2) Mehut",
        "luetaan ”Seitsemän veljestä”",
        "tavataan Jouluna, Itsenäisyyspäivänä tai Maanantaina; kysytään Teiltä Klo 17",
        "we meet on Monday 7 December at the Parish, and I'll ask the Council",
        "rahaa Leader Viisarilta ja Leader Pohjoisin Lapista, juttu Radio Voimaan",
        "Liisankatu remontoidaan",
        "01.02.2026 klo 08.30-10.00, 05/2026, 01.02.–03.02., 05.06.2026-07.06.2026, 00100 Helsinki",
        "pian avataan ainoa ovi, mainitsi joukossa joku",
        "kysytään Kulttuurirahastolta ja Himokselta, Aleksanterinkadulla",
        "Korpelan seurakunta tarjoaa",
        "Teamsissa klo 17.00–18.30, 2500 €, 12.12.2026, 30 hengelle",
        "Kelan tuki, ELY-keskus, SPR ja Helsingistä Jämsään",
        "Kylätoimikunnan talkoot Kirjastossa",
        "Näin sovittiin: Talkoot pidetään. Huomenna! ”Kaikki mukaan”",
        "",
    ],
)
def test_ordinary_words_are_left_alone(finder: PlaceFinder, text: str) -> None:
    """Words, dates, sums, offices, municipalities and the table's own names are no places."""
    assert finder.places(text) == ()


def test_a_former_member_is_known_from_an_earlier_meeting() -> None:
    """Whoever was on a roster of the table once is found in the texts of its later meetings."""
    before, now = _session((("kerttu", "Kerttu Halonen", "kyla"),), day=1), _session()
    assert [place.word for place in finder_of([before, now], load_lexicon()).places("kysytään Kertulta")] == [
        "Kertulta"
    ]


def test_who_agreed_to_be_named_is_no_place() -> None:
    """A person whose row says so may be named."""
    finder = finder_of([_session((("liisa", "Liisa Mäkinen", "kyla"),), public=True)], load_lexicon())
    assert [place for place in finder.places("Kysytään Liisa Mäkiseltä") if place.certain] == []


def test_the_name_of_two_people_is_told_only_where_both_agreed() -> None:
    """Of two people of one name one has agreed to be named: in a text nobody can tell of which of them it is."""
    agreed = _session((("liisa", "Liisa Mäkinen", "kyla"),), public=True)
    other = _session((("liisam", "Liisa Mäkinen", "srk"),), day=2)
    finder = finder_of([agreed, other], load_lexicon())
    assert [(place.word, place.certain) for place in finder.places("kysytään Liisa Mäkiseltä")] == [
        ("Liisa Mäkiseltä", True)
    ]


def test_a_word_written_small_elsewhere_is_no_stranger() -> None:
    """A capital letter alone makes no name of a word that the table also writes small."""
    finder = finder_of([_session(ideas=("pidetään pullapäivä", "Isona Pullapäivä torilla"))], load_lexicon())
    assert finder.places("järjestetään Pullapäivä") == ()


def test_a_name_that_a_party_bears_waits() -> None:
    """Who is called as a body of the table is asked about; with a first name it can be nobody else."""
    people = (("matti", "Matti Korpela", "srk"), ("mika", "Mika Salo", "srk"))
    finder = finder_of([_session(people)], load_lexicon())
    found = [(place.word, place.certain) for place in finder.places("Korpelan talo, Matti Korpelan talo")]
    assert found == [("Korpelan", False), ("Matti Korpelan", True)]


def test_an_id_that_is_no_part_of_the_name_waits() -> None:
    """What stands for a task, not for a name, may be kept."""
    finder = finder_of([_session((("pj", "Kerttu Halonen", "kyla"),))], load_lexicon())
    assert [(place.word, place.certain) for place in finder.places("pj avaa, @pj kirjaa")] == [
        ("pj", False),
        ("@pj", True),
    ]


def test_an_id_that_is_another_word_waits_behind_its_sign() -> None:
    """What a person is called in the program is a word of the evening too, unless it is written as a handle."""
    finder = finder_of([_session((("helmi", "Kerttu Halonen", "kyla"),))], load_lexicon())
    found = [(place.word, place.certain) for place in finder.places("helmi avataan, @helmi kirjaa")]
    assert found == [("@helmi", False)]


def test_equal_words_are_counted() -> None:
    """The second of two equal words in a text is the second, so that each is decided by itself."""
    finder = finder_of([_session()], load_lexicon())
    assert [place.nth for place in finder.places("Mäki ja Mäki")] == [1, 2]


@pytest.mark.parametrize(
    ("text", "signs", "shown"),
    [
        ("Mäki on liukas", 30, "»Mäki« on liukas"),
        ("Mäki on liukas ja pimeä", 6, "»Mäki« on liukas…"),
        ("koulun takana oleva Mäki on liukas ja pimeä", 8, "…oleva »Mäki« on…"),
        ("koulun takana oleva vanha Mäki", 8, "…oleva vanha »Mäki«"),
        ("a" * 30 + "/Mäki", 5, f"…{'a' * 9}/»Mäki«"),
    ],
)
def test_a_place_is_shown_among_whole_words(text: str, signs: int, shown: str) -> None:
    """What is cut is cut between words and says so; where there is little on one side there is more on the other."""
    (place,) = finder_of([_session()], load_lexicon()).places(text)
    before, after = around(text, place, signs)
    assert f"{before}»{place.word}«{after}" == shown


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Kutsutaan Marja Aho puhumaan", "Marja Aho"),
        ("Kyyditään naapuri Rauha Vuori lääkäriin", "Rauha Vuori"),
        ("Naapurin Otso Kontio on sairas", "Otso Kontio"),
        ("Pyydetään Helmi Susi mukaan", "Helmi Susi"),
        ("Kysytään, tuleeko Ritva Lahti", "Ritva Lahti"),
        ("Soitetaan Onni Rinteelle", "Onni Rinteelle"),
    ],
)
def test_a_stranger_is_asked_about_whose_names_are_also_words(finder: PlaceFinder, text: str, word: str) -> None:
    """A name that is also a word or a municipality is a name where it has a capital letter inside a sentence."""
    assert [(place.word, place.certain) for place in finder.places(text)] == [(word, False)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Ritva Lahti soittaa", "Ritva Lahti"),
        ("Ritva Kotka soittaa", "Ritva Kotka"),
        ("Ritvalle Kotkalle soitetaan", "Ritvalle Kotkalle"),
        ("- Ritva Kotka hoitaa", "Ritva Kotka"),
        ("Sovittiin: Ritva Espoo tulee", "Ritva Espoo"),
        ("Onni Rinne soittaa", "Onni Rinne"),
        ("Toivo Rauma soittaa", "Toivo Rauma"),
        ("Tuula Ritva Kotka soittaa", "Tuula Ritva Kotka"),
        ("kysytään Tuula Ritva Kotkalta", "Tuula Ritva Kotkalta"),
        ("kysytään Ritva-tädiltä", "Ritva-tädiltä"),
        ("seurataan @mokkivaari", "@mokkivaari"),
        ("@mokkivaari vastaa", "@mokkivaari"),
        ("kysytään @ritva.lahti", "@ritva.lahti"),
        ("katso @toivo", "@toivo"),
        ("@toivo84 kirjoitti", "@toivo84"),
        ("toivo84 kirjoitti", "toivo84"),
        ("kirjoita ritva_lahti", "ritva_lahti"),
        ("katso facebook.com/ritva.lahti", "ritva.lahti"),
        ("katso https://www.facebook.com/ritva.halonen.5", "ritva.halonen.5"),
        ("katso instagram.com/mokkivaari", "mokkivaari"),
        ("katso linkedin.com/in/ritva-lahti-12", "ritva-lahti-12"),
        ("katso tiktok.com/@mokkivaari", "@mokkivaari"),
        ("kuva on x.fi/ritva-kotka/1", "ritva-kotka"),
        ("kokous Toivomme talolla", "Toivomme"),
        ("salin avaa Jani, ja on hyvä", "Jani"),
        ("salin avaa Joni, jo on aika", "Joni"),
        ("salin avaa Johan, jo on aika", "Johan"),
        ("salin avaa Onni, kun on aika", "Onni"),
        ("salin avaa Eini, ei muu", "Eini"),
        ("mukaan lähti hilkka ja Hilkka", "Hilkka"),
        ("ei ahonen vaan Ahonen", "Ahonen"),
        ("Hilkka Ahonen antaa salin", "Hilkka Ahonen"),
        ("Ahosen Hilkan sali", "Ahosen Hilkan"),
        ("Hilkka antaa salin", "Hilkka"),
        ("Sali? Ahonen antaa avaimen", "Ahonen"),
        ("Irmalla syöpä", "Irmalla"),
        ("Hilkka-täti antaa salin", "Hilkka-täti"),
        ("HILKKA AHONEN antaa salin", "HILKKA AHONEN"),
        ("Kaarina lupasi leipoa", "Kaarina"),
        ("kysytään Kaarina Koposelta", "Kaarina Koposelta"),
        ("pyydetään O'Brien mukaan", "O'Brien"),
        ("pyydetään d’Angelo mukaan", "d’Angelo"),
        ("seuraa @hilkka.ahonen", "@hilkka.ahonen"),
        ("seuraa @hilkkaahonen", "@hilkkaahonen"),
    ],
)
def test_a_name_is_asked_about_wherever_it_stands(text: str, word: str) -> None:
    """A first name and one in -nen are asked about at the beginning of a sentence, a user name in any address.

    That the text itself writes it small makes no ordinary word of it, nor that it begins with one or is a place too.
    """
    found = finder_of([_session(ideas=(text,))], load_lexicon()).places(text)
    assert [(place.word, place.certain) for place in found] == [(word, False)]


@pytest.mark.parametrize(
    "text",
    [
        "kysytään Nuorten mielipide, ja kutsutaan Lapset",
        "ilta Nuorisotalolla, talkoot Kylätalolla",
        "kutsutaan Punainen Risti ja Suomen Punaisesta Rististä puhuja",
        "pyydetään Rotareilta, haetaan Valtiolta, Avilta ja Ely-keskukselta",
        "kutsutaan Ruotsalaiset ja Ukrainalaisten lapset",
        "juhla Laurinpäivänä, pelataan Mölkkyä",
    ],
)
def test_words_that_people_write_with_a_capital_letter_are_left_alone(text: str) -> None:
    """Offices, associations, houses, games, feasts and peoples are nobody's names."""
    assert finder_of([_session()], load_lexicon()).places(text) == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("E.J. Saari", "@ejsaari"),
        ("E.J. Saari", "E.J.Saaren"),
        ("E.J. Saari", "e.j.saari"),
        ("K. Pitkänen", "@kpitkanen"),
        ("Bo von Essen", "@bovonessen"),
        ("Bo von Essen", "@vonessen"),
        ("Eeva af Hällström", "@afhallstrom"),
        ("Eeva af Hällström", "@eevaafhallstrom"),
        ("A. B. Mäkelä", "@abmakela"),
        ("A.-M. Salo", "@amsalo"),
    ],
)
def test_handles_with_initials_and_particles_are_certain(name: str, text: str) -> None:
    """What comes before a last name is a part of the handle, be it letters, a particle or both."""
    found = finder_of([_session((("pj", name, "kyla"),))], load_lexicon()).places(f"viesti {text} kautta")
    assert [(place.word, place.certain) for place in found] == [(text, True)]


@pytest.mark.parametrize("text", ["Niemen auto", "kysytään Niemeltä", "Niemelle kirje"])
def test_a_last_name_behind_initials_has_all_its_forms(text: str) -> None:
    """A name without a first one is inflected as last names are."""
    (place,) = finder_of([_session((("pj", "J.P. Niemi", "kyla"),))], load_lexicon()).places(text)
    assert place.word.startswith("Nieme")
    assert not place.certain


@pytest.mark.parametrize(
    "text",
    [
        "soitetaan J.P. Niemelle",
        "avain on J. P. Niemellä",
        "viesti jp.niemi@example.org tuo",
        "seuraa @jpniemi",
        "katso https://facebook.com/jp.niemi",
        "kirjoitti jp_niemi",
    ],
)
def test_initials_and_a_last_name_that_is_a_word_are_certain(text: str) -> None:
    """Initials stand for a first name beside the last one, in a handle and in an address."""
    found = finder_of([_session((("puheenjohtaja", "J.P. Niemi", "kyla"),), (text,))], load_lexicon())
    (place,) = found.places(text)
    assert "iemi" in place.word or "ieme" in place.word
    assert place.word.startswith(("J", "j", "@"))
    assert place.certain


def test_the_certain_part_of_a_strangers_name_covers_all_of_it(finder: PlaceFinder) -> None:
    """A last name that can be nothing else takes the first name before it along."""
    (place,) = finder.places("Ritva Virtanen soittaa")
    assert (place.word, place.kind, place.certain) == ("Ritva Virtanen", "name", True)


@pytest.mark.parametrize(
    "text",
    [
        "Toivomme kaikille hyvää. Toivotte varmaan samaa",
        "Annamme luvan, ”Toivonne kuultiin”",
        "Mäkemme on liukas. Lahtemme on kaunis",
        "Toivotaan parasta. Toivovat kai kaikki",
        "Elias Lönnrotin juhlavuosi ja Minna Canthin päivä",
        "Aurinko paistaa. Päivillä on väliä. Hevonen ja sen lapsi",
        "Wilma-viesti kouluun ja Wilmaan; Nyyssönen Oy toimittaa, HSL ja VÄLITUNTI",
        "Kauniaisissa, Kuhmoisiin ja Joroisten kautta",
        "ajetaan Onni-bussilla Lucia-päivää",
        "katso ritva.fi ja Kylat.fi",
        "katso facebook.com/groups/kylapoyta, instagram.com/korpelankoulu ja x.com/korpelan_seurakunta",
        "katso x.fi/linja-auto ja x.fi/anna-meille-lupa",
        "seurataan @korpelanseurakunta ja @martat",
    ],
)
def test_verbs_bodies_and_hosts_are_left_alone(text: str) -> None:
    """A possessive at a sentence's beginning is a verb's or a thing's; pages of bodies and hosts are nobody's."""
    assert finder_of([_session(ideas=(text,))], load_lexicon()).places(text) == ()


@pytest.mark.parametrize(
    "text", ["@pekanvirtanen", "virtasenpekalta", "liisanmäkinen", "@mäkisenliisa", "@toivonlahti"]
)
def test_a_handle_made_of_a_genitive_is_certain(finder: PlaceFinder, text: str) -> None:
    """Both names as one word can be nothing else, whichever of them is inflected."""
    assert [(place.word, place.certain) for place in finder.places(f"viesti {text} kautta")] == [(text, True)]


def test_ordinary_words_are_left_alone_beside_common_last_names() -> None:
    """A last name that is also a landscape, a season or a gift hides no such word in small letters."""
    named = ("Mäkinen", "Tuominen", "Kesä", "Koivisto", "Kuusisto", "Männistö", "Kivinen", "Pohjalainen", "Vuorinen")
    people = tuple((f"p{at}", f"Veikko {name}", "kyla") for at, name in enumerate(named))
    found = finder_of([_session(people)], load_lexicon())
    texts = [
        "Hiihdetään mäkisessä maastossa kesällä",
        "Tuodaan tuomisia lapsille",
        "Kävellään kuusistossa ja koivistossa",
        "Tanssitaan pohjalaiset tanssit",
        "Korjataan kivinen polku",
        "Kuljetaan vuorisella polulla",
    ]
    assert [place.word for text in texts for place in found.places(text)] == []


@pytest.mark.parametrize("text", ["Mäkis-Onni tuo", "Kylä-Onni tuo", "Kylä-Onnin kahvit", "sitten Kylä-Onni tuo"])
def test_a_name_behind_a_hyphen_is_asked_wherever_it_stands(text: str) -> None:
    """A name that ends as what is ours does is one still at the beginning of a sentence; `Onnimme` may be our luck."""
    finder = finder_of([_session((("onni", "Onni Aho", "kyla"),))], load_lexicon())
    assert ["Onni" in place.word for place in finder.places(text)] == [True]
    assert finder.places("Onnimme on hyvä") == ()


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("Jari von Wright", "J von W hoitaa", "J von W"),
        ("Jari von Wright", "J. von W. hoitaa", "J. von W."),
        ("Jari von Wright", "kysytään J. von W.:ltä", "J. von W.:ltä"),
        ("Jari von Wright", "JvW hoitaa", "JvW"),
        ("Jari von Wright", "annetaan JvW:lle", "JvW:lle"),
        ("Jari von Wright", "J v W tuo", "J v W"),
        ("Jari von Wright", "Jari von W. tuo", "Jari von W."),
        ("Jari von Wright", "J v. Wrightille", "J v. Wrightille"),
        ("Ria van der Berg", "RvdB tuo", "RvdB"),
        ("Ria van der Berg", "R. van der B. tuo", "R. van der B."),
        ("Kirsti-Liisa Ranta", "KLRanta tuo", "KLRanta"),
        ("Kirsti-Liisa Ranta", "annetaan KLRannalle", "KLRannalle"),
        ("Kirsti-Liisa Ranta", "RantaKL tuo", "RantaKL"),
    ],
)
def test_names_cut_short_are_certain(name: str, text: str, word: str) -> None:
    """The letters of a name with a particle, and both letters of a double name joined to the last one, are the name."""
    finder = finder_of([_session((("x1", name, "kyla"),))], load_lexicon())
    assert [(place.word, place.certain) for place in finder.places(text)] == [(word, True)]


@pytest.mark.parametrize("word", ["toivo_lahti84", "toivo.m.lahti", "toivo.lahti.fi", "onni.maki84"])
def test_two_parts_of_a_name_in_one_word_are_certain_though_each_is_a_word(word: str) -> None:
    """Hope, bay, luck and hill are words; joined they are somebody's handle or page."""
    finder = finder_of([_session((("x1", "Toivo Lahti", "kyla"), ("x2", "Onni Mäki", "kyla")))], load_lexicon())
    assert [(place.word, place.certain) for place in finder.places(f"lisätietoja: {word} vastaa")] == [(word, True)]


@pytest.mark.parametrize(
    "name", ["- Y", "Y -", "-- --", "' Ranta", "- van der Y", "Y. -", "-", "Anna - Ranta", "J.- Y-", "Y Ö .."]
)
def test_a_name_of_signs_is_read_as_any_other(name: str) -> None:
    """Somebody may stand in the list as a dash, and the others are found as they would be."""
    finder = finder_of([_session((("x1", name, "kyla"), ("x2", "Liisa Virtanen", "kyla")))], load_lexicon())
    assert "Liisalle" in [place.word for place in finder.places("annetaan Liisalle")]


@pytest.mark.parametrize("text", ["Mäkinen, Onni tuo", "Mäkinen Onni tuo", "Onni Mäkinen tuo", "Mäkinen, Onnin"])
def test_a_row_with_the_last_name_first_is_one_name_in_either_order(text: str) -> None:
    """Whose first name stands behind the last one on the roster is found as anybody else is."""
    finder = finder_of([_session((("onni", "Mäkinen Onni", "kyla"),))], load_lexicon())
    (place,) = finder.places(text)
    assert place.certain
    assert "Mäki" in place.word
    assert "Onni" in place.word


@pytest.mark.parametrize(
    "text",
    [
        "the fair is in May",
        "on 5 May we meet",
        "the 5th of June is free",
        "we meet on May 5",
        "tuli sitten Onneksi sade",
    ],
)
def test_months_and_adverbs_that_look_like_names_are_left_alone(finder: PlaceFinder, text: str) -> None:
    """A month is known by what is beside it; somebody of that name is still asked about."""
    assert finder.places(text) == ()
    assert [place.word for place in finder.places("we ask May and invite June Smithson")] == ["May", "June Smithson"]


@pytest.mark.parametrize(
    "text", ["xave.pdf", "xave_1.docx", "https://xave.example.org/", "https://example.org/xave.pdf"]
)
def test_an_id_joined_with_an_ending_is_certain(text: str) -> None:
    """A file or a page may be called by somebody's id."""
    finder = finder_of([_session((("xave", "Xaverius Qvistgård", "kyla"),))], load_lexicon())
    assert [place.certain for place in finder.places(f"katso {text} pian")] == [True]

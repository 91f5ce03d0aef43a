"""Words that only look like somebody's name, and ids that no other party could mean: nobody is taken for another."""

import pytest

from kpfacil.capture import nearest, read
from kpfacil.capture.completion import FreeIds
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session

PARTIES = (
    Party(id="seurakunta", name="Seurakunta"),
    Party(id="liikuntaseura", name="Liikuntaseura Kisa-Veikot ry"),
    Party(id="kyla", name="Kylätoimikunta"),
    Party(id="tetoimisto", name="TE-toimisto"),
    Party(id="martat", name="Martat"),
)
PEOPLE = (
    Participant(id="eino", name="Eino Ilola", presence="present"),
    Participant(id="heikkila", name="Tauno Heikkilä"),
    Participant(id="hanna", name="Hannele Noponen"),
    Participant(id="liisa", name="Liisa Mäkinen"),
    Participant(id="anna", name="Anna-Kaisa Lahti-Mäki"),
    Participant(id="jaakko", name="Jaakko Ahonen"),
    Participant(id="marika", name="Marika Virtanen"),
    Participant(id="li", name="He Li"),
)


@pytest.fixture
def table(session: Session) -> Session:
    """A table at which many a word begins a name."""
    return Session(table=session.table, meeting=session.meeting, parties=PARTIES, participants=PEOPLE)


@pytest.mark.parametrize(
    "word", ["ei", "Ei", "EI", "hän", "ja", "JA", "no", "me", "te", "niin", "no niin", "an", "kai", "her", "jo", "se"]
)
@pytest.mark.parametrize("sign", ["+", "=", ">", "?", ","])
def test_small_words_name_nobody(table: Session, word: str, sign: str) -> None:
    """Neither the beginning of a name nor somebody's initials: most likely text."""
    reading = read(f"{sign} {word}: liian kallista", table, "idea")
    assert [(ask.name, ask.candidates, ask.texty) for ask in reading.asks] == [(word, (), True)]
    assert not reading.commands


def test_small_words_that_are_names(table: Session) -> None:
    """Who is called so is meant, and so is a party by its short name in capitals."""
    whose = [read(line, table, "idea").who for line in ("He: laavu", "TE: kurssi", "TE-toimisto: kurssi")]
    assert whose == [("li",), ("tetoimisto",), ("tetoimisto",)]
    (ask,) = read("+ ja Liisa: laavu", table, "idea").asks
    assert not ask.texty


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Mäki", ("liisa",)),
        ("Heikki", ("heikkila",)),
        ("Mari", ("marika",)),
        ("Virta", ("marika",)),
        ("Noponenko", ("hanna",)),
    ],
)
def test_whole_names_begin_no_other(table: Session, name: str, near: tuple[str, ...]) -> None:
    """A Mäki is not Mäkinen, nor Heikki Heikkilä: it is asked, and they are offered."""
    (ask,) = read(f"+ {name}: laavu", table, "idea").asks
    assert (ask.candidates, ask.texty) == ((), False)
    assert nearest(ask, table)[:1] == near


@pytest.mark.parametrize(
    ("name", "who"),
    [("Anna", "anna"), ("Mäkin", "liisa"), ("Heikkil", "heikkila"), ("Mar", ""), ("Kylä", "kyla"), ("Lahti-M", "anna")],
)
def test_beginnings_stay_beginnings(table: Session, name: str, who: str) -> None:
    """What is no whole name names the one whose name it begins; several ask."""
    reading = read(f"+ {name}: laavu", table, "idea")
    assert reading.who == ((who,) if who else ())
    assert bool(reading.asks) == (not who)


def test_beginning_of_one_party_and_end_of_another(table: Session) -> None:
    """The society is the sports club as much as the parish."""
    (ask,) = read("+ seura: teatteri", table, "idea").asks
    assert ask.candidates == ("seurakunta", "liikuntaseura")


@pytest.mark.parametrize(
    ("others", "name", "handle"),
    [
        (["MLL Jämsän yhdistys"], "Eläkeliiton Jämsän yhdistys / EKL", "ekl"),
        ([], "Eläkeliiton Jämsän yhdistys", "elakeliitonjamsanyhdisty"),
        ([], "Jämsän seura ry", "jamsanseura"),
        ([], "Jämsän MLL-kerho", "mllkerho"),
        ([], "Jämsän kaupunki", "kaupunki"),
        (["Keuruun kaupunki"], "Jämsän kaupunki", "jamsankaupunki"),
        (["Keuruun kaupunki"], "Jämsän kaupunki JÄKA", "jaka"),
        (["Seura ry"], "Yhdistys ry", "yhdistys"),
        (["Kylän Martat"], "Martat", "martat"),
        ([], "Kyläyhdistys", "kylayhdistys"),
    ],
)
def test_ids_of_parties(others: list[str], name: str, handle: str) -> None:
    """An id that the program makes is no word for what other parties are too."""
    assert FreeIds((), [*others, name]).take_party(name) == handle


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("4 H", "nuoret"), ("4-H", "nuoret"), ("4H-kerho", "nuoret"), ("4H-kerholle", "nuoret"), ("4h", "nuoret"),
        ("Eläkeliitto", "elakeliitto"), ("eläkeliitolta", "elakeliitto"), ("Eläkeliitolle", "elakeliitto"),
        ("Eläkeliiton", "elakeliitto"), ("Jämsä", ""), ("Liisa-kerho", ""),
        ("Marttojen", "marttakerho"), ("somalit", "somaliseura"), ("somaleilta", "somaliseura"), ("kisat", ""),
        ("5 H", ""), ("Kokoomuksen liitto", ""),
    ],
)  # fmt: skip
def test_parties_by_the_body_that_they_belong_to(table: Session, name: str, who: str) -> None:
    """A short name written apart or with another word for what it is, and the nominative of whose a party is."""
    bodies = (
        Party(id="nuoret", name="4H-yhdistys"),
        Party(id="elakeliitto", name="Eläkeliiton Jämsän yhdistys"),
        Party(id="marttakerho", name="Peltolan marttakerho ry"),
        Party(id="somaliseura", name="Somaliseura"),
    )
    parties = (*(party for party in PARTIES if party.id != "martat"), *bodies)
    here = Session(table=table.table, meeting=table.meeting, parties=parties, participants=PEOPLE)
    assert read(f"+ {name}: laavu", here, "idea").who == ((who,) if who else ())

"""A yes and a no below headers that ask how somebody takes part, or whether they stay away."""

from datetime import date
from pathlib import Path

import pytest

from kpfacil.rosters.people import PeopleList
from kpfacil.storage.rosters import read_roster


def _roster(folder: Path, header: str, *answers: str) -> PeopleList:
    path = folder / "lista.csv"
    rows = [f"{name};Martat;{answer}" for name, answer in zip(("Päivi", "Pekka", "Sini"), answers, strict=False)]
    path.write_text("\n".join((f"Nimi;Taho;{header}", *rows)) + "\n", encoding="utf-8")
    return read_roster(path, day=date(2026, 11, 25))


def _told(roster: PeopleList, key: str) -> list[str]:
    return [str(one.details["names"]) for one in roster.told if one.key == f"roster.told.{key}"]


@pytest.mark.parametrize(
    "header",
    [
        "Osallistutko etänä?",
        "Osallistun etänä",
        "Etänä",
        "Tarvitsetko etäyhteyden?",
        "Haluan etälinkin",
        "Etäosallistuminen",
        "Attending remotely?",
        "Will you attend online?",
        "Deltar du på distans?",
        "Tuletko paikalle vai etänä?",
    ],
)
@pytest.mark.parametrize(("yes", "no"), [("Kyllä", "En"), ("Yes", "No"), ("Ja", "Nej"), ("x", "-"), ("1", "0")])
def test_a_no_to_taking_part_remotely_is_the_room(tmp_path: Path, header: str, yes: str, no: str) -> None:
    """Who says yes is marked remote, who says no comes to the room, and nobody is left out."""
    roster = _roster(tmp_path, header, yes, no, "")
    assert [(one.name, one.remote) for one in roster.people] == [("Päivi", True), ("Pekka", False), ("Sini", False)]


@pytest.mark.parametrize("header", ["Paikan päällä?", "Osallistutko paikan päällä?", "In person?", "På plats?"])
def test_a_no_to_the_room_is_remote(tmp_path: Path, header: str) -> None:
    """Who is not in the room where that is asked takes part remotely."""
    roster = _roster(tmp_path, header, "Kyllä", "Ei", "x")
    assert [(one.name, one.remote) for one in roster.people] == [("Päivi", False), ("Pekka", True), ("Sini", False)]


@pytest.mark.parametrize("header", ["Tuletko paikalle vai etänä?", "Deltar du på plats eller på distans?"])
def test_a_no_to_every_way_leaves_out(tmp_path: Path, header: str) -> None:
    """Where others name the way, a no says that somebody does not come."""
    roster = _roster(tmp_path, header, "Paikalle", "Etänä", "En")
    assert [(one.name, one.remote) for one in roster.people] == [("Päivi", False), ("Pekka", True)]


@pytest.mark.parametrize(
    "header",
    [
        "Peruutan osallistumiseni",
        "Perun osallistumiseni",
        "Perunut",
        "Estynyt",
        "Poissa",
        "En pääse",
        "Jään pois",
        "Did you cancel?",
        "Cancelled",
        "Absent",
        "Not attending",
        "Avbokad",
        "Avböjt",
        "Frånvarande",
        "Jag avbokar",
    ],
)
@pytest.mark.parametrize(("yes", "no"), [("Kyllä", "Ei"), ("Yes", "No"), ("x", "-"), ("x", "Ei peruttu")])
def test_a_yes_to_staying_away_leaves_out(tmp_path: Path, header: str, yes: str, no: str) -> None:
    """A mark below a header of cancelling or being away leaves out and is told; a no and nothing do not."""
    roster = _roster(tmp_path, header, no, yes, "")
    assert [one.name for one in roster.people] == ["Päivi", "Sini"]
    assert [one.details["names"] for one in roster.told if one.key == "roster.told.cancelled"] == ["Pekka"]


@pytest.mark.parametrize("header", ["Anmäld", "Registered", "Ilmoittautunut", "Tulossa", "Kommer"])
def test_a_no_to_coming_leaves_out(tmp_path: Path, header: str) -> None:
    """A no below a header of being registered or coming leaves out and is told."""
    assert [one.name for one in _roster(tmp_path, header, "ja", "nej", "").people] == ["Päivi", "Sini"]


@pytest.mark.parametrize("header", ["Peruutusehdot hyväksytty", "Cancellation policy accepted", "Avbokningsvillkor"])
def test_who_agrees_to_terms_of_cancelling_comes(tmp_path: Path, header: str) -> None:
    """Terms are nobody's cancellation."""
    assert len(_roster(tmp_path, header, "Kyllä", "x", "ok").people) == 3


OPEN = """
Kiitos, ei ongelmaa|Enpä tiedä|Riippuu|Not possible|En tule yksin|Not all day
En vielä tiedä|En tiedä vielä pääsenkö|Ei ole ilmoittanut|Ei ole vielä vahvistanut|Ei ole vastannut|Ei tietoa
En osaa sanoa|En voi vielä sanoa|En usko|En taida päästä|Ei vielä|Ei, en tiedä vielä|Luultavasti ei
Todennäköisesti en|Ehkä en pääse|Tuskin|?|n/a|En koko aikaa|ei ihan alusta|En pääse ihan alusta|ei ennen seitsemää
Ei loppuun asti|Ei ongelmaa|Ei haittaa|ei estettä|Ei väliä|Ei ole esteitä|No problem|Not yet|Not sure yet
Not yet confirmed|Not the whole time|Probably not|I can't come before 7|No idea|inte än|Nej, inte ännu|Vet inte
Inte hela tiden|Kan inte komma före sju|Inga problem|Inga förhinder
"""
PLAIN = """
Sorry, no|Kiitos, ei|Valitettavasti, en|Ei lainkaan|En tuu|Nej det går inte|eipä
Ei|En|No|Nej|Ei kiitos|Ei, kiitos|En valitettavasti|Valitettavasti en|Valitettavasti en pääse|Unfortunately not
Tyvärr inte|Nej tack|En tule|En tule kokoukseen|En pääse tällä kertaa|Ei tulossa|En ole paikalla|Emme pääse
Ei onnistu|Ei 20.11.|En (matkoilla)|0|En, koko perhe sairaana|En pääse, koko perhe sairaana
En pääse, ehkä ensi kerralla|Not coming|No, I can't|Kan inte komma
"""


def _listed(words: str) -> list[str]:
    return [word for line in words.split("\n") for word in line.split("|") if word]


@pytest.mark.parametrize("header", ["Tuletko?", "Osallistuu", "Pääsetkö paikalle?"])
@pytest.mark.parametrize("answer", _listed(OPEN))
def test_what_is_no_plain_no_is_taken_and_told(tmp_path: Path, header: str, answer: str) -> None:
    """A no to knowing, to a part of the meeting or to any trouble leaves nobody out, and is told as it was written."""
    roster = _roster(tmp_path, header, "Kyllä", answer)
    assert [one.name for one in roster.people] == ["Päivi", "Pekka"]
    assert _told(roster, "unsure") == [f"Pekka ({header}: {answer})"]


@pytest.mark.parametrize("answer", _listed(PLAIN))
def test_a_plain_no_leaves_out(tmp_path: Path, answer: str) -> None:
    """A bare no, one to coming and one with courtesy or a reason behind it is a no."""
    roster = _roster(tmp_path, "Tuletko?", "Kyllä", answer)
    assert [one.name for one in roster.people] == ["Päivi"]
    assert _told(roster, "cancelled") == ["Pekka"]


@pytest.mark.parametrize(
    "answer", ["Kyllä, ei ongelmaa", "Tulen, en etänä", "Ei peruttu", "Paikan päällä (ei Teamsilla)"]
)
def test_a_no_behind_a_yes_is_not_told(tmp_path: Path, answer: str) -> None:
    """Who says yes comes, whatever else is denied."""
    assert not _roster(tmp_path, "Tuletko?", "Kyllä", answer).told


@pytest.mark.parametrize(
    ("header", "answer"),
    [("Peruttu", "ehkä"), ("Peruttu", "?"), ("Etänä?", "Ei koko aikaa"), ("Paikan päällä?", "En koko aikaa")],
)
def test_an_open_answer_to_another_question_is_told(tmp_path: Path, header: str, answer: str) -> None:
    """What says neither yes nor no to staying away or to a way of taking part is told as well."""
    roster = _roster(tmp_path, header, "", answer)
    assert [(one.name, one.remote) for one in roster.people] == [("Päivi", False), ("Pekka", False)]
    assert _told(roster, "unsure") == [f"Pekka ({header}: {answer})"]


@pytest.mark.parametrize(
    "header",
    [
        "Jos et pääse, kuka tulee tilalle?",
        "Jos et tule, kenet lähetät?",
        "Kuka tulee tilalle?",
        "Tilalle tulee",
        "If you can't attend, who will come instead?",
        "Om du inte kan komma, vem kommer i stället?",
    ],
)
def test_a_substitute_is_no_answer(tmp_path: Path, header: str) -> None:
    """Who comes in somebody's place is not whether they come: the column is told as unread."""
    roster = _roster(tmp_path, f"Tuletko?;{header}", "Kyllä;Ei ketään", "En;Tuula Aho")
    assert [one.name for one in roster.people] == ["Päivi"]
    assert roster.unread == (header,)


@pytest.mark.parametrize("header", ["Jos osallistut, tuletko etänä?", "If you can't attend, will you join online?"])
def test_a_question_behind_a_condition_is_read(tmp_path: Path, header: str) -> None:
    """A yes to what is asked behind `jos` is one to that alone."""
    roster = _roster(tmp_path, header, "Kyllä", "")
    assert [(one.name, one.remote) for one in roster.people] == [("Päivi", True), ("Pekka", False)]


@pytest.mark.parametrize(("answers", "unsure"), [(";x", ["Pekka (Osallistuu 7.12.: x)"]), ("x;x", []), (";", [])])
def test_coming_on_another_day_alone_is_told(tmp_path: Path, answers: str, unsure: list[str]) -> None:
    """Who answers for another day and not for that of the meeting comes in, and is told as unclear."""
    roster = _roster(tmp_path, "Osallistuu 25.11.;Osallistuu 7.12.", "x;", answers)
    assert [one.name for one in roster.people] == ["Päivi", "Pekka"]
    assert _told(roster, "unsure") == unsure

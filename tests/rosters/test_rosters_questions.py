"""Columns that ask of something else than the name and the coming: consent to a name, lunch, others, other days."""

from datetime import date
from pathlib import Path

import pytest

from kpfacil.storage.rosters import read_roster
from tests.rosters.test_rosters_real_lists import named, roster_of, told

MEETING = date(2026, 11, 25)


@pytest.mark.parametrize(
    "header",
    [
        "Saako nimesi julkaista?",
        "Suostun, että nimeni näkyy muistiossa",
        "I agree that my name is published",
        "Nimeni saa julkaista",
        "Haluatko nimesi nimilappuun?",
        "Oletko yhdistyksesi nimetty edustaja?",
        "Saako sinut mainita nimeltä",
        "Lupa nimen julkaisuun",
        "May we publish your name?",
        "Do you want a name tag?",
        "Consent to publish name",
        "Får ditt namn publiceras?",
        "Jag godkänner att mitt namn syns",
        "Vill du ha en namnskylt?",
        "Nimi",
        "Osallistujan nimi",
    ],
)
@pytest.mark.parametrize(("yes", "no"), [("Kyllä", "Ei"), ("Yes", "No"), ("Ja", "Nej"), ("Kyllä, saa julkaista", "En")])
def test_a_yes_to_a_name_is_nobodys(tmp_path: Path, header: str, yes: str, no: str) -> None:
    """Whether a name may be shown is asked beside it, and nobody is called by the answer or left out for it."""
    rows = f"Liisa;Mäkinen;Martat;{yes}\nPekka;Virtanen;Srk;{no}\n"
    people = ["Liisa Mäkinen / Martat", "Pekka Virtanen / Srk"]
    assert named(roster_of(tmp_path, f"Etunimi;Sukunimi;Taho;{header}\n{rows}")) == people


def test_a_yes_to_a_party_is_none(tmp_path: Path) -> None:
    """A column that asks of the party with a yes or a no holds none, where the party's own is empty too."""
    roster = roster_of(tmp_path, "Nimi;Taho;Saako tahosi mainita?\nLiisa Mäkinen;Martat;Kyllä\nPekka Virtanen;;Ei\n")
    assert named(roster) == ["Liisa Mäkinen / Martat", "Pekka Virtanen"]


@pytest.mark.parametrize(
    "header",
    ["Middle Name", "Toinen nimi", "Mellannamn", "Nickname", "Lempinimi", "Käyttäjänimi", "Lähiesimiehen nimi"],
)
def test_first_and_last_names_go_before_another(tmp_path: Path, header: str) -> None:
    """A middle name, a nickname or a superior's name is not what somebody with a first and a last one is called."""
    roster = roster_of(tmp_path, f"Etunimi;{header};Sukunimi;Taho\nLiisa;Maria;Mäkinen;Martat\nPekka;;Virtanen;Srk\n")
    assert named(roster) == ["Liisa Mäkinen / Martat", "Pekka Virtanen / Srk"]


@pytest.mark.parametrize(
    "header", ["Mikä on nimesi?", "Nimesi?", "What is your name?", "Vad heter du (namn)?", "Koko nimi"]
)
def test_a_question_for_the_name_is_answered_by_it(tmp_path: Path, header: str) -> None:
    """A question that no yes or no answers holds the names."""
    assert named(roster_of(tmp_path, f"{header};Taho\nLiisa Mäkinen;Martat\n")) == ["Liisa Mäkinen / Martat"]


@pytest.mark.parametrize(
    ("header", "answer"),
    [
        ("Osallistun lounaalle", "En"),
        ("Attending dinner", "No"),
        ("Tuletko bussilla?", "Ei"),
        ("Tuleeko muita mukaan?", "Ei ketään"),
        ("Keitä muita tulee mukaasi (nimet)?", "Ei muita"),
        ("Poissa töistä?", "kyllä"),
        ("Onko sinulla esteitä (esteettömyys)?", "Pyörätuoli"),
        ("Osallistutko saunailtaan?", "En osallistu"),
        ("Tulen kirkkokahville", "Peruttu"),
        ("Will you attend the evening party?", "No"),
        ("Deltar du i middagen?", "Nej"),
        ("Kommer du med buss?", "Nej"),
        ("Osallistuminen edelliseen tapaamiseen", "Ei"),
        ("Osallistuminen 24.9.", "ei"),
        ("Osallistuminen syyskuussa", "ei"),
        ("Attending 24/9/2026", "No"),
        ("Maksun tila", "Ei maksettu"),
        ("Membership status", "Expired"),
        ("Jäsenyyden tila", "ei"),
        ("Läsnäolo", "0"),
        ("Tuletko Himokselle?", "En"),
        ("Lounas", "Ei"),
        ("Tarvitsetko avustajaa?", "ei"),
    ],
)
def test_a_no_to_something_else_leaves_nobody_out(tmp_path: Path, header: str, answer: str) -> None:
    """Lunch, the bus, others, work, an earlier day or a place that may be any are not this meeting."""
    rows = f"Liisa Mäkinen;Martat;Kyllä;{answer}\nPekka Virtanen;Srk;En;kyllä\n"
    roster = roster_of(tmp_path, f"Nimi;Taho;Tuletko mukaan?;{header}\n{rows}", day=MEETING)
    assert named(roster) == ["Liisa Mäkinen / Martat"]
    assert told(roster, "cancelled") == "Pekka Virtanen"


@pytest.mark.parametrize(
    ("header", "answer"),
    [
        ("Osallistuminen 24.9.", "ei"),
        ("Tuletko Himokselle?", "En"),
        ("Läsnäolo", "poissa"),
        ("Onko sinulla esteitä?", "Pyörätuoli"),
        ("Osallistutko kokoukseen ja lounaalle?", "En"),
        ("Huom", "perui lounaan"),
        ("Tila", "Kutsuttu, ei vastannut"),
        ("Response", "Tentative"),
        ("Status", "pending approval"),
    ],
)
def test_what_is_not_clear_is_told(tmp_path: Path, header: str, answer: str) -> None:
    """Where it is not clear whether somebody stays away they come in, and what they answered is told."""
    roster = roster_of(tmp_path, f"Nimi;Taho;{header}\nPekka Virtanen;Srk;{answer}\n", day=MEETING)
    assert named(roster) == ["Pekka Virtanen / Srk"]
    assert told(roster, "unsure") == f"Pekka Virtanen ({header}: {answer})"


@pytest.mark.parametrize(
    ("header", "answer"),
    [
        ("Vastaus", "Kieltäytynyt"),
        ("Vastaus", "Hylätty"),
        ("Vastaus", "Kieltäytyi 20.11."),
        ("Response", "Declined"),
        ("Svar", "Avböjd"),
        ("Svar", "Tackat nej"),
        ("Approval Status", "denied"),
        ("Approval Status", "cancelled by self"),
        ("Osallistujan tila", "Kieltäytynyt"),
        ("Ilmoittautumisen tila", "Peruutti osallistumisensa"),
        ("Huom", "peruutti"),
        ("Huom", "Perunut 20.11."),
        ("Lisätietoja", "estynyt"),
        ("Läsnäolo", "estynyt"),
        ("Osallistuminen 25.11.", "ei"),
        ("Osallistuminen ke 25.11.2026 klo 17", "ei"),
        ("Attending 11/25/2026", "No"),
        ("Tuletko kumppanuuspöytään?", "En tule"),
        ("Osallistutko tilaisuuteen?", "Ei, valitettavasti"),
        ("Pääsetkö paikalle?", "En pääse"),
        ("Can you make it to the meeting?", "No"),
        ("Kommer du till mötet?", "Nej"),
    ],
)
def test_who_declined_stays_away(tmp_path: Path, header: str, answer: str) -> None:
    """The words of Outlook, Zoom, Lyyti and people for a no are known in three languages, a date behind or not."""
    rows = f"Liisa Mäkinen;Martat;\nPekka Virtanen;Srk;{answer}\n"
    roster = roster_of(tmp_path, f"Nimi;Taho;{header}\n{rows}", day=MEETING)
    assert named(roster) == ["Liisa Mäkinen / Martat"]
    assert told(roster, "cancelled") == "Pekka Virtanen"


@pytest.mark.parametrize(
    ("header", "answer", "remote"),
    [
        ("Osallistuminen", "kyllä, etänä", True),
        ("Osallistuminen", "Osallistun etäyhteydellä (Teams)", True),
        ("Läsnäolo", "etäyhteydellä", True),
        ("Läsnä", "etänä", True),
        ("Tuletko?", "En pääse paikan päälle, osallistun etänä", True),
        ("Attending", "Yes - online", True),
        ("Deltar", "Ja, på distans", True),
        ("Osallistumistapa", "Ei, paikan päällä", False),
        ("Osallistutko etänä?", "Ei, vaan paikalla", False),
        ("Way of taking part (attendance)", "No, in person", False),
        ("Osallistumistapa", "Paikan päällä (ei Teamsilla)", False),
        ("Osallistumistapa", "Paikan päällä, en etänä", False),
        ("Osallistuminen", "Paikan päällä, varalla Teams", False),
    ],
)
def test_the_way_is_found_anywhere_in_an_answer(tmp_path: Path, header: str, answer: str, *, remote: bool) -> None:
    """A yes before it, a no to the other way and a reserve behind it do not hide how somebody comes."""
    (person,) = roster_of(tmp_path, f"Nimi;Taho;{header}\nPekka Virtanen;Srk;{answer}\n").people
    assert person.remote is remote


def test_unread_columns_without_headers_are_told_by_their_letters(tmp_path: Path) -> None:
    """Where somebody told the names' column of a list without headers, the others that hold anything are named."""
    path = tmp_path / "lista.csv"
    path.write_text("Liisa Mäki;;OK\nOlli Oja;;OK\n", encoding="utf-8")
    assert read_roster(path, {"name": "A", "party": "-"}).unread == ("C",)

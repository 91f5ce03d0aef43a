"""Columns that ask of something else than the name and the coming: consent to a name, lunch, others, other days."""

from pathlib import Path

import pytest

from tests.rosters.test_rosters_real_lists import named, roster_of


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

"""Which column of a list holds the parties, and which row its headers, where one word could mislead."""

from pathlib import Path

import pytest

from kpfacil.storage.content import load_texts
from kpfacil.storage.files import StorageError
from kpfacil.storage.rosters import Unclear, read_roster


def _list(folder: Path, *rows: str) -> Path:
    path = folder / "lista.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "header",
    [
        "Minkä yhteisön edustajana osallistut?",
        "Järjestö, jonka puolesta tulen",
        "Kenen puolesta osallistut?",
        "Minkä tahon edustajana tulet paikalle?",
        "Osallistun yhdistyksen edustajana (yhdistyksen nimi)",
        "Vilken organisation deltar du för?",
        "Vilken förening kommer du från?",
        "På vems vägnar deltar du?",
        "Deltar för följande organisation",
        "On behalf of which organisation will you attend?",
        "Which organisation are you attending for?",
        "Who will you represent when attending?",
    ],
)
def test_a_word_for_a_party_goes_before_one_of_coming(tmp_path: Path, header: str) -> None:
    """Whom somebody comes for is the party, in three languages, and nobody comes in without it."""
    roster = read_roster(_list(tmp_path, f"Nimi;{header}", "Päivi Oja;Martat", "Pekka Salo;Kylätoimikunta"))
    assert [(one.name, one.party) for one in roster.people] == [
        ("Päivi Oja", "Martat"),
        ("Pekka Salo", "Kylätoimikunta"),
    ]
    assert roster.told == ()


@pytest.mark.parametrize(
    "header", ["Osallistuuko yhdistyksenne?", "Deltar er förening?", "Is your organisation attending?"]
)
def test_a_yes_and_a_no_are_no_parties(tmp_path: Path, header: str) -> None:
    """A header that asks of a party whether it comes has answers below it, and who answers no does not come."""
    rows = ("Päivi Oja;Martat;Kyllä", "Pekka Salo;Lions;Ei", "Aino Ek;4H;ja")
    roster = read_roster(_list(tmp_path, f"Nimi;Taho;{header}", *rows))
    assert [(one.name, one.party) for one in roster.people] == [("Päivi Oja", "Martat"), ("Aino Ek", "4H")]


@pytest.mark.parametrize(
    "header",
    ["Status", "Osallistumistapa", "Tilaisuuden aika", "Lisätieto", "Osallistujaporukka", "Miten tulet?", "Hur?"],
)
def test_nobody_loses_a_party_that_a_column_may_hold(tmp_path: Path, header: str) -> None:
    """Where associations and offices stand in a column that says something else, it is asked which has the parties."""
    with pytest.raises(Unclear) as caught:
        read_roster(_list(tmp_path, f"Nimi;{header}", "Päivi Oja;Asukastupa ry", "Pekka Salo;Kylätoimikunta"))
    assert caught.value.wanted == "party"


@pytest.mark.parametrize(
    "rows",
    [
        ("Matti Meikäläinen;Kylä;puheenjohtaja", "Teija Tuisku;Kirkko;sihteeri", "Pentti Oja;Kunta;jäsen"),
        ("Pentti Oja;Kunta;jäsen", "Matti Meikäläinen;Kylä;puheenjohtaja", "Teija Tuisku;Kirkko;sihteeri"),
        ("Pentti Oja;Kunta;deltagare", "Matti Meikäläinen;Kylä;", "Teija Tuisku;Kirkko;"),
        ("Pentti Oja;Kunta;member",),
        ("Qwer Zxcv;Kylä;jäsen", "Asdf Poiu;Kirkko;jäsen"),
        ("Qwer Zxcv;Kylä;", "Asdf Poiu;Kirkko;medlem", "Zxcv Uiop;Kunta;participant"),
        ("Qwer Zxcv;Kylä;osallistuja", "Asdf Poiu;Kirkko;"),
        ("jäsen;Pentti Oja;Kunta", "sihteeri;Teija Tuisku;Kirkko"),
        ("Pentti Oja;Kylän yhdistys;jäsen", "Teija Tuisku;Kirkko;sihteeri"),
    ],
)
def test_a_person_is_no_header(tmp_path: Path, rows: tuple[str, ...]) -> None:
    """A row with somebody who is called a member is none, wherever it stands: the header row is missing."""
    with pytest.raises(Unclear) as caught:
        read_roster(_list(tmp_path, *rows))
    assert "otsikkorivi puuttuu" in caught.value.sentences(load_texts("fi"))[0]


@pytest.mark.parametrize("header", ["Jäsen;Taho", "Deltagare;Organisation", "Participant;Organisation;Parking Needed"])
def test_a_header_may_call_them_members(tmp_path: Path, header: str) -> None:
    """The same word above names is their header."""
    roster = read_roster(_list(tmp_path, header, "Jäsenet;", "Pentti Oja;Kunta"))
    assert [(one.name, one.party) for one in roster.people] == [("Pentti Oja", "Kunta")]


@pytest.mark.parametrize("rows", [("Nimi;Taho",), ("Nimi;Taho", "Yhteensä;0")])
@pytest.mark.parametrize("language", ["fi", "en"])
def test_a_list_of_nobody_is_refused(tmp_path: Path, rows: tuple[str, ...], language: str) -> None:
    """Where nobody comes in from a list it is said, and nothing is prepared without people."""
    with pytest.raises(StorageError) as caught:
        read_roster(_list(tmp_path, *rows))
    assert caught.value.key == "roster.nobody"
    assert "lista.csv" in caught.value.sentences(load_texts(language))[0]


@pytest.mark.parametrize("header", ["Taho", "Yhdistyksen nimi", "Organisation"])
def test_a_party_may_be_called_by_a_letter(tmp_path: Path, header: str) -> None:
    """X and Y below a header of parties are parties, not marks."""
    roster = read_roster(_list(tmp_path, f"Nimi;{header}", "Päivi Oja;X", "Pekka Salo;Y"))
    assert [one.party for one in roster.people] == ["X", "Y"]

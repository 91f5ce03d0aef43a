"""What a row takes from those above it: headings that are parties, and ditto marks."""

from pathlib import Path

import pytest

from kpfacil.storage.files import StorageError
from tests.rosters.test_rosters_real_lists import named, roster_of, told


@pytest.mark.parametrize(
    ("rows", "people"),
    [
        (
            "MARTAT RY;\nLiisa Mäkinen;\nToivo Lahti;\nSRK;\nPekka Virtanen;\n",
            ["Liisa Mäkinen / MARTAT RY", "Toivo Lahti / MARTAT RY", "Pekka Virtanen / SRK"],
        ),
        (
            "MLL;\nLiisa Mäkinen;\nKylän vanhimmat:;\nAbdirahman Cali;\n4H;\nPekka Virtanen;\n",
            ["Liisa Mäkinen / MLL", "Abdirahman Cali / Kylän vanhimmat", "Pekka Virtanen / 4H"],
        ),
        (
            "Kyläyhdistys:;\nLiisa Mäkinen;\nJämsän seurakunta;\nPekka Virtanen;\n",
            ["Liisa Mäkinen / Kyläyhdistys", "Pekka Virtanen / Jämsän seurakunta"],
        ),
        (
            "Kylä;\nLiisa Mäkinen;\nToivo Lahti;\nNuoret;\nPekka Virtanen;\n",
            ["Liisa Mäkinen / Kylä", "Toivo Lahti / Kylä", "Pekka Virtanen / Nuoret"],
        ),
        (
            ";Martat ry\nLiisa Mäkinen;\nToivo Lahti;\n;Seurakunta\nPekka Virtanen;\n",
            ["Liisa Mäkinen / Martat ry", "Toivo Lahti / Martat ry", "Pekka Virtanen / Seurakunta"],
        ),
        (
            "Martat ry;\nJäsenet;\nLiisa Mäkinen;\nAsiantuntijat;\nPekka Virtanen;\n",
            ["Liisa Mäkinen / Martat ry", "Pekka Virtanen"],
        ),
        (
            "Martat ry;\nLiisa Mäkinen;\nToivo Lahti;Lions\nKaitsu;\n",
            ["Liisa Mäkinen / Martat ry", "Toivo Lahti / Lions", "Kaitsu / Martat ry"],
        ),
        ("Martat ry;\nLiisa Mäkinen;\nPeruneet;\nPekka Virtanen;\n", ["Liisa Mäkinen / Martat ry"]),
        (
            "Lions rf;\nBjörn Öberg;\nByns förening;\nSiv Lind;\n",
            ["Björn Öberg / Lions rf", "Siv Lind / Byns förening"],
        ),
        ("Liisa Mäkinen;Martat\nKaitsu;\nPekka Virtanen;\n", ["Liisa Mäkinen / Martat", "Kaitsu", "Pekka Virtanen"]),
        ("LIISA MÄKINEN;\nKAITSU;\nPEKKA VIRTANEN;\n", ["LIISA MÄKINEN", "KAITSU", "PEKKA VIRTANEN"]),
        ("Kaitsu;\nPekka Virtanen;\nAino Ilo;\n", ["Kaitsu", "Pekka Virtanen", "Aino Ilo"]),
    ],
)
def test_parties_between_people_are_theirs(tmp_path: Path, rows: str, people: list[str]) -> None:
    """A row that names a party heads the people below it; a name of one word is somebody where nothing shows that."""
    assert named(roster_of(tmp_path, f"Nimi;Taho\n{rows}")) == people


def test_headings_that_are_parties_are_told(tmp_path: Path) -> None:
    """Which headings were read as parties is said; a body alone between people with parties of theirs is nobody."""
    roster = roster_of(tmp_path, "Nimi\nMLL\nLiisa Mäkinen\nSRK\nPekka Virtanen\n")
    assert told(roster, "groups") == "MLL, SRK"
    roster = roster_of(tmp_path, "Nimi;Taho\nLiisa Mäkinen;Martat\nSeurakunta;\nPekka Virtanen;Srk\n")
    assert named(roster) == ["Liisa Mäkinen / Martat", "Pekka Virtanen / Srk"]
    assert told(roster, "groups") == "Seurakunta"


@pytest.mark.parametrize("name", ["Jämsän Yrittäjät", "Kylän väki", "Abdirahmanin Cali"])
def test_what_may_be_a_party_or_somebody_refuses_its_row(tmp_path: Path, name: str) -> None:
    """Between headings that are parties a row without a known first name is not guessed, with its line."""
    roster = roster_of(tmp_path, f"Nimi;Taho\nMLL;\nLiisa Mäkinen;\n{name};\nPekka Virtanen;\nSrk ry;\nAino Ilo;\n")
    assert [(fault.key, fault.line) for fault in roster.refused] == [("roster.group-or-person", 4)]


@pytest.mark.parametrize(
    "mark",
    [
        '-"-',
        '"',
        "''",
        "〃",
        "”",
        '- " -',
        "sama",
        "Sama kuin yllä",
        "ks. yllä",
        "ditto",
        "samma",
        "same as above",
        ",,",
    ],
)
def test_ditto_marks_are_filled(tmp_path: Path, mark: str) -> None:
    """Every way of writing that the row has what stands above it is filled from there, and told."""
    rows = f"Liisa Mäkinen;Martat\nToivo Lahti;{mark}\nAino Ilo;{mark}\nPekka Virtanen;Srk\nVille Vuo;{mark}\n"
    roster = roster_of(tmp_path, f"Nimi;Taho\n{rows}")
    assert [one.party for one in roster.people] == ["Martat", "Martat", "Martat", "Srk", "Srk"]
    assert told(roster, "ditto") == "Toivo Lahti, Aino Ilo, Ville Vuo"


def test_a_ditto_mark_with_nothing_above_is_no_party(tmp_path: Path) -> None:
    """The first row has nothing to take."""
    assert named(roster_of(tmp_path, 'Nimi;Taho\nLiisa Mäkinen;-"-\nToivo Lahti;Martat\n'))[0] == "Liisa Mäkinen"


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ('Liisa Mäkinen;"Martat\nToivo Lahti;Lions\nAino Ilo;4H\n', "2"),
        ('Liisa Mäkinen;"Martat\nToivo Lahti;"Lions"\nAino Ilo;4H\n', "2"),
        ('Aino Ilo;4H\nLiisa Mäkinen;"Martat\nToivo Lahti;Lions\nPekka Salo;Srk\nOili Oja;"MLL"\n', "3"),
    ],
)
def test_a_quote_that_swallows_others_is_refused(tmp_path: Path, rows: str, line: str) -> None:
    """A quote that is never closed, or closed by another's, is told with its line, and no row goes into another's."""
    with pytest.raises(StorageError) as caught:
        roster_of(tmp_path, f"Nimi;Taho\n{rows}")
    assert (caught.value.key, caught.value.sentence.details["line"]) == ("roster.not-csv", line)


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ('"Liisa\nMäkinen";Martat\n', ["Liisa Mäkinen"]),
        ('"\nLiisa Mäkinen";Martat\n', ["Liisa Mäkinen"]),
        ('"Liisa ""Lissu"" Mäkinen";"Martat; Jämsä"\n', ['Liisa "Lissu" Mäkinen']),
        ('Liisa "Lissu" Mäkinen;Martat\n', ['Liisa "Lissu" Mäkinen']),
        ('Liisa Mäkinen;"Kylä\nja; kirkko"\nAino Ilo;""\n', ["Liisa Mäkinen", "Aino Ilo"]),
    ],
)
def test_quotes_that_are_meant_stay(tmp_path: Path, rows: str, names: list[str]) -> None:
    """Line breaks, separators and quotes within quotes, and quotes within words are as they were."""
    assert [one.name for one in roster_of(tmp_path, f"Nimi;Taho\n{rows}").people] == names


@pytest.mark.parametrize("row", ["2;;Srk", "2.;;Srk", "2;-;Srk", "2;?;Srk"])
def test_a_numbered_row_without_a_name_is_a_free_seat(tmp_path: Path, row: str) -> None:
    """It is left out and told by its party; a row with somebody's own address is not, but refused."""
    roster = roster_of(tmp_path, f"Nro;Nimi;Taho\n1;Liisa Mäkinen;Martat\n{row}\n3;;\n")
    assert (named(roster), roster.refused) == (["Liisa Mäkinen / Martat"], ())
    assert told(roster, "vacant") == "Srk"
    refused = roster_of(tmp_path, "Nro;Nimi;Taho;Sähköposti\n1;Liisa Mäkinen;Martat;\n2;;Srk;p@x.fi\n").refused
    assert [(fault.key, fault.line) for fault in refused] == [("roster.no-name", 3)]

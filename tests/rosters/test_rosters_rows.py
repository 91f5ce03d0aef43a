"""Rows of lists of people: who comes, who is left out, and how a cell's words become names."""

from pathlib import Path

import pytest

from kpfacil.rosters.people import PeopleList
from kpfacil.storage.files import StorageError
from kpfacil.storage.rosters import read_roster
from tests.rosters.sheets import LISTS


def roster_of(folder: Path, text: str) -> PeopleList:
    """Return what a list of these lines holds."""
    path = folder / "lista.csv"
    path.write_text(text, encoding="utf-8")
    return read_roster(path)


def told(roster: PeopleList) -> dict[str, str]:
    """Return what was told, by the last part of its key."""
    return {one.key.rpartition(".")[2]: str(one.details.get("names", "")) for one in roster.told}


@pytest.mark.parametrize(
    ("cell", "names", "dropped"),
    [
        ("FM Matti Virtanen", ["Matti Virtanen"], "FM (Matti Virtanen)"),
        ("Matti Virtanen FM", ["Matti Virtanen"], "FM (Matti Virtanen)"),
        ("Prof. em. Olli Kuusi", ["Olli Kuusi"], "Prof. (Olli Kuusi), em. (Olli Kuusi)"),
        ("Tri Liisa Laine", ["Liisa Laine"], "Tri (Liisa Laine)"),
        ("kirkkoherra Heikki Aho", ["Heikki Aho"], "kirkkoherra (Heikki Aho)"),
        (
            "va. toiminnanjohtaja Pekka Kallio",
            ["Pekka Kallio"],
            "va. (Pekka Kallio), toiminnanjohtaja (Pekka Kallio)",
        ),
        ("Anna Laine, FT, dosentti", ["Anna Laine"], "FT (Anna Laine), dosentti (Anna Laine)"),
        ("Sini Hakala (Guest)", ["Sini Hakala"], "Guest (Sini Hakala)"),
        ("TkT, dosentti Anna Laine", ["Anna Laine"], "TkT (Anna Laine), dosentti (Anna Laine)"),
        ("arkkitehti Olli Kuusi", ["Olli Kuusi"], "arkkitehti (Olli Kuusi)"),
        ("1. Sini Hakala", ["Sini Hakala"], ""),
        ("Ma Wei", ["Ma Wei"], ""),
        ("inka-maria sjöström", ["inka-maria sjöström"], ""),
        ("Jörgen af Åkerblom", ["Jörgen af Åkerblom"], ""),
        ("Pate (Pekka Kallio)", ["Pate (Pekka Kallio)"], ""),
        ("Matti ja Maija Meikäläinen", ["Matti Meikäläinen", "Maija Meikäläinen"], ""),
        ("Pekka Kallio & Sini Hakala", ["Pekka Kallio", "Sini Hakala"], ""),
        ("Pekka Kallio, Sini Hakala", ["Pekka Kallio", "Sini Hakala"], ""),
        ('"Aino Lehto\nEsko Lehto"', ["Aino Lehto", "Esko Lehto"], ""),
        ("Liisa (ent. Mäki) Laine", ["Liisa Laine"], "ent. Mäki (Liisa Laine)"),
    ],
)
def test_a_cell_gives_names_without_what_stands_beside_them(
    tmp_path: Path, cell: str, names: list[str], dropped: str
) -> None:
    """Titles, numbers and a meeting tool's own words go and are told; two people in a cell are two."""
    cell = cell if cell.startswith('"') else f'"{cell}"'
    roster = roster_of(tmp_path, f"Nimi;Taho\n{cell};Martat\n")
    assert [one.name for one in roster.people] == names
    assert told(roster).get("titles", "") == dropped


@pytest.mark.parametrize(
    ("cell", "party"),
    [
        ("Päivi Töyrylä (Martat ry)", "Martat ry"),
        ("Päivi Töyrylä - Martat ry", "Martat ry"),
        ("Päivi Töyrylä / Jämsän kaupunki", "Jämsän kaupunki"),
        ('"Päivi Töyrylä, Kuoreveden kylätoimikunta"', "Kuoreveden kylätoimikunta"),
        ("Päivi Töyrylä (Nuorten ja vanhojen liitto)", "Nuorten ja vanhojen liitto"),
    ],
)
def test_a_party_beside_the_name_is_taken(tmp_path: Path, cell: str, party: str) -> None:
    """What names a body beside a person is the party where the list tells no other."""
    (person,) = roster_of(tmp_path, f"Nimi\n{cell}\n" if cell[0] == '"' else f"Nimi;Puhelin\n{cell};050\n").people
    assert (person.name, person.party) == ("Päivi Töyrylä", party)


def test_a_role_beside_the_name_is_a_role(tmp_path: Path) -> None:
    """A role that stands where a title would is the person's role."""
    roster = roster_of(tmp_path, 'Nimi;Taho\n"Hanna Holm, puheenjohtaja";Martat\nsihteeri Olli Aho;4H\n')
    assert [(one.name, one.roles) for one in roster.people] == [
        ("Hanna Holm", ("chair",)),
        ("Olli Aho", ("secretary",)),
    ]


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (["Töyrylä Päivi", "Kallio Pekka"], ["Päivi Töyrylä", "Pekka Kallio"]),
        (["Töyrylä Päivi", "Pekka Kallio"], ["Töyrylä Päivi", "Pekka Kallio"]),
        (["Töyrylä Päivi", "Qwer Zxcv"], ["Töyrylä Päivi", "Qwer Zxcv"]),
        (["Åkerblom, Jörgen", "Pekka Kallio"], ["Jörgen Åkerblom", "Pekka Kallio"]),
        (["von der Goltz, Liisa", "Länsman Máret Ánne"], ["Liisa von der Goltz", "Máret Ánne Länsman"]),
        (["Virtanen, Qwer", "Pekka Kallio"], ["Virtanen, Qwer", "Pekka Kallio"]),
    ],
)
def test_names_are_turned_only_where_it_is_shown(tmp_path: Path, rows: list[str], names: list[str]) -> None:
    """Surnames first are turned round where every row shows it, or a comma before a first name does."""
    body = "".join(f'"{row}";Martat\n' for row in rows)
    assert [one.name for one in roster_of(tmp_path, f"Nimi;Taho\n{body}").people] == names


def test_a_header_may_tell_that_the_surname_is_first(tmp_path: Path) -> None:
    """Under `Sukunimi ja etunimi` every name is turned, known or not."""
    roster = roster_of(tmp_path, "Sukunimi ja etunimi;Taho\nQwer Zxcv;Martat\nKaitsu;4H\n")
    assert [one.name for one in roster.people] == ["Zxcv Qwer", "Kaitsu"]


def test_one_person_comes_once(tmp_path: Path) -> None:
    """Case, spaces and the way letters are composed make nobody two; another party does, and what rows add is kept."""
    lines = "päivi  töyrylä;martat;\nPäivi Töyrylä;Martat;sihteeri\nPa\u0308ivi To\u0308yryla\u0308;;\n"
    roster = roster_of(tmp_path, f"Nimi;Taho;Rooli\n{lines}Matti;A;\nMatti;B;\nPekka;;\nPekka;4H;\nPekka;Martat;\n")
    assert [(one.name, one.party) for one in roster.people] == [
        ("päivi töyrylä", "martat"),
        ("Matti", "A"),
        ("Matti", "B"),
        ("Pekka", "4H"),
        ("Pekka", "Martat"),
    ]
    assert roster.people[0].roles == ("secretary",)
    assert told(roster)["twice"] == "Päivi Töyrylä, Pekka"


def test_other_ids_are_other_people(tmp_path: Path) -> None:
    """Two of one name and party with ids of their own are two."""
    roster = roster_of(tmp_path, "Nimi;Taho;Tunnus\nMatti;A;matti1\nMatti;A;matti2\n")
    assert [one.handle for one in roster.people] == ["matti1", "matti2"]


def test_numbers_are_no_ids(tmp_path: Path) -> None:
    """A form's running numbers under `Tunnus` are nobody's id, and its own anonymous name gives way to the answer."""
    rows = "1;1.1.2026;anonymous;Päivi Töyrylä;Martat\n2;1.1.2026;;Pekka Kallio;4H\n"
    roster = roster_of(tmp_path, f"Tunnus;Alkamisaika;Nimi;Nimi2;Organisaatio jota edustat\n{rows}")
    assert [(one.name, one.handle) for one in roster.people] == [("Päivi Töyrylä", ""), ("Pekka Kallio", "")]


ANSWERS = [line.split(";") for line in (LISTS / "answers.csv").read_text("utf-8").splitlines()[1:]]
HEADERS = (LISTS / "answer-headers.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("header", HEADERS)
def test_who_does_not_come_is_left_out(tmp_path: Path, header: str) -> None:
    """Those who declined are not taken but named, whatever the column of answers is called."""
    roster = roster_of(tmp_path, f"Nimi;Taho;{header}\nPäivi;Martat;kyllä\nPekka;4H;Nej\nSini (peruttu);4H;\n")
    assert [one.name for one in roster.people] == ["Päivi"]
    assert told(roster)["cancelled"] == "Pekka, Sini"


@pytest.mark.parametrize(("answer", "comes"), ANSWERS)
def test_answers_are_understood(tmp_path: Path, answer: str, comes: str) -> None:
    """A no in three languages, a cancellation and an absence leave out; a perhaps and no answer yet do not."""
    roster = roster_of(tmp_path, f"Nimi;Taho;Tila\nPäivi;Martat;kyllä\nPekka;4H;{answer}\n")
    assert ("Pekka" in [one.name for one in roster.people]) == (comes == "kyllä")
    assert told(roster).get("cancelled", "") == ("" if comes == "kyllä" else "Pekka")


def test_every_column_of_answers_counts(tmp_path: Path) -> None:
    """Somebody confirmed who has a mark under `Peruttu` does not come; who is away in a column of remarks does."""
    text = "Nimi;Taho;Status;Peruttu;Lisätieto\nA Oja;X;Confirmed;x;\nB Oja;X;Confirmed;;poissa klo 18\n"
    assert [one.name for one in roster_of(tmp_path, text).people] == ["B Oja"]


def test_a_cancelled_row_is_seen_in_any_column(tmp_path: Path) -> None:
    """A cell that says nothing but `Peruttu` cancels its row, whatever its column is called."""
    assert [one.name for one in roster_of(tmp_path, "Nimi;Taho;Lisätieto\nA;X;Peruttu\nB;Y;\n").people] == ["B"]


def test_the_way_of_taking_part_is_taken(tmp_path: Path) -> None:
    """Who answers that they take part remotely is marked so."""
    roster = roster_of(tmp_path, "Nimi;Taho;Osallistumistapa\nPäivi;Martat;Etänä (Teams)\nPekka;4H;Paikan päällä\n")
    assert [(one.name, one.remote) for one in roster.people] == [("Päivi", True), ("Pekka", False)]


def test_sums_are_left_out_and_people_of_such_names_are_not(tmp_path: Path) -> None:
    """Rows of sums are told and left out; Kalle Summa stays."""
    rows = ";Yht. 1;\nYhteensä;;1\nOsallistujia yhteensä: 5;;\n;Summa Kalle;X\n"
    roster = roster_of(tmp_path, f"Nro;Nimi;Taho\n1;Päivi;X\n{rows}")
    assert [one.name for one in roster.people] == ["Päivi", "Summa Kalle"]
    assert told(roster)["sums"] == "Yht. 1, Yhteensä, Osallistujia yhteensä: 5"


def test_headers_may_stand_again(tmp_path: Path) -> None:
    """A second table below the first is read by its own headers, and a title above it is nobody."""
    roster = roster_of(tmp_path, "Nimi;Taho\nPäivi;Martat\n\nKunta;\nTaho;Nimi\nJämsä;Pekka\n")
    assert [(one.name, one.party) for one in roster.people] == [("Päivi", "Martat"), ("Pekka", "Jämsä")]
    again = roster_of(tmp_path, "Nimi;Taho\nPäivi;Martat\n\nKunta;\nNimi;Rooli\nPekka;sihteeri\n")
    assert [(one.name, one.roles) for one in again.people] == [("Päivi", ()), ("Pekka", ("secretary",))]


def test_the_separator_is_that_of_the_headers(tmp_path: Path) -> None:
    """Commas in a title above the table do not make it a list of commas."""
    roster = roster_of(tmp_path, "Kokous 25.11.2026, klo 17, kirjasto, Jämsä\n\nNimi;Taho\nPäivi;Martat\n")
    assert [(one.name, one.line) for one in roster.people] == [("Päivi", 4)]


def test_parties_may_stand_in_several_columns(tmp_path: Path) -> None:
    """Where one column of parties is empty the next one tells."""
    roster = roster_of(tmp_path, "Nimi;Yhdistys;Yritys / muu yhteisö\nPäivi;Martat;\nPekka;;Oy Ab\n")
    assert [one.party for one in roster.people] == ["Martat", "Oy Ab"]


@pytest.mark.parametrize(
    ("header", "rows", "chosen", "party"),
    [
        ("Nimi;Porukka", "Päivi;Martat", "B", "Martat"),
        ("Nimi;Kotikunta;Puhelin", "Päivi;Jämsä;050", "Kotikunta", "Jämsä"),
        ("Nimi;;Puhelin", "Päivi;Martat;050", "2", "Martat"),
        ("Nimi;Nimi ja taho", "Päivi;Martat", "-", ""),
    ],
)
def test_nobody_loses_a_party_in_silence(tmp_path: Path, header: str, rows: str, chosen: str, party: str) -> None:
    """Where a column may hold the parties and no word tells it, the list is refused until somebody does."""
    with pytest.raises(StorageError) as caught:
        roster_of(tmp_path, f"{header}\n{rows}\n")
    assert caught.value.key == "roster.which-party"
    (person,) = read_roster(tmp_path / "lista.csv", {"party": chosen}).people
    assert (person.name, person.party) == ("Päivi", party)


def test_a_column_without_words_is_no_party(tmp_path: Path) -> None:
    """Addresses and numbers under an unknown header are not asked about."""
    assert len(roster_of(tmp_path, "Nimi;Yhdistyksen sähköposti;Koodi\nPäivi;a@b.fi;12\n").people) == 1


@pytest.mark.parametrize("where", ["Z", "9", "0", "Puhelin?", "ÄÄ"])
def test_a_column_that_is_not_there_is_refused(tmp_path: Path, where: str) -> None:
    """A letter, number or header that the list does not have is refused with the columns it has."""
    path = tmp_path / "l.csv"
    path.write_text("Nimi;Taho\nPäivi;Martat\n", encoding="utf-8")
    with pytest.raises(StorageError) as caught:
        read_roster(path, {"party": where})
    assert caught.value.key == "roster.no-column"


def test_columns_told_go_before_the_headers(tmp_path: Path) -> None:
    """A name column that is told replaces first and last names, and a column told for one thing is nothing else."""
    path = tmp_path / "l.csv"
    path.write_text("Etunimi;Sukunimi;Taho\nPäivi;Töyrylä;Martat\n", encoding="utf-8")
    (person,) = read_roster(path, {"name": "Taho", "party": "B"}).people
    assert (person.name, person.party) == ("Martat", "Töyrylä")


def test_a_cell_as_long_as_a_book_refuses_its_row(tmp_path: Path) -> None:
    """A cell longer than the longest text refuses its row with a sentence; in a column not read it may stay."""
    roster = roster_of(tmp_path, f"Nimi;Taho;Huom\n{'x' * 20_001};Martat;\nPekka;4H;{'y' * 30_000}\n")
    assert [(fault.key, fault.line) for fault in roster.refused] == [("roster.cell-long", 2)]
    assert [one.name for one in roster.people] == ["Pekka"]


def test_many_names_are_told_in_few_words(tmp_path: Path) -> None:
    """A sentence names the first dozen and goes on with `…`."""
    rows = "".join(f"Nimi{number};\n" for number in range(40)) + "Päivi;Martat\n"
    assert told(roster_of(tmp_path, f"Nimi;Taho\n{rows}"))["no-party"].endswith("Nimi11 …")

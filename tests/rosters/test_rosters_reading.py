from pathlib import Path

import pytest

from kpfacil.rosters.cells import Listed
from kpfacil.storage.files import StorageError
from kpfacil.storage.rosters import read_roster
from tests.rosters.sheets import workbook

_LIISA = Listed(2, "Liisa Mäkinen", "Kylätoimikunta", "sote", ("secretary",))


def _file(folder: Path, data: bytes | str, name: str = "lista.csv") -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


_ROWS = "Nimi;Taho;Toimiala;Rooli\nLiisa Mäkinen;Kylätoimikunta;sote;sihteeri\n"


@pytest.mark.parametrize(
    "data",
    [
        _ROWS.encode(),
        _ROWS.encode("utf-8-sig"),
        _ROWS.encode("cp1252"),
        _ROWS.encode("utf-16"),
        _ROWS.replace("\n", "\r\n").encode(),
        _ROWS.replace("\n", "\r").encode(),
        _ROWS.replace(";", ",").encode(),
        _ROWS.replace(";", "\t").encode("utf-16"),
        _ROWS.replace("Nimi", "NIMI:").encode(),
        "Name,Party,Field,Role\nLiisa Mäkinen,Kylätoimikunta,sote,Secretary\n".encode(),
        "rooli;toimiala;taho;nimi\nSIHTEERI;sote;Kylätoimikunta;Liisa  Mäkinen\n".encode(),
        "Etunimi;Sukunimi;Järjestö;Ala;Roolit;Puhelin\nLiisa;Mäkinen;Kylätoimikunta;sote;siht.;050\n".encode(),
        'Nimi;Taho;Toimiala;Rooli\n"Liisa\nMäkinen";"Kylätoimikunta";sote;sihteeri;;\n'.encode(),
    ],
)
def test_lists_of_every_office_are_read(tmp_path: Path, data: bytes) -> None:
    """Every encoding, separator, order and case that spreadsheets produce gives the same participant."""
    roster = read_roster(_file(tmp_path, data))
    assert roster.refused == ()
    assert roster.people == (_LIISA,)


def test_the_line_that_names_the_separator_is_obeyed(tmp_path: Path) -> None:
    """A first line `sep=|` tells the separator, and is counted among the lines."""
    roster = read_roster(_file(tmp_path, "sep=|\nNimi|Taho\nLiisa|a;b,c\nx|y|z\n"))
    assert roster.people == (Listed(3, "Liisa", "a;b,c"),)
    assert roster.refused[0].line == 4


def test_roles_are_known_in_both_languages(tmp_path: Path) -> None:
    """Several roles may stand in a cell, and a plain member has none."""
    text = "Nimi;Rooli\nA;Puheenjohtaja, Facilitator\nB;koollekutsuja ja alustaja\nC;jäsen\nD;\nE;expert/yhdyshenkilö\n"
    roles = [person.roles for person in read_roster(_file(tmp_path, text)).people]
    assert roles == [("chair", "facilitator"), ("convener", "opener"), (), (), ("expert", "liaison")]


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (";;sote;", "roster.no-name"),
        ("Mäkinen; Liisa;Taho;;x", "roster.too-many"),
        ("Liisa;Taho;;;", ""),
    ],
)
def test_a_row_that_cannot_be_taken_is_told_with_its_line(tmp_path: Path, row: str, key: str) -> None:
    """A row without a name or with too many cells is refused with its line."""
    roster = read_roster(_file(tmp_path, f"Nimi;Taho;Toimiala;Rooli\nPekka;Taho;;\n\n{row}\nViimeinen;;;\n"))
    assert [(fault.key, fault.line) for fault in roster.refused] == ([(key, 4)] if key else [])
    assert roster.people[-1] == Listed(5, "Viimeinen")


def test_ids_may_be_given(tmp_path: Path) -> None:
    """A column of ids is taken; an id of the wrong shape or given twice is refused."""
    text = "Tunnus;Nimi\nliisa;Liisa A\nliisa;Liisa B\npäivi;Päivi\n;Antti\n"
    roster = read_roster(_file(tmp_path, text))
    assert [(person.name, person.handle) for person in roster.people] == [("Liisa A", "liisa"), ("Antti", "")]
    assert [fault.key for fault in roster.refused] == ["roster.handle-twice", "roster.handle"]


def test_names_are_cleaned(tmp_path: Path) -> None:
    """Control and direction characters in a list do not get any further."""
    assert read_roster(_file(tmp_path, "Nimi\nLiisa\x1b[31m\u202e\n")).people == (Listed(2, "Liisa[31m"),)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "roster.empty"),
        (b"\n ; ;\n", "roster.empty"),
        (b"Taho;Rooli\nx;y\n", "roster.no-header"),
        (b"Liisa;Taho\n", "roster.no-header"),
        (b'Nimi;Taho\n"' + b"x" * 200_000 + b'";y\n', "roster.not-csv"),
        (b'Nimi;Taho\nA;B\n"C;D\nE;F\n', "roster.not-csv"),
    ],
)
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, data: bytes, key: str) -> None:
    """An empty file, one without a column of names and one that is no CSV are refused with what to do."""
    with pytest.raises(StorageError) as caught:
        read_roster(_file(tmp_path, data))
    assert caught.value.key == key


def test_a_missing_list_is_refused(tmp_path: Path) -> None:
    """A list that does not exist is refused with its path."""
    with pytest.raises(StorageError) as caught:
        read_roster(tmp_path / "none.csv")
    assert caught.value.key == "fault.file-missing"


def _cells(row: int, *texts: str) -> str:
    cells = "".join(
        f'<c r="{letter}{row}" t="inlineStr"><is><t>{text}</t></is></c>'
        for letter, text in zip("ABCD", texts, strict=False)
    )
    return f'<row r="{row}">{cells}</row>'


def test_a_workbook_is_read_from_its_first_sheet_with_rows(tmp_path: Path) -> None:
    """An XLSX list is taken like a CSV one; numbers come without decimals."""
    rows = _cells(1, "Nimi", "Taho", "Toimiala", "Rooli") + _cells(
        2, "Liisa Mäkinen", "Kylätoimikunta", "sote", "sihteeri"
    )
    rows += '<row r="3"><c r="A3" t="inlineStr"><is><t>Pekka</t></is></c><c r="B3"><v>7</v></c></row>'
    roster = read_roster(_file(tmp_path, workbook("", rows), "lista.xlsx"))
    assert roster.people == (_LIISA, Listed(3, "Pekka", "7"))


def test_a_workbook_that_is_none_or_empty_is_refused(tmp_path: Path) -> None:
    """A file that only bears the name of a workbook, and one without any rows, are refused."""
    for data, key in ((b"x", "roster.is.text"), (b"PK\3\4x", "roster.not-sheet"), (workbook(""), "roster.empty")):
        with pytest.raises(StorageError) as caught:
            read_roster(_file(tmp_path, data, "lista.xlsx"))
        assert caught.value.key == key

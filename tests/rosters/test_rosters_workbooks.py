"""Workbooks as they come: merged cells, hidden sheets, cells far astray, and files that are something else."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from kpfacil.rosters.cells import column_index, column_letter
from kpfacil.storage.content import load_texts
from kpfacil.storage.files import StorageError
from kpfacil.storage.rosters import read_roster
from tests.rosters.sheets import LISTS, open_document, workbook


def named(folder: Path, name: str, data: bytes) -> Path:
    """Return the path of a file with these bytes."""
    path = folder / name
    path.write_bytes(data)
    return path


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def rows_of(*cells: Mapping[str, str]) -> str:
    rows = (
        f'<row r="{number}">{"".join(text_cell(f"{column}{number}", text) for column, text in row.items())}</row>'
        for number, row in enumerate(cells, start=1)
    )
    return "".join(rows)


LIST = ({"A": "Nimi", "B": "Taho"}, {"A": "Päivi", "B": "Martat"}, {"A": "Pekka"})


def test_merged_cells_are_filled_down(tmp_path: Path) -> None:
    """A party that spans the rows of its people is each one's, and it is told."""
    sheet = workbook(rows_of(*LIST), after='<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>')
    roster = read_roster(named(tmp_path, "l.xlsx", sheet))
    assert [(one.name, one.party) for one in roster.people] == [("Päivi", "Martat"), ("Pekka", "Martat")]
    assert "roster.told.merged" in [one.key for one in roster.told]


def test_hidden_sheets_are_not_read(tmp_path: Path) -> None:
    """The people of a sheet that nobody sees do not come."""
    sheet = workbook(rows_of({"A": "Nimi"}, {"A": "Vanha"}), rows_of(*LIST), states=(' state="hidden"', ""))
    assert [one.name for one in read_roster(named(tmp_path, "l.xlsx", sheet)).people] == ["Päivi", "Pekka"]


@pytest.mark.parametrize("place", ["XFD1048576", "A1048576", "XFD2", "IV65536"])
def test_a_cell_far_astray_costs_nothing(tmp_path: Path, place: str) -> None:
    """A stray cell anywhere in Excel's plane is left out and told, and the list beside it is read."""
    number = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    rows = rows_of(*LIST).replace('<row r="2">', f'<row r="2">{text_cell(place, "x") if number == "2" else ""}')
    stray = "" if number == "2" else f'<row r="{number}">{text_cell(place, "x")}</row>'
    roster = read_roster(named(tmp_path, "l.xlsx", workbook(rows + stray)))
    assert [one.name for one in roster.people] == ["Päivi", "Pekka"]
    assert [dict(one.details) for one in roster.told if one.key == "roster.told.far"] == [{"n": "1"}]


def test_an_open_document_is_read_with_a_cell_far_astray(tmp_path: Path) -> None:
    """An ODS list that begins anywhere on its sheet is read, whatever its last row and column hold."""
    row, cell = (
        "<table:table-row>{}</table:table-row>",
        '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>',
    )
    gap = '<table:table-cell table:number-columns-repeated="{}"/>'
    many = '<table:table-row table:number-rows-repeated="{}">' + gap + "</table:table-row>"
    rows = many.format(3, 1) + "".join(
        row.format(gap.format(2) + cell.format(name) + cell.format(party))
        for name, party in (("Nimi", "Taho"), ("Päivi", "Martat"))
    )
    rows += many.format(1_048_000, 16384) + row.format(gap.format(16383) + cell.format("x"))
    (person,) = read_roster(named(tmp_path, "l.ods", open_document(rows))).people
    assert (person.line, person.name, person.party) == (5, "Päivi", "Martat")


@pytest.mark.parametrize(
    "part", ['<c r="A1">', '<c r="A1"', "<row hidden='1'>", "<row hidden='1'", "<is>", "<si><r>", "<table:table-cell "]
)
def test_cells_that_are_never_closed_cost_nothing(tmp_path: Path, part: str) -> None:
    """A sheet of a hundred thousand parts without an end is refused as broken or empty."""
    broken = '<row r="1">' + part * 100_000
    with pytest.raises(StorageError) as caught:
        read_roster(named(tmp_path, "l.xlsx", workbook(broken)))
    assert caught.value.key in ("roster.not-sheet", "roster.empty")


def test_a_part_too_large_to_unpack_is_refused(tmp_path: Path) -> None:
    """A cell of a hundred megabytes, packed small, is refused before it is unpacked."""
    rows = rows_of({"A": "Nimi"}, {"A": "x" * (65 * 1024 * 1024)})
    with pytest.raises(StorageError) as caught:
        read_roster(named(tmp_path, "l.xlsx", workbook(rows)))
    assert caught.value.key == "roster.too-large"


def _packed(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def _ole(stream: str) -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512) + stream.encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("l.docx", _packed(word__document="x"), "word"),
        ("l.xlsx", _packed(word__document="x"), "word"),
        ("l.odt", _packed(mimetype="application/vnd.oasis.opendocument.text"), "word"),
        ("l.rtf", b"{\\rtf1 Nimi}", "word"),
        ("l.doc", _ole("WordDocument"), "word"),
        ("l.pptx", _packed(ppt__presentation="x"), "slides"),
        ("l.csv", _packed(xl__workbook="x"), "sheet"),
        ("l.csv", _ole("Workbook"), "sheet"),
        ("l.xlsx", _ole("EncryptedPackage"), "locked"),
        ("l.xlsx", b"Nimi;Taho\n", "text"),
        ("l.xls", b"<html><table><tr><td>Nimi", "web"),
        ("l.csv", b"\xef\xbb\xbf  <!DOCTYPE html>", "web"),
        ("l.csv", b"%PDF-1.7", "pdf"),
        ("l.csv", b"\x89PNG\r\n", "picture"),
        ("l.csv", _packed(lista="x"), "archive"),
        ("l.csv", bytes(range(256)), "unknown"),
        ("l.xls", _ole("Something"), "unknown"),
    ],
)
def test_what_is_no_list_is_refused_by_its_kind(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    """A file is known by what is in it, whatever its name says, and one sentence tells what it is."""
    with pytest.raises(StorageError) as caught:
        read_roster(named(tmp_path, name, data))
    assert caught.value.key == f"roster.is.{kind}"


def test_a_workbook_of_either_age_is_read_under_either_name(tmp_path: Path) -> None:
    """An old workbook named as a new one is still a workbook."""
    old = (LISTS / "old-excel.xls").read_bytes()
    assert len(read_roster(named(tmp_path, "l.xlsx", old)).people) == 1


def test_a_broken_workbook_is_refused(tmp_path: Path) -> None:
    """A workbook that was cut short or damaged, in either format, is refused with one sentence and ends nothing."""
    old, new = (LISTS / "old-excel.xls").read_bytes(), (LISTS / "title-row.xlsx").read_bytes()
    for name, data in (("l.xls", old[:20] + bytes(60) + old[80:]), ("l.xlsx", new[: len(new) // 2])):
        with pytest.raises(StorageError) as caught:
            read_roster(named(tmp_path, name, data))
        assert caught.value.key == "roster.not-sheet"


def test_text_in_wide_letters_needs_no_mark(tmp_path: Path) -> None:
    """UTF-16 is known without its mark."""
    data = "Nimi\tTaho\nPäivi\tMartat\n".encode("utf-16-le")
    assert [one.party for one in read_roster(named(tmp_path, "l.txt", data)).people] == ["Martat"]


def test_columns_have_letters() -> None:
    """A column's letters and its place tell each other."""
    assert [column_letter(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert all(column_index(column_letter(index)) == index for index in range(2000))


_PEOPLE = (
    {"A": "Nimi", "B": "Taho"},
    {"A": "Liisa Mäki", "B": "4H"},
    {"A": "Olli Oja", "B": "Srk"},
    {"A": "Aino Ek", "B": "SPR"},
)


@pytest.mark.parametrize("hidden", ['hidden="1"', 'ht="15" hidden="true"', "hidden='1' customHeight='1'"])
def test_hidden_rows_are_left_out_and_told(tmp_path: Path, hidden: str) -> None:
    """Who stands in a row that a filter hides does not come, empty rows that are hidden are nobody's."""
    rows = rows_of(*_PEOPLE).replace('<row r="3">', f'<row r="3" {hidden}>')
    rows = rows.replace('<row r="2">', '<row r="2" hidden="0">') + '<row r="6" hidden="1"/><row r="7" hidden="1"></row>'
    roster = read_roster(named(tmp_path, "l.xlsx", workbook(rows)))
    assert [one.name for one in roster.people] == ["Liisa Mäki", "Aino Ek"]
    assert [(one.key, dict(one.details)) for one in roster.told] == [("roster.told.hidden", {"n": "1"})]


def test_a_list_whose_people_are_hidden_says_so(tmp_path: Path) -> None:
    """Where every row below the headers is hidden the list is refused with their number."""
    rows = "".join(f'<row r="{n}" hidden="1">{text_cell(f"A{n}", "Liisa Mäki")}</row>' for n in (2, 3))
    with pytest.raises(StorageError) as caught:
        read_roster(named(tmp_path, "l.xlsx", workbook(rows_of({"A": "Nimi"}) + rows)))
    assert "Piilotettuja rivejä ei otettu: 2." in caught.value.sentences(load_texts("fi"))[0]


def test_a_hidden_header_is_read_and_no_hidden_title_is_counted(tmp_path: Path) -> None:
    """Headers that somebody has hidden tell the columns all the same; titles and sums that are hidden are nobody."""
    rows = rows_of({"A": "Kumppanuuspöytä"}, *_PEOPLE, {"A": "Yhteensä", "B": "3"})
    for n in (1, 2, 6):
        rows = rows.replace(f'<row r="{n}">', f'<row r="{n}" hidden="1">')
    roster = read_roster(named(tmp_path, "l.xlsx", workbook(rows)))
    assert [f"{one.name} / {one.party}" for one in roster.people] == [
        "Liisa Mäki / 4H",
        "Olli Oja / Srk",
        "Aino Ek / SPR",
    ]
    assert roster.told == ()


@pytest.mark.parametrize("visibility", ["filter", "collapse"])
def test_hidden_rows_of_an_open_document_are_left_out(tmp_path: Path, visibility: str) -> None:
    """An ODS list says itself which rows a filter or somebody has hidden."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row{hidden}>{cell.format(name)}</table:table-row>"
        for name, hidden in (("Nimi", ""), ("Liisa Mäki", f' table:visibility="{visibility}"'), ("Olli Oja", ""))
    )
    roster = read_roster(named(tmp_path, "l.ods", open_document(rows)))
    assert [one.name for one in roster.people] == ["Olli Oja"]
    assert "roster.told.hidden" in [one.key for one in roster.told]


_STYLES = (
    "<fonts><font/><font><b/></font><font><strike/></font></fonts>"
    '<cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2" applyFont="1"/></cellXfs>'
    "<dxfs><dxf><font><strike/></font></dxf></dxfs>"
)


def struck(name: str, party: str) -> str:
    """Return a row of a workbook whose cells have these attributes of style."""
    cells = text_cell("A5", "Siv Ek").replace(" t=", f"{name} t=") + text_cell("B5", "VPK").replace(
        " t=", f"{party} t="
    )
    return f'<row r="5">{cells}</row>'


@pytest.mark.parametrize(
    ("row", "people", "told"),
    [
        (struck(' s="2"', ' s="2"'), [], {"struck": "Siv Ek"}),
        (struck(' s="2"', ""), [], {"struck": "Siv Ek"}),
        (struck("", ' s="2"'), ["Siv Ek / "], {"struck-beside": "VPK (Siv Ek)", "no-party": "Siv Ek"}),
        (struck(' s="1"', ' s="0"'), ["Siv Ek / VPK"], {}),
    ],
)
def test_who_is_struck_through_does_not_come(tmp_path: Path, row: str, people: list[str], told: dict[str, str]) -> None:
    """A name that is struck through is left out and told, a party that is struck through is none."""
    data = workbook(rows_of(*_PEOPLE) + row, styles=_STYLES)
    roster = read_roster(named(tmp_path, "l.xlsx", data))
    assert [f"{one.name} / {one.party}" for one in roster.people[3:]] == people
    assert {one.key.removeprefix("roster.told."): one.details["names"] for one in roster.told} == told
    assert [(one.name, one.party, one.gone) for one in roster.gone] == [("Siv Ek", "VPK", "struck")] * (not people)


def test_words_struck_through_in_a_cell_are_told_beside_the_name(tmp_path: Path) -> None:
    """Of two names in a cell the one that is not struck through comes; a cell struck piece by piece is as a whole."""
    strike = "<rPr><strike/></rPr>"
    part = f"<r>{strike}<t>Olli Oja</t></r><r><t> Ulla Oja</t></r>"
    whole = f"<r>{strike}<t xml:space='preserve'>Siv </t></r><r>{strike}<t>Ek</t></r>"
    rows = rows_of(*_PEOPLE).replace("<t>Olli Oja</t>", part).replace("<t>Aino Ek</t>", whole)
    roster = read_roster(named(tmp_path, "l.xlsx", workbook(rows)))
    assert [(one.name, one.party) for one in roster.people] == [("Liisa Mäki", "4H"), ("Ulla Oja", "Srk")]
    assert [(one.key, one.details["names"]) for one in roster.told] == [
        ("roster.told.titles", "yliviivattu: Olli Oja (Ulla Oja)"),
        ("roster.told.struck", "Siv Ek"),
    ]


def test_words_struck_through_in_an_open_document(tmp_path: Path) -> None:
    """A part of a cell is told beside the name, all of it is as a cell that is struck; another style says nothing."""
    styles = "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties {line}/></style:style>'
        for name, line in (("T1", 'style:text-line-through-style="solid"'), ("T2", 'fo:font-weight="bold"'))
    )
    span = '<text:span text:style-name="{}">{}</text:span>'
    said = (
        "Nimi",
        f"{span.format('T1', 'Olli Oja')} Ulla Oja",
        span.format("T1", "Siv Ek"),
        f"Aino {span.format('T2', 'Ek')}",
    )
    rows = "".join(
        f"<table:table-row><table:table-cell><text:p>{words}</text:p></table:table-cell></table:table-row>"
        for words in said
    ).replace("<table:table-cell>", '<table:table-cell office:value-type="string">')
    roster = read_roster(named(tmp_path, "l.ods", open_document(rows, styles)))
    assert ([one.name for one in roster.people], [one.name for one in roster.gone]) == (
        ["Ulla Oja", "Aino Ek"],
        ["Siv Ek"],
    )
    assert roster.told[0].details["names"] == "yliviivattu: Olli Oja (Ulla Oja)"


def test_a_cell_struck_through_in_an_open_document_does_not_come(tmp_path: Path) -> None:
    """The style of a cell says it; a style with a line under its words or with none does not."""
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table-cell"><style:text-properties {line}/></style:style>'
        for name, line in (
            ("ce1", 'style:text-line-through-style="solid"'),
            ("ce2", 'style:text-line-through-style="none"'),
            ("ce3", 'style:text-underline-style="solid"'),
        )
    )
    cell = '<table:table-cell{} office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{cell.format(style and f' table:style-name={style!r}', name)}</table:table-row>"
        for style, name in (("", "Nimi"), ("ce1", "Siv Ek"), ("ce2", "Aino Ek"), ("ce3", "Olli Oja"))
    )
    roster = read_roster(named(tmp_path, "l.ods", open_document(rows, styles)))
    assert ([one.name for one in roster.people], [one.name for one in roster.gone]) == (
        ["Aino Ek", "Olli Oja"],
        ["Siv Ek"],
    )

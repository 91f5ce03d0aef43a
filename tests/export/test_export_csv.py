"""CSV for the Finnish Excel."""

import csv
from io import StringIO

import pytest

from kpfacil.export.tasks import spreadsheet


def _read(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_cells_come_back_equal() -> None:
    """Quotes, semicolons, line ends and letters of any kind come back as they were."""
    rows = [["a;b", '"c"', "d\ne"], ["Ǯoǯoš", "2 500 €", ""], ["🧖‍♀️", "1.5.", "a-b"]]
    assert _read(spreadsheet(["Mitä", "Kuka", "Milloin"], rows)) == [["Mitä", "Kuka", "Milloin"], *rows]


def test_excel_knows_the_letters() -> None:
    """The file begins with the mark by which Excel knows UTF-8, and its lines end as Windows ends them."""
    assert spreadsheet(["ä"], [["ö"]]) == b"\xef\xbb\xbf\xc3\xa4\r\n\xc3\xb6\r\n"


@pytest.mark.parametrize("cell", ["=SUMMA(A1:A9)", "+358 40", "-1", "@x", " =1", "=1", "\t=1"])
def test_nothing_is_a_formula(cell: str) -> None:
    """A cell that a spreadsheet would calculate begins with an apostrophe."""
    assert _read(spreadsheet(["x"], [[cell]]))[1][0] == "'" + cell.replace("\t", " ")

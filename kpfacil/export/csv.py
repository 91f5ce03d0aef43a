"""CSV as the Finnish Excel opens it at a double click: byte order mark, semicolons, nothing that is a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from kpfacil.model.text import clean

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def render(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a header row and rows of plain text; a cell that a spreadsheet would calculate begins with `'`."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in (head, *rows):
        writer.writerow([_harmless(clean(cell)) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return "'" + cell if cell.lstrip().startswith(_FORMULA) else cell

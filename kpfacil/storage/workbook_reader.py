"""Reads a workbook from stdin and writes its visible sheets as JSON: a process of its own.

A broken workbook may end its reader, which is no Python, at any place; what asked for it goes on and tells so.
"""

import io
import json
import sys


def main() -> None:
    """Write a list of sheets, each with its name, its rows that are not empty by their places, its merged ranges."""
    # The only module here that is not the standard library's, so that the process starts fast.
    from python_calamine import CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415

    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    sheets: list[tuple[str, list[tuple[int, list[str]]], object]] = []
    for told in book.sheets_metadata:
        if told.visible == SheetVisibleEnum.Visible:
            sheet = book.get_sheet_by_name(told.name)
            before = [""] * (sheet.start[1] if sheet.start else 0)  # rows come from the first one, cells from here on
            rows = ((place, [*before, *map(_text, row)]) for place, row in enumerate(sheet.iter_rows()))
            filled = [(place, row) for place, row in rows if any(row)]
            sheets.append((told.name, filled, sheet.merged_cell_ranges or []))
    json.dump(sheets, sys.stdout)


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


if __name__ == "__main__":
    main()

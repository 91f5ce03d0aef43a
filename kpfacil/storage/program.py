"""The program as something that is installed on this machine: how it starts itself, and where its faults are noted.

Run as a file it reads a workbook: a broken one may end its reader, which is no Python, at any place; what asked for it
goes on and tells so. Nothing of the program is imported here, so that this process starts fast.
"""

import io
import json
import platform
import sys
import tempfile
import traceback
from pathlib import Path

READ_WORKBOOK = "--read-workbook"
"""What has the packed program read a workbook in a process of its own; its entry looks for it before all else."""


def is_packed() -> bool:
    """Return whether it runs out of the one folder that `make app` makes, with no Python to be called."""
    return bool(getattr(sys, "frozen", False))


def itself(*arguments: str) -> tuple[str, ...]:
    """Return the command that starts the program with these arguments, whatever it was installed by."""
    return (sys.executable, *arguments) if is_packed() else (sys.executable, "-m", "kpfacil", *arguments)


def start_words(*arguments: str) -> list[str]:
    """Return the words with which a person starts the program; a packed one lies on nobody's path."""
    return [sys.executable if is_packed() else "kpfacil", *arguments]


def workbook_reader() -> list[str]:
    """Return the command that reads a workbook from stdin."""
    return [sys.executable, READ_WORKBOOK] if is_packed() else [sys.executable, "-P", __file__]


def read_workbook() -> None:
    """Write the visible sheets of the workbook on stdin: name, rows that are not empty by place, merged ranges."""
    # Wanted in the process of its own only.
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


def version_words() -> str:
    """Return the program's name and version; the name alone where it was never installed."""
    # Reading the metadata costs 25 ms.
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        return f"kpfacil {version('kpfacil')}"
    except PackageNotFoundError:
        return "kpfacil"


def write_fault_log(fault: BaseException | None) -> Path | None:
    """Write a fault to a file in the system's folder for such; None where that cannot be done."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", errors="replace", prefix="kpfacil-", suffix=".log", delete=False
        ) as log:
            packed = "packed" if is_packed() else "installed"
            print(f"{version_words()} ({packed}), Python {platform.python_version()}, {platform.platform()}", file=log)
            traceback.print_exception(fault, file=log)
            return Path(log.name)
    except OSError:
        return None


faults: dict[str, str] = {}
"""The places where the program stumbled over a line, and the file that tells of each."""


def note_fault(fault: Exception) -> str:
    """Return the file that tells of a fault, written once for each place: a line is read again at every key."""
    frame = traceback.extract_tb(fault.__traceback__)[-1]
    place = f"{frame.filename}:{frame.lineno}"
    if place not in faults:
        faults[place] = str(write_fault_log(fault) or "–")
    return faults[place]


if __name__ == "__main__":
    read_workbook()

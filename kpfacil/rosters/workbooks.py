"""The sheets of a workbook, and its bytes made ready for a reader that tells no hidden rows and no struck words."""

import io
import re
import zipfile
from collections.abc import Container, Iterable, Mapping, Sequence

from kpfacil.rosters.above import is_sum
from kpfacil.rosters.cells import STRUCK, ListError, Sheet, SheetRow, clean_cell, column_index
from kpfacil.rosters.headers import is_header_word, read_header
from kpfacil.rosters.names import names_somebody

_Range = tuple[tuple[int, int], tuple[int, int]]
_LARGEST = 64 * 1024 * 1024
"""The largest part of a workbook that is unpacked, in bytes."""
_ROWS = 20_000
_COLUMNS = 100
"""The rows and columns that are read: a cell astray outside them costs nothing."""
_HIDDEN = "\ue000"
"""What stands in the last cell of a row that a filter or somebody has hidden."""
_MARK = STRUCK.encode()
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml|content\.xml")
_STRINGS = "xl/sharedStrings.xml"
_CELL = re.compile(
    rb"""<((?:\w+:)?)c\b[^<>]*?\sr=["']([A-Za-z]+)(\d+)["'][^<>]*?"""
    rb"""(?:/>|(?<!/)>[^<]*(?:<(?!/?(?:\w+:)?c\b)[^<]*)*</(?:\w+:)?c>)"""
)
"""A cell to its own end and no further: what is never closed is not looked for to the end of the file."""
_REPEAT = re.compile(rb"(number-(?:rows|columns)-repeated=)([\"'])(\d+)[\"']")
_HIDDEN_ROW = re.compile(
    rb"""(<((?:\w+:)?)(row|table-row)\b[^<>]*?\s(?:hidden|table:visibility)=["'](?:1|true|collapse|filter)["']"""
    rb"""[^<>]*(?<!/)>)[^<]*(?:<(?!/?(?:\w+:)?(?:table-)?row\b)[^<]*)*"""
)
_FILLED = re.compile(rb"<(?:\w+:)?[vtp]\b[^<>]*>[^<]")
_HIDDEN_CELLS = {
    b"row": '<{0}c t="inlineStr"><{0}is><{0}t>{1}</{0}t></{0}is></{0}c>',
    b"table-row": '<{0}table-cell office:value-type="string"><text:p>{1}</text:p></{0}table-cell>',
}
"""The cell that stands behind those of a hidden row."""


def _element(name: bytes) -> re.Pattern[bytes]:
    """Return what finds an element to its own end and no further: its name as it is written, and what is inside."""
    tag = rb"(?:\w+:)?" + name
    return re.compile(rb"<(%b)\b[^<>]*(?:/>|(?<!/)>([^<]*(?:<(?!/?%b\b)[^<]*)*)</\1>)" % (tag, tag))


_FONT, _FORMATS, _STRING, _RUN = map(_element, (b"font", b"cellXfs", b"(?:si|is)", b"r"))
_FORMAT = re.compile(rb"<(?:\w+:)?xf\b[^<>]*>")
_STRIKE = re.compile(rb"""<(?:\w+:)?strike(?:\s+val=["'](?:1|true)["'])?\s*/?>""")
_STYLE = re.compile(rb"""\s(?:s|fontId)=["'](\d+)["']""")
_WORDS = re.compile(rb"<(?:\w+:)?t\b[^<>]*>([^<]*)<")
_SHARED = re.compile(rb"""\st=["']s["'][^<>]*>\s*<(?:\w+:)?v>(\d+)<""")
_NAMED_STYLE = re.compile(
    rb"""<style:style\b[^<>]*?style:name=["']([^"']+)["'][^<>]*>[^<]*(?:<(?!/?style:style\b)[^<]*)*"""
)
_LINE_THROUGH = re.compile(rb"""line-through-(?:style|type)=["'](?!none)""")
_STYLED_CELL = re.compile(
    rb"""<table:table-cell\b[^<>]*?table:style-name=["']([^"']+)["'][^<>]*(?<!/)>[^<]*(?:<(?!/?table:)[^<]*)*"""
)
"""A cell of an open document that has a style."""

_STYLED_WORDS = re.compile(rb"""<text:span\b[^<>]*?text:style-name=["']([^"']+)["'][^<>]*>([^<]*)</text:span>""")
"""Words in a cell that have a style of their own."""


def workbook_sheet(name: str, rows: Iterable[tuple[int, list[str]]], merged: Iterable[_Range], far: int) -> Sheet:
    """Return a sheet by its rows that are not empty, each with its place, and the ranges of merged cells, filled down.

    Of the hidden rows those are left out that are no header; those are counted that may hold somebody. `far` is how
    many of its cells were left out by `make_readable`.
    """
    seen: dict[int, list[str]] = {}
    hidden = 0
    for place, row in rows:
        said = [cell for cell in row if cell != _HIDDEN]
        if _HIDDEN not in row or _is_header(said):
            seen[place] = said
        else:
            hidden += _may_hold_somebody(said)
    filled = [_fill_down(seen, merge) for merge in merged]
    found = (SheetRow(place + 1, tuple(map(clean_cell, row))) for place, row in seen.items())
    kept = tuple(row for row in found if any(row.cells))
    return Sheet(kept, name, merged=any(filled), far=far, hidden=hidden)


def _is_header(row: Sequence[str]) -> bool:
    """Return whether a row is a usual header of names among other headers."""
    filled = [*filter(None, row)]
    return any(map(is_header_word, filled)) and read_header(filled).known * 2 >= len(filled)


def _may_hold_somebody(row: Sequence[str]) -> bool:
    """Return whether a row names somebody, or has several cells and counts nothing; a title has one."""
    filled = [*filter(None, map(clean_cell, row))]
    return names_somebody(filled) or (len(filled) > 1 and not is_sum(" ".join(filled)))


def _fill_down(cells: Mapping[int, list[str]], merged: _Range) -> bool:
    """Write what merged cells say into each row of theirs; return whether there were any below the first."""
    (top, left), (bottom, _) = merged
    said = cells[top][left] if top in cells and left < len(cells[top]) else ""
    below = [cells[place] for place in range(top + 1, bottom + 1) if place in cells] if said else []
    for row in below:
        row[left] = said
    return bool(below)


def make_readable(data: bytes) -> tuple[bytes, int]:
    """Return a workbook without the cells far astray, and how many they were; raises `ListError` where it is too large.

    A reader lays a sheet out as a whole: one cell in the last corner of Excel asks it for 500 gigabytes. Nor does it
    tell which rows are hidden and what is struck through, so these are marked. What a damaged file brings when it is
    unpacked is for the caller.
    """
    parts = _unpack(data)
    strings = parts.get(_STRINGS, b"")
    styles = _struck_formats(parts.get("xl/styles.xml", b""))
    words = [_words(string[0]) for string in _STRING.finditer(strings)] if styles else []
    far = 0
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as near:
        for name, content in parts.items():
            read, left = _near(_mark_open_cells(content), styles, words) if _SHEET.fullmatch(name) else (content, 0)
            near.writestr(name, read)
            far += left
    return kept.getvalue(), far


def _unpack(data: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook that are read, with what is struck through within their strings marked."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if any(part.file_size > _LARGEST for part in packed.infolist()):
            raise ListError("roster.too-large", most=str(_LARGEST // 1024**2))
        names = [name for name in packed.namelist() if name.endswith((".xml", ".rels", "mimetype"))]
        return {name: _STRING.sub(_with_struck_runs, packed.read(name)) for name in names}


def _near(xml: bytes, struck: Container[int], strings: Sequence[bytes]) -> tuple[bytes, int]:
    """Return the XML of a sheet with its hidden rows and struck cells marked, and how many far astray it has lost."""
    left = 0

    def cell(match: re.Match[bytes]) -> bytes:
        nonlocal left
        if column_index(match[2].decode()) < _COLUMNS and int(match[3]) <= _ROWS:
            return _mark_cell(match, strings) if _number(_STYLE, match[0]) in struck else match[0]
        left += 1
        return b""

    def repeat(match: re.Match[bytes]) -> bytes:
        most = _ROWS if b"rows" in match[1] else _COLUMNS
        return match[1] + match[2] + str(min(int(match[3][:9]), most)).encode() + match[2]

    return _HIDDEN_ROW.sub(_mark_row, _REPEAT.sub(repeat, _CELL.sub(cell, xml))), left


def _mark_row(row: re.Match[bytes]) -> bytes:
    """Return a hidden row with the mark for one behind its cells, one that is empty as it is."""
    mark = _HIDDEN_CELLS[row[3]].format(row[2].decode(), _HIDDEN)
    return row[0] + mark.encode() if _FILLED.search(row[0]) else row[0]


def _mark_cell(cell: re.Match[bytes], strings: Sequence[bytes]) -> bytes:
    """Return a cell that is struck through with that said behind its words."""
    shared = _number(_SHARED, cell[0])
    words = strings[shared] if 0 <= shared < len(strings) else _words(cell[0])
    tags = b'<%bc r="%b%b" t="inlineStr"><%bis><%bt>%b %b</%bt></%bis></%bc>'
    prefix = cell[1]
    made = tags % (prefix, cell[2], cell[3], prefix, prefix, words, _MARK, prefix, prefix, prefix)
    return made if words else cell[0]


def _struck_formats(styles: bytes) -> set[int]:
    """Return which formats of cells have a font that is struck through."""
    fonts = enumerate(_FONT.finditer(re.split(rb"</(?:\w+:)?fonts>", styles)[0]))
    struck = {at for at, font in fonts if _STRIKE.search(font[0])}
    formats = _FORMATS.search(styles)
    cells = enumerate(_FORMAT.findall(formats[0]) if formats else ())
    return {at for at, cell in cells if _number(_STYLE, cell) in struck}


def _with_struck_runs(string: re.Match[bytes]) -> bytes:
    """Return a string of a workbook in which that is said of what is struck through: the whole, or what it was."""
    tag, prefix = string[1], string[1][:-2]
    runs = [run[0] for run in _RUN.finditer(string[2] or b"") if _words(run[0]).strip()]
    struck = [run for run in runs if _STRIKE.search(run)]
    if struck and len(struck) == len(runs):
        return b"<%b><%bt>%b %b</%bt></%b>" % (tag, prefix, _words(string[0]), _MARK, prefix, tag)
    text = string[0]
    for run in struck:
        was = b"<%br><%bt> %b </%bt></%br>" % (prefix, prefix, _was(_words(run)), prefix, prefix)
        text = text.replace(run, was, 1)
    return text


def _words(xml: bytes) -> bytes:
    """Return the words of a string of a workbook."""
    return b"".join(_WORDS.findall(xml))


def _mark_open_cells(xml: bytes) -> bytes:
    """Return the XML of an open document with that said behind the words of the cells that are struck through."""
    styles = {style[1] for style in _NAMED_STYLE.finditer(xml) if _LINE_THROUGH.search(style[0])}

    def cell(match: re.Match[bytes]) -> bytes:
        return match[0].replace(b"</text:p>", b" %b</text:p>" % _MARK) if match[1] in styles else match[0]

    def words(match: re.Match[bytes]) -> bytes:
        if match[1] not in styles:
            return match[0]
        begins, ends = match.string.endswith(b"<text:p>", 0, match.start()), match.string.startswith(b"</", match.end())
        return b"%b %b" % (match[2], _MARK) if begins and ends else b" %b " % _was(match[2])

    return _STYLED_CELL.sub(cell, _STYLED_WORDS.sub(words, xml)) if styles else xml


def _was(words: bytes) -> bytes:
    """Return what is said of a part of a cell that is struck through."""
    return _MARK.replace(b")", b": %b)" % words.strip())


def _number(pattern: re.Pattern[bytes], xml: bytes) -> int:
    """Return the number that a pattern finds in some XML, -1 where there is none."""
    found = pattern.search(xml)
    return int(found[1]) if found else -1

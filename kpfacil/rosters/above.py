"""What rows of a list are beside people: sums, devices, headings, and what those below a row take from it."""

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace

from kpfacil.model.value import frozen
from kpfacil.rosters.cells import NAMES, PHONE, STRUCK, Column, Columns, Notes, SheetRow, is_address, name_of_address
from kpfacil.rosters.headers import is_header_word
from kpfacil.rosters.person_cells import BRACKETS, NUMBERED
from kpfacil.rosters.words import (
    begins,
    coming_in,
    fold_cell,
    has_first_name,
    is_body,
    is_company,
    is_first_name,
    is_one_of,
    says,
    tells,
    without_count,
)

_MARKS = re.compile(r"[\s\-–—_.]*(?:[\"”“„'’´`″〃]|,,)[\s\-–—_.,\"”“„'’´`″〃]*")
_MASKED = re.compile(r"[+\d(][\d ()*•x\-]{5,}")
_PARTY_FIRST = re.compile(r"\A\([^()]*\) (?=[^\W\d_]+ [^\W\d_]+\Z)")
"""What stands in brackets before a name: `(4H) Olli Oja`."""
_MARKED = re.compile(r"\A(?:[*#(©]|https?:|www\.)|=")
_NUMBER = re.compile(r"(?<=\s)\d+\b|\A\d+\S*\s")
_SAID = re.compile(r"[^\W\d_]+(?:[:.][^\W\d_]+)*")
_WORDS = re.compile(r"[^\W\d_]+")
_COUNTED = re.compile(r"\s*[(\[]\d+[)\]](?=:?\Z)")
_SEVERAL = re.compile(r"[,\n/(;@!?]|\s[-–—]\s")
"""What stands between a name and what is told beside it."""
_STRUCK = re.compile(r"\(yliviivattu(?:: [^()]*)?\)")
_FILLED: tuple[Column, ...] = ("party", "field", "role", "state", "way", "last")
_PAIR = 2
_SHORT = 2
"""Of how many words the name of a body may be that begins like a first name: `Martta ry`."""
_SHORTEST = 3
"""How many letters a party's short name has at least that stands alone in its row."""


def is_sum(words: str) -> bool:
    """Return whether words only count something: `Yhteensä 12 hlö`, `Total attendees: 9`."""
    said = _SAID.findall(fold_cell(words))
    plain = bool(said) and all(is_one_of(word, "sums") or begins(word, "counted") for word in said)
    return plain and (any(map(str.isdigit, words)) or any(is_one_of(word, "sums") for word in said))


def is_aside(cell: str) -> bool:
    """Return whether a cell that stands alone in its row is a heading or a remark, not somebody's name."""
    somebody = has_first_name(cell.rpartition(": ")[2])
    if is_device(cell) or _is_labelled(cell, somebody=somebody):
        return False
    remark = ": " in cell or _is_heading(cell)
    titled = is_one_of(_SEVERAL.split(cell)[0], "headings", "roles")
    heads = titled or coming_in(cell) is not None or cell.endswith((":", "!", ".")) or _is_sentence(cell.split())
    return remark or (heads and not somebody)


def _is_labelled(cell: str, *, somebody: bool) -> bool:
    """Return whether a cell is somebody with what they are before a colon: `Sihteeri: Anna Ek`."""
    label, colon, _ = cell.partition(": ")
    return colon != "" and not is_remark((cell,)) and (somebody or is_one_of(label, "roles"))


def _is_heading(cell: str) -> bool:
    """Return whether a cell is a heading or a remark by its words, its signs or a number in it."""
    numbered = _NUMBER.search(PHONE.sub("", cell)) and not has_first_name(" ".join(_WORDS.findall(cell)[:_PAIR]))
    return (
        bool(numbered or _MARKED.search(_PARTY_FIRST.sub("", cell)))
        or is_one_of(without_count(cell).rpartition("-")[2], "headings")
        or is_remark((cell,))
    )


def is_remark(said: Sequence[str]) -> bool:
    """Return whether the cells of a row are a remark, or tell who made the list: `Huom: …`, `Laatija: …`."""
    made = fold_cell(said[0].partition(":")[0]).split()[:_SHORT] if len(said) <= _SHORT else []
    return (len(said) == 1 and says(said[0], "notes")) or any(is_one_of(word, "makers") for word in made)


def _is_sentence(words: Sequence[str]) -> bool:
    """Return whether words go on in small letters as those of a sentence do."""
    return len(words) > _SHORT and words[0][0].isupper() and " ".join(words[1:]).islower()


def is_nobody(name: str) -> bool:
    """Return whether a name is nobody's: that of an empty seat, of company or of an office, a count, or in brackets."""
    bare = NUMBERED.sub("", BRACKETS.sub("", name).strip(" _….-"))
    words = bare.partition(",")[0]
    counted = any(word.isdecimal() and len(word) < len("2026") for word in words.split()) and not has_first_name(words)
    office = is_address(name) and not name_of_address(name)
    return not any(map(str.isalpha, bare)) or counted or office or is_one_of(bare, "vacant") or is_company(bare)


def is_device(name: str) -> bool:
    """Return whether a device, a room, a note taker, a guest without a name or a number stands in place of one."""
    called = says(name, "devices") or tells(name, "devices", "bots") or is_one_of(name, "nameless")
    return called or any(form.fullmatch(name) for form in (PHONE, _MASKED))


@frozen()
class Group:
    """A row that may head those below it: the party it names, and whether it can be nobody's name."""

    party: str
    sure: bool


def without_dittos(rows: Sequence[SheetRow], columns: Columns, notes: Notes) -> list[SheetRow]:
    """Return each row with what its ditto marks stand for, with labels beside names, and nothing struck but names."""
    places = {place for kind in _FILLED for place in columns.get(kind, ())}
    filled: list[SheetRow] = []
    last: dict[int, str] = {}
    for row in rows:
        cells = dict(enumerate(_with_label(_without_struck(row, columns, notes), columns)))
        marks = [place for place in places & cells.keys() if _is_ditto(cells[place])]
        cells |= {place: last.get(place, "") for place in marks}
        filled.append(SheetRow(row.line, tuple(cells.values())))
        if len([*filter(None, cells.values())]) > 1 or marks:
            last = cells
        notes.tell("ditto", _name(filled[-1], columns) if marks else "")
    return filled


def _without_struck(row: SheetRow, columns: Columns, notes: Notes) -> SheetRow:
    """Return a row without what is struck through beside a name, or as it was where the name is struck as well."""
    if not any(STRUCK[:-1] in cell for cell in row.cells):
        return row
    names = row.cells_of(columns, *NAMES)
    gone = any(name.endswith(STRUCK) for name in names)
    struck = {cell for cell in row.cells if cell.endswith(STRUCK)} - {*names} if not gone else set()
    for cell in filter(struck.__contains__, row.cells_of(columns, *columns)):
        notes.beside("struck-beside", cell.removesuffix(STRUCK).strip(), " ".join(names))
    return replace(row, cells=tuple(cell if cell in names else _unstruck(cell, struck) for cell in row.cells))


def _unstruck(cell: str, struck: Container[str]) -> str:
    return "" if cell in struck else _STRUCK.sub("", cell).strip()


def _with_label(row: SheetRow, columns: Columns) -> tuple[str, ...]:
    """Return the cells of a row, a label and what it is for, `Sihteeri:` and a name, both in the column of names."""
    said = row.filled
    pair = len(said) == _PAIR and said[0][-1] == ":" and row.cells_of(columns, "party") != said[:1]
    if not pair and (len(said) != 1 or ": " not in said[0]):
        return row.cells
    place = next((columns[kind][0] for kind in NAMES if kind in columns), 0)
    return ("",) * place + (" ".join(said),)


def _is_ditto(cell: str) -> bool:
    return _MARKS.fullmatch(cell) is not None or is_one_of(cell, "ditto")


@dataclass(frozen=True, slots=True)
class _Line:
    """What is to be known of a row: its name, its party, and the group that it may head."""

    name: str
    party: str
    group: Group | None

    @property
    def takes_turns(self) -> bool:
        """Whether the row is a party's or a word alone, or else a whole name, and has no party of its own."""
        fits = (self.group.sure or " " not in self.group.party) if self.group else " " in self.name
        return fits and not self.party

    def heads(self, below: "_Line | None") -> Group | None:
        """Return the group that the row heads: somebody without a party stands below it, or it names a body."""
        bare = below is not None and below.group is None and below.name != "" and not below.party
        seat = self.party != "" and (below is None or below.party != "")
        return self.group if self.group and (bare or (not seat and is_body(self.group.party))) else None


def groups_in(rows: Sequence[SheetRow], columns: Columns) -> list[Group | None]:
    """Return for each row the group that it heads or may head, None where it is a person's or anything else."""
    names = [_name(row, columns) for row in rows]
    shouted = sum(map(str.isupper, names)) * 2 > len(names)
    lines = [
        _Line(name, "".join(row.cells_of(columns, "party")), _group(_lone(row, columns), shouted=shouted))
        for row, name in zip(rows, names, strict=True)
    ]
    if _take_turns(lines):
        return [line.group and Group(line.group.party, sure=True) for line in lines]
    return [line.heads(below) for line, below in zip(lines, (*lines[1:], None), strict=False)]


def _group(words: str, *, shouted: bool) -> Group | None:
    """Return the group that words alone in a row may head; a body, a colon or capitals where few have them are sure."""
    party = words.rstrip(": ")
    parts = _WORDS.findall(party)
    body = is_body(party) and (len(parts) <= _SHORT or not is_first_name(parts[0]))
    if not words or (not body and has_first_name(party)):
        return None
    capitals = party.isupper() and sum(map(str.isalnum, party)) >= _SHORTEST and not shouted
    return Group(party, body or party != words or capitals)


def _take_turns(lines: Sequence[_Line]) -> bool:
    """Return whether rows of one word or of parties, two or more and the first too, stand between whole names alone."""
    alone = [at for at, line in enumerate(lines) if line.group is not None]
    apart = all(other - at > 1 for at, other in zip(alone, [*alone[1:], len(lines)], strict=False))
    return len(alone) > 1 and alone[0] == 0 and apart and all(line.takes_turns for line in lines)


def _lone(row: SheetRow, columns: Columns) -> str:
    """Return what stands alone in a row in the place of a name or a party, where it is no remark and no sum."""
    cells = row.filled
    if len(cells) != 1 or cells != row.cells_of(columns, *NAMES, "party"):
        return ""
    cell = _COUNTED.sub("", cells[0])
    words = cell.rstrip(": ")
    return "" if not words or _SEVERAL.search(words) or any(test(words) for test in _NO_PARTY) else cell


_NO_PARTY: tuple[Callable[[str], object], ...] = (
    is_aside,
    is_sum,
    is_device,
    is_header_word,
    lambda words: is_one_of(words, "vacant", "roles"),
)
"""What tells of words alone in their row that they are a heading of another kind, a remark, a sum or an empty seat."""


def reads_as_party(words: str) -> bool:
    """Return whether words that hold no known first name are like a party's: one alone, `Jämsän Yrittäjät`."""
    first, *rest = words.split()
    return not rest or first.endswith("n") or any(map(str.islower, rest))


def _name(row: SheetRow, columns: Columns) -> str:
    return " ".join(row.cells_of(columns, *NAMES))

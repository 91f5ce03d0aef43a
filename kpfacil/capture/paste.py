"""Several pasted lines: which of them are entries, what the rows of a table say, and who said what in a chat."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from operator import itemgetter

from kpfacil.capture import completion, names, tasks, who
from kpfacil.capture.parts import Part, known_in
from kpfacil.model.fold import fold
from kpfacil.model.grammar import Meanings, pattern
from kpfacil.model.kinds import ALL_SIGNS
from kpfacil.model.session import Session
from kpfacil.model.text import clean_line, clean_row
from kpfacil.model.value import frozen

_BULLET = re.compile(
    "\\s*(?:[-*–—]\\s|[•▪▫◦‣⁃∙·●○■□➢➤▸►▶⬜✅✓✔☐☑☒\uf0b7\uf0a7\uf0d8\uf0fc\uf076]\\s?|[o§ü](?:\t|\\s+(?=[A-ZÅÄÖ+=!>?]))"
    "|(?=\\[[ xX]\\]\\s))\\s*"
    "(?:\\[[ xX]\\]\\s+)?"
)
_RULE = re.compile(r"[-_=*~|:+ ]{3,}")
"""A line that only divides: `-----`, or the one below the headers of a table."""
_BOLD = re.compile(r"(\*\*|__|\*|_)([^*_:]+)(?::\1|\1:)(?=\s|\Z)")
"""Words before a colon that a letter marks as weighty: `**Pekka**:`."""
_BELOW = 1_000
_ALONE = frozenset("-*•▪◦‣⁃∙·●○■□☐\uf0b7\uf0a7")
_COUNTED = re.compile(r"\s*(?:([0-9]{1,3})[.)]|([a-z])\))\s+")


def number_paste(text: str) -> tuple[tuple[int, str], ...]:
    """Return a paste's lines, cleaned but for tabs, with their numbers; bullets go, and numbers where two count up.

    What stands below a name and a time was said by whoever is so called.
    The cells below the headers of a table stand in the order of a task: what, who, by when, with what, the rest.
    """
    lines = enumerate(re.split("\r\n|[\r\n]", text), start=1)
    pieces = ((number, piece) for number, line in lines for piece in re.split("[\v\f\x85\u2028\u2029]", line))
    kept = [(number, line) for number, piece in pieces if (line := _without_bullet(piece.lstrip("\ufeff")))]
    bare = _without_numbers([line for _, line in kept])
    said = list(with_speakers(list(zip([number for number, _ in kept], bare, strict=True))))
    rows = map(clean_row, _in_order([line for _, line in said]))
    return tuple((number, row) for (number, _), row in zip(said, rows, strict=True) if row)


def split_paste(text: str) -> tuple[str, ...]:
    """Return the lines of `number_paste` without their numbers."""
    return tuple(line for _, line in number_paste(text))


def _without_bullet(line: str) -> str:
    if clean_line(line) in _ALONE or _RULE.fullmatch(line):
        return ""
    bare = line[found.end() :] if (found := _BULLET.match(line)) else line
    return f"{bold[2]}:{bare[bold.end() :]}" if (bold := _BOLD.match(bare)) else bare


def _without_numbers(lines: list[str]) -> list[str]:
    numbered = [(at, _count(found)) for at, line in enumerate(lines) if (found := _COUNTED.match(line))]
    counting: set[int] = set()
    for (at, number), (later, following) in pairwise(numbered):
        if following == number + 1:
            counting.update((at, later))
    return [_COUNTED.sub("", line, count=1) if at in counting else line for at, line in enumerate(lines)]


def _count(found: re.Match[str]) -> int:
    """Return the number, or that of the letter `a)`, which counts from below all numbers."""
    return int(found[1]) if found[1] else ord(found[2]) - _BELOW


CELL = " | "
"""What stands between the cells of a row where no tab can."""
_WHO_AND_WHEN = 2
"""The cells after what is done in a row that says nothing more: whoever stands there is the owner."""
_BETWEEN_CELLS = re.compile(rf"\t|(?:(?<=\s)|\A){re.escape(CELL.strip())}(?=\s|\Z)")


_COLUMNS = ("what", "who", "when", "with", "other", "number")
"""What a column of a table of tasks may hold, in the order of the line."""
_HEADERS = Meanings({f"column.{name}": at for at, name in enumerate(_COLUMNS)})
_OTHER = _COLUMNS.index("other")
_NAMES_COLUMN = re.compile(r"(?:[^\W\d]+ ?){0,3}")


def columns_of(line: str) -> tuple[int, ...]:
    """Return the place in the line that each cell of a row of headers names; empty where a row is no such thing."""
    cells = [fold(cell).strip(" :*#.?") for cell in _BETWEEN_CELLS.split(line)]
    places = tuple(_HEADERS.get(cell, _OTHER) for cell in cells)
    told = [place for place in places if place < _OTHER]
    named = 0 in told and 1 < len(told) == len(set(told))
    return places if named and all(map(_NAMES_COLUMN.fullmatch, cells)) else ()


def _in_order(rows: Iterable[str]) -> Iterator[str]:
    """Yield rows whose cells stand in the order of a task, as the row of headers above them tells."""
    places: tuple[int, ...] = ()
    for row in rows:
        cells, headers = _BETWEEN_CELLS.split(row), columns_of(row)
        places = headers or places
        if headers or sorted(places) == list(places) or not 1 < len(cells) <= len(places):
            yield row
        else:
            ordered = sorted(zip(places, cells, strict=False), key=itemgetter(0))
            yield ("\t" if "\t" in row else CELL).join(cell for place, cell in ordered if place <= _OTHER)


@frozen()
class TableRow:
    """A row of a pasted table: the task that it could be, empty where none; `sure` where its sign says so."""

    line: str
    sure: bool = False


def table_row(line: str, session: Session) -> TableRow | None:
    """Return what the cells of a row say as a task: what, who and by when; None for a line that is no row."""
    first, *others = _cells(line) or [""]
    known = known_in(session)
    if not others or first[0] in ALL_SIGNS.replace("!", ""):
        return None
    owner, day = _who_and_when([Part(cell, known) for cell in others])
    if not owner or not day:
        return TableRow("") if "\t" in line else None
    rest = [Part(cell, known) for cell in others if cell not in (owner, day)]
    task = _as_task(first.removeprefix("!").strip(), owner, day, rest)
    return TableRow(task, sure=first[0] == "!")


def _cells(line: str) -> list[str]:
    """Return the cells of a row that say something; the row's number does not."""
    cells = list(filter(None, map(clean_line, _BETWEEN_CELLS.split(line))))
    numbered = len(cells) > _WHO_AND_WHEN and cells[0].rstrip(".)").isdigit()
    return cells[numbered:]


def _who_and_when(cells: list[Part]) -> tuple[str, str]:
    """Return the cell with owners and the one with a day; beside a day alone stands an owner, known or not."""
    owner = next((cell for cell in cells if who.known_names(cell, who.BETWEEN_NAMES).handles), None)
    day = next((cell for cell in cells if cell is not owner and cell.due.day is not None), None)
    if owner is None and day is not None and len(cells) == _WHO_AND_WHEN:
        owner = cells[1 - cells.index(day)]
    return _text(owner), _text(day)


def _text(cell: Part | None) -> str:
    return cell.text if cell else ""


def _as_task(what: str, owners: str, day: str, rest: list[Part]) -> str:
    """Return the line of a task; of the other cells those that are an amount are what is given."""
    given = [cell.text for cell in rest if tasks.amount_alone(cell)]
    text = completion.escape(" ".join((what, *(cell.text for cell in rest if cell.text not in given))))
    return " / ".join(filter(None, (f"! {owners.replace(' / ', ', ')}: {text}", day, "; ".join(given))))


_NAME = r"(?P<name>[^\W\d_][^\[\]():;,!?/\d]*?)(?:\s*\([^()]*\))?"
_MOST_WORDS = 4
_DAY = r"(?:[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{2,4})?|[0-9]{1,4}[-/][0-9]{1,2}[-/][0-9]{1,4})"
_OTHERS = ("=", "!", ";", "@", "http", "...", "…")
"""How lines begin that the speaker alone is not the one of."""
_SIGN = re.compile(rf"([{re.escape(ALL_SIGNS)}]?)\s*")


_CLOCK = r"(?:{clock|clock-or-day}\s)?[0-9]{1,2}[.:][0-9]{2}(?:[.:][0-9]{2})?(?:\s?{half.am|half.pm})?"
_TIME = rf"\[?(?:(?:{_DAY}|{{day-on.0}}),?\s+)?{_CLOCK}\]?"
"""When something was written: `[17.03]`, `26.11. klo 17:05:12`."""
_SAID_BY = (rf"{_TIME}\s+{_NAME}\s*", rf"{_NAME}[,\s]\s*{_TIME}\s*")
"""How a name stands with a time alone in a line, behind it or before it."""


_CHAT = (
    rf"(?P<time>{_TIME}\s+)?(?P<from>{{chat-from}}\s+)?{_NAME}(?P<to>\s+{{chat-to}}\s+{{everyone}})?"
    r"\s*(?::|(?=\d)|\Z)\s*"
)
"""How a chat that was saved begins what somebody said: `17:03:12 From Pekka Virtanen to Everyone:`."""


def _from_chat(line: str) -> str:
    """Return a line of a saved chat as a name with its words, or below its time where the words stand on the next."""
    match = pattern(_CHAT).match(line.strip())
    if match is None or not (match["to"] or (match["from"] and names.is_first_name(match["name"]))):
        return line
    name, said = match["name"], line.strip()[match.end() :]
    time = clean_line(match["time"] or said).strip("[]")
    header = f"[{time}] {name}"
    if not (who.looks_like_name(name) and _speaker(header)):
        return line
    return f"{name}: {said}" if match["time"] and said else header


def _speaker(line: str) -> str:
    """Return whose words stand below a line; empty where it is no header."""
    match = next(filter(None, (pattern(header).fullmatch(line.strip()) for header in _SAID_BY)), None)
    words = match["name"].split() if match else []
    known = names.is_first_name(words[0]) if words else False
    whole = line.lstrip()[:1] == "[" and len(words) > 1
    named = (known or whole) and len(words) <= _MOST_WORDS and words[0][0].isupper() and words[-1][0].isupper()
    return " ".join(words) if named else ""


def with_speakers(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield numbered lines, those below a header with its name; a header stays where nothing stands below it."""
    name, header = "", None
    for numbered in ((number, _from_chat(line)) for number, line in lines):
        speaker = _speaker(numbered[1])
        if not speaker:
            name = "" if pattern(rf"\s*{_TIME}\s").match(numbered[1]) else name
            yield numbered[0], _with_speaker(name, numbered[1])
            header = None
            continue
        if header is not None:
            yield header
        name, header = speaker, numbered
    if header is not None:
        yield header


def _with_speaker(name: str, line: str) -> str:
    """Return a line with the name of whoever said it, where it is anybody's."""
    said = line.strip()
    if not name or said.startswith(_OTHERS):
        return line
    sign = _SIGN.match(said)
    end = sign.end() if sign else 0
    return f"{said[:end]}{name}: {said[end:]}"


def without_time(part: Part) -> Part:
    """Return a line without the time before a known name and its colon: `17.05 Anna Laine: kannatan`."""
    match = pattern(rf"{_TIME}\s*[-–—]?\s+(?=\S)").match(part.text)
    if match is None or not who.known_before(part.cut(match.end())):
        return part
    return part.cut(match.end())

"""On which line of a file a key or a block stands, so that a fault can be found in any editor."""

import dataclasses
import re
from collections.abc import Iterable

from kpfacil.rules.integrity import Fault

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]#]+?)\s*\]\]?\s*(?:#.*)?\Z")
_KEY = re.compile(r"""\s*([A-Za-z0-9_.\-]+|"[^"]*")\s*=""")


def with_lines(faults: Iterable[Fault], text: str) -> tuple[Fault, ...]:
    """Return the faults with the line where each stands, those without a place of their own last."""
    places = _places(text)
    found = [fault if fault.line else dataclasses.replace(fault, line=_line(fault.path, places)) for fault in faults]
    return tuple(sorted(found, key=lambda fault: fault.line or len(text)))


def _line(path: str, places: dict[str, int]) -> int | None:
    """Return the line of the path, or of the nearest table or block around it."""
    while path:
        if path in places:
            return places[path]
        cut = max(path.rfind("["), path.rfind("."))
        path = path[:cut] if cut > 0 else ""
    return None


def _places(text: str) -> dict[str, int]:
    places: dict[str, int] = {}
    counts: dict[str, int] = {}
    here = ""
    inside_text = False
    for number, line in enumerate(text.split("\n"), start=1):
        was_inside = inside_text
        if (line.count('"""') + line.count("'''")) % 2:
            inside_text = not inside_text
        if was_inside:
            continue
        if header := _HEADER.match(line):
            here = _entered(header[2].replace('"', ""), counts, many=header[1] == "[[")
            places.setdefault(here, number)
        elif key := _KEY.match(line):
            places.setdefault(f"{here}.{key[1]}" if here else key[1], number)
    return places


def _entered(name: str, counts: dict[str, int], *, many: bool) -> str:
    """Return the place of a header: the newest block of each list of blocks that its name goes through."""
    path = ""
    *outer, last = name.split(".")
    for part in outer:
        path = f"{path}.{part}" if path else part
        if path in counts:
            path = f"{path}[{counts[path]}]"
    path = f"{path}.{last}" if path else last
    if many:
        counts[path] = counts.get(path, 0) + 1
        path = f"{path}[{counts[path]}]"
    return path

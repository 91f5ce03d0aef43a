"""What was said in a chat: lines below a name and a time are that person's, and a time before a name is none of it."""

import re
from collections.abc import Iterator

from kpfacil.capture.names import is_first_name
from kpfacil.capture.parts import Part
from kpfacil.capture.who import known_before
from kpfacil.model.grammar import pattern
from kpfacil.model.kinds import ALL_SIGNS

_NAME = r"(?P<name>[^\W\d_][^\[\]():;,!?/\d]*?)(?:\s*\([^()]*\))?"
_MOST_WORDS = 4
_DAY = r"(?:[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{2,4})?|[0-9]{1,4}[-/][0-9]{1,2}[-/][0-9]{1,4})"
_OTHERS = ("=", "!", ";", "@", "http", "...", "…")
"""How lines begin that the speaker alone is not the one of."""
_SIGN = re.compile(rf"([{re.escape(ALL_SIGNS)}]?)\s*")


_CLOCK = r"(?:{clock|clock-or-day}\s)?[0-9]{1,2}[.:][0-9]{2}(?:[.:][0-9]{2})?(?:\s?{half.am|half.pm})?"
_TIME = rf"\[?(?:(?:{_DAY}|{{day-on.0}}),?\s+)?{_CLOCK}\]?"
"""When something was written: `[17.03]`, `26.11. klo 17:05:12`."""
_HEADERS = (rf"{_TIME}\s+{_NAME}\s*", rf"{_NAME}[,\s]\s*{_TIME}\s*")
"""How a name stands with a time alone in a line, behind it or before it."""


def _speaker(line: str) -> str:
    """Return whose words stand below a line; empty where it is no header."""
    match = next(filter(None, (pattern(header).fullmatch(line.strip()) for header in _HEADERS)), None)
    words = match["name"].split() if match else []
    known = is_first_name(words[0]) if words else False
    whole = line.lstrip()[:1] == "[" and len(words) > 1
    named = (known or whole) and len(words) <= _MOST_WORDS and words[0][0].isupper() and words[-1][0].isupper()
    return " ".join(words) if named else ""


def with_speakers(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield numbered lines, those below a header with its name; a header stays where nothing stands below it."""
    name, header = "", None
    for numbered in lines:
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
    if match is None or not known_before(part.cut(match.end())):
        return part
    return part.cut(match.end())

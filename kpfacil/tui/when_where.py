"""Day, time and place as they are said in one breath: `12.12. klo 17.00 Kirjasto`."""

import re
from dataclasses import dataclass
from datetime import date, time

from kpfacil.capture.dates import Calendar, due_date

_CLOCK = re.compile(r"(?:klo\s*|at\s+)?(\d{1,2})[.:](\d{2})\Z", re.IGNORECASE)
_HOUR = re.compile(r"(?:klo|at)\s*(\d{1,2})\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WhenWhere:
    """A day, and the time and place where they were said."""

    day: date
    start: time | None
    place: str


@dataclass(frozen=True, slots=True)
class Hours:
    """From when until when, and where; what was not said is None or empty."""

    start: time | None
    end: time | None
    place: str


def hours_and_place(line: str) -> Hours:
    """Return what a line says of this meeting: `klo 17–18.30 Kirjasto`, any part alone."""
    words = re.sub(r"(?<=\d)\s*[-–]\s*(?=\d)", " – ", line).split()
    start, rest = _time(words)
    end = None
    if start is None and words[:1] and words[0].isdigit():
        start, rest = _time(["klo", *words])
    if start is not None and rest[:1] == ["–"]:
        end, rest = _time(["klo", *rest[1:]])
    return Hours(start, end, " ".join(rest))


def when_and_where(line: str, calendar: Calendar) -> WhenWhere | None:
    """Return what a line says, None where it does not begin with a day; the words left over are the place."""
    words = line.split()
    for size in range(min(3, len(words)), 0, -1):
        day = due_date(" ".join(words[:size]), calendar)
        if day is not None:
            start, rest = _time(words[size:])
            return WhenWhere(day, start, " ".join(rest))
    return None


def _time(words: list[str]) -> tuple[time | None, list[str]]:
    for size in (2, 1):
        text = " ".join(words[:size])
        match = _CLOCK.match(text) or _HOUR.match(text)
        if match:
            hour, minute = int(match[1]), int(match[2]) if match.re is _CLOCK else 0
            if hour < 24 and minute < 60:  # noqa: PLR2004  a day's hours, an hour's minutes
                return time(hour, minute), words[size:]
    return None, words

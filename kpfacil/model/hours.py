"""Times of day and ranges of them as people say them: `klo 17–18.30`, `kello 17`, `5–7 pm`."""

import re
from datetime import time

from kpfacil.model.fold import fold
from kpfacil.model.grammar import pattern, words_of
from kpfacil.model.value import frozen

_NOON, _MINUTES = 12, 60
_DAY = 24 * _MINUTES
_LONGEST_MEETING = 12 * 60
"""A range of more minutes than these is a slip, not a meeting that passes midnight."""
_POINT = r"(?P<hour>[0-9]{1,2})(?:[.:](?P<minute>[0-9]{2}))?\s?(?P<half>{half.am|half.pm}(?!\w))?"
_END = _POINT.replace("hour>", "hour2>").replace("minute>", "minute2>").replace("half>", "half2>")
_UNTIL = r"\s*(?:-|{until})\s*(?:{clock}\b)?\.?\s*"
_SPAN = rf"{_POINT}(?:{_UNTIL}{_END})?(?:{{hour-ending}}(?!\w))?(?![\w€%]|[.:][0-9])"
_NAMED = rf"(?<!\w)(?:(?P<lead>{{clock}}\b\.?)|(?P<loose>{{clock-or-day}}\b))\s*{_SPAN}"
"""Hours after a word such as *klo*."""
_BARE = rf"(?<![\w.:/,-]){_SPAN}"
"""Hours known by their form alone."""


@frozen()
class FoundHours:
    """Hours in a text: where they stand, and from when until when; `wrong` says that they cannot be.

    `sure` tells that nothing else can be meant, as after *klo*; `17` or `17–19` alone could as well be a number.
    """

    start: int
    end: int
    begins: time | None = None
    ends: time | None = None
    wrong: bool = False
    sure: bool = True


def sure_hours(said: str) -> list[FoundHours]:
    """Return the hours in a folded text that nothing but hours can be: after *klo*, or with *pm*."""
    named = pattern(_NAMED).finditer(said)
    # What ends in a point there is a date: `from 7.12.`
    found = [_hours(one, sure=True) for one in named if not (one["loose"] and said[one.end() :].startswith("."))]
    bare = pattern(_BARE).finditer(blank_out(said, found))
    return [*found, *(_hours(one, sure=True) for one in bare if one["half"] or one["half2"])]


def bare_hours(said: str) -> list[FoundHours]:
    """Return what may be hours in a folded text because of its form alone: `17.00`, `17:00`, `17–19`, `17`."""
    return [_hours(match, sure=bool(match["minute"])) for match in pattern(_BARE).finditer(said)]


def whole_time(written: str) -> time | None:
    """Return the time of day that a whole text names, None where it names none or a range."""
    said = fold(written.strip())
    found = [*sure_hours(said), *bare_hours(said)][:1]
    return next((one.begins for one in found if one.ends is None and (one.start, one.end) == (0, len(said))), None)


def blank_out(said: str, found: list[FoundHours]) -> str:
    """Return the text with what was found made blank, so that every other place stays where it is."""
    for one in found:
        said = said[: one.start] + "\x00" * (one.end - one.start) + said[one.end :]
    return said


def _hours(match: re.Match[str], *, sure: bool) -> FoundHours:
    start, end = match.span()
    # Of `5–7 pm` the first is pm too, of `11–1 pm` not.
    for half in (match["half"],) if match["half"] else (None, match["half2"]):
        begins = _minutes(match["hour"], match["minute"], half)
        ends = _minutes(match["hour2"], match["minute2"], match["half2"]) if match["hour2"] else None
        if begins is None or begins == _DAY or (match["hour2"] and ends is None):
            continue
        if ends is None or 0 < (ends - begins) % _DAY <= _LONGEST_MEETING:
            return FoundHours(start, end, _time(begins), _time(ends), sure=sure)
    return FoundHours(start, end, wrong=True, sure=sure)


def _minutes(hour: str, minute: str | None, half: str | None) -> int | None:
    """Return the minutes since midnight, None where there is no such time; 24 is the midnight that ends a day."""
    hours, minutes = int(hour), int(minute or 0)
    if half:
        if not 1 <= hours <= _NOON:
            return None
        hours = hours % _NOON + (_NOON if half in words_of("half.pm") else 0)
    if minutes >= _MINUTES or hours * _MINUTES + minutes > _DAY:
        return None
    return hours * _MINUTES + minutes


def _time(minutes: int | None) -> time | None:
    return None if minutes is None else time(minutes % _DAY // _MINUTES, minutes % _MINUTES)

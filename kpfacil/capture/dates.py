"""By when: the dates people say, counted from the day of the meeting. What is no date stays as words."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kpfacil.capture.fold import fold
from kpfacil.capture.words import DAYS_ON, MONTHS, WEEKDAYS, any_of, said

_LONGEST_DATE = 60
_YEARS_TO_LOOK = 9
_NUMBERS = re.compile(r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})(?:\. ?(?P<year>[0-9]{4}|[0-9]{2}))?\.?")
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_WITH_WEEKDAY = re.compile(r"(?P<weekday>[a-z]+)\.?,? (?P<rest>[0-9a-z].*)")
_FRIDAY = 5


class _Patterns:
    """The forms of a date that hold words of the languages; made once, when the first date is read."""

    def __init__(self) -> None:
        month = "|".join(sorted(MONTHS, key=len, reverse=True))
        nth = rf"(?:\.|{any_of('ordinal')})?"
        self.around = re.compile(rf"(?:(?:{any_of('due-before')}) )?(?P<when>.+?)(?: (?:{any_of('due-after')}))?")
        self.day_first = re.compile(
            rf"(?P<day>[0-9]{{1,2}}){nth}(?: (?:{any_of('of')}))? (?P<name>{month})\.?,?(?: (?P<year>[0-9]{{4}}))?"
        )
        self.month_first = re.compile(rf"(?P<name>{month})\.? (?P<day>[0-9]{{1,2}}){nth},?(?: (?P<year>[0-9]{{4}}))?")
        self.week = re.compile(rf"(?:{any_of('week')})\.? ?(?P<week>[0-9]{{1,2}})(?: ?/ ?(?P<year>[0-9]{{4}}))?")
        self.next_meeting = frozenset(f"{one} {other}" for one in said("next") for other in said("meeting"))


@cache
def _patterns() -> _Patterns:
    return _Patterns()


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a date is counted from: the meeting's own day and, where it is known, the day of the next meeting."""

    today: date
    next_meeting: date | None = None


def due_date(words: str, calendar: Calendar) -> date | None:
    """Return the date that the words name, or None where they are no date or name a day that does not exist."""
    if len(words) > _LONGEST_DATE:
        return None
    around = _patterns().around.fullmatch(fold(" ".join(words.split())))
    if around is None:
        return None
    when = around["when"]
    if when in _patterns().next_meeting:
        return calendar.next_meeting
    for read in (_near, _weekday, _week, _weekday_and_date, _written):
        try:
            day = read(when, calendar.today)
        except (ValueError, OverflowError):
            continue
        if day is not None:
            return day
    return None


def _near(said: str, today: date) -> date | None:
    return today + timedelta(days=DAYS_ON[said]) if said in DAYS_ON else None


def _weekday(said: str, today: date) -> date | None:
    weekday = WEEKDAYS.get(said.removesuffix("."))
    if weekday is None:
        return None
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _week(said: str, today: date) -> date | None:
    match = _patterns().week.fullmatch(said)
    if match is None:
        return None
    week = int(match["week"])
    if match["year"]:
        return date.fromisocalendar(int(match["year"]), week, _FRIDAY)
    year = today.isocalendar().year
    return _first(lambda later: date.fromisocalendar(year + later, week, _FRIDAY), today, 2)


def _weekday_and_date(said: str, today: date) -> date | None:
    """Read `ti 15.12.`; a weekday that is not that day's is a contradiction, left to the people as words."""
    match = _WITH_WEEKDAY.fullmatch(said)
    if match is None or match["weekday"] not in WEEKDAYS:
        return None
    day = _written(match["rest"], today)
    return day if day is not None and day.weekday() == WEEKDAYS[match["weekday"]] else None


def _written(said: str, today: date) -> date | None:
    match = _NUMBERS.fullmatch(said) or _ISO.fullmatch(said)
    if match is not None:
        month = int(match["month"])
    else:
        match = _patterns().day_first.fullmatch(said) or _patterns().month_first.fullmatch(said)
        if match is None:
            return None
        month = MONTHS[match["name"]]
    day, year = int(match["day"]), match["year"]
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)  # noqa: PLR2004  a year of two digits
    return _first(lambda later: date(today.year + later, month, day), today, _YEARS_TO_LOOK)


def _first(day_of: Callable[[int], date], today: date, years: int) -> date | None:
    """Return the first day, from this year on, that exists and is not past."""
    for later in range(years):
        try:
            day = day_of(later)
        except ValueError:
            continue
        if day >= today:
            return day
    return None

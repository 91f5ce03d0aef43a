"""By when: the dates people say, counted from the day of the meeting. What is no date stays as words."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from kpfacil.capture.fold import fold
from kpfacil.capture.words import DAYS_ON, MONTHS, WEEKDAYS

_LONGEST_DATE = 60
_YEARS_TO_LOOK = 9
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_AROUND = re.compile(r"(?:(?:by|on|viimeistaan) )?(?P<when>.+?)(?: (?:mennessa|viimeistaan))?")
_NUMBERS = re.compile(r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})(?:\. ?(?P<year>[0-9]{4}|[0-9]{2}))?\.?")
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_DAY_FIRST = re.compile(
    rf"(?P<day>[0-9]{{1,2}})(?:\.|st|nd|rd|th)?(?: of)? (?P<name>{_MONTH})\.?,?(?: (?P<year>[0-9]{{4}}))?"
)
_MONTH_FIRST = re.compile(
    rf"(?P<name>{_MONTH})\.? (?P<day>[0-9]{{1,2}})(?:\.|st|nd|rd|th)?,?(?: (?P<year>[0-9]{{4}}))?"
)
_WITH_WEEKDAY = re.compile(r"(?P<weekday>[a-z]+)\.?,? (?P<rest>[0-9a-z].*)")
_WEEK = re.compile(
    r"(?:vkolla|vkon|vko|vk|v|viikolla|viikkoon|viikko|viikon|week|wk)\.? ?"
    r"(?P<week>[0-9]{1,2})(?: ?/ ?(?P<year>[0-9]{4}))?"
)
_NEXT_MEETING = re.compile(
    r"(?:ensi|seuraavaan|seuraavassa|seuraavaksi|seuraavan|seuraava)"
    r" (?:tapaami(?:nen|seen|sessa|seksi|sen)|kokou(?:s|kseen|ksessa|kseksi|ksen))"
    r"|(?:at )?(?:the )?next meeting"
)
_FRIDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a date is counted from: the meeting's own day and, where it is known, the day of the next meeting."""

    today: date
    next_meeting: date | None = None


def due_date(words: str, calendar: Calendar) -> date | None:
    """Return the date that the words name, or None where they are no date or name a day that does not exist."""
    if len(words) > _LONGEST_DATE:
        return None
    around = _AROUND.fullmatch(fold(" ".join(words.split())))
    if around is None:
        return None
    said = around["when"]
    if _NEXT_MEETING.fullmatch(said):
        return calendar.next_meeting
    for read in (_near, _weekday, _week, _weekday_and_date, _written):
        try:
            day = read(said, calendar.today)
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
    match = _WEEK.fullmatch(said)
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
        match = _DAY_FIRST.fullmatch(said) or _MONTH_FIRST.fullmatch(said)
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

"""Days as people say them, counted from a given day; what cannot be right is told with what was understood."""

import re
from calendar import monthcalendar
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache

from kpfacil.model.fold import fold_with_places
from kpfacil.model.grammar import Meanings, any_of, pattern
from kpfacil.model.value import frozen

_YEARS_TO_LOOK = 9
_FRIDAY = 4
_SHORT_WEEKDAY = 4
_MOST_MONTHS, _MOST_DAYS = 12, 31
_MINUTES = frozenset({"00", "15", "30", "45"})
_NAMES_OF_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = Meanings({f"weekday.{number}": number - 1 for number in range(1, 8)})
"""Monday is 0."""
_FROM_WEEKDAYS = Meanings({f"weekday-from.{number}": number - 1 for number in range(1, 8)})
"""The weekdays from which on something lasts: `maanantaista`."""
MONTHS = Meanings.of("month", range(1, 13))
_NTH = Meanings({**{f"nth.{number}": number for number in range(1, 6)}, "nth.last": 0})
"""Which of a month's weekdays of one name; 0 is the last."""
_NEAR_MONTHS = Meanings.of("near-month", range(2))
"""Words for the month of the day counted from, and for the next one."""
_DAYS_ON = Meanings.of("day-on", range(3))
"""Words for days near the meeting's own."""
_CLOCK = r"{clock}\.? [0-9]{1,2}\.[0-9]{1,2}\.?(?![.\w])"
_NO_DAY = rf"(?<!\w)(?:{{no-day}}(?!\w)|{{numbered}}\.? [0-9]+(?:\.[0-9]+)*|{_CLOCK})"
"""What looks like a day and is none: `to be agreed`, `kohta 3.2.`, `klo 3.5`."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return the forms of a day; made when the first is read, because they hold the languages' words."""
    days, months = _any((*WEEKDAYS, *_FROM_WEEKDAYS)), _any(MONTHS)
    start = r"(?<![\w:])(?<![0-9][.,])"
    on = rf"(?:(?P<weekday>{days})\.?,? ?)?"
    to = "|".join(any_of(key) for key in ("and", "or", "until"))
    span = rf"(?:(?P<first>[0-9]{{1,2}})\.? ?(?:[-/&]|{to}) ?)?"
    date_follows = r"\.?,? ?[0-9]{1,2}\. ?(?!(?:00|15|30|45)\b(?!\.))[0-9]"
    after = rf"(?:,? \(?(?P<after>{days})\b\)?(?!{date_follows}))?"
    nth = rf"(?:\.|{any_of('ordinal')})?(?: (?:{any_of('nth-day')}))?"
    year = r"(?:,? (?P<year>[0-9]{4}))?"
    nth_weekday, month = rf"(?P<nth>{_any(_NTH)}) (?P<weekday>{days})", _any((*MONTHS, *_NEAR_MONTHS))
    weeks = rf"(?P<this>{any_of('near-week.0')})|{any_of('near-week.1')}"
    sources = {
        "nth": rf"(?<!\w)(?P<name>{month}) {nth_weekday}{year}(?!\w)",
        "nth-of": rf"(?<!\w){nth_weekday} (?:(?:{any_of('of')}|{any_of('in')}) )?(?P<name>{month}){year}(?!\w)",
        "date": rf"{start}{on}{span}(?P<day>[0-9]{{1,2}})\. ?(?P<month>[0-9]{{1,2}})"
        rf"(?:\. ?(?P<year>[0-9]{{4}})|\.(?P<short>[0-9]{{2}}))?(?:(?P<dot>\.)(?![0-9])|(?![\w.]|:[0-9])){after}",
        "iso": rf"{start}{on}(?P<year>[0-9]{{4}})-(?P<month>[0-9]{{1,2}})-(?P<day>[0-9]{{1,2}})(?![\w-]){after}",
        "day-month": rf"{start}{on}(?:the )?{span}(?P<day>[0-9]{{1,2}}){nth}(?: (?:{any_of('of')}))?"
        rf" (?P<name>{months})\b\.?{year}(?!\w){after}",
        "month-day": rf"{start}{on}(?P<name>{months})\.? {span}(?P<day>[0-9]{{1,2}}){nth}{year}(?![\w:]){after}",
        "week": rf"{start}(?:(?P<weekday>{days})\.?,? (?:(?:{any_of('of')}) )?)?(?P<sign>{any_of('week')})\.? ?"
        rf"(?:(?P<first>[0-9]{{1,2}})-)?(?P<week>[0-9]{{1,2}})(?: ?/ ?(?P<year>[0-9]{{4}}))?(?![\w:]|\.[0-9]){after}",
        "near-week": rf"(?<!\w)(?:(?P<weekday>{days})\.? )?(?:{weeks})(?!\w){after}",
        "meeting": rf"(?<!\w)(?:{any_of('next')}) (?:{any_of('meeting')})(?!\w)",
        "near": rf"(?<!\w)(?:{_any(_DAYS_ON)})(?!\w)",
        "weekday": rf"(?<!\w)(?:(?:{any_of('coming')}|(?P<nth>{_any(_NTH)})) )?(?P<weekday>{days})"
        rf"(?:\b(?:\.(?!\w))?(?!\w)|(?<=\w{{7}})(?=(?:{any_of('day-time')})\b))",
    }
    return {name: re.compile(source) for name, source in sources.items()}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


@frozen()
class Calendar:
    """What a day is counted from: the meeting's own day and, where it is known, the day of the next meeting."""

    today: date
    next_meeting: date | None = None


@frozen()
class FoundDay:
    """A day in a text: where it stands, and which day it is, None where it is wrong or not told exactly.

    `wrong` is the key of what cannot be right, and `named` the place of the date alone. `unsure` says that the words
    could mean something else in prose (`pe`, `15.12`), `since` that something lasts from that day on, `several` that it
    is the last day of a range, `week` that it is the Friday of a week of which no day is told.
    """

    start: int
    end: int
    day: date | None = None
    wrong: str = ""
    named: tuple[int, int] = (0, 0)
    unsure: bool = False
    since: bool = False
    several: bool = False
    week: bool = False

    @property
    def is_one(self) -> bool:
        """Whether one day is told, neither a range nor a week."""
        return not (self.several or self.week)


def whole_day(written: str) -> date | None:
    """Return the day that a whole text names with its year, None where it names none or one that does not exist."""
    said = fold_with_places(" ".join(written.split()))[0]
    for name in ("date", "iso", "day-month", "month-day"):
        match = _patterns()[name].fullmatch(said)
        if match is not None and _part(match, "year"):
            found = _read_day_of_month(match, Calendar(date.min))
            return found.day if found is not None and not found.several else None
    return None


def find_days(said: str, calendar: Calendar) -> list[FoundDay]:
    """Return the days in a folded text from the left, the longest first where several begin at one place."""
    said = pattern(_NO_DAY).sub(lambda match: "\x00" * len(match[0]), said)
    matches = [(match, name) for name, pattern in _patterns().items() for match in pattern.finditer(said)]
    matches.sort(key=lambda pair: (pair[0].start(), -pair[0].end()))
    found: list[FoundDay] = []
    for match, name in matches:
        before = found[-1] if found else None
        if before is None or (match.start() >= before.end and not _is_time_of(before, match)):
            one = _read(match, name, calendar, before)
            found += [one] if one is not None else []
    return found


def _read(match: re.Match[str], name: str, calendar: Calendar, before: FoundDay | None) -> FoundDay | None:
    """Return the day; a weekday after another day is counted from that one: `7.12. – pe`."""
    day_before = before.day if before is not None else None
    if name == "weekday" and day_before is not None:
        calendar = Calendar(day_before)
    try:
        found = _READERS[name](match, calendar)
    except OverflowError:
        return None
    if found is not None and found.wrong and before is not None and _part(match, "weekday") == "to":
        alone = _patterns()[name].match(match.string, found.named[0])  # `7.12. to 9.12.`
        return _READERS[name](alone, calendar) if alone is not None else found
    return found


def _is_time_of(day: FoundDay, match: re.Match[str]) -> bool:
    """Whether two numbers right after a day are its time: `huomenna 12.10`."""
    return day.day is not None and _is_plain(match) and not match.string[day.end : match.start()].strip()


def _part(match: re.Match[str], name: str) -> str:
    return match.groupdict().get(name) or ""


def _read_day_of_month(match: re.Match[str], calendar: Calendar) -> FoundDay | None:
    """Read a day of a month; without a year it is the next such day, the day counted from included."""
    year = _part(match, "year") or _part(match, "short")
    weekday = _part(match, "weekday") or _part(match, "after")
    plain = _is_plain(match)
    if not year and _is_number(match, plain=plain):
        return None
    day = _day_of(year, match, calendar.today)
    start, end = match.span()
    if day is None:
        return FoundDay(start, end, wrong="no-such-day", named=_span_of_date(match))
    if weekday and not _agree(weekday, day, match):
        return FoundDay(start, end, wrong=f"day-is-{_NAMES_OF_DAYS[day.weekday()]}", named=_span_of_date(match))
    return FoundDay(start, end, day, unsure=plain, several=bool(_part(match, "first")))


def _is_plain(match: re.Match[str]) -> bool:
    """Whether a day is two numbers with a point between them and nothing more."""
    return not any(_part(match, name) for name in ("year", "short", "weekday", "after", "name", "dot"))


def _is_number(match: re.Match[str], *, plain: bool) -> bool:
    """Whether two numbers with a point between them are no day but a time or an amount: `17.30`, `45.12`."""
    if not _part(match, "month"):
        return False
    if match["month"] in _MINUTES:
        return True
    return plain and not (int(match["day"]) <= _MOST_DAYS and 1 <= int(match["month"]) <= _MOST_MONTHS)


def _day_of(year: str, match: re.Match[str], today: date) -> date | None:
    """Return the day of that year, without a year the next such day, or None where there is none."""
    day, month = int(match["day"]), MONTHS[match["name"]] if _part(match, "name") else int(match["month"])
    try:
        if year:
            return date(int(year) if len(year) == 4 else 2000 + int(year), month, day)  # noqa: PLR2004
    except ValueError:
        return None
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


def _agree(weekday: str, day: date, match: re.Match[str]) -> bool:
    """Whether a weekday is that of a day, or of the first day of a range that ends with it."""
    first = int(_part(match, "first") or match["day"])
    return _number(weekday) in (day.weekday(), (day.weekday() - int(match["day"]) + first) % 7)


def _number(weekday: str) -> int:
    return WEEKDAYS[weekday] if weekday in WEEKDAYS else _FROM_WEEKDAYS[weekday]


def _span_of_date(match: re.Match[str]) -> tuple[int, int]:
    """Return where the date stands without the weekday before or after it."""
    parts = [match.start(name) for name in ("first", "day", "month", "name", "year") if _part(match, name)]
    return min(parts), match.start("after") - 1 if _part(match, "after") else match.end()


def _weekday(match: re.Match[str], calendar: Calendar) -> FoundDay:
    if _part(match, "nth"):
        return FoundDay(*match.span())  # `toinen perjantai`, of which month nobody knows
    word = match["weekday"]
    day = calendar.today + timedelta(days=(_number(word) - calendar.today.weekday() - 1) % 7 + 1)
    return FoundDay(*match.span(), day, unsure=len(word) <= _SHORT_WEEKDAY, since=word in _FROM_WEEKDAYS)


def _nth(match: re.Match[str], calendar: Calendar) -> FoundDay:
    """Read the first, second ... or last weekday of a month; without a year it is the next such month's."""
    today, year = calendar.today, int(_part(match, "year") or 0)
    month = MONTHS.get(match["name"]) or (today.month + _NEAR_MONTHS[match["name"]] - 1) % 12 + 1
    first = year or today.year + (month < today.month)
    for one in (first, first + (not year and match["name"] in MONTHS)):
        day = _nth_of(one, month, _number(match["weekday"]), _NTH[match["nth"]])
        if day and (year or day >= today):
            return FoundDay(*match.span(), day)
    return FoundDay(*match.span())


def _nth_of(year: int, month: int, weekday: int, nth: int) -> date | None:
    """Return that weekday of a month, None where the month has fewer of them."""
    days = [week[weekday] for week in monthcalendar(year, month) if week[weekday]]
    return date(year, month, days[nth - 1]) if nth <= len(days) else None


def _week(match: re.Match[str], calendar: Calendar) -> FoundDay:
    """Read a week, which is its Friday unless a weekday is told."""
    weekday = _part(match, "weekday") or _part(match, "after")
    number = (_number(weekday) if weekday else _FRIDAY) + 1
    week, year = int(match["week"]), int(match["year"] or 0)
    this = calendar.today.isocalendar().year
    day = _first(
        lambda later: date.fromisocalendar(year or this + later, week, number), date.min if year else calendar.today, 2
    )
    start, end = match.span()
    if day is None:
        return FoundDay(start, end, wrong="no-such-day", named=(match.start("sign"), match.end()))
    return FoundDay(start, end, day, unsure=match["sign"] == "v", several=bool(match["first"]), week=not weekday)


def _near_week(match: re.Match[str], calendar: Calendar) -> FoundDay:
    """Read a weekday of this week or the next; without one the words tell no day."""
    weekday = _part(match, "weekday") or _part(match, "after")
    if not weekday:
        return FoundDay(*match.span())
    monday = calendar.today - timedelta(days=calendar.today.weekday())
    return FoundDay(*match.span(), monday + timedelta(days=_number(weekday) + (0 if _part(match, "this") else 7)))


def _near(match: re.Match[str], calendar: Calendar) -> FoundDay:
    return FoundDay(*match.span(), calendar.today + timedelta(days=_DAYS_ON[match[0]]))


_READERS: dict[str, Callable[[re.Match[str], Calendar], FoundDay | None]] = {
    **dict.fromkeys(("date", "iso", "day-month", "month-day"), _read_day_of_month),
    "nth": _nth,
    "nth-of": _nth,
    "week": _week,
    "near-week": _near_week,
    "meeting": lambda match, calendar: FoundDay(*match.span(), calendar.next_meeting),
    "near": _near,
    "weekday": _weekday,
}

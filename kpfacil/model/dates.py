"""Dates, times and numbers as a language writes them. Pure: what today is comes from outside."""

from datetime import date, time

from kpfacil.model.value import frozen_by_name


@frozen_by_name
class Locale:
    """How a language writes: `content/<language>/locale.toml`.

    `tag` names the language in documents (`fi-FI`). The forms of days have the places `{weekday}`, `{day}`, `{month}`
    and `{year}`, that of the clock `{hour}` and `{minute}`; `comma` stands before the decimals of a number.
    """

    tag: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    long: str
    plain: str
    short: str
    clock: str
    comma: str


def long_date(day: date, locale: Locale) -> str:
    """Return `ti 24.2.2021`, or `Tue 24 Feb 2021` in English."""
    return _fill_form(locale.long, day, locale)


def due_words(due: date | None, said: str, locale: Locale) -> str:
    """Return the day by which, the words said instead of one, or the words with their day."""
    if due is None:
        return said
    return f"{said} ({long_date(due, locale)})" if said else short_date(due, locale)


def plain_date(day: date, locale: Locale) -> str:
    """Return `24.2.2021`, or `24 Feb 2021` in English."""
    return _fill_form(locale.plain, day, locale)


def short_date(day: date, locale: Locale) -> str:
    """Return `ti 24.2.`, or `Tue 24 Feb` in English: for the screen, where the year is understood."""
    return _fill_form(locale.short, day, locale)


def clock_time(at: time, locale: Locale) -> str:
    """Return `17.00`, or `17:00` in English."""
    return locale.clock.format(hour=at.hour, minute=f"{at.minute:02d}")


def minutes_and_seconds(seconds: int, locale: Locale) -> str:
    """Return `12.30`, or `12:30` in English; the sign is left to the sentence around it."""
    return locale.clock.format(hour=abs(seconds) // 60, minute=f"{abs(seconds) % 60:02d}")


def figure(number: float, locale: Locale) -> str:
    """Return a number as the language writes it, at most two decimals: `2,5` in Finnish."""
    return f"{number:.2f}".rstrip("0").rstrip(".").replace(".", locale.comma)


def _fill_form(form: str, day: date, locale: Locale) -> str:
    month = locale.months[day.month - 1]
    return form.format(weekday=locale.weekdays[day.weekday()], day=day.day, month=month, year=day.year)

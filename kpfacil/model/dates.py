"""Dates and times as Finns and the English-speaking read them. Pure: what today is comes from outside."""

from datetime import date, time

_WEEKDAYS = {
    "fi": ("ma", "ti", "ke", "to", "pe", "la", "su"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def long_date(day: date, language: str) -> str:
    """Return `ti 24.2.2021`, or `Tue 24 Feb 2021` in English."""
    weekday = _weekday(day, language)
    if language == "en":
        return f"{weekday} {day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{weekday} {day.day}.{day.month}.{day.year}"


def plain_date(day: date, language: str) -> str:
    """Return `24.2.2021`, or `24 Feb 2021` in English."""
    if language == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day}.{day.month}.{day.year}"


def short_date(day: date, language: str) -> str:
    """Return `ti 24.2.`, or `Tue 24 Feb` in English: for the screen, where the year is understood."""
    weekday = _weekday(day, language)
    if language == "en":
        return f"{weekday} {day.day} {_MONTHS[day.month - 1]}"
    return f"{weekday} {day.day}.{day.month}."


def clock_time(at: time, language: str) -> str:
    """Return `17.00`, or `17:00` in English."""
    return f"{at.hour}{':' if language == 'en' else '.'}{at.minute:02d}"


def _weekday(day: date, language: str) -> str:
    return _WEEKDAYS["en" if language == "en" else "fi"][day.weekday()]

"""The right form of what people write by hand: times, dates, quotes. Pure: text or value in, TOML text out."""

import datetime as dt
import re

from kpfacil.storage.lines import literal

_TIME = re.compile(r"(?:klo\s*)?(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2}))?\Z", re.IGNORECASE)
_HOUR = re.compile(r"(?:klo\s*)?(\d{1,2})\Z", re.IGNORECASE)
_FINNISH_DATE = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\Z")
_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})\Z")
_NO_YEAR = re.compile(r"(\d{1,2})\.(\d{1,2})\.?\Z")
_CURLY = re.compile("[“”„‟«»]")
_COMMA_NUMBER = re.compile(r"[+-]?\d+,\d+\Z")
_TRUTH = {"true": "true", "kyllä": "true", "yes": "true", "false": "false", "ei": "false", "no": "false"}


def time_form(words: str) -> str | None:
    """Return `17:00:00` for `17:00`, `17.00`, `17` or `klo 17`; None where it is no time of day."""
    match = _TIME.match(words) or _HOUR.match(words)
    if match is None:
        return None
    hour, minute, second = (int(part or 0) for part in (*match.groups(), None, None)[:3])
    return f"{hour:02d}:{minute:02d}:{second:02d}" if hour < 24 and minute < 60 and second < 60 else None  # noqa: PLR2004


def date_form(words: str) -> str | None:
    """Return `2026-12-15` for `15.12.2026`, `2026-12-15`, `2026/12/15`; None where it is no day of the calendar."""
    finnish, year_first = _FINNISH_DATE.match(words), _YEAR_FIRST.match(words)
    if finnish:
        day, month, year = (int(part) for part in finnish.groups())
    elif year_first:
        year, month, day = (int(part) for part in year_first.groups())
    else:
        return None
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def looks_like_date(words: str) -> bool:
    """Return whether it has the look of a date with its year, also of one that does not exist."""
    return bool(_FINNISH_DATE.match(words) or _YEAR_FIRST.match(words))


def day_and_month(words: str) -> tuple[int, int] | None:
    """Return day and month of a date without a year (`15.12.`), None where it is not one."""
    match = _NO_YEAR.match(words)
    if match is None:
        return None
    day, month = int(match[1]), int(match[2])
    return (day, month) if 1 <= day <= 31 and 1 <= month <= 12 else None  # noqa: PLR2004


def truth_form(words: str) -> str | None:
    """Return `true` or `false` for `True`, `kyllä`, `no` and the like."""
    return _TRUTH.get(words.casefold())


def number_form(words: str) -> str | None:
    """Return `1.5` for `1,5`."""
    return words.replace(",", ".") if _COMMA_NUMBER.match(words) else None


def quoted_form(words: str) -> str:
    """Return the words as TOML text between straight quotes; curly quotes around them are dropped."""
    return literal(_CURLY.sub("", words).strip().strip('"'))


def has_curly_quotes(words: str) -> bool:
    """Return whether a value begins with the quotes that word processors write."""
    return bool(_CURLY.match(words))

"""Dates as `2026-11-21` or `21.11.2026`, times as `17.00` or `17:00` (contract, section 2)."""

import re
from datetime import date, time

from kpfacil.cli.console import Misuse

_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_FINNISH = re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})")
_TIME = re.compile(r"([0-9]{1,2})(?:[.:]([0-9]{2}))?")


def day(written: str) -> date:
    """Return a date; raises `Misuse` where it can't be read or is in no calendar."""
    found = parsed_day(written.strip())
    if found is None:
        raise Misuse("cli.usage.date", value=written)
    return found


def parsed_day(written: str) -> date | None:
    """Return a date, or None where it can't be read."""
    match = _ISO.fullmatch(written) or _FINNISH.fullmatch(written)
    if match is None:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def clock_time(written: str) -> time:
    """Return a time of day; raises `Misuse` where it can't be read."""
    match = _TIME.fullmatch(written.strip())
    hours, minutes = (int(match[1]), int(match[2] or 0)) if match else (24, 0)
    try:
        return time(hours, minutes)
    except ValueError:
        raise Misuse("cli.usage.time", value=written) from None


def term(written: str) -> tuple[date, date]:
    """Return the first and last day of a term written `START:END`; raises `Misuse`."""
    start, colon, end = written.partition(":")
    first, last = parsed_day(start.strip()), parsed_day(end.strip())
    if not colon or first is None or last is None:
        raise Misuse("cli.usage.term", value=written)
    if last < first:
        raise Misuse("cli.usage.term-backwards", value=written)
    return first, last


def port(written: str) -> int:
    """Return a port of this machine that needs no special rights; raises `Misuse`."""
    return _whole(written, 1024, 65535)


def pixels(written: str) -> int:
    """Return a height of letters in pixels; raises `Misuse`."""
    return _whole(written, 8, 200)


def _whole(written: str, least: int, most: int) -> int:
    number = int(written) if re.fullmatch("[0-9]{1,6}", written) else -1
    if not least <= number <= most:
        raise Misuse("cli.usage.number", value=written, least=str(least), most=str(most))
    return number

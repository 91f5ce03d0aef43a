"""What stood on the command line, and how its days, times and numbers are read."""

import argparse
import datetime as dt
import ipaddress
import re
from collections.abc import Sequence
from typing import Literal, TypeVar

from kpfacil.cli.console import Misuse
from kpfacil.model.days import whole_day
from kpfacil.model.formats import PARTS, Format, Part, as_formats
from kpfacil.model.hours import whole_time

_Form = TypeVar("_Form", bound=str)


class Given(argparse.Namespace):
    """The parsed command line; `file` is the one file or folder, `words` whatever a command takes many of."""

    command: str | None = None
    sessions: str | None = None
    lang: str | None = None
    print_completion: str | None = None
    file: str = ""
    words: Sequence[str] = ()
    table: str = ""
    date: dt.date | None = None
    said_day: str | None = None
    """The day as it was written: what `ensi tiistai` is, only a clock can tell."""
    start: dt.time | None = None
    end: dt.time | None = None
    place: str | None = None
    participants: str | None = None
    columns: str = ""
    term: tuple[dt.date, dt.date] | None = None
    blank: bool = False
    also: bool = False
    take_over: bool = False
    setting: bool = False
    wait: int = 0
    out: str | None = None
    target: str = ""
    name: str = ""
    yes: bool = False
    before: int | None = None
    contacts: str | None = None
    on_paper: bool = False
    profile: Literal["participants", "public"] = "participants"
    template: str | None = None
    forms: Sequence[str] = ()
    attach: Sequence[Format] = ()
    brief: bool = False
    parts: frozenset[Part] = frozenset()
    index: bool = False
    cover: Sequence[str] = ()
    keep: Sequence[str] = ()
    replace: Sequence[str] = ()
    keep_rest: bool = False
    state: Sequence[str] = ()
    who: str = ""
    party: str = ""
    overdue: bool = False
    todo: bool = False
    first: dt.date | None = None
    last: dt.date | None = None
    web: bool = False
    port: int | None = None
    lan: str | None = None


_LIKE_DAY = r"\s*(?:\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{4}-\d{1,2}-\d{1,2})\s*\Z"


def read_day(written: str) -> dt.date:
    """Return a date; raises `Misuse` where it can't be read or is in no calendar."""
    found = whole_day(written)
    if found is None:
        raise Misuse("cli.usage.no-such-day" if re.match(_LIKE_DAY, written) else "cli.usage.date", value=written)
    return found


def read_time(written: str) -> dt.time:
    """Return a time of day; raises `Misuse` where it can't be read."""
    found = whole_time(written)
    if found is None:
        raise Misuse("cli.usage.time", value=written)
    return found


def read_term(written: str) -> tuple[dt.date, dt.date]:
    """Return the first and last day of a term written `START:END`; raises `Misuse`."""
    start, _, end = written.partition(":")
    first, last = whole_day(start), whole_day(end)
    if first is None or last is None:
        raise Misuse("cli.usage.term", value=written)
    if last < first:
        raise Misuse("cli.usage.term-backwards", value=written)
    return first, last


def read_name(written: str) -> str:
    """Return what a file, a folder or a person is called; raises `Misuse` where nothing is named."""
    if not written.strip():
        raise Misuse("cli.usage.no-value")
    return written


def read_folder(written: str) -> str:
    """Return the name of a folder for many files; raises `Misuse` for `-`, which is stdout elsewhere."""
    if written == "-":
        raise Misuse("cli.usage.many-files", value=written)
    return read_name(written)


def read_formats(written: str, known: tuple[_Form, ...]) -> tuple[_Form, ...]:
    """Return the formats of `html,docx`; raises `Misuse` where one of them is none of those that are known."""
    asked = as_formats(written, known)
    if not asked:
        raise Misuse("cli.usage.choice", value=written, choices=", ".join(known))
    return asked


def read_parts(written: str) -> frozenset[Part]:
    """Return what a memo tells besides, of `minutes,remarks`; raises `Misuse` where one of them is nothing."""
    return frozenset(read_formats(written, PARTS))


def read_address(written: str) -> str:
    """Return an address of a network, or nothing where none is named; raises `Misuse` where it is none."""
    try:
        return str(ipaddress.ip_address(written)) if written else ""
    except ValueError:
        raise Misuse("cli.usage.address", value=written) from None


def read_whole(written: str, least: int, most: int) -> int:
    """Return a whole number between two others; raises `Misuse`."""
    number = int(written) if re.fullmatch("[0-9]{1,6}", written) else -1
    if not least <= number <= most:
        raise Misuse("cli.usage.number", value=written, least=least, most=most)
    return number

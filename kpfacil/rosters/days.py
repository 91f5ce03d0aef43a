"""The days in a header: in numbers, or a month by its name and a number."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, product

from kpfacil.rosters.words import is_one_of, list_words

_DATE = re.compile(r"\b(\d{1,2})([./])(0?[1-9]|1[0-2])\b[./]?(?:\d{2,4}\b)?|\b\d{4}-(\d\d)-(\d\d)\b")
_DAY = re.compile(r"(?<![\d.:])([12]?\d|3[01])\b(?![:.]?\d|\s*[ap]m\b)")
"""A number that is neither an hour nor a year."""
_WORD = re.compile(r"[^\W\d_]+")


def without_days(said: str) -> str:
    """Return a header without its days in numbers."""
    return _DATE.sub(" ", said)


def days_in(said: str) -> set[tuple[int, int]]:
    """Return the months and days in a header: in numbers, or a month by its name with the first number of a day."""
    months = filter(None, map(_month, _WORD.findall(said)))
    days = [int(day) for day in _DAY.findall(said)[:1]]
    return {*chain.from_iterable(map(_days, _DATE.finditer(said))), *product(months, days)}


@lru_cache(maxsize=1024)
def _month(word: str) -> int:
    """Return which month a word names, 0 where it names none."""
    months = enumerate(map(str.split, list_words()["asking"]["months"]), 1)
    return next((at for at, names in months if word + "=" in names or word.startswith(tuple(names))), 0)


def is_of_date(word: str) -> bool:
    """Return whether a word may stand beside a day: a weekday or a month."""
    return is_one_of(word, "weekdays") or _month(word) > 0


def _days(found: re.Match[str]) -> Iterable[tuple[int, int]]:
    """Yield the months and days that a date in a header may be."""
    if found[1] is None:
        return [(int(found[4]), int(found[5]))]
    one, other = int(found[1]), int(found[3])
    return [(other, one), (one, other)] if found[2] == "/" else [(other, one)]

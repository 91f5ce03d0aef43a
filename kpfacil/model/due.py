"""By when something is done: a day, words, or a day with the words said beside it."""

import re
from datetime import date
from functools import cache

from kpfacil.model.days import Calendar, FoundDay, find_days, find_wrong
from kpfacil.model.fold import folded
from kpfacil.model.grammar import any_of
from kpfacil.model.grammar import said as words_of
from kpfacil.model.hours import bare_hours, covered, sure_hours
from kpfacil.model.texts import Sentence
from kpfacil.model.value import frozen

_LONGEST = 300
_AROUND = " .,;"
_WORD = re.compile(r"[^\s.,;:()\x00-]+")


@frozen()
class Due:
    """By when: the day, the words beside it or in its place, and what in them cannot be right."""

    day: date | None = None
    text: str = ""
    wrong: Sentence | None = None

    @property
    def names_day(self) -> bool:
        """Whether a day is named, be it one that can be or not."""
        return self.day is not None or self.wrong is not None


def read_due(words: str, calendar: Calendar) -> Due:
    """Return by when something is done (what stands after the first ` / `)."""
    text = " ".join(words.split())
    if len(text) > _LONGEST:
        return Due(text=text)
    said, places = folded(text)
    timeless = covered(said, sure_hours(said))
    found = find_days(timeless, calendar)
    wrong = find_wrong(text, places, found)
    if wrong is not None or not found or found[-1].since or _not_by().search(_rest(said, found)):
        return Due(text=text, wrong=wrong)
    day = _latest(found, timeless)
    return Due(day=day, text="" if day is not None and _is_all(found, said) else text)


def _is_all(found: list[FoundDay], said: str) -> bool:
    """Whether a text is one day and nothing else."""
    day = found[0]
    return len(found) == 1 and not day.several and said.strip(_AROUND) == said[day.start : day.end].strip(_AROUND)


def _latest(found: list[FoundDay], said: str) -> date | None:
    """Return the latest of the days that are surely meant, None where one is not told exactly."""
    days = [one.day for one in found]
    if None in days:
        return None
    beside = {*words_of("beside-day"), *words_of("clock"), *words_of("clock-or-day")}
    if not _is_all(found, said) and not all(word in beside for word in _WORD.findall(_rest(said, found))):
        days = [one.day for one in found if not one.unsure]
    return max((day for day in days if day is not None), default=None)


def _rest(said: str, found: list[FoundDay]) -> str:
    """Return the text without the days, and without hours such as `12.00` after a day."""
    for one in found:
        said = said[: one.start] + " " * (one.end - one.start) + said[one.end :]
    return covered(said, [hours for hours in bare_hours(said) if hours.sure])


@cache
def _not_by() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of('not-by')}|{any_of('weekday-again')})(?!\w)")

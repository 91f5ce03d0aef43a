"""By when something is done: a day, words, or a day with the words said beside it."""

import re
from datetime import date
from functools import cache

from kpfacil.model import fold, value
from kpfacil.model.days import Calendar, FoundDay, find_days
from kpfacil.model.grammar import pattern, words_of
from kpfacil.model.hours import bare_hours, blank_out, sure_hours
from kpfacil.model.texts import Sentence

_LONGEST = 300
_AROUND = " .,;"
_FEW = 2
_WORD = re.compile(r"[^\s.,;:()/\x00-]+")
_WHERE = re.compile(r"(?=\w{6})(?!kanssa|muassa|puolesta)\w+(?:lla|lle|lta|ssa|sta|seen|oon|een|iin|uun|yyn)")
"""A folded word in a form that tells where, in Finnish: `kirjastolla`, `salissa`, `kouluun`."""
_NAMED_PLACE = re.compile(rf"\s+(?:(?:\w{{3,}}n )*{_WHERE.pattern}|(?:\w{{3,}}n )+(?:kanssa|luona|kotona))(?!\w)")
"""A place, also with whose it is before it: `kirjaston kokoushuoneessa`."""
_SIGNED = re.compile(r"\.|.(?:,|\s*[(\x00]|\s+-\s|:\w|\s+[0-9]{1,2}-[0-9])")
"""A full stop after the day, or what else shows that it is one: a comma, a bracket, hours, an ending after a colon."""


@value.frozen()
class Due:
    """By when: the day, the words beside it or in its place, and what in them cannot be right or is to be told."""

    day: date | None = None
    text: str = ""
    wrong: Sentence | None = None
    only: bool = False
    """Whether the words name a day, be it one that can be or not, and nothing but when or where beside it."""

    @property
    def names_day(self) -> bool:
        """Whether a day is named, be it one that can be or not."""
        return self.day is not None or self.wrong is not None


def find_wrong(text: str, places: tuple[int, ...], found: list[FoundDay]) -> Sentence | None:
    """Return what is said of the first day that cannot be right; `places` are those of `fold_with_places`."""
    for one in found:
        if one.wrong:
            start, end = one.named
            return Sentence(f"refused.{one.wrong}", {"words": text[places[start] : places[end]].strip(" ,")})
    return None


def read_due(words: str, calendar: Calendar) -> Due:
    """Return by when something is done (what stands after the first ` / `)."""
    text = " ".join(words.split())
    if len(text) > _LONGEST:
        return Due(text=text)
    said, places = fold.fold_with_places(text)
    timeless = blank_out(said, sure_hours(said))
    found = find_days(timeless, calendar)
    wrong = find_wrong(text, places, found)
    only = all(map(_stands_beside, _WORD.findall(_rest(timeless, found))))
    if wrong is not None:
        return Due(text=text, wrong=wrong, only=only)
    if not found or found[-1].since or _is_other_day(said, found):
        return Due(text=text)
    day = _latest(found, timeless)
    said_whole = day is not None and _is_all(found, said)
    late = _tell_late(day, said, calendar) if day is not None else None
    return Due(day=day, text="" if said_whole else text, wrong=late, only=only and day is not None)


def _tell_late(day: date, said: str, calendar: Calendar) -> Sentence | None:
    """Return what is told of a day without a year that neither this year nor the next has any more: 29 February."""
    late = day.year > calendar.today.year + 1 and f"{day.year % 100:02}" not in said
    return Sentence("notice.leap-day", {"year": str(day.year)}) if late else None


def _is_all(found: list[FoundDay], said: str) -> bool:
    """Whether a text is one day and nothing else."""
    day = found[0]
    return len(found) == 1 and not day.several and said.strip(_AROUND) == said[day.start : day.end].strip(_AROUND)


def _latest(found: list[FoundDay], said: str) -> date | None:
    """Return the latest of the days that are surely meant, None where one is not told exactly."""
    days = [one.day for one in found]
    if None in days:
        return None
    if not _is_all(found, said) and not all(map(_stands_beside, _WORD.findall(_rest(said, found)))):
        days = [one.day for one in found if _is_meant(one, said)]
    return max((day for day in days if day is not None), default=None)


def _is_meant(one: FoundDay, said: str) -> bool:
    """Return whether a form that could be another word is a day where it stands."""
    return not one.unsure or _begins(one, said) or _ends(one, said)


def _stands_beside(word: str) -> bool:
    """Return whether a word tells when or where something is, so that what is beside it can only be a day."""
    return word in _beside() or word in words_of("between-days") or _WHERE.fullmatch(word) is not None


@cache
def _beside() -> frozenset[str]:
    keys = ("beside-day", "deadline", "day-time", "clock", "clock-or-day")
    return frozenset(word for key in keys for word in words_of(key))


def _begins(one: FoundDay, said: str) -> bool:
    """Return whether a day begins a text and the rest tells what of it: `pe kirjastolla`, `on Fri at the library`.

    A form that is a word as well, such as *to*, begins one only where a time or place follows, or a sign: `to, jos`.
    """
    if not all(word in _beside() for word in _WORD.findall(said[: one.start])):
        return False
    after = said[one.end :]
    word = said[one.start : one.end].strip(".").rpartition(" ")[2]
    if word not in words_of("doubtful-weekday") and not word[-1:].isdigit():
        return True
    named = _NAMED_PLACE.match(after)
    follows = _WORD.search(after)
    signed = _SIGNED.match(said, one.end - 1) is not None
    return signed or named is not None or (follows is not None and follows[0] in _beside())


def _ends(one: FoundDay, said: str) -> bool:
    """Return whether a short weekday that is no other word ends a text behind one word: `vaikka pe`, `kahvit ke`."""
    word = said[one.start : one.end].strip(_AROUND)
    alone = word.isalpha() and word not in words_of("doubtful-weekday")
    return alone and not said[one.end :].strip(_AROUND) and len(_WORD.findall(said)) <= _FEW


def _rest(said: str, found: list[FoundDay]) -> str:
    """Return the text without the days, and without hours such as `12.00` after a day."""
    for one in found:
        said = said[: one.start] + " " * (one.end - one.start) + said[one.end :]
    return blank_out(said, [hours for hours in bare_hours(said) if hours.sure])


def _is_other_day(said: str, found: list[FoundDay]) -> bool:
    """Whether the days are not those by which something is done: *jälkeen*, *ei perjantaina*."""
    since = pattern(r"(?<!\w){since}\W*\Z").search(said[: found[-1].start])
    after = since or pattern(r"(?<!\w){not-by|weekday-again}(?!\w)").search(_rest(said, found))
    denied = pattern(r"(?<!\w){not}\W*\Z")
    return after is not None or any(denied.search(said[: one.start]) for one in found)

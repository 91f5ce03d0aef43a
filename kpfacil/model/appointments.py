"""Day, hours and place as they are said in one breath: `ma 7.12., klo 17–19 Kirjasto`."""

import re
from dataclasses import field, replace
from datetime import date, time

from kpfacil.model import due, fold, value
from kpfacil.model.days import Calendar, FoundDay, find_days
from kpfacil.model.grammar import pattern
from kpfacil.model.hours import FoundHours, bare_hours, blank_out, sure_hours
from kpfacil.model.meeting import Meeting
from kpfacil.model.texts import Sentence

_BETWEEN = " ,;.–—-/"
_FIRST_HOUR = 7
_MOST_PLACE = 3
_YEAR = re.compile(r"[0-9]{4}|\.[0-9]{2}\Z")
_OTHER_WORD = re.compile(r"\s*[^\W\d_]")
_EVENING = r"-?{day-time}\b"
"""What a weekday is written together with: `perjantai-iltana`, `perjantaiaamuna`."""
_BEFORE_NUMBER = r"{numbered-place}\s*\Z"
"""The end of what stands before a number of its own: `Keskuskatu`, `Sali`."""
_LINKED = r"(?:\A|[,/&]|(?<!\w){or|and})\s*\Z"
_LINKS = r"(?:(?:{around-place}|@)(?!\w)[ ,;.]*)+"
_WORDS_LEFT = "{clock|time-word|or|and|deadline|not-by|no-place}"
_LEFTOVER = rf"(?:{{clock-or-day}} )?(?:[0-9]+(?![^\W\d_])|{_WORDS_LEFT}(?!\w)|:)"
"""What is left of a day or of hours that were not understood: no place begins so."""


@value.frozen_by_name
class Appointment:
    """When and where; what was not said is None or empty. `wrong` is what cannot be right, beside what can."""

    day: date | None = None
    start: time | None = None
    end: time | None = None
    place: str = ""
    wrong: Sentence | None = None
    begins: bool = field(default=False, compare=False)
    """Whether the line begins with the day or the hours."""
    place_first: bool = field(default=False, compare=False)
    """Whether nothing but the place is said before the day and the hours."""
    dated: bool = field(default=False, compare=False)
    """Whether the day is said with its year."""


def next_appointment(meeting: Meeting) -> Appointment:
    """Return when and where the table meets next."""
    return Appointment(day=meeting.next_date, start=meeting.next_start, end=meeting.next_end, place=meeting.next_place)


def read_appointment(line: str, calendar: Calendar) -> Appointment:
    """Return the day, hours and place that a line says, in any order."""
    text = _Text(line)
    days = find_days(text.rest, calendar)
    days = [day for day in days if not day.unsure or text.is_linked(day.start)] or days[:1]
    for day in days:
        text.take_day(day)
    found = text.appointment(loose=False)
    wrong = due.find_wrong(text.text, text.places, days) or text.several(days) or found.wrong
    return text.with_day(replace(found, wrong=wrong), days)


def read_hours(line: str, *, loose: bool = False) -> Appointment:
    """Return the hours and the place that a line says; where it is `loose`, a number alone at its start is an hour."""
    return _Text(line).appointment(loose=loose)


class _Text:
    """A line of which days and hours are taken one after another; what is left is a place."""

    def __init__(self, line: str) -> None:
        self.text = " ".join(line.split())
        self.said, self.places = fold.fold_with_places(self.text)
        self.hours = sure_hours(self.said)
        self.rest = blank_out(self.said, self.hours)

    def words(self, start: int, end: int) -> str:
        """Return the words of a stretch as they were typed."""
        return self.text[self.places[start] : self.places[end]].strip(" ,;")

    def take(self, start: int, end: int) -> None:
        """Make a stretch blank."""
        self.rest = self.rest[:start] + "\x00" * (end - start) + self.rest[end:]

    def take_day(self, day: FoundDay) -> None:
        """Make a day blank, with the time of day that it is written together with."""
        evening = pattern(_EVENING).match(self.rest, day.end)
        self.take(day.start, evening.end() if evening else day.end)

    def is_linked(self, start: int) -> bool:
        """Whether a stretch begins the line, or nothing but words such as *tai* stands between another day and it."""
        return pattern(_LINKED).search(self.rest[:start]) is not None

    def with_day(self, found: Appointment, days: list[FoundDay]) -> Appointment:
        """Return the appointment with its day; a place of a few words may stand first where hours are told as well."""
        if not days or not days[0].is_one:
            return found
        day = days[0]
        words = self.text[: self.places[day.start]].split()
        short = 0 < len(words) <= _MOST_PLACE and words[0][:1].isupper()
        place_first = short and found.start is not None and not re.search(r"\w", self.rest[day.end :])
        dated = _YEAR.search(self.said[day.start : day.end]) is not None
        return replace(found, day=day.day, place_first=place_first, dated=dated)

    def several(self, days: list[FoundDay]) -> Sentence | None:
        """Return that more than one day is named."""
        if not days or (len({day.day for day in days}) == 1 and days[0].is_one):
            return None
        return _wrong("two-days", self.words(days[0].start, days[-1].end))

    def appointment(self, *, loose: bool) -> Appointment:
        """Return the hours, and what is left as the place."""
        hours = self.hours or self._bare(loose=loose)
        for one in hours[:1]:
            self.take(one.start, one.end)
        stretches = self._stretches()
        left = list(filter(_is_left, stretches))
        place = ", ".join(stretch for stretch in stretches if stretch not in left[:1])
        left += [self.words(one.start, one.end) for one in hours[1:]]
        first = hours[0] if hours else FoundHours(0, 0)
        wrong = _wrong("no-place", left[0]) if left else None
        if first.wrong:
            wrong = _wrong("no-such-time", self.words(first.start, first.end))
        begins = self.rest.lstrip(_BETWEEN)[:1] == "\x00"
        return Appointment(start=first.begins, end=first.ends, place=place, wrong=wrong, begins=begins)

    def _bare(self, *, loose: bool) -> list[FoundHours]:
        """Return the first hours known by their form alone: first, after the day or last; no amount of something."""
        return [
            one for one in bare_hours(self.rest) if one.sure or self._is_last(one) or self._is_first(one, loose=loose)
        ][:1]

    def _is_last(self, hours: FoundHours) -> bool:
        """Whether a range after a place is rather hours than rooms or houses: `Kirjasto 17–19`."""
        if hours.begins is None or hours.ends is None or self.rest[hours.end :].strip(_BETWEEN):
            return False
        numbered = pattern(_BEFORE_NUMBER).search(self.rest[: hours.start])
        return _FIRST_HOUR <= hours.begins.hour < hours.ends.hour and not numbered

    def _is_first(self, hours: FoundHours, *, loose: bool) -> bool:
        """Whether a number or a range stands where hours do: alone, or after nothing but the day."""
        before, follows = self.rest[: hours.start], self.text[self.places[hours.end] :]
        word = _OTHER_WORD.match(follows)
        is_range = hours.ends is not None and not (word and word[0][-1].islower())
        is_all = not before and not follows.strip(_BETWEEN)
        return not before.strip(_BETWEEN + "\x00") and (loose or is_all or is_range)

    def _is_verb(self, link: re.Match[str]) -> bool:
        """Whether *on* before a word in small letters is rather the Finnish verb: `pe on huono`, not `on Zoom`."""
        follows = self.text[self.places[link.end()] :]
        return link[0].strip() == "on" and follows[:1].islower()

    def _stretches(self) -> list[str]:
        """Return the stretches that are neither day nor hours, without what only links them."""
        found: list[str] = []
        for match in re.finditer(r"[^\x00]+", self.rest):
            start, end = match.span()
            start += len(match[0]) - len(match[0].lstrip(_BETWEEN))
            link = pattern(_LINKS).match(self.rest, start, end)
            start = link.end() if link and not self._is_verb(link) else start
            found.append(self.text[self.places[start] : self.places[max(start, end)]].strip(_BETWEEN + "("))
        return [stretch for stretch in found if stretch.strip(")")]


def _is_left(stretch: str) -> bool:
    """Whether words begin with what is left of a time or a day, so that they can be no place."""
    said = fold.fold_with_places(stretch)[0]
    days = find_days(said, Calendar(date.min))[:1]
    return pattern(_LEFTOVER).match(said) is not None or any(day.start == 0 and not day.unsure for day in days)


def _wrong(key: str, words: str) -> Sentence:
    return Sentence(f"refused.{key}", {"words": words})

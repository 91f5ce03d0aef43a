"""What stands after the slashes of a task line: by when, and the parts that say with what."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from kpfacil.capture.grammar import Part
from kpfacil.capture.pledges import pieces_of, reads_as_pledge
from kpfacil.capture.who import Roster, who_before
from kpfacil.model.days import Calendar
from kpfacil.model.due import Due, read_due

_SPACE = re.compile(r"(?<=\S)\s+")
_WORDS_OF_DAY = 8
"""The most words before a pledge that are read as a day: `viimeistään pe 15.12. klo 12 mennessä`."""


def by_when_and_with_what(segments: tuple[Part, ...], calendar: Calendar, roster: Roster) -> tuple[Due, list[Part]]:
    """Return by when, and the parts that pledge something; a day after a pledge or after other words still counts."""
    pieces = _pieces_and_days(segments, calendar, roster)
    first = pieces[0] if pieces else Part("")
    is_pledge = bool(first.said) and _gives(first, roster)
    due = Due() if is_pledge else read_due(first.said, calendar)
    late = _late_day(pieces[1:], calendar, roster, alone=due.day is not None or not first.said)
    day = read_due(late.said, calendar)
    if due.day is not None:
        due = read_due(f"{first.said} {late.said}", calendar)
    elif late.said or is_pledge:
        due = replace(day, text=f"{due.text} {day.text}".strip())
    return due, _join_words((one for one in pieces[not is_pledge :] if one is not late), roster)


def _pieces_and_days(segments: tuple[Part, ...], calendar: Calendar, roster: Roster) -> list[Part]:
    """Return the segments with each day that is surely no part of a pledge by itself."""
    pieces = list(chain.from_iterable(_days_apart(segment, calendar, roster) for segment in segments))
    if any(read_due(piece.said, calendar).names_day and not reads_as_pledge(piece, roster) for piece in pieces):
        return pieces
    return list(chain.from_iterable(_day_last(piece, calendar, roster) for piece in pieces))


def _days_apart(segment: Part, calendar: Calendar, roster: Roster) -> Iterator[Part]:
    """Yield each day that stands by itself between pledges or before one, then what is left."""
    text = segment.text
    for piece, _ in pieces_of(segment, roster):
        if read_due(piece.said, calendar).only:
            yield piece
            start = piece.at - segment.at
            text = text[:start] + " " * len(piece.text) + text[start + len(piece.text) :]
    if text.strip() or text == segment.text:
        yield from _day_first(Part(text, segment.at), calendar, roster)


def _day_first(segment: Part, calendar: Calendar, roster: Roster) -> tuple[Part, ...]:
    """Return a segment in two where a day stands before a pledge: `pe klo 12 20 €`."""
    found: tuple[Part, ...] = (segment,)
    for space in islice(_SPACE.finditer(segment.text.rstrip()), _WORDS_OF_DAY):
        day, rest = segment.cut(0, space.start()), segment.cut(space.end())
        if read_due(day.said, calendar).only and reads_as_pledge(rest, roster):
            found = (day, rest)
    return found


def _day_last(segment: Part, calendar: Calendar, roster: Roster) -> tuple[Part, ...]:
    """Return a segment in two where a day stands behind a pledge: `20 € perjantaina`."""
    for space in list(_SPACE.finditer(segment.text.rstrip()))[-_WORDS_OF_DAY:]:
        pledge, day = segment.cut(0, space.start()), segment.cut(space.end())
        if read_due(day.said, calendar).only and reads_as_pledge(pledge, roster):
            return (pledge, day)
    return (segment,)


def _gives(part: Part, roster: Roster) -> bool:
    """Return whether a part is a pledge for sure, or of somebody whom nobody knows: `SPR: auto`."""
    found = who_before(part, roster)
    unknown = [ask for ask in found[0].asks if not (ask.candidates or ask.texty)] if found else []
    return reads_as_pledge(part, roster) or any(ask.name[:1].isupper() for ask in unknown)


def _late_day(segments: Iterable[Part], calendar: Calendar, roster: Roster, *, alone: bool) -> Part:
    """Return the first of the later segments that names a day, `alone` without other words, and pledges nothing."""
    for segment in segments:
        due = read_due(segment.said, calendar)
        if due.names_day and not (alone and due.text and not due.only) and not reads_as_pledge(segment, roster):
            return segment
    return Part("")


def _join_words(segments: Iterable[Part], roster: Roster) -> list[Part]:
    """Return the parts that pledge something; a slash between words that are no pledge for sure is text."""
    joined: list[Part] = []
    for segment in segments:
        before = joined[-1] if joined else Part("")
        if not before.said or not segment.said or any(reads_as_pledge(one, roster) for one in (before, segment)):
            joined.append(segment)
        else:
            joined[-1] = Part(f"{before.text}/{segment.text}", before.at)
    return joined

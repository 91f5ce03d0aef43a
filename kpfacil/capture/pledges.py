"""By when and with what: the segments of a task line behind its words, who gives what, and where a day stands."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from kpfacil.capture import amounts, givers
from kpfacil.capture.grammar import Ask, says_nothing
from kpfacil.capture.parts import GONE, LITERAL, Part
from kpfacil.capture.who import known_before, names_somebody, nobody_here, who_before
from kpfacil.commands.base import Refused
from kpfacil.model import entries, hours
from kpfacil.model.due import Due
from kpfacil.model.fold import fold, fold_with_places
from kpfacil.model.grammar import pattern, words_of

_SLASH = re.compile(r"(?<!\S)/|/(?!\S)")
_LAST_WORDS = re.compile(r"(?=\s(\S+)\s*\Z)|(?=\s(\S+\s+\S+)\s*\Z)")
_PARTING = re.compile(r" [/+] |;")
"""What in a name would part a task's line."""
_BRACKETS = re.compile(r"\([^()]*\)")
_MARKS = str.maketrans(LITERAL)
_HOUR = r"(?:[01]?[0-9]|2[0-4])(?:[.:][0-5][0-9])?"
_HOURS = rf"{_HOUR}\s?[-–]\s?{_HOUR}"
_MORE = rf"(?:(?:\s?[,&]|\s{{and}})\s(?:{_HOURS}|{_HOUR}))*"
_CLOCK = (
    rf"{_HOURS}{_MORE}|(?:{{clock|clock-or-day}}\.? ?(?:{_HOURS}|{_HOUR}){_MORE}|(?=\S+ll[aä]\b){{day-time}})"
    r"(?P<place>(?:\s+(?-i:[A-ZÅÄÖ])[\w-]*)*)(?:\s+\w{4,}(?:ll|ss)[aä])*\.?"
)
"""What surely tells the time of the day before it: `17-19`, `illalla`, `klo 12–14`, with a place `klo 12 Kirjasto`."""
_WORDS_OF_DAY = 8
"""The most words before a pledge that are read as a day: `viimeistään pe 15.12. klo 12 mennessä`."""


def reads_as_pledge(part: Part) -> bool:
    """Return whether a task's second part is a pledge: an amount with a unit, or a known giver and a colon."""
    pieces = (piece for piece, _ in givers.pieces_of(part))
    return any(
        amounts.has_amount(fold(one.said), sure=True) or known_before(one) or givers.gives_thing(one) for one in pieces
    )


def with_whole_names(part: Part) -> Part:
    """Return the part in which no known name is cut by a ` / `, ` + ` or `;` in it."""
    signed = list(filter(_PARTING.search, part.names.tiers[0]))
    text, (said, places) = part.text, fold_with_places(part.text if signed else "")
    for name in signed:
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", said):
            start, end = places[found.start()], places[found.end()]
            text = text[:start] + text[start:end].translate(_MARKS) + text[end:]
    return part.say(text)


def cut_segments(part: Part) -> tuple[Part, tuple[Part, ...]]:
    """Return what stands before the first ` / `, and what stands after each."""
    slashes = list(_slashes(part))
    ends = [*slashes, len(part.text)]
    segments = (part.cut(at + 1, end) for at, end in zip(slashes, ends[1:], strict=True))
    return part.cut(0, ends[0]), tuple(one.say(GONE) if says_nothing(one.said) else one for one in segments)


def _slashes(part: Part) -> Iterator[int]:
    """Yield where slashes with their spaces stand, and with one before a day or a pledge; none in brackets.

    What is of the same kind on both sides are words: `ma/ ke`, `20 €/ 2 h`.
    """
    text = _BRACKETS.sub(lambda found: found[0].replace("/", LITERAL["/"]), part.text)
    begin = 0
    for found in _SLASH.finditer(text):
        at = found.start()
        follows = part.cut(at + 1, text.find("/", at + 1) if "/" in text[at + 1 :] else None)
        before = [part.cut(last.start(), at) for last in _LAST_WORDS.finditer(text[:at])]
        spaced = not text[max(at - 1, 0) : at + 2].strip(" /") and not _is_each(follows, part.cut(begin, at))
        if spaced or any(says(follows) and not any(map(says, before)) for says in DAY_AND_PLEDGE):
            begin = at + 1
            yield at


def _is_each(follows: Part, before: Part) -> bool:
    """Return whether a slash tells for what each amount is given: `2 h / hlö`."""
    what = fold(givers.BETWEEN_PLEDGES.split(follows.said)[0].strip())
    return (what in amounts.units() or what in words_of("each-of")) and amounts.has_amount(fold(before.said), sure=True)


DAY_AND_PLEDGE: tuple[Callable[[Part], bool], ...] = (lambda part: part.due.only, reads_as_pledge)
"""What tells whether a segment is a day, and whether it is a pledge."""


@dataclass(slots=True)
class Pledges:
    """The pledges of a line, the names that have to be asked for, and why they cannot be taken as they are.

    ` + ` keeps a giver, `;` ends one, and without one the owners give, together.
    """

    owners: tuple[str, ...]
    pledges: list[entries.Pledge] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    refusal: Refused | None = None
    nothing: list[str] = field(default_factory=list)
    """Who is said to give nothing; an empty one where that is said of nobody by name."""
    _givers: tuple[str, ...] = ("",)
    _waits_for_words: bool = False

    def read(self, parts: Iterable[Part]) -> None:
        """Read the parts of a line that pledge something."""
        self.owners = self.owners if len(self.owners) == 1 else ("",)
        for part in parts:
            self.refusal = self.refusal or givers.unsigned_giver(part, self.owners)
            for piece, keeps in givers.pieces_of(part):
                self._take(piece, keeps=keeps)
        self._end_giver()

    def _end_giver(self) -> None:
        """Let the owners give what comes next; a giver who has given nothing is told."""
        if self._waits_for_words:
            self.refusal = self.refusal or Refused("line-empty-pledge")
        self._givers = self.owners

    def _take(self, piece: Part, *, keeps: bool) -> None:
        """Read one pledge more, of the giver before it where it is kept; a dash says that there is none."""
        if not keeps:
            self._end_giver()
        found = givers.giver_in(piece)
        if found is not None:
            whole, (who, piece) = piece, found
            self.asks.extend(who.asks)
            self._givers = who.handles or ("",)
            self.refusal = self.refusal or nobody_here(who) or givers.misplaced_giver(who, piece, whole)
            self._waits_for_words = True
        elif names_somebody(piece):
            self.refusal = self.refusal or Refused("line-empty-pledge")
            return
        self._give(piece.said if "(" in piece.text else piece.said.rstrip(")"), named=found is not None)

    def _give(self, text: str, *, named: bool) -> None:
        self._waits_for_words = self._waits_for_words and not text
        if says_nothing(text, given=True):
            self.nothing.extend(self._givers if named else ("",))
            return
        if text and not any(map(str.isalnum, text)):
            self.refusal = self.refusal or Refused("line-no-pledge", words=text)
        for words in filter(None, amounts.amounts_apart(text)):
            given = [amounts.recognise_pledge(words, by) for by in self._givers]
            self.refusal = self.refusal or amounts.one_giver(given[0], self._givers)
            self.pledges += given


def by_when_and_with_what(segments: tuple[Part, ...]) -> tuple[Due, list[Part]]:
    """Return by when, and the parts that pledge something; a day after a pledge or after other words still counts."""
    pieces = _pieces_and_days(segments)
    if not pieces:
        return Due(), []
    first = pieces[0]
    is_pledge = _gives(first, day_follows=any(piece.due.only for piece in pieces[1:]))
    due = Due() if is_pledge else first.due
    late = _late_day(pieces[1:], day_before=due.day is not None, alone=due.day is not None or not first.said)
    if late is not None and due.day is not None:
        due = first.say(f"{first.said} {late.said}").due
    elif late is not None:
        due = replace(late.due, text=f"{due.text} {late.due.text}".strip())
    return due, _join_words(one for one in pieces[not is_pledge :] if one is not late)


def _pieces_and_days(segments: tuple[Part, ...]) -> list[Part]:
    """Return the segments with each day that is surely no part of a pledge by itself."""
    pieces = list(chain.from_iterable(_days_apart(segment) for segment in segments))
    if any(piece.due.names_day and not reads_as_pledge(piece) for piece in pieces):
        return pieces
    return list(chain.from_iterable(_day_apart(piece, first=False) for piece in pieces))


def _days_apart(segment: Part) -> Iterator[Part]:
    """Yield each day that stands by itself between pledges or before one, then what is left."""
    text = segment.text
    for piece, keeps in givers.pieces_of(segment):
        if piece.due.only or (_tells_clock(piece) and not keeps):
            yield piece
            start = piece.at - segment.at
            text = text[:start] + " " * len(piece.text) + text[start + len(piece.text) :]
    if text.strip() or text == segment.text:
        yield from _day_apart(segment.say(text), first=True)


def _day_apart(segment: Part, *, first: bool) -> tuple[Part, ...]:
    """Return a segment in two where a day stands before a pledge, `pe klo 12 20 €`, or behind it, `20 € pe`."""
    spaces = list(re.finditer(r"(?<=\S)\s+", segment.text.rstrip()))
    for space in spaces[:_WORDS_OF_DAY][::-1] if first else spaces[-_WORDS_OF_DAY:]:
        parts = segment.cut(0, space.start()), segment.cut(space.end())
        day, pledge = parts if first else parts[::-1]
        if day.due.only and reads_as_pledge(pledge):
            return parts
    return (segment,)


def _gives(part: Part, *, day_follows: bool) -> bool:
    """Return whether a part is a pledge for sure, or of somebody whom nobody knows, or without a colon: `SPR: auto`."""
    found = who_before(part)
    unknown = [ask for ask in found[0].asks if not (ask.candidates or ask.texty)] if found else []
    somebody = any(ask.name[:1].isupper() for ask in unknown)
    unsigned = givers.unsigned_giver(part, ("",)) is not None
    return somebody or reads_as_pledge(part) or unsigned or (day_follows and _is_from_party(part))


def _is_from_party(part: Part) -> bool:
    """Return whether a party's name stands as it is before what it gives: `Martat kahvit`, not `kaupungin edustaja`."""
    name = givers.names_first(part).said
    return bool(name) and part.names.is_party(name) and part.names.has(name)


def _late_day(segments: Iterable[Part], *, day_before: bool, alone: bool) -> Part | None:
    """Return the first of the later segments that names a day, and pledges nothing.

    It may have to stand `alone` without other words; beside a day before it, it may be the time of that day.
    """
    for segment in segments:
        due = segment.due
        day = due.names_day and not (alone and due.text and not due.only)
        clock = day_before and _tells_clock(segment)
        if (day or clock) and not reads_as_pledge(segment):
            return segment
    return None


def _tells_clock(part: Part) -> bool:
    """Return whether words are surely a time of day, with or without a place that is nobody's name."""
    found = pattern(_CLOCK).fullmatch(part.said)
    place = found["place"] or "" if found else ""
    named = any(part.names.is_written(word) or fold(word) in words_of("day-time") for word in place.split())
    if named or amounts.resource_words().search(fold(place)) or part.said.isdigit():
        return False
    return found is not None or hours.whole_time(part.said) is not None


def _join_words(segments: Iterable[Part]) -> list[Part]:
    """Return the parts that pledge something; a slash before words that are no pledge for sure is text.

    They are a pledge of their own behind an amount that nobody gives by name.
    """
    joined: list[Part] = []
    for segment in segments:
        before = joined[-1] if joined else segment
        apart = segment.at <= before.at or (reads_as_pledge(before) and not known_before(before))
        if not joined or apart or not before.said or not segment.said or reads_as_pledge(segment):
            joined.append(segment)
        else:
            joined[-1] = joined[-1].say(f"{joined[-1].text}/{segment.text}")
    return joined

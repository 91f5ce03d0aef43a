"""A task's part of the line: who: what / by when / with what."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import takewhile

from kpfacil.capture.by_when import by_when_and_with_what
from kpfacil.capture.grammar import LITERAL, NOTHING, Ask, Part, Reading, fitting
from kpfacil.capture.pledges import amount_alone, pledges_in, reads_as_pledge
from kpfacil.capture.who import (
    NOBODY,
    Roster,
    Who,
    calendar_of,
    known_names,
    looks_like_name,
    names_somebody,
    nobody_here,
    owners_before,
    owners_in,
    together,
    who_before,
)
from kpfacil.commands.base import Refused
from kpfacil.commands.record import NEW
from kpfacil.model.days import Calendar
from kpfacil.model.due import Due, read_due
from kpfacil.model.entries import Pledge, Task
from kpfacil.model.fold import fold_with_places
from kpfacil.model.grammar import any_of
from kpfacil.model.kinds import Records
from kpfacil.model.session import Session
from kpfacil.model.texts import Sentence
from kpfacil.model.value import frozen

_SLASH = re.compile(r"(?<!\S)/|/(?!\S)")
_LAST_WORDS = re.compile(r"(?=\s(\S+)\s*\Z)|(?=\s(\S+\s+\S+)\s*\Z)")
_PARTING = re.compile(r" [/+] |;")
"""What in a name would part a task's line."""
_BRACKETS = re.compile(r"\([^()]*\)")
_DASHED = re.compile(r"\s[-–—]\s")
_MARKS = str.maketrans(LITERAL)


@frozen(kw_only=True)
class TaskLine:
    """What a task line says; `named` tells whether people stand before its colon, known or not."""

    who: Who = NOBODY
    named: bool = False
    text: str = ""
    due: date | None = None
    due_text: str = ""
    notice: Sentence | None = None
    """What cannot be right in the words of by when, which are kept, or who seems to be meant as the owner."""
    pledges: tuple[Pledge, ...] = ()
    asks: tuple[Ask, ...] = ()
    refusal: Refused | None = None

    @property
    def dated(self) -> bool:
        """Whether the line says by when."""
        return self.due is not None or bool(self.due_text)

    @property
    def task(self) -> Task:
        """The task that the line records."""
        return Task(
            id=NEW,
            text=self.text,
            owners=self.who.handles,
            due=self.due,
            due_text=self.due_text,
            resources=self.pledges,
        )

    def reading(self, kind: Records, act: str, entry: str = "") -> Reading:
        """Return how the line is understood, without what is done."""
        return Reading(
            kind=kind,
            entry=entry,
            act=act,
            text=self.text,
            who=self.who.handles,
            due=self.due,
            due_text=self.due_text,
            notice=self.notice,
            pledges=self.pledges,
            asks=self.asks,
            refusal=self.refusal,
        )


def read_task(
    part: Part,
    session: Session,
    roster: Roster,
    *,
    owners: tuple[str, ...] = (),
    people: bool = True,
    only_people: bool = False,
) -> TaskLine:
    """Read who does what, by when and with what.

    `owners` give what nobody else gives where the line names no owner. Without `people` no name is looked for;
    `only_people` says that only people can stand before a colon. Raises `Refused` where a text is too long.
    """
    part, calendar = _with_whole_names(part, roster), calendar_of(session)
    head = _Head(NOBODY, *_cut(part, calendar, roster))
    if people:
        head = _head(part, calendar, roster, only_people=only_people)
        head = _with_owners(head, part, calendar, roster, owned=bool(owners))
    due, pledged_in = by_when_and_with_what(head.segments, calendar, roster)
    pledged, is_free = pledges_in(pledged_in, roster, head.who.handles or owners), people and not only_people
    return TaskLine(
        who=head.who,
        named=head.named,
        text=fitting(head.what.said),
        due=due.day,
        due_text=fitting(due.text),
        notice=due.wrong or (_owner_in_text(head, session, roster) if is_free else None),
        pledges=pledged.pledges,
        asks=(*(head.asks or head.who.asks), *pledged.asks),
        refusal=nobody_here(head.who) or pledged.refusal or (_only_when(head, calendar, roster) if is_free else None),
    )


@frozen()
class _Head:
    """Who does what, the segments after each ` / `, and what is asked instead of the unknown names."""

    who: Who
    what: Part
    segments: tuple[Part, ...]
    asks: tuple[Ask, ...] = ()

    @property
    def named(self) -> bool:
        """Whether somebody stands before the colon, known or not."""
        return self.who is not NOBODY


def _only_when(head: _Head, calendar: Calendar, roster: Roster) -> Refused | None:
    """Return the refusal of a task with more behind a slash whose words are only a day or an amount."""
    if head.segments and (read_due(head.what.said, calendar).only or amount_alone(head.what, roster)):
        return Refused("line-only-when", words=head.what.said)
    return None


def _head(part: Part, calendar: Calendar, roster: Roster, *, only_people: bool) -> _Head:
    found = owners_before(part, roster)
    if found is not None:
        return _Head(found[0], *_cut(found[1], calendar, roster))
    first, segments = _cut(part, calendar, roster)
    who, what = who_before(first, roster, always=only_people) or (NOBODY, first)
    return _Head(who, what, segments, _ask_about_order(who, what, roster))


def _with_whole_names(part: Part, roster: Roster) -> Part:
    """Return the part in which no known name is cut by a ` / `, ` + ` or `;` in it."""
    signed = list(filter(_PARTING.search, roster.names.tiers[0]))
    text, (said, places) = part.text, fold_with_places(part.text if signed else "")
    for name in signed:
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", said):
            start, end = places[found.start()], places[found.end()]
            text = text[:start] + text[start:end].translate(_MARKS) + text[end:]
    return Part(text, part.at)


def _cut(part: Part, calendar: Calendar, roster: Roster) -> tuple[Part, tuple[Part, ...]]:
    """Return what stands before the first ` / `, and what stands after each."""
    slashes = list(_slashes(part, calendar, roster))
    ends = [*slashes, len(part.text)]
    segments = (part.cut(at + 1, end) for at, end in zip(slashes, ends[1:], strict=True))
    return part.cut(0, ends[0]), tuple(Part("", one.at) if one.said in NOTHING else one for one in segments)


def _slashes(part: Part, calendar: Calendar, roster: Roster) -> Iterator[int]:
    """Yield where slashes with their spaces stand, and with one before a day or a pledge; none in brackets.

    What is of the same kind on both sides are words: `ma/ ke`, `20 €/ 2 h`.
    """
    text = _BRACKETS.sub(lambda found: found[0].replace("/", LITERAL["/"]), part.text)
    for found in _SLASH.finditer(text):
        at = found.start()
        follows = part.cut(at + 1, text.find("/", at + 1) if "/" in text[at + 1 :] else None)
        before = [part.cut(last.start(), at) for last in _LAST_WORDS.finditer(text[:at])]
        spaced = text[max(at - 1, 0) : at + 2].strip() == "/"
        if spaced or any(says(follows) and not any(map(says, before)) for says in _day_and_pledge(calendar, roster)):
            yield at


def _day_and_pledge(calendar: Calendar, roster: Roster) -> tuple[Callable[[Part], bool], ...]:
    """Return what tells whether a segment is a day, and whether it is a pledge."""
    return lambda part: read_due(part.said, calendar).only, partial(reads_as_pledge, roster=roster)


def _ask_about_order(who: Who, what: Part, roster: Roster) -> tuple[Ask, ...]:
    """Return the ask about an unknown name before a known one, `Tila: Pekka`: as text it is what Pekka does."""
    if len(who.asks) != 1 or who.asks[0].candidates or not known_names(what, roster).handles:
        return ()
    name = what.trim()
    return (replace(who.asks[0], turned=(who.asks[0].start, name.at + len(name.text))),)


def _with_owners(head: _Head, part: Part, calendar: Calendar, roster: Roster, *, owned: bool) -> _Head:
    """Return the line where known names alone between slashes are owners, or asks whether one is an owner or text.

    Where nobody else is named, the task is not `owned` and a day follows, they are owners; an unknown one before a day
    is asked about as well.
    """
    if not head.segments:
        return head
    if not head.named and names_somebody(head.what, roster):
        return _ask_about_owner(head, part, head.what.trim(), calendar, roster)
    owners = (known_names(owners_in(one, roster), roster) for one in head.segments)
    named = list(takewhile(lambda who: who.handles, owners))
    rest = head.segments[len(named) :]
    if named and _names_day(rest, calendar) and not (owned or head.named):
        return replace(head, who=together(named), segments=rest)
    found = _maybe_owner(head.segments, calendar, roster)
    return head if found is None else _ask_about_owner(head, part, found.trim(), calendar, roster)


def _names_day(segments: Sequence[Part], calendar: Calendar) -> bool:
    """Return whether the first segment names a day."""
    return bool(segments) and read_due(segments[0].said, calendar).names_day


def _maybe_owner(segments: tuple[Part, ...], calendar: Calendar, roster: Roster) -> Part | None:
    """Return the segment that is a known name alone, or looks like an unknown one before a day alone."""
    owners = (one if names_somebody(one, roster) else owners_in(one, roster) for one in segments)
    return next((one for one in owners if one.text), None) or _maybe_unknown(segments, calendar)


def _maybe_unknown(segments: tuple[Part, ...], calendar: Calendar) -> Part | None:
    """Return the first segment where it looks like a name before a day alone."""
    first, *others = segments
    by_when = read_due(others[0].said, calendar) if others else Due()
    alone = by_when.names_day and not by_when.text
    return first if alone and looks_like_name(first.said) and not _names_day(segments, calendar) else None


def _ask_about_owner(head: _Head, part: Part, name: Part, calendar: Calendar, roster: Roster) -> _Head:
    """Return the line without a name between slashes, and the ask whether it is one more owner or text."""
    first = name.at < head.segments[0].at
    slash = head.segments[0].at - 1 if first else max(one.at for one in head.segments if one.at <= name.at) - 1
    start, end = slash, name.at + len(name.text)
    if first:  # the slash stays before a day or a pledge
        start, end = name.at, slash + (not _says_no_words(head.segments[0], calendar, roster))
    owner_at = part.trim().at if not head.named else part.at + part.text.index(":")
    candidates = known_names(name, roster).handles[:1] or roster.names.find(name.said)
    ask = Ask(name.said, candidates, start, end, (slash,), owner_at=owner_at)
    what, *others = [one for one in (head.what, *head.segments) if not one.at <= name.at <= one.at + len(one.text)]
    return replace(head, what=what, segments=tuple(others), asks=(*(head.asks or head.who.asks), ask))


def _says_no_words(segment: Part, calendar: Calendar, roster: Roster) -> bool:
    """Return whether a segment is a day or a pledge, so that it is not what is done."""
    return bool(segment.said) and any(says(segment) for says in _day_and_pledge(calendar, roster))


def _owner_in_text(head: _Head, session: Session, roster: Roster) -> Sentence | None:
    """Return the offer of a line that makes somebody the owner whom the text only seems to name: `(vastuu Pekka)`."""
    text = head.what.said if not head.named else ""
    alone = [text] if known_names(Part(text), roster).handles else []
    for name in (*alone, *_maybe_owners(text)):
        found = roster.names.find(name)
        if len(found) == 1:
            due = read_due(text, calendar_of(session))
            day = f"{due.day.day}.{due.day.month}." if due.day else ""
            line = f"{session.next_id('task')} {roster.names.say_name(found[0])}:{' / ' + day if day else ''}"
            return Sentence("notice.owner-in-text", {"name": session.name_of(found[0]), "line": line})
    return None


def _maybe_owners(text: str) -> Iterator[str]:
    for match in re.finditer(rf"(?<!\w)(?:{any_of('in-charge')})[:.]? +([^)(,/;]+)", text, re.IGNORECASE):
        yield from (" ".join(match[1].split()[:count]) for count in (2, 1))
    yield from _DASHED.split(text)[1:]

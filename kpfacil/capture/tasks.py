"""A task's part of the line: who: what / by when / with what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from kpfacil.capture.grammar import LITERAL, Ask, Part, Reading, fitting
from kpfacil.capture.pledges import Pledged, pledges_in, reads_as_pledge
from kpfacil.capture.who import NOBODY, Roster, Who, known_names, nobody_here, owners_before, who_before
from kpfacil.commands.base import Refused
from kpfacil.commands.record import NEW
from kpfacil.model.days import Calendar
from kpfacil.model.due import Due, read_due
from kpfacil.model.entries import Pledge, Task
from kpfacil.model.fold import fold
from kpfacil.model.grammar import any_of
from kpfacil.model.kinds import Records
from kpfacil.model.session import Session
from kpfacil.model.texts import Sentence

_SLASH = re.compile(r"(?:(?<=\s)|\A)/(?=\s|\Z)")
_NAME = re.compile(r"[^\W\d_a-zåäö]\w+(?:[ -][^\W\d_a-zåäö]\w+){0,2}\Z")
"""What looks like somebody's name: at most three words, each with a capital letter."""
_DASHED = re.compile(r"\s[-–—]\s")


@dataclass(frozen=True, slots=True, kw_only=True)
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


def calendar_of(session: Session) -> Calendar:
    """Return what dates are counted from: the meeting's own day is today."""
    return Calendar(session.meeting.date, session.meeting.next_date)


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
    part = _with_whole_names(part, roster)
    notice: Sentence | None = None
    head = _head(part, roster, only_people=only_people) if people else _Head(NOBODY, *_cut(part))
    if people and not only_people:
        head = _owner_after(head, part, session, roster)
        notice = _owner_in_text(head, session, roster)
    due, pledged_in = _when(head.rest, session, roster)
    pledged = pledges_in(pledged_in, roster, head.who.handles or owners) if pledged_in else Pledged()
    return TaskLine(
        who=head.who,
        named=head.who is not NOBODY,
        text=fitting(head.what.said),
        due=due.day,
        due_text=fitting(due.text),
        notice=due.wrong or notice,
        pledges=pledged.pledges,
        asks=(*(head.asks or head.who.asks), *pledged.asks),
        refusal=nobody_here(head.who) or pledged.refusal,
    )


@dataclass(frozen=True, slots=True)
class _Head:
    """Who does what, the rest of the line after a ` / `, and what is asked instead of the unknown names."""

    who: Who
    what: Part
    rest: Part | None
    asks: tuple[Ask, ...] = ()


def _head(part: Part, roster: Roster, *, only_people: bool) -> _Head:
    found = owners_before(part, roster)
    if found is not None:
        return _Head(found[0], *_cut(found[1]))
    first, rest = _cut(part)
    who, what = who_before(first, roster, always=only_people) or (NOBODY, first)
    return _Head(who, what, rest, _turned(who, what, roster))


def _with_whole_names(part: Part, roster: Roster) -> Part:
    """Return the part in which a known name with ` / ` in it is not cut."""
    text = part.text
    for name in roster.names.slashed:
        at = fold(text).find(name) if len(fold(text)) == len(text) else -1
        if at >= 0:
            text = text[:at] + text[at : at + len(name)].replace("/", LITERAL["/"]) + text[at + len(name) :]
    return Part(text, part.at)


def _cut(part: Part) -> tuple[Part, Part | None]:
    """Return what stands before and after the first ` / `; nothing where there is none."""
    cut = _SLASH.search(part.text)
    return (part, None) if cut is None else (part.cut(0, cut.start()), part.cut(cut.end()))


def _turned(who: Who, what: Part, roster: Roster) -> tuple[Ask, ...]:
    """Return the ask about an unknown name before a known one, `Tila: Pekka`: as text it is what Pekka does."""
    if len(who.asks) != 1 or who.asks[0].candidates or not known_names(what, roster).handles:
        return ()
    name = what.trimmed()
    return (replace(who.asks[0], turned=(who.asks[0].start, name.at + len(name.text))),)


def _owner_after(head: _Head, part: Part, session: Session, roster: Roster) -> _Head:
    """Return the line where a known name alone after a ` / ` is the owner, or asks whether it is one or text.

    Where nobody else is named and a day follows, it is the owner; an unknown one before a day is asked about as well.
    """
    if head.rest is None:
        return head
    if head.who is NOBODY and known_names(head.what, roster).handles:
        return _asked(head, part, head.what.trimmed(), head.rest, roster)
    calendar = calendar_of(session)
    segment, more = _cut(head.rest)
    if read_due(segment.said, calendar).day is None:
        return _owner_in(head, part, calendar, roster)
    return _owner_last(head, part, segment, more, roster)


def _owner_in(head: _Head, part: Part, calendar: Calendar, roster: Roster) -> _Head:
    """Return the line where the words after the first ` / ` are no day, and may be the owner."""
    segment, more = _cut(head.rest or head.what)
    when = _day_in(more, calendar)
    known = known_names(segment, roster).handles
    if known and when.names_day and head.who is NOBODY:
        return replace(head, who=Who(known, known), rest=more)
    if known or (when.names_day and not when.text and _NAME.match(segment.said)):
        return _asked(head, part, segment.trimmed(), more, roster)
    return head if when.names_day else _owner_last(head, part, segment, more, roster)


def _day_in(rest: Part | None, calendar: Calendar) -> Due:
    return Due() if rest is None else read_due(_cut(rest)[0].said, calendar)


def _owner_last(head: _Head, part: Part, segment: Part, more: Part | None, roster: Roster) -> _Head:
    """Return the line where a name stands alone after the second ` / `, where a pledge would be."""
    if more is None or not known_names(more, roster).handles:
        return head
    return _asked(head, part, more.trimmed(), segment, roster)


def _asked(head: _Head, part: Part, name: Part, rest: Part | None, roster: Roster) -> _Head:
    """Return the line without a name between slashes, and the ask whether it is one more owner or text."""
    first = name.at < head.what.at + len(head.what.text)
    start = name.at if first else part.at + part.text.rindex("/", 0, name.at - part.at)
    end = rest.at if first and rest is not None else name.at + len(name.text)
    slash = end - 1 if first else start
    owner_at = part.trimmed().at if head.who is NOBODY else part.at + part.text.index(":")
    handles = known_names(name, roster).handles[:1]
    ask = Ask(name.said, handles, start, end, (slash,), owner_at=owner_at)
    what = rest if first and rest is not None else head.what
    return replace(head, what=what, rest=None if first else rest, asks=(*(head.asks or head.who.asks), ask))


def _when(rest: Part | None, session: Session, roster: Roster) -> tuple[Due, list[Part]]:
    """Return by when, and the parts that pledge something; a day after a pledge or after other words still counts."""
    if rest is None:
        return Due(), []
    when, more = _cut(rest)
    calendar = calendar_of(session)
    due, what = read_due(when.said, calendar), [] if more is None else [more]
    pledges = reads_as_pledge(when, roster)
    if due.day is not None and not (pledges and due.text):
        return due, what
    late = _late_day(more, calendar, roster)
    if pledges:
        return (late, [when]) if late.day is not None else (Due(), [when, *what])
    if late.day is None or not due.text:
        return due, what
    return replace(late, text=f"{due.text} {late.text}".strip()), []


def _late_day(more: Part | None, calendar: Calendar, roster: Roster) -> Due:
    """Return the day in the last part of a line, where that is no pledge."""
    return Due() if more is None or reads_as_pledge(more, roster) else _day_in(more, calendar)


def _owner_in_text(head: _Head, session: Session, roster: Roster) -> Sentence | None:
    """Return the offer of a line that makes somebody the owner whom the text only seems to name: `(vastuu Pekka)`."""
    text = head.what.said if head.who is NOBODY else ""
    for name in _maybe_owners(text):
        found = roster.names.find(name)
        if len(found) == 1:
            due = read_due(text, calendar_of(session))
            day = f"{due.day.day}.{due.day.month}." if due.day else ""
            line = f"{session.next_id('task')} {roster.names.spoken(found[0])}:{' / ' + day if day else ''}"
            return Sentence("hint.owner-in-text", {"name": session.name_of(found[0]), "line": line})
    return None


def _maybe_owners(text: str) -> Iterator[str]:
    for match in re.finditer(rf"(?<!\w)(?:{any_of('in-charge')})[:.]? +([^)(,/;]+)", text, re.IGNORECASE):
        words = match[1].split()
        yield from (" ".join(words[:count]) for count in (2, 1))
    yield from _DASHED.split(text)[1:]

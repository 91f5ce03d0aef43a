"""A task's part of the line: who: what / by when / with what."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile

from kpfacil.capture import amounts, givers, names
from kpfacil.capture.grammar import Ask, Reading, fitting
from kpfacil.capture.parts import GONE, Part
from kpfacil.capture.pledges import (
    DAY_AND_PLEDGE,
    Pledges,
    by_when_and_with_what,
    cut_segments,
    reads_as_pledge,
    with_whole_names,
)
from kpfacil.capture.who import (
    NOBODY,
    Who,
    is_texty,
    known_names,
    names_somebody,
    never_text,
    nobody_here,
    owners_before,
    owners_in,
    together,
    who_before,
)
from kpfacil.commands import base, record
from kpfacil.model.entries import Task
from kpfacil.model.fold import fold, fold_with_places
from kpfacil.model.grammar import LOOSE, pattern
from kpfacil.model.texts import Sentence
from kpfacil.model.value import frozen, frozen_by_name

_DASHED = re.compile(r"\s[-–—]\s")


@frozen_by_name
class TaskLine:
    """What a task line says; `named` tells whether people stand before its colon, known or not."""

    said: Reading
    named: bool = False
    undated: bool = False
    """Whether it says that there is no day."""
    nothing: tuple[str, ...] = ()
    """Who is said to give nothing; an empty one where that is said of nobody by name."""

    @property
    def dated(self) -> bool:
        """Whether the line says by when."""
        return self.said.due is not None or bool(self.said.due_text)

    @property
    def task(self) -> Task:
        """The task that the line records."""
        said = self.said
        return Task(
            id=record.NEW, text=said.text, owners=said.who, due=said.due, due_text=said.due_text, resources=said.pledges
        )


def read_task(part: Part, *, owners: tuple[str, ...] = (), people: bool = True, only_people: bool = False) -> TaskLine:
    """Read who does what, by when and with what.

    `owners` give what nobody else gives where the line names no owner. Without `people` no name is looked for;
    `only_people` says that only people can stand before a colon. Raises `Refused` where a text is too long.
    """
    part = with_whole_names(part)
    head = _Head(NOBODY, *cut_segments(part))
    if people:
        head = _with_owners(_head(part, only_people=only_people), part, owned=bool(owners))
    due, parts = by_when_and_with_what(head.segments)
    pledged = Pledges(head.who.handles or owners)
    pledged.read(parts)
    asks = head.asks or (never_text(head.who.asks) if only_people else head.who.asks)
    said = Reading(
        kind="task",
        act="add",
        text=fitting(head.what.said),
        who=head.who.handles,
        due=due.day,
        due_text=fitting(due.text),
        notice=due.wrong,
        pledges=tuple(pledged.pledges),
        asks=(*asks, *pledged.asks),
        refusal=nobody_here(head.who) or pledged.refusal,
    )
    dashes = [one.text == GONE for one in head.segments]
    nothing = (*pledged.nothing, *([""] if any(dashes[1:]) else []))
    if people and not only_people:
        said = _with_remarks(said, head, nothing)
    return TaskLine(said=said, named=head.named, undated=any(dashes[:1]), nothing=nothing)


def _with_remarks(said: Reading, head: "_Head", nothing: tuple[str, ...]) -> Reading:
    """Return a new task's reading with what is said beside it; refused where its words are only a day or an amount."""
    what = head.what
    if head.segments and (what.due.only or amount_alone(what)):
        said = replace(said, refusal=said.refusal or base.Refused("line-only-when", words=what.said))
    none_given = Sentence("notice.nothing-given") if nothing and not said.pledges else None
    return replace(said, notice=said.notice or _owner_in_text(head) or none_given)


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


def _head(part: Part, *, only_people: bool) -> _Head:
    found = owners_before(part)
    if found is not None:
        return _Head(found[0], *cut_segments(found[1]))
    first, segments = cut_segments(part)
    who, what = who_before(first, always=only_people) or (NOBODY, first)
    return _Head(who, what, segments, _ask_about_order(who, what))


def _ask_about_order(who: Who, what: Part) -> tuple[Ask, ...]:
    """Return the ask about an unknown name before a known one, `Tila: Pekka`: as text it is what Pekka does."""
    if len(who.asks) != 1 or who.asks[0].candidates or not known_names(what).handles:
        return ()
    name = what.trim()
    return (replace(who.asks[0], turned=(who.asks[0].start, name.at + len(name.text))),)


def _with_owners(head: _Head, part: Part, *, owned: bool) -> _Head:
    """Return the line where known names alone between slashes are owners, or asks whether one is an owner or text.

    Where nobody else is named, the task is not `owned` and a day follows, they are owners; an unknown one before a day
    is asked about as well.
    """
    if not head.segments:
        return head
    if not head.named and names_somebody(head.what):
        return _ask_about_owner(head, part, head.what.trim())
    segments = _owners_and_day(head.segments)
    owners = (known_names(owners_in(one)) for one in segments)
    named = list(takewhile(lambda who: who.handles, owners))
    rest = segments[len(named) :]
    if named and _names_day(rest) and not (owned or head.named):
        return replace(head, who=together(named), segments=rest)
    found = _maybe_owner(head.segments)
    return head if found is None else _ask_about_owner(head, part, found.trim())


def _owners_and_day(segments: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the segments, the first in two where it is owners and a day: `Pekka pe`."""
    first, *rest = segments
    for space in re.finditer(r"(?<=\S)\s+(?=\S)", first.text):
        owners, day = first.cut(0, space.start()), first.cut(space.end())
        if day.due.only and day.due.names_day and known_names(owners_in(owners)).handles:
            return (owners, day, *rest)
    return segments


def _names_day(segments: Sequence[Part]) -> bool:
    """Return whether the first segment names a day."""
    return bool(segments) and segments[0].due.names_day


def _maybe_owner(segments: tuple[Part, ...]) -> Part | None:
    """Return the segment that is a known name alone, or the first that tells no time before a day alone."""
    owners = (one if names_somebody(one) else owners_in(one) for one in segments)
    first, *others = segments
    day_alone = any(one.due.only and one.due.names_day for one in others) and not _names_day(segments)
    unknown = first if day_alone and _may_be_text(first) else None
    return next((one for one in owners if one.text), unknown)


def _doer_in(part: Part) -> Part:
    """Return the person's name before words that go on small, tell no time and pledge nothing; else an empty one."""
    name = part if names_somebody(part, LOOSE) else givers.names_first(part)
    goes_on = part.said.removeprefix(name.said).strip()[:1]
    person = name.text and not (goes_on.isupper() or name.names.is_party(name.said))
    return name if person and not (reads_as_pledge(part) or _says_when(part.said)) else part.say("")


def _may_be_text(part: Part) -> bool:
    """Return whether a part could be a name or go on with the text: it tells no time, and gives nothing."""
    name = givers.names_first(part).said
    gives = reads_as_pledge(part) or (name and part.names.is_party(name))
    return bool(part.said) and not (gives or _says_when(part.said))


def _says_when(said: str) -> bool:
    """Return whether words tell a time that is no day: `Ennen joulua`, `klo 12`."""
    keys = "{deadline|not-by|beside-day|day-time|vague-time|near-week.0|near-week.1|near-month.1}"
    return pattern(rf"(?:\A{{clock}}|(?<!\w){keys})(?!\w)").search(fold(said)) is not None


def _ask_about_owner(head: _Head, part: Part, place: Part) -> _Head:
    """Return the line without a name between slashes, and the ask whether it is one more owner or text."""
    first = place.at < head.segments[0].at
    slash = head.segments[0].at - 1 if first else max(one.at for one in head.segments if one.at <= place.at) - 1
    start, end = slash, place.at + len(place.text)
    if first:  # the slash stays before a day or a pledge
        start, end = place.at, slash + (not _says_no_words(head.segments[0]))
    owner_at = part.trim().at if not head.named else part.at + part.text.index(":")
    what, *others = [one for one in (head.what, *head.segments) if not one.at <= place.at <= one.at + len(one.text)]
    asked = _ask_about(place)
    end = end if asked.name == place.said else start  # words beside the name stay
    ask = replace(asked, start=start, end=end, colons=(slash,), owner_at=owner_at)
    return replace(head, what=what, segments=tuple(others), asks=(*(head.asks or head.who.asks), ask))


def _ask_about(place: Part) -> Ask:
    """Return who the name or the first words of a segment may be."""
    name = _doer_in(place)
    name = name if name.text else place
    candidates = known_names(name, LOOSE).handles[:1] or name.names.find(name.said)
    return Ask(name.said, candidates, 0, 0, texty=not candidates and (name.said[:1].islower() or is_texty(name.said)))


def _says_no_words(segment: Part) -> bool:
    """Return whether a segment is a day or a pledge, so that it is not what is done."""
    return bool(segment.said) and any(says(segment) for says in DAY_AND_PLEDGE)


def _owner_in_text(head: _Head) -> Sentence | None:
    """Return the offer of a line that makes somebody the owner whom the text only seems to name: `(vastuu Pekka)`."""
    what, session = head.what, head.what.known.session
    text = what.said if not head.named else ""
    alone = [text] if known_names(what.say(text)).handles else []
    doer = givers.names_first(what.say(text)).said
    alone += [doer] if what.names.is_written(doer) and not what.names.is_party(doer) else []
    for name in (*alone, *_maybe_owners(text)):
        found = what.names.find(name)
        if len(found) == 1:
            day = f" / {typed_day(what.due.day)}" if what.due.day else ""
            line = f"{session.next_id('task')} {what.names.say_name(found[0])}:{day}"
            return Sentence("notice.owner-in-text", {"name": session.name_of(found[0]), "line": line})
    return None


def typed_day(day: date | None) -> str:
    """Return a day as it is typed."""
    return f"{day.day}.{day.month}." if day else ""


def _maybe_owners(text: str) -> Iterator[str]:
    for match in pattern(r"(?<!\w){in-charge}[:.]? +([^)(,/;]+)").finditer(text):
        yield from (" ".join(match[1].split()[:count]) for count in (2, 1))
    yield from _DASHED.split(text)[1:]


def meanings_alone(part: Part) -> Iterator[str]:
    """Yield how a task's owner, its day and what is given are typed, where they are all that the words say."""
    if names_somebody(part) or fold(part.said) in names.EVERYONE:
        yield f"{part.said}:"
    if part.due.only:
        yield f"/ {part.said}"
    amount = amount_alone(part)
    if amount:
        yield f"/ / {amount}"


def amount_alone(part: Part) -> str:
    """Return an amount alone, or with its giver, as a pledge is typed: `20 h`, `Liisa: 2 h`; empty for other words."""
    said, places = fold_with_places(part.text)
    found = amounts.find_amount(said, sure=True)
    if found is None:
        return ""
    start, end = places[found.start()], places[found.end()]
    giver = part.say(f"{part.text[:start]} {part.text[end:]}".strip(" :,.()"))
    amount = part.text[start:end].strip()
    return amount if not giver.text else f"{giver.said}: {amount}" if known_names(giver).handles else ""

"""A task's part of the line: who: what / by when / with what."""

import re
from dataclasses import dataclass
from datetime import date

from kpfacil.capture.marks import Part
from kpfacil.capture.outcome import Ask, fitting
from kpfacil.capture.pledges import Pledged, pledges_in, reads_as_pledge
from kpfacil.capture.who import NOBODY, Roster, Who, nobody_here, who_before
from kpfacil.commands.base import Refused
from kpfacil.model.days import Calendar
from kpfacil.model.due import Due, read_due
from kpfacil.model.entries import Pledge
from kpfacil.model.session import Session
from kpfacil.model.texts import Sentence

_SLASH = re.compile(r"(?:(?<=\s)|\A)/(?=\s|\Z)")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """What a task line says; `named` tells whether people stand before its colon, known or not."""

    who: Who = NOBODY
    named: bool = False
    text: str = ""
    due: date | None = None
    due_text: str = ""
    notice: Sentence | None = None
    """What cannot be right in the words of by when; they are kept all the same."""
    pledges: tuple[Pledge, ...] = ()
    asks: tuple[Ask, ...] = ()
    refusal: Refused | None = None

    @property
    def dated(self) -> bool:
        """Whether the line says by when."""
        return self.due is not None or bool(self.due_text)


def calendar_of(session: Session) -> Calendar:
    """Return what dates are counted from: the meeting's own day is today."""
    return Calendar(session.meeting.date, session.meeting.next_date)


def task_line(
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
    first, *rest = segments(part)
    found = who_before(first, roster, always=only_people) if people else None
    who, what = found or (NOBODY, first)
    due, pledged_in = _when(rest, session, roster)
    pledged = pledges_in(pledged_in, roster, who.handles or owners) if pledged_in else Pledged()
    return TaskLine(
        who=who,
        named=found is not None and who is not NOBODY,
        text=fitting(what.said),
        due=due.day,
        due_text=fitting(due.text),
        notice=due.wrong,
        pledges=pledged.pledges,
        asks=(*who.asks, *pledged.asks),
        refusal=nobody_here(who) or pledged.refusal,
    )


def segments(part: Part) -> list[Part]:
    """Return what stands before, between and after the first two ` / `; the last one keeps any further ones."""
    cuts = list(_SLASH.finditer(part.text))[:2]
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(part.text)]
    return [part.cut(start, end) for start, end in zip(starts, ends, strict=True)]


def _when(rest: list[Part], session: Session, roster: Roster) -> tuple[Due, list[Part]]:
    """Return by when, and the parts that pledge something; a day after a pledge still counts."""
    if not rest:
        return Due(), []
    calendar = calendar_of(session)
    when, *what = rest
    due = read_due(when.said, calendar)
    if (due.day is None or due.text) and reads_as_pledge(when, roster):
        late = read_due(what[0].said, calendar) if what else Due()
        return (late, [when]) if late.day is not None and not reads_as_pledge(what[0], roster) else (Due(), rest)
    return due, what

"""A session in brief: what the archive's list needs to know of it."""

from kpfacil.model.entries import OPEN_STATES
from kpfacil.model.fold import fold
from kpfacil.model.meeting import Meeting, ProgrammeItem
from kpfacil.model.session import Session
from kpfacil.model.value import frozen_by_name
from kpfacil.rules.funnel import counts
from kpfacil.rules.presence import headcount


@frozen_by_name
class Brief:
    """One meeting without what was said in it, except as folded `words` to search through."""

    table: str
    meeting: Meeting
    programme: tuple[ProgrammeItem, ...] = ()
    people: int = 0
    """How many took part, those only counted included."""
    ideas: int = 0
    agreements: int = 0
    tasks: int = 0
    open_tasks: int = 0
    under_way: bool = False
    """Whether it has been begun and not been left."""
    words: str = ""


def brief(session: Session, *, words: bool = True) -> Brief:
    """Return a session in brief, without `words` where nobody searches; its counts are those of every screen."""
    made = counts(session)
    return Brief(
        table=session.table.name,
        meeting=session.meeting,
        programme=session.programme,
        people=headcount(session),
        ideas=made["idea"],
        agreements=made["agreement"],
        tasks=made["task"],
        open_tasks=sum(task.state in OPEN_STATES for task in session.tasks),
        under_way=any(visit.entered is not None and visit.left is None for visit in session.visits),
        words=fold("\n".join(_facts_said(session))) if words else "",
    )


def _facts_said(session: Session) -> list[str]:
    return [
        session.table.name,
        session.meeting.place,
        *(goal.text for goal in session.table.goals),
        *(entry.text for entry in session.entries()),
        *(person.name for person in session.members),
        *(party.name for party in session.parties),
    ]

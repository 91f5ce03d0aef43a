"""The memo of one meeting, as a secretary would send it: for those who were there, or for everybody."""

from collections.abc import Iterable, Iterator
from datetime import date

from kpfacil.export.document import Block, Doc, Labels
from kpfacil.export.memo_agreed import reservations
from kpfacil.export.memo_close import closing_round, next_meeting, recorded_by, self_check, time_used
from kpfacil.export.memo_funnel import funnel
from kpfacil.export.memo_head import head, information
from kpfacil.export.memo_matters import handled
from kpfacil.export.memo_resources import table_resources
from kpfacil.export.memo_tasks import action_table, decisions, waiting
from kpfacil.export.tell import Profile, Teller, teller
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.views.proof import ListedPlace, listed_places


def memo(
    session: Session,
    texts: Texts,
    process: Process,
    profile: Profile,
    written_on: date | None = None,
    others: Iterable[Session] = (),
) -> Doc:
    """Return a session's memo in the language of the texts, dated by the meeting where `written_on` is not given.

    The participants' memo holds every entry but the facilitator's own notes. The public one names nobody who has not
    agreed to it (`others` are the table's other sessions, whose people it does not name either), gives no reason of a
    reservation, no line of the closing round, and no time used; while places wait to be decided, it says so.
    """
    tell = teller(session, texts, profile, others)
    day = written_on or session.meeting.date
    blocks = tuple(_blocks(tell, process, day))
    waiting = tell.waiting()
    return Doc(
        title=title(session, texts),
        subtitle=texts.count("memo.subtitle.unproofed", waiting) if waiting else texts.say(f"memo.subtitle.{profile}"),
        standing=texts.say(f"memo.standing.{session.meeting.status}"),
        blocks=blocks,
        labels=Labels(page=texts.say("memo.page")),
        date=day,
        lang=texts.locale.tag,
        author=session.table.name,
        subject=texts.say("memo.subject", date=tell.day(session.meeting.date)),
    )


def public_places(
    session: Session, texts: Texts, process: Process, others: Iterable[Session] = ()
) -> tuple[ListedPlace, ...]:
    """Return the places of a session's public memo that name somebody or may name somebody, decided ones too."""
    tell = teller(session, texts, "public", others)
    tuple(_blocks(tell, process, session.meeting.date))
    return listed_places(session, tell.proof, tell.told) if tell.proof else ()


def title(session: Session, texts: Texts) -> str:
    """Return the memo's title: the table, *muistio*, number and year."""
    meeting = session.meeting
    return texts.say("memo.title", table=session.table.name, number=meeting.number, year=meeting.date.year)


def _blocks(tell: Teller, process: Process, day: date) -> Iterator[Block]:
    yield from head(tell, process)
    yield from information(tell)
    yield from handled(tell, process)
    yield from action_table(tell)
    yield from waiting(tell)
    yield from decisions(tell)
    yield from reservations(tell)
    yield from table_resources(tell)
    yield from self_check(tell)
    yield from closing_round(tell)
    yield from funnel(tell)
    if not tell.public:
        yield from time_used(tell, process)
    yield from next_meeting(tell)
    yield from recorded_by(tell, day)

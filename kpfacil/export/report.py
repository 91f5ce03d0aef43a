"""The term's report of one table: what it set out to do, who took part, what came of it, what is still promised."""

from collections.abc import Iterable, Iterator
from datetime import date

from kpfacil.export import report_meetings, report_results
from kpfacil.export.document import Block, Doc, Labels
from kpfacil.export.report_term import Term, term
from kpfacil.export.tell import Profile, Teller, tell_unproofed, teller
from kpfacil.model.dates import plain_date
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts


def report(
    sessions: Iterable[Session],
    texts: Texts,
    today: date,
    start: date | None = None,
    end: date | None = None,
    profile: Profile = "participants",
) -> Doc:
    """Return the report over the sessions of one table between two days, else over the latest session's own term.

    Meetings after `today` are not counted as held. Raises ValueError where no session is between the days.
    """
    known = tuple(sessions)
    covered = term(known, today, start, end)
    tell = teller(covered.whole, texts, profile, known)
    name = covered.whole.table.name
    doc = Doc(
        title=texts.say("report.title", table=name),
        subtitle=texts.say("report.subtitle", date=plain_date(today, texts.locale)),
        blocks=tuple(_blocks(tell, covered, today)),
        labels=Labels(page=texts.say("memo.page")),
        date=today,
        lang=texts.locale.tag,
        author=name,
        subject=texts.say("report.subject"),
    )
    return tell_unproofed(doc, tell)


def _blocks(tell: Teller, covered: Term, today: date) -> Iterator[Block]:
    yield from report_results.goals(tell, covered)
    yield from report_meetings.head(tell, covered, today)
    yield from report_meetings.meetings(tell, covered)
    yield from report_meetings.attendance(tell, covered)
    yield from report_results.funnel(tell, covered)
    yield from report_results.agreements(tell, covered)
    yield from report_results.promises(tell, covered, today)
    yield from report_results.given(tell, covered)
    yield from report_results.decisions(tell, covered)
    yield from report_results.course(tell, covered)
    yield from report_results.closing(tell, covered)

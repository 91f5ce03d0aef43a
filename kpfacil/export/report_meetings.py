"""The report's meetings and who took part in them, held against the charter."""

from collections import Counter
from collections.abc import Callable, Iterator

from kpfacil.export import charts
from kpfacil.export.document import Block, Facts, Heading, Inlines, ListBlock, Para, Strong, Table, Text
from kpfacil.export.report_term import Term
from kpfacil.export.tell import Teller
from kpfacil.model.dates import plain_date
from kpfacil.model.session import Session
from kpfacil.rules.advice import composition
from kpfacil.rules.presence import headcount

_HERE = ("present", "remote")


def rhythm(tell: Teller, term: Term) -> Iterator[tuple[str, Inlines]]:
    """Yield how many meetings were held in each year, and how many the charter means."""
    charter = term.whole.table.charter
    per_year = charter.meetings_per_year if charter else ()
    held = Counter(session.meeting.date.year for session in term.held)
    for year, count in sorted(held.items()):
        text = tell.count("word.count.meeting", count)
        if per_year:
            named = {"held": text, "fewest": min(per_year), "most": max(per_year)}
            key = "report.rhythm.between" if min(per_year) < max(per_year) else "report.rhythm.fixed"
            text = tell.say(key, **named)
            if missing := max(0, min(per_year) - count):
                text = f"{text} {tell.count('report.rhythm.missing', missing)}"
        yield tell.say("report.label.year", year=year), (Text(text),)


def meetings(tell: Teller, term: Term) -> Iterator[Block]:
    """Yield the meetings with their day, place, phase and how many took part."""
    if not term.held:
        return
    yield Heading(1, tell.say("report.heading.meetings"))
    columns = tuple(tell.say(f"report.column.{name}") for name in ("meeting", "date", "place", "phase", "people"))
    rows = tuple(_meeting(tell, session) for session in term.held)
    caption = tell.say("report.caption.meetings")
    numbers = frozenset({4})
    yield Table(caption=caption, head=columns, rows=rows, row_header=True, widths=(5, 6, 8, 6, 5), numbers=numbers)
    counts = ((session, headcount(session)) for session in term.held)
    yield charts.by_meeting(tell.say("report.chart.people"), counts, tell.texts.locale)


def _of(tell: Teller, session: Session) -> Teller:
    return Teller(session, tell.texts, tell.proof)


def _meeting(tell: Teller, session: Session) -> tuple[Inlines, ...]:
    meeting = session.meeting
    return (
        (Text(f"{meeting.number}/{meeting.date.year}"),),
        (Text(tell.day(meeting.date)),),
        tell.words(meeting.place),
        (Text(tell.say(f"word.phase.{meeting.phase}")),),
        (Text(str(headcount(session))),),
    )


def attendance(tell: Teller, term: Term) -> Iterator[Block]:
    """Yield in how many meetings each party and each field took part, and with how many people in all."""
    parties = {party.id: party.name for party in term.whole.parties}
    charter = term.whole.table.charter
    fields = {field: field for field in charter.fields} if charter else {}
    fields.update({person.field: person.field for person in term.whole.members if person.field})
    tables = (
        _attended(tell, term, "party", {**parties, "": tell.say("report.no-party")}, _parties_here),
        _attended(tell, term, "field", fields, _fields_here),
    )
    shown = tuple(table for table in tables if table.rows)
    if shown:
        yield Heading(1, tell.say("report.heading.attendance"))
        yield from shown
    yield from _advice(tell, term)


def _attended(
    tell: Teller, term: Term, kind: str, names: dict[str, str], here: Callable[[Session], Counter[str]]
) -> Table:
    counts = [here(session) for session in term.held]
    rows = []
    for key, name in names.items():
        times = sum(count[key] > 0 for count in counts)
        if times or key:
            cells = (tell.say("report.of", part=times, whole=len(counts)), str(sum(count[key] for count in counts)))
            rows.append(((Text(name),), *((Text(cell),) for cell in cells)))
    head = tuple(tell.say(f"report.column.{name}") for name in (kind, "attended", "visits"))
    caption = tell.say(f"report.caption.attendance-{kind}")
    numbers = frozenset({1, 2})
    return Table(caption=caption, head=head, rows=tuple(rows), row_header=True, widths=(4, 2, 2), numbers=numbers)


def _parties_here(session: Session) -> Counter[str]:
    counts = Counter(person.party for person in session.participants if person.took_part)
    for crowd in session.crowd:
        if crowd.presence in _HERE:
            counts[crowd.party] += crowd.count
    return counts


def _fields_here(session: Session) -> Counter[str]:
    return Counter(person.field for person in session.participants if person.took_part and person.field)


def _advice(tell: Teller, term: Term) -> Iterator[Block]:
    """Yield where the composition differs from the charter; it may name people, so it is not for everybody."""
    found = composition(term.sessions[-1])
    if found and not tell.public:
        yield Para((Strong(tell.say("report.composition")),))
        yield ListBlock(tuple((Text(tell.texts.said(finding)),) for finding in found))


def head(tell: Teller, term: Term) -> Iterator[Block]:
    """Yield the term, the table's goal and where it stands in the ring."""
    table = term.whole.table
    locale = tell.texts.locale
    days = {"start": plain_date(term.start, locale), "end": plain_date(term.end, locale)}
    pairs = [
        (tell.say("word.label.term"), (Text(tell.say("report.term", **days)),)),
        (tell.say("word.label.theme"), tell.words(table.theme)),
        (tell.say("memo.label.goal"), tell.words(table.goal)),
        (tell.say("word.label.indicator"), tell.words(table.indicator)),
        (tell.say("memo.label.phase"), (Text(tell.say(f"word.phase.{term.whole.meeting.phase}")),)),
        (tell.say("memo.label.agreement"), (Text(tell.say(f"word.agreement-needed.{table.agreement_needed}")),)),
    ]
    yield Facts((*pairs, *rhythm(tell, term)))

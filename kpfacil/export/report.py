"""The term's report of one table: what it set out to do, who took part, what came of it, what is still promised."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from kpfacil.export import report_results, report_term
from kpfacil.export.document import (
    Block,
    Doc,
    Facts,
    Inlines,
    ListBlock,
    Para,
    Strong,
    TableBlock,
    Text,
)
from kpfacil.export.memo_details import changes
from kpfacil.export.report_term import Term, term
from kpfacil.export.tell import Profile, Teller, paper, tell_unproofed, teller
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.rules.advice import composition
from kpfacil.rules.presence import headcount


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
    doc = paper(
        texts,
        texts.say("report.title", table=name),
        _blocks(tell, covered, today),
        today,
        author=name,
        subtitle=texts.say("report.subtitle", date=tell.plain_day(today)),
        subject=texts.say("report.subject"),
    )
    return tell_unproofed(doc, tell)


def _blocks(tell: Teller, covered: Term, today: date) -> Iterator[Block]:
    yield from report_results.goals(tell, covered)
    yield from _head(tell, covered, today)
    yield from _meetings(tell, covered)
    yield from _attendance(tell, covered)
    yield from report_results.funnel(tell, covered)
    yield from report_results.agreements(tell, covered)
    yield from report_results.promises(tell, covered, today)
    yield from report_results.tell_given(tell, covered)
    yield from report_results.decisions(tell, covered, today)
    yield from report_results.course(tell, covered)
    yield from report_results.closing(tell, covered, today)


_HERE = ("present", "remote")
_COLUMNS = {
    "report.column.meeting": 5,
    "report.column.date": 6,
    "report.column.place": 8,
    "report.column.phase": 6,
    "report.column.people": 5,
}


def _rhythm(tell: Teller, term: Term, today: date) -> Iterator[tuple[str, Inlines]]:
    """Yield how many meetings each year had, also one without any, and how many the charter means where it is whole."""
    charter = term.whole.table.charter
    per_year = charter.meetings_per_year if charter else ()
    held = Counter(session.meeting.date.year for session in term.held)
    for year in range(term.start.year, min(term.end, max(today, term.start)).year + 1):
        text = tell.count("word.count.meeting", held[year])
        if per_year and term.start <= date(year, 1, 1) and date(year, 12, 31) <= term.end:
            text = " ".join(_held_against(tell, per_year, held[year], text, over=year < today.year))
        yield tell.say("report.label.year", year=year), (Text(text),)


def _held_against(tell: Teller, per_year: tuple[int, ...], held: int, said: str, *, over: bool) -> Iterator[str]:
    """Yield a whole year's meetings beside what the charter means, and how many are still to come or never came."""
    key = "report.rhythm.between" if min(per_year) < max(per_year) else "report.rhythm.fixed"
    yield tell.say(key, held=said, fewest=min(per_year), most=max(per_year))
    if missing := max(0, min(per_year) - held):
        yield tell.count("report.rhythm.fell-short" if over else "report.rhythm.missing", missing)


def _meetings(tell: Teller, term: Term) -> Iterator[Block]:
    """Yield the meetings with their day, place, phase and how many took part."""
    if not term.held:
        return
    yield tell.heading("report.heading.meetings")
    rows = (_meeting(tell, session) for session in term.held)
    yield tell.table(tell.say("report.caption.meetings"), _COLUMNS, rows, numbers=frozenset({4}))
    counts = ((session, headcount(session) if _is_marked(session) else None) for session in term.held)
    yield report_term.by_meeting(tell.say("report.chart.people"), counts, tell.texts.locale)


def _is_marked(session: Session) -> bool:
    """Return whether it is known who took part: somebody did, or nobody is expected any more."""
    return headcount(session) > 0 or all(person.presence != "expected" for person in session.members)


def _meeting(tell: Teller, session: Session) -> tuple[Inlines, ...]:
    meeting = session.meeting
    return (
        (Text(f"{meeting.number}/{meeting.date.year}"),),
        (Text(tell.day(meeting.date)),),
        tell.words(meeting.place),
        tell.sentence(f"word.phase.{meeting.phase}"),
        (Text(str(headcount(session)) if _is_marked(session) else tell.say("report.unmarked")),),
    )


def _attendance(tell: Teller, term: Term) -> Iterator[Block]:
    """Yield in how many meetings each party and each field took part, and with how many people in all."""
    unnamed, none = tell.say("report.party-unnamed"), tell.say("report.no-party")
    parties = {party.id: tell.party(party.id) or unnamed for party in term.whole.parties}
    fields = {field: tell.line(field) for field in _fields(term)}
    tables = (
        _attendance_table(tell, term, "party", {**parties, "": none}, _parties_here, none),
        _attendance_table(tell, term, "field", fields, _fields_here),
    )
    shown = tuple(table for table in tables if table.rows)
    if shown:
        yield tell.heading("report.heading.attendance")
        yield from shown
    yield from _changes(tell, term)
    yield from _advice(tell, term)


def _fields(term: Term) -> Iterator[str]:
    """Yield the fields of the charter, of the members, and of whoever took part."""
    charter = term.whole.table.charter
    yield from charter.fields if charter else ()
    yield from (person.field for person in term.whole.members if person.field)
    for session in term.held:
        yield from _fields_here(session)


def _attendance_table(
    tell: Teller,
    term: Term,
    kind: str,
    names: dict[str, str],
    here: Callable[[Session], Counter[str]],
    rest: str = "",
) -> TableBlock:
    """Return how often each was there: those of one name as one, the `rest` only where somebody was."""
    counts = [here(session) for session in term.held if _is_marked(session)]
    rows = [
        _attendance_row(tell, name, visits) for name, visits in _visits(names, counts) if any(visits) or name != rest
    ]
    columns = {f"report.column.{kind}": 4, "report.column.attended": 2, "report.column.visits": 2}
    return tell.table(tell.say(f"report.caption.attendance-{kind}"), columns, rows, numbers=frozenset({1, 2}))


def _visits(names: dict[str, str], counts: list[Counter[str]]) -> Iterator[tuple[str, list[int]]]:
    """Yield each name with how many were there of it at each meeting."""
    for name in dict.fromkeys(names.values()) if counts else ():
        yield name, [sum(count[key] for key in names if names[key] == name) for count in counts]


def _attendance_row(tell: Teller, name: str, visits: list[int]) -> tuple[Inlines, ...]:
    part = tell.say("report.of", part=sum(visit > 0 for visit in visits), whole=len(visits))
    return (Text(name),), (Text(part),), (Text(str(sum(visits))),)


def _parties_here(session: Session) -> Counter[str]:
    counts = Counter(person.party for person in session.participants if person.took_part)
    for crowd in session.crowd:
        if crowd.presence in _HERE:
            counts[crowd.party] += crowd.count
    return counts


def _fields_here(session: Session) -> Counter[str]:
    return Counter(person.field for person in session.participants if person.took_part and person.field)


def _advice(tell: Teller, term: Term) -> Iterator[Block]:
    """Yield where the composition differs from the charter; it may name people, so it is not for everybody.

    How often the table met is told by `_rhythm`, for each year.
    """
    found = [finding for finding in composition(term.sessions[-1]) if finding.path != "meeting.number"]
    if found and not tell.public:
        yield Para((Strong(tell.say("report.composition")),))
        yield ListBlock(tuple((Text(tell.texts.say_sentence(finding)),) for finding in found))


def _changes(tell: Teller, term: Term) -> Iterator[Block]:
    """Yield who came and who left over the term, meeting by meeting; in public how many."""
    items: list[Inlines] = []
    for at, session in enumerate(term.held):
        said = " ".join(changes(tell.of(session), term.held[:at]))
        if said:
            items.append((Text(f"{tell.plain_day(session.meeting.date)}: {said}"),))
    if items:
        yield tell.heading("report.heading.membership", 2)
        yield ListBlock(tuple(items))


def _head(tell: Teller, term: Term, today: date) -> Iterator[Block]:
    """Yield the table's term and the days reported, where it stands in the ring, and how often it met each year."""
    table = term.whole.table
    own, asked = "", ""
    if table.term_start and table.term_end:
        own = _days(tell, table.term_start, table.term_end)
    if term.asked or not own:
        asked = _days(tell, term.start, term.end)
    yield tell.heading("report.heading.term")
    facts = tell.facts(
        {
            "word.label.term": (Text(own),),
            "report.label.covered": (Text(asked),),
            "word.label.theme": tell.words(table.theme),
            "memo.label.phase": tell.sentence(f"word.phase.{term.whole.meeting.phase}"),
        }
    )
    yield Facts((*facts.pairs, *_rhythm(tell, term, today)))


def _days(tell: Teller, start: date, end: date) -> str:
    return tell.say("report.term", start=tell.plain_day(start), end=tell.plain_day(end))

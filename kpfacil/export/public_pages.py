"""The pages around public memos: a table's index, all that it has agreed, and the front page of several tables."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby

from kpfacil.export.document import (
    Block,
    Break,
    Doc,
    Heading,
    Inlines,
    Link,
    ListBlock,
    TableBlock,
    Text,
)
from kpfacil.export.document import para as paragraph
from kpfacil.export.memo_page import agreement_item, lines, when_next
from kpfacil.export.tell import Teller, paper, tell_unproofed, tellers
from kpfacil.model.dates import long_date, plain_date
from kpfacil.model.entries import Agreement
from kpfacil.model.session import Known, Session, latest, place_of
from kpfacil.model.texts import Texts
from kpfacil.model.value import frozen_by_name


@frozen_by_name
class Filed:
    """A meeting with the files of its memo: what each is called (`HTML`, `PDF`) and its path beside the page."""

    session: Session
    files: tuple[tuple[str, str], ...] = ()


def index_page(
    filed: Iterable[Filed],
    texts: Texts,
    today: date,
    beside: Iterable[tuple[str, str]] = (),
    others: Iterable[Session] = (),
) -> Doc:
    """Return the page of one table's memos, the newest first, with links to what lies `beside` it; it names nobody.

    Raises ValueError where there are no meetings, or a path leads out of the page's own folder.
    """
    newest_first = sorted(filed, key=lambda one: place_of(one.session), reverse=True)
    if not newest_first:
        raise ValueError("an index needs at least one meeting")
    latest = newest_first[0].session
    tell_of = tellers((one.session for one in reversed(newest_first)), texts, "public", others)
    title, author, subject = (
        texts.say("index.title", table=latest.table.name),
        latest.table.name,
        texts.say("index.subject"),
    )
    blocks = (*_about(tell_of(latest), today), _links(beside), *_years(newest_first, texts, tell_of))
    return tell_unproofed(_page(title, author, texts, today, blocks, subject), tell_of(latest))


def _about(tell: Teller, today: date) -> Iterator[Block]:
    table = tell.session.table
    following = tell.session.meeting.next_date
    ahead = when_next(tell) if following is not None and following >= today else ()
    days: Inlines = ()
    if table.term_start and table.term_end:
        start, end = (tell.plain_day(day) for day in (table.term_start, table.term_end))
        days = tell.sentence("report.term", start=start, end=end)
    yield tell.facts({"memo.label.goal": tell.words(table.goal), "word.label.term": days, "word.heading.next": ahead})


def _links(named: Iterable[tuple[str, str]]) -> ListBlock:
    """Return links to files by their names and paths."""
    return ListBlock(tuple((Link(name, path, nearby=True),) for name, path in named))


def _years(newest_first: list[Filed], texts: Texts, tell_of: Callable[[Session], Teller]) -> Iterator[Block]:
    for year, group in groupby(newest_first, key=lambda one: one.session.meeting.date.year):
        yield Heading(1, texts.say("index.year", year=year))
        head = tuple(texts.say(f"index.column.{column}") for column in ("meeting", "memo", "material"))
        rows = tuple(_row(one, tell_of(one.session)) for one in group)
        caption = texts.say("index.caption", year=year)
        yield TableBlock(caption=caption, head=head, rows=rows, row_header=True, widths=(3, 3, 4))
    yield paragraph(texts.say("index.public"))


def _row(one: Filed, tell: Teller) -> tuple[Inlines, ...]:
    meeting = one.session.meeting
    which = {"number": meeting.number, "year": meeting.date.year}
    title = tell.say("index.meeting", date=tell.day(meeting.date), **which)
    materials = lines((material,) for material in tell.materials())
    if not one.files:
        return (Text(title),), tell.sentence("index.no-memo"), materials
    called = (
        (path, tell.say("index.memo", number=meeting.number, year=meeting.date.year, kind=kind))
        for kind, path in one.files
    )
    files = lines((Link(name, path, nearby=True),) for path, name in called)
    standing = Text(tell.say(f"memo.standing.{meeting.status}"))
    return (Text(title),), (*files, Break(), standing), materials


def agreements_page(sessions: Iterable[Session], texts: Texts, today: date, others: Iterable[Session] = ()) -> Doc:
    """Return everything that a table has agreed, the newest meeting first; it names nobody who has not agreed to it."""
    sessions = tuple(sessions)
    newest = max(sessions, key=place_of)
    tell_of = tellers(sessions, texts, "public", others)
    title = texts.say("public.agreements.title", table=newest.table.name)
    doc = _page(title, newest.table.name, texts, today, tuple(_agreements(sessions, texts, tell_of)))
    return tell_unproofed(doc, tell_of(newest))


def front_page(tables: Iterable[tuple[str, str]], texts: Texts, today: date) -> Doc:
    """Return the page that leads to the page of each table: `tables` are their names and paths."""
    return _page(texts.say("public.front.title"), "", texts, today, (_links(tables),))


def _agreements(sessions: tuple[Session, ...], texts: Texts, tell_of: Callable[[Session], Teller]) -> Iterator[Block]:
    found = [known for known in latest(sessions).values() if isinstance(known.entry, Agreement)]
    if not found:
        yield paragraph(texts.say("public.agreements.none"))
    newest_first = sorted(found, key=lambda known: place_of(known.first), reverse=True)
    for _, group in groupby(newest_first, key=lambda known: place_of(known.first)):
        of_meeting = tuple(group)
        meeting = of_meeting[0].first.meeting
        day = long_date(meeting.date, texts.locale)
        yield Heading(1, texts.say("index.meeting", number=meeting.number, year=meeting.date.year, date=day))
        yield ListBlock(tuple(agreement_item(tell_of(known.session), entry) for known, entry in _in_order(of_meeting)))


def _in_order(found: Iterable[Known]) -> Iterator[tuple[Known, Agreement]]:
    yield from ((known, known.entry) for known in found if isinstance(known.entry, Agreement))


def _page(title: str, author: str, texts: Texts, today: date, blocks: Iterable[Block], subject: str = "") -> Doc:
    subtitle = texts.say("index.subtitle", date=plain_date(today, texts.locale))
    return paper(texts, title, blocks, today, author=author, subtitle=subtitle, subject=subject)

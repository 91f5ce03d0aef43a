"""The page of a table's memos and its meetings' other material, openly readable."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby

from kpfacil.export.document import (
    Block,
    Break,
    Doc,
    Facts,
    Heading,
    Inline,
    Inlines,
    Labels,
    Link,
    ListBlock,
    TableBlock,
    Text,
)
from kpfacil.export.document import para as paragraph
from kpfacil.export.memo_page import when_next
from kpfacil.export.tell import Teller, tell_unproofed, tellers
from kpfacil.model.dates import plain_date
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.model.value import frozen


@frozen(kw_only=True)
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
    newest_first = sorted(filed, key=lambda one: (one.session.meeting.date, one.session.meeting.number), reverse=True)
    if not newest_first:
        raise ValueError("an index needs at least one meeting")
    latest = newest_first[0].session
    tell_of = tellers((one.session for one in reversed(newest_first)), texts, "public", others)
    doc = Doc(
        title=texts.say("index.title", table=latest.table.name),
        subtitle=texts.say("index.subtitle", date=plain_date(today, texts.locale)),
        blocks=(*_about(tell_of(latest), today), *_links(beside), *_years(newest_first, texts, tell_of)),
        labels=Labels(page=texts.say("memo.page")),
        date=today,
        lang=texts.locale.tag,
        author=latest.table.name,
        subject=texts.say("index.subject"),
    )
    return tell_unproofed(doc, tell_of(latest))


def _about(tell: Teller, today: date) -> Iterator[Block]:
    table = tell.session.table
    following = tell.session.meeting.next_date
    ahead = when_next(tell) if following is not None and following >= today else ()
    days: Inlines = ()
    if table.term_start and table.term_end:
        start, end = (plain_date(day, tell.texts.locale) for day in (table.term_start, table.term_end))
        days = (Text(tell.say("report.term", start=start, end=end)),)
    yield Facts(
        (
            (tell.say("memo.label.goal"), tell.words(table.goal)),
            (tell.say("word.label.term"), days),
            (tell.say("word.heading.next"), ahead),
        )
    )


def _links(beside: Iterable[tuple[str, str]]) -> Iterator[Block]:
    yield from [ListBlock(tuple((Link(name, path, nearby=True),) for name, path in beside))] if beside else ()


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
    title = tell.say("index.meeting", number=meeting.number, year=meeting.date.year, date=tell.day(meeting.date))
    if not one.files:
        return (Text(title),), (Text(tell.say("index.no-memo")),), tuple(_materials(tell))
    files: list[Inline] = []
    for kind, path in one.files:
        files += [
            Link(tell.say("index.memo", number=meeting.number, year=meeting.date.year, kind=kind), path, nearby=True)
        ]
        files.append(Break())
    standing = Text(tell.say(f"memo.standing.{meeting.status}"))
    return (Text(title),), (*files, standing), tuple(_materials(tell))


def _materials(tell: Teller) -> Iterator[Inline]:
    for material in tell.materials():
        yield material
        yield Break()

"""The pages beside public memos: all that a table has agreed, and the front page of several tables."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby

from kpfacil.export.document import Block, Doc, Heading, Labels, Link, ListBlock, Para, Text
from kpfacil.export.memo_page import agreement_item
from kpfacil.export.tell import Teller, tell_unproofed, tellers
from kpfacil.model.dates import long_date, plain_date
from kpfacil.model.entries import Agreement
from kpfacil.model.session import Known, Session, latest, place_of
from kpfacil.model.texts import Texts


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
    links = tuple((Link(name, path, nearby=True),) for name, path in tables)
    return _page(texts.say("public.front.title"), "", texts, today, (ListBlock(links),))


def _agreements(sessions: tuple[Session, ...], texts: Texts, tell_of: Callable[[Session], Teller]) -> Iterator[Block]:
    found = [known for known in latest(sessions).values() if isinstance(known.entry, Agreement)]
    if not found:
        yield Para((Text(texts.say("public.agreements.none")),))
    newest_first = sorted(found, key=lambda known: place_of(known.first), reverse=True)
    for _, group in groupby(newest_first, key=lambda known: place_of(known.first)):
        of_meeting = tuple(group)
        meeting = of_meeting[0].first.meeting
        day = long_date(meeting.date, texts.locale)
        yield Heading(1, texts.say("index.meeting", number=meeting.number, year=meeting.date.year, date=day))
        yield ListBlock(tuple(agreement_item(tell_of(known.session), entry) for known, entry in _in_order(of_meeting)))


def _in_order(found: Iterable[Known]) -> Iterator[tuple[Known, Agreement]]:
    yield from ((known, known.entry) for known in found if isinstance(known.entry, Agreement))


def _page(title: str, author: str, texts: Texts, today: date, blocks: Iterable[Block]) -> Doc:
    return Doc(
        title=title,
        subtitle=texts.say("index.subtitle", date=plain_date(today, texts.locale)),
        blocks=tuple(blocks),
        labels=Labels(page=texts.say("memo.page")),
        date=today,
        lang=texts.locale.tag,
        author=author,
    )

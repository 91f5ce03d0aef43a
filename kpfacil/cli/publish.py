"""`kpfacil publish`: a folder of pages that is ready to be put on the table's page; nothing unproofed leaves."""

from collections.abc import Iterator
from datetime import datetime
from importlib.util import find_spec

from kpfacil.cli.console import Console, Refusal
from kpfacil.cli.given import Given
from kpfacil.cli.papers import make_in, texts_of
from kpfacil.cli.places import process_of, tables_in
from kpfacil.cli.proof import places_of
from kpfacil.export import ics
from kpfacil.export.index import Filed, index_page
from kpfacil.export.memo import memo as memo_of
from kpfacil.export.public_pages import agreements_page, front_page
from kpfacil.export.tasks import Kept, action_table
from kpfacil.export.tasks_calendar import calendar
from kpfacil.model.moments import with_beginning
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.storage.archive import TableFolder
from kpfacil.storage.decode import Opened, load
from kpfacil.storage.files import StorageError, slug
from kpfacil.storage.written import Site

_TASKS, _AGREED, _CALENDAR, _INDEX = "toimenpiteet.html", "sovitut.html", "kalenteri.ics", "index.html"


def publish(given: Given, console: Console) -> int:
    """Write the pages of a table, or of all tables of a folder, print their paths, and take away what is withdrawn."""
    source = console.around.path(given.file)
    if not source.is_dir():
        raise Refusal(console.say("cli.no-folder", path=source))
    tables = [table for table in tables_in(source, console, load) if table.sessions]
    if not tables:
        raise Refusal(console.say("cli.no-sessions", path=source))
    press = _Press(Site(console.around.path(given.target)), given, console)
    if len(tables) == 1 and tables[0].path.resolve() == source.resolve():
        press.table(tables[0], "")
    else:
        press.tables(tables)
    press.close()
    return 0 if press.whole and not any(table.missing for table in tables) else 1


class _Press:
    """Writes pages into the site, and remembers whether everything could be written and taken away."""

    def __init__(self, site: Site, given: Given, console: Console) -> None:
        self._site, self._given, self._console = site, given, console
        self.now: datetime = console.around.clock()
        self.whole = True

    def tables(self, tables: list[TableFolder]) -> None:
        """Write the pages of each table into a folder of its own, and a page that leads to them."""
        found = (self.table(table, f"{table.path.name}/") for table in tables)
        fronts = [front for front in found if front is not None]
        if fronts:
            self.put(_INDEX, make_in(front_page(fronts, self._console.texts, self.now.date()), "html", self._console))

    def table(self, table: TableFolder, folder: str) -> tuple[str, str] | None:
        """Write the pages of a table into a folder of the site; return its name and index, None where it has none."""
        published = [opened for opened in table.sessions if self._may_be_read(opened)]
        if not published:
            self._console.warn(self._console.say("cli.publish.nothing", table=table.name))
            return None
        sessions = [opened.session for opened in table.sessions]
        texts = texts_of(self._given, published[-1].session.language, self._console)
        filed = [self._memo(opened, sessions, folder) for opened in published]
        shown = [opened.session for opened in published]
        others = tuple(session for session in sessions if session not in shown)
        kept = tuple(Kept(folder=table.path.resolve().name, session=session) for session in shown)
        self._pages(kept, others, texts, folder)
        index = index_page(filed, texts, self.now.date(), tuple(_beside(texts)), others)
        self.put(f"{folder}{_INDEX}", make_in(index, "html", self._console))
        return table.name, f"{folder}{_INDEX}"

    def put(self, name: str, content: bytes) -> None:
        """Write a page and print its path; a file of somebody else that stands there is told and left."""
        try:
            self._console.tell(str(self._site.put(name, content)))
        except StorageError as error:
            self._console.warn(*error.sentences(self._console.texts))
            self._site.leave(name)
            self.whole = False

    def close(self) -> None:
        """Take away what is no longer published, and tell of it."""
        removed, kept = self._site.close()
        self._console.warn(*(self._console.say("cli.publish.removed", path=path) for path in removed))
        self._console.warn(*(self._console.say("cli.publish.changed", path=path) for path in kept))
        self.whole = self.whole and not kept

    def _may_be_read(self, opened: Opened) -> bool:
        """Return whether a memo is more than a draft and all its places have been decided, and tell why it is not."""
        if opened.session.meeting.status == "draft":
            self._console.warn(self._console.say("cli.publish.draft", path=opened.path))
            return False
        waiting = sum(place.waits for place in places_of(opened.session, opened.path))
        if waiting:
            self._console.warn(self._console.texts.count("cli.publish.unproofed", waiting, path=opened.path))
        return not waiting

    def _memo(self, opened: Opened, sessions: list[Session], folder: str) -> Filed:
        session = with_beginning(opened.session, [one for one in sessions if one is not opened.session])
        others = [one for one in sessions if one is not opened.session]
        texts = texts_of(self._given, session.language, self._console)
        doc = memo_of(session, texts, process_of(opened.path), "public", others=others)
        meeting = session.meeting
        stem = f"{slug(session.table.name)}-muistio-{meeting.number}-{meeting.date.year}"
        files: list[tuple[str, str]] = []
        for form in ("html", "pdf") if find_spec("typst") else ("html",):
            self.put(f"{folder}{stem}.{form}", make_in(doc, form, self._console))
            files.append((form.upper(), f"{stem}.{form}"))
        return Filed(session=session, files=tuple(files))

    def _pages(self, kept: tuple[Kept, ...], others: tuple[Session, ...], texts: Texts, folder: str) -> None:
        today = self.now.date()
        sessions = [one.session for one in kept]
        tasks = action_table(kept, texts, today, profile="public", others=others)
        self.put(f"{folder}{_TASKS}", make_in(tasks, "html", self._console))
        agreed = agreements_page(sessions, texts, today, others)
        self.put(f"{folder}{_AGREED}", make_in(agreed, "html", self._console))
        entries = calendar(kept, texts, today, profile="public", others=others)
        self.put(f"{folder}{_CALENDAR}", ics.render(entries, sessions[-1].table.name, self.now))


def _beside(texts: Texts) -> Iterator[tuple[str, str]]:
    yield texts.say("tasks.title"), _TASKS
    yield texts.say("public.agreements.link"), _AGREED
    yield texts.say("public.calendar.link"), _CALENDAR

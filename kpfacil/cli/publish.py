"""What is given to others: `kpfacil publish`, pages with nothing unproofed; `remind` and `invite`, ready letters."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from kpfacil.cli.console import Console, Refusal
from kpfacil.cli.documents import keep, make_in, memo_stem, texts_of
from kpfacil.cli.given import Given
from kpfacil.cli.places import (
    others_of,
    process_of,
    some_tables,
    the_table,
    warn_of_untaken,
    write,
)
from kpfacil.export import eml, ics
from kpfacil.export.document import Doc
from kpfacil.export.eml import Attachment
from kpfacil.export.letters import agenda, invitation, matters_to_take, reminder, tasks_owed
from kpfacil.export.memo import memo as memo_of
from kpfacil.export.public_pages import Filed, agreements_page, front_page, index_page
from kpfacil.export.tasks import Kept, TableTask, TaskQuery, action_table
from kpfacil.export.tasks_calendar import calendar, meeting_of, task_day
from kpfacil.export.tell import teller
from kpfacil.model.fold import fold
from kpfacil.model.formats import USUAL
from kpfacil.model.moments import with_beginning
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.rosters.people import Contact
from kpfacil.storage.archive import TableFolder
from kpfacil.storage.atomic import Site
from kpfacil.storage.decode import Opened, load
from kpfacil.storage.files import StorageError, export_folder
from kpfacil.storage.rosters import CONTACTS_FILE, read_contacts

_TASKS, _AGREED, _CALENDAR, _INDEX = "toimenpiteet.html", "sovitut.html", "kalenteri.ics", "index.html"


def publish(given: Given, console: Console) -> int:
    """Write the pages of a table, or of all tables of a folder, print their paths, and take away what is withdrawn.

    Where there was nothing to do of either, it has not been done.
    """
    source = console.path(given.file)
    tables = some_tables(source, console)
    press = _Press(Site(console.path(given.target)), given, console)
    if len(tables) == 1 and tables[0].path.resolve() == source.resolve():
        press.table(tables[0], "")
    else:
        press.tables(tables)
    done = press.close()
    return 0 if done and press.whole and all(table.whole for table in tables) else 1


class _Press:
    """Writes pages into the site, and remembers whether everything could be written and taken away."""

    def __init__(self, site: Site, given: Given, console: Console) -> None:
        self._site, self._given, self._console = site, given, console
        self.now: datetime = console.now()
        self.whole, self._put = True, False
        self._stems: dict[str, Path] = {}

    def tables(self, tables: list[TableFolder]) -> None:
        """Write the pages of each table into a folder of its own, and a page that leads to them."""
        found = (self.table(table, f"{table.path.name}/") for table in tables)
        fronts = [front for front in found if front is not None]
        if fronts:
            self.put(_INDEX, front_page(fronts, self._console.texts, self.now.date()))

    def table(self, table: TableFolder, folder: str) -> tuple[str, str] | None:
        """Write the pages of a table into a folder of the site; return its name and index, None where it has none."""
        published = list(self._publishable(table))
        if not published:
            self._console.warn_that("cli.publish.nothing", table=table.name)
            return None
        shown = [opened.session for opened, _ in published]
        texts = texts_of(self._given, shown[-1].language, self._console)
        filed = [self._write_memo(opened, doc, folder) for opened, doc in published]
        others = tuple(opened.session for opened in table.sessions if opened.session not in shown)
        kept = tuple(keep(opened) for opened, _ in published)
        beside = self._pages(kept, others, texts, folder)
        self.put(f"{folder}{_INDEX}", index_page(filed, texts, self.now.date(), beside, others))
        return table.name, f"{folder}{_INDEX}"

    def _publishable(self, table: TableFolder) -> Iterator[tuple[Opened, Doc]]:
        """Yield the meetings whose memo is more than a draft and proofed, with the memo; tell of the others."""
        for opened in table.sessions:
            if opened.session.meeting.status == "draft":
                self._console.warn_that("cli.publish.draft", path=opened.path)
                continue
            doc = self._memo(opened, table)
            if doc.waiting:
                self._console.warn_that("cli.publish.unproofed", doc.waiting, path=opened.path)
            else:
                yield opened, doc

    def put(self, name: str, page: Doc | bytes) -> None:
        """Write a page and print its path; a file of somebody else that stands there is told and left."""
        content = page if isinstance(page, bytes) else make_in(page, "html", self._console)
        try:
            self._console.tell(str(self._site.put(name, content)))
            self._put = True
        except StorageError as error:
            self._console.warn_of(error)
            self._site.leave(name)
            self.whole = False

    def close(self) -> bool:
        """Take away what is no longer published and tell of it; return whether anything was written or taken away."""
        removed, kept = self._site.close()
        for path in removed:
            self._console.warn_that("cli.publish.removed", path=path)
        for path in kept:
            self._console.warn_that("cli.publish.changed", path=path)
        self.whole = self.whole and not kept
        return bool(removed) or self._put

    def _memo(self, opened: Opened, table: TableFolder) -> Doc:
        others = [one.session for one in table.sessions if one is not opened]
        session = with_beginning(opened.session, others)
        texts = texts_of(self._given, session.language, self._console)
        return memo_of(session, texts, process_of(opened.path), "public", others=others)

    def _write_memo(self, opened: Opened, doc: Doc, folder: str) -> Filed:
        """Write a memo in its formats, under a name that no other memo of the table has."""
        stem = memo_stem(opened.session)
        if self._stems.setdefault(f"{folder}{stem}", opened.path) != opened.path:
            stem = f"{stem}-{opened.path.stem}"
        files: list[tuple[str, str]] = []
        for form in ("html", "pdf") if find_spec("typst") else ("html",):
            try:
                content = make_in(doc, form, self._console)
            except Refusal as refusal:  # an older one is taken away: it may tell what is covered by now
                self._console.warn_of(refusal)
                self.whole = False
                continue
            self.put(f"{folder}{stem}.{form}", content)
            files.append((form.upper(), f"{stem}.{form}"))
        return Filed(session=opened.session, files=tuple(files))

    def _pages(
        self, kept: tuple[Kept, ...], others: tuple[Session, ...], texts: Texts, folder: str
    ) -> tuple[tuple[str, str], ...]:
        """Write what stands beside the memos, and return each with the words of the link to it."""
        today, sessions = self.now.date(), [one.session for one in kept]
        beside = tuple(Kept(folder=kept[0].folder, session=other) for other in others)
        query = TaskQuery(kept, texts, today, profile="public", others=beside)
        agreed = agreements_page(sessions, texts, today, others)
        tasks, days = action_table(query), calendar(query)
        pages: list[tuple[str, str, Doc | bytes]] = [("tasks.title", _TASKS, tasks)]
        pages.append(("public.agreements.link", _AGREED, agreed))
        if days:  # a calendar without any entry is none
            pages.append(("public.calendar.link", _CALENDAR, ics.render(days, sessions[-1].table.name, self.now)))
        for _, name, page in pages:
            self.put(f"{folder}{name}", page)
        return tuple((texts.say(key), name) for key, name, _ in pages)


_REMINDERS, _REMINDER, _INVITATION, _AGENDA = "muistutukset", "muistutus", "kutsu", "esityslista"


def remind(given: Given, console: Console) -> int:
    """Write a letter for each owner of open tasks, with the calendar of what they promised, and print the paths."""
    table = the_table(given, console)
    latest = table.sessions[-1]
    now = console.now()
    texts = texts_of(given, latest.session.language, console)
    addresses = _addresses(given, table, console)
    kept = tuple(map(keep, table.sessions))
    folder = console.path(given.out) if given.out else export_folder(latest.path) / _REMINDERS
    owed = tasks_owed(kept, now.date(), given.before)
    taken = matters_to_take(latest.session, now.date(), given.before)
    letters = _readers(latest.session, owed, taken, console)
    names = _file_names({*(who.id for who in _everybody(latest.session)), *letters})
    for owner in letters:
        tasks = owed.get(owner, ())
        days = (task_day(row, teller(row.session, texts, "participants")) for row in tasks)
        doc = reminder(latest.session, owner, tasks, taken.get(owner, ()), texts, now.date())
        _put(folder, f"{_REMINDER}-{names[owner]}", doc, filter(None, days), console, addresses.get(owner))
    if alone := [owner for owner in letters if owner not in addresses]:
        names_alone = ", ".join(sorted(map(latest.session.name_of, alone)))
        console.warn_that("cli.remind.no-address", names=names_alone, file=CONTACTS_FILE)
    return 0 if table.whole else 1


def _readers(
    session: Session, owed: Mapping[str, Iterable[TableTask]], taken: Iterable[str], console: Console
) -> list[str]:
    """Return who gets a letter; that nobody does, and what former members have promised, is told."""
    former = {person.id for person in session.participants if person.standing == "former"}
    for owner in owed.keys() & former:
        ids = ", ".join(row.task.id for row in owed[owner])
        console.warn_that("cli.remind.former", name=session.name_of(owner), ids=ids)
    readers = [owner for owner in dict.fromkeys((*owed, *taken)) if owner not in former]
    if not readers:
        console.warn_that("cli.remind.nothing", table=session.table.name)
    return readers


def _file_names(handles: Iterable[str]) -> Mapping[str, str]:
    """Return a part of a file's name for each handle; two that differ in case alone get different ones."""
    names: dict[str, str] = {}
    for handle in sorted(handles, key=str.swapcase):  # small letters first: they keep their own
        tried = itertools.chain((handle,), (f"{handle}-{number}" for number in itertools.count(2)))
        taken = {name.casefold() for name in names.values()}
        names[handle] = next(name for name in tried if name.casefold() not in taken)
    return names


def invite(given: Given, console: Console) -> int:
    """Write the invitation with its calendar entry, or with `--print` the agenda for paper, and print the paths."""
    path = console.path(given.file)
    opened = load(path)
    warn_of_untaken(path, console)
    session = opened.session
    texts = texts_of(given, session.language, console)
    now = console.now()
    folder = console.path(given.out) if given.out else export_folder(path)
    process = process_of(path)
    if given.on_paper:
        doc = agenda(session, process, texts, now.date())
        for form in USUAL:
            _write(folder / f"{_AGENDA}.{form}", make_in(doc, form, console), console, doc.title)
        return 0
    before = [one.meeting.date for one in others_of(opened, console) if one.meeting.date < session.meeting.date]
    entry = meeting_of(session, path.resolve().parent.name, max(before, default=None), texts)
    _put(folder, _INVITATION, invitation(session, process, texts, now.date()), (entry,), console)
    return 0


def _put(
    folder: Path, name: str, doc: Doc, days: Iterable[ics.Entry], console: Console, to: tuple[str, str] | None = None
) -> None:
    """Write a letter with the calendar of its days beside it; where nothing has a day there is none."""
    entries = tuple(days)
    calendar = ics.render(entries, doc.author, console.now())
    attached = (Attachment(f"{name}.ics", ics.CONTENT_TYPE, calendar),) if entries else ()
    _write(folder / f"{name}.eml", eml.render(doc, attached, to), console, doc.title)
    for one in attached:
        _write(folder / one.name, one.content, console, doc.title)


def _write(path: Path, content: bytes, console: Console, title: str) -> None:
    write(path, content, console, title)
    console.tell(str(path))


def _addresses(given: Given, table: TableFolder, console: Console) -> Mapping[str, tuple[str, str]]:
    """Return names and addresses by the ids of people and parties; a row that fits nobody is told by its line."""
    asked = given.contacts is not None
    path = console.path(given.contacts) if given.contacts is not None else table.path / CONTACTS_FILE
    if not asked and not path.is_file():
        return {}
    session = table.sessions[-1].session
    found: dict[str, tuple[str, str]] = {}
    for contact in read_contacts(path):
        owners = [who.id for who in _everybody(session) if fold(who.name) == fold(contact.name)]
        if len(owners) == 1 and contact.address:
            found[owners[0]] = session.name_of(owners[0]), contact.address
        else:
            console.warn(_misfit(contact, path, len(owners), console))
    return found


def _everybody(session: Session) -> Iterable[Participant | Party]:
    """Return all who are or were at the table, and the parties."""
    return (*session.participants, *session.parties)


def _misfit(contact: Contact, path: Path, owners: int, console: Console) -> str:
    key = "address" if not contact.address else "several" if owners else "nobody"
    named = {"name": contact.name, "address": contact.written}
    return console.say(f"cli.contacts.{key}", path=path, line=contact.line, **named)

"""`kpfacil remind` and `kpfacil invite`: letters that are ready to be sent, each with its calendar entries."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from kpfacil.cli.console import Console
from kpfacil.cli.given import Given
from kpfacil.cli.papers import make_in, texts_of
from kpfacil.cli.places import export_folder, others_of, process_of, the_table, write
from kpfacil.export import eml, ics
from kpfacil.export.document import Doc
from kpfacil.export.eml import Attachment
from kpfacil.export.letters import agenda, invitation, owed, reminder
from kpfacil.export.tasks import Kept
from kpfacil.export.tasks_calendar import meeting_of, task_day
from kpfacil.export.tell import teller
from kpfacil.model.fold import fold
from kpfacil.model.formats import USUAL
from kpfacil.model.session import Session
from kpfacil.storage.archive import TableFolder
from kpfacil.storage.decode import load
from kpfacil.storage.rosters import CONTACTS_FILE, Contact, read_contacts

_REMINDERS, _REMINDER, _INVITATION, _AGENDA = "muistutukset", "muistutus", "kutsu", "esityslista"


def remind(given: Given, console: Console) -> int:
    """Write a letter for each owner of open tasks, with the calendar of what they promised, and print the paths."""
    table = the_table(console.around.path(given.file), console)
    latest = table.sessions[-1]
    now = console.around.clock()
    texts = texts_of(given, latest.session.language, console)
    addresses = _addresses(given, table, console)
    kept = tuple(Kept(folder=one.path.resolve().parent.name, session=one.session) for one in table.sessions)
    folder = console.around.path(given.out) if given.out else export_folder(latest.path) / _REMINDERS
    letters = owed(kept, now.date(), given.before)
    if not letters:
        console.warn(console.say("cli.remind.nothing"))
    for owner, tasks in letters.items():
        days = (task_day(row, teller(row.session, texts, "participants")) for row in tasks)
        calendar = ics.render(filter(None, days), latest.session.table.name, now)
        doc = reminder(latest.session, owner, tasks, texts, now.date())
        address = addresses.get(owner)
        to = (latest.session.name_of(owner), address) if address else None
        _put(folder, f"{_REMINDER}-{owner}", doc, calendar, console, to)
    return 1 if table.missing else 0


def invite(given: Given, console: Console) -> int:
    """Write the invitation with its calendar entry, or with `--print` the agenda for paper, and print the paths."""
    path = console.around.path(given.file)
    opened = load(path)
    session = opened.session
    texts = texts_of(given, session.language, console)
    now = console.around.clock()
    folder = console.around.path(given.out) if given.out else export_folder(path)
    process = process_of(path)
    if given.on_paper:
        doc = agenda(session, process, texts, now.date())
        for form in USUAL:
            _write(folder / f"{_AGENDA}.{form}", make_in(doc, form, console), console)
        return 0
    before = [one.meeting.date for one in others_of(path) if one.meeting.date < session.meeting.date]
    entry = meeting_of(session, path.resolve().parent.name, max(before, default=None), texts)
    calendar = ics.render((entry,), session.table.name, now)
    _put(folder, _INVITATION, invitation(session, process, texts, now.date()), calendar, console)
    return 0


def _put(
    folder: Path, name: str, doc: Doc, calendar: bytes, console: Console, to: tuple[str, str] | None = None
) -> None:
    attached = Attachment(f"{name}.ics", ics.CONTENT_TYPE, calendar)
    _write(folder / f"{name}.eml", eml.render(doc, (attached,), to), console)
    _write(folder / attached.name, calendar, console)


def _write(path: Path, content: bytes, console: Console) -> None:
    write(path, content, console)
    console.tell(str(path))


def _addresses(given: Given, table: TableFolder, console: Console) -> Mapping[str, str]:
    """Return the addresses by the ids of the table's people and parties; a row that fits nobody is told by its line."""
    asked = given.contacts is not None
    path = console.around.path(given.contacts) if given.contacts is not None else table.path / CONTACTS_FILE
    if not asked and not path.is_file():
        return {}
    session = table.sessions[-1].session
    found: dict[str, str] = {}
    for contact in read_contacts(path):
        owners = _meant(session, contact)
        if len(owners) == 1 and contact.address:
            found[owners[0]] = contact.address
        else:
            console.warn(_misfit(contact, path, len(owners), console))
    return found


def _meant(session: Session, contact: Contact) -> tuple[str, ...]:
    """Return the ids of those of that name: all who are or were at the table, and the parties."""
    everybody: Iterable[tuple[str, str]] = (
        *((person.id, person.name) for person in session.participants),
        *((party.id, party.name) for party in session.parties),
    )
    return tuple(handle for handle, name in everybody if fold(name) == fold(contact.name))


def _misfit(contact: Contact, path: Path, owners: int, console: Console) -> str:
    key = "address" if not contact.address else "several" if owners else "nobody"
    named = {"name": contact.name, "address": contact.written}
    return console.say(f"cli.contacts.{key}", path=path, line=contact.line, **named)

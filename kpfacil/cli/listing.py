"""`kpfacil list`: the tables and their sessions."""

from collections.abc import Iterator

from kpfacil.cli.console import Console
from kpfacil.cli.given import Given
from kpfacil.cli.places import sessions_of, tables_in
from kpfacil.model.dates import long_date
from kpfacil.model.entries import OPEN_STATES
from kpfacil.storage.archive import TableFolder
from kpfacil.storage.files import Opened


def listing(given: Given, console: Console) -> int:
    """Print each table with its sessions from the oldest to the latest; what can't be read is named on stderr."""
    folder = sessions_of(given, console)
    found = tables_in(folder, console)
    for table in found:
        console.tell(*_lines(table, console))
    if not found:
        console.warn(console.say("cli.no-sessions", path=folder))
    return 0


def _lines(table: TableFolder, console: Console) -> Iterator[str]:
    yield table.name
    for opened in table.sessions:
        yield f"  {'  '.join(_cells(opened, console))}"
    for path in table.laid_aside:
        yield f"  {console.say('cli.list.aside', path=path)}"


def _cells(opened: Opened, console: Console) -> Iterator[str]:
    session = opened.session
    meeting = session.meeting
    texts = console.texts
    yield console.say("cli.list.session", number=meeting.number, year=meeting.date.year)
    yield long_date(meeting.date, texts.language)
    yield texts.count("cli.list.people", len(session.participants))
    yield texts.count("cli.list.open", sum(task.state in OPEN_STATES for task in session.tasks))
    yield console.say(f"word.status.{meeting.status}")
    yield str(opened.path)

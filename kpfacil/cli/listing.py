"""`kpfacil list`: the tables and their sessions."""

from collections.abc import Iterator

from kpfacil.cli.console import Console
from kpfacil.cli.given import Given
from kpfacil.cli.places import sessions_of, tables_read
from kpfacil.model.dates import long_date
from kpfacil.storage.archive import TableHeads
from kpfacil.storage.heads import Headed, load_head


def listing(given: Given, console: Console) -> int:
    """Print each table with its sessions from the oldest to the latest; what can't be read is named on stderr."""
    folder = sessions_of(given, console)
    found = tables_read(folder, console, load_head)
    for table in found:
        console.tell(*_lines(table, console))
    if not found:
        console.warn(console.say("cli.no-sessions", path=folder))
    return 0


def _lines(table: TableHeads, console: Console) -> Iterator[str]:
    yield table.name
    for headed in table.sessions:
        yield f"  {'  '.join(_cells(headed, console))}"
    for path in table.laid_aside:
        yield f"  {console.say('cli.list.aside', path=path)}"


def _cells(headed: Headed, console: Console) -> Iterator[str]:
    brief, meeting = headed.brief, headed.brief.meeting
    texts = console.texts
    yield console.say("cli.list.session", number=meeting.number, year=meeting.date.year)
    yield long_date(meeting.date, texts.locale)
    yield texts.count("cli.list.people", brief.people)
    yield texts.count("cli.list.open", brief.open_tasks)
    yield console.say(f"word.status.{meeting.status}")
    yield str(headed.path)

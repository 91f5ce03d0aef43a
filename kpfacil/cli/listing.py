"""`kpfacil list`: the tables and their sessions, in brief; what a search or a check needs is not loaded for it."""

from collections.abc import Iterator
from functools import partial

from kpfacil.cli.console import Console
from kpfacil.cli.given import Given
from kpfacil.cli.places import sessions_of, tables_in
from kpfacil.model.dates import long_date
from kpfacil.storage.glance import Headed, TableHeads, load_head


def list_tables(given: Given, console: Console) -> int:
    """Print each table with its sessions from the oldest to the latest; what can't be read is named on stderr."""
    folder = sessions_of(given, console)
    found = tables_in(folder, console, partial(load_head, words=False))
    for table in found:
        console.tell(*_table_lines(table, console))
    if not found:
        console.warn(console.say("cli.no-sessions", path=folder))
    return 0


def _table_lines(table: TableHeads, console: Console) -> Iterator[str]:
    yield table.name
    for headed in table.sessions:
        yield f"  {'  '.join(_cells(headed, console))}"


def _cells(headed: Headed, console: Console) -> Iterator[str]:
    brief, meeting = headed.brief, headed.brief.meeting
    texts = console.texts
    yield console.say("cli.list.session", number=meeting.number, year=meeting.date.year)
    yield long_date(meeting.date, texts.locale)
    yield texts.count("cli.list.people", brief.people)
    yield texts.count("cli.list.open", brief.open_tasks)
    yield console.say(f"word.status.{meeting.status}")
    yield str(headed.path)

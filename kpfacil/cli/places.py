"""Where things are: the sessions folder, a table's process, the sessions that a path means."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kpfacil.cli.console import Console, Refusal
from kpfacil.cli.given import Given
from kpfacil.model.process import Process
from kpfacil.storage.archive import Broken, Folder, Kept, TableFolder, sessions_folder, table_by, tables_by
from kpfacil.storage.content import load_process
from kpfacil.storage.files import Opened, load


def sessions_of(given: Given, console: Console) -> Path:
    """Return the sessions folder; it need not exist."""
    around = console.around
    return sessions_folder(given.sessions, around.env, around.cwd)


def process_of(path: Path) -> Process:
    """Return the process of the table that a session file belongs to; raises `ContentError`."""
    return load_process(path.parent)


def opened_in(paths: Iterable[Path], console: Console) -> tuple[Opened, ...]:
    """Return the sessions of files, table folders and sessions folders; a broken one in a folder is named and skipped.

    Raises `StorageError` where a file named by itself can't be read, `Refusal` where a path leads nowhere.
    """
    found: dict[Path, Opened] = {}
    for path in paths:
        for opened in _opened(path, console):
            found.setdefault(opened.path.resolve(), opened)
    return tuple(found.values())


def tables_in(folder: Path, console: Console) -> tuple[TableFolder, ...]:
    """Return the table that a folder is, or those that it holds, naming on stderr what can't be read."""
    return tables_read(folder, console, load)


def tables_read(folder: Path, console: Console, read: Callable[[Path], Kept]) -> tuple[Folder[Kept], ...]:
    """Return the same tables with their sessions read by `read`."""
    here = table_by(folder, read)
    found = (here,) if here.sessions or here.broken else tables_by(folder, read)
    for table in found:
        name_broken(table.broken, console)
    return found


def name_broken(broken: Iterable[Broken], console: Console) -> None:
    """Say on stderr which files could not be read and are skipped."""
    for one in broken:
        console.warn(*one.error.sentences(console.texts))


def _opened(path: Path, console: Console) -> Iterator[Opened]:
    if path.is_dir():
        for table in tables_in(path, console):
            yield from table.sessions
    else:
        yield load(path)


def need_folder(folder: Path, console: Console) -> None:
    """Raise `Refusal` where there is no such folder."""
    if not folder.is_dir():
        raise Refusal(console.say("cli.no-folder", path=folder))

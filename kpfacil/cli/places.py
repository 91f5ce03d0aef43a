"""Where things are: the sessions folder, a table's process, the sessions that a path means, what is written beside."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from kpfacil.cli.console import Console, Refusal
from kpfacil.cli.given import Given
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.storage.archive import Folder, Kept, TableFolder, table_by, tables_by
from kpfacil.storage.atomic import sweep_old
from kpfacil.storage.content import load_process
from kpfacil.storage.decode import Opened, load
from kpfacil.storage.files import sessions_folder
from kpfacil.storage.saver import Conflicted, Keeper, failure
from kpfacil.storage.settings import Settings, read_settings
from kpfacil.storage.written import write_export


def sessions_of(given: Given, console: Console) -> Path:
    """Return the sessions folder; it need not exist."""
    around = console.around
    return sessions_folder(given.sessions, around.env, around.cwd)


def process_of(path: Path) -> Process:
    """Return the process of the table that a session file belongs to; raises `ContentError`."""
    return load_process(path.parent)


def settings_of(table: Path, console: Console) -> Settings:
    """Return the settings for a table's folder: its own, those of the folder that it is in, and those for all.

    What is wrong with those that nobody has read yet is told on stderr.
    """
    own = read_settings(table, "table")
    if not any(table.parent.resolve() == folder.resolve() for folder in console.settings.folders):
        own = own.over(read_settings(table.parent, "sessions"))
    for mistake in own.mistakes:
        console.warn(*mistake.sentences(console.texts))
    return own.over(console.settings)


def export_folder(path: Path) -> Path:
    """Return the folder of what is exported from a session file: beside it, by its name."""
    return path.parent / path.stem


def others_of(path: Path) -> tuple[Session, ...]:
    """Return the other sessions of the table that a session file belongs to, from the oldest to the latest.

    What can't be read is passed over: whoever reads the whole table names it.
    """
    found = table_by(path.parent, load).sessions
    return tuple(one.session for one in found if one.path.resolve() != path.resolve())


def opened_in(paths: Iterable[Path], console: Console) -> tuple[tuple[Opened, ...], tuple[str, ...]]:
    """Return the sessions of files, table folders and sessions folders, and the names of the files that are missing.

    What can't be read in a folder and what is laid aside there is named and skipped.

    Raises `StorageError` where a file named by itself can't be read, `Refusal` where a path leads nowhere.
    """
    found: dict[Path, Opened] = {}
    missing: dict[str, None] = {}
    for path in paths:
        tables = tables_in(path, console, load) if path.is_dir() else ()
        inside = [opened for table in tables for opened in table.sessions] if path.is_dir() else [load(path)]
        missing.update((name, None) for table in tables for name in table.missing)
        for opened in inside:
            found.setdefault(opened.path.resolve(), opened)
    return tuple(found.values()), tuple(missing)


def tables_in(folder: Path, console: Console, read: Callable[[Path], Kept]) -> tuple[Folder[Kept], ...]:
    """Return the table that a folder is and those that it holds, naming on stderr what can't be read.

    A file beside the tables' folders hides none of them; a table's own folders, such as older copies, are none.
    """
    here, inside = table_by(folder, read), tables_by(folder, read)
    found = inside
    if here.sessions:
        found = (here, *(table for table in inside if table.name != here.name))
    elif not inside and here.missing:
        found = (here,)
    else:
        name_odd_files(here, console)
    for table in found:
        name_odd_files(table, console)
    return found


def name_odd_files(table: Folder[Kept], console: Console) -> None:
    """Say on stderr which files of a table could not be read, and which are no sessions or may be doubles."""
    for broken in table.broken:
        console.warn(*broken.error.sentences(console.texts))
    for remark in table.remarks():
        console.warn(console.texts.said(remark))


def the_table(path: Path, console: Console) -> TableFolder:
    """Return the one table that a folder is or holds; a session file stands for its folder.

    Raises `Refusal` where there is none, or several to choose from.
    """
    folder = path.parent if path.is_file() else path
    if not folder.is_dir():
        raise Refusal(console.say("cli.no-folder", path=folder))
    found = [table for table in tables_in(folder, console, load) if table.sessions]
    if not found:
        raise Refusal(console.say("cli.no-sessions", path=folder))
    if len(found) > 1:
        names = ", ".join(table.path.name for table in found)
        raise Refusal(console.say("cli.report.which-table", path=folder, names=names))
    return found[0]


def put(keeper: Keeper, session: Session, console: Console) -> None:
    """Save a session and tell of a file changed meanwhile or edited by hand; raises `Refusal` where it can't be."""
    try:
        notices = keeper.put(session)
    except OSError as error:
        raise _not_saved(error, keeper.path, console) from error
    for notice in notices:
        key = "saver.conflict" if isinstance(notice, Conflicted) else "saver.backed-up"
        console.warn(console.say(key, path=notice.path))


def write(path: Path, content: bytes, console: Console) -> None:
    """Write a document, its folder too where it is missing; raises `Refusal` where it can't be.

    A file that somebody changed since it was written is kept beside it, and that is told.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep_old(path.parent)
        kept = write_export(path, content, console.texts)
    except OSError as error:
        raise _not_saved(error, path, console) from error
    if kept is not None:
        console.warn(console.say("export.kept", path=kept))


def _not_saved(error: OSError, path: Path, console: Console) -> Refusal:
    failed = failure(error, path)
    return Refusal(console.texts.said(replace(failed, key=f"cli.{failed.key}")))

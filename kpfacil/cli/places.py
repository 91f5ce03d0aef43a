"""Where things are, and the commands that tell it: `kpfacil list`, and `config` with what is in force."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from datetime import time
from functools import partial
from pathlib import Path

from kpfacil.cli.console import Console, Refusal
from kpfacil.cli.given import Given
from kpfacil.cli.parser import unknown_language
from kpfacil.model import dates, formats, process
from kpfacil.model.session import Session
from kpfacil.model.table import Charter
from kpfacil.storage import atomic, files, glance, inbox, process_file, saver
from kpfacil.storage.archive import Folder, Kept, TableFolder, table_by, tables_by, with_double
from kpfacil.storage.content import FINNISH
from kpfacil.storage.decode import Opened, load
from kpfacil.storage.encode import encode
from kpfacil.storage.settings import SETTING_NAMES, SETTINGS_FILE, Settings, Value, read_settings


def sessions_of(given: Given, console: Console) -> Path:
    """Return the sessions folder; it need not exist."""
    around = console.around
    return files.sessions_folder(given.sessions, around.env, around.cwd)


def process_of(path: Path) -> process.Process:
    """Return the process of the table that a session file belongs to; raises `StorageError`."""
    return process_file.load_process(path.parent)


def settings_of(table: Path, console: Console) -> Settings:
    """Return the settings for a table's folder: its own, those of the folder that it is in, and those for all.

    What is wrong with those that nobody has read yet is told on stderr.
    """
    own = read_settings(table, "table")
    if not any(table.parent.resolve() == folder.resolve() for folder in console.settings.folders):
        own = own.over(read_settings(table.parent, "sessions"))
    console.warn_of(*own.mistakes)
    return own.over(console.settings)


def others_of(opened: Opened, console: Console) -> tuple[Session, ...]:
    """Return the other sessions of a session's table, from the oldest to the latest; it is not read again for that.

    What can't be read is named on stderr and passed over: whom it alone names is nobody that the proof knows.
    """
    mine = opened.path.resolve()
    found = table_by(opened.path.parent, lambda path: opened if path.resolve() == mine else load(path))
    console.warn_of(*(broken.error for broken in found.broken))
    return tuple(one.session for one in found.sessions if one is not opened)


def opened_in(paths: Iterable[Path], console: Console) -> tuple[tuple[Opened, ...], tuple[str, ...]]:
    """Return the sessions of files, table folders and sessions folders, and the names of the files that are missing.

    What can't be read in a folder and what is laid aside there is named and skipped.

    Raises `StorageError` where a file named by itself can't be read, `Refusal` where a path leads nowhere.
    """
    found: dict[Path, Opened] = {}
    missing: dict[str, None] = {}
    for path in paths:
        inside = [] if path.is_dir() else [load(path)]
        if inside:
            warn_of_untaken(path, console)
        for table in tables_in(path, console, load) if path.is_dir() else ():
            inside += table.sessions
            missing.update(dict.fromkeys(table.missing))
        for opened in inside:
            found.setdefault(opened.path.resolve(), opened)
    return tuple(found.values()), tuple(missing)


def tables_in(folder: Path, console: Console, read: Callable[[Path], Kept]) -> tuple[Folder[Kept], ...]:
    """Return the table that a folder is and those that it holds, naming on stderr what can't be read.

    A file beside the tables' folders hides none of them.
    """
    here, inside = table_by(folder, read), tables_by(folder, read)
    found = inside
    if here.sessions:
        found = tuple(_beside(here, inside))
    elif not inside and here.missing:
        found = (here,)
    else:
        name_odd_files(here, console)
    for table in found:
        name_odd_files(table, console)
    return found


def _beside(here: Folder[Kept], inside: Iterable[Folder[Kept]]) -> Iterator[Folder[Kept]]:
    """Yield the table that a folder is, and the others in it; its own folders, such as older copies, are none.

    One of its name that is called as a table's folder is: the file beside it may be a copy.
    """
    others = [table for table in inside if table.name != here.name or table.path.name == files.slug(here.name)]
    twin = next((table.path for table in others if table.name == here.name), None)
    yield replace(here, double=twin) if twin else with_double(here)
    yield from others


def warn_of_untaken(path: Path, console: Console) -> None:
    """Say on stderr that lines lie in the inbox of a session's file which are not in it yet."""
    waiting = inbox.untaken(path)
    if waiting is not None:
        console.warn_that(waiting)


def name_odd_files(table: Folder[Kept], console: Console) -> None:
    """Say on stderr which files of a table could not be read, and which are no sessions or may be doubles."""
    console.warn_of(*(broken.error for broken in table.broken))
    console.warn(*map(console.say, table.remarks().values()))


def the_table(given: Given, console: Console) -> TableFolder:
    """Return the one table that the folder given is or holds; a session file stands for its folder.

    Raises `Refusal` where there is none, or several to choose from.
    """
    path = console.path(given.file)
    folder = path.parent if path.is_file() else path
    found = some_tables(folder, console)
    if len(found) > 1:
        names = ", ".join(table.path.name for table in found)
        raise Refusal("cli.report.which-table", path=folder, names=names)
    return found[0]


def some_tables(folder: Path, console: Console) -> list[TableFolder]:
    """Return the tables with sessions that a folder is or holds; raises `Refusal` where there is none."""
    need_folder(folder)
    found = [table for table in tables_in(folder, console, load) if table.sessions]
    if not found:
        raise Refusal("cli.no-sessions", path=folder)
    return found


def need_folder(path: Path) -> None:
    """Raise `Refusal` where there is no such folder, or a file in its place."""
    if not path.is_dir():
        raise Refusal("cli.not-a-folder" if path.exists() else "cli.no-folder", path=path)


def put(path: Path, opened: Opened | None, session: Session, console: Console, *, keep_edited: bool = True) -> None:
    """Save a session and tell of a file changed meanwhile or edited by hand; raises `Refusal` where it can't be.

    What was edited by hand is kept beside it, unless it is to be forgotten.
    """
    keeper = saver.Keeper(path, opened, keeps_edited=keep_edited)
    try:
        notices = keeper.put(session)
    except OSError as error:
        raise _not_saved(error, keeper.path) from error
    for notice in notices:
        key = "saver.conflict" if isinstance(notice, saver.Conflicted) else "saver.backed-up"
        console.warn_that(key, path=notice.path)
    if opened and not (keep_edited or notices) and session != opened.session and encode(opened.session) != opened.data:
        console.warn_that("cli.forget.edited", path=path)


def write(path: Path, content: bytes, console: Console, title: str = "") -> None:
    """Write a document, its folder too where it is missing; raises `Refusal` where it can't be.

    A file that another document wrote or somebody changed since is kept beside it, and that is told.
    """
    for folder in path.parents:
        if folder.exists():
            need_folder(folder)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = atomic.write_export(path, content, console.texts, title)
    except OSError as error:
        raise _not_saved(error, path) from error
    if kept is not None:
        console.warn_that(kept)


def _not_saved(error: OSError, path: Path) -> Refusal:
    failed = saver.failure(error, path)
    return Refusal(f"cli.{failed.key}", **failed.details)


_BUILT_IN = {"language": FINNISH, "formats": ", ".join(formats.USUAL), "wall_names": "first"}


def config(given: Given, console: Console) -> int:
    """Print each setting with its value and source, for all tables or for the one whose folder is given."""
    table = console.path(given.file) if given.file else None
    if table is not None:
        need_folder(table)
    settings = settings_of(table, console) if table else console.settings
    console.tell(*_lines(given, table, settings, console))
    return 0


def _lines(given: Given, table: Path | None, settings: Settings, console: Console) -> Iterator[str]:
    source = _sessions_source(given, console)
    yield console.say("cli.config.line", name="sessions", value=sessions_of(given, console), source=source)
    for name in SETTING_NAMES:
        value, source = _in_force(name, given, table, settings, console)
        key = "cli.config.line" if value else "cli.config.unset"
        yield console.say(key, name=name, value=value, source=source)
    if console.settings.folders:
        yield console.say("cli.config.for-all", path=console.settings.folders[-1] / SETTINGS_FILE)


def _in_force(name: str, given: Given, table: Path | None, settings: Settings, console: Console) -> tuple[str, str]:
    """Return the value of a setting and the words for its source; both empty where it is not set."""
    if name == "language":
        return _language(given, console)
    if name == "process" and table is not None and (table / process_file.PROCESS_FILE).is_file():
        return str(table / process_file.PROCESS_FILE), console.say("cli.config.from-table", path=table)
    return _from_files(name, settings, console)


def _language(given: Given, console: Console) -> tuple[str, str]:
    env = console.around.env
    if given.lang:
        return given.lang, console.say("cli.config.from-option", name="--lang")
    if env.get("KPFACIL_LANG", "").strip() and not unknown_language(env):
        return console.texts.language, console.say("cli.config.from-environment", name="KPFACIL_LANG")
    # A table's own does not count: the program speaks before it knows of a table.
    return _from_files("language", console.settings, console)


def _from_files(name: str, settings: Settings, console: Console) -> tuple[str, str]:
    setting = settings.found.get(name)
    if setting is not None:
        return _show_value(setting.value), console.say(f"cli.config.from-{setting.where}", path=setting.path)
    return (_BUILT_IN[name], console.say("cli.config.from-program")) if name in _BUILT_IN else ("", "")


def _sessions_source(given: Given, console: Console) -> str:
    if given.sessions:
        return console.say("cli.config.from-option", name="--sessions")
    if console.around.env.get("KPFACIL_SESSIONS"):
        return console.say("cli.config.from-environment", name="KPFACIL_SESSIONS")
    here = sessions_of(given, console) == console.around.cwd / "sessions"
    return console.say("cli.config.from-here" if here else "cli.config.from-program")


def _show_value(value: Value) -> str:
    match value:
        case time():
            return f"{value:%H.%M}"
        case tuple():
            return ", ".join(value)
        case Charter():
            kept = {name: inner for name, inner in asdict(value).items() if inner}
            return ", ".join(f"{name} = {json.dumps(inner, ensure_ascii=False)}" for name, inner in kept.items())
        case _:
            return str(value)


def list_tables(given: Given, console: Console) -> int:
    """Print each table with its sessions from the oldest to the latest; what can't be read is named on stderr."""
    folder = sessions_of(given, console)
    found = tables_in(folder, console, partial(glance.load_head, words=False))
    for table in found:
        console.tell(table.name, *(f"  {'  '.join(_cells(headed, console))}" for headed in table.sessions))
    if not found:
        console.warn_that("cli.no-sessions", path=folder)
    return 0


def _cells(headed: glance.Headed, console: Console) -> Iterator[str]:
    brief, meeting = headed.brief, headed.brief.meeting
    yield console.say("cli.list.session", number=meeting.number, year=meeting.date.year)
    yield dates.long_date(meeting.date, console.texts.locale)
    yield console.say("cli.list.people", brief.people)
    yield console.say("cli.list.open", brief.open_tasks)
    yield console.say(f"word.status.{meeting.status}")
    yield str(headed.path)

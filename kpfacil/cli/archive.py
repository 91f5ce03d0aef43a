"""`kpfacil search` and `check`: looking into the sessions without changing anything."""

import contextlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NoReturn

from kpfacil.cli.console import Console, Misuse
from kpfacil.cli.given import Given
from kpfacil.cli.places import process_of, sessions_of, tables_in
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.model.text import clean_line
from kpfacil.rules.advice import advice
from kpfacil.storage import archive, decode, glance, inbox, process_file, settings, shapes
from kpfacil.storage.files import StorageError, Unreadable, free_path, list_folder, named_day
from kpfacil.views.query import BadCondition, query
from kpfacil.views.search import Hit
from kpfacil.views.search import search as search_in


def search(given: Given, console: Console) -> int:
    """Print every hit, `path:id: words`; nothing found is said on stderr, and is no refusal."""
    if not any(word.strip() for word in given.words):
        raise Misuse("cli.usage.missing", value=console.say("cli.metavar.word"))
    try:
        asked = query(given.words, console.texts.language)
    except BadCondition as error:
        raise Misuse("cli.usage.query", value=error.condition, example=console.say("cli.search.example")) from None
    folder = sessions_of(given, console)
    found = tables_in(folder, console, glance.load_unread)
    meetings = [(table.path.name, meeting) for table in found for meeting in table.sessions]
    hits = search_in(meetings, asked, console.today)
    console.tell(*(_hit_line(hit, meetings[hit.at][1].path, console) for hit in hits))
    console.warn_of(*(reason for _, meeting in meetings for reason in meeting.errors))
    if not hits:
        console.warn_that("cli.search.nothing", path=folder)
    return 0


def _hit_line(hit: Hit, path: Path, console: Console) -> str:
    who = ", ".join(hit.who)
    text = clean_line(hit.text)
    key = f"cli.search.{hit.id}"
    what = console.say(key) if console.texts.knows(key) else hit.id
    return f"{path}:{what}: {who}: {text}" if who else f"{path}:{what}: {text}"


@dataclass(slots=True)
class _Found:
    """What was found in one file."""

    faults: list[str] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)
    refused: bool = False

    @property
    def faulty(self) -> bool:
        """Whether there is more than advice."""
        return self.refused or bool(self.faults)


def check(given: Given, console: Console) -> int:
    """Print what is found, `path:key: sentence`; 1 where a file has a fault, 0 where there is advice alone.

    Where there is nothing to print at all, that is said on stderr.
    """
    told: set[str] = set()  # a table's own process is read with each of its sessions
    checked: list[_Found] = []
    paths = list(_files(given.words, console))
    for path in paths:
        found = _check_file(path, console)
        console.tell(*(line for line in (*found.faults, *found.advice) if line not in told))
        told.update(found.faults)
        checked.append(found)
    odd = tuple(_odd_files(given.words, console))
    console.warn(*odd)
    faulty = any(found.faulty for found in checked)
    if not (faulty or odd or any(found.advice for found in checked)):
        console.warn_that("cli.check.fine", len(paths), path=paths[0])
    return 1 if faulty else 0


def _files(words: Sequence[str], console: Console) -> Iterator[Path]:
    """Yield the files named; a folder stands for the sessions in it, a folder of tables for theirs."""
    for word in words:
        path = Path(word)
        whole = console.path(word)
        inner = [one for folder in _folders(whole) for one in _files_of(folder)]
        yield from (path / one.relative_to(whole) for one in inner)
        if not inner:
            yield path


def _files_of(folder: Path) -> list[Path]:
    """Return what there is to check in a folder; itself where it can't be listed."""
    try:
        return [path for path in list_folder(folder) if path.suffix == ".toml"]
    except StorageError:
        return [folder]


def _folders(path: Path) -> list[Path]:
    """Return a table's folder; of a folder of tables those of the tables too; nothing where it is no folder."""
    if not path.is_dir():
        return []
    is_table = any(one.name != settings.SETTINGS_FILE for one in path.glob("*.toml"))
    return [path, *(() if is_table else sorted(inner for inner in path.iterdir() if inner.is_dir()))]


def _odd_files(words: Sequence[str], console: Console) -> Iterator[str]:
    """Yield what there is to say of what was named and is not called as a session, or may be another's copy."""
    named = [console.path(word) for word in words]
    whole = [folder for path in named for folder in _folders(path)]
    for folder in dict.fromkeys([*whole, *(path.parent for path in named if path.is_file())]):
        with contextlib.suppress(StorageError):  # told where the file itself is checked
            table = replace(archive.with_double(archive.table_in(folder)), untaken=())  # each is advice on its session
            told = table if folder in whole else _beside(table, set(named))
            yield from map(console.say, told.remarks().values())


def _beside(table: archive.TableFolder, paths: set[Path]) -> archive.TableFolder:
    """Return a table with only those of its odd files that are named, or may be copies of a session that is."""
    days = set(filter(None, map(named_day, paths)))
    begun = tuple(day.isoformat() for day in days)  # what can't be read tells its day by its name alone
    aside = (one for one in table.laid_aside if one.path in paths or one.day in days or one.path.name.startswith(begun))
    return replace(table, laid_aside=tuple(aside), twins=tuple(two for two in table.twins if not paths.isdisjoint(two)))


def _check_file(path: Path, console: Console) -> _Found:
    whole = console.path(str(path))
    found = _Found()
    if path.name == settings.SETTINGS_FILE:
        for mistake in settings.read_settings(whole.parent, "sessions").mistakes:
            found.faults += _sentences(mistake, path, console)
        return found
    try:
        if whole.is_dir():
            _refuse_folder(path, whole)
        process = _process(path, found, console)
        if path.name == process_file.PROCESS_FILE:
            return found
        session = decode.load(whole).session
    except Unreadable as error:
        found.faults += _sentences(error, path, console)
        return found
    except StorageError as error:  # nothing to check: refused rather than found faulty
        console.warn(*_sentences(error, path, console))
        found.refused = True
        return found
    named, day = named_day(whole), session.meeting.date
    if named not in (None, day):
        right = free_path(whole.parent, day).name
        found.advice.append(_line(path, "meeting.date", console.say("cli.check.other-day", right=right), console))
    found.advice += _unknown(path, session, console)
    found.advice += (_line(path, one.path, console.say(one), console) for one in advice(session, process))
    if waiting := inbox.untaken(whole):
        found.advice.append(console.say(replace(waiting, details={"path": str(path)})))
    return found


def _refuse_folder(path: Path, whole: Path) -> NoReturn:
    """Raise `StorageError`: why a folder can't be looked into, else that no session is in it."""
    list_folder(whole)
    raise StorageError("cli.no-sessions", path=path)


def _sentences(error: StorageError, path: Path, console: Console) -> Iterator[str]:
    """Yield what is wrong with a file, or with one beside it, where the folder is called as it was given."""
    whole = f"{console.path(str(path)).parent}{os.sep}"
    given = f"{path.parent}{os.sep}" if path.parent.parts else ""
    yield from (sentence.replace(whole, given) for sentence in error.sentences(console.texts))


def _process(path: Path, found: _Found, console: Console) -> Process:
    """Return the table's process; a wrong one is a fault of the table, and the advice is then by the shipped one."""
    try:
        return process_of(console.path(str(path)))
    except StorageError as error:
        found.faults += _sentences(error, path, console)
        return process_file.load_process()


def _unknown(path: Path, session: Session, console: Console) -> Iterator[str]:
    for unknown in shapes.unknown_keys(session):
        key = "cli.check.unknown-near" if unknown.suggestion else "cli.check.unknown"
        reason = console.say(key, name=unknown.name, near=unknown.suggestion)
        yield _line(path, unknown.path, reason, console)


def _line(path: Path, place: str, reason: str, console: Console) -> str:
    key = "fault.at-key" if place else "fault.at-file"
    return console.say(key, path=path, place=place, reason=reason)

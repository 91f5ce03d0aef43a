"""`kpfacil check`: every fault and every piece of advice of session files, a line each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kpfacil.cli.console import Console
from kpfacil.cli.given import Given
from kpfacil.cli.places import process_of
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.rules.advice import advice
from kpfacil.storage.content import PROCESS_FILE, ContentError, load_process
from kpfacil.storage.errors import StorageError, Unreadable
from kpfacil.storage.files import load
from kpfacil.storage.unknown import UnknownKey, unknown_keys


@dataclass(slots=True)
class _Report:
    """What was found in one file."""

    faults: list[str] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)
    refused: bool = False

    @property
    def fine(self) -> bool:
        """Whether there was nothing to say."""
        return not (self.faults or self.advice or self.refused)


def check(given: Given, console: Console) -> int:
    """Print what is found, `path:key: sentence`; 1 where a file has a fault, 0 where there is advice alone."""
    faulty = False
    for path in _files(given.words, console):
        found = _checked(path, console)
        console.tell(*found.faults, *found.advice)
        faulty = faulty or found.refused or bool(found.faults)
        if found.fine and console.around.stdout.isatty():
            console.tell(console.say("cli.check.fine", path=path))
    return 1 if faulty else 0


def _files(words: list[str], console: Console) -> Iterator[Path]:
    """Yield the files named; a folder stands for the sessions in it."""
    for word in words:
        path = Path(word)
        whole = console.around.path(word)
        if whole.is_dir() and (inner := sorted(whole.glob("*.toml"))):
            yield from (path / one.name for one in inner)
        else:
            yield path


def _checked(path: Path, console: Console) -> _Report:
    whole = console.around.path(str(path))
    found = _Report()
    try:
        process = _process(whole, found, console)
        if path.name == PROCESS_FILE:
            return found
        session = load(whole).session
    except Unreadable as error:
        found.faults += error.sentences(console.texts)
        return found
    except StorageError as error:  # nothing to check: refused rather than found faulty
        console.warn(*error.sentences(console.texts))
        found.refused = True
        return found
    found.advice += _unknown(path, session, console)
    found.advice += _advice(path, session, process, console)
    return found


def _process(whole: Path, found: _Report, console: Console) -> Process:
    """Return the table's process; a wrong one is a fault of the table, and the advice is then by the shipped one."""
    try:
        return process_of(whole)
    except ContentError as error:
        found.faults += error.sentences(console.texts)
        return load_process()


def _unknown(path: Path, session: Session, console: Console) -> Iterator[str]:
    for unknown in unknown_keys(session):
        yield _line(path, unknown.path, _sentence(unknown, console), console)


def _sentence(unknown: UnknownKey, console: Console) -> str:
    if unknown.suggestion:
        return console.say("cli.check.unknown-near", name=unknown.name, near=unknown.suggestion)
    return console.say("cli.check.unknown", name=unknown.name)


def _advice(path: Path, session: Session, process: Process, console: Console) -> Iterator[str]:
    for finding in advice(session, process):
        yield _line(path, finding.path, console.texts.said(finding), console)


def _line(path: Path, place: str, reason: str, console: Console) -> str:
    key = "fault.at-key" if place else "fault.at-file"
    return console.say(key, path=path, place=place, reason=reason)

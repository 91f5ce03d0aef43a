"""The home screen and its files: what stands in a folder, other names, meetings laid aside, lists of people."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from kpfacil.commands.base import Command, Refused
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.model.text import clean_line
from kpfacil.model.texts import Sentence, Texts
from kpfacil.model.value import frozen
from kpfacil.storage.archive import tables_by
from kpfacil.storage.decode import load
from kpfacil.storage.files import StorageError, changed_at, own_folder
from kpfacil.storage.glance import TableHeads, load_head
from kpfacil.storage.lock import left_behind, name_file, remove_meeting, rename_table, seat_people
from kpfacil.storage.process_file import PROCESS_FILE, load_process
from kpfacil.storage.rosters import lists_in
from kpfacil.tui.forms_roster import RosterForm
from kpfacil.tui.listing import move_cursor
from kpfacil.views.archive import ArchiveView, DamagedLine, FiledSession, archive


def read_folder(folder: Path, today: date, texts: Texts) -> ArchiveView:
    """Return what stands in a sessions folder; one that is not there is empty."""
    try:
        found = tables_by(folder, load_head)
    except StorageError as error:
        return ArchiveView(damaged=(DamagedLine(name=clean_line(str(folder)), reason=_reason(error, folder, texts)),))
    filed: list[FiledSession] = []
    damaged: list[DamagedLine] = []
    for table in found:
        process, trouble = _process(table, texts)
        damaged += trouble
        filed += [
            FiledSession(
                key=str(headed.path),
                folder=str(table.path),
                brief=headed.brief,
                process=process,
                changed=changed_at(headed.path),
                left_behind=left_behind(headed.path),
            )
            for headed in table.sessions
        ]
        damaged += [
            DamagedLine(name=_name(broken.path), reason=_reason(broken.error, broken.path, texts))
            for broken in table.broken
        ]
        damaged += _not_counted(table, texts)
    return archive(filed, damaged, today, texts.language)


def _not_counted(table: TableHeads, texts: Texts) -> list[DamagedLine]:
    """Return the files that are not called as meetings, and those that may be copies of another."""
    proposed = {aside.path: aside.proposed for aside in table.laid_aside}
    return [
        DamagedLine(
            name=_name(path),
            reason=texts.say_sentence(remark).replace(str(path), path.name),
            aside=True,
            key=str(path),
            proposed=str(proposed.get(path) or ""),
        )
        for path, remark in table.remarks().items()
    ]


def _process(table: TableHeads, texts: Texts) -> tuple[Process, list[DamagedLine]]:
    path = table.path / PROCESS_FILE
    try:
        return load_process(table.path), []
    except StorageError as error:
        return load_process(), [DamagedLine(name=_name(path), reason=_reason(error, path, texts))]


def _name(path: Path) -> str:
    return clean_line(f"{path.parent.name}/{path.name}")


def _reason(error: StorageError, path: Path, texts: Texts) -> str:
    """Return the first reason without the path, which stands above it already, and how many more there are."""
    sentences = error.sentences(texts)
    more = f" (+ {len(sentences) - 1})" if len(sentences) > 1 else ""
    return clean_line(sentences[0].removeprefix(f"{path}: ")) + more


@frozen()
class Tidying:
    """What is to be done with files: a table gets another `name`, a file its proposed one, a meeting people or none."""

    action: Literal["rename", "name", "remove", "seat"]
    path: Path
    name: str = ""
    command: Command | None = None
    """What brings people in."""


def tidy(tidying: Tidying, now: datetime) -> Sentence:
    """Do what is to be done with files; return what is said of it. Raises `StorageError` and `Refused`."""
    match tidying.action:
        case "rename":
            folder = rename_table(tidying.path, tidying.name, now)
            return Sentence("home.renamed", {"name": tidying.name, "folder": folder.name})
        case "name":
            name_file(tidying.path, tidying.name)
            return Sentence("home.named", {"file": tidying.name})
        case "remove":
            return Sentence("home.removed", {"path": str(remove_meeting(tidying.path, now))})
        case "seat":
            if tidying.command is not None:
                seat_people(tidying.path, tidying.command, now)
            return Sentence("home.seated", {"file": tidying.path.name})


@dataclass(slots=True)
class HomeRoster:
    """The meeting that people are to come to, and the files that may be lists of them."""

    path: Path
    session: Session
    files: tuple[Path, ...]
    at: int = 0
    form: RosterForm = field(init=False)

    def __post_init__(self) -> None:
        """Begin with no file."""
        self._begin()

    def _begin(self) -> None:
        """Ask for a file; whoever is on its list is expected, unless the meeting has begun already."""
        self.form = RosterForm(expected=not any(person.took_part for person in self.session.participants))

    @property
    def choosing(self) -> bool:
        """Whether a file is still to be chosen."""
        return self.form.preview is None and self.form.question is None

    def move(self, key: str) -> None:
        """Move among the files."""
        self.at = move_cursor(self.at, key, len(self.files))

    def step_back(self) -> bool:
        """Go back from a file to all of them; return whether there was anything to go back from."""
        if self.choosing:
            return False
        self._begin()
        return True

    def take(self, line: str, texts: Texts) -> Command | Sentence:
        """Return what brings the people of a list in, or what is to be said before: look first, or choose a column.

        An empty line is the file under the cursor, and once it is seen, yes.
        """
        said = line.strip() or (self.form.seen if not self.choosing else str(self.files[self.at]) if self.files else "")
        if not said:
            return Sentence("home.roster.none")
        try:
            return self.form.commands(said, self.session, texts)
        except Refused as refusal:
            return refusal.sentence


def open_roster(path: Path, folder: Path) -> HomeRoster:
    """Return the files beside a meeting, in the sessions folder, where the program was started and among downloads.

    Raises `StorageError` where the meeting can't be read.
    """
    return HomeRoster(path, load(path).session, lists_in((path.parent, folder, Path(), own_folder("downloads"))))

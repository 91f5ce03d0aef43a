"""Bringing a list of people to a meeting from the home screen: the files to choose from, and what one would bring."""

from dataclasses import dataclass, field
from pathlib import Path

from kpfacil.commands.base import Command, Refused
from kpfacil.model.session import Session
from kpfacil.model.texts import Sentence, Texts
from kpfacil.storage.decode import load
from kpfacil.storage.rosters import lists_in
from kpfacil.tui.forms_roster import RosterForm
from kpfacil.tui.listing import moved


@dataclass(slots=True)
class HomeRoster:
    """The meeting that people are to come to, and the files that may be lists of them."""

    path: Path
    session: Session
    files: tuple[Path, ...]
    at: int = 0
    form: RosterForm = field(default_factory=lambda: RosterForm(expected=True))

    @property
    def choosing(self) -> bool:
        """Whether a file is still to be chosen."""
        return self.form.preview is None and self.form.question is None

    def move(self, key: str) -> None:
        """Move among the files."""
        self.at = moved(self.at, key, len(self.files))

    def step_back(self) -> bool:
        """Go back from a file to all of them; return whether there was anything to go back from."""
        if self.choosing:
            return False
        self.form = RosterForm(expected=True)
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
    """Return the files beside a meeting, in the sessions folder and where the program was started, for the meeting.

    Raises `StorageError` where the meeting can't be read.
    """
    return HomeRoster(path, load(path).session, lists_in((path.parent, folder, Path())))

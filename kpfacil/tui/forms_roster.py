"""Asking for a list of people: first what would be taken is shown, and the same line again takes it."""

from dataclasses import dataclass
from pathlib import Path

from kpfacil.capture.joining import Joining
from kpfacil.commands.base import Command, Refused
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.rules.integrity import Fault
from kpfacil.storage.errors import StorageError
from kpfacil.storage.rosters import Roster, read_roster


@dataclass(frozen=True, slots=True)
class Preview:
    """What a list would bring: its columns, the people new to the table and known, and the rows not taken."""

    roster: Roster
    joining: Joining
    refused: tuple[tuple[int, str], ...]
    """The line and the reason of each row that can't be taken."""


@dataclass(slots=True)
class RosterForm:
    """The path of a list; `preview` is there once the list has been read, for the line `seen`."""

    label: str = "form.roster"
    hint: str = "form.roster-hint"
    preview: Preview | None = None
    seen: str = ""

    def commands(self, line: str, session: Session, texts: Texts) -> Command:
        """Return what takes the list where it has been previewed; raises `Refused` with the preview's own word else."""
        if self.preview is None or line.strip() != self.seen:
            self.preview, self.seen = previewed(line, session, texts), line.strip()
            if self.preview.joining.commands:
                raise Refused("roster-look")
            raise Refused("roster-nobody")
        return self.preview.joining.command


def previewed(line: str, session: Session, texts: Texts) -> Preview:
    """Read a list of people for a session; raises `Refused` where it can't be read."""
    path = Path(line.strip().strip("\"'")).expanduser()
    try:
        roster = read_roster(path)
    except StorageError as error:
        raise Refused("roster-unreadable", reason=" ".join(error.sentences(texts))) from None
    joining = Joining(session)
    refused = list(roster.refused)
    for listed in roster.people:
        try:
            joining.take(listed)
        except Refused as refusal:
            refused.append(Fault("", refusal.sentence.key, refusal.sentence.details, listed.line))
    told = sorted(refused, key=lambda fault: fault.line or 0)
    return Preview(roster, joining, tuple((fault.line or 0, texts.said(fault.sentence)) for fault in told))

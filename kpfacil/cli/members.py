"""Seating the participants of a list: those known keep their ids, the others get one."""

from pathlib import Path

from kpfacil.capture.joining import Joining
from kpfacil.cli.console import Console, Refusal
from kpfacil.commands.base import Refused, Scene
from kpfacil.model.session import Session
from kpfacil.rules.integrity import Fault
from kpfacil.storage.errors import Unreadable
from kpfacil.storage.rosters import Roster, read_roster


def seated(path: Path, session: Session, previous: Session | None, scene: Scene, console: Console) -> Session:
    """Return the session with the participants of a CSV or XLSX list, and tell on stderr what was taken of it.

    People and parties of this or the previous session are known by their names and keep their ids. Raises
    `StorageError` where the list can't be read, `Refusal` with every row that can't be taken.
    """
    roster = read_roster(path)
    refused = list(roster.refused)
    joining = Joining(session, previous, expected=True)
    for listed in roster.people:
        try:
            joining.take(listed)
        except Refused as reason:
            refused.append(Fault("", reason.sentence.key, reason.sentence.details, listed.line))
    if refused:
        told = sorted(refused, key=lambda fault: fault.line or 0)
        raise Refusal(*Unreadable(tuple(told), path).sentences(console.texts))
    console.warn(*taken_words(roster, console))
    return joining.command.apply(session, scene)


def taken_words(roster: Roster, console: Console) -> list[str]:
    """Return how many people were taken, from which columns, and which columns were left unread."""
    texts = console.texts
    columns = ", ".join(f"{header} → {texts.say(f'roster.column.{column}')}" for header, column in roster.columns)
    told = [texts.count("roster.taken", len(roster.people)), texts.say("roster.columns", columns=columns)]
    return [*told, texts.say("roster.unread", columns=", ".join(roster.unread))] if roster.unread else told

"""What lies in a session's inbox, looked at without taking it."""

import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from kpfacil.model.session import Session
from kpfacil.model.texts import Sentence
from kpfacil.storage.decode import load
from kpfacil.storage.files import StorageError, export_folder

SENDING = re.compile(r"([0-9a-f]{8})-([0-9]{6})\.toml")
"""The name of a sending's file, and of its answer's: the seat and the number."""


def inbox_of(path: Path) -> Path:
    """Return the folder that sendings to a session are put into."""
    return export_folder(path) / "inbox"


def untaken(path: Path) -> Sentence | None:
    """Return what to say of lines that lie in the inbox of a session's file and nobody has taken; None without any.

    Those count too whose turn has not come, because one before them is lost on its way.
    """
    inbox = inbox_of(path)
    lying = set(numbers_in(inbox))
    if not lying:
        return None
    try:
        taken = _taken(load(path).session, inbox)
    except StorageError:  # told where the file itself is read
        return None
    count = sum(number > taken.get(seat, 0) for seat, number in lying)
    return Sentence("inbox.untaken", {"path": str(path)}, count) if count else None


def _taken(session: Session, inbox: Path) -> dict[str, int]:
    """Return the highest number taken of each seat, by the session and by the answers that lie in files."""
    taken = {seat.id: seat.last for seat in session.seats}
    for seat, number in (*numbers_in(inbox / "taken"), *numbers_in(inbox / "refused")):
        taken[seat] = max(number, taken.get(seat, 0))
    return taken


def names_in(folder: Path) -> frozenset[str]:
    """Return the names of what lies in a folder; nothing where it can't be looked into."""
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        return frozenset(entry.name for entry in found)
    return frozenset()


def numbers_in(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield the seats and numbers of the sendings or answers in a folder; other files are left alone."""
    for named in filter(None, map(SENDING.fullmatch, names_in(folder))):
        yield named[1], int(named[2])

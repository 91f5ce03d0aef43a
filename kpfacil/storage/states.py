"""What the saver says of the disk, as values: the screen turns them into words."""

from dataclasses import dataclass
from pathlib import Path

from kpfacil.model.session import Session
from kpfacil.model.texts import Sentence


@dataclass(frozen=True, slots=True)
class Saving:
    """A newer session is on its way to the disk."""


@dataclass(frozen=True, slots=True)
class Saved:
    """This session is on the disk, synced."""

    session: Session


@dataclass(frozen=True, slots=True)
class Failed:
    """The newest session is not on the disk, as the sentence says; the saver goes on trying."""

    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Conflicted:
    """Somebody else changed the file: it was left alone, and saving goes on in the file named here."""

    path: Path


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A file edited by hand was saved for the first time: its original bytes, comments and all, are kept here."""

    path: Path


State = Saving | Saved | Failed | Conflicted | BackedUp
Notice = Conflicted | BackedUp
"""What one save has to tell besides having been done."""

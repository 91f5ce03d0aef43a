"""What threads and painters say to a screen, from wherever they run."""

from dataclasses import dataclass
from pathlib import Path

from textual.message import Message

from kpfacil.model.texts import Sentence
from kpfacil.storage.saver import State


@dataclass(frozen=True, slots=True)
class Written:
    """What came of one format: the file, and a sentence where there is something to say of it or why there is none."""

    form: str
    path: Path | None = None
    trouble: Sentence | None = None


@dataclass
class MemoWritten(Message):
    """One format of the memo is done."""

    result: Written


@dataclass
class Unpainted(Message):
    """A picture could not be drawn."""

    fault: Exception


@dataclass
class SaverSaid(Message):
    """A word of the saver's thread."""

    state: State

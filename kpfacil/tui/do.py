"""The words that widgets speak upwards."""

from dataclasses import dataclass

from textual.message import Message

from kpfacil.storage.states import State


@dataclass
class Act(Message):
    """A key, click or palette line asks for an action of `keys.KEYS`."""

    action: str


@dataclass
class Entered(Message):
    """A whole line was entered in the capture line."""

    line: str


@dataclass
class Pasted(Message):
    """Several lines were pasted at once."""

    text: str


@dataclass
class Pressed(Message):
    """A key went to the panel that listens instead of to the line."""

    key: str


@dataclass
class Told(Message):
    """What the capture line asked for just before has been done; it can take the next key."""


@dataclass
class Pointed(Message):
    """A row of a picture was clicked; `target` says what it stands for."""

    target: str


@dataclass
class MemoWritten(Message):
    """One format of the memo is done; `path` is its file, empty where there is none."""

    path: str


@dataclass
class Unpainted(Message):
    """A picture could not be drawn."""

    fault: Exception


@dataclass
class SaverSaid(Message):
    """A word of the saver's thread."""

    state: State


@dataclass
class Typed(Message):
    """The half-typed line has changed."""

    line: str
    cursor: int

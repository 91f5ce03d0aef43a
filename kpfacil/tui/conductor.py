"""What the facilitator's screen begins with, and what it needs of the part that comes after the first picture."""

from abc import ABC, abstractmethod
from dataclasses import dataclass

from textual.message import Message

from kpfacil.storage.saver import State
from kpfacil.tui.asked import Asked
from kpfacil.tui.glance import Glance
from kpfacil.tui.sight import Put, Written


@dataclass
class MemoWritten(Message):
    """One format of the memo is done."""

    result: Written


@dataclass
class SaverSaid(Message):
    """A word of the saver's thread."""

    state: State


class Conductor(ABC):
    """Carries out what is asked for; `showing` paints what has come of it."""

    showing: Glance
    """The painters of the regions."""

    @abstractmethod
    def carry_out(self, asked: Asked) -> None:
        """Do what a key, a click or the palette asks for."""

    @abstractmethod
    def take_line(self, line: str) -> None:
        """Take a line."""

    @abstractmethod
    def take_paste(self, text: str) -> None:
        """Take several lines at once."""

    @abstractmethod
    def take_key(self, key: str, sign: str) -> bool:
        """Give a key to the panel; return whether it was the panel's."""

    @abstractmethod
    def step_back(self, line: str) -> bool:
        """Close the nearest thing; return whether there was any."""

    @abstractmethod
    def put_next(self) -> Put | None:
        """Return, once, what is to stand in the capture line now; None where it stays as it is."""

    @abstractmethod
    def complete(self, line: str, cursor: int) -> tuple[str, int] | None:
        """Go on with the word at the cursor."""

    @abstractmethod
    def see_line(self, line: str, let_go: str) -> None:
        """See what stands half-typed in the line, and what ↑ would bring back."""

    @abstractmethod
    def keep_half_typed(self, line: str) -> None:
        """Have the words that were typed by hand and not entered wait for an answer, where the program ends."""

    @abstractmethod
    def put_aside(self) -> None:
        """Hear that the line was emptied: a waiting line that stood in it to be mended waits again."""

    @abstractmethod
    def take_up(self) -> None:
        """Hear that what was put aside last stands in the line again."""

    @abstractmethod
    def tick(self) -> bool:
        """Let the clocks go; return whether the stage may have become another picture."""

    # --- what only the one who holds the meeting has ----------------------------------------------------------------

    def hear_saver(self, state: State) -> bool:
        """Take a word of the saver; return whether more than the state of saving has changed on the screen."""
        del state
        return False

    def hear_memo(self, result: Written) -> None:  # noqa: B027  others have no memo
        """Say what came of one format of the memo."""

    def take_sendings(self) -> bool:
        """Take what other seats have sent; return whether there was anything."""
        return False

    def count_followers(self) -> None:  # noqa: B027  others have no wall
        """See whether an audience's screen follows."""

    def close(self) -> bool:
        """Wait for the last save; return whether it was done."""
        return True

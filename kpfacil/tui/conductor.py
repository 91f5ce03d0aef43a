"""What the facilitator's screen needs of the part that comes after the first picture."""

from collections.abc import Mapping
from typing import Protocol

from kpfacil.storage.states import State
from kpfacil.tui.glance import Glance


class Conductor(Protocol):
    """Carries out what the widgets ask for; `showing` paints what has come of it."""

    @property
    def showing(self) -> Glance:
        """The painters of the regions."""
        ...

    @property
    def listening(self) -> bool:
        """Whether a panel listens to the keys."""
        ...

    @property
    def space_acts(self) -> bool:
        """Whether the space bar is the panel's on an empty line, whoever listens."""
        ...

    @property
    def prompts(self) -> Mapping[str, str]:
        """The keys of the panel that begin a line, and how the line begins."""
        ...

    def enter(self, line: str) -> None:
        """Take a line."""

    def paste(self, text: str) -> None:
        """Take several lines at once."""

    def act(self, action: str) -> None:
        """Do an action of the table of keys."""

    def press(self, key: str) -> None:
        """Give a key to the panel."""

    def point(self, target: str) -> None:
        """Act on what was clicked."""

    def type(self, line: str) -> None:
        """See what stands half-typed in the line."""

    def hear_saver(self, state: State) -> None:
        """Take a word of the saver."""

    def memo_written(self, path: str) -> None:
        """Say where the memo is."""

    def tick(self) -> None:
        """Let the clocks go."""

    def count_followers(self) -> None:
        """See whether an audience's screen follows."""

    def close(self) -> bool:
        """Wait for the last save; return whether it was done."""
        ...

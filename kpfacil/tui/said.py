"""What the room hands to the screen: a sentence under the line, and what is to stand in the line."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the program to the facilitator, and whether it is trouble."""

    words: str = ""
    trouble: bool = False
    line: str = ""
    """The line that came back with the sentence, if one did."""


@dataclass(frozen=True, slots=True)
class Put:
    """What is to stand in the capture line next; `prefix` is what the board's selection has put there."""

    line: str
    prefix: str = ""
    let_go: bool = False
    """Whether ↑ brings back what stood there."""
    suggested: bool = False
    """Whether the words are only a suggestion, which typing replaces."""

"""What the program says to the facilitator under the line."""

from dataclasses import dataclass


@dataclass(slots=True)
class Said:
    """A sentence of the program to the facilitator, and whether it is trouble."""

    words: str = ""
    trouble: bool = False
    line: str = ""
    """The line that came back with the sentence, if one did."""

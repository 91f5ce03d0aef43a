"""A line that is being typed on the home screen: its words, the cursor, and what the editing keys do to them."""

from dataclasses import dataclass

from rich.cells import cell_len

from kpfacil.model.text import clean_line


@dataclass(slots=True)
class Line:
    """One line of text with a cursor, which stands before the sign at `at`."""

    text: str = ""
    at: int = 0
    suggested: bool = False
    """Whether the words are only a suggestion, which the first sign replaces."""

    def put(self, words: str) -> None:
        """Write words at the cursor, cleaned and on one line."""
        if self.suggested:
            self.set("")
        made = " " if words == " " else clean_line(words)
        self.text = self.text[: self.at] + made + self.text[self.at :]
        self.at += len(made)

    def set(self, words: str, *, suggested: bool = False) -> None:
        """Begin with these words, the cursor at their end."""
        self.text, self.at, self.suggested = words, len(words), suggested and bool(words)

    def edit(self, key: str) -> bool:
        """Do what an editing key says; return whether it was one."""
        if self.suggested and key in ("backspace", "ctrl+h", "ctrl+u", "ctrl+w"):
            self.set("")
            return True
        match key:
            case "left":
                self.at = max(0, self.at - 1)
            case "right":
                self.at = min(len(self.text), self.at + 1)
            case "home" | "ctrl+a":
                self.at = 0
            case "end" | "ctrl+e":
                self.at = len(self.text)
            case _:
                return self._cut(key)
        self.suggested = False
        return True

    def _cut(self, key: str) -> bool:
        before, behind = self.text[: self.at], self.text[self.at :]
        match key:
            case "backspace" | "ctrl+h":
                before = before[:-1]
            case "delete" | "ctrl+d":
                behind = behind[1:]
            case "ctrl+u":
                before = ""
            case "ctrl+k":
                behind = ""
            case "ctrl+w" | "ctrl+backspace" | "alt+backspace":
                before = before.rstrip().rpartition(" ")[0]
                before += " " if before else ""
            case _:
                return False
        self.text, self.at = before + behind, len(before)
        return True

    def seen(self, width: int) -> tuple[str, str, str]:
        """Return what is before, under and after the cursor, as much as fits the width in cells."""
        before, under, after = self.text[: self.at], self.text[self.at : self.at + 1] or " ", self.text[self.at + 1 :]
        while before and cell_len(before) + cell_len(under) > width:
            before = before[1:]
        room = max(0, width - cell_len(before) - cell_len(under))
        while after and cell_len(after) > room:
            after = after[:-1]
        return before, under, after

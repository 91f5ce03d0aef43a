"""The capture line: where the whole meeting is typed. It takes every key in its own turn, so that keys act in order."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from kpfacil.model.text import clean, clean_line
from kpfacil.tui.keys import EDITING
from kpfacil.tui.sight import Put

Completer = Callable[[str, int], tuple[str, int] | None]
"""Goes on with the word at the cursor: the line and the place of its cursor afterwards, or None."""
_JOINERS = ("\u200c", "\u200d")
"""Signs without a width of their own that hold an emoji of several together: the terminal sends them as keys."""
_LETTING_GO = ("delete_left_all", "delete_right_all", "delete_left_word", "delete_right_word", "cut")
"""The actions that take more than a sign away; what they have emptied comes back with ↑."""


class Capture(Input, inherit_bindings=False):
    """One line, always focused; it awaits what a key asks the application for, so the next key sees what came of it.

    The application has the actions `panel_key(key, sign)`, `take_line(line)`, `take_paste(text)` and `step_back()`.
    """

    class Typed(Message):
        """What stands in the line has changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, action, show=False) for key, action in EDITING.items()),
        # Enter that was typed before the program took the terminal over arrives as ^J.
        Binding("enter,ctrl+j", "enter", show=False),
        Binding("escape", "escape", show=False),
        Binding("tab", "complete", show=False),
        Binding("ctrl+c", "copy_or_let_go", show=False),
        Binding("up", "bring_back", show=False),
    ]

    prefix: str = ""
    """What the board's selection has put before the cursor: `I3 `."""
    let_go: str = ""
    """What ↑ brings back into the line that was emptied just before."""

    def __init__(self) -> None:
        super().__init__(id="capture", compact=True, select_on_focus=False)
        self.cursor_blink = False  # nothing blinks on a wall, and nothing is written while nothing happens
        self.completer: Completer | None = None
        self.emptied: Callable[[], object] = lambda: None
        """Called at once, before another key is taken, when what stands in the line is taken out of it or replaced."""
        self.brought_back: Callable[[], object] = lambda: None
        """Called when ↑ has brought it back."""
        self._stepped_back = False

    async def _on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if self.app.screen is self.screen:
            await self._take(event)
        else:  # the palette has opened since: what was typed behind its key is its own
            self.app.screen.post_message(events.Key(event.key, event.character))

    async def _take(self, event: events.Key) -> None:
        """Give a key to the panel where the line is empty, else type it."""
        key, sign = self._with_escape(event.key), event.character or ""
        let_go = self.let_go
        words = self.value.strip() or (let_go and key == "up")
        if words or not await self.app.run_action(("app", "panel_key", (key, sign))):
            await self._type(key, sign if key == event.key and _prints(event) else "")
        if self.let_go and self.let_go is let_go:
            self.let_go = ""
            self.post_message(self.Typed())

    async def _type(self, key: str, sign: str) -> None:
        """Put a sign into the line, or do what the key is bound to here, on the screen or in the application."""
        before, bound = self.value, self.screen.active_bindings.get(key)
        if sign == " " and not self.value:
            return  # no line begins with it, and the panel's keys would not be heard behind what nobody sees
        if sign:
            self.replace(sign, *self.selection)
        elif bound is not None:
            await self.app.run_action(bound.binding.action, bound.node)
            if before and not self.value and bound.binding.action in _LETTING_GO:
                self.let_go = before

    def _with_escape(self, key: str) -> str:
        """Return the key; a digit right after Esc that had nothing to close is the function key of that number."""
        after, self._stepped_back = self._stepped_back, False
        return f"f{key}" if after and not self.value and key in "23456789" else key

    async def on_paste(self, event: events.Paste) -> None:
        """Put one pasted line in at the cursor; several, and rows of a table, go to the application as they are."""
        event.stop()
        event.prevent_default()
        self.let_go = ""
        text = clean(event.text)
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) > 1 or "\t" in event.text.strip():
            self.delete_selection()
            whole = self.value + "\t".join(map(clean, event.text.split("\t")))
            self.set_line("")
            await self.app.run_action(("app", "take_paste", (whole,)))
        elif lines:
            self.replace(lines[0], *self.selection)

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a part of the line; where that is the whole line, what stood there is gone."""
        if self.value and abs(end - start) >= len(self.value):
            self.emptied()
        super().replace(text, start, end)

    async def action_enter(self) -> None:
        """Give the whole line to the application and empty it first, so that the next line begins at once."""
        line, prefix = self.value, self.prefix
        self.set_line("")
        await self.app.run_action(("app", "take_line", (prefix if line == prefix else line,)))

    async def action_escape(self) -> None:
        """Close the nearest thing; where nothing was to be closed a digit may follow."""
        self._stepped_back = not await self.app.run_action(("app", "step_back", ()))

    async def action_paste_copied(self) -> None:
        """Paste what was copied in the program itself."""
        await self.on_paste(events.Paste(self.app.clipboard))

    def action_copy_or_let_go(self) -> None:
        """Copy what is selected, else empty the line; ↑ brings it back."""
        if self.selection.is_empty:
            self.empty()
        else:
            self.action_copy()

    async def action_bring_back(self) -> None:
        """Bring the line back that was emptied just before, else go up on the board."""
        if self.let_go and not self.value:
            self.set_line(self.let_go)
            self.brought_back()
        else:
            await self.app.run_action("app.act('select-up')")

    async def action_complete(self) -> None:
        """Go on with the word at the cursor; on an empty line, choose an answer."""
        if not self.value:
            await self.app.run_action("app.act('answer')")
            return
        completed = self.completer(self.value, self.cursor_position) if self.completer is not None else None
        if completed is not None:
            self.value, self.cursor_position = completed

    async def action_column(self, by: int) -> None:
        """Move the cursor; where only the chosen id stands in the line, go to another column of the board."""
        if self.prefix and self.value == self.prefix:
            await self.app.run_action(f"app.act('column-{'right' if by > 0 else 'left'}')")
        elif by > 0:
            self.action_cursor_right()
        else:
            self.action_cursor_left()

    def empty(self) -> None:
        """Empty the line; words that stood there come back with ↑."""
        if self.value not in ("", self.prefix):
            self.let_go = self.value
        self.emptied()
        self.set_line("")

    def put(self, put: Put) -> None:
        """Put words into the line as they were asked for."""
        if put.let_go:
            self.empty()
        elif not put.line:
            self.emptied()
        self.set_line(put.line, prefix=put.prefix)
        if put.suggested:
            self.select_all()

    def set_line(self, line: str, prefix: str = "") -> None:
        """Put words into the line with the cursor at the end."""
        self.value = clean_line(line) + (" " if line.endswith(" ") else "")
        self.prefix = prefix
        self.cursor_position = len(self.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell that the line has changed."""
        event.stop()
        if self.prefix and not self.value.startswith(self.prefix):
            self.prefix = ""
        self.post_message(self.Typed())


def _prints(key: events.Key) -> bool:
    """Return whether a key puts a sign into the line."""
    return key.is_printable or key.character in _JOINERS

"""The capture line: where the whole meeting is typed. It handles every key itself, so that keys act in typing order."""

from collections import deque
from collections.abc import Callable, Mapping

from textual import events
from textual.message import Message
from textual.widgets import Input

from kpfacil.model.text import clean, clean_line
from kpfacil.tui.do import Act, Entered, Pasted, Pressed, Told, Typed
from kpfacil.tui.keys import ACTION_OF, EDITING

Completer = Callable[[str, int], tuple[str, int] | None]
"""Goes on with the word at the cursor: the line and the place of its cursor afterwards, or None."""
_PANEL_KEYS = ("up", "down", "left", "right", "enter", "space", "pageup", "pagedown", "home", "end", "backspace")
_JOINERS = ("\u200c", "\u200d")
"""Signs without a width of their own that hold an emoji of several together: the terminal sends them as keys."""
_BOARD_KEYS = ("up", "down", "pageup", "pagedown")


class Capture(Input):
    """One line, always focused. What was typed is posted upwards as whole lines; the line empties itself at Enter.

    Textual runs bound keys after printable keys typed later, so nothing here is left to bindings. A key typed after
    one that asked for something waits until it is done (`go_on`): panels, kinds and prefixes change at their moment.
    """

    prefix: str = ""
    """What the board's selection has put before the cursor: `I3 `."""
    panel_listens: bool = False
    """Whether lower-case letters go to the panel while the line is empty."""
    asking: bool = False
    """Whether the panel has asked for something that is being typed now."""
    prompts: Mapping[str, str]
    """Keys of the listening panel that begin a line, and how the line begins."""

    def __init__(self) -> None:
        super().__init__(id="capture", compact=True, select_on_focus=False)
        self.prompts = {}
        self._ahead: deque[events.Key | events.Paste] = deque()
        self._asked = 0
        self.space_acts = False
        """Whether the space bar is the panel's on an empty line."""
        self.completer: Completer | None = None

    async def _on_key(self, event: events.Key) -> None:
        self._restart_blink()
        event.stop()
        event.prevent_default()
        self._in_turn(event)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._in_turn(event)

    def _in_turn(self, event: events.Key | events.Paste) -> None:
        """Take the event now, or when what was asked for before it has been done: who listens may be another then."""
        if self._asked:
            self._ahead.append(event)
        elif isinstance(event, events.Paste):
            self._pasted(event.text)
        else:
            self._take(event)

    def _tell(self, message: Message) -> None:
        """Ask for something to be done; later keys wait for it."""
        self._asked += 1
        self.post_message(message)
        self.post_message(Told())

    def go_on(self) -> None:
        """Take the keys that were typed while something was being done."""
        self._asked = max(0, self._asked - 1)
        while self._ahead and not self._asked:
            self._in_turn(self._ahead.popleft())

    def _take(self, event: events.Key) -> None:
        key = event.key
        if self.panel_listens and not self.asking and not self.value and self._to_panel(event):
            return
        if key == "space" and self.space_acts and not self.value and not self.asking:
            self._tell(Pressed(key))
        elif key == "ctrl+c" and not self.selection.is_empty:
            self.action_copy()
        elif key in ACTION_OF:
            self._act(ACTION_OF[key])
        elif key in EDITING:
            self._edit(EDITING[key])
        elif event.character is not None and (event.is_printable or event.character in _JOINERS):
            self._put(event.character)
        else:
            self._other(key)

    def _to_panel(self, event: events.Key) -> bool:
        """Give the key to the panel where it is the panel's: a small letter, a digit, an arrow, Enter."""
        sign = event.character or ""
        if event.key == "escape":
            self.panel_listens = False
            self._tell(Pressed("escape"))
            return True
        small = len(sign) == 1 and (sign.islower() or sign.isdecimal())
        key = sign if small else event.key
        if not small and key not in _PANEL_KEYS:
            return False
        if key in self.prompts:
            self.ask(self.prompts[key])
        self._tell(Pressed(key))
        return True

    def _act(self, action: str) -> None:
        if action == "panel":
            self.panel_listens = not self.panel_listens
        self._tell(Act(action))

    def _edit(self, action: str) -> None:
        name, _, argument = action.partition("(")
        if name in ("cursor_left", "cursor_right") and self.prefix and self.value == self.prefix:
            self._tell(Act(f"column-{name.removeprefix('cursor_')}"))
            return
        method = getattr(self, f"action_{name}")
        if argument:
            method(select=True)
        else:
            method()

    def _put(self, sign: str) -> None:
        selection = self.selection
        if selection.is_empty:
            self.insert_text_at_cursor(sign)
        else:
            self.replace(sign, *selection)

    def _other(self, key: str) -> None:
        match key:
            case "enter" | "ctrl+j":  # Enter that was typed before the program took the terminal over arrives as ^J
                line, prefix = self.value, self.prefix
                self._empty()
                self._tell(Entered(prefix if line == prefix else line))
            case "tab":
                self._complete()
            case "escape":
                typed = self.value not in ("", self.prefix)
                self._empty()
                self._tell(Act("escape-line" if typed else "escape"))
            case "shift+tab":
                self._tell(Act("answer-back"))
            case _ if key in _BOARD_KEYS:
                self._tell(Act(f"select-{key}"))
            case _:
                return

    def _empty(self) -> None:
        self.clear()
        self.prefix = ""
        self.asking = False

    def _complete(self) -> None:
        if not self.value:
            self._tell(Act("answer"))
            return
        completed = self.completer(self.value, self.cursor_position) if self.completer is not None else None
        if completed is not None:
            self.value, self.cursor_position = completed

    def _pasted(self, words: str) -> None:
        text = clean(words)
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) > 1:
            self._tell(Pasted(self.value + text))
            self._empty()
        elif lines:
            whole = lines[0]
            selection = self.selection
            if selection.is_empty:
                self.insert_text_at_cursor(whole)
            else:
                self.replace(whole, *selection)

    def ask(self, line: str) -> None:
        """Begin a line that the panel has asked for."""
        self.asking = True
        self.set_line(line)

    def set_line(self, line: str, prefix: str = "") -> None:
        """Put words into the line with the cursor at the end."""
        self.value = clean_line(line) + (" " if line.endswith(" ") else "")
        self.prefix = prefix
        self.cursor_position = len(self.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what stands in the line now."""
        event.stop()
        if self.prefix and not self.value.startswith(self.prefix):
            self.prefix = ""
        self.post_message(Typed(self.value, self.cursor_position))

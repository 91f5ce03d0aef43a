"""What all screens share: themes, careful reading of the terminal, a good end, and a fault that shows no inside."""

import asyncio
import codecs
import contextlib
import importlib
import re
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import ClassVar, TypeVar

from textual import _xterm_parser, events, on
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.geometry import Size
from textual.keys import Keys
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from kpfacil.model.texts import Texts
from kpfacil.storage.program import write_fault_log
from kpfacil.tui import look
from kpfacil.tui.asked import Asked
from kpfacil.tui.look import Unpainted

R = TypeVar("R")
_ESC = "\x1b"
_DIGITS = tuple("0123456789")
_OTHER_KEY = re.compile("[^\\[O]|O[^A-DFHMP-Sa-d]", re.DOTALL)
"""What goes on no key that an escape has begun: an arrow and a function key go on otherwise."""
_REPORT = re.compile(
    "\x1b(?:\\[(?:[?>=][0-9;:]*[a-zA-Z]|[0-9;]+[cn_]|(?!48;)[0-9]+(?:;[0-9]+){2}t)"
    "|\\][0-9]+;[^\x07\x1b]*(?:\x07|\x1b\\\\)|[P_][^\x1b\x07]*\x1b\\\\)"
)
"""What a terminal answers to another program, late, or says unasked: what it is, its colours, its theme, its size."""
_BEGUN = re.compile(
    "\x1b(?:\\[[?>=]?[0-9][0-9;]*|\\[[?>=]|\\](?:[0-9]+(?:;[^\x07\x1b]*)?\x1b?)?|P[0-9>!$][^\x1b\x07]*\x1b?|_G[^\x1b\x07]*\x1b?)\\Z"
)
"""The beginning of what a terminal answers, where reading has cut it; of keys only Esc and `]` may be typed so far."""
_CUT_AT = f"{_ESC}]"
_NOWHERE = "\x1b[<0;0;0M"
"""What is passed over: a mouse that is outside the screen."""
_REST_COMES = 1.0
"""So many seconds after the beginning of an answer its rest is still awaited."""
_WITH_SHIFT = {"space": " ", "shift+space": " ", "shift+enter": "\r", "shift+backspace": "\x7f"}
"""The signs of keys that some terminals tell apart from the same keys without Shift or with Caps Lock."""
_AFTER_ESC = re.compile(
    f"(?<=\x1b)(?=(?![\x1b0-9bf\t\x7f])(?:{_OTHER_KEY.pattern})|[0-9]{{2}}|[bf\t\x7f][^\x1b])", re.DOTALL
)
"""Where Esc was a key and something else was typed after it, both read together. Alt and a digit are one key, and
some terminals send an escape and one sign for words to the left and right, back, and a word erased."""
_ENDING = 0.5
"""Seconds between two looks at a terminal that has gone."""
_BEGIN, _END = "\x1b[200~", "\x1b[201~"


class CarefulParser(XTermParser):
    """Reads what a terminal sends; Textual's own reader ends the program at reports that it does not expect."""

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002  Textual's signature
        self._seen = ""
        """The last signs outside of a paste, where a paste may have begun."""
        self._held: str | None = None
        """What may be the beginning of a paste's end; None outside of a paste."""
        self._given = ""
        """The last signs, where they may be the beginning of an answer as well as typed."""
        self._begun = ("", 0.0)
        """The beginning of an answer of the terminal, and when it was read."""
        self._escaped = False
        """Whether the last sign was an escape: the key of that name, unless it begins another one's."""
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        """Read some signs, the escape signs inside a bracketed paste left out; the empty string is the end of input."""
        plain = self._whole(self._without_escapes(data)) if data else data
        for signs in _AFTER_ESC.split(plain):
            if self._escaped and self._timeout_time is not None and _OTHER_KEY.match(signs):
                # The signs of one key come together: these are another's, and the escape was a key.
                self._timeout_time = 0.0
                yield from self.tick()
            self._escaped = self._held is None and signs.endswith(_ESC)
            if signs or not data:
                yield from super().feed(signs)

    def tick(self) -> Iterable[Message]:
        """Go on where nothing comes for a while; what may have been typed is that where no answer came of it."""
        begun, since = self._begun
        if begun == _CUT_AT and time.monotonic() - since >= _REST_COMES:
            self._begun = ("", 0.0)
            yield from super().feed(begun)
        yield from super().tick()

    def _whole(self, plain: str) -> str:
        """Return the signs without what a terminal answers; the beginning of an answer waits a moment for its rest."""
        begun, since = self._begun
        now = time.monotonic()
        whole = _REPORT.sub("", begun + plain if now - since < _REST_COMES else plain)
        if self._given and (report := _REPORT.match(self._given + plain)):
            whole = (_NOWHERE + (self._given + plain)[report.end() :])[len(self._given) :]
        rest = _BEGUN.search(whole)
        self._begun = (rest[0], now) if rest else ("", 0.0)
        self._given = next((signs for signs in (f"{_ESC}[", _ESC) if whole.endswith(signs)), "")
        return whole[: rest.start()] if rest else whole

    def parse_mouse_code(self, code: str) -> Message | None:
        """Return what a report of the mouse says, None where its numbers cannot be."""
        try:
            return super().parse_mouse_code(code)
        except (ValueError, OverflowError):
            return None

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:  # noqa: FBT001, FBT002  Textual's, too
        if sequence[:1] == _ESC and sequence[1:] in _DIGITS:
            # Textual takes Alt and a digit for the sign that it writes on a Mac.
            yield events.Key(f"alt+{sequence[1:]}", None)
            return
        if sequence[1:2] == "O" and _OTHER_KEY.match(sequence[1:]):
            return  # no key, but Esc and a name in capitals: they come one by one once it is clear
        if alt:
            # No key of ours is Alt and another sign: whoever typed fast pressed Esc, and then that sign.
            yield events.Key(Keys.Escape.value, _ESC)
        try:
            for key in super()._sequence_to_key_events(sequence):
                sign = "" if key.character else _WITH_SHIFT.get(key.key, "")
                yield from super()._sequence_to_key_events(sign) if sign else (key,)
        except (ValueError, OverflowError):
            yield events.Key(Keys.Ignore, sequence)

    def _without_escapes(self, data: str) -> str:
        """Return the signs with those that steer left out of pastes, wherever the pieces that were read are cut."""
        made = ""
        while data:
            if self._held is None:
                at = (self._seen + data).find(_BEGIN)
                end = len(data) if at < 0 else at + len(_BEGIN) - len(self._seen)
                made += data[:end]
                self._seen = (self._seen + data)[-len(_BEGIN) + 1 :] if at < 0 else ""
                self._held = None if at < 0 else ""
                data = data[end:]
                continue
            words, closed, data = (self._held + data).partition(_END)
            rest = "" if closed else next((_END[:size] for size in range(5, 0, -1) if words.endswith(_END[:size])), "")
            made += words[: len(words) - len(rest)].replace("\x1b", "") + closed
            self._held = None if closed else rest
        return made


def read_input_carefully() -> None:
    """Have every driver of Textual read with `CarefulParser`, and a byte that is not UTF-8 as a replacement sign."""
    setattr(_xterm_parser, XTermParser.__name__, CarefulParser)
    for name, module in list(sys.modules.items()):
        if name.startswith("textual.drivers.") and hasattr(module, XTermParser.__name__):
            setattr(module, XTermParser.__name__, CarefulParser)
    with contextlib.suppress(ImportError):  # there is no such driver on Windows
        driver = importlib.import_module("textual.drivers.linux_driver")
        setattr(driver, codecs.getincrementaldecoder.__name__, lambda encoding: partial(_Terminal, encoding))


class _Terminal:
    """Replaces what it can't read, and ends the program where there is no terminal left."""

    def __init__(self, encoding: str) -> None:
        self._signs = codecs.getincrementaldecoder(encoding)("replace")

    def decode(self, data: bytes, final: bool = False) -> str:  # noqa: FBT001, FBT002  as a decoder is called
        """Return the signs of some bytes; none while more are to come: the terminal went, and nobody said so."""
        if not data and not final:
            signal.raise_signal(signal.SIGHUP)
            time.sleep(_ENDING)
        return self._signs.decode(data, final)


class SteadyScreen(Screen[None], inherit_bindings=False):
    """A screen that never loses its focus, so that what is typed always arrives somewhere."""

    def set_focus(  # the signature is Textual's
        self,
        widget: Widget | None,
        scroll_visible: bool = True,  # noqa: FBT001, FBT002
        from_app_focus: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        """Give the focus to a widget; where Textual would take it away, it stays."""
        super().set_focus(self.focused if widget is None else widget, scroll_visible, from_app_focus)


class Shell(App[R]):
    """A Textual application of ours. After a fault, `fault_log` names the file where its details are."""

    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    asked_to_end: ClassVar[bool] = False
    """Whether the system has told a screen of the program to end: there may be no terminal for another one."""

    def __init__(self, theme: str = look.DARK) -> None:
        super().__init__()
        for made in look.THEMES.values():
            self.register_theme(made)
        self.theme = theme
        self.fault_log: Path | None = None

    def get_default_screen(self) -> Screen[None]:
        """Return the screen that the application begins with."""
        return SteadyScreen(id="_default")

    def leave(self) -> None:
        """End the screen in good order."""
        self.exit()

    def say_fault(self, texts: Texts, warn: Callable[[str], object]) -> None:
        """Say, when the screen is gone, where the details of a fault are."""
        if self.fault_log is not None:
            warn(texts.say("end.fault", log=self.fault_log))

    def switch_theme(self) -> None:
        """Change between the light and the dark theme."""
        self.theme = look.LIGHT if self.theme == look.DARK else look.DARK

    def action_clicked(self, asked: Asked) -> None:
        """Do what a click asked for; what a span of a picture carries in its style comes here."""

    def end_on_signals(self, end: Callable[[], None]) -> None:
        """End in good order when the terminal goes away or the system asks, and go on after a stop.

        Windows has no such signals.
        """
        self._follow_size()

        def finish() -> None:
            Shell.asked_to_end = True
            end()

        for name, answer in (("SIGTERM", finish), ("SIGHUP", finish), ("SIGINT", finish), ("SIGCONT", self._go_on)):
            _answer_signal(name, answer)

    def _follow_size(self) -> None:
        """Read the terminal's size between two messages.

        Textual reads it in the middle of whatever runs: two changes close together may overtake one another there.
        """
        _answer_signal("SIGWINCH", self._take_size)

    def _take_size(self) -> None:
        """Draw for the size that the terminal has now; what it lost on its way back to the same size is drawn, too."""
        size = Size(*shutil.get_terminal_size())
        if size == self.size:
            self.refresh(layout=True)
        self.post_message(events.Resize(size, size))

    def _go_on(self) -> None:
        """Take the terminal anew after a stop; of one that it was not told of, Textual would begin to read twice."""
        driver = self._driver
        if driver is not None:
            if not vars(driver).get("_must_signal_resume", False):
                driver.suspend_application_mode()
            driver.resume_application_mode()
            self._follow_size()

    @on(Unpainted)
    def _note_fault(self, message: Unpainted) -> None:
        """Write the first fault of a picture to a file; the screen goes on with its last good picture."""
        message.stop()
        if self.fault_log is None:
            self.fault_log = write_fault_log(message.fault)

    def _fatal_error(self) -> None:
        """End after a fault: its details go to a file, never to the wall."""
        self.fault_log = write_fault_log(sys.exc_info()[1])
        self._close_messages_no_wait()


def _answer_signal(name: str, answer: Callable[[], None]) -> None:
    """Have a signal answered between two messages, where the system has it."""
    number = getattr(signal, name, None)
    if number is not None:
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            asyncio.get_running_loop().add_signal_handler(number, answer)

"""What arrives from the terminal before Textual has read it: odd reports are ignored, a paste is text to its end."""

import codecs
import contextlib
import importlib
import signal
import sys
import time
from collections.abc import Callable, Iterable

from textual import _xterm_parser, events
from textual._xterm_parser import XTermParser
from textual.keys import Keys
from textual.message import Message

_DIGITS = tuple("0123456789")
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
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        """Read some signs, the escape signs inside a bracketed paste left out; the empty string is the end of input."""
        plain = self._without_escapes(data) if data else data
        if plain or not data:
            yield from super().feed(plain)

    def parse_mouse_code(self, code: str) -> Message | None:
        """Return what a report of the mouse says, None where its numbers cannot be."""
        try:
            return super().parse_mouse_code(code)
        except (ValueError, OverflowError):
            return None

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:  # noqa: FBT001, FBT002  Textual's, too
        if sequence[:1] == "\x1b" and sequence[1:] in _DIGITS:
            # Textual takes Alt and a digit for the sign that it writes on a Mac.
            yield events.Key(f"alt+{sequence[1:]}", None)
            return
        try:
            yield from super()._sequence_to_key_events(sequence, alt)
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
        setattr(driver, codecs.getincrementaldecoder.__name__, _forgiving)


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


def _forgiving(encoding: str) -> Callable[[], _Terminal]:
    """Return a decoder's maker, as `codecs` would."""
    return lambda: _Terminal(encoding)

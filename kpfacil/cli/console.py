"""The user at the other end: clock, environment, folder and streams, and what is said there in their language."""

import codecs
import contextlib
import io
import os
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from datetime import date, datetime
from pathlib import Path
from typing import Literal, TextIO

from kpfacil.model.texts import Detail, Sentence, Texts
from kpfacil.model.value import frozen, frozen_by_name
from kpfacil.storage.content import load_alike
from kpfacil.storage.files import StorageError, sentence_of
from kpfacil.storage.settings import Settings


class Refusal(Exception):  # noqa: N818 - what it is: exit code 1
    """What was asked cannot be done, as the sentence says, after what `before` says, where that is why."""

    def __init__(
        self, key: str, before: StorageError | None = None, count: int | None = None, /, **details: Detail | Path
    ) -> None:
        super().__init__(key)
        self.sentence = sentence_of(key, count, **details)
        self._before = before

    def sentences(self, texts: Texts) -> tuple[str, ...]:
        """Return what to tell the user."""
        before = self._before.sentences(texts) if self._before else ()
        return (*before, texts.say_sentence(self.sentence))


class PreparedAlready(Refusal):
    """Another meeting is prepared and still to be held."""

    def sentences(self, texts: Texts) -> tuple[str, ...]:
        """Return that it is, and how one more is prepared."""
        return (" ".join((*super().sentences(texts), texts.say("cli.new.prepared-also"))),)


class Misuse(Exception):  # noqa: N818 - what it is: wrong usage, exit code 2
    """The command line is written wrong, as the sentence says."""

    def __init__(self, key: str, **details: Detail) -> None:
        super().__init__(key)
        self.sentence = Sentence(key, details)


class NoOutput(Exception):  # noqa: N818 - what there is then
    """What was to be printed could not be; the cause is the system's own error."""


def real_clock() -> datetime:
    """Return the moment with its offset from UTC: the only place where the program looks at the clock."""
    return datetime.now().astimezone()  # noqa: TID251 - this is the clock that everybody else is given


def _folder() -> Path:
    """Return the folder in which the program was begun; one that has been removed since by its short name."""
    try:
        return Path.cwd()
    except OSError:
        return Path()


def _stream(stream: TextIO | None, mode: Literal["r", "w"]) -> TextIO:
    """Return the stream; where it was closed before the program began, one that refuses to be used so."""
    return stream or Path(os.devnull).open(mode, encoding="utf-8")


@frozen_by_name
class Around:
    """The world of one run of the program, so that tests can put another in its place."""

    clock: Callable[[], datetime] = real_clock
    pause: Callable[[float], None] = time.sleep
    env: Mapping[str, str] = field(default_factory=lambda: os.environ)
    cwd: Path = field(default_factory=_folder)
    stdin: TextIO = field(default_factory=lambda: _stream(sys.stdin, "w"))
    stdout: TextIO = field(default_factory=lambda: _stream(sys.stdout, "r"))
    stderr: TextIO = field(default_factory=lambda: _stream(sys.stderr, "r"))

    @property
    def has_terminal(self) -> bool:
        """Whether a screen can be opened; Textual may be given a driver of its own in place of a terminal."""
        return "TEXTUAL_DRIVER" in self.env or (self.stdin.isatty() and self.stdout.isatty())

    def speak_utf8(self) -> None:
        """Have the streams take every sign: UTF-8 where no terminal decides, and never an error for a rare letter."""
        for stream in (self.stdout, self.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors=LEGIBLE)


def forget(stream: TextIO) -> None:
    """Let what could not be written go nowhere: Python's own last flush of the stream would complain once more."""
    if isinstance(stream, io.TextIOWrapper):
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


@frozen()
class Console:
    """What the commands say: results on stdout, everything else on stderr."""

    around: Around
    texts: Texts
    settings: Settings = field(default_factory=Settings)
    """Those of the sessions folder and the user; a table may have its own over them."""

    def now(self) -> datetime:
        """Return the moment that it is."""
        return self.around.clock()

    @property
    def today(self) -> date:
        """The day that it is."""
        return self.now().date()

    def path(self, named: str) -> Path:
        """Return the path that an argument names, seen from the working folder."""
        return self.around.cwd / Path(named)

    def say(self, said: str | Sentence, count: int | None = None, /, **details: Detail | Path) -> str:
        """Return a sentence, or that of a key in the catalogue; what others wrote goes in cleaned."""
        return self.texts.say_sentence(sentence_of(said, count, **details) if isinstance(said, str) else said)

    def tell(self, *lines: str) -> None:
        """Print lines of the result; raises `NoOutput`."""
        if lines:
            with _output():
                self.around.stdout.write("".join(f"{line}\n" for line in lines))

    def flush(self) -> None:
        """Have everything printed by now; raises `NoOutput`."""
        with _output():
            self.around.stdout.flush()

    def warn(self, *lines: str) -> None:
        """Print lines beside the result, and after it; where stderr is closed or full there is nobody to tell."""
        with contextlib.suppress(NoOutput):  # the end of the program tells of it
            self.flush()
        try:
            self.around.stderr.write("".join(f"{line}\n" for line in lines))
            self.around.stderr.flush()
        except (OSError, ValueError):
            forget(self.around.stderr)

    def warn_that(self, said: str | Sentence, count: int | None = None, /, **details: Detail | Path) -> None:
        """Print one sentence beside the result, as `say` returns it."""
        self.warn(self.say(said, count, **details))

    def warn_of(self, *errors: StorageError | Refusal) -> None:
        """Print what errors say beside the result."""
        self.warn(*(sentence for error in errors for sentence in error.sentences(self.texts)))

    def give(self, content: bytes) -> None:
        """Write a finished document to stdout, byte for byte where no terminal shows it.

        Raises `NoOutput`, and `Refusal` where a terminal would be given what is no text.
        """
        self.flush()
        stream = self.around.stdout
        if stream.isatty() and b"\0" in content:
            raise Refusal("cli.not-text")
        with _output():
            if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
                stream.buffer.write(content)
                stream.buffer.flush()
            else:
                stream.write(content.decode("utf-8", "replace"))


@contextlib.contextmanager
def _output() -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:  # a stream closed meanwhile raises ValueError
        raise NoOutput from error


LEGIBLE = "kpfacil-legible"
"""The name under which a stream asks for it."""


def _legible(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


def _plain(sign: str) -> str:
    bare = unicodedata.normalize("NFD", sign.translate(load_alike()))[:1]
    return bare if bare.isascii() else "?"


codecs.register_error(LEGIBLE, _legible)

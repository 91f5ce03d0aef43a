"""What the commands say: results on stdout, everything else on stderr, in the user's language."""

import contextlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kpfacil.cli.around import Around, forget
from kpfacil.commands.base import Refused
from kpfacil.model.text import clean_line
from kpfacil.model.texts import Detail, Sentence, Texts


class Refusal(Exception):  # noqa: N818 - the contract's word: exit code 1
    """What was asked cannot be done; `sentences` say what and where."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences)
        self.sentences = sentences


class Misuse(Exception):  # noqa: N818 - the contract's words: wrong usage, exit code 2
    """The command line is written wrong, as the sentence says."""

    def __init__(self, key: str, **details: Detail) -> None:
        super().__init__(key)
        self.sentence = Sentence(key, {"prog": "kpfacil", **details})


class NoOutput(Exception):  # noqa: N818 - what there is then
    """What was to be printed could not be; the cause is the system's own error."""


@dataclass(frozen=True, slots=True)
class Console:
    """The user at the other end of the streams."""

    around: Around
    texts: Texts

    def say(self, key: str, **named: object) -> str:
        """Return a sentence of the catalogue; what others wrote goes in without control signs."""
        return self.texts.said(Sentence(key, {name: str(thing) for name, thing in named.items()}))

    def refusal(self, refused: Refused) -> str:
        """Return the sentence of a refused change."""
        return self.texts.said(refused.sentence)

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

    def give(self, content: bytes) -> None:
        """Write a finished document to stdout, byte for byte where stdout takes bytes; raises `NoOutput`."""
        self.flush()
        stream = self.around.stdout
        with _output():
            if isinstance(stream, io.TextIOWrapper):
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


def one_line(lines: Iterable[str]) -> str:
    """Return people's words of several lines as one."""
    return clean_line(" ".join(lines))

"""What the commands say: results on stdout, everything else on stderr, in the user's language."""

import io
from collections.abc import Iterable
from dataclasses import dataclass

from kpfacil.cli.around import Around
from kpfacil.commands.base import Refused
from kpfacil.model.text import clean_line
from kpfacil.model.texts import Texts


class Refusal(Exception):  # noqa: N818 - the contract's word: exit code 1
    """What was asked cannot be done; `sentences` say what and where."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences)
        self.sentences = sentences


class Misuse(Exception):  # noqa: N818 - the contract's words: wrong usage, exit code 2
    """The command line is written wrong; `key` and `details` become the sentence."""

    def __init__(self, key: str, **details: str) -> None:
        super().__init__(key)
        self.key = key
        self.details = details


@dataclass(frozen=True, slots=True)
class Console:
    """The user at the other end of the streams."""

    around: Around
    texts: Texts

    def say(self, key: str, **named: object) -> str:
        """Return a sentence of the catalogue; what others wrote goes in without control signs."""
        return self.texts.say(key, **{name: clean_line(str(thing)) for name, thing in named.items()})

    def refusal(self, refused: Refused) -> str:
        """Return the sentence of a refused change."""
        key = f"refused.{refused.key}"
        if not self.texts.knows(key):
            return self.say("cli.refused", reason=refused.key)
        return self.say(key, **refused.details)

    def tell(self, *lines: str) -> None:
        """Print lines of the result."""
        self.around.stdout.write("".join(f"{line}\n" for line in lines))

    def warn(self, *lines: str) -> None:
        """Print lines beside the result."""
        self.around.stdout.flush()
        self.around.stderr.write("".join(f"{line}\n" for line in lines))

    def give(self, content: bytes) -> None:
        """Write a finished document to stdout, byte for byte where stdout takes bytes."""
        stream = self.around.stdout
        stream.flush()
        if isinstance(stream, io.TextIOWrapper):
            stream.buffer.write(content)
            stream.buffer.flush()
        else:
            stream.write(content.decode("utf-8", "replace"))


def one_line(lines: Iterable[str]) -> str:
    """Return people's words of several lines as one."""
    return clean_line(" ".join(lines))

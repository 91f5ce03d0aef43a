"""argparse in the user's language, and what has to be known of the arguments before they are parsed."""

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import takewhile
from typing import NoReturn, Self

from kpfacil.cli.console import Misuse
from kpfacil.model.texts import Sentence, Texts
from kpfacil.storage.content import languages
from kpfacil.storage.program import version_words

_WITH_VALUE = ("--sessions", "--lang", "--print-completion", "--wait")
_DECIDING = ("--cover", "--keep", "--replace")
_PLACE = r"(?s)[\d,]+|\d+=.*"
"""What a place to be decided is called: its number, with the words that are put there."""
_WORDING = {
    "usage: ": "cli.help.usage",
    "positional arguments": "cli.help.positionals",
    "options": "cli.help.options",
    "subcommands": "cli.help.commands",
    "argument %(argument_name)s: %(message)s": "cli.usage.argument",
    "the following arguments are required: %s": "cli.usage.missing",
    "unrecognized arguments: %s": "cli.usage.unknown",
    "invalid choice: %(value)r (choose from %(choices)s)": "cli.usage.choice",
    "invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from %(choices)s)": "cli.usage.choice",
    "expected one argument": "cli.usage.no-value",
    "expected at least one argument": "cli.usage.no-value",
    "ignored explicit argument %r": "cli.usage.extra-value",
}
"""How argparse says it, and our sentence. What is not here is never said in a foreign tongue."""


class Answer(Exception):  # noqa: N818 - it is one
    """The command line asked for a text, such as the help, and nothing else is to be done."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class _Wording(str):
    """A sentence of the catalogue in place of argparse's own, which fills it with `%`."""

    __slots__ = ("_key", "_texts")
    _key: str
    _texts: Texts

    def __new__(cls, key: str, texts: Texts) -> Self:
        made = super().__new__(cls, texts.sentences[key])
        made._key, made._texts = key, texts
        return made

    def __mod__(self, filling: object) -> str:
        named = {name: str(thing) for name, thing in filling.items()} if isinstance(filling, dict) else {}
        choices = named.get("choices", "").replace("'", "")  # older versions of Python quote each
        return self._texts.say_sentence(Sentence(self._key, {"value": str(filling), **named, "choices": choices}))


@contextmanager
def speaking(texts: Texts) -> Iterator[None]:
    """Have argparse ask these texts for its sentences, by the two names that it has for gettext."""
    theirs = {name: vars(argparse)[name] for name in ("_", "ngettext")}

    def gettext(message: str | None) -> str | None:  # argparse asks for the description that a group has not
        return message and _Wording(_WORDING.get(message, "cli.usage.other"), texts)

    vars(argparse).update(_=gettext, ngettext=lambda one, *_: gettext(one))
    try:
        yield
    finally:
        vars(argparse).update(theirs)


class Parser(argparse.ArgumentParser):
    """A parser that raises `Misuse` and `Answer` in place of printing and leaving."""

    def error(self, message: str) -> NoReturn:
        """Raise the complaint as one of ours."""
        raise Misuse("cli.usage.wrong", prog=self.prog, reason=message)

    def print_help(self, file: object = None) -> NoReturn:
        """Raise the help as an answer."""
        del file
        raise Answer(self.format_help())

    def _get_value(self, action: argparse.Action, arg_string: str) -> object:
        """Read one value; a complaint about it names its argument."""
        try:
            value: object = super()._get_value(action, arg_string)
        except Misuse as misuse:
            name = "/".join(action.option_strings) or str(action.metavar)
            complaint = Sentence("cli.usage.argument", {"argument_name": name, "message": misuse.sentence})
            raise Misuse("cli.usage.wrong", prog=self.prog, reason=complaint) from None
        return value

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> object:
        """Take the `--` of `--place=--` and `-- --` as the value that it is; some versions of Python take it away."""
        if action.nargs is None and set(arg_strings) == {"--"}:
            value: object = self._get_value(action, "--")
            self._check_value(action, value)
            return value
        values: object = super()._get_values(action, arg_strings)
        return values


class VersionAction(argparse.Action):
    """`--version`: answers with the program's name and version."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[object] | None,
        option_string: str | None = None,
    ) -> NoReturn:
        """Raise the version as an answer."""
        del parser, namespace, values, option_string
        raise Answer(f"{version_words()}\n")


def split_lines(argv: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the arguments to parse, and the lines of `add`, none of which is ever taken for an option.

    A `--` between the file and further lines is left out, as that is how careful people begin them.
    """
    words = _bare(argv)
    command = next(words, None)
    file = next(words, None)
    if command is None or file is None or argv[command] != "add":
        return _one_each(argv), []
    lines = list(argv[file + 1 :])
    if len(lines) > 1 and lines[0] == "--":
        del lines[0]
    return list(argv[: file + 1]), lines


def _one_each(argv: Sequence[str]) -> list[str]:
    """Return the arguments with an option before each place to decide: `--cover 1 2` is `--cover 1 --cover 2`."""
    made: list[str] = []
    option = ""
    for word in argv:
        if word in _DECIDING:
            option = word
        elif option and not re.fullmatch(_PLACE, word):
            option = ""
        elif option and made[-1] != option:
            made.append(option)
        made.append(word)
    return made


def option_value(argv: Sequence[str], option: str) -> str | None:
    """Return the value of a global option before anything is parsed, the last where it stands several times."""
    options = list(takewhile("--".__ne__, argv))
    found: str | None = None
    for at, word in enumerate(options):
        if word == option and at + 1 < len(options):
            found = options[at + 1]
        elif word.startswith(f"{option}="):
            found = word.removeprefix(f"{option}=")
    return found


def language(argv: Sequence[str], env: Mapping[str, str], setting: str | None = None) -> str:
    """Return the user's language: `--lang`, else `KPFACIL_LANG`, else the setting, else Finnish."""
    known = languages()
    named = (option_value(argv, "--lang"), env.get("KPFACIL_LANG", "").strip().casefold()[:2], setting)
    return next((code for code in named if code in known), known[0])


def unknown_language(env: Mapping[str, str]) -> str | None:
    """Return what `KPFACIL_LANG` says where the program does not speak it."""
    named = env.get("KPFACIL_LANG", "").strip()
    return named if named and named.casefold()[:2] not in languages() else None


def _bare(argv: Sequence[str]) -> Iterator[int]:
    """Yield the places of the arguments that are neither options nor their values."""
    at = 0
    only_words = False
    while at < len(argv):
        word = argv[at]
        if only_words or word == "-" or not word.startswith("-"):
            yield at
        elif word == "--":
            only_words = True
        elif word in _WITH_VALUE:
            at += 1
        at += 1

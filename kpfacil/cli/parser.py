"""argparse in the user's language: its headings, its help, and each of its complaints."""

import argparse
import re
from collections.abc import Iterable, Sequence
from typing import NoReturn

from kpfacil.cli.console import Misuse
from kpfacil.model.texts import Texts

_COMPLAINTS = (
    (re.compile(r"the following arguments are required: (?P<names>.+)"), "cli.usage.missing"),
    (re.compile(r"unrecognized arguments: (?P<words>.+)"), "cli.usage.unknown"),
    (re.compile(r"argument (?P<name>\S+): invalid choice: (?P<value>.+) \(choose from .*\)"), "cli.usage.choice"),
    (re.compile(r"argument (?P<name>\S+): expected .*argument.*"), "cli.usage.no-value"),
    (re.compile(r"argument (?P<name>\S+): ignored explicit argument (?P<value>.+)"), "cli.usage.extra-value"),
)
"""How argparse says it, and how we do. What is not here is answered with the usage alone, never in a foreign tongue."""


class Answer(Exception):  # noqa: N818 - it is one
    """The command line asked for a text, such as the help, and nothing else is to be done."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class Parser(argparse.ArgumentParser):
    """A parser that raises `Misuse` in place of printing and leaving."""

    texts: Texts

    def error(self, message: str) -> NoReturn:
        """Raise the complaint as one of ours."""
        for pattern, key in _COMPLAINTS:
            match = pattern.fullmatch(message)
            if match is not None:
                raise Misuse(key, prog=self.prog, **self._details(match.groupdict()))
        raise Misuse("cli.usage.other", prog=self.prog)

    def _details(self, named: dict[str, str]) -> dict[str, str]:
        if "value" in named:
            named["value"] = named["value"].strip("'\"")
            named["choices"] = ", ".join(self._choices(named.get("name", "")))
        return named

    def _choices(self, name: str) -> Iterable[str]:
        for action in self._actions:
            names = (*action.option_strings, action.metavar, action.dest)
            if action.choices and name.partition("/")[0] in names:
                return [str(choice) for choice in action.choices]
        return []


class HelpAction(argparse.Action):
    """`--help`: answers with the help of the command that it follows."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[object] | None,
        option_string: str | None = None,
    ) -> NoReturn:
        """Raise the help as an answer."""
        del namespace, values, option_string
        raise Answer(parser.format_help())


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
        # Reading the metadata costs 25 ms.
        from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

        try:
            raise Answer(f"kpfacil {version('kpfacil')}\n")
        except PackageNotFoundError:
            raise Answer("kpfacil\n") from None


def parser_for(texts: Texts, prog: str, about: str, *, epilog: str = "") -> Parser:
    """Return an empty parser that speaks the language of the texts."""
    made = Parser(
        prog=prog,
        description=about,
        epilog=epilog or None,
        formatter_class=_formatter(texts),
        add_help=False,
        allow_abbrev=False,
    )
    speak(made, texts)
    return made


def speak(parser: Parser, texts: Texts) -> None:
    """Give a parser its headings in the language of the texts."""
    parser.texts = texts
    parser._positionals.title = texts.say("cli.help.positionals")  # noqa: SLF001 - argparse has no other way
    parser._optionals.title = texts.say("cli.help.options")  # noqa: SLF001


def _formatter(texts: Texts) -> type[argparse.HelpFormatter]:
    class Formatter(argparse.RawDescriptionHelpFormatter):
        def add_usage(
            self,
            usage: str | None,
            actions: Iterable[argparse.Action],
            groups: Iterable[argparse._MutuallyExclusiveGroup],
            prefix: str | None = None,
        ) -> None:
            # A command's own usage begins with an empty prefix on purpose.
            word = texts.say("cli.help.usage") if prefix is None else prefix
            super().add_usage(usage, actions, groups, word)

    return Formatter

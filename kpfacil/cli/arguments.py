"""Every command with its arguments."""

import argparse
import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Literal, TypedDict, Unpack

from kpfacil.cli.console import Misuse
from kpfacil.cli.given import (
    Given,
    read_address,
    read_day,
    read_folder,
    read_formats,
    read_name,
    read_parts,
    read_term,
    read_time,
    read_whole,
)
from kpfacil.cli.parser import Parser, VersionAction, speaking
from kpfacil.model.formats import ATTACHED, FORMATS, PARTS, REPORT_FORMATS, TASK_FORMATS
from kpfacil.model.texts import Texts
from kpfacil.storage.content import languages

SHELLS = ("bash", "zsh", "tcsh")
_FILES = ("file", "participants", "contacts", "template", "out")
_NAMED = ("file", "folder", "out", "path", "template")
"""Words for values that name something: nothing is no name."""


_PORT = partial(read_whole, least=1024, most=65535)
"""A port of this machine that needs no special rights."""
_DAYS, _SECONDS = partial(read_whole, least=0, most=366), partial(read_whole, least=0, most=86400)
"""At most a year, and at most a day."""


class _How(TypedDict, total=False):
    """What argparse may be told of one argument beside its name and its words."""

    action: Literal["store_true", "append", "extend"]
    choices: Sequence[str]
    const: str
    default: str | int | list[str] | tuple[()]
    dest: str
    nargs: Literal["*", "+", "?"]
    required: bool
    type: Callable[[str], object]


class _Builder:
    """Adds the commands one by one."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self.parser = self._parser("kpfacil", texts.say("cli.help.about"), texts.say("cli.help.epilog"))
        self._global(self.parser)
        self._add(self.parser, "--print-completion", "print-completion", choices=SHELLS)
        self._commands = self.parser.add_subparsers(
            title="subcommands",  # argparse has its titles translated
            dest="command",
            metavar=texts.say("cli.metavar.command"),
        )

    def all(self) -> None:
        """Add every command in the order in which a meeting needs them."""
        self._new()
        self._run()
        self._show()
        self._add_lines()
        self._scribe()
        self._memo()
        self._proof()
        self._tasks()
        self._report()
        self._letters()
        self._command("list")
        self._add(self._command("search"), "words", "word", "word", nargs="+")
        self._add(self._command("check"), "words", "file", "file", nargs="+")
        self._add(self._command("config"), "file", "config-folder", "folder", nargs="?", default=argparse.SUPPRESS)
        self._command("demo")

    def _parser(self, prog: str, about: str, epilog: str | None = None) -> Parser:
        return Parser(
            prog=prog,
            description=about,
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            add_help=False,
            allow_abbrev=False,
        )

    def _command(self, name: str) -> Parser:
        about = self._texts.say(f"cli.help.{name}")
        parser = self._commands.add_parser(
            name,
            help=about,
            description=about,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            add_help=False,
            allow_abbrev=False,
        )
        self._global(parser)
        return parser

    def _global(self, parser: Parser) -> None:
        """Add the options that stand before or after the command; SUPPRESS lets the one given win."""
        say, nothing = self._texts.say, argparse.SUPPRESS
        parser.add_argument("-h", "--help", action="help", default=nothing, help=say("cli.help.help"))
        parser.add_argument("--version", action=VersionAction, nargs=0, default=nothing, help=say("cli.help.version"))
        folder = say("cli.metavar.folder")
        about = say("cli.help.sessions")
        parser.add_argument("--sessions", metavar=folder, default=nothing, type=read_name, help=about)
        parser.add_argument("--lang", choices=languages(), default=nothing, help=say("cli.help.lang"))

    def _add(self, parser: Parser, name: str, about: str, metavar: str = "", **how: Unpack[_How]) -> None:
        """Add an argument with its help and, where it takes a value of any kind, the word for that value."""
        say = self._texts.say
        if metavar in _NAMED:
            how.setdefault("type", read_name)
        if metavar:
            parser.add_argument(name, metavar=say(f"cli.metavar.{metavar}"), help=say(f"cli.help.{about}"), **how)
        else:
            parser.add_argument(name, help=say(f"cli.help.{about}"), **how)

    def _new(self) -> None:
        parser = self._command("new")
        self._add(parser, "--table", "new-table", "name", required=True)
        self._add(parser, "--date", "new-date", "day", dest="said_day", default="")
        self._add(parser, "--start", "new-start", "time", type=read_time)
        self._add(parser, "--place", "new-place", "place")
        self._add(parser, "--participants", "new-participants", "file")
        self._add(parser, "--columns", "new-columns", "columns", default="")
        self._add(parser, "--term", "new-term", "term", type=read_term)
        self._add(parser, "--blank", "new-blank", action="store_true")
        self._add(parser, "--also", "new-also", action="store_true")

    def _run(self) -> None:
        parser = self._command("run")
        self._add(parser, "file", "file", "file")
        self._add(parser, "--take-over", "run-take-over", action="store_true")

    def _show(self) -> None:
        parser = self._command("show")
        self._add(parser, "file", "file", "file")
        self._add(parser, "--web", "show-web", action="store_true")
        self._add(parser, "--port", "show-port", "port", type=_PORT)
        self._add(parser, "--lan", "show-lan", "address", nargs="?", const="", type=read_address)

    def _add_lines(self) -> None:
        parser = self._command("add")
        self._add(parser, "--set", "add-set", dest="setting", action="store_true")
        self._add(parser, "--wait", "add-wait", "seconds", type=_SECONDS, default=0)
        self._add(parser, "file", "file", "file")
        # The lines never come here: `split_lines` has taken them, so that none is mistaken for an option.
        self._add(parser, "words", "line", "line", nargs="*")

    def _scribe(self) -> None:
        parser = self._command("scribe")
        self._add(parser, "file", "file", "file")
        self._add(parser, "--name", "scribe-name", "name", dest="name", default="")

    def _memo(self) -> None:
        parser = self._command("memo")
        self._add(parser, "file", "file", "file")
        self._out(parser, FORMATS)
        self._add(parser, "--brief", "memo-brief", action="store_true")
        self._with(parser, "memo-with")
        self._add(parser, "--template", "memo-template", "template")
        attached = partial(read_formats, known=ATTACHED)
        self._add(parser, "--attach", "memo-attach", "formats", action="extend", type=attached, default=[])
        self._add(parser, "--index", "memo-index", action="store_true")

    def _with(self, parser: Parser, about: str) -> None:
        names, besides = ",".join(PARTS), self._texts.say(f"cli.help.{about}")
        parser.add_argument("--with", metavar=names, help=besides, dest="parts", type=read_parts, default=frozenset())

    def _proof(self) -> None:
        parser = self._command("proof")
        self._add(parser, "file", "file", "file")
        self._add(parser, "--cover", "proof-cover", "numbers", action="append", default=[])
        self._add(parser, "--keep", "proof-keep", "numbers", action="append", default=[])
        self._add(parser, "--replace", "proof-replace", "replacement", action="append", default=[])
        self._add(parser, "--keep-rest", "proof-keep-rest", action="store_true")
        self._with(parser, "proof-with")

    def _tasks(self) -> None:
        parser = self._command("tasks")
        self._add(parser, "words", "tasks-path", "path", nargs="*")
        self._add(parser, "--state", "state", "state", action="append", default=[])
        self._add(parser, "--who", "who", "who", default="")
        self._add(parser, "--party", "party", "party", default="")
        self._add(parser, "--overdue", "overdue", action="store_true")
        self._add(parser, "--todo", "todo", action="store_true")
        self._out(parser, TASK_FORMATS)

    def _report(self) -> None:
        parser = self._command("report")
        self._add(parser, "file", "report-folder", "folder")
        self._add(parser, "--from", "from", "day", dest="first", type=read_day)
        self._add(parser, "--to", "to", "day", dest="last", type=read_day)
        self._out(parser, REPORT_FORMATS)

    def _letters(self) -> None:
        publish = self._command("publish")
        self._add(publish, "file", "publish-from", "folder")
        self._add(publish, "target", "publish-to", "target", type=read_folder)
        forget = self._command("forget")
        self._add(forget, "file", "report-folder", "folder")
        self._add(forget, "name", "forget-name", "name", type=read_name)
        self._add(forget, "--cover", "forget-cover", "numbers", action="append", default=[])
        self._add(forget, "--yes", "forget-yes", action="store_true")
        remind, invite = self._command("remind"), self._command("invite")
        self._add(remind, "file", "report-folder", "folder")
        self._add(remind, "--before", "remind-before", "days", type=_DAYS)
        self._add(remind, "--contacts", "remind-contacts", "file")
        self._add(invite, "file", "file", "file")
        self._add(invite, "--print", "invite-print", dest="on_paper", action="store_true")
        for parser in (remind, invite):
            folder, about = self._texts.say("cli.metavar.folder"), self._texts.say("cli.help.letters-out")
            parser.add_argument("-o", "--out", metavar=folder, type=read_folder, help=about)

    def _out(self, parser: Parser, formats: tuple[str, ...]) -> None:
        self._add(parser, "--profile", "memo-profile", choices=("participants", "public"), default="participants")
        choices, about = ",".join(formats), self._texts.say("cli.help.format")
        asked = partial(read_formats, known=formats)
        parser.add_argument(
            "--format", metavar=choices, help=about, dest="forms", action="extend", type=asked, default=[]
        )
        out, about = self._texts.say("cli.metavar.out"), self._texts.say("cli.help.out")
        parser.add_argument("-o", "--out", metavar=out, type=read_name, help=about)


def build(texts: Texts) -> Parser:
    """Return the parser of the whole command line in the language of the texts."""
    with speaking(texts):
        builder = _Builder(texts)
        builder.all()
        return builder.parser


def parse(texts: Texts, argv: list[str], lines: list[str]) -> Given:
    """Return what was given; raises `Misuse`, or `Answer` where a help or the version was asked for."""
    parser = build(texts)
    try:
        with speaking(texts):
            given = parser.parse_args(argv, namespace=Given())
    except Misuse:
        _refuse_unknown(parser, argv)
        raise
    if given.command == "add":
        given.words = lines
    return given


def _refuse_unknown(parser: Parser, argv: Sequence[str]) -> None:
    """Raise `Misuse` for an option that no command has: what else seems to be missing may be what it was meant for."""
    known = [option for action in _actions(parser) for option in action.option_strings]
    for word in argv[: argv.index("--")] if "--" in argv else argv:
        option = word.partition("=")[0]
        if re.match(r"--?[^\W\d]", option) and option not in known and option[:2] not in known:
            near = difflib.get_close_matches(option, known, 1)
            raise Misuse("cli.usage.unknown-near" if near else "cli.usage.unknown", value=option, near="".join(near))


def completion_script(shell: str, texts: Texts) -> str:
    """Return the script that makes `bash`, `zsh` or `tcsh` complete the commands and their arguments."""
    import shtab  # noqa: PLC0415 - only here

    parser = build(texts)
    for action in _actions(parser):
        if action.dest in _FILES or (action.dest == "words" and action.metavar != texts.say("cli.metavar.word")):
            setattr(action, "complete", shtab.FILE)  # noqa: B010 - shtab looks for it, argparse knows nothing of it
        elif action.dest == "sessions":
            setattr(action, "complete", shtab.DIRECTORY)  # noqa: B010
    with speaking(texts):
        return shtab.complete(parser, shell=shell).rstrip("\n")


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to go through them
        yield action
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for inner in dict.fromkeys(action.choices.values()):
                yield from _actions(inner)

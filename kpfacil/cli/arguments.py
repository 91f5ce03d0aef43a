"""Every command with its arguments (contract, section 2)."""

import argparse
from typing import Literal

from kpfacil.cli import when
from kpfacil.cli.given import Given
from kpfacil.cli.parser import HelpAction, Parser, VersionAction, parser_for, speak
from kpfacil.model.texts import Texts
from kpfacil.storage.content import languages

MEMO_FORMATS = ("md", "html", "txt", "docx", "pdf", "eml")
TASK_FORMATS = ("text", "txt", "md", "html", "csv", "docx", "pdf", "eml", "ics")
REPORT_FORMATS = ("text", "txt", "md", "html", "docx", "pdf", "eml")
SHELLS = ("bash", "zsh", "tcsh")
_PROFILES = ("participants", "public")
_Many = Literal["*", "+"]


def build(texts: Texts) -> Parser:
    """Return the parser of the whole command line in the language of the texts."""
    parser = parser_for(texts, "kpfacil", texts.say("cli.help.about"), epilog=texts.say("cli.help.epilog"))
    _add_global(parser, texts)
    parser.add_argument("--print-completion", choices=SHELLS, help=texts.say("cli.help.print-completion"))
    commands = parser.add_subparsers(
        title=texts.say("cli.help.commands"),
        dest="command",
        metavar=texts.say("cli.metavar.command"),
        parser_class=Parser,
    )
    _Builder(texts, commands).all()
    return parser


def _add_global(parser: Parser, texts: Texts) -> None:
    """Add the global options, which stand before or after the command; SUPPRESS lets the one given win."""
    say = texts.say
    parser.add_argument(
        "-h", "--help", action=HelpAction, nargs=0, default=argparse.SUPPRESS, help=say("cli.help.help")
    )
    parser.add_argument(
        "--version", action=VersionAction, nargs=0, default=argparse.SUPPRESS, help=say("cli.help.version")
    )
    parser.add_argument(
        "--sessions", metavar=say("cli.metavar.folder"), default=argparse.SUPPRESS, help=say("cli.help.sessions")
    )
    parser.add_argument("--lang", choices=languages(), default=argparse.SUPPRESS, help=say("cli.help.lang"))


class _Builder:
    """Adds the commands one by one."""

    def __init__(self, texts: Texts, commands: "argparse._SubParsersAction[Parser]") -> None:
        self._texts = texts
        self._commands = commands

    def all(self) -> None:
        """Add every command in the order in which a meeting needs them."""
        self._new()
        self._file("run")
        self._show()
        self._add()
        self._memo()
        self._tasks()
        self._report()
        self._command("list")
        self._words(self._command("search"), "word")
        self._words(self._command("check"), "file")
        self._command("demo")

    def _say(self, key: str) -> str:
        return self._texts.say(f"cli.{key}")

    def _command(self, name: str) -> Parser:
        about = self._say(f"help.{name}")
        parser = self._commands.add_parser(
            name,
            help=about,
            description=about,
            formatter_class=parser_for(self._texts, name, "").formatter_class,
            add_help=False,
            allow_abbrev=False,
        )
        speak(parser, self._texts)
        _add_global(parser, self._texts)
        return parser

    def _file(self, name: str) -> Parser:
        parser = self._command(name)
        parser.add_argument("file", metavar=self._say("metavar.file"), help=self._say("help.file"))
        return parser

    def _words(self, parser: Parser, metavar: str, many: _Many = "+", about: str = "") -> None:
        parser.add_argument(
            "words",
            nargs=many,
            metavar=self._say(f"metavar.{metavar}"),
            help=self._say(f"help.{about or metavar}"),
        )

    def _new(self) -> None:
        parser = self._command("new")
        say = self._say
        parser.add_argument("--table", required=True, metavar=say("metavar.name"), help=say("help.new-table"))
        parser.add_argument("--date", type=when.day, metavar=say("metavar.day"), help=say("help.new-date"))
        parser.add_argument("--start", type=when.clock_time, metavar=say("metavar.time"), help=say("help.new-start"))
        parser.add_argument("--place", metavar=say("metavar.place"), help=say("help.new-place"))
        parser.add_argument("--participants", metavar=say("metavar.file"), help=say("help.new-participants"))
        parser.add_argument("--term", type=when.term, metavar=say("metavar.term"), help=say("help.new-term"))
        parser.add_argument("--blank", action="store_true", help=say("help.new-blank"))

    def _show(self) -> None:
        parser = self._file("show")
        say = self._say
        parser.add_argument("--web", action="store_true", help=say("help.show-web"))
        parser.add_argument("--port", type=when.port, metavar=say("metavar.port"), help=say("help.show-port"))
        parser.add_argument("--font-size", type=when.pixels, metavar=say("metavar.pixels"), help=say("help.show-font"))

    def _add(self) -> None:
        parser = self._file("add")
        # The lines never come here: `words.parted` has taken them, so that none is mistaken for an option.
        parser.add_argument("words", nargs="*", metavar=self._say("metavar.line"), help=self._say("help.line"))

    def _memo(self) -> None:
        parser = self._file("memo")
        say = self._say
        self._out(parser, MEMO_FORMATS)
        parser.add_argument("--profile", choices=_PROFILES, default="participants", help=say("help.memo-profile"))
        parser.add_argument("--template", metavar=say("metavar.template"), help=say("help.memo-template"))
        parser.add_argument(
            "--attach", action="append", choices=MEMO_FORMATS[:-1], default=[], help=say("help.memo-attach")
        )
        parser.add_argument("--index", action="store_true", help=say("help.memo-index"))

    def _tasks(self) -> None:
        parser = self._command("tasks")
        say = self._say
        self._words(parser, "path", many="*", about="tasks-path")
        parser.add_argument(
            "--state", action="append", default=[], metavar=say("metavar.state"), help=say("help.state")
        )
        parser.add_argument("--who", default="", metavar=say("metavar.who"), help=say("help.who"))
        parser.add_argument("--party", default="", metavar=say("metavar.party"), help=say("help.party"))
        parser.add_argument("--overdue", action="store_true", help=say("help.overdue"))
        parser.add_argument("--todo", action="store_true", help=say("help.todo"))
        parser.add_argument("--profile", choices=_PROFILES, default="participants", help=say("help.memo-profile"))
        self._out(parser, TASK_FORMATS)

    def _report(self) -> None:
        parser = self._command("report")
        say = self._say
        parser.add_argument("file", metavar=say("metavar.folder"), help=say("help.report-folder"))
        parser.add_argument("--from", dest="first", type=when.day, metavar=say("metavar.day"), help=say("help.from"))
        parser.add_argument("--to", dest="last", type=when.day, metavar=say("metavar.day"), help=say("help.to"))
        parser.add_argument("--profile", choices=_PROFILES, default="participants", help=say("help.memo-profile"))
        self._out(parser, REPORT_FORMATS)

    def _out(self, parser: Parser, formats: tuple[str, ...]) -> None:
        parser.add_argument("--format", dest="form", choices=formats, help=self._say("help.format"))
        parser.add_argument("-o", "--out", metavar=self._say("metavar.out"), help=self._say("help.out"))


def parse(parser: Parser, argv: list[str], lines: list[str]) -> Given:
    """Return what was given; raises `Misuse`, or `Answer` where a help or the version was asked for."""
    given = parser.parse_args(argv, namespace=Given())
    if given.command == "add":
        given.words = lines
    return given

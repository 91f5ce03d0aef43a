"""Every command with its arguments."""

import argparse
import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import takewhile
from typing import cast

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
from kpfacil.model.value import Maker, frozen
from kpfacil.storage.content import languages

SHELLS = ("bash", "zsh", "tcsh")
_FILES = ("file", "participants", "contacts", "template", "out")
_NAMED = ("file", "folder", "out", "path", "template")
"""Words for values that name something: nothing is no name."""


_PORT = partial(read_whole, least=1024, most=65535)
"""A port of this machine that needs no special rights."""
_DAYS, _SECONDS = partial(read_whole, least=0, most=366), partial(read_whole, least=0, most=86400)
"""At most a year, and at most a day."""


@frozen()
class Argument:
    """One argument of a command: its names, the keys of its help and of the word for its value, and more for argparse.

    A word that is no key stands as it is; without a word and without choices it is a flag.
    """

    names: tuple[str, ...]
    about: str
    value: str
    how: Mapping[str, object]


def _argument(names: str, about: str, value: str = "", **how: object) -> Argument:
    return Argument(tuple(names.split()), about, value, how)


@frozen()
class Subcommand:
    """Where a command is, `module:function`, and what it takes; its module is imported when it is called."""

    place: str
    arguments: tuple[Argument, ...]


def _command(place: str, *arguments: Argument) -> Subcommand:
    return Subcommand(place, arguments)


def _parts(about: str) -> Argument:
    """Return the argument for what a memo tells besides."""
    return _argument("--with", about, ",".join(PARTS), dest="parts", type=read_parts)


def _document_arguments(*forms: str) -> tuple[Argument, ...]:
    """Return the arguments of a document in one of these formats."""
    asked = partial(read_formats, known=forms)
    return (
        _argument("--profile", "memo-profile", choices=("participants", "public")),
        _argument("--format", "format", ",".join(forms), dest="forms", action="extend", type=asked),
        _argument("-o --out", "out", "out"),
    )


_FILE, _FOLDER = _argument("file", "file", "file"), _argument("file", "report-folder", "folder")
_LETTERS = _argument("-o --out", "letters-out", "folder", type=read_folder)

COMMANDS = {
    "new": _command(
        "new:new",
        _argument("--table", "new-table", "name", required=True),
        _argument("--date", "new-date", "day", dest="said_day"),
        _argument("--start", "new-start", "time", type=read_time),
        _argument("--place", "new-place", "place"),
        _argument("--participants", "new-participants", "file"),
        _argument("--columns", "new-columns", "columns"),
        _argument("--term", "new-term", "term", type=read_term),
        _argument("--blank", "new-blank"),
        _argument("--also", "new-also"),
    ),
    "run": _command("screens:run", _FILE, _argument("--take-over", "run-take-over")),
    "show": _command(
        "screens:show",
        _FILE,
        _argument("--web", "show-web"),
        _argument("--port", "show-port", "port", type=_PORT),
        _argument("--lan", "show-lan", "address", nargs="?", const="", type=read_address),
    ),
    "add": _command(
        "add:add",
        _argument("--set", "add-set", dest="setting"),
        _argument("--wait", "add-wait", "seconds", type=_SECONDS),
        _FILE,
        # The lines never come here: `split_lines` has taken them, so that none is mistaken for an option.
        _argument("words", "line", "line", nargs="*"),
    ),
    "scribe": _command("add:scribe", _FILE, _argument("--name", "scribe-name", "name")),
    "memo": _command(
        "memo:memo",
        _FILE,
        *_document_arguments(*FORMATS),
        _argument("--brief", "memo-brief"),
        _parts("memo-with"),
        _argument("--template", "memo-template", "template"),
        _argument("--attach", "memo-attach", "formats", action="extend", type=partial(read_formats, known=ATTACHED)),
        _argument("--index", "memo-index"),
    ),
    "proof": _command(
        "proof:proof",
        _FILE,
        _argument("--cover", "proof-cover", "numbers", action="append"),
        _argument("--keep", "proof-keep", "numbers", action="append"),
        _argument("--replace", "proof-replace", "replacement", action="append"),
        _argument("--keep-rest", "proof-keep-rest"),
        _parts("proof-with"),
    ),
    "tasks": _command(
        "memo:tasks",
        _argument("words", "tasks-path", "path", nargs="*"),
        _argument("--state", "state", "state", action="append"),
        _argument("--who", "who", "who"),
        _argument("--party", "party", "party"),
        _argument("--overdue", "overdue"),
        _argument("--todo", "todo"),
        *_document_arguments(*TASK_FORMATS),
    ),
    "report": _command(
        "memo:report",
        _FOLDER,
        _argument("--from", "from", "day", dest="first", type=read_day),
        _argument("--to", "to", "day", dest="last", type=read_day),
        *_document_arguments(*REPORT_FORMATS),
    ),
    "publish": _command(
        "publish:publish",
        _argument("file", "publish-from", "folder"),
        _argument("target", "publish-to", "target", type=read_folder),
    ),
    "forget": _command(
        "proof:forget",
        _FOLDER,
        _argument("name", "forget-name", "name", type=read_name),
        _argument("--cover", "forget-cover", "numbers", action="append"),
        _argument("--yes", "forget-yes"),
    ),
    "remind": _command(
        "publish:remind",
        _FOLDER,
        _argument("--before", "remind-before", "days", type=_DAYS),
        _argument("--contacts", "remind-contacts", "file"),
        _LETTERS,
    ),
    "invite": _command("publish:invite", _FILE, _argument("--print", "invite-print", dest="on_paper"), _LETTERS),
    "list": _command("places:list_tables"),
    "search": _command("archive:search", _argument("words", "word", "word", nargs="+")),
    "check": _command("archive:check", _argument("words", "file", "file", nargs="+")),
    "config": _command("places:config", _argument("file", "config-folder", "folder", nargs="?")),
    "demo": _command("screens:demo"),
}
"""Every command, in the order in which a meeting needs them."""
_GLOBAL = (
    _argument("--sessions", "sessions", "folder"),
    _argument("--lang", "lang", choices=languages()),
)
"""What may stand before or after the command; the one that is given wins."""


def build(texts: Texts) -> Parser:
    """Return the parser of the whole command line in the language of the texts."""
    say = texts.say
    with speaking(texts):
        parser = Parser(
            prog="kpfacil", description=say("cli.help.about"), epilog=say("cli.help.epilog"), add_help=False
        )
        _add_all(parser, (*_GLOBAL, _argument("--print-completion", "print-completion", choices=SHELLS)), texts)
        # argparse has its titles translated.
        commands = parser.add_subparsers(title="subcommands", dest="command", metavar=say("cli.metavar.command"))
        for name, command in COMMANDS.items():
            about = say(f"cli.help.{name}")
            inner = commands.add_parser(name, help=about, description=about, add_help=False)
            _add_all(inner, (*_GLOBAL, *command.arguments), texts)
    return parser


def _add_all(parser: Parser, arguments: Iterable[Argument], texts: Texts) -> None:
    """Add the arguments, and before them what asks for the help or the version."""
    say, nothing = texts.say, argparse.SUPPRESS
    parser.formatter_class, parser.allow_abbrev = argparse.RawDescriptionHelpFormatter, False
    parser.add_argument("-h", "--help", action="help", default=nothing, help=say("cli.help.help"))
    parser.add_argument("--version", action=VersionAction, nargs=0, default=nothing, help=say("cli.help.version"))
    for one in arguments:
        # What is not given stays as `Given` has it.
        how: dict[str, object] = {"default": [] if "action" in one.how else nothing, **one.how}
        if one.value in _NAMED:
            how.setdefault("type", read_name)
        if one.value:
            how["metavar"] = texts.sentences.get(f"cli.metavar.{one.value}", one.value)
        elif "choices" not in how:
            how["action"] = "store_true"
        add = cast("Maker[object]", parser.add_argument)
        add(*one.names, help=say(f"cli.help.{one.about}"), **how)


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
    for word in takewhile("--".__ne__, argv):
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

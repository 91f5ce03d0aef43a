"""The command line: from the arguments to a command, and from whatever happened to an exit code.

Imported by nobody but `__main__`; the real clock and the wiring of everything else are here.
"""

import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from kpfacil.cli.arguments import COMMANDS, completion_script, parse
from kpfacil.cli.console import Around, Console, Misuse, NoOutput, Refusal, forget
from kpfacil.cli.given import Given
from kpfacil.cli.parser import Answer, language, option_value, split_lines, unknown_language
from kpfacil.commands.base import Refused
from kpfacil.storage import content, files, program
from kpfacil.storage.settings import read_settings, user_folder

DONE, REFUSED, MISUSED = 0, 1, 2
"""The exit codes."""


def main(argv: Sequence[str], around: Around | None = None) -> int:
    """Run the program and return its exit code; nothing is ever raised."""
    around = around or Around()
    around.speak_utf8()
    before, lines = split_lines(argv)
    folder = files.sessions_folder(option_value(before, "--sessions"), around.env, around.cwd)
    user = user_folder(around.env, sys.platform)
    settings = read_settings(folder, "sessions").over(read_settings(user, "user"))
    spoken = language(before, around.env, settings.get("language", str))
    console = Console(around, content.load_texts(spoken), settings)
    try:
        code = _guard(console, before, lines)
        console.flush()
        console.warn()  # nothing more: of a terminal that is gone, Python would complain when it ends
    except NoOutput as lost:
        forget(around.stdout)
        # Who reads us has had enough: `kpfacil list | head`.
        if isinstance(lost.__cause__, BrokenPipeError):
            return DONE
        console.warn_that("cli.no-output", reason=files.reason_of(lost.__cause__))
        return REFUSED
    return code


def perform(given: Given, console: Console) -> int:
    """Do what was asked and return the exit code."""
    if given.print_completion is not None:
        console.tell(completion_script(given.print_completion, console.texts))
        return DONE
    place = COMMANDS[given.command].place if given.command else "screens:home"
    return command_at(place)(given, console)


def command_at(place: str) -> Callable[[Given, Console], int]:
    """Return a command by its module and its name there; the module is imported now."""
    module, name = place.split(":")
    command: Callable[[Given, Console], int] = getattr(import_module(f"kpfacil.cli.{module}"), name)
    return command


def _guard(console: Console, argv: list[str], lines: list[str]) -> int:
    """Perform what the arguments say, and turn whatever is raised into sentences and a code; raises `NoOutput`."""
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # `__main__` let it end the program until here
        given = parse(console.texts, argv, lines)
        _tell_first(given, console)
        return perform(given, console)
    except NoOutput:
        raise
    except Answer as answer:
        console.tell(answer.text.rstrip("\n"))
        return DONE
    except Misuse as misuse:
        console.warn(console.texts.say_sentence(misuse.sentence), console.say("cli.usage.help"))
        return MISUSED
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - a person gets a sentence, never a traceback
        console.warn(*sentences_of(error, console))
        return REFUSED


def _tell_first(given: Given, console: Console) -> None:
    """Tell on stderr what is wrong around the command: a setting, or a language that nobody speaks here."""
    if given.command != "check":  # that tells of the files it is given
        console.warn_of(*console.settings.mistakes)
    unknown = unknown_language(console.around.env)
    if unknown is not None and given.lang is None:
        console.warn_that("cli.unknown-language", value=unknown, choices=", ".join(content.languages()))


def sentences_of(error: BaseException, console: Console) -> Sequence[str]:
    """Return what to tell of anything that ended a command."""
    match error:
        case Refusal() | files.StorageError():
            return error.sentences(console.texts)
        case Refused():
            return (console.say(error.sentence),)
        case KeyboardInterrupt():
            return (console.say("cli.interrupted"),)
        case OSError(filename=str() as path):
            return (console.say("cli.os-error", path=path, reason=files.reason_of(error)),)
        case _:
            # A fault of the program itself, with the file where the details were put.
            reason = f"{type(error).__name__}: {error}"[:200]
            log = program.write_fault_log(error)
            key = "cli.trouble" if log else "cli.trouble-unlogged"
            return (console.say(key, reason=reason, path=log or ""),)

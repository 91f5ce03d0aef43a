"""The program's beginning and end: from the arguments to a command, and from whatever happened to an exit code."""

import contextlib
import io
import os
from collections.abc import Sequence

from kpfacil.cli.arguments import build, parse
from kpfacil.cli.around import Around, speak_utf8
from kpfacil.cli.console import Console, Misuse, Refusal
from kpfacil.cli.dispatch import do
from kpfacil.cli.parser import Answer
from kpfacil.cli.words import language, parted
from kpfacil.commands.base import Refused
from kpfacil.storage.content import load_texts
from kpfacil.storage.errors import StorageError

DONE, REFUSED, MISUSED = 0, 1, 2
"""The exit codes (contract, section 2)."""


def main(argv: Sequence[str], around: Around | None = None) -> int:
    """Run the program and return its exit code; nothing is ever raised."""
    around = around or Around()
    speak_utf8(around)
    before, lines = parted(argv)
    console = Console(around, load_texts(language(before, around.env)))
    try:
        code = _guarded(console, before, lines)
        around.stdout.flush()
    except BrokenPipeError:
        # Who reads us has had enough: `kpfacil list | head`.
        _forget_output(around)
        return DONE
    except OSError as error:
        with contextlib.suppress(OSError, ValueError):
            console.warn(console.say("cli.no-output", reason=error.strerror or str(error)))
        _forget_output(around)
        return REFUSED
    return code


def _guarded(console: Console, argv: list[str], lines: list[str]) -> int:
    try:
        given = parse(build(console.texts), argv, lines)
        return do(given, console)
    except Answer as answer:
        console.tell(answer.text.rstrip("\n"))
        return DONE
    except Misuse as misuse:
        console.warn(console.say(misuse.key, **{"prog": "kpfacil", **misuse.details}), console.say("cli.usage.help"))
        return MISUSED
    except Refusal as refusal:
        console.warn(*refusal.sentences)
    except StorageError as error:
        console.warn(*error.sentences(console.texts))
    except Refused as refused:
        console.warn(console.refusal(refused))
    except KeyboardInterrupt:
        console.warn(console.say("cli.interrupted"))
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        # Only the streams have no name: what was to be printed could not be.
        key = "cli.os-error" if error.filename else "cli.no-output"
        console.warn(console.say(key, path=error.filename, reason=reason))
    except Exception as error:  # noqa: BLE001 - the last resort: a person gets a sentence, never a traceback
        console.warn(_trouble(error, console))
    return REFUSED


def _trouble(error: Exception, console: Console) -> str:
    """Return the sentence for a fault of the program itself, with the file where the details were put."""
    # Wanted only when something is already wrong.
    import tempfile  # noqa: PLC0415
    import traceback  # noqa: PLC0415

    reason = f"{type(error).__name__}: {error}"[:200]
    try:
        handle, path = tempfile.mkstemp(prefix="kpfacil-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as log:
            log.write("".join(traceback.format_exception(error)))
    except OSError:
        return console.say("cli.trouble-unlogged", reason=reason)
    return console.say("cli.trouble", reason=reason, path=path)


def _forget_output(around: Around) -> None:
    """Let Python's own last flush of stdout go nowhere: it would complain once more."""
    if isinstance(around.stdout, io.TextIOWrapper):
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, around.stdout.fileno())
            os.close(nowhere)

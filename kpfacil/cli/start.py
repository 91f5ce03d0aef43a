"""The program's beginning and end: from the arguments to a command, and from whatever happened to an exit code."""

import os
from collections.abc import Sequence

from kpfacil.cli.arguments import build, parse
from kpfacil.cli.around import Around, forget, speak_utf8
from kpfacil.cli.console import Console, Misuse, NoOutput, Refusal
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
        console.flush()
    except NoOutput as lost:
        forget(around.stdout)
        # Who reads us has had enough: `kpfacil list | head`.
        if isinstance(lost.__cause__, BrokenPipeError):
            return DONE
        console.warn(console.say("cli.no-output", reason=_reason(lost.__cause__)))
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
        console.warn(console.texts.said(misuse.sentence), console.say("cli.usage.help"))
        return MISUSED
    except Refusal as refusal:
        console.warn(*refusal.sentences)
    except StorageError as error:
        console.warn(*error.sentences(console.texts))
    except Refused as refused:
        console.warn(console.refusal(refused))
    except KeyboardInterrupt:
        console.warn(console.say("cli.interrupted"))
    except NoOutput:
        raise
    except OSError as error:
        console.warn(console.say("cli.os-error", path=error.filename, reason=_reason(error)))
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


def _reason(error: BaseException | None) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)

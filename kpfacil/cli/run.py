"""`kpfacil run`: the facilitator's screen."""

import gc
from pathlib import Path

from kpfacil.cli.console import Console, Refusal
from kpfacil.cli.given import Given
from kpfacil.cli.places import process_of
from kpfacil.storage.archive import table_in
from kpfacil.storage.files import load
from kpfacil.storage.lock import Held, hold


def run(given: Given, console: Console) -> int:
    """Open the facilitator's screen and return when it ends; 1 where the last save failed."""
    return facilitate(meeting_of(console.around.path(given.file)), console)


def meeting_of(path: Path) -> Path:
    """Return the file of a meeting; of a table's folder its latest one."""
    latest = table_in(path).latest if path.is_dir() else None
    return latest.path if latest is not None else path


def facilitate(path: Path, console: Console) -> int:
    """Record the session of a file live; refused where somebody else does, or where there is no terminal."""
    opened = load(path)
    process = process_of(path)
    need_terminal("kpfacil run", console)
    try:
        lock = hold(path, console.around.clock())
    except Held as held:
        raise Refusal(*held.sentences(console.texts), console.say("cli.run.held", path=path)) from None
    with lock:
        if path.read_bytes() != opened.data:
            opened = load(path)
        from kpfacil.tui.facilitator import run as open_screen  # noqa: PLC0415 - Textual, only for a screen
        from kpfacil.tui.start import Start  # noqa: PLC0415 - likewise

        start = Start(
            opened=opened,
            process=process,
            clock=console.around.clock,
            language=console.texts.language,
        )
        return open_screen(start)


def thaw() -> None:
    """Let garbage be collected again: what the imports have made is there to stay and need not be looked at."""
    gc.freeze()
    gc.enable()


def need_terminal(command: str, console: Console) -> None:
    """Raise `Refusal` where no screen can be opened."""
    if not console.around.has_terminal:
        raise Refusal(console.say("cli.no-terminal", command=command))

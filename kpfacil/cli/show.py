"""`kpfacil show`: the audience's screen, read-only."""

from pathlib import Path

from kpfacil.cli.console import Console
from kpfacil.cli.given import Given
from kpfacil.cli.run import meeting_of, need_terminal, thaw
from kpfacil.storage.files import load


def show(given: Given, console: Console) -> int:
    """Open the audience's screen; it speaks the session's language where no other was asked for."""
    path = meeting_of(console.around.path(given.file))
    if not given.web:
        return look(path, given.lang, console)
    load(path)
    from kpfacil.tui import web  # noqa: PLC0415 - only for a screen in a browser

    return web.serve(path, given.port or web.PORT, given.font_size or web.FONT_SIZE, given.lang)


def look(path: Path, language: str | None, console: Console) -> int:
    """Follow the session of a file; refused where it can't be read to begin with, or where there is no terminal."""
    load(path)
    need_terminal("kpfacil show", console)
    from kpfacil.tui.audience import run as open_screen  # noqa: PLC0415 - Textual, only for a screen

    thaw()
    return open_screen(path, language, console.around.clock)

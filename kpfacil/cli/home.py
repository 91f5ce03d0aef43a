"""`kpfacil` alone: the home screen, and what is chosen there, until the user leaves."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kpfacil.cli.console import Console, Refusal
from kpfacil.cli.demo import sample_to_play
from kpfacil.cli.given import Given
from kpfacil.cli.new import new
from kpfacil.cli.places import sessions_of
from kpfacil.cli.run import facilitate, need_terminal, thaw
from kpfacil.cli.show import look
from kpfacil.commands.base import Refused
from kpfacil.storage.errors import StorageError


def home(given: Given, console: Console) -> int:
    """Show the home screen again after each thing done, with what came of it; 0 when the user leaves."""
    need_terminal("kpfacil", console)
    from kpfacil.tui.home import HomeChoice, run  # noqa: PLC0415 - Textual, only for a screen

    thaw()
    folder = sessions_of(given, console)
    visit = _Visit(given, console)
    doing: dict[str, Callable[[HomeChoice], str]] = {
        "run": lambda choice: visit.run(choice.path),
        "show": lambda choice: visit.show(choice.path),
        "memo": lambda choice: visit.memo(choice.path),
        "new": lambda choice: visit.new(
            Given(table=choice.table, date=choice.day, start=choice.start, place=choice.place)
        ),
        "demo": lambda _: visit.run(sample_to_play(console)),
    }
    said = ""
    while (choice := run(folder, console.texts.language, console.around.clock, said)) is not None:
        try:
            said = doing[choice.action](choice)
        except Refusal as refusal:
            said = " ".join(refusal.sentences)
        except StorageError as error:
            said = " ".join(error.sentences(console.texts))
        except Refused as refused:
            said = console.refusal(refused)
    return 0


class _Visit:
    """What can be done from the home screen; each returns a sentence for it, or nothing."""

    def __init__(self, given: Given, console: Console) -> None:
        self._given = given
        self._console = console

    def run(self, path: Path | None) -> str:
        """Record a session live."""
        if path is not None:
            facilitate(path, self._console)
        return ""

    def show(self, path: Path | None) -> str:
        """Show a session to the room."""
        if path is not None:
            look(path, self._given.lang, self._console)
        return ""

    def memo(self, path: Path | None) -> str:
        """Write the participants' memo beside a session."""
        from kpfacil.cli.memo import memo  # noqa: PLC0415 - the exports, only when one is made

        given = Given(file=str(path), attach=[])
        return self._console.say("cli.home.memo", path=self._printed(memo, given))

    def new(self, given: Given) -> str:
        """Prepare the next session of a table."""
        given.sessions = self._given.sessions
        return self._console.say("cli.home.prepared", path=self._printed(new, given))

    def _printed(self, command: Callable[[Given, Console], int], given: Given) -> str:
        """Return what a command prints, as there is no line on the screen to print on."""
        out = io.StringIO()
        command(given, replace(self._console, around=replace(self._console.around, stdout=out)))
        return out.getvalue().strip()

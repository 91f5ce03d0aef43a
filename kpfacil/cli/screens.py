"""`kpfacil run`, `show`, `demo` and `kpfacil` alone: what surrounds a screen."""

import gc
import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from kpfacil.cli import command_at, perform, sentences_of
from kpfacil.cli.console import Console, Misuse, PreparedAlready, Refusal
from kpfacil.cli.given import Given
from kpfacil.cli.places import process_of, sessions_of
from kpfacil.commands.base import Refused
from kpfacil.model.text import clean_line
from kpfacil.storage import archive, content, files
from kpfacil.storage.decode import load
from kpfacil.storage.lock import Held, hold, practice_folder
from kpfacil.tui.asked import Start

_PUBLISHED = "julkaisu"
"""The folder in a table's own that its pages are published into from the home screen."""
_TOLD = {
    "memo": "cli.home.memo",
    "new": "cli.home.prepared",
    "invite": "cli.home.invite",
    "remind": "cli.home.remind",
    "publish": "cli.home.publish",
}
"""What is said of a command that leaves files."""
_NAMED = ("cli.home.memo", "cli.home.prepared")
"""What is told by its files, not by its folder."""


def home(given: Given, console: Console) -> int:
    """Show the home screen again after each thing done, with what came of it; 0 when the user leaves."""
    need_terminal("kpfacil", console)
    from kpfacil.tui.home import run as open_screen  # noqa: PLC0415 - Textual, only for a screen

    thaw()
    folder = sessions_of(given, console)
    said = prefer = elsewhere = line = ""
    also: object = None
    shown = folder, console.texts.language, console.around.clock
    while (choice := open_screen(*shown, said, prefer, *filter(None, (line,)))) is not None:
        chosen = Given(
            command=choice.action,
            file=str(choice.path),
            lang=given.lang if choice.action == "show" else None,
            sessions=given.sessions,
            table=choice.table,
            date=choice.day,
            start=choice.start,
            end=choice.end,
            place=choice.place,
            take_over=str(choice.path) == elsewhere,
            also=choice == also,
        )
        prefer, line, also = str(choice.path or ""), "", None
        try:
            said, path = _visit(chosen, console)
            prefer = path if chosen.command == "new" else prefer
        except PreparedAlready as prepared:
            said, line, also = f"{console.say(prepared.sentence)} {console.say('cli.home.also')}", choice.line, choice
        except (Refusal, files.StorageError, Refused) as error:
            said, elsewhere, line = " ".join(sentences_of(error, console)), "", choice.line
            if isinstance(error.__cause__, Held) and error.__cause__.elsewhere:
                said, elsewhere = f"{said} {console.say('cli.home.take-over')}", chosen.file
    return 0


def run(given: Given, console: Console) -> int:
    """Open the facilitator's screen and return when it ends; 1 where the last save failed."""
    return facilitate(meeting_of(given, console), console, take_over=given.take_over)


def show(given: Given, console: Console) -> int:
    """Open the audience's screen; it speaks the session's language where no other was asked for.

    Refused where the file can't be read to begin with, or where there is no terminal.
    """
    path = meeting_of(given, console)
    load(path)
    if given.web or given.lan is not None:
        return command_at("page:page")(given, console)
    if given.port is not None:
        raise Misuse("cli.usage.needs", name="--port", other="--web")
    need_terminal("kpfacil show", console)
    from kpfacil.tui.audience import run as open_screen  # noqa: PLC0415 - Textual, only for a screen

    thaw()
    return open_screen(path, given.lang, console.around.clock)


def demo(given: Given, console: Console) -> int:
    """Open the liveliest of the sample sessions from a copy of them all, which is gone when the screen is left."""
    del given
    code = _practise(console)
    console.tell(console.say("cli.demo.over"))
    return code


def _practise(console: Console) -> int:
    need_terminal("kpfacil demo", console)
    with _sample() as path:
        return facilitate(path, console, practice=True)


def facilitate(
    path: Path,
    console: Console,
    *,
    practice: bool = False,
    take_over: bool = False,
    say: Callable[[str], object] | None = None,
) -> int:
    """Record the session of a file live; refused where somebody else does, or where there is no terminal.

    `say` takes what is said at the end in place of the terminal.
    """
    opened = load(path)
    process = process_of(path)
    need_terminal("kpfacil run", console)
    try:
        lock = hold(path, console.now(), take_over=take_over)
    except Held as held:
        raise Refusal("cli.run.held", held, path=path) from held
    with lock:
        if path.read_bytes() != opened.data:
            opened = load(path)
        from kpfacil.tui.facilitator import run as open_screen  # noqa: PLC0415 - Textual, only for a screen

        start = Start(
            opened=opened,
            process=process,
            clock=console.around.clock,
            language=console.texts.language,
            practice=practice,
            tell=say or console.tell,
            warn=say or console.warn,
            errand=partial(_errand, path, console),
        )
        return open_screen(start)


def thaw() -> None:
    """Let garbage be collected again: what the imports have made is there to stay and need not be looked at."""
    gc.freeze()
    gc.enable()


def need_terminal(command: str, console: Console) -> None:
    """Raise `Refusal` where no screen can be opened."""
    if not console.around.has_terminal:
        raise Refusal("cli.no-terminal", command=command)


def _visit(chosen: Given, console: Console) -> tuple[str, str]:
    """Do what was chosen on the home screen; return what came of it, or nothing, and the first file written."""
    if chosen.command == "demo":
        _practise(console)
        return console.say("cli.demo.over-home"), ""
    if chosen.command == "publish":
        folder = Path(chosen.file).parent
        chosen.file, chosen.target = str(folder), str(folder / _PUBLISHED)
    if chosen.command == "run":
        said: list[str] = []
        facilitate(meeting_of(chosen, console), console, take_over=chosen.take_over, say=said.append)
        return " ".join(said), ""
    key = _TOLD.get(chosen.command or "")
    if key is not None:
        return _collect_output(key, chosen, console)
    perform(chosen, console)
    return "", ""


def _errand(path: Path, console: Console, command: str) -> str:
    """Do a command with the file of a meeting that is held; return what came of it, whatever it is."""
    try:
        return _visit(Given(command=command, file=str(path)), console)[0]
    except Exception as error:  # noqa: BLE001 - it is told on the screen, which goes on
        return " ".join(sentences_of(error, console))


def _collect_output(key: str, given: Given, console: Console) -> tuple[str, str]:
    """Do a command; return where it has written and what it has warned of, as one text, and the first file."""
    out, warned = io.StringIO(), io.StringIO()
    perform(given, replace(console, around=replace(console.around, stdout=out, stderr=warned)))
    paths = out.getvalue().split("\n")[:-1]
    shown = " ".join(paths if key in _NAMED else paths[:1] and [str(Path(paths[0]).parent)])
    done = console.say(key, path=shown) if shown else ""
    return " · ".join(filter(None, (done, clean_line(warned.getvalue())))), "".join(paths[:1])


def meeting_of(given: Given, console: Console) -> Path:
    """Return the file of the meeting given; of a table's folder its latest one."""
    path = console.path(given.file)
    latest = archive.table_in(path).latest if path.is_dir() else None
    return latest.path if latest is not None else path


@contextmanager
def _sample() -> Iterator[Path]:
    """Give the session with the most in it from a copy of the sample tables that is removed afterwards."""
    sample = content.sample_folder()
    with practice_folder() as folder:
        for table in archive.tables_by(sample, load):
            shutil.copytree(table.path, folder / table.path.name)
        copies = [opened for table in archive.tables_by(folder, load) for opened in table.sessions]
        if not copies:
            raise Refusal("cli.demo.no-sample", path=sample)
        # Where there is most to play with: a meeting under way first, then the one with the most in it.
        yield max(copies, key=lambda one: (one.session.meeting.status == "draft", len([*one.session.entries()]))).path

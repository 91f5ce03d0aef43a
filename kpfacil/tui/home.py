"""The home screen: tables and their meetings. It ends with a choice, which the command line carries out."""

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.types import CSSPathType

from kpfacil.model.texts import Sentence, Texts
from kpfacil.storage.content import language_after, load_texts
from kpfacil.storage.files import StorageError
from kpfacil.storage.tidying import name_file, remove_meeting, rename_table
from kpfacil.tui import look
from kpfacil.tui.asked import Asked, ListPlace, Press
from kpfacil.tui.home_desk import FIRST_STEPS, Action, HomeChoice, HomeDesk, Tidying
from kpfacil.tui.home_folder import read_folder
from kpfacil.tui.paint import Row
from kpfacil.tui.pictures.home import home_rows
from kpfacil.tui.shell import Shell
from kpfacil.tui.terminal_input import read_input_carefully
from kpfacil.tui.widgets.canvas import Canvas
from kpfacil.views.archive import ArchiveView

__all__ = ["HomeApp", "HomeChoice", "run"]

_OPENING: dict[str, Action] = {"s": "show", "m": "memo", "u": "invite", "r": "remind", "j": "publish"}
TYPED = ("new", "search", "rename")
"""The modes in which a line is typed."""
_MOVING = ("up", "down", "pageup", "pagedown", "home", "end")


class HomeApp(Shell[HomeChoice]):
    """Lists a sessions folder; every key acts in the order typed. Returns the choice, None when it is just closed."""

    CSS_PATH: ClassVar[CSSPathType] = ["home.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding("ctrl+c", "empty", show=False, priority=True),
    ]

    def __init__(
        self,
        folder: Path,
        language: str,
        clock: Callable[[], datetime],
        *,
        said: str = "",
        theme: str = look.DARK,
        prefer: str = "",
    ) -> None:
        super().__init__(theme)
        self._folder = folder
        self._texts: Texts = load_texts(language)
        self._clock = clock
        self.desk = HomeDesk(today=clock().date(), said=said, prefer=prefer)

    def compose(self) -> ComposeResult:
        """Make the one region there is."""
        yield Canvas(self._paint, id="home")

    def on_mount(self) -> None:
        """Read the folder beside the screen, which is there at once."""
        self.end_on_signals(self.action_leave)
        self._read()

    @work(thread=True, exclusive=True)
    def _read(self) -> None:
        found = read_folder(self._folder, self.desk.today, self._texts)
        self.call_from_thread(self._found, found)

    def _found(self, view: ArchiveView) -> None:
        self.desk.see(view)
        self._repaint()

    def _paint(self, width: int, height: int) -> Sequence[Row]:
        return home_rows(self.desk, self._texts, str(self._folder), (width, height))

    def _repaint(self) -> None:
        self.query_one(Canvas).repaint()

    def on_resize(self, event: events.Resize) -> None:
        """Draw anew for the new size."""
        del event
        self._repaint()

    def on_key(self, event: events.Key) -> None:
        """Do what a key says, in the list or in the line."""
        event.stop()
        self._press(event.key, event.character if event.is_printable else None)

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted words into the line."""
        if self.desk.mode in TYPED:
            self.desk.line.put(event.text)
            self._repaint()

    def action_clicked(self, asked: Asked) -> None:
        """Do what was clicked: a key of the bar, or a row, which a second click opens."""
        match asked:
            case Press(key):
                self._press({"Enter": "enter", "Esc": "escape"}.get(key, key), key)
            case ListPlace(at):
                again = self.desk.at == at or self.desk.first_time
                self.desk.at = at
                if again:
                    self._press("enter", None)
            case _:
                return
        self._repaint()

    def _press(self, key: str, sign: str | None) -> None:
        if self.desk.view is None:
            if key == "q":
                self.exit(None)
            return
        choice = self._typed(key, sign) if self.desk.mode in TYPED else self._commanded(key, sign)
        if choice is not None:
            self.exit(choice)
        self._repaint()

    def _typed(self, key: str, sign: str | None) -> HomeChoice | None:
        """Do what a key says while a line is being typed."""
        desk = self.desk
        match key:
            case "enter" if desk.mode == "rename":
                self._tidy(desk.renamed())
            case "enter":
                return desk.enter()
            case "escape":
                desk.begin("list")
            case "up" | "down" | "pageup" | "pagedown" if desk.mode == "search":
                desk.move(key)
            case _:
                self._put(key, sign)
        return None

    def _put(self, key: str, sign: str | None) -> None:
        """Edit the line; a search begins at its first finding again."""
        desk = self.desk
        if not desk.line.edit(key) and sign is not None:
            desk.line.put(sign)
            desk.said = ""
        if desk.mode == "search" and sign is not None:
            desk.at = 0

    def _commanded(self, key: str, sign: str | None) -> HomeChoice | None:
        """Do what a key says in the list, on the first screen or in the guide."""
        desk = self.desk
        match key:
            case "enter":
                return desk.enter()
            case "f1":
                desk.begin("guide")
            case "escape" if desk.mode == "guide":
                desk.begin("list")
            case _ if key in _MOVING:
                desk.move(key)
            case _ if desk.first_time and sign in ("1", "2", "3"):
                return desk.first_step(FIRST_STEPS[int(sign) - 1])
            case _ if sign in _OPENING and not desk.first_time:
                return desk.open(_OPENING[sign])
            case _:
                self._turn(sign)
        return None

    def _turn(self, sign: str | None) -> None:
        match sign:
            case "q":
                self.exit(None)
            case "n":
                self.desk.begin("new")
            case "/":
                self.desk.begin("search")
            case "h" | "?":
                self.desk.begin("guide")
            case "e":
                self._tidy(self.desk.rename())
            case "d":
                self._tidy(self.desk.remove())
            case "t":
                self.switch_theme()
            case "k":
                self._texts = load_texts(language_after(self._texts.language))
                self._read()
            case _:
                pass

    def _tidy(self, tidying: Tidying | None) -> None:
        """Rename or remove what was chosen, say what came of it, and read the folder anew."""
        if tidying is None:
            return
        try:
            match tidying.action:
                case "rename":
                    folder = rename_table(tidying.path, tidying.name, self._clock())
                    self.desk.said = Sentence("home.renamed", {"name": tidying.name, "folder": folder.name})
                case "name":
                    self.desk.prefer = str(name_file(tidying.path, tidying.name))
                    self.desk.said = Sentence("home.named", {"file": tidying.name})
                case "remove":
                    removed = remove_meeting(tidying.path, self._clock())
                    self.desk.said = Sentence("home.removed", {"path": str(removed)})
        except StorageError as error:
            self.desk.said = " ".join(error.sentences(self._texts))
        self._read()

    def action_empty(self) -> None:
        """Empty the line that is being typed; nothing ends by it."""
        if self.desk.mode in TYPED:
            self.desk.line.set("")
            self._repaint()

    def action_leave(self) -> None:
        """End the screen without a choice."""
        self.exit(None)


def run(
    folder: Path, language: str, clock: Callable[[], datetime], said: str = "", prefer: str = "", theme: str = look.DARK
) -> HomeChoice | None:
    """Show the home screen and return what was chosen.

    `said` is a sentence to begin with, such as where a memo is, and `prefer` the file that the cursor begins at.
    """
    read_input_carefully()
    app = HomeApp(folder, language, clock, said=said, theme=theme, prefer=prefer)
    choice = app.run()
    if app.fault_log is not None:
        print(load_texts(language).say("end.fault", log=app.fault_log), file=sys.stderr)  # noqa: T201  the screen is gone
    return choice

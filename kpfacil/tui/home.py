"""The home screen: tables and their meetings. It ends with a choice, which the command line carries out."""

import asyncio
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events, on, work
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.types import CSSPathType

from kpfacil.commands.base import Refused
from kpfacil.model.texts import Texts
from kpfacil.storage.content import language_after, load_texts
from kpfacil.storage.files import StorageError
from kpfacil.tui import look
from kpfacil.tui.asked import Asked, ListPlace, Press
from kpfacil.tui.capture import Capture
from kpfacil.tui.home_desk import FIRST_STEPS, TYPED, Action, HomeChoice, HomeDesk
from kpfacil.tui.home_files import Tidying, open_roster, read_folder, tidy
from kpfacil.tui.listing import MOVING
from kpfacil.tui.look import Canvas
from kpfacil.tui.pictures.home import foot_rows, home_rows, line_top
from kpfacil.tui.shell import Shell, read_input_carefully
from kpfacil.views.archive import ArchiveView

__all__ = ["HomeApp", "HomeChoice", "run"]

_OPENING: dict[str, Action] = {"s": "show", "m": "memo", "u": "invite", "r": "remind", "j": "publish"}
_LOOKS, _BETWEEN = 500, 0.02
_WALKING = ("up", "down", "pageup", "pagedown")


class HomeApp(Shell[HomeChoice], inherit_bindings=False):
    """Lists a sessions folder; every key acts in the order typed. Returns the choice, None when it is just closed."""

    CSS_PATH: ClassVar[CSSPathType] = ["home.tcss", "capture.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", show=False),
        *(Binding(key, f"act('select-{key}')", show=False) for key in _WALKING if key != "up"),
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
        line: str = "",
    ) -> None:
        super().__init__(theme)
        self._folder = folder
        self._texts: Texts = load_texts(language)
        self._clock = clock
        self.desk = HomeDesk(today=clock().date(), said=said, prefer=prefer)
        if line:
            self.desk.begin_again(line, said)
        self.capture = Capture()

    def compose(self) -> ComposeResult:
        """Make the list, the line and what stands below it."""
        yield Canvas(lambda *size: home_rows(self.desk, self._texts, str(self._folder), size), id="home")
        yield Canvas(lambda width, _: line_top(self.desk, self._texts, width), id="frame-top")
        yield self.capture
        yield Canvas(lambda width, _: foot_rows(self.desk, self._texts, width), id="foot")

    def on_mount(self) -> None:
        """Read the folder beside the screen, which is there at once."""
        self.end_on_signals(self.leave)
        self.capture.focus()
        self._arrange()
        self._read()

    @work(thread=True, exclusive=True)
    def _read(self) -> None:
        found = read_folder(self._folder, self.desk.today, self._texts)
        self.call_from_thread(self._show_found, found)

    def _show_found(self, view: ArchiveView) -> None:
        self.desk.see(view)
        if self.query("#frame-top"):  # the screen may have ended while the folder was being read
            self._arrange()

    def _arrange(self, width: int = 0) -> None:
        """Put what was asked for into the line, show the line while it is typed, and draw everything anew."""
        put, self.desk.put = self.desk.put, None
        if put is not None:
            self.capture.put(put)
        self.desk.let_go = self.capture.let_go
        typed = self.desk.mode in TYPED
        self.query_one("#frame-top").display = typed
        self.capture.styles.height = int(typed)  # not hidden: it would lose the focus
        self.query_one("#foot").styles.height = len(foot_rows(self.desk, self._texts, width or self.size.width))
        for canvas in self.query(Canvas):
            canvas.repaint()

    def on_resize(self, event: events.Resize) -> None:
        """Draw anew for the new size."""
        self._arrange(event.size.width)

    async def action_panel_key(self, key: str, sign: str) -> None:
        """Do what a key says that was typed on an empty line; raises `SkipAction` where it is the line's."""
        for _ in range(_LOOKS if key != "q" else 0):  # what was typed ahead waits until the folder has been read
            if self.desk.view is not None:
                break
            await asyncio.sleep(_BETWEEN)
        if self.desk.mode in TYPED:
            if key not in _WALKING or self.desk.mode in ("new", "rename"):
                raise SkipAction
            self.desk.move(key)
        elif not self._command(key, sign) and not sign.isprintable():
            raise SkipAction
        self._arrange()

    def action_take_line(self, line: str) -> None:
        """Take the line that was typed; one that can't be taken comes back."""
        desk = self.desk
        desk.line = line
        match desk.mode:
            case "rename":
                self._tidy(desk.rename_table())
            case "roster":
                self._tidy(desk.seat_people(self._texts))
            case _:
                self._choose(desk.enter())
        if desk.mode in TYPED and desk.put is None:
            desk.write(desk.line)
        self._arrange()

    def action_take_paste(self, text: str) -> None:
        """Take a list of people; elsewhere several lines are one: a name, a day or a word to look for has no more."""
        self.desk.take_paste(text, self._texts)
        self._arrange()

    def action_step_back(self) -> None:
        """Close the nearest thing; words typed by hand are there again when the line is begun anew."""
        self.desk.step_back()
        self._arrange()

    def action_act(self, name: str) -> None:
        """Walk through what is found while words stand in the line."""
        if self.desk.mode == "search" and name.startswith("select-"):
            self.desk.move(name.removeprefix("select-"))
            self._arrange()

    def action_clicked(self, asked: Asked) -> None:
        """Do what was clicked, behind the keys that were typed before it."""
        self.capture.call_later(self._carry_out, asked)

    @on(Capture.Typed)
    def _see_typed(self, message: Capture.Typed) -> None:
        message.stop()
        if self.desk.mode not in TYPED:
            self.capture.set_line("")
            return
        self.desk.see_typed(self.capture.value)
        self._arrange()

    def _carry_out(self, asked: Asked) -> None:
        """Do what was clicked: a key of the bar, or a row, which a second click opens."""
        match asked:
            case Press("Enter"):
                self.action_take_line(self.capture.value) if self.desk.mode in TYPED else self._command("enter", "")
            case Press("Esc"):
                self.desk.step_back()
            case Press(key) if key in MOVING:
                self.desk.move(key)
            case Press(key):
                self._command(key.lower(), key)
            case ListPlace(at):
                self._point(at)
            case _:
                return
        self._arrange()

    def _point(self, at: int) -> None:
        """Choose a row; what is chosen already is opened. A column of a list of people is answered by its number."""
        desk = self.desk
        if desk.mode == "roster" and desk.roster is not None:
            if not desk.roster.choosing:
                self.action_take_line(str(at))
            elif desk.roster.at == at:
                self.action_take_line("")
            else:
                desk.roster.at = at
            return
        again = desk.at == at or desk.first_time
        desk.at = at
        if again:
            self._command("enter", "")

    # --- what a key does in the list, on the first screen and in the guide -------------------------------------------

    def _command(self, key: str, sign: str) -> bool:
        """Do what a key says; return whether it says anything."""
        desk = self.desk
        if desk.view is None and key != "q":
            return True
        if key in MOVING:
            desk.move(key)
        elif desk.first_time and sign in ("1", "2", "3"):
            self._choose(desk.first_step(FIRST_STEPS[int(sign) - 1]))
        elif sign in _OPENING and not desk.first_time:
            self._choose(desk.open(_OPENING[sign]))
        else:
            does = self._deeds.get(key) or self._deeds.get(sign)
            if does is not None:
                does()
            return does is not None
        return True

    @property
    def _deeds(self) -> dict[str, Callable[[], object]]:
        """What keys and letters do wherever we are."""
        desk = self.desk
        return {
            "enter": lambda: self._choose(desk.enter()),
            "escape": desk.step_back,
            "q": self.leave,
            "n": lambda: desk.begin("new"),
            "/": lambda: desk.begin("search"),
            **dict.fromkeys(("h", "?", "f1"), lambda: desk.begin("guide")),
            "e": lambda: self._tidy(desk.rename()),
            "d": lambda: self._choose(desk.first_step("demo")) if desk.mode == "guide" else self._tidy(desk.remove()),
            "o": self._choose_list,
            "t": self.switch_theme,
            "k": self._switch_language,
        }

    def _choose(self, choice: HomeChoice | None) -> None:
        if choice is not None:
            self.exit(choice)

    def _switch_language(self) -> None:
        self._texts = load_texts(language_after(self._texts.language))
        self.desk.said = ""
        self._read()

    def _choose_list(self) -> None:
        """Offer the files around that may be lists of people for the meeting under the cursor."""
        chosen = self.desk.meeting()
        if chosen is None:
            return
        try:
            self.desk.roster = open_roster(Path(chosen.key), self._folder)
            self.desk.begin("roster")
        except StorageError as error:
            self.desk.said = " ".join(error.sentences(self._texts))

    def _tidy(self, tidying: Tidying | None) -> None:
        """Do what is to be done with files, say what came of it, and read the folder anew."""
        if tidying is None:
            return
        desk = self.desk
        try:
            desk.said = tidy(tidying, self._clock())
            desk.prefer = str(tidying.path.with_name(tidying.name)) if tidying.action == "name" else ""
        except StorageError as error:
            desk.said = " ".join(error.sentences(self._texts))
        except Refused as refusal:
            desk.said = refusal.sentence
        self._read()


def run(
    folder: Path, language: str, clock: Callable[[], datetime], said: str = "", prefer: str = "", line: str = ""
) -> HomeChoice | None:
    """Show the home screen and return what was chosen; None also where the system has told the program to end.

    `said` is a sentence to begin with, such as where a memo is, `prefer` the file that the cursor begins at, and `line`
    what names a new meeting that could not be prepared.
    """
    read_input_carefully()
    app = HomeApp(folder, language, clock, said=said, prefer=prefer, line=line)
    choice = None if Shell.asked_to_end else app.run()
    app.say_fault(load_texts(language), partial(print, file=sys.stderr))
    return None if Shell.asked_to_end else choice

"""What every screen with a capture line does with it: lines, pastes, keys, completions, the palette, the language."""

from collections.abc import Callable

from kpfacil.capture import complete
from kpfacil.model.workings import PendingLine
from kpfacil.storage.content import language_after, load_texts
from kpfacil.tui import lines, moves
from kpfacil.tui.asked import Act, Asked
from kpfacil.tui.conductor import Conductor
from kpfacil.tui.room import Room
from kpfacil.tui.shell import Shell
from kpfacil.tui.showing import Showing
from kpfacil.tui.sight import Put, Said


class SeatWork(Conductor):
    """Carries out what is asked for, in the order in which it was asked; `_acts` is what only a screen can do."""

    showing: Showing

    def __init__(self, app: Shell[int], room: Room, showing: Showing) -> None:
        self._app = app
        self.room = room
        self.showing = showing
        self._aside: tuple[PendingLine | None, bool] = (None, False)
        """What stood in the line when it was emptied last: a waiting line, words that were taken back into it."""
        self._acts: dict[str, Callable[[], object]] = {
            "theme": app.switch_theme,
            "language": self._switch_language,
            "quit": app.leave,
        }

    def carry_out(self, asked: Asked) -> None:
        """Do what a key, a click or the palette asks for."""
        if isinstance(asked, Act) and asked.name in self._acts:
            self._acts[asked.name]()
        else:
            moves.carry_out(self.room, asked)
            self.grant()

    def grant(self) -> None:
        """Do what a panel has asked the screen for."""
        wish, self.room.wish = self.room.wish, ""
        if wish == "quit":
            self._app.action_clicked(Act("quit"))

    def take_line(self, line: str) -> None:
        """Take a line; what has to be mended comes back."""
        self.room.line = ""
        lines.enter(self.room, line)

    def take_paste(self, text: str) -> None:
        """Take several lines at once."""
        self.room.line = ""
        lines.paste(self.room, text)

    def take_key(self, key: str, sign: str) -> bool:
        """Give a key to the panel; return whether it was the panel's."""
        taken = moves.take_key(self.room, key, sign)
        self.grant()
        return taken

    def step_back(self, line: str) -> bool:
        """Close the nearest thing; return whether there was any."""
        return moves.step_back(self.room, line)

    def put_next(self) -> Put | None:
        """Return, once, what is to stand in the capture line now; None where it stays as it is."""
        put, self.room.put = self.room.put, None
        return put

    def complete(self, line: str, cursor: int) -> tuple[str, int] | None:
        """Go on with the word at the cursor: the line and the place of its cursor afterwards."""
        offers = complete(line, cursor, self.room.session)
        if not offers:
            return None
        first = offers[0]
        return line[: first.start] + first.text + line[first.end :], first.start + len(first.text)

    def see_line(self, line: str, let_go: str) -> None:
        """See what stands half-typed in the line, to say what it will become."""
        self.showing.let_go, self.room.line = let_go, line
        if line != self.showing.line:
            self.showing.line = line
            self.showing.reading = lines.read_line(self.room, line)
            lines.typed(self.room, line)

    def keep_half_typed(self, line: str) -> None:
        """Have the words that were typed by hand and not entered wait for an answer, where the program ends."""
        self.room.line = line
        lines.keep_half_typed(self.room)

    def put_aside(self) -> None:
        """Hear that the line was emptied."""
        room = self.room
        self._aside = room.mending, room.taken
        room.mending, room.taken = None, False

    def take_up(self) -> None:
        """Hear that ↑ has brought back what stood in the line."""
        self.room.mending, self.room.taken = self._aside

    def tick(self) -> bool:
        """Let the clocks go, and what was just recorded fade; return whether the stage may have changed."""
        panel = self.room.panel_shown
        return self.room.sight.fade(self.room.now()) or (panel is not None and panel.ticks)

    # --- what the palette and the keys of every screen do -----------------------------------------------------------

    def _switch_language(self) -> None:
        self.room.texts = load_texts(language_after(self.room.texts.language))
        self.room.said = Said()

    def _from_palette(self, action: str) -> None:
        self._app.action_clicked(Act(action))

"""The facilitator's room for tests: what is typed and pressed acts as on the screen, and the whole picture is text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kpfacil.desk import Desk
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.storage.content import load_texts
from kpfacil.tui import lines, moves, pasting
from kpfacil.tui.asked import Act, Asked, GiveAnswer, ListPlace, OpenPeople, Operate, Pick, Press
from kpfacil.tui.glance import layout
from kpfacil.tui.paint import Row, fit
from kpfacil.tui.panels.base import Panel
from kpfacil.tui.room import Room
from kpfacil.tui.showing import Showing
from kpfacil.tui.sight import Said, SaveLine
from tests.fakes import PROCESS, Clock, a_session

SIZES = ((60, 20), (80, 24), (120, 36))
"""The sizes in which every picture is stored."""
_ROSTER = 28
OF_THE_SCREEN = ("theme", "palette", "wall", "skip-sending", "quit")
"""Actions that need the screen itself."""


@dataclass
class Seat:
    """The facilitator's seat: the room with its keys, without Textual. `line` is what stands in the capture line."""

    room: Room
    clock: Clock
    line: str = ""
    done: list[str] = field(default_factory=list)
    """What was asked of the screen itself."""
    changes: list[Session] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.showing = Showing(self.room, SaveLine(self.room.session, self.room.session))
        self.room.changed = self._changed

    def _changed(self, session: Session) -> None:
        self.changes.append(session)
        self.showing.save_line = SaveLine(session, session)

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self.room.session

    @property
    def panel(self) -> Panel:
        """The panel on the stage."""
        panel = self.room.panel_shown
        assert panel is not None
        return panel

    @property
    def wish(self) -> str:
        """What a panel has asked of the screen, once."""
        wish, self.room.wish = self.room.wish, ""
        return wish

    # --- what the facilitator does ----------------------------------------------------------------------------------

    def type(self, line: str) -> None:
        """Let a line stand half-typed."""
        self.line = self.room.line = line
        self.showing.line = line
        self.showing.reading = lines.read_line(self.room, line)
        lines.see_typed(self.room, line)

    def enter(self, line: str = "") -> None:
        """Type on behind what stands in the line, and Enter."""
        whole = self.line + line
        self.type(whole)
        self.type("")
        lines.enter(self.room, whole)
        self._take_put()

    def paste(self, text: str) -> None:
        """Paste several lines."""
        self.type("")
        pasting.paste(self.room, text)
        self._take_put()

    def key(self, key: str) -> None:
        """Type a sign or a named key as at the keyboard: on an empty line the panel may take it."""
        sign = key if len(key) == 1 else ""
        if not self.line and moves.take_key(self.room, "space" if key == " " else key, sign):
            self._take_put()
        elif sign:
            self.type(self.line + sign)
        elif key == "enter":
            self.enter()

    def press(self, *keys: str) -> None:
        """Press keys of the panel; what one asks for stands in the line afterwards."""
        for key in keys:
            self.ask(Press(key))

    def run(self, *actions: str) -> None:
        """Run actions as their keys would."""
        for action in actions:
            if action == "escape":
                self.escape()
            elif action == "language":
                self.room.texts = load_texts("fi" if self.room.texts.language == "en" else "en")
                self.room.said = Said()
            elif action in OF_THE_SCREEN:
                self.done.append(action)
            else:
                self.ask(Act(action))

    def escape(self) -> bool:
        """Press Esc; return whether something was closed."""
        closed = moves.step_back(self.room, self.line)
        self._take_put()
        return closed

    def click(self, target: str) -> None:
        """Click on an action #name, a panel's key @k, a place ^2, an answer ~0, a person &id, a chip %name or an id."""
        made: dict[str, Callable[[str], Asked]] = {"#": Act, "@": Press, "&": OpenPeople, "%": Operate}
        sign, name = target[:1], target[1:]
        if sign in made:
            self.ask(made[sign](name))
        elif sign in "^~" and sign:
            self.ask(ListPlace(int(name)) if sign == "^" else GiveAnswer(int(name)))
        else:
            self.ask(Pick(target))

    def ask(self, asked: Asked) -> None:
        """Ask for what a click or a key carries."""
        moves.carry_out(self.room, asked)
        self._take_put()

    def answer(self, index: int | None = None) -> str:
        """Give an answer to the oldest line that waits; return what has come back into the line."""
        self.type("")
        lines.answer(self.room, index)
        self._take_put()
        return self.line

    def open(self, name: str) -> None:
        """Open a panel and give it the keys."""
        self.room.panel, self.room.entered = name, True

    def _take_put(self) -> None:
        put, self.room.put = self.room.put, None
        if put is not None:
            if not put.line:
                self.room.mending, self.room.taken = None, False
            self.type(put.line)

    # --- what is seen -----------------------------------------------------------------------------------------------

    def stage(self, width: int = 80, height: int = 16) -> str:
        """Return the stage as text."""
        return as_text(self.showing.stage(width, height), width)

    def picture(self, size: tuple[int, int]) -> str:
        """Return the whole screen as text, put together as the screen's own layout puts it."""
        width, height = size
        showing = self.showing
        showing.height = height
        made = layout(width, height, showing.lines_wanted(width))
        middle = height - made.head - made.question - made.waiting - 5
        stage = _filled(showing.stage(width - _ROSTER if made.roster else width, middle), width, middle)
        if made.roster:
            roster = _filled(showing.roster(_ROSTER - 1, middle), _ROSTER - 1, middle)
            pairs = zip(stage, roster, strict=True)
            stage = [f"{left[: width - _ROSTER]}│{right}" for left, right in pairs]
        rows = [
            *_filled(showing.head(width, made.head), width, made.head),
            *_filled(showing.question(width, made.question), width, made.question),
            *stage,
            *_filled(showing.waiting(width, made.waiting), width, made.waiting),
            *_filled(showing.status(width, 1), width, 1),
            *_filled(showing.frame_top(width, 1), width, 1),
            f"│ {self.line:<{width - 4}.{width - 4}} │",
            *_filled(showing.frame_bottom(width, 1), width, 1),
            *_filled(showing.keys(width, 1), width, 1),
        ]
        return "".join(f"{line.rstrip()}\n" for line in rows)


def as_text(rows: Sequence[Row], width: int) -> str:
    """Return rows as they stand on a screen, without the spaces at the ends of lines."""
    return "".join(f"{fit(made, width).plain.rstrip()}\n" for made in rows)


def _filled(rows: Sequence[Row], width: int, height: int) -> list[str]:
    lines = [fit(made, width).plain for made in rows][:height]
    return lines + [" " * width] * (height - len(lines))


def a_seat(session: Session | None = None, language: str = "fi", process: Process = PROCESS) -> Seat:
    """Return a seat at the table with the session on its desk and a clock that stands still."""
    clock = Clock()
    desk = Desk(session=session or a_session(), process=process, clock=clock)
    return Seat(Room(desk, load_texts(language), lambda session: None), clock)

"""The facilitator's room for tests: what is typed and pressed acts as on the screen, and the whole picture is text."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kpfacil.desk import Desk
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.storage.content import load_texts
from kpfacil.tui.actions import Actions
from kpfacil.tui.layout import layout
from kpfacil.tui.paint import Row, fit
from kpfacil.tui.panels.base import Panel
from kpfacil.tui.room import Room
from kpfacil.tui.save import SaveLine
from kpfacil.tui.showing import Showing
from tests.fakes import PROCESS, Clock, a_session

SIZES = ((60, 20), (80, 24), (120, 36))
"""The sizes in which every picture is stored."""
_ROSTER = 28


@dataclass
class Seat:
    """The facilitator's seat: the room with its keys, without Textual. `line` is what stands in the capture line."""

    room: Room
    clock: Clock
    line: str = ""
    done: list[str] = field(default_factory=list)
    """What was asked of the screen itself."""
    changes: list[Session] = field(default_factory=list)
    columns: int = 80

    def __post_init__(self) -> None:
        self.showing = Showing(self.room, SaveLine(self.room.session, self.room.session))
        self.actions = Actions(self, self.room)
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
        panel = self.showing.panel()
        assert panel is not None
        return panel

    # --- what the facilitator does ----------------------------------------------------------------------------------

    def type(self, line: str) -> None:
        """Let a line stand half-typed."""
        self.line = line
        self.showing.line = line
        self.showing.reading = self.room.read(line)
        self.room.typed(line)

    def enter(self, line: str = "") -> None:
        """Type on behind what stands in the line, and Enter."""
        whole = self.line + line
        self.type(whole)
        self.type("")
        back = self.room.enter(whole)
        if back:
            self.type(back)

    def press(self, *keys: str) -> None:
        """Press keys of the panel; what one asks for stands in the line afterwards."""
        for key in keys:
            prompts = self.panel.prompts(self.room)
            self.panel.press(self.room, key)
            if key in prompts:
                self.type(prompts[key])

    def run(self, *actions: str) -> None:
        """Run actions as their keys would."""
        for action in actions:
            line = self.actions.run(action)
            if line:
                self.type(line)

    def click(self, target: str) -> None:
        """Click on what stands for a target."""
        line = self.actions.point(target)
        if line:
            self.type(line)

    def open(self, name: str) -> None:
        """Open a panel and give it the keys."""
        self.room.panel, self.room.entered = name, True

    # --- what the actions need of the screen ------------------------------------------------------------------------

    def leave(self) -> None:
        self.done.append("leave")

    def switch_theme(self) -> None:
        self.done.append("theme")

    def switch_language(self) -> None:
        self.room.speak(load_texts("fi" if self.room.texts.language == "en" else "en"))

    def open_palette(self) -> None:
        self.done.append("palette")

    def open_wall(self) -> None:
        self.done.append("wall")

    def ask_line(self, line: str) -> None:
        """Begin a line that has been asked for."""
        self.line = line
        self.done.append("ask")

    def clear_line(self) -> None:
        self.type("")

    def press_by_click(self, key: str) -> None:
        self.press(key)

    def point_in_panel(self, place: int) -> None:
        self.panel.point(self.room, place)

    def width(self) -> int:
        return self.columns

    # --- what is seen -----------------------------------------------------------------------------------------------

    def stage(self, width: int = 80, height: int = 16) -> str:
        """Return the stage as text."""
        return as_text(self.showing.stage(width, height), width)

    def picture(self, size: tuple[int, int]) -> str:
        """Return the whole screen as text, put together as the screen's own layout puts it."""
        width, height = size
        showing = self.showing
        showing.height = height
        made = layout(width, height, showing.wanted(width))
        middle = height - made.head - made.question - made.waiting - 5
        stage = _filled(showing.stage(width - _ROSTER if made.roster else width, middle), width, middle)
        if made.roster:
            roster = _filled(showing.roster(_ROSTER - 1, middle), _ROSTER - 1, middle)
            pairs = zip(stage, roster, strict=True)
            stage = [f"{left[: width - _ROSTER]}│{right}" for left, right in pairs]
        lines = [
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
        return "".join(f"{line.rstrip()}\n" for line in lines)


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

"""What the actions of the table of keys do, whichever way they were asked for."""

from collections.abc import Callable
from typing import Protocol

from kpfacil.commands.change import Confirm, SetTaskState
from kpfacil.commands.meeting import AddMinutes, PauseTimer, SetWall, StartTimer, WalkTo
from kpfacil.model.entries import TaskState
from kpfacil.model.kinds import Kind, split_id
from kpfacil.model.meeting import PhaseName
from kpfacil.model.process import Process, Step
from kpfacil.model.session import Session
from kpfacil.tui.forms import MeetingForm
from kpfacil.tui.panels.kinds import ELSE, OPENED, SHOWN
from kpfacil.tui.panels.registry import LISTENING, PANELS
from kpfacil.tui.pictures.board import kinds_seen
from kpfacil.tui.room import Room
from kpfacil.tui.said import Said
from kpfacil.views.board import column

_PAGE = 5
_SIGNS = {"agree": "=", "park": ">", "drop": "-", "remove": "-", "lapse": "-", "dot": "+1"}
_STATES: dict[str, TaskState] = {"done": "done", "active": "active"}


class Shell(Protocol):
    """What the actions need of the screen itself."""

    def leave(self) -> None:
        """End the program."""

    def switch_theme(self) -> None:
        """Change between the light and the dark theme."""

    def switch_language(self) -> None:
        """Change between Finnish and English."""

    def open_palette(self) -> None:
        """Open the command palette."""

    def open_wall(self) -> None:
        """Open the audience's screen, or say how it is opened."""

    def press_by_click(self, key: str) -> None:
        """Press a key of the panel."""

    def ask_line(self, line: str) -> None:
        """Begin a line that has been asked for."""

    def clear_line(self) -> None:
        """Empty the capture line."""

    def point_in_panel(self, place: int) -> None:
        """Choose a place of the panel's list."""

    def width(self) -> int:
        """Return the stage's width in cells."""
        ...


class Actions:
    """Runs actions by name. Each returns the line to put into the capture line, usually empty."""

    def __init__(self, shell: Shell, room: Room) -> None:
        self._shell = shell
        self._room = room
        self._table: dict[str, Callable[[], None]] = {
            "kind": room.cycle_kind,
            "undo": room.undo,
            "redo": room.redo,
            "timer": self._timer,
            "minute": self._minute,
            "next": lambda: self._walk(1),
            "back": lambda: self._walk(-1),
            "panel": self._panel,
            "theme": shell.switch_theme,
            "language": shell.switch_language,
            "palette": shell.open_palette,
            "wall": shell.open_wall,
            "narikka": self._narikka,
            "meeting": self._meeting,
            "quit": shell.leave,
            "answer": lambda: room.move_answer(1),
            "answer-back": lambda: room.move_answer(-1),
        }

    def run(self, action: str) -> str:
        """Run an action; unknown names do nothing."""
        if action == "escape":
            return self._escape()
        if action == "escape-line":
            self._room.form = None
            return ""
        if action.startswith("select-"):
            return self._select(action.removeprefix("select-"))
        if action.startswith("column-"):
            return self._other_column(-1 if action.endswith("left") else 1)
        if action in self._table:
            self._table[action]()
        elif action in PANELS:
            self._open(action)
        return ""

    def point(self, target: str) -> str:
        """Act on what was clicked: an action, a key of the panel, an answer, a place in a list, or an entry."""
        sign, name = target[:1], target[1:]
        match sign:
            case "#":
                return self.run(name)
            case "@":
                self._shell.press_by_click(name)
            case "^":
                self._shell.point_in_panel(int(name))
            case "~":
                return self._room.answer(int(name))
            case "&":
                self._open("people")
            case "%":
                return self._operate(name)
            case _ if split_id(target):
                return self._choose(target)
            case _:
                pass
        return ""

    def _operate(self, name: str) -> str:
        """Do what a chip says with the chosen entry; what needs words is left in the line for them."""
        room = self._room
        chosen = room.sight.chosen
        if name == "edit":
            return room.editable(chosen)
        if name == "task":
            return f"{chosen} ! "
        if name == "confirm":
            room.do(Confirm(entry=chosen))
        elif name in _STATES:
            room.do(SetTaskState(task=chosen, state=_STATES[name]))
        else:
            room.take(f"{chosen} {_SIGNS[name]}")
        room.sight.chosen = ""
        self._shell.clear_line()
        return ""

    def _escape(self) -> str:
        room = self._room
        room.said = Said()
        if room.form is not None:
            room.form = None
            return ""
        if room.entered or room.panel:
            room.entered = False
            room.panel = ""
            return ""
        if room.sight.chosen:
            room.sight.chosen = ""
            return ""
        return room.recall()

    def _open(self, name: str) -> None:
        room = self._room
        room.said = Said()
        if room.panel == name:
            room.panel = ""
            room.entered = False
        else:
            room.panel = name
            room.entered = name in LISTENING

    def _panel(self) -> None:
        room = self._room
        kind = room.step.kind
        room.said = Said()
        if room.panel or kind in SHOWN:
            room.entered = not room.entered
            return
        room.panel = OPENED.get(kind, ELSE)
        room.entered = True

    def _timer(self) -> None:
        room = self._room
        meeting = room.session.meeting
        if meeting.timer_ends_at is not None:
            room.do(PauseTimer())
        elif meeting.timer_left is not None:
            room.do(StartTimer())
        else:
            room.do(StartTimer(seconds=max(1, room.step.minutes) * 60))

    def _minute(self) -> None:
        self._room.do(AddMinutes(minutes=1))

    def _narikka(self) -> None:
        self._room.do(SetWall(narikka=not self._room.session.meeting.narikka))

    def _meeting(self) -> None:
        """Ask in the line when and where this meeting is held."""
        self._room.form = MeetingForm()
        self._shell.ask_line("")

    def _walk(self, by: int) -> None:
        room = self._room
        place = neighbour(room.session, room.desk.process, room.step, by)
        if place is None:
            room.tell("said.no-further")
        else:
            room.do(WalkTo(phase=place[0], step=place[1]))

    def _choose(self, entry_id: str) -> str:
        self._room.sight.chosen = entry_id
        return f"{entry_id} "

    def _select(self, key: str) -> str:
        room = self._room
        if self._panel_on_stage():
            return ""
        kind = room.board_kind()
        entries = [entry.id for entry in column(room.session, kind).entries]
        if not entries:
            return ""
        step = {"up": -1, "down": 1, "pageup": -_PAGE, "pagedown": _PAGE}[key]
        chosen = room.sight.chosen
        at = entries.index(chosen) if chosen in entries else -1 if step > 0 else 0
        if at + step < 0 and chosen:
            room.sight.tops.pop(kind, None)
            return self._choose(entries[0])
        at = max(0, min(len(entries) - 1, at + step))
        room.sight.tops[kind] = entries[max(0, at - 1)]
        if at <= 1:
            room.sight.tops.pop(kind, None)
        return self._choose(entries[at])

    def _other_column(self, by: int) -> str:
        room = self._room
        here = room.board_kind()
        shown = kinds_seen(self._shell.width(), here)
        kinds: list[Kind] = [kind for kind in shown if column(room.session, kind).entries or kind == here]
        entries = column(room.session, kinds[(kinds.index(here) + by) % len(kinds)]).entries
        return self._choose(entries[0].id) if entries else ""

    def _panel_on_stage(self) -> bool:
        """Return whether something else than the board is seen, so that no entry of it can be chosen."""
        room = self._room
        return (room.panel or SHOWN.get(room.step.kind, "")) not in ("", "board")


def neighbour(session: Session, process: Process, step: Step, by: int) -> tuple[PhaseName, str] | None:
    """Return the place before or after a step within the meeting; at the ends there is none."""
    phase = session.meeting.phase
    steps = process.steps(phase, session.programme)
    at = next((place for place, other in enumerate(steps) if other.id == step.id), 0) + by
    if 0 <= at < len(steps):
        return phase, steps[at].id
    return None

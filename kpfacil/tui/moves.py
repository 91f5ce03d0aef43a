"""What keys, clicks and the palette do to the room, whichever way they were asked for."""

from collections.abc import Callable

from kpfacil.commands.base import Command
from kpfacil.commands.meeting import AddMinutes, PauseTimer, SetWall, StartTimer, WalkTo
from kpfacil.commands.table import SetTable
from kpfacil.model.kinds import Kind
from kpfacil.model.process import Step
from kpfacil.tui import lines
from kpfacil.tui.asked import Act, Asked, GiveAnswer, ListPlace, OpenPeople, Operate, Pick, Press, WalkToPhase
from kpfacil.tui.forms import LineForm
from kpfacil.tui.forms_roster import RosterForm
from kpfacil.tui.keys import opened_by
from kpfacil.tui.panels.base import Panel
from kpfacil.tui.panels.jump import JumpPanel
from kpfacil.tui.panels.registry import PANELS
from kpfacil.tui.pictures.board import kinds_seen
from kpfacil.tui.room import Room
from kpfacil.tui.sight import Put, Said

_PAGE = 5
_CLOSED_BY_KEY = ("help", "notes", "board")
_KIND_ORDER: tuple[Kind, ...] = ("idea", "agreement", "task", "parked", "offer", "remark", "note")
_SAID_BY = {
    "agree": "=",
    "park": ">",
    "drop": "-",
    "remove": "-",
    "lapse": "-",
    "dot": "+1",
    "confirm": "confirmed",
    "done": "done",
    "active": "active",
}
"""What a chip does to the chosen entry, as a line says it behind its id."""


def carry_out(room: Room, asked: Asked) -> None:
    """Do what a click or a key has asked for; what has no meaning now does nothing."""
    match asked:
        case Act(name):
            act(room, name)
        case Press(key):
            press(room, key)
        case ListPlace(at):
            point(room, at)
        case GiveAnswer(at):
            lines.answer(room, at)
        case OpenPeople(handle):
            _open_people(room, handle)
        case Pick(entry):
            room.choose(entry)
        case Operate(name):
            _operate(room, name)
        case WalkToPhase(phase):
            room.do(WalkTo(phase=phase, step=room.desk.process.steps(phase, room.session.programme)[0].id))


def _open_people(room: Room, handle: str) -> None:
    """Open the list of people at one of them."""
    room.open_panel("people")
    point(room, next((at for at, one in enumerate(room.session.members) if one.id == handle), 0))


def act(room: Room, name: str) -> None:
    """Run an action of the table of keys by its name; unknown names do nothing."""
    if name.startswith("select-"):
        _select(room, name.removeprefix("select-"))
    elif name.startswith("column-"):
        _other_column(room, -1 if name.endswith("left") else 1)
    elif name in _ACTIONS:
        _ACTIONS[name](room)
    elif name in PANELS:
        _toggle(room, name)


# --- panels ---------------------------------------------------------------------------------------------------------


def take_key(room: Room, key: str, sign: str) -> bool:
    """Give a key typed on an empty line to whoever listens beside the line; return whether it was taken."""
    if key == "enter" and room.answer_at >= 0:
        lines.answer(room)
        return True
    panel = room.panel_shown
    small = len(sign) == 1 and (sign.islower() or sign.isdecimal())
    if panel is None or not _listens(room, panel, key, small=small):
        return False
    name = sign if small else key
    return press(room, name) or any(name in (one.name, *one.more) for one in panel.keys)


def _listens(room: Room, panel: Panel, key: str, *, small: bool) -> bool:
    """Return whether a key is the panel's to hear: never while a line is asked for or what is typed are words."""
    if room.asking or room.form is not None:
        return False
    if key == "space" and panel.space_acts:
        return True
    return room.entered and not (small and panel.takes_words())


def press(room: Room, key: str) -> bool:
    """Press a key of the panel on the stage, from the keyboard or by a click; return whether it means anything."""
    panel = room.panel_shown
    return panel is not None and room.follow(panel.press(key))


def point(room: Room, place: int) -> None:
    """Choose a place of the panel's list, or the column of a list of people where one is asked for."""
    panel = room.panel_shown
    if isinstance(room.form, RosterForm) and room.form.question is not None:
        if room.line.strip().isdecimal():
            room.line = ""  # a number that was begun there is answered by the click
        if room.line_free:
            lines.enter(room, str(place))
        else:
            room.tell("said.line-first")
    elif panel is not None:
        room.follow(panel.point(place))


def _toggle(room: Room, name: str) -> None:
    """Open a panel; help and own notes are closed with their key, any other panel only gets the keys again."""
    room.said = Said()
    if room.panel == name and name in _CLOSED_BY_KEY:
        room.close_panel()
    else:
        room.open_panel(name)


def _panel(room: Room) -> None:
    """Give the keys to the step's panel, which is opened where the board shows; or back to the line."""
    room.said = Said()
    if room.entered:
        room.entered = False
        return
    if not room.panel_name:
        room.panel = opened_by(room.step)
    room.enter_panel()


def step_back(room: Room, line: str) -> bool:
    """Close the nearest thing and return whether there was any; words typed by hand stay in the line."""
    room.said = Said()
    if room.panel == "help":
        room.close_panel()
    elif room.answer_at >= 0:
        room.answer_at = -1
    elif _leave_line(room, line):
        pass
    elif room.entered or room.panel:
        room.close_panel()
    elif room.sight.chosen:
        room.put = Put("") if line == f"{room.sight.chosen} " else None
        room.sight.chosen = ""
    else:
        return False
    return True


def _leave_line(room: Room, line: str) -> bool:
    """Leave a line that was asked for, or one with words taken back into it; return whether it was either."""
    if room.form is None and not room.asking and not (room.taken and line):
        return False
    room.form, room.asking = None, False
    room.put = Put("", let_go=room.taken) if line == room.begun or room.taken else None
    return True


# --- the meeting ----------------------------------------------------------------------------------------------------


def _cycle_kind(room: Room) -> None:
    """Choose the next kind for lines without a sign."""
    at = _KIND_ORDER.index(room.kind) if room.kind in _KIND_ORDER else -1
    room.kind_chosen, room.sight.new = _KIND_ORDER[(at + 1) % len(_KIND_ORDER)], ""


def _timer(room: Room) -> None:
    meeting = room.session.meeting
    command: Command = StartTimer(seconds=max(1, room.step.minutes) * 60)
    if meeting.timer_ends_at is not None:
        command = PauseTimer()
    elif meeting.timer_left is not None:
        command = StartTimer()
    room.do(command)


def _walk(room: Room, by: int) -> None:
    step = neighbour(room, by)
    if step is not None:
        room.do(WalkTo(phase=room.session.meeting.phase, step=step.id))
    elif by < 0:
        room.tell("said.no-further")
    else:
        _beyond(room)


def _beyond(room: Room) -> None:
    """After the last step comes the memo, and behind it the list of steps at the next phase, where Enter goes there.

    A key that is held down gets no further: whether a phase begins is the table's to say.
    """
    phases = room.desk.process.phases
    at = [phase.id for phase in phases].index(room.session.meeting.phase) + 1
    if at < len(phases) and room.panel in ("memo", "jump"):
        room.panels["jump"] = JumpPanel(room.view).at_phase(phases[at].id)
        room.open_panel("jump")
        room.tell("said.next-phase", phase=phases[at].short.in_(room.texts.language))
        return
    room.open_panel("memo")
    if at < len(phases):
        room.tell("said.memo-next", phase=phases[at].short.in_(room.texts.language))
    else:
        room.tell("said.memo-last")


def neighbour(room: Room, by: int) -> Step | None:
    """Return the step before or after the one that is held, within its phase; at the ends there is none."""
    steps = room.session.steps_in(room.desk.process)
    at = next((place for place, other in enumerate(steps) if other.id == room.step.id), 0) + by
    return steps[at] if 0 <= at < len(steps) else None


# --- the board ------------------------------------------------------------------------------------------------------


def _operate(room: Room, name: str) -> None:
    """Do what a chip says with the chosen entry; what needs words is left in the line for them."""
    chosen = room.sight.chosen
    if name == "edit":
        room.mend(chosen)
    elif name == "task":
        room.begin(f"{chosen} ! ")
    else:
        lines.take(room, f"{chosen} {_SAID_BY[name]}")
        room.put = Put("", let_go=room.taken) if room.line_free else None
        room.sight.chosen = ""


def _select(room: Room, key: str) -> None:
    if room.panel_name not in ("", "board"):
        return
    kind = room.board_kind()
    if not room.sight.chosen and not room.session.of_kind(kind):
        _other_column(room, 1)
        return
    entries = room.sight.ids(room.session, kind)
    step = {"up": -1, "down": 1, "pageup": -_PAGE, "pagedown": _PAGE}[key]
    chosen = room.sight.chosen
    at = entries.index(chosen) if chosen in entries else -1 if step > 0 else 0
    if at + step < 0 and chosen:
        room.sight.scroll(kind, entries, 0)
        room.choose(entries[0])
        return
    at = max(0, min(len(entries) - 1, at + step))
    room.sight.scroll(kind, entries, at)
    room.choose(entries[at])


def _other_column(room: Room, by: int) -> None:
    here = room.board_kind()
    shown = kinds_seen(room.stage_width, here)
    kinds: list[Kind] = [kind for kind in shown if room.session.entries_of(kind) or kind == here]
    entries = room.sight.ids(room.session, kinds[(kinds.index(here) + by) % len(kinds)])
    if entries:
        room.choose(entries[0])


_ACTIONS: dict[str, Callable[[Room], object]] = {
    "kind": _cycle_kind,
    "undo": Room.undo,
    "redo": Room.redo,
    "timer": _timer,
    "minute": lambda room: room.do(AddMinutes(minutes=1)),
    "next": lambda room: _walk(room, 1),
    "back": lambda room: _walk(room, -1),
    "panel": _panel,
    "narikka": lambda room: room.do(
        SetTable(wall_names="first" if room.session.table.wall_names == "full" else "full")
    ),
    "blank-wall": lambda room: room.do(SetWall(blank=not room.session.meeting.wall_blank)),
    "turn-wall": lambda room: room.do(SetWall(turn=1)),
    "meeting": lambda room: room.begin("", LineForm("meeting")),
    "answer": lambda room: lines.move_answer(room, 1),
    "answer-back": lambda room: lines.move_answer(room, -1),
}

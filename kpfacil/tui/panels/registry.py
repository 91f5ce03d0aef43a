"""Which panel a step brings with it, and which one F4 opens where the board shows."""

from collections.abc import Callable

from kpfacil.model.meeting import StepKind
from kpfacil.tui.panels.base import Panel
from kpfacil.tui.panels.help import HelpPanel
from kpfacil.tui.panels.jump import JumpPanel
from kpfacil.tui.panels.notes import NotesPanel
from kpfacil.tui.panels.people import PeoplePanel

PANELS: dict[str, Callable[[], Panel]] = {
    "help": HelpPanel,
    "jump": JumpPanel,
    "notes": NotesPanel,
    "people": PeoplePanel,
}
SHOWN: dict[StepKind, str] = {}
"""The panel that stands on the stage by itself in a step of that kind."""
OPENED: dict[StepKind, str] = {}
"""The panel that F4 opens in a step of that kind."""
ELSE = "people"
"""The panel that F4 opens in any other step."""

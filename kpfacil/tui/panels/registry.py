"""The panels by name."""

from collections.abc import Callable
from functools import partial
from importlib import import_module

from kpfacil.model.meeting import CLOSING_ROUND
from kpfacil.tui.panels.base import Panel, PanelView
from kpfacil.tui.panels.closing import ClosingPanel, SelfCheckPanel
from kpfacil.tui.panels.consent import ConsentPanel
from kpfacil.tui.panels.group import GroupPanel
from kpfacil.tui.panels.jump import JumpPanel
from kpfacil.tui.panels.pages import BoardPanel, HelpPanel, NotesPanel, PracticePanel, SilentPanel
from kpfacil.tui.panels.promises import ReadBackPanel, ReviewPanel
from kpfacil.tui.panels.round import HeardPanel, RoundPanel
from kpfacil.tui.panels.table import PeoplePanel, ResourcesPanel, TablePanel


def _late(name: str, view: PanelView) -> Panel:
    """Return the panel of the memo or of its proof; the exports that it needs load when it is asked for."""
    make: Callable[[PanelView], Panel] = getattr(
        import_module(f"kpfacil.tui.panels.{name}"), f"{name.capitalize()}Panel"
    )
    return make(view)


PANELS: dict[str, Callable[[PanelView], Panel]] = {
    "board": BoardPanel,
    "check": ClosingPanel,
    CLOSING_ROUND: RoundPanel,
    "consent": ConsentPanel,
    "group": GroupPanel,
    "heard": HeardPanel,
    "help": HelpPanel,
    "jump": JumpPanel,
    "memo": partial(_late, "memo"),
    "notes": NotesPanel,
    "people": PeoplePanel,
    "practice": PracticePanel,
    "proof": partial(_late, "proof"),
    "readback": ReadBackPanel,
    "resources": ResourcesPanel,
    "review": ReviewPanel,
    "round": RoundPanel,
    "self-check": SelfCheckPanel,
    "silent": SilentPanel,
    "table": TablePanel,
}
LISTENING = ("check", "group", "heard", "help", "jump", "memo", "people", "proof", "resources", "table", CLOSING_ROUND)
"""The panels that listen to the keys as soon as they are opened."""

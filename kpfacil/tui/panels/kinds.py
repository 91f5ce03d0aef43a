"""Which panel a step brings with it, by the step's kind, and which one F4 opens where the board shows."""

from kpfacil.model.meeting import StepKind
from kpfacil.model.process import Step

SHOWN: dict[StepKind, str] = {
    "round": "round",
    "silent": "silent",
    "review": "review",
    "group": "group",
    "vote": "group",
    "read-back": "readback",
    "close": "check",
}
"""The panel that stands on the stage by itself in a step of that kind."""
OPENED: dict[StepKind, str] = {"collect": "group", "agree": "consent", "talk": "resources"}
"""The panel that F4 opens in a step of that kind."""
ASKING = ("goal", "rules", "choice")
"""The steps that ask for a fact of the table: F4 opens the panel of those."""
ELSE = "people"
"""The panel that F4 opens in any other step."""


def opened_by(step: Step) -> str:
    """Return the panel that F4 opens in a step where the board shows."""
    if step.records == "offer" and step.kind == "collect":
        return "resources"
    return "table" if step.id in ASKING or step.records == "rule" else OPENED.get(step.kind, ELSE)

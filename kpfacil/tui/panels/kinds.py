"""Which panel a step brings with it, by the step's kind, and which one F4 opens where the board shows."""

from kpfacil.model.meeting import StepKind

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
ELSE = "people"
"""The panel that F4 opens in any other step."""

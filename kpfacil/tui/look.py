"""How it looks on the wall: two themes made for projectors, and the styles by name. The one file with colours.

Every text stands at 7:1 or better on its ground (WCAG 2.2, 1.4.6), which a test measures.
"""

from functools import lru_cache

from rich.color import Color
from rich.style import Style
from textual.theme import Theme

from kpfacil.model.value import frozen
from kpfacil.tui.asked import Asked

DARK = "kpfacil-dark"
LIGHT = "kpfacil-light"

_SHADES = {
    "ground": ("#0d1117", "#ffffff"),
    "raised": ("#1b222c", "#eef1f4"),
    "text": ("#f4f6f8", "#0b0f14"),
    "dim": ("#b9c1cb", "#3d4650"),
    "rule": ("#56616e", "#8a949e"),
    "idea": ("#8fd0ff", "#004a80"),
    "agreed": ("#8be28b", "#0b4f14"),
    "task": ("#ffd27a", "#5c3d00"),
    "parked": ("#dcbcff", "#55208a"),
    "note": ("#d0d4d9", "#3a3f45"),
    "offer": ("#7fe3d4", "#00504a"),
    "trouble": ("#ffa99c", "#8a1010"),
    "lit": ("#24321a", "#fff3b8"),
    "chosen": ("#1e3046", "#d5e6f7"),
    "paper": ("#ffffff", "#ffffff"),
    "ink": ("#000000", "#000000"),
}
"""Each colour in the dark and in the light theme."""


@frozen()
class Ink:
    """A style: the name of a colour, how the letters stand, and the name of its own ground where it has one."""

    colour: str = "text"
    bold: bool = False
    reverse: bool = False
    strike: bool = False
    ground: str = ""


STYLES: dict[str, Ink] = {
    "text": Ink(),
    "strong": Ink(bold=True),
    "dim": Ink("dim"),
    "rule": Ink("rule"),
    "here": Ink(bold=True, reverse=True),
    "idea": Ink("idea", bold=True),
    "agreement": Ink("agreed", bold=True),
    "task": Ink("task", bold=True),
    "parked": Ink("parked", bold=True),
    "note": Ink("note", bold=True),
    "offer": Ink("offer", bold=True),
    "remark": Ink("note", bold=True),
    "goal": Ink("agreed", bold=True),
    "trouble": Ink("trouble", bold=True),
    "alarm": Ink("trouble", bold=True, reverse=True),
    "good": Ink("agreed"),
    "gone": Ink("dim", strike=True),
    "paper": Ink("paper", ground="ink"),
}


COLOURS = {theme: {name: both[at] for name, both in _SHADES.items()} for at, theme in enumerate((DARK, LIGHT))}
THEMES = {
    name: Theme(
        name=name,
        primary=colours["idea"],
        secondary=colours["parked"],
        accent=colours["task"],
        warning=colours["task"],
        error=colours["trouble"],
        success=colours["agreed"],
        foreground=colours["text"],
        background=colours["ground"],
        surface=colours["ground"],
        panel=colours["raised"],
        dark=name == DARK,
        variables={f"kp-{key}": shade for key, shade in colours.items()},
    )
    for name, colours in COLOURS.items()
}


@lru_cache(maxsize=4096)
def style(theme: str, name: str, ground: str = "", does: Asked | None = None) -> Style:
    """Return the terminal's style of a name in a theme, on the ground named, with what a click on it asks for."""
    colours = COLOURS.get(theme, COLOURS[DARK])
    ink = STYLES[name]
    return Style(
        color=Color.parse(colours[ink.colour]),
        bgcolor=Color.parse(colours[ink.ground or ground or "ground"]),
        bold=ink.bold,
        reverse=ink.reverse,
        strike=ink.strike,
        meta=None if does is None else {"@click": ("app.clicked", (does,))},
    )

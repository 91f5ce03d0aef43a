"""Large digits for clocks, drawn with blocks: five rows high."""

_ROWS = 5
_SHAPES: dict[str, tuple[str, ...]] = {
    "0": ("█▀▀█", "█  █", "█  █", "█  █", "█▄▄█"),
    "1": ("  ▄█", "   █", "   █", "   █", "   █"),
    "2": ("▀▀▀█", "   █", "█▀▀▀", "█   ", "█▄▄▄"),
    "3": ("▀▀▀█", "   █", " ▀▀█", "   █", "▄▄▄█"),
    "4": ("█  █", "█  █", "▀▀▀█", "   █", "   █"),
    "5": ("█▀▀▀", "█   ", "▀▀▀█", "   █", "▄▄▄█"),
    "6": ("█▀▀▀", "█   ", "█▀▀█", "█  █", "█▄▄█"),
    "7": ("▀▀▀█", "   █", "   █", "   █", "   █"),
    "8": ("█▀▀█", "█  █", "█▀▀█", "█  █", "█▄▄█"),
    "9": ("█▀▀█", "█  █", "▀▀▀█", "   █", "▄▄▄█"),
    ":": (" ", "▀", " ", "▀", " "),
    ".": (" ", " ", " ", " ", "▄"),
    "+": ("   ", " █ ", "▀█▀", "   ", "   "),
}


def big_digits(words: str) -> list[str]:
    """Return the rows of a clock's time in large digits; signs that have no shape are left out."""
    shapes = [_SHAPES[sign] for sign in words if sign in _SHAPES]
    return ["  ".join(shape[at] for shape in shapes) for at in range(_ROWS)]

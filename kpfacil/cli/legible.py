"""Signs that a terminal's alphabet lacks, as ones that it has, each as wide as it was."""

import codecs
import unicodedata

LEGIBLE = "kpfacil-legible"
"""The name under which a stream asks for it."""
_ALIKE = {
    "-": "–—−‑‐·─━▁▂",
    "'": "’‘´",
    '"': "“”„",
    "+": "├┤┬┴┼╭╮╰╯┌┐└┘",
    "|": "│┃▌▐",
    "#": "█▓▆▇■",
    "=": "▄▅▃▬",
    "o": "○□øØ",
    "*": "●•▪",
    "x": "✓✔✗×",
    "<": "←≤",
    ">": "→≥",
    "^": "↑▀",
    "v": "↓",
    ".": "…",
    ":": "▒░",
    "e": "€",
    "a": "æ",
    "d": "đð",
    "l": "łŁ",
    "s": "ßſ",
}
_PLAIN = {ord(sign): plain for plain, signs in _ALIKE.items() for sign in signs}


def _legible(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


def _plain(sign: str) -> str:
    bare = unicodedata.normalize("NFD", sign.translate(_PLAIN))[:1]
    return bare if bare.isascii() else "?"


codecs.register_error(LEGIBLE, _legible)

"""Escapes and themes in a typed line, marked in place so that every part still knows where in the line it stands.

The marks are control characters, which no cleaned line contains; each replaces exactly one character.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from kpfacil.model.grammar import any_of
from kpfacil.model.kinds import ALL_SIGNS, KINDS

_GONE = "\x01"
LITERAL = {":": "\x02", "/": "\x03", "#": "\x04"}
"""The marks of escaped signs."""
_THEME = "\x05"
_PLAIN = str.maketrans({_GONE: "", **{mark: sign for sign, mark in LITERAL.items()}})

Setting = Literal[
    "goal", "indicator", "rule", "agreement-needed", "choice", "url", "theme", "table-kind", "term-goal", "crowd",
    "next", "hours", "place",
]  # fmt: skip
"""The facts of the table that a line can set."""
SETTING_NAMES: tuple[Setting, ...] = get_args(Setting)

_LETTERS = "".join(KINDS)
ID_WORD = rf"[{_LETTERS}{_LETTERS.lower()}][0-9]+"
"""What an id looks like, as the source of a regular expression; small letters do as well."""

_ESCAPE = re.compile(r"\\[:/#]")
ID_ENDS = r"(?=\s|\Z|:(?:\s|\Z)|[+-][0-9]+\Z|[+=!>-]\Z)"
"""What may stand after an id at the beginning of a line: a space, or a short operation written without one."""

_THEMES = re.compile(r"(?<!\S)#[^\s\d#\x01-\x05]\S*")
_AFTER_THEME = ".,:;!?)"
_MASK = re.compile(f" ?{_THEME}+")


@cache
def _first() -> re.Pattern[str]:
    """Return what a backslash makes text at the beginning of a line; the colon of a setting's word is text as well."""
    settings = "|".join(any_of(f"setting.{name}") for name in SETTING_NAMES)
    return re.compile(
        rf"\\(?:(?=[{re.escape(ALL_SIGNS)}@…]|\.\.\.|s/|https?:|{ID_WORD}(?:{ID_ENDS}|\\:))"
        rf"|(?:{settings})\s*(?P<colon>:)(?=\s|\Z))",
        re.IGNORECASE,
    )


def protect(line: str) -> str:
    """Return a cleaned line of the same length, in which escaped signs can no longer be taken for grammar."""
    first = _first().match(line)
    if first is not None:
        colon = first.start("colon")
        line = line[:colon] + LITERAL[":"] + line[colon + 1 :] if first["colon"] else line
        line = _GONE + line[1:]
    return _ESCAPE.sub(lambda escape: _GONE + LITERAL[escape[0][1]], line)


def plain(text: str) -> str:
    """Return protected text as it was meant: escapes undone, themes taken out, no space at either end."""
    return _MASK.sub("", text).translate(_PLAIN).strip()


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a protected line; `at` is where in the line it begins."""

    text: str
    at: int = 0

    @property
    def said(self) -> str:
        """The words as they were meant."""
        return plain(self.text)

    def cut(self, start: int, end: int | None = None) -> "Part":
        """Return the stretch between two places within this one."""
        return Part(self.text[start:end], self.at + start)

    def trimmed(self) -> "Part":
        """Return the stretch without spaces and taken-out themes at its ends."""
        around = f" {_THEME}"
        start = len(self.text) - len(self.text.lstrip(around))
        return Part(self.text.strip(around), self.at + start)


def take_themes(part: Part) -> tuple[tuple[str, ...], Part]:
    """Return the themes in a part, and the part with each of them marked as taken out."""
    themes: list[str] = []
    text = part.text
    for found in _THEMES.finditer(part.text):
        token = found[0].rstrip(_AFTER_THEME)
        if len(token) > 1:
            themes.append(plain(token[1:]))
            text = text[: found.start()] + _THEME * len(token) + text[found.start() + len(token) :]
    return tuple(themes), Part(text, part.at)

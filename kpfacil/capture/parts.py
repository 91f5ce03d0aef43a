"""A typed line as it is read: its stretches with their escapes, and what each of them is read in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar, get_args

from kpfacil.capture.grammar import ID_ENDS, ID_WORD, SETTING_NAMES, Wish, fitting
from kpfacil.capture.names import Names, names_of
from kpfacil.model.days import Calendar
from kpfacil.model.due import Due, read_due
from kpfacil.model.fold import fold
from kpfacil.model.grammar import any_of, pattern
from kpfacil.model.kinds import ALL_SIGNS, ROWS
from kpfacil.model.session import Session, everyone
from kpfacil.model.value import frozen_by_name

GONE = "\x01"
"""The mark of a sign that is taken out."""
LITERAL = {":": "\x02", "/": "\x03", "#": "\x04", "+": "\x06", ";": "\x07"}
"""The marks of signs that are text: escaped ones, and those in a known name."""
_THEME = "\x05"
_PLAIN = str.maketrans({GONE: "", **{mark: sign for sign, mark in LITERAL.items()}})
_ESCAPE = re.compile(r"\\[:/#]")
_THEMES = re.compile(r"(?<!\S)#[^\s\d#\x01-\x07]\S*")
_AFTER_THEME = ".,:;!?)"
_MASK = re.compile(rf"\A\s*{_THEME}+[,;]?|[,;] ?{_THEME}+(?=\s*\Z)|(?<=[,;]) ?{_THEME}+[,;]| ?{_THEME}+")
"""A theme that was taken out, with one of the commas around it."""


@cache
def _first() -> re.Pattern[str]:
    """Return what a backslash makes text at the beginning of a line, or alone; a setting's colon is text as well."""
    keys = (*(f"setting.{name}" for name in SETTING_NAMES), *(f"kind-word.{row.kind}" for row in ROWS if row.sign))
    settings = "|".join(filter(None, map(any_of, keys)))
    alone = "|".join((*(any_of(f"wish.{wish}") for wish in get_args(Wish)), rf"(?:{any_of('break')})(?: +[0-9].*)?"))
    return re.compile(
        rf"\\(?:(?=[{re.escape(ALL_SIGNS)}@…]|\.\.\.|s/|https?:|{ID_WORD}(?:{ID_ENDS}|\\:))"
        rf"|(?:{settings})\s*(?P<colon>:)(?=\s|\Z)|(?=[/:]?(?:{alone})[!?.]*\Z))",
        re.IGNORECASE,
    )


def protect(line: str) -> str:
    """Return a cleaned line of the same length, in which escaped signs can no longer be taken for grammar."""
    first = _first().match(line)
    if first is not None:
        colon = first.start("colon")
        line = line[:colon] + LITERAL[":"] + line[colon + 1 :] if first["colon"] else line
        line = GONE + line[1:]
    return _ESCAPE.sub(lambda escape: GONE + LITERAL[escape[0][1]], line)


def plain(text: str) -> str:
    """Return protected text as it was meant: escapes undone, themes taken out, no space at either end."""
    return unescape(_MASK.sub("", text)).strip()


def unescape(text: str) -> str:
    """Return protected text as it was meant, with the spaces at its ends."""
    return text.translate(_PLAIN)


@frozen_by_name
class Background:
    """What a line is read in: the session, its names, everyone that *kaikki* means, and the day counted from."""

    session: Session
    names: Names
    everyone: tuple[str, ...]
    calendar: Calendar


def known_in(session: Session) -> Background:
    """Return what a line of this session is read in; the meeting's own day is today."""
    calendar = Calendar(session.meeting.date, session.meeting.next_date)
    return Background(session=session, names=names_of(session), everyone=everyone(session), calendar=calendar)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a protected line, with what it is read in; `at` is where in the line it begins."""

    text: str
    known: Background
    at: int = 0

    @property
    def said(self) -> str:
        """The words as they were meant."""
        return plain(self.text)

    @property
    def due(self) -> Due:
        """By when something is done, were the words to tell that."""
        return read_due(self.said, self.known.calendar)

    @property
    def names(self) -> Names:
        """The names that it can hold."""
        return self.known.names

    def cut(self, start: int, end: int | None = None) -> "Part":
        """Return the stretch between two places within this one."""
        return Part(self.text[start:end], self.known, self.at + start)

    def say(self, text: str) -> "Part":
        """Return other words in the same place."""
        return Part(text, self.known, self.at)

    def trim(self) -> "Part":
        """Return the stretch without spaces and taken-out themes at its ends."""
        around = f" {_THEME}"
        start = len(self.text) - len(self.text.lstrip(around))
        return Part(self.text.strip(around), self.known, self.at + start)


def take_themes(part: Part) -> tuple[tuple[str, ...], Part]:
    """Return the themes in a part, and the part with each of them marked as taken out."""
    themes: list[str] = []
    text = part.text
    for found in _THEMES.finditer(part.text):
        token = found[0].rstrip(_AFTER_THEME)
        if any(sign.isalnum() for sign in token):
            themes.append(plain(token[1:]))
            text = text[: found.start()] + _THEME * len(token) + text[found.start() + len(token) :]
    return tuple(themes), part.say(text)


_WORD_AND_REASON = r"(?:{stands}\s+)?(?P<word>[^:,]+?)\s*(?:[:,](?:\s+(?P<reason>(?s:.*)))?)?\Z"
_Meaning = TypeVar("_Meaning", bound=str)


def meaning(part: Part, words: Mapping[str, _Meaning]) -> tuple[_Meaning, str] | None:
    """Return what a word such as a state means, and the reason after a colon or comma; None for an unknown word."""
    match = pattern(_WORD_AND_REASON).match(part.text.strip())
    if match is None:
        return None
    found = words.get(fold(plain(match["word"])).rstrip(".!"))
    return None if found is None else (found, fitting(plain(match["reason"] or "")))

"""People's words: the one door through which every text comes, typed, pasted, read or imported."""

import re
import unicodedata
from typing import Annotated

from pydantic import BeforeValidator, Field

LONGEST = 20_000
"""The longest text of an entry, in characters (contract, section 1); a longer one is refused, never cut."""

_BREAKS = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0, DEL, C1 without the breaks above
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"  # direction overrides, byte order mark
    "\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"  # noncharacters, tag characters
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKS_IN_A_ROW = 4


def clean(text: str) -> str:
    """Return the text as it can be shown anywhere: no control or direction characters, LF line ends, NFC."""
    if text.isascii() and text.isprintable():
        return text
    text = _SURROGATE.sub("\ufffd", text)
    text = _BREAKS.sub("\n", text).replace("\t", " ")
    text = _UNSEEN.sub("", text)
    return unicodedata.normalize("NFC", _few_marks(unicodedata.normalize("NFC", text)))


def clean_line(text: str) -> str:
    """Return the cleaned text as one line with single spaces."""
    return " ".join(clean(text).split())


def _few_marks(text: str) -> str:
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for sign in text:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= _MARKS_IN_A_ROW:
            kept.append(sign)
    return "".join(kept)


def _cleaned(value: object) -> object:
    """Clean before pydantic looks: it refuses the lone surrogates that a terminal or a file name can bring."""
    return clean(value) if isinstance(value, str) else value


def _cleaned_line(value: object) -> object:
    return clean_line(value) if isinstance(value, str) else value


Line = Annotated[str, BeforeValidator(_cleaned_line)]
"""One cleaned line: a name, a title, a place."""

Words = Annotated[str, Field(max_length=LONGEST), BeforeValidator(_cleaned)]
"""What somebody said, at most `LONGEST` characters; line ends stay."""

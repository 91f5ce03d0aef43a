"""People's words: the one door through which every text comes, typed, pasted, read or imported."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated

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


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Says of a text that it is cleaned on its way in, and how long it may be; pydantic asks it when it is there."""

    make: Callable[[str], str]
    longest: int | None = None

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> Mapping[str, object]:
        """Return the schema: cleaned before pydantic looks, which refuses the lone surrogates a terminal can bring."""
        # Loaded with pydantic itself, when the first value is validated.
        from pydantic_core import core_schema  # noqa: PLC0415

        del source, handler
        text = core_schema.str_schema(strict=True, max_length=self.longest)
        return dict(core_schema.no_info_before_validator_function(self._cleaned, text))

    def _cleaned(self, value: object) -> object:
        return self.make(value) if isinstance(value, str) else value


Line = Annotated[str, Cleaned(clean_line)]
"""One cleaned line: a name, a title, a place."""

Words = Annotated[str, Cleaned(clean, LONGEST)]
"""What somebody said, at most `LONGEST` characters; line ends stay."""

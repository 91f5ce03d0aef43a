"""People's words: the one door through which every text comes, typed, pasted, read or imported."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

LONGEST = 20_000
"""The longest text of an entry, in characters; a longer one is refused, never cut."""

_WORD = "!-~\xa1-\xac\xae-\u02ff\u2010-\u2014\u2018-\u201f\u2022\u2026\u20ac"
_PLAIN = re.compile(f"[\n {_WORD}]*")
"""What most texts are made of; nothing in it has to be cleaned."""
_PLAIN_LINE = re.compile(f"(?:[{_WORD}]+(?: [{_WORD}]+)*)?")
_BREAKS = "\r\n|[\r\n\v\f\x85\u2028\u2029]"
_BLANKS = "[\t\u2800\u3164\uffa0\u115f\u1160]"
"""Signs that show nothing and take room."""
_UNSEEN = (
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0, DEL, C1 without the breaks above
    "\xad\u034f\u17b4\u17b5\u180e\u200b\u2060-\u2064"  # soft hyphen, zero-width space, word joiner and their kin
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb"  # direction overrides, byte order mark
    "\uf000-\uf0ff"  # the bullets of Word, from its private symbol fonts
    "\U00013430-\U00013438\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # what joins hieroglyphs, shorthand and notes
    "\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"  # noncharacters, tag characters
)
_LONE = (
    "(?<![^\x00-\u036f\\s])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\u036f\\s])"  # they join no emoji, no script
    "|(?<!\\S)[\ufe00-\ufe0f]+"  # a variant of nothing
)
_SURROGATE = "[\ud800-\udfff]"
_MARKS_IN_A_ROW = 4


def clean(text: str) -> str:
    """Return the text as it can be shown anywhere: no control, direction or unseen characters, LF line ends, NFC."""
    if _PLAIN.fullmatch(text):
        return text
    text = re.sub(_SURROGATE, "\ufffd", text)
    text = re.sub(_BLANKS, " ", re.sub(_BREAKS, "\n", text))
    text = _few_marks(unicodedata.normalize("NFC", re.sub(_UNSEEN, "", text)))
    while (fewer := re.sub(_LONE, "", text)) != text:
        text = fewer
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """Return the cleaned text as one line with single spaces."""
    return text if _PLAIN_LINE.fullmatch(text) else " ".join(clean(text).split())


def clean_row(text: str) -> str:
    """Return the text as `clean_line` does, with the tabs between the cells of a table's row."""
    return "\t".join(map(clean_line, text.split("\t"))).strip()


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
    """Says of a text that it is cleaned on its way in, and how long it may be."""

    make: Callable[[str], str]
    longest: int | None = None

    def clean(self, value: object) -> object:
        """Return a text cleaned, and anything else as it is."""
        return self.make(value) if isinstance(value, str) else value


Line = Annotated[str, Cleaned(clean_line)]
"""One cleaned line: a name, a title, a place."""

Typed = Annotated[str, Cleaned(clean)]
"""What was typed and is no entry yet, however long it is."""

Words = Annotated[str, Cleaned(clean, LONGEST)]
"""What somebody said, at most `LONGEST` characters; line ends stay."""


_Field = tuple[Sequence[int | str], str, object, Mapping[str, object]]


class Misfit(ValueError):  # noqa: N818 - what a content is to its field
    """Fields of a value that are not what they have to be: where, pydantic's name for it, the content, its limits."""

    def __init__(self, words: str, fields: Sequence[_Field]) -> None:
        super().__init__(words)
        self.fields = fields

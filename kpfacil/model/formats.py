"""What a document can be written as: one row a format; what offers formats asks this table."""

from typing import Literal, TypeVar, get_args

_Form = TypeVar("_Form", bound=str)

Format = Literal["html", "docx", "pdf", "md", "txt", "eml"]
"""A format by the ending of its files, in the order in which they are offered."""

FORMATS: tuple[Format, ...] = get_args(Format)

Part = Literal["minutes", "remarks", "reasons", "reservations", "offers"]
"""What a memo tells only where it is asked for: used minutes always, the others in public."""

PARTS: tuple[Part, ...] = get_args(Part)

CONTENT_TYPES: dict[Format, str] = {
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "md": "text/markdown",
    "txt": "text/plain",
    "eml": "message/rfc822",
}

USUAL: tuple[Format, ...] = ("html", "docx")
"""What is written where nobody asks for a format."""
ATTACHED: tuple[Format, ...] = tuple(form for form in FORMATS if form != "eml")
"""What can go along with an e-mail draft."""
TASK_FORMATS = ("text", *FORMATS, "csv", "ics")
REPORT_FORMATS = ("text", *FORMATS)


def as_formats(words: str, known: tuple[_Form, ...]) -> tuple[_Form, ...]:
    """Return the formats that `html, docx` asks for, each once; empty where a word of it is none of those known."""
    asked = words.casefold().replace(",", " ").split()
    found = tuple(dict.fromkeys(form for word in asked for form in known if form == word))
    return found if set(asked) == set(found) else ()

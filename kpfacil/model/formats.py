"""What a document can be written as: one row a format; what offers formats asks this table."""

from typing import Literal, get_args

Format = Literal["html", "docx", "pdf", "md", "txt", "eml"]
"""A format by the ending of its files, in the order in which they are offered."""

FORMATS: tuple[Format, ...] = get_args(Format)

CONTENT_TYPES: dict[Format, str] = {
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "md": "text/markdown",
    "txt": "text/plain",
    "eml": "message/rfc822",
}

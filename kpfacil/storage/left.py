"""The words of any file that lies in a table's folder: exports, letters, lists, copies, what the inbox has taken."""

import contextlib
import re
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from io import BytesIO
from pathlib import Path

SEALED = (".pdf", ".doc", ".xls")
"""Files whose words can't be read here."""
_FOLDED = re.compile(rb"\r?\n[ \t]")
"""Where a line of a calendar goes on, even in the middle of a word."""


def words_in(path: Path) -> Iterator[str]:
    """Yield the file's name and its lines; what can't be read holds nothing."""
    yield path.stem
    with contextlib.suppress(OSError):
        yield from _lines(path.suffix.casefold(), path.read_bytes())


def _lines(ending: str, data: bytes) -> Iterator[str]:
    """Yield the lines of a file, those of the parts of a Word file, a spreadsheet or a letter too."""
    if ending == ".eml":
        yield from _letter(data)
    elif zipfile.is_zipfile(BytesIO(data)):
        with contextlib.suppress(zipfile.BadZipFile), zipfile.ZipFile(BytesIO(data)) as file:
            for part in file.namelist():
                if part.endswith((".xml", ".rels")) and "styles" not in part:
                    yield from _decoded(file.read(part)).replace("<", "\n<").splitlines()
    else:
        yield from _decoded(_FOLDED.sub(b"", data) if ending == ".ics" else data).splitlines()


def _letter(data: bytes) -> Iterator[str]:
    message = message_from_bytes(data)
    yield from (str(words) for words in message.values())
    for part in message.walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield from _lines(Path(part.get_filename() or "").suffix.casefold(), content)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")

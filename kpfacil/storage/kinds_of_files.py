"""What a file is by its first bytes, whatever its name says: a sheet, text, or something that is no list at all."""

import io
import zipfile
from typing import Literal

FileKind = Literal["sheet", "text", "word", "slides", "pdf", "picture", "web", "locked", "archive", "unknown"]

_BEGINNINGS: tuple[tuple[bytes, FileKind], ...] = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "word"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"\x1f\x8b", "archive"),
)
_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_STREAMS: tuple[tuple[str, FileKind], ...] = (
    ("EncryptedPackage", "locked"),
    ("Workbook", "sheet"),
    ("WordDocument", "word"),
    ("PowerPoint Document", "slides"),
    ("Book", "sheet"),
)
_PARTS: tuple[tuple[str, FileKind], ...] = (
    ("xl/workbook", "sheet"),
    ("word/document", "word"),
    ("ppt/presentation", "slides"),
)
_OPEN: tuple[tuple[bytes, FileKind], ...] = ((b"spreadsheet", "sheet"), (b"text", "word"), (b"presentation", "slides"))
_PAGES = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<head", b"<meta")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_TOLD = 4096


def kind_of(data: bytes) -> FileKind:
    """Return what a file is by what stands in it."""
    told = next((kind for beginning, kind in _BEGINNINGS if data.startswith(beginning)), None)
    if told is not None:
        return told
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    if data.startswith(_OFFICE):
        return _stream(data)
    return _plain(data)


def _stream(data: bytes) -> FileKind:
    return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), "unknown")


def _plain(data: bytes) -> FileKind:
    """Return what a file without a format's own beginning is: a page, text in one of its encodings, or neither."""
    begun = data[:_TOLD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if begun.startswith(_PAGES):
        return "web"
    wide = data.startswith(_WIDE) or data[1:8:2] == bytes(len(data[1:8:2]))
    return "unknown" if b"\0" in data[:_TOLD] and not wide else "text"


def _packed(data: bytes) -> FileKind:
    """Return what a packed file is: an office document tells it by the names of its parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = packed.namelist()
            told = packed.read("mimetype")[:_TOLD] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
        return "sheet"  # a workbook cut short; its reader says so
    for part, kind in _PARTS:
        if any(name.startswith(part) for name in names):
            return kind
    return next((kind for word, kind in _OPEN if b"opendocument." + word in told), "archive")

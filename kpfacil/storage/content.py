"""What ships with the program and is read at its start: process, texts, sample; and a table's own process."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from kpfacil.model.process import Process
from kpfacil.model.texts import Texts
from kpfacil.storage.process_file import ContentError, read_process

__all__ = ["PROCESS_FILE", "ContentError", "load_process", "load_texts", "sample_folder"]

PROCESS_FILE = "process.toml"
"""The name of a table's own process, beside its sessions."""

_PACKAGE = Path(__file__).resolve().parent.parent
_CONTENT = _PACKAGE / "content"
_PLAIN = r'"([^"\\\n]*(?:\\["\\n][^"\\\n]*)*)"'
_SENTENCE = re.compile(rf"^\[([a-z0-9.-]+)\]\nfi = {_PLAIN}\nen = {_PLAIN}\n?$", re.MULTILINE)
_NOTHING = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*\Z")
_ESCAPED = re.compile(r'\\(["\\n])')


def load_process(folder: Path | None = None) -> Process:
    """Return the process that ships with the program, with what a table's folder writes about it in `process.toml`.

    Raises `ContentError` where the table's file cannot be read as a process.
    """
    shipped = _shipped_process()
    if folder is None:
        return shipped
    path = folder / PROCESS_FILE
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return shipped
    except OSError as error:
        raise ContentError("unreadable", path, reason=error.strerror or str(error)) from error
    return read_process(text, path, shipped)


@cache
def load_texts(language: str) -> Texts:
    """Return the catalogue of all sentences in `fi` or `en`; anything else means Finnish."""
    english = language == "en"
    sentences: dict[str, str] = {}
    for path in sorted((_CONTENT / "texts").glob("*.toml")):
        for key, in_finnish, in_english in sentences_of(path.read_text(encoding="utf-8")):
            sentences[key] = in_english if english else in_finnish
    return Texts(language="en" if english else "fi", sentences=sentences)


def sample_folder() -> Path:
    """Return the folder of the sample tables: inside an installed package, or `sessions` of a source tree."""
    installed = _CONTENT / "sample"
    return installed if installed.is_dir() else _PACKAGE.parent / "sessions"


def sentences_of(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield key, Finnish and English of each sentence in a file of texts.

    The plain form (a header, `fi`, `en`) is read with one expression, as that is on the way to the first screen and
    ten times as fast as tomllib; a file with anything else in it is read with tomllib.
    """
    parts = _SENTENCE.split(text)
    if all(_NOTHING.match(between) for between in parts[::4]):
        for key, in_finnish, in_english in zip(parts[1::4], parts[2::4], parts[3::4], strict=True):
            yield key, _unescaped(in_finnish), _unescaped(in_english)
    else:
        yield from _leaves("", tomllib.loads(text))


@cache
def _shipped_process() -> Process:
    path = _CONTENT / "processes" / "default.toml"
    return read_process(path.read_bytes(), path)


def _unescaped(words: str) -> str:
    if "\\" not in words:
        return words
    return _ESCAPED.sub(lambda sign: "\n" if sign[1] == "n" else sign[1], words)


def _leaves(key: str, table: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    if isinstance(table.get("fi"), str) or isinstance(table.get("en"), str):
        yield key, str(table["fi"]), str(table["en"])
        return
    for name, inner in table.items():
        if isinstance(inner, dict):
            yield from _leaves(f"{key}.{name}" if key else name, inner)

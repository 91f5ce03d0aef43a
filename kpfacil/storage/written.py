"""What has been exported into a folder, and files that somebody changed by hand since: those are never lost."""

import contextlib
import re
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from itertools import count
from pathlib import Path

from kpfacil.model.texts import Texts
from kpfacil.storage.atomic import write_atomically

LIST = ".written"
"""The file beside exported ones that names each with its SHA-256, as `sha256sum` does."""

_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def write_export(path: Path, content: bytes, texts: Texts) -> Path | None:
    """Write a document and note it; return where a file was kept that had been changed since it was written.

    The folder is there. Raises `OSError`.
    """
    kept = _keep(path, content, texts) if path.is_file() else None
    write_atomically(path, content)
    if path.is_file():
        beside = path.with_name(LIST)
        with contextlib.suppress(OSError):  # the next time the file counts as changed, and nothing is lost
            write_list(beside, {**read_list(beside), path.name: _digest(content)})
    return kept


def read_list(path: Path) -> dict[str, str]:
    """Return the names in a list of written files, each with its SHA-256; a list that can't be read is empty."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    return {found[2]: found[1] for found in map(_LINE.fullmatch, lines) if found}


def write_list(path: Path, digests: Mapping[str, str]) -> None:
    """Write a list of files with the SHA-256 of each; raises `OSError`."""
    lines = (f"{digest}  {name}\n" for name, digest in sorted(digests.items()))
    write_atomically(path, "".join(lines).encode())


def _keep(path: Path, content: bytes, texts: Texts) -> Path | None:
    there = path.read_bytes()
    if there == content or read_list(path.with_name(LIST)).get(path.name) == _digest(there):
        return None
    changed = datetime.fromtimestamp(path.stat().st_mtime)  # noqa: DTZ006 - told in the place's own time
    when = {"day": changed.day, "month": changed.month, "hour": changed.hour, "minute": f"{changed:%M}"}
    stem = texts.say("export.kept-name", name=path.stem, **when)
    numbered = (f"{stem} {number}" if number > 1 else stem for number in count(1))
    kept = next(kept for name in numbered if not (kept := path.with_name(f"{name}{path.suffix}")).exists())
    write_atomically(kept, there)
    return kept


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()

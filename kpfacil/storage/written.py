"""What the program itself has put into a folder: known by its hash, so that what others changed is never lost."""

import contextlib
import re
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from itertools import count
from pathlib import Path

from kpfacil.model.texts import Texts
from kpfacil.storage.atomic import write_atomically
from kpfacil.storage.files import StorageError

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


_PUBLISHED = ".published"
"""The file that names each page with the SHA-256 of what was written, from the folder on."""


class Site:
    """A folder that is empty or was made by publishing; raises `StorageError` for any other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known = read_list(folder / _PUBLISHED)
        self._now: dict[str, str] = {}
        if folder.exists() and not folder.is_dir():
            raise StorageError("site.no-folder", {"path": str(folder)})
        if folder.is_dir() and not (folder / _PUBLISHED).is_file() and any(folder.iterdir()):
            raise StorageError("site.not-empty", {"path": str(folder)})

    def put(self, name: str, content: bytes) -> Path:
        """Write a page under its name from the folder on, and return its path.

        Raises `StorageError` where somebody else's file stands there or the page was changed by hand, `OSError`.
        """
        path = self.folder / name
        if path.is_file() and path.read_bytes() != content and not self._is_ours(name):
            raise StorageError("site.in-the-way", {"path": str(path)})
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
        self._now[name] = sha256(content).hexdigest()
        return path

    def close(self) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
        """Remove what earlier publishing left; return what was removed, and what was changed by hand and so stays."""
        removed, kept = [], []
        for name in sorted(self._known.keys() - self._now.keys()):
            path = self.folder / name
            if not path.is_file():
                continue
            if self._is_ours(name):
                path.unlink()
                removed.append(path)
                with contextlib.suppress(OSError):  # other people's files are still there
                    if path.parent != self.folder:
                        path.parent.rmdir()
            else:
                kept.append(path)
                self._now[name] = self._known[name]
        self.folder.mkdir(parents=True, exist_ok=True)
        write_list(self.folder / _PUBLISHED, self._now)
        return tuple(removed), tuple(kept)

    def leave(self, name: str) -> None:
        """Leave a page as it is, though it was not written anew."""
        if name in self._known:
            self._now[name] = self._known[name]

    def _is_ours(self, name: str) -> bool:
        known = self._known.get(name)
        return known is not None and known == sha256((self.folder / name).read_bytes()).hexdigest()

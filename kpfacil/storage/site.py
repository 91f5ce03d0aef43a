"""A folder of published pages: what the program put there it replaces and removes, and nothing else."""

import contextlib
from hashlib import sha256
from pathlib import Path

from kpfacil.storage.atomic import write_atomically
from kpfacil.storage.errors import StorageError
from kpfacil.storage.written import read_list, write_list

LIST = ".published"
"""The file that names each page with the SHA-256 of what was written, from the folder on."""


class Site:
    """A folder that is empty or was made by publishing; raises `StorageError` for any other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known = read_list(folder / LIST)
        self._now: dict[str, str] = {}
        if folder.exists() and not folder.is_dir():
            raise StorageError("site.no-folder", {"path": str(folder)})
        if folder.is_dir() and not (folder / LIST).is_file() and any(folder.iterdir()):
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
        write_list(self.folder / LIST, self._now)
        return tuple(removed), tuple(kept)

    def leave(self, name: str) -> None:
        """Leave a page as it is, though it was not written anew."""
        if name in self._known:
            self._now[name] = self._known[name]

    def _is_ours(self, name: str) -> bool:
        known = self._known.get(name)
        return known is not None and known == sha256((self.folder / name).read_bytes()).hexdigest()

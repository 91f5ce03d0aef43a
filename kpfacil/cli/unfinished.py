"""Which session files can tell of something unfinished: told from their text, without reading them as sessions."""

import re
from pathlib import Path

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}(?:-(\d+))?\Z")
_TASK = re.compile(r"^\[\[tasks\]\]\n((?:(?!\[\[?[a-z]+\]).*\n?)*)", re.MULTILINE)
_ID = re.compile(r'^id = "(T[0-9]+)"$', re.MULTILINE)
_ENDED = re.compile(r'^state = "(?:done|lapsed)"$', re.MULTILINE)
_LONG_TEXT = ('"""', "'''")


class MayHoldUnfinished:
    """Tells whether a file has to be read to know what is unfinished.

    That is the table's latest one, or one with an open task that the latest one does not know. Whatever is written in
    another way than the program writes has to be read.
    """

    def __init__(self) -> None:
        self._latest: dict[Path, tuple[Path, dict[str, bool] | None]] = {}

    def __call__(self, path: Path) -> bool:
        """Return whether the file has to be read."""
        if path.parent not in self._latest:
            latest = _latest(path.parent) or path
            self._latest[path.parent] = latest, _tasks(latest)
        latest, known = self._latest[path.parent]
        if path == latest or known is None or not _DATED.match(path.stem):
            return True
        here = _tasks(path)
        return here is None or any(is_open and handle not in known for handle, is_open in here.items())


def _latest(folder: Path) -> Path | None:
    """Return the latest file of a table by its name."""
    matches = ((path, _DATED.match(path.stem)) for path in folder.glob("*.toml"))
    dated = [(path.stem[:10], int(match[1] or 1), path) for path, match in matches if match]
    return max(dated)[-1] if dated else None


def _tasks(path: Path) -> dict[str, bool] | None:
    """Return the ids of a file's tasks and whether each is open; None where it is written in another way."""
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    found: dict[str, bool] = {}
    blocks = _TASK.findall(text)
    if any(sign in text for sign in _LONG_TEXT) or len(blocks) != text.count("tasks]]"):
        return None
    for block in blocks:
        handle = _ID.search(block)
        if handle is None:
            return None
        found[handle[1]] = _ENDED.search(block) is None
    return found

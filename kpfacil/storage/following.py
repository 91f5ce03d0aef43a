"""Who follows a session file: each audience's screen leaves a small marker beside it, which dies with its process."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

if sys.platform != "win32":
    import fcntl


class Following:
    """The marker of one audience's screen, from `begin` until `end`; a folder that can't be written to does without."""

    def __init__(self, path: Path) -> None:
        real = Path(os.path.realpath(path))
        self._marker = real.with_name(f".{real.name}.show-{os.getpid()}")
        self._file: IO[bytes] | None = None

    def begin(self) -> None:
        """Leave the marker."""
        with contextlib.suppress(OSError):
            self._file = self._marker.open("ab")
            _hold(self._file)

    def end(self) -> None:
        """Take the marker away. May be called twice."""
        file, self._file = self._file, None
        if file is None:
            return
        file.close()
        with contextlib.suppress(OSError):
            self._marker.unlink()


def following(path: Path) -> int:
    """Return how many screens follow a session file; the markers of dead ones are cleared away."""
    return sum(_alive(marker) for marker in _markers(Path(os.path.realpath(path))))


def _markers(real: Path) -> Iterator[Path]:
    prefix = f".{real.name}.show-"
    with contextlib.suppress(OSError), os.scandir(real.parent) as found:
        for entry in found:
            if entry.name.startswith(prefix):
                yield real.parent / entry.name


if sys.platform == "win32":

    def _hold(file: IO[bytes]) -> None:
        """Do nothing: an open file can't be removed on Windows, which tells as much as a lock."""

    def _alive(marker: Path) -> bool:
        try:
            marker.unlink()
        except FileNotFoundError:
            return False
        except OSError:
            return True
        return False

else:

    def _hold(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _alive(marker: Path) -> bool:
        """Return whether the marker's process holds it still; one that nobody holds is removed."""
        try:
            with marker.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
                marker.unlink()
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

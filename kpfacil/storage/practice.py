"""Folders to play in: gone when they are left, and those of demos that were killed with the next one."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX, _MARK = "kpfacil-demo-", ".kpfacil-demo.lock"
_SETTLED = 60
"""Seconds after which a mark that nobody holds can't be one that is being taken just now."""


@contextmanager
def practice_folder() -> Iterator[Path]:
    """Give an empty folder that is removed afterwards; its mark stays locked for as long as its program lives."""
    from filelock import FileLock  # noqa: PLC0415 - as in `lock`

    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name:
        ours = Path(name)
        with FileLock(ours / _MARK):
            for other in ours.parent.glob(f"{_PREFIX}*"):
                if _is_left(other, ours):
                    shutil.rmtree(other, ignore_errors=True)
            yield ours


def _is_left(other: Path, ours: Path) -> bool:
    """Return whether a folder is a demo's of this user, and its program is dead."""
    from filelock import FileLock  # noqa: PLC0415 - as in `lock`

    mark = other / _MARK
    with suppress(OSError):  # a `Timeout` is one, too: it is held
        if other.is_symlink() or mark.is_symlink() or not mark.is_file() or other.stat().st_uid != ours.stat().st_uid:
            return False
        if ours.stat().st_mtime - mark.stat().st_mtime < _SETTLED:
            return False
        with FileLock(mark, blocking=False):
            return True
    return False

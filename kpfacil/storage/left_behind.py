"""Whether a session was cut short: its writer has left a note of itself, and is not there any more."""

import os
import sys
from pathlib import Path

if sys.platform != "win32":
    import fcntl


def left_behind(path: Path) -> bool:
    """Return whether a writer of the session file has died without letting go of it."""
    real = Path(os.path.realpath(path))
    return real.with_name(f".{real.name}.holder").is_file() and _free(real.with_name(f".{real.name}.lock"))


if sys.platform == "win32":

    def _free(lock_file: Path) -> bool:
        """Tell by removing it: a lock that is held can't be removed on Windows."""
        try:
            lock_file.unlink(missing_ok=True)
        except OSError:
            return False
        return True

else:

    def _free(lock_file: Path) -> bool:
        """Tell by asking for the lock and letting it go at once."""
        try:
            with lock_file.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return True

"""A pseudo-terminal that notes when each piece of output arrived; it draws nothing, so it costs nothing."""

import contextlib
import os
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

if sys.platform != "win32":
    import fcntl
    import termios

_PATIENCE = 60.0
_UNANSWERED = 5.0
"""Seconds after which a key is taken for one that changes nothing on the screen."""


class Wire:
    """One program in a terminal of `size` (columns, rows) cells."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str], cwd: Path, size: tuple[int, int]) -> None:
        self._data = bytearray()
        self._arrived: list[tuple[int, float]] = []
        self._news = threading.Condition()
        self._master, slave = os.openpty()
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            argv, stdin=slave, stdout=slave, stderr=slave, env=dict(env), cwd=cwd, start_new_session=True
        )
        os.close(slave)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()
        os.close(self._master)

    def send(self, words: str) -> tuple[int, float]:
        """Type words; return the place in the output and the moment, to measure from."""
        with self._news:
            place = len(self._data)
        now = time.perf_counter()
        os.write(self._master, words.encode())
        return place, now

    def arrival(self, *signs: str, after: int = 0) -> float:
        """Return the moment when the last of the signs had arrived in the output after a place."""
        wanted = [sign.encode() for sign in signs]
        with self._news:
            if not self._news.wait_for(lambda: all(sign in self._data[after:] for sign in wanted), _PATIENCE):
                raise TimeoutError(f"{signs} never came")
            end = max(self._data.index(sign, after) + len(sign) for sign in wanted)
            return next(moment for size, moment in self._arrived if size >= end)

    def quiet(self, seconds: float = 0.3) -> None:
        """Return when nothing has arrived for a while."""
        with self._news:
            while self._news.wait(seconds):
                pass

    def place(self) -> int:
        """Return how much has come so far, to measure from."""
        with self._news:
            return len(self._data)

    def settled(self, keys: str, still: float = 0.15) -> float | None:
        """Type keys and return the seconds until the last output that follows, before it is still; None without any."""
        place, moment = self.send(keys)
        with self._news:
            if not self._news.wait_for(lambda: len(self._data) > place, _UNANSWERED):
                return None
        self.quiet(still)
        with self._news:
            return max(at for size, at in self._arrived if size > place) - moment

    def processor(self) -> float:
        """Return the seconds of the processor that the program has used."""
        return processor_of(self.process.pid)

    def memory(self) -> float:
        """Return the resident memory of the program in MiB."""
        return memory_of(self.process.pid)

    def _read(self) -> None:
        with contextlib.suppress(OSError):
            while data := os.read(self._master, 65536):
                now = time.perf_counter()
                with self._news:
                    self._data += data
                    self._arrived.append((len(self._data), now))
                    self._news.notify_all()


def processor_of(pid: int) -> float:
    """Return the seconds of the processor that a program has used, 0 where the system does not tell."""
    with contextlib.suppress(OSError):
        told = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def memory_of(pid: int) -> float:
    """Return the resident memory of a program in MiB, 0 where the system does not tell."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text("utf-8").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    return 0.0

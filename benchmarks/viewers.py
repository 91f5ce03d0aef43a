"""The room's page with many who look at it: what its server takes, and how soon all of them see a new line."""

import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from benchmarks.wire import memory_of, processor_of

_PATIENCE = 30.0


class PageServed:
    """`show --web` as a program of its own, and viewers who follow its stream."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str], path: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = int(probe.getsockname()[1])
        command = [*argv, "show", str(path), "--web", "--port", str(self._port)]
        self._process = subprocess.Popen(command, env=dict(env), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert self._process.stdout is not None
        self._process.stdout.readline()
        self._viewers: list[socket.socket] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for viewer in self._viewers:
            viewer.close()
        self._process.kill()
        self._process.communicate()

    def look(self, viewers: int) -> None:
        """Have so many viewers in all, each with the first picture."""
        while len(self._viewers) < viewers:
            viewer = socket.create_connection(("127.0.0.1", self._port), _PATIENCE)
            viewer.sendall(f"GET /feed HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n\r\n".encode())
            self._viewers.append(viewer)
            _read_until(viewer, b'"now"')

    def all_see(self, sign: str) -> float:
        """Return the moment when a sign had come to the last of the viewers."""
        for viewer in self._viewers:
            _read_until(viewer, sign.encode())
        return time.perf_counter()

    def memory(self) -> float:
        """Return the server's resident memory in MiB."""
        return memory_of(self._process.pid)

    def processor(self) -> float:
        """Return the seconds of the processor that the server has used."""
        return processor_of(self._process.pid)

    def end(self) -> float:
        """Send what Ctrl+C sends and return how many seconds the program takes to end."""
        begun = time.perf_counter()
        self._process.send_signal(2)
        self._process.wait(_PATIENCE)
        return time.perf_counter() - begun


def _read_until(viewer: socket.socket, sign: bytes) -> None:
    got = b""
    while sign not in got:
        piece = viewer.recv(65536)
        if not piece:
            raise ConnectionError("the page has ended")
        got += piece

"""The wall in one key: the audience's screen in a window of its own where a terminal is known, else its command."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kpfacil.storage.program import called, itself
from kpfacil.tui.room import Room
from kpfacil.tui.wall_windows import has_display, in_window

_NEW_CONSOLE = 0x10
"""CREATE_NEW_CONSOLE of Windows, which the standard library names only there."""


def _start(arguments: Sequence[str]) -> None:
    """Start a program that outlives this one and shares no terminal with it; raises `OSError`."""
    nowhere = subprocess.DEVNULL
    flags = _NEW_CONSOLE if sys.platform == "win32" else 0
    subprocess.Popen(
        list(arguments), stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True, creationflags=flags
    )


@dataclass(frozen=True, slots=True)
class Desktop:
    """The machine's desktop as far as opening a window needs it; tests put their own in its place."""

    platform: str = sys.platform
    env: Mapping[str, str] = field(default_factory=lambda: os.environ)
    which: Callable[[str], str | None] = shutil.which
    start: Callable[[Sequence[str]], None] = _start


def open_wall(room: Room, path: Path, desktop: Desktop | None = None) -> str:
    """Open the audience's screen and say so; where it can't be, say the command and return it, to be copied."""
    desktop = desktop or Desktop()
    program = itself("show", str(path.resolve()))
    if has_display(desktop.env, desktop.platform):
        arguments = in_window(program, desktop.platform, desktop.env, desktop.which)
        if arguments is not None:
            try:
                desktop.start(arguments)
            except OSError:
                pass  # it is on the path and yet can't be started: the command is still good
            else:
                room.tell("said.wall-opened")
                return ""
    command = command_line(path, desktop.platform)
    room.tell("said.wall-command", command=command)
    return command


def command_line(path: Path, platform: str) -> str:
    """Return the command that opens the audience's screen, quoted for the shell of the platform."""
    words = called("show", str(path))
    return subprocess.list2cmdline(words) if platform == "win32" else shlex.join(words)

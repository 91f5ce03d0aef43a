"""The wall in one key: the audience's screen in a window of its own where a terminal is known, else its command."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from kpfacil.model.value import frozen
from kpfacil.storage.program import itself, start_words

Which = Callable[[str], str | None]

_IN_TERMINAL = """on run argv
set line_ to ""
repeat with word_ in argv
set line_ to line_ & quoted form of (word_ as text) & " "
end repeat
tell application "Terminal"
activate
do script line_
end tell
end run"""
"""Has macOS Terminal open a window; the program's words come as arguments and are quoted by AppleScript itself."""
_NEW_CONSOLE = 0x10
"""CREATE_NEW_CONSOLE of Windows, which the standard library names only there."""


def start(arguments: Sequence[str]) -> None:
    """Start a program that outlives this one and shares no terminal with it; raises `OSError`."""
    nowhere = subprocess.DEVNULL
    flags = _NEW_CONSOLE if sys.platform == "win32" else 0
    subprocess.Popen(
        list(arguments), stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True, creationflags=flags
    )


@frozen()
class Desktop:
    """The machine's desktop as far as opening a window needs it; tests put their own in its place."""

    platform: str = sys.platform
    env: Mapping[str, str] = field(default_factory=lambda: os.environ)
    which: Which = shutil.which
    start: Callable[[Sequence[str]], None] = start


def open_wall(path: Path, desktop: Desktop | None = None) -> str:
    """Open the audience's screen; where it can't be, return the command that opens it."""
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
                return ""
    return command_line(path, desktop.platform)


def command_line(path: Path, platform: str) -> str:
    """Return the command that opens the audience's screen, quoted for the shell of the platform."""
    words = start_words("show", str(path))
    return subprocess.list2cmdline(words) if platform == "win32" else shlex.join(words)


@frozen()
class Terminal:
    """A terminal program, what stands before the program to be run in it, and the variable that says we are in it."""

    name: str
    before: tuple[str, ...]
    sign: str = ""
    wayland_only: bool = False


TERMINALS = (
    Terminal("gnome-terminal", ("--",), "GNOME_TERMINAL_SCREEN"),
    Terminal("konsole", ("--separate", "-e"), "KONSOLE_VERSION"),
    Terminal("xfce4-terminal", ("--disable-server", "-x"), "XFCE4_TERMINAL"),
    Terminal("kitty", ("--",), "KITTY_WINDOW_ID"),
    Terminal("foot", ("--",), "TERM=foot", wayland_only=True),
    Terminal("alacritty", ("-e",), "ALACRITTY_WINDOW_ID"),
    Terminal("xterm", ("-e",), "XTERM_VERSION"),
    Terminal("x-terminal-emulator", ("-e",)),
)
"""The terminals of X and Wayland in the order in which they are tried; the one that we are in goes first."""


def has_display(env: Mapping[str, str], platform: str) -> bool:
    """Return whether a window would be seen: on this machine, not at the other end of ssh."""
    if any(env.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")):
        return False
    if platform in ("win32", "darwin"):
        return True
    return bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"))


def in_window(program: Sequence[str], platform: str, env: Mapping[str, str], which: Which) -> list[str] | None:
    """Return the arguments that run a program in a new window, None where no terminal is known."""
    if platform == "win32":
        return _windows(program, which)
    if platform == "darwin":
        script = [part for line in _IN_TERMINAL.splitlines() for part in ("-e", line)]
        return ["osascript", *script, *program] if which("osascript") else None
    for terminal in sorted(TERMINALS, key=lambda terminal: not _ours(terminal, env)):
        if terminal.wayland_only and not env.get("WAYLAND_DISPLAY"):
            continue
        found = which(terminal.name)
        if found:
            return [found, *terminal.before, *program]
    return None


def _windows(program: Sequence[str], which: Which) -> list[str]:
    """Return Windows Terminal with a window of its own, else the program alone, which then gets a console."""
    terminal = which("wt")
    if not terminal:
        return list(program)
    # A semicolon would begin Windows Terminal's next command.
    return [terminal, "-w", "-1", "new-tab", *(word.replace(";", "\\;") for word in program)]


def _ours(terminal: Terminal, env: Mapping[str, str]) -> bool:
    name, _, beginning = terminal.sign.partition("=")
    value = env.get(name, "")
    return bool(value) and value.startswith(beginning)

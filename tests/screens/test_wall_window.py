"""The wall in one key: which terminal opens, how it is told, and what is said where none does."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kpfacil.tui.wall import TERMINALS, Desktop, command_line, has_display, in_window, open_wall

PROGRAM = ("python", "-m", "kpfacil", "show", "/a b/2026-11-21.toml")
X = {"DISPLAY": ":0"}


@dataclass
class Starts:
    started: list[list[str]] = field(default_factory=list)
    fails: bool = False

    def __call__(self, arguments: Sequence[str]) -> None:
        if self.fails:
            raise FileNotFoundError(arguments[0])
        self.started.append(list(arguments))


def _only(*names: str) -> object:
    return lambda name: f"/usr/bin/{name}" if name in names else None


@pytest.mark.parametrize("terminal", TERMINALS, ids=lambda terminal: terminal.name)
def test_each_terminal_is_given_the_program_as_separate_words(terminal: object) -> None:
    """Every known terminal gets the program's words as they are: no shell, nothing glued together."""
    name = next(one.name for one in TERMINALS if one is terminal)
    made = in_window(
        PROGRAM, "linux", {**X, "WAYLAND_DISPLAY": "wayland-0"}, lambda word: word if word == name else None
    )
    assert made is not None
    assert made[0] == name
    assert tuple(made[-len(PROGRAM) :]) == PROGRAM


def test_the_terminal_that_we_are_in_goes_first() -> None:
    """Of many terminals the one that the facilitator uses already is opened."""
    made = in_window(PROGRAM, "linux", {**X, "KITTY_WINDOW_ID": "1"}, lambda name: name)
    assert made is not None
    assert made[0] == "kitty"
    foot = in_window(PROGRAM, "linux", {"WAYLAND_DISPLAY": "w", "TERM": "foot-extra"}, lambda name: name)
    assert foot is not None
    assert foot[0] == "foot"


def test_foot_needs_wayland_and_nothing_known_is_nothing() -> None:
    """A terminal that can't show itself is not opened; without any there is no window."""
    assert in_window(PROGRAM, "linux", X, lambda name: name if name == "foot" else None) is None
    assert in_window(PROGRAM, "linux", X, lambda name: None) is None
    assert in_window(PROGRAM, "darwin", {}, lambda name: None) is None


def test_windows_and_macos_have_their_own() -> None:
    """Windows Terminal gets a new window with semicolons kept, else a console; macOS Terminal is asked by script."""
    semicolon = ("python", "a;b.toml")
    assert in_window(semicolon, "win32", {}, lambda name: "wt.exe") == [
        "wt.exe",
        "-w",
        "-1",
        "new-tab",
        "python",
        "a\\;b.toml",
    ]
    assert in_window(PROGRAM, "win32", {}, lambda name: None) == list(PROGRAM)
    made = in_window(PROGRAM, "darwin", {}, lambda name: name)
    assert made is not None
    assert made[0] == "osascript"
    assert tuple(made[-len(PROGRAM) :]) == PROGRAM
    assert not any("2026" in word for word in made[1 : -len(PROGRAM)])


@pytest.mark.parametrize(
    ("env", "platform", "seen"),
    [
        (X, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "linux", False),
        ({**X, "SSH_CONNECTION": "1"}, "linux", False),
        ({}, "darwin", True),
        ({"SSH_TTY": "/dev/pts/1"}, "darwin", False),
        ({}, "win32", True),
    ],
)
def test_a_window_is_opened_only_where_it_is_seen(env: dict[str, str], platform: str, seen: bool) -> None:  # noqa: FBT001
    """Without a display, or at the other end of ssh, no window is opened."""
    assert has_display(env, platform) is seen


def test_the_window_is_opened(tmp_path: Path) -> None:
    """Where a terminal is known, it is started with the audience's screen of this very file."""
    starts = Starts()
    desktop = Desktop("linux", X, lambda name: name if name == "xterm" else None, starts)
    assert open_wall(tmp_path / "2026-11-21.toml", desktop) == ""
    assert starts.started[0][0] == "xterm"
    assert starts.started[0][-2:] == ["show", str((tmp_path / "2026-11-21.toml").resolve())]


@pytest.mark.parametrize("why", ["no display", "no terminal", "does not start"])
def test_else_the_command_is_said(why: str) -> None:
    """Where no window can be opened, the command is said, ready to be copied."""
    starts = Starts(fails=True)
    env = {} if why == "no display" else X
    known = "xterm" if why == "does not start" else ""
    desktop = Desktop("linux", env, lambda name: name if name == known else None, starts)
    made = open_wall(Path("kylän pöytä/2026-11-21.toml"), desktop)
    assert made == "kpfacil show 'kylän pöytä/2026-11-21.toml'"


def test_the_command_is_quoted_for_its_shell() -> None:
    """Odd letters in a path are quoted as the platform's own shell wants them."""
    assert command_line(Path("a b"), "win32") == 'kpfacil show "a b"'
    assert command_line(Path("$(x)"), "linux") == "kpfacil show '$(x)'"

"""Other programs to be measured beside, each in an environment of its own; what cannot be had is left out."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_WAITED = 240


@dataclass(frozen=True)
class Peer:
    """A program with what its first full picture holds."""

    name: str
    argv: tuple[str, ...]
    signs: tuple[str, ...]


_KNOWN = (
    # The package, the command, and words of its first picture.
    ("kanban-tui", ("ktui", "demo"), ("Task_blue_ready",)),
    ("minutes-cli", ("minutes", "--help"), ("Usage",)),
)


def peers(folder: Path) -> list[Peer]:
    """Install what can be had into environments under a folder and return it."""
    found = []
    for package, (command, *words), signs in _KNOWN:
        home = folder / f"peer-{package}"
        bin_ = home / ("Scripts" if sys.platform == "win32" else "bin")
        try:
            subprocess.run([sys.executable, "-m", "venv", str(home)], check=True, capture_output=True)
            install = [str(bin_ / "python"), "-m", "pip", "install", "--quiet", package]
            subprocess.run(install, check=True, capture_output=True, timeout=_WAITED)
        except (subprocess.SubprocessError, OSError) as error:
            print(f"{package} is left out: {type(error).__name__}", file=sys.stderr)
            continue
        if (bin_ / command).exists():
            found.append(Peer(package, (str(bin_ / command), *words), signs))
    return found

"""The program as something that is installed on this machine: how it starts itself, and where its faults are noted."""

import platform
import sys
import tempfile
import traceback
from pathlib import Path

_READER = Path(__file__).with_name("workbook_reader.py")
READ_WORKBOOK = "--read-workbook"
"""What has the packed program read a workbook in a process of its own; its entry looks for it before all else."""


def is_packed() -> bool:
    """Return whether it runs out of the one folder that `make app` makes, with no Python to be called."""
    return bool(getattr(sys, "frozen", False))


def itself(*arguments: str) -> tuple[str, ...]:
    """Return the command that starts the program with these arguments, whatever it was installed by."""
    return (sys.executable, *arguments) if is_packed() else (sys.executable, "-m", "kpfacil", *arguments)


def called(*arguments: str) -> list[str]:
    """Return the words with which a person starts the program; a packed one lies on nobody's path."""
    return [sys.executable if is_packed() else "kpfacil", *arguments]


def workbook_reader() -> list[str]:
    """Return the command that reads a workbook from stdin."""
    return [sys.executable, READ_WORKBOOK] if is_packed() else [sys.executable, "-P", str(_READER)]


def write_fault_log(fault: BaseException | None) -> Path | None:
    """Write a fault to a file in the system's folder for such; None where that cannot be done."""
    # Wanted only when something is already wrong.
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        program = version("kpfacil")
    except PackageNotFoundError:
        program = ""
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", errors="replace", prefix="kpfacil-", suffix=".log", delete=False
        ) as log:
            packed = "packed" if is_packed() else "installed"
            print(f"kpfacil {program} ({packed}), Python {platform.python_version()}, {platform.platform()}", file=log)
            traceback.print_exception(fault, file=log)
            return Path(log.name)
    except OSError:
        return None

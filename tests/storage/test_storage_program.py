"""The program as something installed: it starts itself as it was started, and says where its faults are noted."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kpfacil.export import MissingLibrary
from kpfacil.storage import program
from kpfacil.tui.wall import command_line

SOURCE = Path(program.__file__).parents[1]
ALONE = ("storage/program.py", "export/__init__.py")
"""Who may know what the program was started by."""


@pytest.fixture
def packed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program be the packed one."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)


def test_it_starts_itself() -> None:
    """Installed, it is a module of this very Python, and a person calls it by its name."""
    assert program.itself("show", "a b.toml") == (sys.executable, "-m", "kpfacil", "show", "a b.toml")
    assert program.start_words("show") == ["kpfacil", "show"]
    done = subprocess.run([*program.itself("--version")], capture_output=True, check=True)
    assert done.stdout.startswith(b"kpfacil")


@pytest.mark.usefixtures("packed")
def test_a_packed_program_starts_itself_without_python() -> None:
    """There is no `python -m` and nothing on the path: it starts its own file, also to read a workbook."""
    assert program.itself("show", "a.toml") == (sys.executable, "show", "a.toml")
    assert program.start_words("show") == [sys.executable, "show"]
    assert program.workbook_reader() == [sys.executable, program.READ_WORKBOOK]
    assert command_line(Path("a.toml"), "linux") == shlex.join([sys.executable, "show", "a.toml"])


@pytest.mark.usefixtures("packed")
def test_a_packed_program_advises_no_installing() -> None:
    """What was left out of it can't be brought by a command, so none is named."""
    assert MissingLibrary("typst", "pdf").install == ""


def test_nobody_else_builds_a_command_of_the_program() -> None:
    """Whatever starts the program or installs something asks the one place that knows how it was installed."""
    for path in SOURCE.rglob("*.py"):
        if path.relative_to(SOURCE).as_posix() not in ALONE:
            text = path.read_text("utf-8")
            assert "sys.executable" not in text, path
            assert "pip install" not in text, path
    for path in SOURCE.rglob("texts/*.toml"):
        assert "pip" not in path.read_text("utf-8").replace("{install}", "").split(), path


def test_a_fault_is_noted_with_the_programs_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file begins with the program, Python and system, and holds the fault; where it can't be, there is none."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    log = program.write_fault_log(ValueError("hop"))
    assert log is not None
    first, *_, last = log.read_text("utf-8").splitlines()
    assert first.startswith("kpfacil ")
    assert "(installed), Python 3." in first
    assert last == "ValueError: hop"
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    assert program.write_fault_log(ValueError("hop")) is None

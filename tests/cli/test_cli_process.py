"""The program as a process: start, streams, pipes, and what is not loaded."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*argv: str, cwd: Path, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m kpfacil` in a fresh interpreter."""
    return subprocess.run(
        [sys.executable, "-m", "kpfacil", *argv],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        timeout=120,
    )


def test_from_an_empty_folder_to_a_memo(tmp_path: Path) -> None:
    """A session prepared, recorded from stdin and written as a memo by three processes is UTF-8 in any locale."""
    made = run("new", "--table", "Äijät", "--date", "21.11.2026", cwd=tmp_path, KPFACIL_SESSIONS="s")
    assert (made.returncode, made.stderr) == (0, b"")
    path = made.stdout.decode().strip()
    added = run("add", path, "-", cwd=tmp_path, stdin="hyvää 😀\n".encode(), PYTHONIOENCODING="ascii")
    assert (added.returncode, added.stdout.split()) == (0, [b"I1"])
    memo = run("memo", path, "-o", "-", cwd=tmp_path, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert "hyvää 😀" in memo.stdout.decode("utf-8")
    assert memo.stderr == b""


def test_stdin_of_windows_is_read_too(tmp_path: Path) -> None:
    """Lines that are not UTF-8 are read as cp1252."""
    path = run("new", "--table", "A", "--sessions", "s", cwd=tmp_path).stdout.decode().strip()
    run("add", path, "-", cwd=tmp_path, stdin="+ kyläpäivä\r\n".encode("cp1252"))
    assert "kyläpäivä" in Path(path).read_text("utf-8")


def test_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    """A closed pipe ends the program without a word."""
    path = run("new", "--table", "A", "--sessions", "s", cwd=tmp_path).stdout.decode().strip()
    command = f'"{sys.executable}" -m kpfacil --help; exec "{sys.executable}" -m kpfacil memo "{path}" -o -'
    process = subprocess.Popen(
        ["/bin/sh", "-c", f"({command}) | true"],
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
    )
    _, err = process.communicate(timeout=60)
    assert err == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("command", ["--help", "list"])
def test_full_output_is_a_sentence(tmp_path: Path, command: str) -> None:
    """Output that can't be written is a sentence that speaks of the output, and exit 1."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kpfacil", command],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            timeout=60,
        )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert done.stderr.count(b"\n") == 1
    assert "Tulosta ei voi kirjoittaa" in done.stderr.decode()


_SEEN = """
import io, sys
from pathlib import Path
from kpfacil.cli import main
from kpfacil.cli.around import Around
around = Around(cwd=Path(sys.argv[1]), env={}, stdin=io.StringIO("+ a"), stdout=io.StringIO(), stderr=io.StringIO())
assert main(sys.argv[2:], around) in (0, 1), around.stderr.getvalue()
heavy = {"textual", "rich", "docx", "icalendar", "typst", "filelock", "shtab", "segno", "platformdirs"}
print(*sorted(heavy & {name.partition(".")[0] for name in sys.modules}))
"""


@pytest.mark.parametrize(
    ("argv", "allowed"),
    [
        (("new", "--table", "B"), {"filelock"}),
        (("add", "F", "-"), {"filelock"}),
        (("memo", "F"), set()),
        (("tasks",), set()),
        (("report", "sessions/a"), set()),
        (("list",), set()),
        (("search", "kissa"), set()),
        (("check", "F"), set()),
        (("--help",), set()),
        (("run", "F"), set()),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_nothing_heavy_is_loaded_without_need(tmp_path: Path, argv: tuple[str, ...], allowed: set[str]) -> None:
    """Each command works in a fresh interpreter without Textual and without libraries that it does not use."""
    (tmp_path / "sessions").mkdir()
    path = run("new", "--table", "A", cwd=tmp_path).stdout.decode().strip()
    words = [path if word == "F" else word for word in argv]
    done = subprocess.run(
        [sys.executable, "-c", _SEEN, str(tmp_path), *words],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
    )
    assert set(done.stdout.split()) <= allowed

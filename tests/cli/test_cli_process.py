"""The program as a process: start, streams, pipes, and what is not loaded."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command_line import Kpfacil

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
    """Lines that are not UTF-8 are read as UTF-16 or cp1252."""
    path = run("new", "--table", "A", "--sessions", "s", cwd=tmp_path).stdout.decode().strip()
    for words, encoding in (("kyläpäivä", "cp1252"), ("20 € – ”moi”", "utf-16"), ("juhlat – 5 €", "utf-8-sig")):
        run("add", path, "-", cwd=tmp_path, stdin=f"+ {words}\r\n".encode(encoding))
        assert words in Path(path).read_text("utf-8")


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


_PRINTING = (
    "--help",
    "--version",
    "--print-completion bash",
    "list",
    "search kissa",
    "tasks",
    "report sessions/a",
    "memo F -o -",
    "memo F",
    "check F",
    "new --table B",
    "add F koira",
)


def streams(command: str, redirection: str, cwd: Path) -> tuple[int, str]:
    """Run the program with a stream as the shell's redirection makes it, and return its exit code and stderr.

    Its home is the folder it runs in, so that no meeting of the one who runs the tests is told of.
    """
    line = f'exec "{sys.executable}" -m kpfacil {command} {redirection}'
    env = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    done = subprocess.run(
        ["/bin/sh", "-c", line],
        capture_output=True,
        check=False,
        env={**env, "HOME": str(cwd), "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},
        cwd=cwd,
        timeout=60,
    )
    assert done.stdout == b""
    return done.returncode, done.stderr.decode()


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    """Return the file of a meeting in the folder's sessions, which every command can print something of."""
    (tmp_path / "sessions").mkdir()
    kp = Kpfacil(tmp_path)
    path = Path(kp("new", "--table", "A", "--date", "21.11.2026").lines[0])
    assert kp("add", str(path), "+ kissa", "! koira").code == 0
    with path.open("a", encoding="utf-8") as file:
        file.write('\n[odd]\nkey = "advice for check"\n')
    return path


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize(
    ("command", "redirection"),
    [
        *((command, ">/dev/full") for command in _PRINTING),
        ("list", ">&-"),
        ("memo F -o -", ">&-"),
        ("add F koira", ">&-"),
    ],
)
def test_output_that_cannot_be_written_is_a_sentence(
    tmp_path: Path, meeting: Path, command: str, redirection: str
) -> None:
    """Output to a full or a closed stream is one sentence on stderr that speaks of the output, and exit 1."""
    code, err = streams(command.replace("F", str(meeting)), redirection, tmp_path)
    assert code == 1
    told = [line for line in err.splitlines() if "Tulosta ei voi kirjoittaa" in line]
    assert len(told) == 1
    assert ("levy on täynnä" if redirection == ">/dev/full" else "yhteys on suljettu") in told[0]
    assert "Traceback" not in err
    assert "Exception ignored" not in err


@pytest.mark.parametrize("redirection", ["<&-", "0>/dev/null"])
def test_input_that_cannot_be_read_is_a_sentence(tmp_path: Path, meeting: Path, redirection: str) -> None:
    """Lines from a closed stream, or one for writing, are one sentence that speaks of the input, and exit 1."""
    code, err = streams(f"add {meeting} -", redirection, tmp_path)
    assert code == 1
    assert err.count("\n") == 1
    assert "Syötettä ei voi lukea" in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("redirection", ["2>/dev/full", "2>&-"])
def test_nobody_to_warn_leaves_the_exit_code(tmp_path: Path, redirection: str) -> None:
    """Where stderr takes nothing, what it was for is lost and the exit codes stay."""
    assert streams("list", redirection, tmp_path) == (0, "")
    assert streams("memo missing.toml", redirection, tmp_path) == (1, "")
    assert streams("nonsense", redirection, tmp_path) == (2, "")


_SEEN = """
import io, sys
from pathlib import Path
from kpfacil.cli import main
from kpfacil.cli.console import Around
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
        (("memo", "F"), {"docx"}),
        (("tasks",), set()),
        (("report", "sessions/a"), set()),
        (("remind", "sessions/a"), set()),
        (("invite", "F"), set()),
        (("publish", "sessions/a", "web"), set()),
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


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a folder that somebody is in")
def test_a_folder_that_is_gone_is_no_fault(tmp_path: Path) -> None:
    """Begun in a folder that has been removed, the program works with what is named whole and misses the rest."""
    script = "import os, sys; from kpfacil.cli import main; os.rmdir(os.getcwd()); sys.exit(main(sys.argv[1:]))"
    for argv, code in ((("--sessions", str(tmp_path), "list"), 0), (("memo", "x.toml"), 1)):
        gone = tmp_path / "gone"
        gone.mkdir()
        outcome = subprocess.run(
            [sys.executable, "-c", script, *argv],
            cwd=gone,
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert (outcome.returncode, outcome.stderr.count(b"\n")) == (code, 1), outcome.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_no_text_is_written(tmp_path: Path) -> None:
    """A document gets the name that was asked for, also where its bytes are no UTF-8, and is known as ours again."""
    path = run("new", "--table", "A", "--sessions", "s", cwd=tmp_path).stdout.decode().strip()
    name = os.fsdecode(b"m\xff.md")
    for _ in range(2):
        outcome = run("memo", path, "-o", name, cwd=tmp_path)
        assert (outcome.returncode, outcome.stderr) == (0, b"")

"""The session file under a reader that never rests, a process killed at any moment, and a disk that gives out."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kpfacil.storage.decode import decode, load

_HEAD = b'format = 1\n[table]\nname = "P"\n[meeting]\ndate = 2026-11-21\n'

_WRITER = """
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from kpfacil.model.entries import Idea
from kpfacil.storage.decode import load
from kpfacil.storage.lock import hold
from kpfacil.storage.saver import Saver
from kpfacil.storage.saver import Failed, Saved

def tell(state):
    if isinstance(state, Saved):
        print(len(state.session.ideas), flush=True)
    elif isinstance(state, Failed):
        print(state.sentence.key, flush=True)

path, most = Path(sys.argv[1]), int(sys.argv[2])
with hold(path, datetime(2026, 11, 21, tzinfo=UTC)):
    opened = load(path)
    saver = Saver(path, opened, tell)
    session = opened.session
    for number in range(len(session.ideas) + 1, most + 1):
        session = replace(session, ideas=(*session.ideas, Idea(id=f"I{number}", text=f"idea {number} " + "x" * 500)))
        saver.want(session)
        saver.flush(5.0)
    saver.close(1.0)
"""


def _writer(path: Path, most: int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", _WRITER, str(path), str(most)], stdout=subprocess.PIPE)


def _last_told(output: bytes) -> int:
    """Return the last number of a whole line: a line cut by the kill was not told."""
    lines = output.split(b"\n")[:-1]
    return int(lines[-1]) if lines else 0


def test_a_reader_never_sees_a_torn_file(tmp_path: Path) -> None:
    """Somebody who reads all the time while another process saves sees only whole sessions, newer and newer."""
    path = tmp_path / "2026-11-21.toml"
    path.write_bytes(_HEAD)
    seen: list[int] = []
    with _writer(path, 120) as writer:
        while writer.poll() is None:
            seen.append(len(decode(path.read_bytes()).ideas))
        assert writer.returncode == 0
    assert seen == sorted(seen)
    assert len(set(seen)) > 5
    assert len(load(path).session.ideas) == 120


def test_killed_at_any_moment_nothing_told_as_saved_is_lost(tmp_path: Path) -> None:
    """A process killed again and again leaves a whole file with all it had told of, and no lock that holds."""
    path = tmp_path / "2026-11-21.toml"
    path.write_bytes(_HEAD)
    chance = random.Random(20261121)  # noqa: S311 - moments of killing, not secrets
    before = 0
    for _ in range(8):
        with _writer(path, 100_000) as writer:
            assert writer.stdout is not None
            first = writer.stdout.readline()
            deadline = time.monotonic() + chance.uniform(0, 0.08)
            while time.monotonic() < deadline:
                load(path)
            writer.kill()
            told = max(_last_told(first), _last_told(writer.stdout.read()))
        found = len(load(path).session.ideas)
        assert found >= told > before
        before = found
    assert len(list(tmp_path.glob(".*.tmp"))) <= 1
    assert list(tmp_path.glob("*conflict*")) == []


def test_a_second_writer_process_is_refused(tmp_path: Path) -> None:
    """While one process writes, another one can't begin; the file is the first one's alone."""
    path = tmp_path / "2026-11-21.toml"
    path.write_bytes(_HEAD)
    with _writer(path, 100_000) as first:
        assert first.stdout is not None
        first.stdout.readline()
        second = subprocess.run(
            [sys.executable, "-c", _WRITER, str(path), "1"], capture_output=True, check=False, timeout=60
        )
        first.kill()
    assert second.returncode != 0
    assert b"lock.held" in second.stderr


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="needs a user who may become another one")
def test_a_folder_without_permission_fails_and_keeps_the_file(tmp_path: Path) -> None:
    """Where the folder refuses new files, the save fails with its reason and the old file stands."""
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from kpfacil.storage.atomic import write_atomically\n"
        "from kpfacil.storage.saver import failure\n"
        "path = Path(sys.argv[1])\n"
        "os.setgid(65534); os.setuid(65534)\n"
        "try:\n    write_atomically(path, b'new')\n"
        "except OSError as error:\n    print(failure(error, path).key)\n"
    )
    closed, readonly = tmp_path / "closed" / "a.toml", tmp_path / "open" / "a.toml"
    for path, folder_mode, mode in ((closed, 0o755, 0o666), (readonly, 0o777, 0o444)):
        path.parent.mkdir()
        path.write_bytes(b"old")
        path.chmod(mode)
        path.parent.chmod(folder_mode)
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(folder.stat().st_mode | 0o111)
    for path in (closed, readonly):
        done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, check=False)
        assert done.stdout.strip() == b"saver.no-permission", done.stderr
        assert path.read_bytes() == b"old"
        assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits the size of files as Linux does")
def test_a_disk_that_fills_up_in_the_middle_keeps_the_last_whole_file(tmp_path: Path) -> None:
    """When a file can grow no more, the save is told as failed and the last saved session stays readable."""
    path = tmp_path / "2026-11-21.toml"
    path.write_bytes(_HEAD)
    limit = "import resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
    code = limit + _WRITER.replace("saver.flush(5.0)", "saver.flush(0.2) or sys.exit(saver.close(0.2))")
    done = subprocess.run([sys.executable, "-c", code, str(path), "100"], capture_output=True, check=False, timeout=120)
    lines = done.stdout.split()
    assert lines[-1] == b"saver.disk-full", done.stderr
    told = max(int(line) for line in lines if line.isdigit())
    assert len(load(path).session.ideas) == told > 10
    assert list(tmp_path.glob(".*.tmp")) == []

"""Who follows a session, and what a dead writer has left."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kpfacil.storage.follow import Following, following
from kpfacil.storage.lock import hold, left_behind
from tests.fakes import NOW


def test_a_screen_is_counted_while_it_follows(tmp_path: Path) -> None:
    """A marker stands beside the session from begin to end, and only then."""
    path = tmp_path / "2026-11-21.toml"
    marker = Following(path)
    assert following(path) == 0
    marker.begin()
    assert following(path) == 1
    marker.end()
    marker.end()
    assert following(path) == 0
    assert list(tmp_path.iterdir()) == []


def test_the_marker_of_a_dead_screen_is_cleared_away(tmp_path: Path) -> None:
    """A marker that no living process holds counts for nothing and is removed."""
    path = tmp_path / "2026-11-21.toml"
    (tmp_path / ".2026-11-21.toml.show-4711").touch()
    (tmp_path / ".2026-12-12.toml.show-4711").touch()
    assert following(path) == 0
    assert [found.name for found in tmp_path.iterdir()] == [".2026-12-12.toml.show-4711"]


def test_screens_of_other_processes_are_counted(tmp_path: Path) -> None:
    """A screen in another process is seen from here, and is gone when the process is killed."""
    path = tmp_path / "2026-11-21.toml"
    code = (
        "import sys; from pathlib import Path; from kpfacil.storage.follow import Following;"
        "made = Following(Path(sys.argv[1])); made.begin(); print('on', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"on\n"
        assert following(path) == 1
        other.kill()
        other.wait()
    assert following(path) == 0


def test_a_folder_that_cannot_be_written_does_without(tmp_path: Path) -> None:
    """Where no marker can be left, the screen follows all the same."""
    path = tmp_path / "none" / "2026-11-21.toml"
    marker = Following(path)
    marker.begin()
    marker.end()
    assert following(path) == 0


def test_a_writer_that_died_has_left_its_session_behind(tmp_path: Path) -> None:
    """A holder's note without a living lock tells of a crash; a living writer or a proper end does not."""
    path = tmp_path / "2026-11-21.toml"
    assert not left_behind(path)
    with hold(path, NOW):
        assert not left_behind(path)
    assert not left_behind(path)
    (tmp_path / ".2026-11-21.toml.holder").write_text("pid = 1", encoding="utf-8")
    assert left_behind(path)
    (tmp_path / ".2026-11-21.toml.lock").touch()
    assert left_behind(path)


@pytest.mark.skipif(os.name != "posix" or os.getuid() == 0, reason="root may open everything")
def test_a_lock_that_cannot_be_opened_is_taken_for_held(tmp_path: Path) -> None:
    """What can't be asked is left alone."""
    path = tmp_path / "2026-11-21.toml"
    (tmp_path / ".2026-11-21.toml.holder").touch()
    lock = tmp_path / ".2026-11-21.toml.lock"
    lock.touch()
    lock.chmod(0)
    assert not left_behind(path)

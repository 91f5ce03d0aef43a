import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kpfacil.storage.atomic import replace, sweep, write_atomically


def test_the_bytes_are_there_and_nothing_else(tmp_path: Path) -> None:
    """A write leaves the bytes under the name and no temporary file."""
    path = tmp_path / "a.toml"
    write_atomically(path, b"yksi")
    write_atomically(path, b"kaksi")
    assert path.read_bytes() == b"kaksi"
    assert [file.name for file in tmp_path.iterdir()] == ["a.toml"]


def test_short_writes_are_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that takes a few bytes at a time gets all of them in the end."""
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, bytes(data[:3])))
    write_atomically(tmp_path / "a.toml", b"kymmenen merkkia")
    assert (tmp_path / "a.toml").read_bytes() == b"kymmenen merkkia"


def test_the_order_is_write_sync_rename_sync(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes are synced before the rename and the folder after it: only then is it saved."""
    done: list[str] = []
    kinds: dict[int, str] = {}
    real_open, real_write, real_sync, real_replace = os.open, os.write, os.fsync, os.replace

    def opened(path: Path, flags: int, mode: int = 0o777) -> int:
        handle = real_open(path, flags, mode)
        kinds[handle] = "folder" if Path(path).is_dir() else "file"
        return handle

    def synced(handle: int) -> None:
        real_sync(handle)
        done.append(f"sync {kinds[handle]}")

    def wrote(handle: int, data: bytes) -> int:
        done.append("write")
        return real_write(handle, data)

    def replaced(source: Path, target: Path) -> None:
        real_replace(source, target)
        done.append("replace")

    for name, function in (("open", opened), ("write", wrote), ("fsync", synced), ("replace", replaced)):
        monkeypatch.setattr(os, name, function)
    write_atomically(tmp_path / "a.toml", b"x", before_replace=lambda: done.append("last look"))
    assert done == ["write", "sync file", "last look", "replace", "sync folder"]


@pytest.mark.parametrize("name", ["write", "fsync", "replace", "open"])
def test_a_failure_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Whichever step fails, the old bytes stand and no temporary file is left."""
    path = tmp_path / "a.toml"
    path.write_bytes(b"vanha")

    def fail(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, name, fail)
        with pytest.raises(OSError, match="No space"):
            write_atomically(path, b"uusi")
    assert path.read_bytes() == b"vanha"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_synced_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a share whose folders can't be synced or listed, a write is still done; a broken disk is told."""
    real = os.fsync

    def sync(number: int) -> Callable[[int], None]:
        def fsync(handle: int) -> None:
            if os.path.isdir(f"/proc/self/fd/{handle}"):  # noqa: PTH112
                raise OSError(number, "no")
            real(handle)

        return fsync

    monkeypatch.setattr(os, "fsync", sync(errno.EINVAL))
    write_atomically(tmp_path / "a.toml", b"x")
    monkeypatch.setattr(os, "fsync", sync(errno.EIO))
    with pytest.raises(OSError, match="no"):
        write_atomically(tmp_path / "a.toml", b"y")


def test_the_mode_is_kept(tmp_path: Path) -> None:
    """A file that only its owner may read stays one."""
    path = tmp_path / "a.toml"
    path.write_bytes(b"x")
    path.chmod(0o600)
    write_atomically(path, b"y")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_closed_to_writing_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that its owner has made read-only is left alone, although the folder would allow a replacement."""
    path = tmp_path / "a.toml"
    path.write_bytes(b"x")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError):
        write_atomically(path, b"y")
    assert path.read_bytes() == b"x"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """Writing through a symbolic link writes the file it leads to, with the temporary file beside that."""
    (tmp_path / "real").mkdir()
    link = tmp_path / "link.toml"
    link.symlink_to(tmp_path / "real" / "a.toml")
    write_atomically(link, b"x")
    assert link.is_symlink()
    assert (tmp_path / "real" / "a.toml").read_bytes() == b"x"


def test_what_the_last_look_raises_leaves_the_old_file(tmp_path: Path) -> None:
    """Whoever sees at the last moment that the file has changed can still stop the write."""
    path = tmp_path / "a.toml"
    path.write_bytes(b"x")

    def stop() -> None:
        raise RuntimeError("changed")

    with pytest.raises(RuntimeError):
        write_atomically(path, b"y", before_replace=stop)
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == b"x"


def test_windows_gets_another_try(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a reader holds the file open, as on Windows, the rename is tried again, and not for ever."""
    source, target = tmp_path / "new", tmp_path / "old"
    source.write_bytes(b"x")
    tries, pauses = [0], list[float]()
    real = os.replace

    def busy(first: Path, second: Path) -> None:
        tries[0] += 1
        if tries[0] < 4:
            raise PermissionError(errno.EACCES, "in use")
        real(first, second)

    monkeypatch.setattr(os, "replace", busy)
    monkeypatch.setattr(os, "name", "nt")
    replace(source, target, pauses.append)
    monkeypatch.setattr(os, "name", "posix")
    assert target.read_bytes() == b"x"
    assert pauses == sorted(pauses)
    assert len(pauses) == 3


def test_elsewhere_a_refused_rename_fails_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where waiting does not help, a rename that is refused fails without a pause."""

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(os, "replace", refuse)
    pauses: list[float] = []
    with pytest.raises(PermissionError):
        replace(tmp_path / "a", tmp_path / "b", pauses.append)
    assert pauses == []


def test_sweeping_removes_only_what_dead_writers_of_this_file_left(tmp_path: Path) -> None:
    """Temporary files of this session go; this process's own, other sessions' and everything else stay."""
    stale = tmp_path / ".2026-11-21.toml.99-1.tmp"
    kept = [
        tmp_path / f".2026-11-21.toml.{os.getpid()}-7.tmp",
        tmp_path / ".2026-11-21-2.toml.99-1.tmp",
        tmp_path / "2026-11-21.toml",
        tmp_path / ".2026-11-21.toml.lock",
    ]
    for path in (stale, *kept):
        path.write_bytes(b"")
    assert sweep(tmp_path / "2026-11-21.toml") == (stale,)
    assert set(tmp_path.iterdir()) == set(kept)


def test_a_leftover_of_the_same_name_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A temporary file left by a dead process that had the same number is not written into."""
    monkeypatch.setattr("kpfacil.storage.atomic._NUMBERS", iter([1, 2]))
    left = tmp_path / f".a.toml.{os.getpid()}-1.tmp"
    left.write_bytes(b"old")
    write_atomically(tmp_path / "a.toml", b"x")
    assert left.read_bytes() == b"old"
    assert (tmp_path / "a.toml").read_bytes() == b"x"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")
def test_a_pipe_or_a_device_is_written_to_and_stays(tmp_path: Path) -> None:
    """What is not a file takes the bytes as it is: a device is never replaced by a file of its name."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomically(pipe, b"muistio")
        assert os.read(reader, 100) == b"muistio"
    finally:
        os.close(reader)
    assert pipe.is_fifo()

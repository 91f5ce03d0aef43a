import errno
import os
import platform
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import filelock
import pytest

from kpfacil.storage.content import languages, load_texts
from kpfacil.storage.files import StorageError
from kpfacil.storage.lock import Held, Holder, hold, holder_of, left_behind

_SINCE = datetime(2026, 11, 21, 17, 3, tzinfo=timezone(timedelta(hours=2)))
_HOLD_AND_WAIT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from kpfacil.storage.lock import hold
lock = hold(Path(sys.argv[1]), datetime(2026, 11, 21, 15, 3, tzinfo=UTC), "kpfacil run")
print("held", flush=True)
sys.stdin.read()
"""


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_second_writer_is_told_who_holds_it(tmp_path: Path) -> None:
    """Whoever comes second hears who records the session, on which machine and since when."""
    path = tmp_path / "2026-11-21.toml"
    with hold(path, _SINCE, "kpfacil run"):
        with pytest.raises(Held) as caught:
            hold(path, _SINCE)
        assert caught.value.holder.program == "kpfacil run"
        assert caught.value.holder.pid == os.getpid()
        assert caught.value.holder.since == _SINCE
        details = caught.value.sentence.details
        assert (details["day"], details["since"]) == (_SINCE.date(), "17.03")
        assert caught.value.key == "lock.held"


def test_letting_go_leaves_nothing_behind(tmp_path: Path) -> None:
    """After the release the folder is as it was, and the next writer may come; releasing twice does no harm."""
    path = tmp_path / "2026-11-21.toml"
    lock = hold(path, _SINCE)
    assert _names(tmp_path) == {".2026-11-21.toml.lock", ".2026-11-21.toml.holder"}
    lock.close()
    lock.close()
    assert _names(tmp_path) == set()
    hold(path, _SINCE).close()


def test_two_sessions_of_one_table_are_held_apart(tmp_path: Path) -> None:
    """Holding one session does not keep anybody from another one."""
    with hold(tmp_path / "2026-11-21.toml", _SINCE), hold(tmp_path / "2026-11-21-2.toml", _SINCE):
        assert len(_names(tmp_path)) == 4


def test_a_link_and_its_file_are_one_session(tmp_path: Path) -> None:
    """Two names of one file cannot be written at once."""
    (tmp_path / "link.toml").symlink_to(tmp_path / "a.toml")
    with hold(tmp_path / "link.toml", _SINCE), pytest.raises(Held):
        hold(tmp_path / "a.toml", _SINCE)


def test_a_killed_process_keeps_nothing(tmp_path: Path) -> None:
    """Another process holds the session until it is killed; then it is taken over and its leftovers are cleared."""
    path = tmp_path / "2026-11-21.toml"
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD_AND_WAIT, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        (tmp_path / f".2026-11-21.toml.{other.pid}-3.tmp").write_bytes(b"half")
        with pytest.raises(Held) as caught:
            hold(path, _SINCE)
        assert caught.value.holder.pid == other.pid
        other.kill()
    with hold(path, _SINCE):
        assert holder_of(path).pid == os.getpid()
        assert _names(tmp_path) == {".2026-11-21.toml.lock", ".2026-11-21.toml.holder"}


def test_a_note_that_cannot_be_read_is_no_obstacle(tmp_path: Path) -> None:
    """Where the holder's note is missing or broken, a second writer is refused all the same, without a name."""
    path = tmp_path / "a.toml"
    with hold(path, _SINCE):
        (tmp_path / ".a.toml.holder").write_bytes(b"\xff")
        with pytest.raises(Held) as caught:
            hold(path, _SINCE)
        assert caught.value.key == "lock.held-unknown"
        assert caught.value.holder == Holder()
        (tmp_path / ".a.toml.holder").write_bytes(b'user = "a\\u001bb"\npid = "x"\nsince = 3\n')
        assert holder_of(path) == Holder(user="ab")


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read-only or missing folder is refused with its name and what to do."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(filelock.FileLock, "acquire", refuse)
    with pytest.raises(StorageError) as caught:
        hold(tmp_path / "a.toml", _SINCE)
    assert (caught.value.key, caught.value.sentence.details["folder"]) == ("lock.no-permission", str(tmp_path))
    with pytest.raises(StorageError) as caught:
        hold(tmp_path / "none" / "a.toml", _SINCE)
    assert caught.value.key == "lock.no-folder"


def test_a_note_is_not_needed_for_a_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without a name and a disk without room for the note still get the lock."""

    def fail(*_: object, **__: object) -> str:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("getpass.getuser", fail)
    monkeypatch.setattr("kpfacil.storage.lock.write_atomically", fail)
    with hold(tmp_path / "a.toml", _SINCE):
        assert holder_of(tmp_path / "a.toml") == Holder()


def test_a_lock_of_another_machine_is_never_taken_over(tmp_path: Path) -> None:
    """Over a shared folder only the note tells who writes: it is believed, named, and left where it is."""
    path = tmp_path / "2026-11-21.toml"
    note = tmp_path / f".{path.name}.holder"
    note.write_text('user = "sirpa"\nhost = "toinen-kone"\nprogram = "kpfacil"\npid = 7\n', "utf-8")
    with pytest.raises(Held) as told:
        hold(path, datetime(2026, 11, 21, 17, 0, tzinfo=timezone(timedelta(hours=2))))
    assert (told.value.holder.user, told.value.holder.host) == ("sirpa", "toinen-kone")
    assert [found.name for found in tmp_path.iterdir()] == [note.name]


def test_a_lock_of_another_machine_is_taken_over_where_somebody_says_so(tmp_path: Path) -> None:
    """The sentence tells the way; the one who was there before takes nobody's note away when it lets go."""
    path = tmp_path / "2026-11-21.toml"
    note = tmp_path / f".{path.name}.holder"
    note.write_text('user = "sirpa"\nhost = "toinen-kone"\npid = 7\n', "utf-8")
    with pytest.raises(Held) as told:
        hold(path, _SINCE)
    for language in languages():
        who, way_out = told.value.sentences(load_texts(language))
        assert "sirpa" in who
        assert f"kpfacil run --take-over {path}" in way_out
    assert not left_behind(path)
    with hold(path, _SINCE, take_over=True):
        assert holder_of(path).host == platform.node()
    assert _names(tmp_path) == set()


def test_a_lock_that_was_taken_over_is_let_go_without_a_trace(tmp_path: Path) -> None:
    """Whoever has taken over keeps the note, also when the program that had it before ends after all."""
    path = tmp_path / "2026-11-21.toml"
    with hold(path, _SINCE):
        (tmp_path / f".{path.name}.holder").write_text('user = "sirpa"\nhost = "toinen-kone"\npid = 7\n', "utf-8")
    assert holder_of(path).host == "toinen-kone"


def test_a_lock_that_is_held_here_is_never_taken_over(tmp_path: Path) -> None:
    """Saying so changes nothing where the other program runs on this machine."""
    path = tmp_path / "2026-11-21.toml"
    with hold(path, _SINCE), pytest.raises(Held) as told:
        hold(path, _SINCE, take_over=True)
    assert not told.value.elsewhere


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps an open file from being removed")
def test_a_lock_that_somebody_else_has_copied_back_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a copied folder brings along may not be written to and is held by nobody: it goes, and the note with it."""
    path = tmp_path / "2026-11-21.toml"
    lock, note = (tmp_path / f".{path.name}.{ending}" for ending in ("lock", "holder"))
    lock.write_text("sirpa", "utf-8")
    note.write_text(f'user = "sirpa"\nhost = "{platform.node()}"\npid = 7\n', "utf-8")
    real = os.access

    def may(there: Path, mode: int) -> bool:
        return real(there, mode) and (there.is_dir() or "sirpa" not in there.read_text("utf-8"))

    monkeypatch.setattr(os, "access", may)
    with hold(path, _SINCE):
        assert lock.read_text("utf-8") == ""
        assert holder_of(path).pid == os.getpid()
    assert _names(tmp_path) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps an open file from being removed")
def test_a_lock_that_may_not_be_written_to_and_is_held_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another user's lock is only removed where nobody holds it."""
    path = tmp_path / "2026-11-21.toml"
    with hold(path, _SINCE):
        monkeypatch.setattr(os, "access", lambda *_: False)
        with pytest.raises(Held):
            hold(path, _SINCE)
        assert (tmp_path / f".{path.name}.lock").exists()

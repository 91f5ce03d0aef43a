import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kpfacil.model.entries import Idea
from kpfacil.model.session import Session
from kpfacil.storage.decode import load
from kpfacil.storage.encode import encode
from kpfacil.storage.files import StorageError, Unreadable
from kpfacil.storage.saver import BackedUp, Conflicted, Keeper, failure

Make = Callable[[str], Path]


def _with_idea(session: Session, text: str) -> Session:
    return replace(session, ideas=(*session.ideas, Idea(id="I2", text=text)), counters={**session.counters, "I": 2})


def test_a_new_session_is_made_with_its_folder(tmp_path: Path, whole: Session) -> None:
    """The first session of a table makes the folder and the file."""
    path = tmp_path / "poyta" / "2026-11-21.toml"
    assert Keeper(path).put(whole) == ()
    assert load(path).session == whole


def test_nothing_changed_is_not_written(make_file: Make) -> None:
    """A session that is what the file holds leaves the file untouched, also one edited by hand."""
    path = make_file("a.toml")
    path.write_bytes(b"# kommentti\n" + path.read_bytes())
    before = path.stat()
    opened = load(path)
    assert Keeper(path, opened).put(opened.session) == ()
    after = path.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_what_the_program_wrote_gets_no_backup(make_file: Make) -> None:
    """A file that the program itself wrote is saved over without a copy."""
    path = make_file("a.toml")
    opened = load(path)
    assert Keeper(path, opened).put(_with_idea(opened.session, "x")) == ()
    assert [file.name for file in path.parent.iterdir()] == ["a.toml"]


def test_the_first_save_of_a_hand_edited_file_keeps_the_original_once(make_file: Make) -> None:
    """Comments written by hand stay in a backup, made at the first save only."""
    path = make_file("a.toml")
    original = b"# kommentti\n" + path.read_bytes()
    path.write_bytes(original)
    opened = load(path)
    keeper = Keeper(path, opened)
    backup = path.with_name("a.toml.bak")
    assert keeper.put(_with_idea(opened.session, "x")) == (BackedUp(backup),)
    assert keeper.put(_with_idea(opened.session, "y")) == ()
    assert backup.read_bytes() == original
    assert load(path).session.ideas[1].text == "y"


def test_an_earlier_backup_is_not_lost(make_file: Make) -> None:
    """A second hand-edited version goes into a second backup; the very same bytes need no second one."""
    path = make_file("a.toml")
    written = path.read_bytes()
    for comment, name in ((b"# yksi\n", "a.toml.bak"), (b"# kaksi\n", "a.toml.bak-2"), (b"# yksi\n", "a.toml.bak")):
        path.write_bytes(comment + written)
        opened = load(path)
        notices = Keeper(path, opened).put(_with_idea(opened.session, "x"))
        assert notices == (BackedUp(path.with_name(name)),)
        assert path.with_name(name).read_bytes() == comment + written


def test_a_file_changed_by_somebody_else_is_never_overwritten(make_file: Make) -> None:
    """A changed file is left as it is; the session goes beside it and is saved there from then on."""
    path = make_file("2026-11-21.toml")
    opened = load(path)
    keeper = Keeper(path, opened)
    path.write_bytes(b"somebody else's")
    aside = path.with_name("2026-11-21.conflict-1.toml")
    assert keeper.put(_with_idea(opened.session, "x")) == (Conflicted(aside),)
    assert keeper.put(_with_idea(opened.session, "y")) == ()
    assert keeper.path == aside
    assert path.read_bytes() == b"somebody else's"
    assert load(aside).session.ideas[1].text == "y"


def test_the_version_aside_is_not_overwritten_either(make_file: Make) -> None:
    """A second conflict, also one of the file beside, goes to the next number."""
    path = make_file("2026-11-21.toml")
    opened = load(path)
    keeper = Keeper(path, opened)
    path.write_bytes(b"1")
    keeper.put(_with_idea(opened.session, "x"))
    keeper.path.write_bytes(b"2")
    second = path.with_name("2026-11-21.conflict-2.toml")
    assert keeper.put(_with_idea(opened.session, "y")) == (Conflicted(second),)


def test_a_change_at_the_last_moment_is_seen(make_file: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else's save that comes while the new bytes are being synced is not overwritten."""
    path = make_file("a.toml")
    opened = load(path)
    real = os.fsync

    def meanwhile(handle: int) -> None:
        real(handle)
        if not path.with_name("a.conflict-1.toml").exists():
            path.write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", meanwhile)
    notices = Keeper(path, opened).put(_with_idea(opened.session, "x"))
    assert notices == (Conflicted(path.with_name("a.conflict-1.toml")),)
    assert path.read_bytes() == b"theirs"


def test_a_new_session_does_not_overwrite_a_file_that_is_there(tmp_path: Path, whole: Session) -> None:
    """A file that appeared under the name of a new session is somebody else's."""
    path = tmp_path / "a.toml"
    path.write_bytes(b"theirs")
    assert Keeper(path).put(whole) == (Conflicted(tmp_path / "a.conflict-1.toml"),)


def test_a_removed_file_is_made_again(make_file: Make) -> None:
    """Where somebody removed the file there is nothing to overwrite, and the session is saved."""
    path = make_file("poyta/a.toml")
    opened = load(path)
    keeper = Keeper(path, opened)
    path.unlink()
    assert keeper.put(_with_idea(opened.session, "x")) == ()
    assert load(path).session.ideas[1].text == "x"


def test_a_folder_that_was_moved_away_is_told_of_and_not_made_anew(make_file: Make, tmp_path: Path) -> None:
    """A table's folder that is renamed in mid-meeting is a failed save with its reason, until it is back."""
    path = make_file("poyta/a.toml")
    opened = load(path)
    keeper = Keeper(path, opened)
    path.parent.rename(tmp_path / "muualla")
    with pytest.raises(FileNotFoundError) as caught:
        keeper.put(_with_idea(opened.session, "x"))
    assert failure(caught.value, path).key == "saver.folder-gone"
    assert not path.parent.exists()
    (tmp_path / "muualla").rename(path.parent)
    assert keeper.put(_with_idea(opened.session, "x")) == ()
    assert load(path).session.ideas[1].text == "x"


def test_a_file_that_lost_its_end_is_waited_for(make_file: Make) -> None:
    """A file cut short while it is synchronised is no change of somebody's when its end comes back."""
    path = make_file("a.toml")
    opened = load(path)
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 5:
            path.write_bytes(opened.data)

    keeper = Keeper(path, opened, pause)
    path.write_bytes(opened.data[:400])
    assert keeper.put(_with_idea(opened.session, "x")) == ()
    assert len(pauses) == 5


def test_a_cut_file_that_stands_still_is_somebodys_change(make_file: Make, tmp_path: Path) -> None:
    """A file whose end does not come back within two seconds is left alone, and the session goes beside it."""
    path = make_file("a.toml")
    opened = load(path)
    pauses: list[float] = []
    keeper = Keeper(path, opened, pauses.append)
    path.write_bytes(opened.data[:400])
    assert keeper.put(_with_idea(opened.session, "x")) == (Conflicted(tmp_path / "a.conflict-1.toml"),)
    assert 1.9 <= sum(pauses) <= 2.2
    assert path.read_bytes() == opened.data[:400]


def test_a_file_that_was_cut_is_opened_and_kept(make_file: Make) -> None:
    """A file without its end that still reads is opened as one written by hand, and its bytes are kept."""
    path = make_file("a.toml")
    cut = path.read_bytes().rsplit(b"\n# kpfacil", 1)[0] + b"\n"
    path.write_bytes(cut)
    opened = load(path)
    assert Keeper(path, opened).put(_with_idea(opened.session, "x")) == (BackedUp(path.with_name("a.toml.bak")),)
    assert path.with_name("a.toml.bak").read_bytes() == cut


def test_what_happened_before_a_failure_is_told_after_it(make_file: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup made before the disk filled up is told of when the save has succeeded."""
    path = make_file("a.toml")
    path.write_bytes(b"# k\n" + path.read_bytes())
    opened = load(path)
    keeper = Keeper(path, opened)
    changed = _with_idea(opened.session, "x")
    real = os.replace

    def full(source: Path, target: Path) -> None:
        if target == path:
            raise OSError(errno.ENOSPC, "full")
        real(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", full)
        with pytest.raises(OSError, match="full"):
            keeper.put(changed)
    assert keeper.put(changed) == (BackedUp(path.with_name("a.toml.bak")),)


def test_our_own_unsynced_bytes_are_not_a_conflict(make_file: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A save whose very last sync failed is tried again in the same file."""
    path = make_file("a.toml")
    opened = load(path)
    keeper = Keeper(path, opened)
    changed = _with_idea(opened.session, "x")

    def broken(_: Path) -> None:
        raise OSError(errno.EIO, "broken")

    with monkeypatch.context() as patched:
        patched.setattr("kpfacil.storage.atomic._sync_folder", broken)
        with pytest.raises(OSError, match="broken"):
            keeper.put(changed)
    assert keeper.put(opened.session) == ()
    assert path.read_bytes() == encode(opened.session)


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (OSError(errno.ENOSPC, "x"), "saver.disk-full"),
        (OSError(errno.EROFS, "x"), "saver.no-permission"),
        (PermissionError(errno.EACCES, "x"), "saver.no-permission"),
        (FileNotFoundError(errno.ENOENT, "x"), "saver.folder-gone"),
        (OSError(errno.EIO, "x"), "saver.failed"),
        (ValueError("x"), "saver.failed"),
    ],
)
def test_a_failure_has_its_own_sentence(error: Exception, key: str) -> None:
    """Each kind of failure has a sentence that says what to do about it."""
    assert failure(error, Path("gone", "a.toml")).key == key


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")
def test_a_file_that_cannot_be_opened_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing file, a folder, a pipe, a forbidden and a huge file each have a reason of their own."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "bad.toml").write_bytes(b"format = x")

    def key(path: Path) -> str:
        with pytest.raises(StorageError) as caught:
            load(path)
        return caught.value.key

    assert key(tmp_path / "none.toml") == "fault.file-missing"
    assert key(tmp_path / "a\0b") == "fault.file-missing"
    assert key(tmp_path) == "fault.file-folder"
    assert key(tmp_path / "pipe") == "fault.file-odd"
    assert key(tmp_path / "bad.toml" / "x") == "fault.file-reason"
    with pytest.raises(Unreadable) as caught:
        load(tmp_path / "bad.toml")
    assert caught.value.path == tmp_path / "bad.toml"
    monkeypatch.setattr("kpfacil.storage.files.LARGEST", 3)
    assert key(tmp_path / "bad.toml") == "fault.file-large"
    monkeypatch.undo()

    def refuse(_: Path) -> bytes:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert key(tmp_path / "bad.toml") == "fault.file-permission"

import errno
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from kpfacil.model.entries import Idea
from kpfacil.model.session import Session
from kpfacil.storage.decode import load
from kpfacil.storage.saver import BackedUp, Conflicted, Failed, Saved, Saver, Saving, State

Make = Callable[[str], Path]
_LONG = 30.0


class _Told:
    """Gathers what a saver tells and lets a test wait for it."""

    def __init__(self) -> None:
        self.states: list[State] = []
        self._news = threading.Condition()

    def __call__(self, state: State) -> None:
        with self._news:
            self.states.append(state)
            self._news.notify_all()

    def wait_for(self, kind: type[State], times: int = 1) -> None:
        with self._news:
            assert self._news.wait_for(lambda: self.count(kind) >= times, _LONG)

    def count(self, kind: type[State]) -> int:
        return sum(isinstance(state, kind) for state in self.states)


def _version(session: Session, number: int) -> Session:
    return replace(session, ideas=(*session.ideas, Idea(id="I2", text=f"versio {number}")), counters={"I": 2})


@contextmanager
def _saving(path: Path, told: Callable[[State], None]) -> Iterator[tuple[Saver, Session]]:
    opened = load(path)
    saver = Saver(path, opened, told)
    try:
        yield saver, opened.session
    finally:
        saver.close(_LONG)


def test_saved_is_said_only_when_it_is_on_the_disk(make_file: Make) -> None:
    """The word *saved* names the session that a reader finds in the file at that moment."""
    path = make_file("a.toml")
    seen: list[str] = []

    def notice(state: State) -> None:
        if isinstance(state, Saved):
            seen.append(load(path).session.ideas[-1].text)

    with _saving(path, notice) as (saver, session):
        for number in range(5):
            saver.want(_version(session, number))
            assert saver.flush(_LONG)
    assert seen == [f"versio {number}" for number in range(5)]


def test_the_newest_wins_and_the_rest_may_be_skipped(make_file: Make) -> None:
    """Hundreds of wishes become few writes, in order, and the last one is on the disk when it closes."""
    path, told = make_file("a.toml"), _Told()
    with _saving(path, told) as (saver, session):
        for number in range(300):
            saver.want(_version(session, number))
        assert saver.close(_LONG)
    assert load(path).session.ideas[-1].text == "versio 299"
    saved = [int(state.session.ideas[-1].text.split()[1]) for state in told.states if isinstance(state, Saved)]
    assert saved == sorted(saved)
    assert saved[-1] == 299


def test_wanting_returns_while_the_disk_is_slow(make_file: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes its time holds nobody up but the saver's own thread."""
    path, told, go_on = make_file("a.toml"), _Told(), threading.Event()
    real = os.fsync

    def slow(handle: int) -> None:
        assert go_on.wait(_LONG)
        real(handle)

    monkeypatch.setattr(os, "fsync", slow)
    with _saving(path, told) as (saver, session):
        saver.want(_version(session, 1))
        told.wait_for(Saving)
        saver.want(_version(session, 2))
        assert not saver.flush(0.01)
        assert told.count(Saved) == 0
        go_on.set()
        assert saver.flush(_LONG)
    assert load(path).session.ideas[-1].text == "versio 2"


def test_an_unchanged_session_is_saved_without_a_write(make_file: Make) -> None:
    """Opening and closing a file does not touch it, and still counts as saved."""
    path, told = make_file("a.toml"), _Told()
    before = path.stat().st_mtime_ns
    with _saving(path, told) as (saver, session):
        saver.want(session)
        assert saver.flush(_LONG)
    assert told.states == [Saving(), Saved(session)]
    assert path.stat().st_mtime_ns == before


def test_a_full_disk_is_told_and_tried_again(make_file: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failed save is told with its reason, keeps being tried, and succeeds when there is room."""
    path, told, full = make_file("a.toml"), _Told(), threading.Event()
    full.set()
    real = os.write

    def write(handle: int, data: bytes) -> int:
        if full.is_set():
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(handle, data)

    monkeypatch.setattr(os, "write", write)
    monkeypatch.setattr("kpfacil.storage.saver._FIRST_PAUSE", 0.01)
    with _saving(path, told) as (saver, session):
        saver.want(_version(session, 1))
        told.wait_for(Failed, times=3)
        assert not saver.flush(0.01)
        full.clear()
        told.wait_for(Saved)
    assert {state.sentence.key for state in told.states if isinstance(state, Failed)} == {"saver.disk-full"}
    assert load(path).session.ideas[-1].text == "versio 1"


def test_each_wish_tries_a_failing_disk_at_once(make_file: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new wish does not wait for the pause between tries."""
    path, told = make_file("a.toml"), _Told()
    monkeypatch.setattr("kpfacil.storage.saver._FIRST_PAUSE", 3600)

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    with _saving(path, told) as (saver, session):
        with monkeypatch.context() as patched:
            patched.setattr(os, "replace", refuse)
            saver.want(_version(session, 1))
            told.wait_for(Failed)
        saver.want(_version(session, 2))
        told.wait_for(Saved)
    assert load(path).session.ideas[-1].text == "versio 2"


def test_closing_a_failing_saver_says_so(make_file: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Closing while the disk refuses ends within its time and tells that the newest is not saved."""
    path, told = make_file("a.toml"), _Told()

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    opened = load(path)
    saver = Saver(path, opened, told)
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", refuse)
        saver.want(_version(opened.session, 1))
        told.wait_for(Failed)
        assert not saver.close(0.05)
    saver._thread.join(_LONG)
    assert not saver.close(0.05)


def test_a_conflict_and_a_backup_are_told(make_file: Make) -> None:
    """Whoever watches hears of the original kept and of the other file that saving goes on in."""
    path, told = make_file("a.toml"), _Told()
    path.write_bytes(b"# k\n" + path.read_bytes())
    with _saving(path, told) as (saver, session):
        saver.want(_version(session, 1))
        assert saver.flush(_LONG)
        path.write_bytes(b"theirs")
        saver.want(_version(session, 2))
        assert saver.flush(_LONG)
        assert saver.path == path.with_name("a.conflict-1.toml")
    assert BackedUp(path.with_name("a.toml.bak")) in told.states
    assert Conflicted(path.with_name("a.conflict-1.toml")) in told.states
    assert path.read_bytes() == b"theirs"


def test_a_listener_that_fails_does_not_stop_the_saving(make_file: Make) -> None:
    """A screen that has gone away does not keep the last session off the disk."""
    path = make_file("a.toml")

    def gone(_: State) -> None:
        raise RuntimeError("the screen is gone")

    with _saving(path, gone) as (saver, session):
        saver.want(_version(session, 1))
        assert saver.close(_LONG)
    assert load(path).session.ideas[-1].text == "versio 1"


def test_what_cannot_be_written_is_told_and_the_next_is_saved(make_file: Make) -> None:
    """A session that no file can hold is told of, and the saver lives on for the next one."""
    path, told = make_file("a.toml"), _Told()
    with _saving(path, told) as (saver, session):
        saver.want(replace(session, extra={"x": object()}))
        told.wait_for(Failed)
        saver.want(_version(session, 1))
        assert saver.flush(_LONG)
    assert load(path).session.ideas[-1].text == "versio 1"

"""Saves off the screen's loop: one thread, the newest session wins, and the last one is always on the disk."""

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path

from kpfacil.model.session import Session
from kpfacil.storage.files import Opened
from kpfacil.storage.keeper import Failed, Keeper, Saved, Saving, State, failure

_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 8.0


class Saver:
    """Keeps one session file up to date from a thread of its own.

    `notify` is called from that thread with each state; it has to return at once and must not wait for the thread
    that calls `flush` or `close`.
    """

    def __init__(self, path: Path, opened: Opened | None, notify: Callable[[State], None]) -> None:
        self._keeper = Keeper(path, opened)
        self._notify = notify
        self._news = threading.Condition()
        self._wanted: Session | None = None
        self._busy = False
        self._hurry = False
        self._closing = False
        # A daemon: a disk that never answers must not keep the program from ending; `close` is what waits.
        self._thread = threading.Thread(target=self._run, name="kpfacil-saver", daemon=True)
        self._thread.start()

    @property
    def path(self) -> Path:
        """The file that is saved to now: another one after a conflict."""
        return self._keeper.path

    def want(self, session: Session) -> None:
        """Have this session on the disk as soon as can be; return at once. Earlier ones may be skipped."""
        with self._news:
            self._wanted = session
            self._hurry = True
            self._news.notify_all()

    def flush(self, timeout: float | None = None) -> bool:
        """Wait until the newest session is on the disk, at most `timeout` seconds; return whether it is.

        A save that failed is tried again at once.
        """
        with self._news:
            self._hurry = True
            self._news.notify_all()
            self._news.wait_for(lambda: self._settled() or not self._thread.is_alive(), timeout)
            return self._settled()

    def close(self, timeout: float | None = 10.0) -> bool:
        """Flush, end the thread, and return whether the newest session is on the disk. May be called twice."""
        done = self.flush(timeout)
        with self._news:
            self._closing = True
            self._news.notify_all()
        if done:
            self._thread.join(timeout)
        return done

    def _settled(self) -> bool:
        return self._wanted is None and not self._busy

    def _run(self) -> None:
        pause: float | None = None
        while (session := self._next(pause)) is not None:
            pause = None if self._save(session) else min(_LONGEST_PAUSE, 2 * pause if pause else _FIRST_PAUSE)

    def _next(self, pause: float | None) -> Session | None:
        """Wait for a session to save, after a failure at most `pause` seconds; return None when closed."""
        with self._news:
            if pause is not None:
                self._news.wait_for(lambda: self._hurry or self._closing, pause)
            self._news.wait_for(lambda: self._wanted is not None or self._closing)
            self._hurry = False
            if self._closing:
                return None
            session, self._wanted, self._busy = self._wanted, None, True
            return session

    def _save(self, session: Session) -> bool:
        self._tell(Saving())
        failed: Failed | None = None
        try:
            for notice in self._keeper.put(session):
                self._tell(notice)
        except Exception as error:  # noqa: BLE001 - whatever it is, it has to be seen, and the thread has to live on
            failed = Failed(failure(error, self._keeper.path))
        # Told before it counts as done, so that who has waited in `flush` has also been told.
        self._tell(failed or Saved(session))
        with self._news:
            self._busy = False
            if failed and self._wanted is None:
                self._wanted = session
            self._news.notify_all()
        return failed is None

    def _tell(self, state: State) -> None:
        # A screen that is gone can't be told anything; saving goes on without it.
        with contextlib.suppress(Exception):
            self._notify(state)

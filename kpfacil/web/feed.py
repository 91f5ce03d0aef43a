"""The stream of pictures to every open page: one picture is kept, no queue, so that a slow viewer costs nothing."""

import asyncio
from collections.abc import AsyncIterator

from kpfacil.storage.follow import News
from kpfacil.web.wall import Wall

_BEGIN = b"retry: 1000\n\n"
_STILL = b"event: still\ndata:\n\n"
STILL_EVERY = 5.0
"""Seconds after which a stream says that it is there, so that a page notices when it is not."""


class Feed:
    """Hands the newest picture to everybody who listens, until `end`."""

    def __init__(self, wall: Wall) -> None:
        self.wall = wall
        self._version = 0
        self._event = wall.event()
        self._changed = asyncio.Event()
        self._ended = False
        self._later: asyncio.TimerHandle | None = None

    def take(self, news: News) -> None:
        """Show what the file says now."""
        self.wall.take(news)
        self._renew()

    def end(self) -> None:
        """End every stream."""
        self._ended = True
        if self._later is not None:
            self._later.cancel()
        self._changed.set()

    async def stream(self) -> AsyncIterator[bytes]:
        """Yield the whole picture at once and whenever it is another, with a sign of life while nothing happens."""
        yield _BEGIN
        sent = -1
        while not self._ended:
            changed = self._changed
            if sent != self._version:
                sent = self._version
                yield self._event
            else:
                try:
                    await asyncio.wait_for(changed.wait(), STILL_EVERY)
                except TimeoutError:
                    yield _STILL

    def _renew(self) -> None:
        """Make the picture anew, and again when it changes by itself: a light goes out, a break ends."""
        if self._later is not None:
            self._later.cancel()
            self._later = None
        if self._ended:
            return
        self._version += 1
        self._event = self.wall.event()
        self._changed.set()
        self._changed = asyncio.Event()
        seconds = self.wall.next_change()
        if seconds is not None:
            self._later = asyncio.get_running_loop().call_later(seconds + 0.01, self._renew)

"""What the page shows now: the last good view of the session that is followed, and the stream of its pictures."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from pathlib import Path

from kpfacil.storage.follow import LastGood, News
from kpfacil.views.audience_values import Still
from kpfacil.views.wall_words import announce
from kpfacil.web.markup import NOTHING, Html
from kpfacil.web.page import page, waiting, wall

_MINUTE = timedelta(minutes=1)


class Wall:
    """Keeps the last good picture whatever happens to the file; `share` is how others open the page."""

    def __init__(self, path: Path, language: str | None, clock: Callable[[], datetime], share: Html = NOTHING) -> None:
        self._name = path.name
        self._clock = clock
        self._share = share
        self._good = LastGood(language, clock)
        self.take = self._good.take

    def page(self) -> str:
        """Return the whole page as it is now."""
        return page(self._title(), self._wall(self._clock()), self._good.texts)

    def event(self) -> bytes:
        """Return what a page that is open needs in order to show the same."""
        now, view = self._clock(), self._good.view
        ends_at = view.clock.break_ends_at if view is not None else None
        away = ends_at is not None and now < ends_at
        hidden = view is None or view.blank or away or isinstance(view.picture, Still)
        told = {
            "now": round(now.timestamp() * 1000),
            "language": self._good.texts.language,
            "title": self._title(),
            "wall": self._wall(now),
            # What was recorded while the wall is blank, silent or away in a break is announced when it is seen.
            "marks": None if view is None or hidden else announce(view, self._good.texts),
        }
        return f"data: {json.dumps(told, ensure_ascii=False)}\n\n".encode("utf-8", "replace")

    def next_change(self) -> float | None:
        """Return in how many seconds the picture changes by itself, None where it does not."""
        now, view = self._clock(), self._good.view
        moments = [self._good.doubted_at]
        if view is not None:
            moments += [view.lit_until, view.landed_until, view.answered_until, view.clock.break_ends_at]
            if view.blank:
                moments.append(now.replace(second=0, microsecond=0) + _MINUTE)
        return min(((one - now).total_seconds() for one in moments if one is not None and one > now), default=None)

    def _title(self) -> str:
        return self._good.view.table if self._good.view is not None else self._good.texts.say("audience.waiting.title")

    def _wall(self, now: datetime) -> Html:
        if self._good.view is None:
            return waiting(self._good.texts, self._good.texts.say(self._good.trouble, file=self._name))
        return wall(self._good.view, self._good.texts, now, self._good.note(now), self._share)


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

"""The last good view of a file that is followed, as a screen and a page keep it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from kpfacil.model.dates import clock_time
from kpfacil.storage.content import load_texts
from kpfacil.storage.follow import News
from kpfacil.views.audience import AudienceView

_QUIET = timedelta(seconds=5)
"""How long the file may be unreadable before it is said from when the picture is."""


class LastGood:
    """The last good view whatever happens to the file, and its language; `trouble` is why there is none yet."""

    def __init__(self, language: str | None, clock: Callable[[], datetime]) -> None:
        self.view: AudienceView | None = None
        self.texts = load_texts(language or "fi")
        self.trouble = "audience.waiting.reading"
        self._clock = clock
        self._seen_at = clock()
        self._lost_at: datetime | None = None

    def take(self, news: News) -> None:
        """Keep the new view; where there is none keep the old one and remember since when it stands."""
        now = self._clock()
        if news.view is None:
            self.trouble = news.trouble
            self._lost_at = self._lost_at or now
            return
        self.view, self._lost_at, self._seen_at = news.view, None, now
        if news.view.language != self.texts.language:
            self.texts = load_texts(news.view.language)

    @property
    def doubted_at(self) -> datetime | None:
        """When it begins to be said from when the picture is."""
        return self._lost_at and self._lost_at + _QUIET

    def note(self, now: datetime) -> str:
        """Return from when the picture is, where the file has been unreadable for a while."""
        if self.doubted_at is None or now < self.doubted_at:
            return ""
        return self.texts.say("audience.as-of", time=clock_time(self._seen_at.time(), self.texts.locale))

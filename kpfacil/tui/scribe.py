"""The scribe's screen: a second capture line with the board, whose lines the holder of the meeting records."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message

from kpfacil.storage.content import load_texts
from kpfacil.storage.follow import Watch
from kpfacil.tui import look
from kpfacil.tui.conductor import Conductor
from kpfacil.tui.facilitator import Facilitator
from kpfacil.tui.keys import MOVING, SCRIBE_KEYS
from kpfacil.tui.scribe_work import Lookout, ScribeNews, ScribeStart, ScribeWork
from kpfacil.tui.terminal_input import read_input_carefully

__all__ = ["Scribe", "ScribeStart", "run"]

LOOK_EVERY = 0.3


@dataclass
class Looked(Message):
    """The thread that looks out has news."""

    news: ScribeNews


class Scribe(Facilitator, inherit_bindings=False):
    """Sends lines to whoever holds the meeting. `look_every` 0 starts no thread: whoever made it calls `look_now`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(",".join(one.keys), f"act('{one.action}')", show=False) for one in SCRIBE_KEYS if one.keys),
        *(Binding(key, f"act('{name}')", show=False) for key, name in MOVING.items()),
    ]

    def __init__(self, start: ScribeStart, theme: str = look.DARK, *, look_every: float = LOOK_EVERY) -> None:
        super().__init__(start, theme)
        self._work_here = ScribeWork(self, start)
        self._conductor: Conductor | None = self._work_here
        self._lookout = Lookout(start)
        self._look_every = look_every
        self._watch: Watch[ScribeNews] | None = None

    def look_around(self) -> None:
        """Begin to look at the file and at what comes of the lines."""
        if self._look_every:
            self._watch = Watch(self._lookout, self._tell, self._look_every)
            self._watch.start()

    def _tell(self, news: ScribeNews) -> None:
        self.post_message(Looked(news))

    def look_now(self) -> None:
        """Look at once."""
        news = self._lookout.look()
        if news is not None:
            self._hear(news)

    @on(Looked)
    def _looked(self, message: Looked) -> None:
        message.stop()
        self._hear(message.news)

    def _hear(self, news: ScribeNews) -> None:
        self._see_line()
        self._work_here.hear(news)
        self.arrange()

    def close(self) -> bool:
        """Look out no longer; what was sent stays sent."""
        if self._watch is not None:
            self._watch.stop()
        return True


def run(start: ScribeStart, theme: str = look.DARK) -> int:
    """Run the scribe's screen; say at the end what has not been recorded yet."""
    read_input_carefully()
    app = Scribe(start, theme)
    app.run()
    app.close()
    texts = load_texts(start.language)
    app.say_fault(texts, start.warn)
    for key, number in (("end.on-its-way", len(start.outbox.waiting)), ("end.waiting-here", app.waiting)):
        if number:
            start.tell(texts.count(key, number))
    return 0 if app.fault_log is None else 1

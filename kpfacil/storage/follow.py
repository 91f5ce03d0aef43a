"""Following a session file: read when it has changed, made a view of, and the last good view kept whatever happens."""

import contextlib
import os
import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import IO, Generic, TypeAlias, TypeVar

import rtoml

from kpfacil.model.dates import clock_time
from kpfacil.model.session import BLOCKS, Session, as_opened
from kpfacil.model.value import with_parts
from kpfacil.rules.integrity import integrity
from kpfacil.storage import archive, encode, glance, process_file, saver, syntax
from kpfacil.storage.content import load_texts
from kpfacil.storage.decode import Reader, decode, format_fault, session_of
from kpfacil.storage.files import STANDS_STILL, StorageError, drop, names_in, read_bytes
from kpfacil.storage.lock import hold_open, is_locked
from kpfacil.views.audience import AudienceView, audience

Seen = TypeVar("Seen")
News: TypeAlias = AudienceView | str
"""What a look at the file gave: a view, or the key of the sentence why there is none now."""
_LISTED_EVERY = 10
"""After how many looks the folder is listed, whatever it says of itself."""
_QUIET = timedelta(seconds=5)
"""How long the file may be unreadable before it is said from when the picture is."""
_LOOKS_BACK = ("review", "close")
"""Kinds of steps whose pictures look at the table's earlier sessions too; so does the self-check."""


class BlockReader:
    """Reads a file again and again, and of the blocks in it only those anew whose lines are not as they were.

    Each block is read by itself and has to be exactly one. Where anything is otherwise than the program writes it, the
    file is read as `decode` reads it, which finds every fault too.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, object]] = {}
        self._last: Session | None = None

    def decode(self, data: bytes) -> Session:
        """Return the session that `decode` returns; raises `Unreadable` as it does."""
        return self._by_blocks(data) or decode(data)

    def _by_blocks(self, data: bytes) -> Session | None:
        head, *blocks = glance.BEFORE_BLOCK.split(syntax.decode_file(data))
        found: dict[str, list[object]] = {}
        try:
            tree = rtoml.loads(head)
            self._known = {lines: self._known.get(lines) or _block(lines) for lines in blocks}
        except (ValueError, KeyError):
            return None
        for lines in blocks:
            name, value = self._known[lines]
            found.setdefault(name, []).append(value)
        few = None if format_fault(tree) or BLOCKS.keys() & tree.keys() else session_of(Reader(), tree)
        session = None if few is None else self._with_blocks(few, found)
        if session is None or integrity(session, self._last):
            return None
        self._last = session
        return as_opened(session)

    def _with_blocks(self, few: Session, blocks: Mapping[str, Iterable[object]]) -> Session:
        """Return the session with its blocks; a part that is equal to the last session's is that very value."""
        parts = {"table": few.table, "meeting": few.meeting, **{name: tuple(blocks[name]) for name in blocks}}
        last = {name: getattr(self._last, name, None) for name in parts}
        return with_parts(few, {name: last[name] if last[name] == part else part for name, part in parts.items()})


def _block(lines: str) -> tuple[str, object]:
    """Return the name of a block and its value; raises `ValueError` or `KeyError` where the lines are not one."""
    reader = Reader()
    ((name, raw),) = rtoml.loads(lines).items()
    (value,) = reader.many(BLOCKS[name], raw, name)
    if reader.faults:
        raise ValueError(reader.faults)
    return name, value


class FileFollower:
    """Looks at the file when asked. Where the other program goes on in a file beside it (a conflict), so does this one.

    `path` is what it follows now.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self.path = path
        self._begun_with = path
        self._clock = clock
        self._stamp: tuple[int, ...] | None = ()
        self._folder: tuple[int, ...] | None = ()
        self._beside: list[Path] = []
        self._looks = 0
        self._reader = BlockReader()
        self._since = clock()
        self._whole = self._cut = False

    def look(self) -> Session | str | None:
        """Return the session if the file differs from what was read last, or the key of why there is none now."""
        self.path, stamp = self._find_newest()
        if stamp != self._stamp:
            self._stamp, self._since = stamp, self._clock()
        elif not self._cut or (self._clock() - self._since).total_seconds() < STANDS_STILL:
            return None
        if stamp is None:
            return "audience.waiting.missing"
        try:
            data = read_bytes(self.path)
            session = self._reader.decode(data)
        except StorageError:
            return "audience.waiting.unreadable"
        # A file that has lost its end is being copied here: it is waited for, and taken when it stands still.
        self._cut = self._whole and not self._cut and not encode.is_ours(data)
        if self._cut:
            return None
        self._whole = encode.is_ours(data)
        return session

    def _find_newest(self) -> tuple[Path, tuple[int, ...] | None]:
        """Return the file to be followed now, with its stamp: the newest of it and those made beside it."""
        folder = _stamp(self._begun_with.parent)
        # Listing the folder is most of what a look costs; not every disk tells that something in it is new.
        if folder != self._folder or self._looks % _LISTED_EVERY == 0:
            self._folder, self._beside = folder, saver.conflicts(self._begun_with)
        self._looks += 1
        stamps = {path: _stamp(path) for path in (self._begun_with, *self._beside)}
        path = max(stamps, key=lambda path: stamps[path] or ())
        return path, stamps[path]


class Follower:
    """Makes a view of a file that is followed (`file`); `look` returns news, or None where nothing has changed."""

    def __init__(self, path: Path, clock: Callable[[], datetime], language: str | None = None) -> None:
        self.file = FileFollower(path, clock)
        self._begun_with = path
        self._clock = clock
        self._language = language or ""
        self._view: AudienceView | None = None

    def look(self) -> News | None:
        """Read the file if it differs from what was read last, and return what is to be seen of it."""
        found = self.file.look()
        if isinstance(found, Session):
            self._view = self._make_view(found)
            return self._view
        return found

    def _make_view(self, session: Session) -> AudienceView:
        try:
            process = process_file.load_process(self._begun_with.parent)
        except StorageError:  # the facilitator is told of it, and the room sees the shipped one
            process = process_file.load_process()
        looks_back = session.step_in(process).kind in _LOOKS_BACK or session.meeting.wall == "self-check"
        earlier = self._earlier if looks_back else ()
        return audience(session, process, self._clock(), self._view, language=self._language, earlier=earlier)

    @cached_property
    def _earlier(self) -> tuple[Session, ...]:
        """The table's earlier sessions, read once."""
        try:
            found = archive.table_in(self._begun_with.parent).sessions
        except StorageError:
            return ()
        here = os.path.realpath(self._begun_with)
        return tuple(other.session for other in found if os.path.realpath(other.path) != here)


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
        if isinstance(news, str):
            self.trouble = news
            self._lost_at = self._lost_at or now
            return
        self.view, self._lost_at, self._seen_at = news, None, now
        if news.language != self.texts.language:
            self.texts = load_texts(news.language)

    @property
    def doubted_at(self) -> datetime | None:
        """When it begins to be said from when the picture is."""
        return self._lost_at and self._lost_at + _QUIET

    def note(self, now: datetime) -> str:
        """Return from when the picture is, where the file has been unreadable for a while."""
        if self.doubted_at is None or now < self.doubted_at:
            return ""
        return self.texts.say("audience.as-of", time=clock_time(self._seen_at.time(), self.texts.locale))


def _stamp(path: Path) -> tuple[int, ...] | None:
    """Return what tells one version of the file from another, None where there is no file."""
    with contextlib.suppress(OSError, ValueError):
        found = path.stat()
        return found.st_mtime_ns, found.st_size, found.st_ino
    return None


_LIVELY, _CALM = 30.0, 0.25
"""For how long a change is followed by quick looks, in seconds, and what lies between two looks at other times."""


class Watch(Generic[Seen]):
    """A thread that looks and hands the news on, if there is any, until it is stopped.

    It looks every `pause` seconds while things change, and seldom where nothing has changed for a while; with 0 never.
    """

    def __init__(self, look: Callable[[], Seen | None], tell: Callable[[Seen], object], pause: float) -> None:
        self._look = look
        self._tell = tell
        self._pause = pause
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="kpfacil-watch", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        if self._pause:
            self._thread.start()

    def stop(self) -> None:
        """Look no more; returns at once."""
        self._stop.set()

    def _run(self) -> None:
        self._look_once()
        quiet = _LIVELY
        while not self._stop.wait(self._pause if quiet < _LIVELY else max(self._pause, _CALM)):
            quiet = 0.0 if self._look_once() else quiet + self._pause

    def _look_once(self) -> bool:
        """Look, hand on what is new, and return whether anything is."""
        try:
            news = self._look()
        except Exception:  # noqa: BLE001 - whatever it is, the room keeps its picture
            return False
        if news is not None:
            self._tell(news)
        return news is not None


class Following:
    """The marker of one audience's screen, from `begin` until `end`; a folder that can't be written to does without."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._marker = path
        self._file: IO[bytes] | None = None

    def begin(self) -> None:
        """Leave the marker."""
        real = Path(os.path.realpath(self._path))
        self._marker = real.with_name(f".{real.name}.show-{os.getpid()}")
        with contextlib.suppress(OSError):
            self._file = self._marker.open("ab")
            hold_open(self._file)

    def move(self, path: Path) -> None:
        """Leave it beside another file where that is followed now, for the other program to see."""
        if path != self._path:
            self.end()
            self._path = path
            self.begin()

    def end(self) -> None:
        """Take the marker away. May be called twice."""
        if self._file is not None:
            self._file.close()
            self._file = None
            drop(self._marker)


def following(path: Path) -> int:
    """Return how many screens follow a session file; the markers of dead ones are cleared away."""
    real, alive = Path(os.path.realpath(path)), 0
    for name in names_in(real.parent):
        if name.startswith(f".{real.name}.show-"):
            if is_locked(real.with_name(name)):
                alive += 1
            else:
                drop(real.with_name(name))
    return alive

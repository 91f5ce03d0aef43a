"""The audience's screen as a program: it follows the file and keeps its picture whatever happens."""

import os
import re
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual.strip import Strip

from kpfacil.model.entries import Idea, Task
from kpfacil.model.session import Session
from kpfacil.storage.encode import encode
from kpfacil.storage.follow import Follower, following
from kpfacil.tui.audience import AudienceApp
from kpfacil.tui.look import Canvas
from kpfacil.views.audience import AudienceView
from tests.fakes import Clock
from tests.lettering import stands


@pytest.fixture
def file(tmp_path: Path, evening: Session) -> Path:
    """The evening on the disk."""
    path = tmp_path / "2026-11-21.toml"
    path.write_bytes(encode(evening))
    return path


def _app(path: Path, clock: Clock | None = None, language: str | None = None) -> AudienceApp:
    return AudienceApp(path, language, clock or Clock(), look_every=0)


def _seen(app: AudienceApp) -> str:
    return "\n".join(made.plain for made in app.query_one(Canvas).rows)


def _with(session: Session, text: str) -> bytes:
    return encode(replace(session, ideas=(*session.ideas, Idea(id="I7", text=text, step="ideas"))))


async def test_the_file_is_followed(file: Path, evening: Session) -> None:
    """What is saved into the file is on the screen after the next look."""
    app = _app(file)
    async with app.run_test(size=(80, 24)):
        app.look_now()
        assert stands("Hillotalkoot elokuussa", _seen(app))
        _write(file, _with(evening, "Uusi ajatus"))
        app.look_now()
        assert stands("Uusi ajatus", _seen(app))


@pytest.mark.parametrize("harm", ["torn", "empty", "gone", "folder", "newer"])
async def test_the_last_good_picture_stays(harm: str, file: Path) -> None:
    """Whatever becomes of the file, the room keeps the picture it had; after a while the foot says from when it is."""
    clock = Clock()
    app = _app(file, clock)
    async with app.run_test(size=(80, 24)):
        app.look_now()
        before = _seen(app)
        _harm(file, harm)
        app.look_now()
        assert _seen(app) == before
        clock.forward(seconds=6)
        app._tick()
        assert "tilanne klo 17.10" in _seen(app)
        assert stands("Hillotalkoot elokuussa", _seen(app))


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _read(path: Path) -> bytes:
    return path.read_bytes()


def _harm(path: Path, how: str) -> None:
    data = path.read_bytes()
    path.unlink()
    match how:
        case "torn":
            path.write_bytes(data[:300])
        case "empty":
            path.write_bytes(b"")
        case "folder":
            path.mkdir()
        case "newer":
            path.write_bytes(data.replace(b"format = 1", b"format = 99"))
        case _:
            pass


async def test_a_mended_file_is_followed_again(file: Path, evening: Session) -> None:
    """When the file can be read again, the picture goes on from it without a word."""
    app = _app(file)
    async with app.run_test(size=(80, 24)):
        app.look_now()
        _harm(file, "gone")
        app.look_now()
        _write(file, _with(evening, "Palasi"))
        app.look_now()
        assert "Palasi" in _seen(app)
        assert "tilanne" not in _seen(app)


@pytest.mark.parametrize(("content", "words"), [(None, "Näyttö alkaa seurata"), (b"x", "ei voi vielä lukea")])
async def test_before_the_first_picture_the_room_is_told(content: bytes | None, words: str, tmp_path: Path) -> None:
    """Where there is nothing to show yet, the screen says calmly what it waits for."""
    path = tmp_path / "2026-11-21.toml"
    if content is not None:
        path.write_bytes(content)
    app = _app(path)
    async with app.run_test(size=(80, 24)):
        assert "Hetki vain" in _seen(app)
        app.look_now()
        assert words in _seen(app)


async def test_the_language_is_the_sessions_unless_asked_otherwise(file: Path, evening: Session) -> None:
    """The screen speaks the session's language; another one can be asked for."""
    _write(file, encode(replace(evening, language="en")))
    app = _app(file)
    async with app.run_test(size=(80, 24)):
        app.look_now()
        assert "This is what was written" in _seen(app)
    asked = _app(file, language="fi")
    async with asked.run_test(size=(80, 24)):
        asked.look_now()
        assert "Näin kirjattiin" in _seen(asked)


@pytest.mark.parametrize("key", ["q", "escape", "ctrl+q", "ctrl+c"])
async def test_it_is_left_with_the_usual_keys(key: str, file: Path) -> None:
    """Any of the usual keys ends the screen with code 0 and takes its marker away."""
    app = _app(file)
    async with app.run_test(size=(80, 24)) as pilot:
        assert len(list(file.parent.glob(".*.show-*"))) == 1
        await pilot.press(key)
        await pilot.pause()
    assert app.return_value == 0
    assert not list(file.parent.glob(".*.show-*"))


async def test_other_keys_change_nothing(file: Path) -> None:
    """The screen is read-only: no key writes to the file, and T changes only the colours."""
    data = _read(file)
    app = _app(file)
    async with app.run_test(size=(80, 24)) as pilot:
        app.look_now()
        before = _seen(app)
        theme = app.theme
        await pilot.press("t", "a", "+", "enter", "ctrl+s", "f8", "ctrl+p")
        await pilot.pause()
        assert app.theme != theme
        assert _seen(app) == before
    assert _read(file) == data


async def test_the_clock_goes_by_itself(file: Path) -> None:
    """The timer's seconds are drawn anew without any change of the file."""
    clock = Clock()
    app = _app(file, clock)
    async with app.run_test(size=(80, 24)):
        app.look_now()
        assert "12.30" in _seen(app)
        clock.forward(seconds=1)
        app._tick()
        assert "12.29" in _seen(app)


async def test_a_thread_looks_by_itself(file: Path) -> None:
    """Left alone, the screen finds the file's picture through its own watching thread."""
    app = AudienceApp(file, None, Clock(), look_every=0.01)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(500):
            await pilot.pause()
            if stands("Hillotalkoot", _seen(app)):
                break
        assert stands("Hillotalkoot", _seen(app))


def test_nothing_is_read_twice(file: Path) -> None:
    """A file that has not changed is not read again."""
    follower = Follower(file, Clock())
    assert follower.look() is not None
    assert follower.look() is None


def test_a_file_that_lost_its_end_is_waited_for(file: Path) -> None:
    """A file cut short reads as a meeting with less in it: the room keeps its picture until it stands still."""
    clock = Clock()
    whole = file.read_bytes()
    follower = Follower(file, clock)
    seen = follower.look()
    file.write_bytes(whole[: whole.index(b"\n[[ideas]]\n")])
    assert seen is not None
    assert follower.look() is None
    clock.forward(seconds=1)
    assert follower.look() is None
    file.write_bytes(whole)
    again = follower.look()
    assert isinstance(again, AudienceView)
    file.write_bytes(whole[: whole.index(b"\n[[ideas]]\n")])
    assert follower.look() is None
    clock.forward(seconds=2)
    short = follower.look()
    assert isinstance(short, AudienceView)
    assert short != seen
    assert follower.look() is None


def test_a_wrong_process_of_the_table_does_not_blind_the_room(file: Path) -> None:
    """Where the table's own process can't be read, the room sees the steps that ship with the program."""
    (file.parent / "process.toml").write_text("phases = 1\n", encoding="utf-8")
    news = Follower(file, Clock()).look()
    assert isinstance(news, AudienceView)
    assert news.step == "Ideat"


def test_earlier_meetings_are_counted_at_the_end(file: Path, evening: Session, make_before: Callable[[], Path]) -> None:
    """On the last screen the term's sums take in the table's earlier meetings, and the look back knows their ages."""
    make_before()
    file.write_bytes(encode(replace(evening, meeting=replace(evening.meeting, step="next"))))
    news = Follower(file, Clock()).look()
    assert isinstance(news, AudienceView)
    assert "term=Funnel(ideas=7" in repr(news)


@pytest.fixture
def make_before(file: Path, evening: Session) -> Callable[[], Path]:
    """Make an earlier meeting of the same table with one more idea."""

    def make() -> Path:
        meeting = replace(evening.meeting, date=evening.meeting.date.replace(month=10))
        path = file.parent / "2026-10-21.toml"
        path.write_bytes(
            encode(replace(evening, meeting=meeting, ideas=(Idea(id="I99", text="Vanha"),), agreements=(), tasks=()))
        )
        return path

    return make


def _make_newer(path: Path, than: Path) -> None:
    moment = than.stat().st_mtime_ns + 1
    os.utime(path, ns=(moment, moment))


async def test_a_conflict_is_followed(file: Path, evening: Session) -> None:
    """Where the other program goes on in a file beside the one it was opened with, the room goes on with it."""
    app = _app(file)
    async with app.run_test(size=(80, 24)):
        app.look_now()
        _write(file, _with(evening, "Muualta tullut"))
        aside = file.with_name("2026-11-21.conflict-1.toml")
        _write(aside, _with(evening, "Huoneessa sanottu"))
        _make_newer(aside, file)
        app.look_now()
        assert "Huoneessa sanottu" in _seen(app)
        assert following(aside) == 1
        assert following(file) == 0
    assert following(aside) == 0


async def test_a_new_promise_takes_the_wall_and_settles(file: Path, evening: Session) -> None:
    """A task just given stands alone on the wall for three seconds, then in the list."""
    clock = Clock()
    app = _app(file, clock)
    async with app.run_test(size=(80, 24)):
        app.look_now()
        _write(file, encode(replace(evening, tasks=(*evening.tasks, Task(id="T9", text="Tilataan 漢", at=clock.now)))))
        app.look_now()
        assert "Tilataan 漢" in _seen(app)
        assert "Kimppakyydit" not in _seen(app)
        clock.forward(seconds=3)
        app._tick()
        assert "Kimppakyydit" in _seen(app)


async def test_pages_turn_by_themselves_and_by_hand(file: Path, evening: Session) -> None:
    """What does not fit turns over every ten seconds, and at once where the facilitator turns it."""
    clock = Clock()
    ideas = tuple(Idea(id=f"I{number}", text=f"Ajatus {number}", step="ideas") for number in range(1, 60))
    session = replace(evening, ideas=ideas, agreements=(), tasks=(), offers=(), parked=())
    _write(file, encode(session))
    app = _app(file, clock)
    async with app.run_test(size=(60, 20)):
        app.look_now()
        first = _seen(app)
        assert "sivu 1 / " in first
        clock.forward(seconds=10)
        app._tick()
        assert "sivu 2 / " in _seen(app)
        _write(file, encode(replace(session, meeting=replace(session.meeting, wall_page=1))))
        app.look_now()
        assert "sivu 3 / " in _seen(app)


async def test_every_line_is_on_some_page(file: Path, evening: Session) -> None:
    """Nothing is left out: over the pages each idea is read once."""
    clock = Clock()
    ideas = tuple(Idea(id=f"I{number}", text=f"Ajatus {number} on tässä", step="ideas") for number in range(1, 40))
    _write(file, encode(replace(evening, ideas=ideas, agreements=(), tasks=(), offers=(), parked=())))
    app = _app(file, clock)
    async with app.run_test(size=(60, 20)):
        app.look_now()
        read = ""
        for _ in range(12):
            read += _seen(app)
            clock.forward(seconds=10)
            app._tick()
        assert all(f"Ajatus {number} on tässä" in read for number in range(1, 40))


async def test_the_wall_can_be_blanked(file: Path, evening: Session) -> None:
    """One key of the facilitator leaves nothing but the table's name and the clock."""
    _write(file, encode(replace(evening, meeting=replace(evening.meeting, wall_blank=True))))
    app = _app(file)
    async with app.run_test(size=(80, 24)):
        app.look_now()
        picture = _seen(app)
        assert stands("Jämsän asukkaiden kumppanuuspöytä 17.10", picture)
        assert not re.search(r"\w", picture)


async def test_a_break_ends_by_itself(file: Path, evening: Session) -> None:
    """During a break its end is on the wall; when it is over the step's picture is back."""
    clock = Clock()
    meeting = replace(evening.meeting, break_ends_at=clock.now + timedelta(minutes=10))
    _write(file, encode(replace(evening, meeting=meeting)))
    app = _app(file, clock)
    async with app.run_test(size=(80, 24)):
        app.look_now()
        assert "Tauko" in _seen(app)
        assert stands("10.00", _seen(app))
        clock.forward(minutes=10)
        app._tick()
        assert stands("Hillotalkoot elokuussa", _seen(app))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends sizes as input, in their order")
@pytest.mark.parametrize("size", [(60, 20), (160, 45), (80, 24)])
async def test_a_new_size_is_read_between_two_messages_and_drawn_whole(
    file: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """Sizes that change fast never overtake one another; a window that came back to its size is drawn anew."""
    app = _app(file)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        drawn, whole = set[int](), set(range(size[1]))
        render = Canvas.render_line

        def noted(canvas: Canvas, y: int) -> Strip:
            drawn.add(y)
            return render(canvas, y)

        monkeypatch.setattr(Canvas, "render_line", noted)
        monkeypatch.setattr(shutil, "get_terminal_size", lambda *_: os.terminal_size(size))
        signal.raise_signal(signal.SIGWINCH)
        for _ in range(500):
            await pilot.pause()
            if app.size == size and drawn >= whole:
                break
        assert app.size == size
        assert drawn >= whole

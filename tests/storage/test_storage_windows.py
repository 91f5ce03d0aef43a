"""Storage as on Windows: files that cannot be replaced or removed while somebody has them open, and other names."""

import errno
import importlib.util
import os
import re
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType

import pytest

from kpfacil.model.entries import Idea
from kpfacil.model.texts import Sentence
from kpfacil.storage import atomic, follow, lock
from kpfacil.storage.decode import load
from kpfacil.storage.files import slug
from kpfacil.storage.inbox import Sending, inbox_of
from kpfacil.storage.saver import Failed, Keeper, Saved, Saver, State, failure
from tests.command_line import Kpfacil

Make = Callable[[str], Path]


@dataclass
class Windows:
    """The functions of `os` as they are there; `held` are files that somebody has open."""

    held: set[str] = field(default_factory=set)
    name: str = "nt"
    refused: int = 0
    longest: int = 10_000
    """How long a whole path may be."""

    def __getattr__(self, name: str) -> object:
        return getattr(os, name)

    def replace(self, source: Path, target: Path) -> None:
        """Rename, unless the target is open."""
        if str(target) in self.held:
            self.refused += 1
            raise PermissionError(errno.EACCES, "in use", str(target))
        Path(source).replace(target)

    def open(self, path: Path, flags: int, mode: int = 0o777) -> int:
        """Open a file; a folder cannot be opened, and of a path that is too long it is said that there is none."""
        if len(str(path)) > self.longest:
            raise FileNotFoundError(errno.ENOENT, "no such path", str(path))
        if Path(path).is_dir():
            raise PermissionError(errno.EACCES, "a folder", str(path))
        return os.open(path, flags, mode)


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Windows:
    """Have files written as on Windows."""
    made = Windows()
    monkeypatch.setattr(atomic, "os", made)
    return made


def test_saving_goes_on_beside_a_reader_who_never_rests(make_file: Make, windows: Windows) -> None:
    """While another program opens the file again and again, every save comes through, and no other file is begun."""
    path = make_file("2026-11-21.toml")
    opened, ended = load(path), threading.Event()

    def look() -> None:
        while not ended.wait(0.003):
            windows.held.add(str(path))
            path.read_bytes()
            ended.wait(0.012)
            windows.held.discard(str(path))

    reader = threading.Thread(target=look)
    reader.start()
    saver = Saver(path, opened, lambda _: None)
    session = opened.session
    for number in range(2, 30):
        session = replace(session, ideas=(*session.ideas, Idea(id=f"I{number}", text=f"ajatus {number}")))
        saver.want(session)
        assert saver.flush(10.0)
    ended.set()
    reader.join()
    assert saver.close(10.0)
    assert windows.refused > 0
    assert load(path).session.ideas == session.ideas
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_file_that_stays_open_elsewhere_is_told_and_saved_when_it_is_closed(
    make_file: Make, windows: Windows
) -> None:
    """A file that another program does not let go is said to be unsaved; then everything is on the disk."""
    path = make_file("2026-11-21.toml")
    opened, states = load(path), list[State]()
    told = threading.Event()

    def hear(state: State) -> None:
        states.append(state)
        if isinstance(state, Failed):
            told.set()

    windows.held.add(str(path))
    saver = Saver(path, opened, hear)
    session = replace(opened.session, ideas=(*opened.session.ideas, Idea(id="I2", text="uusi")))
    saver.want(session)
    assert told.wait(20.0)
    assert load(path).session == opened.session
    windows.held.clear()
    assert saver.close(20.0)
    assert isinstance(states[-1], Saved)
    assert load(path).session.ideas == session.ideas


def test_a_path_that_is_too_long_is_told_and_nothing_is_lost(make_file: Make, windows: Windows) -> None:
    """Where the folder stands and the path is too long for the system, that is said, not that the folder is gone."""
    path = make_file("2026-11-21.toml")
    opened, keeper = load(path), Keeper(path, load(path))
    windows.longest = len(str(path))
    session = replace(opened.session, ideas=(*opened.session.ideas, Idea(id="I2", text="uusi")))
    with pytest.raises(FileNotFoundError) as refused:
        keeper.put(session)
    told = failure(refused.value, path)
    assert (told.key, told.details["reason"]) == ("saver.failed", Sentence("system.long-name"))
    assert load(path).session == opened.session
    windows.longest = 10_000
    keeper.put(session)
    assert load(path).session.ideas == session.ideas
    gone = path.parent / "gone" / path.name
    assert failure(refused.value, gone).key == "saver.folder-gone"


def test_a_table_of_a_very_long_name_leaves_room_in_the_path(tmp_path: Path) -> None:
    """What a meeting and its documents are called stays short however long the table's name is: paths have an end."""
    kp = Kpfacil(tmp_path)
    kp.sessions.mkdir()
    made = kp("new", "--table", "Jämsän seudun asukkaiden ja järjestöjen kumppanuuspöytä " * 6)
    assert made.code == 0
    path = Path(made.lines[0])
    assert kp("memo", str(path), "--format", "html,md,txt").code == 0
    assert max(len(str(one.relative_to(kp.sessions))) for one in kp.sessions.rglob("*")) < 150


def _lock_on_windows(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(sys, "platform", "win32")
    spec = importlib.util.spec_from_file_location("lock_on_windows", str(lock.__file__))
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, made)
    spec.loader.exec_module(made)
    return made


def test_screens_that_follow_are_counted_by_what_cannot_be_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there are no locks of that kind, the marker of a living screen is the one that is open."""
    theirs = _lock_on_windows(monkeypatch)
    path, alive = tmp_path / "2026-11-21.toml", {f".2026-11-21.toml.show-{os.getpid()}"}
    really = Path.unlink

    def unlink(self: Path, missing_ok: bool = False) -> None:  # noqa: FBT001, FBT002  as it is called
        if self.name in alive:
            raise PermissionError(errno.EACCES, "in use", str(self))
        really(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    monkeypatch.setattr(follow, "is_locked", theirs.is_locked)
    monkeypatch.setattr(follow, "hold_open", theirs.hold_open)
    screen = follow.Following(path)
    screen.begin()
    (tmp_path / ".2026-11-21.toml.show-999999").touch()
    assert follow.following(path) == 1
    assert not (tmp_path / ".2026-11-21.toml.show-999999").exists()
    alive.clear()
    screen.end()
    assert follow.following(path) == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["CON", "nul", "AUX.", "com1", "LPT9 ", "prn...", " Piste. ", "a:b", 'kylä "x"?*<>|', "C:\\x"]
)
def test_no_table_is_called_what_windows_keeps_to_itself(name: str) -> None:
    """Whatever a table is called, its folder has a name that every system can have."""
    made = slug(name)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert not re.fullmatch(r"con|prn|aux|nul|com\d|lpt\d", made)


def _with_windows_line_ends(*paths: Path) -> None:
    for path in paths:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def test_every_file_may_have_the_line_ends_of_windows(tmp_path: Path) -> None:
    """Sessions, settings, lists, addresses and sendings are read as any editor there leaves them."""
    kp = Kpfacil(tmp_path)
    people, settings = tmp_path / "lista.csv", kp.sessions / "kpfacil.toml"
    kp.sessions.mkdir()
    settings.write_text('place = "Kirjasto"\nformats = ["md"]\n', "utf-8")
    people.write_text("Nimi;Taho\nLiisa Mäkinen;Kylätoimikunta\nPekka Virtanen;Martat\n", "utf-8")
    _with_windows_line_ends(settings, people)
    path = Path(kp("new", "--table", "Kylä", "--participants", "lista.csv").lines[0])
    folder = path.parent
    (folder / "yhteystiedot.csv").write_text("Nimi;Sähköposti\nLiisa Mäkinen;liisa@example.org\n", "utf-8")
    assert kp("add", str(path), "! liisa: sali / 15.12.").code == 0
    sending = Sending(seat="3fa92c01", number=1, line="+ kahvia")
    inbox_of(path).mkdir(parents=True)
    sent = inbox_of(path) / f"{sending.id}.toml"
    sent.write_bytes(sending.encode())
    _with_windows_line_ends(path, folder / "yhteystiedot.csv", sent)
    assert kp("add", str(path), "+ teetä").lines
    session = load(path).session
    assert sorted(idea.text for idea in session.ideas) == ["kahvia", "teetä"]
    assert session.meeting.place == "Kirjasto"
    assert (folder / f"{path.name}.bak").exists()
    for argv in (["check", str(path)], ["memo", str(path)], ["tasks"], ["remind", str(folder)]):
        outcome = kp(*argv)
        assert outcome.code == 0, outcome
    letters = [one.read_text("utf-8") for one in tmp_path.rglob("*liisa*.eml")]
    assert len(letters) == 1
    assert "liisa@example.org" in letters[0]

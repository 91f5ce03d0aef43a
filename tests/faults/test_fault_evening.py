"""An evening with the wall and the page open, while folder, file, lock, disk and clock misbehave."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from kpfacil.model.entries import Idea
from kpfacil.storage.decode import load
from kpfacil.storage.encode import encode
from kpfacil.storage.files import StorageError
from kpfacil.storage.saver import conflicts
from tests.fakes import a_session
from tests.scale import count
from tests.terminal.driver import PATIENCE, PROGRAM, Machine, Terminal

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="does to another process what only Linux can"),
]
_NOT_SAVED, _SAVED = "EI TALLENNETTU", "tallennettu ✓"


@dataclass
class Evening:
    """The facilitator's screen, the wall and the page of one meeting."""

    path: Path
    room: Terminal
    wall: Terminal
    port: int
    said: int = 0

    def say(self, *, saved: bool = True) -> str:
        """Record an idea; wait until the screen shows it, and where it has to be, that it is on the disk."""
        self.said += 1
        word = f"Zq{self.said}w"
        self.room.line(f"+ {word}")
        self.room.wait(lambda text: f"IDEAT {self.said}" in text and (not saved or _SAVED in text))
        return word

    def page_has(self, words: set[str]) -> bool:
        """Return whether the page tells the words, which may come to it a moment later than to the wall."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=PATIENCE) as answer:
                if words <= set(re.split("[<> ]", answer.read().decode())):
                    return True
        return False

    def on_disk(self) -> set[str]:
        """Return what stands in the file and in those that were gone on in."""
        found: set[str] = set()
        for path in (self.path, *conflicts(self.path)):
            with contextlib.suppress(StorageError):
                found |= {idea.text for idea in load(path).session.ideas}
        return found


@contextmanager
def _an_evening(machine: Machine) -> Iterator[Evening]:
    path = machine.put(a_session())
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    page = subprocess.Popen(
        [*PROGRAM, "show", str(path), "--web", "--port", str(port)],
        env=machine.env,
        cwd=machine.home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        with machine.open("run", str(path)) as room, machine.open("show", str(path), size=(100, 40)) as wall:
            room.wait(_SAVED)
            wall.wait("deat")
            assert page.stdout is not None
            page.stdout.readline()
            yield Evening(path, room, wall, port)
            room.signal(signal.SIGTERM)
            room.end()
            assert room.restored()
        assert page.poll() is None
    finally:
        page.terminate()
        _, told = page.communicate(timeout=PATIENCE)
    assert b"Traceback" not in told


def _edited(evening: Evening) -> None:
    evening.path.write_bytes(evening.path.read_bytes() + b"\n# oma\n")


def _replaced(evening: Evening) -> None:
    session = load(evening.path).session
    other = evening.path.with_name("uusi")
    other.write_bytes(encode(replace(session, ideas=(*session.ideas, Idea(id="I90", text="heidän")))))
    other.replace(evening.path)


def _deleted(evening: Evening) -> None:
    evening.path.unlink()


def _linked(evening: Evening) -> None:
    real = evening.path.parent.parent / "muualla.toml"
    evening.path.rename(real)
    evening.path.symlink_to(real)


def _hard_linked(evening: Evening) -> None:
    os.link(evening.path, evening.path.parent.parent / "kopio")


def _torn_and_whole(evening: Evening) -> None:
    """Write the file in two pieces, as a folder that is being synchronised does."""
    data = evening.path.read_bytes()
    evening.path.write_bytes(data[: len(data) // 2])
    evening.room.line("+ kesken")
    evening.said += 1
    evening.room.wait(f"IDEAT {evening.said}")
    evening.path.write_bytes(data)


def _emptied_and_whole(evening: Evening) -> None:
    data = evening.path.read_bytes()
    evening.path.write_bytes(b"")
    with contextlib.suppress(subprocess.TimeoutExpired):
        evening.room.process.wait(0.5)
    evening.path.write_bytes(data)


def _copied(evening: Evening) -> None:
    shutil.copy(evening.path, evening.path.with_name("2026-11-21 (1).toml"))
    shutil.copy(evening.path, evening.path.with_name("Kopio 2026-11-21.toml"))


def _locks_removed(evening: Evening) -> None:
    """Take away the files by which the program holds the meeting, as some clean-ups do."""
    for left in evening.path.parent.glob(".*"):
        left.unlink()


def _suspended(evening: Evening) -> None:
    for screen in (evening.room, evening.wall):
        screen.signal(signal.SIGSTOP)
        screen.signal(signal.SIGCONT)


def _times_changed(evening: Evening) -> None:
    """Set the file's time back to the last century and forward into the next, as a clock that was wrong does."""
    for moment in (0, 4_000_000_000, 1_000_000_000):
        os.utime(evening.path, (moment, moment))


def _made_read_only(evening: Evening) -> None:
    evening.path.chmod(0o444)
    evening.path.chmod(0o644)


def _written_by_hand(evening: Evening) -> None:
    """Leave a file that is no session any more."""
    evening.path.write_bytes(b'format = 1\n[table]\nname = "x"\n[meeting]\ndate = eilen\n')


_Fault = Callable[[Evening], None]
_FAULTS: tuple[_Fault, ...] = (
    _edited,
    _deleted,
    _torn_and_whole,
    _locks_removed,
    _linked,
    _replaced,
    _copied,
    _suspended,
    _written_by_hand,
    _emptied_and_whole,
    _hard_linked,
    _times_changed,
    _made_read_only,
)


@pytest.mark.parametrize("fault", _FAULTS[: count(6, len(_FAULTS))])
def test_what_is_shown_as_saved_is_on_the_disk_whatever_happens_to_the_file(machine: Machine, fault: _Fault) -> None:
    """The next line is saved, in the file or in one that the screen names; wall and page go on with it."""
    with _an_evening(machine) as evening:
        said = {evening.say()}
        fault(evening)
        said |= {evening.say()}
        assert said <= evening.on_disk()
        evening.wall.wait(f"ideoita {evening.said}")
        assert evening.page_has(said)
        if conflicts(evening.path):
            evening.room.wait("conflict-1")
        said |= {evening.say()}
        assert said <= evening.on_disk()
        assert len(conflicts(evening.path)) <= 1


def _moved(evening: Evening) -> Callable[[], object]:
    folder = evening.path.parent
    folder.rename(folder.with_name("siirretty"))
    return partial(folder.with_name("siirretty").rename, folder)


def _full(evening: Evening) -> Callable[[], object]:
    import resource  # noqa: PLC0415  not on Windows

    def limit(size: int) -> None:
        resource.prlimit(evening.room.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    limit(100)
    return partial(limit, -1)


def _no_files_left(evening: Evening) -> Callable[[], object]:
    import resource  # noqa: PLC0415  not on Windows

    pid = evening.room.process.pid
    before = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (3, before[1]))
    return lambda: resource.prlimit(pid, resource.RLIMIT_NOFILE, before)


def _in_the_way(evening: Evening) -> Callable[[], object]:
    """Put a folder where the file was."""
    data = evening.path.read_bytes()
    evening.path.unlink()
    evening.path.mkdir()

    def undo() -> None:
        evening.path.rmdir()
        evening.path.write_bytes(data)

    return undo


@pytest.mark.parametrize("fault", [_moved, _full, _no_files_left, _in_the_way][: count(2, 4)])
def test_while_the_disk_is_away_that_is_told_and_nothing_typed_is_lost(
    machine: Machine, fault: Callable[[Evening], Callable[[], object]]
) -> None:
    """Until the disk is back the screen says that it is not saved; then everything is, and the wall has it."""
    with _an_evening(machine) as evening:
        said = {evening.say()}
        assert evening.page_has(said)
        undo = fault(evening)
        said |= {evening.say(saved=False)}
        evening.room.wait(_NOT_SAVED)
        said |= {evening.say(saved=False)}
        assert _SAVED not in evening.room.text
        assert evening.page_has({min(said)})
        undo()
        evening.room.wait(_SAVED)
        assert said <= evening.on_disk()
        evening.wall.wait(f"ideoita {evening.said}")


def _wait_until_stopped(terminal: Terminal) -> None:
    stopped = os.waitid(os.P_PID, terminal.process.pid, os.WSTOPPED)
    assert stopped is not None


@pytest.mark.parametrize("name", ["SIGSTOP", "SIGTSTP"])
def test_a_suspended_program_goes_on_where_it_was(machine: Machine, name: str) -> None:
    """Stopped from outside, however, it is there again as it was: it takes each key once, and ends in good order."""
    path = machine.put(a_session())
    with machine.open("run", str(path)) as terminal:
        terminal.wait(_SAVED)
        terminal.line("+ nolla")
        terminal.wait(lambda text: "IDEAT 1" in text and _SAVED in text)
        terminal.signal(signal.Signals[name])
        _wait_until_stopped(terminal)
        terminal.signal(signal.SIGCONT)
        terminal.wait(lambda _: terminal.raw.count(b"\x1b[?1049h") > 1)
        terminal.line("+ yksi", "+ kaksi")
        terminal.wait(lambda text: "IDEAT 3" in text and _SAVED in text)
        terminal.signal(signal.SIGTERM)
        assert terminal.end() == 0
        assert terminal.restored()
    assert [idea.text for idea in load(path).session.ideas] == ["nolla", "yksi", "kaksi"]


_SLOW = (
    "import os, pathlib, sys, time\n"
    "real, held = os.fsync, pathlib.Path(sys.argv.pop(1))\n"
    "os.fsync = lambda handle: ([time.sleep(0.02) for _ in iter(held.exists, False)], real(handle))[1]\n"
    "from kpfacil.__main__ import main\n"
    "sys.argv = ['kpfacil', *sys.argv[1:]]\n"
    "sys.exit(main())\n"
)
"""The program on a disk that is held up while there is a file of that name."""


def test_a_slow_disk_holds_up_no_key_and_is_never_shown_as_saved_too_early(machine: Machine) -> None:
    """Lines are taken while a save goes on; what is called saved is on the disk, and the end waits for the rest."""
    path, held = machine.put(a_session()), machine.home / "hidas"
    argv = [sys.executable, "-c", _SLOW, str(held), "run", str(path)]
    with Terminal(argv, machine.env, machine.home) as terminal:
        terminal.wait(_SAVED)
        held.touch()
        terminal.line("+ yksi", "+ kaksi")
        text = terminal.wait("IDEAT 2")
        assert _SAVED not in text
        assert load(path).session.ideas == ()
        terminal.line("+ kolme")
        terminal.send("^Q")
        held.unlink()
        assert terminal.end() == 0
    assert [idea.text for idea in load(path).session.ideas] == ["yksi", "kaksi", "kolme"]


@pytest.mark.parametrize("offset", [-86_400 * 400, 86_400 * 400])
def test_a_clock_that_is_set_in_mid_meeting_disturbs_nothing(machine: Machine, offset: int) -> None:
    """Set back or forward by more than a year, the clock changes neither what is recorded nor that it is saved."""
    path = machine.put(a_session())
    switch = machine.home / "siirto"
    code = (
        "import sys\nfrom datetime import timedelta\nfrom pathlib import Path\nfrom kpfacil.cli import console\n"
        "real = console.real_clock\nswitch = Path(sys.argv.pop(1))\n"
        f"shift = timedelta(seconds={offset})\n"
        "console.real_clock = lambda: real() + (shift if switch.exists() else timedelta())\n"
        "from kpfacil import cli\n"
        "around = console.Around(clock=console.real_clock)\n"
        "sys.exit(cli.main(sys.argv[1:], around))\n"
    )
    with Terminal([sys.executable, "-c", code, str(switch), "run", str(path)], machine.env, machine.home) as terminal:
        terminal.wait(_SAVED)
        terminal.line("+ ennen", "! liisa: tehtävä / pe")
        terminal.wait(lambda text: "IDEAT 1" in text and _SAVED in text)
        switch.touch()
        terminal.line("+ jälkeen")
        terminal.send("F5", "F8", "F7")
        terminal.wait(lambda text: "IDEAT 2" in text and _SAVED in text)
        switch.unlink()
        terminal.line("+ lopuksi")
        terminal.wait(lambda text: "IDEAT 3" in text and _SAVED in text)
        terminal.send("^Q")
        assert terminal.end() == 0
    assert [idea.text for idea in load(path).session.ideas] == ["ennen", "jälkeen", "lopuksi"]
    assert machine.run("memo", str(path), "--format", "txt", "-o", "-").returncode == 0


def test_what_the_secretary_types_while_the_holder_is_dead_is_taken_once_when_it_is_back(machine: Machine) -> None:
    """Killed and opened again, the holder takes each line of the other seat once; a killed seat loses none."""
    path = machine.put(a_session())
    with machine.open("scribe", str(path)) as scribe:
        with machine.open("run", str(path)) as room:
            room.wait(_SAVED)
            scribe.wait("IDEAT")
            scribe.line("+ yksi")
            room.wait(lambda text: "IDEAT 1" in text and _SAVED in text)
            room.kill()
        scribe.line("+ kaksi", "+ kolme")
        scribe.wait("kolme")
        scribe.kill()
    with machine.open("run", str(path)) as room, machine.open("scribe", str(path)) as scribe:
        room.wait(lambda text: "IDEAT 3" in text and _SAVED in text)
        scribe.line("+ neljä")
        room.wait(lambda text: "IDEAT 4" in text and _SAVED in text)
    assert [idea.text for idea in load(path).session.ideas] == ["yksi", "kaksi", "kolme", "neljä"]

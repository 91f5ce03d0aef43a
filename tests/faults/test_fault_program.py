"""The running program under signals, a full disk, somebody else's hand in the file, a second writer and a new size."""

import os
import signal
import sys
from pathlib import Path

import pytest

from kpfacil.storage.decode import load
from tests.fakes import a_session
from tests.terminal.driver import Machine, Terminal

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind"),
]
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits another process as only Linux can")


def _texts(path: Path) -> list[str]:
    return [idea.text for idea in load(path).session.ideas]


def _row(text: str, number: int) -> str:
    return "".join(text.split("\n")[number : number + 1])


def _file_limit(terminal: Terminal, size: int) -> None:
    """Let the program's files grow to `size` bytes and no more, as a full disk would; -1 takes the limit away."""
    import resource  # noqa: PLC0415  not on Windows

    resource.prlimit(terminal.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@pytest.mark.parametrize("how", ["SIGTERM", "SIGHUP", "SIGINT", "^C ^Q", "^Q"])
def test_however_it_ends_the_last_line_is_on_the_disk_and_the_terminal_is_restored(machine: Machine, how: str) -> None:
    """A signal or a key ends the program with everything saved, the alternate screen left and the modes put back."""
    path = machine.put(a_session())
    with machine.open("run", str(path)) as terminal:
        terminal.wait("tallennettu")
        terminal.line("eka", "toka", "kolmas")
        terminal.wait("IDEAT 3")
        if how.startswith("^"):
            terminal.send(*how.split())
        else:
            terminal.signal(signal.Signals[how])
        assert terminal.end() == 0
        assert terminal.restored()
    assert _texts(path) == ["eka", "toka", "kolmas"]
    assert [left.name for left in path.parent.iterdir() if left.name.startswith(".")] == []


def test_a_closed_window_leaves_everything_on_the_disk(machine: Machine) -> None:
    """When the window is closed the last line is saved and the lock let go."""
    path = machine.put(a_session())
    with machine.open("run", str(path)) as terminal:
        terminal.wait("tallennettu")
        terminal.line("eka", "toka")
        terminal.wait("IDEAT 2")
        terminal.hang_up()
        terminal.process.wait(20)
    assert _texts(path) == ["eka", "toka"]
    assert [left.name for left in path.parent.iterdir() if left.name.startswith(".")] == []


@linux
def test_a_full_disk_is_told_loudly_and_typing_goes_on_until_there_is_room(machine: Machine) -> None:
    """With the disk full the state line says so and stays; lines are taken all the same and saved later."""
    path = machine.put(a_session())
    before = path.read_bytes()
    with machine.open("run", str(path)) as terminal:
        terminal.wait("tallennettu ✓")
        _file_limit(terminal, 100)
        terminal.line("eka")
        screen = terminal.wait("EI TALLENNETTU")
        assert "tallennettu ✓" not in screen
        terminal.line("toka", "kolmas")
        assert "EI TALLENNETTU" in terminal.wait("IDEAT 3")
        assert path.read_bytes() == before
        _file_limit(terminal, -1)
        terminal.wait("tallennettu ✓")
        assert _texts(path) == ["eka", "toka", "kolmas"]


@linux
def test_leaving_with_a_full_disk_says_that_the_last_lines_were_not_saved(machine: Machine) -> None:
    """A program that ends without its last save says where, exits with 1, and leaves the last whole file."""
    path = machine.put(a_session())
    with machine.open("run", str(path)) as terminal:
        terminal.wait("tallennettu ✓")
        terminal.line("eka")
        terminal.wait(lambda text: "IDEAT 1" in text and "tallennettu ✓" in text)
        _file_limit(terminal, 100)
        terminal.line("toka")
        terminal.wait("EI TALLENNETTU")
        terminal.send("^Q")
        assert terminal.end(60) == 1
        assert terminal.restored()
        told = terminal.text
        assert 0 <= told.find("Levy ei vastaa vielä") < told.find("ei saatu tallennettua")
    assert _texts(path) == ["eka"]


def test_what_could_not_be_saved_at_the_end_is_kept_elsewhere(machine: Machine) -> None:
    """A meeting that ends while its folder is gone is written into the user's own folder, and where is said."""
    path = machine.put(a_session())
    with machine.open("run", str(path), size=(200, 40)) as terminal:
        terminal.wait("tallennettu ✓")
        path.parent.rename(machine.home / "aside")
        path.parent.write_text("ei kansio")
        terminal.line("eka")
        terminal.wait("EI TALLENNETTU")
        terminal.send("^Q")
        assert terminal.end(60) == 1
        (kept,) = (machine.home / "home").glob("kpfacil-*.toml")
        assert kept.name in terminal.text.replace("\n", "")
    assert _texts(kept) == ["eka"]


def test_a_folder_that_goes_away_and_comes_back_loses_nothing(machine: Machine) -> None:
    """While something else stands in the folder's place nothing is saved and that is said; when it is back, all is."""
    path = machine.put(a_session())
    folder, aside = path.parent, path.parent.with_name("aside")
    with machine.open("run", str(path)) as terminal:
        terminal.wait("tallennettu ✓")
        folder.rename(aside)
        folder.write_text("ei kansio")
        terminal.line("eka")
        terminal.wait("EI TALLENNETTU")
        folder.unlink()
        aside.rename(folder)
        terminal.wait("tallennettu ✓")
    assert _texts(path) == ["eka"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everything is permitted to this user")
def test_a_folder_without_permission_is_told_loudly_and_recovers(machine: Machine) -> None:
    """Where the folder may not be written to the state line says so, and the lines are saved when it may."""
    path = machine.put(a_session())
    with machine.open("run", str(path)) as terminal:
        terminal.wait("tallennettu ✓")
        path.parent.chmod(0o500)
        terminal.line("eka")
        terminal.wait("EI TALLENNETTU")
        path.parent.chmod(0o700)
        terminal.wait("tallennettu ✓")
    assert _texts(path) == ["eka"]


def test_a_file_changed_by_somebody_else_is_never_written_over(machine: Machine) -> None:
    """Another hand's change stays as it is; the meeting goes on in a file beside it, and the screen names that file."""
    path = machine.put(a_session())
    with machine.open("run", str(path)) as terminal:
        terminal.wait("tallennettu ✓")
        terminal.line("eka")
        terminal.wait(lambda text: "IDEAT 1" in text and "tallennettu ✓" in text)
        theirs = path.read_bytes() + b"\n# mine\n"
        path.write_bytes(theirs)
        terminal.line("toka")
        terminal.wait("tallennettu ✓ 2026-11-21.conflict-1.toml")
        terminal.line("kolmas")
        terminal.wait(lambda text: "IDEAT 3" in text and "tallennettu ✓" in text)
        terminal.send("^Q")
        assert terminal.end() == 0
    assert path.read_bytes() == theirs
    assert _texts(path.with_name("2026-11-21.conflict-1.toml")) == ["eka", "toka", "kolmas"]
    assert not path.with_name("2026-11-21.conflict-2.toml").exists()


def test_a_second_writer_is_told_who_holds_the_session(machine: Machine) -> None:
    """A second `run` is refused with who holds the session; what `add` has for it goes in; it opens when that dies."""
    path = machine.put(a_session())
    machine.env["LOGNAME"] = "kirjuri"
    with machine.open("run", str(path)) as first:
        first.wait("tallennettu ✓")
        with machine.open("run", str(path), size=(240, 36)) as second:
            assert second.end() == 1
            assert "kirjuri" in second.text
            assert "kpfacil show" in second.text
        sent = machine.run("add", str(path), "+ ohi")
        assert sent.returncode == 0
        assert "kirjuri" in sent.stderr
        first.wait(lambda text: "IDEAT 1" in text and "tallennettu ✓" in text)
        first.line("eka")
        first.wait(lambda text: "IDEAT 2" in text and "tallennettu ✓" in text)
        first.kill()
    with machine.open("run", str(path)) as third:
        third.wait("IDEAT 2")
    assert _texts(path) == ["ohi", "eka"]


def test_a_window_that_changes_its_size_while_typing_loses_no_word(machine: Machine) -> None:
    """From 120×36 to 60×20 to 240×67 in the middle of a line, the line stays and the picture fits."""
    path = machine.put(a_session())
    with machine.open("run", str(path)) as terminal:
        terminal.wait("tallennettu ✓")
        terminal.send("+ Liisa: kylä")
        terminal.wait("│ + Liisa: kylä")
        terminal.resize(60, 20)
        terminal.wait(lambda text: "│ + Liisa: kylä" in _row(text, 17))
        terminal.send("päivä maalis")
        terminal.wait("kyläpäivä maalis")
        terminal.resize(240, 67)
        terminal.wait(lambda text: "kyläpäivä maalis" in _row(text, 64))
        terminal.send("kuussa", "enter")
        terminal.wait("IDEAT 1")
        terminal.resize(80, 24)
        terminal.send("+ toinen", "enter")
        terminal.wait(lambda text: "IDEAT 2" in text and "tallennettu ✓" in text)
    assert _texts(path) == ["kyläpäivä maaliskuussa", "toinen"]


def test_sizes_changing_all_the_time_disturb_no_burst(machine: Machine) -> None:
    """Lines sent in bursts between sizes from the smallest to the largest arrive whole and in order."""
    path = machine.put(a_session())
    lines = [f"rivi {number}" for number in range(40)]
    with machine.open("run", str(path)) as terminal:
        terminal.wait("tallennettu ✓")
        for at, size in enumerate(((60, 20), (240, 67), (80, 24), (61, 21), (120, 36), (40, 10), (200, 50), (120, 36))):
            terminal.resize(*size)
            terminal.line(*lines[5 * at : 5 * at + 5])
        # A terminal that was made smaller and larger shows pieces of older pictures until it is drawn whole.
        terminal.wait(lambda text: "IDEAT 40" in text and "tallennettu ✓" in text and len(_texts(path)) == len(lines))
    assert _texts(path) == lines

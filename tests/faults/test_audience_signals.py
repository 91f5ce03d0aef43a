"""The audience's screen in a real pseudo-terminal: signals leave the terminal as it was."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kpfacil.storage.encode import encode
from tests.fakes import a_session

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind"),
]
_CODE = (
    "import sys; from datetime import datetime; from pathlib import Path; from kpfacil.tui.audience import run;"
    "sys.exit(run(Path(sys.argv[1]), None, lambda: datetime.now().astimezone()))"
)
_ALTERNATE, _BACK = b"\x1b[?1049h", b"\x1b[?1049l"


def _read_until(terminal: int, wanted: bytes, seconds: float = 30.0) -> bytes:
    """Return what came until the wanted bytes, or until nothing has come for so many seconds."""
    seen = b""
    while wanted not in seen:
        if not select.select([terminal], [], [], seconds)[0]:
            break
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    return seen


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_gives_the_terminal_back(name: str, tmp_path: Path) -> None:
    """Ended from outside, the screen leaves the alternate screen, its marker goes, and the file is untouched."""
    path = tmp_path / "2026-11-21.toml"
    path.write_bytes(encode(a_session()))
    data = path.read_bytes()
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", _CODE, str(path)], stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as program:
        os.close(theirs)
        seen = _read_until(ours, b"Ideat")
        assert _ALTERNATE in seen
        assert b"Ideat" in seen
        program.send_signal(signal.Signals[name])
        assert _BACK in _read_until(ours, _BACK)
        assert program.wait(30) == 0
    os.close(ours)
    assert path.read_bytes() == data
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_a_byte_that_is_not_utf8_does_not_end_it(tmp_path: Path) -> None:
    """A stray Latin-1 byte on the keyboard is read over; q still ends the screen in good order."""
    path = tmp_path / "2026-11-21.toml"
    path.write_bytes(encode(a_session()))
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", _CODE, str(path)], stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as program:
        os.close(theirs)
        assert b"Ideat" in _read_until(ours, b"Ideat")
        os.write(ours, b"\xe4\xe4q")
        assert _BACK in _read_until(ours, _BACK)
        assert program.wait(30) == 0
    os.close(ours)

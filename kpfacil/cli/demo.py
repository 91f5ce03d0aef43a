"""`kpfacil demo`: a copy of the sample sessions to play with."""

import shutil
import tempfile
from pathlib import Path

from kpfacil.cli.console import Console, Refusal
from kpfacil.cli.given import Given
from kpfacil.cli.run import facilitate, need_terminal
from kpfacil.storage.archive import tables
from kpfacil.storage.content import sample_folder
from kpfacil.storage.files import Opened


def demo(given: Given, console: Console) -> int:
    """Open the liveliest of the sample sessions from a copy of them all, and say where the copy is."""
    need_terminal("kpfacil demo", console)
    del given
    path = sample_to_play(console)
    try:
        return facilitate(path, console)
    finally:
        console.tell(console.say("cli.demo.where", path=path.parent.parent))


def sample_to_play(console: Console) -> Path:
    """Return the liveliest session of a fresh copy of the sample tables."""
    return copied_sample(Path(tempfile.mkdtemp(prefix="kpfacil-demo-")), console)


def copied_sample(folder: Path, console: Console) -> Path:
    """Copy the sample tables into a folder and return the session with the most in it; raises `Refusal`."""
    sample = sample_folder()
    for table in tables(sample):
        shutil.copytree(table.path, folder / table.path.name)
    copies = [opened for table in tables(folder) for opened in table.sessions]
    if not copies:
        raise Refusal(console.say("cli.demo.no-sample", path=sample))
    return max(copies, key=_liveliness).path


def _liveliness(opened: Opened) -> tuple[bool, int]:
    """Return how much there is to play with: a meeting under way first, then the one with the most in it."""
    session = opened.session
    return session.meeting.status == "draft", sum(1 for _ in session.entries())

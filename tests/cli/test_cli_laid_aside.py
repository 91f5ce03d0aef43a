"""Every command that reads a table names what is laid aside in it, whatever kind it is of."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command_line import Kpfacil

LINES = ("+ Kyläpäivä", "! Liisa: varaa sali / 15.12.")
COMMANDS: dict[str, tuple[str, ...]] = {
    "list": ("list",),
    "tasks": ("tasks",),
    "tasks of the table": ("tasks", "{folder}"),
    "report": ("report", "{folder}", "-o", "-"),
    "search": ("search", "sali"),
    "new": ("new", "--table", "Kyläpöytä", "--date", "30.12.2026", "--also"),
    "check of the table": ("check", "{folder}"),
    "check of all": ("check", "{sessions}"),
    "check of the meeting": ("check", "{path}"),
}
READING = ("list", "tasks", "tasks of the table", "report", "search")


def copy(name: str, *, more: str = "", change: tuple[str, str] = ("", "")) -> Callable[[Path], Path]:
    """Return what makes a copy of a meeting beside it, with more in it or something else in place of a part."""

    def make(path: Path) -> Path:
        other = path.parent / name
        other.parent.mkdir(exist_ok=True)
        other.write_text(path.read_text("utf-8").replace(*change) + more, "utf-8")
        return other

    return make


def copied_folder(path: Path) -> Path:
    """Return a copy of the table's folder, as a synchronising program makes one."""
    folder = path.parent.with_name(f"{path.parent.name} (1)")
    folder.mkdir()
    (folder / path.name).write_bytes(path.read_bytes())
    return folder


def folder_as_file(path: Path) -> Path:
    """Return a folder that is called as a meeting."""
    folder = path.with_name("2026-12-01.toml")
    folder.mkdir()
    return folder


def dangling(path: Path) -> Path:
    """Return a link called as a meeting that leads nowhere."""
    link = path.with_name("2026-10-01.toml")
    link.symlink_to(path.with_name("poissa.toml"))
    return link


TASK = '\n[[tasks]]\nid = "T9"\ntext = "Vain tässä kopiossa"\n'
KINDS: dict[str, Callable[[Path], Path]] = {
    "a second copy": copy("2026-11-21 (1).toml"),
    "a machine's name": copy("2026-11-21-LAPTOP.toml"),
    "a copy in Finnish": copy("Kopio 2026-11-21.toml"),
    "a name of its own": copy("kevat.toml", change=("date = 2026-11-21", "date = 2026-04-01")),
    "a conflict": copy("2026-11-21.conflict-1.toml", more=TASK),
    "a conflict of a service": copy("2026-11-21.sync-conflict-20261121-171203-ABCDEFG.toml", more=TASK),
    "an ending in capitals": copy("2026-11-21.TOML"),
    "a copy cut short": copy("2026-11-21 (2).toml", change=("name = ", "name ")),
    "two of one day and number": copy("2026-11-21-2.toml"),
    "a copied folder": copied_folder,
    "a meeting of another table": copy("2026-10-10.toml", change=('name = "Kyläpöytä"', 'name = "Muu pöytä"')),
    "a meeting that can't be read": copy("2026-10-11.toml", change=("[meeting]", "[meeting")),
    "a folder called as a meeting": folder_as_file,
    "a link that leads nowhere": dangling,
}
LACKING = ("a conflict", "a conflict of a service", "a name of its own")
OTHER_DAYS = (
    "a name of its own",
    "a meeting that can't be read",
    "a folder called as a meeting",
    "a link that leads nowhere",
)
"""What is no business of a single meeting of another day."""
LEFT = (*LACKING, *OTHER_DAYS)
"""What holds something that no other file has, or may do so."""


@pytest.fixture
def meeting(kp: Kpfacil, session: Path) -> Path:
    """Return a meeting with something to be found, done and reported."""
    assert kp("add", str(session), *LINES).code == 0
    return session


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("kind", KINDS)
def test_each_command_names_each_kind(kp: Kpfacil, meeting: Path, kind: str, command: str) -> None:
    """The path stands on stderr (a fault of `check` on stdout), in both languages; where work was left, exit is 1."""
    odd = KINDS[kind](meeting)
    words = [word.format(folder=meeting.parent, sessions=kp.sessions, path=meeting) for word in COMMANDS[command]]
    for language in ("fi", "en"):
        outcome = kp(*words, "--lang", language)
        said = outcome.err + (outcome.out if command.startswith("check") else "")
        assert (odd.name in said) != (command == "check of the meeting" and kind in OTHER_DAYS)
        if command in READING:
            assert outcome.code == (1 if kind in LEFT and command not in ("list", "search") else 0)
        if command == "new":
            assert outcome.code == (1 if kind in (*LACKING, "a folder called as a meeting") else 0)
        if command == "new":
            break  # a second one is another meeting


def test_a_new_table_that_another_folder_holds_already_is_told(kp: Kpfacil, meeting: Path) -> None:
    """A folder somebody has given another name is not found by the table's: nothing is carried in silence."""
    meeting.parent.rename(meeting.parent.with_name("vanha"))
    outcome = kp("new", "--table", "Kyläpöytä", "--date", "30.12.2026")
    assert outcome.code == 0
    assert str(kp.sessions / "vanha") in outcome.err


def test_a_table_whose_name_was_mended_holds_no_strangers(kp: Kpfacil, meeting: Path) -> None:
    """Meetings under the name that the folder is called after are the table's own, under whatever name it meets now."""
    later = Path(kp("new", "--table", "Kyläpöytä", "--date", "30.12.2026").lines[0])
    later.write_text(later.read_text("utf-8").replace('"Kyläpöytä"', '"Kylien kumppanuuspöytä"'), "utf-8")
    assert kp("list").err == ""

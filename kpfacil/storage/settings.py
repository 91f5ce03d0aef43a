"""Settings from `kpfacil.toml` in a table's folder, in the sessions folder and in the user's own.

A mistake is noted with its line and the setting left out: nothing written there keeps a meeting from being held.
"""

import contextlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import time
from pathlib import Path
from typing import Literal, TypeVar

from kpfacil.model.formats import FORMATS
from kpfacil.model.table import Charter, is_pair
from kpfacil.model.text import Line
from kpfacil.model.texts import Fault
from kpfacil.model.value import Stored, frozen, value
from kpfacil.storage import content, decode, misfits, shapes, syntax
from kpfacil.storage.files import StorageError, Unreadable, named_path, read_bytes

SETTINGS_FILE = "kpfacil.toml"
Where = Literal["table", "sessions", "user"]
Value = str | time | Path | Charter | tuple[str, ...]
SetTo = TypeVar("SetTo")

_FILES = ("template", "process")
"""Settings that are paths, from the folder of the settings on."""


@value
class SettingsTable(Stored):
    """A settings file: what may be set, in the order in which it is shown."""

    language: Line = ""
    facilitator: Line = ""
    formats: tuple[Line, ...] = ()
    template: Line | None = None
    start: time | None = None
    place: Line = ""
    wall_names: Literal["first", "full"] | None = None
    process: Line | None = None
    charter: Charter | None = None


SETTING_NAMES = tuple(shapes.shape_of(SettingsTable).by_name)


@frozen()
class Setting:
    """A value with the file that it was read from, and whose folder that is in."""

    value: Value
    path: Path
    where: Where


@frozen()
class Settings:
    """What was found, by the names of the keys, and what is wrong in the files."""

    found: Mapping[str, Setting] = field(default_factory=dict)
    mistakes: tuple[StorageError, ...] = ()
    folders: tuple[Path, ...] = ()
    """The folders that were looked in."""

    def over(self, further: "Settings") -> "Settings":
        """Return these settings with what only others have."""
        mistakes, folders = (*self.mistakes, *further.mistakes), (*self.folders, *further.folders)
        return Settings({**further.found, **self.found}, mistakes, folders)

    def get(self, name: str, kind: type[SetTo]) -> SetTo | None:
        """Return what is set under a name that takes that kind of value, None where nothing is."""
        value = self.found[name].value if name in self.found else None
        return value if isinstance(value, kind) else None


def user_folder(
    env: Mapping[str, str], system: str, variable: str = "XDG_CONFIG_HOME", usual: str = ".config"
) -> Path | None:
    """Return the folder of the user's settings, as platformdirs names it; importing that would cost every start.

    Where a variable may name another, the `usual` one is below the user's home.
    """
    match system:
        case "win32":
            home, inner = env.get("LOCALAPPDATA") or env.get("APPDATA"), ""
        case "darwin":
            home, inner = env.get("HOME"), "Library/Application Support"
        case _:
            named = env.get(variable, "").strip()
            home, inner = named or env.get("HOME"), "" if named else usual
    return Path(home, inner, "kpfacil") if home else None


def read_settings(folder: Path | None, where: Where) -> Settings:
    """Return the settings of a folder's `kpfacil.toml`; no folder or no file, no settings. Never raises."""
    if folder is None:
        return Settings()
    path = folder / SETTINGS_FILE
    if not os.path.lexists(path):
        return Settings(folders=(folder,))
    try:
        parsed = syntax.parse(read_bytes(path), lenient=True)
    except StorageError as error:
        mistake = Unreadable(error.faults, path) if isinstance(error, Unreadable) else error
        return Settings(mistakes=(mistake,), folders=(folder,))
    table, faults = decode.read_table(SettingsTable, parsed.tree)
    faults = (*faults, *_faults(table, folder))
    wrong = {re.split(r"[.\[]", fault.path)[0] for fault in faults}
    found = {name: Setting(set_to, path, where) for name, set_to in _values(table, folder) if name not in wrong}
    faults = syntax.with_lines((*parsed.faults, *faults), parsed.text)
    return Settings(found, (Unreadable(faults, path),) if faults else (), (folder,))


def _values(table: SettingsTable, folder: Path) -> Iterator[tuple[str, Value]]:
    """Yield what is set, paths from the folder on."""
    for name in SETTING_NAMES:
        set_to: Value | None = getattr(table, name)
        if set_to:
            yield name, folder / named_path(str(set_to)) if name in _FILES else set_to


def _faults(table: SettingsTable, folder: Path) -> Iterator[Fault]:
    """Yield what is wrong with values that are of the right kind."""
    if table.language and table.language not in content.languages():
        yield misfits.word_fault("language", "language", table.language, content.languages())
    for at, form in enumerate(table.formats, start=1):
        if form not in FORMATS:
            yield misfits.word_fault(f"formats[{at}]", "formats", form, FORMATS)
    for name in _FILES:
        path: str | None = getattr(table, name)
        if path is not None and not (path and _is_file(folder / named_path(path))):
            yield Fault(name, "settings.fault.file", {"path": str(folder / path)})
    if table.charter:
        yield from _charter_faults(table.charter)


def _is_file(path: Path) -> bool:
    with contextlib.suppress(OSError):  # what cannot even be a name
        return path.is_file()
    return False


def _charter_faults(charter: Charter) -> Iterator[Fault]:
    for name, numbers in (("seats", charter.seats), ("meetings_per_year", charter.meetings_per_year)):
        if not is_pair(numbers):
            yield Fault(f"charter.{name}", "settings.fault.pair")
    if charter.parties_min < 0:
        yield misfits.wrong_number("charter.parties_min", charter.parties_min, 3)

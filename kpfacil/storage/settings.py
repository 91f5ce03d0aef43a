"""Settings from `kpfacil.toml` in a table's folder, in the sessions folder and in the user's own.

A mistake is noted with its line and the setting left out: nothing written there keeps a meeting from being held.
"""

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import time
from pathlib import Path
from typing import Literal

import rtoml

from kpfacil.model.formats import FORMATS
from kpfacil.model.table import Charter
from kpfacil.model.text import clean_line
from kpfacil.rules.integrity import Fault
from kpfacil.storage.content import languages
from kpfacil.storage.files import StorageError, Unreadable, named_path, read_bytes

SETTINGS_FILE = "kpfacil.toml"
Where = Literal["table", "sessions", "user"]
Value = str | time | Path | Charter | tuple[str, ...]

_AT_LINE = re.compile(r"at line (\d+) column \d+\Z")
_MOST_FAULTS = 50
_WALL_NAMES = ("first", "full")
_PAIRS = ("seats", "meetings_per_year")
_LISTS = ("extra_seats", "fields")


@dataclass(frozen=True, slots=True)
class Setting:
    """A value with the file that it was read from, and whose folder that is in."""

    value: Value
    path: Path
    where: Where


@dataclass(frozen=True, slots=True)
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

    def words(self, name: str) -> str:
        """Return a setting that is a text, empty where there is none."""
        value = self._value(name)
        return value if isinstance(value, str) else ""

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats of a memo where none is asked for."""
        value = self._value("formats")
        return value if isinstance(value, tuple) else ()

    @property
    def start(self) -> time | None:
        """The hour at which a table's first meeting begins."""
        value = self._value("start")
        return value if isinstance(value, time) else None

    @property
    def charter(self) -> Charter | None:
        """What the composition of a new table is held against."""
        value = self._value("charter")
        return value if isinstance(value, Charter) else None

    def file(self, name: Literal["template", "process"]) -> Path | None:
        """Return the letterhead of Word files, or the process that a new table begins with."""
        value = self._value(name)
        return value if isinstance(value, Path) else None

    def _value(self, name: str) -> Value | None:
        return self.found[name].value if name in self.found else None


class _Wrong(Exception):  # noqa: N818 - what the value is
    """The value of a setting is none: the rest of the sentence's key, what it names, and the key within a table."""

    def __init__(self, reason: str, inner: str = "", **details: str) -> None:
        super().__init__(reason)
        self.reason, self.inner, self.details = reason, inner, details

    def fault(self, name: str, text: str) -> Fault:
        """Return what is wrong with the setting of that name in the text of its file."""
        place = f"{name}.{self.inner}" if self.inner else name
        return Fault(place, f"settings.fault.{self.reason}", self.details, _line_of(text, self.inner or name))


def user_folder(env: Mapping[str, str], system: str) -> Path | None:
    """Return the folder of the user's settings, as platformdirs names it; importing that would cost every start."""
    match system:
        case "win32":
            home, inner = env.get("LOCALAPPDATA") or env.get("APPDATA"), ""
        case "darwin":
            home, inner = env.get("HOME"), "Library/Application Support"
        case _:
            named = env.get("XDG_CONFIG_HOME", "").strip()
            home, inner = named or env.get("HOME"), "" if named else ".config"
    return Path(home, inner, "kpfacil") if home else None


def read_settings(folder: Path | None, where: Where) -> Settings:
    """Return the settings of a folder's `kpfacil.toml`; no folder or no file, no settings. Never raises."""
    if folder is None:
        return Settings()
    path = folder / SETTINGS_FILE
    if not os.path.lexists(path):
        return Settings(folders=(folder,))
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except StorageError as error:
        return Settings(mistakes=(error,), folders=(folder,))
    except UnicodeDecodeError:
        return Settings(mistakes=(Unreadable((Fault("", "fault.not-utf8"),), path),), folders=(folder,))
    tree, faults = _parse(text)
    found: dict[str, Setting] = {}
    for name, value in tree.items():
        try:
            found[name] = Setting(_check(name, value, folder), path, where)
        except _Wrong as wrong:
            faults.append(wrong.fault(name, text))
    faults.sort(key=lambda fault: fault.line or 0)
    return Settings(found, (Unreadable(tuple(faults), path),) if faults else (), (folder,))


def _parse(text: str) -> tuple[dict[str, object], list[Fault]]:
    """Return the keys of a text, leaving out each line that is no TOML, and a fault for each of those."""
    lines = text.split("\n")
    faults: list[Fault] = []
    while len(faults) < _MOST_FAULTS:
        try:
            return dict(rtoml.loads("\n".join(lines))), faults
        except rtoml.TomlParsingError as error:
            at = _AT_LINE.search(str(error))
            line = min(int(at[1]), len(lines)) if at else len(lines)
            faults.append(Fault("", "settings.fault.syntax", {"line": clean_line(lines[line - 1])}, line))
            if not lines[line - 1]:
                break
            lines[line - 1] = ""
    return {}, faults


def _line_of(text: str, key: str) -> int | None:
    begins = re.compile(rf"\s*\[?\s*[\"']?{re.escape(key)}[\"']?\s*[=\]]")
    return next((number for number, line in enumerate(text.split("\n"), start=1) if begins.match(line)), None)


def _check(name: str, value: object, folder: Path) -> Value:
    if name not in _CHECKS:
        raise _Wrong("unknown", name=clean_line(name), choices=", ".join(_CHECKS))
    return _CHECKS[name](value, folder)


def _words(value: object, _: Path) -> str:
    if not isinstance(value, str):
        raise _Wrong("words")
    return clean_line(value)


def _one_of(choices: Callable[[], Iterable[str]]) -> Callable[[object, Path], str]:
    def check(value: object, _: Path) -> str:
        if not isinstance(value, str) or value not in choices():
            raise _Wrong("choice", value=str(value), choices=", ".join(choices()))
        return value

    return check


def _formats(value: object, _: Path) -> tuple[str, ...]:
    for form in _list_of_words(value):
        if form not in FORMATS:
            raise _Wrong("choice", value=form, choices=", ".join(FORMATS))
    return tuple(dict.fromkeys(_list_of_words(value)))


def _hour(value: object, _: Path) -> time:
    if not isinstance(value, time):
        raise _Wrong("time")
    return value


def _file(value: object, folder: Path) -> Path:
    path = folder / named_path(value) if isinstance(value, str) and value.strip() else None
    with contextlib.suppress(OSError):  # what cannot even be a name
        if path is not None and path.is_file():
            return path
    raise _Wrong("file", path=str(path or value))


def _charter(value: object, _: Path) -> Charter:
    if not isinstance(value, dict):
        raise _Wrong("table")
    charter = Charter()
    for name, inner in value.items():
        try:
            charter = _with(charter, str(name), inner)
        except _Wrong as wrong:
            raise _Wrong(wrong.reason, str(name), **wrong.details) from None
    return charter


def _with(charter: Charter, name: str, value: object) -> Charter:
    match name:
        case "seats":
            return replace(charter, seats=_pair(value))
        case "meetings_per_year":
            return replace(charter, meetings_per_year=_pair(value))
        case "parties_min" if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return replace(charter, parties_min=value)
        case "parties_min":
            raise _Wrong("number")
        case "extra_seats":
            return replace(charter, extra_seats=_list_of_words(value))
        case "fields":
            return replace(charter, fields=_list_of_words(value))
        case _:
            known = (*_PAIRS, "parties_min", *_LISTS)
            raise _Wrong("unknown", name=clean_line(name), choices=", ".join(known))


def _pair(value: object) -> tuple[int, ...]:
    numbers = [one for one in value if type(one) is int and one >= 0] if isinstance(value, list) else []
    if not isinstance(value, list) or not 1 <= len(value) == len(numbers) <= 2 or sorted(numbers) != numbers:  # noqa: PLR2004 - least and most
        raise _Wrong("pair")
    return tuple(numbers)


def _list_of_words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise _Wrong("list")
    return tuple(clean_line(str(one)) for one in value)


_CHECKS: Mapping[str, Callable[[object, Path], Value]] = {
    "language": _one_of(languages),
    "facilitator": _words,
    "formats": _formats,
    "template": _file,
    "start": _hour,
    "place": _words,
    "wall_names": _one_of(lambda: _WALL_NAMES),
    "process": _file,
    "charter": _charter,
}
"""What may be set, in the order in which it is shown, and what reads each."""
SETTING_NAMES = tuple(_CHECKS)

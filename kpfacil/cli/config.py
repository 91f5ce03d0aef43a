"""`kpfacil config`: what is in force, and from where."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import time
from pathlib import Path

from kpfacil.cli.console import Console, Refusal
from kpfacil.cli.given import Given
from kpfacil.cli.parser import unknown_language
from kpfacil.cli.places import sessions_of, settings_of
from kpfacil.model.formats import USUAL
from kpfacil.model.table import Charter
from kpfacil.storage.content import FINNISH, PROCESS_FILE
from kpfacil.storage.settings import SETTING_NAMES, SETTINGS_FILE, Settings, Value

_BUILT_IN = {"language": FINNISH, "formats": ", ".join(USUAL), "wall_names": "first"}


def config(given: Given, console: Console) -> int:
    """Print each setting with its value and source, for all tables or for the one whose folder is given."""
    table = console.around.path(given.file) if given.file else None
    if table is not None and not table.is_dir():
        raise Refusal(console.say("cli.no-folder", path=table))
    settings = settings_of(table, console) if table else console.settings
    console.tell(*_lines(given, table, settings, console))
    return 0


def _lines(given: Given, table: Path | None, settings: Settings, console: Console) -> Iterator[str]:
    yield _line("sessions", str(sessions_of(given, console)), _sessions_source(given, console), console)
    for name in SETTING_NAMES:
        value, source = _in_force(name, given, table, settings, console)
        yield _line(name, value, source, console) if value else console.say("cli.config.unset", name=name)
    if console.settings.folders:
        yield console.say("cli.config.for-all", path=console.settings.folders[-1] / SETTINGS_FILE)


def _in_force(name: str, given: Given, table: Path | None, settings: Settings, console: Console) -> tuple[str, str]:
    """Return the value of a setting and the words for its source; both empty where it is not set."""
    if name == "language":
        return _language(given, console)
    if name == "process" and table is not None and (table / PROCESS_FILE).is_file():
        return str(table / PROCESS_FILE), console.say("cli.config.from-table", path=table)
    return _from_files(name, settings, console)


def _language(given: Given, console: Console) -> tuple[str, str]:
    env = console.around.env
    if given.lang:
        return given.lang, console.say("cli.config.from-option", name="--lang")
    if env.get("KPFACIL_LANG", "").strip() and not unknown_language(env):
        return console.texts.language, console.say("cli.config.from-environment", name="KPFACIL_LANG")
    # A table's own does not count: the program speaks before it knows of a table.
    return _from_files("language", console.settings, console)


def _from_files(name: str, settings: Settings, console: Console) -> tuple[str, str]:
    setting = settings.found.get(name)
    if setting is not None:
        return _shown(setting.value), console.say(f"cli.config.from-{setting.where}", path=setting.path)
    return (_BUILT_IN[name], console.say("cli.config.from-program")) if name in _BUILT_IN else ("", "")


def _line(name: str, value: str, source: str, console: Console) -> str:
    return console.say("cli.config.line", name=name, value=value, source=source)


def _sessions_source(given: Given, console: Console) -> str:
    if given.sessions:
        return console.say("cli.config.from-option", name="--sessions")
    if console.around.env.get("KPFACIL_SESSIONS"):
        return console.say("cli.config.from-environment", name="KPFACIL_SESSIONS")
    here = sessions_of(given, console) == console.around.cwd / "sessions"
    return console.say("cli.config.from-here" if here else "cli.config.from-program")


def _shown(value: Value) -> str:
    match value:
        case time():
            return f"{value:%H.%M}"
        case tuple():
            return ", ".join(value)
        case Charter():
            kept = {name: inner for name, inner in asdict(value).items() if inner}
            return ", ".join(f"{name} = {json.dumps(inner, ensure_ascii=False)}" for name, inner in kept.items())
        case _:
            return str(value)

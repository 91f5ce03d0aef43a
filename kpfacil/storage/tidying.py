"""Giving tables and files other names, laying meetings aside where nothing reads them, and bringing people in."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from kpfacil.commands.base import Command, Scene
from kpfacil.model.session import Session
from kpfacil.storage.archive import table_in
from kpfacil.storage.decode import Opened, load
from kpfacil.storage.files import StorageError, reason_of, slug
from kpfacil.storage.lock import hold, refuse_held
from kpfacil.storage.process_file import load_process
from kpfacil.storage.saver import Keeper

REMOVED = ".poistetut"
"""The folder of a table for meetings that were removed; nothing reads it."""


def rename_table(folder: Path, name: str, now: datetime) -> Path:
    """Give a table another name in all its sessions and in its folder's; return the folder.

    Raises `StorageError` where the name is taken or leaves no folder's name, or where a session is being recorded.
    """
    target = folder.with_name(slug(name)) if slug(name) else folder
    if target != folder and target.exists():
        raise StorageError("tidy.taken", {"name": name, "folder": target.name})
    with ExitStack() as held:
        sessions = table_in(folder).sessions
        for opened in sessions:  # all of them before any is written: no half of a table bears another name
            held.enter_context(hold(opened.path, now))
        for opened in sessions:
            _put(opened, replace(opened.session, table=replace(opened.session.table, name=name)))
    return _moved(folder, target)


def name_file(path: Path, proposed: str) -> Path:
    """Give a file the name that makes it a meeting; raises `StorageError` where one has it or it is being recorded."""
    refuse_held(path)
    target = path.with_name(proposed)
    if target.exists():
        raise StorageError("tidy.taken", {"name": proposed, "folder": path.parent.name})
    return _moved(path, target)


def remove_meeting(path: Path, now: datetime) -> Path:
    """Move a meeting's file to the table's folder of removed ones; raises `StorageError` where it is being recorded."""
    hold(path, now).release()
    bin_ = path.parent / REMOVED
    try:
        bin_.mkdir(exist_ok=True)
    except OSError as error:
        raise StorageError("fault.file-reason", {"path": str(bin_), "reason": reason_of(error)}) from None
    names = (path.name, *(f"{path.stem}-{number}{path.suffix}" for number in range(2, 1000)))
    return _moved(path, next(bin_ / name for name in names if not (bin_ / name).exists()))


def seat_people(path: Path, command: Command, now: datetime) -> None:
    """Have a command bring people into a meeting's file.

    Raises `Refused` where it can't be done, `StorageError` where the meeting is being recorded or can't be written.
    """
    with hold(path, now):
        opened = load(path)
        _put(opened, command.apply(opened.session, Scene(process=load_process(path.parent), now=now)))


def _put(opened: Opened, session: Session) -> None:
    try:
        Keeper(opened.path, opened).put(session)
    except OSError as error:
        raise StorageError("fault.file-reason", {"path": str(opened.path), "reason": reason_of(error)}) from None


def _moved(path: Path, target: Path) -> Path:
    if path == target:
        return path
    try:
        return path.rename(target)
    except OSError as error:
        raise StorageError("fault.file-reason", {"path": str(path), "reason": reason_of(error)}) from None

"""Putting sessions and documents on the disk, and what there is to tell of it."""

from dataclasses import replace
from pathlib import Path

from kpfacil.cli.console import Console, Refusal
from kpfacil.model.session import Session
from kpfacil.storage.atomic import write_atomically
from kpfacil.storage.keeper import Keeper, failure
from kpfacil.storage.states import Conflicted, Notice


def put(keeper: Keeper, session: Session, console: Console) -> None:
    """Save a session and tell of a file changed meanwhile or edited by hand; raises `Refusal` where it can't be."""
    try:
        notices = keeper.put(session)
    except OSError as error:
        raise _not_saved(error, keeper.path, console) from error
    console.warn(*(_told(notice, console) for notice in notices))


def write(path: Path, content: bytes, console: Console) -> None:
    """Write a document, its folder too where it is missing; raises `Refusal` where it can't be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
    except OSError as error:
        raise _not_saved(error, path, console) from error


def _told(notice: Notice, console: Console) -> str:
    key = "saver.conflict" if isinstance(notice, Conflicted) else "saver.backed-up"
    return console.say(key, path=notice.path)


def _not_saved(error: OSError, path: Path, console: Console) -> Refusal:
    failed = failure(error, path)
    return Refusal(console.texts.said(replace(failed, key=f"cli.{failed.key}")))

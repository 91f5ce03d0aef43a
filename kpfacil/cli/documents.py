"""Which formats a document of any command is written in, and where it goes: several formats, a letterhead, stdout."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import cast

from kpfacil.cli.console import Console, Misuse, Refusal
from kpfacil.cli.given import Given
from kpfacil.cli.places import write
from kpfacil.export import BadTemplate, MissingLibrary, document, eml
from kpfacil.export.formats import make
from kpfacil.export.tasks import Kept
from kpfacil.model.formats import TASK_FORMATS, Format, as_formats
from kpfacil.model.session import Session
from kpfacil.model.texts import Sentence, Texts
from kpfacil.storage.content import load_texts
from kpfacil.storage.decode import Opened
from kpfacil.storage.files import read_bytes, slug
from kpfacil.storage.settings import Settings

STDOUT = "-"
PRINTED = "text"
"""The format that a terminal shows; in a file it is `txt`."""


_NO_DOCUMENTS = (".toml", ".toml.bak", ".lock", ".holder")
"""Endings of the files that meetings and tables are kept in: no document is ever written over one."""


def texts_of(given: Given, language: str, console: Console) -> Texts:
    """Return the texts of a document: of the language asked for on the command line, else of the session's own."""
    return console.texts if given.lang is not None else load_texts(language)


def keep(opened: Opened) -> Kept:
    """Return a session with the name of its table's folder, which its tasks are told by."""
    return Kept(folder=opened.path.resolve().parent.name, session=opened.session)


def memo_stem(session: Session) -> str:
    """Return the name of a memo that leaves its folder, without an ending: it tells what the memo is of."""
    meeting = session.meeting
    return f"{slug(session.table.name)}-muistio-{meeting.number}-{meeting.date.year}"


def forms_of(
    given: Given, console: Console, known: tuple[str, ...], usual: tuple[str, ...], unnamed: str
) -> tuple[str, ...]:
    """Return the formats to write: those asked for, else what the file's name tells, else the usual ones.

    `unnamed` is the format of a file whose name tells none. Raises `Misuse` where several are to go into one file, or
    one into a file whose name tells another.
    """
    named = _format_of_name(given, console, known, unnamed)
    forms = tuple(dict.fromkeys(given.forms)) or named or usual
    if given.out is not None:
        forms = tuple(dict.fromkeys("txt" if form == PRINTED else form for form in forms))
    if named:
        _refuse_another_name(given.out or "", forms)
    return forms


def _refuse_another_name(out: str, forms: tuple[str, ...]) -> None:
    told = as_formats(PurePath(out).suffix.removeprefix("."), TASK_FORMATS)
    if len(forms) > 1:
        raise Misuse("cli.usage.several", value=out)
    if told and told[0] not in (*forms, PRINTED):
        raise Misuse("cli.usage.other-format", value=out, asked=forms[0])


def _format_of_name(given: Given, console: Console, known: tuple[str, ...], unnamed: str) -> tuple[str, ...]:
    """Return the format that the name given with `-o` tells; empty for a folder, or where no name is given."""
    if given.out is None:
        return ()
    out = console.path(given.out)
    told = as_formats(out.suffix.removeprefix("."), known)
    if is_folder(given.out, console):
        return ()
    is_new = given.out != STDOUT and not told and not (out.suffix or out.exists())
    return () if is_new else told or (unnamed,)


def is_folder(named: str, console: Console) -> bool:
    """Return whether a path names a folder: one that is there, or one that is written as folders are."""
    return named != STDOUT and (console.path(named).is_dir() or named.endswith(("/", os.sep)))


def make_in(
    doc: document.Doc,
    form: str,
    console: Console,
    *,
    template: Path | None = None,
    attachments: Iterable[eml.Attachment] = (),
) -> bytes:
    """Return the document in a format; raises `Refusal` where it can't be made, whatever the reason is."""
    with _tell_faults(form, template):
        letterhead = read_bytes(template) if template is not None else None
        result = make(doc, cast("Format", form), template=letterhead, attachments=attachments)
    if result.replaced:
        console.warn_that("cli.replaced-signs", signs=" ".join(result.replaced))
    return result.content


@contextmanager
def _tell_faults(form: str, template: Path | None = None) -> Iterator[None]:
    """Raise `Refusal` with what kept a format from being made, whatever it was."""
    name = Sentence(f"word.format.{form}")
    try:
        yield
    except Refusal:
        raise
    except MissingLibrary as missing:
        if not missing.install:
            raise Refusal("cli.left-out", format=name) from None
        raise Refusal("cli.missing-library", format=name, install=missing.install) from None
    except BadTemplate:
        raise Refusal("cli.bad-template", path=template or "") from None
    except Exception as fault:
        reason = f"{type(fault).__name__}: {fault}"
        raise Refusal("export.failed", format=name, details=reason) from fault


def template_of(given: Given, forms: Collection[str], settings: Settings, console: Console) -> Path | None:
    """Return the file of the letterhead; raises `Misuse` where one is given and no Word file is asked for."""
    if given.template is not None and "docx" not in forms:
        raise Misuse("cli.usage.needs", name="--template", other="--format docx")
    path = settings.get("template", Path) if given.template is None else console.path(given.template)
    if path is None or "docx" not in forms:
        return None
    read_bytes(path)  # one that can't be read is told before anything is written
    return path


def deliver_each(
    forms: Collection[str],
    made: Callable[[str], bytes],
    given: Given,
    default: Path,
    opened: Collection[Opened],
    console: Console,
    title: str,
) -> int:
    """Write a document in each format under the default path with its ending, or where `-o` says; return the exit code.

    Of several formats, the one that can't be made or written is told, the same once, and the others go on.
    """
    several = len(forms) > 1
    refused: dict[str, None] = {}
    for form in forms:
        ending = "txt" if form == PRINTED else form
        beside = None if form == PRINTED else default.with_name(f"{default.name}.{ending}")
        path = _target(given, beside, console, several=several)
        try:
            with _tell_faults(ending):
                content = made(ending)
            if path is None:
                console.give(content)
                continue
            _refuse_a_meeting(path, opened)
            write(path, content, console, title)
            console.tell(str(path))
        except Refusal as refusal:
            if not several:
                raise
            refused.update(dict.fromkeys(refusal.sentences(console.texts)))
    console.warn(*refused)
    return 1 if refused else 0


def _target(given: Given, default: Path | None, console: Console, *, several: bool) -> Path | None:
    """Return where a document goes: where it was asked for, else to the default place; None is stdout.

    Where it is one of several, what was asked for is a folder.
    """
    if given.out is None or given.out == STDOUT:
        return default if given.out is None else None
    path = console.path(given.out)
    return path / default.name if default is not None and (several or is_folder(given.out, console)) else path


def _refuse_a_meeting(path: Path, opened: Iterable[Opened]) -> None:
    """Raise `Refusal` where a document would fall on a file of a meeting or a table, by whatever name it is reached."""
    names = (path.name.casefold(), path.resolve().name.casefold())
    is_kept = path.exists() and any(path.samefile(one.path) for one in opened)
    if is_kept or any(name.endswith(_NO_DOCUMENTS) for name in names):
        raise Refusal("cli.not-over-session", path=path)

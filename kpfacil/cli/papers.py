"""What the commands share that put something on the disk: a document made in a format, and where it goes."""

from collections.abc import Iterable
from pathlib import Path
from typing import cast

from kpfacil.cli.console import Console, Misuse, Refusal
from kpfacil.cli.given import Given
from kpfacil.cli.places import write
from kpfacil.export.document import Doc
from kpfacil.export.eml import Attachment
from kpfacil.export.errors import BadTemplate, MissingLibrary
from kpfacil.export.formats import make
from kpfacil.model.formats import Format
from kpfacil.model.texts import Texts
from kpfacil.storage.content import load_texts
from kpfacil.storage.files import read_bytes
from kpfacil.storage.settings import Settings

STDOUT = "-"
_NO_DOCUMENTS = (".toml", ".toml.bak", ".lock", ".holder")
"""Endings of the files that meetings and tables are kept in: no document is ever written over one."""


def form_of(given: Given, forms: tuple[str, ...], default: str) -> str:
    """Return the format asked for, else the one that the file's ending tells, else the default; text is `txt`."""
    form = given.form
    if form is None and given.out not in (None, STDOUT):
        ending = Path(given.out or "").suffix.removeprefix(".").casefold()
        form = ending if ending in forms else None
    form = form or default
    return "txt" if form == "text" else form


def texts_of(given: Given, language: str, console: Console) -> Texts:
    """Return the texts of a document: of the language asked for on the command line, else of the session's own."""
    return console.texts if given.lang is not None else load_texts(language)


def make_in(
    doc: Doc, form: str, console: Console, *, template: bytes | None = None, attachments: Iterable[Attachment] = ()
) -> bytes:
    """Return the document in a format; raises `Refusal` where a library or a usable letterhead is missing."""
    try:
        result = make(doc, cast("Format", form), template=template, attachments=attachments)
    except MissingLibrary as missing:
        raise Refusal(console.say("cli.missing-library", format=form, install=missing.install)) from None
    except BadTemplate:
        raise Refusal(console.say("cli.bad-template")) from None
    if result.replaced:
        console.warn(console.say("cli.replaced-signs", signs=" ".join(result.replaced)))
    return result.content


def template_of(given: Given, form: str, settings: Settings, console: Console) -> bytes | None:
    """Return the letterhead for a Word file; raises `Misuse` where one is given for another format."""
    if given.template is not None and form != "docx":
        raise Misuse("cli.usage.template")
    path = settings.file("template") if given.template is None else console.around.path(given.template)
    return read_bytes(path) if path is not None and form == "docx" else None


def deliver(content: bytes, given: Given, default: Path | None, kept: Iterable[Path], console: Console) -> None:
    """Write a document where it was asked for, else to the default place, and print the path; None is stdout.

    Raises `Refusal` where it would fall on a file of a meeting or a table, by whatever name it is reached.
    """
    path = default if given.out is None else console.around.path(given.out)
    if path is None or given.out == STDOUT:
        console.give(content)
        return
    if path.is_dir() and default is not None:
        path = path / default.name
    if any(one.name.casefold().endswith(_NO_DOCUMENTS) for one in (path, path.resolve())) or _is_one_of(path, kept):
        raise Refusal(console.say("cli.not-over-session", path=path))
    write(path, content, console)
    console.tell(str(path))


def _is_one_of(path: Path, files: Iterable[Path]) -> bool:
    return path.exists() and any(path.samefile(one) for one in files)

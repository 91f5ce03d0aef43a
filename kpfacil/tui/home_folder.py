"""Reading a sessions folder for the home screen; whatever can't be read is named with its reason."""

from datetime import date
from pathlib import Path

from kpfacil.model.process import Process
from kpfacil.model.text import clean_line
from kpfacil.model.texts import Texts
from kpfacil.storage.archive import tables_by
from kpfacil.storage.files import StorageError, changed_at
from kpfacil.storage.glance import TableHeads, load_head
from kpfacil.storage.lock import left_behind
from kpfacil.storage.process_file import PROCESS_FILE, load_process
from kpfacil.views.archive import ArchiveView, DamagedLine, FiledSession, archive


def read_folder(folder: Path, today: date, texts: Texts) -> ArchiveView:
    """Return what stands in a sessions folder; one that is not there is empty."""
    try:
        found = tables_by(folder, load_head)
    except StorageError as error:
        return ArchiveView(damaged=(DamagedLine(name=clean_line(str(folder)), reason=_reason(error, folder, texts)),))
    filed: list[FiledSession] = []
    damaged: list[DamagedLine] = []
    for table in found:
        process, trouble = _process(table, texts)
        damaged += trouble
        filed += [
            FiledSession(
                key=str(headed.path),
                folder=str(table.path),
                brief=headed.brief,
                process=process,
                changed=changed_at(headed.path),
                left_behind=left_behind(headed.path),
            )
            for headed in table.sessions
        ]
        damaged += [
            DamagedLine(name=_name(broken.path), reason=_reason(broken.error, broken.path, texts))
            for broken in table.broken
        ]
        damaged += _not_counted(table, texts)
    return archive(filed, damaged, today, texts.language)


def _not_counted(table: TableHeads, texts: Texts) -> list[DamagedLine]:
    """Return the files that are not called as meetings, and those that may be copies of another."""
    proposed = {aside.path: aside.proposed for aside in table.laid_aside}
    return [
        DamagedLine(
            name=_name(path),
            reason=texts.said(remark),
            aside=True,
            key=str(path),
            proposed=str(proposed.get(path) or ""),
        )
        for path, remark in table.remarks().items()
    ]


def _process(table: TableHeads, texts: Texts) -> tuple[Process, list[DamagedLine]]:
    path = table.path / PROCESS_FILE
    try:
        return load_process(table.path), []
    except StorageError as error:
        return load_process(), [DamagedLine(name=_name(path), reason=_reason(error, path, texts))]


def _name(path: Path) -> str:
    return clean_line(f"{path.parent.name}/{path.name}")


def _reason(error: StorageError, path: Path, texts: Texts) -> str:
    """Return the first reason without the path, which stands above it already, and how many more there are."""
    sentences = error.sentences(texts)
    more = f" (+ {len(sentences) - 1})" if len(sentences) > 1 else ""
    return clean_line(sentences[0].removeprefix(f"{path}: ")) + more

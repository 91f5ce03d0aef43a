"""What the memo's panel asks of the screen: write, copy, open."""

from functools import partial
from pathlib import Path
from typing import Protocol

from textual.message import Message
from textual.worker import Worker

from kpfacil.model.formats import FORMATS
from kpfacil.tui.do import MemoWritten
from kpfacil.tui.exporting import Written, memo_document, memo_folder, open_with_system, write_memos
from kpfacil.tui.panels.base import Panel
from kpfacil.tui.panels.memo import MemoPanel
from kpfacil.tui.room import Room


class Screen(Protocol):
    """What granting a wish needs of the screen."""

    def copy_to_clipboard(self, text: str) -> None:
        """Put a text on the clipboard."""

    def post_message(self, message: Message) -> bool:
        """Tell the screen something, from any thread."""
        ...

    def run_worker(self, work: partial[None], *, thread: bool, exit_on_error: bool) -> Worker[None]:
        """Run work off the screen's loop."""
        ...


def grant(screen: Screen, room: Room, path: Path, panel: Panel, wish: str) -> None:
    """Do what the memo's panel has asked for."""
    if not isinstance(panel, MemoPanel):
        return
    folder = memo_folder(path)
    match wish:
        case "write-memo":
            _write(screen, room, panel, folder)
        case "copy-memo":
            screen.copy_to_clipboard(panel.text(room))
            room.tell("panel.memo.copied")
        case "open-folder":
            _open(room, folder if folder.is_dir() else folder.parent)
        case _:
            _open(room, next((one.path for one in panel.written if one.path is not None), folder))


def _open(room: Room, path: Path) -> None:
    if not open_with_system(path):
        room.tell("panel.memo.no-opener", path=path)


def _write(screen: Screen, room: Room, panel: MemoPanel, folder: Path) -> None:
    """Write the chosen formats from a thread; each is told as it is done."""
    forms = [form for form in FORMATS if form in panel.chosen]
    doc = memo_document(room.session, room.desk.process, panel.profile)
    panel.written.clear()
    room.tell("panel.memo.writing", formats=", ".join(forms))

    def told(result: Written) -> None:
        panel.written.append(result)
        screen.post_message(MemoWritten(str(result.path or "")))

    screen.run_worker(partial(write_memos, doc, panel.profile, forms, folder, told), thread=True, exit_on_error=False)

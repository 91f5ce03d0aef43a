"""Writing the memo from the facilitator's screen: chosen formats in one go, off the screen's loop."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from kpfacil.export import MissingLibrary
from kpfacil.export.document import Doc
from kpfacil.export.formats import make
from kpfacil.export.memo import memo
from kpfacil.export.tell import Profile
from kpfacil.model.formats import Format
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.model.texts import Sentence
from kpfacil.storage.atomic import standing, write_export
from kpfacil.storage.content import load_texts
from kpfacil.storage.files import reason_of
from kpfacil.tui.sight import Written
from kpfacil.tui.wall import has_display


def memo_document(session: Session, process: Process, profile: Profile, others: tuple[Session, ...] = ()) -> Doc:
    """Return the memo's document in the session's own language; `others` are the table's other sessions."""
    return memo(session, load_texts(session.language), process, profile, others)


def memo_name(profile: Profile, form: Format) -> str:
    """Return the file name of a memo."""
    return f"{'muistio-julkinen' if profile == 'public' else 'muistio'}.{form}"


def write_memos(
    doc: Doc, profile: Profile, forms: Iterable[Format], folder: Path, told: Callable[[Written], None]
) -> None:
    """Write the memo in each format, telling of each as it is done; what fails is told and does not stop the rest."""
    for form in forms:
        told(_written(doc, profile, form, folder))


def _written(doc: Doc, profile: Profile, form: Format, folder: Path) -> Written:
    texts = load_texts(doc.lang.partition("-")[0])
    name = texts.say(f"word.format.{form}")
    try:
        made = make(doc, form)
        path = folder / memo_name(profile, form)
        kept = write_export(path, made.content, texts)
    except MissingLibrary as missing:
        key = "panel.memo.missing" if missing.install else "panel.memo.left-out"
        return Written(form, trouble=Sentence(key, {"format": name, "install": missing.install}))
    except OSError as error:
        return Written(form, trouble=Sentence("panel.memo.failed", {"format": name, "reason": reason_of(error)}))
    except Exception as fault:  # noqa: BLE001 - the fault of one renderer keeps no other format from being written
        details = f"{type(fault).__name__}: {fault}"
        return Written(form, trouble=Sentence("export.failed", {"format": name, "details": details}))
    if kept is not None:
        return Written(form, path, Sentence("export.kept", {"path": str(kept)}))
    if made.replaced:
        return Written(form, path, Sentence("panel.memo.replaced", {"signs": " ".join(made.replaced)}))
    return Written(form, path)


def open_memo(folder: Path, written: Iterable[Written]) -> Path | None:
    """Open the first file that was written, else the memo's folder; return its path where nothing can open it."""
    path = next((one.path for one in written if one.path is not None), standing(folder))
    return None if open_with_system(path) else path


def open_with_system(path: Path) -> bool:
    """Open a file or folder with the system's own program; return whether there is one, and a desktop to show it."""
    if not has_display(os.environ, sys.platform):
        return False
    if sys.platform == "win32":
        command = ["explorer", str(path)]
    else:
        program = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
        if program is None:
            return False
        command = [program, str(path)]
    try:
        subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except OSError:
        return False
    return True

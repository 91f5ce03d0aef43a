"""What a new term begins with: the report of the old one, and the promises that nobody goes on with."""

from kpfacil.cli.console import Console
from kpfacil.cli.memo_files import export_folder
from kpfacil.cli.papers import made
from kpfacil.cli.saving import write
from kpfacil.export.report import report
from kpfacil.rules.ready import open_tasks
from kpfacil.storage.archive import TableFolder
from kpfacil.storage.content import load_texts

_NAME = "raportti"
_FORMS = ("html", "md")


def term_ended(folder: TableFolder, console: Console) -> None:
    """Write the old term's report beside its last session, and name the promises that have no heir; both on stderr."""
    if folder.latest is None:
        return
    previous = folder.latest.session
    texts = load_texts(previous.language)
    doc = report([opened.session for opened in folder.sessions], texts, console.around.clock().date())
    for form in _FORMS:
        path = export_folder(folder.latest.path) / f"{_NAME}.{form}"
        write(path, made(doc, form, console), console)
        console.warn(console.say("cli.new.old-term", path=path))
    alone = [task.id for task in open_tasks(previous) if not task.heir]
    if alone:
        console.warn(console.say("cli.new.no-heir", ids=", ".join(alone)))

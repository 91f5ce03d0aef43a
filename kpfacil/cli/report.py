"""`kpfacil report`: the report of a table's term."""

from pathlib import Path

from kpfacil.cli.arguments import REPORT_FORMATS
from kpfacil.cli.console import Console, Refusal
from kpfacil.cli.given import Given
from kpfacil.cli.memo_files import export_folder
from kpfacil.cli.papers import deliver, form_of, made, texts_of
from kpfacil.cli.places import need_folder, tables_in
from kpfacil.export.report import report as report_of
from kpfacil.storage.archive import TableFolder

_NAME = "raportti"


def report(given: Given, console: Console) -> int:
    """Print the report as text, or write it in another format beside the latest session or where `-o` says."""
    form = form_of(given, REPORT_FORMATS, "text")
    table = the_table(console.around.path(given.file), console)
    latest = table.sessions[-1]
    texts = texts_of(given, latest.session.language, console)
    sessions = [opened.session for opened in table.sessions]
    today = console.around.clock().date()
    try:
        doc = report_of(sessions, texts, today, given.first, given.last, given.profile)
    except ValueError:
        raise Refusal(console.say("cli.report.no-session-between", path=table.path)) from None
    beside = export_folder(latest.path) / f"{_NAME}.{form}"
    default = None if form == "txt" and given.form in (None, "text") else beside
    deliver(made(doc, form, console), given.out, default, [one.path for one in table.sessions], console)
    return 0


def the_table(path: Path, console: Console) -> TableFolder:
    """Return the one table that a folder is or holds; a session file stands for its folder.

    Raises `Refusal` where there is none, or several to choose from.
    """
    folder = path.parent if path.is_file() else path
    need_folder(folder, console)
    found = [table for table in tables_in(folder, console) if table.sessions]
    if not found:
        raise Refusal(console.say("cli.no-sessions", path=folder))
    if len(found) > 1:
        names = ", ".join(table.path.name for table in found)
        raise Refusal(console.say("cli.report.which-table", path=folder, names=names))
    return found[0]

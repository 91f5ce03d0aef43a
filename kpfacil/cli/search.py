"""`kpfacil search`: the archive searched by words and conditions."""

from collections.abc import Callable
from pathlib import Path

from kpfacil.capture.fold import fold
from kpfacil.cli.console import Console, Misuse
from kpfacil.cli.given import Given
from kpfacil.cli.places import every, sessions_of, tables_in
from kpfacil.cli.unfinished import MayHoldUnfinished
from kpfacil.model.text import clean_line
from kpfacil.storage.archive import TableFolder
from kpfacil.storage.files import Opened
from kpfacil.views.query import BadCondition, Query, query
from kpfacil.views.search import Hit
from kpfacil.views.search import search as search_in

_ESCAPED = '"\\'
"""What a session file writes otherwise than it was said."""


def search(given: Given, console: Console) -> int:
    """Print every hit, `path:id: words`; nothing found is said on stderr, and is no refusal."""
    if not any(word.strip() for word in given.words):
        raise Misuse("cli.usage.missing", names=console.say("cli.metavar.word"))
    try:
        asked = query(given.words)
    except BadCondition as error:
        raise Misuse("cli.usage.query", value=error.condition, example=console.say("cli.search.example")) from None
    found = tables_in(sessions_of(given, console), console, _may_hold(asked))
    kept = _in_order(found)
    sessions = ((opened.path.parent.name, opened.session) for opened in kept)
    hits = search_in(sessions, asked, console.around.clock().date())
    console.tell(*(_line(hit, kept[hit.at], console) for hit in hits))
    if not hits:
        console.warn(console.say("cli.search.nothing"))
    return 0


def _in_order(found: tuple[TableFolder, ...]) -> tuple[Opened, ...]:
    return tuple(opened for table in found for opened in table.sessions)


def _may_hold(asked: Query) -> Callable[[Path], bool]:
    """Return what tells whether a file can hold a hit: reading its bytes is a hundred times faster than the session.

    Where a state is asked for every file may count, as a later meeting may say that a task is done.
    """
    if asked.unfinished or asked.overdue or asked.state:
        ranged = asked.start is not None or asked.end is not None
        return every if ranged or asked.state else MayHoldUnfinished()
    words = tuple(word for word in asked.words if not any(sign in word for sign in _ESCAPED))

    def may_hold(path: Path) -> bool:
        try:
            said = fold(path.read_bytes().decode("utf-8-sig"))
        except (OSError, UnicodeDecodeError):
            return True  # a file that can't be read is named, never hidden
        return all(word in said for word in words)

    return may_hold


def _line(hit: Hit, opened: Opened, console: Console) -> str:
    session = opened.session
    who = ", ".join(session.name_of(handle) for handle in hit.who)
    text = clean_line(hit.text)
    key = f"cli.search.{hit.id}"
    what = console.say(key) if console.texts.knows(key) else hit.id
    return f"{opened.path}:{what}: {who}: {text}" if who else f"{opened.path}:{what}: {text}"

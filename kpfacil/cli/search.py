"""`kpfacil search`: the archive searched by words and conditions."""

from pathlib import Path

from kpfacil.cli.console import Console, Misuse
from kpfacil.cli.given import Given
from kpfacil.cli.places import sessions_of, tables_read
from kpfacil.model.session import Session
from kpfacil.model.text import clean_line
from kpfacil.storage.sieve import Sieve
from kpfacil.storage.sifting import load_unsifted, sifted
from kpfacil.views.query import BadCondition, query
from kpfacil.views.search import Hit
from kpfacil.views.search import search as search_in


def search(given: Given, console: Console) -> int:
    """Print every hit, `path:id: words`; nothing found is said on stderr, and is no refusal."""
    if not any(word.strip() for word in given.words):
        raise Misuse("cli.usage.missing", names=console.say("cli.metavar.word"))
    try:
        asked = query(given.words)
    except BadCondition as error:
        raise Misuse("cli.usage.query", value=error.condition, example=console.say("cli.search.example")) from None
    found = tables_read(sessions_of(given, console), console, load_unsifted)
    kept = [one for table in found for one in sifted(table.sessions, Sieve(asked))]
    sessions = ((path.parent.name, session) for path, session in kept)
    hits = search_in(sessions, asked, console.around.clock().date())
    console.tell(*(_line(hit, *kept[hit.at], console) for hit in hits))
    if not hits:
        console.warn(console.say("cli.search.nothing"))
    return 0


def _line(hit: Hit, path: Path, session: Session, console: Console) -> str:
    who = ", ".join(session.name_of(handle) for handle in hit.who)
    text = clean_line(hit.text)
    key = f"cli.search.{hit.id}"
    what = console.say(key) if console.texts.knows(key) else hit.id
    return f"{path}:{what}: {who}: {text}" if who else f"{path}:{what}: {text}"

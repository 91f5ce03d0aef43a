"""`kpfacil scribe`: a second line for a meeting that somebody else holds."""

import sys

from kpfacil.cli.console import Console, Refusal
from kpfacil.cli.given import Given
from kpfacil.cli.places import process_of
from kpfacil.cli.screens import meeting_of, need_terminal, thaw
from kpfacil.model.session import Session
from kpfacil.storage.decode import load
from kpfacil.storage.lock import user_name
from kpfacil.storage.outbox import Outbox, state_folder


def scribe(given: Given, console: Console) -> int:
    """Open the scribe's screen; refused where the file can't be read or there is no terminal."""
    path = meeting_of(console.around.path(given.file))
    opened = load(path)
    process = process_of(path)
    need_terminal("kpfacil scribe", console)
    state = state_folder(console.around.env, sys.platform)
    if state is None:
        raise Refusal(console.say("cli.scribe.no-folder"))
    from kpfacil.tui.scribe import ScribeStart, run  # noqa: PLC0415 - Textual, only for a screen

    thaw()
    with Outbox(path, state, "scribe") as outbox:
        start = ScribeStart(
            opened=opened,
            process=process,
            clock=console.around.clock,
            language=console.texts.language,
            tell=console.tell,
            warn=console.warn,
            outbox=outbox,
            name=given.name or _secretary(opened.session) or user_name(),
        )
        return run(start)


def _secretary(session: Session) -> str:
    """Return the name of the table's secretary, whose seat this is; empty where there is none, or more than one."""
    found = [person.name for person in session.members if "secretary" in person.roles]
    return found[0] if len(found) == 1 else ""

"""Lines written by the program: an answer to what a line asks, and an entry's own words to be mended."""

import re

from kpfacil.capture.grammar import Ask, Reading
from kpfacil.capture.names import names_of
from kpfacil.model.entries import Entry
from kpfacil.model.kinds import SIGN_OF
from kpfacil.model.session import Session
from kpfacil.model.table import Goal
from kpfacil.model.text import clean_line

_GRAMMAR = re.compile(r"(?<=\\)[:/#]|(?<!\S)#(?=[^\s\d#])|(?<!\S)/(?!\S)")


def as_text(line: str, ask: Ask) -> str:
    """Return the line in which the asked name belongs to the text: its colon is escaped.

    A name that cannot be text (`T4 pekko:`) leaves the line as it is; such an ask has no `colons`.
    """
    said = clean_line(line)
    if ask.turned is not None:
        start, end = ask.turned
        return f"{said[:start]}{said[ask.end + 1 : end].strip()}: {said[ask.start : ask.end]}{said[end:]}"
    for colon in sorted(ask.colons, reverse=True):
        said = f"{said[:colon]}\\{said[colon:]}"
    return said


def as_entry(line: str, reading: Reading) -> str:
    """Return the line, which could be more than that, as an entry: its word escaped, or with its kind's sign."""
    said = clean_line(line)
    if reading.swap is not None and reading.swap.worded:
        return f"\\{said}"
    return f"{SIGN_OF.get(reading.kind, SIGN_OF['idea'])} {said}"


def nearest(ask: Ask, session: Session) -> tuple[str, ...]:
    """Return whom an unknown name most likely means, to be chosen from."""
    return names_of(session).nearest(ask.name)


def choose(line: str, ask: Ask, handle: str, session: Session) -> str:
    """Return the line in which the asked name is replaced by the surest way to type that person or party."""
    said = clean_line(line)
    if ask.owner_at < 0:
        return said[: ask.start] + names_of(session).sure(handle) + said[ask.end :]
    name = f", {ask.name}" if said[ask.owner_at] == ":" else f"{ask.name}: "
    return f"{said[: ask.owner_at]}{name}{said[ask.owner_at : ask.start]}{said[ask.end :]}"


def editing(entry: Entry | Goal) -> str:
    """Return the line that gives an entry the words it has, escaped where needed: `I3 : the words`."""
    return f"{entry.id} : {escaped(clean_line(entry.text))}"


def escaped(text: str) -> str:
    """Return words with a backslash before each sign in them that would be grammar."""
    return _GRAMMAR.sub(r"\\\g<0>", text)

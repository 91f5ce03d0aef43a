"""A session in brief, told from the lines of its file: an archive is listed without reading every session whole."""

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kpfacil.model.meeting import Meeting, ProgrammeItem
from kpfacil.model.session import FORMAT
from kpfacil.storage.decode import decode
from kpfacil.storage.errors import Unreadable
from kpfacil.storage.files import read_bytes
from kpfacil.storage.mark import unmarked
from kpfacil.storage.reading import Reader
from kpfacil.storage.swift import swift_tree
from kpfacil.views.brief import Brief, brief

_OPEN_TASK = re.compile(r'^state = "(?:open|active|waiting)"$', re.MULTILINE)
_TOOK_PART = re.compile(r'^presence = "(?:present|remote)"$', re.MULTILINE)
_AWAY = re.compile(r'^presence = "(?:expected|excused|absent)"$', re.MULTILINE)
_COUNT = re.compile(r"^count = (\d+)$", re.MULTILINE)
_WORDS = re.compile(r'^(?:text|name|place) = "(.+)"$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Headed:
    """A session in brief with its file."""

    brief: Brief
    path: Path

    @property
    def table_name(self) -> str:
        """The name of the table."""
        return self.brief.table

    @property
    def day(self) -> date:
        """The day of the meeting."""
        return self.brief.meeting.date


def load_head(path: Path) -> Headed:
    """Read a session file in brief.

    Raises `Unreadable` with every fault in it, `StorageError` where the file can't be read at all.
    """
    data = read_bytes(path)
    try:
        return Headed(head_of(data), path)
    except Unreadable as error:
        raise Unreadable(error.faults, path) from None


def head_of(data: bytes) -> Brief:
    """Return a session in brief; only a file that somebody else has written or mended is read whole.

    Raises `Unreadable` with every fault found.
    """
    ours = unmarked(data)
    found = _glanced(ours) if ours is not None else None
    return found or brief(decode(data))


def blocks_of(ours: str, name: str) -> list[str]:
    """Return the lines of each block of that name, without the blocks in it, of a file that the program has written.

    No text in such a file has an empty line or begins one: the line ends in it are escaped.
    """
    first, *parts = ours.split(f"\n\n[[{name}]]\n")
    del first
    return [part.partition("\n\n[")[0] for part in parts]


def _glanced(ours: str) -> Brief | None:
    """Return what the lines tell, or None where they are not what they are expected to be."""
    table, meeting = _keys(ours, "table"), _keys(ours, "meeting")
    name = table.get("name")
    reader = Reader(trusting=True)
    held = reader.one(Meeting, meeting, "meeting") if "date" in meeting else None
    items = [swift_tree(f"{lines.rstrip()}\n") for lines in blocks_of(ours, "programme")]
    if not ours.startswith(f"format = {FORMAT}\n") or not isinstance(name, str) or held is None or None in items:
        return None
    tasks = blocks_of(ours, "tasks")
    return Brief(
        table=name,
        meeting=held,
        programme=reader.many(ProgrammeItem, items, "programme"),
        people=_headcount(ours),
        ideas=ours.count("\n[[ideas]]\n"),
        agreements=ours.count("\n[[agreements]]\n"),
        tasks=len(tasks),
        open_tasks=sum(_OPEN_TASK.search(lines) is not None for lines in tasks),
        under_way=any(_begun(lines) for lines in blocks_of(ours, "visits")),
        words="\n".join(map(_spoken, _WORDS.findall(ours))).casefold(),
    )


def _headcount(ours: str) -> int:
    people = (lines for lines in blocks_of(ours, "participants") if 'standing = "former"' not in lines)
    crowds = (lines for lines in blocks_of(ours, "crowd") if not _AWAY.search(lines))
    counts = (int(found[1]) for lines in crowds if (found := _COUNT.search(lines)))
    return sum(_TOOK_PART.search(lines) is not None for lines in people) + sum(counts)


def _keys(ours: str, header: str) -> dict[str, object]:
    """Return the keys of one of the tables that stand in a file once."""
    lines = ours.partition(f"\n\n[{header}]\n")[2].partition("\n\n[")[0]
    return swift_tree(f"{lines.rstrip()}\n") or {}


def _begun(visit: str) -> bool:
    return "\nentered = " in f"\n{visit}" and "\nleft = " not in f"\n{visit}"


def _spoken(written: str) -> str:
    if "\\" not in written or "\\U" in written:
        return written
    spoken: object = json.loads(f'"{written}"')
    return spoken if isinstance(spoken, str) else written

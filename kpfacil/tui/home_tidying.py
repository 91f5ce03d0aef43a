"""What the home screen does with files: other names, meetings laid aside, people brought in."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from kpfacil.commands.base import Command
from kpfacil.model.texts import Sentence
from kpfacil.storage.tidying import name_file, remove_meeting, rename_table, seat_people


@dataclass(frozen=True, slots=True)
class Tidying:
    """What is to be done with files: a table gets another `name`, a file its proposed one, a meeting people or none."""

    action: Literal["rename", "name", "remove", "seat"]
    path: Path
    name: str = ""
    command: Command | None = None
    """What brings people in."""


def tidy(tidying: Tidying, now: datetime) -> Sentence:
    """Do what is to be done with files; return what is said of it. Raises `StorageError` and `Refused`."""
    match tidying.action:
        case "rename":
            folder = rename_table(tidying.path, tidying.name, now)
            return Sentence("home.renamed", {"name": tidying.name, "folder": folder.name})
        case "name":
            name_file(tidying.path, tidying.name)
            return Sentence("home.named", {"file": tidying.name})
        case "remove":
            return Sentence("home.removed", {"path": str(remove_meeting(tidying.path, now))})
        case "seat":
            if tidying.command is not None:
                seat_people(tidying.path, tidying.command, now)
            return Sentence("home.seated", {"file": tidying.path.name})

"""What stood on the command line, each value under its own type."""

import argparse
import datetime as dt
from typing import Literal


class Given(argparse.Namespace):
    """The parsed command line; `file` is the one file or folder, `words` whatever a command takes many of."""

    command: str | None = None
    sessions: str | None = None
    lang: str | None = None
    print_completion: str | None = None
    file: str = ""
    words: list[str]
    table: str = ""
    date: dt.date | None = None
    start: dt.time | None = None
    place: str | None = None
    participants: str | None = None
    term: tuple[dt.date, dt.date] | None = None
    blank: bool = False
    form: str | None = None
    out: str | None = None
    profile: Literal["participants", "public"] = "participants"
    template: str | None = None
    attach: list[str]
    index: bool = False
    state: list[str]
    who: str = ""
    party: str = ""
    overdue: bool = False
    todo: bool = False
    first: dt.date | None = None
    last: dt.date | None = None
    web: bool = False
    port: int | None = None
    font_size: int | None = None

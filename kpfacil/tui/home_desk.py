"""The home screen without the screen: where the cursor is, what is searched, asked and answered."""

from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Literal

from kpfacil.capture.dates import read_appointment
from kpfacil.model.days import Calendar
from kpfacil.model.text import clean_line
from kpfacil.model.texts import Sentence
from kpfacil.tui.home_line import Line
from kpfacil.views.archive import ArchiveView, SessionLine, matching

Action = Literal["run", "show", "memo", "invite", "remind", "publish", "new", "demo"]
Mode = Literal["list", "search", "new", "guide"]
FIRST_STEPS: tuple[str, ...] = ("demo", "new", "guide")
"""What somebody who has no tables yet may do."""


@dataclass(frozen=True, slots=True)
class HomeChoice:
    """What was chosen: a file to run, show or write the papers of; or a table's name and day for a new meeting."""

    action: Action
    path: Path | None = None
    table: str = ""
    day: date | None = None
    start: time | None = None
    end: time | None = None
    place: str | None = None


@dataclass(slots=True)
class HomeDesk:
    """What is seen and chosen. `view` is None until the folder has been read."""

    today: date
    view: ArchiveView | None = None
    at: int = 0
    top: int = 0
    """The first row seen of the guide."""
    mode: Mode = "list"
    line: Line = field(default_factory=Line)
    said: Sentence | str = ""
    """What is said to the user: a sentence, or the words of the command line."""

    @property
    def shown(self) -> ArchiveView:
        """The archive as far as it fits what is searched for."""
        if self.view is None:
            return ArchiveView()
        return matching(self.view, self.line.text) if self.mode == "search" else self.view

    @property
    def lines(self) -> list[SessionLine]:
        """The meetings that the cursor walks through; the one to go on with stands first."""
        shown = self.shown
        first = [shown.resume] if shown.resume is not None else []
        return [*first, *(line for table in shown.tables for line in table.sessions)]

    @property
    def first_time(self) -> bool:
        """Whether the folder has been read and there is nothing in it."""
        return self.view is not None and self.view.empty

    @property
    def count(self) -> int:
        """How many places the cursor has."""
        return len(FIRST_STEPS) if self.first_time else len(self.lines)

    @property
    def chosen(self) -> SessionLine | None:
        """The meeting under the cursor."""
        lines = self.lines
        return lines[min(self.at, len(lines) - 1)] if lines else None

    def move(self, key: str, page: int = 8) -> None:
        """Move the cursor."""
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -self.count, "end": self.count}
        if self.mode == "guide":
            self.top = max(0, self.top + {"up": -1, "down": 1, "pageup": -page, "pagedown": page}.get(key, 0))
            return
        self.at = max(0, min(self.count - 1, self.at + steps.get(key, 0)))

    def begin(self, mode: Mode) -> None:
        """Ask for a line, or go back to the list."""
        self.mode, self.said, self.top = mode, "", 0
        self.at = 0 if mode == "search" else self.at
        self.line.set(self._suggested() if mode == "new" else "")

    def _suggested(self) -> str:
        """Return the table under the cursor with its next meeting's day, to be accepted or changed."""
        chosen = self.chosen
        if chosen is None or self.first_time:
            return ""
        day = chosen.next_date
        ahead = day is not None and day >= self.today
        return f"{chosen.table} / {day.day}.{day.month}.{day.year}" if day is not None and ahead else chosen.table

    def open(self, action: Action) -> HomeChoice | None:
        """Return the choice of the meeting under the cursor; nothing where there is none."""
        chosen = self.chosen
        return HomeChoice(action, Path(chosen.key)) if chosen is not None else None

    def first_step(self, step: str) -> HomeChoice | None:
        """Do one of the three first things; only the sample ends the screen at once."""
        if step == "demo":
            return HomeChoice("demo")
        self.begin("new" if step == "new" else "guide")
        return None

    def enter(self) -> HomeChoice | None:
        """Do what Enter means where we are."""
        match self.mode:
            case "new":
                return self._named()
            case "guide":
                self.begin("list")
                return None
            case _ if self.first_time:
                return self.first_step(FIRST_STEPS[min(self.at, len(FIRST_STEPS) - 1)])
            case _:
                return self.open("run")

    def _named(self) -> HomeChoice | None:
        """Return the new meeting; `name / day time place`, all but the name may be left out."""
        name, slash, day = self.line.text.rpartition(" / ")
        if not slash:
            name, day = self.line.text, ""
        name = clean_line(name)
        if not name:
            self.said = Sentence("home.new.no-name")
            return None
        if not day.strip():
            return HomeChoice("new", table=name)
        read = read_appointment(day, Calendar(self.today))
        if read.day is None or read.wrong is not None:
            self.said = read.wrong or Sentence("home.new.no-day")
            return None
        return HomeChoice("new", table=name, day=read.day, start=read.start, end=read.end, place=read.place or None)

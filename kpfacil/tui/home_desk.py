"""The home screen without the screen: where the cursor is, what is searched, asked and answered."""

import re
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Literal

from kpfacil.model.appointments import read_appointment
from kpfacil.model.days import Calendar
from kpfacil.model.text import clean_line
from kpfacil.model.texts import Sentence, Texts
from kpfacil.model.value import frozen
from kpfacil.tui.home_files import HomeRoster, Tidying
from kpfacil.tui.listing import PAGE, move_cursor
from kpfacil.tui.sight import Put
from kpfacil.views.archive import ArchiveView, DamagedLine, SessionLine, matching

Action = Literal["run", "show", "memo", "invite", "remind", "publish", "new", "demo"]
Mode = Literal["list", "search", "new", "rename", "roster", "guide"]
TYPED: tuple[Mode, ...] = ("new", "search", "rename", "roster")
"""The modes in which a line is typed."""
FIRST_STEPS: tuple[str, ...] = ("demo", "new", "guide")
"""What somebody who has no tables yet may do."""


@frozen()
class HomeChoice:
    """What was chosen: a file to run, show or write the papers of; or a table's name and day for a new meeting."""

    action: Action
    path: Path | None = None
    table: str = ""
    day: date | None = None
    start: time | None = None
    end: time | None = None
    place: str | None = None
    line: str = field(default="", compare=False)
    """The line that named a new meeting, which stands there again where it can't be prepared."""


_BEFORE_DAY = ("ensi", "next", "on")
_HOUR = re.compile(r"\bklo\b|\bat \d|\d[.:]\d\d\b", re.IGNORECASE)


@dataclass(slots=True)
class HomeDesk:
    """What is seen and chosen. `view` is None until the folder has been read."""

    today: date
    view: ArchiveView | None = None
    at: int = 0
    top: int = 0
    """The first row seen of the guide."""
    mode: Mode = "list"
    line: str = ""
    """What stands in the line, which the screen keeps true."""
    let_go: str = ""
    """What ↑ would bring back into the line."""
    offered: str = ""
    """What the program itself has begun the line with."""
    put: Put | None = None
    """What the screen is to put into the line, once; None where it stays as it is."""
    kept: dict[Mode, str] = field(default_factory=dict)
    """What was typed where a line was left with Esc; it is there again when the line is begun anew."""
    roster: HomeRoster | None = None
    """The list of people that is being chosen."""
    said: Sentence | str = ""
    """What is said to the user: a sentence, or the words of the command line."""
    prefer: str = ""
    """The file of the meeting that the cursor is to stand at once the folder has been read."""
    asked: str = ""
    """What was asked about once: a name with a day in it, a table's new one, or what is to be removed."""

    def see(self, view: ArchiveView) -> None:
        """Take in what stands in the folder; a meeting that was just prepared is the chosen one."""
        self.view = view
        keys = [line.key for line in self.lines]
        if self.prefer in keys:
            self.at = keys.index(self.prefer)
        self.prefer = ""

    @property
    def chosen_file(self) -> DamagedLine | None:
        """The file under the cursor that is not counted."""
        at = self.at - len(self.lines)
        return self.shown.damaged[at] if 0 <= at < len(self.shown.damaged) else None

    @property
    def shown(self) -> ArchiveView:
        """The archive as far as it fits what is searched for."""
        if self.view is None:
            return ArchiveView()
        return matching(self.view, self.line) if self.mode == "search" else self.view

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
        return len(FIRST_STEPS) if self.first_time else len(self.lines) + len(self.shown.damaged)

    @property
    def chosen(self) -> SessionLine | None:
        """The meeting under the cursor."""
        lines = self.lines
        return lines[min(self.at, len(lines) - 1)] if lines and self.chosen_file is None else None

    def move(self, key: str) -> None:
        """Move the cursor."""
        if self.mode == "roster" and self.roster is not None and self.roster.choosing:
            self.roster.move(key)
            return
        if self.mode in ("guide", "roster"):
            self.top = max(0, self.top + {"up": -1, "down": 1, "pageup": -PAGE, "pagedown": PAGE}.get(key, 0))
            return
        self.at = move_cursor(min(self.at, max(0, self.count - 1)), key, self.count)

    def begin(self, mode: Mode) -> None:
        """Ask for a line, or go back to the list."""
        self.mode, self.said, self.top, self.asked = mode, "", 0, ""
        self.at = 0 if mode == "search" else self.at
        chosen, line = self.chosen, ""
        if chosen is not None and mode in ("new", "rename"):
            line, day = chosen.brief.table, chosen.brief.meeting.next_date
            if mode == "new" and day is not None and day >= self.today:  # to be accepted or changed
                line += f" / {day.day}.{day.month}.{day.year}"
        kept = self.kept.pop(mode, "")
        self.write(kept or line, suggested=True)
        self.offered = "" if kept else self.offered

    def begin_again(self, line: str, said: Sentence | str) -> None:
        """Have the line of a new meeting stand there again, which could not be prepared, with the reason."""
        self.begin("new")
        self.write(line)
        self.said = said

    def write(self, line: str, *, suggested: bool = False) -> None:
        """Have words stand in the line, as a suggestion that typing replaces or as they are."""
        self.line, self.put = line, Put(line, suggested=suggested and bool(line))
        self.offered = line if suggested else ""

    def see_typed(self, line: str) -> None:
        """See what stands in the line now; a search begins at its first finding again."""
        if line != self.line:
            self.line, self.said = line, ""
            self.at = 0 if self.mode == "search" else self.at

    def step_back(self) -> None:
        """Close the nearest thing; words typed by hand are kept for the next time."""
        if self.mode == "roster" and self.roster is not None and self.roster.step_back():
            self.said, self.top = "", 0
            return
        if self.mode in TYPED and self.line != self.offered:
            self.kept[self.mode] = self.line
        self.begin("list")

    def open(self, action: Action) -> HomeChoice | None:
        """Return the choice of the meeting under the cursor; nothing where there is none, which is said of a file."""
        chosen = self.meeting()
        return HomeChoice(action, Path(chosen.key)) if chosen is not None else None

    def meeting(self) -> SessionLine | None:
        """Return the meeting under the cursor; of a file there that is none it is said that it can't be opened."""
        if (file := self.chosen_file) is not None:
            self.said = Sentence("home.not-a-meeting", {"name": file.name})
        return self.chosen

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
                return self._name_meeting()
            case "guide":
                self.begin("list")
                return None
            case _ if self.first_time:
                return self.first_step(FIRST_STEPS[min(self.at, len(FIRST_STEPS) - 1)])
            case _:
                return self.open("run")

    def rename(self) -> Tidying | None:
        """Begin to give the chosen table another name; a file that is not counted gets its proposed one at once."""
        file = self.chosen_file
        if file is not None and not file.proposed:
            self.said = Sentence("home.no-name", {"name": file.name})
            return None
        if file is not None:
            return Tidying("name", Path(file.key), Path(file.proposed).name)
        if self.chosen is not None:
            self.begin("rename")
        return None

    def rename_table(self) -> Tidying | None:
        """Ask once, then return the table's new name; an empty one is not taken."""
        name, chosen = clean_line(self.line), self.chosen
        if chosen is None or not name:
            self.said = Sentence("home.new.no-name")
            return None
        if name not in (self.asked, chosen.brief.table):
            self.asked, self.said = name, Sentence("home.rename.sure", {"old": chosen.brief.table, "new": name})
            return None
        self.begin("list")
        return Tidying("rename", Path(chosen.key).parent, name) if name != chosen.brief.table else None

    def take_paste(self, text: str, texts: Texts) -> None:
        """Show what a pasted list of people would bring where one is asked for; else put the lines in as one."""
        if self.mode == "roster" and self.roster is not None:
            self.said, self.top = self.roster.form.paste(text, self.roster.session, texts), 0
        else:
            self.write(clean_line(text))

    def seat_people(self, texts: Texts) -> Tidying | None:
        """Return what brings the people of the chosen list in; what has to be seen or answered before is said."""
        if self.roster is None:
            return None
        taken = self.roster.take(self.line, texts)
        self.write(self.line if self.roster.choosing else "")  # what can't be read stands there to be mended
        self.top = 0
        if isinstance(taken, Sentence):
            self.said = taken
            return None
        path = self.roster.path
        self.begin("list")
        return Tidying("seat", path, command=taken)

    def remove(self) -> Tidying | None:
        """Ask once, then remove the chosen meeting, or the file under the cursor that is not counted."""
        file = self.chosen_file
        chosen = file if file is not None and file.key else self.meeting()
        if chosen is None:
            return None
        if self.asked == chosen.key:
            self.asked = ""
            return Tidying("remove", Path(chosen.key))
        self.asked, name = chosen.key, Path(chosen.key).name
        details = {"table": chosen.brief.table} if isinstance(chosen, SessionLine) else {}
        self.said = Sentence(f"home.remove.{'sure' if details else 'aside-sure'}", {"file": name, **details})
        return None

    def _name_meeting(self) -> HomeChoice | None:
        """Return the new meeting; `name / day time place`, all but the name may be left out."""
        name, slash, day = self.line.rpartition(" / ")
        if not slash:
            name, day = self.line, ""
        name = clean_line(name)
        if not name:
            self.said = Sentence("home.new.no-name")
            return None
        if not day.strip():
            return None if self._asks_of(name) else HomeChoice("new", table=name, line=self.line)
        read = read_appointment(day, Calendar(self.today))
        if read.day is None or read.wrong is not None:
            self.said = read.wrong or Sentence("home.new.no-day")
            return None
        place = read.place or None
        return HomeChoice("new", None, name, read.day, read.start, read.end, place, self.line)

    def _asks_of(self, name: str) -> bool:
        """Ask once of a name that holds a day or an hour: where the day begins, the line is parted."""
        if self.asked == name:
            return False
        words = name.split()
        at = self._day_begins(words)
        if at:
            self.write(f"{' '.join(words[:at])} / {' '.join(words[at:])}")
            self.asked, self.said = name, Sentence("home.new.day-in-name")
            return True
        if _HOUR.search(name):
            self.asked, self.said = name, Sentence("home.new.hour-in-name")
            return True
        return False

    def _day_begins(self, words: list[str]) -> int:
        """Return at which word of a name a day begins, 0 where there is none."""
        at = next((at for at in range(len(words) - 1, 0, -1) if self._has_day(words[at:])), 0)
        while at > 1 and (words[at - 1].casefold() in _BEFORE_DAY or self._has_day(words[at - 1 : at])):
            at -= 1
        return at

    def _has_day(self, words: list[str]) -> bool:
        read = read_appointment(" ".join(words), Calendar(self.today))
        return read.day is not None and read.wrong is None

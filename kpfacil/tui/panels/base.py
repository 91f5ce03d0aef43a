"""What every panel is: a frozen value that paints what it is given and says what each of its keys does now."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import ClassVar, Generic, Self, TypeVar

from kpfacil.commands.base import Command
from kpfacil.commands.meeting import LookAt
from kpfacil.model.kinds import Kind
from kpfacil.model.process import Process, Step
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.model.value import frozen, frozen_by_name
from kpfacil.tui.asked import Act, Asked, Press
from kpfacil.tui.forms import Form
from kpfacil.tui.listing import MARK, MOVING, Block, in_rows, key_in_words, move_cursor, place_block, seen_rows
from kpfacil.tui.paint import EMPTY, Row, Rows, Size, ends, row
from kpfacil.tui.sight import Sight, TableSessions, Written

Chip = tuple[str, str, Asked]
"""A key as it is shown, its label, and what a click on it asks for."""
ARROWS = {"up": "↑", "down": "↓", "left": "←", "right": "→", "enter": "Enter", "space": "␣", "1": "1–9"}
Item = TypeVar("Item")
_AIRY = 10
"""The least rows of a stage whose head has room for empty ones."""
_LOW = 8


@frozen_by_name
class PanelView:
    """What a panel sees: the session, the language, the moment, and how the panel stands on the screen."""

    session: Session
    process: Process
    texts: Texts
    now: datetime
    name: str = ""
    """The name that the panel was opened by."""
    entered: bool = False
    """Whether the panel listens to the keys."""
    form: Form | None = None
    """What the capture line asks for at the moment."""
    around: TableSessions
    """The table's other sessions: the memo names none of their people in public."""
    sight: Sight
    board_kind: Kind = "idea"
    """The kind whose column has to be seen."""
    written: tuple[Written, ...] = ()
    """What came of the formats of the memo that were written last."""
    reading: bool = False
    """Whether the names that the public memo must not tell are still being read."""
    under: str = ""
    """The panel that lies under the help; empty where none does."""
    keys_under: "tuple[PanelKey, ...]" = ()
    """The keys of the panel that lies under the help."""

    @property
    def step(self) -> Step:
        """The step of the meeting."""
        return self.session.step_in(self.process)


@frozen()
class Do:
    """Commands in turn, or none; when all have been taken the panel becomes `then`, else why not is said."""

    commands: tuple[Command, ...]
    then: "Panel"
    tell: str = ""
    """The key of a sentence that is said afterwards, as trouble or not."""
    trouble: bool = False
    details: tuple[tuple[str, str], ...] = ()
    more: bool = False
    """Whether it goes on with what the key before has done: both are one change to take back."""


@frozen()
class Begin:
    """A line begins with these words, or a form asks for it, after the commands."""

    line: str
    then: "Panel"
    form: Form | None = None
    commands: tuple[Command, ...] = ()
    taken: bool = False
    """Whether the words are an entry's own, taken back into the line."""


@frozen()
class Open:
    """Another panel is opened and listens, after the commands; an empty name leaves the panel."""

    name: str
    commands: tuple[Command, ...] = ()


@frozen()
class Wish:
    """The screen itself has to do something that no command can: write, copy, open."""

    name: str
    commands: tuple[Command, ...] = ()


Effect = Do | Begin | Open | Wish


@frozen()
class PanelKey:
    """A key of a panel, the texts' key of its label, and what it does at the moment: nothing where that is None."""

    name: str
    label: str
    does: Effect | None
    more: tuple[str, ...] = ()
    """Other keys that do the same, not shown."""
    sign: str = ""
    """How the key is shown where that is not by its name."""
    shown: bool = True
    """Whether the key stands in the legend; others stand beside what they act on."""


@dataclass(frozen=True)
class Panel:
    """A picture on the stage that can be entered with F4; `at` is the place of its list that is chosen."""

    view: PanelView = field(compare=False, repr=False)
    """What it sees now."""
    at: int = 0

    ticks: ClassVar[bool] = False
    """Whether the panel shows a clock of its own."""
    space_acts: ClassVar[bool] = False
    """Whether the space bar acts on an empty line even while the line has the keys: no line begins with a space."""

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self.view.session

    @property
    def process(self) -> Process:
        """The table's process."""
        return self.view.process

    @property
    def texts(self) -> Texts:
        """The language of the screen."""
        return self.view.texts

    def say(self, key: str, **named: object) -> str:
        """Return a sentence in the screen's language."""
        return self.texts.say(key, **named)

    def title(self, key: str, **named: object) -> Row:
        """Return a sentence as what stands above a picture."""
        return row("   ", (self.say(key, **named), "strong"))

    def read_names(self) -> None:
        """Find once whose names the public memo must not tell, so that no picture waits for it: not for the screen."""

    @abstractmethod
    def rows(self, size: Size) -> Rows:
        """Return the picture for a size of (width, height) cells."""

    @property
    def keys(self) -> Sequence[PanelKey]:
        """Return the panel's keys; legend, clicks and key presses are made of this one list."""
        return ()

    @property
    def count(self) -> int:
        """Return how many places the panel's list has."""
        return 0

    @property
    def place(self) -> int:
        """Return the chosen place, within the list as it is now."""
        return max(0, min(self.at, self.count - 1))

    def after(self, key: str) -> int:
        """Return the place of the list after a key that moves the cursor."""
        return move_cursor(self.place, key, self.count)

    def press(self, key: str) -> Effect | None:
        """Return what a key does, None where it means nothing here."""
        for one in self.keys:
            if key in (one.name, *one.more):
                return one.does
        return self.step(key) if key in MOVING else None

    def step(self, key: str) -> Effect | None:
        """Return what moves the cursor; nothing where there is no list."""
        return Do((), replace(self, at=self.after(key))) if self.count else None

    def point(self, place: int) -> Effect | None:
        """Return what a click on a place of the list does: it chooses the place."""
        return Do((), replace(self, at=place))

    def takes_words(self) -> bool:
        """Return whether letters are words of the line at the moment, though the panel listens."""
        return False

    def open(self) -> "Panel":
        """Return the panel as it gets the keys: it may begin at what the room looks at."""
        return self

    def looks_at(self) -> LookAt:
        """Return what the wall is to show while the panel listens: the step's own picture where that is none of its."""
        return LookAt()

    def follow(self, before: Session) -> Self:
        """Return the panel after the session has changed: a newcomer may have to come into sight."""
        return self

    def chips(self) -> Sequence[Chip]:
        """Return what the key bar shows first while the panel listens: the way back, as its keys stand in the panel."""
        return (("Esc", self.say("chip.line"), Act("escape")),)

    def legend(self, width: int) -> Rows:
        """Return the keys in words, where the eye is; a click on one presses it."""
        shown = ((one.sign or ARROWS.get(one.name, one.name), one) for one in self.keys if one.shown)
        keys = (key_in_words(sign, self.say(one.label), Press(one.name), 3) for sign, one in shown)
        return in_rows(keys, width, 3)


@dataclass(frozen=True)
class ListPanel(Panel, Generic[Item]):
    """A list on the stage; the cursor, digits, arrows, clicks and scrolling are the same in all of them."""

    @abstractmethod
    def items(self) -> Sequence[Item]:
        """Return what stands at the places of the list."""

    @abstractmethod
    def lines(self, item: Item, width: int) -> Rows:
        """Return the rows of one place for a width without the mark."""

    def head(self, size: Size) -> Rows:
        """Return what stands above the list; its empty rows go where the stage is low."""
        return []

    def foot(self, size: Size) -> Rows:
        """Return what stands below the list, the keys last."""
        return self.legend(size[0])

    def blocks(self, size: Size) -> Sequence[Block]:
        """Return the places, and whatever stands between them; only those that may be seen have their own rows."""
        width, height = size
        chosen = self.place
        near, here = range(chosen - height, chosen + height + 1), chosen if self.view.entered else -1
        return [
            place_block(self.lines(item, width - MARK), at, chosen=at == here) if at in near else Block((EMPTY,), at)
            for at, item in enumerate(self.items())
        ]

    def rows(self, size: Size) -> Rows:
        """Return head, places and foot; the chosen place is in sight, and how many are not is said."""
        width, height = size
        foot = kept_legend(self.foot(size), height)
        head = [line for line in self.head(size) if line.spans or height >= _AIRY]
        room = max(1, height - len(head) - len(foot))
        seen = seen_rows(self.blocks((width, room)), self.place, room, self.texts)
        return [*[*head, *seen][: max(0, height - len(foot))], *foot][:height]

    def counted_title(self, key: str, width: int) -> Row:
        """Return a title with the chosen place among how many there are."""
        place = row((f"{self.place + 1} / {self.count} ", "dim")) if self.count else EMPTY
        return ends(self.title(key), place, width)

    @property
    def count(self) -> int:
        """Return how many places the list has."""
        return len(self.items())

    @property
    def item(self) -> Item | None:
        """Return what stands at the chosen place, None where the list is empty."""
        items = self.items()
        return items[self.place] if items else None


def with_legend(rows: Rows, legend: Rows, height: int) -> Rows:
    """Return rows and legend for a height: the keys always stay in sight, and on a low stage the rows, too."""
    kept = kept_legend(legend, height)
    return [*rows[: max(0, height - len(kept))], *kept][:height]


def kept_legend(legend: Rows, height: int) -> Rows:
    """Return as much of a legend as a height has room for: on a low stage the keys alone, a third of the rows."""
    if height >= _LOW:
        return [*legend][-max(1, height - 1) :]
    keys = [line for line in legend if any(isinstance(span.does, Press) for span in line.spans)]
    return keys[: max(1, height // 3)]

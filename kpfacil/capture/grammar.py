"""What a typed line is made of: its words, its stretches with their escapes, and what it comes to.

Words stand in `content/<language>/grammar.toml`. What people type is recognised in every language at once, whichever
language the screen speaks; a word that two languages have means what the first of them says.
"""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from typing import Literal, TypedDict, get_args

from kpfacil.commands.base import Command, Refused
from kpfacil.model import appointments, kinds, table
from kpfacil.model.entries import Answer, Fate, Mandate, Pledge, TaskState
from kpfacil.model.fold import fold
from kpfacil.model.grammar import Meanings, words_of
from kpfacil.model.table import Setting
from kpfacil.model.text import LONGEST
from kpfacil.model.texts import Detail, Sentence
from kpfacil.model.value import frozen, frozen_by_name

CONFIRMING = Meanings({"confirmed": "confirmed"})
"""What stamps an agreement as accepted at the table, or a task as one its owner said yes to."""
TASK_STATES: Meanings[TaskState] = Meanings.of("task-state", get_args(TaskState), own_words=True)
GOAL_STATES: Meanings[table.GoalState] = Meanings.of("goal-state", get_args(table.GoalState), own_words=True)
ANSWERS: Meanings[Answer] = Meanings.of("answer", get_args(Answer), own_words=True)
MANDATES: Meanings[Mandate] = Meanings.of("mandate", get_args(Mandate))
KIND_WORDS: Meanings[kinds.Kind] = Meanings.of("kind-word", kinds.SIGNS.values())
FATES: Meanings[Fate] = Meanings.of("fate", get_args(Fate))


DASHES = ("-", "–", "—", "−")


def says_nothing(text: str, *, given: bool = False) -> bool:
    """Return whether words say that there is nothing: a dash, `ei mitään`; where it is what is `given`, with its name.

    That is one word behind several: `ei tarvita rahaa`.
    """
    said = fold(text).rstrip(" .!")
    without = said.rpartition(" ")[0] if given else ""
    return text in DASHES or said in words_of("nothing") or (" " in without and without in words_of("nothing"))


Wish = Literal["undo", "help", "quit"]
SETTING_NAMES: tuple[Setting, ...] = get_args(Setting)

_LETTERS = "".join(kinds.KINDS)
ID_WORD = rf"(?a:[{_LETTERS}{_LETTERS.lower()}][0-9]+)"
"""What an id looks like, as the source of a regular expression; small letters do as well, and no letter like them."""

ID_ENDS = r"(?=\s|\Z|:(?:\s|\Z)|[+-][0-9]+\Z|[+=!>-]\Z)"
"""What may stand after an id at the beginning of a line: a space, or a short operation written without one."""


@frozen()
class Ask:
    """A name that nobody, or more than one, on the roster answers to.

    `candidates` are ids: none means that the name is unknown, several that it is ambiguous. `start` and `end` are the
    name's place in the cleaned line; `colons` are the places to escape where the name belongs to the text after all,
    empty where it cannot. `texty` tells that it is most likely text: a word of memos, or one that begins with a digit.
    At `owner_at` the name would stand where a known one becomes one more owner of the task; `turned` is the stretch
    `Tila: Pekka` that becomes `Pekka: Tila` where the name is text.
    """

    name: str
    candidates: tuple[str, ...]
    start: int
    end: int
    colons: tuple[int, ...] = ()
    texty: bool = False
    owner_at: int = -1
    turned: tuple[int, int] | None = None


@frozen_by_name
class Swap:
    """A fact of the table that a line sets: which, what stands now (empty: nothing), and what is to stand.

    `worded` tells that the line names it; else the step asks for it.
    """

    setting: str
    old: str | appointments.Appointment
    new: str | appointments.Appointment
    worded: bool = True


Swapping = Literal["empty", "never", "always"]
"""When a line that changes a fact of the table is taken at once: where nothing stands yet, never, or always."""


@frozen_by_name
class Doubt:
    """What is asked before a line is taken; `about` names the question and the answer yes among the texts.

    With a yes `commands` are done and then `line` is taken, surely; or the screen does what is wished.
    """

    about: str
    details: Mapping[str, Detail] = field(default_factory=dict)
    count: int | None = None
    line: str = ""
    commands: tuple[Command, ...] = ()
    wish: Wish | None = None

    @property
    def question(self) -> Sentence:
        """What is asked."""
        return Sentence(f"ask.{self.about}", self.details, self.count)

    @property
    def yes(self) -> Sentence:
        """The words of the answer yes."""
        return Sentence(f"ask.{self.about}-yes", count=self.count)


@frozen_by_name
class Window:
    """What a line knows of the window in which it is typed.

    `last` is the entry recorded last in it, `notes` tells whether own notes are shown, and `alone` that nobody can be
    asked. `floor` is who had the floor when it was typed, None where that is who has it now.
    """

    swapping: Swapping = "empty"
    last: str = ""
    notes: bool = False
    alone: bool = False
    floor: str | None = None

    @property
    def sure(self) -> bool:
        """Whether what could be asked about has been asked."""
        return self.swapping == "always" and not self.alone


@frozen_by_name
class Reading:
    """How a line is understood. `commands` are what Enter does, one undoable whole; empty when it cannot be done.

    `entry` is the id that the line works on, empty for a new entry. `act` names what is done, as a key under `act.` in
    the texts, and `value` with what: `+5`, a state, an answer, a mandate. `notice` is what is said beside what is done.
    A `swap` without commands waits to be asked about: is the fact changed, or is the line text?
    """

    kind: kinds.Records
    entry: str = ""
    act: str = ""
    value: str = ""
    text: str = ""
    who: tuple[str, ...] = ()
    due: date | None = None
    due_text: str = ""
    pledges: tuple[Pledge, ...] = ()
    theme: str = ""
    commands: tuple[Command, ...] = ()
    asks: tuple[Ask, ...] = ()
    refusal: Refused | None = None
    notice: Sentence | None = None
    swap: Swap | None = None
    doubt: Doubt | None = None

    @property
    def waits(self) -> bool:
        """Whether something is asked before the line is taken."""
        return not self.commands and bool(self.asks or self.swap or self.doubt)

    @property
    def wish(self) -> Wish | None:
        """What the screen would be wished for, once that has been asked about."""
        return self.doubt.wish if self.doubt is not None else None


class Details(TypedDict, total=False):
    """What else a reading may tell, beside the line's kind, what is done and the commands."""

    value: str
    text: str
    who: tuple[str, ...]
    due: date | None
    theme: str
    asks: tuple[Ask, ...]
    refusal: Refused | None
    notice: Sentence | None
    swap: Swap
    doubt: Doubt


def fitting(text: str) -> str:
    """Return the text; raises `Refused` where it is longer than an entry's text may be."""
    if len(text) > LONGEST:
        raise Refused("line-too-long", length=str(len(text)), longest=str(LONGEST))
    return text


THEMED: tuple[kinds.Kind, ...] = ("idea", "parked")


def second_theme(themes: tuple[str, ...]) -> Refused | None:
    """Return the refusal of a second theme."""
    if len(themes) > 1:
        return Refused("line-two-themes", first=themes[0], second=themes[1])
    return None


def with_commands(reading: Reading, commands: tuple[Command, ...]) -> Reading:
    """Return the reading with what Enter does, which is nothing while a name is asked for or the line refused."""
    return replace(reading, commands=() if reading.asks or reading.refusal else commands)


def refusal_of(sentence: Sentence) -> Refused:
    """Return what cannot be right as the reason why a line is not taken."""
    return Refused(sentence.key.removeprefix("refused."), **sentence.details)

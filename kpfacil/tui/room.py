"""The room: the facilitator's screen without the screen. What is being done, asked, chosen and shown right now."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from kpfacil.capture import Reading, Swapping, editing, read, split_paste
from kpfacil.commands.base import Command, Refused, Scene, Together
from kpfacil.commands.table import Evaluate
from kpfacil.desk import Desk
from kpfacil.model.kinds import Kind, Records, split_id
from kpfacil.model.process import Step
from kpfacil.model.session import Session
from kpfacil.model.text import LONGEST
from kpfacil.model.texts import Texts
from kpfacil.tui.forms import Asking, Form, form_for
from kpfacil.tui.pictures.board import Sight
from kpfacil.tui.said import Said
from kpfacil.tui.spoken import CLOSING, closing_word, new_ids, spoken
from kpfacil.tui.waiting import Reply, Waiting, answered, heard, replies_to, with_newcomer
from kpfacil.views.board import shown_kind

_LIT_FOR = timedelta(seconds=6)
_KIND_ORDER: tuple[Kind, ...] = ("idea", "agreement", "task", "parked", "offer", "remark", "note")


@dataclass(slots=True)
class Room:
    """The session on the desk with everything that belongs to this screen alone and to no file."""

    desk: Desk
    texts: Texts
    changed: Callable[[Session], None]
    kind_chosen: Kind | None = None
    sight: Sight = field(default_factory=Sight)
    waiting: list[Waiting] = field(default_factory=list)
    said: Said = field(default_factory=Said)
    lit_until: datetime | None = None
    panel: str = ""
    """The panel that was asked for; empty where the step's own picture shows."""
    entered: bool = False
    """Whether the panel listens to the keys."""
    earlier: tuple[date, ...] = ()
    """The days of the table's earlier meetings."""
    term_sessions: Callable[[], tuple[Session, ...]] = tuple
    """Gives the sessions of the table's term so far, this one too."""
    wish: str = ""
    """What a panel has asked the screen for: the memo, the clipboard, a folder; empty where nothing."""
    form: Form | None = None
    """What the capture line asks for at the moment, instead of an entry."""

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self.desk.session

    @property
    def step(self) -> Step:
        """The step of the meeting."""
        meeting = self.session.meeting
        return self.desk.process.step(meeting.phase, meeting.step, self.session.programme)

    @property
    def kind(self) -> Records:
        """What a line without a sign becomes: what was chosen, else what the step suggests."""
        return self.kind_chosen or self.step.records

    def now(self) -> datetime:
        """Return the moment by the desk's clock."""
        return self.desk.clock()

    def tell(self, key: str, **named: object) -> None:
        """Say a sentence of the texts."""
        self.said = Said(self.texts.say(key, **named))

    def trouble(self, refusal: Refused) -> None:
        """Say why something was refused."""
        self.said = Said(self.refusal_words(refusal), trouble=True)

    def refusal_words(self, refusal: Refused) -> str:
        """Return the sentence of a refusal."""
        return self.texts.said(refusal.sentence)

    def do(self, command: Command) -> bool:
        """Do a command; return whether it was done. A refusal is said, not raised."""
        try:
            self.perform(command)
        except Refused as refusal:
            self.trouble(refusal)
            return False
        return True

    def perform(self, command: Command) -> None:
        """Do a command; raises `Refused`."""
        before = self.session
        self.said = Said()
        after = self.desk.do(command)
        self._moved(before, after)

    def undo(self) -> None:
        """Take the last change back."""
        self._again(self.desk.undo, "said.undone")

    def redo(self) -> None:
        """Do again what was taken back."""
        self._again(self.desk.redo, "said.redone")

    def _again(self, act: Callable[[], Session], key: str) -> None:
        before = self.session
        try:
            after = act()
        except Refused as refusal:
            self.trouble(refusal)
            return
        self._moved(before, after)
        self.tell(key)

    def _moved(self, before: Session, after: Session) -> None:
        if after is before:
            return
        made = new_ids(before, after)
        if made:
            self.sight.lit = frozenset(made)
            self.lit_until = self.now() + _LIT_FOR
            self.tell("said.recorded", ids=", ".join(made))
        if (before.meeting.phase, before.meeting.step) != (after.meeting.phase, after.meeting.step):
            self.kind_chosen = None
            self.panel = ""
            self.entered = False
            self.form = None
        if self.sight.chosen and after.find(self.sight.chosen) is None:
            self.sight.chosen = ""
        self.changed(after)

    def fade(self) -> bool:
        """Let the lit entries fade when their time is over; return whether something changed."""
        if self.lit_until is None or self.now() < self.lit_until:
            return False
        self.lit_until = None
        self.sight.lit = frozenset()
        return True

    def enter(self, line: str) -> str:
        """Take a line from the capture line; return what should be put back into it, usually nothing."""
        form = form_for(self.form, line, self.panel if self.entered else "")
        if form is not None:
            return self._fill(form, line)
        if not line.strip():
            return self.answer()
        chosen = self.sight.chosen
        if chosen and line.strip() == chosen:
            return self.editable(chosen)
        self.take(line)
        self.sight.chosen = ""
        return ""

    def _fill(self, form: Form, line: str) -> str:
        """Give the line to the form; an empty line leaves it, one that cannot be read comes back."""
        self.form = None
        if not line.strip():
            return ""
        try:
            if len(line) > LONGEST:
                raise Refused("line-too-long", length=str(len(line)), longest=str(LONGEST))  # noqa: TRY301  said below
            self.perform(form.commands(line, self.session, self.texts))
        except Refused as refusal:
            self.form, back = form, refusal.line if isinstance(refusal, Asking) else line
            self.said = Said(self.refusal_words(refusal), trouble=True, line=back)
            return back
        return ""

    def typed(self, line: str) -> None:
        """Let go of what was said once something else is typed; a line that came back keeps its reason."""
        if line and line.split() != self.said.line.split():
            self.said = Said()

    def read(self, line: str) -> Reading | None:
        """Return how the half-typed line is understood; None where nothing is typed or a form asks for it."""
        if not line.strip() or form_for(self.form, line, self.panel if self.entered else "") is not None:
            return None
        return spoken(read(line, self.session, self.kind), self.session)

    def take(self, line: str, swapping: Swapping = "empty") -> bool:
        """Record a line, or let it wait with a question; return whether it was recorded."""
        word = closing_word(line, self.session, self.kind) if self.panel == CLOSING else None
        if word is not None:
            return self._say_closing(word)
        reading = spoken(read(line, self.session, self.kind, swapping), self.session)
        if not reading.commands:
            if reading.asks or reading.refusal or reading.swap:
                self._wait(Waiting(line, reading, reading.refusal))
            return False
        try:
            self.perform(Together(commands=reading.commands))
        except Refused as refusal:
            self._wait(Waiting(line, reading, refusal))
            return False
        self.said = heard(reading, self.said, self.texts)
        return True

    def _say_closing(self, word: Evaluate) -> bool:
        if not self.do(word):
            return False
        self.tell("said.closing", name=self.session.name_of(word.who))
        return True

    def paste(self, text: str) -> None:
        """Record several pasted lines, each an entry of its own; those that can't be read wait, marked."""
        lines = split_paste(text)
        kept = sum(self.take(line, "never") for line in lines)
        self.said = Said(self.texts.say("said.pasted", kept=kept, lines=len(lines)), trouble=kept < len(lines))

    def _wait(self, waiting: Waiting) -> None:
        self.waiting.append(waiting)
        self.said = Said()

    def replies(self) -> tuple[Reply, ...]:
        """Return the answers to the oldest line that waits."""
        return replies_to(self.waiting[0], self.session, self.texts) if self.waiting else ()

    @property
    def answering(self) -> bool:
        """Whether an answer to the line that waits has been chosen, which Enter gives."""
        return bool(self.waiting) and self.waiting[0].chosen >= 0

    def move_answer(self, by: int) -> None:
        """Choose the next or the previous answer to the line that waits."""
        replies = self.replies()
        if replies:
            first = self.waiting[0]
            first.chosen = (first.chosen + by) % len(replies) if first.chosen >= 0 or by > 0 else len(replies) - 1

    def answer(self, index: int | None = None) -> str:
        """Give the chosen answer; return the line to be put back into the capture line where it is to be mended."""
        if not self.waiting:
            return ""
        first = self.waiting[0]
        index = first.chosen if index is None else index
        replies = self.replies()
        if not 0 <= index < len(replies):
            return ""
        self.waiting.pop(0)
        return self._replied(first, replies[index])

    def _replied(self, waiting: Waiting, reply: Reply) -> str:
        line = waiting.line
        match reply.act:
            case "edit":
                return line
            case "text" | "choose" | "swap":
                self.take(*answered(waiting, reply, self.session))
            case "add":
                self._add_newcomer(waiting)
            case _:
                self.tell("said.dropped")
        return ""

    def _add_newcomer(self, waiting: Waiting) -> None:
        """Add the person the line speaks of, and record the line, as one change."""
        try:
            scene = Scene(process=self.desk.process, now=self.now())
            person, line, reading = with_newcomer(waiting, self.session, scene, self.kind)
            self.perform(Together(commands=(person, *reading.commands)))
        except Refused as refusal:
            self._wait(Waiting(waiting.line, waiting.reading, refusal))
            return
        if not reading.commands:
            self._wait(Waiting(line, reading, reading.refusal))

    def recall(self) -> str:
        """Return the oldest waiting line so that it can be mended in the capture line; empty where none waits."""
        return self.waiting.pop(0).line if self.waiting else ""

    def editable(self, entry_id: str) -> str:
        """Return the line that rewrites an entry: `I3 : its words`."""
        entry = self.session.find(entry_id)
        return editing(entry) if entry is not None else ""

    def hold(self, line: str) -> None:
        """Let a line wait that could not be put back, because another one is being typed."""
        reading = read(line, self.session, self.kind)
        self._wait(Waiting(line, reading, reading.refusal or Refused("came-back")))

    def board_kind(self) -> Kind:
        """Return the kind whose column has to be seen: the chosen entry's, else the one being recorded."""
        parts = split_id(self.sight.chosen)
        return shown_kind(parts[0] if parts else self.kind)

    def cycle_kind(self) -> None:
        """Choose the next kind for lines without a sign."""
        at = _KIND_ORDER.index(self.kind) if self.kind in _KIND_ORDER else -1
        self.kind_chosen = _KIND_ORDER[(at + 1) % len(_KIND_ORDER)]

    def speak(self, texts: Texts) -> None:
        """Change the language of this screen."""
        self.texts = texts
        self.said = Said()

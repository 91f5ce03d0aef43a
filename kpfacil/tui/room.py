"""The room: the facilitator's screen without the screen. What is being done, asked, chosen and shown right now."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import takewhile

from kpfacil.capture import editing
from kpfacil.commands.base import Command, Refused
from kpfacil.commands.meeting import LookAt
from kpfacil.desk import Desk
from kpfacil.model.kinds import Kind, Records, split_id
from kpfacil.model.process import Step
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.model.workings import PendingLine
from kpfacil.tui.forms import Form
from kpfacil.tui.keys import SHOWN
from kpfacil.tui.panels.base import Begin, Do, Effect, Open, Panel, PanelView, Wish
from kpfacil.tui.panels.registry import LISTENING, PANELS
from kpfacil.tui.reading import attempt
from kpfacil.tui.sight import Put, Said, Sight, TableSessions, Written
from kpfacil.tui.waiting import Post
from kpfacil.views.cards import shown_kind
from kpfacil.views.outcome import deed, new_ids


@dataclass(slots=True)
class Room:
    """The session on the desk with everything that belongs to this screen alone and to no file."""

    desk: Desk
    texts: Texts
    changed: Callable[[Session], None]
    kind_chosen: Kind | None = None
    sight: Sight = field(default_factory=Sight)
    answer_at: int = -1
    """The place of the answer at hand to the oldest waiting line; -1 where none is."""
    mending: PendingLine | None = None
    """The waiting line whose words stand in the capture line; where others come there it goes on waiting."""
    said: Said = field(default_factory=Said)
    panel: str = ""
    """The panel that was asked for; empty where the step's own picture shows."""
    entered: bool = False
    """Whether the panel listens to the keys."""
    below: tuple[tuple[str, bool], ...] = ()
    """The panels that lie under the one that was opened from them, the next last, and whether each listened."""
    panels: dict[str, Panel] = field(default_factory=dict)
    """The panels as they stand, by name."""
    written: tuple[Written, ...] = ()
    """What came of the formats of the memo that were written last."""
    around: TableSessions = field(default_factory=TableSessions)
    """The table's other sessions."""
    reading: bool = False
    """Whether the names that the public memo must not tell are still being read."""
    wish: str = ""
    """What a panel has asked the screen for: the memo, the clipboard, a folder; empty where nothing."""
    pressed_at: int = -1
    """How many changes there were to take back when a panel's key had made the last of them."""
    form: Form | None = None
    """What the capture line asks for at the moment, instead of an entry."""
    put: Put | None = None
    """What the screen is to put into the capture line, once; None where the line stays as it is."""
    line: str = ""
    """What stands in the line, which the screen keeps true."""
    begun: str = ""
    """The words with which a panel or a chip has begun the line that is being typed."""
    asking: bool = False
    """Whether the panel has asked for something that is being typed now."""
    taken: bool = False
    """Whether the line holds words that were taken back into it, an entry's or a waiting line's."""
    post: Post | None = None
    """The way that lines go where the meeting is held elsewhere; None where it is held here."""
    stage_width: int = 80
    """The stage's width in cells, which the screen keeps true."""

    def __post_init__(self) -> None:
        self.sight.look_for(self.step)

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self.desk.session

    @property
    def step(self) -> Step:
        """The step of the meeting."""
        return self.session.step_in(self.desk.process)

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

    def trouble(self, refusal: Refused, line: str = "") -> None:
        """Say why something was refused, and of which line that came back."""
        self.said = Said(self.texts.say_sentence(refusal.sentence), trouble=True, line=line)

    def do(self, command: Command) -> bool:
        """Do a command; return whether it was done. A refusal is said, not raised."""
        try:
            self.perform(command)
        except Refused as refusal:
            self.trouble(refusal)
            return False
        return True

    def perform(self, command: Command) -> None:
        """Do a command; raises `Refused`. What was said stays where only the room's eyes have turned."""
        before, eyes = self.session, isinstance(command, LookAt)
        self.said = self.said if eyes else Said()
        self.see_change(before, attempt(lambda: self.desk.do(command)))
        if not eyes:
            self.sight.new = "".join(new_ids(before, self.session)[-1:]) or self.sight.new
            self.turn_eyes()

    def receive(self, command: Command) -> Session:
        """Do what another seat has sent and return the session; the room's eyes do not turn. Raises `Refused`."""
        self.see_change(self.session, attempt(lambda: self.desk.do(command)))
        return self.session

    def undo(self) -> None:
        """Take the last change back, and say what it was."""
        self._again(self.desk.undo, "said.undone")

    def redo(self) -> None:
        """Do again what was taken back, and say what it was."""
        self._again(self.desk.redo, "said.redone")

    def _again(self, act: Callable[[], Session], key: str) -> None:
        before, sender = self.session, self.desk.sender(1 if key == "said.undone" else 0)
        try:
            after = act()
        except Refused as refusal:
            self.trouble(refusal)
            return
        self.see_change(before, after)
        self.sight.new = "".join(new_ids(before, after)[-1:])
        self.turn_eyes()
        self.sight.last, ends = "", (after, before) if key == "said.undone" else (before, after)
        self.tell(key, what=deed(*ends, self.desk.process, self.texts, sender))

    def see_change(self, before: Session, after: Session) -> None:
        """See what has changed between two states of the session."""
        if after is before:
            return
        made = new_ids(before, after)
        if made:
            self.sight.light(made, self.now())
            self.tell("said.recorded", ids=", ".join(made))
        if (before.meeting.phase, before.meeting.step) != (after.meeting.phase, after.meeting.step):
            self.kind_chosen, self.sight.last = None, ""
            self.sight.look_for(self.step)
            self.below = ()
            self.close_panel()
        self.answer_at = self.answer_at if before.pending[:1] == after.pending[:1] else -1
        if self.sight.chosen and after.find(self.sight.chosen) is None:
            self.sight.chosen = ""
        self.changed(after)
        if (name := self.panel_name) in self.panels:
            self.panels[name] = replace(self.panels[name], view=self.view).follow(before)

    @property
    def panel_name(self) -> str:
        """The panel on the stage: the one asked for, or the step's own; empty where the board shows."""
        return self.panel or ("" if self.post else SHOWN.get(self.step.kind, ""))

    @property
    def panel_shown(self) -> Panel | None:
        """The panel on the stage as it stands; None where the board shows."""
        name, view = self.panel_name, self.view
        return replace(self.panels.get(name) or PANELS[name](view), view=view) if name else None

    @property
    def view(self) -> PanelView:
        """What the panel on the stage sees."""
        made = PanelView(
            session=self.session,
            process=self.desk.process,
            texts=self.texts,
            now=self.now(),
            name=self.panel_name,
            entered=self.entered,
            form=self.form,
            around=self.around,
            sight=self.sight,
            board_kind=self.board_kind(),
            written=self.written,
            reading=self.reading,
        )
        if self.panel != "help" or not self.below:
            return made
        name = self.below[-1][0] or SHOWN.get(self.step.kind, "board")
        there = replace(made, name=name)
        panel = replace(self.panels.get(name) or PANELS[name](there), view=there)
        return replace(made, under=name, keys_under=tuple(panel.keys))

    def open_panel(self, name: str, *, listening: bool = False) -> None:
        """Open a panel, which has the keys where it has more than a picture."""
        # What a panel's own key opens lies over that panel, and the help over what it speaks of.
        if listening or name == "help" or not self.panel:
            self.below = (*self.below, (self.panel, self.entered))
        self.below = tuple(takewhile(lambda under: under[0] != name, self.below))
        self.panel, self.entered = name, False
        if listening or name in LISTENING:
            self.enter_panel()
        self.turn_eyes()

    def enter_panel(self) -> None:
        """Give the keys to the panel on the stage; what it looks at, the room looks at too."""
        self.entered = True
        if (panel := self.panel_shown) is not None:
            self.panels[self.panel_name] = panel.open()
            self.turn_eyes()

    def close_panel(self) -> None:
        """Go back to the panel that this one was opened from, which listens as it did, or to the step's own picture."""
        *below, (self.panel, self.entered) = self.below or (("", False),)
        self.below = tuple(below)
        self.form, self.asking = None, False
        self.turn_eyes()

    def follow(self, effect: Effect | None) -> bool:
        """Carry out what a panel's key comes to, as one change to take back; return whether it came to anything."""
        name, before = self.panel_name, self.session
        if effect is None or not self._do_as_one(effect):
            return effect is not None
        match effect:
            case Do():
                self.panels[name] = replace(effect.then, view=self.view).follow(before)
                self.turn_eyes()
                if effect.tell:
                    self.said = Said(self.texts.say(effect.tell, **dict(effect.details)), trouble=effect.trouble)
            case Begin(line, then, form, taken=taken):
                self.panels[name] = then
                self.begin(line, form, taken=taken)
            case Open(other):
                self.open_panel(other, listening=True) if other else self.close_panel()
            case Wish(wish):
                self.wish = wish
        return True

    def _do_as_one(self, effect: Effect) -> bool:
        """Do the commands of a panel's key as one change to take back; return whether all were done."""
        past = len(self.desk.past)
        done = all(self.do(command) for command in effect.commands)
        goes_on = isinstance(effect, Do) and effect.more and self.pressed_at == past
        self.desk.as_one(past - 1 if goes_on else past)
        self.pressed_at = len(self.desk.past) if goes_on or len(self.desk.past) > past else -1
        return done

    def turn_eyes(self, *, away: bool = False) -> None:
        """Have the wall show what the panel that listens looks at; away from it, or without one, the step's own."""
        if self.panel != "help":
            panel = self.panel_shown if self.entered and not away else None
            self.do(panel.looks_at() if panel is not None else LookAt())

    def begin(self, line: str, form: Form | None = None, *, taken: bool = False) -> None:
        """Begin a line that has been asked for, by a form or with words; words typed by hand are never taken away."""
        if line and not self.line_free:
            self.tell("said.line-first")
            return
        self.put, self.mending = Put(line) if self.line_free else None, None
        self.form, self.begun, self.asking, self.taken = form, line, True, taken

    @property
    def line_free(self) -> bool:
        """Whether nothing that was typed by hand stands in the line."""
        return self.line in ("", self.begun, f"{self.sight.chosen} ")

    def give_back(self, line: str, mended: PendingLine | None = None) -> None:
        """Give words back into the line, a waiting line's or an entry's, to be rewritten; what listens goes on."""
        free = self.line_free
        self.begin(line, taken=True)
        self.asking, self.mending = False, mended if free else self.mending

    def mend(self, entry_id: str) -> None:
        """Take an entry's words into the line."""
        if (entry := self.session.find(entry_id)) is not None:
            self.give_back(editing(entry))

    def choose(self, entry_id: str) -> None:
        """Choose an entry of the board; its id stands in the line, ready to go on."""
        if self.session.find(entry_id) is not None and self.line_free:
            self.sight.chosen, self.sight.new, self.mending = entry_id, "", None
            self.put = Put(f"{entry_id} ", prefix=f"{entry_id} ")

    def board_kind(self) -> Kind:
        """Return the kind whose column has to be seen: of the chosen entry, the newest, or what is being recorded."""
        parts = split_id(self.sight.chosen or self.sight.new)
        return shown_kind(parts[0] if parts else self.kind)

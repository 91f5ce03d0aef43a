"""Laws of the desk: commands against a plain list, in any order, with any words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, precondition, rule

from kpfacil.commands.base import Command, Refused
from kpfacil.commands.change import AddVotes, AssignTask, LetGo, Rewrite, SetDue, SetTaskState
from kpfacil.commands.meeting import LookAt, WalkTo
from kpfacil.commands.people import AddParticipant, RemoveParticipant
from kpfacil.commands.promise import MakeOf, RecordConsent, TieOffer
from kpfacil.commands.record import NEW, Record
from kpfacil.commands.rounds import SkipTurn, TakeTurn
from kpfacil.commands.table import AddGoal
from kpfacil.model.entries import Agreement, Idea, Note, Offer, Parked, Remark, Task
from kpfacil.model.kinds import split_id
from kpfacil.model.process import PHASES
from kpfacil.model.session import Session
from kpfacil.model.text import clean
from kpfacil.rules.integrity import integrity
from tests.fakes import DAY, PROCESS, Clock, a_desk

FRAGMENTS = (
    "kyläpäivä", "Å ä ö", " ", "\n", "\r\n", "\t", "\x1b[31m", "\x00", "\x9b", "\u202e", "\u2028", "\ufeff",
    "\ud800", "e\u0301", "\u0301" * 6, "👨‍👩‍👧", "🇫🇮", "[/foo]", "[red]", "*x*", "<b>", "\\", '"', "'''", "#teema",
    "=", "{n}", "%s", "| a |",
)  # fmt: skip
"""What people say, paste and type: plain words beside all that a terminal, a file or a format could stumble on."""
WORDS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=8), max_size=6).map("".join)
SAID = WORDS.map(lambda words: f"a{words}")
PEOPLE = st.sampled_from(("liisa", "pekka", "aino", "matti", "kylat", "martat", "kunta"))
SOME = st.lists(PEOPLE, unique=True, max_size=3).map(tuple)
RECORDED = st.one_of(
    st.builds(Idea, id=st.just(NEW), text=SAID, by=SOME, theme=WORDS),
    st.builds(Agreement, id=st.just(NEW), text=SAID, by=SOME),
    st.builds(Task, id=st.just(NEW), text=SAID, owners=SOME, due=st.none() | st.dates(DAY, date(2027, 12, 31))),
    st.builds(Parked, id=st.just(NEW), text=SAID, by=SOME),
    st.builds(Note, id=st.just(NEW), text=SAID),
    st.builds(Offer, id=st.just(NEW), text=SAID, by=PEOPLE),
    st.builds(Remark, id=st.just(NEW), text=SAID, by=SOME),
).map(lambda entry: Record(entry=entry)) | st.builds(AddGoal, text=SAID)


MOVED_ON: tuple[Callable[[str], Command], ...] = (
    lambda entry: MakeOf(entry=entry, made=Agreement(id=NEW, text="")),
    lambda entry: MakeOf(entry=entry, made=Task(id=NEW, text="")),
    lambda entry: MakeOf(entry=entry, made=Parked(id=NEW, text="")),
)


def listed(session: Session) -> list[str]:
    """Return the ids of all entries and goals."""
    return [entry.id for entry in session.entries()] + [goal.id for goal in session.table.goals]


class TheDesk(RuleBasedStateMachine):
    """A desk on which anything is done, undone and redone; beside it a plain list of the sessions that were."""

    entries = Bundle("entries")

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock()
        self.desk = a_desk(clock=self.clock)
        self.past: list[Session] = []
        self.future: list[Session] = []
        self.given: set[str] = set()

    def do(self, command: Command) -> bool:
        """Do a command on the desk and in the plain list; return whether it was taken."""
        before = self.desk.session
        self.clock.forward(seconds=7)
        try:
            after = self.desk.do(command)
        except Refused:
            assert self.desk.session is before
            return False
        if after != before and not isinstance(command, LookAt):
            self.past.append(before)
            self.future.clear()
        return True

    @rule(target=entries, command=RECORDED)
    def record(self, command: Command) -> object:
        known = set(listed(self.desk.session))
        assert self.do(command)
        new = set(listed(self.desk.session)) - known
        assert len(new) == 1
        assert not new & self.given
        self.given |= new
        return new.pop()

    @rule(target=entries, entry=entries, made=st.sampled_from(MOVED_ON))
    def move_on(self, entry: str, made: Callable[[str], Command]) -> object:
        known = set(listed(self.desk.session))
        if not self.do(made(entry)):
            return multiple()
        new = set(listed(self.desk.session)) - known
        assert not new & self.given
        self.given |= new
        return multiple(*sorted(new))

    @rule(
        entry=entries,
        who=SOME,
        words=SAID,
        number=st.integers(-3, 5),
        due=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
        which=st.integers(0, 7),
    )
    def change(self, entry: str, who: tuple[str, ...], words: str, number: int, due: date | None, which: int) -> None:
        commands: tuple[Command, ...] = (
            Rewrite(entry=entry, text=words),
            LetGo(entry=entry),
            AddVotes(idea=entry, votes=number),
            AssignTask(task=entry, owners=who),
            SetDue(task=entry, due=due),
            SetTaskState(task=entry, state="done", note=words),
            RecordConsent(agreement=entry, who=who, answer="reservation", reason=words),
            LookAt(focus=entry),
        )
        self.do(commands[which])

    @rule(offer=entries, task=entries)
    def tie(self, offer: str, task: str) -> None:
        self.do(TieOffer(offer=offer, task=task))

    @rule(phase=st.sampled_from(PHASES), step=st.sampled_from([step.id for step in PROCESS.steps("action")]))
    def walk(self, phase: str, step: str) -> None:
        before = self.desk.session
        where = next(name for name in PHASES if name == phase)
        assert self.do(WalkTo(phase=where, step=step))
        after = self.desk.session
        assert list(after.entries()) == list(before.entries())
        assert (after.table, after.participants, after.programme) == (
            before.table,
            before.participants,
            before.programme,
        )
        assert len(after.visits) == len(before.visits) + 1
        assert {turn for turn in before.turns if not turn.skipped} <= set(after.turns)

    @rule(who=PEOPLE, skipped=st.booleans())
    def turn(self, who: str, skipped: bool) -> None:  # noqa: FBT001  drawn by hypothesis
        assert self.do(SkipTurn(who=who) if skipped else TakeTurn(who=who)) or who == "matti"

    @rule(handle=st.sampled_from(("eeva", "matti", "T1", "ä")))
    def come(self, handle: str) -> None:
        self.do(AddParticipant(id=handle, name=handle.capitalize(), party="kunta"))

    @rule(handle=st.sampled_from(("eeva", "ulla")))
    def leave(self, handle: str) -> None:
        self.do(RemoveParticipant(id=handle))

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        self.future.append(self.desk.session)
        self.same(self.desk.undo(), self.past.pop())

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.past.append(self.desk.session)
        self.same(self.desk.redo(), self.future.pop())

    def same(self, session: Session, expected: Session) -> None:
        """Hold that two sessions are alike but for the numbers given, and what the room looks at meanwhile."""
        expected = replace(expected, meeting=replace(expected.meeting, focus=session.meeting.focus))
        assert list(session.entries()) == list(expected.entries())
        assert (session.table, session.meeting, session.participants) == (
            expected.table,
            expected.meeting,
            expected.participants,
        )
        assert (session.visits, session.turns, session.parties) == (expected.visits, expected.turns, expected.parties)

    @invariant()
    def ids_are_unique_and_counted(self) -> None:
        session = self.desk.session
        ids = listed(session)
        assert len(ids) == len(set(ids))
        for entry_id in ids:
            parts = split_id(entry_id)
            assert parts is not None
            assert parts[1] <= session.counters[entry_id[0]]

    @invariant()
    def references_lead_somewhere(self) -> None:
        session = self.desk.session
        assert integrity(session) == ()
        assert not session.meeting.focus or session.find(session.meeting.focus) is not None

    @invariant()
    def words_are_clean(self) -> None:
        assert all(entry.text == clean(entry.text) for entry in self.desk.session.entries())

    @invariant()
    def one_step_is_visited_at_a_time(self) -> None:
        assert sum(visit.left is None for visit in self.desk.session.visits) <= 1

    @invariant()
    def the_desk_remembers_as_the_plain_list(self) -> None:
        assert (len(self.desk.past), len(self.desk.future)) == (len(self.past), len(self.future))


TestTheDesk = TheDesk.TestCase
TestTheDesk.__doc__ = (
    "Whatever is done, undone and redone, ids stay unique, references hold and nothing is lost by walking."
)
TestTheDesk.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)

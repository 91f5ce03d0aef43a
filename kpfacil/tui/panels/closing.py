"""The end of a meeting: the closing check with each gap one key away, the funnel, the self-check by show of hands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from kpfacil.commands.meeting import LookAt
from kpfacil.commands.table import Evaluate
from kpfacil.model.session import Session
from kpfacil.rules.checklist import Check, Gap, checklist, gaps, results
from kpfacil.rules.funnel import Funnel, evening, term
from kpfacil.rules.presence import count_here
from kpfacil.tui.forms import CarrierForm, Form, HandsForm, NextMeetingForm, NextStepForm
from kpfacil.tui.listing import move_cursor
from kpfacil.tui.paint import EMPTY, Row, Rows, Size, ends, row, shorten
from kpfacil.tui.panels.base import Begin, Do, Effect, ListPanel, Open, PanelKey, PanelView

_LOW = 14
_TIGHT = 9
_PANEL_OF = {
    "roster": "people",
    "round": "heard",
    "consent": "consent",
    "read-back": "readback",
    "review": "review",
    "resources": "resources",
}


@dataclass(frozen=True)
class ClosingPanel(ListPanel[Gap]):
    """*Ennen kuin lähdetään*: what is in order and what is not, in words and signs."""

    def items(self, view: PanelView) -> Sequence[Gap]:
        """Return what is open first, then what may well stay open, then what is in order."""
        return sorted(gaps(view.session, view.process), key=lambda gap: (gap.met, gap.advice))

    def lines(self, view: PanelView, item: Gap, width: int) -> Rows:
        """Return whether a matter is in order, the matter, and what Enter does about it."""
        sign, style = ("✓", "good") if item.met else ("·", "dim") if item.advice else ("!", "trouble")
        words = shorten(view.texts.say_sentence(item.finding), width - 19)
        left = row((f"{sign} ", style), (words, "dim" if item.met else "text"))
        right = row() if item.met else row((f"Enter {view.say(f'panel.closing.where.{item.where}')} ", "dim"))
        return [ends(left, right, width)]

    def head(self, view: PanelView, size: Size) -> Rows:
        """Return the title."""
        del size
        return [row("   ", (view.say("panel.closing.title"), "strong")), EMPTY]

    def foot(self, view: PanelView, size: Size) -> Rows:
        """Return the funnel where there is room, and the keys."""
        width, height = size
        funnel = funnel_rows(view, width) if height > _TIGHT else []
        return [*([EMPTY, *funnel, EMPTY] if height > _LOW else funnel), *self.legend(view, width)]

    def keys(self, view: PanelView) -> Sequence[PanelKey]:
        """Return what mends the chosen gap, and the ways onward."""
        return (
            PanelKey("enter", "panel.closing.mend", _mend(self, view)),
            PanelKey("n", "panel.closing.next", Begin("", self, NextMeetingForm())),
            PanelKey("i", "panel.closing.self-check", Open("self-check")),
            PanelKey("l", "panel.closing.round", Open("closing-round")),
            PanelKey("p", "panel.closing.table", Open("table")),
            PanelKey("m", "panel.closing.memo", Open("memo")),
        )


def _mend(panel: ClosingPanel, view: PanelView) -> Effect | None:
    """Return what mends the chosen gap: a line to be finished, a form, or the panel where it is done."""
    gap = panel.items(view)[panel.place(view)]
    first = gap.entries[0] if gap.entries else ""
    match gap.where:
        case "next":
            return Begin("", panel, NextMeetingForm())
        case "parked" | "decision":
            form: Form = NextStepForm(first) if gap.where == "parked" else CarrierForm(first)
            return Begin("", panel, form) if first else None
        case "heir" | "line" | "task":
            line = "" if gap.met else _line_of(gap, first, view)
            return Begin(line, panel) if line else None
        case _:
            name = _PANEL_OF.get(gap.where)
            return Open(name, _look(gap, first)) if name else None


def _look(gap: Gap, entry: str) -> tuple[LookAt, ...]:
    """Return what turns the room's eyes to the entry that a gap is about."""
    return (LookAt(focus=entry),) if entry and gap.where in ("consent", "read-back") else ()


def _line_of(gap: Gap, entry: str, view: PanelView) -> str:
    """Return the beginning of the line that mends a gap."""
    if gap.where == "heir":
        return f"{entry} {view.say('word.label.heir').lower()}: "
    if gap.where == "line":
        return view.say(f"panel.closing.line.{gap.name}", id=entry)
    return entry + {"task-due": " / ", "task-day": " / ", "task-resource": " / / "}.get(gap.name, " ")


def funnel_rows(view: PanelView, width: int) -> list[Row]:
    """Return *hillotehdas*: ideas, agreed, tasks and done, of the evening and of the term."""
    title, means = view.say("panel.funnel.title"), view.say("panel.funnel.means")
    wide = max(len(title), len(means))
    tonight = _tonight(view, evening(view.session))
    so_far = _so_far(view, term(view.around.term(view.session)))
    rows = [row("   ", (f"{title:<{wide}}", "strong"), "  ", tonight), row("   ", f"{means:<{wide}}  ", so_far)]
    return rows if all(made.width <= width for made in rows) else [row("   ", tonight), row("   ", so_far)]


def _tonight(view: PanelView, made: Funnel) -> tuple[str, str]:
    count = view.texts.count
    words = view.say(
        "panel.funnel.evening",
        ideas=count("word.count.idea", made.ideas),
        agreed=count("word.count.agreement", made.agreed),
        tasks=count("word.count.task", made.tasks),
        done=made.done,
    )
    return words, "text"


def _so_far(view: PanelView, made: Funnel) -> tuple[str, str]:
    words = view.say("panel.funnel.term", ideas=made.ideas, agreed=made.agreed, tasks=made.tasks, done=made.done)
    return words, "text"


_DIGITS = tuple("0123456789")


@dataclass(frozen=True)
class SelfCheckPanel(ListPanel[Check]):
    """Thirteen points; digits record the hands, Enter asks for a number with words."""

    typed: str = ""
    """The digits of the chosen point's hands that another digit would go on with."""

    def items(self, view: PanelView) -> Sequence[Check]:
        """Return the points with what the data tells and what the room has said."""
        return (*checklist(view.session), *results(view.session))

    def lines(self, view: PanelView, item: Check, width: int) -> Rows:
        """Return a point, ticked where the data tells of it, and what the room has said."""
        key = f"word.checklist.{item.key}"
        words = view.say(key if view.texts.knows(key) else f"word.result.{item.key}")
        right = row((f"  {shorten(_tell_hands(item), width // 3)} ", "strong"))
        left = row(("✓ " if item.seen else "  ", "good"), (shorten(words, width - right.width - 3), "text"))
        return [ends(left, right, width)]

    def head(self, view: PanelView, size: Size) -> Rows:
        """Return how hands are counted."""
        del size
        return [row("   ", (view.say("panel.self-check.title", n=count_here(view.session)), "strong")), EMPTY]

    def foot(self, view: PanelView, size: Size) -> Rows:
        """Return the keys."""
        return [EMPTY, *self.legend(view, size[0])]

    def looks_at(self, view: PanelView) -> LookAt:
        """Return the point that hands are counted for."""
        return LookAt(wall="self-check", point=self.items(view)[self.place(view)].key)

    def keys(self, view: PanelView) -> Sequence[PanelKey]:
        """Return what records hands, what asks for more hands and words, and the way on."""
        point = self.items(view)[self.place(view)]
        return (
            PanelKey("1", "panel.self-check.hands", self._hands(view, "1")),
            PanelKey("enter", "panel.self-check.words", Begin("", self, HandsForm(point.key))),
            PanelKey("down", "panel.one.next", self.step(view, "down")),
        )

    def press(self, view: PanelView, key: str) -> Effect | None:
        """Return what a key does; a digit is hands, any other key ends the number, from which ↓ and Enter go on."""
        if key in _DIGITS:
            return self._hands(view, key)
        if not self.typed:
            return super().press(view, key)
        return replace(self, typed="").press(view, "down" if key == "enter" else key)

    def point(self, view: PanelView, place: int) -> Effect | None:
        """Return what chooses a point."""
        return replace(self, typed="", at=place).step(view, "")

    def follow(self, before: Session, after: PanelView) -> Self:
        """Go on with a number only while its hands stand: it may have been undone."""
        del before
        counted = (answer.value for answer in self.items(after)[self.place(after)].asked if not answer.who)
        return self if next(counted, None) == int(self.typed or -1) else replace(self, typed="")

    def _hands(self, view: PanelView, digit: str) -> Effect:
        """Return what records the hands at once; where ten or more are here another digit may follow."""
        most, at, number = count_here(view.session), self.place(view), self.typed + digit
        if self.typed and int(number) > most:
            at, number = move_cursor(at, "down", self.count(view)), digit
        onward = replace(self, at=at, typed=number)
        if len(str(most)) == 1:
            onward = replace(self, at=move_cursor(at, "down", self.count(view)))
        return Do((Evaluate(key=self.items(view)[at].key, value=int(number)),), onward, more=len(number) > 1)


def _tell_hands(point: Check) -> str:
    """Return the hands raised for a point and the words beside them."""
    answer = next((said for said in point.asked if not said.who), None)
    if answer is None:
        return ""
    number = "" if answer.value is None else f"✋ {answer.value}"
    return "  ".join(part for part in (number, answer.text) if part)

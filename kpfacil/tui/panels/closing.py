"""The end of a meeting: the closing check with each gap one key away, the funnel, the self-check by show of hands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from kpfacil.commands.meeting import LookAt
from kpfacil.commands.table import Evaluate
from kpfacil.model.session import Session
from kpfacil.rules.checklist import Check, Gap, checklist, gaps, results
from kpfacil.rules.funnel import evening, term
from kpfacil.rules.presence import count_here
from kpfacil.tui.forms import LineForm
from kpfacil.tui.listing import move_cursor
from kpfacil.tui.paint import EMPTY, Rows, Size, ends, hanging, paragraph, row, shorten
from kpfacil.tui.panels.base import Begin, Do, Effect, ListPanel, Open, PanelKey
from kpfacil.views.wall_words import self_check_words

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

    def items(self) -> Sequence[Gap]:
        """Return what is open first, then what may well stay open, then what is in order."""
        return sorted(gaps(self.session, self.process), key=lambda gap: (gap.met, gap.advice))

    def lines(self, item: Gap, width: int) -> Rows:
        sign, style = ("✓", "good") if item.met else ("·", "dim") if item.advice else ("!", "trouble")
        right = row() if item.met else row((f" Enter {self.say(f'panel.closing.where.{item.where}')} ", "dim"))
        words = self.texts.say_sentence(item.finding)
        said = paragraph(words, width - right.width - 2, "dim" if item.met else "text", 2)
        first, *more = hanging(row((f"{sign} ", style)), said)
        return [ends(first, right, width), *more]

    def head(self, size: Size) -> Rows:
        return [self.title("panel.closing.title"), EMPTY]

    def foot(self, size: Size) -> Rows:
        width, height = size
        funnel = self.funnel_rows(width) if height > _TIGHT else []
        return [*([EMPTY, *funnel, EMPTY] if height > _LOW else funnel), *self.legend(width)]

    @property
    def keys(self) -> Sequence[PanelKey]:
        return (
            PanelKey("enter", "panel.closing.mend", self._mend()),
            PanelKey("n", "panel.closing.next", Begin("", self, LineForm("next"))),
            PanelKey("i", "panel.closing.self-check", Open("self-check")),
            PanelKey("l", "panel.closing.round", Open("closing-round")),
            PanelKey("p", "panel.closing.table", Open("table")),
            PanelKey("m", "panel.closing.memo", Open("memo")),
        )

    def _mend(self) -> Effect | None:
        """Return what mends the chosen gap: a line to be finished, a form, or the panel where it is done."""
        gap = self.items()[self.place]
        first = "".join(gap.entries[:1])
        match gap.where:
            case "next":
                return Begin("", self, LineForm("next"))
            case "parked" | "decision":
                name = "next-step" if gap.where == "parked" else "carrier"
                return Begin("", self, LineForm(name, first)) if first else None
            case "heir" | "line" | "task":
                line = "" if gap.met else self._line_of(gap, first)
                return Begin(line, self) if line else None
            case _:
                return _open(gap, first)

    def _line_of(self, gap: Gap, entry: str) -> str:
        """Return the beginning of the line that mends a gap."""
        if gap.where == "heir":
            return f"{entry} {self.say('word.label.heir').lower()}: "
        if gap.where == "line":
            return self.say(f"panel.closing.line.{gap.name}", id=entry)
        return entry + {"task-due": " / ", "task-day": " / ", "task-resource": " / / "}.get(gap.name, " ")

    def funnel_rows(self, width: int) -> Rows:
        """Return *hillotehdas*: ideas, agreed, tasks and done, of the evening and of the term."""
        title, means, count = self.say("panel.funnel.title"), self.say("panel.funnel.means"), self.texts.count
        wide = max(len(title), len(means))
        made, so_far = evening(self.session), term(self.view.around.term(self.session))
        tonight = self.say(
            "panel.funnel.evening",
            ideas=count("word.count.idea", made.ideas),
            agreed=count("word.count.agreement", made.agreed),
            tasks=count("word.count.task", made.tasks),
            done=made.done,
        )
        named = {"ideas": so_far.ideas, "agreed": so_far.agreed, "tasks": so_far.tasks, "done": so_far.done}
        whole = self.say("panel.funnel.term", **named)
        rows = [row("   ", (f"{title:<{wide}}", "strong"), "  ", tonight), row("   ", f"{means:<{wide}}  ", whole)]
        return rows if all(line.width <= width for line in rows) else [row("   ", tonight), row("   ", whole)]


def _open(gap: Gap, entry: str) -> Effect | None:
    """Return what opens the panel that mends a gap, at the entry that it is about."""
    name = _PANEL_OF.get(gap.where, "")
    look = (LookAt(focus=entry),) if entry and name in ("consent", "readback") else ()
    return Open(name, look) if name else None


_DIGITS = tuple("0123456789")


@dataclass(frozen=True)
class SelfCheckPanel(ListPanel[Check]):
    """Thirteen points; digits record the hands, Enter asks for a number with words."""

    typed: str = ""
    """The digits of the chosen point's hands that another digit would go on with."""

    def items(self) -> Sequence[Check]:
        return (*checklist(self.session), *results(self.session))

    def lines(self, item: Check, width: int) -> Rows:
        words = self_check_words(item.key, self.texts)
        right = row((f"  {shorten(_tell_hands(item), width // 3)} ", "strong"))
        left = row(("✓ " if item.seen else "  ", "good"), (shorten(words, width - right.width - 3), "text"))
        return [ends(left, right, width)]

    def head(self, size: Size) -> Rows:
        return [self.title("panel.self-check.title", n=count_here(self.session)), EMPTY]

    def foot(self, size: Size) -> Rows:
        return [EMPTY, *self.legend(size[0])]

    def looks_at(self) -> LookAt:
        return LookAt(wall="self-check", point=self.items()[self.place].key)

    @property
    def keys(self) -> Sequence[PanelKey]:
        point = self.items()[self.place]
        return (
            PanelKey("1", "panel.self-check.hands", self._hands("1")),
            PanelKey("enter", "panel.self-check.words", Begin("", self, LineForm("hands", point.key))),
            PanelKey("down", "panel.one.next", self.step("down")),
        )

    def press(self, key: str) -> Effect | None:
        """Return what a key does; a digit is hands, any other key ends the number, from which ↓ and Enter go on."""
        if key in _DIGITS:
            return self._hands(key)
        if not self.typed:
            return super().press(key)
        return replace(self, typed="").press("down" if key == "enter" else key)

    def point(self, place: int) -> Effect | None:
        """Return what chooses a point."""
        return replace(self, typed="", at=place).step("")

    def follow(self, before: Session) -> Self:
        """Go on with a number only while its hands stand: it may have been undone."""
        counted = (answer.value for answer in self.items()[self.place].asked if not answer.who)
        return self if next(counted, None) == int(self.typed or -1) else replace(self, typed="")

    def _hands(self, digit: str) -> Effect:
        """Return what records the hands at once; where ten or more are here another digit may follow."""
        most, at, number = count_here(self.session), self.place, self.typed + digit
        if self.typed and int(number) > most:
            at, number = move_cursor(at, "down", self.count), digit
        onward = replace(self, at=at, typed=number)
        if len(str(most)) == 1:
            onward = replace(self, at=move_cursor(at, "down", self.count))
        return Do((Evaluate(key=self.items()[at].key, value=int(number)),), onward, more=len(number) > 1)


def _tell_hands(point: Check) -> str:
    """Return the hands raised for a point and the words beside them."""
    answer = next((said for said in point.asked if not said.who), None)
    if answer is None:
        return ""
    number = "" if answer.value is None else f"✋ {answer.value}"
    return "  ".join(filter(None, (number, answer.text)))

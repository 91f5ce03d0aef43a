"""The board: columns of cards by kind, the newest on top, only what can be seen worked out."""

from dataclasses import dataclass, field

from rich.cells import cell_len

from kpfacil.model.kinds import LETTERS, SIGN_OF, Kind
from kpfacil.model.process import Step
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.tui.paint import Row, Span, beside, ends, row, wrap
from kpfacil.tui.pictures.cards import card_rows
from kpfacil.views.board import Column, column
from kpfacil.views.cards import card

ONE_COLUMN_BELOW = 72
FOUR_COLUMNS_FROM = 86
_GAP = 2
_TALL = 18
_TEXT_LINES = 3
_TEXT_LINES_TALL = 6
_THREE: tuple[Kind, ...] = ("idea", "agreement", "task")
_FOUR: tuple[Kind, ...] = ("idea", "agreement", "task", "parked")


@dataclass(slots=True)
class Sight:
    """Where the eye is on the board: what is chosen, what is lit, and the first entry seen in each column."""

    chosen: str = ""
    last: str = ""
    """The entry that this window recorded last, which a line may go on with; none after an undo or a walk."""
    lit: frozenset[str] = frozenset()
    tops: dict[Kind, str] = field(default_factory=dict)
    agreeing: bool = False
    """Whether the table is agreeing: what was sent on and has most dots stands first then."""
    ruling: bool = False
    """Whether lines become ground rules: those stand above what is agreed then."""

    def look_for(self, step: Step) -> None:
        """Look as a step of the meeting asks for."""
        self.agreeing, self.ruling = step.kind == "agree", step.records == "rule"


def kinds_seen(width: int, kind: Kind) -> tuple[Kind, ...]:
    """Return the columns that fit: one (of the kind being recorded), three or four."""
    if width < ONE_COLUMN_BELOW:
        return (kind,)
    if width >= FOUR_COLUMNS_FROM or kind == "parked":
        kinds = _FOUR if width >= FOUR_COLUMNS_FROM else ("idea", "agreement", "parked")
    else:
        kinds = _THREE
    if kind not in kinds:
        kinds = (*kinds[:-1], kind)
    return kinds


def board_rows(session: Session, texts: Texts, sight: Sight, kind: Kind, size: tuple[int, int]) -> list[Row]:
    """Return the board's picture for a size of (width, height) cells."""
    width, height = size
    kinds = kinds_seen(width, kind)
    each = (width - 1 - _GAP * (len(kinds) - 1)) // len(kinds)
    columns = [_column_rows(session, texts, sight, shown, (each, height)) for shown in kinds]
    if len(kinds) == 1 and columns[0]:
        heading = columns[0][0]
        columns[0][0] = ends(heading, _others(session, texts, kind, each - heading.width), each)
    return beside([(lines, each) for lines in columns], _GAP, height)


def _column_rows(session: Session, texts: Texts, sight: Sight, kind: Kind, size: tuple[int, int]) -> list[Row]:
    width, height = size
    made = column(session, kind, agreeing=sight.agreeing)
    first = _first(made, sight)
    rules = _rules(session, texts, width) if (sight.ruling, kind) == (True, "agreement") else []
    rows = [_heading(session, made, texts, first), *rules]
    if not made.entries or len(rows) >= height:
        return [*rows, *([] if rules else _empty(kind, texts, width))][:height]
    lines = _TEXT_LINES if height < _TALL else _TEXT_LINES_TALL
    for at, entry in enumerate(made.entries[first:], start=first + 1):
        lit, chosen = entry.id in sight.lit, entry.id == sight.chosen
        cards = card_rows(card(session, entry), width, texts, lines=lines, lit=lit, chosen=chosen)
        left = len(made.entries) - at
        if len(rows) + len(cards) + bool(left) > height:
            kept = rows if len(rows) > 1 else [*rows, *cards][: height - 1]
            return [*kept, row((f" {texts.count('board.more', left + 1)}", "dim"))][:height]
        rows += cards
    return rows


def _empty(kind: Kind, texts: Texts, width: int) -> list[Row]:
    """Return what belongs into a column that is empty, and how it gets there."""
    hint = texts.say(f"board.empty.{kind}", sign=SIGN_OF.get(kind, ""))
    return [row((f" {line}", "dim")) for line in wrap(hint, width - 2)]


def _rules(session: Session, texts: Texts, width: int) -> list[Row]:
    """Return the table's ground rules, the newest first."""
    if not session.table.ground_rules:
        return []
    rows = [row((f" {texts.say('audience.heading.rules')}", "dim"))]
    for rule in reversed(session.table.ground_rules):
        rows += [row(" – " if at == 0 else "   ", line) for at, line in enumerate(wrap(rule, width - 4, _TEXT_LINES))]
    return rows


def _others(session: Session, texts: Texts, kind: Kind, width: int) -> Row:
    """Return the other kinds as counts, for where only one column fits; by their letters where words are too long."""
    counts = [(other, len(session.of_kind(other))) for other in _FOUR if other != kind]
    words = "  ".join(f"{texts.say(f'word.kinds.{other}')} {number}" for other, number in counts)
    letters = "  ".join(f"{LETTERS[other]} {number}" for other, number in counts)
    return row((words if cell_len(words) + 2 <= width else letters, "dim"), " ")


def _first(made: Column, sight: Sight) -> int:
    """Return the index of the first entry seen: the one scrolled to, or the newest."""
    top = sight.tops.get(made.kind)
    if not top:
        return 0
    return next((at for at, entry in enumerate(made.entries) if entry.id == top), 0)


def _heading(session: Session, made: Column, texts: Texts, above: int) -> Row:
    number = len(made.entries)
    title = texts.say(f"board.heading.{made.kind}")
    spans = [Span(f" {title} ", made.kind), Span(str(number), "strong")]
    if number and made.kind == "task":
        done = sum(1 for task in session.tasks if task.state == "done")
        if done:
            spans.append(Span(f"  ✓ {done}", "good"))
    if above:
        spans.append(Span(f"  ↑ {above}", "dim"))
    return row(*spans)

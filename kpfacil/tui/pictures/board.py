"""The board: columns of cards by kind, the newest on top, only what can be seen worked out.

A card has its id always at the same place, its words wrapped, its marks in words and signs.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from rich.cells import cell_len

from kpfacil.model.dates import due_words
from kpfacil.model.entries import Entry
from kpfacil.model.kinds import LETTERS, SIGN_OF, Kind
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.rules.funnel import COUNTED, counts, counts_as, evening, tallies
from kpfacil.tui.asked import Pick
from kpfacil.tui.paint import CUT, Row, Rows, Size, Span, beside, ends, hanging, indent, paragraph, row, wrap
from kpfacil.tui.sight import Sight
from kpfacil.views.cards import Column, Shown, card, column, dots
from kpfacil.views.names import apart

ONE_COLUMN_BELOW = 72
FOUR_COLUMNS_FROM = 86
_ID_WIDTH = 4
_CHOSEN_LINES = 12
CardAt = Callable[[int], Rows]
"""Gives the rows of the card at a place of the column."""
MoreFrom = Callable[[int], Row]
"""Tells what there is more of from a place of the column on."""
_GAP = 2
_TALL = 18
_TEXT_LINES = 3
_TEXT_LINES_TALL = 6
_THREE: tuple[Kind, ...] = ("idea", "agreement", "task")
_FOUR: tuple[Kind, ...] = ("idea", "agreement", "task", "parked")


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


def kinds_counted(width: int, kind: Kind) -> tuple[Kind, ...]:
    """Return the kinds that the board tells the number of: a column that stands alone has the others beside it."""
    kinds = kinds_seen(width, kind)
    return kinds if len(kinds) > 1 else (*COUNTED, kind)


def board_rows(session: Session, texts: Texts, sight: Sight, kind: Kind, size: Size) -> Rows:
    """Return the board's picture for a size of (width, height) cells."""
    width, height = size
    kinds = kinds_seen(width, kind)
    each = (width - 1 - _GAP * (len(kinds) - 1)) // len(kinds)
    columns = [_column_rows(session, texts, sight, shown, (each, height)) for shown in kinds]
    if len(kinds) == 1 and columns[0]:
        heading = columns[0][0]
        columns[0][0] = ends(heading, _others(session, texts, kind, each - heading.width), each)
    return beside([(lines, each) for lines in columns], _GAP, height)


def _column_rows(session: Session, texts: Texts, sight: Sight, kind: Kind, size: Size) -> Rows:
    width, height = size
    made = column(session, kind, agreeing=sight.agreeing)
    rules = _rules(session, texts, width) if (sight.ruling, kind) == (True, "agreement") else []
    room = height - len(rules) - 1
    lines = _TEXT_LINES if height < _TALL else _TEXT_LINES_TALL

    def card_at(at: int) -> Rows:
        entry = made.entries[at]
        lit, chosen = entry.id in sight.lit, entry.id == sight.chosen
        return card_rows(card(session, entry), width, texts, lines=lines, lit=lit, chosen=chosen)

    def more(at: int) -> Row:
        return _more(session, made, texts, width, at)

    if not made.entries:
        hint = texts.say(f"board.empty.{kind}", sign=SIGN_OF.get(kind, ""))
        return [_heading(session, made, texts, width), *(rules or indent(paragraph(hint, width - 2, "dim"), 1))][
            :height
        ]
    first, rows = _cards_seen(made, sight, card_at, room, more)
    return [_heading(session, made, texts, width, _counting(made.entries[:first])), *rules, *rows][:height]


def _cards_seen(made: Column, sight: Sight, card_at: CardAt, height: int, more: MoreFrom) -> tuple[int, Rows]:
    """Return where a column begins and its cards; what is chosen or was just recorded is among them."""
    first, rows = 0, Rows()
    wanted = sight.chosen or (sight.new if made.kind not in sight.tops else "")
    for top in _tops(made, sight.tops.get(made.kind, ""), wanted) if height > 0 else ():
        first, rows = _cards_from(top, len(made.entries), card_at, height, more)
        if not wanted or Pick(wanted) in (line.does for line in rows):
            break
    return first, rows


def _tops(made: Column, top: str, wanted: str) -> Iterator[int]:
    """Yield where a column may begin: as it was scrolled, else at the entry before what has to be seen, or at that."""
    found = [entry.id for entry in made.entries] if top or wanted[:1] == LETTERS[made.kind] else []
    yield found.index(top) if top in found else 0
    if wanted in found:
        at = found.index(wanted)
        yield from (max(0, at - 1), at)


def _cards_from(first: int, count: int, card_at: CardAt, height: int, more: MoreFrom) -> tuple[int, Rows]:
    """Return where a column begins and its cards, as many as fit; below, how many more there are.

    It begins further up where its last card leaves room.
    """
    rows: Rows = []
    for at in range(first, count):
        cards, left = card_at(at), count - at
        if len(rows) + len(cards) + (left > 1) > height:
            begun = [] if rows else cards[: height - 1]
            return first, [*rows, *begun, more(at + bool(begun))]
        rows += cards
    while first and len(rows) + len(cards := card_at(first - 1)) <= height:
        first, rows = first - 1, [*cards, *rows]
    return first, rows


def _counting(entries: Iterable[Entry]) -> int:
    """Return how many of the entries count."""
    return sum(map(counts_as, entries))


def _more(session: Session, made: Column, texts: Texts, width: int, at: int) -> Row:
    """Return how many more count from a place of a column on, and how many lie aside, as far as that fits."""
    left = sum(tallies(session)[made.kind]) - _counting(made.entries[:at])
    aside = len(made.entries) - at - left
    words = texts.count("board.more", left) if left else CUT
    both = f"{words}{',' if left else ''} {texts.count('board.aside', aside)}"
    return row((f" {both if aside and cell_len(both) < width else words}", "dim"))


def _rules(session: Session, texts: Texts, width: int) -> Rows:
    """Return the table's ground rules, the newest first."""
    if not session.table.ground_rules:
        return []
    rows = [row((f" {texts.say('audience.heading.rules')}", "dim"))]
    for rule in reversed(session.table.ground_rules):
        rows += hanging(row(" – "), paragraph(rule, width - 4, most=_TEXT_LINES))
    return rows


def _others(session: Session, texts: Texts, kind: Kind, width: int) -> Row:
    """Return the other kinds with their counts, as many as fit, where only one column does."""
    told = [f"{texts.say(f'word.kinds.{other}')} {counts(session)[other]}" for other in COUNTED if other != kind]
    while told and cell_len("  ".join(told)) + 2 > width:
        told.pop()
    return row(("  ".join(told), "dim"), " ")


def _heading(session: Session, made: Column, texts: Texts, width: int, above: int = 0) -> Row:
    """Return what a column is of and how much of it counts; then, as far as it fits, what earlier meetings left."""
    number, before = tallies(session)[made.kind]
    done = evening(session).done if made.kind == "task" else 0
    heading = row((f" {texts.say(f'board.heading.{made.kind}')} ", made.kind), (str(number), "strong"))
    more = (
        (before, Span(f" · {texts.count('board.before', before)}", "dim")),
        (above, Span(f"  ↑ {above}", "dim")),
        (done, Span(f"  ✓ {done}", "good")),
    )
    for there, span in more:
        if there and heading.width + cell_len(span.text) <= width:
            heading = row(*heading.spans, span)
    return heading


def card_rows(card: Shown, width: int, texts: Texts, *, lines: int, lit: bool, chosen: bool) -> Rows:
    """Return the rows of a card in a column; a lit card has just been recorded, a chosen one is selected.

    A chosen card shows all its words, any other at most `lines` lines of them.
    """
    ground = "chosen" if chosen else "lit" if lit else ""
    gone = card.state in ("dropped", "lapsed", "parked", "not_agreed")
    before = row((f"{'▸' if chosen else ' '}{f'{card.id} ':<{_ID_WIDTH}}", card.kind))
    inner = max(width - before.width, 8)
    style = "gone" if gone else "strong" if lit or chosen else "text"
    said = paragraph(card.text, inner, style, _CHOSEN_LINES if chosen else lines)
    rows = hanging(before, [*said, *_details(card, inner, texts)], Pick(card.id))
    return [replace(made, fill=ground) for made in rows]


def _details(card: Shown, width: int, texts: Texts) -> Rows:
    parts = [part for part in (*_people(card, texts), *_marks(card, texts)) if part.text]
    lines: list[list[Span]] = []
    used = 0
    for part in parts:
        for place, piece in enumerate(wrap(part.text, width, 2)):
            size = len(piece)
            if place == 0 and lines and used + 2 + size <= width:
                lines[-1] += [Span("  "), Span(piece, part.style)]
                used += 2 + size
            else:
                lines.append([Span(piece, part.style)])
                used = size
    return [row(*line) for line in lines]


def _people(card: Shown, texts: Texts) -> list[Span]:
    when = due_words(card.due, card.due_text, texts.locale)
    if card.trouble == "no-owner":
        return [Span(texts.say("board.no-owner"), "trouble"), Span(when, "dim")]
    who = apart(card.who, card.parties, texts)
    return [Span(" · ".join(filter(None, (who, when))), "dim")]


def _marks(card: Shown, texts: Texts) -> list[Span]:
    marks = [Span(pledge, "dim") for pledge in card.pledges]
    if card.theme:
        marks.append(Span(f"#{card.theme}", "dim"))
    if card.votes:
        marks.append(Span(dots(card.votes), card.kind))
    if card.became:
        marks.append(Span(f"→ {', '.join(card.became)}", "dim"))
    marks += _promise_marks(card, texts)
    if card.kind == "idea" and card.state == "dropped":
        marks.append(Span(texts.say("word.fate.dropped"), "dim"))
    return marks


def _promise_marks(card: Shown, texts: Texts) -> list[Span]:
    """Return how an agreement or a task stands: answers, mandate, stamp, state."""
    blocked = card.trouble == "blocked"
    answers = ", ".join(texts.count(f"board.answer.{answer}", number) for answer, number in card.answers)
    done = card.state == "done"
    accepted = card.kind == "agreement" and card.confirmed
    told = card.kind == "task" and card.state not in ("open", "")
    state = texts.say(f"word.state.{card.state}") if told else ""
    marks = (
        (bool(answers), answers, "trouble" if blocked else "dim"),
        (blocked, texts.say("board.blocked"), "trouble"),
        (card.state == "not_agreed" and not blocked, f"! {texts.say('word.state.not_agreed')}", "trouble"),
        (card.mandate != "self", f"→ {texts.say(f'word.mandate.{card.mandate}')}", "dim"),
        (card.to_ask, f"! {texts.say('word.standing.to-ask')}", "trouble"),
        (accepted, f"✓ {texts.say('board.confirmed')}", "good"),
        (told and not done, state, "dim"),
        (done, f"✓ {state}", "good"),
    )
    return [Span(words, style) for holds, words, style in marks if holds]

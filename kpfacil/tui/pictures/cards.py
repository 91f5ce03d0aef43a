"""A card as rows: its id always at the same place, its words wrapped, its marks in words and signs."""

from kpfacil.model.texts import Texts
from kpfacil.tui.asked import Pick
from kpfacil.tui.paint import Row, Span, row, wrap
from kpfacil.tui.pictures.words import by_when
from kpfacil.views.cards import Shown, dots
from kpfacil.views.names import apart

_ID_WIDTH = 4
_CHOSEN_LINES = 12


def card_rows(
    card: Shown, width: int, texts: Texts, *, lines: int = 3, lit: bool = False, chosen: bool = False
) -> list[Row]:
    """Return the rows of a card in a column; a lit card has just been recorded, a chosen one is selected.

    A chosen card shows all its words, any other at most `lines` lines of them.
    """
    ground = "chosen" if chosen else "lit" if lit else ""
    gone = card.state in ("dropped", "lapsed", "parked")
    inner = max(width - _ID_WIDTH - 1, 8)
    pad = " " * (_ID_WIDTH + 1)
    said = wrap(card.text, inner, _CHOSEN_LINES if chosen else lines)
    style = "gone" if gone else "strong" if lit or chosen else "text"
    mark = "▸" if chosen else " "
    rows = [row((f"{mark}{card.id:<{_ID_WIDTH}}", card.kind), (said[0], style), does=Pick(card.id), fill=ground)]
    rows += [row(pad, (line, style), does=Pick(card.id), fill=ground) for line in said[1:]]
    for line in _details(card, inner, texts):
        rows.append(Row((Span(pad), *line), does=Pick(card.id), fill=ground))
    return rows


def _details(card: Shown, width: int, texts: Texts) -> list[tuple[Span, ...]]:
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
    return [tuple(line) for line in lines]


def _people(card: Shown, texts: Texts) -> list[Span]:
    if card.trouble == "no-owner":
        return [Span(texts.say("board.no-owner"), "trouble")]
    who = apart(card.who, card.parties, texts)
    when = by_when(card.due, card.due_text, texts)
    return [Span(" · ".join(part for part in (who, when) if part), "dim")]


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
    marks = (
        (bool(answers), answers, "trouble" if blocked else "dim"),
        (blocked, texts.say("board.blocked"), "trouble"),
        (card.mandate != "self", f"→ {texts.say(f'word.mandate.{card.mandate}')}", "dim"),
        (card.to_ask, f"! {texts.say('word.standing.to-ask')}", "trouble"),
        (accepted, f"✓ {texts.say('board.confirmed')}", "good"),
        (told, _state(card, texts), "good" if done else "dim"),
    )
    return [Span(words, style) for holds, words, style in marks if holds]


def _state(card: Shown, texts: Texts) -> str:
    """Return the state of a task in words, with a tick where it is done; empty where it has none."""
    words = texts.say(f"word.state.{card.state}") if card.kind == "task" and card.state else ""
    return f"✓ {words}" if card.state == "done" else words

"""What a half-typed line will become, said in words; and the questions of lines that wait."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len

from kpfacil.capture import Ask, Reading
from kpfacil.model.entries import Pledge
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.tui.asked import Act, GiveAnswer
from kpfacil.tui.listing import in_rows
from kpfacil.tui.paint import Row, Span, indent, paragraph, row, shorten
from kpfacil.tui.pictures.foot import frame_room
from kpfacil.tui.sight import Said
from kpfacil.tui.waiting import Reply, Waiting, replies_to
from kpfacil.views.names import apart, name_and_party, parties_among, short_names_apart
from kpfacil.views.outcome import act_words, detail_words
from kpfacil.views.settings import swap_words

_MANY_NAMES = 3
_QUESTION_LINES = 3


def hint_words(reading: Reading, session: Session, texts: Texts) -> tuple[str, str]:
    """Return what the line will become and the style to say it in."""
    if reading.refusal is not None:
        return texts.said(reading.refusal.sentence), "trouble"
    if reading.asks:
        return ask_words(reading.asks[0], session, texts), "trouble"
    if reading.swap is not None:
        return swap_words(reading.swap, texts), "text" if reading.commands else "trouble"
    if reading.wish is not None:
        return texts.say(f"hint.wish.{reading.wish}"), "text"
    if reading.doubt is not None:
        return texts.said(reading.doubt.question), "trouble"
    return " · ".join((*_outcome(reading, session, texts), *_pledges(reading, session, texts))), "text"


def _outcome(reading: Reading, session: Session, texts: Texts) -> Iterator[str]:
    """Yield what is done, by whom, by when and under which theme, and what is said beside it."""
    act = act_words(reading, texts)
    if act:
        yield act
    if reading.who:
        yield _who(reading.who, session, texts)
    yield from detail_words(reading, session, texts)
    if reading.notice is not None:
        yield texts.said(reading.notice)


def _pledges(reading: Reading, session: Session, texts: Texts) -> Iterator[str]:
    """Yield what is pledged, under the names of those who give it."""
    for giver, pledges in groupby(reading.pledges, key=lambda pledge: pledge.by):
        words = "; ".join(_pledge(pledge, texts) for pledge in pledges)
        givers = short_names_apart(session, (giver,) if giver else reading.who, texts)
        yield f"{givers}: {words}" if givers else words


def _pledge(pledge: Pledge, texts: Texts) -> str:
    kind = texts.say(f"word.resource.{pledge.kind}")
    return pledge.text if kind in pledge.text.casefold() else f"{pledge.text} ({kind})"


def _who(handles: tuple[str, ...], session: Session, texts: Texts) -> str:
    if len(handles) > _MANY_NAMES:
        return texts.say("hint.people", n=len(handles))
    if len(handles) == 1:
        return name_and_party(session, handles[0])
    return short_names_apart(session, handles, texts)


def ask_words(ask: Ask, session: Session, texts: Texts) -> str:
    """Return the question about a name that is not known, or that fits several."""
    if not ask.candidates:
        return texts.say("ask.unknown" if ask.colons else "ask.unknown-only", name=ask.name)
    if ask.owner_at >= 0:
        return texts.say("ask.owner", name=ask.name)
    names = apart([session.name_of(one) for one in ask.candidates], parties_among(session, ask.candidates), texts)
    return texts.say("ask.many", name=ask.name, names=names)


def said_rows(said: Said, width: int) -> list[Row]:
    """Return what was just said where it is too long for the frame: the end of it may be what matters."""
    if cell_len(said.words) <= frame_room(width):
        return []
    return indent(paragraph(said.words, width - 6, "trouble" if said.trouble else "good", _QUESTION_LINES), 3)


def waiting_rows(waiting: Sequence[Waiting], chosen: int, session: Session, texts: Texts, width: int) -> list[Row]:
    """Return the oldest line that waits, its question, the answers, and the line that came last; none: empty."""
    if not waiting:
        return []
    first, *others = waiting
    question = _question(first, session, texts)
    line = row((" ! ", "alarm"), (f" {shorten(first.line, width - 5)}", "strong"))
    answers = _answer_rows(replies_to(first, session, texts), chosen, width)
    last = texts.count("board.waiting", len(others), line=others[-1].line) if others else ""
    more = [row("   ", (shorten(last, width - 6), "dim"))] if last else []
    return [line, *indent(paragraph(question, width - 6, "trouble", _QUESTION_LINES), 3), *answers, *more]


def _question(waiting: Waiting, session: Session, texts: Texts) -> str:
    """Return what is asked of a line that waits, or why it cannot be taken."""
    if waiting.refusal is not None:
        return texts.said(waiting.refusal.sentence)
    if waiting.reading.swap is not None and not waiting.reading.commands:
        return swap_words(waiting.reading.swap, texts, asking=True)
    if waiting.reading.doubt is not None:
        return texts.said(waiting.reading.doubt.question)
    return ask_words(waiting.reading.asks[0], session, texts) if waiting.reading.asks else texts.say("ask.ready")


def _answer_rows(answers: Sequence[Reply], chosen: int, width: int) -> list[Row]:
    tab = Span("   Tab  ", "strong", does=Act("answer"))
    groups: list[tuple[Span, ...]] = []
    for place, reply in enumerate(answers):
        text = f"{'▸' if place == chosen else ' '}{shorten(reply.words, width - len(tab.text) - 3)} "
        groups.append((Span(text, "here" if place == chosen else "text", does=GiveAnswer(place)), Span(" ")))
    first, *more = in_rows(groups, width, len(tab.text))
    rows = [Row((tab, *first.spans[1:])), *more]
    return rows if chosen < 0 else [*rows[:-1], row(*rows[-1].spans, ("Enter", "strong"))]

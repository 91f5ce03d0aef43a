"""What a half-typed line will become, said in words; and the questions of lines that wait."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len

from kpfacil.capture import Ask, Reading
from kpfacil.model.entries import Pledge
from kpfacil.model.kinds import carriers
from kpfacil.model.people import spoken_name
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.tui.asked import Act, GiveAnswer
from kpfacil.tui.listing import in_rows
from kpfacil.tui.paint import Row, Span, inset, row, shorten, wrap
from kpfacil.tui.pictures.foot import frame_room
from kpfacil.tui.sight import Said
from kpfacil.tui.waiting import Reply, Waiting, replies_to
from kpfacil.views.names import apart, name_and_party, parties_among, short_names_apart
from kpfacil.views.outcome import act_words, detail_words, new_words, old_and_new
from kpfacil.views.settings import swap_words

_MANY_NAMES = 3
_QUESTION_LINES = 3
_SAID_LINES = 5
_BETWEEN = " · "
_SHORT = 40
"""How many cells of a pledge are shown where room is short."""
_WIDE = 10_000
"""A screen on which every hint has room."""


def hint_words(reading: Reading, session: Session, texts: Texts, width: int = _WIDE) -> tuple[str, str]:
    """Return what the line will become, as told in the frame of a screen of that width, and the style to say it in.

    Nothing where a question or a refusal has no room there: it stands above the frame, whole.
    """
    words, style = _whole(reading, session, texts, width)
    return ("", style) if style == "trouble" and cell_len(words) > frame_room(width) else (words, style)


def _whole(reading: Reading, session: Session, texts: Texts, width: int) -> tuple[str, str]:
    if reading.refusal is not None:
        return texts.say_sentence(reading.refusal.sentence), "trouble"
    if reading.asks:
        return ask_words(reading.asks[0], session, texts), "trouble"
    if reading.wish is not None:
        return texts.say(f"hint.wish.{reading.wish}"), "text"
    if reading.doubt is not None:
        return texts.say_sentence(reading.doubt.question), "trouble"
    waits = reading.swap is not None and not reading.commands
    return _in_frame_and_above(reading, session, texts, width)[0], "trouble" if waits else "text"


def hint_rows(reading: Reading, session: Session, texts: Texts, width: int) -> list[Row]:
    """Return the part of what the line will become that the frame has no room for: mostly who gives what."""
    trouble, style = _whole(reading, session, texts, width)
    if style == "trouble":
        return said_rows(Said(trouble, trouble=True), width)
    _, whole, short = _in_frame_and_above(reading, session, texts, width)
    words = whole if len(wrap(whole, width - 6)) <= _QUESTION_LINES else short
    return inset(words, width, "text", _QUESTION_LINES) if words else []


def _in_frame_and_above(reading: Reading, session: Session, texts: Texts, width: int) -> tuple[str, str, str]:
    """Return in which words the frame tells what the line will become, and those that stand above it, whole and short.

    What does not fit is told in short names and days first; the words themselves stand in the line.
    """
    whole, short = (_parts(reading, session, texts, short=short) for short in (False, True))
    room = frame_room(width)
    for parts in (whole, short):
        if cell_len(_BETWEEN.join(parts)) <= room:
            return _BETWEEN.join(parts), "", ""
    told = sum(cell_len(_BETWEEN.join(short[:count])) <= room for count in range(1, len(short) + 1))
    return _BETWEEN.join(short[: told or 1]), _BETWEEN.join(whole[told:]), _BETWEEN.join(short[told:])


def _parts(reading: Reading, session: Session, texts: Texts, *, short: bool) -> list[str]:
    """Return what is done, by whom, by when, under which theme, what is said beside it, who gives what, new words."""
    if reading.swap is not None:
        return [swap_words(reading.swap, texts)]
    parts = [act_words(reading, texts)]
    if reading.who:
        people = _who(reading.who, session, texts, short=short)
        parts.append(old_and_new(_old_people(reading, session, texts), people, texts))
    parts += detail_words(reading, session, texts, short=short)
    if reading.notice is not None:
        parts.append(texts.say_sentence(reading.notice))
    parts.append(_BETWEEN.join(_pledges(reading, session, texts, short=short)))
    return [*filter(None, (*parts, new_words(reading, session, texts)))]


def _pledges(reading: Reading, session: Session, texts: Texts, *, short: bool) -> Iterator[str]:
    """Yield what is pledged, under the names of those who give it."""
    for giver, pledges in groupby(reading.pledges, key=lambda pledge: pledge.by):
        words = "; ".join(shorten(one.text, _SHORT) if short else _pledge(one, texts) for one in pledges)
        givers = _givers((giver,) if giver else reading.who, session, texts, short=short)
        yield f"{givers}: {words}" if givers else words


def _old_people(reading: Reading, session: Session, texts: Texts) -> str:
    """Return whose an entry is now, where a line gives it to others."""
    entry = session.find(reading.entry) if reading.act in ("assign", "speakers") else None
    old = carriers(entry) if entry is not None else ()
    return _givers(old, session, texts, short=True) if old != reading.who else ""


def _givers(handles: tuple[str, ...], session: Session, texts: Texts, *, short: bool) -> str:
    """Return the names of those who give; one party in short without whose it is, where only it is so called."""
    names = short_names_apart(session, handles, texts)
    last = spoken_name(names)
    ends = [spoken_name(party.name) for party in session.parties]
    return last if short and session.party("".join(handles)) and ends.count(last) == 1 else names


def _pledge(pledge: Pledge, texts: Texts) -> str:
    kind = texts.say(f"word.resource.{pledge.kind}")
    return pledge.text if kind in pledge.text.casefold() else f"{pledge.text} ({kind})"


def _who(handles: tuple[str, ...], session: Session, texts: Texts, *, short: bool) -> str:
    if len(handles) > _MANY_NAMES:
        return texts.say("hint.people", n=len(handles))
    if len(handles) == 1 and not short:
        return name_and_party(session, handles[0])
    return _givers(handles, session, texts, short=short)


def ask_words(ask: Ask, session: Session, texts: Texts) -> str:
    """Return the question about a name that is not known, or that fits several."""
    if not ask.candidates:
        return texts.say("ask.unknown" if ask.colons else "ask.unknown-only", name=ask.name)
    if ask.owner_at >= 0 and len(ask.candidates) == 1:
        return texts.say("ask.owner", name=ask.name)
    names = apart([session.name_of(one) for one in ask.candidates], parties_among(session, ask.candidates), texts)
    return texts.say("ask.many", name=ask.name, names=names)


def said_rows(said: Said, width: int) -> list[Row]:
    """Return what was just said where it is too long for the frame: the end of it may be what matters."""
    if cell_len(said.words) <= frame_room(width):
        return []
    return inset(said.words, width, "trouble" if said.trouble else "good", _SAID_LINES)


def waiting_rows(first: Waiting | None, chosen: int, session: Session, texts: Texts, width: int) -> list[Row]:
    """Return the oldest line that waits, its question, the answers, and the line that came last; none: empty."""
    if first is None:
        return []
    others = session.pending[1:]
    question = _question(first, session, texts)
    line = row((" ! ", "alarm"), (f" {shorten(first.line, width - 5)}", "strong"))
    answers = _answer_rows(replies_to(first, session, texts), chosen, width)
    last = texts.count("board.waiting", len(others), line=others[-1].line) if others else ""
    more = [row("   ", (shorten(last, width - 6), "dim"))] if last else []
    return [line, *inset(question, width, "trouble", _QUESTION_LINES), *answers, *more]


def _question(waiting: Waiting, session: Session, texts: Texts) -> str:
    """Return what is asked of a line that waits, or why it cannot be taken."""
    if waiting.refusal is not None:
        return texts.say_sentence(waiting.refusal.sentence)
    if waiting.reading.swap is not None and not waiting.reading.commands:
        return swap_words(waiting.reading.swap, texts, asking=True)
    if waiting.reading.doubt is not None:
        return texts.say_sentence(waiting.reading.doubt.question)
    return ask_words(waiting.reading.asks[0], session, texts) if waiting.reading.asks else texts.say("ask.ready")


def _answer_rows(answers: Sequence[Reply], chosen: int, width: int) -> list[Row]:
    """Return the answers behind the key that chooses one, or the one that gives it: nothing moves for that."""
    key = (
        Span("   Enter", "strong", does=GiveAnswer(chosen))
        if chosen >= 0
        else Span("   Tab  ", "strong", does=Act("answer"))
    )
    groups: list[tuple[Span, ...]] = []
    for place, reply in enumerate(answers):
        text = f"{'▸' if place == chosen else ' '}{shorten(reply.words, width - len(key.text) - 3)} "
        groups.append((Span(text, "here" if place == chosen else "text", does=GiveAnswer(place)), Span(" ")))
    first, *more = in_rows(groups, width, len(key.text))
    return [Row((key, *first.spans[1:])), *more]

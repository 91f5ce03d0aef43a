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
from kpfacil.model.value import frozen
from kpfacil.tui.asked import Act, GiveAnswer
from kpfacil.tui.listing import in_rows
from kpfacil.tui.paint import Row, Rows, Span, inset, row, shorten, wrap
from kpfacil.tui.pictures.foot import frame_room
from kpfacil.tui.sight import Said
from kpfacil.tui.waiting import Reply, Waiting, replies_to
from kpfacil.views.names import apart, name_and_party, parties_among, short_names_apart
from kpfacil.views.outcome import act_words, detail_words, kind_of_ask, new_words, old_and_new, swap_words

_MANY_NAMES = 3
_QUESTION_LINES = 3
_SAID_LINES = 5
_BETWEEN = " · "
_SHORT = 40
"""How many cells of a pledge are shown where room is short."""


@frozen()
class Hint:
    """What a half-typed line will become in a session, said in a language for a screen of so many columns."""

    reading: Reading
    session: Session
    texts: Texts
    width: int

    def in_frame(self) -> tuple[str, str]:
        """Return what the frame tells, and the style to say it in.

        Nothing where a question or a refusal has no room there: it stands above the frame, whole.
        """
        words, style = self._whole()
        return ("", style) if style == "trouble" and cell_len(words) > frame_room(self.width) else (words, style)

    def above(self) -> Rows:
        """Return the part of what the line will become that the frame has no room for: mostly who gives what."""
        trouble, style = self._whole()
        if style == "trouble":
            return said_rows(Said(trouble, trouble=True), self.width)
        _, whole, short = self._in_frame_and_above()
        words = whole if len(wrap(whole, self.width - 6)) <= _QUESTION_LINES else short
        return inset(words, self.width, "text", _QUESTION_LINES) if words else []

    def _whole(self) -> tuple[str, str]:
        reading, texts = self.reading, self.texts
        if reading.refusal is not None:
            return texts.say_sentence(reading.refusal.sentence), "trouble"
        if reading.asks:
            return ask_words(reading.asks[0], self.session, texts), "trouble"
        if reading.wish is not None:
            return texts.say(f"hint.wish.{reading.wish}"), "text"
        if reading.doubt is not None:
            return texts.say_sentence(reading.doubt.question), "trouble"
        waits = reading.swap is not None and not reading.commands
        return self._in_frame_and_above()[0], "trouble" if waits else "text"

    def _in_frame_and_above(self) -> tuple[str, str, str]:
        """Return the words in the frame, and those that stand above it, whole and short.

        What does not fit is told in short names and days first; the words themselves stand in the line.
        """
        whole, short = (self._parts(short=short) for short in (False, True))
        room = frame_room(self.width)
        for parts in (whole, short):
            if cell_len(_BETWEEN.join(parts)) <= room:
                return _BETWEEN.join(parts), "", ""
        told = sum(cell_len(_BETWEEN.join(short[:count])) <= room for count in range(1, len(short) + 1))
        return _BETWEEN.join(short[: told or 1]), _BETWEEN.join(whole[told:]), _BETWEEN.join(short[told:])

    def _parts(self, *, short: bool) -> list[str]:
        """Return what is done, by whom and when, under which theme, what is said beside, who gives what, new words."""
        reading, session, texts = self.reading, self.session, self.texts
        if reading.swap is not None:
            return [swap_words(reading.swap, texts)]
        parts = [act_words(reading, texts)]
        if reading.who:
            # Whose an entry is now, where a line gives it to others.
            entry = session.find(reading.entry) if reading.act in ("assign", "speakers") else None
            old = carriers(entry) if entry is not None else ()
            before = self._givers(old, short=True) if old != reading.who else ""
            parts.append(old_and_new(before, self._who(short=short), texts))
        parts += detail_words(reading, session, texts, short=short)
        if reading.notice is not None:
            parts.append(texts.say_sentence(reading.notice))
        parts.append(_BETWEEN.join(self._pledges(short=short)))
        return [*filter(None, (*parts, new_words(reading, session, texts)))]

    def _pledges(self, *, short: bool) -> Iterator[str]:
        """Yield what is pledged, under the names of those who give it."""
        for giver, pledges in groupby(self.reading.pledges, key=lambda pledge: pledge.by):
            words = "; ".join(shorten(one.text, _SHORT) if short else _pledge(one, self.texts) for one in pledges)
            givers = self._givers((giver,) if giver else self.reading.who, short=short)
            yield f"{givers}: {words}" if givers else words

    def _givers(self, handles: tuple[str, ...], *, short: bool) -> str:
        """Return who gives; one party in short without whose it is, where only it is so called."""
        names = short_names_apart(self.session, handles, self.texts)
        last = spoken_name(names)
        ends = [spoken_name(party.name) for party in self.session.parties]
        return last if short and self.session.party("".join(handles)) and ends.count(last) == 1 else names

    def _who(self, *, short: bool) -> str:
        handles = self.reading.who
        if len(handles) > _MANY_NAMES:
            return self.texts.say("hint.people", n=len(handles))
        if len(handles) == 1 and not short:
            return name_and_party(self.session, handles[0])
        return self._givers(handles, short=short)


def _pledge(pledge: Pledge, texts: Texts) -> str:
    kind = texts.say(f"word.resource.{pledge.kind}")
    return pledge.text if kind in pledge.text.casefold() else f"{pledge.text} ({kind})"


def ask_words(ask: Ask, session: Session, texts: Texts) -> str:
    """Return the question about a name that is not known, or that fits several."""
    names = apart([session.name_of(one) for one in ask.candidates], parties_among(session, ask.candidates), texts)
    return texts.say(f"ask.{kind_of_ask(ask)}", name=ask.name, names=names)


def said_rows(said: Said, width: int) -> Rows:
    """Return what was just said where it is too long for the frame: the end of it may be what matters."""
    if cell_len(said.words) <= frame_room(width):
        return []
    return inset(said.words, width, "trouble" if said.trouble else "good", _SAID_LINES)


def waiting_rows(first: Waiting | None, chosen: int, session: Session, texts: Texts, width: int) -> Rows:
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


def _answer_rows(answers: Sequence[Reply], chosen: int, width: int) -> Rows:
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

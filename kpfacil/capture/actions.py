"""Lines with a sign of their own: a continuation, the queue, a link, a break, undo and help; corrections are beside."""

import re
from collections.abc import Callable
from typing import get_args

from kpfacil.capture.corrections import answers_notice, latest_first, read_correction, reword_entry
from kpfacil.capture.grammar import Doubt, Reading, Wish, fitting, second_theme
from kpfacil.capture.parts import Part, plain, take_themes
from kpfacil.capture.presence import read_coming, read_presence
from kpfacil.capture.who import TypedLine, Who, known_names, list_names
from kpfacil.commands.base import Refused
from kpfacil.commands.change import SetTheme
from kpfacil.commands.meeting import TakeBreak
from kpfacil.commands.rounds import AskForFloor, GiveFloor, LeaveQueue
from kpfacil.commands.table import AddMaterial
from kpfacil.model.entries import Idea, Note, Parked, Task
from kpfacil.model.fold import fold
from kpfacil.model.grammar import pattern, words_of
from kpfacil.model.kinds import Numbered, kind_of
from kpfacil.model.texts import Sentence

_CONTINUED = re.compile(r"(?:\.\.\.|…)\s+(?P<words>\S.*)\Z", re.DOTALL)
_LINK = re.compile(
    r"(?P<url>https?://\S*[^\s,;.:])[,;.:]*(?:\s+(?:[-–—:]\s+)?(?P<title>.*))?\Z", re.IGNORECASE | re.DOTALL
)
_SPACED = re.compile(r"\s+@?")
_BREAK_LINE = r"(?P<word>{break})(?::?\s+(?P<minutes>0|[1-9][0-9]{0,2})(?:\s*min\w*)?)?[.!]?"
_MINUTES = 10
"""How long a break is offered of which no minutes were said."""


def read_action(typed: TypedLine) -> Reading | None:
    """Return what a line with a sign of its own does; None for every other line. Raises `Refused`."""
    readings = (reader(typed) for reader in _READERS)
    return next((reading for reading in readings if reading is not None), None)


def _wish(typed: TypedLine) -> Reading | None:
    word = fold(typed.part.text)
    forms = {word, word.lstrip("/:").rstrip("!?.") or word[:1]}
    wish: Wish | None = next((wish for wish in get_args(Wish) if not forms.isdisjoint(words_of(f"wish.{wish}"))), None)
    if wish is None or typed.window.sure:
        return None
    question = Sentence("ask.word", {"word": typed.part.said})
    doubt = Doubt(question=question, yes=Sentence("ask.word-yes"), wish=wish)
    return Reading(kind=typed.kind, act="wish", value=wish, doubt=doubt)


def _break(typed: TypedLine) -> Reading | None:
    match = pattern(_BREAK_LINE).fullmatch(typed.part.text)
    if match is None or not typed.now:
        return None
    if match["minutes"] is None:
        doubt = Doubt(question=Sentence("ask.break"), yes=Sentence("ask.break-yes"), line=f"{match['word']} {_MINUTES}")
        return Reading(kind=typed.kind, act="break", value=str(_MINUTES), doubt=doubt)
    minutes = int(match["minutes"])
    return typed.done("break" if minutes else "break-over", TakeBreak(minutes=minutes), value=match["minutes"])


def _read_addition(typed: TypedLine) -> Reading | None:
    match = _CONTINUED.match(typed.part.text)
    if match is None:
        return None
    entry = typed.session.find(typed.window.last) if typed.window.last else None
    if entry is None or not _goes_on(entry, typed):
        others = (one.id for one in latest_first(typed.session) if not isinstance(one, Note))
        raise Refused("line-nothing-to-continue", id=next(others, "I1"))
    words = typed.part.cut(match.start("words"))
    themes, words = _new_theme(entry, words) if isinstance(entry, Idea | Parked) else ((), words)
    text = fitting(f"{entry.text.rstrip()} {words.said}".rstrip())
    commands = (reword_entry(entry, text), *(SetTheme(entry=entry.id, theme=theme) for theme in themes))
    notice = answers_notice(entry, text)
    return Reading(kind=kind_of(entry), entry=entry.id, act="continue", value=text, commands=commands, notice=notice)


def _new_theme(entry: Idea | Parked, words: Part) -> tuple[tuple[str, ...], Part]:
    """Return the theme in words that go on with an entry, and the words without it; raises `Refused` of a second."""
    themes, words = take_themes(words)
    if refusal := second_theme(tuple(filter(None, dict.fromkeys((entry.theme, *themes))))):
        raise refusal
    return themes, words


def _goes_on(entry: Numbered, typed: TypedLine) -> bool:
    """Return whether words can be added to an entry: it was not let go, and is no own note that is hidden."""
    match entry:
        case Idea():
            return entry.fate != "dropped"
        case Task():
            return entry.state != "lapsed"
        case Note():
            return typed.window.notes
        case _:
            return True


def _queue(typed: TypedLine) -> Reading | None:
    text = typed.part.text
    if text[:1] != "@" or ":" in text:
        return None
    if text == "@":
        return _floor(typed)
    names = typed.part.cut(1).trim()
    leaving = names.text[:1] in ("-", "−")
    who = _only_names(names.cut(int(leaving)))
    if who is None:
        return None
    if who.everyone:
        raise Refused("queue-by-name")
    if who.asks:
        return Reading(kind=typed.kind, act="queue", asks=who.asks)
    if leaving:
        return typed.done("unqueue", LeaveQueue(who=who.handles), who=who.handles)
    return typed.done("queue", AskForFloor(who=who.handles), who=who.handles)


def _floor(typed: TypedLine) -> Reading:
    waiting = [one.who for one in typed.session.queue if one.who in typed.part.names.handles]
    if not waiting and not typed.session.meeting.speaker:
        raise Refused("nobody-waits")
    return typed.done("floor" if waiting else "floor-over", GiveFloor(), who=tuple(waiting[:1]))


def _only_names(part: Part) -> Who | None:
    """Return those named after the sign, or what is asked of a name that several have; None where a word is no name.

    A space or another sign between names that everybody knows does as well: `@liisa @pekka`.
    """
    spaced = known_names(part, _SPACED)
    who = list_names(part)
    if spaced.handles and any(not ask.candidates for ask in who.asks):
        return spaced
    unknown = any(not ask.candidates for ask in who.asks)
    return None if unknown or not (who.handles or who.asks or who.everyone) else who


def _link(typed: TypedLine) -> Reading | None:
    match = _LINK.match(typed.part.text)
    if match is None:
        return None
    url, title = plain(match["url"]), plain(match["title"] or "")
    return typed.done("material", AddMaterial(url=url, title=fitting(title)), value=title or url)


_READERS: tuple[Callable[[TypedLine], Reading | None], ...] = (
    _wish,
    _break,
    _read_addition,
    read_correction,
    _queue,
    _link,
    read_presence,
    read_coming,
)

"""Lines that record nothing: a continuation, the queue, a link, a break, undo and help, who is here."""

import re
from collections.abc import Callable, Iterator
from typing import get_args

from kpfacil.capture.corrections import answers_notice, latest_first, read_correction, reword_entry
from kpfacil.capture.grammar import Ask, Doubt, Reading, Wish, fitting, second_theme
from kpfacil.capture.names import is_first_name
from kpfacil.capture.parts import Part, plain, take_themes
from kpfacil.capture.who import TypedLine, Who, known_names, list_names, looks_like_name, names_in, who_before
from kpfacil.commands import change, meeting, rounds, table
from kpfacil.commands.base import Refused
from kpfacil.commands.people import MarkArrived, MarkLeft, SetPresence
from kpfacil.model import hours, kinds
from kpfacil.model.entries import Idea, Note, Parked, Task
from kpfacil.model.fold import fold
from kpfacil.model.grammar import Meanings, pattern, words_of
from kpfacil.model.people import Presence

CONTINUED = re.compile(r"(?:\.\.\.|…)\s+(?P<words>\S.*)\Z", re.DOTALL)
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
    doubt = Doubt(about="word", details={"word": typed.part.said}, wish=wish)
    return Reading(kind=typed.kind, act="wish", value=wish, doubt=doubt)


def _break(typed: TypedLine) -> Reading | None:
    match = pattern(_BREAK_LINE).fullmatch(typed.part.text)
    if match is None or not typed.now:
        return None
    if match["minutes"] is None:
        doubt = Doubt(about="break", line=f"{match['word']} {_MINUTES}")
        return Reading(kind=typed.kind, act="break", value=str(_MINUTES), doubt=doubt)
    minutes = int(match["minutes"])
    return typed.done("break" if minutes else "break-over", meeting.TakeBreak(minutes=minutes), value=match["minutes"])


def _read_addition(typed: TypedLine) -> Reading | None:
    match = CONTINUED.match(typed.part.text)
    if match is None:
        return None
    entry = typed.session.find(typed.window.last) if typed.window.last else None
    if entry is None or not _goes_on(entry, typed):
        others = (one.id for one in latest_first(typed.session) if not isinstance(one, Note))
        raise Refused("line-nothing-to-continue", id=next(others, "I1"))
    words = typed.part.cut(match.start("words"))
    themes, words = _new_theme(entry, words) if isinstance(entry, Idea | Parked) else ((), words)
    text = fitting(f"{entry.text.rstrip()} {words.said}".rstrip())
    commands = (reword_entry(entry, text), *(change.SetTheme(entry=entry.id, theme=theme) for theme in themes))
    notice = answers_notice(entry, text)
    return Reading(
        kind=kinds.kind_of(entry), entry=entry.id, act="continue", value=text, commands=commands, notice=notice
    )


def _new_theme(entry: Idea | Parked, words: Part) -> tuple[tuple[str, ...], Part]:
    """Return the theme in words that go on with an entry, and the words without it; raises `Refused` of a second."""
    themes, words = take_themes(words)
    if refusal := second_theme(tuple(filter(None, dict.fromkeys((entry.theme, *themes))))):
        raise refusal
    return themes, words


def _goes_on(entry: kinds.Numbered, typed: TypedLine) -> bool:
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
        return typed.done("unqueue", rounds.LeaveQueue(who=who.handles), who=who.handles)
    return typed.done("queue", rounds.AskForFloor(who=who.handles), who=who.handles)


def _floor(typed: TypedLine) -> Reading:
    waiting = [one.who for one in typed.session.queue if one.who in typed.part.names.handles]
    if not waiting and not typed.session.meeting.speaker:
        raise Refused("nobody-waits")
    return typed.done("floor" if waiting else "floor-over", rounds.GiveFloor(), who=tuple(waiting[:1]))


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
    return typed.done("material", table.AddMaterial(url=url, title=fitting(title)), value=title or url)


_PRESENCES: Meanings[Presence] = Meanings.of("presence", ("present", "remote", "excused", "absent"))
_TIME = r"(?:{clock|clock-or-day} )?[0-9]{1,2}[.:][0-9]{2}|{clock|clock-or-day} [0-9]{1,2}"
_COMING = (
    rf"(?:(?P<first>{_TIME})[ ,:–-]+)?(?P<names>[^:]+?) (?:(?P<came>{{came}})|{{left}})(?: (?P<last>{_TIME}))?[.!]?"
)


def read_presence(typed: TypedLine) -> Reading | None:
    """Read `Läsnä: Anna, Matti`, and `Anna: läsnä` as a question whether that is meant; None where nobody is named."""
    word, colon, _ = typed.part.text.partition(":")
    presence = _PRESENCES.get(fold(word.strip()))
    if not colon or presence is None or typed.part.names.has(word):
        return _read_turned(typed)
    names = typed.part.cut(len(word) + 1).trim()
    who = _list_names(names)
    asks = (*who.asks, *_asks_for_people(names, who))
    if not _names_people(who, asks):
        return None
    if asks:
        colon_at = (typed.part.at + len(word),)
        named = tuple(Ask(ask.name, ask.candidates, ask.start, ask.end, colon_at) for ask in asks)
        return Reading(kind=typed.kind, act="presence", asks=named)
    people = tuple(dict.fromkeys((*who.named, *(_find_expected(typed, who) if who.everyone else ()))))
    if not people:
        raise Refused("nobody-expected")
    commands = (SetPresence(id=one, presence=presence) for one in people)
    return typed.done("presence", *commands, who=people, value=presence)


def _list_names(names: Part) -> Who:
    """Return those whom names mean, *muut* among them."""
    return Who(everyone=True) if fold(names.said) in words_of("everyone-else") else list_names(names)


def _names_people(who: Who, asks: tuple[Ask, ...]) -> bool:
    """Return whether somebody is named, be it one of several or one who looks new; else the line is text."""
    new = any(looks_like_name(ask.name) or is_first_name(ask.name) for ask in asks)
    return bool(who.named or who.everyone or new or any(ask.candidates for ask in asks))


def _asks_for_people(names: Part, who: Who) -> Iterator[Ask]:
    """Yield which of its people is meant by the name of a party; raises `Refused` where it has none."""
    session = names.known.session
    parties = [one for one in who.named if session.participant(one) is None]
    for item, found in names_in(names) if parties else ():
        if found and found[0] in parties:
            people = tuple(person.id for person in session.members if person.party == found[0])
            if not people:
                raise Refused("presence-of-party", name=item.said)
            yield Ask(item.said, people, item.at, item.at + len(item.text))


def _find_expected(typed: TypedLine, who: Who) -> Iterator[str]:
    """Yield those who may still come, but those who are left out."""
    yield from (one.id for one in typed.session.members if one.presence == "expected" and one.id not in who.but)


def _read_turned(typed: TypedLine) -> Reading | None:
    """Return the question whether `Pekka: läsnä` marks him; None of other lines."""
    found = who_before(typed.part)
    if found is None:
        return None
    who, body = found
    word = body.said.strip(" .!")
    if fold(word) not in _PRESENCES or not (who.named or who.everyone or any(ask.candidates for ask in who.asks)):
        return None
    return typed.ask_about(f"{word}: {typed.part.text.partition(':')[0].strip()}")


def read_coming(typed: TypedLine) -> Reading | None:
    """Read `17.05 Ritva saapui` and `Ritva ja Pekka lähtivät klo 18`; without a time only where it is typed now."""
    match = pattern(_COMING).fullmatch(typed.part.text)
    said = (match["first"] or match["last"] or "") if match else ""
    if match is None or not (said or typed.now):
        return None
    who = known_names(typed.part.cut(*match.span("names")))
    people = all(typed.session.participant(one) for one in who.handles)
    return _mark(typed, who.handles, said, came=bool(match["came"])) if who.named and people else None


def _mark(typed: TypedLine, who: tuple[str, ...], said: str, *, came: bool) -> Reading:
    at = hours.whole_time(said)
    if said and at is None:
        raise Refused("no-such-time", words=said)
    mark = MarkArrived if came else MarkLeft
    timed, now = ("came", "came-now") if came else ("left", "left-now")
    return typed.done(timed if said else now, *(mark(id=one, at=at) for one in who), who=who, value=said)


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

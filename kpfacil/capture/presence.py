"""Who is here: lines that mark how people take part, and those who come and go."""

from collections.abc import Iterator

from kpfacil.capture.grammar import Ask, Doubt, Reading
from kpfacil.capture.names import is_first_name
from kpfacil.capture.parts import Part
from kpfacil.capture.who import TypedLine, Who, known_names, list_names, looks_like_name, names_in, who_before
from kpfacil.commands.base import Refused
from kpfacil.commands.people import MarkArrived, MarkLeft, SetPresence
from kpfacil.model.fold import fold
from kpfacil.model.grammar import Meanings, pattern, words_of
from kpfacil.model.hours import whole_time
from kpfacil.model.people import Presence
from kpfacil.model.texts import Sentence

_PRESENCES: Meanings[Presence] = Meanings(
    {f"presence.{name}": name for name in ("present", "remote", "excused", "absent")}
)
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
    who = _everyone_else() if fold(names.said) in words_of("everyone-else") else list_names(names)
    asks = (*who.asks, *_asks_for_people(names, who))
    if not _names_people(who, asks):
        return None
    if asks:
        colon_at = (typed.part.at + len(word),)
        named = tuple(Ask(ask.name, ask.candidates, ask.start, ask.end, colon_at) for ask in asks)
        return Reading(kind=typed.kind, act="presence", asks=named)
    people = tuple(dict.fromkeys((*who.named, *_find_expected(typed, who))))
    if not people:
        raise Refused("nobody-expected")
    commands = (SetPresence(id=one, presence=presence) for one in people)
    return typed.done("presence", *commands, who=people, value=presence)


def _everyone_else() -> Who:
    return Who(everyone=True)


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
    """Yield those who may still come where everyone is meant, but those who are left out."""
    members = typed.session.members if who.everyone else ()
    yield from (one.id for one in members if one.presence == "expected" and one.id not in who.but)


def _read_turned(typed: TypedLine) -> Reading | None:
    """Return the question whether `Pekka: läsnä` marks him; None of other lines."""
    found = who_before(typed.part)
    if found is None:
        return None
    who, body = found
    word = body.said.strip(" .!")
    if fold(word) not in _PRESENCES or not (who.named or who.everyone or any(ask.candidates for ask in who.asks)):
        return None
    line = f"{word}: {typed.part.text.partition(':')[0].strip()}"
    doubt = Doubt(question=Sentence("ask.meant", {"line": line}), yes=Sentence("ask.meant-yes"), line=line)
    return Reading(kind=typed.kind, act="meant", doubt=doubt)


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
    at = whole_time(said)
    if said and at is None:
        raise Refused("no-such-time", words=said)
    mark = MarkArrived if came else MarkLeft
    timed, now = ("came", "came-now") if came else ("left", "left-now")
    return typed.done(timed if said else now, *(mark(id=one, at=at) for one in who), who=who, value=said)

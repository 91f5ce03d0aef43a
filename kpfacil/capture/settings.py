"""The table about itself: lines such as `tavoite: …` and `seuraava: ma 7.12. klo 17`, and steps that ask for a fact."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TypeVar, get_args

from kpfacil.capture.completion import new_party
from kpfacil.capture.grammar import (
    LITERAL,
    SETTING_NAMES,
    Doubt,
    Part,
    Reading,
    Setting,
    Swap,
    Swapping,
    fitting,
    refusal_of,
    unescape,
)
from kpfacil.capture.who import Roster, TypedLine, known_names
from kpfacil.commands.base import Command, Refused
from kpfacil.commands.meeting import SetMeeting, SetNextMeeting
from kpfacil.commands.people import CountCrowd
from kpfacil.commands.table import AddGoal, AddRule, SetTable
from kpfacil.model.appointments import Appointment, read_appointment, read_hours
from kpfacil.model.days import Calendar
from kpfacil.model.fold import fold
from kpfacil.model.grammar import Meanings, words_of
from kpfacil.model.kinds import ROWS, SIGN_OF, Kind, Records
from kpfacil.model.people import Crowd, Presence
from kpfacil.model.session import Session
from kpfacil.model.table import AgreementNeeded, Choice, Goal, TableKind
from kpfacil.model.texts import Sentence
from kpfacil.model.value import frozen

SETTINGS: Meanings[Setting] = Meanings({f"setting.{name}": name for name in SETTING_NAMES})
_NEEDED: Meanings[AgreementNeeded] = Meanings({f"agreement-needed.{word}": word for word in get_args(AgreementNeeded)})
_CHOICES: Meanings[Choice] = Meanings({f"choice.{word}": word for word in get_args(Choice)})
_TABLE_KINDS: Meanings[TableKind] = Meanings({f"table-kind.{word}": word for word in get_args(TableKind)})
_HERE: Meanings[Presence] = Meanings({"presence.present": "present", "presence.remote": "remote"}, own_words=True)
_KIND_LIKE: Meanings[Kind] = Meanings({f"kind-like.{row.kind}": row.kind for row in ROWS if row.sign})
_KIND_WORDS: Meanings[Kind] = Meanings({f"kind-word.{row.kind}": row.kind for row in ROWS if row.sign})
_ASKED_IN: Mapping[str, Setting] = {"next": "next", "choice": "choice"}
"""The steps whose question asks for a fact."""
_WORD = re.compile(r"(?P<word>[^:]{2,40}?)\s*:(?=\s|\Z)")
_ADDRESS = re.compile(r"https?://\S+\Z")
_CROWD = re.compile(r"(?P<count>[0-9]{1,6})(?:\s+(?P<whom>[^,]*?))?\s*(?:,\s*(?P<where>[^,]*))?\Z")
_PARTY = re.compile(r"[A-ZÅÄÖ0-9]|\w+t\Z")
"""How a party is written: with a capital letter, or called by what it is in the plural, `30 yhdistykset`."""
_NUMBER = re.compile(r"(?<!\w)[0-9]+(?!\w)")
_MOST_WORDS = 4
_MOST_SETTING = 3
_HALF_A_YEAR = 183


@frozen()
class _Set:
    """What a line sets: the words that stand now, those to come, and the commands; None of a form that is not there."""

    old: str | Appointment
    new: str | Appointment
    commands: tuple[Command, ...]


def setting_word(part: Part, roster: Roster) -> tuple[Setting, Part] | None:
    """Return the setting that a line without a sign begins with, and its value; somebody of that name goes first."""
    match = _WORD.match(part.text)
    if match is None:
        return None
    name = setting_named(part.cut(match.start("word"), match.end("word")).said, roster)
    return None if name is None else (name, part.cut(match.end()))


def setting_named(word: str, roster: Roster) -> Setting | None:
    """Return the setting that a word means; None for another, and where somebody is called so."""
    return None if roster.names.has(word) else SETTINGS.get(fold(word))


def read_setting(part: Part, kind: Records, session: Session, roster: Roster, swapping: Swapping) -> Reading | None:
    """Return what a line says of the table; None where it is an entry, its word and colon being text.

    Raises `Refused` for a day or time that cannot be, and a text that is too long.
    """
    found = setting_word(part, roster)
    if found is None:
        _check_colon(part, session, roster)
    elif not found[1].said:
        raise Refused("line-no-text")
    name, value = found or (_ASKED_IN.get(session.meeting.step), part)
    made = _READERS[name](fitting(value.said), session, roster) if name else None
    return _swap(name, made, kind, swapping, worded=found is not None) if name and made else None


def _swap(name: Setting, made: _Set, kind: Records, swapping: Swapping, *, worded: bool) -> Reading:
    swap = Swap(setting=name, old=made.old, new=made.new, worded=worded)
    waits = made.old != made.new and (swapping == "never" or (swapping == "empty" and bool(made.old)))
    return Reading(kind=kind, act="setting", value=name, swap=swap, commands=() if waits else made.commands)


def _check_colon(part: Part, session: Session, roster: Roster) -> None:
    """Raise `Refused` where only the colon is missing: `seuraava tapaaminen pe klo 17`."""
    slips: list[str] = []
    for end in [space.start() for space in re.finditer(r"\s", part.text)][:_MOST_SETTING]:
        name, value = setting_named(part.text[:end], roster), part.cut(end).said
        with suppress(Refused):
            made = _READERS[name](value, session, roster) if name in ("next", "hours") else None
            slips += [f"{part.text[:end]}: {value}"] if made is not None else []
    if slips:
        raise Refused("line-slip", line=slips[-1])


def kind_word(part: Part, roster: Roster) -> tuple[Kind, Part] | None:
    """Return the kind that a word before the colon names, and what follows; somebody of that name goes first."""
    match = _WORD.match(part.text)
    word = part.cut(match.start("word"), match.end("word")).said if match else ""
    kind = _KIND_WORDS.get(fold(word))
    if match is None or kind is None or roster.names.has(word):
        return None
    return kind, part.cut(match.end())


def kind_asked(part: Part, typed: TypedLine) -> Reading | None:
    """Return the question whether a kind is meant where the word before the colon is like the word for it."""
    match = _WORD.match(part.text)
    kind = _KIND_LIKE.get(fold(match["word"])) if match else None
    if match is None or kind is None or typed.window.sure or typed.roster.names.has(match["word"]):
        return None
    line = f"{SIGN_OF[kind]} {unescape(part.text[match.end() :]).strip()}"
    doubt = Doubt(question=Sentence("ask.meant", {"line": line}), yes=Sentence("ask.meant-yes"), line=line)
    return Reading(kind=typed.kind, act="meant", doubt=doubt)


def without_setting(part: Part, roster: Roster) -> Part:
    """Return the line whose word is no setting after all, with its colon as text."""
    found = setting_word(part, roster)
    if found is None:
        return part
    colon = found[1].at - part.at - 1
    return Part(part.text[:colon] + LITERAL[":"] + part.text[colon + 1 :], part.at)


_Reader = Callable[[str, Session, Roster], _Set | None]
M = TypeVar("M", bound=str)


_MADE: Mapping[Setting, Callable[[str], Command]] = {
    "goal": lambda text: SetTable(goal=text),
    "indicator": lambda text: SetTable(indicator=text),
    "theme": lambda text: SetTable(theme=text),
    "place": lambda text: SetMeeting(place=text),
    "rule": lambda text: AddRule(text=text),
    "term-goal": lambda text: AddGoal(text=text),
}
"""What sets the facts in people's own words; of the last two there are many."""


def facts_of(name: Setting, session: Session) -> Sequence[str | Goal]:
    """Return the facts of that name that stand in people's own words, the latest first."""
    table = session.table
    facts: Mapping[Setting, Sequence[str | Goal]] = {
        "goal": (table.goal,),
        "indicator": (table.indicator,),
        "theme": (table.theme,),
        "place": (session.meeting.place,),
        "url": (table.url,),
        "rule": table.ground_rules[::-1],
        "term-goal": table.goals[::-1],
    }
    return facts.get(name, ())


def with_fact(name: Setting, text: str, instead: str) -> Command:
    """Return the command that gives a fact in people's own words other ones."""
    if name == "rule":
        return AddRule(text=text, instead=instead)
    return SetTable(url=text) if name == "url" else _MADE[name](text)


def _free(name: Setting, value: str, session: Session, roster: Roster) -> _Set | None:
    """Read any words."""
    del roster
    now = "" if name in ("rule", "term-goal") else "".join(map(str, facts_of(name, session)))
    return _Set(now, value, (_MADE[name](value),)) if value else None


def _one_of(words: Meanings[M], now: Callable[[Session], str], command: Callable[[M], Command]) -> _Reader:
    """Return what reads a listed word and nothing else; *open* is as if nothing stood there."""

    def read(value: str, session: Session, roster: Roster) -> _Set | None:
        del roster
        meant, old = words.get(fold(value).strip(" .!")), now(session)
        return _Set("" if old == "open" else old, meant, (command(meant),)) if meant else None

    return read


def _url(value: str, session: Session, roster: Roster) -> _Set | None:
    del roster
    url = value.rstrip(",;.:")
    return _Set(session.table.url, url, (SetTable(url=url),)) if _ADDRESS.match(url) else None


def _hours(value: str, session: Session, roster: Roster) -> _Set | None:
    del roster
    said_hours = read_hours(value)
    if not said_hours.begins:
        return None
    if said_hours.wrong is not None:
        raise refusal_of(said_hours.wrong)
    meeting = session.meeting
    place = said_hours.place or meeting.place
    old = Appointment(start=meeting.start, end=meeting.end, place=meeting.place if said_hours.place else "")
    command = SetMeeting(start=said_hours.start, end=said_hours.end, place=place)
    return _Set(old if meeting.start else "", said_hours, (command,))


def _next(value: str, session: Session, roster: Roster) -> _Set | None:
    meeting = session.meeting
    new = read_appointment(value, Calendar(meeting.date))
    somebody = new.place_first and bool(known_names(Part(new.place), roster).handles)
    if somebody or not (new.begins or new.place_first):
        return None
    _check_next(new, value, session)
    old = Appointment(day=meeting.next_date, start=meeting.next_start, end=meeting.next_end, place=meeting.next_place)
    command = SetNextMeeting(day=new.day or old.day, start=new.start, end=new.end, place=new.place)
    then = replace(new, day=command.day, place=new.place or old.place)
    then = then if new.start else replace(then, start=old.start, end=old.end)
    return _Set(old if old.day else "", then, (command,))


def _check_next(new: Appointment, value: str, session: Session) -> None:
    """Raise `Refused` where the next meeting is told wrongly: of a day just passed the next one is not meant."""
    meeting = session.meeting
    if new.wrong is not None:
        raise refusal_of(new.wrong)
    if new.day is None and meeting.next_date is None:
        raise Refused("no-date-there", words=value)
    if new.day and not new.dated and (new.day - meeting.date).days > _HALF_A_YEAR:
        raise Refused("next-year", day=new.day)


def _crowd(value: str, session: Session, roster: Roster) -> _Set | None:
    match = _CROWD.match(value)
    if match is None:
        return None
    whom, where = match["whom"] or "", match["where"]
    if _NUMBER.search(whom):
        raise Refused("crowd-one-group")
    comma = where is not None
    whom, where = (whom, where) if comma else _apart(whom)
    presence, counted = _HERE.get(fold(where)), _crowd_party(whom, session, roster, sure=comma)
    if presence is None or counted is None:
        return None
    party, made = counted
    old = sum(one.count for one in session.crowd if (one.party, one.presence) == (party, presence))
    count = CountCrowd(crowd=Crowd(party=party, count=int(match["count"]), presence=presence))
    return _Set(str(old or ""), value, (*made, count))


def _apart(words: str) -> tuple[str, str]:
    """Return whom words mean, and whether they are in the room, which the last of them may say: `30 martat etänä`."""
    last = next((word for word in _HERE if fold(words) == word or fold(words).endswith(f" {word}")), "")
    return words[: len(words) - len(last)].strip(), last or "present"


def _crowd_party(whom: str, session: Session, roster: Roster, *, sure: bool) -> tuple[str, tuple[Command, ...]] | None:
    """Return the party of people who are counted, a new one where nobody knows it; None where these are other words.

    Raises `Refused` where it is not `sure` that the words are what a party is called.
    """
    found = list(filter(session.party, roster.names.find(whom)))
    if not found and fold(whom) in ("", *words_of("unit.volunteers.hlö"), *words_of("people")):
        return "", ()
    if len(found) > 1 or len(whom.split()) > _MOST_WORDS:
        return None
    if found:
        return found[0], ()
    if not (sure or _PARTY.match(whom)):
        raise Refused("crowd-no-party", name=whom)
    new = new_party(session, whom)
    return new.id, (new,)


_READERS: Mapping[Setting, _Reader] = {
    **{name: partial(_free, name) for name in _MADE},
    "agreement-needed": _one_of(
        _NEEDED, lambda session: session.table.agreement_needed, lambda word: SetTable(agreement_needed=word)
    ),
    "choice": _one_of(_CHOICES, lambda session: session.table.choice, lambda word: SetTable(choice=word)),
    "table-kind": _one_of(_TABLE_KINDS, lambda session: session.table.kind, lambda word: SetTable(kind=word)),
    "url": _url,
    "crowd": _crowd,
    "next": _next,
    "hours": _hours,
}

"""The table about itself: lines such as `tavoite: …` and `seuraava: ma 7.12. klo 17`, and steps that ask for a fact."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TypeVar, get_args

from kpfacil.capture import completion, who
from kpfacil.capture.grammar import DASHES, SETTING_NAMES, Reading, Swap, Swapping, fitting, refusal_of
from kpfacil.capture.parts import LITERAL, Part
from kpfacil.commands.base import Command, Refused
from kpfacil.commands.meeting import SetMeeting, SetNextMeeting
from kpfacil.commands.people import CountCrowd
from kpfacil.commands.table import AddGoal, AddRule, SetTable
from kpfacil.model import days, kinds
from kpfacil.model.appointments import Appointment, next_appointment, read_appointment, read_hours
from kpfacil.model.fold import fold
from kpfacil.model.grammar import Meanings, pattern, words_of
from kpfacil.model.people import Crowd, Presence
from kpfacil.model.session import Session
from kpfacil.model.table import AgreementNeeded, Choice, Goal, Setting, TableKind
from kpfacil.model.texts import Sentence
from kpfacil.model.value import frozen

SETTINGS: Meanings[Setting] = Meanings.of("setting", SETTING_NAMES)
_NEEDED: Meanings[AgreementNeeded] = Meanings.of("agreement-needed", get_args(AgreementNeeded))
_CHOICES: Meanings[Choice] = Meanings.of("choice", get_args(Choice))
_TABLE_KINDS: Meanings[TableKind] = Meanings.of("table-kind", get_args(TableKind))
_HERE: Meanings[Presence] = Meanings.of("presence", ("present", "remote"), own_words=True)
_ASKED_IN: Mapping[str, Setting] = {"next": "next", "choice": "choice"}
"""The steps whose question asks for a fact."""
_WORD = re.compile(r"(?P<word>[^:]{2,40}?)\s*:(?=\s|\Z)")
_ADDRESS = re.compile(r"https?://\S+\Z")
_CROWD = re.compile(r"(?P<count>[0-9]{1,6})(?:\s+(?P<whom>[^,]*?))?\s*(?:,\s*(?P<where>[^,]*))?\Z")
_PARTY = re.compile(r"[A-ZÅÄÖ0-9]|\w+t\Z")
"""How a party is written: with a capital letter, or called by what it is in the plural, `30 yhdistykset`."""
_VAGUE_TIME = (
    rf"(?<!\w)(?:{{{'|'.join(f'month.{number}' for number in range(1, 13))}}}(?:ssa|lla)?"
    r"|{near-month.0|near-month.1|near-week.0|near-week.1|vague-time})(?!\w)"
)
"""A time that is no day, in folded words: `tammikuussa`, `ensi viikolla`, `next year`."""
_NUMBER = re.compile(r"(?<!\w)[0-9]+(?!\w)")
_MOST_WORDS = 4
_MOST_SETTING = 3
_HALF_A_YEAR = 183


M = TypeVar("M", bound=str)


@frozen()
class _Set:
    """What a line sets: the words that stand now, those to come, and the commands; None of a form that is not there."""

    old: str | Appointment
    new: str | Appointment
    commands: tuple[Command, ...]


def setting_named(words: Part) -> Setting | None:
    """Return the setting that words mean; None for others, and where somebody is called so."""
    return _meaning_of(words, SETTINGS)


def _meaning_of(words: Part, meanings: Meanings[M]) -> M | None:
    return None if words.names.has(words.said) else meanings.get(fold(words.said))


def before_colon(part: Part, meanings: Meanings[M]) -> tuple[M, Part] | None:
    """Return what the words before the colon mean, and what follows; somebody of that name goes first."""
    match = _WORD.match(part.text)
    meaning = _meaning_of(part.cut(*match.span("word")), meanings) if match else None
    return None if match is None or meaning is None else (meaning, part.cut(match.end()))


def read_setting(part: Part, kind: kinds.Records, swapping: Swapping) -> Reading | None:
    """Return what a line says of the table; None where it is an entry, its word and colon being text.

    Raises `Refused` for a day or time that cannot be, and a text that is too long.
    """
    found = before_colon(part, SETTINGS)
    if found is None:
        _check_colon(part)
    elif not found[1].said:
        raise Refused("line-no-text")
    name, value = found or (_ASKED_IN.get(part.known.session.meeting.step), part)
    if name is None:
        return None
    fitting(value.said)
    made = _READERS[name](value)
    if made is None:
        return None
    swap = Swap(setting=name, old=made.old, new=made.new, worded=found is not None)
    waits = made.old != made.new and (swapping == "never" or (swapping == "empty" and bool(made.old)))
    return Reading(kind=kind, act="setting", value=name, swap=swap, commands=() if waits else made.commands)


def _check_colon(part: Part) -> None:
    """Raise `Refused` where only the colon is missing: `seuraava tapaaminen on pe klo 17`."""
    for end in _ends_of_setting(part):
        words, verb = part.cut(0, end), pattern(r"\s+{next-is}(?=\s)").match(part.text, end)
        name, value = setting_named(words), part.cut(verb.end() if verb else end)
        made = None
        with suppress(Refused):
            made = _READERS[name](value) if name in ("next", "hours") else None
        if made:
            raise Refused("line-slip", line=f"{words.text}: {value.said}")


def setting_as_text(part: Part) -> Sentence | None:
    """Return that the word of a fact is text, and of the next meeting how its day would be told."""
    found = before_colon(part, SETTINGS)
    begins = (part.cut(0, end) for end in _ends_of_setting(part))
    several = any(setting_named(words) == "next" and " " in words.text for words in begins)
    if several or (found and found[0] == "next"):
        return Sentence("notice.next-is-text")
    return Sentence("notice.word-is-text", {"name": part.text.partition(":")[0].strip()}) if found else None


def _ends_of_setting(part: Part) -> list[int]:
    """Return where the first words end that may be a setting's, the most words first."""
    return [space.start() for space in re.finditer(r"\s|\Z", part.text)][:_MOST_SETTING][::-1]


def without_setting(part: Part) -> Part:
    """Return the line whose word is no setting after all, with its colon as text."""
    found = before_colon(part, SETTINGS)
    if found is None:
        return part
    colon = found[1].at - part.at - 1
    return part.say(part.text[:colon] + LITERAL[":"] + part.text[colon + 1 :])


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


_Reader = Callable[[Part], _Set | None]


def _free(name: Setting, value: Part) -> _Set | None:
    """Read any words; a dash takes away what stands."""
    said = value.said
    now = "" if name in ("rule", "term-goal") else "".join(map(str, facts_of(name, value.known.session)))
    if said in DASHES and not now:
        raise Refused("line-no-text")
    return _Set(now, said, (_MADE[name]("" if said in DASHES else said),)) if said else None


def _one_of(words: Meanings[M], now: Callable[[Session], str], command: Callable[[M], Command]) -> _Reader:
    """Return what reads a listed word and nothing else; *open* is as if nothing stood there."""

    def read(value: Part) -> _Set | None:
        meant, old = words.get(fold(value.said).strip(" .!")), now(value.known.session)
        return _Set("" if old == "open" else old, meant, (command(meant),)) if meant else None

    return read


def _url(value: Part) -> _Set | None:
    url = value.said.rstrip(",;.:")
    return _Set(value.known.session.table.url, url, (SetTable(url=url),)) if _ADDRESS.match(url) else None


def _hours(value: Part) -> _Set | None:
    said_hours = read_hours(value.said)
    if not said_hours.begins:
        return None
    if said_hours.wrong is not None:
        raise refusal_of(said_hours.wrong)
    meeting = value.known.session.meeting
    old = Appointment(start=meeting.start, end=meeting.end, place=meeting.place if said_hours.place else "")
    command = SetMeeting(start=said_hours.start, end=said_hours.end, place=said_hours.place or meeting.place)
    return _Set(old if meeting.start else "", said_hours, (command,))


def _next(value: Part) -> _Set | None:
    meeting = value.known.session.meeting
    new = read_appointment(value.said, days.Calendar(meeting.date))
    somebody = new.place_first and who.known_names(value.say(new.place)).handles
    if somebody or not (new.begins or new.place_first):
        if pattern(_VAGUE_TIME).search(fold(value.said)):
            raise Refused("line-next-when", words=value.said)
        return None
    _check_next(new, value)
    old = next_appointment(meeting)
    command = SetNextMeeting(day=new.day or old.day, start=new.start, end=new.end, place=new.place)
    then = replace(new, day=command.day, place=new.place or old.place)
    then = then if new.start else replace(then, start=old.start, end=old.end)
    return _Set(old if old.day else "", then, (command,))


def _check_next(new: Appointment, value: Part) -> None:
    """Raise `Refused` where the next meeting is told wrongly: of a day just passed the next one is not meant."""
    meeting = value.known.session.meeting
    if new.wrong is not None:
        raise refusal_of(new.wrong)
    if new.day is None and meeting.next_date is None:
        raise Refused("no-date-there", words=value.said)
    if new.day and not new.dated and (new.day - meeting.date).days > _HALF_A_YEAR:
        raise Refused("next-year", day=new.day)


def _crowd(value: Part) -> _Set | None:
    match = _CROWD.match(value.said)
    if match is None:
        return None
    whom, where = match["whom"] or "", match["where"]
    if _NUMBER.search(whom):
        raise Refused("crowd-one-group")
    comma = where is not None
    whom, where = (whom, where) if comma else _apart(whom)
    presence, counted = _HERE.get(fold(where)), _crowd_party(value.say(whom), sure=comma)
    if presence is None or counted is None:
        return None
    party, made = counted
    crowd = value.known.session.crowd
    old = sum(one.count for one in crowd if (one.party, one.presence) == (party, presence))
    count = CountCrowd(crowd=Crowd(party=party, count=int(match["count"]), presence=presence))
    return _Set(str(old or ""), value.said, (*made, count))


def _apart(words: str) -> tuple[str, str]:
    """Return whom words mean, and whether they are in the room, which the last of them may say: `30 martat etänä`."""
    last = next((word for word in _HERE if f" {fold(words)}".endswith(f" {word}")), "")
    return words[: len(words) - len(last)].strip(), last or "present"


def _crowd_party(party: Part, *, sure: bool) -> tuple[str, tuple[Command, ...]] | None:
    """Return the party of people who are counted, a new one where nobody knows it; None where these are other words.

    Raises `Refused` where it is not `sure` that the words are what a party is called.
    """
    session, whom = party.known.session, party.said
    found = list(filter(session.party, party.names.find(whom)))
    if not found and fold(whom) in ("", *words_of("unit.volunteers.hlö"), *words_of("people")):
        return "", ()
    if len(found) > 1 or len(whom.split()) > _MOST_WORDS:
        return None
    if found:
        return found[0], ()
    if not (sure or _PARTY.match(whom)):
        raise Refused("crowd-no-party", name=whom)
    new = completion.new_party(session, whom)
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

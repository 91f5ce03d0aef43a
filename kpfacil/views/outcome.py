"""What an operation does and what a change has done, in words: before Enter, after it, and where it is undone."""

from collections.abc import Callable, Iterator, Mapping, Sized
from datetime import date
from functools import partial
from textwrap import shorten
from typing import TypeVar, get_args

from kpfacil.capture import Ask, Reading, Swap
from kpfacil.model.dates import due_words, long_date
from kpfacil.model.entries import Idea, Parked, Task
from kpfacil.model.kinds import LETTERS
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.model.table import Setting
from kpfacil.model.texts import Texts
from kpfacil.views.settings import fact_words, facts_of

Known = TypeVar("Known")
_HALF_A_YEAR = 183
"""A day further on than this is said with its year: it is rather the one that has just passed."""
_LONG = 40
_REWORDING = ("rewrite", "assign", "speakers", "task", "agreement")
_FEW = 4
_VALUES = {"consent": ("answer",), "state": ("state", "goal-state")}
"""Where the words of an act's values stand, if not under the act's own name."""


def act_words(reading: Reading, texts: Texts) -> str:
    """Return what is done to an entry, such as `I3 pisteet +5`; empty where a line records something new."""
    if reading.act in ("", "add") or not texts.knows(f"act.{reading.act}"):
        return ""
    return texts.say(f"act.{reading.act}", id=reading.entry, value=_value(reading, texts))


def detail_words(reading: Reading, session: Session, texts: Texts, *, short: bool = False) -> Iterator[str]:
    """Yield by when and under which theme, each behind what stands now.

    A day that is past or far on is said with its year; in short it goes without the words that were said beside it.
    """
    entry = session.find(reading.entry)
    said = "" if short and reading.due else reading.due_text
    when = _when(reading.due, said, session, texts)
    if when:
        old = _when(entry.due, entry.due_text, session, texts) if isinstance(entry, Task) else ""
        yield old_and_new(
            "" if old == when else old, texts.say("hint.due-words" if said else "hint.due", day=when), texts
        )
    if reading.theme:
        old = entry.theme if isinstance(entry, Idea | Parked) else ""
        yield texts.say("hint.theme", theme=old_and_new(old, reading.theme, texts))


def new_words(reading: Reading, session: Session, texts: Texts) -> str:
    """Return the words that an entry gets behind those that it has, cut short; of an answer the reason."""
    if reading.act in ("consent", "state"):
        return reading.text
    entry = session.find(reading.entry)
    if reading.act == "dots" and isinstance(entry, Idea):
        return old_and_new(str(entry.votes), str(entry.votes + int(reading.value)), texts)
    entry = entry if reading.act in _REWORDING and reading.text else None
    if entry is None or entry.text == reading.text:
        return ""
    old, new = (shorten(text, _LONG, placeholder="…") for text in (entry.text, reading.text))
    return old_and_new(old, new, texts)


def old_and_new(old: str, new: str, texts: Texts) -> str:
    """Return what is to stand, behind what stands now where that is something else."""
    return texts.say("hint.change", old=old, new=new) if old and old != new else new


def _when(due: date | None, said: str, session: Session, texts: Texts) -> str:
    if due and not said and not 0 <= (due - session.meeting.date).days < _HALF_A_YEAR:
        return long_date(due, texts.locale)
    return due_words(due, said, texts.locale)


def _value(reading: Reading, texts: Texts) -> str:
    """Return the value's word in the screen's language; a number or the user's own words stand as they are."""
    keys = (f"word.{group}.{reading.value}" for group in _VALUES.get(reading.act, (reading.act,)))
    return next((texts.say(key) for key in keys if texts.knows(key)), reading.value)


def new_ids(before: Session, after: Session) -> tuple[str, ...]:
    """Return the ids that stand in the later session and were not yet given in the earlier one; own notes too."""
    made: list[str] = []
    for kind, letter in LETTERS.items():
        last = before.counters.get(letter, 0)
        if after.counters.get(letter, 0) > last:
            made += [entry.id for entry in after.of_kind(kind)[-8:] if int(entry.id[1:]) > last]
    return tuple(made)


def deed(before: Session, after: Session, process: Process, texts: Texts, sender: str | None = None) -> str:
    """Return in words what made the later session of the earlier one, and whose it was where another seat sent it."""
    words = _deed(before, after, process, texts)
    if sender is None:
        return words
    return texts.say("deed.sent", what=words, name=sender) if sender else texts.say("deed.sent-by", what=words)


def _deed(before: Session, after: Session, process: Process, texts: Texts) -> str:
    """Return the most telling part of what has changed, and every fact of the table beside it."""
    walked = (before.meeting.phase, before.meeting.step) != (after.meeting.phase, after.meeting.step)
    walk = texts.say("deed.walk", step=after.step_in(process).title.in_(texts.language)) if walked else ""
    told = _entries(before, after, texts) or _people(before, after, texts) or walk
    facts = () if walked else (_fact(key, before, after, texts) for key in _differing(_FACTS, before, after))
    words = ", ".join(filter(None, (told, *facts)))
    return words or _fact(next(_differing(_PARTS, before, after), "deed.meeting"), before, after, texts)


def _fact(key: str, before: Session, after: Session, texts: Texts) -> str:
    """Return what is called by a key, with how many there were of what comes in numbers."""
    if key not in _COUNTED:
        return texts.say(key)
    name, part = _COUNTED[key]
    return texts.count(name, max(1, abs(len(part(after)) - len(part(before)))))


def _differing(parts: Mapping[str, Callable[[Session], object]], before: Session, after: Session) -> Iterator[str]:
    return (key for key, part in parts.items() if part(before) != part(after))


def _compare(old: Mapping[str, Known], new: Mapping[str, Known]) -> tuple[list[str], list[str], list[str]]:
    """Return the keys that are new, gone, and changed."""
    both = new.keys() & old.keys()
    return (
        [key for key in new if key not in both],
        [key for key in old if key not in both],
        [key for key in new if key in both and new[key] != old[key]],
    )


def _entries(before: Session, after: Session, texts: Texts) -> str:
    old, new = _by_id(before), _by_id(after)
    made, gone, other = _compare(old, new)
    if made or gone:
        return texts.say("deed.made" if made else "deed.gone", ids=_ids(made or gone))
    if len(other) == 1 and (more := getattr(new[other[0]], "votes", 0) - getattr(old[other[0]], "votes", 0)):
        return texts.say("deed.dots", id=other[0], dots=f"{more:+d}")
    return texts.say("deed.changed", ids=_ids(other)) if other else ""


def _by_id(session: Session) -> dict[str, object]:
    return {entry.id: entry for kind in LETTERS for entry in session.of_kind(kind)}


def _ids(ids: list[str]) -> str:
    return ", ".join(ids[:_FEW]) + (f" … {ids[-1]}" if len(ids) > _FEW else "")


def _people(before: Session, after: Session, texts: Texts) -> str:
    old = {person.id: person for person in before.participants}
    new = {person.id: person for person in after.participants}
    come, gone, other = _compare(old, new)
    for people, one, many in ((come, "joined", "joined-many"), (gone, "left", "people"), (other, "person", "people")):
        if len(people) == 1:
            return texts.say(f"deed.{one}", name=(new.get(people[0]) or old[people[0]]).name)
        if people:
            return texts.count(f"deed.{many}", len(people))
    return ""


_PARTS: Mapping[str, Callable[[Session], object]] = {
    "deed.break": lambda one: one.meeting.break_ends_at,
    "deed.turn": lambda one: (one.meeting.speaker, one.turns),
    "deed.queue": lambda one: one.queue,
    "deed.answers": lambda one: one.evaluations,
    "deed.proof": lambda one: one.proof,
    "deed.programme": lambda one: one.programme,
    "deed.material": lambda one: one.materials,
    "deed.table": lambda one: (one.table, one.parties),
    "deed.timer": lambda one: (one.meeting.timer_ends_at, one.meeting.timer_left),
    "deed.line": lambda one: one.pending,
}
"""What a change of no entry, of nobody and of no fact can be told by, the most telling first."""
_FACTS: Mapping[str, Callable[[Session], object]] = {
    f"word.setting.{name}": partial(facts_of, setting=name) for name in get_args(Setting) if name != "term-goal"
}
"""The facts that are told by their name; a goal has a number of its own."""
_COUNTED: Mapping[str, tuple[str, Callable[[Session], Sized]]] = {
    "word.setting.rule": ("deed.rule", lambda one: one.table.ground_rules),
    "deed.material": ("deed.material", lambda one: one.materials),
}


def kind_of_ask(ask: Ask) -> str:
    """Return what is asked about a name, as the keys of the sentences have it."""
    if not ask.candidates:
        return "between" if ask.owner_at >= 0 else "unknown" if ask.colons else "unknown-only"
    return "owner" if ask.owner_at >= 0 and len(ask.candidates) == 1 else "many"


def swap_words(swap: Swap, texts: Texts, *, asking: bool = False) -> str:
    """Return what a line sets, with what stands already where that is something else; `asking`, as a question."""
    new = fact_words(swap.setting, swap.new, texts)
    old = fact_words(swap.setting, swap.old, texts)
    name = texts.say(f"word.setting.{swap.setting}")
    form = "new" if not old or old == new else "changed"
    return texts.say(f"ask.swap.{form}" if asking else f"hint.swap.{form}", name=name, old=old, new=new)

"""Lines that begin with an id: how an entry stands, and which operations each kind has, tried one after another."""

import re
from collections.abc import Callable
from dataclasses import replace

from kpfacil.capture.answers import consent, hands
from kpfacil.capture.corrections import correct, correction_in
from kpfacil.capture.grammar import (
    DASHES,
    FATES,
    GOAL_STATES,
    ID_WORD,
    MANDATES,
    TASK_STATES,
    Reading,
    fitting,
    refusal_of,
)
from kpfacil.capture.parts import Part, meaning
from kpfacil.capture.rewording import (
    Work,
    confirm,
    let_go,
    rewrite,
    speakers,
    task_work,
    theme,
    tie,
    to_agreement,
    to_idea,
    to_task,
)
from kpfacil.capture.who import NOBODY, TypedLine, name_in
from kpfacil.commands import change, promise, record, table
from kpfacil.commands.base import Command, Refused
from kpfacil.model.entries import Mandate, Parked
from kpfacil.model.grammar import listing, pattern
from kpfacil.model.kinds import KINDS, ROW_OF, Kind
from kpfacil.model.texts import Sentence

_DOTS = re.compile(r"(?P<sign>[+\-−–]) ?(?P<dots>[0-9]{1,4})\Z")
_MANDATE = re.compile(r"\s*:?\s*(?P<who>[^/]*?)\s*(?:(?<!\S)/\s*(?P<due>.*))?\Z", re.DOTALL)


def dots(work: Work) -> Reading | None:
    """Read `I3 +5` and `I3 -2`."""
    match = _DOTS.match(work.said)
    number = int(match["dots"]) if match else 0
    if match is None or not number:
        return None
    votes = number if match["sign"] == "+" else -number
    return work.done("dots", change.AddVotes(idea=work.id, votes=votes), value=f"{votes:+d}")


def park(work: Work) -> Reading | None:
    """Read `I3 >`."""
    return (
        work.done("park", promise.MakeOf(entry=work.id, made=Parked(id=record.NEW, text="")))
        if work.said == ">"
        else None
    )


def fate(work: Work) -> Reading | None:
    """Read `I3 jatkoon`."""
    found = meaning(work.rest, FATES)
    if found is None or found[1]:
        return None
    return work.done("fate", change.SetFate(idea=work.id, fate=found[0]), value=found[0])


def next_step(work: Work) -> Reading | None:
    """Read `P1 / what happens next`."""
    body = work.after("/")
    if body is None or not body.said:
        return None
    text = fitting(body.said)
    if text in DASHES and isinstance(work.entry, Parked) and work.entry.next_step:
        gone = Sentence("notice.taken-away", {"words": work.entry.next_step})
        return work.done("next-step", promise.SetNextStep(entry=work.id, text=""), notice=gone)
    return work.done("next-step", promise.SetNextStep(entry=work.id, text=text), text=text)


def state(work: Work) -> Reading | None:
    """Read `T4 valmis`, `T4 odottaa: lupa puuttuu`, `G1 saavutettu` and `G1 rauennut: ei resursseja`."""
    command: Command
    if work.kind == "task" and (found := meaning(work.rest, TASK_STATES)):
        command = change.SetTaskState(task=work.id, state=found[0], note=found[1])
        return work.done("state", command, value=found[0], text=found[1])
    if work.kind == "goal" and (reached := meaning(work.rest, GOAL_STATES)):
        command = table.SetGoalState(goal=work.id, state=reached[0], reason=reached[1])
        return work.done("state", command, value=reached[0], text=reached[1])
    return None


def heir(work: Work) -> Reading | None:
    """Read `T4 jatkaja: pekka`: who goes on with the task when the ring or the term ends."""
    match = pattern(r"\s*{heir}(?:\s*:\s*|\s+|\Z)(?P<who>(?s:.*))\Z").match(work.rest.text)
    if match is None or work.rest.names.has(work.said.rstrip(" :")):
        return None
    if not match["who"].strip():
        return work.refuse("heir", "line-no-heir")
    who = name_in(work.rest.cut(match.start("who")))
    if who.asks:
        return work.asking("heir", who.asks)
    return work.done("heir", change.NameHeir(task=work.id, heir="".join(who.handles)), who=who.handles)


def mandate(work: Work) -> Reading | None:
    """Read `T4 itse`, `S2 taustayhteisö` and `S2 päätöksentekoon pekka / 15.12.`."""
    rest = work.rest.trim()
    for word in list(re.finditer(r"[^\s:/]+", rest.text[:80]))[1::-1]:  # it is one or two words
        found = meaning(rest.cut(0, word.end()), MANDATES)
        if found is not None and not found[1]:
            return _read_carrier(work, found[0], rest.cut(word.end()))
    return None


def _read_carrier(work: Work, said: Mandate, rest: Part) -> Reading | None:
    match = _MANDATE.match(rest.text)
    if match is None or (said == "self" and rest.said):
        return None
    name = rest.cut(match.start("who"), match.end("who"))
    who = name_in(name) if name.said else NOBODY
    if who.asks:
        return work.asking("mandate", who.asks)
    words = rest.cut(match.start("due")) if match["due"] else rest.say("")
    due = None if " / " in words.text else words.due.day
    command = promise.SetMandate(entry=work.id, mandate=said, carrier="".join(who.handles), due=due)
    refusal = _no_day(work, words) if words.text and due is None else None
    return work.done("mandate", command, value=said, who=who.handles, due=due, refusal=refusal)


def _no_day(work: Work, words: Part) -> Refused:
    """Return the refusal of words that tell no day, or none that can be."""
    wrong = words.due.wrong
    return refusal_of(wrong) if wrong else Refused("line-not-a-date", id=work.id, words=words.said)


SIGN_ALONE = re.compile(r"[-+=!>]\s*\d*\Z")
"""An operation on some kind of entry, whichever the id is of."""
_Operation = Callable[[Work], Reading | None]

_OPERATIONS: dict[Kind, tuple[_Operation, ...]] = {
    "idea": (dots, let_go, theme, rewrite, to_agreement, to_task, park, fate, speakers),
    "agreement": (let_go, rewrite, to_task, confirm, hands, mandate, consent),
    "task": (let_go, confirm, state, heir, mandate, task_work),
    "parked": (let_go, theme, rewrite, to_agreement, to_task, next_step, speakers),
    "goal": (let_go, rewrite, state),
    "offer": (let_go, tie, rewrite, speakers),
    "remark": (let_go, rewrite, to_idea, to_agreement, to_task, park, speakers),
    "note": (let_go, rewrite),
}


def entry_work(entry_id: str, kind: Kind, rest: Part, typed: TypedLine) -> Reading:
    """Read what a line does to an entry; a line that does nothing to it is refused with what would work.

    Raises `Refused` where a text is too long.
    """
    entry = typed.session.find(entry_id)
    if entry is None:
        return Reading(kind=kind, entry=entry_id, refusal=Refused("line-no-such-entry", id=entry_id))
    correction = correction_in(rest)
    if correction is not None:
        return correct(entry, *correction, rest.known)
    work = Work(entry, rest, typed.window.sure or typed.window.alone)
    return read_operation(work) or work.refuse("", f"line-{kind}")


def is_text(entry_id: str, kind: Kind, rest: Part, typed: TypedLine) -> bool:
    """Return whether an id-shaped word names nothing and nothing that could be done follows it: `K18 tilaisuus`."""
    if typed.session.find(entry_id) is not None or not rest.said:
        return False
    if correction_in(rest) is not None or SIGN_ALONE.match(rest.said):
        return False
    work = Work(ROW_OF[kind].cls(id=entry_id, text=entry_id), rest)
    reading = read_operation(work)
    return reading is None or bool(reading.asks)


def read_operation(work: Work) -> Reading | None:
    """Return what the first operation that the words are one of does; None where they are none."""
    readings = (operation(work) for operation in _OPERATIONS[work.kind])
    return next((reading for reading in readings if reading is not None), None)


def several_at(typed: TypedLine) -> Reading | None:
    """Return what a line does to several entries at once, `I1, I2 +3`; None where no operation follows their ids."""
    match = pattern(rf"{ID_WORD}(?:(?:{listing().pattern}){ID_WORD})+(?=\s|\Z)\s*").match(typed.part.text)
    if match is None:
        return None
    rest = typed.part.cut(match.end())
    ids = dict.fromkeys(word.upper() for word in re.findall(rf"\b{ID_WORD}", match[0]))
    works = [(entry_id, KINDS[entry_id[0]], rest) for entry_id in ids]
    if not rest.said or any(is_text(*work, typed) for work in works):
        return None
    return _together([entry_work(*work, typed) for work in works])


def _together(readings: list[Reading]) -> Reading:
    """Return the readings of several entries as one; the first that cannot be done stands for all."""
    waiting = next((reading for reading in readings if not reading.commands), None)
    ids = ", ".join(reading.entry for reading in readings)
    commands = tuple(command for reading in readings for command in reading.commands)
    return waiting or replace(readings[0], entry=ids, commands=commands)

"""Lines that begin with an id: how an entry stands, and which operations each kind has, tried one after another."""

import re
from collections.abc import Callable
from dataclasses import replace

from kpfacil.capture.corrections import correct, correction_in
from kpfacil.capture.grammar import (
    ANSWERS,
    DASHES,
    FATES,
    GOAL_STATES,
    MANDATES,
    TASK_STATES,
    Doubt,
    Reading,
    fitting,
    refusal_of,
)
from kpfacil.capture.names import EVERYONE
from kpfacil.capture.parts import Part, meaning, unescape
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
from kpfacil.capture.who import NOBODY, TypedLine, Who, name_in, who_before
from kpfacil.commands import change, promise, record, table
from kpfacil.commands.base import Command, Refused
from kpfacil.model.entries import Agreement, Answer, Hands, Mandate, Parked
from kpfacil.model.fold import fold
from kpfacil.model.grammar import pattern, words_of
from kpfacil.model.kinds import ROW_OF, Kind
from kpfacil.model.session import still_to_answer
from kpfacil.model.texts import Sentence
from kpfacil.rules.presence import count_here

_DOTS = re.compile(r"(?P<sign>[+\-−–]) ?(?P<dots>[0-9]{1,4})\Z")
_COUNT, _BETWEEN = "([0-9]{1,4})", r"\s?[-–—−/]\s?"
_HANDS = rf"(?:{{hands}}\s*:?\s*)?(?:{_COUNT}{_BETWEEN}{_COUNT}(?:{_BETWEEN}{_COUNT})?|[-–—−])\Z"
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


def consent(work: Work) -> Reading | None:
    """Read `S2 liisa: varauma: budjetti auki` and `S2 kaikki: kyllä`."""
    found = who_before(_with_everyone(work.rest), always=True)
    if found is None or found[0] is NOBODY or not isinstance(work.entry, Agreement):
        return None
    who, body = found
    if any(fold(ask.name) in ANSWERS for ask in who.asks):
        return None
    if who.asks:
        return work.asking("consent", who.asks)
    answered = meaning(body, ANSWERS)
    if answered is None or _is_conditional(*answered):
        return _no_answer(work, body)
    return _read_answer(work, work.entry, who, *answered)


def _read_answer(work: Work, agreement: Agreement, who: Who, answer: Answer, reason: str) -> Reading:
    """Return the answer of those who are named, and of everyone meant who has not answered."""
    rest = [
        one for one in still_to_answer(work.session, agreement) if who.everyone and one not in (*who.named, *who.but)
    ]
    meant = (*who.named, *rest)
    told = meant if who.but else who.named
    commands: list[Command] = []
    if told:
        commands.append(promise.RecordConsent(agreement=work.id, who=told, answer=answer, reason=reason))
    if who.everyone and not who.but:
        commands.append(promise.ConsentRest(agreement=work.id, answer=answer, reason=reason))
    nobody = None if commands else Refused("nobody-left-to-answer", id=work.id)
    return work.done("consent", *commands, value=answer, text=reason, who=meant, refusal=nobody)


def _is_conditional(answer: Answer, reason: str) -> bool:
    """Return whether a yes has a condition: `kyllä, mutta vasta keväällä` is a reservation."""
    return answer == "yes" and pattern(r"{conditional}(?!\w)").match(fold(reason)) is not None


def _with_everyone(rest: Part) -> Part:
    """Return the words with everyone in the place of *muut*, the rest: those who have not answered are meant."""
    else_ = pattern(r"\s*{everyone-else}(?=\s*:)").match(rest.text)
    return rest.say(f" {words_of('everyone')[0]}{rest.text[else_.end() :]}") if else_ else rest


def _no_answer(work: Work, body: Part) -> Reading:
    """Return the refusal of words that are no answer, with what would work where it nearly is one."""
    names = unescape(work.rest.text.partition(":")[0]).strip()
    everyone = fold(names) in EVERYONE
    more = "{except}" if everyone else "{conditional}"
    match = pattern(rf"(?P<answer>[^,:]+?)[,:]? (?P<more>{more}(?!\w)(?s:.*))\Z").match(body.said)
    if match is None or fold(match["answer"]) not in ANSWERS:
        answer, reason = answer_first(body.said)
        if not answer:
            return work.refuse("consent", "line-no-answer", answer=body.said)
        line = f"{names}: {answer}: {reason}"
    elif everyone:
        line = f"{names} {match['more']}: {match['answer']}"
    else:
        line = f"{names}: {words_of('answer.reservation')[0]}: {match['more']}"
    return work.refuse("consent", "line-slip", line=f"{work.id} {line}")


def answer_first(said: str) -> tuple[str, str]:
    """Return the answer that words begin with and what follows it: `varauma raha`; nothing for other words."""
    for end in [found.start() for found in re.finditer(r"[\s:,]|\Z", said)][:_MOST_ANSWER][::-1]:
        if fold(said[:end]) in ANSWERS:
            return said[:end], said[end:].lstrip(" :,")
    return "", ""


def hands(work: Work) -> Reading | None:
    """Read `S2 8-1-2`, a show of hands for, against and blank, and `S2 kädet -`, which takes it away."""
    match = pattern(_HANDS).match(work.said)
    if match is None:
        return None
    counts = [int(count or 0) for count in match.groups()]
    counted = Hands(yes=counts[0], no=counts[1], blank=counts[2]) if match[1] else None
    nothing = "" if any(counts) else _no_hands(work, counted)
    if nothing:
        return work.refuse("hands", nothing)
    reading = work.done(
        "hands",
        promise.CountHands(agreement=work.id, hands=counted),
        value="-".join(map(str, counts)) if counted else "-",
    )
    if sum(counts) <= count_here(work.session):
        return reading
    if work.sure:
        return replace(reading, notice=Sentence("notice.more-hands"))
    return replace(reading, commands=(), doubt=Doubt(about="hands"))


def _no_hands(work: Work, counted: Hands | None) -> str:
    """Return why no hand at all cannot be counted, or taken away where none was; empty where they can."""
    has_some = isinstance(work.entry, Agreement) and work.entry.hands is not None
    return "line-no-hands-up" if counted else "" if has_some else "line-no-hands"


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


_MOST_ANSWER = 3
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

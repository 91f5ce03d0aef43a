"""What people answer to an agreement: consent, a show of hands, and the answers of several in one line."""

import re
from dataclasses import replace

from kpfacil.capture.grammar import ANSWERS, Doubt, Reading
from kpfacil.capture.names import EVERYONE
from kpfacil.capture.parts import Part, meaning, unescape
from kpfacil.capture.rewording import Work
from kpfacil.capture.who import NOBODY, Who, who_before
from kpfacil.commands import promise
from kpfacil.commands.base import Command, Refused
from kpfacil.model.entries import Agreement, Answer, Hands
from kpfacil.model.fold import fold
from kpfacil.model.grammar import Meanings, pattern, words_of
from kpfacil.model.session import still_to_answer
from kpfacil.model.texts import Sentence
from kpfacil.rules.presence import count_here

_COUNT, _BETWEEN = "([0-9]{1,4})", r"\s?[-–—−/]\s?"
_HANDS = rf"(?:{{hands}}\s*:?\s*)?(?:{_COUNT}{_BETWEEN}{_COUNT}(?:{_BETWEEN}{_COUNT})?|[-–—−])\Z"
_SIDE_NAMES = ("yes", "no", "blank")
_SIDES = Meanings.of("side", _SIDE_NAMES)
_SIDE_WORDS = r"[0-9]+|{side.yes|side.no|side.blank}(?!\w)|[^\W\d]+"
_OTHER_SIGN = re.compile(r"[^\w\s,;:.&]")
_MOST_ANSWER = 3


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
    if answered is None or _is_conditional(*answered, everyone=who.everyone):
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


def _is_conditional(answer: Answer, reason: str, *, everyone: bool) -> bool:
    """Return whether a yes has a condition, `mutta vasta keväällä`, or somebody of everyone is left out."""
    words = "{conditional|except}" if answer == "yes" else "{except}"
    return (everyone or answer == "yes") and pattern(rf"{words}(?!\w)").match(fold(reason)) is not None


def _with_everyone(rest: Part) -> Part:
    """Return the words with everyone in the place of *muut*, the rest: those who have not answered are meant."""
    else_ = pattern(r"\s*{everyone-else}(?=\s*:)").match(rest.text)
    return rest.say(f" {words_of('everyone')[0]}{rest.text[else_.end() :]}") if else_ else rest


def _no_answer(work: Work, body: Part) -> Reading:
    """Return the refusal of words that are no answer, with what would work where it nearly is one."""
    names = unescape(_with_everyone(work.rest).text.partition(":")[0]).strip()
    everyone = fold(names) in EVERYONE
    more = "{except}" if everyone else "{conditional|except}"
    match = pattern(rf"(?P<answer>[^,:]+?)[,:]? (?P<more>{more}(?!\w)(?s:.*))\Z").match(body.said)
    if match is None or fold(match["answer"]) not in ANSWERS:
        answer, reason = answer_first(body.said)
        doubtful = " " not in answer and ANSWERS.get(fold(answer)) in ("yes", "no")  # `kyllä kai`, `ei osaa sanoa`
        if not answer or doubtful or (everyone and ANSWERS[fold(answer)] == "yes"):
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


def _hands_as_typed(said: str) -> str:
    """Return hands told in words, in any order, as they are typed: `1 vastaan, 8 puolesta`; other words as they are."""
    words = pattern(_SIDE_WORDS).findall(pattern(r"(?<!\w)(?:{and|dots|hands|in})(?!\w)").sub("", fold(said)))
    sides, numbers = words[::2], words[1::2]
    if words[:1] and words[0].isdecimal():
        sides, numbers = numbers, sides
    counts = {_SIDES.get(side, ""): number for side, number in zip(sides, numbers, strict=False)}
    told = "yes" in counts and "" not in counts and len(counts) * 2 == len(words) and not _OTHER_SIGN.search(said)
    return "-".join(counts.get(side, "0") for side in _SIDE_NAMES) if told else said


def hands(work: Work) -> Reading | None:
    """Read `S2 8-1-2`, a show of hands for, against and blank, also in words, and `S2 kädet -`, which takes it away."""
    match = pattern(_HANDS).match(_hands_as_typed(work.said))
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

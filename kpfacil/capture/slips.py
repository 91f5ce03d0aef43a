"""Lines that work on several entries, and slips in those that work on any: the operations are asked what was meant."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations

from kpfacil.capture import answers, corrections, operations, tasks
from kpfacil.capture.actions import CONTINUED
from kpfacil.capture.completion import escape
from kpfacil.capture.grammar import (
    ANSWERS,
    CONFIRMING,
    FATES,
    GOAL_STATES,
    ID_WORD,
    KIND_WORDS,
    TASK_STATES,
    Reading,
    says_nothing,
)
from kpfacil.capture.names import EVERYONE
from kpfacil.capture.parts import Part, meaning, unescape
from kpfacil.capture.rewording import Work
from kpfacil.capture.who import TypedLine, names_before, names_somebody
from kpfacil.commands.base import Refused
from kpfacil.model.fold import fold
from kpfacil.model.grammar import listing, pattern, words_of
from kpfacil.model.kinds import KINDS, SIGN_OF

_ONE = rf"(?a:[{''.join(KINDS)}] *[0-9]+)(?![0-9])"
_RANGE = re.compile(r"(?i)(?P<letter>[a-z])(?P<first>[0-9]{1,3})\s*[-–—]\s*(?P=letter)(?P<last>[0-9]{1,3})(?=\s)")
"""A range of ids at the beginning of a line: `I1–I3 +3`."""
_TIGHT_TEXT = re.compile(rf"{ID_WORD}:[^\W\d_]{{4,}}(?!\w)")
_HANDS = r"(?:{hands}:? )?[0-9]{1,3}(?:[^\w./]{1,3}[0-9]{1,3}){1,2}(?:[ ,.][^0-9]{0,16})?"
"""Hands told otherwise: `8 1 2`."""
_MOST_WORDS = 5
"""After so many words a colon is looked for that was left out."""


def _ids_first(part: Part) -> re.Match[str] | None:
    ids = rf"(?P<ids>{_ONE}(?:(?:{listing().pattern}|\s+){_ONE})*)"
    return pattern(rf"{ids}(?P<after>\s*[:,]\s*|\s*)(?P<rest>\S(?s:.*))\Z").match(part.text)


def slip_at(typed: TypedLine) -> Reading | None:
    """Return the refusal of a slip in an operation, with what would work: `I1: +5`, `I 1 +5`, `T1, valmis`, `T4: pe`.

    None of a line without a slip, and where nothing that could be done follows the ids.
    """
    works, missing = _works_between(typed)
    works = works or _mistyped_works(typed)
    slip = (_refusal(works, lone=False) or _tight_text(works[0], typed)) if works else None
    return replace(slip, refusal=Refused("line-no-such-entry", id=missing)) if slip and missing else slip


def _tight_text(work: Work, typed: TypedLine) -> Reading | None:
    """Return the refusal of new words right behind an id's colon, `I1:uusi teksti`; an ending is text: `S2:n`."""
    tight = _TIGHT_TEXT.match(typed.part.text)
    return work.done("", refusal=Refused("line-slip", line=f"{work.id} : {work.said}")) if tight else None


def with_what_was_meant(reading: Reading, typed: TypedLine) -> Reading:
    """Return the reading; what would only tell all that suits an entry tells the line that lacks a sign."""
    match = _ids_first(typed.part)
    works = _works_of(match, typed) if match else []
    refused, general = reading.refusal.key if reading.refusal else "", f"line-{reading.kind}"
    if not works or refused not in ("", "line-no-answer", general):
        return reading
    several = _several(reading, works[0])
    if several or refused != general:
        return replace(reading, commands=(), refusal=several) if several else reading
    return _one_meant(reading, works) or reading


def _one_meant(reading: Reading, works: list[Work]) -> Reading | None:
    """Return the refusal that tells the line that lacks a sign, or that an answer lacks who gives it."""
    answer, reason = answers.answer_first(works[0].said)
    if answer and reading.kind == "agreement" and fold(reason) not in EVERYONE:
        said = ": ".join(filter(None, (answer, reason)))
        return replace(reading, refusal=Refused("line-whose-answer", id=reading.entry, answer=said))
    return _propose(works, _with_signs(works[0]), lone=True)


def _several(reading: Reading, work: Work) -> Refused | None:
    """Return the refusal of several operations in a line, `pekka: kyllä; liisa: ei`, that are surely no reason."""
    pieces = re.split(r"[;,]\s+", work.rest.text)
    everyone = fold(work.said.partition(":")[0]) in EVERYONE
    told = reading.act == "consent" and (everyone or all(":" in words for words in pieces))
    if not (reading.refusal or told) or names_somebody(work.rest, listing()):
        return None
    lines = [_first_done([work], _with_signs(replace(work, rest=work.rest.say(words))), lone=True) for words in pieces]
    several = {*lines[1:]} - {*lines[:1]} and all(map(all, lines))
    return Refused("line-each", lines=" · ".join(map(" ".join, lines))) if several else None


def slip_in_words(reading: Reading, typed: TypedLine) -> Reading:
    """Return the refusal of new words that are an operation, as in `T1 : valmis` and `T1 liisa: 15.12.`; else all."""
    if reading.act not in ("rewrite", "assign", "speakers") or not reading.commands:
        return reading
    work = _work(reading.entry, typed.part.say(reading.text), typed)
    if work is None or reading.text in ("", work.entry.text):
        return reading
    return _refusal([work], lone=True, named=reading.who) or reading


def each_at(typed: TypedLine) -> Reading | None:
    """Return the refusal of an operation for each of several entries, `I2+3, I1+2`, with the line that does each."""
    text = typed.part.text
    between = pattern(rf"(?:{listing().pattern}|\s+)(?={ID_WORD})").finditer(text)
    ends, begins = zip((len(text), 0), *((found.start(), found.end()) for found in between), strict=True)
    spans = zip(begins, (*ends[1:], ends[0]), strict=True)
    ones = [_do_one(replace(typed, part=typed.part.cut(begin, end)), last=end == len(text)) for begin, end in spans]
    done = list(filter(None, ones))
    if len(ones) == 1 or len(done) < len(ones):
        return None
    return Reading(kind=typed.kind, refusal=_refuse_each(done))


def _refuse_each(ones: list[tuple[str, str]]) -> Refused:
    """Return the refusal of what is done to each entry, with the lines that do it, and the first that is not there."""
    missing = next((entry_id for entry_id, words in ones if not words), "")
    lines = " · ".join(" ".join(one) for one in ones if one[1])
    if not missing:
        return Refused("line-each", lines=lines)
    return Refused("line-each-but", id=missing, lines=lines) if lines else Refused("line-no-such-entry", id=missing)


def _do_one(typed: TypedLine, *, last: bool) -> tuple[str, str] | None:
    """Return an entry's id and what a line does to it, nothing where it is not there; None for other lines."""
    match = _ids_first(typed.part)
    ids = _ids_in(match["ids"]) if match else []
    if match is None or len(ids) != 1:
        return None
    if typed.session.find(ids[0]) is None:
        rest = typed.part.cut(match.end("ids"))
        return None if operations.is_text(ids[0], KINDS[ids[0][0]], rest, typed) else (ids[0], "")
    works = _works_of(match, typed)
    return _done_by(works[0], match["after"], last=last) if works else None


def _done_by(work: Work, after: str, *, last: bool) -> tuple[str, str] | None:
    """Return an entry's id and what words behind it do to it, or nearly; new words stand `last`, else they go on."""
    done = _first_done([work], _with_signs(work), lone=not last)
    return done if done[1] else (work.id, f": {work.said}") if last and after.strip() == ":" else None


def _ids_in(words: str) -> list[str]:
    """Return the ids that words are, as they should be written."""
    return [f"{one[0].upper()}{one[1:].strip()}" for one in re.findall(_ONE, words, re.IGNORECASE)]


def _refusal(works: list[Work], *, lone: bool, named: tuple[str, ...] = ()) -> Reading | None:
    """Return the refusal of what is an operation on each of the entries, or on another kind; `lone`: without new words.

    Who is `named` before the colon stays there in what would work.
    """
    return _propose(works, _likely_meanings(works[0]), lone=lone, named=named) or next(
        (work.refuse("", f"line-{work.kind}") for work in works if _is_operation(work, lone=lone)), None
    )


def _propose(works: list[Work], parts: Iterable[Part], *, lone: bool, named: tuple[str, ...] = ()) -> Reading | None:
    """Return the refusal that proposes the first of the parts that could be done to each of the entries."""
    ids, words = _first_done(works, parts, lone=lone)
    names = ", ".join(map(works[0].rest.names.say_name, named))
    refusal = Refused("line-slip", line=f"{ids} {_with_names(names, words)}")
    return Reading(kind=works[0].kind, entry=ids, refusal=refusal) if words else None


def _first_done(works: list[Work], parts: Iterable[Part], *, lone: bool) -> tuple[str, str]:
    """Return the ids of entries, and the words of the first of the parts that could be done to each, or none."""
    meant = next((part for part in parts if all(_does(work, part, lone=lone) for work in works)), None)
    return ", ".join(work.id for work in works), unescape(meant.text).strip() if meant else ""


def _with_names(names: str, words: str) -> str:
    """Return by when or what is given with those who were named: `Pekka: / pe`, `/ / Pekka: 20 h`."""
    if not names or words[:1] != "/":
        return words
    return f"/ / {names}: {words[4:]}" if words.startswith("/ / ") else f"{names}: {words}"


def _mistyped_works(typed: TypedLine) -> list[Work]:
    """Return what a line says of the entries whose ids it begins with, where these are mistyped and all there."""
    match = _ids_first(typed.part)
    if match is None or not _is_mistyped(match["ids"], match["after"]) or names_before(typed.part).handles:
        return []
    return _works_of(match, typed)


def _works_of(match: re.Match[str], typed: TypedLine) -> list[Work]:
    """Return what a line says of the entries whose ids it begins with, none where one of them is not there."""
    rest = typed.part.cut(match.start("rest"))
    works = [_work(entry_id, rest, typed) for entry_id in dict.fromkeys(_ids_in(match["ids"]))]
    known = [work for work in works if work is not None]
    return known if len(known) == len(works) else []


def _works_between(typed: TypedLine) -> tuple[list[Work], str]:
    """Return what a line says of the entries of a range of ids that are there, and its last id where that is not."""
    span = _RANGE.match(typed.part.text)
    numbers = range(int(span["first"]), int(span["last"]) + 1) if span else ()
    rest = typed.part.cut(span.end() if span else 0)
    works = [_work(f"{typed.part.text[0].upper()}{number}", rest, typed) for number in numbers]
    missing = f"{span['letter'].upper()}{span['last']}" if span and works and works[-1] is None else ""
    return list(filter(None, works)), missing


def _is_mistyped(ids: str, after: str) -> bool:
    """Return whether ids are written otherwise than `I1 `, `I1 : ` and `I1, I2 `."""
    written = re.findall(_ONE, ids, re.IGNORECASE)
    apart, several = any(" " in one for one in written), len(written) > 1
    if several and not pattern(rf"{_ONE}(?:(?:{listing().pattern}){_ONE})*").fullmatch(ids):
        return True
    if not after.strip():
        return apart if after else several
    return apart or after[0] == after.strip()


def _work(entry_id: str, rest: Part, typed: TypedLine) -> Work | None:
    """Return what a line says of an entry that is there and shares its id with nobody."""
    entry = typed.session.find(entry_id)
    if entry is None or not {entry_id, entry_id.lower()}.isdisjoint(typed.part.names.handles):
        return None
    return Work(entry, rest, sure=True)


def _likely_meanings(work: Work) -> Iterator[Part]:
    """Yield what may have been meant: the words themselves, the people they name, the day or the amount they are."""
    if says_nothing(work.said.strip("/ ")):
        yield work.rest.say("-")
    meant = [] if work.said[:1] == "/" else list(map(work.rest.say, tasks.meanings_alone(work.rest)))
    yield from (part for part in meant if work.kind == "task" and part.said[:1] == "/")
    yield work.rest
    yield work.rest.say(SIGN_OF.get(KIND_WORDS.get(fold(work.said), work.kind), ""))
    yield from (part for part in meant if part.said[-1:] == ":")


def _with_signs(work: Work) -> Iterator[Part]:
    """Yield what may have been meant, also with the plus before dots and the colons behind words that it lacks."""
    if work.kind != "note" and (goes_on := CONTINUED.match(work.said)):
        yield work.rest.say(": " + escape(f"{work.entry.text} {goes_on['words']}"))
    yield from _likely_meanings(work)
    dots = pattern(r"([+-]?) ?([0-9]{1,4})(?: {dots})?\Z").match(fold(work.said))
    yield work.rest.say(f"{dots[1] or '+'}{dots[2]}" if dots and work.kind == "idea" else "")
    yield work.rest.say("-".join(re.findall("[0-9]+", work.said)) if pattern(_HANDS).fullmatch(work.said) else "")
    text = work.rest.text.strip()
    ends = [space.start() for space in re.finditer(r"(?<=\w) +", text)][:_MOST_WORDS]
    yield from (work.rest.say(f"{text[:end]}:{text[end:]}") for end in reversed(ends))
    yield from (work.rest.say(f"{text[:one]}:{text[one:two]}:{text[two:]}") for one, two in combinations(ends, 2))


def _does(work: Work, part: Part, *, lone: bool) -> bool:
    """Return whether words are an operation on an entry that could be done, where `lone` without new words for it."""
    if corrections.correction_in(part) is not None:
        return True
    reading = operations.read_operation(replace(work, rest=part))
    if reading is None or (lone and reading.text and not _is_whole(reading, part)):
        return False
    return bool(reading.commands) or (bool(reading.asks) and all(ask.candidates for ask in reading.asks))


def _is_whole(reading: Reading, part: Part) -> bool:
    """Return whether the words of an operation belong to it, as a reason behind a colon does but to a yes."""
    answer = reading.act == "consent" and reading.value != "yes"
    return answer or reading.act in ("next-step", "rewrite") or (reading.act == "state" and ":" in part.text)


def _is_operation(work: Work, *, lone: bool) -> bool:
    """Return whether words are an operation that cannot be done, a bare answer, or an operation on another kind."""
    if operations.SIGN_ALONE.match(work.said) is not None:
        return True
    if work.kind == "note":
        return False
    if work.rest.due.only or (work.kind != "offer" and tasks.amount_alone(work.rest)):
        return True
    hands = operations.read_operation(work)
    return (hands is not None and hands.act == "hands") or (_is_lone_word(work.said) if lone else _is_refused(work))


def _is_lone_word(said: str) -> bool:
    """Return whether words are nothing but a word for how something stands, or an answer."""
    word = fold(said).rstrip(".!")
    number, _, unit = word.lstrip("+-−").partition(" ")
    if number.isdigit() and (not unit or unit in words_of("dots")):
        return True
    if any(word in words for words in (TASK_STATES, GOAL_STATES, FATES, CONFIRMING)):
        return True
    return word in ANSWERS or all(one in ANSWERS or one in EVERYONE for one in word.replace(",", " ").split())


def _is_refused(work: Work) -> bool:
    reading = operations.read_operation(work)
    answers = work.kind == "agreement" and meaning(work.rest, ANSWERS) is not None
    return answers or (reading is not None and reading.refusal is not None)

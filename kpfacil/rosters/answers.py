"""What the cells below a header hold: words, parties, or answers to whether somebody comes, and how."""

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Literal

from kpfacil.model.value import frozen
from kpfacil.rosters.cells import Column, Columns, SheetRow
from kpfacil.rosters.headers import LEGEND, Asked, asks_of, is_of_day, is_plain_word, option_in, question_of
from kpfacil.rosters.words import (
    Coming,
    begins,
    fold_cell,
    is_no,
    is_one_of,
    is_plain_no,
    list_words,
    says,
    tells,
    words_named,
)

_NO, _REMOTE = "ei", "etänä"
"""What an answer is read as where its header says the thing and the cell a yes or a no alone."""
_CHOICE = re.compile(r"\b(?:vai|tai|eller|or)\b|/")
_AFTER_NO = re.compile(r"\s*(?:[,;.:–]|\s-\s|\b(?:mutta|vaan|but|men|utan)\b)\s*")
_CLAUSE = re.compile(rf"{_AFTER_NO.pattern}|\s*(?:[!(\n/—]|\b(?:koska|because|eftersom|sillä)\b)\s*")
_COURTESY = re.compile(
    r"\A(?:valitettavasti|ikävä kyllä|kiitos|sorry|unfortunately|thanks|thank you|tyvärr|tack)\s*[,.!–-]+\s*"
)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_DATE_BEHIND = re.compile(r"[\s\d.:/()-]+\Z")


@frozen()
class Question:
    """A column of a list: its header and what that asks of, and how the cells below it are read."""

    header: str
    kind: Literal["answer", "read", "remark"]
    """Whether it asks of coming, is read for another thing, or is not."""
    about: Asked
    ways: bool
    """Whether its cells name one of several ways of taking part that the header offers."""
    marked: bool
    """Whether those who come are marked in it, and nothing else stands there."""
    codes: Mapping[str, str]
    """What letters and marks alone stand for."""

    def read(self, cell: str) -> "_Told":
        """Return what a cell answers."""
        said = " ".join(_but(cell).split())
        meant = said if self.ways else _meaning_of(question_of(self.header), said)
        return _Told(self, cell, self.codes.get(fold_cell(said), meant))


def questions_of(
    headers: Sequence[str], columns: Columns, rows: Sequence[SheetRow], day: date | None
) -> tuple[Question, ...]:
    """Return the columns of a list for the meeting of a day by their headers and by what stands in the rows below."""
    cells = [list(chain.from_iterable(row.under((at,)) for row in rows)) for at in range(len(headers))]
    kinds = [{kind for kind, places in columns.items() if at in places} for at in range(len(headers))]
    found = [
        _question(" ".join(header.split()), read, below, day)
        for header, read, below in zip(headers, kinds, cells, strict=True)
    ]
    several = sum(option_in(question.header) != "" for question in found) > 1
    return tuple(_as_option(question, several=several) for question in found)


def _as_option(question: Question, *, several: bool) -> Question:
    """Return a column whose marks give one answer as such: where there are several of them, or the answer is a no."""
    option = option_in(question.header)
    if not option or not (several or is_plain_no(option)):
        return question
    alone = option == fold_cell(question.header)
    codes = dict.fromkeys(words_named("unmarked"), "") | dict.fromkeys(words_named("marks"), option)
    return replace(question, codes=codes, marked=False, about="this" if alone else question.about)


def _question(header: str, kinds: AbstractSet[Column], cells: Sequence[str], day: date | None) -> Question:
    asks = bool(kinds & {"state", "way"}) or (not kinds and is_of_day(header, day))
    about = asks_of(header, day)
    marks = asks and about in ("this", "presence") and _meaning_of(header, "x") == "x"
    return Question(
        header,
        "answer" if asks else "read" if kinds else "remark",
        about,
        ways=_offers_ways(header, cells),
        marked=marks and cells != [] and all(is_one_of(cell, "marks") for cell in cells),
        codes=_codes_in(header, cells),
    )


def _codes_in(header: str, cells: Iterable[str]) -> Mapping[str, str]:
    """Return what letters alone in a column stand for: what its header tells, or what is usual beside an `l`."""
    told = dict(LEGEND.findall(fold_cell(header)))
    usual = any(fold_cell(cell) == "l" for cell in cells)
    return told or {letter: words[0] for letter, words in list_words().tables["codes"].items() if usual}


def _offers_ways(header: str, cells: Iterable[str]) -> bool:
    """Return whether a header offers several ways of taking part, and its answers name them: a no is one to all."""
    plain = (is_one_of(cell, "marks", "unmarked") for cell in cells)
    return _CHOICE.search(fold_cell(header)) is not None and not all(plain)


def read_answers(questions: Sequence[Question], cells: Sequence[str]) -> Coming:
    """Return what the cells of a row answer."""
    told = [question.read(cell) for question, cell in zip(questions, cells, strict=False) if cell]
    answers = [one for one in told if one.asked.kind == "answer"]
    others = [one for one in told if one.is_beside]
    doubts = [*filter(_is_unclear, answers), *_of_other_days(questions, answers), *filter(_is_unclear, others)]
    return Coming(
        why=_why(answers, others),
        remote=any(map(_is_remote, told)),
        unsure=next((one.shown for one in doubts), ""),
        unmarked=not answers and any(question.marked for question in questions),
    )


def _of_other_days(questions: Sequence[Question], answers: Sequence["_Told"]) -> list["_Told"]:
    """Return what a row answers for other days, where it has nothing below the headers that ask of this meeting."""
    asking = any(question.kind == "answer" and question.about == "this" for question in questions)
    if not asking or any(told.asked.about == "this" for told in answers):
        return []
    return [told for told in answers if told.asked.about == "day"]


@frozen()
class _Told:
    """A cell that may tell of coming, and what it answers."""

    asked: Question
    cell: str
    said: str

    @property
    def is_beside(self) -> bool:
        """Whether it may say something of coming though its column asks for no answer to that."""
        return self.asked.kind != "answer" and self.asked.about != "else"

    @property
    def counts(self) -> bool:
        """Whether it may leave somebody out: an answer about this meeting, or a cancellation told of the room."""
        about = self.asked.about
        return about == "this" or (about == "presence" and tells(self.said, "cancelled"))

    @property
    def shown(self) -> str:
        return f"{self.asked.header}: {' '.join(self.cell.split())}".strip(" :")


def _is_unclear(told: _Told) -> bool:
    """Return whether an answer leaves open whether somebody comes, or is a no to what may be another thing.

    A remark does where it begins with words for a cancellation: it may be that of a lunch.
    """
    if told.asked.kind != "answer":
        return told.asked.kind == "remark" and says(told.cell, "cancelled", "away")
    if told.asked.about in ("this", "presence") and not _is_understood(told.said):
        return True
    if told.asked.about == "this":
        return tells(told.said, "unsure") or _leaves_open(told.said)
    return is_plain_no(told.said) or tells(told.said, "cancelled")


def _is_understood(answer: str) -> bool:
    """Return whether an answer has no words but those of coming, courtesy and the ways of taking part."""
    if says(answer, "marks") or tells(answer, "remote", "here") or is_one_of(answer, "kept"):
        return True
    words = _WORD.findall(fold_cell(answer))
    return answer == "" or (
        words != [] and all(is_plain_word(word) or begins(word, "coming", "polite", "accepted") for word in words)
    )


def _why(told: Sequence[_Told], others: Sequence[_Told]) -> Literal["", "cancelled", "waiting", "devices"]:
    """Return why nobody comes from a row by its answers, and by its other cells that say nothing but that."""
    answers = [one.said for one in told if one.counts and not _leaves_open(one.said)]
    if any(says(answer, "devices") for answer in answers):
        return "devices"
    if any(map(_is_refusal, answers)) or _is_reason("cancelled", answers, others):
        return "cancelled"
    return "waiting" if _is_reason("waiting", answers, others) else ""


def _is_reason(why: str, answers: Sequence[str], others: Sequence[_Told]) -> bool:
    """Return whether an answer tells of a reason, or another cell says nothing but that and a date."""
    bare = (_DATE_BEHIND.sub("", one.cell) for one in others)
    return any(tells(answer, why) for answer in answers) or any(is_one_of(cell, why) for cell in bare)


def _is_refusal(answer: str) -> bool:
    return is_no(answer) or _is_bare_no(_clauses(answer)[0]) or is_one_of(answer, "regrets")


def _leaves_open(answer: str) -> bool:
    """Return whether an answer has a no in it that is none to coming: to a part of it, to knowing, to any trouble."""
    first, *rest = _clauses(answer)
    return (
        is_one_of(answer, "unsure")
        or _is_open(first)
        or (_is_bare_no(first) and any(_is_no_to_part(clause) for clause in rest[:1]))
    )


def _clauses(answer: str) -> list[str]:
    """Return the clauses of an answer, folded, without courtesy before the first."""
    return _CLAUSE.split(_COURTESY.sub("", fold_cell(answer)))


def _words_said(clause: str) -> list[str]:
    """Return the words of a clause but those of courtesy."""
    return [word for word in _WORD.findall(clause) if not begins(word, "polite")]


def _is_open(clause: str) -> bool:
    if says(clause, "marks") or is_one_of(clause, "kept"):
        return False
    said = _words_said(clause)
    no = said[:1] != [] and (is_one_of(said[0], "nos") or "not" in said[:3] or "inte" in said[:3])
    return _is_no_to_part(clause) or (no and not _is_plain(clause, said))


def _is_no_to_part(clause: str) -> bool:
    """Return whether a no stands beside a doubt, or beside words for a part of the meeting."""
    words = _WORD.findall(clause)
    no = any(is_one_of(word, "nos") or word == "cannot" or word.endswith("n't") for word in words)
    return no and ("?" in clause or tells(clause, "unsure") or any(begins(word, "partly") for word in words))


def _is_plain(clause: str, said: Iterable[str]) -> bool:
    """Return whether a no is bare, to coming, or beside words for a cancellation or being away."""
    beside = [word for word in said if not is_one_of(word, "nos") and not word.isdecimal()]
    away = says(clause, "away") or tells(clause, "cancelled") or says(" ".join(beside), "away")
    return not beside or away or any(begins(word, "coming") for word in beside)


def _is_bare_no(clause: str) -> bool:
    """Return whether a clause is a no with nothing but courtesy around it: `Valitettavasti en`."""
    said = _words_said(clause)
    return said != [] and all(is_one_of(word, "nos") for word in said)


def _is_remote(told: _Told) -> bool:
    """Return whether a cell says that somebody takes part remotely, and not in the room as well."""
    if told.asked.kind != "answer":
        return told.is_beside and is_one_of(told.cell, "remote")
    return says(told.said, "remote") or (tells(told.said, "remote") and not tells(told.said, "here"))


def _but(answer: str) -> str:
    """Return what follows a no, or a no to the room, where it is a way of taking part: `Ei, paikan päällä`."""
    first, *rest = _AFTER_NO.split(answer)
    if not is_no(first) and not (tells(first, "room") and tells(first, "cancelled")):
        return answer
    ways = (part for part in rest if tells(part, "here", "remote"))
    return next((part for part in ways if not is_no(part) and not tells(part, "cancelled")), answer)


def _meaning_of(header: str, cell: str) -> str:
    """Return what a cell answers: a yes to `Peruttu` is a no, one to `Etänä?` means remotely, a no to it the room."""
    cell = " ".join(cell.split())
    if not cell or tells(cell, "cancelled"):
        return cell
    if tells(header, "cancelled") or says(header, "away"):
        return _of_staying_away(header, cell)
    return cell if _is_no_to_part(fold_cell(cell)) else _of_a_way(header, cell)


def _of_a_way(header: str, cell: str) -> str:
    """Return the way that a yes or a no to one of the two says, the cell where it is neither."""
    if tells(header, "remote"):
        return "" if is_plain_no(cell) else _REMOTE if is_one_of(cell, "marks") else cell
    return _REMOTE if tells(header, "room") and is_no(cell) else cell


def _of_staying_away(header: str, cell: str) -> str:
    """Return a no where a cell says yes to staying away, or tells anything of a cancellation: its day, its reason."""
    if is_plain_no(cell) and not says(cell, "away"):
        return ""
    if says(cell, "unsure"):
        return cell
    return _NO if tells(header, "cancelled") or says(cell, "marks") else cell

"""What the cells below a header hold: words, parties, or answers to whether somebody comes, and how."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Literal

from kpfacil.model.value import frozen
from kpfacil.rosters.answer_words import is_refusal, is_understood, leaves_open, meaning_of, way_in
from kpfacil.rosters.cells import Column, Columns, SheetRow
from kpfacil.rosters.headers import LEGEND, Asked, asks_of, is_of_day, option_in, question_of
from kpfacil.rosters.words import (
    Coming,
    fold_cell,
    is_one_of,
    is_plain_no,
    list_words,
    pattern,
    says,
    tells,
    words_named,
)

_CHOICE = r"\b{ors}\b|/"
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

    @property
    def is_of_meeting(self) -> bool:
        """Whether it asks of coming to this meeting."""
        return self.kind == "answer" and self.about == "this"

    def asked_before(self, *, filled: bool) -> Asked:
        """Return what the answers behind the column may be to; with something below it, it is a question of its own."""
        if filled:
            return "unclear" if self.kind == "remark" and self.about == "else" else "this"
        return self.about if self.kind == "remark" or self.about == "day" else "this"

    def read(self, cell: str) -> "_Told":
        """Return what a cell answers; of a column that asks nothing only the cell counts."""
        if self.kind != "answer":
            return _Told(self, cell, cell)
        said = " ".join(way_in(cell).split())
        meant = said if self.ways else meaning_of(question_of(self.header), said)
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
    options = [_as_option(question, several=several) for question in found]
    return tuple(_as_asked_before(options, [*map(bool, cells)]))


def _as_asked_before(questions: Iterable[Question], filled: Iterable[bool]) -> Iterator[Question]:
    """Yield the columns, those for an answer alone as what is asked before them: `Lounas`, `Kyllä`, `Ei`.

    A header that asks of another thing and has nothing below it is their question; one with something may be.
    """
    about: Asked = "this"
    for question, below in zip(questions, filled, strict=True):
        alone = _is_option_alone(question.header)
        if question.header and not alone:
            about = question.asked_before(filled=below)
        if alone and about != "this":
            yield replace(question, kind="read" if about == "else" else "answer", about=about, marked=False)
        else:
            yield question


def _is_option_alone(header: str) -> bool:
    """Return whether a header is nothing but an answer."""
    return header != "" and option_in(header) == fold_cell(header)


def _as_option(question: Question, *, several: bool) -> Question:
    """Return a column whose marks give one answer as such: where there are several of them, or the answer is a no."""
    option = option_in(question.header)
    if not option or not (several or is_plain_no(option)):
        return question
    codes = dict.fromkeys(words_named("unmarked"), "") | dict.fromkeys(words_named("marks"), option)
    about = "this" if _is_option_alone(question.header) else question.about
    return replace(question, codes=codes, marked=False, about=about)


def _question(header: str, kinds: AbstractSet[Column], cells: Sequence[str], day: date | None) -> Question:
    asks = bool(kinds & {"state", "way"}) or (not kinds and is_of_day(header, None))
    about = asks_of(header, day)
    marks = asks and about in ("this", "presence") and meaning_of(header, "x") == "x"
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
    return told or {letter: words[0] for letter, words in list_words()["codes"].items() if usual}


def _offers_ways(header: str, cells: Iterable[str]) -> bool:
    """Return whether a header offers several ways of taking part, and its answers name them: a no is one to all."""
    plain = (is_one_of(cell, "marks", "unmarked") for cell in cells)
    return pattern(_CHOICE).search(fold_cell(header)) is not None and not all(plain)


def read_answers(questions: Sequence[Question], cells: Sequence[str]) -> Coming:
    """Return what the cells of a row answer."""
    told = [question.read(cell) for question, cell in zip(questions, cells, strict=False) if cell]
    answers = [one for one in told if one.asked.kind == "answer"]
    others = [one for one in told if one.is_beside]
    doubts = (*_leaving_open(questions, answers), *filter(_is_unclear, others))
    return Coming(
        why=_why(answers, others),
        remote=any(map(_is_remote, told)),
        unsure=next((one.shown for one in doubts), ""),
        unmarked=not answers and any(question.marked for question in questions),
    )


def _leaving_open(questions: Sequence[Question], answers: Sequence["_Told"]) -> list["_Told"]:
    """Return the answers that leave coming open; those for other days all do where this one has none."""
    days = [told for told in answers if told.asked.about == "day"]
    unclear = [told for told in answers if told not in days and _is_unclear(told)]
    if any(told.asked.is_of_meeting for told in answers):
        return unclear
    return [*unclear, *(days if any(one.is_of_meeting for one in questions) else filter(_is_unclear, days))]


@dataclass(frozen=True, slots=True)
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
    if told.asked.about in ("this", "presence") and not is_understood(told.said):
        return True
    if told.asked.about == "this":
        return tells(told.said, "unsure") or leaves_open(told.said)
    return is_plain_no(told.said) or tells(told.said, "cancelled")


def _why(told: Sequence[_Told], others: Sequence[_Told]) -> Literal["", "cancelled", "waiting", "devices"]:
    """Return why nobody comes from a row by its answers, and by its other cells that say nothing but that."""
    answers = [one.said for one in told if one.counts and not leaves_open(one.said)]
    if any(says(answer, "devices") for answer in answers):
        return "devices"
    bare = [_DATE_BEHIND.sub("", one.cell) for one in others]
    if any(map(is_refusal, answers)) or _is_reason("cancelled", answers, bare):
        return "cancelled"
    return "waiting" if _is_reason("waiting", answers, bare) else ""


def _is_reason(why: str, answers: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether an answer tells of a reason, or another cell says nothing but that."""
    return any(tells(answer, why) for answer in answers) or any(is_one_of(cell, why) for cell in others)


def _is_remote(told: _Told) -> bool:
    """Return whether a cell says that somebody takes part remotely, and not in the room as well."""
    if told.asked.kind != "answer":
        return told.is_beside and is_one_of(told.cell, "remote")
    return says(told.said, "remote") or (tells(told.said, "remote") and not tells(told.said, "here"))

"""What the words of an answer mean: a no, a no to a part, a way of taking part, or a doubt."""

import re
from collections.abc import Iterable
from functools import lru_cache

from kpfacil.rosters.headers import is_plain_word
from kpfacil.rosters.words import begins, fold_cell, is_no, is_one_of, is_plain_no, pattern, says, tells, words_named

_NO, _REMOTE = "ei", "etänä"
"""What an answer is read as where its header says the thing and the cell a yes or a no alone."""
_AFTER_NO = r"\s*(?:[,;.:–]|\s-\s|\b{buts}\b)\s*"
"""What a no ends at."""
_CLAUSE = rf"{_AFTER_NO}|\s*(?:[!(\n/—]|\b{{becauses}}\b)\s*"
_COURTESY = r"\A{courtesies}\s*[,.!–-]+\s*"
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


@lru_cache(maxsize=4096)
def is_understood(answer: str) -> bool:
    """Return whether an answer has no words but those of coming, courtesy and the ways of taking part."""
    if says(answer, "marks") or tells(answer, "remote", "here") or is_one_of(answer, "kept"):
        return True
    words = _WORD.findall(fold_cell(answer))
    return answer == "" or (
        words != [] and all(is_plain_word(word) or begins(word, "coming", "polite", "accepted") for word in words)
    )


@lru_cache(maxsize=4096)
def is_refusal(answer: str) -> bool:
    """Return whether an answer is a no to coming, whatever stands behind it."""
    return is_no(answer) or _is_bare_no(_clauses(answer)[0]) or is_one_of(answer, "regrets")


@lru_cache(maxsize=4096)
def leaves_open(answer: str) -> bool:
    """Return whether an answer has a no in it that is none to coming: to a part of it, to knowing, to any trouble."""
    first, *rest = _clauses(answer)
    return (
        is_one_of(answer, "unsure")
        or _is_open(first)
        or (_is_bare_no(first) and any(_is_no_to_part(clause) for clause in rest[:1]))
    )


def _clauses(answer: str) -> list[str]:
    """Return the clauses of an answer, folded, without courtesy before the first."""
    return pattern(_CLAUSE).split(pattern(_COURTESY).sub("", fold_cell(answer)))


def _words_said(clause: str) -> list[str]:
    """Return the words of a clause but those of courtesy."""
    return [word for word in _WORD.findall(clause) if not begins(word, "polite")]


def _is_open(clause: str) -> bool:
    if says(clause, "marks") or is_one_of(clause, "kept"):
        return False
    said = _words_said(clause)
    no = said[:1] != [] and (is_one_of(said[0], "nos") or any(is_one_of(word, "negations") for word in said[:3]))
    return _is_no_to_part(clause) or (no and not _is_plain(clause, said))


def _is_no_to_part(clause: str) -> bool:
    """Return whether a no stands beside a doubt, or beside words for a part of the meeting."""
    words = _WORD.findall(clause)
    no = any(is_one_of(word, "nos") or word.endswith((*words_named("contracted"),)) for word in words)
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


@lru_cache(maxsize=4096)
def way_in(answer: str) -> str:
    """Return what follows a no, or a no to the room, where it is a way of taking part: `Ei, paikan päällä`."""
    first, *rest = pattern(_AFTER_NO).split(answer)
    if not is_no(first) and not (tells(first, "room") and tells(first, "cancelled")):
        return answer
    ways = (part for part in rest if tells(part, "here", "remote"))
    return next((part for part in ways if not is_no(part) and not tells(part, "cancelled")), answer)


@lru_cache(maxsize=4096)
def meaning_of(header: str, cell: str) -> str:
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

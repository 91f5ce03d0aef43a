"""Several pasted lines: each is an entry of its own (contract, section 3)."""

import re
from itertools import pairwise

from kpfacil.model.text import clean, clean_line

_BULLET = re.compile(r"(?:[-*–—▪◦‣·] |• ?)\s*")
_NUMBER = re.compile(r"([0-9]{1,4})[.)]\s+")


def split_paste(text: str) -> tuple[str, ...]:
    """Return the lines of a pasted text, cleaned; bullets are dropped, numbers only where at least two count up."""
    lines = [clean_line(line) for line in clean(text).split("\n")]
    kept = [bare for line in lines if (bare := _without_bullet(line))]
    return tuple(line for line in _without_numbers(kept) if line)


def _without_bullet(line: str) -> str:
    return "" if line in {"-", "*", "•"} else _BULLET.sub("", line, count=1) if _BULLET.match(line) else line


def _without_numbers(lines: list[str]) -> list[str]:
    numbered = [(at, int(found[1])) for at, line in enumerate(lines) if (found := _NUMBER.match(line))]
    counting: set[int] = set()
    for (at, number), (later, following) in pairwise(numbered):
        if following == number + 1:
            counting.update((at, later))
    return [_NUMBER.sub("", line, count=1) if at in counting else line for at, line in enumerate(lines)]

"""The letters that stand for people's names: initials, and names with a particle that are cut short."""

import itertools
import re
from collections.abc import Container, Iterator, Sequence

from kpfacil.model.people import NAME_PARTICLES

_CASE = r"(?:n|ll[eaä]|lt[aä]|ss[aä]|st[aä]|ksi|kin)"
_END = rf"(?:\.?:\w+|\.(?= [^A-ZÅÄÖ]|[,;:)])|{_CASE}?(?!\w))"
"""What is behind a last letter: a case's ending, or the full stop that ends no sentence."""
_ENDED = re.compile(rf":\w+|(?<=[A-ZÀ-ÖØ-Þ]{{2}}){_CASE}\Z")
"""The ending of a case behind initials: `LM:lle`, `LMlle`."""


def without_case(letters: str) -> str:
    """Return initials without the ending of a case behind them."""
    return _ENDED.sub("", letters)


def initials_of(name: str) -> set[str]:
    """Return the initials of a name, the last name behind the others or before them: `LM`, `ML`.

    A double first or last name may have both of its letters, whatever is left out between them: `KLR`, `KRA`.
    """
    parts = [[part[0].upper() for part in re.split(r"[.-]+", word) if part] for word in name.split()]
    letters = [letter for part in parts for letter in part]
    if len(letters) <= 1:
        return set()
    first, last = letters[0], letters[-1]
    found = {"".join(letters), "".join((last, *letters[:-1])), last + first, *(first + later for later in letters[1:])}
    for one, other in itertools.product({first, "".join(parts[0])}, {parts[-1][0], "".join(parts[-1])}):
        found |= {one + other, other + one} if len(parts) > 1 else set()
    return found


def shortened_with_particle(name: str) -> Iterator[str]:
    """Yield how a name with a particle is found where it is cut short: `J von W`, `J. v. Wrightille`, `JvW:lle`."""
    first, *rest = name.split() or [""]
    particles = list(itertools.takewhile(lambda word: word.casefold() in NAME_PARTICLES, rest))
    last = "".join(rest[len(particles) :][:1])
    if particles and first.isalpha() and last.isalpha():
        whole, letters = " ".join(particles), r"\.? ?".join(word[0] for word in particles)
        ending = rf"{last[0]}(?:{last[1:]}\w*)?{_END}"
        yield rf"(?<!\w)(?:{first}|{first[0]}\.?) ?(?:(?i:{whole})|{letters}\.?) ?{ending}"


def is_last_name_first(words: Sequence[str], first_names: Container[str]) -> bool:
    """Return whether a name seems to have its last name first: its second word alone is a common first name."""
    common = [word.casefold().partition("-")[0] in first_names for word in words[:2]]
    return common == [False, True] and len(words[0]) > 1 and "." not in words[0]

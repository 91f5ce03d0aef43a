"""The letters of people's names: initials, names with a particle that are cut short, accents that are left out."""

import itertools
import re
from collections.abc import Container, Iterator, Sequence

from kpfacil.model.fold import fold
from kpfacil.model.people import NAME_PARTICLES

_CASE = r"(?:n|ll[eaä]|lt[aä]|ss[aä]|st[aä]|ksi|kin)"
_END = rf"(?:\.?:\w+|\.(?= [^A-ZÅÄÖ]|[,;:)])|{_CASE}?(?!\w))"
"""What is behind a last letter: a case's ending, or the full stop that ends no sentence."""
_ENDED = re.compile(rf":\w+|(?<=[A-ZÀ-ÖØ-Þ]{{2}}){_CASE}\Z")
"""The ending of a case behind initials: `LM:lle`, `LMlle`."""
_FIRST_LETTER = re.compile(r"(?<![^.-])[^.-]")
"""The first letter of a word, or of a half of it."""
_DOTTED = "åäö"
"""The letters that only their dots tell from others in Finnish."""


def without_case(letters: str) -> str:
    """Return initials without the ending of a case behind them."""
    return _ENDED.sub("", letters)


def initials_of(name: str) -> set[str]:
    """Return the initials of a name, the last name behind the others or before them: `LM`, `ML`.

    A double first or last name may have both of its letters, whatever is left out between them: `KLR`, `KRA`.
    """
    parts = list(filter(None, map(_FIRST_LETTER.findall, name.upper().split())))
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
    first, *names = name.split() or [""]
    rest = list(itertools.dropwhile(lambda word: word.casefold() not in NAME_PARTICLES, names))
    particles = list(itertools.takewhile(lambda word: word.casefold() in NAME_PARTICLES, rest))
    last = "".join(rest[len(particles) :][:1])
    if particles and first.replace("-", "").isalpha() and last.isalpha():
        whole, letters = " ".join(particles), r"\.? ?".join(word[0] for word in particles)
        halves = "|".join((first, *first.split("-")))
        ending = rf"{last[0]}(?:{last[1:]}\w*)?{_END}"
        yield rf"(?<!\w)(?:{halves}|{first[0]}\.?) ?(?:(?i:{whole})|{letters}\.?) ?{ending}"


def is_last_name_first(words: Sequence[str], first_names: Container[str]) -> bool:
    """Return whether a name seems to have its last name first: all but its first word are common first names."""
    first, *others = (word.casefold().partition("-")[0] in first_names for word in words or [""])
    return bool(others) and all(others) and not first and len(words[0]) > 1 and "." not in words[0]


def spelt_alike(word: str, written: str) -> bool:
    """Return whether a word may be a form of a name by its letters: `mikä` is not Mika, but `makinen` is Mäkinen.

    A foreign accent may be left out or put there: `celineltä` is Céline.
    """
    without_dots = word == fold(word)
    for letter, other in zip(word, written, strict=False):
        if fold(letter) != fold(other):
            return True
        if letter != other and (letter in _DOTTED or (other in _DOTTED and not without_dots)):
            return False
    return True

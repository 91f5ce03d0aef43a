"""Parts of names as words stand for them: letters and initials, accents, and words beside each other."""

import itertools
import re
from collections.abc import Container, Iterable, Iterator, Sequence

from kpfacil.model.fold import fold
from kpfacil.model.people import NAME_PARTICLES
from kpfacil.model.value import frozen

_CASE = r"(?:n|ll[eaä]|lt[aä]|ss[aä]|st[aä]|ksi|kin)"
_END = rf"(?:\.?:\w+|\.(?= [^A-ZÅÄÖ]|[,;:)])|{_CASE}?(?!\w))"
"""What is behind a last letter: a case's ending, or the full stop that ends no sentence."""
_ENDED = re.compile(rf":\w+|(?<=[A-ZÀ-ÖØ-Þ]{{2}}){_CASE}\Z")
"""The ending of a case behind initials: `LM:lle`, `LMlle`."""
_FIRST_LETTER = re.compile(r"(?<![^.-])[^.-]")
"""The first letter of a word, or of a half of it."""
_DOTTED = "åäö"
"""The letters that only their dots tell from others in Finnish."""


@frozen()
class NameForm:
    """One part of somebody's name as it may be inflected; `written` is how the roster has it, in small letters."""

    written: str
    ordinary: bool
    person: int = 0
    """Whose name it is a part of, by a number."""
    given: bool = False
    """Whether it is a first name."""
    lettered: bool = False
    """Whether it is a first letter with a short last name, which as a word is another one: `taho` of Toivo Aho."""


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


_SECOND_LETTER = re.compile(r"-[^\W\d_]\Z")
"""The letter of a double name's second half: `Kirsti-L`."""
_LETTER_WORDS = frozenset({"A", "I"})
"""First letters that are words in English, where no full stop is behind them."""
_STOP = re.compile(r"(?<=\b[^\W\d_])\.(?= [^A-ZÅÄÖ]|[,;:)])")
"""The full stop of a first letter, which ends no sentence."""


def is_loud(word: str, found: list[tuple[str, NameForm]]) -> bool:
    """Return whether a word is written as names are: with a capital letter, as a handle, with a figure at its end."""
    marked = word[0] == "@" or word[-1].isdigit()
    return any(marked or part[:1].isupper() for part, _ in found)


def is_joined_name(found: list[tuple[str, NameForm]]) -> bool:
    """Return whether a word is joined of two parts of one person's name: `toivo.lahti`."""
    pairs = itertools.combinations(found, 2)
    return any(
        one[1].person == other[1].person
        and one[1].written != other[1].written
        and one[0] not in other[0]
        and other[0] not in one[0]
        for one, other in pairs
    )


def is_named_by(first: list[tuple[str, NameForm]], last: list[tuple[str, NameForm]]) -> bool:
    """Return whether one word is somebody's first name and another one that person's last name."""
    called = {form.person for _, form in first if form.given}
    return any(form.person in called for _, form in last if not form.given)


def is_same_name(before: Iterable[tuple[NameForm, ...]], forms: tuple[NameForm, ...]) -> bool:
    """Return whether a word goes on with a name: it can be nothing else, or is another name of a person before it."""
    named = [form for one in before for form in one]
    if not named or not all(form.ordinary for form in forms):
        return True
    return any(one.person == other.person and one.written != other.written for one in forms for other in named)


def is_whole(found: list[tuple[NameForm, ...]]) -> bool:
    """Return whether words end with a last name that has a first name or letters before it, or letters behind it."""
    first = any(not forms or any(form.given for form in forms) for forms in found)
    named = next(filter(None, reversed(found)), ())
    return first and bool(named) and not any(form.given for form in named)


def is_ordinary(forms: tuple[NameForm, ...]) -> bool:
    """Return whether a part of a name may be another word in all that it is a form of; initials are none."""
    return all(form.ordinary for form in forms)


Part = tuple[re.Match[str], tuple[NameForm, ...]]
"""A word of a text and the parts of names that it is a form of, none where it is initials."""


def is_only_name(text: str, parts: list[Part]) -> bool:
    """Return whether words beside each other, each a part of one name, can be nothing but that name.

    Ordinary words can, where several initials stand with them; or where each has a capital letter, and they are beside
    a first letter or several, the first name in a case only where it is the last one: `Lahja Ranta`, but neither
    `Lahjan ranta` nor `I Will`.
    """
    letters = [word for word, forms in parts if not forms]
    named = [(word[0], forms) for word, forms in parts if forms]
    several = any(len(word[0]) > 1 for word in letters)
    ordinary = all(is_ordinary(forms) for _, forms in named)
    return several or not ordinary or _is_told_whole(text, letters, named)


def _is_told_whole(text: str, letters: list[re.Match[str]], named: list[tuple[str, tuple[NameForm, ...]]]) -> bool:
    """Return whether a first letter stands with a name in capitals, or several of its words do as names stand."""
    if not all(word[0].isupper() for word, _ in named):
        return False
    in_case = any(is_in_case(*part) for part in named[:-1])
    first_letter = any(word[0] not in _LETTER_WORDS or text.startswith(".", word.end()) for word in letters)
    return first_letter or (len(named) > 1 and not in_case)


def is_in_case(word: str, forms: tuple[NameForm, ...]) -> bool:
    """Return whether a word is a first name in one of its cases, or with what hangs at it: `Liisan`, `Amy's`."""
    bare = fold(_SECOND_LETTER.sub("", word))
    return all(form.given and bare != fold(form.written) for form in forms)


def end_of_name(text: str, word: re.Match[str]) -> int:
    """Return where a name ends with a word, the full stop of a first letter with it."""
    stop = _STOP.match(text, word.end())
    return stop.end() if stop else word.end()

"""Finnish names in the cases people say them: a roster is small, so the forms are made, and what is typed is looked up.

Everything is folded (no case, no dots on ä and ö), which makes vowel harmony one thing less to know. First names
(*given*) change more carefully than other words, so that nobody's form becomes another's name: `Annille` must not be
Anne, nor `Mian` Mika.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

_VOWELS = "aeiouy"
_LOST = 3
"""Fewer letters than so many are lost in the weak stem of a name."""
_CASES = ("lle", "lta", "lla", "ssa", "sta", "ksi")
_CLOSED = ("n", *_CASES)
"""Endings that close the syllable before them: they follow the weak stem."""
_SPELT = (":n", ":lle", ":lta", ":lla", ":ssa", ":sta", ":ta", ":a", ":hen", ":iin", ":ksi")
"""Endings after an abbreviation."""
_SPELT_END = re.compile(rf"(?:{'|'.join(_SPELT)})\Z")
_PARTITIVES_OF_I = {"li": "lta", "ni": "nta", "ri": "rta", "si": "sta tta", "mi": "nta"}
_PLURALS = {"e": ("ten ien", "i"), "i": ("ien", "ei"), "a": ("ien iden ojen oiden ain", "i oi")}
"""What stands for the last letter of a stem in the genitives of the plural, and in its other cases."""
_PLURALS_OF_NAMES = {"a": ("ojen oja oiden", "oi"), "e": ("ten ien ia", "i"), "i": ("ien eja", "ei")}
"""The same of a person's name, with the partitive."""
_NAMES_OF_THEIR_OWN = frozenset({"maria", "julia", "emilia", "antonia", "aria", "larissa", "vanessa", "melissa"})
"""Forms that are first names themselves: whoever types one means that person, not a form of another's name."""

_Change = Callable[[str], str | None]
_REACH = 4
"""How many letters at a word's end a rule looks at: few ends there are, so each is looked at once."""


def _rules(table: str) -> _Change:
    """Return what changes a word's end by the first rule of a table that fits it; None where none does.

    A rule is a line: the end as a regular expression, and what stands there instead.
    """
    rows = (line.split() for line in table.strip().splitlines())
    rules = [(re.compile(rf"{end}\Z"), change) for end, change in rows]

    @cache
    def change_end(end: str) -> str | None:
        changed = (pattern.subn(change, end) for pattern, change in rules)
        return next((new for new, count in changed if count), None)

    return change_end


_WEAK_ALWAYS = _rules(r"""
    kk([aeiouy])    k\1
    pp([aeiouy])    p\1
    tt([aeiouy])    t\1
""")
_WEAK_GIVEN = _rules(r"""
    nto             nno
    lto             llo
    ht([io])        hd\1
    (?<=[aeiouy])tu du
""")
_WEAK = _rules(r"""
    nk([aeiouy])    ng\1
    nt([aeiouy])    nn\1
    lt([aeiouy])    ll\1
    rt([aeiouy])    rr\1
    mp([aeiouy])    mm\1
    ht([aeiouy])    hd\1
    ([lr])p([aeiouy])       \1v\2
    ([lrh])ke               \1je
    ([lrh])k([aiouy])       \1\2
    ([ao])ika               \1ja
    (?<=u)ku                vu
    (?<=y)ky                vy
    (?<=[aeiouy])k([aeiouy])    \1
    (?<=[aeiouy])p([aeiouy])    v\1
    (?<=[aeiouy])t([aeiouy])    d\1
""")
_STRONG = _rules(r"""
    ng([aeiouy])    nk\1
    nn([aeiouy])    nt\1
    ll([aeiouy])    lt\1
    rr([aeiouy])    rt\1
    mm([aeiouy])    mp\1
    (?<=[aeiouylrnh])d([aeiouy])        t\1
    (?<=[aeiouylr])v([aeiouy])          p\1
    (?<=[aeiouylrn])([kpt])([aeiouy])   \1\1\2
""")


@lru_cache(maxsize=4096)
def forms(word: str, *, given: bool = False) -> frozenset[str]:
    """Return the inflected forms of a folded name; of `anna-liisa` and `jamsan kunta` only the last part changes."""
    cut = max(word.rfind("-"), word.rfind(" ")) + 1
    before, last = word[:cut], word[cut:]
    if not last:
        return frozenset()
    made = {before + form for form in _forms_of_part(last, given=given)}
    made |= {word + "'s", word + "s"}
    return frozenset(made - {word} - (_NAMES_OF_THEIR_OWN if given else set()))


@lru_cache(maxsize=16_384)
def _forms_of_part(word: str, *, given: bool) -> frozenset[str]:
    return frozenset(_forms(word, given=given))


@lru_cache(maxsize=1024)
def plurals(word: str) -> frozenset[str]:
    """Return the plurals of a folded word in the singular, also as after a number: `martat` of `marttaa`.

    Words that nobody says are among them: of what a word is the partitive its form does not tell.
    """
    ones = {word, word.removesuffix("ta"), word.removesuffix("a")}
    ones |= {word.removesuffix(end) + first for end, first in (("sta", "nen"), ("ta", "i"), ("ea", "i"))}
    return frozenset(f"{weak}t" for one in ones if len(one) > 2 for weak, _ in _stems(one, given=False))  # noqa: PLR2004


def abbreviation(word: str) -> str:
    """Return a folded word without the ending that stands after its colon: `4h` of `4h:lle`."""
    return _SPELT_END.sub("", word)


def _forms(word: str, *, given: bool) -> Iterator[str]:
    yield from _irregular(word, given=given)
    for weak, strong in _stems(word, given=given):
        yield from (weak + ending for ending in _CLOSED)
        yield strong + "a"
        yield strong + strong[-1] + "n"
        if strong[-2:-1] and strong[-2] in _VOWELS:
            yield strong + "ta"
            yield f"{strong}h{strong[-1]}n"
            yield strong + "seen"
    if not given:
        yield from (word + ending for ending in _SPELT)
        if len(word) > 3 and word.endswith("t"):  # noqa: PLR2004  shorter ones are abbreviations
            yield from _plural(word[:-1])


def _irregular(word: str, *, given: bool) -> Iterator[str]:
    """Yield the partitives that are not made from a vowel stem."""
    if word.endswith("nen"):
        yield word[:-3] + "sta"
    elif word.endswith("s"):
        yield word + "ta"
    elif word.endswith("e") and not given:
        yield word + "tta"
    elif len(word) > _LOST and not given:
        yield from _partitives_of_i(word)


def _partitives_of_i(word: str) -> Iterator[str]:
    """Yield the partitives of old words in -i: `saarta`, `sutta`, `lunta`."""
    yield from (word[:-2] + ending for ending in _PARTITIVES_OF_I.get(word[-2:], "").split())


def _stems(word: str, *, given: bool) -> Iterator[tuple[str, str]]:
    """Yield pairs of weak and strong stem, each ending in a vowel."""
    if word.endswith("nen"):
        yield word[:-3] + "se", word[:-3] + "se"
    elif word[-1] == "s":
        yield from _stems_of_s(word, given=given)
    elif word[-1] in _VOWELS:
        yield from _stems_of_vowel(word, given=given)
    else:
        if not given and word.endswith("in"):
            yield word[:-1] + "me", word[:-1] + "me"
        if not given and word.endswith(("en", "el", "ar")):
            yield word + "e", word + "e"
        yield word + "i", word + "i"


def _stems_of_s(word: str, *, given: bool) -> Iterator[tuple[str, str]]:
    stem = word[:-1]
    yield stem + "kse", stem + "kse"
    yield word + "i", word + "i"
    if not stem or stem[-1] not in _VOWELS:
        return
    if given:
        if stem[-1] == "a":
            yield stem + "a", stem + "a"
        return
    if stem[-1] in "aei":
        for strong in {stem, *_apply_first(stem, _STRONG)}:
            yield strong + strong[-1], strong + strong[-1]
    if stem[-2:-1] and stem[-2] in _VOWELS:
        yield stem + "de", stem + "te"


def _stems_of_vowel(word: str, *, given: bool) -> Iterator[tuple[str, str]]:
    rules = _WEAK_GIVEN if given else _WEAK
    for weak in {word, *_apply_first(word, _WEAK_ALWAYS), *_apply_first(word, rules)}:
        yield weak, word
    if given:
        return
    if word[-1] == "i":
        stem = word[:-1] + "e"
        for weak in {stem, *_apply_first(stem, _WEAK_ALWAYS), *_apply_first(stem, _WEAK)}:
            yield weak, stem
    if word.endswith("si"):
        yield word[:-2] + ("re" if word.endswith("rsi") else "de"), word[:-2] + "te"
    if word[-1] == "e":
        for strong in {word, *_apply_first(word, _STRONG)}:
            yield strong + "e", strong + "e"


def _apply_first(word: str, change: _Change) -> Iterator[str]:
    """Yield the word after the first rule that fits its end."""
    new = change(word[-_REACH:])
    if new is not None:
        yield word[:-_REACH] + new


def _plural(stem: str) -> Iterator[str]:
    """Yield the cases of a party named in the plural: `nuoret`, `martat`, `yrittajat`, `asukkaat`."""
    for base in {stem, *_apply_first(stem, _STRONG)}:
        cut, last = base[:-1], base[-1]
        genitives, stems = _PLURALS.get(last, (f"{last}jen {last}iden", f"{last}i"))
        yield from (cut + ending for ending in genitives.split())
        if last == "e":
            yield cut.removesuffix("ks") + "sten"
        for plural in stems.split():
            yield from (cut + plural + ending for ending in (*_CASES, "ta", "a", "hin", "in"))


def changes_grade(form: str, name: str) -> bool:
    """Return whether a form of a folded name in -e or -i has another grade: `Lemmille`, `Aarteen`, not `Onneksi`."""
    end = len(name) - 1
    return name[end] == "e" or (name[end] == "i" and form[end : end + 1] in ("i", "e") and form[:end] != name[:end])


def rare_cases(name: str, made: Iterable[str], *, given: bool) -> Iterator[str]:
    """Yield the cases of a folded name that nobody says of the person who has the floor: `Liisana`, `Virtaset`.

    `made` are the forms that it has otherwise.
    """
    if name[-1:] in _VOWELS:
        yield name + "na"
        yield from _plurals_of_name(name, given=given)
    if name.endswith("mies"):
        yield from (name[:-1] + "he" + ending for ending in (*_CLOSED, "na", "t"))
        yield name + "ta"
    weak_stems = {form.removesuffix("lle") for form in made if form.endswith("lle")}
    for weak in (stem for stem in weak_stems if len(stem) > len(name) - _LOST):
        yield from (weak + ending for ending in ("t", "tta", "na"))
        yield from _plurals_of_name(weak, given=given)


def _plurals_of_name(weak: str, *, given: bool) -> Iterator[str]:
    cut, last = weak[:-1], weak[-1:]
    usual = f"{last}jen {last}ja", f"{last}i"
    genitives, plural = usual if given and last == "e" else _PLURALS_OF_NAMES.get(last, usual)
    yield from (cut + ending for ending in genitives.split())
    yield from (cut + plural + ending for ending in (*_CASES, "na", "tta", "hin"))

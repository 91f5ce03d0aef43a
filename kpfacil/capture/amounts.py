"""What is given: its kind, amount and unit, and several amounts one by one."""

import re
import unicodedata
from functools import cache
from itertools import pairwise
from typing import get_args

from kpfacil.capture.grammar import fitting
from kpfacil.commands.base import Refused
from kpfacil.model.entries import Pledge, ResourceKind
from kpfacil.model.fold import fold
from kpfacil.model.grammar import any_of, listing, pattern, vocabulary, words_of

RESOURCES: tuple[ResourceKind, ...] = ("communication", "skill", "volunteers", "equipment", "space", "money", "time")
"""In the order in which a word of two kinds is asked what it says."""
_WHOLE = r"(?P<whole>[1-9][0-9]{0,2}(?:[ .,][0-9]{3}){1,3}(?![0-9])|[0-9]{1,9})"
_FRACTION = "[¼½¾⅓⅔⅛⅜⅝⅞]|[1-9]/[2-9](?![0-9])"
_NUMBER = rf"(?:(?P<fraction>{_FRACTION})|{_WHOLE}(?:[.,](?P<part>[0-9]{{1,4}})| ?(?P<more>{_FRACTION}))?)"
_ALONE = r"(?:(?<![\w.,:/+-])|(?<=[0-9 ]x))"
"""What stands before a number of its own, be it times another: `3x2 h`."""
_EUROS_FIRST = re.compile(rf"(?P<unit>€) ?{_NUMBER}(?!\w)")
_MINUTES_MORE = re.compile(r"(?:\s*(?:ja |and )?(?=[0-9]+ ?min(?![^\W_])))?([0-5]?[0-9])(?: ?min)?(?!\w)")
_TIMES = re.compile(rf"{_ALONE}([1-9][0-9]?) ?[x×*] ?\Z")
_TIMES_AFTER = re.compile(r" ?[x×*] ?([1-9][0-9]?)(?![\w.,])")
_UNIT_ALONE = re.compile(r"[^\W\d_]{4,}|€")
_BRACKETS = re.compile(r"\([^()]*\)")
_EACH = r"(?<!\w)(?:{each}(?!\w)|{everyone}(?=(?: \w*{everyone-does})? [0-9]|\Z))"
"""A word that says that each gives so much: `2 h kumpikin`, `kaikki 2 h`, `kaikki tuovat 2 kpl`."""
_NOT_DIGIT = re.compile(r"[^0-9]")


@cache
def units(*, sure: bool = False) -> dict[str, tuple[str, ResourceKind]]:
    """Return each unit as it is typed: how it is written down, and the kind of resource that it suggests.

    The `sure` ones leave out those that could as well be a time to wait, which alone make no pledge.
    """
    known: dict[str, tuple[str, ResourceKind]] = {}
    for kind in get_args(ResourceKind):
        for key in vocabulary():
            begin, _, written = key.rpartition(".")
            if begin == f"unit.{kind}" or (begin == f"waiting-unit.{kind}" and not sure):
                known = dict.fromkeys(words_of(key), (written, kind)) | known
    return known


@cache
def _patterns(*, sure: bool = False) -> dict[str, re.Pattern[str]]:
    """Return the forms of an amount with a unit: the `one`, from so much `until` so much, and what tells of `each`."""
    unit = "|".join(sorted(map(re.escape, units(sure=sure)), key=len, reverse=True))
    minutes = "[0-5]?[0-9] ?min|(?<=h)[0-5][0-9]"
    until = rf"(?:(?:{unit}) )?(?:-|(?:{any_of('or')})) ?"
    return {
        "one": re.compile(rf"{_ALONE}{_NUMBER} ?(?P<unit>{unit})(?:(?!\w)|(?={minutes}(?!\w)))"),
        "euros": _EUROS_FIRST,
        "until": re.compile(rf"{_ALONE}[0-9]{{1,6}} ?{until}[0-9]{{1,6}} ?(?P<unit>{unit})(?!\w)"),
        "each": re.compile(rf" ?/ ?[^\W\d]| per | ?[x×*] ?[0-9]+ ?(?:{unit})(?!\w)"),
    }


@cache
def resource_words() -> re.Pattern[str]:
    """Return what tells the kind of a resource in a folded text, each kind a group of that name."""
    return re.compile("|".join(f"(?P<{kind}>{'|'.join(vocabulary()[f'resource.{kind}'])})" for kind in RESOURCES))


def find_amount(said: str, *, sure: bool = False) -> re.Match[str] | None:
    """Return the first amount with a unit in folded words."""
    found = filter(None, (_patterns(sure=sure)[form].search(said) for form in ("one", "euros")))
    return min(found, key=lambda amount: amount.start(), default=None)


def has_amount(said: str, *, sure: bool = False) -> bool:
    """Return whether folded words have an amount with a unit, be it from so much to so much."""
    return bool(find_amount(said, sure=sure) or _patterns(sure=True)["until"].search(said))


def recognise_pledge(text: str, by: str = "") -> Pledge:
    """Return the words as a pledge, with kind, amount and unit where they can be told; raises `Refused` if too long.

    How much `20 €/hlö`, `2 hlö x 3 h` and `20–30 h` are together is not told.
    """
    said = fold(text)
    amount, until = find_amount(said), _patterns(sure=True)["until"].search(said)
    unit, kind = units()[amount["unit"]] if amount else ("", _kind_without_amount(said))
    word = resource_words().search(said)
    if kind != "money" and word:
        kind = next(kind for kind in RESOURCES if word[kind] is not None)
    if amount is None or until or pattern(_EACH).search(said) or _patterns()["each"].match(said, amount.end()):
        return Pledge(text=fitting(text), by=by, kind=kind)
    return Pledge(text=fitting(text), by=by, kind=kind, amount=_number(amount), unit=unit)


def _kind_without_amount(said: str) -> ResourceKind:
    """Return the kind that a unit tells where the amount is none: `50–100 €`, `kaksi tuntia`."""
    words = (*(found["unit"] for found in _patterns(sure=True)["until"].finditer(said)), *_UNIT_ALONE.findall(said))
    return next((units(sure=True)[word][1] for word in words if word in units(sure=True)), "other")


def amounts_apart(text: str) -> list[str]:
    """Return words with several amounts as one pledge for each: `500 € ja 20 h`; hours and their minutes are one."""
    cuts = [
        found.span()
        for found in pattern(rf"{listing().pattern}|(?<=\S)\s+(?=[0-9¼½¾])").finditer(
            _BRACKETS.sub(lambda one: "x" * len(one[0]), text)
        )
    ]
    apart, begins = [], 0
    for (end, after), (until, _) in pairwise([*cuts, (len(text), 0)]):
        before, follows = text[begins:end], text[after:until]
        if _may_be_apart(before, text[end:after], follows):
            apart.append(before)
            begins = after
    return [*apart, text[begins:]]


def _may_be_apart(before: str, between: str, follows: str) -> bool:
    """Return whether words before and after a sign have an amount each; a space alone stands right between them."""
    if not all(has_amount(fold(words)) for words in (before, follows)):
        return False
    ends = (found.end() for found in _patterns()["one"].finditer(fold(before)))
    if not between.strip() and len(before) not in ends:
        return False
    return recognise_pledge(before).amount == recognise_pledge(f"{before} {follows}").amount


def one_giver(pledge: Pledge, givers: tuple[str, ...]) -> Refused | None:
    """Return the refusal of an amount that several give: how it is shared is not guessed."""
    if len(givers) > 1 and pledge.amount is not None:
        return Refused("line-whose-amount", text=pledge.text)
    return None


def _number(amount: re.Match[str]) -> int | float:
    """Return the amount; `2 x 3 h` and `3 h x 2` are six hours, and `1 h 30 min` one and a half."""
    before, after = amount.span()
    times = _TIMES.search(amount.string, 0, before) or _TIMES_AFTER.match(amount.string, after)
    more = _MINUTES_MORE.match(amount.string, after)
    minutes = int(more[1]) / 60 if more is not None and units()[amount["unit"]][0] == "h" else 0
    return (_parse_amount(amount) + minutes) * int(times[1] if times else 1)


def _parse_amount(amount: re.Match[str]) -> int | float:
    whole = int(_NOT_DIGIT.sub("", amount["whole"] or "") or 0)
    fraction = amount["fraction"] or amount["more"]
    if fraction:
        top, _, below = fraction.partition("/")
        return whole + (int(top) / int(below) if below else unicodedata.numeric(top))
    part = amount["part"]
    return float(f"{whole}.{part}") if part and part.strip("0") else whole

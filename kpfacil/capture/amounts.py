"""What is given: its kind, amount and unit, several amounts one by one, and who gives it."""

import re
import unicodedata
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import get_args

from kpfacil.capture.grammar import fitting
from kpfacil.capture.parts import Part
from kpfacil.capture.who import Who, known_names, list_names, name_in, names_in, names_somebody, who_before
from kpfacil.commands.base import Refused
from kpfacil.model.entries import Pledge, ResourceKind
from kpfacil.model.fold import fold
from kpfacil.model.grammar import LOOSE, any_of, lexicon, listing, pattern, vocabulary, words_of

RESOURCES: tuple[ResourceKind, ...] = ("communication", "skill", "volunteers", "equipment", "space", "money", "time")
"""In the order in which a word of two kinds is asked what it says."""
_WHOLE = r"(?P<whole>[1-9][0-9]{0,2}(?:[ .,][0-9]{3}){1,3}(?![0-9])|[0-9]{1,9})"
_FRACTION = "[¼½¾⅓⅔⅛⅜⅝⅞]|[1-9]/[2-9](?![0-9])"
_NUMBER = rf"(?:(?P<fraction>{_FRACTION})|{_WHOLE}(?:[.,](?P<part>[0-9]{{1,4}})| ?(?P<more>{_FRACTION}))?)"
_ALONE = r"(?<![\w.,:/+-])"
"""What stands before no number of its own."""
_EUROS_FIRST = re.compile(rf"(?P<unit>€) ?{_NUMBER}(?!\w)")
_MINUTES_MORE = re.compile(r"\s*(?:ja |and )?([0-5]?[0-9]) ?min(?![^\W_])")
_TIMES = re.compile(rf"{_ALONE}([1-9][0-9]?) ?[x×*] ?\Z")
_TIMES_AFTER = re.compile(r" ?[x×*] ?([1-9][0-9]?)(?![\w.,])")
_UNIT_ALONE = re.compile(r"[^\W\d_]{4,}|€")
_BRACKETS = re.compile(r"\([^()]*\)")
_EACH = r"(?<!\w){each}(?!\w)"
"""A word that says that each gives so much: `2 h kumpikin`."""
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
    until = rf"(?:(?:{unit}) )?(?:-|(?:{any_of('or')})) ?"
    return {
        "one": re.compile(rf"{_ALONE}{_NUMBER} ?(?P<unit>{unit})(?!\w)"),
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


def unclear_share(giver: str, given: str, said: str) -> Refused | None:
    """Return the refusal of several things before a giver, who may give the last alone: `20 h, kahvit Martoilta`.

    `said` is what is given with its giver.
    """
    cuts = list(pattern(_LISTED).finditer(given))
    if not cuts:
        return None
    start, end = cuts[-1].span()
    return Refused("line-whose-share", all=f"{giver}: {given}", apart=f"{given[:start]}; {said[end:]}")


_LISTED = r",\s+|\s{and}\s+"
"""What stands between two things."""
_MOST_GIVERS = 5
"""The most words of names that are looked at before what they give."""
_BEHIND = r"(?P<whence>\(|{giver-after}\s+)?(?P<name>[^()]+?)[).\s]*"
"""A name behind what is given, and what tells that it is the giver's: a bracket, a word such as *from*."""


def giver_in(piece: Part, *, sure: bool = False) -> tuple[Who, Part] | None:
    """Return who gives what, wherever the names stand; where it is `sure`, names before other words give nothing."""
    before = giver_first(piece) if not sure or gives_thing(piece) else None
    return who_before(piece) or before or giver_last(piece)


def misplaced_giver(who: Who, given: Part, whole: Part) -> Refused | None:
    """Return the refusal of a giver behind what is given: turned round, `tila: seurakunta`, or perhaps of a part."""
    unknown = [ask.name for ask in who.asks if not ask.candidates]
    if unknown and names_somebody(given):
        return Refused("line-slip", line=f"{given.said}: {unknown[0]}")
    if unknown and resource_words().search(fold(unknown[0])):
        return _giver_of_amount(unknown[0], given)
    giver = ", ".join(map(given.names.sure, who.handles))
    return unclear_share(giver, given.said, whole.said) if given.at == whole.at else None


def _giver_of_amount(thing: str, given: Part) -> Refused | None:
    """Return the refusal of a name between a thing and how much of it is given: `raha: kaupunki 500 €`."""
    name = names_first(given)
    amount = given.cut(len(name.text)).said
    if not (name.names.is_written(name.said) and has_amount(fold(amount), sure=True)):
        return None
    return Refused("line-slip", line=f"{name.said}: {thing} {amount}")


def giver_first(piece: Part) -> tuple[Who, Part] | None:
    """Return who gives what where their names stand before it without a colon: `Martat kahvit`, `Pekalta auto`.

    A person's name has its capital letter, and either stands as it is written or says from whom.
    """
    if names_somebody(piece):
        return None
    spaces = [found.start() for found in re.finditer(r"(?<=\w)\s(?=\S)", piece.text)][:_MOST_GIVERS]
    for end in reversed(spaces):
        name, given = piece.cut(0, end), piece.cut(end)
        if _may_give(name) and not names_somebody(given):
            who = known_names(name, LOOSE)
            return (who if who.handles else _with_colon(name_in(name), name.trim())), given  # several may be called so
    return None


def names_first(piece: Part) -> Part:
    """Return the names that stand before what they give without a colon; an empty part where none do."""
    found = giver_first(piece)
    return piece.cut(0, found[1].at - piece.at) if found else piece.say("")


def giver_last(piece: Part) -> tuple[Who, Part] | None:
    """Return who gives what where they stand behind it: `500 € kaupungilta`, `20 h (Martat)`, `5 € from Pekka`."""
    spaces = [found.end() for found in re.finditer(r"(?<=\S)\s+(?=\S)", piece.text)][-_MOST_GIVERS:]
    for start in spaces:
        behind = pattern(_BEHIND).fullmatch(piece.text, start)
        name = piece.cut(*behind.span("name")) if behind else piece.say("")
        whence = behind and (behind["whence"] or _is_ablative(name.said))
        if whence and names_somebody(name, LOOSE) and not has_amount(name.said):  # `(4h)` are hours, `(4H)` gives
            return _with_colon(list_names(name), piece.trim(), piece.cut(start)), piece.cut(0, start)
    return None


def _with_colon(who: Who, piece: Part, behind: Part | None = None) -> Who:
    """Return who gives a thing, to be asked so that whoever is chosen stands first, with a colon."""
    place = behind.trim() if behind else piece
    if len(who.asks) != 1 or who.handles:
        return who
    ask = replace(who.asks[0], start=place.at, end=place.at + len(place.text), owner_at=piece.at)
    return replace(who, asks=(ask,))


def unsigned_giver(given: Part, owners: tuple[str, ...]) -> Refused | None:
    """Return the refusal of things and names that may give them: `tila Seurakunta, kahvit Martat`; no owner's own."""
    line = _with_colon_between(given, owners)
    bits = pattern(rf"({_LISTED}|\s*;\s*|\s\+\s)").split(given.text)
    if not line and any(_with_colon_between(given.say(bit), owners) for bit in bits):
        line = "".join(_with_colon_between(given.say(bit), owners, sure=False) or bit for bit in bits)
    return Refused("line-slip", line=given.say(line).said) if line else None


def _with_colon_between(piece: Part, owners: tuple[str, ...], *, sure: bool = True) -> str:
    """Return one thing and a name behind it as a pledge is typed: `tila Seurakunta`, `20 h Anna`; else nothing.

    A name that is an ordinary word stays one: `10 km Koski`. Where it is not `sure`, any word may be the thing.
    """
    for space in re.finditer(r"(?<=[\w€])\s+(?=\S)", piece.text):
        thing, name = piece.cut(0, space.start()), piece.cut(space.end())
        who = list_names(name)
        known = all(one.names.is_written(one.said) and one.said[:1].isupper() for one, _ in names_in(name))
        ordinary = name.said.casefold() in lexicon().ordinary
        given = _is_one_thing(fold(thing.said)) or not (sure or " " in thing.said)
        if known and not ordinary and who.handles != owners and given:
            return f"{name.said}: {thing.said}"
    return ""


def _is_one_thing(said: str) -> bool:
    """Return whether folded words are an amount alone or one word of a kind that is given."""
    amount = find_amount(said, sure=True)
    return amount[0] == said if amount else " " not in said and resource_words().search(said) is not None


def _may_give(name: Part) -> bool:
    """Return whether a part is the names of somebody who gives what follows: written so, or saying from whom."""
    if not (known_names(name, LOOSE).handles or names_somebody(name)):
        return False
    first, *_, last = (*name.said.split(), name.said.split()[-1])
    ends = (name.said if name.names.is_party(name.said) else first, last)
    return all(word[:1].isupper() or _is_ablative(word) or name.names.is_party(word) for word in ends)


def _is_ablative(name: str) -> bool:
    """Return whether a Finnish name says from whom: `Pekalta`, `kaupungilta`."""
    return fold(name).endswith("lta")


def gives_thing(piece: Part) -> bool:
    """Return whether known names without a colon give what is no day: something from them, an amount, a known kind."""
    found = giver_first(piece)
    if found is None or found[0].everyone:
        return False
    name, said = names_first(piece).said, found[1].said
    longer = said[:1].isupper() and not piece.names.is_party(name)  # somebody else's name: `Pekka Kallio 2 h`
    known = has_amount(fold(said), sure=True) or resource_words().search(fold(said)) is not None
    return _is_ablative(name) or (known and not longer)

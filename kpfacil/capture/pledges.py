"""By when and with what: the segments of a task line, and the kind, amount and unit of what somebody could give."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import get_args

from kpfacil.capture.grammar import LOOSE, NOTHING, Ask, Part, fitting
from kpfacil.capture.who import (
    Roster,
    Who,
    is_texty,
    known_before,
    known_names,
    looks_like_name,
    names_before,
    names_somebody,
    nobody_here,
    who_before,
)
from kpfacil.commands.base import Refused
from kpfacil.model.entries import Pledge, ResourceKind
from kpfacil.model.fold import fold, fold_with_places
from kpfacil.model.grammar import Meanings, any_of, vocabulary, words_of
from kpfacil.model.value import frozen


class Units(Meanings[tuple[str, ResourceKind]]):
    """A unit as it is typed: how it is written down, and the kind of resource that it suggests."""

    def __init__(self, group: str) -> None:
        """Take the first part of the keys: `unit` in `unit.time.h`."""
        super().__init__({})
        self._group = group

    @cached_property
    def _known(self) -> dict[str, tuple[str, ResourceKind]]:
        known: dict[str, tuple[str, ResourceKind]] = {}
        kinds: tuple[ResourceKind, ...] = get_args(ResourceKind)
        for key in vocabulary():
            for kind in kinds:
                if key.startswith(begin := f"{self._group}.{kind}."):
                    known = dict.fromkeys(words_of(key), (key.removeprefix(begin), kind)) | known
        return known


UNITS = Units("unit")
WAITING_UNITS = Units("waiting-unit")
"""Units of a pledge that could as well be a time to wait, so they alone make no pledge of a task's second part."""

RESOURCES: tuple[ResourceKind, ...] = ("communication", "skill", "volunteers", "equipment", "space", "money", "time")
"""In the order in which a word of two kinds is asked what it says."""


@cache
def resource_words() -> re.Pattern[str]:
    """Return what tells the kind of a resource in a folded text, each kind a group of that name."""
    return re.compile("|".join(f"(?P<{kind}>{'|'.join(vocabulary()[f'resource.{kind}'])})" for kind in RESOURCES))


_WHOLE = r"(?P<whole>[1-9][0-9]{0,2}(?:[ .,][0-9]{3}){1,3}(?![0-9])|[0-9]{1,9})"
_FRACTION = "[¼½¾⅓⅔⅛⅜⅝⅞]|[1-9]/[2-9](?![0-9])"
_NUMBER = rf"(?:(?P<fraction>{_FRACTION})|{_WHOLE}(?:[.,](?P<part>[0-9]{{1,4}})| ?(?P<more>{_FRACTION}))?)"


@cache
def _amount(*, sure: bool) -> re.Pattern[str]:
    units = UNITS if sure else {**UNITS, **WAITING_UNITS}
    names = "|".join(sorted((re.escape(unit) for unit in units), key=len, reverse=True))
    return re.compile(rf"(?<![\w.,:/+-]){_NUMBER} ?(?P<unit>{names})(?!\w)")


@cache
def _range() -> re.Pattern[str]:
    """Return an amount from so much to so much, which is no one number: `20-30 h`."""
    units = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
    return re.compile(rf"(?<![\w.,:/+-])[0-9]{{1,6}} ?- ?[0-9]{{1,6}} ?(?P<unit>{units})(?!\w)")


_MINUTES_MORE = re.compile(r"\s*(?:ja |and )?([0-5]?[0-9]) ?min(?![^\W_])")
_TIMES = re.compile(r"(?<![\w.,:/+-])([1-9][0-9]?) ?[x×*] ?\Z")
_TIMES_AFTER = re.compile(r" ?[x×*] ?([1-9][0-9]?)(?![\w.,])")
_RATE = re.compile(r" ?/ ?[^\W\d]| per ")
"""What stands after an amount of each: how much that is together is not told."""
_EUROS_FIRST = re.compile(rf"(?P<unit>€) ?{_NUMBER}(?!\w)")
_UNIT_ALONE = re.compile(r"[^\W\d_]{4,}|€")
_BETWEEN = re.compile(r";|(?<=\s)\+(?=\s)")
_MOST_GIVERS = 5
"""The most words of names that are looked at before what they give."""
_NOT_DIGIT = re.compile(r"[^0-9]")


@frozen()
class Pledged:
    """The pledges of a line, the names that have to be asked for, and why they cannot be taken as they are."""

    pledges: tuple[Pledge, ...] = ()
    asks: tuple[Ask, ...] = ()
    refusal: Refused | None = None


def recognise_pledge(text: str, by: str = "") -> Pledge:
    """Return the words as a pledge, with kind, amount and unit where they can be told; raises `Refused` if too long."""
    said = fold(text)
    amount = _amount(sure=False).search(said) or _EUROS_FIRST.search(said)
    unit, unit_kind = _unit(amount["unit"]) if amount else ("", _kind_without_amount(said))
    word = resource_words().search(said)
    kind: ResourceKind = unit_kind
    if word is not None and unit_kind != "money":
        kind = next(name for name in RESOURCES if word[name] is not None)
    if amount is None or _RATE.match(said, amount.end()):
        return Pledge(text=fitting(text), by=by, kind=kind)
    return Pledge(text=fitting(text), by=by, kind=kind, amount=_number(amount), unit=unit)


def _unit(word: str) -> tuple[str, ResourceKind]:
    return UNITS.get(word) or WAITING_UNITS[word]


def _kind_without_amount(said: str) -> ResourceKind:
    """Return the kind that a unit tells where the amount is none: `50–100 €`, `kaksi tuntia`."""
    words = (*(found["unit"] for found in _range().finditer(said)), *_UNIT_ALONE.findall(said))
    return next((UNITS[word][1] for word in words if word in UNITS), "other")


def reads_as_pledge(part: Part, roster: Roster) -> bool:
    """Return whether a task's second part is a pledge: an amount with a unit, or a known giver and a colon."""
    return any(
        _has_amount(fold(piece.said)) or known_before(piece, roster) or _gives_thing(piece, roster)
        for piece, _ in pieces_of(part, roster)
    )


def _has_amount(said: str) -> bool:
    """Return whether folded words have an amount with a unit, be it from so much to so much."""
    return any(pattern.search(said) for pattern in (_amount(sure=True), _EUROS_FIRST, _range()))


def amount_alone(part: Part, roster: Roster) -> str:
    """Return an amount alone, or with its giver, as a pledge is typed: `20 h`, `Liisa: 2 h`; empty for other words."""
    said, places = fold_with_places(part.text)
    found = _amount(sure=True).search(said) or _EUROS_FIRST.search(said)
    if found is None:
        return ""
    start, end = places[found.start()], places[found.end()]
    giver = Part(f"{part.text[:start]} {part.text[end:]}".strip(" :,.()"))
    amount = part.text[start:end].strip()
    return amount if not giver.text else f"{giver.said}: {amount}" if known_names(giver, roster).handles else ""


def pledges_in(parts: Iterable[Part], roster: Roster, owners: tuple[str, ...]) -> Pledged:
    """Return what is pledged: ` + ` keeps a giver, `;` ends one, and without one the owners give, together."""
    made = _Made(owners if len(owners) == 1 else ("",))
    for part in parts:
        for piece, keeps in pieces_of(part, roster):
            made.take(piece, roster, keeps=keeps)
    made.end_giver()
    return Pledged(tuple(made.pledges), tuple(made.asks), made.refusal)


@dataclass(slots=True)
class _Made:
    """The pledges read so far, and who gives the next ones."""

    owners: tuple[str, ...]
    givers: tuple[str, ...] = ()
    pledges: list[Pledge] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    refusal: Refused | None = None
    waits_for_words: bool = False

    def end_giver(self) -> None:
        """Let the owners give what comes next; a giver who has given nothing is told."""
        if self.waits_for_words:
            self.refusal = self.refusal or Refused("line-empty-pledge")
        self.givers = self.owners

    def take(self, piece: Part, roster: Roster, *, keeps: bool) -> None:
        """Read one pledge more, of the giver before it where it is kept; a dash says that there is none."""
        if not keeps:
            self.end_giver()
        found = who_before(piece, roster) or giver_first(piece, roster)
        if found is not None:
            who, piece = found
            self.asks.extend(who.asks)
            self.givers = who.handles or ("",)
            self.refusal = self.refusal or nobody_here(who)
            self.waits_for_words = True
        elif names_somebody(piece, roster):
            self.refusal = self.refusal or Refused("line-empty-pledge")
            return
        self._give(piece.said.rstrip(")") if "(" not in piece.text else piece.said)

    def _give(self, text: str) -> None:
        self.waits_for_words = self.waits_for_words and not text
        if text and text not in NOTHING:
            pledge = recognise_pledge(text, self.givers[0])
            self.refusal = self.refusal or one_giver(pledge, self.givers)
            self.pledges.extend((pledge, *(replace(pledge, by=by) for by in self.givers[1:])))


def one_giver(pledge: Pledge, givers: tuple[str, ...]) -> Refused | None:
    """Return the refusal of an amount that several give: how it is shared is not guessed."""
    if len(givers) > 1 and pledge.amount is not None:
        return Refused("line-whose-amount", text=pledge.text)
    return None


def giver_first(piece: Part, roster: Roster) -> tuple[Who, Part] | None:
    """Return who gives what where their names stand before it without a colon: `Martat kahvit`, `Pekalta auto`.

    A person's name has its capital letter, and either stands as it is written or says from whom.
    """
    spaces = [found.start() for found in re.finditer(r"(?<=\w)\s(?=\S)", piece.text)][:_MOST_GIVERS]
    for end in reversed(spaces):
        name = piece.cut(0, end)
        who = known_names(name, roster, LOOSE)
        if who.handles and all(_may_give(word, roster) for word in (name.said, name.said.split()[-1])):
            return who, piece.cut(end)
    return None


def _may_give(name: str, roster: Roster) -> bool:
    return name[:1].isupper() or fold(name).endswith("lta") or roster.names.is_party(name)


def _gives_thing(piece: Part, roster: Roster) -> bool:
    """Return whether known names without a colon give what is no day: something from them, or of a known kind."""
    found = giver_first(piece, roster)
    if found is None:
        return False
    names = piece.cut(0, found[1].at - piece.at).said
    return fold(names).endswith("lta") or resource_words().search(fold(found[1].said)) is not None


def pieces_of(part: Part, roster: Roster) -> Iterator[tuple[Part, bool]]:
    """Yield each pledge, and whether a ` + ` before it keeps the giver; between two givers either sign is a comma."""
    at, keeps = 0, False
    for start, end, keeps_giver in _cuts(part, roster):
        before, after = part.cut(at, start), part.cut(end)
        named = known_names(before, roster, LOOSE).handles or names_somebody(before, roster)
        if named and names_before(after, roster, LOOSE).handles:
            continue
        yield before, keeps
        at, keeps = end, keeps_giver
    yield part.cut(at), keeps


def _cuts(part: Part, roster: Roster) -> list[tuple[int, int, bool]]:
    """Return where pledges are parted: by signs, and before a known giver: `Pekka: imuri, Aino: mopit`."""
    signs = [(found.start(), found.end(), found[0] == "+") for found in _BETWEEN.finditer(part.text)]
    givers = (found for found in _before_giver().finditer(part.text) if _is_giver(Part(found["name"]), roster))
    return sorted((*signs, *((found.start(), found.end(), False) for found in givers)))


def _is_giver(name: Part, roster: Roster) -> bool:
    """Return whether what stands before a colon among pledges is a name, known or to be asked about."""
    unknown = looks_like_name(name.said) and not is_texty(name.said)
    return unknown or names_somebody(name, roster)


@cache
def _before_giver() -> re.Pattern[str]:
    after = rf"[,.]\s+|\s(?:{any_of('and')}|[-–—])\s+|\s*\("
    return re.compile(rf"(?:{after})(?=(?P<name>[^,.:;+/()]+):\s)", re.IGNORECASE)


def _number(amount: re.Match[str]) -> int | float:
    """Return the amount; `2 x 3 h` and `3 h x 2` are six hours, and `1 h 30 min` one and a half."""
    before, after = amount.span()
    times = _TIMES.search(amount.string, 0, before) or _TIMES_AFTER.match(amount.string, after)
    more = _MINUTES_MORE.match(amount.string, after)
    minutes = int(more[1]) / 60 if more is not None and _unit(amount["unit"])[0] == "h" else 0
    return (_parse_amount(amount) + minutes) * int(times[1] if times else 1)


def _parse_amount(amount: re.Match[str]) -> int | float:
    whole = int(_NOT_DIGIT.sub("", amount["whole"] or "") or 0)
    fraction = amount["fraction"] or amount["more"]
    if fraction:
        top, _, below = fraction.partition("/")
        return whole + (int(top) / int(below) if below else unicodedata.numeric(top))
    part = amount["part"]
    return float(f"{whole}.{part}") if part and part.strip("0") else whole

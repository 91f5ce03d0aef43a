"""Who gives what in a pledge: a name before it, with a colon or without, or behind it."""

import re

from kpfacil.capture.amounts import resource_words, unclear_share
from kpfacil.capture.parts import Part
from kpfacil.capture.who import Who, known_names, name_in, names_somebody, who_before
from kpfacil.commands.base import Refused
from kpfacil.model.fold import fold
from kpfacil.model.grammar import LOOSE, pattern

_MOST_GIVERS = 5
"""The most words of names that are looked at before what they give."""
_BEHIND = r"(?P<whence>\(|{giver-after}\s+)?(?P<name>[^()]+?)[).\s]*"
"""A name behind what is given, and what tells that it is the giver's: a bracket, a word such as *from*."""


def giver_in(piece: Part) -> tuple[Who, Part] | None:
    """Return who gives what, wherever the names stand."""
    return who_before(piece) or giver_first(piece) or giver_last(piece)


def misplaced_giver(who: Who, given: Part, whole: Part) -> Refused | None:
    """Return the refusal of a giver behind what is given: turned round, `tila: seurakunta`, or perhaps of a part."""
    unknown = [ask.name for ask in who.asks if not ask.candidates]
    if unknown and names_somebody(given):
        return Refused("line-slip", line=f"{given.said}: {unknown[0]}")
    giver = ", ".join(map(given.names.sure, who.handles))
    return unclear_share(giver, given.said, whole.said) if given.at == whole.at else None


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
            return (who if who.handles else name_in(name)), given  # several may be called so
    return None


def giver_last(piece: Part) -> tuple[Who, Part] | None:
    """Return who gives what where they stand behind it: `500 € kaupungilta`, `20 h (Martat)`, `5 € from Pekka`."""
    spaces = [found.end() for found in re.finditer(r"(?<=\S)\s+(?=\S)", piece.text)][-_MOST_GIVERS:]
    for start in spaces:
        behind = pattern(_BEHIND).fullmatch(piece.text, start)
        name = piece.cut(*behind.span("name")) if behind else piece.say("")
        who = known_names(name, LOOSE)
        if who.handles and behind and (behind["whence"] or _is_ablative(name.said)):
            return who, piece.cut(0, start)
    return None


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
    """Return whether known names without a colon give what is no day: something from them, or of a known kind."""
    found = giver_first(piece)
    if found is None:
        return False
    names = piece.cut(0, found[1].at - piece.at).said
    return _is_ablative(names) or resource_words().search(fold(found[1].said)) is not None

"""Who gives what: names before it and behind it, with a colon and without, and where one gift ends."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kpfacil.capture.amounts import find_amount, has_amount, resource_words
from kpfacil.capture.names import is_first_name
from kpfacil.capture.parts import Part
from kpfacil.capture.who import (
    Who,
    is_texty,
    known_before,
    known_names,
    list_names,
    looks_like_name,
    name_in,
    names_before,
    names_in,
    names_somebody,
    who_before,
)
from kpfacil.commands.base import Refused
from kpfacil.model.fold import fold
from kpfacil.model.grammar import LOOSE, lexicon, listing, pattern
from kpfacil.model.inflection import forms

BETWEEN_PLEDGES = re.compile(r";|(?<=\s)\+(?=\s)")
_BEFORE_GIVER = r"(?:[,.]\s+|\s(?:{and}|[-–—])\s+|\s*\()(?=(?P<words>[^,.:;+/()]+(?::\s)?))"
"""What may stand between one gift and the words of the next giver."""
_LISTED = r",\s+|\s{and}\s+"
"""What stands between two things."""
_MOST_GIVERS = 5
"""The most words of names that are looked at before what they give."""
_BEHIND = r"(?P<whence>\(|{giver-after}\s+)?(?P<name>[^()]+?)[).\s]*"
"""A name behind what is given, and what tells that it is the giver's: a bracket, a word such as *from*."""


def pieces_of(part: Part) -> Iterator[tuple[Part, bool]]:
    """Yield each pledge, and whether a ` + ` before it keeps the giver; between two givers either sign is a comma."""
    at, keeps = 0, False
    for start, end, keeps_giver in _cuts(part):
        before, after = part.cut(at, start), part.cut(end)
        listed = listing().fullmatch(part.text, start, end) is not None
        if not _gives_with(before, after, listed=listed):
            yield before, keeps
            at, keeps = end, keeps_giver
    yield part.cut(at), keeps


def _gives_with(before: Part, after: Part, *, listed: bool) -> bool:
    """Return whether somebody before a sign gives what others do behind it; a newcomer where names are `listed`."""
    alone = known_names(before).handles or _is_newcomer(before.trim())
    if alone and listed and who_before(after):
        return True
    named = any(found and item.names.means(item.said) for item, found in names_in(before, LOOSE))
    return named and bool(names_before(after, LOOSE).handles or giver_first(after))


def _cuts(part: Part) -> list[tuple[int, int, bool]]:
    """Return where pledges are parted: by signs, and between two givers: `Pekka: imuri, Aino: mopit`."""
    cuts = [(found.start(), found.end(), found[0] == "+") for found in BETWEEN_PLEDGES.finditer(part.text)]
    for found in pattern(_BEFORE_GIVER).finditer(part.text):
        begins = max((end for _, end, _ in cuts if end <= found.start()), default=0)
        before, words = part.cut(begins, found.start()), part.cut(found.end(), found.end("words"))
        if _begins_giver(words, before):
            cuts.append((found.start(), found.end(), False))
    return sorted(cuts)


def _begins_giver(words: Part, before: Part) -> bool:
    """Return whether somebody else gives what follows a comma: with a colon, or behind a giver without one."""
    name, colon, _ = words.text.partition(":")
    if colon:
        return names_somebody(words.say(name)) or (looks_like_name(name) and not is_texty(name))
    if giver_last(before):
        return not (names_somebody(words) or is_from(words))
    gives = giver_first(words) is not None
    return gives and (gives_thing(words) or giver_first(before) is not None or known_before(before))


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
    if (row := _row_of_givers(given, whole))[1:]:
        return Refused("line-slip", line=f"{', '.join(row)}: {whole.said.removeprefix(' '.join(row)).strip()}")
    cuts = list(pattern(_LISTED).finditer(given.said)) if given.at == whole.at else []
    if not cuts:
        return None
    start, end = cuts[-1].span()
    everything = f"{', '.join(map(given.names.sure, who.handles))}: {given.said}"
    return Refused("line-whose-share", all=everything, apart=f"{given.said[:start]}; {whole.said[end:]}")


def _row_of_givers(given: Part, whole: Part) -> list[str]:
    """Return who stands before what is given, also with nothing between them: `Pekka Liisa 2 h`."""
    names = [whole.cut(0, given.at - whole.at).said]
    while names[0] and ":" not in whole.text and _is_written_giver(name := names_first(given)):
        names.append(name.said)
        given = given.cut(len(name.text))
    return names


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
        if (_may_give(name) or _gives_each(name, given)) and not (names_somebody(given) or listing().match(given.text)):
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
        whence = behind and (behind["whence"] or any(map(_is_ablative, name.said.split())))
        somebody = names_somebody(name, LOOSE) or _are_givers(name)
        if whence and somebody and not has_amount(name.said):  # `(4h)` are hours, `(4H)` gives
            return _with_colon(list_names(name), piece.trim(), piece.cut(start)), piece.cut(0, start)
    return None


def _are_givers(names: Part) -> bool:
    """Return whether each of several names says from whom, and one is known: `Annalta ja Ritvalta`."""
    items = list(names_in(names))
    each = all(is_from(one) or (found and _is_ablative(one.said)) for one, found in items)
    return len(items) > 1 and each and any(found for _, found in items)


def _with_colon(who: Who, piece: Part, behind: Part | None = None) -> Who:
    """Return who gives a thing, to be asked so that whoever is chosen stands first, with a colon."""
    place = behind.trim() if behind else piece
    if len(who.asks) != 1 or who.handles:
        return who
    ask = replace(who.asks[0], start=place.at, end=place.at + len(place.text), owner_at=piece.at)
    return replace(who, asks=(ask,))


def unsigned_giver(given: Part, owners: tuple[str, ...]) -> Refused | None:
    """Return the refusal of things and names that may give them: `tila Seurakunta, kahvit Martat`; no owner's own."""
    if (listed := giver_last(given)) and listed[0].asks:
        return None
    line = _with_colon_between(given, owners)
    bits = pattern(rf"({_LISTED}|\s*;\s*|\s\+\s)").split(given.text)
    if not line and any(_with_colon_between(given.say(bit), owners) for bit in bits):
        line = "".join(_with_colon_between(given.say(bit), owners, sure=False) or bit for bit in bits)
    return Refused("line-slip", line=given.say(line).said) if line else None


def _with_colon_between(piece: Part, owners: tuple[str, ...], *, sure: bool = True) -> str:
    """Return one thing and a name behind it as a pledge is typed: `tila Seurakunta`, `20 h Anna`; else nothing.

    A name that is an ordinary word stays one: `10 km Koski`. Where it is not `sure`, any word may be the thing.
    """
    spaces = re.finditer(r"(?<=[\w€])\s+(?=\S)", piece.text)
    for thing, name in [(piece.cut(0, space.start()), piece.cut(space.end())) for space in spaces][::-1]:
        given = _is_one_thing(fold(thing.said)) or not (sure or " " in thing.said)
        who = _without_whence(name)
        if given and (who is not name or _is_somebody(name)) and list_names(name).handles != owners:
            return f"{who.said}: {thing.said}"
        if _is_longer_name(thing, name.said, sure=sure):
            return f"{thing.said}: {name.said}"
    return ""


def _without_whence(name: Part) -> Part:
    """Return the name of a newcomer without the word that tells that something is from there: `from Mary`."""
    whence = pattern(r"{giver-after}\s+").match(name.text)
    bare = name.cut(whence.end() if whence else 0)
    return bare if whence and _is_newcomer(bare, sure=True) else name


def _is_somebody(name: Part) -> bool:
    """Return whether a part is known names as they are written, or one that nobody has: `Heikki`, `Pekoilta`.

    Ordinary words, offices and municipalities are nobody's: `Koski`, `Kelalta`.
    """
    known = all(one.names.is_written(one.said) and one.said[:1].isupper() for one, _ in names_in(name))
    return (known and name.said.casefold() not in lexicon().ordinary) or _is_newcomer(name)


def _is_newcomer(name: Part, *, sure: bool = False) -> bool:
    """Return whether words look like the name of somebody who is not at the table: a first name, or from whom.

    Where it is `sure` that it is from somebody, any name does but an office or a municipality.
    """
    said, words = fold(name.said), name.said.split()
    if not looks_like_name(name.said) or name.said.casefold() in lexicon().ordinary or name.names.find(said):
        return False
    if sure:
        return words[-1].casefold() not in lexicon().known
    if is_from(name):
        return said.split()[-1] not in _from_outside()
    first = is_first_name(words[0]) or any(one in name.names.party for one in name.names.find(words[0]))
    return first and not any(map(name.names.is_called, words[1:])) and not resource_words().search(said)


def _is_longer_name(names: Part, given: str, *, sure: bool) -> bool:
    """Return whether a newcomer gives what follows, alone or with others: `Hilkka kahvit`, `Martat ja Hilkka auto`."""
    capital = sure and given[:1].isupper() and not _is_one_thing(fold(given))
    listed = [one for one, _ in names_in(names)]
    new = [one for one in listed if not _is_written_giver(one)]
    named = all(_is_new_giver(one, beside=len(new) < len(listed)) for one in new)
    return not (capital or pattern(r"{and}\s|[+;/&]").match(given)) and bool(new) and named


def _is_new_giver(name: Part, *, beside: bool) -> bool:
    """Return whether words are a newcomer's name, or any that is written like one `beside` a known one."""
    return not is_from(name) and (_is_newcomer(name) or (beside and looks_like_name(name.said)))


def _is_written_giver(name: Part) -> bool:
    return bool(name.text) and _may_give(name) and name.names.is_written(name.said)


@cache
def _from_outside() -> frozenset[str]:
    """Return from whom something comes that has no seat: the shipped offices and municipalities, in that form."""
    return frozenset(form for word in lexicon().known for form in forms(fold(word)) if _is_ablative(form))


def _is_one_thing(said: str) -> bool:
    """Return whether folded words are an amount alone or one word of a kind that is given."""
    amount = find_amount(said, sure=True)
    return amount[0] == said if amount else " " not in said and resource_words().search(said) is not None


def _may_give(name: Part) -> bool:
    """Return whether a part is the names of somebody who gives what follows: written so, or saying from whom."""
    known = known_names(name, LOOSE)
    if len(known.named) > 1 or not (known.handles or names_somebody(name)):
        return bool(known.handles)
    words = name.said.split()
    first = name.said if name.names.is_party(name.said) else words[0]
    ends = (name.said,) if name.names.is_written(name.said) else (first, words[-1])
    return all(word[:1].isupper() or _is_ablative(word) or name.names.is_party(word) for word in ends)


def _gives_each(name: Part, given: Part) -> bool:
    """Return whether everyone gives an amount: `kaikki 2 h`, not `kaikki kahvit`."""
    amount = find_amount(fold(given.said), sure=True)
    return amount is not None and amount.start() == 0 and known_names(name).everyone


def _is_ablative(name: str) -> bool:
    """Return whether a Finnish name says from whom: `Pekalta`, `kaupungilta`."""
    return fold(name).endswith("lta")


def is_from(name: Part) -> bool:
    """Return whether a part looks like somebody from whom something is, known or not: `Pekoilta`."""
    return looks_like_name(name.said) and _is_ablative(name.said)


def gives_thing(piece: Part) -> bool:
    """Return whether known names without a colon give what is no day: something from them, an amount, a known kind."""
    found = giver_first(piece)
    if found is None or found[0].everyone:
        return False
    name, said = names_first(piece).said, found[1].said
    longer = said[:1].isupper() and not piece.names.is_party(name)  # somebody else's name: `Pekka Kallio 2 h`
    known = has_amount(fold(said), sure=True) or resource_words().search(fold(said)) is not None
    return _is_ablative(name) or (known and not longer)

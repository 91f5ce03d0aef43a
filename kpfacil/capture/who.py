"""The people before the first `: ` of a line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Unpack

from kpfacil.capture.grammar import Ask, Details, Doubt, Reading, Window, with_commands
from kpfacil.capture.names import EVERYONE, SMALL_WORDS
from kpfacil.capture.parts import Part
from kpfacil.commands.base import Command, Refused
from kpfacil.model.fold import fold
from kpfacil.model.grammar import LOOSE, cuts_between, pattern, words_of
from kpfacil.model.inflection import abbreviation
from kpfacil.model.kinds import ROWS, Records
from kpfacil.model.session import Session
from kpfacil.model.value import frozen

_COLON = re.compile(r":(?=\s|\Z)")
_TIGHT = re.compile(r"[^:]+?(?P<colon>:)(?P<word>[^\W\d_]+)")
"""A colon without its space."""
BETWEEN_NAMES = re.compile(r"\s/\s")
"""A slash that known names may have between them."""
_NOT_NAME = re.compile(r"://|\bwww\.|\w@\w|\A[^\w\s\x01-\x07]+\s*\Z")
"""What stands in no name: an address, or signs alone."""
_TEXT_FIRST = re.compile(r"\s*[\x01+=!>;?,&/]")
"""What begins no list of names: an escaped word or sign, or a sign."""
_AROUND = "!?,;*()[]-–—\"'”"
"""What may stand around a word of memos."""
_ALL_BUT = r"\s*{everyone},?\s+{except}\s+(?=\S)"
"""How everyone is said but those who follow: `kaikki paitsi Heikki`."""
_MOST_NAMES = 3
_SHORTEST_END = 6
_MOST_WORDS = 4
"""More words than these before the colon, with no known name among them, are simply text."""


@frozen()
class Who:
    """The people named, in the order typed; `named` leaves out those who are meant by *kaikki* alone."""

    handles: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    everyone: bool = False
    but: tuple[str, ...] = ()
    """Who is left out where everyone else is meant."""

    @property
    def nobody(self) -> bool:
        """Whether *kaikki* was said and there is nobody."""
        return self.everyone and not self.handles


NOBODY = Who()
_Item = tuple[Part, tuple[str, ...]]
"""A name of a list, and the ids that it may mean."""


def _colon(part: Part) -> tuple[int, int] | None:
    """Return where the colon behind the names stands: the first with a space, or one right behind names that are known.

    What stands behind the latter is no ending: `Pekka:sali`, not `4H:lle`.
    """
    spaced, tight = _COLON.search(part.text), _TIGHT.match(part.text)
    if tight and not (spaced and spaced.start() < tight.start("colon")) and abbreviation(fold(f":{tight['word']}")):
        head = part.cut(0, tight.start("colon"))
        if known_names(head).handles and not _begins_text(head):
            return tight.span("colon")
    return spaced.span() if spaced else None


@frozen()
class TypedLine:
    """A typed line with what it is read in; `kind` is what it becomes without a sign."""

    part: Part
    kind: Records
    window: Window

    @property
    def session(self) -> Session:
        """The meeting that it is typed in."""
        return self.part.known.session

    @property
    def now(self) -> bool:
        """Whether it comes from the facilitator's own hands, and from no paste."""
        return not self.window.alone and self.window.swapping != "never"

    def ask_about(self, line: str) -> Reading:
        """Return the question whether another line was meant."""
        return Reading(kind=self.kind, act="meant", doubt=Doubt(about="meant", details={"line": line}, line=line))

    def done(self, act: str, *commands: Command, **details: Unpack[Details]) -> Reading:
        """Return the reading of a line that does something other than recording."""
        return with_commands(Reading(kind=self.kind, act=act, **details), commands)


def who_before(part: Part, *, always: bool = False) -> tuple[Who, Part] | None:
    """Return the people before the first `: ` and the part after it, or None where nobody is named.

    `always` says that only people can stand there, so that a colon that ends the line asks for an unknown name too.
    """
    colon = _colon(part)
    if colon is None or _begins_text(part.cut(0, colon[0])):
        return None
    head, body = part.cut(0, colon[0]), part.cut(colon[1])
    if not head.said:
        return (NOBODY, body) if head.text else None
    who = list_names(head, _colons(part))
    unknown = any(not ask.candidates for ask in who.asks)
    if unknown and ((not always and not body.text) or _is_prose(head, who)):
        return None
    return who, body


def owners_before(part: Part) -> tuple[Who, Part] | None:
    """Return the owners before the first `: ` where known names stand between slashes: `Pekka / Liisa: …`."""
    colon = _COLON.search(part.text)
    if colon is None or not BETWEEN_NAMES.search(part.text[: colon.start()]):
        return None
    head, body = part.cut(0, colon.start()), part.cut(colon.end())
    if not all(map(str.strip, BETWEEN_NAMES.split(head.text))):
        return None
    who = known_names(head, BETWEEN_NAMES)
    items = names_in(head, BETWEEN_NAMES)
    if not who.handles and all(_may_be_owner(item, found) for item, found in items):
        who = list_names(head, _colons(part), BETWEEN_NAMES)
    return (who, body) if who.handles or who.asks or who.everyone else None


def _may_be_owner(item: Part, found: tuple[str, ...]) -> bool:
    """Return whether a word between slashes is a name, be it of several, everyone, or written as an abbreviation is."""
    return item.names.means(item.said) if found else _is_everyone(item) or item.said.isupper()


def known_names(part: Part, between: re.Pattern[str] | None = None) -> Who:
    """Return those whom a part names where it is nothing but whole names that everybody knows; nobody else."""
    if between and not all(map(str.strip, between.split(part.text))):
        return NOBODY
    items = list(names_in(part, between))
    who, left = _read_list(items)
    return NOBODY if left or not _is_all_known(items) else who


def _is_all_known(items: Iterable[_Item]) -> bool:
    """Return whether a list holds nothing but whole names that everybody knows, be they those of several."""
    return all(item.names.means(item.said) if found else _is_everyone(item) for item, found in items)


def _is_everyone(item: Part) -> bool:
    return fold(item.said) in EVERYONE


def _read_list(items: Iterable[_Item]) -> tuple[Who, list[_Item]]:
    """Return those whom the names of a list mean, and the names that are nobody's or those of several."""
    handles: dict[str, None] = {}
    named: dict[str, None] = {}
    left: list[_Item] = []
    everyone = False
    for item, found in items:
        if len(found) == 1:
            handles[found[0]] = named[found[0]] = None
        elif not found and _is_everyone(item):
            everyone = True
            handles.update(dict.fromkeys(item.known.everyone))
        else:
            left.append((item, found))
    return Who(tuple(handles), tuple(named), everyone=everyone), left


def owners_in(part: Part) -> Part:
    """Return the names that a part is, also after a word such as *vastuu*; an empty one for other words."""
    charge = pattern(r"\s*{in-charge}(?:\s*:|\.)?\s+").match(part.text)
    name = part.cut(charge.end() if charge else 0)
    return name if known_names(name).handles else part.say("")


def names_somebody(part: Part, between: re.Pattern[str] | None = None) -> bool:
    """Return whether a part is nothing but names, be it one that several have."""
    several = len(part.names.find(part.said)) > 1 and part.names.means(part.said)
    return several or bool(known_names(part, between).handles)


def together(people: Iterable[Who]) -> Who:
    """Return those of several lists of people as one."""
    lists = list(people)
    handles = tuple(dict.fromkeys(handle for who in lists for handle in who.handles))
    named = tuple(dict.fromkeys(handle for who in lists for handle in who.named))
    return Who(handles, named, everyone=any(who.everyone for who in lists))


def _begins_text(head: Part) -> bool:
    """Return whether words before a colon are no names, because of an address or a sign in them."""
    signed = _TEXT_FIRST.match(head.text) is not None and not head.names.means(head.said)
    return signed or _NOT_NAME.search(head.text) is not None


def names_before(part: Part, between: re.Pattern[str] | None = None) -> Who:
    """Return those whom known names before the first `: ` mean; nobody where anything else stands there."""
    colon = _colon(part)
    return known_names(part.cut(0, colon[0]), between) if colon is not None else NOBODY


def known_before(part: Part) -> bool:
    """Return whether a part begins with a known giver and a colon."""
    found = who_before(part)
    return found is not None and found[0] is not NOBODY and all(ask.candidates for ask in found[0].asks)


def never_text(asks: tuple[Ask, ...]) -> tuple[Ask, ...]:
    """Return asks for names where there is no text that they could belong to."""
    return tuple(replace(ask, colons=(), texty=False) for ask in asks)


def nobody_here(who: Who) -> Refused | None:
    """Return the refusal of a *kaikki* that means nobody."""
    return Refused("line-nobody-here") if who.nobody else None


def name_in(part: Part) -> Who:
    """Return the one person or party that a part names, or what has to be asked."""
    name = part.trim()
    found = name.names.find(name.said)
    if len(found) == 1:
        return Who(found, found)
    return Who(asks=(Ask(name.said, found, name.at, name.at + len(name.text)),))


def list_names(head: Part, colons: tuple[int, ...] = (), between: re.Pattern[str] | None = None) -> Who:
    """Return those whom a list of names means, and what has to be asked; at `colons` unknown names may be text."""
    known = known_names(head, LOOSE) if LOOSE.search(head.text) else NOBODY
    if known.handles:
        return known
    if (but := pattern(_ALL_BUT).match(head.text)) is not None:
        left_out = list_names(head.cut(but.end()), colons)
        others = tuple(handle for handle in head.known.everyone if handle not in left_out.handles)
        return left_out if left_out.asks else Who(others, everyone=True, but=left_out.handles)
    loose = list(names_in(head, LOOSE))
    who, left = _read_list(loose if _is_all_known(loose) else names_in(head, between))
    return replace(who, asks=tuple(_ask_about(*one, colons) for one in left))


def _ask_about(item: Part, found: tuple[str, ...], colons: tuple[int, ...]) -> Ask:
    """Return the ask about a name that nobody or several have; a day is text first, too: `Perjantai`."""
    texty = not found and (is_texty(item.said) or item.due.names_day)
    return Ask(item.said, found, item.at, item.at + len(item.text), colons, texty=texty)


def looks_like_name(text: str) -> bool:
    """Return whether words look like somebody's name: at most three, each with a capital letter."""
    words = text.split()
    return 0 < len(words) <= _MOST_NAMES and all(len(word) > 1 and word[0].isupper() for word in words)


def is_texty(name: str) -> bool:
    """Return whether an unknown name is most likely text: it begins with a digit or a word of memos, or names a kind.

    So are small words alone, `ei`, `no niin`, and compounds with a word of memos: `Päätösehdotus`.
    """
    words = [fold(word).replace(".", "").strip(_AROUND) for word in name.split()]
    kinds = (said for row in ROWS for said in words_of(f"kind-word.{row.kind}"))
    ends = (word for word in words_of("memo-word") if word == words[0] or len(word) >= _SHORTEST_END)
    said = words[0].endswith(tuple(ends)) or all(map(SMALL_WORDS.get, words))
    return name[:1].isdigit() or said or fold(name) in kinds


def names_in(head: Part, between: re.Pattern[str] | None = None) -> Iterator[_Item]:
    """Yield each name of a list, also with `between` between two, with the ids it may mean; the longest known wins."""
    cuts = cuts_between(head.text, between)
    starts = [end for _, end in cuts]
    ends = [*(start for start, _ in cuts[1:]), len(head.text)]
    at = 0
    while at < len(starts):
        last = at
        found: tuple[str, ...] = ()
        for last in range(min(at + head.names.longest, len(starts)) - 1, at - 1, -1):
            found = head.names.find(head.cut(starts[at], ends[last]).said)
            if found:
                break
        item = head.cut(starts[at], ends[last]).trim()
        if item.said:
            yield item, found
        at = last + 1


def _is_prose(head: Part, who: Who) -> bool:
    words = [word for word in head.said.split() if any(sign.isalnum() for sign in word)]
    if len(words) <= _MOST_WORDS:
        return False
    somebody = who.everyone or who.named or any(ask.candidates for ask in who.asks)
    return not somebody and not any(head.names.has(word.strip(",.&")) for word in words)


def _colons(part: Part) -> tuple[int, ...]:
    return tuple(part.at + colon.start() for colon in _COLON.finditer(part.text))

"""Corrections: one stretch in one text of an entry, or of a name, gets other words."""

import re
from collections.abc import Iterator

from kpfacil.capture.grammar import ID_WORD, Part, Reading, fitting, unescaped
from kpfacil.capture.pledges import recognised
from kpfacil.capture.who import TypedLine, calendar_of, name_in
from kpfacil.commands.base import Command, Refused
from kpfacil.commands.change import Rewrite, SetDue
from kpfacil.commands.people import EditParticipant, RenameParty
from kpfacil.commands.promise import RewritePledge
from kpfacil.commands.record import RewriteOffer
from kpfacil.model.due import read_due
from kpfacil.model.entries import Agreement, Note, Offer, Task
from kpfacil.model.kinds import Numbered, kind_of
from kpfacil.model.session import Session
from kpfacil.model.texts import Sentence
from kpfacil.model.wording import answered_words, keeps_answers

_CORRECTED = re.compile(r"(?:s|S(?=.*/\s*\Z))/(?P<old>[^/]+)/(?P<new>.*?)(?:/[gi]{0,2})?\s*\Z", re.DOTALL)
"""Another program's `g` and `i` behind the last slash are forgiven; a great S needs that slash: `S/M/L` are sizes."""
_OF_NAME = re.compile(r"(?P<name>[^:]{1,60}?)\s+(?=s/[^/]+/.*?(?P<whole>/\s*)?\Z)", re.DOTALL)
_ID_FIRST = re.compile(rf"{ID_WORD}(?=[\s,&]|\Z)")
_EMPTY = {0: "empty-text", 1: "empty-due"}
"""Why an own text and the words of by when cannot be empty."""


def reworded(entry: Numbered, text: str) -> Command:
    """Return the command that gives an entry its new words; those of an offer may tell another amount."""
    if not isinstance(entry, Offer):
        return Rewrite(entry=entry.id, text=text)
    offer = recognised(text)
    return RewriteOffer(offer=entry.id, text=text, kind=offer.kind, amount=offer.amount, unit=offer.unit)


def answers_told(entry: Numbered, text: str) -> Sentence | None:
    """Return what happens to the answers or the owner's yes that were given to the words of an entry."""
    if not isinstance(entry, Agreement | Task) or not answered_words(entry) or not text or text == entry.text:
        return None
    return Sentence("notice.answers-kept" if keeps_answers(entry, text) else "notice.answers-asked")


def yes_falls(entry: Numbered) -> Sentence | None:
    """Return that an owner's yes is asked anew where by when or with what changes."""
    return Sentence("notice.answers-asked") if isinstance(entry, Task) and entry.confirmed else None


def read_correction(typed: TypedLine) -> Reading | None:
    """Return what `s/old/new/` does, alone or after a name; None for every other line. Raises `Refused`."""
    match = _CORRECTED.match(typed.part.text)
    if match is None:
        return _name_corrected(typed)
    old, new = unescaped(match["old"]), unescaped(match["new"])
    for entry in latest_first(typed.session, notes=typed.window.notes):
        if any(_places(text, old) for text in _texts(entry)):
            return correct(entry, old, new, typed.session)
    raise Refused("line-nothing-so", old=old)


def correction_in(part: Part) -> tuple[str, str] | None:
    """Return the old and the new words of `s/old/new/`."""
    match = _CORRECTED.match(part.text.strip())
    return (unescaped(match["old"]), unescaped(match["new"])) if match else None


def _name_corrected(typed: TypedLine) -> Reading | None:
    """Return what a correction of a name does; a whole `s/old/new/` after words that are no name is refused."""
    match = _OF_NAME.match(typed.part.text)
    correction = correction_in(typed.part.cut(match.end())) if match else None
    if match is None or correction is None or _ID_FIRST.match(match["name"]):
        return None
    who = name_in(typed.part.cut(0, match.end("name")), typed.roster)
    if len(who.handles) != 1:
        if who.asks[0].candidates:
            return Reading(kind=typed.kind, act="correct", asks=who.asks)
        if not match["whole"]:
            return None
        raise Refused("line-corrects-nobody", name=who.asks[0].name)
    (handle,) = who.handles
    name = _swapped(typed.session.name_of(handle), *correction, handle, empty="no-name-left")
    person = typed.session.participant(handle)
    command: Command = RenameParty(id=handle, name=name)
    if person is not None:
        command = EditParticipant(
            id=handle, name=name, party=person.party, field=person.field, site=person.site, roles=person.roles
        )
    return typed.done("rename", command, value=name)


def correct(entry: Numbered, old: str, new: str, session: Session) -> Reading:
    """Return the correction of one stretch in one text of an entry; raises `Refused` where it is none or several."""
    texts = _texts(entry)
    found = [at for at, text in enumerate(texts) for _ in _places(text, old)]
    if len(found) != 1:
        key = "line-several-so" if found else "line-nothing-so-there"
        raise Refused(key, id=entry.id, old=old, n=len(found), text=entry.text)
    at = found[0]
    text = _swapped(texts[at], old, new, entry.id, empty=_EMPTY.get(at, "empty-pledge"))
    command, notice = _mended(entry, at, text, session)
    return Reading(kind=kind_of(entry), entry=entry.id, act="correct", value=text, commands=(command,), notice=notice)


def _mended(entry: Numbered, at: int, text: str, session: Session) -> tuple[Command, Sentence | None]:
    """Return what gives one text of an entry, by its place among `_texts`, new words, and what is said beside it."""
    if not isinstance(entry, Task) or at == 0:
        return reworded(entry, text), answers_told(entry, text)
    if at == 1:
        due = read_due(text, calendar_of(session))
        return SetDue(task=entry.id, due=due.day, due_text=due.text), due.wrong or yes_falls(entry)
    pledge = recognised(text, entry.resources[at - 2].by)
    return RewritePledge(task=entry.id, nth=at - 2, pledge=pledge), yes_falls(entry)


def _swapped(text: str, old: str, new: str, entry_id: str, empty: str = "empty-text") -> str:
    places = _places(text, old)
    if len(places) != 1:
        key = "line-several-so" if places else "line-nothing-so-there"
        raise Refused(key, id=entry_id, old=old, n=len(places), text=text)
    start, end = places[0]
    swapped = _put_between(text[:start], new, text[end:])
    if not swapped.strip():
        raise Refused(empty, id=entry_id)
    return fitting(swapped)


def _put_between(before: str, new: str, after: str) -> str:
    """Return a text with new words in it: one space where there would be two, and none beside nothing."""
    left, right = not before or before.endswith(" "), not after or after.startswith(" ")
    new = new.lstrip() if left else new
    new = new.rstrip() if right else new
    if not new and left and right:
        return before[:-1] + after if before else after[1:]
    return before + new + after


def _texts(entry: Numbered) -> list[str]:
    """Return the texts of an entry in which words can be corrected: its own, by when, and what is pledged."""
    more = (entry.due_text, *(pledge.text for pledge in entry.resources)) if isinstance(entry, Task) else ()
    return [entry.text, *more]


def _places(text: str, old: str) -> list[tuple[int, int]]:
    """Return where words stand in a text; where they nowhere stand so, case, spaces and punctuation are forgiven."""
    exact = [match.span() for match in re.finditer(re.escape(old), text)] if old else []
    wanted, _ = _letters(old)
    if exact or not wanted:
        return exact
    letters, origins = _letters(text)
    found = [match.span() for match in re.finditer(re.escape(wanted), letters)]
    return [(origins[start], origins[end - 1] + 1) for start, end in found]


def _letters(text: str) -> tuple[str, list[int]]:
    """Return the letters and digits of a text in small letters, and for each the place that it came from."""
    small = [(letter, at) for at, sign in enumerate(text) if sign.isalnum() for letter in sign.casefold()]
    return "".join(letter for letter, _ in small), [at for _, at in small]


def latest_first(session: Session, *, notes: bool) -> Iterator[Numbered]:
    """Return the entries of this meeting, the latest first; own notes only where they are shown."""
    began = session.meeting.began or ()
    entries = [entry for entry in session.entries() if entry.id not in began and (notes or not isinstance(entry, Note))]
    moment = [(entry.at.timestamp() if entry.at else 0.0, at, entry) for at, entry in enumerate(entries)]
    return (entry for _, _, entry in sorted(moment, key=lambda one: one[:2], reverse=True))

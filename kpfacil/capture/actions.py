"""Lines with a sign of their own: a correction, a continuation, the queue, a link, a break, undo and help."""

import re
from collections.abc import Callable, Iterator
from typing import get_args

from kpfacil.capture.grammar import (
    ID_WORD,
    Doubt,
    Part,
    Reading,
    Wish,
    fitting,
    plain,
    second_theme,
    take_themes,
    unescaped,
)
from kpfacil.capture.pledges import recognised
from kpfacil.capture.who import Roster, TypedLine, Who, calendar_of, known_names, list_names, name_in
from kpfacil.commands.base import Command, Refused
from kpfacil.commands.change import Rewrite, SetDue, SetTheme
from kpfacil.commands.meeting import TakeBreak
from kpfacil.commands.people import EditParticipant, RenameParty
from kpfacil.commands.promise import RewritePledge
from kpfacil.commands.record import RewriteOffer
from kpfacil.commands.rounds import AskForFloor, GiveFloor, LeaveQueue
from kpfacil.commands.table import AddMaterial
from kpfacil.model.due import read_due
from kpfacil.model.entries import Agreement, Idea, Note, Offer, Parked, Task
from kpfacil.model.fold import fold
from kpfacil.model.grammar import any_of, said
from kpfacil.model.kinds import Numbered, kind_of
from kpfacil.model.session import Session
from kpfacil.model.texts import Sentence
from kpfacil.model.wording import answered_words, keeps_answers

_CONTINUED = re.compile(r"(?:\.\.\.|…)\s+(?P<words>\S.*)\Z", re.DOTALL)
_LINK = re.compile(
    r"(?P<url>https?://\S*[^\s,;.:])[,;.:]*(?:\s+(?:[-–—:]\s+)?(?P<title>.*))?\Z", re.IGNORECASE | re.DOTALL
)
_SPACED = re.compile(r"\s+@?")
_BREAK_LINE = r"(?:{words})\s+(?P<minutes>[1-9][0-9]{{0,2}})(?:\s*min)?\.?\Z"
_CORRECTED = re.compile(r"(?:s|S(?=.*/\s*\Z))/(?P<old>[^/]+)/(?P<new>.*?)(?:/[gi]{0,2})?\s*\Z", re.DOTALL)
"""Another program's `g` and `i` behind the last slash are forgiven; a great S needs that slash: `S/M/L` are sizes."""
_OF_NAME = re.compile(r"(?P<name>[^:]{1,60}?)\s+(?=s/[^/]+/.*?(?P<whole>/\s*)?\Z)", re.DOTALL)
_ID_FIRST = re.compile(rf"{ID_WORD}(?=[\s,&]|\Z)")
_EMPTY = {0: "empty-text", 1: "empty-due"}  # by the place among `_texts`; the others are pledges


def read_action(typed: TypedLine) -> Reading | None:
    """Return what a line with a sign of its own does; None for every other line. Raises `Refused`."""
    readings = (reader(typed) for reader in _READERS)
    return next((reading for reading in readings if reading is not None), None)


def _wish(typed: TypedLine) -> Reading | None:
    word = fold(typed.part.text)
    forms = {word, word.lstrip("/:").rstrip("!?.") or word[:1]}
    wish: Wish | None = next((wish for wish in get_args(Wish) if not forms.isdisjoint(said(f"wish.{wish}"))), None)
    if wish is None or typed.window.sure:
        return None
    question = Sentence("ask.word", {"word": typed.part.said})
    doubt = Doubt(question=question, yes=Sentence("ask.word-yes"), wish=wish)
    return Reading(kind=typed.kind, act="wish", value=wish, doubt=doubt)


def _break(typed: TypedLine) -> Reading | None:
    match = re.match(_BREAK_LINE.format(words=any_of("break")), typed.part.text, re.IGNORECASE)
    if match is None or typed.window.alone or typed.window.swapping == "never":
        return None
    return typed.done("break", TakeBreak(minutes=int(match["minutes"])), value=match["minutes"])


def _continued(typed: TypedLine) -> Reading | None:
    match = _CONTINUED.match(typed.part.text)
    if match is None:
        return None
    entry = typed.session.find(typed.window.last) if typed.window.last else None
    if entry is None or _is_let_go(entry) or (isinstance(entry, Note) and not typed.window.notes):
        latest = next(iter(_latest_first(typed.session, notes=False)), None)
        raise Refused("line-nothing-to-continue", id=latest.id if latest else "I1")
    words = typed.part.cut(match.start("words"))
    themes, words = _new_theme(entry, words) if isinstance(entry, Idea | Parked) else ((), words)
    text = fitting(f"{entry.text.rstrip()} {words.said}".rstrip())
    commands = (reworded(entry, text), *(SetTheme(entry=entry.id, theme=theme) for theme in themes))
    notice = answers_told(entry, text)
    return Reading(kind=kind_of(entry), entry=entry.id, act="continue", value=text, commands=commands, notice=notice)


def _new_theme(entry: Idea | Parked, words: Part) -> tuple[tuple[str, ...], Part]:
    """Return the theme in words that go on with an entry, and the words without it; raises `Refused` of a second."""
    themes, words = take_themes(words)
    if refusal := second_theme(tuple(filter(None, dict.fromkeys((entry.theme, *themes))))):
        raise refusal
    return themes, words


def _is_let_go(entry: Numbered) -> bool:
    """Return whether an entry was let go, though it is kept."""
    return (isinstance(entry, Idea) and entry.fate == "dropped") or (
        isinstance(entry, Task) and entry.state == "lapsed"
    )


def _queue(typed: TypedLine) -> Reading | None:
    text = typed.part.text
    if text[:1] != "@" or ":" in text:
        return None
    if text == "@":
        return _floor(typed)
    names = typed.part.cut(1).trimmed()
    leaving = names.text[:1] in ("-", "−")
    who = _only_names(names.cut(int(leaving)), typed.roster)
    if who is None:
        return None
    if who.everyone:
        raise Refused("queue-by-name")
    if who.asks:
        return Reading(kind=typed.kind, act="queue", asks=who.asks)
    if leaving:
        return typed.done("unqueue", LeaveQueue(who=who.handles), who=who.handles)
    return typed.done("queue", AskForFloor(who=who.handles), who=who.handles)


def _floor(typed: TypedLine) -> Reading:
    waiting = [one.who for one in typed.session.queue if one.who in typed.roster.names.handles]
    if not waiting and not typed.session.meeting.speaker:
        raise Refused("nobody-waits")
    return typed.done("floor" if waiting else "floor-over", GiveFloor(), who=tuple(waiting[:1]))


def _only_names(part: Part, roster: Roster) -> Who | None:
    """Return those named after the sign, or what is asked of a name that several have; None where a word is no name.

    A space or another sign between names that everybody knows does as well: `@liisa @pekka`.
    """
    spaced = known_names(part, roster, _SPACED)
    who = list_names(part, roster)
    if spaced.handles and any(not ask.candidates for ask in who.asks):
        return spaced
    unknown = any(not ask.candidates for ask in who.asks)
    return None if unknown or not (who.handles or who.asks or who.everyone) else who


def _link(typed: TypedLine) -> Reading | None:
    match = _LINK.match(typed.part.text)
    if match is None:
        return None
    url, title = plain(match["url"]), plain(match["title"] or "")
    return typed.done("material", AddMaterial(url=url, title=fitting(title)), value=title or url)


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


def _corrected(typed: TypedLine) -> Reading | None:
    match = _CORRECTED.match(typed.part.text)
    if match is None:
        return _name_corrected(typed)
    old, new = unescaped(match["old"]), unescaped(match["new"])
    for entry in _latest_first(typed.session, notes=typed.window.notes):
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


def _latest_first(session: Session, *, notes: bool) -> Iterator[Numbered]:
    """Return the entries of this meeting, the latest first; own notes only where they are shown."""
    began = session.meeting.began or ()
    entries = [entry for entry in session.entries() if entry.id not in began and (notes or not isinstance(entry, Note))]
    moment = [(entry.at.timestamp() if entry.at else 0.0, at, entry) for at, entry in enumerate(entries)]
    return (entry for _, _, entry in sorted(moment, key=lambda one: one[:2], reverse=True))


_READERS: tuple[Callable[[TypedLine], Reading | None], ...] = (
    _wish,
    _break,
    _continued,
    _corrected,
    _queue,
    _link,
)

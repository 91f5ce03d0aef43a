"""Corrections, `s/old/new/`: of the latest entry that holds the words, of a named one, a name, a fact of the table."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kpfacil.capture.amounts import recognise_pledge
from kpfacil.capture.grammar import ID_WORD, Reading, Swap, fitting
from kpfacil.capture.parts import Background, Part, unescape
from kpfacil.capture.settings import facts_of, setting_named, with_fact
from kpfacil.capture.tasks import typed_day
from kpfacil.capture.who import TypedLine, name_in
from kpfacil.commands import change, people, promise, record
from kpfacil.commands.base import Command, Refused
from kpfacil.model.due import read_due
from kpfacil.model.entries import Agreement, Entry, Note, Offer, Task
from kpfacil.model.kinds import ALL_SIGNS, Numbered, kind_of
from kpfacil.model.session import Session
from kpfacil.model.table import Setting
from kpfacil.model.texts import Sentence
from kpfacil.model.value import Same
from kpfacil.model.wording import answered_words, keeps_answers

_CORRECTED = re.compile(r"(?:s|S(?=.*/\s*\Z))/(?P<old>[^/]+)/(?P<new>.*?)(?:/[gi]{0,2})?\s*\Z", re.DOTALL)
"""Another program's `g` and `i` behind the last slash are forgiven; a great S needs that slash: `S/M/L` are sizes."""
_OF_NAME = re.compile(
    rf"(?![{re.escape(ALL_SIGNS)}]|{ID_WORD}(?=[\s,:&]))(?P<name>[^:]{{1,60}}?):?\s+(?=s/[^/]+/.*?(?P<whole>/\s*)?\Z)",
    re.DOTALL,
)
_NO_LETTERS = re.compile(r"[\W_]+")
_EMPTY = {0: "empty-text", 1: "empty-due"}  # by the place among `_texts`; the others are pledges
_CORRECTABLE: tuple[Setting, ...] = ("rule", "goal", "indicator", "theme", "place")
"""The facts in people's own words, which are looked through where no entry holds what is to be corrected."""


def reword_entry(entry: Numbered, text: str) -> Command:
    """Return the command that gives an entry its new words; those of an offer may tell another amount."""
    if not isinstance(entry, Offer):
        return change.Rewrite(entry=entry.id, text=text)
    offer = recognise_pledge(text)
    return record.RewriteOffer(offer=entry.id, text=text, kind=offer.kind, amount=offer.amount, unit=offer.unit)


def answers_notice(entry: Numbered, text: str) -> Sentence | None:
    """Return what happens to the answers or the owner's yes that were given to the words of an entry."""
    if not isinstance(entry, Agreement | Task) or not answered_words(entry) or not text or text == entry.text:
        return None
    return Sentence("notice.answers-kept" if keeps_answers(entry, text) else "notice.answers-asked")


def yes_falls(entry: Numbered) -> Sentence | None:
    """Return that an owner's yes is asked anew where by when or with what changes."""
    return Sentence("notice.answers-asked") if isinstance(entry, Task) and entry.confirmed else None


def read_correction(typed: TypedLine) -> Reading | None:
    """Return what `s/old/new/` and `Pekka s/old/new/` correct; None for every other line. Raises `Refused`."""
    correction = correction_in(typed.part)
    if correction is None:
        return _of_named(typed)
    for entry in _likely_to_hold(correction[0], typed):
        if any(_places(text, correction[0]) for text in _texts_to_correct(entry, correction[0])):
            return correct(entry, *correction, typed.part.known)
    return _fact(typed, _CORRECTABLE, *correction)


def correction_in(part: Part) -> tuple[str, str] | None:
    """Return the old and the new words of `s/old/new/`."""
    match = _CORRECTED.match(part.text.strip())
    return (unescape(match["old"]), unescape(match["new"])) if match else None


def _of_named(typed: TypedLine) -> Reading | None:
    """Return the correction of a name or a fact; a whole `s/old/new/` after words that are neither is refused."""
    match = _OF_NAME.match(typed.part.text)
    correction = correction_in(typed.part.cut(match.end())) if match else None
    if match is None or correction is None:
        return None
    setting = setting_named(typed.part.cut(*match.span("name")))
    if setting is not None:
        return _fact(typed, (setting,), *correction)
    who = name_in(typed.part.cut(0, match.end("name")))
    if who.handles:
        return _rename(typed, who.handles[0], *correction)
    known = any(ask.candidates for ask in who.asks)
    if match["whole"] and not known:
        raise Refused("line-corrects-nobody", name=match["name"])
    return Reading(kind=typed.kind, act="correct", asks=who.asks) if known else None


def _rename(typed: TypedLine, handle: str, old: str, new: str) -> Reading:
    name = _swap_words(typed.session.name_of(handle), old, new, handle, empty="no-name-left")
    person = typed.session.participant(handle)
    command: Command = people.RenameParty(id=handle, name=name)
    if person is not None:
        command = people.EditParticipant(
            id=handle, name=name, party=person.party, field=person.field, site=person.site, roles=person.roles
        )
    return typed.done("rename", command, value=name)


def _fact(typed: TypedLine, settings: tuple[Setting, ...], old: str, new: str) -> Reading:
    """Return the correction of the first of these facts that holds the words; raises `Refused` where none does.

    It is shown with what stands now, and waits where no such fact is exchanged at once.
    """
    for setting in settings:
        for fact in facts_of(setting, typed.session):
            text = fact if isinstance(fact, str) else fact.text
            if not _places(text, old):
                continue
            if not isinstance(fact, str):
                return correct(fact, old, new, typed.part.known)
            mended = _swap_words(text, old, new, typed.part.text.partition(" ")[0], empty="line-no-text")
            commands = () if typed.window.swapping == "never" else (with_fact(setting, mended, text),)
            swap = Swap(setting=setting, old=text, new=mended, worded=False)
            return Reading(kind=typed.kind, act="setting", value=setting, swap=swap, commands=commands)
    raise Refused("line-nothing-so", old=old)


def correct(entry: Numbered, old: str, new: str, known: Background) -> Reading:
    """Return the correction of one stretch in one text of an entry; raises `Refused` where it is none or several."""
    texts = _texts_to_correct(entry, old)
    found = [at for at, text in enumerate(texts) for _ in _places(text, old)]
    if len(found) != 1:
        key = "line-several-so" if found else "line-nothing-so-there"
        # An own note is not read to whoever looks at the screen.
        words = "…" if isinstance(entry, Note) else entry.text
        raise Refused(key, id=entry.id, old=old, n=len(found), text=words)
    at = found[0]
    text = _swap_words(texts[at], old, new, entry.id, empty=_EMPTY.get(at, "empty-pledge"))
    command, notice = _mend_text(entry, at, text, known)
    return Reading(kind=kind_of(entry), entry=entry.id, act="correct", value=text, commands=(command,), notice=notice)


def _mend_text(entry: Numbered, at: int, text: str, known: Background) -> tuple[Command, Sentence | None]:
    """Return what gives one text of an entry, by its place among `_texts`, new words, and what is said beside it."""
    if not isinstance(entry, Task) or at == 0:
        return reword_entry(entry, text), answers_notice(entry, text)
    if at == 1:
        due = read_due(text, known.calendar)
        return change.SetDue(task=entry.id, due=due.day, due_text=due.text), due.wrong or yes_falls(entry)
    pledge = recognise_pledge(text, entry.resources[at - 2].by)
    return promise.RewritePledge(task=entry.id, nth=at - 2, pledge=pledge), yes_falls(entry)


def _swap_words(text: str, old: str, new: str, entry_id: str, empty: str = "empty-text") -> str:
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
    more = (
        (entry.due_text or typed_day(entry.due), *(pledge.text for pledge in entry.resources))
        if isinstance(entry, Task)
        else ()
    )
    return [entry.text, *more]


def _texts_to_correct(entry: Numbered, old: str) -> list[str]:
    """Return the texts of an entry; a mere day can be corrected as a whole: `15.12.`."""
    own, *more = _texts(entry)
    day_only = isinstance(entry, Task) and not entry.due_text and old.strip(" .") != more[0].strip(".")
    return [own, "", *more[1:]] if day_only else [own, *more]


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


def _likely_to_hold(old: str, typed: TypedLine) -> Iterator[Numbered]:
    """Yield the entries of this meeting that may hold words, the latest first; thousands are asked at each key."""
    wanted = _squeeze(old)
    for entry, texts, squeezed in _search_list(Same(typed.session)):
        shown = typed.window.notes or not isinstance(entry, Note)
        if shown and (old in texts or (wanted and wanted in squeezed)):
            yield entry


@lru_cache(maxsize=2)
def _search_list(held: Same[Session]) -> tuple[tuple[Numbered, str, str], ...]:
    """Return the entries of a session's meeting, the latest first, with their texts as they are and squeezed."""
    texts = [(entry, _texts(entry)) for entry in latest_first(held.value)]
    return tuple((entry, "\n".join(all_), "\n".join(map(_squeeze, all_))) for entry, all_ in texts)


def _squeeze(text: str) -> str:
    """Return a text without case, spaces and punctuation."""
    return _NO_LETTERS.sub("", text.casefold())


def latest_first(session: Session) -> list[Entry]:
    """Return the entries of this meeting, own notes too, the latest first."""
    began = set(session.meeting.began or ())
    entries = [entry for entry in session.entries() if entry.id not in began]
    return sorted(entries, key=lambda entry: entry.at.timestamp() if entry.at else 0.0)[::-1]

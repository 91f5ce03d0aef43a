"""The capture line: one typed line and a session make a reading, which says what Enter will do."""

from dataclasses import replace

from kpfacil.capture.actions import Typed, read_action
from kpfacil.capture.entries import THEMED, is_signed, new_entry, signed
from kpfacil.capture.entry_lines import entry_work, is_text, several_at
from kpfacil.capture.marks import Part, protect, take_themes
from kpfacil.capture.outcome import Doubt, Reading, Window
from kpfacil.capture.paste import table_row
from kpfacil.capture.settings import kind_word, read_setting, without_setting
from kpfacil.capture.who import roster_of
from kpfacil.capture.words import EVERYONE
from kpfacil.capture.work import id_at, slip_at
from kpfacil.commands.base import Refused
from kpfacil.commands.people import SetPresence
from kpfacil.model.fold import fold
from kpfacil.model.kinds import Records
from kpfacil.model.session import Session
from kpfacil.model.text import LONGEST, clean_line
from kpfacil.model.texts import Sentence

_LONGEST_LINE = 4 * LONGEST
"""A line longer than this is refused unread: it cannot consist of texts that fit."""
_HERE = Window()


def read(line: str, session: Session, kind: Records, window: Window = _HERE) -> Reading:
    """Return how a line is understood in a session; `kind` is what an unsigned line becomes. Never raises.

    An empty line is nothing: a reading without commands, asks and refusal.
    """
    row = table_row(line, session)
    said = clean_line(row.line if row and row.sure else line)
    if not said:
        return Reading(kind=kind)
    if len(said) > _LONGEST_LINE:
        refusal = Refused("line-too-long", length=str(len(said)), longest=str(LONGEST))
        return Reading(kind=kind, refusal=refusal)
    typed = Typed(Part(protect(said)), kind, session, roster_of(session), window)
    reading = _read(typed)
    if row is None or row.sure or window.sure:
        return _all_present(reading, typed)
    if not row.line:
        return replace(reading, notice=reading.notice or Sentence("hint.row-is-text"))
    doubt = Doubt(question=Sentence("ask.row", {"line": row.line}), yes=Sentence("ask.row-yes"), line=row.line)
    return Reading(kind=kind, act="row", doubt=doubt)


def _read(typed: Typed) -> Reading:
    work = id_at(typed.part, typed.roster)
    try:
        action = read_action(typed) or slip_at(typed) or several_at(typed)
        if action is not None:
            return action
        if work is not None and not is_text(*work, typed):
            return entry_work(*work, typed)
        reading = _entry(typed)
    except Refused as refusal:
        entry_id, kind = work[:2] if work is not None else ("", typed.kind)
        return Reading(kind=kind, entry=entry_id, refusal=refusal)
    if work is not None and reading.commands:
        return replace(reading, notice=reading.notice or Sentence("hint.id-is-text", {"id": work[0]}))
    return reading


def _entry(typed: Typed) -> Reading:
    part, kind, roster = typed.part, typed.kind, typed.roster
    if not is_signed(part):
        setting = read_setting(part, kind, typed.session, roster, typed.window.swapping)
        if setting is not None:
            return setting
        part = without_setting(part, roster)
        if kind not in THEMED and take_themes(part)[0]:
            kind = "idea"
        kind, part = kind_word(part, roster) or (kind, part)
    kind, part = signed(part, kind)
    return new_entry(part, kind, typed.session, roster)


def _all_present(reading: Reading, typed: Typed) -> Reading:
    """Return the reading of a *kaikki* that asks whether all who are expected are there, as nobody is marked yet."""
    session, window = typed.session, typed.window
    unmarked = not any(person.here for person in session.members)
    head = typed.part.text.partition(":")[0]
    if not (unmarked and reading.who and reading.commands) or window.sure or window.alone:
        return reading
    if not any(fold(word) in EVERYONE for word in head.replace(",", " ").split()):
        return reading
    expected = [person.id for person in session.members if person.presence == "expected"]
    doubt = Doubt(
        question=Sentence("ask.all-present", {"n": len(expected)}),
        yes=Sentence("ask.all-present-yes"),
        commands=tuple(SetPresence(id=handle, presence="present") for handle in expected),
    )
    return replace(reading, commands=(), doubt=doubt)

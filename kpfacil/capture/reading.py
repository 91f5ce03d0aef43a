"""The capture line: one typed line and a session make a reading."""

from dataclasses import replace

from kpfacil.capture.actions import read_action
from kpfacil.capture.grammar import (
    EVERYONE,
    THEMED,
    Doubt,
    Part,
    Reading,
    Window,
    fitting,
    protect,
    second_theme,
    take_themes,
    with_commands,
)
from kpfacil.capture.operations import entry_work, is_text
from kpfacil.capture.paste import TableRow, columns_of, table_row
from kpfacil.capture.pledges import one_giver, recognise_pledge
from kpfacil.capture.rewording import id_at
from kpfacil.capture.settings import kind_asked, kind_word, read_setting, without_setting
from kpfacil.capture.slips import several_at, slip_at, slip_in_words, with_what_was_meant
from kpfacil.capture.tasks import read_task
from kpfacil.capture.who import NOBODY, Roster, TypedLine, Who, nobody_here, roster_of, who_before
from kpfacil.commands.base import Command, Refused
from kpfacil.commands.people import SetPresence
from kpfacil.commands.record import NEW, Record
from kpfacil.commands.table import AddRule
from kpfacil.model.entries import Agreement, Entry, Idea, Note, Offer, Parked, Remark
from kpfacil.model.fold import fold
from kpfacil.model.kinds import SIGNS, Kind, Records
from kpfacil.model.session import Session
from kpfacil.model.text import LONGEST, clean_line
from kpfacil.model.texts import Sentence
from kpfacil.rules.presence import people_here


def is_signed(part: Part) -> bool:
    """Return whether a line begins with a sign; a comma before a digit is none."""
    return part.text[:1] in SIGNS and not (part.text[0] == "," and part.text[1:2].isdigit())


def split_sign(part: Part, kind: Records) -> tuple[Records, Part]:
    """Return the kind that a line records and the line without its first sign; `kind` is that of an unsigned line."""
    if is_signed(part):
        return SIGNS[part.text[0]], part.cut(1)
    return ("idea" if kind == "goal" else kind), part


def new_entry(part: Part, kind: Records, session: Session, roster: Roster, floor: str = "") -> Reading:
    """Read a new entry of a kind. Raises `Refused` where a text is too long."""
    match kind:
        case "task":
            return _task(part, session, roster)
        case "note":
            text = fitting(part.said)
            return _finish(Reading(kind=kind, act="add", text=text), (Record(entry=Note(id=NEW, text=text)),))
        case "offer":
            return _offer(part, roster, floor)
        case "rule":
            return _rule(part, roster, floor)
        case _:
            return _read_spoken(part, kind, roster, "" if kind == "agreement" else floor)


def _task(part: Part, session: Session, roster: Roster) -> Reading:
    line = read_task(part, session, roster)
    return _finish(line.reading("task", "add"), (Record(entry=line.task),))


def _offer(part: Part, roster: Roster, floor: str) -> Reading:
    who, body = who_before(part, roster) or (_speaker(floor), part)
    offer = recognise_pledge(body.said)
    givers = who.handles or ("",)
    commands = tuple(
        Record(entry=Offer(id=NEW, text=offer.text, by=by, kind=offer.kind, amount=offer.amount, unit=offer.unit))
        for by in givers
    )
    reading = Reading(
        kind="offer",
        act="add",
        text=offer.text,
        who=who.handles,
        pledges=(offer,),
        asks=who.asks,
        refusal=nobody_here(who) or one_giver(offer, givers),
    )
    return _finish(reading, commands)


def _speaker(floor: str) -> Who:
    """Return whoever has the floor as the people of a line that names nobody."""
    return Who((floor,), (floor,)) if floor else NOBODY


def _rule(part: Part, roster: Roster, floor: str) -> Reading:
    """Read a ground rule; what somebody by name says where rules are asked for is a remark."""
    if who_before(part, roster) is not None:
        return _read_spoken(part, "remark", roster, floor)
    text = fitting(part.said)
    return _finish(Reading(kind="rule", act="add", text=text), (AddRule(text=text),))


def _read_spoken(part: Part, kind: Kind, roster: Roster, floor: str) -> Reading:
    """Read an idea, an agreement or a parked matter: who said what, whoever has the `floor`, and under which theme."""
    themes, part = take_themes(part) if kind in THEMED else ((), part)
    who, body = who_before(part, roster) or (_speaker(floor), part)
    text = fitting(body.said)
    theme = fitting(themes[0]) if themes else ""
    reading = Reading(
        kind=kind,
        act="add",
        text=text,
        who=who.handles,
        theme=theme,
        asks=who.asks,
        refusal=second_theme(themes) or nobody_here(who),
    )
    return _finish(reading, (Record(entry=_make_entry(kind, text, who.handles, theme), everyone=who.everyone),))


def _make_entry(kind: Kind, text: str, by: tuple[str, ...], theme: str) -> Entry:
    match kind:
        case "agreement":
            return Agreement(id=NEW, text=text, by=by)
        case "remark":
            return Remark(id=NEW, text=text, by=by)
        case "parked":
            return Parked(id=NEW, text=text, by=by, theme=theme)
        case _:
            return Idea(id=NEW, text=text, by=by, theme=theme)


def _finish(reading: Reading, commands: tuple[Command, ...]) -> Reading:
    """Return the reading with its commands, unless something has to be asked or refused first."""
    refusal = reading.refusal or (None if reading.text else Refused("line-no-text"))
    return with_commands(reading, commands, refusal)


_LONGEST_LINE = 4 * LONGEST
"""A line longer than this is refused unread: it cannot consist of texts that fit."""
_HERE = Window()


def read(line: str, session: Session, kind: Records, window: Window = _HERE) -> Reading:
    """Return how a line is understood in a session; `kind` is what an unsigned line becomes. Never raises.

    An empty line is nothing: a reading without commands, asks and refusal.
    """
    if columns_of(line):
        return Reading(kind=kind, act="header", refusal=Refused("header"))
    row = table_row(line, session)
    said = clean_line(row.line if row and row.sure else line)
    if not said:
        return Reading(kind=kind)
    unread = _unread(said, window)
    if unread is not None:
        return Reading(kind=kind, refusal=unread)
    typed = TypedLine(Part(protect(said)), kind, session, roster_of(session), window)
    reading = _read(typed)
    if window.sure:
        return reading
    if row is not None and not row.sure:
        return _of_row(row, reading)
    return _all_present(reading, typed)


def _unread(said: str, window: Window) -> Refused | None:
    """Return why a line is not read at all: it is too long, or a letter of it was lost far away."""
    if len(said) > _LONGEST_LINE:
        return Refused("line-too-long", length=str(len(said)), longest=str(LONGEST))
    return Refused("line-bad-letter") if window.alone and "\ufffd" in said else None


def _of_row(row: TableRow, reading: Reading) -> Reading:
    """Return the offer of a table's row as a task; where it is none, that the line is text."""
    if not row.line and (reading.who or reading.entry):
        return reading
    if not row.line:
        return replace(reading, notice=reading.notice or Sentence("notice.row-is-text"))
    doubt = Doubt(question=Sentence("ask.row", {"line": row.line}), yes=Sentence("ask.row-yes"), line=row.line)
    return Reading(kind=reading.kind, act="row", doubt=doubt)


def _read(typed: TypedLine) -> Reading:
    work = id_at(typed.part, typed.roster)
    entry_id, kind = work[:2] if work is not None else ("", typed.kind)
    try:
        reading = read_action(typed) or slip_at(typed) or several_at(typed)
        if reading is None and work is not None and not is_text(*work, typed):
            reading = slip_in_words(entry_work(*work, typed), typed)
        return with_what_was_meant(reading, typed) if reading else _entry(typed, entry_id)
    except Refused as refusal:
        return Reading(kind=kind, entry=entry_id, refusal=refusal)


def _entry(typed: TypedLine, like_id: str) -> Reading:
    """Return a line as a new entry or a fact of the table; `like_id` is its first word where that names nothing."""
    part, kind, roster = typed.part, typed.kind, typed.roster
    if not is_signed(part):
        swapping = typed.window.swapping
        asked = read_setting(part, kind, typed.session, roster, swapping) or kind_asked(part, typed)
        if asked is not None:
            return asked
        part = without_setting(part, roster)
        if kind not in THEMED and take_themes(part)[0]:
            kind = "idea"
        kind, part = kind_word(part, roster) or (kind, part)
    kind, part = split_sign(part, kind)
    part = without_setting(part.trim(), roster)
    floor = typed.session.meeting.speaker if typed.window.floor is None else typed.window.floor
    reading = new_entry(part, kind, typed.session, roster, floor)
    notice = Sentence("notice.id-is-text", {"id": like_id}) if like_id else None
    return replace(reading, notice=reading.notice or notice)


def _says_all(typed: TypedLine) -> bool:
    head = typed.part.text.partition(":")[0]
    return any(fold(word) in EVERYONE for word in head.replace(",", " ").split())


def _all_present(reading: Reading, typed: TypedLine) -> Reading:
    """Return the reading of a *kaikki* beside which more are expected: where they are the most, it is asked about them.

    Else, and where nobody can be asked, it is told how many are left out; where nobody is here yet, nobody is.
    """
    expected = [person.id for person in typed.session.members if person.presence == "expected"]
    if not all((reading.who, reading.commands, expected, _says_all(typed))):
        return reading
    here = len(people_here(typed.session))
    if here < len(expected) and not typed.window.alone:
        return replace(reading, commands=(), doubt=_all_here(expected, here + len(expected)))
    left_out = Sentence("notice.left-out", {"here": here}, count=len(expected)) if here else None
    return replace(reading, notice=reading.notice or left_out)


def _all_here(expected: list[str], count: int) -> Doubt:
    return Doubt(
        question=Sentence("ask.all-present", count=count),
        yes=Sentence("ask.all-present-yes", count=count),
        commands=tuple(SetPresence(id=handle, presence="present") for handle in expected),
    )

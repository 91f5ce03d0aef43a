"""The capture line: one typed line and a session make a reading."""

import re
from dataclasses import replace

from kpfacil.capture import actions, amounts, givers, names, operations, paste, rewording, slips, tasks
from kpfacil.capture.grammar import KIND_WORDS, THEMED, Doubt, Reading, Window, fitting, second_theme, with_commands
from kpfacil.capture.parts import GONE, Part, known_in, protect, take_themes, unescape
from kpfacil.capture.settings import before_colon, read_setting, setting_as_text, without_setting
from kpfacil.capture.who import NOBODY, TypedLine, Who, names_before, nobody_here, who_before
from kpfacil.commands import people, table
from kpfacil.commands.base import Command, Refused
from kpfacil.commands.record import NEW, Record
from kpfacil.model.entries import Agreement, Entry, Idea, Note, Offer, Parked, Remark
from kpfacil.model.fold import fold
from kpfacil.model.grammar import Meanings
from kpfacil.model.kinds import SIGN_OF, SIGNS, Kind, Records
from kpfacil.model.session import Session
from kpfacil.model.text import LONGEST, clean_line
from kpfacil.model.texts import Sentence
from kpfacil.rules.presence import people_here

_KIND_LIKE: Meanings[Kind] = Meanings.of("kind-like", SIGNS.values())
_SIGN_BEHIND = re.compile(r"[^:]+:\s+(?P<sign>[+=!>?])\s+(?=\S)")


def is_signed(part: Part) -> bool:
    """Return whether a line begins with a sign; a comma before a digit is none."""
    return part.text[:1] in SIGNS and not (part.text[0] == "," and part.text[1:2].isdigit())


def new_entry(part: Part, kind: Records, floor: str = "") -> Reading:
    """Read a new entry of a kind. Raises `Refused` where a text is too long."""
    if kind == "task":
        line = tasks.read_task(part)
        return _finish(line.said, Record(entry=line.task))
    if kind == "offer":
        return _offer(part, floor)
    if kind == "note" or (kind == "rule" and who_before(part) is None):
        text = fitting(part.said)
        command = table.AddRule(text=text) if kind == "rule" else Record(entry=Note(id=NEW, text=text))
        return _finish(Reading(kind=kind, act="add", text=text), command)
    # What somebody by name says where rules are asked for is a remark.
    spoken = "remark" if kind == "rule" else "idea" if kind == "goal" else kind
    return _read_spoken(part, spoken, "" if kind == "agreement" else floor)


def _offer(part: Part, floor: str) -> Reading:
    signed = who_before(part)
    heard, told = _hear_giver(part, floor)
    who, body = signed or (heard, part)
    offers = tuple(amounts.recognise_pledge(words) for words in amounts.amounts_apart(body.said))
    by_whom = who.handles or ("",)
    commands = (
        Record(entry=Offer(id=NEW, text=offer.text, by=by, kind=offer.kind, amount=offer.amount, unit=offer.unit))
        for offer in offers
        for by in by_whom
    )
    refusals = (nobody_here(who), told if signed else None, *(amounts.one_giver(offer, by_whom) for offer in offers))
    reading = Reading(
        kind="offer",
        act="add",
        text=body.said,
        who=who.handles,
        pledges=offers,
        asks=who.asks,
        refusal=next(filter(None, refusals), None),
        notice=told.sentence if told and not signed else None,
    )
    return _finish(reading, *commands)


def _hear_giver(part: Part, floor: str) -> tuple[Who, Refused | None]:
    """Return who gives an offer without a colon, whose words stay whole, and what is told where that is not clear."""
    found = givers.giver_in(part, sure=True)
    turned = _not_one(*found, part) if found else givers.unsigned_giver(part, (floor,))
    told = _several_offers(part) or turned
    sure = found is not None and told is None and len(found[0].handles) == 1
    return (found[0] if found and sure else _speaker(floor)), told


def _not_one(who: Who, given: Part, whole: Part) -> Refused | None:
    """Return how an offer is typed whose giver behind it may be part of it or several: `auto Pekalta ja Liisalta`."""
    refused = givers.misplaced_giver(who, given, whole)
    if refused or not who.named[1:] or who_before(whole):
        return refused
    return Refused("line-slip", line=f"? {', '.join(map(given.names.say_name, who.handles))}: {given.said}")


def _several_offers(part: Part) -> Refused | None:
    """Return the refusal of what several give in one line, each with the line that it needs."""
    first, *others = [piece for piece, _ in givers.pieces_of(part)]
    names_only = who_before(part) is not None and who_before(first) is None  # of one list before the colon
    found = filter(None, map(givers.giver_in, others))
    if names_only or not any(who.handles for who, _ in found):
        return None
    return Refused("line-each", lines=" · ".join(f"? {piece.said}" for piece in (first, *others)))


def _speaker(floor: str) -> Who:
    """Return whoever has the floor as the people of a line that names nobody."""
    return Who((floor,), (floor,)) if floor else NOBODY


def _read_spoken(part: Part, kind: Kind, floor: str) -> Reading:
    """Read an idea, an agreement or a parked matter: who said what, whoever has the `floor`, and under which theme."""
    themes, part = take_themes(part) if kind in THEMED else ((), part)
    who, body = who_before(part) or (_speaker(floor), part)
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
    return _finish(reading, Record(entry=_make_entry(kind, text, who.handles, theme), everyone=who.everyone))


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


def _finish(reading: Reading, *commands: Command) -> Reading:
    """Return the reading with its commands, unless something has to be asked or refused first."""
    refusal = reading.refusal or (None if reading.text else Refused("line-no-text"))
    return with_commands(replace(reading, refusal=refusal), commands)


_LONGEST_LINE = 4 * LONGEST
"""A line longer than this is refused unread: it cannot consist of texts that fit."""
_HERE = Window()


def read(line: str, session: Session, kind: Records, window: Window = _HERE) -> Reading:
    """Return how a line is understood in a session; `kind` is what an unsigned line becomes. Never raises.

    An empty line is nothing: a reading without commands, asks and refusal.
    """
    if paste.columns_of(line):
        return Reading(kind=kind, act="header", refusal=Refused("header"))
    row = paste.table_row(line, session)
    said = clean_line(row.line if row and row.sure else line)
    if not said:
        return Reading(kind=kind)
    unread = _unread(said, window)
    if unread is not None:
        return Reading(kind=kind, refusal=unread)
    typed = TypedLine(paste.without_time(Part(protect(said), known_in(session))), kind, window)
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


def _of_row(row: paste.TableRow, reading: Reading) -> Reading:
    """Return the offer of a table's row as a task; where it is none, that the line is text."""
    if not row.line and (reading.who or reading.entry):
        return reading
    if not row.line:
        return replace(reading, notice=reading.notice or Sentence("notice.row-is-text"))
    doubt = Doubt(about="row", details={"line": row.line}, line=row.line)
    return Reading(kind=reading.kind, act="row", doubt=doubt)


def _read(typed: TypedLine) -> Reading:
    work = rewording.id_at(typed.part)
    entry_id, kind = work[:2] if work is not None else ("", typed.kind)
    try:
        reading = actions.read_action(typed) or slips.each_at(typed) or slips.slip_at(typed)
        reading = reading or operations.several_at(typed)
        if reading is None and work is not None and not operations.is_text(*work, typed):
            reading = slips.slip_in_words(operations.entry_work(*work, typed), typed)
        return slips.with_what_was_meant(reading, typed) if reading else _entry(typed, entry_id)
    except Refused as refusal:
        return Reading(kind=kind, entry=entry_id, refusal=refusal)


def _entry(typed: TypedLine, like_id: str) -> Reading:
    """Return a line as a new entry or a fact of the table; `like_id` is its first word where that names nothing."""
    part, kind = typed.part, typed.kind
    told = Sentence("notice.id-is-text", {"id": like_id}) if like_id else None
    if is_signed(part):
        kind, part = SIGNS[part.text[0]], part.cut(1)
    else:
        asked = read_setting(part, kind, typed.window.swapping) or _kind_asked(typed)
        if asked is not None:
            return asked
        told = told or setting_as_text(part)
        kind, part = _kind_further_on(without_setting(part), kind)
    floor = typed.session.meeting.speaker if typed.window.floor is None else typed.window.floor
    reading = new_entry(without_setting(part.trim()), kind, floor)
    return replace(reading, notice=reading.notice or told)


def _kind_further_on(part: Part, kind: Records) -> tuple[Records, Part]:
    """Return what a line without a first sign records: a word or a sign further on says it, a theme, or the step."""
    said = before_colon(part, KIND_WORDS) or _sign_behind_names(part)
    return said or ("idea" if kind not in (*THEMED, "note") and take_themes(part)[0] else kind, part)


def _kind_asked(typed: TypedLine) -> Reading | None:
    """Return the question whether a kind is meant where the word before the colon is like the word for it."""
    found = before_colon(typed.part, _KIND_LIKE)
    if found is None or typed.window.sure:
        return None
    return typed.ask_about(f"{SIGN_OF[found[0]]} {unescape(found[1].text).strip()}")


def _sign_behind_names(part: Part) -> tuple[Records, Part] | None:
    """Return the kind of `Pekka: ! varaa sali`, whose sign stands behind the names, and the line without the sign."""
    match = _SIGN_BEHIND.match(part.text)
    if match is None or not names_before(part).handles:
        return None
    start, end = match.span("sign")
    return SIGNS[match["sign"]], part.say(part.text[:start] + GONE + part.text[end:])


def _all_present(reading: Reading, typed: TypedLine) -> Reading:
    """Return the reading of a *kaikki* beside which more are expected: where they are the most, it is asked about them.

    Else, and where nobody can be asked, it is told how many are left out; where nobody is here yet, nobody is.
    """
    expected = [person.id for person in typed.session.members if person.presence == "expected"]
    words = typed.part.text.partition(":")[0].replace(",", " ").split()
    says_all = any(fold(word) in names.EVERYONE for word in words)
    if not all((reading.who, reading.commands, expected, says_all)):
        return reading
    here = len(people_here(typed.session))
    if here < len(expected) and not typed.window.alone:
        marks = tuple(people.SetPresence(id=handle, presence="present") for handle in expected)
        doubt = Doubt(about="all-present", count=here + len(expected), commands=marks)
        return replace(reading, commands=(), doubt=doubt)
    left_out = Sentence("notice.left-out", {"here": here}, count=len(expected)) if here else None
    return replace(reading, notice=reading.notice or left_out)

"""New entries: a line that begins with a sign, a name or plain words."""

from dataclasses import replace

from kpfacil.capture.grammar import Part, Reading, fitting, take_themes
from kpfacil.capture.pledges import one_giver, recognised
from kpfacil.capture.tasks import read_task
from kpfacil.capture.who import NOBODY, Roster, Who, nobody_here, who_before
from kpfacil.commands.base import Command, Refused
from kpfacil.commands.record import NEW, Record
from kpfacil.commands.table import AddRule
from kpfacil.model.entries import Agreement, Entry, Idea, Note, Offer, Parked, Remark
from kpfacil.model.kinds import SIGNS, Kind, Records
from kpfacil.model.session import Session

THEMED: tuple[Kind, ...] = ("idea", "parked")


def is_signed(part: Part) -> bool:
    """Return whether a line begins with a sign; a comma before a digit is none."""
    return part.text[:1] in SIGNS and not (part.text[0] == "," and part.text[1:2].isdigit())


def signed(part: Part, kind: Records) -> tuple[Records, Part]:
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
            return _finished(Reading(kind=kind, act="add", text=text), (Record(entry=Note(id=NEW, text=text)),))
        case "offer":
            return _offer(part, roster, floor)
        case "rule":
            return _rule(part, roster, floor)
        case _:
            return _spoken(part, kind, roster, "" if kind == "agreement" else floor)


def _task(part: Part, session: Session, roster: Roster) -> Reading:
    line = read_task(part, session, roster)
    return _finished(line.reading("task", "add"), (Record(entry=line.task),))


def _offer(part: Part, roster: Roster, floor: str) -> Reading:
    who, body = who_before(part, roster) or (_speaker(floor), part)
    offer = recognised(body.said)
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
    return _finished(reading, commands)


def _speaker(floor: str) -> Who:
    """Return whoever has the floor as the people of a line that names nobody."""
    return Who((floor,), (floor,)) if floor else NOBODY


def _rule(part: Part, roster: Roster, floor: str) -> Reading:
    """Read a ground rule; what somebody by name says where rules are asked for is a remark."""
    if who_before(part, roster) is not None:
        return _spoken(part, "remark", roster, floor)
    text = fitting(part.said)
    return _finished(Reading(kind="rule", act="add", text=text), (AddRule(text=text),))


def _spoken(part: Part, kind: Kind, roster: Roster, floor: str) -> Reading:
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
    return _finished(reading, (Record(entry=_said(kind, text, who.handles, theme), everyone=who.everyone),))


def _said(kind: Kind, text: str, by: tuple[str, ...], theme: str) -> Entry:
    match kind:
        case "agreement":
            return Agreement(id=NEW, text=text, by=by)
        case "remark":
            return Remark(id=NEW, text=text, by=by)
        case "parked":
            return Parked(id=NEW, text=text, by=by, theme=theme)
        case _:
            return Idea(id=NEW, text=text, by=by, theme=theme)


def second_theme(themes: tuple[str, ...]) -> Refused | None:
    """Return the refusal of a second theme."""
    if len(themes) > 1:
        return Refused("line-two-themes", first=themes[0], second=themes[1])
    return None


def _finished(reading: Reading, commands: tuple[Command, ...]) -> Reading:
    """Return the reading with its commands, unless something has to be asked or refused first."""
    refusal = reading.refusal or (None if reading.text else Refused("line-no-text"))
    return with_commands(reading, commands, refusal)


def with_commands(reading: Reading, commands: tuple[Command, ...], refusal: Refused | None) -> Reading:
    """Return the reading with what Enter does, which is nothing while a name is asked for or the line refused."""
    return replace(reading, commands=() if reading.asks or refusal else commands, refusal=refusal)

"""What a line means in the room beside its grammar: whose turn it is when it is typed, and what it has made."""

from dataclasses import replace

from kpfacil.capture import Reading, read
from kpfacil.commands.record import Record
from kpfacil.commands.table import Evaluate
from kpfacil.model.entries import Agreement, Idea, Offer, Parked, Remark
from kpfacil.model.kinds import LETTERS, SIGNS, Records
from kpfacil.model.session import Session
from kpfacil.model.text import LONGEST

CLOSING = "closing-round"
"""The key of the closing round's lines among the evaluations, and the name of its panel."""


def closing_word(line: str, session: Session, kind: Records) -> Evaluate | None:
    """Return what a line says in the closing round, where somebody has the turn; a sign or an id begins an entry."""
    speaker = session.meeting.speaker
    if not speaker or line.lstrip()[:1] in (*SIGNS, "\\") or len(line) > LONGEST:
        return None
    if read(line, session, kind).entry:
        return None
    return Evaluate(key=CLOSING, who=speaker, text=line.strip())


def spoken(reading: Reading, session: Session) -> Reading:
    """Return the reading of a line that names nobody as what the speaker of the round has said."""
    speaker = session.meeting.speaker
    if not speaker or reading.who or reading.entry or not reading.commands:
        return reading
    match reading.commands[0]:
        case Record(entry=Idea() | Agreement() | Parked() | Remark() as entry):
            return replace(reading, who=(speaker,), commands=(Record(entry=replace(entry, by=(speaker,))),))
        case Record(entry=Offer() as offer):
            return replace(reading, who=(speaker,), commands=(Record(entry=replace(offer, by=speaker)),))
        case _:
            return reading


def new_ids(before: Session, after: Session) -> tuple[str, ...]:
    """Return the ids that stand in the later session and were not yet given in the earlier one; own notes too."""
    made: list[str] = []
    for kind, letter in LETTERS.items():
        last = before.counters.get(letter, 0)
        if after.counters.get(letter, 0) > last:
            made += [entry.id for entry in after.of_kind(kind)[-8:] if int(entry.id[1:]) > last]
    return tuple(made)

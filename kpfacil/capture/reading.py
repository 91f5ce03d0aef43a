"""The capture line: one typed line and a session make a reading, which says what Enter will do."""

from kpfacil.capture.entries import is_signed, new_entry, signed
from kpfacil.capture.entry_lines import entry_work, is_text
from kpfacil.capture.marks import Part, protect
from kpfacil.capture.outcome import Reading
from kpfacil.capture.settings import Swapping, read_setting, without_setting
from kpfacil.capture.who import roster_of
from kpfacil.capture.work import id_at
from kpfacil.commands.base import Refused
from kpfacil.model.kinds import Records
from kpfacil.model.session import Session
from kpfacil.model.text import LONGEST, clean_line

_LONGEST_LINE = 4 * LONGEST
"""A line longer than this is refused unread: it cannot consist of texts that fit."""


def read(line: str, session: Session, kind: Records, swapping: Swapping = "empty") -> Reading:
    """Return how a line is understood in a session; `kind` is what an unsigned line becomes. Never raises.

    An empty line is nothing: a reading without commands, asks and refusal. `swapping` tells when a line that sets a
    fact of the table does so without being asked about.
    """
    said = clean_line(line)
    if not said:
        return Reading(kind=kind)
    if len(said) > _LONGEST_LINE:
        refusal = Refused("line-too-long", length=str(len(said)), longest=str(LONGEST))
        return Reading(kind=kind, refusal=refusal)
    roster = roster_of(session)
    part = Part(protect(said))
    work = id_at(part, roster)
    try:
        if work is not None and not is_text(*work, session, roster):
            return entry_work(*work, session, roster)
        if not is_signed(part):
            setting = read_setting(part, kind, session, roster, swapping)
            if setting is not None:
                return setting
            part = without_setting(part, roster)
        kind, part = signed(part, kind)
        return new_entry(part, kind, session, roster)
    except Refused as refusal:
        entry_id, kind = work[:2] if work is not None else ("", kind)
        return Reading(kind=kind, entry=entry_id, refusal=refusal)

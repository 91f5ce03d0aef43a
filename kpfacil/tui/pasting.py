"""What becomes of several lines pasted at once: entries, or in the listening list of people those on a list."""

from kpfacil.capture import columns_of, split_paste
from kpfacil.commands.base import Refused
from kpfacil.tui.forms_roster import read_pasted
from kpfacil.tui.lines import take
from kpfacil.tui.posting import keep_waiting
from kpfacil.tui.room import Room
from kpfacil.tui.sight import Said


def paste(room: Room, text: str) -> None:
    """Take what was pasted, all one change; rows that can't be taken wait, marked.

    The first line goes on with the waiting line that was being mended in the line.
    """
    if not (room.entered and room.panel == "people" and _seat(room, text)):
        _record(room, text)


def _seat(room: Room, text: str) -> bool:
    """Bring the people of a list to the table; return whether it is one."""
    texts = room.texts
    preview = read_pasted(text, room.session, texts)
    if preview is None:
        return False
    joining, rows, first = preview.joining, text.split("\n"), len(room.desk.past)
    room.form, room.asking, room.mending, room.taken = None, False, None, False
    if not (joining.commands or preview.refused):
        room.trouble(Refused("roster-nobody"))
    elif not joining.commands or room.do(joining.command):
        for line, _ in preview.refused:
            keep_waiting(room, rows[line - 1], room.kind, "")
        room.desk.as_one(first)
        room.said = preview.tell(texts)
    return True


def _record(room: Room, text: str) -> None:
    """Record several lines, each an entry."""
    rows, first = split_paste(text), len(room.desk.past)
    lines = [row for row in rows if not columns_of(row)]  # headers are told, not recorded
    mended, room.mending, room.taken = room.mending, None, False
    kept = sum(take(room, line, "never", mended if at == 0 else None) for at, line in enumerate(lines))
    room.desk.as_one(first)
    key = "said.pasted" if room.post is None else "said.pasted-sent"
    told = f" {room.texts.say('refused.header')}" if len(lines) < len(rows) else ""
    room.said = Said(room.texts.say(key, kept=kept, lines=len(lines)) + told, trouble=kept < len(lines))

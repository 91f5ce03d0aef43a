"""What a list of people would bring to the table, before it is taken."""

from kpfacil.model.session import Session
from kpfacil.tui.forms_roster import Preview
from kpfacil.tui.paint import Row, paragraph, row, shorten
from kpfacil.tui.room import Room


def preview_rows(room: Room, preview: Preview, width: int) -> list[Row]:
    """Return the columns read and left unread, the rows that can't be taken, and the people."""
    texts, joining = room.texts, preview.joining
    columns = ", ".join(f"{head} → {texts.say(f'roster.column.{column}')}" for head, column in preview.roster.columns)
    rows = [row((f" {texts.say('people.list.title')}", "strong"))]
    rows += paragraph(texts.say("roster.columns", columns=columns), width - 4, "text")
    if preview.roster.unread:
        unread = texts.say("roster.unread", columns=", ".join(preview.roster.unread))
        rows += paragraph(unread, width - 4, "dim")
    counts = texts.say("people.list.counts", added=len(joining.added), known=len(joining.known))
    rows.append(row((shorten(counts, width - 2), "strong")))
    for line, why in preview.refused:
        rows += paragraph(f"! {texts.say('people.list.refused', line=line, reason=why)}", width - 4, "trouble", 2)
    return [*rows, *(_person(joining.session, handle, "+", width) for handle in joining.added)] + [
        _person(joining.session, handle, "=", width) for handle in joining.known
    ]


def _person(session: Session, handle: str, sign: str, width: int) -> Row:
    person = session.participant(handle)
    party = session.name_of(person.party) if person and person.party else ""
    facts = " · ".join(part for part in (session.name_of(handle), party, person.field if person else "") if part)
    return row((f" {sign} ", "strong"), (shorten(facts, width - 6), "text"))

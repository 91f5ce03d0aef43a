"""What a list of people would bring to the table, before it is taken."""

from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.storage.rosters import Unclear
from kpfacil.tui.asked import ListPlace
from kpfacil.tui.forms_roster import Preview, RosterForm
from kpfacil.tui.paint import EMPTY, Row, indent, paragraph, row, shorten


def list_rows(texts: Texts, form: RosterForm, width: int) -> list[Row]:
    """Return what a list would bring, or its columns where one has to be chosen; nothing before it has been read."""
    if form.question is not None:
        return _columns_rows(texts, form.question, width)
    return _preview_rows(texts, form.preview, width) if form.preview is not None else []


def _columns_rows(texts: Texts, question: Unclear, width: int) -> list[Row]:
    """Return the columns of a list with what stands in them, each with its number; a click chooses one."""
    title = texts.say(f"people.list.which-{question.wanted}")
    rows = [row((f" {title}", "strong")), EMPTY]
    for number, column in enumerate(question.columns, start=1):
        header = column.header or column.letter
        samples = shorten(" · ".join(column.samples), max(8, width - len(header) - 10))
        here = ListPlace(number)
        rows.append(row((f" {number:>2} ", "strong"), (f"{header}  ", "text"), (samples, "dim"), does=here))
    none = texts.say("people.list.none")
    return [*rows, row(("  0 ", "strong"), (none, "text"), does=ListPlace(0))] if question.wanted == "party" else rows


def _preview_rows(texts: Texts, preview: Preview, width: int) -> list[Row]:
    """Return the columns read and left unread, the rows that can't be taken, and the people."""
    joining = preview.joining
    columns = ", ".join(f"{head} → {texts.say(f'roster.column.{column}')}" for head, column in preview.roster.columns)
    rows = [row((f" {texts.say('people.list.title')}", "strong"))]
    rows += indent(paragraph(texts.say("roster.columns", columns=columns), width - 4, "text"), 1)
    if preview.roster.unread:
        unread = texts.say("roster.unread", columns=", ".join(preview.roster.unread))
        rows += indent(paragraph(unread, width - 4, "dim"), 1)
    for sentence in preview.roster.told:
        rows += indent(paragraph(texts.said(sentence), width - 4, "text"), 1)
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

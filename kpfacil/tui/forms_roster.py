"""Asking for a list of people: what would be taken is shown first, and where a column can't be told it is asked."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from kpfacil.commands.base import Command, Refused
from kpfacil.model.session import Session
from kpfacil.model.texts import Sentence, Texts
from kpfacil.model.value import frozen
from kpfacil.rosters.cells import Column, ListError
from kpfacil.rosters.headers import read_choice
from kpfacil.rosters.joining import Joining
from kpfacil.rosters.people import PeopleList, read_people
from kpfacil.rosters.sheets import csv_sheet
from kpfacil.storage.files import StorageError, named_path
from kpfacil.storage.rosters import Unclear, read_roster
from kpfacil.tui.asked import ListPlace
from kpfacil.tui.forms import Asking, form_for
from kpfacil.tui.paint import EMPTY, Row, Rows, indent, paragraph, row, shorten
from kpfacil.tui.sight import Said

_TYPED: tuple[Column, ...] = ("name", "party", "field", "role")
"""What one person is typed as."""


@frozen()
class Preview:
    """What a list would bring: its columns, the people new to the table and known, and the rows not taken."""

    roster: PeopleList
    joining: Joining
    refused: tuple[tuple[int, str], ...]
    """The line and the reason of each row that can't be taken."""

    def tell(self, texts: Texts) -> Said:
        """Return what is said when it has been taken: how many came, who did not, and what was guessed or changed."""
        words = (self.counts(texts), *self.reasons(texts), *self.notices(texts))
        return Said(" ".join(words), trouble=bool(self.refused))

    def counts(self, texts: Texts) -> str:
        """Return how many are new and known."""
        return texts.say("people.list.counts", added=len(self.joining.added), known=len(self.joining.known))

    def notices(self, texts: Texts) -> tuple[str, ...]:
        """Return what was left unread, left out, guessed or changed, a sentence each."""
        unread = (texts.say("roster.unread", columns=", ".join(self.roster.unread)),) if self.roster.unread else ()
        return (*unread, *map(texts.say_sentence, (*self.roster.told, *self.joining.told)))

    def reasons(self, texts: Texts) -> tuple[str, ...]:
        """Return why rows can't be taken, a sentence each."""
        return tuple(texts.say("people.list.refused", line=line, reason=why) for line, why in self.refused)


@dataclass(slots=True)
class RosterForm:
    """The path of a list; `preview` is there once it has been read, `question` while a column has to be chosen."""

    preview: Preview | None = None
    question: Unclear | None = None
    seen: str = ""
    pasted: str = ""
    """The list itself where it was pasted: then no path leads to it."""
    expected: bool = False
    """Whether those who come in are only expected: the meeting is still to be held."""
    chosen: dict[Column, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its name in the texts: what is to be typed now is a path, the number of a column, or Enter alone."""
        if self.question is not None:
            return "roster-party" if self.question.wanted == "party" else "roster-name"
        return "roster-seen" if self.preview is not None else "roster"

    def commands(self, line: str, session: Session, texts: Texts) -> Command:
        """Return what takes the list where it has been previewed.

        Raises `Asking` with the preview's own word else, or with the question which column holds what.
        """
        said = line.strip()
        if self.preview is not None and said == self.seen:
            self.preview = _preview(self.preview.roster, Joining(session, expected=self.expected), texts)
            return self.preview.joining.command
        answered = self._take_answer(said)
        if not answered:
            self.seen, self.pasted, self.chosen = said, "", {}
        self._read(session, texts)
        raise self._looked_at

    def paste(self, text: str, session: Session, texts: Texts) -> Sentence:
        """Show what a pasted list would bring, as of a file; return what is said of it, or that it is none."""
        preview = read_pasted(text, session, texts, expected=self.expected)
        if preview is None:
            return Refused("roster-pasted").sentence
        self.preview, self.question = preview, None
        self.seen, self.pasted, self.chosen = texts.say("people.list.pasted"), text, {}
        return self._looked_at.sentence

    @property
    def _looked_at(self) -> Asking:
        """What is asked when a list has been read: Enter takes it, unless nobody is on it."""
        return Asking("roster-look" if self.preview and self.preview.joining.commands else "roster-nobody", self.seen)

    def _take_answer(self, said: str) -> bool:
        """Take the number of a column, 0 where none holds it, or columns as the command line takes them."""
        if self.question is not None and said.isdecimal() and int(said) <= len(self.question.columns):
            letters = ("-", *(column.letter for column in self.question.columns))
            self.chosen[self.question.wanted] = letters[int(said)]
            return True
        choice = read_choice(said) if self.seen else {}
        self.chosen.update(choice)
        return bool(choice)

    def _read(self, session: Session, texts: Texts) -> None:
        self.preview = self.question = None
        if self.pasted:
            self.preview = read_pasted(self.pasted, session, texts, self.chosen, expected=self.expected)
            if self.preview is None:
                raise Refused("roster-pasted")
            return
        try:
            roster = read_roster(named_path(self.seen.strip("\"'")), self.chosen, session.meeting.date)
        except Unclear as unclear:
            self.question = unclear
            raise Asking("roster-which-party" if unclear.wanted == "party" else "roster-which-name") from None
        except StorageError as error:
            raise Refused("roster-unreadable", reason=" ".join(error.sentences(texts))) from None
        self.preview = _preview(roster, Joining(session, expected=self.expected), texts)


def read_pasted(
    text: str, session: Session, texts: Texts, chosen: Mapping[Column, str] | None = None, *, expected: bool = False
) -> Preview | None:
    """Return what a list that is pasted would bring: with headers, or as one person is typed; None where none is.

    `chosen` are the columns that somebody has named.
    """
    rows = [row for row in text.replace("\t", "; ").split("\n") if row.strip()]
    typed = all(form_for(None, row, "people") for row in rows)
    wide = 1 + max(row.count(";") for row in rows)
    for columns in ({}, dict(zip(_TYPED[:wide], "ABCD", strict=False)) if typed else {}):
        with contextlib.suppress(ListError):
            roster = read_people((csv_sheet(text.encode()),), {**columns, **(chosen or {})}, session.meeting.date)
            return _preview(roster, Joining(session, expected=expected), texts)
    return None


def _preview(roster: PeopleList, joining: Joining, texts: Texts) -> Preview:
    """Return what a list would bring to a session."""
    refused = [*roster.refused, *joining.take_all(roster.people, roster.gone)]
    told = sorted(refused, key=lambda fault: fault.line or 0)
    return Preview(roster, joining, tuple((fault.line or 0, texts.say_sentence(fault.sentence)) for fault in told))


def list_rows(texts: Texts, form: RosterForm, width: int) -> Rows:
    """Return what a list would bring, or its columns where one has to be chosen; nothing before it has been read."""
    if form.question is not None:
        return _columns_rows(texts, form.question, width)
    return _preview_rows(texts, form.preview, width) if form.preview is not None else []


def _columns_rows(texts: Texts, question: Unclear, width: int) -> Rows:
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


def _preview_rows(texts: Texts, preview: Preview, width: int) -> Rows:
    """Return the columns read and left unread, the rows that can't be taken, and the people."""
    joining = preview.joining
    columns = preview.roster.show_columns(texts)
    rows = [row((f" {texts.say('people.list.title')}", "strong"))]
    rows += indent(paragraph(texts.say("roster.columns", columns=columns), width - 4, "text"), 1)
    for sentence in preview.notices(texts):
        rows += indent(paragraph(sentence, width - 4, "text"), 1)
    rows.append(row((f" {shorten(preview.counts(texts), width - 3)}", "strong")))
    for reason in preview.reasons(texts):
        rows += paragraph(f"! {reason}", width - 4, "trouble", 2)
    return [*rows, *(_person(joining.session, handle, "+", width) for handle in joining.added)] + [
        _person(joining.session, handle, "=", width) for handle in joining.known
    ]


def _person(session: Session, handle: str, sign: str, width: int) -> Row:
    person = session.participant(handle)
    more = (session.name_of(person.party), person.field) if person else ()
    facts = " · ".join(filter(None, (session.name_of(handle), *more)))
    return row((f" {sign} ", "strong"), (shorten(facts, width - 6), "text"))

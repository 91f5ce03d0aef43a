"""`kpfacil new`: prepares the next session of a table."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from kpfacil.cli.console import Console, Refusal
from kpfacil.cli.given import Given
from kpfacil.cli.members import seated
from kpfacil.cli.places import sessions_of
from kpfacil.cli.saving import put
from kpfacil.commands.base import Scene
from kpfacil.commands.carry import Plan, blank, carried, first, new_term
from kpfacil.model.meeting import Material
from kpfacil.model.session import Session
from kpfacil.model.text import clean_line
from kpfacil.storage.archive import TableFolder, folder_of, free_path
from kpfacil.storage.content import load_process, load_texts
from kpfacil.storage.keeper import Keeper
from kpfacil.storage.lock import hold


def new(given: Given, console: Console) -> int:
    """Prepare the session, write it and print its path."""
    name = clean_line(given.table)
    if not name:
        raise Refusal(console.say("cli.new.empty-name"))
    folder = folder_of(sessions_of(given, console), name)
    _nothing_in_the_way(folder, console)
    session = prepared(name, folder, given, console)
    console.tell(str(_written(session, folder.path, console)))
    if given.term is not None:
        # The exports, only where there is a report to write.
        from kpfacil.cli.old_term import term_ended  # noqa: PLC0415

        term_ended(folder, console)
    return 0


def prepared(name: str, folder: TableFolder, given: Given, console: Console) -> Session:
    """Return the next session of a table, not written yet."""
    previous = folder.latest.session if folder.latest else None
    now = console.around.clock()
    day = given.date or _next_date(previous) or now.date()
    plan = Plan(day=day, number=_number(folder, day), start=given.start, place=given.place)
    session = _next(name, previous, plan, given, console)
    process = load_process(folder.path)  # a wrong one is told now, not when people sit around the table
    if given.participants is not None:
        listed = console.around.path(given.participants)
        session = seated(listed, session, previous, Scene(process=process, now=now), console)
    return session


def _next(name: str, previous: Session | None, plan: Plan, given: Given, console: Console) -> Session:
    if previous is None:
        session = first(name, plan)
        session = replace(session, language=console.texts.language)
    elif given.blank:
        session = blank(previous, plan)
    elif given.term is not None:
        session = new_term(previous, plan, *given.term)
        return replace(session, materials=(_report(previous),))
    else:
        return carried(previous, plan)
    if given.term is not None:
        start, end = given.term
        session = replace(session, table=replace(session.table, term_start=start, term_end=end))
    return session


def _report(previous: Session) -> Material:
    """Return the old term's report as material of the new term's first meeting, without an address until it has one."""
    texts = load_texts(previous.language)
    days = (previous.table.term_start, previous.table.term_end)
    years = "–".join(dict.fromkeys(str(day.year) for day in days if day is not None))
    return Material(title=texts.say("report.material-of", term=years) if years else texts.say("report.material"))


def _next_date(previous: Session | None) -> date | None:
    """Return the day that the latest meeting agreed on; one that was not after it is a slip of somebody's pen."""
    if previous is None or previous.meeting.next_date is None:
        return None
    return previous.meeting.next_date if previous.meeting.next_date >= previous.meeting.date else None


def _number(folder: TableFolder, day: date) -> int:
    """Return the running number within the year: one above the year's latest."""
    of_year = [opened.session.meeting for opened in folder.sessions if opened.session.meeting.date.year == day.year]
    return of_year[-1].number + 1 if of_year else 1


def _nothing_in_the_way(folder: TableFolder, console: Console) -> None:
    """Refuse to carry over past a later session that can't be read: its promises would be lost without a word."""
    broken = folder.in_the_way
    if broken is not None:
        raise Refusal(*broken.error.sentences(console.texts), console.say("cli.new.in-the-way", path=broken.path))


def _written(session: Session, folder: Path, console: Console) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(console.say("cli.new.no-folder", path=folder, reason=error.strerror or str(error))) from error
    path = free_path(folder, session.meeting.date)
    with hold(path, console.around.clock()):
        keeper = Keeper(path)
        put(keeper, session, console)
    return path

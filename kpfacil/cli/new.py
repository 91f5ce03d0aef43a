"""`kpfacil new`: prepares the next session of a table."""

import contextlib
from dataclasses import replace
from datetime import date, time
from pathlib import Path

from kpfacil.cli import add, places
from kpfacil.cli.console import Console, Misuse, PreparedAlready, Refusal
from kpfacil.cli.given import Given, read_day
from kpfacil.commands.base import Scene
from kpfacil.commands.carry import Plan, blank_session, carry_over, first_session, new_term
from kpfacil.model import appointments, text
from kpfacil.model.days import Calendar, whole_day
from kpfacil.model.meeting import Material
from kpfacil.model.session import Session
from kpfacil.model.table import Charter
from kpfacil.model.texts import Detail
from kpfacil.rosters import cells, headers, people
from kpfacil.rosters.joining import Joining
from kpfacil.storage import content, files, lock, process_file, rosters
from kpfacil.storage.archive import TableFolder, folder_of, with_double
from kpfacil.storage.decode import Opened
from kpfacil.storage.settings import Settings


def new(given: Given, console: Console) -> int:
    """Prepare the session, write it and print its path; refused while somebody records the table's latest."""
    name = text.clean_line(given.table)
    if not name:
        raise Refusal("cli.new.empty-name")
    if given.columns and given.participants is None:
        raise Misuse("cli.usage.needs", name="--columns", other="--participants")
    if given.said_day is not None:
        given.date = _day(given.said_day, console.today)
    sessions = places.sessions_of(given, console)
    latest = folder_of(sessions, name).latest
    with lock.hold(latest.path, console.now()) if latest else contextlib.nullcontext():
        if latest is not None:
            add.take_waiting(latest.path, console)
        # Read again: whoever had it may have recorded something until now.
        return _new_in(folder_of(sessions, name), name, given, console)


def _day(said: str, today: date) -> date:
    """Return the day that was said, as on the home screen and in the line; raises `Misuse` where there is none."""
    found = appointments.read_appointment(said, Calendar(today))
    if whole_day(said) is None and found.wrong is not None:
        raise Misuse(found.wrong.key, **found.wrong.details)
    if found != appointments.Appointment(day=found.day) or found.day is None:
        return read_day(said)
    return found.day


def _new_in(folder: TableFolder, name: str, given: Given, console: Console) -> int:
    broken = folder.in_the_way
    if broken is not None:  # its promises would be lost without a word
        raise Refusal("cli.new.in-the-way", broken.error, path=broken.path)
    places.name_odd_files(with_double(folder), console)
    settings = places.settings_of(folder.path, console)
    session = _prepare(name, folder, settings, given, console)
    console.tell(str(_write_new(session, folder.path, console)))
    if not given.also:
        _tell_near(folder, session, console)
    if folder.latest is None:
        _bring_process(folder.path, settings, console)
    if given.term is not None:
        # The exports, only where there is a report to write.
        from kpfacil.cli.memo import end_term  # noqa: PLC0415

        end_term(folder, session, console)
    return 1 if folder.untaken or any(aside.lacking for aside in folder.laid_aside) else 0


def _tell_near(folder: TableFolder, session: Session, console: Console) -> None:
    """Tell of meetings on the same day, as that may be a slip of the hand, and of those before still to be held."""
    for opened in folder.sessions:
        if opened.day == session.meeting.date:
            console.warn_that("cli.new.same-day", **_details(opened))
        elif _is_to_be_held(opened, console):
            console.warn_that("cli.new.prepared-already", **_details(opened))


def _bring_process(folder: Path, settings: Settings, console: Console) -> None:
    """Give a new table the process that the settings name, as a file of its own; a wrong one is told and left."""
    source = settings.get("process", Path)
    if source is None or (folder / process_file.PROCESS_FILE).exists():
        return
    try:
        data = files.read_bytes(source)
        process_file.read_process(data, source)
    except files.StorageError as error:
        console.warn_of(error)
    else:
        places.write(folder / process_file.PROCESS_FILE, data, console)


def _prepare(name: str, folder: TableFolder, settings: Settings, given: Given, console: Console) -> Session:
    """Return the next session of a table, not written yet."""
    previous = folder.latest.session if folder.latest else None
    now = console.now()
    day = given.date or _next_date(previous) or now.date()
    if not given.also:
        _prepared_already(folder, day, console)
    plan = Plan(day=day, number=_number(folder, day), start=given.start, end=given.end, place=given.place)
    session = _next(previous, plan, given) if previous else _first(name, plan, settings, console)
    if given.term is not None:
        start, end = given.term
        session = replace(session, table=replace(session.table, term_start=start, term_end=end))
    process = process_file.load_process(folder.path)  # a wrong one is told now, not when people sit around the table
    scene = Scene(process=process, now=now)
    if given.participants is not None:
        session = _seat_listed(given, session, previous, scene, console)
    facilitator = settings.get("facilitator", str) if previous is None or given.blank else None
    return _with_facilitator(session, facilitator, scene, console)


def _first(name: str, plan: Plan, settings: Settings, console: Console) -> Session:
    """Return the first session of a table, with what the settings say of every new one."""
    plan = replace(
        plan, start=plan.start or settings.get("start", time), place=plan.place or settings.get("place", str)
    )
    session = replace(first_session(name, plan), language=console.texts.language)
    table = replace(session.table, charter=settings.get("charter", Charter))
    if settings.get("wall_names", str) == "full":
        table = replace(table, wall_names="full")
    return replace(session, table=table)


def _with_facilitator(session: Session, name: str | None, scene: Scene, console: Console) -> Session:
    """Return the session with its facilitator among the participants, where nobody is one yet."""
    if not name or any("facilitator" in person.roles for person in session.members):
        return session
    joining = Joining(session, expected=True)
    joining.take(cells.Listed(line=0, name=name, roles=("facilitator",)))
    console.warn(*map(console.say, joining.told))
    return joining.command.apply(session, scene)


def _next(previous: Session, plan: Plan, given: Given) -> Session:
    if given.blank:
        return blank_session(previous, plan)
    if given.term is not None:
        return replace(new_term(previous, plan), materials=(_report(previous),))
    return carry_over(previous, plan)


def _report(previous: Session) -> Material:
    """Return the old term's report as material of the new term's first meeting, without an address until it has one."""
    texts = content.load_texts(previous.language)
    days = (previous.table.term_start, previous.table.term_end)
    years = "–".join(dict.fromkeys(str(day.year) for day in days if day is not None))
    return Material(title=texts.say("report.material-of", term=years) if years else texts.say("report.material"))


def _next_date(previous: Session | None) -> date | None:
    """Return the day that the latest meeting agreed on; one that was not after it is a slip of somebody's pen."""
    if previous is None or previous.meeting.next_date is None:
        return None
    return previous.meeting.next_date if previous.meeting.next_date >= previous.meeting.date else None


def _number(folder: TableFolder, day: date) -> int:
    """Return the running number within the year: one above the year's highest, whichever was written last."""
    of_year = [opened.session.meeting for opened in folder.sessions if opened.session.meeting.date.year == day.year]
    return max((meeting.number for meeting in of_year), default=0) + 1


def _prepared_already(folder: TableFolder, day: date, console: Console) -> None:
    """Refuse to prepare a meeting before another that is still to be held: both would carry the same promises."""
    for opened in folder.sessions:
        if opened.day > day and _is_to_be_held(opened, console):
            raise PreparedAlready("cli.new.prepared-already", **_details(opened))


def _is_to_be_held(opened: Opened, console: Console) -> bool:
    """Return whether a meeting is prepared and neither held nor begun."""
    session = opened.session
    # A list that was taken before the meeting may have said who is excused or remote.
    begun = session.visits or any(person.presence in ("present", "absent") for person in session.participants)
    return opened.day >= console.today and not begun


def _details(opened: Opened) -> dict[str, Detail | Path]:
    return {"number": f"{opened.number}/{opened.day.year}", "day": opened.day, "path": opened.path}


def _write_new(session: Session, folder: Path, console: Console) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal("cli.new.no-folder", path=folder, reason=files.reason_of(error)) from error
    path = files.free_path(folder, session.meeting.date)
    nth = path.stem.removeprefix(session.meeting.date.isoformat()).lstrip("-")
    session = replace(session, meeting=replace(session.meeting, nth=int(nth or 1)))
    with lock.hold(path, console.now()):
        places.put(path, None, session, console)
    return path


def _seat_listed(given: Given, session: Session, previous: Session | None, scene: Scene, console: Console) -> Session:
    """Return the session with the participants of the list given, and tell on stderr what was taken of it.

    People and parties of this or the previous session are known by their names and keep their ids. Raises
    `StorageError` where the list can't be read or nobody comes of it and nobody of the table is excused by it, `Misuse`
    where the columns given can't, `Unreadable` with every row that can't be taken.
    """
    columns = headers.read_choice(given.columns) if given.columns else {}
    if given.columns and not columns:
        raise Misuse("cli.usage.columns", value=given.columns)
    path = console.path(given.participants or "")
    roster = rosters.read_roster(path, columns, session.meeting.date)
    joining = Joining(session, previous, expected=True)
    refused = [*roster.refused, *joining.take_all(roster.people, roster.gone)]
    if refused:
        raise files.Unreadable(tuple(sorted(refused, key=lambda fault: fault.line or 0)), path)
    if not roster.people and not joining.commands:
        raise files.StorageError("roster.nobody", path=path, found=roster.found)
    console.warn(*_taken_words(roster, joining, console))
    return joining.command.apply(session, scene)


def _taken_words(roster: people.PeopleList, joining: Joining, console: Console) -> list[str]:
    """Return how many people were taken, who is new, from which columns, what was left unread, left out or guessed."""
    columns = roster.show_columns(console.texts)
    told = [console.say("roster.taken", len(roster.people)), console.say("roster.columns", columns=columns)]
    if roster.unread:
        told.append(console.say("roster.unread", columns=", ".join(roster.unread)))
    return [*told, *map(console.say, (*roster.told, *joining.newcomers, *joining.told))]

"""The action table over many meetings: each task once, in its latest state."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from kpfacil.export import ics, text
from kpfacil.export.ics import CalendarDay, CalendarMeeting, CalendarTodo
from kpfacil.export.tasks import Filters, Kept, TaskQuery, action_table, cells, head, rows, spreadsheet
from kpfacil.export.tasks_calendar import calendar, todos
from kpfacil.export.tell import tellers
from kpfacil.model.entries import Task
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts

TODAY = date(2026, 11, 22)


@pytest.fixture
def kept(rich: Session) -> tuple[Kept, ...]:
    """The rich meeting and the one before it, the later one first."""
    earlier = replace(
        rich,
        meeting=replace(rich.meeting, date=date(2026, 10, 24), number=2, next_date=None),
        tasks=(
            replace(rich.tasks[0], state="open", raised_on=None, note=""),
            Task(id="T1", text="Vanha lupaus", owners=("aino",), state="done", raised_on=date(2026, 9, 19)),
        ),
    )
    return (Kept(folder="jamsa", session=rich), Kept(folder="jamsa", session=earlier))


def ids(kept: tuple[Kept, ...], filters: Filters) -> list[str]:
    return [row.task.id for row in rows(kept, filters, TODAY)]


def test_each_task_comes_once_in_its_latest_state(kept: tuple[Kept, ...]) -> None:
    """The latest meeting that knew a task wins, whatever the order of the files; numbers run in order."""
    found = rows(kept, Filters(), TODAY)
    assert [(row.task.id, row.task.state) for row in found] == [
        ("T1", "done"),
        ("T4", "waiting"),
        ("T5", "done"),
        ("T6", "open"),
        ("T7", "open"),
        ("T8", "open"),
    ]


def test_the_day_of_giving_is_the_first_meeting_that_knew_the_task(plain: Session) -> None:
    """Where a task does not say when it was given, the meetings do."""
    task = Task(id="T1", text="soita")
    later = replace(plain, meeting=replace(plain.meeting, date=date(2026, 12, 1)), tasks=(task,))
    both = (Kept(folder="a", session=later), Kept(folder="a", session=replace(plain, tasks=(task,))))
    assert [row.task.raised_on for row in rows(both, Filters(), TODAY)] == [date(2026, 11, 21)]


def test_the_same_number_at_two_tables_is_two_tasks(plain: Session) -> None:
    """A task is known by its table's folder and its id."""
    session = replace(plain, tasks=(Task(id="T1", text="soita"),))
    assert len(rows((Kept(folder="a", session=session), Kept(folder="b", session=session)), Filters(), TODAY)) == 2


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(states=frozenset({"waiting"})), ["T4"]),
        (Filters(who="pekka"), ["T4"]),
        (Filters(who="Liisalle"), ["T6"]),
        (Filters(who="seurakunta"), ["T6", "T8"]),
        (Filters(party="Kylätoimikunta"), ["T1", "T5", "T6"]),
        (Filters(who="kukaan"), []),
        (Filters(overdue=True), []),
    ],
)
def test_tasks_are_filtered(kept: tuple[Kept, ...], filters: Filters, found: list[str]) -> None:
    """By state, by owner or an owner's party as people type them, and by a date that has passed."""
    assert ids(kept, filters) == found


def test_only_open_tasks_are_overdue(kept: tuple[Kept, ...]) -> None:
    """A task that is done is not late."""
    found = rows(kept, Filters(overdue=True), date(2027, 1, 1))
    assert [row.task.id for row in found] == ["T6"]


def test_the_action_table_tells_all_of_a_task(kept: tuple[Kept, ...], fi: Texts) -> None:
    """Who, by when, with what, given when, postponed how often, state and remark."""
    made = action_table(TaskQuery(kept, fi, TODAY))
    assert made.title == "Jämsän asukkaiden kumppanuuspöytä – toimenpidetaulukko"
    said = " ".join(text.render(made).split())
    assert (
        "Toimenpide: T4 Kysytään kunnalta talvikunnossapidosta Vastuussa: Pekka Virta Määräaika: pe 15.1.2027 "
        "Annettu: 19.9.2026, siirretty 2 kertaa Tilanne: odottaa; päätös tulee joulukuussa"
    ) in said
    assert "Vastuussa: ! ei vielä kukaan" in said


def test_several_tables_have_their_own_headings(kept: tuple[Kept, ...], plain: Session, fi: Texts) -> None:
    """The action table may be of many kumppanuuspöytä."""
    other = Kept(folder="kyla", session=replace(plain, tasks=(Task(id="T1", text="soita"),)))
    made = action_table(TaskQuery((*kept, other), fi, TODAY))
    assert made.title == "Toimenpidetaulukko"
    said = text.render(made)
    assert "Jämsän asukkaiden kumppanuuspöytä\n---" in said
    assert "Kyläpöytä\n---" in said


def test_an_empty_action_table_says_so(fi: Texts) -> None:
    """No tasks is an answer too."""
    assert "Haulla ei löytynyt tehtäviä." in text.render(action_table(TaskQuery((), fi, TODAY)))


def test_the_public_action_table_names_parties(kept: tuple[Kept, ...], fi: Texts) -> None:
    """Published alone, it names nobody."""
    said = text.render(action_table(TaskQuery(kept, fi, TODAY, profile="public")))
    assert "Jämsän kaupunki" in said
    assert "Virta" not in said


def test_a_spreadsheet_has_a_column_for_each_thing(kept: tuple[Kept, ...], fi: Texts) -> None:
    """Cells are plain text; nobody's task has an empty cell, not an alarm."""
    found = {row[1]: row for row in cells(TaskQuery(kept, fi, TODAY))}
    assert len(head(fi)) == len(found["T4"])
    assert found["T4"] == (
        "Jämsän asukkaiden kumppanuuspöytä",
        "T4",
        "Kysytään kunnalta talvikunnossapidosta",
        "Pekka Virta",
        "15.1.2027",
        "",
        "19.9.2026",
        "2",
        "odottaa",
        "päätös tulee joulukuussa",
    )
    assert found["T7"][3:5] == ("", "ennen joulua")
    assert spreadsheet(head(fi), found.values()).startswith(b"\xef\xbb\xbfKumppanuusp")


def test_open_deadlines_and_the_next_meeting_go_to_a_calendar(kept: tuple[Kept, ...], fi: Texts) -> None:
    """Deadlines are whole days, one just met is cancelled; the next meeting lasts as long as this one."""
    found = calendar(TaskQuery(kept, fi, TODAY))
    days = [entry for entry in found if isinstance(entry, CalendarDay)]
    assert [(day.date, day.summary) for day in days if day.cancelled] == [
        (date(2026, 11, 1), "Kerätään kylien yhteystiedot (Aino Lehto)")
    ]
    days = [day for day in days if not day.cancelled]
    assert [(day.date, day.summary) for day in days] == [
        (date(2027, 1, 15), "Kysytään kunnalta talvikunnossapidosta (Pekka Virta)"),
        (date(2026, 12, 15), "Varataan sali (Liisa Mäkinen ja Seurakunta)"),
    ]
    assert "Resurssit: Seurakunta: seurakuntasali" in days[1].description
    assert "päätös tulee joulukuussa" in days[0].description
    (meeting,) = (entry for entry in found if isinstance(entry, CalendarMeeting))
    assert meeting.start == datetime(2026, 12, 12, 17)  # noqa: DTZ001  a wall clock's time
    assert meeting.end == datetime(2026, 12, 12, 18, 30)  # noqa: DTZ001  likewise
    assert b"BEGIN:VEVENT" in ics.render(found, "Pöytä", datetime(2026, 11, 22, tzinfo=UTC))


def test_a_calendar_entry_keeps_its_identity(kept: tuple[Kept, ...], fi: Texts) -> None:
    """The same task has the same uid also when its words and date change."""
    rewritten = replace(kept[0].session.tasks[0], text="uusi", due=date(2027, 2, 1))
    changed = Kept(folder="jamsa", session=replace(kept[0].session, tasks=(rewritten,)))
    assert calendar(TaskQuery((changed,), fi, TODAY))[0].uid == calendar(TaskQuery(kept, fi, TODAY))[0].uid


def test_a_next_meeting_without_a_time_is_a_day(plain: Session, fi: Texts) -> None:
    """What is known is told; a meeting whose length is not known has no end."""
    assert calendar(TaskQuery((Kept(folder="a", session=plain),), fi, TODAY)) == ()
    meeting = replace(plain.meeting, next_date=date(2026, 12, 1), next_place="Kirjasto")
    kept = (Kept(folder="a", session=replace(plain, meeting=meeting)),)
    assert [type(entry) for entry in calendar(TaskQuery(kept, fi, TODAY))] == [CalendarDay]
    timed = replace(plain, meeting=replace(meeting, next_start=time(17)))
    (entry,) = calendar(TaskQuery((Kept(folder="a", session=timed),), fi, TODAY))
    assert isinstance(entry, CalendarMeeting)
    assert entry.end is None


def test_tasks_for_task_apps_need_no_date(kept: tuple[Kept, ...], fi: Texts) -> None:
    """Done and undated tasks are there, lapsed ones as cancelled."""
    lapsed = Kept(folder="x", session=replace(kept[0].session, tasks=(Task(id="T1", text="ei", state="lapsed"),)))
    found = todos(TaskQuery((*kept, lapsed), fi, TODAY))
    assert all(isinstance(entry, CalendarTodo) for entry in found)
    tasks = [entry for entry in found if isinstance(entry, CalendarTodo)]
    assert [task.summary for task in tasks if task.cancelled] == ["ei (ei vielä kukaan)"]
    assert [(task.due, task.done) for task in tasks if not task.cancelled] == [
        (None, True),
        (date(2027, 1, 15), False),
        (date(2026, 11, 1), True),
        (date(2026, 12, 15), False),
        (None, False),
        (None, False),
    ]


def test_each_meeting_is_proofread_once(kept: tuple[Kept, ...], fi: Texts) -> None:
    """A public table of many tasks reads what its meetings have said once for each meeting, not for each row."""
    tell_of = tellers([one.session for one in kept], fi, "public")
    first, again = tell_of(kept[0].session), tell_of(kept[0].session)
    assert first.proof is not None
    assert first.proof is again.proof
    assert first.proof is not tell_of(kept[1].session).proof

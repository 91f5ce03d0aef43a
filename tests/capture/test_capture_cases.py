"""Lines as people have typed and pasted them elsewhere, each with what it should come to."""

from datetime import date, time
from pathlib import Path

import pytest

from kpfacil.capture import Reading, as_text, read, split_paste
from kpfacil.model.appointments import read_appointment, read_hours
from kpfacil.model.days import Calendar
from kpfacil.model.meeting import Meeting
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session
from kpfacil.model.table import Table

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 25)
SESSION = Session(
    table=Table(name="Jämsä"),
    meeting=Meeting(date=TODAY),
    parties=(Party(id="naapuriapu", name="Naapuriapu"), Party(id="4h", name="4H")),
    participants=(
        Participant(id="paivi", name="Päivi Töyrylä", presence="present"),
        Participant(id="pekka", name="Pekka Kallio", presence="present"),
        Participant(id="liisa", name="Liisa Mäki", presence="present"),
        Participant(id="tellervo", name="Tellervo Oja", presence="present"),
        Participant(id="rantanen", name="J. P. Rantanen", presence="present"),
        Participant(id="maret", name="Máret Ánne", presence="present"),
        Participant(id="connor", name="O'Connor", presence="present"),
    ),
)


def lines(name: str) -> list[str]:
    """Return the lines of a case."""
    return (CASES / name).read_text(encoding="utf-8").splitlines()


def readings(name: str) -> list[Reading]:
    """Return how the lines of a case are read, pasted as they are."""
    with (CASES / name).open(encoding="utf-8", newline="") as text:
        return [read(line, SESSION, "idea") for line in split_paste(text.read())]


def test_next_meetings_as_they_are_said() -> None:
    """Each line is Monday 7 December at five in the library, the second one until seven."""
    said = [read_appointment(line, Calendar(TODAY)) for line in lines("next-meeting-lines.txt")]
    assert [(one.day, one.start, one.end, one.place, one.wrong) for one in said] == [
        (date(2026, 12, 7), time(17), None, "Kirjasto", None),
        (date(2026, 12, 7), time(17), time(19), "Kirjasto", None),
        (date(2026, 12, 7), time(17), None, "Kirjasto", None),
    ]


def test_hours_as_they_are_said() -> None:
    """A comma before the place, and a meeting until midnight."""
    said = [read_hours(line) for line in lines("hours-lines.txt")]
    assert [(one.start, one.end, one.place, one.wrong) for one in said] == [
        (time(17), time(18, 30), "Kirjasto", None),
        (time(22), time(0), "Kylätalo", None),
    ]


def test_halves_are_halves() -> None:
    """A half alone and one and a half."""
    assert [reading.pledges[0].amount for reading in readings("halves.txt")] == [0.5, 1.5]


def test_slashes_between_owners() -> None:
    """Two owners, and the day and the money as day and money."""
    first, second = readings("slash-owners.txt")
    assert (first.text, first.who, first.pledges) == ("varaus", ("pekka", "liisa"), ())
    assert (second.text, second.who, second.due) == ("kahvitus", ("pekka", "paivi"), date(2026, 12, 7))
    assert [pledge.text for pledge in second.pledges] == ["20 €"]


def test_tasks_in_the_order_of_a_table() -> None:
    """The known name is the owner and the day the day; an unknown word is asked about; nobody is assumed."""
    tila, kutsut, kahvit, asked, row, dashed, charge = readings("table-order.txt")
    assert [(one.who, one.due) for one in (tila, kutsut, kahvit, row)] == [
        (("pekka",), date(2026, 12, 15)),
        (("paivi",), date(2026, 12, 11)),
        (("naapuriapu",), date(2026, 11, 27)),
        (("pekka",), date(2026, 12, 15)),
    ]
    assert [pledge.text for pledge in kahvit.pledges] == ["20 €"]
    assert [ask.name for ask in asked.asks] == ["Tila"]
    answered = read(as_text("! Tila: Pekka / 15.12.", asked.asks[0]), SESSION, "idea")
    assert (answered.text, answered.who, answered.due) == ("Tila", ("pekka",), date(2026, 12, 15))
    assert [(one.who, one.due, one.notice is not None) for one in (dashed, charge)] == [((), None, True)] * 2
    assert charge.text == "Kahvitus (vastuu Pekka) 15.12. mennessä"


def test_rows_of_a_pasted_table() -> None:
    """Each row is offered as a task with its owners and its day."""
    doubts = [reading.doubt for reading in readings("table-rows-paste.txt")]
    tasks = [read(doubt.line, SESSION, "idea") for doubt in doubts if doubt]
    assert [(task.text, task.who, task.due) for task in tasks] == [
        ("Varataan tila", ("pekka",), date(2026, 12, 15)),
        ("Kutsut", ("paivi", "pekka"), date(2026, 12, 11)),
    ]


def test_lines_of_a_word_processor() -> None:
    """Bullets and invisible signs are gone, names known, and quotation marks as they were typed."""
    found = [(one.kind, one.who, one.text, one.due) for one in readings("word-paste.txt")]
    assert found == [
        ("task", ("paivi",), "tilataan ”kahvit”", date(2026, 12, 15)),
        ("task", ("pekka",), "lähettää kutsun – sähköpostilla", date(2026, 11, 27)),
        ("agreement", (), "glögit 7.12.", None),
        ("task", ("tellervo",), "mehut", None),
        ("task", ("pekka",), "mukit", None),
    ]


def test_deadlines_as_they_are_said() -> None:
    """The day beside the words; what is in no calendar, and what is another weekday, is told."""
    found = [(one.due, one.due_text, one.notice.key if one.notice else "") for one in readings("due-lines.txt")]
    assert found == [
        (date(2026, 12, 7), "ma 7.12. klo 17", ""),
        (date(2026, 11, 30), "30.11.2026 klo 12 mennessä", ""),
        (None, "31.11.", "refused.no-such-day"),
        (None, "ti 7.12.", "refused.day-is-monday"),
    ]


def test_names_as_they_are_written() -> None:
    """Initials, an abbreviation, two first names, an at sign, another *and*, an accent for an apostrophe."""
    people = [one.who for one in readings("name-lines.txt")]
    assert people == [("rantanen",), ("4h",), ("maret",), ("pekka",), ("pekka", "liisa"), ("connor",)]


@pytest.mark.parametrize("at", [0, 1])
def test_votes_and_decisions_are_text_first(at: int) -> None:
    """Asked about as ever, but most likely text, and then agreements of those very words."""
    line = lines("vote-lines.txt")[at]
    (ask,) = read(line, SESSION, "idea").asks
    reading = read(as_text(line, ask), SESSION, "idea")
    assert (ask.texty, reading.kind, reading.text) == (True, "agreement", line[2:])

"""By when: dates counted from the day of the meeting."""

from datetime import date

import pytest

from kpfacil.capture.dates import Calendar, due_date

SATURDAY = date(2026, 11, 21)
NEXT = date(2026, 12, 12)


def due(words: str, today: date = SATURDAY) -> date | None:
    return due_date(words, Calendar(today, NEXT))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("15.12.", date(2026, 12, 15)),
        ("15.12", date(2026, 12, 15)),
        ("15.12.2026", date(2026, 12, 15)),
        ("15.12.27", date(2027, 12, 15)),
        ("15. 12. 2027", date(2027, 12, 15)),
        ("2026-12-15", date(2026, 12, 15)),
        ("5.1.", date(2027, 1, 5)),
        ("21.11.", SATURDAY),
        ("20.11.", date(2027, 11, 20)),
        ("20.11.2026", date(2026, 11, 20)),
        ("ti 15.12.", date(2026, 12, 15)),
        ("tiistaina 15.12.2026", date(2026, 12, 15)),
        ("15. joulukuuta", date(2026, 12, 15)),
        ("15 Dec", date(2026, 12, 15)),
        ("Dec 15", date(2026, 12, 15)),
        ("December 15th, 2027", date(2027, 12, 15)),
        ("1st of May 2027", date(2027, 5, 1)),
        ("29.2.", date(2028, 2, 29)),
    ],
)
def test_a_written_date_is_the_next_such_day(words: str, day: date) -> None:
    """A day and month are the next such date, the meeting's own day included; a year is taken as said."""
    assert due(words) == day


@pytest.mark.parametrize(
    ("words", "days_on"),
    [
        ("su", 1),
        ("ma", 2),
        ("pe", 6),
        ("PE", 6),
        ("pe.", 6),
        ("perjantai", 6),
        ("perjantaina", 6),
        ("perjantaihin mennessä", 6),
        ("viimeistään perjantaina", 6),
        ("keskiviikkona", 4),
        ("fri", 6),
        ("Friday", 6),
        ("by Friday", 6),
        ("la", 7),
        ("Saturday", 7),
        ("tänään", 0),
        ("today", 0),
        ("huomenna", 1),
        ("tomorrow", 1),
        ("ylihuomenna", 2),
        ("the day after tomorrow", 2),
    ],
)
def test_a_weekday_is_one_to_seven_days_on(words: str, days_on: int) -> None:
    """A weekday is one to seven days after the meeting: the meeting's own weekday means a week later."""
    found = due(words)
    assert found is not None
    assert (found - SATURDAY).days == days_on


@pytest.mark.parametrize(
    "words", ["vko 50", "vk 50", "viikko 50", "viikolla 50", "week 50", "vko 50/2026", "VKO 50 mennessä"]
)
def test_a_week_is_its_friday(words: str) -> None:
    """A week number is that week's Friday."""
    assert due(words) == date(2026, 12, 11)


def test_a_week_that_is_past_is_next_years() -> None:
    """A week whose Friday is past is the week of the next year."""
    assert due("vko 10") == date(2027, 3, 12)


@pytest.mark.parametrize(
    "words",
    [
        "ensi tapaaminen",
        "ensi tapaamiseen",
        "seuraavaan tapaamiseen mennessä",
        "next meeting",
        "by the next meeting",
        "ensi kokous",
    ],
)
def test_the_next_meeting_is_its_date(words: str) -> None:
    """The next meeting is its date where the date is known, and words where it is not."""
    assert due(words) == NEXT
    assert due_date(words, Calendar(SATURDAY)) is None


@pytest.mark.parametrize(
    "words",
    [
        "",
        "31.2.",
        "31.2.2026",
        "2026-02-31",
        "32.1.",
        "15.13.",
        "0.0.",
        "15.12.0000",
        "vko 54",
        "vko 53/2027",
        "ma 15.12.",
        "foo 15.12.",
        "ma 31.2.",
        "ennen joulua",
        "keväällä",
        "ensi viikolla",
        "kuun lopussa",
        "pe klo 12",
        "perjantaisin",
        "17.00",
        "15",
        "mennessä",
        "15.12. " * 20,
    ],
)
def test_what_is_no_date_stays_words(words: str) -> None:
    """Seasons, days that do not exist and weekdays that contradict their date are no dates."""
    assert due(words) is None


def test_a_date_past_the_calendars_end_is_words() -> None:
    """Tomorrow on the last day there is does not stop the meeting."""
    assert due("huomenna", date.max) is None
    assert due("1.1.", date.max) is None

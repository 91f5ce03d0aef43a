"""Days, hours and places: counted from the day of the meeting, told back where they cannot be right."""

from datetime import date, time

import pytest

from kpfacil.model.appointments import Appointment, read_appointment, read_hours
from kpfacil.model.days import Calendar, whole_day
from kpfacil.model.due import Due, read_due
from kpfacil.model.hours import whole_time

SATURDAY = date(2026, 11, 21)
WEDNESDAY = date(2026, 11, 25)
NEXT = date(2026, 12, 12)


def due(words: str, today: date = SATURDAY) -> date | None:
    return read_due(words, Calendar(today, NEXT)).day


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
        ("ti15.12.", date(2026, 12, 15)),
        ("ti15. joulukuuta", date(2026, 12, 15)),
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
    assert read_due(words, Calendar(SATURDAY)) == Due(text=words)


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
        "ma 31.2.",
        "ennen joulua",
        "keväällä",
        "ensi viikolla",
        "kuun lopussa",
        "perjantaisin",
        "to be decided",
        "noin 1.5 kk päästä",
        "12.10 €",
        "17.00",
        "15",
        "mennessä",
        "vasta pe",
        "ei pe",
        "se to",
        "they sat",
        "from 15.12.",
        "from the 15 December on",
        "15.12. " * 50,
    ],
)
def test_what_is_no_date_stays_words(words: str) -> None:
    """Seasons, days that do not exist and weekdays that contradict their date are no dates; the words are kept."""
    said = read_due(words, Calendar(SATURDAY, NEXT))
    assert (said.day, said.text) == (None, words.strip())


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("7.12. klo 17", date(2026, 12, 7)),
        ("ma 7.12. klo 17", date(2026, 12, 7)),
        ("7.12.klo 17", date(2026, 12, 7)),
        ("15.12. mennessä", date(2026, 12, 15)),
        ("viim. 15.12.", date(2026, 12, 15)),
        ("30.11.2026 klo 12 mennessä", date(2026, 11, 30)),
        ("pe klo 12", date(2026, 11, 27)),
        ("pe 12.00", date(2026, 11, 27)),
        ("Fri at noon", date(2026, 11, 27)),
        ("huomenna klo 9", date(2026, 11, 26)),
        ("heti pe", date(2026, 11, 27)),
        ("jo pe", date(2026, 11, 27)),
        ("ehkä su", date(2026, 11, 29)),
        ("vaikka pe.", date(2026, 11, 27)),
        ("heti ma aamulla", date(2026, 11, 30)),
        ("right on Fri", date(2026, 11, 27)),
        ("kun Liisa palaa 7.12.", date(2026, 12, 7)),
        ("by Dec 7 at 5 pm", date(2026, 12, 7)),
        ("to be agreed by Friday", date(2026, 11, 27)),
        ("viimeistään ensi tapaamisessa", NEXT),
        ("ennen seuraavaa tapaamista", NEXT),
        ("from 15.12. to 20.12.", date(2026, 12, 20)),
        ("7.–9.12.", date(2026, 12, 9)),
        ("7. ja 8.12.", date(2026, 12, 8)),
        ("7.12.–9.12.", date(2026, 12, 9)),
        ("7.12. tai 9.12.", date(2026, 12, 9)),
        ("7.12. to 9.12.", date(2026, 12, 9)),
        ("ke 9.12., to 10.12.", date(2026, 12, 10)),
        ("ma 7.12. – ti 8.12.", date(2026, 12, 8)),
        ("28.12.–3.1.", date(2027, 1, 3)),
        ("ma–pe", date(2026, 12, 4)),
        ("ma tai ti", date(2026, 12, 1)),
        ("maanantaista perjantaihin", date(2026, 12, 4)),
        ("from Monday to Friday", date(2026, 12, 4)),
        ("vko 50–51", date(2026, 12, 18)),
    ],
)
def test_a_day_with_other_words_is_kept_with_them(words: str, day: date) -> None:
    """A day among other words is the day, of two or a range the last, and the words stay beside it."""
    said = read_due(words, Calendar(WEDNESDAY, NEXT))
    assert (said.day, said.wrong) == (day, None)
    assert said.text == words


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("pe kirjastolla", 27),
        ("pe aamu", 27),
        ("pe aamulla kirjastolla", 27),
        ("perjantaina kirjastolla", 27),
        ("perjantaiaamuna kirjastolla", 27),
        ("pe-iltana", 27),
        ("pe iltaan mennessä", 27),
        ("pe ip", 27),
        ("PE, kirjasto", 27),
        ("pe Liisan luona", 27),
        ("viim. pe kirjastolle", 27),
        ("kirjastolla pe", 27),
        ("pe klo 12 kirjastolla", 27),
        ("pe:hen mennessä", 27),
        ("Fri at the library", 27),
        ("on Fri in the hall", 27),
        ("by Fri noon at the library", 27),
        ("Fri morning, library", 27),
        ("ma-ilta", 30),
        ("tiistaiaamuksi", 1),
        ("to kunnantalolla", 26),
        ("to Pekan kotona", 26),
        ("to etänä", 26),
        ("la torilla", 28),
        ("la 10-14 torilla", 28),
        ("la/su torilla", 29),
        ("su kirkossa", 29),
        ("su, jos on kaunista", 29),
        ("su. kirkossa", 29),
        ("sun at church", 29),
        ("15.12 torilla", 15),
    ],
)
def test_a_day_that_something_follows_is_a_day_beside_its_words(words: str, day: int) -> None:
    """A place or a time of day beside a weekday shows that it is one; both are kept."""
    said = read_due(words, Calendar(WEDNESDAY, NEXT))
    assert said.day is not None
    assert (said.day.day, said.text, said.wrong) == (day, words, None)


@pytest.mark.parametrize(
    "words",
    [
        "kun to ehtii", "jos la sopii", "ei pe", "sovitaan pe kokouksessa", "to be decided", "to the library",
        "to Martat", "la Fontaine", "su ja siu", "sun kanssa", "sun puolesta", "Su Nguyen hoitaa", "pe iltaisin",
        "perjantai-iltaisin", "pe tai myöhemmin", "Fri or later", "pekka torilla", "lapset torilla",
    ],
)  # fmt: skip
def test_a_word_that_looks_like_a_weekday_is_none_in_a_sentence(words: str) -> None:
    """*to*, *la* and *su* are other words too; and what comes again and again, or later, is no day."""
    assert read_due(words, Calendar(WEDNESDAY, NEXT)) == Due(text=words)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("vko 50 ke", date(2026, 12, 9)),
        ("viikon 50 keskiviikkona", date(2026, 12, 9)),
        ("ke vko 50", date(2026, 12, 9)),
        ("ensi tiistai", date(2026, 12, 1)),
        ("tiistaina", date(2026, 12, 1)),
        ("next Tuesday", date(2026, 12, 1)),
        ("ensi viikon tiistai", date(2026, 12, 1)),
        ("pe ensi viikolla", date(2026, 12, 4)),
        ("tämän viikon pe", date(2026, 11, 27)),
        ("joulukuun 7.", date(2026, 12, 7)),
        ("joulukuun 7. päivä", date(2026, 12, 7)),
        ("7. joulukuuta 2026", date(2026, 12, 7)),
        ("ma 7. joulukuuta", date(2026, 12, 7)),
        ("7.12. maanantaina", date(2026, 12, 7)),
        ("ma, 7.12.,", date(2026, 12, 7)),
        ("Monday 7 December", date(2026, 12, 7)),
    ],
)
def test_a_day_alone_is_a_day_without_words(words: str, day: date) -> None:
    """However a day is said, alone it needs no words beside it."""
    assert read_due(words, Calendar(WEDNESDAY, NEXT)) == Due(day=day, only=True)


@pytest.mark.parametrize(
    "words",
    [
        "7.12. jälkeen",
        "7.12. alkaen",
        "maanantaista lähtien",
        "maanantaista",
        "from Monday",
        "from Fri on",
        "aikaisintaan 7.12.",
        "joka perjantai",
        "perjantaisin",
        "Fridays",
        "every Friday",
        "after Dec 7",
        "viikko ennen 7.12.",
        "two weeks from Monday",
        "kahden viikon kuluttua perjantaina",
        "viime perjantaina",
        "last Friday",
    ],
)
def test_a_day_from_which_or_again_and_again_is_words_alone(words: str) -> None:
    """After, from, every such or a past day, nothing is done by that day: the words stay alone, nothing is wrong."""
    assert read_due(words, Calendar(WEDNESDAY, NEXT)) == Due(text=words)


@pytest.mark.parametrize(
    ("words", "key", "about"),
    [
        ("31.11.", "no-such-day", "31.11."),
        ("31.11", "no-such-day", "31.11"),
        ("pe 31.11. klo 12", "no-such-day", "31.11."),
        ("30.–31.11.", "no-such-day", "30.–31.11."),
        ("15.13.", "no-such-day", "15.13."),
        ("29.2.2027", "no-such-day", "29.2.2027"),
        ("2026-02-31", "no-such-day", "2026-02-31"),
        ("31. marraskuuta", "no-such-day", "31. marraskuuta"),
        ("vko 54", "no-such-day", "vko 54"),
        ("ti 7.12.", "day-is-monday", "7.12."),
        ("7.12. (ti)", "day-is-monday", "7.12."),
        ("tiistaina 7. joulukuuta", "day-is-monday", "7. joulukuuta"),
        ("Monday 8 December", "day-is-tuesday", "8 December"),
        ("ma–ti 9.–10.12.", "day-is-thursday", "9.–10.12."),
    ],
)
def test_a_day_that_cannot_be_right_keeps_its_words_and_is_told(words: str, key: str, about: str) -> None:
    """A day that does not exist or has another weekday keeps the words without a day, and is told."""
    said = read_due(words, Calendar(WEDNESDAY, NEXT))
    assert (said.day, said.text) == (None, words)
    assert said.wrong is not None
    assert (said.wrong.key, said.wrong.details) == (f"refused.{key}", {"words": about})


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ma 7.12., klo 17 Kirjasto", (time(17), None, "Kirjasto")),
        ("ma 7.12. klo 17-19 Kirjasto", (time(17), time(19), "Kirjasto")),
        ("7.12. kello 17 Kirjasto", (time(17), None, "Kirjasto")),
        ("ma 7.12., klo 17–19 Kirjasto", (time(17), time(19), "Kirjasto")),
        ("7.12. 17.00 Kirjasto", (time(17), None, "Kirjasto")),
        ("7.12. 17–19 Kirjasto, sali 2", (time(17), time(19), "Kirjasto, sali 2")),
        ("7.12.2026 klo 17.00 - 19.00 Kirjasto", (time(17), time(19), "Kirjasto")),
        ("7.12. klo 22–0.30 Kylätalo", (time(22), time(0, 30), "Kylätalo")),
        ("joulukuun 7. klo 17 4H-talo", (time(17), None, "4H-talo")),
        ("klo 17 ma 7.12. Kirjasto", (time(17), None, "Kirjasto")),
        ("Kirjasto, ma 7.12. klo 17", (time(17), None, "Kirjasto")),
        ("7.12. klo 17 alkaen Kirjasto", (time(17), None, "Kirjasto")),
        ("Monday 7 December at 5 pm in the Library", (time(17), None, "the Library")),
        ("7 Dec, 5–7 pm, Library", (time(17), time(19), "Library")),
        ("maanantaina 7. joulukuuta kello 17.30 – kello 19 Kirjastossa", (time(17, 30), time(19), "Kirjastossa")),
        ("7.12", (None, None, "")),
    ],
)
def test_day_hours_and_place_are_read_in_one_breath(typed: str, said: tuple[time | None, time | None, str]) -> None:
    """A day, hours and a place are read from one line, in any order, in both languages."""
    start, end, place = said
    found = read_appointment(typed, Calendar(WEDNESDAY))
    assert found == Appointment(day=date(2026, 12, 7), start=start, end=end, place=place)


@pytest.mark.parametrize(
    ("typed", "key", "about", "day"),
    [
        ("ti 7.12. klo 17 Kirjasto", "day-is-monday", "7.12.", None),
        ("31.11. klo 17", "no-such-day", "31.11.", None),
        ("7.12. klo 25 Kirjasto", "no-such-time", "klo 25", date(2026, 12, 7)),
        ("7.12. klo 17–15", "no-such-time", "klo 17–15", date(2026, 12, 7)),
        ("7.12. klo 17.5 Kirjasto", "no-place", "klo 17.5 Kirjasto", date(2026, 12, 7)),
        ("7.12. 17 Kirjasto", "no-place", "17 Kirjasto", date(2026, 12, 7)),
        ("7.12. 3. krs", "no-place", "3. krs", date(2026, 12, 7)),
        ("7.12. puoli kuusi", "no-place", "puoli kuusi", date(2026, 12, 7)),
        ("7.12. iltapäivällä Kirjasto", "no-place", "iltapäivällä Kirjasto", date(2026, 12, 7)),
        ("7.12. noin klo 17", "no-place", "noin", date(2026, 12, 7)),
        ("7.12. kello seitsemän", "no-place", "kello seitsemän", date(2026, 12, 7)),
        ("7.12. klo 17 klo 18", "no-place", "klo 18", date(2026, 12, 7)),
        ("7.12. tai 9.12. klo 17", "two-days", "7.12. tai 9.12.", date(2026, 12, 7)),
        ("7.–8.12. klo 9–16", "two-days", "7.–8.12.", None),
    ],
)
def test_what_cannot_be_right_is_given_back(typed: str, key: str, about: str, day: date | None) -> None:
    """What cannot be right is told beside what was understood, and no place begins with what is left of it."""
    found = read_appointment(typed, Calendar(WEDNESDAY))
    assert found.wrong is not None
    assert (found.wrong.key, found.wrong.details, found.day) == (f"refused.{key}", {"words": about}, day)
    assert about not in found.place


@pytest.mark.parametrize(
    ("typed", "start", "end", "place"),
    [
        ("klo 17.00–18.30, Kirjasto", time(17), time(18, 30), "Kirjasto"),
        ("klo 22–24 Kylätalo", time(22), time(0), "Kylätalo"),
        ("22-0.30", time(22), time(0, 30), ""),
        ("17–18.30 Kirjasto", time(17), time(18, 30), "Kirjasto"),
        ("17", time(17), None, ""),
        ("17.00 - 18.30", time(17), time(18, 30), ""),
        ("klo 17 Kirjaston sali", time(17), None, "Kirjaston sali"),
        ("at 17:00–18:30 Library", time(17), time(18, 30), "Library"),
        ("Kirjasto", None, None, "Kirjasto"),
        ("5–7 pm", time(17), time(19), ""),
        ("11-1 pm", time(11), time(13), ""),
        ("vie liikaa aikaa", None, None, "vie liikaa aikaa"),
    ],
)
def test_hours_are_read_past_midnight_too(typed: str, start: time | None, end: time | None, place: str) -> None:
    """Hours and a place are read; 24 is the midnight that ends the day, and a range may pass it."""
    assert read_hours(typed) == Appointment(start=start, end=end, place=place)


@pytest.mark.parametrize("typed", ["klo 24", "klo 25", "klo 17–17", "klo 17.60", "0 pm", "ma 7.12. klo 17", "3 tuntia"])
def test_hours_that_cannot_be_are_told(typed: str) -> None:
    """What is no time of day, or no hours at all, is told."""
    assert read_hours(typed).wrong is not None


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("17", time(17)),
        ("17.30", time(17, 30)),
        (" 9:05 ", time(9, 5)),
        ("klo 17", time(17)),
        ("5 pm", time(17)),
        ("24", None),
        ("17–19", None),
        ("17.60", None),
        ("17 Kirjasto", None),
        ("illalla", None),
    ],
)
def test_a_whole_time_is_one_time_of_day(written: str, at: time | None) -> None:
    """Where one time is asked for, nothing but a time of day is one."""
    assert whole_time(written) == at


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-11-21", SATURDAY),
        ("21.11.2026", SATURDAY),
        (" 21. 11. 2026 ", SATURDAY),
        ("la 21.11.2026", SATURDAY),
        ("21. marraskuuta 2026", SATURDAY),
        ("su 21.11.2026", None),
        ("31.11.2026", None),
        ("21.11.", None),
        ("20.–21.11.2026", None),
        ("eilen", None),
    ],
)
def test_a_whole_day_has_its_year(written: str, day: date | None) -> None:
    """Where nothing says what today is, a day is told with its year."""
    assert whole_day(written) == day


def test_a_date_past_the_calendars_end_is_words() -> None:
    """Tomorrow on the last day there is does not stop the meeting."""
    assert due("huomenna", date.max) is None
    assert due("1.1.", date.max) is None


@pytest.mark.parametrize("evening", ["perjantai-iltana", "perjantaiaamuna", "pe-ilta"])
def test_the_time_of_day_that_a_weekday_is_written_with_is_no_place(evening: str) -> None:
    """*Perjantai-iltana klo 18 Kirjasto* is held in the library."""
    said = read_appointment(f"{evening} klo 18 Kirjasto", Calendar(WEDNESDAY))
    assert (said.day, said.start, said.place) == (date(2026, 11, 27), time(18), "Kirjasto")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("tammikuun ensimmäinen maanantai", date(2027, 1, 4)),
        ("ensi kuun toinen tiistai", date(2026, 12, 8)),
        ("first Monday of next month", date(2026, 12, 7)),
        ("ensi kuun viimeinen perjantai", date(2026, 12, 25)),
        ("kuun viimeinen maanantai", date(2026, 11, 30)),
        ("toinen perjantai joulukuuta", date(2026, 12, 11)),
        ("joulukuun viides tiistai", date(2026, 12, 29)),
        ("joulukuun toinen perjantai", date(2026, 12, 11)),
        ("joulukuun viimeinen perjantai", date(2026, 12, 25)),
        ("joulukuun kolmantena tiistaina", date(2026, 12, 15)),
        ("second Monday in December", date(2026, 12, 14)),
        ("the first Monday of January", date(2027, 1, 4)),
        ("last Friday of November", date(2026, 11, 27)),
        ("1st Monday of January 2028", date(2028, 1, 3)),
    ],
)
def test_a_weekday_is_counted_within_its_month(words: str, day: date) -> None:
    """The first, second ... or last weekday of a month is that day."""
    assert due(words, WEDNESDAY) == day


@pytest.mark.parametrize(
    "words",
    [
        "pe kirjastolla",
        "pe aamu",
        "pe aamulla kirjastolla",
        "perjantaina kirjastolla",
        "viimeistään pe kirjastolla",
        "pe-iltana",
        "perjantaiaamuna",
        "pe, ellei sada",
        "Fri at the library",
        "by Friday, if it is dry",
        "Friday night",
    ],
)
def test_a_weekday_with_a_place_or_a_part_of_the_day_is_kept_with_them(words: str) -> None:
    """A due that begins with a weekday, be it a short one, has its day; what else was said stands beside it."""
    said = read_due(words, Calendar(WEDNESDAY, NEXT))
    assert (said.day, said.text) == (date(2026, 11, 27), words)


@pytest.mark.parametrize(
    "words",
    [
        "ei perjantaina",
        "ei enää pe",
        "not Friday",
        "not on Friday",
        "Friday week",
        "a week on Friday",
        "in two weeks on Monday",
        "vasta 15.12.",
        "15.12. eteenpäin",
        "15.12. jälkeinen viikko",
        "the week after Friday",
        "to be agreed",
        "to do",
        "kohta 3.2.",
        "item 3.2",
        "klo 3.5",
        "kello 3.5",
        "kun pe sopii",
        "toinen perjantai",
        "kuun toinen tiistai",
        "the second Tuesday of the month",
        "vuoden ensimmäinen maanantai",
        "joulukuun viides maanantai",
        "perjantaita edeltävänä päivänä",
        "lukuun ottamatta perjantaita",
    ],
)
def test_what_only_looks_like_the_day_stays_words(words: str) -> None:
    """A day that is denied, left behind or no day at all is not that by which something is done."""
    assert read_due(words, Calendar(WEDNESDAY, NEXT)) == Due(text=words)


@pytest.mark.parametrize("words", ["huomenna 12.10", "huomenna klo 12.10"])
def test_a_time_after_a_day_is_no_other_day(words: str) -> None:
    """Two numbers right after a day are a time."""
    assert due(words, WEDNESDAY) == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("typed", "start", "end", "place"),
    [
        ("7.12. klo 17:sta 19:ään Kirjasto", 17, 19, "Kirjasto"),
        ("7.12. kello 17:lle", 17, None, ""),
        ("7.12. Kirjasto 17–19", 17, 19, "Kirjasto"),
        ("7.12. klo 17 / Kirjasto", 17, None, "Kirjasto"),
        ("7.12. Keskuskatu 17–19", None, None, "Keskuskatu 17–19"),
        ("7.12. Kirjasto, Sali 1–2", None, None, "Kirjasto, Sali 1–2"),
        ("joulukuun ensimmäinen maanantai klo 17 Kirjasto", 17, None, "Kirjasto"),
        ("maanantai-iltana klo 18 Nuokkari", 18, None, "Nuokkari"),
        ("to Kirjasto", None, None, "Kirjasto"),
        ("ke kirjastolla", None, None, "kirjastolla"),
    ],
)
def test_hours_are_found_beside_a_place(typed: str, start: int | None, end: int | None, place: str) -> None:
    """Hours with endings, after a slash or behind the place are hours; numbers of houses and rooms are the place's."""
    said = read_appointment(typed, Calendar(WEDNESDAY))
    hours = [None if at is None else at.hour for at in (said.start, said.end)]
    assert (hours, said.place, said.wrong) == ([start, end], place, None)


@pytest.mark.parametrize(
    ("typed", "key", "about"),
    [
        ("ke vai to", "two-days", "ke vai to"),
        ("ma tai ti", "two-days", "ma tai ti"),
        ("7.12. klo 17 tai 18", "no-place", "tai 18"),
        ("7.12. ei käy", "no-place", "ei käy"),
        ("7.12. peruttu", "no-place", "peruttu"),
        ("7.12. klo 12 Kahvit", "no-place", "Kahvit"),
        ("7.12. klo 17 aloitetaan", "no-place", "aloitetaan"),
        ("7 Dec at 5 pm coffee", "no-place", "coffee"),
        ("7 Dec is no good", "no-place", "is no good"),
        ("7.12. klo 17, jos sali on vapaa", "no-place", "jos sali on vapaa"),
        ("vko 50", "two-days", "vko 50"),
        ("week 50 Library", "two-days", "week 50"),
        ("7.12. jälkeen", "no-place", "jälkeen"),
        ("7.12. mennessä", "no-place", "mennessä"),
        ("the 7th of December at five", "no-place", "at five"),
        ("7 Dec at noon", "no-place", "at noon"),
        ("7.12. viideltä kirjastolla", "no-place", "viideltä kirjastolla"),
    ],
)
def test_what_is_left_of_a_day_or_hour_is_no_place(typed: str, key: str, about: str) -> None:
    """Words that belong to a day or an hour that was not understood are given back and never become a place."""
    wrong = read_appointment(typed, Calendar(WEDNESDAY)).wrong
    assert wrong is not None
    assert (wrong.key, wrong.details["words"]) == (f"refused.{key}", about)


def test_words_that_begin_like_a_day_name_no_meeting() -> None:
    """`to be agreed` is no Thursday."""
    said = read_appointment("to be agreed", Calendar(WEDNESDAY))
    assert (said.day, said.begins) == (None, False)


@pytest.mark.parametrize(
    ("said", "day", "told"),
    [
        ("29.2.", date(2028, 2, 29), True),
        ("helmikuun 29. mennessä", date(2028, 2, 29), True),
        ("29.2.2028", date(2028, 2, 29), False),
        ("29.2.28", date(2028, 2, 29), False),
        ("28.2.", date(2027, 2, 28), False),
        ("20.11.", date(2027, 11, 20), False),
        ("1.3.2030", date(2030, 3, 1), False),
    ],
)
def test_a_leap_day_is_told(said: str, day: date, *, told: bool) -> None:
    """The next 29 February may be years away, which nobody would see in the day alone."""
    found = read_due(said, Calendar(SATURDAY, NEXT))
    assert (found.day, found.wrong is not None) == (day, told)

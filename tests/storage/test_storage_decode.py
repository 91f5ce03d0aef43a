import dataclasses
from datetime import UTC, datetime, time

import pytest

from kpfacil.model.session import Session
from kpfacil.model.text import clean_line
from kpfacil.model.texts import Fault
from kpfacil.storage.decode import decode
from kpfacil.storage.encode import add_mark, encode
from kpfacil.storage.files import Unreadable
from kpfacil.storage.glance import head_of
from kpfacil.storage.shapes import unknown_keys

_HEAD = 'format = 1\n[table]\nname = "Pöytä"\n[meeting]\ndate = 2026-11-21\n'


def _faults(text: str | bytes) -> tuple[Fault, ...]:
    with pytest.raises(Unreadable) as caught:
        decode(text if isinstance(text, bytes) else text.encode())
    return caught.value.faults


def _one(text: str | bytes) -> Fault:
    faults = _faults(text)
    assert len(faults) == 1, faults
    return faults[0]


def test_a_minimal_file_opens() -> None:
    """Format, the table's name and the date are enough; everything else has a default."""
    session = decode(_HEAD.encode())
    assert session.table.name == "Pöytä"
    assert session.language == "fi"
    assert session.meeting.phase == "exploration"


def test_a_byte_order_mark_and_windows_line_ends_are_accepted() -> None:
    """A file saved by a Windows editor opens like any other."""
    assert decode(b"\xef\xbb\xbf" + _HEAD.replace("\n", "\r\n").encode()) == decode(_HEAD.encode())


def test_counters_are_raised_to_the_highest_id() -> None:
    """An id higher than its counter raises the counter, so that no id is given twice."""
    session = decode((_HEAD + '[[ideas]]\nid = "I7"\ntext = "x"\n').encode())
    assert session.next_id("idea") == "I8"


@pytest.mark.parametrize(
    ("line", "key", "right"),
    [
        ("start = 24:00:00", "fault.no-such-time", "start = 00:00:00"),
        ("start = 24:00", "fault.no-such-time", "start = 00:00:00"),
        ("start = 24.00", "fault.no-such-time", "start = 00:00:00"),
        ('start = "klo 24"', "fault.time-form", "start = 17:00:00"),
        ("start = 17:60", "fault.no-such-time", "start = 17:00:00"),
        ("start = 08", "fault.time-form", "start = 08:00:00"),
        ("number = 03", "fault.number-form", "number = 3"),
        ("number = 3/2026", "fault.number-form", "number = 3"),
        ("timer_left = 1 000", "fault.number-form", "timer_left = 1000"),
        ("timer_left = 310 s", "fault.number-form", "timer_left = 310"),
        ("next_date = pe", "fault.day-words", "next_date = 2026-12-15"),
        ('next_date = "perjantai"', "fault.day-words", "next_date = 2026-12-15"),
        ("balance_shown = kyllä", "fault.truth-form", "balance_shown = true"),
        ("balance_shown = ei vielä", "fault.truth-form", "balance_shown = true"),
        ("place = 15.12.2026", "fault.unquoted", 'place = "15.12.2026"'),
        ('began = ["P1", "S2"', "fault.list-open", 'began = ["P1", "S2"]'),
        ("timer_ends_at = 17:30", "fault.moment-form", "timer_ends_at = 2026-11-21T17:30:00+02:00"),
        ("start = 7:05", "fault.time-form", "start = 07:05:00"),
        ("start = 7:00:00", "fault.time-form", "start = 07:00:00"),
        ("start = klo 17.30", "fault.time-form", "start = 17:30:00"),
        ("start = 17.30", "fault.time-form", "start = 17:30:00"),
        ("start = 9.05", "fault.time-form", "start = 09:05:00"),
        ("start = 17", "fault.time-form", "start = 17:00:00"),
        ('start = "17:00"', "fault.time-form", "start = 17:00:00"),
        ("start = 2026-11-21", "fault.time-form", "start = 17:00:00"),
        ("next_date = 15.12.2026", "fault.date-form", "next_date = 2026-12-15"),
        ("next_date = 15.12.2026 # torstai", "fault.date-form", "next_date = 2026-12-15"),
        ("next_date = 2026-12-5", "fault.date-form", "next_date = 2026-12-05"),
        ("next_date = 2026/12/15", "fault.date-form", "next_date = 2026-12-15"),
        ('next_date = "15.12.2026"', "fault.date-form", "next_date = 2026-12-15"),
        ("next_date = 2026-12-15T10:00:00", "fault.date-form", "next_date = 2026-12-15"),
        ("next_date = true", "fault.day-words", "next_date = 2026-12-15"),
        ("timer_ends_at = 17:30:00", "fault.moment-form", "timer_ends_at = 2026-11-21T17:30:00+02:00"),
        ("place = Kirjasto", "fault.unquoted", 'place = "Kirjasto"'),
        ("place = “Kirjasto”", "fault.quote-form", 'place = "Kirjasto"'),
        ("place = 5", "fault.unquoted", 'place = "5"'),
        ('place = "C:\\muistio"', "fault.backslash", 'place = "C:\\\\muistio"'),
        ("timer_left = 1,5", "fault.number-form", "timer_left = 1"),
        ("start = inf", "fault.time-form", "start = 17:00:00"),
        ('timer_left = "310 s"', "fault.number-form", "timer_left = 310"),
        ("balance_shown = True", "fault.truth-form", "balance_shown = true"),
        ('balance_shown = "ei"', "fault.truth-form", "balance_shown = false"),
    ],
)
def test_what_people_write_wrong_is_refused_with_the_right_form(line: str, key: str, right: str) -> None:
    """A time, date, text or number written as people write it is refused with its line and the form to write."""
    fault = next(fault for fault in _faults(_HEAD + line + "\n") if fault.key == key)
    assert fault.line == 6
    assert fault.details["right"] == right
    decode(f"{_HEAD}{right}\n".encode())


def test_times_without_seconds_and_tables_of_several_lines_are_read() -> None:
    """What TOML 1.1 allows is read, and written back in the long form that every program reads."""
    text = _HEAD + 'start = 17:00\nown = {\n  a = 1,\n  b = "\\e[31mx",\n}\n'
    session = decode(text.encode())
    assert session.meeting.start == time(17)
    assert b"start = 17:00:00\n" in encode(session)


@pytest.mark.parametrize(
    ("text", "name", "right", "line"),
    [
        (_HEAD.replace("[meeting]", "[Meeting]"), "[Meeting]", "[meeting]", 4),
        (_HEAD.replace("[meeting]", "[meetings]"), "[meetings]", "[meeting]", 4),
        (_HEAD.replace("[table]", "[TABLE]"), "[TABLE]", "[table]", 2),
        (_HEAD.replace("date =", "Date ="), "Date", "date", 5),
        (_HEAD.replace("name =", "nmae ="), "nmae", "name", 3),
        (_HEAD + '[[ideas]]\nID = "I1"\ntext = "x"\n', "ID", "id", 7),
    ],
)
def test_a_misspelt_name_of_what_has_to_be_there_is_told(text: str, name: str, right: str, line: int) -> None:
    """A table or key that is missing and stands there with a slip in its name is told by the slip."""
    fault = _one(text)
    assert (fault.key, fault.line, fault.details) == ("fault.key-case", line, {"name": name, "right": right})


def test_a_list_that_nobody_closed_is_told_where_it_begins() -> None:
    """A missing bracket is told on the line of its list, not on the next one, and the rest of the file is read too."""
    text = (
        _HEAD
        + '[[tasks]]\nid = "T1"\ntext = "x"\nowners = ["paivi",\n  "liisa"\ndue = pe\n\n'
        + '[[tasks]]\ntext = "x"\nid = "T1\n'
    )
    told = [(fault.line, fault.key, fault.details.get("right")) for fault in _faults(text)]
    assert told[:2] == [
        (9, "fault.list-open", 'owners = ["paivi", "liisa"]'),
        (11, "fault.due-words", "due = 2026-12-15"),
    ]
    assert told[2][:2] == (15, "fault.open-quote")


def test_a_text_over_two_lines_is_told_where_it_begins() -> None:
    """A line that was broken in the middle of a text is told, not the one that its end stands on."""
    fault = _faults(_HEAD + '[[tasks]]\nid = "T1"\ntext = "Varataan\nsali"\n')[0]
    assert (fault.line, fault.key) == (8, "fault.open-quote")


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("next_date = 2026-02-30", "fault.no-such-day"),
        ("next_date = 31.4.2026", "fault.no-such-day"),
        ("next_date = 15.12.", "fault.no-year"),
        ('place = "Kirjasto', "fault.open-quote"),
        ("place =", "fault.no-value"),
        ("place = # tyhjä", "fault.no-value"),
        ("place", "fault.no-equals"),
        ("place\u00a0= 1", "fault.hidden-sign"),
        ("pla\u200bce = 1", "fault.hidden-sign"),
        ("\u202aplace = 1", "fault.hidden-sign"),
        ("päikkä = 1", "fault.key-letters"),
        ("date = 2026-11-22", "fault.key-twice"),
        ("[meeting]", "fault.table-twice"),
        ("[paikka", "fault.header"),
        ('place = "a" "b"', "fault.syntax"),
        ('place = "a"; b', "fault.syntax"),
        ("x = [1, y]", "fault.list-form"),
        ("hands = { yes = 8; no = 1 }", "fault.short-form"),
        ("away = [17.42-17.48]", "fault.short-form"),
        ("x = 2026-12-15 klo", "fault.syntax"),
        ("x = 26:00", "fault.no-such-time"),
        (f"number = {'9' * 5000}", "fault.number-size"),
        (f"number = 0x{'f' * 2000}", "fault.number-size"),
        (f"muu = [0x{'f' * 2000}]", "fault.number-size"),
        ("= 3", "fault.syntax"),
        ('place = "a\\u001b\x1b"', "fault.syntax"),
    ],
)
def test_a_line_that_is_not_toml_is_named(line: str, key: str) -> None:
    """A line that can't be read is refused with its number and what is wrong with it."""
    fault = _faults(_HEAD + line + "\n")[0]
    assert (fault.key, fault.line) == (key, 6)


def test_every_fault_is_told_at_once() -> None:
    """Faults of several lines and of several kinds come in one go, in the order of the lines."""
    text = 'format = 1\n[table]\nname = Jämsä\n[meeting]\ndate = 21.11.2026\nstart = 17.00\n[[ideas]]\nid = "I1"\n'
    assert [(fault.line, fault.key) for fault in _faults(text)] == [
        (3, "fault.unquoted"),
        (5, "fault.date-form"),
        (6, "fault.time-form"),
        (7, "fault.missing"),
    ]


def test_faults_beyond_counting_end() -> None:
    """A file with hundreds of wrong lines is refused without trying them all."""
    assert len(_faults(_HEAD + "".join(f"x{number} = kyllä vai\n" for number in range(300)))) == 50


@pytest.mark.parametrize(
    ("text", "path", "key"),
    [
        ('[table]\nname = "P"\n[meeting]\ndate = 2026-11-21\n', "format", "fault.format-missing"),
        (_HEAD.replace("format", "Format", 1), "Format", "fault.key-case"),
        (_HEAD.replace("= 1\n", '= "1"\n', 1), "format", "fault.format-wrong"),
        (_HEAD + "[[agreements]]\nid = 'S1'\ntext = 'a'\nhands = 8\n", "agreements[1].hands", "fault.short-form"),
        (_HEAD.replace("= 1\n", "= true\n", 1), "format", "fault.format-wrong"),
        (_HEAD.replace("= 1\n", "= 0\n", 1), "format", "fault.format-wrong"),
        (_HEAD.replace("= 1\n", "= [1]\n", 1), "format", "fault.format-wrong"),
        (_HEAD.replace("= 1\n", "= 2\nmuuta = 1\n", 1), "format", "fault.format-newer"),
        ("format = 1\n[meeting]\ndate = 2026-11-21\n", "table.name", "fault.missing"),
        ('format = 1\n[table]\nname = "P"\n', "meeting.date", "fault.missing"),
        (_HEAD + '[[ideas]]\ntext = "x"\n', "ideas[1].id", "fault.missing"),
        (_HEAD + '[[parties]]\nid = "x"\n', "parties[1].name", "fault.missing"),
        (_HEAD + 'by = "x"\n[[ideas]]\nid = "I1"\ntext = "x"\nby = "liisa"\n', "ideas[1].by", "fault.list-form"),
        (_HEAD + '[[ideas]]\nid = "I1"\ntext = "x"\nby = [5]\n', "ideas[1].by[1]", "fault.unquoted"),
        (_HEAD + '[ideas]\nid = "I1"\ntext = "x"\n', "ideas", "fault.blocks-wanted"),
        (
            _HEAD + '[[agreements]]\nid = "S1"\ntext = "x"\nconsent = 1\n',
            "agreements[1].consent",
            "fault.blocks-wanted",
        ),
        ('format = 1\n[[table]]\nname = "P"\n[meeting]\ndate = 2026-11-21\n', "table", "fault.table-wanted"),
        ("counters = 3\n" + _HEAD, "counters", "fault.table-wanted"),
        (_HEAD + "[counters]\nI = -1\n", "counters.I", "fault.number-form"),
        (_HEAD + "number = -1\n", "meeting.number", "fault.below-zero"),
        (
            _HEAD + "[[parties]]\nid = 'a'\nname = 'A'\n[[crowd]]\nparty = 'a'\ncount = -5\n",
            "crowd[1].count",
            "fault.below-zero",
        ),
        (
            _HEAD + "[[agreements]]\nid = 'S1'\ntext = 'a'\nhands = { yes = -8 }\n",
            "agreements[1].hands.yes",
            "fault.below-zero",
        ),
        (_HEAD + "[counters]\nI = 99999999999\n", "counters.I", "fault.number-size"),
        (_HEAD + "[table.charter]\nseats = 10\n", "table.charter.seats", "fault.list-numbers"),
        (_HEAD + "[table.charter]\nseats = 'ten'\n", "table.charter.seats", "fault.list-numbers"),
        (_HEAD + "[[ideas]]\nid = 'I1'\ntext = 'a'\nby = 5\n", "ideas[1].by", "fault.list-form"),
        (_HEAD + '[counters]\nI = "3"\n', "counters.I", "fault.number-form"),
        ('language = "qq"\n' + _HEAD, "language", "fault.word"),
        ("language = 5\n" + _HEAD, "language", "fault.word-type"),
        (_HEAD + 'phase = "acton"\n', "meeting.phase", "fault.word-near"),
        (_HEAD + 'status = "qwerty"\n', "meeting.status", "fault.word"),
        (
            _HEAD + '[[participants]]\nid = "a"\nname = "A"\nroles = ["boss"]\n',
            "participants[1].roles[1]",
            "fault.word",
        ),
        (_HEAD + "place = {a = 1}\n", "meeting.place", "fault.unquoted"),
        (_HEAD + f'[[ideas]]\nid = "I1"\ntext = "{"x" * 20_001}"\n', "ideas[1].text", "fault.too-long"),
    ],
)
def test_a_fault_is_told_with_its_place(text: str, path: str, key: str) -> None:
    """Whatever is missing, unknown or of the wrong kind is refused with the key where it stands."""
    fault = _one(text)
    assert (fault.path, fault.key) == (path, key)


def test_a_misspelt_word_gets_a_suggestion() -> None:
    """An unknown word is refused with the words that would do and the one that was probably meant."""
    fault = _one(_HEAD + '[[tasks]]\nid = "T1"\ntext = "x"\nstate = "Actve"\n')
    assert fault.details["near"] == "active"
    assert fault.details["words"] == "open, active, waiting, done, lapsed"
    assert fault.line == 9
    fault = _one(_HEAD + 'wall = "x"\n')
    assert fault.details["words"] == "people, ranking, resources, self-check, closing-round"


@pytest.mark.parametrize(("block", "right"), [("[[ideas]]", "I7"), ("[[table.goals]]", "G7"), ("[[parties]]", '"7"')])
def test_an_id_without_quotes_is_told_as_it_has_to_be(block: str, right: str) -> None:
    """A number in the place of an id is refused with an id that is accepted: an entry's has its letter."""
    wrong = f'{_HEAD}{block}\nid = 7\ntext = "x"\nname = "x"\n'
    assert right in str(_one(wrong).details["right"])
    assert decode(wrong.replace("id = 7", f'id = "{right.strip(chr(34))}"').encode()).table.name


@pytest.mark.parametrize(
    ("block", "wrong", "right"),
    [
        ("[table]", "ground_rules = [5]", 'ground_rules = ["5"]'),
        ("[table]", 'ground_rules = [["a"]]', 'ground_rules = ["[…]"]'),
        ("[table.charter]", 'seats = ["x"]', "seats = [0]"),
        ("[table.charter]", 'seats = ["8", 12]', "seats = [8]"),
        ('[[tasks]]\nid = "T1"\ntext = "x"', "by = [5]", 'by = ["5"]'),
        ('[[tasks]]\nid = "T1"\ntext = "x"', "from = [7]", "I7"),
        ('[[offers]]\nid = "O1"\ntext = "x"', "task = 4", "T4"),
        ('[[offers]]\nid = "O1"\ntext = "x"', "task = true", "T1"),
    ],
)
def test_one_of_many_is_told_with_its_brackets_and_a_reference_with_its_letter(
    block: str, wrong: str, right: str
) -> None:
    """The form told for a value in a list is that of the list, and a number in the place of an id has its letter."""
    head, _, rest = _HEAD.partition("[table]\n")
    text = f"{head}[table]\n{wrong}\n{rest}" if block == "[table]" else f"{_HEAD}{block}\n{wrong}\n"
    assert _one(text).details["right"] == right


def test_a_text_of_twenty_thousand_characters_is_kept_whole() -> None:
    """The longest text that an entry may have is neither cut nor refused."""
    session = decode((_HEAD + f'[[ideas]]\nid = "I1"\ntext = "{"ä" * 20_000}"\n').encode())
    assert session.ideas[0].text == "ä" * 20_000


def test_other_encodings_are_named() -> None:
    """A file that is not UTF-8 is refused with the line of the first such character."""
    assert _one(_HEAD.encode() + 'place = "Jämsä"\n'.encode("cp1252")) == Fault("", "fault.not-utf8", {}, 6)
    assert _one(_HEAD.encode("utf-16")).key == "fault.utf16"


@pytest.mark.parametrize("text", [f"x = {'[' * 5000}", _HEAD + f"x.{'a.' * 60}b = 1\n"])
def test_things_nested_beyond_reason_are_refused(text: str) -> None:
    """A file with thousands of brackets inside one another is refused instead of breaking the program."""
    assert _faults(text)[0].key == "fault.too-deep"


def test_a_number_that_the_program_can_write_it_can_read(whole: Session) -> None:
    """A count beyond every machine's own numbers does not lock anybody out of the file."""
    idea = dataclasses.replace(whole.ideas[0], votes=10**30)
    session = dataclasses.replace(whole, ideas=(idea,))
    assert decode(encode(session)) == session


def test_an_empty_file_lacks_everything_that_is_required() -> None:
    """An empty file is refused for its format, its table and its date."""
    assert {fault.path for fault in _faults("")} == {"format", "table.name", "meeting.date"}


def test_a_newer_format_hides_every_other_fault() -> None:
    """What a newer program wrote is not judged by this one: only the version that is needed is told."""
    fault = _one("format = 7\nideas = 3\n")
    assert fault.details == {"needed": "7", "known": "1"}


def test_lines_are_found_through_texts_and_nested_blocks() -> None:
    """The line told is right also after texts of several lines and in blocks inside blocks."""
    text = _HEAD + 'place = """\n[[agreements]]\nwho = 1\n"""\n[[agreements]]\nid = "S1"\ntext = "x"\n'
    text += '[[agreements.consent]]\nwho = "x"\nanswer = "yes"\n[[agreements.consent]]\nwho = "x"\nanswer = "joo"\n'
    fault = _one(text)
    assert (fault.path, fault.line) == ("agreements[1].consent[2].answer", 18)


def test_words_are_cleaned_at_the_door() -> None:
    """Control and direction characters written into a file as escapes do not get any further, in ids neither."""
    text = _HEAD + 'step = "id\\u001beas"\nplace = "a\\u202eb\\r\\nc"\n'
    meeting = decode(text.encode()).meeting
    assert (meeting.step, meeting.place) == ("ideas", "ab c")


def test_a_moment_without_an_offset_is_local_time() -> None:
    """A moment written by hand without an offset gets this machine's own, so that it can be compared."""
    text = _HEAD + "timer_ends_at = 2026-11-21T17:30:00\n"
    assert decode(text.encode()).meeting.timer_ends_at == datetime(2026, 11, 21, 17, 30).astimezone()


def test_a_moment_at_the_end_of_the_calendar_is_read() -> None:
    """A moment that has no local time is taken as universal time instead of breaking the program."""
    text = _HEAD + "timer_ends_at = 0001-01-01T00:00:00\n[[visits]]\nstep = 'x'\nleft = 9999-12-31T23:59:59\n"
    session = decode(text.encode())
    assert session.meeting.timer_ends_at is not None
    assert session.visits[0].left is not None
    assert decode(encode(session)).visits[0].left == session.visits[0].left


def test_unknown_keys_are_told_with_what_they_resemble(whole: Session) -> None:
    """Each unknown key is told by its place, with the key that it may be a misspelling of."""
    pledge = dataclasses.replace(whole.tasks[0].resources[0], extra={"ammount": 3})
    task = dataclasses.replace(whole.tasks[0], extra={"dueto": 1}, resources=(pledge,))
    charter = dataclasses.replace(whole.table.charter or pytest.fail("no charter"), extra={"zzz": 1})
    odd = dataclasses.replace(
        whole,
        tasks=(task,),
        table=dataclasses.replace(whole.table, charter=charter),
        extra={"idea": [], "counters": {"X": 1}},
    )
    found = {key.path: key.suggestion for key in unknown_keys(odd)}
    assert found == {
        "idea": "ideas",
        "counters.X": "",
        "table.charter.zzz": "",
        "tasks[1].dueto": "due",
        "tasks[1].resources[1].ammount": "amount",
    }


def test_universal_time_stays_universal() -> None:
    """An offset of zero, written as Z, stays one."""
    text = _HEAD + "timer_ends_at = 2026-11-21T15:30:00Z\n"
    assert decode(text.encode()).meeting.timer_ends_at == datetime(2026, 11, 21, 15, 30, tzinfo=UTC)


def test_a_forged_mark_is_not_believed() -> None:
    """A file that bears the program's mark over wrong types is refused with their places, like any other."""
    text = _HEAD + '[[ideas]]\nid = "I1"\ntext = "x"\nby = 5\nat = "abc"\n'
    assert [fault.path for fault in _faults(add_mark(text.encode()))] == ["ideas[1].by", "ideas[1].at"]
    assert _faults(add_mark(_HEAD.replace("2026-11-21", '"abc"').encode()))[0].path == "meeting.date"


@pytest.mark.parametrize("escape", ["\\u001b]52;c;aGVp\\u0007", "\\e]0;x\\u0007", "\\u202e", "\\u009b31m", "\\u200b"])
def test_a_forged_mark_brings_no_signs_to_a_terminal(escape: str) -> None:
    """What steers a terminal is cleaned out of a file that bears the program's mark, in texts, names and ids."""
    text = _HEAD.replace("Pöytä", f"Pöytä{escape}") + f'step = "a{escape}"\n[[ideas]]\nid = "I1"\ntext = "x{escape}"\n'
    session = decode(add_mark(text.encode()))
    for words in (
        session.table.name,
        session.meeting.step,
        session.ideas[0].text,
        head_of(add_mark(text.encode())).table,
    ):
        assert words == clean_line(words)


@pytest.mark.parametrize(
    ("value", "right"),
    [
        ("½", "0.5"),
        ('"½"', "0.5"),
        ("1½", "1.5"),
        ("1 1/2", "1.5"),
        ("21 1/2 h", "21.5"),
        ("3/4", "0.75"),
        ("noin 20", "20"),
        ("1.500,50", "1500.50"),
        ("12/2026", "12"),
        ("1,5 h", "1.5"),
    ],
)
def test_a_number_is_never_changed_by_its_right_form(value: str, right: str) -> None:
    """What is proposed for an amount that no file can hold so is that amount, halves and thousands too."""
    fault = _one(_HEAD + f'[[offers]]\nid = "O1"\ntext = "x"\namount = {value}\n')
    assert (fault.key, fault.details["right"]) == ("fault.number-form", f"amount = {right}")


@pytest.mark.parametrize("value", ["nan", "inf", "-inf"])
def test_what_is_no_number_is_none(value: str) -> None:
    """What TOML allows as a number and nobody can count is refused with its place."""
    text = _HEAD + f'[[offers]]\nid = "O1"\ntext = "x"\namount = {value}\n'
    fault = _one(text)
    assert (fault.path, fault.key) == ("offers[1].amount", "fault.number-form")


def test_a_forged_mark_is_no_reason_to_believe_a_file() -> None:
    """Bytes that are no text are told of, whatever mark stands at the end of the file."""
    data = add_mark(_HEAD.encode() + b'place = "\xe4"\n')
    for read in (decode, head_of):
        with pytest.raises(Unreadable):
            read(data)

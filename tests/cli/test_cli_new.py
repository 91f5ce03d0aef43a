"""`kpfacil new`: the next session of a table."""

from datetime import date, time
from pathlib import Path

import pytest

from kpfacil.model.session import Session
from kpfacil.storage.decode import load
from kpfacil.storage.lock import hold
from tests.command_line import Kpfacil, Write
from tests.fakes import NOW

TABLE = "Kyläpöytä"


def opened(path: str) -> Session:
    return load(Path(path.strip())).session


def test_first_session_is_written_in_its_tables_folder_by_its_day(kp: Kpfacil) -> None:
    """The file is `<sessions>/<slug>/<date>.toml`, its path is printed, and it holds what was said."""
    outcome = kp("new", "--table", "Jämsän äijät", "--date", "2026-11-21", "--start", "17:30", "--place", "Kirjasto")
    assert outcome.lines == [str(kp.sessions / "jamsan-aijat" / "2026-11-21.toml")]
    made = opened(outcome.out)
    assert made.table.name == "Jämsän äijät"
    assert (made.meeting.number, made.meeting.date, made.meeting.start) == (1, date(2026, 11, 21), time(17, 30))
    assert made.meeting.place == "Kirjasto"
    assert outcome.err == ""


def test_sessions_folder_by_option_environment_and_here(kp: Kpfacil) -> None:
    """`--sessions` wins over KPFACIL_SESSIONS, which wins over `./sessions`; missing folders are made."""
    kp.env["KPFACIL_SESSIONS"] = str(kp.folder / "env")
    assert kp("--sessions", "opt", "new", "--table", "A").lines == [str(kp.folder / "opt" / "a" / "2026-11-21.toml")]
    assert kp("new", "--table", "A").lines == [str(kp.folder / "env" / "a" / "2026-11-21.toml")]
    kp.env.clear()
    assert kp("new", "--table", "A").lines == [str(kp.sessions / "a" / "2026-11-21.toml")]


def test_second_meeting_of_a_day_gets_a_number(kp: Kpfacil) -> None:
    """A second meeting on one day is `-2`, and the running number goes on."""
    kp("new", "--table", TABLE)
    second = kp("new", "--table", TABLE)
    assert Path(second.lines[0]).name == "2026-11-21-2.toml"
    assert "21.11.2026" in second.err
    assert "1/2026" in second.err
    assert "2026-11-21.toml" in second.err
    assert kp("new", "--table", "A", "--date", "2026-11-21", "--also").err == ""
    assert opened(second.out).meeting.number == 2


def test_number_runs_within_the_year(kp: Kpfacil) -> None:
    """The number is one above the year's highest, also after one written in afterwards; a new year begins from one."""
    for day in ("1.5.2026", "1.2.2026"):
        kp("new", "--table", TABLE, "--date", day)
    assert opened(kp("new", "--table", TABLE, "--date", "1.9.2026").out).meeting.number == 3
    assert opened(kp("new", "--table", TABLE, "--date", "1.2.2027").out).meeting.number == 1


def test_date_is_the_one_agreed_on_else_today(kp: Kpfacil, write: Write) -> None:
    """Without `--date` the meeting is on the day that the latest one agreed on, with its time and place, else today."""
    first = Path(kp("new", "--table", TABLE).lines[0])
    text = first.read_text("utf-8")
    first.write_text(
        text.replace("[meeting]\n", '[meeting]\nnext_date = 2026-12-12\nnext_start = 18:00:00\nnext_place = "Koulu"\n'),
        "utf-8",
    )
    made = opened(kp("new", "--table", TABLE).out)
    assert (made.meeting.date, made.meeting.start, made.meeting.place) == (date(2026, 12, 12), time(18), "Koulu")
    assert made.meeting.next_date is None


def test_carry_over_keeps_people_and_open_things(kp: Kpfacil, session: Path) -> None:
    """Roster, open tasks, unconfirmed agreements, parked matters, offers and counters go on; the rest does not."""
    kp("add", str(session), "+ idea", "= sovittu", "! liisa: tehtävä", "> odottaa", "? liisa: osaan leipoa", "; oma")
    kp("add", str(session), "! pekka: toinen", "T2 valmis")
    made = opened(kp("new", "--table", TABLE, "--date", "12.12.2026").out)
    assert [entry.id for entry in made.entries()] == ["S1", "T1", "P1", "O1"]
    assert dict(made.counters) == {"I": 1, "S": 1, "T": 2, "P": 1, "N": 1, "O": 1}
    assert [person.presence for person in made.participants] == ["expected", "expected"]
    assert made.meeting.number == 2


def test_blank_carries_nothing_but_the_counters(kp: Kpfacil, session: Path) -> None:
    """`--blank` begins with an empty table whose numbers go on."""
    kp("add", str(session), "! liisa: tehtävä", "+ idea")
    made = opened(kp("new", "--table", TABLE, "--date", "12.12.2026", "--blank").out)
    assert (list(made.entries()), made.participants, made.parties) == ([], (), ())
    assert dict(made.counters) == {"I": 1, "T": 1}


@pytest.mark.parametrize("name", ["", "  ", "???"])
def test_a_name_without_a_slug_is_refused(kp: Kpfacil, name: str) -> None:
    """A name that gives no folder is refused in one way, whether it is empty or all signs."""
    outcome = kp("new", "--table", name)
    assert (outcome.code, outcome.out) == (1, "")
    assert "nimi" in outcome.err


def test_term_begins_anew_with_members_chosen_anew(kp: Kpfacil, session: Path, write: Write) -> None:
    """`--term` resets goals and members, keeps open promises, and who is listed again keeps the id."""
    kp("add", str(session), "! liisa: tehtävä")
    write("uudet.csv", "Name,Party,Field,Role\nPekka Virtanen,Liikuntaseura,,chair\nAino Uusi,Martat,,\n")
    made = opened(
        kp(
            "new",
            "--table",
            TABLE,
            "--date",
            "2.1.2027",
            "--term",
            "1.1.2027:31.12.2028",
            "--participants",
            "uudet.csv",
        ).out
    )
    assert (made.table.term_start, made.table.term_end) == (date(2027, 1, 1), date(2028, 12, 31))
    assert {person.id: (person.standing, person.presence) for person in made.participants} == {
        "liisa": ("former", "expected"),
        "pekka": ("member", "expected"),
        "aino": ("member", "expected"),
    }
    assert [task.id for task in made.tasks] == ["T1"]


def test_a_new_term_names_only_the_promises_of_those_who_left(kp: Kpfacil, session: Path, write: Write) -> None:
    """A task of somebody chosen anew, alone or with others, goes on; one of former members needs somebody."""
    kp("add", str(session), "! liisa: juliste", "! pekka: sali", "! liisa, pekka: kahvit")
    write("uudet.csv", "Name,Party,Field,Role\nPekka Virtanen,Liikuntaseura,,chair\n")
    outcome = kp(
        "new", "--table", TABLE, "--date", "2.1.2027", "--term", "1.1.2027:31.12.2028", "--participants", "uudet.csv"
    )
    assert "tekijää pöydässä: T1." in outcome.err


def test_term_of_a_new_table_is_noted(kp: Kpfacil) -> None:
    """`--term` works for a table's very first session too."""
    made = opened(kp("new", "--table", TABLE, "--term", "2026-01-01:2027-12-31").out)
    assert (made.table.term_start, made.table.term_end) == (date(2026, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("header", "sep", "encoding"),
    [
        ("Nimi;Taho;Toimiala;Rooli", ";", "utf-8"),
        ("Name,Party,Field,Role", ",", "utf-8-sig"),
        ("NIMI\tTAHO\tTOIMIALA\tROOLI", "\t", "cp1252"),
    ],
)
def test_participants_come_from_csv(kp: Kpfacil, header: str, sep: str, encoding: str) -> None:
    """A list with `;`, `,` or TAB, in UTF-8 with or without BOM or cp1252, seats people with short ids."""
    row = sep.join(("Liisa Mäkinen", "Kylätoimikunta", "kylä", "sihteeri"))
    (kp.folder / "l.csv").write_bytes(f"{header}\n{row}\n".encode(encoding))
    made = opened(kp("new", "--table", TABLE, "--participants", "l.csv").out)
    (liisa,) = made.participants
    assert (liisa.id, liisa.name, liisa.field, liisa.roles) == ("liisa", "Liisa Mäkinen", "kylä", ("secretary",))
    assert liisa.presence == "expected"
    assert made.name_of(liisa.party) == "Kylätoimikunta"


def test_listed_again_keeps_ids_and_takes_news(kp: Kpfacil, session: Path, write: Write) -> None:
    """People and parties known by name keep their ids; a new field or party is noted, and others stay."""
    write("l.csv", "Nimi;Taho;Toimiala\nLIISA MÄKINEN;kylätoimikunta;sote\nLiisa Toinen;Martat;\n")
    made = opened(kp("new", "--table", TABLE, "--date", "12.12.2026", "--participants", "l.csv").out)
    assert [person.id for person in made.participants] == ["liisa", "pekka", "liisat"]
    assert made.participants[0].field == "sote"
    assert [party.id for party in made.parties] == ["kylatoimikunta", "liikuntaseura", "martat"]


def test_a_list_tells_what_it_does_to_the_people_of_the_table(kp: Kpfacil, session: Path, write: Write) -> None:
    """Who is known, new, excused, replaced or not on the list is told; a name keeps the table's own spelling."""
    write("l.csv", "Nimi;Taho;Tila;Korvaa\nliisa makinen;;tulossa;\nUusi Urho;Martat;tulossa;Pekka\n")
    outcome = kp("new", "--table", TABLE, "--date", "12.12.2026", "--participants", "l.csv")
    assert [(one.name, one.standing) for one in opened(outcome.out).members] == [
        ("Liisa Mäkinen", "member"),
        ("Uusi Urho", "member"),
    ]
    for told in (
        "Ennestään tuttuja: 1.",
        "Uusia: Uusi Urho.",
        "Tunnettiin pöydän ihmisiksi: liisa makinen (Liisa Mäkinen).",
        "Tuli toisen tilalle: Uusi Urho (Pekka Virtanen).",
        "Aiempi taho säilyi: Liisa Mäkinen (Kylätoimikunta).",
    ):
        assert told in outcome.err
    write("l.csv", "Nimi;Tila\nLiisa Mäkinen;peruutettu\nUlla Uusitalo;tulossa\n")
    outcome = kp("--lang", "en", "new", "--table", TABLE, "--date", "13.12.2026", "--participants", "l.csv")
    presences = {one.name: one.presence for one in opened(outcome.out).members}
    assert presences == {"Liisa Mäkinen": "excused", "Uusi Urho": "expected", "Ulla Uusitalo": "expected"}
    assert "Those who cancelled are marked as excused: Liisa Mäkinen." in outcome.err
    assert "Not on the list, but still expected: Uusi Urho." in outcome.err


def test_two_of_one_name_are_two_people(kp: Kpfacil, write: Write) -> None:
    """Two people of the same name from different parties get an id each, and keep them the next time."""
    write("l.csv", "Nimi;Taho\nLiisa Mäki;A-seura\nLiisa Mäki;B-seura\n")
    first = opened(kp("new", "--table", TABLE, "--participants", "l.csv").out)
    write("l.csv", "Nimi;Taho\nLiisa Mäki;B-seura\nLiisa Mäki;A-seura\n")
    again = opened(kp("new", "--table", TABLE, "--participants", "l.csv").out)
    assert [(person.id, person.party) for person in again.participants] == [
        (person.id, person.party) for person in first.participants
    ]


def test_row_that_cannot_be_taken_refuses_with_its_line(kp: Kpfacil, write: Write) -> None:
    """A wrong row is refused with its line, exit 1, and nothing is written."""
    write("l.csv", "Nimi;Rooli\nLiisa;sihteeri\n;sihteeri\n;chair\n")
    outcome = kp("new", "--table", TABLE, "--participants", "l.csv")
    assert (outcome.code, outcome.out) == (1, "")
    assert "rivi 3" in outcome.err
    assert "rivi 4" in outcome.err
    assert not (kp.sessions / "kylapoyta").exists()


def test_id_that_is_anothers_refuses_the_row(kp: Kpfacil, write: Write) -> None:
    """An id asked for in the list that is a party's already is refused with the line."""
    write("l.csv", "Nimi;Taho;Tunnus\nLiisa;Martat;martat\n")
    outcome = kp("new", "--table", TABLE, "--participants", "l.csv")
    assert outcome.code == 1
    assert "rivi 2" in outcome.err


@pytest.mark.parametrize("name", ["!!!", "。。", "—"])
def test_name_without_letters_is_refused(kp: Kpfacil, name: str) -> None:
    """A name that makes no folder name is refused with exit 1."""
    outcome = kp("new", "--table", name)
    assert outcome.code == 1
    assert name in outcome.err


def test_folder_of_another_table_is_refused(kp: Kpfacil) -> None:
    """A folder whose sessions bear another table's name is refused, and both are named."""
    kp("new", "--table", "Kylä pöytä")
    outcome = kp("new", "--table", "Kylä-pöytä")
    assert outcome.code == 1
    assert "Kylä pöytä" in outcome.err
    assert len(list(kp.sessions.glob("*/*.toml"))) == 1


def test_unreadable_latest_session_is_not_passed_over(kp: Kpfacil, session: Path) -> None:
    """Where the latest session can't be read nothing is carried past it: refused, with the fault's place."""
    (session.parent / "2026-12-01.toml").write_text("format = 1\nkissa\n", "utf-8")
    outcome = kp("new", "--table", TABLE)
    assert outcome.code == 1
    assert "2026-12-01.toml" in outcome.err
    assert "rivi 2" in outcome.err


def test_wrong_process_of_the_table_is_told_in_time(kp: Kpfacil, session: Path) -> None:
    """A table's own process file that can't be read refuses the preparation."""
    (session.parent / "process.toml").write_text("kissa = 1\n", "utf-8")
    outcome = kp("new", "--table", TABLE)
    assert outcome.code == 1
    assert "process.toml" in outcome.err


def test_first_session_speaks_the_users_language(kp: Kpfacil) -> None:
    """A new table's memo is in the language that it was prepared in."""
    assert opened(kp("--lang", "en", "new", "--table", "A").out).language == "en"
    assert opened(kp("new", "--table", "B").out).language == "fi"


def test_folder_that_cannot_be_made_is_refused(kp: Kpfacil, write: Write) -> None:
    """A file in the folder's place is a sentence, not a traceback."""
    write("sessions/a", "x")
    outcome = kp("new", "--table", "A")
    assert outcome.code == 1
    assert outcome.err.count("\n") == 1


def test_a_meeting_that_is_recorded_is_not_carried_from(kp: Kpfacil, session: Path) -> None:
    """While somebody records the latest meeting, the next is refused with who does, and nothing is made."""
    with hold(session, NOW):
        refused = kp("new", "--table", TABLE, "--date", "12.12.2026")
    assert (refused.code, refused.out) == (1, "")
    assert "17.10" in refused.err
    assert sorted(path.name for path in session.parent.iterdir()) == ["2026-11-21.toml"]
    assert kp("new", "--table", TABLE, "--date", "12.12.2026").code == 0
    assert not list(session.parent.glob(".*"))


def test_an_earlier_meeting_than_one_prepared_is_refused(kp: Kpfacil, session: Path) -> None:
    """Before a later meeting that is prepared and not held, none is prepared without `--also`, and it is named."""
    later = kp("new", "--table", TABLE, "--date", "8.12.2026")
    assert later.code == 0
    for argv in ((), ("--blank",), ("--term", "1.1.2027:31.12.2028")):
        refused = kp("new", "--table", TABLE, *argv)
        assert (refused.code, refused.out) == (1, "")
        assert refused.err.count("\n") == 1
        assert later.lines[0] in refused.err
        assert "--also" in refused.err
    assert kp("new", "--table", TABLE, "--date", "8.12.2026").code == 0
    after = kp("new", "--table", TABLE, "--date", "9.12.2026")
    assert (after.code, later.lines[0] in after.err) == (0, True), "what it promises yet is not carried"
    assert kp("new", "--table", TABLE, "--also").code == 0


def test_a_later_meeting_that_was_held_is_in_nobodys_way(kp: Kpfacil, session: Path) -> None:
    """A meeting that people came to, or whose day is over, does not keep an earlier one from being written up."""
    later = Path(kp("new", "--table", TABLE, "--date", "8.12.2026").lines[0])
    later.write_text(later.read_text("utf-8").replace('presence = "expected"', 'presence = "present"', 1), "utf-8")
    assert kp("new", "--table", TABLE).code == 0
    assert kp("new", "--table", "B", "--date", "1.11.2026").code == 0
    assert kp("new", "--table", "B", "--date", "1.10.2026").code == 0


@pytest.mark.parametrize("option", ["--table", "--place", "--participants", "--sessions", "--date", "--term"])
def test_two_dashes_are_a_value_or_wrong_usage(kp: Kpfacil, option: str) -> None:
    """`--` as an option's value is taken as one, or refused in a sentence: never a fault of the program."""
    for argv in ((f"{option}=--",), (option, "--")):
        outcome = kp("new", "--table", TABLE, *argv)
        assert outcome.code in {0, 1, 2}
        assert "vika" not in outcome.err
    assert not list(kp.folder.glob("kpfacil-*.log"))


def test_two_dashes_are_a_place(kp: Kpfacil) -> None:
    """`--place=--` is the place that somebody meant by it."""
    assert opened(kp("new", "--table", TABLE, "--place=--").out).meeting.place == "--"


def test_columns_may_be_told(kp: Kpfacil, write: Write) -> None:
    """A list whose headers do not tell the party is refused with its columns, and taken once `--columns` tells them."""
    write("l.csv", "Nimi;Porukka;Tila\nLiisa;Martat;\nPekka;4H;Peruutettu\n")
    refused = kp("new", "--table", TABLE, "--participants", "l.csv")
    assert (refused.code, refused.out) == (1, "")
    assert "B Porukka (Martat, 4H)" in refused.err
    taken = kp("new", "--table", TABLE, "--participants", "l.csv", "--columns", "Taho=B")
    made = opened(taken.out)
    assert [(one.name, made.name_of(one.party)) for one in made.participants] == [("Liisa", "Martat")]
    assert "Peruneita ei otettu: Pekka." in taken.err


def test_columns_that_name_nothing_are_wrong_usage(kp: Kpfacil, write: Write) -> None:
    """A word that is no column's name is wrong usage, and nothing is written."""
    write("l.csv", "Nimi;Taho\nLiisa;Martat\n")
    assert kp("new", "--table", TABLE, "--participants", "l.csv", "--columns", "Nami=A").code == 2


def test_a_remote_participant_of_a_list_is_marked(kp: Kpfacil, write: Write) -> None:
    """Who is remote on the list is remote in the session that is prepared, also when known already."""
    write("l.csv", "Nimi;Taho\nLiisa (etänä);Martat\n")
    first = opened(kp("new", "--table", TABLE, "--participants", "l.csv").out)
    assert [one.presence for one in first.participants] == ["remote"]


def test_a_long_list_keeps_everybody_apart(kp: Kpfacil, write: Write) -> None:
    """A thousand people of as many parties each get an id of their own."""
    rows = "".join(f"Liisa Mäki{number};Seura {number} ry\n" for number in range(1000))
    write("l.csv", f"Nimi;Taho\n{rows}")
    made = opened(kp("new", "--table", TABLE, "--participants", "l.csv").out)
    assert len({*(one.id for one in made.participants), *(one.id for one in made.parties)}) == 2000


@pytest.mark.parametrize(
    ("day", "words"),
    [("31.11.2026", "ei ole kalenterissa"), ("2026-02-30", "ei ole kalenterissa"), ("eilen", "ei voi lukea")],
)
def test_a_day_that_does_not_exist_is_told_as_such(kp: Kpfacil, day: str, words: str) -> None:
    """A day that is in no calendar is no matter of how it is written."""
    outcome = kp("new", "--table", "A", "--date", day)
    assert outcome.code == 2
    assert words in outcome.err


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("tiistai", date(2026, 11, 24)),
        ("ensi tiistaina", date(2026, 11, 24)),
        ("ti 24.11.", date(2026, 11, 24)),
        ("7.12.", date(2026, 12, 7)),
        ("7 December", date(2026, 12, 7)),
        ("huomenna", date(2026, 11, 22)),
        ("2027-01-05", date(2027, 1, 5)),
    ],
)
def test_a_day_is_taken_as_it_is_said(kp: Kpfacil, said: str, day: date) -> None:
    """What the home screen and the line take for a day, `new` takes, too."""
    assert load(Path(kp("new", "--table", "A", "--date", said).lines[0])).session.meeting.date == day


@pytest.mark.parametrize("said", ["kissa", "ma 24.11.", "32.12.2026", "30.2.", "ti klo 17", "ti Kirjasto", "-"])
def test_what_is_no_day_is_misuse_and_makes_nothing(kp: Kpfacil, said: str) -> None:
    """A day that is none, that is not that weekday's, or that comes with more than a day is told."""
    outcome = kp("new", "--table", "A", f"--date={said}")
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err or "24.11." in outcome.err or "30.2." in outcome.err
    assert list(kp.sessions.iterdir()) == []


def test_a_list_of_those_who_cancelled_excuses_them(kp: Kpfacil, write: Write) -> None:
    """Where everybody on a list has cancelled, those of the table are excused; a first meeting would have nobody."""
    write("l.csv", "Nimi;Taho\nLiisa Mäki;4H\nOlli Oja;Srk\n")
    write("p.csv", "Nimi;Taho;Tila\nLiisa Mäki;4H;Peruttu\nOlli Oja;Srk;Peruttu\n")
    refused = kp("new", "--table", TABLE, "--participants", "p.csv")
    assert (refused.code, refused.out) == (1, "")
    assert "Peruneita ei otettu: Liisa Mäki, Olli Oja." in refused.err
    kp("new", "--table", TABLE, "--participants", "l.csv")
    made = opened(kp("new", "--table", TABLE, "--date", "12.12.2026", "--also", "--participants", "p.csv").out)
    assert [person.presence for person in made.participants] == ["excused", "excused"]

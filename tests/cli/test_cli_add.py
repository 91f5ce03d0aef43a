"""`kpfacil add`: lines recorded with the grammar of the capture line."""

import errno
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from kpfacil import capture
from kpfacil.capture import Reading
from kpfacil.commands.base import Scene
from kpfacil.commands.record import Record
from kpfacil.model.session import Session
from kpfacil.rosters.sheets import decode_text
from kpfacil.storage import outbox, program
from kpfacil.storage.atomic import write_atomically
from kpfacil.storage.decode import load
from kpfacil.storage.encode import encode
from kpfacil.storage.inbox import inbox_of
from kpfacil.storage.lock import hold, user_name
from kpfacil.storage.outbox import Outbox
from kpfacil.storage.saver import Keeper, Notice
from kpfacil.views import afar
from tests.command_line import Kpfacil, Write
from tests.fakes import NOW

HOSTILE = (
    "--help",
    "-h",
    "--version",
    "--lang",
    "--",
    "--x=y",
    "[/foo] *x* <b>",
    "\x1b[31mpunainen",
    "\u202eoikealta",
    "rivi\r\nkaksi",
    "x" * 10_000,
    "😀 ällä",
    "{kissa} %s",
)


def test_ids_of_each_kind_are_printed(kp: Kpfacil, session: Path) -> None:
    """Each sign makes its kind, and the ids are printed one a line in the order of the lines."""
    outcome = kp("add", str(session), "+ a", "= b", "! liisa: c / pe / 20 h", "> d", "? pekka: e", "; f")
    assert (outcome.code, outcome.lines, outcome.err) == (0, ["I1", "S1", "T1", "P1", "O1", "N1"], "")
    assert load(session).session.tasks[0].owners == ("liisa",)


def test_a_bad_byte_spoils_its_own_line_only(kp: Kpfacil, session: Path) -> None:
    """The line with it is refused by its number, be it in the input or an argument."""
    given = decode_text("+ Päivä\n+ yö \udcff\n+ kyläjuhla\n".encode(errors="surrogateescape"))
    outcome = kp("add", str(session), "-", "+ \ud800", stdin=given)
    assert (outcome.code, outcome.lines) == (1, ["I1", "I2"])
    assert [line.split(":")[0][-1] for line in outcome.err.splitlines()] == ["2", "4"]
    assert [idea.text for idea in load(session).session.ideas] == ["Päivä", "kyläjuhla"]


def test_a_word_of_memos_is_text_and_told(kp: Kpfacil, session: Path) -> None:
    """What may be a task, an agreement or an own note is refused with the line that makes it."""
    outcome = kp("add", str(session), "= Äänestys: 7 puolesta", "note: secret", "toimenpide: liisa: avain / pe")
    assert (outcome.code, outcome.lines) == (1, ["S1"])
    told = outcome.err.splitlines()
    assert [words in one for words, one in zip(("Äänestys", "; secret", "! liisa: avain / pe"), told, strict=True)] == [
        True,
        True,
        True,
    ]


def test_line_without_a_sign_follows_the_current_step(kp: Kpfacil, session: Path) -> None:
    """No sign: the kind that the session's current step suggests, an idea where it has none."""
    assert kp("add", str(session), "Liisa: kyläpäivä").lines == ["I1"]
    opened = load(session).session
    session.write_bytes(encode(replace(opened, meeting=replace(opened.meeting, step="agree"))))
    assert kp("add", str(session), "Liisa: varaa sali").lines == ["T1"]


def test_all_are_those_expected_while_nobody_is_marked(kp: Kpfacil, session: Path) -> None:
    """*Kaikki* takes everyone expected where nobody is marked yet, for an answer too."""
    opened = load(session).session
    waiting = tuple(replace(person, presence="expected") for person in opened.participants)
    session.write_bytes(encode(replace(opened, participants=waiting)))
    assert kp("add", str(session), "= Pidetään kyläpäivä", "S1 kaikki: kyllä").code == 0
    (agreement,) = load(session).session.agreements
    assert {consent.who for consent in agreement.answers} == {person.id for person in waiting if person.may_answer}


@pytest.mark.parametrize("line", HOSTILE, ids=range(len(HOSTILE)))
def test_line_is_never_taken_for_an_option(kp: Kpfacil, session: Path, line: str) -> None:
    """Whatever a line looks like, it is recorded as it was said, cleaned of what can't be shown."""
    assert kp("add", str(session), line).lines == ["I1"]
    (idea,) = load(session).session.ideas
    assert "\x1b" not in idea.text
    assert idea.text


def test_a_day_that_cannot_be_right_is_told_and_the_line_kept(kp: Kpfacil, session: Path) -> None:
    """By when: the day with its words, or the words alone where no such day is, which is said on stderr."""
    lines = ("avain / ma 7.12. klo 17", "mainos / 30.11.2026 klo 12 mennessä", "siivous / 31.11.", "ovet / ti 7.12.")
    outcome = kp("add", str(session), *(f"! Liisa: {line}" for line in lines))
    assert (outcome.code, outcome.lines) == (0, ["T1", "T2", "T3", "T4"])
    assert [line.rsplit(": ", 1)[1] for line in outcome.err.splitlines()] == [
        "31.11. ei ole kalenterissa.",
        "7.12. on maanantai.",
    ]
    due = [(task.due, task.due_text) for task in load(session).session.tasks]
    assert due == [
        (date(2026, 12, 7), "ma 7.12. klo 17"),
        (date(2026, 11, 30), "30.11.2026 klo 12 mennessä"),
        (None, "31.11."),
        (None, "ti 7.12."),
    ]


def test_a_fact_of_the_table_is_set_only_where_that_was_asked_for(kp: Kpfacil, session: Path) -> None:
    """Without `--set` such a line is refused with what it would change; with it the fact is set, and no id printed."""
    refused = kp("add", str(session), "tavoite: Hillotehdas")
    assert (refused.code, refused.lines) == (1, [])
    assert "--set" in refused.err
    assert load(session).session.table.goal == ""
    assert (kp("add", "--set", str(session), "tavoite: Hillotehdas", "kauden tavoite: Kylätalo").lines) == ["G1"]
    assert load(session).session.table.goal == "Hillotehdas"
    refused = kp("add", "--set", str(session), "peru", "Varataan sali\tLiisa\t15.12.", "! Varataan sali\tLiisa\t15.12.")
    assert (refused.code, refused.lines, len(refused.err.splitlines())) == (1, ["T1"], 2)
    assert "\\peru" in refused.err
    assert "! Liisa: Varataan sali / 15.12. Jos" in refused.err
    assert "Hillotehdas → Mehuasema" in kp("add", str(session), "tavoite: Mehuasema").err
    assert kp("add", "--set", str(session), "seuraava: ti 7.12. klo 17").err.endswith("7.12. on maanantai.\n")


def test_refused_lines_are_told_and_the_others_kept(kp: Kpfacil, session: Path) -> None:
    """A refused line is on stderr with its number and reason, the others are kept, and the exit code is 1."""
    outcome = kp("add", str(session), "+ yksi", "Matti: kaksi", "I9 +5", "T1 valmis", "+ kolme", "   ")
    assert (outcome.code, outcome.lines) == (1, ["I1", "I2"])
    errors = outcome.err.splitlines()
    assert [line.split(":")[0] for line in errors] == ["Rivi 2", "Rivi 3", "Rivi 4", "Rivi 6"]
    assert "Matti: kaksi" in errors[0]
    assert "Matti ei ole osallistuja" in errors[0]
    assert len(load(session).session.ideas) == 2


def test_ambiguous_name_shows_who_it_may_be(kp: Kpfacil, write: Write) -> None:
    """A name that two people answer to is refused with both of them and their ids."""
    write("l.csv", "Nimi\nLiisa Aho\nLiisa Mäki\n")
    path = kp("new", "--table", "A", "--participants", "l.csv").lines[0]
    outcome = kp("--lang", "en", "add", path, "Liisa: foo")
    assert outcome.code == 1
    assert "Liisa Aho (liisa)" in outcome.err
    assert "Line 1" in outcome.err


def test_line_that_works_on_an_entry_prints_what_it_worked_on(kp: Kpfacil, session: Path) -> None:
    """A line that begins with an id prints the new id where one is made, else the entry's own."""
    assert kp("add", str(session), "+ idea", "I1 +5", "I1 =", "I1 >").lines == ["I1", "I1", "S1", "P1"]
    assert load(session).session.ideas[0].votes == 5


def test_an_unknown_owner_is_refused_however_the_name_begins(kp: Kpfacil, session: Path) -> None:
    """A name after an id that begins with a digit, or is a word of memos, names nobody and is no text either."""
    kp("add", str(session), "+ kahvia")
    outcome = kp("add", str(session), "I1 1h Päätös: teksti")
    assert outcome.code == 1
    assert "1h Päätös" in outcome.err


def test_a_line_of_stdin_may_hold_others(kp: Kpfacil, session: Path) -> None:
    """What other programs put between lines parts them too; each is told by the number that an editor shows."""
    outcome = kp("add", str(session), "-", stdin="+ eka\u2028Foo: toka\v+ kolmas\n+ neljäs\n")
    assert outcome.lines == ["I1", "I2", "I3"]
    assert "1" in outcome.err
    assert "Foo" in outcome.err


def test_stdin_gives_a_line_an_entry(kp: Kpfacil, session: Path) -> None:
    """`-` reads stdin: a line an entry, bullets dropped, blank lines skipped but counted."""
    outcome = kp("add", str(session), "+ eka", "-", "+ vika", stdin="\ufeff- a\r\n\n* b\nFoo: c\n• d\n")
    assert outcome.lines == ["I1", "I2", "I3", "I4", "I5"]
    assert outcome.err.startswith("Rivi 5:")
    assert [idea.text for idea in load(session).session.ideas] == ["eka", "a", "b", "d", "vika"]


def test_nothing_goes_on_behind_a_line_that_was_refused(kp: Kpfacil, session: Path) -> None:
    """What was said by somebody unknown does not end up in another's mouth."""
    outcome = kp("add", str(session), "-", stdin="+ Liisa: a\nSPR: b\n... c\n")
    assert (outcome.code, outcome.lines) == (1, ["I1"])
    assert load(session).session.ideas[0].text == "a"
    assert "I1 : uusi teksti" in outcome.err


@pytest.mark.parametrize(
    "between",
    [
        "https://x.fi Kalvot",
        "pelisääntö: puhutaan",
        "tavoite: talo",
        "väki: 30 martat",
        "T1 / pe",
        "I1 -",
        "I1 +3",
        "S1 liisa: varauma: raha",
        "liisa s/Mäkinen/Mäki/",
        "@liisa",
        "peru",
    ],
)
def test_nothing_goes_on_behind_a_line_that_made_no_words(kp: Kpfacil, session: Path, between: str) -> None:
    """Three dots go on with the entry of the line just before, or are refused."""
    kp("add", str(session), "! liisa: sali", "= sovitaan")
    assert kp("add", "--set", str(session), "+ Liisa: a", between, "... b").code == 1
    assert [idea.text for idea in load(session).session.ideas] == ["a"]


def test_what_goes_on_goes_on_with_the_line_just_before(kp: Kpfacil, session: Path) -> None:
    """Also where that one has only changed an entry's words."""
    assert kp("add", str(session), "+ a", "+ b", "I1 : c", "... d", "... e", "I2 s/b/f/", "... g").code == 0
    assert [idea.text for idea in load(session).session.ideas] == ["c d e", "f g"]


def test_numbers_are_dropped_only_where_they_count_up(kp: Kpfacil, session: Path) -> None:
    """Numbers of pasted lines are dropped where at least two count up."""
    kp("add", str(session), "-", stdin="1. a\n2. b\n")
    kp("add", str(session), "-", stdin="2026. vuosi\n")
    assert [idea.text for idea in load(session).session.ideas] == ["a", "b", "2026. vuosi"]


def test_nothing_to_record_leaves_the_file_alone(kp: Kpfacil, session: Path, tmp_path: Path) -> None:
    """Empty input is done at once and changes nothing; where the session is held nothing is told to have been sent."""
    before = session.read_bytes()
    assert kp("add", str(session), "-", stdin="\n \n").code == 0
    kp.env["HOME"] = str(tmp_path / "home")
    with hold(session, NOW):
        outcome = kp("add", "--wait", "9", str(session), "-", stdin="\n \n")
        assert (outcome.code, outcome.err) == (0, "")
        outcome = kp("add", str(session), "")
        assert (outcome.code, outcome.err.splitlines()) == (1, ["Rivi 1: ””: Kirjattava teksti puuttuu."])
    assert session.read_bytes() == before


def test_ten_thousand_lines_take_one_save(kp: Kpfacil, session: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """10,000 lines are recorded with one save at the end."""
    saves: list[Session] = []
    put = Keeper.put

    def counted(keeper: Keeper, value: Session) -> tuple[Notice, ...]:
        saves.append(value)
        return put(keeper, value)

    monkeypatch.setattr(Keeper, "put", counted)
    outcome = kp("add", str(session), "-", stdin="".join(f"Liisa: idea {n}\n" for n in range(10_000)))
    assert len(outcome.lines) == 10_000
    assert len(saves) == 1


def test_lines_to_a_session_held_by_another_go_into_its_inbox(kp: Kpfacil, session: Path, tmp_path: Path) -> None:
    """While somebody records the session, `add` leaves its lines in the inbox and says who holds it."""
    before = session.read_bytes()
    kp.env["HOME"] = str(tmp_path / "home")
    with hold(session, NOW - timedelta(minutes=10)):
        outcome = kp("add", str(session), "+ a", "+ b")
    assert (outcome.code, outcome.out) == (0, "")
    assert "17.00" in outcome.err
    assert "2 riviä" in outcome.err
    assert session.read_bytes() == before
    assert len(list(inbox_of(session).glob("*-00000?.toml"))) == 2
    assert "2 riviä on saapuneissa kirjaamatta" in kp("check", str(session)).out
    assert "2 riviä on saapuneissa kirjaamatta" in kp("memo", str(session), "-o", "-").err
    taker = kp("add", str(session), "+ c")
    assert taker.lines == ["I3"]
    assert [taker.err.count(words) for words in ("”+ a” (I1)", "”+ b” (I2)", f": {user_name()}.")] == [1, 1, 2]
    assert "saapuneissa" not in kp("check", str(session)).out
    assert [idea.text for idea in load(session).session.ideas] == ["a", "b", "c"]
    assert list(inbox_of(session).glob("*.toml")) == []


def test_what_can_neither_be_sent_nor_taken_is_told(kp: Kpfacil, session: Path, tmp_path: Path) -> None:
    """A line without words is refused at once; where the folder can't be reached the others are kept, and go later."""
    kp.env["HOME"] = str(tmp_path / "home")
    with hold(session, NOW - timedelta(minutes=10)):
        outcome = kp("add", str(session), "", "+ a")
        assert (outcome.code, outcome.out) == (1, "")
        assert "Kirjattava teksti puuttuu" in outcome.err
        for one in inbox_of(session).glob("*"):
            one.unlink()
        inbox_of(session).rmdir()
        inbox_of(session).write_text("ei kansio")
        outcome = kp("add", str(session), "+ b")
        assert outcome.code == 1
        assert "älä anna sitä uudelleen" in outcome.err
        inbox_of(session).unlink()
        assert kp("add", str(session), "+ c").code == 0
    kp("add", str(session), "+ d")
    assert [idea.text for idea in load(session).session.ideas] == ["a", "b", "c", "d"]


def test_without_a_folder_of_ones_own_a_held_session_is_refused(kp: Kpfacil, session: Path) -> None:
    """Where nothing can be kept until it is taken, `add` says who holds the session and changes nothing."""
    with hold(session, NOW - timedelta(minutes=10)):
        outcome = kp("add", str(session), "+ a")
    assert (outcome.code, outcome.out) == (1, "")
    assert "17.00" in outcome.err
    assert "Mitään ei jäänyt talteen" in outcome.err
    assert not inbox_of(session).exists()


def _full(*given: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_where_nothing_can_be_kept_a_held_session_gets_nothing(
    kp: Kpfacil, session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk or an odd file in the way of the own folder is told in one sentence, and no line is half sent."""
    failing = [""]

    def full(path: Path, data: bytes) -> None:
        if path.match(failing[0] or "-"):
            raise OSError(errno.ENOSPC, "No space left on device")
        write_atomically(path, data)

    (tmp_path / "home").write_text("ei kansio")
    kp.env["XDG_STATE_HOME"] = str(tmp_path / "home")
    with hold(session, NOW):
        outcome = kp("add", str(session), "+ a")
        assert (outcome.code, outcome.out, outcome.err.count("\n")) == (1, "", 1)
        assert str(tmp_path / "home") in outcome.err
        kp.env["XDG_STATE_HOME"] = str(tmp_path / "state")
        monkeypatch.setattr(outbox, "write_atomically", full)
        for failing[0] in ("path", "*-000001.toml"):
            outcome = kp("add", str(session), "+ a")
            assert (outcome.code, outcome.out) == (1, "")
            assert "levy on täynnä" in outcome.err
        failing[0] = ""
        with monkeypatch.context() as patch:
            patch.setattr(Outbox, "deliver", _full)
            outcome = kp("add", str(session), "+ a")
            assert (outcome.code, outcome.out) == (1, "")
            assert "ei voi kirjoittaa: levy on täynnä. Rivi on tallessa" in outcome.err
        assert kp("add", str(session), "+ b").code == 0
    assert kp("add", str(session), "+ d").lines == ["I3"]
    assert [idea.text for idea in load(session).session.ideas] == ["a", "b", "d"]


def test_a_line_that_the_program_stumbles_over_is_refused_and_the_others_are_kept(
    kp: Kpfacil, session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it stumbles in reading or in recording it, of a line given or one that waits in the inbox."""

    def stumble(line: str, *rest: object) -> Reading:
        if "luku" in line:
            raise KeyError(line)
        return capture.read(line, *rest)  # type: ignore[arg-type]

    def stumble_recording(one: Record, here: Session, scene: Scene) -> Session:
        if one.entry.text == "kirjaus":
            raise ValueError(one.entry.text)
        return record(one, here, scene)

    record = Record.apply
    monkeypatch.setattr(afar, "read", stumble)
    monkeypatch.setattr(Record, "apply", stumble_recording)
    monkeypatch.setattr(program, "write_fault_log", lambda _: tmp_path / "kpfacil-x.log")
    kp.env["XDG_STATE_HOME"] = str(tmp_path / "state")
    with hold(session, NOW):
        assert kp("add", str(session), "+ luku", "+ odotti").code == 0
    outcome = kp("add", str(session), "+ eka", "+ luku", "+ kirjaus", "... jatko", "+ toka")
    program.faults.clear()
    assert (outcome.code, outcome.lines) == (1, ["I2", "I3"])
    said = [line.split(":")[0] for line in outcome.err.splitlines()]
    assert said == [str(session), str(session), "Rivi 2", "Rivi 3", "Rivi 4"], "what was sent before is told first"
    assert outcome.err.count(str(tmp_path / "kpfacil-x.log")) == 3
    kept = load(session).session
    assert [idea.text for idea in kept.ideas] == ["odotti", "eka", "toka"]
    (refused,) = (tmp_path / session.parent / session.stem / "inbox" / "refused").glob("*.toml")
    assert "kpfacil-x.log" in refused.read_text("utf-8")


def test_hand_edited_file_keeps_its_original(kp: Kpfacil, session: Path) -> None:
    """The first save of a file edited by hand keeps the original as .bak and says so."""
    text = "# kommentti\n" + session.read_text("utf-8")
    session.write_text(text, "utf-8")
    outcome = kp("add", str(session), "+ a")
    backup = session.with_name(session.name + ".bak")
    assert outcome.code == 0
    assert str(backup) in outcome.err
    assert backup.read_text("utf-8") == text


def test_no_step_begins_because_of_added_lines(kp: Kpfacil, session: Path) -> None:
    """Lines prepared beforehand do not let the meeting's clock begin."""
    kp("add", str(session), "+ a")
    assert load(session).session.visits == ()


@pytest.mark.parametrize("content", ["", "format = 2\n", "kissa", "\x00"])
def test_unreadable_session_is_refused_and_left(kp: Kpfacil, write: Write, content: str) -> None:
    """A file that is no session is refused with its path, left as it is, and nothing is left beside it."""
    path = write("x/2026-11-21.toml", content)
    outcome = kp("add", str(path), "+ a")
    assert (outcome.code, outcome.out) == (1, "")
    assert str(path) in outcome.err
    assert path.read_text("utf-8") == content
    assert list(path.parent.iterdir()) == [path]


def test_file_that_is_not_there_is_refused(kp: Kpfacil) -> None:
    """A missing file is one sentence and exit 1."""
    outcome = kp("add", "nowhere/x.toml", "+ a")
    assert outcome.code == 1
    assert outcome.err.count("\n") == 1
    assert not Path("nowhere").exists()


def test_add_waits_for_a_session_that_is_held(kp: Kpfacil, session: Path, tmp_path: Path) -> None:
    """`--wait` waits for the ids and refusals until the seconds are over, and then says what still waits."""
    lock = hold(session, NOW)
    kp.env["HOME"] = str(tmp_path / "home")
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            lock.close()

    kp.pause = pause
    outcome = kp("add", "--wait", "5", str(session), "+ vihdoin", "kukaties: ei")
    assert (outcome.code, outcome.lines) == (1, ["I1"])
    assert "Rivi 2: ”kukaties: ei”" in outcome.err
    assert len(pauses) == 3
    with hold(session, NOW):
        pauses[:] = [0] * 3
        outcome = kp("add", "--wait=1", str(session), "+ turhaan")
    assert (outcome.code, outcome.out) == (0, "")
    assert "odottaa" in outcome.err
    assert sum(pauses) == pytest.approx(1)


@pytest.mark.parametrize(
    "line",
    [
        "Varataan sali\tLiisa\t15.12.",
        "! Varataan sali\tLiisa\t15.12.",
        "Varataan sali\t\tpe\tLiisa ",
        "+ kahvi\tpulla",
        "kahvi\tpulla",
        "\tkahvi\t",
        "Liisa:\tkahvi",
    ],
)
def test_a_row_of_a_table_is_read_alike_where_the_session_is_held(
    kp: Kpfacil, session: Path, tmp_path: Path, line: str
) -> None:
    """Through the inbox the cells of a row stay apart: it is a task, refused or text as where nobody holds the file."""
    kp.env["HOME"], before = str(tmp_path / "home"), session.read_bytes()
    free, made = kp("add", str(session), "-", stdin=line), load(session).session
    session.write_bytes(before)
    lock = hold(session, NOW)
    kp.pause = lambda seconds: lock.close()
    held, through = kp("add", "--wait", "8", str(session), "-", stdin=line), load(session).session
    assert (held.code, held.out) == (free.code, free.out)
    assert (through.ideas, through.tasks) == (made.ideas, made.tasks)
    assert not free.code or held.err.splitlines()[-1] == free.err.splitlines()[-1]


def test_add_waits_for_another_add(kp: Kpfacil, session: Path) -> None:
    """Where another `add` is at work, it is waited for, as it ends by itself."""
    lock = hold(session, NOW, "kpfacil add")
    kp.pause = lambda seconds: lock.close()
    assert kp("add", str(session), "+ vihdoin").lines == ["I1"]


def test_refused_line_is_not_echoed_without_end(kp: Kpfacil, session: Path) -> None:
    """A refused line of a million letters is told by its beginning."""
    outcome = kp("add", str(session), "-", stdin="! kukaties: " + "x" * 1_000_000)
    assert outcome.code == 1
    assert len(outcome.err) < 2000

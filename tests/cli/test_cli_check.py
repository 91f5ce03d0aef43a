"""`kpfacil check`: faults and advice, a line each."""

from pathlib import Path

import pytest

from kpfacil.storage.files import StorageError, list_folder
from tests.command_line import Kpfacil, Write


def test_a_file_in_order_is_said_to_be_so(kp: Kpfacil, write: Write) -> None:
    """Files without fault, advice or a copy beside them print nothing; one sentence on stderr says so."""
    path = write(
        "x/2026-11-21.toml",
        'format = 1\n[table]\nname = "A"\n[meeting]\ndate = 2026-11-21\n',
    )
    outcome = kp("check", str(path))
    assert outcome.code == 0
    assert (outcome.out, outcome.err) == ("", f"{path} on kunnossa.\n")
    assert kp("check", "--lang", "en", str(path)).err == f"{path} is in order.\n"
    write("x/2026-12-21.toml", path.read_text("utf-8").replace("-11-", "-12-"))
    assert kp("check", "x").err == "Kaikki 2 tiedostoa ovat kunnossa.\n"
    write("x/2026-11-21 (1).toml", path.read_text("utf-8"))
    assert "kunnossa" not in kp("check", "x").err
    write("x/2026-12-21.toml", "kissa")
    assert "kunnossa" not in kp("check", "x/2026-11-21.toml", "x/2026-12-21.toml").err


def test_faults_exit_1_with_place_and_reason(kp: Kpfacil, write: Write) -> None:
    """Every fault is a line `path:key: sentence`, and the exit code is 1."""
    text = (
        'format = 1\n[table]\nname = "A"\n[meeting]\ndate = 2026-11-21\nphase = "kissa"\n'
        '[[ideas]]\nid = "I1"\ntext = "a"\nby = ["kukaan"]\n'
    )
    path = write("x/2026-11-21.toml", text)
    outcome = kp("check", str(path))
    assert outcome.code == 1
    assert any(line.startswith(f"{path}:meeting.phase: ") for line in outcome.lines)


FAULTY = 'format = 1\n[table]\nname = "A"\n[meeting]\ndate = 2026-11-21\nphase = "kissa"\n'
ADVISED = FAULTY.replace("phase", "fase")


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("2026-11-21.toml", FAULTY, ":meeting.phase: "),
        ("2026-11-21.toml", ADVISED, ":meeting.fase: "),
        ("2026-11-21.toml", "kissa", ":"),
        ("process.toml", "kissa", ":"),
        ("kpfacil.toml", "kissa", ":"),
    ],
)
@pytest.mark.parametrize("folder", ["", "x/", "./x/../x/"])
def test_each_line_tells_the_path_as_it_was_given(
    kp: Kpfacil, write: Write, folder: str, name: str, text: str, key: str
) -> None:
    """Faults, advice and a table's other files are told by one and the same path: a relative one stays so."""
    write(f"{folder}{name}", text)
    outcome = kp("check", f"{folder}{name}")
    assert outcome.lines
    assert all(line.startswith(f"{folder}{name}{key}".removeprefix("./")) for line in outcome.lines)


@pytest.mark.parametrize("folder", ["", "x/"])
def test_what_can_not_be_read_is_told_by_the_path_as_it_was_given(kp: Kpfacil, folder: str) -> None:
    """A file that is not there is named as it was asked for."""
    (kp.folder / "x").mkdir()
    outcome = kp("check", f"{folder}2026-11-21.toml")
    assert f"{folder}2026-11-21.toml" in outcome.err
    assert str(kp.folder) not in outcome.err


def test_a_folder_without_meetings_is_told_as_it_was_given(kp: Kpfacil) -> None:
    """Nothing was checked: that is told, and ends with 1."""
    for name in (".", "sessions", "./"):
        outcome = kp("check", name)
        assert (outcome.code, outcome.out) == (1, "")
        assert outcome.err.startswith(f"Kansiossa {Path(name)} ei ole tapaamisia.")


def test_advice_alone_exits_0(kp: Kpfacil, session: Path) -> None:
    """Advice is printed, `path:key: sentence`, and is no fault."""
    session.write_text(
        session.read_text("utf-8").replace("[meeting]\n", "[meeting]\nnext_date = 2020-01-01\n"), "utf-8"
    )
    outcome = kp("check", str(session))
    assert outcome.code == 0
    assert any(line.startswith(f"{session}:meeting.next_date: ") for line in outcome.lines)


def test_unknown_keys_are_possible_misspellings(kp: Kpfacil, session: Path) -> None:
    """A key that the program does not know is told with the one that it resembles."""
    text = session.read_text("utf-8").replace("[meeting]\n", '[meeting]\nplase = "x"\nkissa = 1\n')
    session.write_text(text, "utf-8")
    finnish, english = kp("check", str(session)), kp("check", "--lang", "en", str(session))
    assert finnish.code == 0
    assert f"{session}:meeting.plase: Ohjelma ei tunne avainta plase. Tarkoititko place?" in finnish.lines
    assert "Did you mean place?" in english.out
    assert f"{session}:meeting.kissa: " in finnish.out


@pytest.mark.parametrize(
    ("where", "key", "meant"),
    [
        ("counters", "i", "I"),
        ("tasks[1]", "hands", ""),
        ("tasks[1]", "Ownres", "owners"),
        ("tasks[1]", "duetext", "due_text"),
        ("tasks[1]", "vari", ""),
    ],
)
def test_a_key_is_proposed_where_it_is_like_the_one_written(
    kp: Kpfacil, write: Write, where: str, key: str, meant: str
) -> None:
    """Capitals are forgiven; a key that shares no more than some letters is not proposed."""
    block = "[[tasks]]\nid = 'T1'\ntext = 'a'" if where.startswith("tasks") else f"[{where}]"
    path = write(
        "2026-11-21.toml", f"format = 1\n[table]\nname = 'T'\n[meeting]\ndate = 2026-11-21\n{block}\n{key} = 1\n"
    )
    line = next(one for one in kp("check", str(path)).lines if f"{where}.{key}:" in one)
    assert line.endswith(f"Tarkoititko {meant}?") if meant else "Tarkoititko" not in line


def test_every_file_is_checked_after_a_bad_one(kp: Kpfacil, session: Path, write: Write) -> None:
    """A missing file is refused on stderr, and the others are checked all the same."""
    bad = write("bad.toml", "format = 1\nkissa\n")
    outcome = kp("check", "gone.toml", str(bad), str(session))
    assert outcome.code == 1
    assert "gone.toml" in outcome.err
    assert any(line.startswith(f"{bad}: rivi 2: ") for line in outcome.lines)


def test_folder_stands_for_its_sessions(kp: Kpfacil, session: Path) -> None:
    """A table's folder is checked whole, its own process too."""
    (session.parent / "process.toml").write_text("kissa = 1\n", "utf-8")
    outcome = kp("check", str(session.parent))
    assert outcome.code == 1
    assert "process.toml" in outcome.out


def test_each_fault_of_a_process_is_told_once(kp: Kpfacil, session: Path) -> None:
    """All faults of a table's own process are told, each once, with the place of each."""
    kp("new", "--table", "Kyläpöytä", "--date", "12.12.2026")
    (session.parent / "process.toml").write_text(
        'kissa = 1\nname = 3\n[phases.action]\nquestion = "?"\n'
        '[[phases.action.steps]]\nid = "A B"\ntitle = "Alku"\nkind = "odd"\nminutes = -1\n'
        '[[phases.action.steps]]\nid = "x"\n[[phases.action.steps]]\nid = "x"\ntitle = "Y"\n',
        "utf-8",
    )
    outcome = kp("check", str(session.parent))
    assert outcome.code == 1
    for place in (
        "kissa",
        "name",
        "phases.action.question",
        "phases.action.steps[1].id",
        "phases.action.steps[1].kind",
        "phases.action.steps[1].minutes",
        "phases.action.steps[2].title",
    ):
        assert sum(f"process.toml:{place}: " in line for line in outcome.lines) == 1, place
    assert sum("process.toml" in line for line in outcome.lines) == 8
    refused = kp("memo", str(session))
    assert (refused.code, refused.out) == (1, "")


def test_control_signs_of_a_file_never_reach_the_terminal(kp: Kpfacil, write: Write) -> None:
    """What a hostile file says is shown without control signs."""
    path = write(
        "x/2026-11-21.toml", 'format = 1\n"\\u001b[31mx" = 1\n[table]\nname = "A"\n[meeting]\ndate = 2026-11-21\n'
    )
    outcome = kp("check", str(path))
    assert "\x1b" not in outcome.out + outcome.err


def test_what_is_laid_aside_is_named(kp: Kpfacil, session: Path) -> None:
    """A copy that is no session is named on stderr, with the right name where it has one, and is no fault."""
    copy = session.with_name("2026-11-21 (1).toml")
    copy.write_bytes(session.read_bytes())
    other = session.with_name("kevat.toml")
    other.write_text(session.read_text("utf-8").replace("date = 2026-11-21", "date = 2026-04-01"), "utf-8")
    for word in (str(session.parent), str(kp.sessions)):
        outcome = kp("check", word)
        assert outcome.code == 0
        assert str(copy) in outcome.err
        assert "2026-04-01.toml" in outcome.err
    alone = kp("check", str(other))
    assert str(other) in alone.err
    assert str(copy) not in alone.err
    beside = kp("check", str(session))
    assert str(copy) in beside.err
    assert str(other) not in beside.err


def test_folder_of_tables_stands_for_all_of_them(kp: Kpfacil, session: Path, write: Write) -> None:
    """The sessions folder is checked whole: its settings, and every table in it."""
    write("sessions/kpfacil.toml", "kissa = 1\n")
    write("sessions/muu/2026-11-21.toml", "kissa\n")
    outcome = kp("check", "sessions")
    assert outcome.code == 1
    assert any(line.startswith("sessions/kpfacil.toml:kissa: ") for line in outcome.lines)
    assert any(line.startswith("sessions/muu/2026-11-21.toml: rivi 1: ") for line in outcome.lines)


@pytest.mark.parametrize("date", ["2026-12-21", "2062-11-21", "1926-11-21"])
def test_a_name_of_another_day_is_told(kp: Kpfacil, session: Path, date: str) -> None:
    """A file whose name and meeting tell different days, or years, is told of with the name that fits, as advice."""
    text = session.read_text("utf-8")
    session.write_text(text.replace("date = 2026-11-21", f"date = {date}"), "utf-8")
    outcome = kp("check", str(session))
    assert outcome.code == 0
    assert any(line.startswith(f"{session}:meeting.date: ") and f"{date}.toml" in line for line in outcome.lines)
    session.write_text(text, "utf-8")
    again = session.rename(session.with_name("2026-11-21-2.toml"))
    assert "2026-11-21.toml" not in kp("check", str(again)).out


def test_a_folder_that_cannot_be_listed_is_named(kp: Kpfacil, session: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that nobody may look into is refused by its name."""

    def closed(folder: Path) -> list[Path]:
        if folder.name == "suljettu":
            raise StorageError("fault.folder-reason", path=folder, reason="kiinni")
        return list_folder(folder)

    (kp.sessions / "suljettu").mkdir()
    monkeypatch.setattr("kpfacil.cli.archive.list_folder", closed)
    outcome = kp("check", "sessions")
    assert outcome.code == 1
    assert outcome.err.count("suljettu") == 1

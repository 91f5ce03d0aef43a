"""`kpfacil tasks`, `report`, `list` and `search`: the table's memory."""

from pathlib import Path

import pytest

from kpfacil.cli import memo
from kpfacil.export import word
from tests.command_line import Kpfacil


@pytest.fixture
def two(kp: Kpfacil, session: Path) -> tuple[Path, str]:
    """Return two sessions of one table: a task is carried over and done in the second."""
    kp(
        "add",
        str(session),
        "! liisa: varaa sali / 1.12.",
        "! pekka: osta sokeria",
        "+ Liisa: Hillotalkoot #tapahtumat",
        "= Pekka: pidetään kyläpäivä",
        "; kuiskaa Pekalle",
    )
    second = kp("new", "--table", "Kyläpöytä", "--date", "12.12.2026").lines[0]
    kp("add", second, "T2 valmis", "+ Pekka: toinen idea")
    return session, second


def test_each_task_stands_once_in_its_latest_state(kp: Kpfacil, two: tuple[Path, str]) -> None:
    """The action table prints each task once, as the latest meeting left it."""
    outcome = kp("tasks")
    assert outcome.code == 0
    assert (outcome.out.count("varaa sali"), outcome.out.count("osta sokeria")) == (1, 1)
    assert "osta sokeria" in kp("tasks", "--state", "valmis").out
    assert "osta sokeria" not in kp("tasks", "--state", "open", str(two[0].parent)).out
    assert "osta sokeria" in kp("tasks", "--state", "open", str(two[0])).out


def test_tasks_are_filtered(kp: Kpfacil, two: tuple[Path, str]) -> None:
    """Owner, party and overdue choose among the tasks, by names as people type them."""
    assert "osta" not in kp("tasks", "--who", "Liisalle").out
    assert "varaa" in kp("tasks", "--who", "liisa").out
    assert "varaa" not in kp("tasks", "--party", "liikuntaseura").out
    assert "varaa" not in kp("tasks", "--overdue").out
    kp.clock.forward(minutes=60 * 24 * 30)
    assert "varaa" in kp("tasks", "--overdue").out


@pytest.mark.parametrize("form", ["md", "html", "csv", "docx", "ics", "txt", "eml"])
def test_tasks_in_other_formats_go_beside_the_latest_session(kp: Kpfacil, two: tuple[Path, str], form: str) -> None:
    """Other formats are written as `toimenpiteet.*` beside the latest session, and the path is printed."""
    path = two[0].parent / "2026-12-12" / f"toimenpiteet.{form}"
    assert kp("tasks", "--format", form).lines == [str(path)]
    assert path.stat().st_size > 50
    assert kp("tasks", "--format", form, "-o", f"x.{form}").lines == [str(kp.folder / f"x.{form}")]


@pytest.mark.parametrize("command", ["memo", "tasks", "report"])
@pytest.mark.parametrize("asked", [("--format", "html,md,txt"), ("--format", "html", "--format", "md, txt")])
def test_several_formats_are_written_in_one_run(
    kp: Kpfacil, two: tuple[Path, str], command: str, asked: tuple[str, ...]
) -> None:
    """Formats stand behind one `--format` or several; each goes beside the session, or into the folder of `-o`."""
    where, name = {
        "memo": (two[1], "muistio"),
        "tasks": (str(two[0].parent), "toimenpiteet"),
        "report": (str(two[0].parent), "raportti"),
    }[command]
    names = [f"{name}.{form}" for form in ("html", "md", "txt")]
    for more, folder in (((), two[0].parent / "2026-12-12"), (("-o", "uusi"), kp.folder / "uusi")):
        outcome = kp(command, where, *asked, *more)
        assert (outcome.code, outcome.lines) == (0, [str(folder / one) for one in names])
        assert all((folder / one).stat().st_size > 50 for one in names)
    for more in (("-o", "x.html"), ("-o", "-"), ("--format", "paperi"), ("--format", "")):
        assert kp(command, where, *asked, *more).code == 2


@pytest.mark.parametrize("command", ["memo", "tasks", "report"])
def test_the_fault_of_one_format_keeps_no_other(
    kp: Kpfacil, two: tuple[Path, str], command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A format that can't be made is told by its name, the others are written, and the exit code is 1."""
    monkeypatch.setattr(word, "render", lambda *_: 1 / 0)
    monkeypatch.setattr(memo, "spreadsheet", lambda *_: 1 / 0)
    asked = "csv,html,docx,md" if command == "tasks" else "html,docx,md"
    outcome = kp(command, two[1] if command == "memo" else str(two[0].parent), "--format", asked)
    assert (outcome.code, [Path(line).suffix for line in outcome.lines]) == (1, [".html", ".md"])
    assert outcome.err.count("jäi tekemättä") == asked.count(",") - 1


@pytest.mark.parametrize("command", ["tasks", "report"])
def test_text_is_printed_beside_files_and_written_into_a_folder(
    kp: Kpfacil, two: tuple[Path, str], command: str
) -> None:
    """What `text` prints where nothing is named goes into a `.txt` of the folder that `-o` names."""
    folder = str(two[0].parent)
    both = kp(command, folder, "--format", "text,md")
    assert both.lines[-1].endswith(".md")
    assert both.out.startswith(kp(command, folder).out.rstrip())
    (kp.folder / "ulos").mkdir()
    (written,) = kp(command, folder, "-o", "ulos").lines
    assert Path(written).suffix == ".txt"
    assert Path(written).read_text("utf-8") == kp(command, folder, "-o", "-").out


def test_tasks_of_many_tables_go_into_the_sessions_folder(kp: Kpfacil, two: tuple[Path, str]) -> None:
    """Where there are many tables the file is put where they all are."""
    kp("new", "--table", "Toinen")
    assert kp("tasks", "--format", "csv").lines == [str(kp.sessions / "toimenpiteet.csv")]
    assert kp("tasks", "--format", "ics", "--todo", "-o", "-").out.count("BEGIN:VTODO") == 2


def test_no_tasks_and_no_folder(kp: Kpfacil) -> None:
    """An empty archive has an empty table; a file that is not there is refused."""
    assert kp("tasks").code == 0
    assert kp("tasks", "gone.toml").code == 1
    kp.sessions.rmdir()
    assert kp("tasks", "--sessions", "gone").err == f"Kansiota {kp.folder / 'gone'} ei ole. Tarkista nimi.\n"


def test_report_is_printed_or_written(kp: Kpfacil, two: tuple[Path, str]) -> None:
    """The report of a table's folder is printed as text, or written as `raportti.*` beside the latest session."""
    kp.clock.forward(minutes=60 * 24 * 30)
    outcome = kp("report", str(two[0].parent))
    assert outcome.code == 0
    assert "Kyläpöytä" in outcome.out
    path = two[0].parent / "2026-12-12" / "raportti.html"
    assert kp("report", str(kp.sessions), "--format", "html").lines == [str(path)]
    assert "Kyläpöytä" in kp("report", str(two[0]), "--from", "1.11.2026", "--to", "2026-11-30").out


@pytest.mark.parametrize("command", ["report", "tasks", "tasks --format csv -o -", "tasks --format ics -o -"])
def test_a_document_says_which_meeting_is_missing_from_it(kp: Kpfacil, two: tuple[Path, str], command: str) -> None:
    """What is made without a file that can't be read names that file itself, once, and ends with 1."""
    (two[0].parent / "2026-11-25.toml").write_text("kissa", "utf-8")
    name, *options = command.split()
    outcome = kp(name, str(two[0].parent), *options)
    assert outcome.code == 1
    unfolded = " ".join(outcome.out.replace("\r\n ", "").split())
    assert unfolded.count("2026-11-25.toml") == unfolded.count("Puutteellinen") == 1
    (two[0].parent / "2026-11-25.toml").unlink()
    assert "Puutteellinen" not in kp(name, str(two[0].parent), *options).out


def test_report_needs_one_table(kp: Kpfacil, two: tuple[Path, str]) -> None:
    """No folder, no session, several tables or no session between the days: each is refused with a sentence."""
    (kp.folder / "empty").mkdir()
    assert kp("report", "gone").code == 1
    assert kp("report", "empty").code == 1
    assert kp("report", str(two[0].parent), "--from", "1.1.2030").code == 1
    kp("new", "--table", "Toinen")
    outcome = kp("report", str(kp.sessions))
    assert outcome.code == 1
    assert "kylapoyta" in outcome.err


def test_list_names_tables_sessions_and_what_is_broken(kp: Kpfacil, two: tuple[Path, str]) -> None:
    """`list` prints each table with its sessions' files; a broken file is named on stderr and skipped."""
    (two[0].parent / "2026-11-25.toml").write_text("kissa", "utf-8")
    (two[0].parent / "2026-11-21.conflict-1.toml").write_text("x", "utf-8")
    outcome = kp("list")
    assert outcome.code == 0
    assert outcome.lines[0] == "Kyläpöytä"
    assert outcome.lines[1].endswith(str(two[0]))
    assert "2/2026" in outcome.lines[2]
    assert len(outcome.lines) == 3
    assert "2026-11-25.toml" in outcome.err
    assert "2026-11-21.conflict-1.toml" in outcome.err


def test_a_copy_is_named_by_every_command_and_counted_by_none(kp: Kpfacil, two: tuple[Path, str]) -> None:
    """A copy that a synchronised folder made is told of everywhere; what it alone holds makes tables exit with 1."""
    text = two[0].read_text("utf-8")
    copy = two[0].with_name(f"{two[0].stem} (1).toml")
    copy.write_text(text.replace('id = "T1"', 'id = "T9"').replace("sali", "bussi"), "utf-8")
    folder = str(two[0].parent)
    for words in (["list"], ["search", "bussi"], ["tasks", folder], ["report", folder], ["check", folder]):
        outcome = kp(*words)
        assert copy.name in outcome.err, words
        assert "T9" in outcome.err, words
        assert "bussi" not in outcome.out, words
        assert outcome.code == (1 if words[0] in ("tasks", "report") else 0), words
    outcome = kp("new", "--table", "Kyläpöytä", "--also")
    assert (outcome.code, copy.name in outcome.err) == (1, True)
    assert Path(outcome.lines[-1]).is_file()


def test_a_file_of_another_name_is_opened_by_name_and_offered_its_right_one(kp: Kpfacil, two: tuple[Path, str]) -> None:
    """A meeting that somebody called *kevät* is checked by that name, and told what to call it."""
    spring = two[0].with_name("kevät.toml")
    spring.write_text(two[0].read_text("utf-8").replace("date = 2026", "date = 2025"), "utf-8")
    outcome = kp("check", str(spring))
    assert outcome.code == 0
    assert f"2025{two[0].name[4:]}" in outcome.err


@pytest.mark.parametrize("stray", ["kevat.toml", "2026-11-21.toml", "broken/2026-11-21.toml"])
def test_a_file_beside_the_tables_hides_none_of_them(kp: Kpfacil, two: tuple[Path, str], stray: str) -> None:
    """A file that lies among the tables' folders is named, or listed as a table of its own, and they all stay."""
    before = kp("list").lines
    text = "?" if "broken" in stray else two[0].read_text("utf-8").replace('name = "Kyläpöytä"', 'name = "Toinen"')
    lost = kp.sessions / Path(stray).name
    lost.write_text(text, "utf-8")
    (kp.sessions / "folder.toml").mkdir()
    after = kp("list")
    assert set(before) <= set(after.lines)
    assert str(lost) in after.out + after.err
    assert "folder.toml" not in after.err


def test_list_of_nothing_says_what_to_do(kp: Kpfacil) -> None:
    """An empty sessions folder is answered with how to begin."""
    outcome = kp("--lang", "en", "list")
    assert (outcome.code, outcome.out) == (0, "")
    assert "kpfacil new" in outcome.err


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["hillotalkoot"], ["I1"]),
        (["HILLO", "liisa"], ["I1"]),
        (["hillo", "pekka"], []),
        (["kylatoimikunta", "sali"], ["T1"]),
        (["kuiskaa"], ["N1"]),
        (["is:open"], ["S1", "T1"]),
        (["tila:valmis"], ["T2"]),
        (["is:done", "sali"], []),
        (["person:Pekan"], ["S1", "T2", "I2"]),
        (["kuka:pekka", "is:done"], ["T2"]),
        (["party:liikuntaseura"], ["S1", "T2", "I2"]),
        (["#tapahtumat"], ["I1"]),
        (["teema:tapahtumat"], ["I1"]),
        (["2026-12-01.."], ["S1", "T1", "T2", "I2"]),
        (["..1.12.2026", "idea"], []),
        (["from:2026-12-01", "to:31.12.2026", "idea"], ["I2"]),
        (["overdue"], []),
        (["a:b"], []),
        (['"'], []),
    ],
)
def test_search_by_words_and_conditions(kp: Kpfacil, two: tuple[Path, str], words: list[str], found: list[str]) -> None:
    """Words and conditions all have to hold; every entry is found once, as the latest meeting left it."""
    outcome = kp("search", *words)
    assert outcome.code == 0
    hits = [line.split(".toml:")[1].split(":")[0] for line in outcome.lines]
    ids = [hit for hit in hits if hit[1:].isdigit()]
    assert sorted(ids) == sorted(found)
    assert not any(line.endswith(": ") for line in outcome.lines), "what is empty is not found"
    assert bool(outcome.err) == (not outcome.lines)


def test_search_finds_people_too(kp: Kpfacil, two: tuple[Path, str]) -> None:
    """Plain words find participants, each once."""
    outcome = kp("search", "mäkinen")
    assert sum(": osallistuja: " in line or ":osallistuja: " in line for line in outcome.lines) == 1


@pytest.mark.parametrize("words", [[""], [" ", ""]])
def test_a_search_for_nothing_is_wrong_usage(kp: Kpfacil, two: tuple[Path, str], words: list[str]) -> None:
    """Empty words ask for nothing: it is said, in place of listing what happens to be empty."""
    outcome = kp("search", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert "SANA" in outcome.err


def test_search_names_a_broken_file(kp: Kpfacil, two: tuple[Path, str]) -> None:
    """A file that can't be read and may hold a hit is named and skipped."""
    (two[0].parent / "2026-11-25.toml").write_text("hillotalkoot", "utf-8")
    (two[0].parent / "2026-11-26.toml").write_bytes(b"\xff\xfe")
    outcome = kp("search", "hillotalkoot")
    assert len(outcome.lines) == 1
    assert "2026-11-25.toml" in outcome.err
    assert "2026-11-26.toml" in outcome.err


def test_unfinished_things_of_older_meetings_are_found(kp: Kpfacil, two: tuple[Path, str]) -> None:
    """An open task that a later meeting does not have is found; what a later meeting has let go waits no more."""
    kp("add", two[1], "> unohtunut asia", "S1 -")
    blank = kp("new", "--table", "Kyläpöytä", "--date", "1.1.2027", "--blank").lines[0]
    found = kp("search", "is:open").out
    assert f"{two[1]}:T1:" in found
    assert ":S1:" not in found
    assert ":P1:" not in found
    kp("add", blank, "! uusi")
    assert f"{blank}:T3:" in kp("search", "is:open").out


@pytest.mark.parametrize("change", ["\r\n", '"""', "  id"])
def test_hand_written_files_are_read_whole(kp: Kpfacil, two: tuple[Path, str], change: str) -> None:
    """A file that is not written as the program writes is read as a session, so that nothing open is passed over."""
    text = two[0].read_text("utf-8")
    if change == "\r\n":
        two[0].write_bytes(text.replace("\n", "\r\n").encode())
    elif change == '"""':
        two[0].write_text(text.replace('text = "varaa sali"', 'text = """varaa\nstate = "done"\n"""'), "utf-8")
    else:
        two[0].write_text(text.replace('id = "T1"', '  id = "T1"'), "utf-8")
    Path(two[1]).unlink()
    kp("new", "--table", "Kyläpöytä", "--date", "1.1.2027", "--blank")
    assert ":T1:" in kp("search", "is:open").out


def test_a_session_beside_its_own_tables_folder_hides_nothing(kp: Kpfacil, two: tuple[Path, str]) -> None:
    """A copy of a meeting dropped beside the tables' folders is told, and what is in the table's folder stays."""
    before = kp("list").lines
    kp.sessions.joinpath("2020-01-01.toml").write_bytes(two[0].read_bytes())
    outcome = kp("list")
    assert set(before) <= set(outcome.lines)
    assert str(two[0].parent) in outcome.err


def test_a_copy_written_with_dotted_keys_is_named(kp: Kpfacil, two: tuple[Path, str]) -> None:
    """What reads as a session is one, however its keys are written."""
    copy = two[0].with_name("kopio.toml")
    copy.write_text(
        'format = 1\ntable.name = "K"\nmeeting.date = 2026-11-21\nnotes = [{ id = "N9", text = "Vain tässä" }]\n'
    )
    outcome = kp("tasks")
    assert outcome.code == 1
    assert copy.name in outcome.err

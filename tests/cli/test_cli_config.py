"""`kpfacil config` and the settings of `kpfacil.toml`: what is in force, from where, and what is wrong in it."""

import os
import sys
from datetime import time
from pathlib import Path

import pytest
from platformdirs import user_config_path

from kpfacil.storage.decode import load
from kpfacil.storage.settings import SETTING_NAMES, read_settings, user_folder
from tests.command_line import Kpfacil, Write

MISTAKES = (
    ('language = "qq"', "language", "qq"),
    ('formats = ["html", "dox"]', "formats[2]", "dox"),
    ('formats = "html"', "formats", "luettelo"),
    ("facilitator = 5", "facilitator", "lainausmerkkeihin"),
    ('start = "17.00"', "start", "17:00:00"),
    ('wall_names = "last"', "wall_names", "first, full"),
    ('template = "poissa.docx"', "template", "poissa.docx"),
    ("process = 3", "process", "3"),
    ("kissa = 1", "kissa", "facilitator"),
    ("charter = 3", "charter", "[charter]"),
    ("[charter]\nseats = [12, 10]", "charter.seats", "[10, 12]"),
    ("[charter]\nseats = [1, true]", "charter.seats[2]", "true"),
    ('[charter]\nparties_min = "kolme"', "charter.parties_min", "3"),
    ('[charter]\nfields = "sote"', "charter.fields", "luettelo"),
    ("[charter]\nkissa = 1", "charter.kissa", "seats"),
    ("place = = 1", "", "= 1"),
    ("place", "", "place"),
)


def config(kp: Kpfacil, *argv: str) -> dict[str, str]:
    """Return what `config` says of each setting."""
    outcome = kp("config", *argv)
    assert outcome.code == 0
    return {line.replace(":", " ").split()[0]: line for line in outcome.lines}


def test_each_setting_is_told_with_its_source(kp: Kpfacil, write: Write) -> None:
    """Every setting is told: from the program, the user, the sessions folder, the environment or an option."""
    plain = config(kp)
    assert all(name in plain for name in ("sessions", *SETTING_NAMES))
    assert "ohjelman oma" in plain["language"]
    assert "ei asetettu" in plain["facilitator"]
    assert "html, docx" in plain["formats"]
    kp.env["HOME"] = kp.env["LOCALAPPDATA"] = str(kp.folder)
    kp.env["XDG_CONFIG_HOME"] = str(kp.folder / "oma")
    write("oma/kpfacil/kpfacil.toml", 'facilitator = "Aino"\nplace = "Koti"\n')
    write("Library/Application Support/kpfacil/kpfacil.toml", 'facilitator = "Aino"\nplace = "Koti"\n')
    write("kpfacil/kpfacil.toml", 'facilitator = "Aino"\nplace = "Koti"\n')
    write("sessions/kpfacil.toml", 'place = "Kirjasto"\nlanguage = "en"\nstart = 17:30\n[charter]\nseats = [10, 12]\n')
    told = config(kp)
    assert "Aino  (user's folder: " in told["facilitator"]
    assert "Kirjasto  (sessions folder: " in told["place"]
    assert "en  (sessions folder: " in told["language"]
    assert "17.30" in told["start"]
    assert "seats = [10, 12]" in told["charter"]
    kp.env["KPFACIL_LANG"] = "fi"
    assert "ympäristömuuttuja KPFACIL_LANG" in config(kp)["language"]
    assert "option --lang" in config(kp, "--lang", "en")["language"]
    assert "valitsin --sessions" in config(kp, "--sessions", "muu")["sessions"]
    assert "Koti" in config(kp, "--sessions", "muu")["place"]


def test_a_tables_own_settings_come_first(kp: Kpfacil, session: Path, write: Write) -> None:
    """What a table's folder says holds for that table, its own process too, and for no other."""
    write("sessions/kpfacil.toml", 'place = "Kirjasto"\nfacilitator = "Aino"\n')
    write("sessions/kylapoyta/kpfacil.toml", 'place = "Seurantalo"\n')
    write("sessions/kylapoyta/process.toml", "")
    told = config(kp, "sessions/kylapoyta")
    assert "Seurantalo  (pöydän kansio: " in told["place"]
    assert "Aino" in told["facilitator"]
    assert "process.toml" in told["process"]
    assert "Kirjasto" in config(kp)["place"]
    assert kp("config", "poissa").code == 1


def test_settings_begin_a_new_table(kp: Kpfacil, write: Write) -> None:
    """A table's first meeting takes hour, place, facilitator, names, charter and process; what is said wins."""
    write("sessions/oma.toml", '[phases.action]\nquestions = ["Mitä?"]\n')
    write(
        "sessions/kpfacil.toml",
        'start = 17:30\nplace = "Kirjasto"\nfacilitator = "Aino Ohjaaja"\nwall_names = "full"\nprocess = "oma.toml"\n'
        "[charter]\nseats = [10, 12]\nmeetings_per_year = [6]\n"
        'extra_seats = ["pj"]\nfields = ["sote"]\nparties_min = 4\n',
    )
    made = kp("new", "--table", "A", "--date", "22.11.2026")
    assert (made.code, made.err) == (0, "")
    first = load(Path(made.lines[0])).session
    assert (first.meeting.start, first.meeting.place) == (time(17, 30), "Kirjasto")
    assert [(person.name, person.roles) for person in first.participants] == [("Aino Ohjaaja", ("facilitator",))]
    assert first.table.wall_names == "full"
    assert first.table.charter is not None
    assert (first.table.charter.seats, first.table.charter.parties_min) == ((10, 12), 4)
    assert "Mitä?" in (kp.sessions / "a" / "process.toml").read_text("utf-8")
    write("l.csv", "Nimi;Rooli\nPekka;fasilitaattori\n")
    other = kp("new", "--table", "B", "--start", "9", "--place", "Koulu", "--participants", "l.csv")
    second = load(Path(other.lines[0])).session
    assert (second.meeting.start, second.meeting.place) == (time(9), "Koulu")
    assert [person.name for person in second.participants] == ["Pekka"]
    later = load(Path(kp("new", "--table", "A", "--date", "23.11.2026").lines[0])).session
    assert len(later.participants) == 1


def test_formats_and_letterhead_are_for_memos(kp: Kpfacil, session: Path, write: Write) -> None:
    """A memo without a format is written in those of the settings, and a Word file takes their letterhead."""
    write("sessions/kirje.docx", "ei word")
    write("sessions/kpfacil.toml", 'formats = ["txt", "md"]\ntemplate = "kirje.docx"\n')
    outcome = kp("memo", str(session))
    assert [Path(line).name for line in outcome.lines] == ["muistio.txt", "muistio.md"]
    assert kp("memo", str(session), "-o", "-").out.startswith("# ")
    assert kp("memo", str(session), "--format", "html").code == 0
    refused = kp("memo", str(session), "--format", "docx")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "Kirjelomake" in refused.err


@pytest.mark.parametrize(("text", "place", "word"), MISTAKES, ids=[text for text, _, _ in MISTAKES])
def test_a_mistake_is_told_with_its_line_and_stops_nothing(
    kp: Kpfacil, write: Write, text: str, place: str, word: str
) -> None:
    """What is wrong is one sentence with its line on stderr; the other settings hold and the command does its work."""
    path = write(
        "sessions/kpfacil.toml", f'facilitator = "Aino"\n{text}\n' if place != "facilitator" else f"\n{text}\n"
    )
    line = 3 if text.startswith("[") else 2
    outcome = kp("new", "--table", "A")
    assert outcome.code == 0
    (told,) = outcome.err.splitlines()
    assert told.startswith(f"{path}:{place}: rivi {line}: " if place else f"{path}: rivi {line}: ")
    assert word in told
    people = load(Path(outcome.lines[0])).session.participants
    assert [person.name for person in people] == ([] if place == "facilitator" else ["Aino"])
    checked = kp("check", str(path))
    assert checked.code == 1
    assert told in checked.lines


@pytest.mark.parametrize("name", ["x" * 300, "~nobody-is-called-so/pohja.docx", "a\\u0000b"])
def test_a_name_that_no_file_can_have_is_told(kp: Kpfacil, write: Write, name: str) -> None:
    """A template whose name is too long, or has somebody's home in it who is nobody, is not there."""
    write("sessions/kpfacil.toml", f'template = "{name}"\n')
    outcome = kp("list")
    assert "template" in outcome.err
    assert outcome.code == 0


def test_check_tells_a_mistake_once(kp: Kpfacil, write: Write) -> None:
    """What is wrong with the settings that are checked is printed, and not told on stderr before."""
    path = write("sessions/kpfacil.toml", "place = 5\n")
    outcome = kp("check", str(path))
    assert (outcome.code, len(outcome.lines), outcome.err) == (1, 1, "")


def test_a_file_that_cannot_be_read_is_told(kp: Kpfacil) -> None:
    """Settings that are no text, or a folder, are told and left out."""
    path = kp.sessions / "kpfacil.toml"
    path.write_bytes(b'place = "\xff\xfe"\n')
    assert str(path) in kp("list").err
    path.unlink()
    path.mkdir()
    outcome = kp("new", "--table", "A")
    assert outcome.code == 0
    assert str(path) in outcome.err


def test_a_table_that_lies_elsewhere_has_its_neighbours_settings(kp: Kpfacil, session: Path, write: Write) -> None:
    """A file outside the sessions folder is read with the settings of the folder that its table is in."""
    there = write("muualla/a/2026-11-21.toml", session.read_text("utf-8"))
    write("muualla/kpfacil.toml", 'formats = ["txt"]\nkissa = 1\n')
    outcome = kp("memo", str(there))
    assert [Path(line).name for line in outcome.lines] == ["muistio.txt"]
    assert outcome.err.count(":kissa: ") == 1


def test_the_users_folder_is_where_programs_keep_theirs() -> None:
    """On each system the folder is the one that platformdirs would name; without a home there is none."""
    if os.environ.get("HOME") or sys.platform == "win32":
        assert user_folder(os.environ, sys.platform) == user_config_path("kpfacil", appauthor=False)
    assert user_folder({}, "linux") is None
    assert user_folder({"XDG_CONFIG_HOME": "/x", "HOME": "/h"}, "linux") == Path("/x/kpfacil")
    assert user_folder({"HOME": "/h"}, "linux") == Path("/h/.config/kpfacil")
    assert user_folder({"HOME": "/h"}, "darwin") == Path("/h/Library/Application Support/kpfacil")
    assert user_folder({"LOCALAPPDATA": "/l"}, "win32") == Path("/l/kpfacil")
    assert read_settings(None, "user").found == {}

import errno
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from kpfacil.storage.archive import folder_of, table_in, tables_by
from kpfacil.storage.decode import load
from kpfacil.storage.files import StorageError, Unreadable, free_path, own_folder, sessions_folder, slug

Make = Callable[[str], Path]


def _session(path: Path, day: str, name: str = "Pöytä") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'format = 1\n[table]\nname = "{name}"\n[meeting]\ndate = {day}\n', "utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Jämsän asukkaiden kumppanuuspöytä", "jamsan-asukkaiden-kumppanuuspoyta"),
        ("Åbo – Örö & Ähtäri 2.0!", "abo-oro-ahtari-2-0"),
        ("Ja\u0308msa\u0308", "jamsa"),
        ("Café Øst", "cafe-ost"),
        ("../../etc", "etc"),
        ("  --  ", ""),
        ("会議", ""),
        ("CON", "con-poyta"),
        ("x" * 200, "x" * 80),
    ],
)
def test_a_slug_is_made_of_plain_letters(name: str, folder: str) -> None:
    """A table's folder has only a–z, digits and hyphens, with å ä ö as a a o."""
    assert slug(name) == folder


def test_the_home_of_nobody_is_a_name_like_any_other(tmp_path: Path) -> None:
    """A name that begins with a tilde, where nobody is called so, leads to a folder of that name."""
    assert sessions_folder("~nobody-is-called-so/x", {}, tmp_path) == tmp_path / "~nobody-is-called-so" / "x"


def test_the_sessions_folder_is_found_in_order(tmp_path: Path) -> None:
    """The option comes first, then the environment, then `./sessions`, then the documents folder."""
    env = {"KPFACIL_SESSIONS": str(tmp_path / "env")}

    def documents(_: str) -> Path:
        return tmp_path / "docs"

    assert sessions_folder("own", env, tmp_path, documents) == tmp_path / "own"
    assert sessions_folder(None, env, tmp_path, documents) == tmp_path / "env"
    assert sessions_folder(None, {}, tmp_path, documents) == tmp_path / "docs" / "kpfacil"
    (tmp_path / "sessions").mkdir()
    assert sessions_folder("", {"KPFACIL_SESSIONS": ""}, tmp_path, documents) == tmp_path / "sessions"
    assert own_folder("documents").is_absolute()


def test_sessions_come_in_the_order_of_their_meetings(tmp_path: Path) -> None:
    """Meetings are ordered by date, and those of one day by the number in the file's name."""
    for name, day in (
        ("2026-11-21-10", "2026-11-21"),
        ("2026-11-21", "2026-11-21"),
        ("2026-11-21-2", "2026-11-21"),
        ("2026-02-01", "2026-02-01"),
        ("2026-09-02", "2026-09-01"),
    ):
        _session(tmp_path / f"{name}.toml", day)
    table = table_in(tmp_path)
    assert [one.path.stem for one in table.sessions] == [
        "2026-02-01",
        "2026-09-02",
        "2026-11-21",
        "2026-11-21-2",
        "2026-11-21-10",
    ]
    assert table.latest is not None
    assert table.latest.path.stem == "2026-11-21-10"


def test_a_broken_file_is_named_and_skipped(tmp_path: Path) -> None:
    """A file that can't be read does not hide the others, and is told of with its faults."""
    _session(tmp_path / "2026-01-01.toml", "2026-01-01")
    (tmp_path / "2025-01-01.toml").write_bytes(b"rikki")
    table = table_in(tmp_path)
    assert [one.path.name for one in table.sessions] == ["2026-01-01.toml"]
    assert [broken.path.name for broken in table.broken] == ["2025-01-01.toml"]
    assert isinstance(table.broken[0].error, Unreadable)
    assert table.in_the_way is None


@pytest.mark.parametrize("name", ["2026-06-01.toml", "2026-01-01-2.toml"])
def test_a_broken_file_later_than_the_latest_stands_in_the_way(tmp_path: Path, name: str) -> None:
    """Nothing may be carried over past a file that can't be read and may be the latest: ids could be given twice."""
    _session(tmp_path / "2026-01-01.toml", "2026-01-01")
    (tmp_path / name).write_bytes(b"rikki")
    found = table_in(tmp_path).in_the_way
    assert found is not None
    assert found.path.name == name


def test_what_is_no_session_is_left_out(tmp_path: Path) -> None:
    """Process files, hidden files, exports and versions laid aside are not sessions; those laid aside are listed."""
    _session(tmp_path / "2026-01-01.toml", "2026-01-01")
    for name in ("process.toml", ".2026-01-01.toml.5-1.tmp", ".x.toml", "2026-01-01.toml.bak", "muistio.md"):
        (tmp_path / name).write_bytes(b"x")
    _session(tmp_path / "2026-01-01.conflict-1.toml", "2026-01-01")
    (tmp_path / "2026-01-01").mkdir()
    table = table_in(tmp_path)
    assert len(table.sessions) == 1
    assert table.broken == ()
    assert [aside.path.name for aside in table.laid_aside] == ["2026-01-01.conflict-1.toml"]


def test_a_folder_named_like_a_session_is_told_of(tmp_path: Path) -> None:
    """A folder whose name ends like a session's is named among the broken ones."""
    (tmp_path / "2026-01-01.toml").mkdir()
    assert [broken.error.key for broken in table_in(tmp_path).broken] == ["fault.file-folder"]


def test_tables_are_listed_by_name(tmp_path: Path) -> None:
    """Each folder with sessions is a table, named as its latest session names it."""
    _session(tmp_path / "b" / "2026-01-01.toml", "2026-01-01", "Alfa")
    _session(tmp_path / "a" / "2026-01-01.toml", "2026-01-01", "vanha nimi")
    _session(tmp_path / "a" / "2026-02-01.toml", "2026-02-01", "Beeta")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "2026-01-01.toml").write_bytes(b"rikki")
    (tmp_path / "empty").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "file.txt").write_bytes(b"")
    assert [table.name for table in tables_by(tmp_path, load)] == ["Alfa", "Beeta", "c"]
    assert tables_by(tmp_path / "none", load) == ()


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path) -> None:
    """A sessions folder that is no folder is refused with its name."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError) as caught:
        tables_by(tmp_path / "file", load)
    assert caught.value.key == "fault.folder-reason"


def test_a_table_finds_its_folder(tmp_path: Path) -> None:
    """A table's name leads to its folder, whatever the case and spaces it is written with."""
    _session(tmp_path / "poyta" / "2026-01-01.toml", "2026-01-01", "Pöytä")
    assert folder_of(tmp_path, "  PÖYTÄ ").latest is not None
    assert folder_of(tmp_path, "Uusi pöytä").path == tmp_path / "uusi-poyta"
    (tmp_path / "poyta").rename(tmp_path / "Meidän 🎉")
    assert folder_of(tmp_path, "Pöytä").path == tmp_path / "Meidän 🎉"


@pytest.mark.parametrize(("name", "key"), [("???", "fault.table-slug"), ("Poyta", "fault.table-other")])
def test_a_name_without_a_folder_of_its_own_is_refused(tmp_path: Path, name: str, key: str) -> None:
    """A name that makes no folder name, or that of another table's folder, is refused."""
    _session(tmp_path / "poyta" / "2026-01-01.toml", "2026-01-01", "Pöytä")
    with pytest.raises(StorageError) as caught:
        folder_of(tmp_path, name)
    assert caught.value.key == key


def test_a_second_meeting_of_a_day_gets_a_number(make_file: Make, tmp_path: Path) -> None:
    """The first file of a day bears the date, the next ones the date and a number."""
    day = date(2026, 11, 21)
    assert free_path(tmp_path, day).name == "2026-11-21.toml"
    make_file("2026-11-21.toml")
    assert free_path(tmp_path, day).name == "2026-11-21-2.toml"
    make_file("2026-11-21-2.toml")
    assert free_path(tmp_path, day).name == "2026-11-21-3.toml"


def _with_entry(
    path: Path, day: str, number: int, entry: str, text: str, at: str = "2026-11-21T17:00:00+02:00"
) -> Path:
    path.write_text(
        f'format = 1\n[table]\nname = "Pöytä"\n[meeting]\nnumber = {number}\ndate = {day}\n'
        f'[[tasks]]\nid = "{entry}"\ntext = "{text}"\nat = {at}\n',
        "utf-8",
    )
    return path


@pytest.mark.parametrize(
    "name",
    [
        "2026-11-21.sync-conflict-20261125-171500-ABCDEFG.toml",
        "2026-11-21-LAPTOP.toml",
        "2026-11-21 (1).toml",
        "2026-11-21 - Kopio.toml",
        "Kopio – 2026-11-21.toml",
        "2026-11-21.conflict-1.toml",
        "2026-11-21-0.toml",
        "2026-11-21-123.toml",
        "2026-13-21.toml",
        "kevat.toml",
        "z.toml",
    ],
)
def test_only_a_day_and_its_number_name_a_session(tmp_path: Path, name: str) -> None:
    """A copy or a file of another name is never counted, and told with what the meeting of its day lacks."""
    _with_entry(tmp_path / "2026-11-21.toml", "2026-11-21", 3, "T2", "Varaa sali")
    _with_entry(tmp_path / name, "2026-11-21", 3, "T2", "Tilaa bussi", at="2026-11-21T17:05:00+02:00")
    table = table_in(tmp_path)
    assert [one.path.name for one in table.sessions] == ["2026-11-21.toml"]
    assert [(one.path.name, one.lacking, one.proposed) for one in table.laid_aside] == [(name, ("T2",), None)]
    assert table.missing == (name,)
    assert [remark.key for remark in table.remarks().values()] == ["archive.lacking"]


def test_an_older_copy_lacks_nothing(tmp_path: Path) -> None:
    """A copy whose entries were only changed since is told of with what stands otherwise, and lacks nothing."""
    _with_entry(tmp_path / "2026-11-21.toml", "2026-11-21", 3, "T2", "Varaa iso sali")
    _with_entry(tmp_path / "2026-11-21 (1).toml", "2026-11-21", 3, "T2", "Varaa sali")
    table = table_in(tmp_path)
    assert table.missing == ()
    assert [(remark.key, remark.details["ids"]) for remark in table.remarks().values()] == [("archive.other", "T2")]


def test_an_equal_copy_holds_what_the_meeting_holds(tmp_path: Path) -> None:
    """Only of a copy with the same entries it is said that they are in the meeting already."""
    _with_entry(tmp_path / "2026-11-21.toml", "2026-11-21", 3, "T2", "Varaa sali")
    copy = _with_entry(tmp_path / "2026-11-21 (1).toml", "2026-11-21", 3, "T2", "Varaa sali")
    assert [remark.key for remark in table_in(tmp_path).remarks().values()] == ["archive.aside"]
    copy.write_text(copy.read_text("utf-8") + 'state = "done"\n', "utf-8")
    assert [remark.key for remark in table_in(tmp_path).remarks().values()] == ["archive.other"]


def test_a_meeting_of_another_name_is_offered_the_right_one(tmp_path: Path) -> None:
    """A file that would be a session of its own but for its name is told with the name that makes it one."""
    _with_entry(tmp_path / "2026-11-21.toml", "2026-11-21", 3, "T2", "Varaa sali")
    _with_entry(tmp_path / "kevat.toml", "2026-11-21", 4, "T3", "Tilaa bussi")
    (aside,) = table_in(tmp_path).laid_aside
    assert aside.proposed == tmp_path / "2026-11-21-2.toml"
    aside.path.rename(aside.proposed)
    assert [one.number for one in table_in(tmp_path).sessions] == [3, 4]


def test_a_half_copy_stands_in_nobodys_way(tmp_path: Path) -> None:
    """A copy that can't be read is told of and does not keep the next meeting from being prepared."""
    whole = _with_entry(tmp_path / "2026-11-21.toml", "2026-11-21", 3, "T2", "Varaa sali").read_bytes()
    (tmp_path / "2026-12-21 (1).toml").write_bytes(whole[:-26])
    table = table_in(tmp_path)
    assert [aside.path.name for aside in table.laid_aside] == ["2026-12-21 (1).toml"]
    assert (table.broken, table.in_the_way, table.missing) == ((), None, ())
    assert [remark.key for remark in table.remarks().values()] == ["archive.unread"]


def test_other_files_of_a_table_are_nothing(tmp_path: Path) -> None:
    """Settings, the table's own process and tables of other programs are not even named."""
    for name in ("kpfacil.toml", "process.toml", "pyproject.toml"):
        (tmp_path / name).write_text("[muuta]\nx = 1\n", "utf-8")
    (tmp_path / ".poistetut").mkdir()
    _with_entry(tmp_path / ".poistetut" / "2026-11-21.toml", "2026-11-21", 3, "T2", "Varaa sali")
    table = table_in(tmp_path)
    assert (table.sessions, table.broken, table.laid_aside) == ((), (), ())


def test_two_sessions_of_one_day_and_number_are_told(tmp_path: Path) -> None:
    """Where both names are good, two files that bear one number on one day are told as possible doubles."""
    for name in ("2026-11-21.toml", "2026-11-21-2.toml"):
        _with_entry(tmp_path / name, "2026-11-21", 3, "T2", "Varaa sali")
    table = table_in(tmp_path)
    assert [(one.name, other.name) for one, other in table.twins] == [("2026-11-21.toml", "2026-11-21-2.toml")]
    assert [remark.key for remark in table.remarks().values()] == ["archive.twins"]


def test_a_folder_that_cannot_be_read_hides_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table's folder that may not be opened is named among the broken, and the other tables are listed."""
    _session(tmp_path / "a" / "2026-01-01.toml", "2026-01-01", "Alfa")
    (tmp_path / "b").mkdir()
    listed = Path.iterdir

    def closed(folder: Path) -> Iterator[Path]:
        if folder.name == "b":
            raise PermissionError(errno.EACCES, "no", str(folder))
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", closed)
    found = tables_by(tmp_path, load)
    assert [(table.name, [broken.error.key for broken in table.broken]) for table in found] == [
        ("Alfa", []),
        ("b", ["fault.folder-reason"]),
    ]


def test_two_folders_of_one_table_are_told(tmp_path: Path) -> None:
    """A copy of a whole folder counts twice until one of the two is moved away, and is told."""
    for name in ("a", "a - Copy"):
        _session(tmp_path / name / "2026-11-21.toml", "2026-11-21")
    one, other = tables_by(tmp_path, load)
    assert (one.double, other.double) == (None, one.path)
    assert [remark.key for remark in other.remarks().values()] == ["archive.double"]


def test_an_ending_in_capitals_is_laid_aside(tmp_path: Path) -> None:
    """A file that ends in `.TOML` is a session to some systems and none to others: it is named."""
    _session(tmp_path / "2026-11-21.TOML", "2026-11-21")
    assert [aside.path.name for aside in table_in(tmp_path).laid_aside] == ["2026-11-21.TOML"]

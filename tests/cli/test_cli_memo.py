"""`kpfacil memo`: the memo in its formats and profiles, and where it goes."""

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.command_line import Kpfacil, Write


@pytest.fixture
def meeting(kp: Kpfacil, session: Path) -> Path:
    kp(
        "add",
        str(session),
        "+ Liisa: hillotalkoot #tapahtumat",
        "= Pekka: kyläpäivä *yhdessä*",
        "! liisa, pekka: varaa sali / 15.12. / kylätoimikunta: tila; 20 h",
        "; salainen muistiinpano",
        "> kimppakyydit",
    )
    return session


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ((), "muistio.md"),
        (("--profile", "public"), "muistio-julkinen.md"),
        (("--format", "txt"), "muistio.txt"),
        (("--format", "html", "--profile", "public"), "muistio-julkinen.html"),
        (("--format", "docx"), "muistio.docx"),
        (("--format", "eml", "--attach", "md"), "muistio.eml"),
    ],
)
def test_memo_goes_beside_the_session(kp: Kpfacil, meeting: Path, options: tuple[str, ...], name: str) -> None:
    """The memo is written into `<date>/` beside the session, by profile and format, and its path is printed."""
    outcome = kp("memo", str(meeting), *options)
    path = meeting.parent / "2026-11-21" / name
    assert (outcome.code, outcome.lines) == (0, [str(path)])
    assert path.stat().st_size > 100


def test_memo_holds_what_was_recorded(kp: Kpfacil, meeting: Path) -> None:
    """`-o -` prints the memo, with everything in it but the own notes."""
    outcome = kp("memo", str(meeting), "-o", "-")
    assert outcome.out.startswith("# Kyläpöytä")
    assert all(word in outcome.out for word in ("hillotalkoot", "varaa sali", "kimppakyydit", "Liisa Mäkinen"))
    assert "salainen" not in outcome.out
    assert not (meeting.parent / "2026-11-21").exists()


def test_public_memo_names_nobody(kp: Kpfacil, meeting: Path) -> None:
    """The public profile names parties, not people."""
    outcome = kp("memo", str(meeting), "-o", "-", "--profile", "public", "--format", "txt")
    assert "Kylätoimikunta" in outcome.out
    assert "Mäkinen" not in outcome.out


def test_memo_is_in_the_sessions_language(kp: Kpfacil, meeting: Path) -> None:
    """The memo speaks the session's language whatever the user's is, unless `--lang` asks for another."""
    kp.env["KPFACIL_LANG"] = "en"
    assert "muistio" in kp("memo", str(meeting), "-o", "-").out
    assert "muistio" not in kp("--lang", "en", "memo", str(meeting), "-o", "-").out


def test_format_follows_the_name_of_the_file(kp: Kpfacil, meeting: Path) -> None:
    """`-o x.html` is HTML without saying so, an unknown ending Markdown, and a folder takes the usual name."""
    kp("memo", str(meeting), "-o", "x.html")
    kp("memo", str(meeting), "-o", "x.muu")
    kp("memo", str(meeting), "-o", ".")
    assert (kp.folder / "x.html").read_text("utf-8").startswith("<!")
    assert (kp.folder / "x.muu").read_text("utf-8").startswith("# ")
    assert (kp.folder / "muistio.md").is_file()


def test_memo_is_never_written_over_a_session(kp: Kpfacil, meeting: Path) -> None:
    """`-o` that names the session file is refused, and the session is as it was."""
    before = meeting.read_bytes()
    outcome = kp("memo", str(meeting), "-o", str(meeting))
    assert outcome.code == 1
    assert meeting.read_bytes() == before


@pytest.mark.parametrize(
    "name", ["toinen.toml", "process.toml", "kpfacil.toml", "KEVAT.TOML", "x.toml.bak", "linkki.md", "uusi.toml"]
)
def test_documents_never_fall_on_what_meetings_are_kept_in(kp: Kpfacil, meeting: Path, write: Write, name: str) -> None:
    """`-o` that names a file of any meeting or table, there or not, is refused and changes nothing."""
    words = "oma = 1\n"
    other = write("toinen.toml", words)
    if name == "linkki.md":
        (kp.folder / name).symlink_to(other)
    elif name != "uusi.toml":
        write(name, words)
    for argv in (
        ("memo", str(meeting)),
        ("tasks",),
        ("report", str(meeting.parent)),
        ("memo", str(meeting), "--index"),
    ):
        outcome = kp(*argv, "-o", name)
        assert (outcome.code, outcome.out) == (1, "")
        assert name in outcome.err
    assert other.read_text("utf-8") == words
    assert not (kp.folder / "uusi.toml").exists()


def test_another_name_of_a_session_is_the_session(kp: Kpfacil, meeting: Path) -> None:
    """A hard link to the session under the name of a document is not written over."""
    before = meeting.read_bytes()
    link = kp.folder / "sama.md"
    link.hardlink_to(meeting)
    assert kp("memo", str(meeting), "-o", "sama.md").code == 1
    assert link.read_bytes() == before


def test_letterhead_that_is_none_is_refused(kp: Kpfacil, meeting: Path, write: Write) -> None:
    """A template that is no Word file, or is not there, is one sentence and exit 1."""
    write("malli.docx", "ei word")
    for name in ("malli.docx", "poissa.docx"):
        outcome = kp("memo", str(meeting), "--format", "docx", "--template", name)
        assert (outcome.code, outcome.out) == (1, "")
        assert outcome.err.count("\n") == 1


def test_pdf_without_its_library_says_how_to_get_it(
    kp: Kpfacil, meeting: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PDF without typst tells the command that installs it and that Word can save as PDF."""
    monkeypatch.setitem(sys.modules, "typst", None)
    outcome = kp("memo", str(meeting), "--format", "pdf")
    assert outcome.code == 1
    assert "kpfacil[pdf]" in outcome.err
    assert "Word" in outcome.err


@pytest.mark.skipif(find_spec("typst") is None, reason="the PDF extra is not installed")
def test_pdf_is_written(kp: Kpfacil, meeting: Path) -> None:
    """With typst the memo is a PDF file."""
    outcome = kp("memo", str(meeting), "--format", "pdf")
    assert outcome.code == 0
    assert (meeting.parent / "2026-11-21" / "muistio.pdf").read_bytes().startswith(b"%PDF")


def test_index_links_to_the_public_memos(kp: Kpfacil, meeting: Path) -> None:
    """`--index` writes one HTML page into the table's folder that links to the public memos made so far."""
    empty = kp("memo", str(meeting), "--index")
    assert empty.code == 0
    assert "--profile public" in empty.err
    kp("memo", str(meeting), "--format", "html", "--profile", "public")
    outcome = kp("memo", str(meeting.parent), "--index")
    page = meeting.parent / "index.html"
    assert (outcome.lines, outcome.err) == ([str(page)], "")
    assert 'href="2026-11-21/muistio-julkinen.html"' in page.read_text("utf-8")


def test_index_elsewhere_is_refused(kp: Kpfacil, meeting: Path) -> None:
    """An index page that could not link to the memos is refused."""
    kp("memo", str(meeting), "--format", "html", "--profile", "public")
    (kp.folder / "muualla").mkdir()
    outcome = kp("memo", str(meeting), "--index", "-o", "muualla/x.html")
    assert outcome.code == 1
    assert str(meeting.parent) in outcome.err


def test_index_of_a_table_that_has_not_met_is_refused(kp: Kpfacil) -> None:
    """A table whose first meeting is still to come has nothing to publish."""
    path = kp("new", "--table", "A", "--date", "1.1.2030").lines[0]
    assert kp("memo", path, "--index").code == 1

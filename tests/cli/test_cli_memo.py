"""`kpfacil memo`: the memo in its formats and profiles, and where it goes."""

import os
import sys
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.command_line import Kpfacil, Write

CHANGED = 1_795_280_520


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
        ((), "muistio.html muistio.docx"),
        (("--profile", "public"), "muistio-julkinen.html muistio-julkinen.docx"),
        (("--format", "md,txt"), "muistio.md muistio.txt"),
        (("--format", "txt"), "muistio.txt"),
        (("--format", "html", "--profile", "public"), "muistio-julkinen.html"),
        (("--format", "docx"), "muistio.docx"),
        (("--format", "eml", "--attach", "md"), "muistio.eml"),
    ],
)
def test_memo_goes_beside_the_session(kp: Kpfacil, meeting: Path, options: tuple[str, ...], name: str) -> None:
    """The memo is written into `<date>/` beside the session, by profile and formats, and each path is printed."""
    outcome = kp("memo", str(meeting), *options)
    paths = [meeting.parent / "2026-11-21" / each for each in name.split()]
    assert (outcome.code, outcome.lines) == (0, [str(path) for path in paths])
    assert all(path.stat().st_size > 100 for path in paths)


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


def test_a_brief_memo_is_the_first_page(kp: Kpfacil, meeting: Path) -> None:
    """`--brief` ends where the details would begin; the whole memo begins with it."""
    brief = kp("memo", str(meeting), "-o", "-", "--brief").out
    assert "varaa sali" in brief
    assert "Mitä puhuttiin" not in brief
    assert kp("memo", str(meeting), "-o", "-").out.startswith(brief.rstrip())


def test_what_is_left_out_can_be_asked_for(kp: Kpfacil, meeting: Path) -> None:
    """Remarks are told in public only with `--with remarks`; several parts are named at once."""
    kp("add", str(meeting), ", bussivuoro lakkaa joulukuussa")
    public = ("memo", str(meeting), "-o", "-", "--profile", "public")
    assert "bussivuoro" not in kp(*public).out
    assert "bussivuoro" in kp(*public, "--with", "remarks,offers").out


def test_memo_is_in_the_sessions_language(kp: Kpfacil, meeting: Path) -> None:
    """The memo speaks the session's language whatever the user's is, unless `--lang` asks for another."""
    kp.env["KPFACIL_LANG"] = "en"
    assert "muistio" in kp("memo", str(meeting), "-o", "-").out
    assert "muistio" not in kp("--lang", "en", "memo", str(meeting), "-o", "-").out


def test_format_follows_the_name_of_the_file(kp: Kpfacil, meeting: Path) -> None:
    """`-o x.html` is HTML without saying so, an unknown ending Markdown, and a folder takes the usual names."""
    kp("memo", str(meeting), "-o", "x.html")
    kp("memo", str(meeting), "-o", "x.muu")
    kp("memo", str(meeting), "-o", ".")
    kp("memo", str(meeting), "-o", "uusi")
    assert (kp.folder / "x.html").read_text("utf-8").startswith("<!")
    assert (kp.folder / "x.muu").read_text("utf-8").startswith("# ")
    assert all((kp.folder / inner / "muistio.docx").is_file() for inner in ("", "uusi"))


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
        assert name in outcome.err
    kp("config")  # the same, where the settings name the letterhead
    write("sessions/kpfacil.toml", 'template = "../malli.docx"')
    assert str(kp.folder / "malli.docx") in kp("memo", str(meeting)).err.replace("sessions/../", "")


INTO_FOLDERS = {
    ("memo", "{file}", "--format", "md"): "muistio.md",
    ("memo", "{file}", "--index"): "index.html",
    ("tasks", "--format", "csv"): "toimenpiteet.csv",
    ("tasks",): "toimenpiteet.txt",
    ("report", "{folder}", "--format", "md"): "raportti.md",
}


@pytest.mark.parametrize("argv", INTO_FOLDERS, ids=" ".join)
def test_a_name_with_a_slash_at_its_end_is_a_folder(kp: Kpfacil, meeting: Path, argv: tuple[str, ...]) -> None:
    """`-o ulos/` makes the folder, also for one format; a file in its place is told as what it is."""
    words = [word.format(file=meeting, folder=meeting.parent) for word in argv]
    where = str(meeting.parent / "ulos/") + "/"
    assert kp(*words, "-o", where).lines == [f"{where}{INTO_FOLDERS[argv]}"]
    (kp.folder / "lista").write_text("x", "utf-8")
    for more in ((), ("--format", "html,md")):
        outcome = kp(*words, *more, "-o", "lista/")
        assert (outcome.code, outcome.err.count("lista on tiedosto eikä kansio")) == (1, 1)


def test_a_file_is_no_folder_for_any_command(kp: Kpfacil, meeting: Path) -> None:
    """Where a folder is meant and a file is there, that is said, and never that nothing is there."""
    (kp.folder / "lista.csv").write_text("x", "utf-8")
    for argv in (
        ("publish", "lista.csv", "ulos"),
        ("config", "lista.csv"),
        ("remind", str(meeting.parent), "-o", "lista.csv"),
        ("invite", str(meeting), "-o", "lista.csv"),
        ("memo", str(meeting), "-o", "lista.csv/muistio.md"),
    ):
        kp("add", str(meeting), "! liisa: sali")
        outcome = kp(*argv)
        assert (outcome.code, "lista.csv on tiedosto eikä kansio" in outcome.err) == (1, True), argv


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


@pytest.mark.parametrize(
    "options",
    [
        ("--format", "html,docx", "-o", "-"),
        ("--format", "html,docx", "-o", "x.html"),
        ("--format", "html", "-o", "a.docx"),
        ("--format", "txt", "-o", "a.csv"),
        ("--format", "html,paperi"),
        ("--format", ""),
        ("--attach", "pdf"),
        ("--format", "eml", "--attach", "eml"),
        ("--with", "notes"),
        ("--with", ","),
    ],
)
def test_formats_that_do_not_go_together_are_wrong_usage(kp: Kpfacil, meeting: Path, options: tuple[str, ...]) -> None:
    """Several formats need a folder, each word is a format, and attachments go with a draft."""
    outcome = kp("memo", str(meeting), *options)
    assert (outcome.code, outcome.out) == (2, "")


def test_a_file_changed_by_hand_is_kept(kp: Kpfacil, meeting: Path) -> None:
    """What was written stands for itself; what somebody changed is kept under the time of the change, and told."""
    folder = meeting.parent / "2026-11-21"
    paper = folder / "muistio.html"
    kp("memo", str(meeting), "--format", "html")
    kp("add", str(meeting), "+ uusi idea")
    again = kp("memo", str(meeting), "--format", "html")
    assert (again.err, sorted(path.name for path in folder.iterdir())) == ("", [".written", "muistio.html"])
    when = datetime.fromtimestamp(CHANGED)  # noqa: DTZ006 - as the program tells it
    for number in ("", " 2"):
        paper.write_text("korjattu käsin", encoding="utf-8")
        os.utime(paper, (CHANGED, CHANGED))
        kept = folder / f"muistio (muokattu {when.day}.{when.month}. klo {when.hour}.{when:%M}){number}.html"
        assert str(kept) in kp("memo", str(meeting), "--format", "html").err
        assert kept.read_text(encoding="utf-8") == "korjattu käsin"
        assert paper.read_text(encoding="utf-8").startswith("<!")


def test_memos_of_one_name_in_one_folder_are_all_kept(kp: Kpfacil, meeting: Path) -> None:
    """Another table's memo and a brief one take the name, and what had it stands beside them; each as written last."""
    other = kp("new", "--table", "Koe", "--date", "21.11.2026").lines[0]
    asked = [(str(meeting),), (other,), (str(meeting), "--brief"), (str(meeting),), (str(meeting),)]
    told = []
    for number, options in enumerate(asked):
        kp("add", str(meeting), f"+ idea {number}")
        told.append(kp("memo", *options, "-o", "y/", "--format", "txt").err.rpartition("/")[2])
    beside = [f"muistio-{name}-muistio-1-2026{more}.txt" for name, more in TAKEN]
    assert told == ["", *(f"{name}.\n" for name in beside), ""]
    assert {path.name for path in (kp.folder / "y").iterdir()} == {".written", "muistio.txt", *beside[1:]}
    assert "idea 4" in (kp.folder / "y" / "muistio.txt").read_text("utf-8")
    assert "idea 2" not in (kp.folder / "y" / beside[2]).read_text("utf-8")


TAKEN = (("kylapoyta", ""), ("koe", ""), ("kylapoyta", "-lyhyt"))
"""The tables whose memo had the name, in their order."""


def test_a_file_of_another_program_is_kept(kp: Kpfacil, meeting: Path, write: Write) -> None:
    """What stood under the name given with `-o` and was never written by the program is kept too."""
    write("oma.html", "oma")
    assert "oma (muokattu" in kp("memo", str(meeting), "-o", "oma.html").err
    assert [path.read_text("utf-8") for path in kp.folder.glob("oma (*")] == ["oma"]


def test_a_table_with_an_endless_name_has_a_word_file(kp: Kpfacil) -> None:
    """Properties of a Word file are cut where Word would refuse them."""
    path = kp("new", "--table", "Pöytä " * 60).lines[0]
    assert kp("memo", path).code == 0


def test_a_draft_is_a_letter_with_the_memo_and_the_calendar(kp: Kpfacil, meeting: Path) -> None:
    """The draft's text is short; the memo goes along under the table's name, and so does the calendar."""
    kp("memo", str(meeting), "--format", "eml", "--attach", "docx,md")
    message = message_from_bytes((meeting.parent / "2026-11-21" / "muistio.eml").read_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    names = [part.get_filename() for part in message.iter_attachments()]
    assert names == [f"kylapoyta-muistio-1-2026.{form}" for form in ("docx", "md", "ics")]
    body = message.get_body(("plain",))
    assert body is not None
    assert "Hei! Kyläpöytä kokoontui" in body.get_content()
    assert "varaa sali" in body.get_content()
    page = message.get_body(("html",))
    assert page is not None
    assert "var(--" not in page.get_content()


@pytest.mark.parametrize("command", [("memo", "--profile", "public"), ("proof",), ("invite",)])
def test_a_meeting_that_cannot_be_read_is_named_beside_another(
    kp: Kpfacil, session: Path, command: tuple[str, ...]
) -> None:
    """Whom only a meeting knows that can't be read, nobody's proof covers: it is told which one that is."""
    broken = session.with_name("2026-10-01.toml")
    broken.write_text("?", encoding="utf-8")
    outcome = kp(command[0], str(session), *command[1:])
    assert (outcome.code, str(broken) in outcome.err) == (0, True)

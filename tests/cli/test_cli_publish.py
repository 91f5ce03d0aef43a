"""`kpfacil publish`: a folder of public pages; nothing unproofed leaves, and nobody else's file in it is touched."""

from pathlib import Path

import pytest
from icalendar import Calendar

from kpfacil.export import pdf
from tests.command_line import Kpfacil

MEMO = "kylapoyta-muistio-1-2026.html"
PAGES = {MEMO, "toimenpiteet.html", "sovitut.html", "kalenteri.ics", "index.html"}


@pytest.fixture
def meeting(kp: Kpfacil, session: Path) -> Path:
    """Return a meeting whose memo is accepted and names nobody in its texts."""
    lines = ("+ Liisa: hillotalkoot", "= kyläpäivä pidetään yhdessä", "! pekka: varataan sali / 15.12.")
    kp("add", "--set", str(session), *lines, "seuraava: 12.12. klo 17 Kirjasto")
    return stand(session, "accepted")


def stand(path: Path, status: str) -> Path:
    """Give a session's memo a standing."""
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("status = ")]
    lines.insert(lines.index("[meeting]") + 1, f'status = "{status}"')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {".published"}


def test_the_pages_of_a_table_are_written(kp: Kpfacil, meeting: Path) -> None:
    """Index, memo, tasks, agreements and calendar, whose links lead to each other and which name nobody."""
    outcome = kp("publish", str(meeting.parent), "web")
    web = kp.folder / "web"
    assert outcome.code == 0
    assert names(web) - {MEMO.replace("html", "pdf")} == PAGES
    assert {Path(line).name for line in outcome.lines} == names(web)
    index = (web / "index.html").read_text("utf-8")
    assert all(f'href="{name}"' in index for name in PAGES - {"index.html"})
    assert "17.00, Kirjasto" in index
    assert "kyläpäivä pidetään yhdessä" in (web / "sovitut.html").read_text("utf-8")
    assert "varataan sali" in (web / "toimenpiteet.html").read_text("utf-8")
    assert len(Calendar.from_ical((web / "kalenteri.ics").read_bytes()).walk("VEVENT")) == 2
    written = "".join(path.read_text("utf-8") for path in web.iterdir() if path.suffix != ".pdf")
    assert not any(name in written for name in ("Mäkinen", "Virtanen", "liisa", "Pekka"))


def test_a_table_without_days_has_no_calendar(kp: Kpfacil, session: Path) -> None:
    """Where nothing has a day, no empty calendar is published, and none is linked to."""
    kp("add", str(session), "= kyläpäivä pidetään yhdessä", "! pekka: varataan sali / ennen joulua")
    stand(session, "accepted")
    assert kp("publish", str(session.parent), "web").code == 0
    assert "kalenteri.ics" not in names(kp.folder / "web")
    assert "kalenteri.ics" not in (kp.folder / "web" / "index.html").read_text("utf-8")


def test_the_fault_of_one_format_keeps_no_other_page(
    kp: Kpfacil, meeting: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A memo's PDF that can't be made is told; the other pages are written, and an older PDF is taken away."""
    pytest.importorskip("typst", reason="the PDF extra is not installed")
    assert kp("publish", str(meeting.parent), "web").code == 0
    monkeypatch.setattr(pdf, "render", lambda _: 1 / 0)
    outcome = kp("publish", str(meeting.parent), "web")
    assert (outcome.code, names(kp.folder / "web")) == (1, PAGES)
    assert "PDF jäi tekemättä" in outcome.err


def test_drafts_are_not_published(kp: Kpfacil, meeting: Path) -> None:
    """A draft is named and left out; with nothing else there is no page at all."""
    stand(meeting, "draft")
    outcome = kp("publish", str(meeting.parent), "web")
    assert (outcome.code, outcome.out, names(kp.folder / "web")) == (1, "", set())
    assert "luonnos" in outcome.err
    assert not (kp.folder / "web").exists()


def test_an_unproofed_memo_is_not_published(kp: Kpfacil, meeting: Path) -> None:
    """A memo with a place to be decided waits for that; once all are decided it is published."""
    kp("add", str(meeting), "+ Kutsutaan Hilpeä mukaan")
    stand(meeting, "accepted")
    outcome = kp("publish", str(meeting.parent), "web")
    assert (outcome.code, names(kp.folder / "web")) == (1, set())
    assert f"kpfacil proof {meeting}" in outcome.err
    kp("proof", str(meeting), "--keep-rest")
    assert kp("publish", str(meeting.parent), "web").code == 0
    assert "Hilpeä" in (kp.folder / "web" / MEMO).read_text("utf-8")


def test_what_is_withdrawn_goes(kp: Kpfacil, meeting: Path) -> None:
    """A memo that is a draft again leaves nothing behind, and other people's files stay."""
    kp("publish", str(meeting.parent), "web")
    own = kp.folder / "web" / "oma.html"
    own.write_text("oma", encoding="utf-8")
    stand(meeting, "draft")
    outcome = kp("publish", str(meeting.parent), "web")
    assert names(kp.folder / "web") == {"oma.html"}
    assert outcome.err.count("Poistettu") >= len(PAGES)


def test_other_peoples_files_are_never_touched(kp: Kpfacil, meeting: Path) -> None:
    """A folder with anything else in it is refused; a page edited by hand is neither replaced nor removed, and told."""
    other = kp.folder / "muu"
    other.mkdir()
    (other / "kuva.png").write_bytes(b"x")
    assert kp("publish", str(meeting.parent), "muu").code == 1
    assert names(other) == {"kuva.png"}
    kp("publish", str(meeting.parent), "web")
    page = kp.folder / "web" / "sovitut.html"
    page.write_text("oma", encoding="utf-8")
    assert kp("publish", str(meeting.parent), "web").code == 1
    stand(meeting, "draft")
    gone = kp("publish", str(meeting.parent), "web")
    assert (gone.code, names(kp.folder / "web"), page.read_text("utf-8")) == (1, {"sovitut.html"}, "oma")
    assert str(page) in gone.err


def test_a_folder_of_tables_has_a_front_page(kp: Kpfacil, meeting: Path) -> None:
    """Each table has a folder of its own, and the front page leads to those that have something to show."""
    kp("new", "--table", "Toinen", "--date", "21.11.2026")
    outcome = kp("publish", str(meeting.parent.parent), "web")
    web = kp.folder / "web"
    assert outcome.code == 0
    assert 'href="kylapoyta/index.html"' in (web / "index.html").read_text("utf-8")
    assert not (web / "toinen").exists()
    stand(meeting, "draft")
    kp("publish", str(meeting.parent.parent), "web")
    assert [path.name for path in web.iterdir()] == [".published"]


@pytest.mark.parametrize("source", ["poissa", "tyhja"])
def test_a_folder_without_a_table_is_refused(kp: Kpfacil, source: str) -> None:
    """There is nothing to publish where no table is."""
    (kp.folder / "tyhja").mkdir()
    assert kp("publish", source, "web").code == 1
    assert not (kp.folder / "web").exists()


def test_a_file_is_no_folder_to_publish_into(kp: Kpfacil, meeting: Path) -> None:
    """Pages are not published into a file."""
    (kp.folder / "web").write_text("x", encoding="utf-8")
    assert kp("publish", str(meeting.parent), "web").code == 1


def test_the_people_of_a_draft_are_not_named_either(kp: Kpfacil, meeting: Path) -> None:
    """Who is only on the roster of a meeting that is not published is covered in what is."""
    later = Path(kp("new", "--table", "Kyläpöytä").lines[0])
    with later.open("a", encoding="utf-8") as file:
        file.write('\n[[participants]]\nid = "uusi"\nname = "Hilkka Uusitalo"\n')
    kp("add", str(meeting), "= Hilkka Uusitalo kutsutaan")
    stand(meeting, "accepted")
    kp("proof", str(meeting), "--keep-rest")
    kp("publish", str(meeting.parent), "web")
    pages = [path for path in (kp.folder / "web").iterdir() if path.suffix in (".html", ".ics")]
    assert len(pages) == len(PAGES)
    assert not any("Uusitalo" in path.read_text("utf-8") for path in pages)


def test_two_memos_of_one_number_are_both_published(kp: Kpfacil, meeting: Path) -> None:
    """Where two files give one number in a year, the later one's pages bear its day as well."""
    later = meeting.with_name("2026-12-12.toml")
    text = meeting.read_text("utf-8").replace("date = 2026-11-21", "date = 2026-12-12")
    later.write_text(text, encoding="utf-8")
    kp("publish", str(meeting.parent), "web")
    memos = {path.name for path in (kp.folder / "web").glob("*-muistio-*.html")}
    assert memos == {MEMO, "kylapoyta-muistio-1-2026-2026-12-12.html"}
    index = (kp.folder / "web" / "index.html").read_text("utf-8")
    assert all(f'href="{name}"' in index for name in memos)

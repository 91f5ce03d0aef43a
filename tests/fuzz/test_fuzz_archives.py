"""Archives full of hostile words through every renderer, read back by readers that are not ours."""

import csv
import email
import email.policy
import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import icalendar
import pikepdf
import pytest
from markdown_it import MarkdownIt

from kpfacil.model.session import Session
from kpfacil.storage.decode import decode
from kpfacil.storage.encode import encode
from kpfacil.storage.files import StorageError
from tests.fuzz.held import Held, only, unsteering
from tests.fuzz.hostile import Hostile, toml_text
from tests.fuzz.test_fuzz_files import SAMPLES
from tests.scale import chance, count

_OPEN = {"br", "hr", "img", "meta", "link", "col", "input", "wbr"}
_TEXT_KEYS = re.compile(
    rb'(?m)^((?:text|reason|note|title|name|goal|indicator|place|theme|due_text|unit|question) = )"([^"\n]*)"$'
)
_SCRIPTS = re.compile(r"(?i)\bon\w+$")


def _hostile_session(made: Hostile, data: bytes) -> Session:
    """Return a session whose every text is somebody's hostile words."""

    def said(match: re.Match[bytes]) -> bytes:
        words = made.text(4).strip() if made.chance.random() < 0.7 else match[2].decode()
        return match[1] + toml_text(words or "sana").encode()

    while True:
        try:
            return decode(_TEXT_KEYS.sub(said, data))
        except StorageError:
            continue


class _Reading(HTMLParser):
    """Reads a page: its text, its addresses, and whether each element that is opened is closed."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == [], self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "iframe", "object", "embed"), tag
        for name, value in attrs:
            assert not _SCRIPTS.match(name), name
            if name in ("href", "src"):
                assert not (value or "").lower().lstrip().startswith(("javascript:", "data:text")), value
        if tag not in _OPEN:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _OPEN:
            assert self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)


def _docx(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        parts = {name: _xml(file.read(name)) for name in file.namelist() if name.endswith((".xml", ".rels"))}
    return "".join(parts["word/document.xml"].itertext())


@lru_cache(maxsize=64)
def _xml(data: bytes) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314  of our own making


def _markdown(text: str) -> str:
    return "".join(_Reading(MarkdownIt("commonmark", {"html": True}).enable("table").render(text)).words)


def _letter(data: bytes) -> str:
    letter = email.message_from_bytes(data, policy=email.policy.default)
    assert not letter.defects
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def _read_back(path: Path) -> str:
    data = path.read_bytes()
    match path.suffix:
        case ".html":
            return "".join(_Reading(data.decode()).words)
        case ".docx":
            return _docx(data)
        case ".md":
            return _markdown(data.decode())
        case ".eml":
            return _letter(data)
        case ".pdf":
            with pikepdf.open(io.BytesIO(data)) as made:
                assert len(made.pages) > 0
            return ""
        case _:
            unsteering(data.decode().replace("\r\n", "\n"))
            return data.decode()


def _bare(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _said(session: Session) -> Iterator[str]:
    """Yield what every memo for the participants tells."""
    yield session.table.name
    yield from (task.text for task in session.tasks)
    yield from (agreement.text for agreement in session.agreements if agreement.state == "open")


def _archive(made: Hostile, kp: Held) -> list[Path]:
    shutil.rmtree(kp.folder)
    folder = kp.sessions / "poyta"
    folder.mkdir(parents=True)
    session = _hostile_session(made, made.chance.choice(SAMPLES).read_bytes())
    paths = []
    for number in range(1, made.chance.randint(2, 3)):
        day = session.meeting.date.replace(month=number)
        path = folder / f"{day}.toml"
        path.write_bytes(encode(replace(session, meeting=replace(session.meeting, date=day, number=number))))
        paths.append(path)
    return paths


def _memos(kp: Held, path: Path, *more: str) -> None:
    outcome = kp.shown("memo", str(path), *more, "-o", "muistiot")
    assert outcome.code == 0, outcome
    session = decode(path.read_bytes())
    for written in outcome.lines:
        text = _bare(_read_back(Path(written)))
        if written.endswith((".pdf", ".eml")) or "public" in more:
            continue
        for words in _said(session):
            assert _bare(words) in text, (written, words)


def test_every_document_of_a_hostile_archive_can_be_read_back(kp: Held) -> None:
    """Each format is whole in its own grammar, and holds the words as they were said."""
    made = Hostile(chance("archives"))
    kp.longest = 6.0
    for at in range(count(6, 2_000)):
        path = _archive(made, kp)[-1]
        forms = "md,html,txt,docx,eml" + (",pdf" if not at % 10 else "")
        _memos(kp, path, "--format", forms)
        _memos(kp, path, "--format", "md,html,txt,docx", "--profile", "public")
        for form in ("csv", "ics", "html", "md"):
            outcome = kp("tasks", "sessions", "--format", form, "-o", f"tehtavat.{form}")
            assert outcome.code in (0, 1), outcome
        rows = list(csv.reader(io.StringIO((kp.folder / "tehtavat.csv").read_text("utf-8-sig")), delimiter=";"))
        assert len({len(row) for row in rows}) == 1
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for row in rows for cell in row)
        calendar = icalendar.Calendar.from_ical((kp.folder / "tehtavat.ics").read_bytes())
        assert not getattr(calendar, "errors", [])
        for form in ("tehtavat.html", "tehtavat.md"):
            _read_back(kp.folder / form)
        outcome = kp("report", "sessions/poyta", "--format", "docx", "-o", "raportti.docx")
        if (kp.folder / "raportti.docx").exists():
            _read_back(kp.folder / "raportti.docx")
        only(kp.folder.parent, "own")


@pytest.mark.parametrize("name", ["julki", "kirjeet", "kutsu"])
def test_nothing_is_named_by_what_somebody_said(kp: Held, name: str) -> None:
    """Words never become a path that leads out of the folder that was named."""
    made = Hostile(chance(f"names {name}"))
    kp.longest = 6.0
    for _ in range(count(2, 200)):
        path = _archive(made, kp)[-1]
        command = {"julki": ("publish", "sessions", name), "kirjeet": ("remind", "sessions", "-o", name)}
        kp.shown(*command.get(name, ("invite", str(path), "-o", name)))
        only(kp.folder.parent, "own")
        assert {one.name for one in kp.folder.iterdir()} <= {"sessions", name}

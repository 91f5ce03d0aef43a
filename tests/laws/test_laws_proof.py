"""Laws of the proof over generated archives: nothing that is certain gets out by any door, no form is overlooked."""

import html
import itertools
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from io import BytesIO
from typing import get_args
from urllib.parse import unquote

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpfacil.export import ics
from kpfacil.export.document import Doc
from kpfacil.export.eml import Attachment
from kpfacil.export.formats import make
from kpfacil.export.letters import letter
from kpfacil.export.memo import memo, public_places
from kpfacil.export.public_pages import Filed, agreements_page, index_page
from kpfacil.export.report import report
from kpfacil.export.tasks import Kept, TaskQuery, action_table, cells, head, spreadsheet
from kpfacil.export.tasks_calendar import calendar, todos
from kpfacil.model.entries import Task
from kpfacil.model.formats import Format, Part
from kpfacil.model.meeting import Meeting
from kpfacil.model.people import Participant
from kpfacil.model.session import Session
from kpfacil.model.table import Table
from kpfacil.model.text import clean
from kpfacil.model.workings import Decision
from kpfacil.storage.content import load_texts
from kpfacil.storage.process_file import load_process
from kpfacil.views.proof import proofread
from kpfacil.views.proof_listed import ListedPlace
from kpfacil.views.proof_shapes import PlaceKind
from tests.laws.archives import Archive, archives, rows_of_names
from tests.scale import count

TEXTS = load_texts("fi")
NOW = datetime(2026, 11, 25, 18, tzinfo=UTC)
WRITTEN: tuple[Format, ...] = ("md", "txt", "html", "docx")
BESIDE: tuple[Format, ...] = ("md", "html")
COVERS: dict[PlaceKind, str] = dict.fromkeys(get_args(PlaceKind), "[*]")
ALL_PARTS: frozenset[Part] = frozenset(get_args(Part))
DECISIONS: tuple[Decision, ...] = ("cover", "replace", "keep")
"""What may be decided of a place; one that is certain stays covered where it is kept."""


def documents(archive: Archive) -> Iterator[tuple[str, Doc]]:
    """Yield every public document of an archive."""
    sessions = archive.sessions
    today = NOW.date()
    for session in sessions:
        others = [one for one in sessions if one is not session]
        yield "memo", memo(session, TEXTS, load_process(), "public", others=others)
        yield "letter", letter(session, TEXTS, "public", others)
    yield "report", report(sessions, TEXTS, today, profile="public")
    yield "tasks", action_table(TaskQuery(kept(sessions), TEXTS, today, profile="public"))
    yield "agreements", agreements_page(sessions, TEXTS, today)
    yield "index", index_page([Filed(session=one) for one in sessions], TEXTS, today)


def kept(sessions: tuple[Session, ...]) -> tuple[Kept, ...]:
    return tuple(Kept(folder="kylapoyta", session=one) for one in sessions)


def files(archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield what can be read in every public file of an archive, properties of the files too."""
    made = tuple(documents(archive))
    for name, doc in made:
        for form in WRITTEN if name == "memo" else BESIDE:
            yield f"{name}.{form}", _read(make(doc, form).content, form)
    memo_doc, letter_doc = made[0][1], made[1][1]
    attached = (Attachment("muistio.md", "text/markdown", make(memo_doc, "md").content),)
    yield "memo.eml", _read(make(letter_doc, "eml", attachments=attached).content, "eml")
    tasks, today = kept(archive.sessions), NOW.date()
    rows = cells(TaskQuery(tasks, TEXTS, today, profile="public"))
    yield "tasks.csv", spreadsheet(head(TEXTS), rows).decode("utf-8-sig")
    for name, entries in (
        ("calendar", calendar(TaskQuery(tasks, TEXTS, today, profile="public"))),
        ("todos", todos(TaskQuery(tasks, TEXTS, today, profile="public"))),
    ):
        yield f"{name}.ics", re.sub(r"\r\n ", "", ics.render(entries, "Kyläpöytä", NOW).decode()).replace("\\n", "\n")


def _read(content: bytes, form: str) -> str:
    if form == "docx":
        with zipfile.ZipFile(BytesIO(content)) as file:
            words = ("docProps/", "word/document.xml", "word/footer", "word/_rels/")
            named = (name for name in file.namelist() if name.startswith(words) and name.endswith((".xml", ".rels")))
            whole = b"\n".join(map(file.read, named)).decode()
        return html.unescape(re.sub(r"<w:t[ >]|</w:t>", "", re.sub(r"</w:p>", "\n", whole)))
    if form == "eml":
        parts = tuple(message_from_bytes(content, policy=policy.default).walk())
        heads = (f"{name}: {value}" for part in parts for name, value in part.items())
        texts = (str(part.get_content()) for part in parts if part.get_content_maintype() == "text")
        whole = "\n".join((*heads, *texts))
    else:
        whole = content.decode()
    return html.unescape(re.sub(r"<style.*?</style>", "", whole, flags=re.DOTALL))


@settings(max_examples=count(4, 120), deadline=None, suppress_health_check=list(HealthCheck))
@given(archives())
def test_nothing_certain_gets_out(archive: Archive) -> None:
    """No public file of any kind holds a name, number or code of anybody on any roster of the table."""
    for name, said in files(archive):
        found = archive.trace.search(unquote(said))
        assert found is None, f"{name}: …{said[max(0, found.start() - 60) : found.end() + 60]!r}…"


@settings(max_examples=count(40, 2_000), deadline=None, suppress_health_check=list(HealthCheck))
@given(archives())
def test_every_form_of_a_name_is_a_place(archive: Archive) -> None:
    """Whatever is a form of a name is found: what can be nothing else is certain, what may be a word waits."""
    finder = proofread(archive.sessions).finder
    for certain, words in ((True, archive.certain), (False, archive.doubted)):
        for word in words:
            places = finder.places(clean(f"kysytään {word} huomenna"))
            assert places, word
            assert not certain or all(place.certain for place in places), word


@settings(max_examples=count(200, 6_000), deadline=None, suppress_health_check=list(HealthCheck))
@given(rows_of_names())
def test_names_one_behind_the_other_are_covered(
    row: tuple[tuple[Participant, ...], tuple[str, ...], re.Pattern[str]],
) -> None:
    """Of names in lists, in brackets, over the ends of lines and into each other nothing certain is left."""
    people, joined, trace = row
    meeting = Meeting(date=NOW.date())
    proof = proofread([Session(table=Table(name="Kyläpöytä"), meeting=meeting, participants=people)])
    for one in joined:
        for around in ("{}", "kyyti {} kanssa", "({}), torilla"):
            text = clean(around.format(one))
            left = proof.cover(text, COVERS)
            assert trace.search(left) is None, (text, left)


@settings(max_examples=count(4, 120), deadline=None, suppress_health_check=list(HealthCheck))
@given(archives(), st.data())
def test_whatever_a_document_counts_can_be_decided(archive: Archive, data: st.DataObject) -> None:
    """Each place that marks a public document is listed by the proof of a meeting; once all are decided, none is left.

    So it is with documents of some of the meetings, with parts that a memo leaves out by itself, and where people have
    agreed to be named in some meetings only.
    """
    sessions = tuple(_agree(session, data) for session in archive.sessions)
    counted = {told for doc in _counted(sessions) for told in doc.told if doc.told[told].waits(*told)}
    listed = {(one.text, one.place) for session in sessions for one in _listed(sessions, session) if one.waits}
    assert counted <= listed
    for at, session in enumerate(sessions):
        made = [one.decide(data.draw(st.sampled_from(DECISIONS)), "sanat") for one in _listed(sessions, session)]
        decided = replace(session, proof=(*session.proof, *(one.proof for one in made)))
        sessions = (*sessions[:at], decided, *sessions[at + 1 :])
    assert [doc.waiting for doc in _counted(sessions) if doc.waiting] == []


def test_what_a_report_counts_by_a_consent_between_two_others_can_be_decided() -> None:
    """Who agrees to be named in the first meeting and the last, but not in the second, is listed for its report."""
    sessions = tuple(
        Session(
            table=Table(name="Kyläpöytä"),
            meeting=Meeting(date=NOW.date() + timedelta(days=number), number=number),
            participants=(Participant(id="otto", name="Otto Mäki", public=number != 2, presence="present"),),
            tasks=(Task(id="T1", text="kahvia Mäen", owners=("otto",)),) if number == 1 else (),
        )
        for number in (1, 2, 3)
    )
    listed = {(one.text, one.place.word) for one in _listed(sessions, sessions[0]) if one.waits}
    assert listed == {("kahvia Mäen", "Mäen")}


def _agree(session: Session, data: st.DataObject) -> Session:
    """Return a session where chance has decided who agreed to be named, and who came."""
    people = (
        replace(one, public=data.draw(st.booleans()), presence=data.draw(st.sampled_from(["present", "absent"])))
        for one in session.participants
    )
    return replace(session, participants=tuple(people))


def _listed(sessions: tuple[Session, ...], session: Session) -> tuple[ListedPlace, ...]:
    others = [one for one in sessions if one is not session]
    return public_places(session, TEXTS, load_process(), others, ALL_PARTS)


def _counted(sessions: tuple[Session, ...]) -> Iterator[Doc]:
    """Yield what counts its places: whole and in part, over all meetings and over some of them."""
    today, days = NOW.date() + timedelta(days=90), [session.meeting.date for session in sessions]
    for session in sessions:
        others = [one for one in sessions if one is not session]
        beside = kept(tuple(others))
        yield memo(session, TEXTS, load_process(), "public", others=others)
        yield memo(session, TEXTS, load_process(), "public", others=others, brief=True)
        yield memo(session, TEXTS, load_process(), "public", others=others, with_=ALL_PARTS)
        yield letter(session, TEXTS, "public", others)
        yield action_table(TaskQuery(kept((session,)), TEXTS, today, profile="public", others=beside))
        yield agreements_page((session,), TEXTS, today, others)
        yield index_page([Filed(session=session)], TEXTS, today, (), others)
    for start, end in itertools.combinations_with_replacement(days, 2):
        yield report(sessions, TEXTS, today, start, end, "public")
    yield report(sessions, TEXTS, today, profile="public")
    yield action_table(TaskQuery(kept(sessions), TEXTS, today, profile="public"))
    yield agreements_page(sessions, TEXTS, today)
    yield index_page([Filed(session=one) for one in sessions], TEXTS, today)


@settings(max_examples=count(4, 120), deadline=None, suppress_health_check=list(HealthCheck))
@given(archives())
def test_what_waits_can_be_listed(archive: Archive) -> None:
    """A memo says of as many places that they wait as can be listed and decided."""
    for session in archive.sessions:
        others = [one for one in archive.sessions if one is not session]
        listed = public_places(session, TEXTS, load_process(), others)
        doc = memo(session, TEXTS, load_process(), "public", others=others)
        assert doc.waiting == sum(one.waits for one in listed)
        assert [one.number for one in listed] == list(range(1, len(listed) + 1))


@settings(max_examples=count(2, 40), deadline=None, suppress_health_check=list(HealthCheck))
@given(archives())
def test_nothing_certain_gets_into_a_pdf(archive: Archive) -> None:
    """Neither the words that another program reads from a PDF nor anything else in the file names anybody."""
    pytest.importorskip("typst", reason="the PDF extra is not installed")
    for name, doc in documents(archive):
        content = make(doc, "pdf").content
        for said in (*_strings_of(content), *_words_of(content)):
            found = archive.trace.search(unquote(said))
            assert found is None, f"{name}.pdf: …{said[max(0, found.start() - 60) : found.end() + 60]!r}…"


def _strings_of(content: bytes) -> Iterator[str]:
    """Yield every string of a PDF: properties, outline, addresses of links, and its description of itself."""
    with pikepdf.open(BytesIO(content)) as file:
        for thing in file.objects:
            if isinstance(thing, pikepdf.Dictionary):
                yield from (str(value) for value in thing.values() if isinstance(value, pikepdf.String))
                if isinstance(thing.get("/A"), pikepdf.Dictionary):
                    yield str(thing.A.get("/URI", ""))
        yield file.Root.Metadata.read_bytes().decode()


def _words_of(content: bytes) -> Iterator[str]:
    """Yield the words that poppler reads, those parted at the ends of lines put together again."""
    if shutil.which("pdftotext"):
        read = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True)
        said = read.stdout.decode()
        yield from (said, re.sub(r"[-\u00ad]\n", "", said))

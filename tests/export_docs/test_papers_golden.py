"""The papers beside the memo, as whole files and in a real browser: action table, report and page of memos."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kpfacil.export import html, markdown, text
from kpfacil.export.document import Doc
from kpfacil.export.memo import memo
from kpfacil.export.public_pages import Filed, index_page
from kpfacil.export.report import report
from kpfacil.export.tasks import Kept, TaskQuery, action_table
from kpfacil.export.tell import Profile
from kpfacil.model.meeting import Evaluation
from kpfacil.model.session import Session
from kpfacil.model.texts import Texts
from kpfacil.storage.content import load_texts
from kpfacil.storage.process_file import load_process
from tests.browser import MISSING, look

GOLDEN = Path(__file__).parent / "golden"
UPDATE = "KPFACIL_UPDATE_GOLDEN"
TODAY = date(2026, 12, 1)
PAPERS: dict[str, Callable[[tuple[Session, ...], Texts, Profile], Doc]] = {
    "tasks": lambda sessions, texts, profile: action_table(
        TaskQuery(tuple(Kept(folder="poyta", session=session) for session in sessions), texts, TODAY, profile=profile)
    ),
    "report": lambda sessions, texts, profile: report(sessions, texts, TODAY, profile=profile),
    "index": lambda sessions, texts, _: index_page(
        tuple(
            Filed(session=session, files=(("HTML", f"{session.meeting.date}/muistio-julkinen.html"),))
            for session in sessions
        ),
        texts,
        TODAY,
    ),
}


@pytest.fixture
def term(rich: Session) -> tuple[Session, Session]:
    """Two meetings of one term, the last of them in renewal with an heir named."""
    first = replace(
        rich,
        meeting=replace(rich.meeting, date=date(2026, 10, 24), number=2, phase="establishing"),
        tasks=tuple(replace(task, state="open", postponed=0, story=()) for task in rich.tasks[:2]),
        agreements=rich.agreements[:1],
        evaluations=(Evaluation(key="local-needs", value=3), Evaluation(key="new-people", value=5)),
    )
    last = replace(
        rich,
        meeting=replace(rich.meeting, phase="renewal"),
        table=replace(rich.table, choice="renew"),
        tasks=(replace(rich.tasks[0], heir="seurakunta"), *rich.tasks[1:]),
    )
    return first, last


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("profile", ["participants", "public"])
@pytest.mark.parametrize("form", ["md", "txt"])
@pytest.mark.parametrize("paper", PAPERS)
def test_the_paper_is_the_golden_one(
    term: tuple[Session, ...], language: str, profile: Profile, form: str, paper: str
) -> None:
    """Each paper in both profiles and languages is, letter by letter, what has been read and accepted."""
    made = PAPERS[paper](term, load_texts(language), profile)
    content = (markdown if form == "md" else text).render(made)
    stored = GOLDEN / f"{paper}-{profile}-{language}.{form}"
    if os.environ.get(UPDATE):
        stored.write_text(content, encoding="utf-8")
    assert content == stored.read_text(encoding="utf-8")


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
@pytest.mark.parametrize("width", [1000, 320])
@pytest.mark.parametrize("paper", [*PAPERS, "memo"])
def test_the_page_has_no_barriers(term: tuple[Session, ...], tmp_path: Path, paper: str, width: int) -> None:
    """Axe finds no barrier in any page, and none scrolls sideways at 320 px."""
    texts = load_texts("fi")
    make = PAPERS.get(paper)
    made = make(term, texts, "participants") if make else memo(term[1], texts, load_process(), "participants")
    found = look(html.render(made), tmp_path, width=width, dark=width < 1000)
    assert found["violations"] == []
    assert found["overflow"] == 0

"""The rich meeting's memo as whole files: read them as a secretary would before accepting a change in them."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from kpfacil.export import markdown, text
from kpfacil.export.memo import memo
from kpfacil.export.tell import Profile
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.storage.content import load_texts
from tests.export_docs.evening import EARLIER, EVENING

GOLDEN = Path(__file__).parent / "golden"
UPDATE = "KPFACIL_UPDATE_GOLDEN"


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("profile", ["participants", "public"])
@pytest.mark.parametrize("form", ["md", "txt"])
def test_the_memo_is_the_golden_one(
    rich: Session, process: Process, language: str, profile: Profile, form: str
) -> None:
    """The memo in both profiles and languages is, letter by letter, what has been read and accepted."""
    made = memo(replace(rich, language=language), load_texts(language), process, profile)
    content = (markdown if form == "md" else text).render(made)
    stored = GOLDEN / f"memo-{profile}-{language}.{form}"
    if os.environ.get(UPDATE):
        stored.write_text(content, encoding="utf-8")
    assert content == stored.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("profile", ["participants", "public"])
def test_an_ordinary_evening_reads_like_a_good_secretarys_memo(
    process: Process, language: str, profile: Profile
) -> None:
    """The memo of one evening is, letter by letter, what has been read and accepted."""
    made = markdown.render(memo(EVENING, load_texts(language), process, profile, (EARLIER,)))
    stored = GOLDEN / f"evening-{profile}-{language}.md"
    if os.environ.get(UPDATE):
        stored.write_text(made, encoding="utf-8")
    assert made == stored.read_text(encoding="utf-8")

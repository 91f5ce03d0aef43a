"""The rich meeting's memo as whole files: read them as a secretary would before accepting a change in them."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kpfacil.export import markdown, text
from kpfacil.export.memo import memo
from kpfacil.export.tell import Profile
from kpfacil.model.process import Process
from kpfacil.model.session import Session
from kpfacil.storage.content import load_texts

GOLDEN = Path(__file__).parent / "golden"
WRITTEN = date(2026, 11, 23)


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("profile", ["participants", "public"])
@pytest.mark.parametrize("form", ["md", "txt"])
def test_the_memo_is_the_golden_one(
    rich: Session, process: Process, language: str, profile: Profile, form: str
) -> None:
    """The memo in both profiles and languages is, letter by letter, what has been read and accepted."""
    made = memo(replace(rich, language=language), load_texts(language), process, profile, WRITTEN)
    content = (markdown if form == "md" else text).render(made)
    assert content == (GOLDEN / f"memo-{profile}-{language}.{form}").read_text(encoding="utf-8")

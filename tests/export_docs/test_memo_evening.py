"""An ordinary evening's memo: it is two pages of paper, and its first page alone is one."""

from io import BytesIO

import pytest

from kpfacil.export import pdf
from kpfacil.export.document import Doc
from kpfacil.export.memo import memo
from kpfacil.model.process import Process
from kpfacil.model.texts import Texts
from tests.export_docs.evening import EARLIER, EVENING

pikepdf = pytest.importorskip("pikepdf")
pytest.importorskip("typst")


def _pages(doc: Doc) -> int:
    with pikepdf.open(BytesIO(pdf.render(doc, machine_fonts=False).content)) as document:
        return len(document.pages)


def test_an_ordinary_evening_is_two_pages(fi: Texts, en: Texts, process: Process) -> None:
    """On A4 the whole memo is two pages, for those who were there and for everybody, in both languages."""
    assert _pages(memo(EVENING, fi, process, "participants", (EARLIER,))) == 2
    assert _pages(memo(EVENING, fi, process, "public", (EARLIER,))) == 2
    assert _pages(memo(EVENING, en, process, "participants", (EARLIER,))) == 2


def test_the_brief_memo_is_one_page(fi: Texts, process: Process) -> None:
    """The first page alone is a single page."""
    assert _pages(memo(EVENING, fi, process, "participants", (EARLIER,), brief=True)) == 1

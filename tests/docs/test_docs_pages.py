"""The pages of docs that are made of the code are those that would be made now, and whole."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kpfacil.export import html
from kpfacil.storage.content import languages, load_texts
from packing import licences
from packing.pages import DOCS, card
from tests.browser import BROWSER, MISSING, look

LANGUAGES = pytest.mark.parametrize("language", languages())


@LANGUAGES
def test_the_line_on_one_page_is_fresh(language: str) -> None:
    """The page says what the help says today: `make pages` makes it anew."""
    assert (DOCS / f"line-card.{language}.html").read_text("utf-8") == html.render(card(load_texts(language)))


@LANGUAGES
@pytest.mark.skipif(bool(MISSING), reason=MISSING)
def test_the_line_on_one_page_has_no_barriers(language: str, tmp_path: Path) -> None:
    """Axe finds no barrier, in light and dark, wide and narrow."""
    for width, dark in ((1000, False), (320, True)):
        found = look((DOCS / f"line-card.{language}.html").read_text("utf-8"), tmp_path, width=width, dark=dark)
        assert found["violations"] == []
        assert found["overflow"] == 0


@LANGUAGES
@pytest.mark.skipif(not (BROWSER and shutil.which("pdfinfo")), reason="no browser that prints, or no poppler")
def test_it_is_one_page_on_paper(language: str, tmp_path: Path) -> None:
    """Printed on A4, nothing of it is left for a second page."""
    paper, page = tmp_path / "card.pdf", (DOCS / f"line-card.{language}.html").as_uri()
    flags = ["--headless=new", "--disable-gpu", f"--user-data-dir={tmp_path}/profile", "--no-sandbox"]
    subprocess.run([str(BROWSER), *flags, f"--print-to-pdf={paper}", page], check=True, capture_output=True, timeout=60)
    told = subprocess.run(["pdfinfo", paper], check=True, capture_output=True, text=True).stdout
    assert re.search(r"^Pages:\s+1$", told, re.MULTILINE)


def test_the_licences_of_all_parts_are_told() -> None:
    """Every part that is installed stands on the page with its licence, and every licence lets it be passed on."""
    rows = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|", licences.PAGE.read_text("utf-8"), re.MULTILINE))
    for name, part in licences.parts().items():
        assert rows[name] == licences.licence_of(part), "make pages"
        assert re.search("MIT|BSD|Apache|PSF|MPL|ISC", rows[name]), name
    assert "Noto Sans" in licences.texts()

"""Formats by name."""

import subprocess
import sys

import pytest

from kpfacil.export.document import Doc
from kpfacil.export.eml import Attachment
from kpfacil.export.formats import make
from kpfacil.model.formats import CONTENT_TYPES, FORMATS, Format

BEGINNINGS = {"md": b"# ", "html": b"<!DOCTYPE", "txt": b"Kump", "docx": b"PK", "pdf": b"%PDF", "eml": b"Subject:"}


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_made(hostile: Doc, form: Format) -> None:
    """Every format is a file of its kind; letters are replaced in none but PDF."""
    made = make(hostile, form, attachments=(Attachment("a.ics", "text/calendar", b"x"),))
    assert made.content.startswith(BEGINNINGS[form])
    assert made.replaced == ()


def test_each_format_has_its_content_type() -> None:
    """What is attached to a letter says what it is, whatever its format."""
    assert set(CONTENT_TYPES) == set(FORMATS)


def test_heavy_libraries_wait_until_they_are_needed() -> None:
    """Knowing the formats loads none of the libraries that write them."""
    code = (
        "import sys, kpfacil.export.formats, kpfacil.export.ics, kpfacil.export.tasks;"
        "print(sorted({'docx', 'lxml', 'typst', 'icalendar', 'textual'} & set(sys.modules)))"
    )
    seen = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert seen.stdout == "[]\n"

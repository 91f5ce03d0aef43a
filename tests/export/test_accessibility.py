"""The HTML page in a real browser: axe finds nothing, in light and dark, wide and at 320 px.

`.ci/accessibility` brings Chromium and axe-core and adds html-validate and the Nu checker.
"""

from pathlib import Path

import pytest

from kpfacil.export import html
from kpfacil.export.document import Doc
from tests.browser import MISSING, look

pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING)


@pytest.mark.parametrize("width", [1000, 320])
@pytest.mark.parametrize("dark", [False, True])
def test_page_has_no_barriers(hostile: Doc, tmp_path: Path, width: int, dark: bool) -> None:  # noqa: FBT001
    """Axe finds no barrier by WCAG 2.1 A and AA and best practice, and the page never scrolls sideways."""
    found = look(html.render(hostile), tmp_path, width=width, dark=dark)
    assert found["violations"] == []
    assert "color-contrast" in found["passes"]
    assert len(found["passes"]) > 20
    assert (found["width"], found["overflow"], found["dark"]) == (width, 0, dark)


def test_barriers_would_be_found(tmp_path: Path) -> None:
    """A page with a barrier is caught, so that silence means something."""
    body = "<body><img src=x><p style='color:#ddd'>harmaata</p></body>"
    found = look(f"<!DOCTYPE html><html><head><title>x</title></head>{body}</html>", tmp_path)
    assert {rule.partition(":")[0] for rule in found["violations"]} >= {"html-has-lang", "image-alt", "color-contrast"}

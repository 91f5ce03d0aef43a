"""The HTML page in a real browser: axe finds nothing, in light and dark, wide and at 320 px.

`.ci/accessibility` brings Chromium and axe-core and adds html-validate and the Nu checker.
"""

import json
import os
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import TypedDict

import pytest

from kpfacil.export import html
from kpfacil.export.document import Doc

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"

pytestmark = [
    pytest.mark.skipif(not BROWSER, reason="Chromium is not installed (.ci/accessibility brings it)"),
    pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed (.ci/accessibility brings it)"),
]

_RUN = """
addEventListener("load", async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
  const made = await axe.run(document, { runOnly: { type: "tag", values: tags } });
  const found = {
    violations: made.violations.map((rule) => rule.id + ": " + rule.nodes.map((node) => node.html).join(" ")),
    passes: made.passes.map((rule) => rule.id),
    width: innerWidth,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
  };
  const out = document.createElement("pre");
  out.id = "axe-out";
  out.textContent = JSON.stringify(found);
  (window.parent === window ? document : parent.document).body.append(out);
});
"""


class Found(TypedDict):
    """What axe and the browser said of a page."""

    violations: list[str]
    passes: list[str]
    width: int
    overflow: int
    dark: bool


def _look(page: str, folder: Path, *, width: int = 1000, dark: bool = False) -> Found:
    """Open the page in a frame of that width, let axe read it, and return what it found."""
    before, _, policy = page.partition('<meta http-equiv="Content-Security-Policy"')
    freed = before + policy.partition(">")[2] if policy else page
    axe = AXE.read_text(encoding="utf-8")
    whole = freed.replace("</body>", f"<script>{axe}</script><script>{_RUN}</script></body>")
    (folder / "page.html").write_text(whole, encoding="utf-8")
    frame = f'<iframe src="page.html" width="{width}" height="800" style="border: 0"></iframe>'
    (folder / "frame.html").write_text(f'<!DOCTYPE html><html lang="fi"><body>{frame}</body></html>')
    flags = ["--headless=new", "--disable-gpu", "--allow-file-access-from-files", f"--user-data-dir={folder}/profile"]
    flags += ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    flags += ["--blink-settings=preferredColorScheme=0"] if dark else []
    shown = subprocess.run(
        [str(BROWSER), *flags, "--virtual-time-budget=15000", "--dump-dom", (folder / "frame.html").as_uri()],
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=120,
    )
    told = shown.stdout.partition('<pre id="axe-out">')[2].partition("</pre>")[0]
    found: Found = json.loads(unescape(told))
    return found


@pytest.mark.parametrize("width", [1000, 320])
@pytest.mark.parametrize("dark", [False, True])
def test_page_has_no_barriers(hostile: Doc, tmp_path: Path, width: int, dark: bool) -> None:  # noqa: FBT001
    """Axe finds no barrier by WCAG 2.1 A and AA and best practice, and the page never scrolls sideways."""
    found = _look(html.render(hostile), tmp_path, width=width, dark=dark)
    assert found["violations"] == []
    assert "color-contrast" in found["passes"]
    assert len(found["passes"]) > 20
    assert (found["width"], found["overflow"], found["dark"]) == (width, 0, dark)


def test_barriers_would_be_found(tmp_path: Path) -> None:
    """A page with a barrier is caught, so that silence means something."""
    body = "<body><img src=x><p style='color:#ddd'>harmaata</p></body>"
    found = _look(f"<!DOCTYPE html><html><head><title>x</title></head>{body}</html>", tmp_path)
    assert {rule.partition(":")[0] for rule in found["violations"]} >= {"html-has-lang", "image-alt", "color-contrast"}

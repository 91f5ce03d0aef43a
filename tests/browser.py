"""A real browser for the tests of HTML pages, with axe-core reading what it shows."""

import json
import os
import shutil
import socket
import subprocess
from html import unescape
from pathlib import Path
from typing import TypedDict

from kpfacil.model.session import Session
from kpfacil.storage.encode import encode

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
MISSING = (
    "Chromium is not installed (.ci/accessibility brings it)"
    if not BROWSER
    else ""
    if AXE.exists()
    else "axe-core is not installed (.ci/accessibility brings it)"
)
"""Why the browser can't be asked; empty where it can."""

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


def look(page: str, folder: Path, *, width: int = 1000, dark: bool = False) -> Found:
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


def free_port() -> int:
    """Return a port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def save_anew(path: Path, session: Session) -> None:
    """Save a session as programs do: written beside its file and renamed over it."""
    fresh = path.with_suffix(".new")
    fresh.write_bytes(encode(session))
    fresh.replace(path)

"""The recipes of CONTRIBUTING: for a format it is followed to the letter in a copy of the program, for a panel held."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kpfacil.storage.content import languages, load_texts
from kpfacil.tui.keys import KEYS, SHOWN
from kpfacil.tui.panels.registry import PANELS

ROOT = Path(__file__).resolve().parents[2]
RENDERER = '''"""AsciiDoc, for the test of the recipe."""
from kpfacil.export import text
from kpfacil.export.document import Doc


def render(doc: Doc) -> str:
    """Return the document in AsciiDoc."""
    return f"= {text.render(doc)}"
'''
EDITS = (
    ("model/formats.py", '"eml"]', '"eml", "adoc"]'),
    ("model/formats.py", '    "md": ', '    "adoc": "text/asciidoc",\n    "md": '),
    ("export/formats.py", "from kpfacil.export import ", "from kpfacil.export import asciidoc, "),
    (
        "export/formats.py",
        '        case "txt":',
        '        case "adoc":\n            return Made(asciidoc.render(doc).encode())\n        case "txt":',
    ),
    ("content/fi/texts/words.toml", "word.format.md = ", 'word.format.adoc = "AsciiDoc"\nword.format.md = '),
    ("content/en/texts/words.toml", "word.format.md = ", 'word.format.adoc = "AsciiDoc"\nword.format.md = '),
)
DIGITS = "from kpfacil.tui.panels.memo import _DIGITS; print(len(_DIGITS))"


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a copy of the program that knows one format more."""
    folder = tmp_path_factory.mktemp("format")
    shutil.copytree(ROOT / "kpfacil", folder / "kpfacil", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "kpfacil" / "export" / "asciidoc.py").write_text(RENDERER, "utf-8")
    for name, old, new in EDITS:
        path = folder / "kpfacil" / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1, name
        path.write_text(text.replace(old, new), "utf-8")
    (folder / "sessions" / "a").mkdir(parents=True)
    (folder / "sessions" / "a" / "2026-11-21.toml").write_text(
        'format = 1\n[table]\nname = "A"\n[meeting]\ndate = 2026-11-21\n', "utf-8"
    )
    (folder / "sessions" / "kpfacil.toml").write_text('formats = ["adoc"]\n', "utf-8")
    return folder


def run(folder: Path, *argv: str) -> str:
    """Run the copy and return what it prints; it does what it is asked."""
    done = subprocess.run(
        [sys.executable, *argv],
        cwd=folder,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_a_format_takes_a_renderer_two_rows_and_a_name(extended: Path) -> None:
    """A new format is known to memo, report, tasks, settings and the memo's panel by what the recipe says alone."""
    program = ("-m", "kpfacil")
    assert "adoc" in run(extended, *program, "memo", "--help")
    assert run(extended, *program, "memo", "sessions/a/2026-11-21.toml").strip().endswith("muistio.adoc")
    assert run(extended, *program, "report", "sessions/a", "--format", "adoc", "-o", "-").startswith("= ")
    assert run(extended, *program, "tasks", "--format", "adoc", "-o", "-").startswith("= ")
    assert run(extended, "-c", DIGITS).strip() == "7"


def test_a_panel_has_a_name_its_help_and_a_way_to_it() -> None:
    """F1 tells of each panel in every language, and each is reached by an action, a kind of step or the demo."""
    for language in languages():
        told = load_texts(language).sentences
        assert [name for name in PANELS if not {f"key.{name}", f"key-help.{name}"} <= told.keys()] == []
    assert set(PANELS) <= {*(key.action for key in KEYS), *SHOWN.values(), "practice"}

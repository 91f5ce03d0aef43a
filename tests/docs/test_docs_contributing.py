"""What CONTRIBUTING names is there: files and folders by their places in the program, targets of make."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
PLACES = ("", "kpfacil", "kpfacil/tui", "kpfacil/content/fi")


def test_files_and_folders_are_there() -> None:
    """Each path that is named can be opened, from the root, the package, its screens or a language's folder."""
    named = [name for name in re.findall(r"`([^`\s]+)`", TEXT) if "/" in name or name.endswith((".py", ".toml"))]
    paths = [name for name in named if not re.search(r"[<*{…]", name)]
    assert len(paths) > 30
    assert [name for name in paths if not any((ROOT / place / name).exists() for place in PLACES)] == []


def test_targets_of_make_are_there() -> None:
    """Each `make …` that is named is a target, and each target that make lists is told somewhere."""
    made = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", made, re.MULTILINE))
    pages = [TEXT, *(path.read_text("utf-8") for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")))]
    said = set(re.findall(r"(?:^|`)make ([a-z]+)", "\n".join(pages), re.MULTILINE))
    assert said <= targets

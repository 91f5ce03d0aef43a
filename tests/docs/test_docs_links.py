"""Every link in the pages of the repository leads somewhere."""

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")), ROOT / "sessions" / "README.md"]
_CODE = re.compile(r"^ *```.*?^ *```|`[^`\n]*`", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def anchors(page: Path) -> set[str]:
    """Return what the headings of a page can be linked by, as the usual hosts make it of their words."""
    found: Counter[str] = Counter()
    made: set[str] = set()
    for heading in re.findall(r"^#+ (.*)$", _CODE.sub("", page.read_text("utf-8")), re.MULTILINE):
        kept = "".join(sign for sign in heading.lower() if sign in " -_" or unicodedata.category(sign)[0] in "LN")
        name = kept.strip().replace(" ", "-")
        made.add(f"{name}-{found[name]}" if found[name] else name)
        found[name] += 1
    return made


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """Each link within the repository is to a file that is there, and to a heading of it."""
    for target in _LINK.findall(_CODE.sub("", page.read_text("utf-8"))):
        if re.match(r"https?://", target):
            continue
        name, _, anchor = target.partition("#")
        path = (page.parent / name).resolve() if name else page
        assert path.exists(), target
        assert path.is_relative_to(ROOT), target
        assert not anchor or anchor in anchors(path), target


def test_every_page_can_be_reached() -> None:
    """From README every page of docs can be found by following links."""
    seen: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        targets = _LINK.findall(_CODE.sub("", page.read_text("utf-8")))
        inner = [(page.parent / target.partition("#")[0]).resolve() for target in targets if "://" not in target]
        waiting += [path for path in inner if path.suffix == ".md" and path.is_file()]
    assert {page.resolve() for page in PAGES} <= seen

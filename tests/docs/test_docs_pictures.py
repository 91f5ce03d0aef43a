"""The pictures of README are there, small, and of the program as it is."""

import html
import re
from pathlib import Path

import pytest

from tests.pictures import FOLDER, Picture, drawn

ROOT = Path(__file__).parents[2]
LARGEST = 200_000
MAKE = "the program looks otherwise now: make pictures"


@pytest.fixture(scope="module")
def pictures() -> dict[str, Picture]:
    """Return the pictures as they would be made now, by name."""
    return {picture.name: picture for picture in drawn()}


def test_the_pictures_are_those_that_are_made(pictures: dict[str, Picture]) -> None:
    """Every picture lies there with its words, small enough for a slow line, and nothing else does."""
    names = {name for picture in pictures for name in (picture, f"{Path(picture).stem}.txt")}
    assert {path.name for path in FOLDER.iterdir()} == names
    assert all((FOLDER / name).stat().st_size < LARGEST for name in names)


def test_the_pictures_are_fresh(pictures: dict[str, Picture]) -> None:
    """What the screens and the memo say today is what the pictures were made of."""
    for name, picture in pictures.items():
        assert (FOLDER / name).with_suffix(".txt").read_text("utf-8") == picture.words, MAKE


def test_a_screens_picture_holds_its_words(pictures: dict[str, Picture]) -> None:
    """The words of each vector picture are those beside it, and it fetches nothing."""
    for path in FOLDER.glob("*.svg"):
        picture = path.read_text("utf-8")
        said = html.unescape("".join(re.findall(r"<text[^>]*>(.*?)</text>", picture)))
        assert "".join(said.split()) == "".join(path.with_suffix(".txt").read_text("utf-8").split())
        assert "http" not in picture.replace("http://www.w3.org/", "")


def test_the_pictures_are_shown(pictures: dict[str, Picture]) -> None:
    """Each picture and its words are referred to by README, and each reference has words for who does not see it."""
    pages = [(ROOT / name).read_text("utf-8") for name in ("README.md", "README.fi.md")]
    for name in pictures:
        for ending in (name, f"{Path(name).stem}.txt"):
            assert any(f"docs/pictures/{ending}" in page for page in pages), ending
    for page in pages:
        shown = re.findall(r"!\[([^\]]*)\]\(([^)]*)\)", page)
        assert len(shown) == 3
        assert all(len(alt) > 20 and (ROOT / target).is_file() for alt, target in shown)

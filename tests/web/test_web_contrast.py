"""The colours of the room's page, computed from its style sheet: all can be read, in both themes."""

import re
from pathlib import Path

import pytest

from kpfacil.storage.content import page_files

CSS = page_files()["page.css"][0].decode()
THEMES = dict(zip(("light", "dark"), re.findall(r":root \{(.*?)\}", CSS, re.DOTALL), strict=True))
TEXTS = frozenset(re.findall(r"(?<![\w-])color: (?:var\(--([a-z]+)\))", CSS))
GROUNDS = frozenset(re.findall(r"background: var\(--([a-z]+)\)", CSS))
_BAR_RULES = re.findall(r"^\.bar .*\.length.*$", CSS, re.MULTILINE)
BARS = frozenset(name for rule in _BAR_RULES for name in re.findall(r"var\(--([a-z]+)\)", rule))
FIGURES = Path(__file__).parents[2] / "docs" / "figures.md"
LEAST_TEXT, LEAST_DRAWN = 4.5, 3.0
"""What WCAG 2.2 asks of words (1.4.3, level AA) and of what is drawn (1.4.11)."""


def _colours(theme: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z]+): #([0-9a-f]{6})", THEMES[theme]))


def _luminance(colour: str) -> float:
    """Return the relative luminance as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _least(theme: str, names: frozenset[str], grounds: frozenset[str]) -> float:
    colours = _colours(theme)
    return min(contrast(colours[name], colours[ground]) for name in names for ground in grounds)


def test_contrast_is_computed_as_it_is_defined() -> None:
    """Black on white is 21, a colour on itself 1, and the grey that is known for it 4.5."""
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("123456", "123456") == 1
    assert contrast("767676", "ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_all_words_can_be_read_on_every_ground(theme: str) -> None:
    """Each colour of words has enough contrast on each ground, the new line's too; no colour stands outside both."""
    assert {"text", "dim", "trouble", "idea", "agreed", "task", "parked", "note", "offer"} == TEXTS
    assert {"ground", "lit"} == GROUNDS
    assert _least(theme, TEXTS, GROUNDS) >= LEAST_TEXT
    assert _colours("light").keys() == _colours("dark").keys()


@pytest.mark.parametrize("theme", THEMES)
def test_bars_can_be_told_from_their_tracks(theme: str) -> None:
    """Each colour of a bar's length differs enough from the ground and from its track."""
    assert {"idea", "agreed", "task", "dim"} == BARS
    assert _least(theme, BARS, frozenset(("ground", "raised"))) >= LEAST_DRAWN


@pytest.mark.parametrize("theme", THEMES)
def test_the_figures_are_told_as_they_are(theme: str) -> None:
    """What the document says of the page's contrast is what the style sheet gives."""
    words, drawn = _least(theme, TEXTS, GROUNDS), _least(theme, BARS, frozenset(("ground", "raised")))
    assert f"| {theme} | {words:.1f} | {drawn:.1f} |" in FIGURES.read_text("utf-8")

"""Bars of characters."""

import pytest

from kpfacil.export.document import bar


@pytest.mark.parametrize(
    ("share", "drawn"), [(0, ""), (0.5, "█████"), (1, "██████████"), (0.001, "▏"), (0.55, "█████▌")]
)
def test_bar_is_as_long_as_its_share(share: float, drawn: str) -> None:
    """A bar is drawn to the eighth of a character, and the smallest share above nothing is seen."""
    assert bar(share, 10) == drawn

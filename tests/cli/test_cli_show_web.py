"""`kpfacil show --web`: what is asked of the browser's screen."""

import pytest

from kpfacil.cli.console import Misuse
from kpfacil.cli.given import read_pixels, read_port


def test_ports_and_letters_are_numbers_within_reason() -> None:
    """A port needs no special rights, and letters are of a height that can be read."""
    assert read_port("8765") == 8765
    assert read_pixels("40") == 40


@pytest.mark.parametrize("written", ["80", "70000", "kissa", "-1", "", "٣٣٣٣"])
def test_other_ports_are_misuse(written: str) -> None:
    """What is no usable port is refused with what would be."""
    with pytest.raises(Misuse) as misuse:
        read_port(written)
    assert misuse.value.sentence.details["least"] == 1024

"""The measures of the house, and the list of what is still over them, which may only get shorter."""

import pytest

from tests.house.measures import listed, measured

NOW = measured()
ALLOWED = listed()
SAID = {
    "complexity": "a function is at most 10 complex, as radon counts",
    "function": "a function has at most 40 lines",
    "file": "a file has at most 300 lines",
    "name": "a class has its name for itself",
    "disk": "only storage and cli touch the disk",
    "unmade": "each command is made by a line, a key or the command line",
}


@pytest.mark.parametrize("measure", SAID)
def test_nothing_new_is_over(measure: str) -> None:
    """What is over a measure stands on the list, and has not grown since."""
    allowed = ALLOWED.get(measure, {})
    worse = [
        f"{room}/{place}: {number}"
        for room, places in NOW[measure].items()
        for place, number in places.items()
        if number > allowed.get(room, {}).get(place, -1)
    ]
    assert worse == [], SAID[measure]


@pytest.mark.parametrize("measure", SAID)
def test_the_list_only_gets_shorter(measure: str) -> None:
    """What is no longer over is taken off the list: `python -m tests.house.measures` does it."""
    now = NOW[measure]
    mended = [
        f"{room}/{place}"
        for room, places in ALLOWED.get(measure, {}).items()
        for place in places
        if place not in now.get(room, {})
    ]
    assert mended == []


def test_the_list_has_nothing_else() -> None:
    """Every part of the list is a measure."""
    assert set(ALLOWED) <= set(SAID)

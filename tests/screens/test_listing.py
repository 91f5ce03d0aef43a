"""Lists on any screen: the chosen place in sight, blocks whole, and how many more there are."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kpfacil.storage.content import load_texts
from kpfacil.tui.asked import ListPlace, Press
from kpfacil.tui.listing import Block, in_rows, move_cursor, place_block, seen_rows
from kpfacil.tui.paint import Span, row

TEXTS = load_texts("fi")


def _blocks(sizes: list[int]) -> list[Block]:
    return [
        place_block([row(f"{place}.{line}") for line in range(size)], place, chosen=False)
        for place, size in enumerate(sizes)
    ]


def test_a_list_that_fits_says_nothing_of_more() -> None:
    """Where there is room for all, all stand there and nothing else."""
    assert [line.plain for line in seen_rows(_blocks([1, 1]), 0, 9, TEXTS)] == ["   0.0", "   1.0"]


def test_what_is_above_and_below_is_counted_in_one_row() -> None:
    """The last row says how many are out of sight on either side; a click on it turns a page."""
    *_, more = seen_rows(_blocks([1] * 20), 10, 6, TEXTS)
    assert more.plain == "   ↑ 8   … ja 7 muuta"
    assert [span.does for span in more.spans if span.does] == [Press("pageup"), Press("pagedown")]
    assert seen_rows(_blocks([1] * 5), 0, 4, TEXTS)[-1].plain == "   … ja 2 muuta"


def test_headings_and_gaps_are_not_counted_among_what_there_is_more() -> None:
    """Neither a heading that can be chosen nor one that can't, nor an empty row; none is the last thing in sight."""
    blocks = _blocks([1] * 12)
    blocks[0::4] = [replace(block, heading=True) for block in blocks[0::4]]
    blocks[2::4] = [Block((row("väliotsikko"),)) for _ in blocks[2::4]]
    assert [line.plain.strip() for line in seen_rows(blocks, 1, 6, TEXTS)] == [
        "0.0", "1.0", "väliotsikko", "3.0", "… ja 4 muuta",
    ]  # fmt: skip
    assert seen_rows(blocks, 11, 4, TEXTS)[-1].plain == "   ↑ 4   "


def test_the_chosen_place_bears_a_mark_and_takes_a_click() -> None:
    """One mark on the first row of what is chosen; every row of a place is found by a click."""
    made = place_block([row("yksi"), row("kaksi", does=Press("k"))], 3, chosen=True)
    assert [line.plain for line in made.rows] == [" ▸ yksi", "   kaksi"]
    assert [line.does for line in made.rows] == [ListPlace(3), Press("k")]


@given(
    sizes=st.lists(st.integers(1, 4), min_size=1, max_size=30),
    at=st.integers(0, 29),
    height=st.integers(1, 20),
)
def test_the_chosen_place_is_always_in_sight(sizes: list[int], at: int, height: int) -> None:
    """Whatever the sizes, what is seen fits, begins with the chosen place's first row among it, and is whole."""
    place = min(at, len(sizes) - 1)
    rows = [line.plain.strip() for line in seen_rows(_blocks(sizes), place, height, TEXTS)]
    assert len(rows) <= height
    assert f"{place}.0" in rows
    for other, size in enumerate(sizes):
        if other != place and f"{other}.0" in rows:
            assert f"{other}.{size - 1}" in rows


def test_a_cursor_stays_within_its_list() -> None:
    """Arrows and pages end at the ends; in an empty list there is one place to be."""
    assert [move_cursor(3, key, 5) for key in ("up", "down", "home", "end", "pagedown", "x")] == [2, 4, 0, 4, 4, 3]
    assert move_cursor(0, "end", 0) == 0


def test_keys_stand_whole_in_their_rows() -> None:
    """A key and its words are never parted by the end of a row."""
    rows = in_rows(((Span(name), Span(" sana ")) for name in "abc"), 14, 1)
    assert [line.plain for line in rows] == [" a sana ", " b sana ", " c sana "]

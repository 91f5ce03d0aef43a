"""The wall's own large letters."""

import pytest

from kpfacil.tui import bigtext
from kpfacil.tui.bigtext import NARROW, ROWS, SCALES, big_width, can_write, fit_big, has_quarters
from tests.lettering import stands

FINNISH = "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖŠŽabcdefghijklmnopqrstuvwxyzåäöšž0123456789"


@pytest.mark.parametrize("sign", [*FINNISH, *".,:;!?-–—+=/()'’\"”&%€#*·…→×", *"éèêëíñóôõúüçøæßØÆÜÉ"])
def test_the_font_has_the_letters_of_the_room(sign: str) -> None:
    """Every Finnish letter, digit and mark, and the letters of the neighbours' names, can be written."""
    assert can_write(sign)
    assert fit_big(sign, 20, 6)


def test_marks_tell_letters_apart() -> None:
    """A, Ä and Å differ, as do o and ö, and small and capital ones."""
    drawn = [tuple(made.plain for made in fit_big(sign, 20, 6, scales=(1,))) for sign in "AÄÅaäåOÖoöiïEÉ"]
    assert len(set(drawn)) == len(drawn)


@pytest.mark.parametrize("text", ["漢字", "👍 ok", "ideat 🎉", "", "   "])
def test_what_cannot_be_written_is_left_to_small_letters(text: str) -> None:
    """A text with a sign that the font lacks, or none at all, has no large form."""
    assert fit_big(text, 200, 60) == []


def test_the_largest_size_that_fits_is_taken() -> None:
    """In a wide and high place the letters are twice as large; in a narrow one they are not drawn at all."""
    text = "Mitkä ideat?"
    wide = big_width(text)
    assert max(made.width for made in fit_big(text, 2 * wide, 2 * ROWS)) > wide
    assert max(made.width for made in fit_big(text, wide, ROWS)) <= wide
    assert fit_big(text, wide // 3, ROWS) == []
    assert fit_big("x" * 10_000, 200, 60) == []


def test_lines_break_at_words_and_fit() -> None:
    """A long text is broken at words, and no line is wider than its place."""
    rows = fit_big("Mitkä ideat viemme nyt eteenpäin?", 80, 12, scales=(1,))
    assert ROWS < len(rows) <= 2 * ROWS
    assert all(made.width <= 80 for made in rows)


def test_narrow_letters_are_as_high_and_half_as_wide() -> None:
    """Where a text is too wide it is set in letters half as wide, told apart as well as the wide ones."""
    text = "Kylille yhteinen hillotalkoopäivä"
    (wide, narrow) = (fit_big(text, 200, ROWS, scales=(scale,)) for scale in (1, NARROW))
    assert len(wide) == len(narrow)
    assert max(made.width for made in narrow) == (max(made.width for made in wide) + 1) // 2
    drawn = [
        {tuple(made.plain for made in fit_big(sign, 40, 12, scales=(scale,))) for sign in FINNISH} for scale in SCALES
    ]
    assert len(drawn[-1]) == len(drawn[0])


@pytest.mark.parametrize("scale", SCALES)
def test_what_is_drawn_can_be_read(scale: float) -> None:
    """A line in large letters says its words, and no others."""
    picture = "\n".join(made.plain for made in fit_big("Hyvää iltaa, Väinö!", 400, 20, scales=(scale,), tight=True))
    assert stands("Hyvää iltaa, Väinö!", picture)
    assert not stands("Hyvaa", picture)
    assert not stands("Vaino", picture)


@pytest.mark.parametrize(
    ("env", "platform", "trusted"),
    [
        ({"TERM": "xterm-256color"}, "linux", True),
        ({}, "linux", True),
        ({"TERM": "linux"}, "linux", False),
        ({"TERM_PROGRAM": "Apple_Terminal", "TERM": "xterm-256color"}, "darwin", True),
        ({"WT_SESSION": "4c9f"}, "win32", True),
        ({"TERM_PROGRAM": "vscode"}, "win32", True),
        ({}, "win32", False),
    ],
)
def test_narrow_letters_need_a_terminal_that_draws_quarters(
    env: dict[str, str], platform: str, *, trusted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The letters of Linux's console and of the old window of Windows would show boxes: no narrow ones there."""
    assert has_quarters(env, platform) is trusted
    monkeypatch.setattr(bigtext, "_HAS_QUARTERS", trusted)
    width = big_width("Mitkä ideat?")
    assert bool(fit_big("Mitkä ideat?", width // 2 + 2, ROWS)) is trusted
    assert fit_big("Mitkä ideat?", width, ROWS)

"""Rows and their words: wrapped, cut, padded and set side by side without ever leaving their width."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kpfacil.model.text import clean
from kpfacil.tui.asked import Act, Pick
from kpfacil.tui.paint import CUT, EMPTY, Row, Span, beside, ends, fit, indent, paragraph, row, shorten, wrap

NASTY = st.lists(
    st.sampled_from(
        [
            "a",
            "sana ",
            "äö",
            " ",
            "\n",
            "界",
            "👩\u200d👩\u200d👧",
            "❤\ufe0f",
            "🇫🇮",
            "e\u0301",
            "\u200d",
            "[/foo]",
            "*x*",
            "<b>",
            "\\",
        ]
    ),
    max_size=40,
).map("".join)
WIDTHS = st.integers(min_value=2, max_value=40)
ROWS = st.lists(NASTY, max_size=4).map(lambda texts: row(*texts))


@given(NASTY, WIDTHS)
def test_no_wrapped_line_is_wider_than_it_may_be(text: str, width: int) -> None:
    """Whatever the signs, each wrapped line fits."""
    assert all(cell_len(line) <= width for line in wrap(text, width))


@given(NASTY, WIDTHS)
def test_wrapping_loses_no_word(text: str, width: int) -> None:
    """All that is not a space is still there after wrapping, in the same order."""
    assert "".join("".join(wrap(text, width)).split()).replace("-", "") == "".join(text.split())


@given(NASTY, WIDTHS, st.integers(min_value=1, max_value=4))
def test_a_cut_wrap_says_that_it_is_cut(text: str, width: int, most: int) -> None:
    """At most so many lines come, and where there were more, the last ends with the sign."""
    lines = wrap(text, width, most)
    assert len(lines) <= most
    assert all(cell_len(line) <= width for line in lines)
    assert lines[-1].endswith(CUT) or lines == wrap(text, width)


@given(NASTY, st.integers(min_value=0, max_value=40))
def test_a_shortened_text_fits_on_one_line(text: str, width: int) -> None:
    """A shortened text is one line of at most the width."""
    made = shorten(text, width)
    assert cell_len(made) <= width
    assert "\n" not in made or width == 0


@given(ROWS, st.integers(min_value=0, max_value=60))
def test_a_fitted_row_is_exactly_as_wide_as_said(made: Row, width: int) -> None:
    """A row is cut or padded to the very cell, and never holds a line end."""
    fitted = fit(made, width)
    assert fitted.width == width
    assert "\n" not in fitted.plain


@given(ROWS, ROWS, st.integers(min_value=1, max_value=60))
def test_a_row_with_two_ends_is_exactly_as_wide_as_said(left: Row, right: Row, width: int) -> None:
    """The right end keeps its place at the edge whatever stands at the left."""
    assert fit(ends(left, right, width), width).width == ends(left, right, width).width == width


@given(st.lists(st.tuples(st.lists(ROWS, max_size=3), WIDTHS), min_size=1, max_size=3), st.integers(0, 3))
def test_columns_side_by_side_keep_their_widths(columns: list[tuple[list[Row], int]], height: int) -> None:
    """Each row is as wide as the columns and the gaps together, and there are as many as asked for."""
    rows = beside(columns, 2, height)
    assert len(rows) == height
    assert {made.width for made in rows} <= {sum(width for _, width in columns) + 2 * (len(columns) - 1)}


def test_a_text_breaks_at_words() -> None:
    """Words stay whole where they fit, and line ends stay line ends."""
    assert wrap("kyläpäivä maaliskuussa\nja muuta", 12) == ["kyläpäivä", "maaliskuussa", "ja muuta"]


def test_a_line_ends_at_no_space_that_keeps_words_together() -> None:
    """A day stays with its weekday and a sum with its unit, until together they are wider than a line."""
    assert wrap("varaa sali ti\xa015.12. mennessä", 18) == ["varaa sali", "ti 15.12. mennessä"]
    assert wrap("kuluihin 2\u202f500\xa0€", 12) == ["kuluihin", "2 500 €"]
    assert wrap("yksi\xa0kaksi\xa0kolme", 10) == ["yksi kaksi", "kolme"]


def test_a_number_keeps_its_unit() -> None:
    """An amount stands on one line; a word that only begins like a unit may stand on the next."""
    assert wrap("Maria: 3 h · Kunta: 50 €", 8) == ["Maria:", "3 h ·", "Kunta:", "50 €"]
    assert wrap("yhteensä 30 henkilöä", 11) == ["yhteensä 30", "henkilöä"]


def test_a_word_longer_than_the_line_is_broken() -> None:
    """A word that fits on no line is broken where a Finnish syllable ends, other signs where the line does."""
    assert wrap("talvikunnossapito", 6) == ["talvi-", "kun-", "nossa-", "pito"]
    assert wrap("https://kunta.fi/x", 9) == ["https://k", "unta.fi/x"]


def test_a_word_with_a_hyphen_is_broken_as_others_are() -> None:
    """Its parts are broken at their syllables, and at its own hyphen without another one."""
    assert wrap("vapaa-aikapalvelut", 16) == ["vapaa-aikapalve-", "lut"]
    assert wrap("vapaa-aikapalvelut", 8) == ["vapaa-", "aikapal-", "velut"]
    assert wrap("e-urheilutoiminta", 9) == ["e-urhei-", "lutoimin-", "ta"]
    assert wrap("kunta.fi/vapaa-aika", 10) == ["kunta.fi/v", "apaa-aika"]


def test_wide_signs_take_two_cells() -> None:
    """Wide signs and emoji are measured as the terminal draws them."""
    assert wrap("界界界", 4) == ["界界", "界"]
    assert shorten("界界界", 5) == "界界…"


def test_a_cut_is_marked() -> None:
    """What does not fit ends with a sign."""
    assert shorten("Kylätoimikunta", 6) == "Kylät…"
    assert fit(row("Kylätoimikunta"), 6).plain == "Kylät…"
    assert wrap("yksi kaksi kolme neljä", 5, 2) == ["yksi", "kaks…"]


def test_the_longest_text_is_painted_at_once() -> None:
    """Ten thousand characters without a space, and as many without a width, are wrapped and cut."""
    for sign in ("ä", "界", "\u200d", "e\u0301"):
        text = clean(sign * 10_000)
        assert all(cell_len(line) <= 40 for line in wrap(text, 40))
        assert cell_len(shorten(f"x{text}", 40)) <= 40
        assert fit(row(text), 40).width == 40


def test_a_fill_lies_under_every_span() -> None:
    """The ground of a row is laid under its words and its padding, but not under a ground of their own."""
    made = fit(Row((Span("a"), Span("b", ground="raised")), fill="chosen"), 4)
    assert [span.ground for span in made.spans] == ["chosen", "raised", "chosen"]


def test_a_click_finds_both_ends_of_a_row() -> None:
    """A row made of two keeps what each stands for, with the cell where it begins."""
    made = fit(ends(row("Ideat", does=Act("jump")), row("5 min", does=Act("timer")), 20), 20)
    assert [span.does for span in made.spans if span.text.strip()] == [Act("jump"), Act("timer")]
    one = fit(ends(row("Ideat", does=Act("jump")), row("5 min"), 20), 20)
    assert {span.does for span in one.spans} == {Act("jump")}


def test_a_cut_left_end_keeps_its_distance() -> None:
    """A left end that gives way does not run into the right one."""
    assert ends(row("Luetaan sovittu ääneen"), row("5 min"), 16).plain == "Luetaan s… 5 min"


def test_an_end_that_takes_all_stands_alone() -> None:
    """Where the right end is as wide as the row, it is all there is."""
    assert ends(row("a"), row("bcd"), 3).plain == "bcd"


def test_rows_are_made_of_texts_pairs_and_spans() -> None:
    """Plain texts, text with style and ready spans go into a row; empty ones leave no trace."""
    made = row("a", ("b", "dim"), Span("c", "strong"), "", does=Pick("I1"))
    assert made == Row((Span("a"), Span("b", "dim"), Span("c", "strong")), Pick("I1"))
    assert [line.plain for line in indent([row("a"), EMPTY], 2)] == ["  a", "  "]
    assert [line.plain for line in paragraph("yksi kaksi", 5, "dim")] == ["yksi", "kaksi"]

"""The document tree: what its values promise to every renderer."""

from datetime import date

import pytest

from kpfacil.export.document import (
    Alert,
    Bars,
    Block,
    Break,
    Doc,
    Facts,
    Heading,
    Labels,
    Link,
    ListBlock,
    Para,
    Point,
    Strong,
    TableBlock,
    Text,
    link,
    para,
    plain,
    tie,
    words,
)


def _doc(*blocks: Block, title: str = "Muistio", lang: str = "fi-FI") -> Doc:
    return Doc(title=title, blocks=blocks, labels=Labels(page="Sivu"), date=date(2026, 11, 21), lang=lang)


def test_leaf_is_clean_and_on_one_line() -> None:
    """A leaf loses control and direction characters and keeps its words on one line; a no-break space stays."""
    assert Text(" a\x00b\n\n c\u202ed\t2\u00a0500 ").text == " ab cd 2\u00a0500 "
    assert Strong(" a ").text == "a"
    assert Heading(1, " a\nb ").text == "a b"


def test_words_keep_line_ends_as_breaks() -> None:
    """People's line ends become breaks, without empty lines between and without spaces around."""
    assert words("  yksi \n\n kaksi\n") == (Text("yksi"), Break(), Text("kaksi"))
    assert plain(words("yksi\nkaksi")) == "yksi\nkaksi"
    assert words(" \n ") == ()


def test_neighbours_are_tidied() -> None:
    """Plain neighbours are joined, marked ones are parted by a space, empty ones vanish."""
    made = Para((Text(" a"), Text("b "), Strong(""), Strong("c"), Alert("d"), Break(), Break(), Text(" e "), Break()))
    assert made.inlines == (Text("ab "), Strong("c"), Text(" "), Alert("d"), Break(), Text("e"))


def test_line_of_spaces_is_no_line() -> None:
    """Spaces before a line end or the end are nothing, however they came there."""
    assert Para((Strong("a"), Text("\n"), Break(), Text(" "), Break(), Text("\u2003"))).inlines == (Strong("a"),)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a b?c=ä", "https://example.org/a%20b?c=%C3%A4"),
        ("https://jämsä.fi/x", "https://xn--jms-qlac.fi/x"),
        ("mailto:mike@example.org", "mailto:mike@example.org"),
    ],
)
def test_link_address_is_written_in_ascii(url: str, kept: str) -> None:
    """An address is written so that every format can carry it."""
    assert Link("x", url).url == kept


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "example.org", "http://", "mailto:x", "http://[x", ""]
)
def test_only_whole_web_and_mail_addresses_become_links(url: str) -> None:
    """An address of another kind is refused, and said as plain words by `link`."""
    with pytest.raises(ValueError, match=r"."):
        Link("x", url)
    assert isinstance(link("x", url), Text)


def test_link_without_words_shows_its_address() -> None:
    """A link that was given no words shows where it leads."""
    assert Link("", "https://example.org").text == "https://example.org"
    assert link("sivu", "https://example.org") == Link("sivu", "https://example.org")
    assert link("sivu", "ei osoite") == Text("sivu (ei osoite)")


@pytest.mark.parametrize("levels", [(2,), (1, 3), (0,), (1, 2, 3, 4)])
def test_heading_levels_are_not_skipped(levels: tuple[int, ...]) -> None:
    """A heading that skips a level, or is deeper than any format knows, is refused."""
    with pytest.raises(ValueError, match="a heading of level"):
        _doc(*(Heading(level, "x") for level in levels))


def test_headings_may_rise_and_fall() -> None:
    """Headings go one level down at a time and any number up."""
    assert len(_doc(*(Heading(level, "x") for level in (1, 2, 3, 1, 2))).blocks) == 5


def test_blocks_without_words_are_left_out() -> None:
    """An empty paragraph, list, table, chart or fact says nothing and is not written."""
    empty: tuple[Block, ...] = (
        para(" "),
        ListBlock(((),)),
        Facts((("Aika", ()),)),
        TableBlock(caption="x", head=("a",), rows=()),
        Bars("x", ()),
        Heading(1, " "),
    )
    assert _doc(*empty).blocks == ()


def test_document_has_a_title_and_a_language() -> None:
    """A document without a title, or in a language that no reader knows, is refused."""
    with pytest.raises(ValueError, match="a title has words"):
        _doc(title=" ")
    with pytest.raises(ValueError, match="not a language"):
        _doc(lang='fi" onload="x')


def test_table_rows_fit_the_head() -> None:
    """A row longer or shorter than the head is refused, and so is a table without a caption."""
    with pytest.raises(ValueError, match="does not fit its head"):
        TableBlock(caption="x", head=("a", "b"), rows=((words("1"),),))
    with pytest.raises(ValueError, match="a caption has words"):
        TableBlock(caption="", head=("a",), rows=())


@pytest.mark.parametrize("value", [-1.0, float("nan"), float("inf")])
def test_bar_has_a_length(value: float) -> None:
    """A bar of no real length is refused."""
    with pytest.raises(ValueError, match="a bar cannot be"):
        Point("x", value, "?")


def test_share_of_a_bar() -> None:
    """A bar is measured by the top of the scale, else by the longest bar, and never goes over it."""
    bars = Bars("x", (Point("a", 2, "2"), Point("b", 4, "4"), Point("c", None, "–")))
    assert [bars.share(point) for point in bars.points] == [0.5, 1.0, 0.0]
    assert Bars("x", bars.points, 2).share(bars.points[1]) == 1.0
    assert Bars("x", (Point("a", 0, "0"),)).share(Point("a", 0, "0")) == 0.0


@pytest.mark.parametrize(
    ("said", "tied"),
    [
        ("1150 € ja 30 h", "1150_€ ja 30_h"),
        ("ma 31.8.2026 klo 17.00", "ma_31.8.2026 klo_17.00"),
        ("Mon 31 Aug 2026", "Mon_31_Aug_2026"),
        ("12 000 €", "12_000_€"),
        ("6 pistettä, 41 ideaa", "6_pistettä, 41_ideaa"),
        ("1 dot, 3 meetings", "1_dot, 3_meetings"),
        ("25,5 %", "25,5_%"),
        ("Varataan sali (T5)", "Varataan sali_(T5)"),
        ("sali – Liisa → sovittiin", "sali_– Liisa_→ sovittiin"),
        ("la 5 henkeä", "la_5 henkeä"),
        ("puh. 0500 998877", "puh. 0500_998877"),
        ("040 123 4567 tai 014 1234567", "040_123_4567 tai 014_1234567"),
        ("sali (tila) ja 3 hattua", "sali (tila) ja 3 hattua"),
    ],
)
def test_dates_amounts_and_ids_keep_together(said: str, tied: str) -> None:
    """What belongs together is not parted by the end of a line, whoever wrote it; nothing else changes."""
    assert tie(said, "_") == tied

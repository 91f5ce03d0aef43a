"""HTML: what a browser's reader gives back, and what keeps the page whole by itself."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpfacil.export import html
from kpfacil.export.document import Doc, Labels, Link, ListBlock, Para, Strong, TableBlock, para, tie, words

FRAGMENTS = (
    "<",
    ">",
    "&",
    "&lt",
    "&copy",
    ";",
    '"',
    "'",
    "</p>",
    "<script>",
    "</style>",
    "<!--",
    "-->",
    "]]>",
    "a",
    " ",
)
texts = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=8).map("".join)

VOID = {"meta", "br", "rect"}


class Reader(HTMLParser):
    """Reads a page into its text by element, and checks that every element is closed in its turn."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, key, value or "") for key, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open[-1] != "style":
            self.texts.append((self.open[-1], data))


def _read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def test_every_leaf_comes_back(hostile: Doc, leaves: list[str]) -> None:
    """A reader of HTML finds every word of the hostile document, in order, and no other."""
    found = [text for tag, text in _read(html.render(hostile)).texts if tag != "title"]
    assert [tie(text).strip() for text in found] == [tie(leaf).strip() for leaf in leaves]


@pytest.mark.parametrize("said", ["1–5", "klo 17.00–19.00", "2025–2026", "1.1.–31.12.2026"])
def test_no_line_ends_within_a_range(said: str) -> None:
    """The dash between two figures is bound to both; one between words is as it was."""
    page = html.render(
        Doc(
            title="Muistio",
            blocks=(para(f"tilat {said} ja kylät – talot"),),
            labels=Labels(page="sivu"),
            date=date(2026, 11, 21),
        )
    )
    assert said.replace("–", "\u2060–\u2060") in page.replace("\u00a0", " ")
    assert "kylät\u00a0– talot" in page


def test_golden(hostile: Doc, same_as_golden: Callable[[str, str], None]) -> None:
    """The page of the hostile document is the one that was looked at."""
    same_as_golden("memo.html", html.render(hostile))


def test_page_is_built_for_readers_of_the_screen(hostile: Doc) -> None:
    """The page has its language, one first heading, one main part, captions, scopes and parts that scroll by key."""
    page = _read(html.render(hostile))
    assert ("html", "lang", "fi-FI") in page.attributes
    assert (page.tags["h1"], page.tags["main"], page.tags["table"], page.tags["caption"]) == (1, 1, 2, 2)
    assert page.attributes.count(("th", "scope", "col")) == 5
    assert page.attributes.count(("th", "scope", "row")) == 9
    assert page.attributes.count(("section", "tabindex", "0")) == 2


def test_parts_that_scroll_have_names_of_their_own() -> None:
    """Two tables with one caption are told apart by a number, for those who jump from part to part."""
    table = TableBlock(caption="Ideat", head=("a",), rows=((words("b"),),))
    doc = Doc(title="x", blocks=(table, table), labels=Labels(page="Sivu"), date=date(2026, 11, 21))
    named = [value for tag, key, value in _read(html.render(doc)).attributes if (tag, key) == ("section", "aria-label")]
    assert named == ["Ideat", "Ideat 2"]


def test_nothing_is_fetched_from_outside(hostile: Doc) -> None:
    """The page names no resource: it is whole without a network, and its policy forbids one."""
    page = _read(html.render(hostile))
    assert not {"link", "script", "img", "iframe"} & set(page.tags)
    assert [value for tag, key, value in page.attributes if key in ("src", "href") and tag != "a"] == []
    assert ("meta", "content", "default-src 'none'; style-src 'unsafe-inline'") in page.attributes


@given(text=texts.filter(lambda text: bool(text.strip())))
def test_any_words_come_back(text: str) -> None:
    """Whatever is said, in text or in an attribute, comes back equal and makes no element."""
    said = text.strip()
    table = TableBlock(caption=said, head=(said,), rows=((words(said),),))
    linked = Para((Link(said, "https://example.org/?a=1&amp=2"), Strong(said)))
    blocks = (Para(words(said)), ListBlock((words(said),)), table, linked)
    doc = Doc(title=said, blocks=blocks, labels=Labels(page="Sivu"), date=date(2026, 11, 21))
    page = _read(html.render(doc))
    whole = " ".join(said.split())
    assert [found for _, found in page.texts if found != " "] == [whole] * 9
    assert ("section", "aria-label", whole) in page.attributes
    assert ("a", "href", "https://example.org/?a=1&amp=2") in page.attributes


def test_no_line_ends_within_a_double_name() -> None:
    """A name of two parts stands whole on its line; other words with a hyphen may be parted at it."""
    doc = Doc(title="x", blocks=(para("Jari-Pekka & linja-auto"),), labels=Labels(page="Sivu"), date=date(2026, 11, 21))
    assert '<p><span class="whole">Jari-Pekka</span> &amp; linja-auto</p>' in html.render(doc)

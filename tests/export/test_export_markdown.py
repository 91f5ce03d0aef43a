"""Markdown: what an independent reader gives back is what people said."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from kpfacil.export import markdown
from kpfacil.export.document import (
    Alert,
    Bars,
    Block,
    Break,
    Doc,
    Facts,
    Heading,
    Inline,
    Inlines,
    Labels,
    Link,
    ListBlock,
    Para,
    Strong,
    TableBlock,
    Text,
    bar,
    words,
)

Piece = tuple[str, str]

READERS = {
    "commonmark": MarkdownIt("commonmark", {"html": True}).enable("table"),
    "gfm": MarkdownIt("gfm-like", {"html": True}),
}
for _reader in READERS.values():
    if _reader.linkify:
        _reader.linkify.set({"fuzzy_link": False, "fuzzy_email": False})  # GitHub links no bare domains

FRAGMENTS = (
    *(
        "*",
        "**",
        "_",
        "__",
        "`",
        "```",
        "~~",
        "~~~",
        "#",
        "##",
        "- ",
        "-",
        "--",
        "1. ",
        "1)",
        "12.",
        "+ ",
        "> ",
        "|",
        "||",
    ),
    *(
        "---",
        "===",
        "=",
        ":--",
        ":-:",
        "&copy;",
        "&#35;",
        "&",
        "<b>",
        "</b>",
        "<br>",
        "<script>",
        "<!--",
        "-->",
        "]",
        "[",
    ),
    *(
        "](",
        "(",
        ")",
        "!",
        "![",
        "[x]: ",
        "[^1]",
        "http://a.b/c",
        "www.a.b",
        "a@b.fi",
        "mailto:",
        "ftp://x",
        "//",
        "\\",
    ),
    *("\\\\", "$", "{{", "}}", "\n", "  ", "\t", "ä", "Ǯ", "🧖‍♀️", "\u00a0", "\u00ad", "\u2003", "a", "b ", "e\u0301"),
    *("\u200d", "=1+1", "€", "“", "%", "'", '"', ";", ":)", "::", ".", "…", "\x00", "\u202e", "x^2", "</style>", "]]>"),
)
texts = st.lists(st.sampled_from(FRAGMENTS), max_size=8).map("".join)
inlines = st.lists(
    st.one_of(
        texts.map(Text),
        texts.map(Strong),
        texts.map(Alert),
        texts.map(lambda text: Link(text, "https://example.org/(a)?b=[c]&d=<e>")),
        st.just(Break()),
    ),
    max_size=5,
).map(tuple)


def _pieces(token: Token) -> list[Piece]:
    """Return the pieces of a line as kind and text; an address stands as the kind of its words."""
    kinds = ["text"]
    pieces: list[Piece] = []
    for child in token.children or []:
        match child.type:
            case "strong_open":
                kinds.append("strong")
            case "link_open":
                kinds.append(str(child.attrs["href"]))
            case "strong_close" | "link_close":
                kinds.pop()
            case "hardbreak":
                pieces.append(("break", ""))
            case "html_inline" if child.content == "<br>":
                pieces.append(("break", ""))
            case "text" | "text_special":
                _join(pieces, kinds[-1], child.content)
            case other:
                raise AssertionError(other)
    return pieces


def _join(pieces: list[Piece], kind: str, text: str) -> None:
    if pieces and pieces[-1][0] == kind and kind != "break":
        pieces[-1] = (kind, pieces[-1][1] + text)
    elif text:
        pieces.append((kind, text))


def _meant(line: Inlines) -> list[Piece]:
    pieces: list[Piece] = []
    for inline in line:
        match inline:
            case Break():
                pieces.append(("break", ""))
            case Text(text=text):
                _join(pieces, "text", text)
            case Strong(text=text) | Alert(text=text):
                _join(pieces, "strong", text)
            case Link(text=text, url=url):
                _join(pieces, READERS["gfm"].normalizeLink(url), text)
    return pieces


def _read(reader: str, text: str) -> list[tuple[str, list[Piece]]]:
    """Return the lines read, each with the block it stands in."""
    found: list[tuple[str, list[Piece]]] = []
    opened = ""
    for token in READERS[reader].parse(text):
        if token.type.endswith("_open"):
            opened = token.tag
        elif token.type == "inline":
            found.append((opened, _pieces(token)))
        else:
            assert token.type.endswith("_close"), token
    return found


def _meant_by(doc: Doc) -> Iterator[tuple[str, list[Piece]]]:
    yield "h1", [("text", doc.title)]
    yield from [("p", [("text", doc.subtitle)])] if doc.subtitle else []
    yield from [("p", [("strong", doc.standing)])] if doc.standing else []
    for block in doc.blocks:
        yield from _meant_by_block(block)


def _meant_by_block(block: Block) -> Iterator[tuple[str, list[Piece]]]:
    match block:
        case Heading(level=level, text=text):
            yield f"h{level + 1}", [("text", text)]
        case Para(inlines=line):
            yield "p", _meant(line)
        case ListBlock(items=items):
            yield from (("p", _meant(item)) for item in items)
        case Facts(pairs=pairs):
            yield from (("p", _meant((Strong(f"{label}:"), Text(" "), *value))) for label, value in pairs)
        case TableBlock():
            yield "p", [("strong", block.caption)]
            yield from (("th", _meant((Text(name),))) for name in block.head)
            yield from (("td", _meant(cell)) for row in block.rows for cell in row)
        case Bars():
            yield "p", [("strong", block.caption)]
            for point in block.points:
                yield "p", [("text", f"{point.label}: {point.shown} {bar(block.share(point))}".strip())]


def _doc(*blocks: Block, title: str = "x") -> Doc:
    return Doc(title=title, blocks=blocks, labels=Labels(page="Sivu"), date=date(2026, 11, 21))


@pytest.mark.parametrize("reader", READERS)
def test_every_leaf_comes_back(hostile: Doc, reader: str) -> None:
    """A reader of CommonMark or GFM, with HTML on, finds every block and every word of the hostile document."""
    assert _read(reader, markdown.render(hostile)) == list(_meant_by(hostile))


def test_golden(hostile: Doc, same_as_golden: Callable[[str, str], None]) -> None:
    """The Markdown of the hostile document is the one that was looked at."""
    same_as_golden("memo.md", markdown.render(hostile))


@given(line=inlines, rest=inlines)
def test_any_words_come_back_in_any_block(line: tuple[Inline, ...], rest: tuple[Inline, ...]) -> None:
    """Whatever is said in a paragraph, an item, a fact or a cell, both readers give it back, marked as it was."""
    table = TableBlock(caption="c", head=("a", "b"), rows=((line, rest),))
    lists = (ListBlock((line, rest)), ListBlock((rest, line), ordered=True), Facts((("a", line), ("b", rest))))
    doc = _doc(Para(line), Para(rest), *lists, table)
    for reader in READERS:
        assert _read(reader, markdown.render(doc)) == list(_meant_by(doc))


@given(text=texts.filter(lambda text: bool(Heading(1, text).text)))
def test_any_words_come_back_in_any_heading(text: str) -> None:
    """Whatever a heading, a caption, a column or a label says, both readers give it back."""
    table = TableBlock(caption=text, head=(text,), rows=((words("x"),),))
    doc = _doc(Heading(1, text), table, Facts(((text, words("x")),)), title=text)
    for reader in READERS:
        assert _read(reader, markdown.render(doc)) == list(_meant_by(doc))


def test_ordinary_finnish_stays_readable() -> None:
    """Ordinary sentences are written as they are, so that they can be pasted anywhere."""
    said = "Budjetti enintään 2 500 € (sis. alv 25,5 %). Varaa sali 15.12.2026 klo 17.00!"
    assert markdown.render(_doc(Para(words(said)))) == f"# x\n\n{said}\n"

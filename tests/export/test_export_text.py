"""Plain text: readable in any mail and by any reader of the screen."""

from collections.abc import Callable
from datetime import date

from kpfacil.export import text
from kpfacil.export.document import Alert, Block, Doc, Facts, Labels, Link, ListBlock, Para, TableBlock, Text, words


def _doc(*blocks: Block) -> Doc:
    return Doc(title="Muistio", blocks=blocks, labels=Labels(page="Sivu"), date=date(2026, 11, 21))


def _body(*blocks: Block) -> str:
    return text.render(_doc(*blocks)).removeprefix("Muistio\n=======\n\n")


def test_every_leaf_comes_back(hostile: Doc, leaves: list[str]) -> None:
    """Every word of the hostile document is there, however the lines are wrapped."""
    said = " ".join(text.render(hostile).split())
    assert [leaf for leaf in leaves if " ".join(leaf.split()) not in said] == []


def test_golden(hostile: Doc, same_as_golden: Callable[[str, str], None]) -> None:
    """The plain text of the hostile document is the one that was looked at."""
    same_as_golden("memo.txt", text.render(hostile))


def test_lines_are_short_and_addresses_whole() -> None:
    """Lines end by the 72nd character, and only an address may be longer."""
    url = "https://example.org/" + "a" * 80
    lines = _body(Para((Text("sana " * 40), Link("sivu", url)))).splitlines()
    assert f"({url})" in lines
    assert all(len(line) <= 72 for line in lines if url not in line)


def test_rows_are_numbered_records() -> None:
    """A table is told row by row, each cell with its column's name; an empty cell is not told."""
    table = TableBlock(
        caption="Tehtävät", head=("Mitä", "Kuka"), rows=((words("Varaa sali"), ()), (words("x"), words("Liisa")))
    )
    assert _body(table) == "Tehtävät:\n\n1. Mitä: Varaa sali\n\n2. Mitä: x\n   Kuka: Liisa\n"


def test_alert_is_loud_without_colour() -> None:
    """What is missing stands between signs that cannot be overlooked."""
    assert _body(Para((Alert("Ei vastuuhenkilöä"),))) == "! Ei vastuuhenkilöä\n"


def test_link_shows_its_address_once() -> None:
    """An address follows its words, unless they are the address."""
    shown = Para((Link("https://a.fi", "https://a.fi"), Text(" "), Link("a@b.fi", "mailto:a@b.fi")))
    assert _body(shown) == "https://a.fi a@b.fi\n"


def test_lines_after_the_first_are_indented() -> None:
    """A long item, and a line end inside a fact, hang under their beginning."""
    assert _body(ListBlock((words("a\nb"),), ordered=True)) == "1. a\n   b\n"
    assert _body(Facts((("Paikka", words("Kirjasto\nJämsä")),))) == "Paikka: Kirjasto\n  Jämsä\n"

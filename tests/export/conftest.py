"""One document with hostile words in every place, and the strategies that make more of them."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from kpfacil.export.document import (
    Alert,
    Bars,
    Break,
    Doc,
    Facts,
    Heading,
    Inlines,
    Labels,
    Link,
    ListBlock,
    Para,
    Point,
    Strong,
    TableBlock,
    Text,
    para,
    words,
)

HOSTILE = (
    "*x* **y** _z_ `koodi` ~~pois~~",
    "<b>lihava</b> <script>alert(1)</script> &copy; &#35; <!-- x -->",
    "# ei otsikko #",
    "- ei lista",
    "1. ei numero",
    "+ ei lista",
    "=SUMMA(A1:A9)",
    "--- ===",
    "a | b \\ c",
    "[a](b_(c)) ![kuva](x) [1]: http://a.b",
    "http://example.org/x_y www.example.org mike@example.org",
    "$x^2$ {{ jinja }} {% x %} #let x = 1 #include",
    'Elsa Ǯoǯoš-Aikio, Юлия Иванова, Mikko "Mike" O\'Brien <mike@example.org>',
    "Sauna 🧖‍♀️ → ≥ 80 °C ✓ 2 500 €",
    "</style></main>]]>\"'",
    "C:\\temp\\",
    "Loppuu huutoon!",
)
"""Words that mean something in one format or another."""


def _table() -> TableBlock:
    half = len(HOSTILE) // 2
    rows = ((words(HOSTILE[at]), words(HOSTILE[half + at]), (Alert("Ei vastuuhenkilöä"),)) for at in range(half))
    return TableBlock(
        caption="Toimenpiteet | <taulukko>",
        head=("Mitä", "Kuka & *miten*", "Tila"),
        rows=(*rows, (words("Kaksi\nriviä"), (), (Text("avoin "), Strong("T1")))),
        row_header=True,
        widths=(5, 3, 2),
    )


@pytest.fixture(scope="session")
def hostile() -> Doc:
    """Return a document of every kind of block and inline, with hostile words in each."""
    marked: Inlines = (
        Text("Loppuu!"),
        Link("[linkki]", "https://example.org/ä?a=1&b=(2)"),
        Strong("(sovittu)"),
        Text("x"),
    )
    return Doc(
        title="Kumppanuuspöydän *muistio* <3/2026> #",
        subtitle="- Jämsä & Äänekoski",
        standing="Luonnos *",
        author="Liisa <liisa@example.org>",
        subject='Muistio "3/2026"',
        date=date(2026, 11, 21),
        labels=Labels(page="Sivu"),
        blocks=(
            Facts((("Aika", words("la 21.11.2026 klo 17.00–18.30")), ("Paikka *", words("Kirjasto\n- etänä")))),
            Heading(1, "1. Käsitellyt <asiat> #"),
            para("Rivi yksi\n# rivi kaksi\n- rivi kolme\n\n1. rivi viisi"),
            Heading(2, "Ideat"),
            ListBlock(tuple(map(words, HOSTILE))),
            ListBlock((words("toinen lista\n2. jatkuu"),)),
            Heading(3, "Sovittu"),
            ListBlock(tuple(map(words, HOSTILE[:3])), ordered=True),
            para("Väli."),
            ListBlock(tuple(map(words, HOSTILE[3:5])), ordered=True),
            Para(marked),
            Para((Text("a"), Strong("(b)"), Text("c"), Alert("«puuttuu»"), Break(), Strong("S1"), Text(". d"))),
            Heading(1, "Toimenpiteet"),
            _table(),
            TableBlock(
                caption="Läsnä tahoittain",
                head=("Taho", "hlö"),
                rows=((words("4H"), words("12")), (words("Seurakunta"), words("3"))),
                numbers=frozenset({1}),
            ),
            Bars(
                "Itsearvio *",
                (Point("- 21.1.", 2.5, "2,5"), Point("<1.2.>", None, "ei kysytty"), Point("x", 0, "0")),
                5,
            ),
        ),
    )


def leaves_of(doc: Doc) -> Iterator[str]:
    """Yield every leaf of text in the order of reading."""
    yield from filter(None, (doc.title, doc.subtitle, doc.standing))
    for block in doc.blocks:
        match block:
            case Heading(text=text):
                yield text
            case Para(inlines=inlines):
                yield from _texts(inlines)
            case ListBlock(items=items):
                yield from (text for item in items for text in _texts(item))
            case Facts(pairs=pairs):
                yield from (text for label, value in pairs for text in (label, *_texts(value)))
            case TableBlock():
                yield from (block.caption, *block.head)
                yield from (text for row in block.rows for cell in row for text in _texts(cell))
            case Bars():
                yield from (block.caption, *(text for point in block.points for text in (point.label, point.shown)))


def _texts(inlines: Inlines) -> list[str]:
    return [inline.text for inline in inlines if not isinstance(inline, Break) and inline.text.strip()]


@pytest.fixture(scope="session")
def leaves(hostile: Doc) -> list[str]:
    """Return every leaf of the hostile document in the order of reading."""
    return list(leaves_of(hostile))


@pytest.fixture(scope="session")
def same_as_golden() -> Callable[[str, str], None]:
    """Return a check that a text is the one kept under that name; `KPFACIL_GOLDEN=write` keeps the new one."""

    def check(name: str, text: str) -> None:
        path = Path(__file__).parent / "golden" / name
        if os.environ.get("KPFACIL_GOLDEN") == "write":
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return check
